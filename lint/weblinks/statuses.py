"""What an HTTP status says of an address."""

from __future__ import annotations

from lint.site.verdicts import Verdict

PERMANENT = frozenset({301, 308})
REDIRECTS = PERMANENT | {302, 303, 307}
"""The statuses by which browsers go on to `Location` (Fetch Standard, "redirect status")."""

WITHOUT_PAGE = frozenset({204, 205, 304})

RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
"""What may pass: the server is overrun, or one behind it does not answer."""

_DEAD = frozenset({400, 404, 410, 414})
"""By these the server says that there is nothing at this address. All other errors say something about the moment, the
server or who asks: a login, a payment, a limit, a method, a fault of the server."""

# The reason phrases of RFC 9110, section 15, RFC 6585 and RFC 7725, and of those in wide use without one.
_PHRASES = {
    300: "Multiple Choices",
    301: "Moved Permanently",
    302: "Found",
    303: "See Other",
    307: "Temporary Redirect",
    308: "Permanent Redirect",
    400: "Bad Request",
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    407: "Proxy Authentication Required",
    408: "Request Timeout",
    409: "Conflict",
    410: "Gone",
    411: "Length Required",
    412: "Precondition Failed",
    413: "Content Too Large",
    414: "URI Too Long",
    415: "Unsupported Media Type",
    416: "Range Not Satisfiable",
    417: "Expectation Failed",
    421: "Misdirected Request",
    422: "Unprocessable Content",
    425: "Too Early",
    426: "Upgrade Required",
    428: "Precondition Required",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    451: "Unavailable For Legal Reasons",
    500: "Internal Server Error",
    501: "Not Implemented",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
    505: "HTTP Version Not Supported",
    511: "Network Authentication Required",
    521: "the server behind the proxy is down",
    522: "the server behind the proxy does not answer",
    523: "the server behind the proxy cannot be reached",
    524: "the server behind the proxy takes too long",
    525: "TLS with the server behind the proxy failed",
    526: "the certificate of the server behind the proxy is not valid",
    999: "refused to programs",
}


def phrase(status: int) -> str:
    """The status with its words: "404 Not Found"."""
    return f"{status} {_PHRASES[status]}" if status in _PHRASES else f"status {status}"


def judged(status: int) -> Verdict:
    """The verdict that a final status alone gives. 300 and 304 have, or stand for, a page; 101 does not speak HTTP."""
    if 200 <= status < 300 or status in {300, 304}:
        return Verdict.ALIVE
    return Verdict.DEAD if status in _DEAD else Verdict.UNSURE
