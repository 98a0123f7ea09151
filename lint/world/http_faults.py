"""What goes wrong on the way to an answer, as outcomes without an address.

A certificate that is expired, is made out to another name or signed by itself stops every reader with a warning, so
the link is dead. A chain with a gap is filled by most browsers, and an authority that is unknown here may be known to
readers, so these leave it open; and so does all that happens to a connection.
"""

from __future__ import annotations

import datetime
import errno
import re
import ssl
import time
from email.utils import parsedate_to_datetime

import aiohttp

from lint.site.verdicts import Outcome, Verdict
from lint.weblinks.statuses import RETRIED, phrase
from lint.world.http_names import HostError
from lint.world.http_settings import Settings

# X509_V_ERR_* of OpenSSL, x509_vfy.h.
_BROKEN_CERTIFICATE = {
    9: "the certificate is not valid yet",
    10: "the certificate has expired",
    18: "the certificate is signed by itself",
    23: "the certificate is revoked",
    62: "the certificate is made out to another name",
    64: "the certificate is made out to another address",
}
_OPEN_CERTIFICATE = {
    2: "the chain of certificates has a gap",
    19: "the certificate is signed by an unknown authority",
    20: "the chain of certificates has a gap, or its authority is unknown",
    21: "the chain of certificates has a gap",
}
_BEYOND_A_LIMIT = ("Got more than", "Too many headers")  # how aiohttp's parsers begin to say so
_CONNECTION = {
    errno.ECONNREFUSED: "the connection was refused",
    errno.ECONNRESET: "the connection was reset",
    errno.EPIPE: "the connection was reset",
    errno.EHOSTUNREACH: "the server cannot be reached",
    errno.ENETUNREACH: "the server's network cannot be reached",
    errno.ETIMEDOUT: "the server does not answer",
}


def _unsure(cause: str, *, retry: bool = False) -> Outcome:
    return Outcome(url="", verdict=Verdict.UNSURE, cause=cause, retry=retry)


def seconds(number: float) -> str:
    """The time in words: "1 second", "0.5 seconds"."""
    return f"{number:g} second{'' if number == 1 else 's'}"


def out_of_time(settings: Settings) -> Outcome:
    """No answer within the time for the whole look."""
    return _unsure(f"no answer within {seconds(settings.timeout)}", retry=True)


def name_fault(fault: HostError) -> Outcome:
    """A host without an address, or with one that is not asked."""
    verdict = Verdict.DEAD if fault.lasting else Verdict.UNSURE
    return Outcome(url="", verdict=verdict, cause=fault.cause, retry=fault.retry)


def fault(error: Exception, settings: Settings) -> Outcome:
    """Any other exception of a request."""
    if isinstance(error, HostError):
        return name_fault(error)
    inner = getattr(error, "os_error", None)
    if isinstance(inner, HostError):
        return name_fault(inner)
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return _certificate(error.certificate_error)
    if isinstance(error, (aiohttp.ClientSSLError, ssl.SSLError)):
        return _tls(inner if isinstance(inner, ssl.SSLError) else error)
    if isinstance(error, TimeoutError):
        return _unsure(f"no connection within {seconds(settings.connect_timeout)}", retry=True)
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return _unsure(f"the proxy answered {phrase(error.status)}")
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return _unsure("the proxy cannot be reached", retry=True)
    if isinstance(error, aiohttp.ClientResponseError):
        if error.message.startswith(_BEYOND_A_LIMIT):
            return too_much_header(settings)
        return _unsure("the answer is not HTTP")
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return _unsure("the server closed the connection without an answer", retry=True)
    if isinstance(error, OSError):
        number = error.errno or getattr(inner, "errno", None)
        return _unsure(_CONNECTION.get(number or 0, "the connection failed"), retry=True)
    if isinstance(error, aiohttp.ClientConnectionError):
        return _unsure("the connection failed", retry=True)
    return _unsure(f"it cannot be asked ({type(error).__name__})")


def refused(verdict: Verdict, status: int, wait: str, behind: str = "") -> Outcome:
    """An answer with an error as its status. `wait` is its `Retry-After`, `behind` what led to it, in words."""
    cause = f"{phrase(status)}{behind}"
    return Outcome(url="", verdict=verdict, cause=cause, retry=status in RETRIED, retry_after=_retry_after(wait))


def _retry_after(value: str) -> float:
    """Seconds to wait: `Retry-After` is a number of them or a date (RFC 9110, section 10.2.3)."""
    if re.fullmatch(r"\s*\d{1,9}\s*", value):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    when = when if when.tzinfo else when.replace(tzinfo=datetime.UTC)
    return max(when.timestamp() - time.time(), 0.0)


def too_much_header(settings: Settings) -> Outcome:
    """An answer whose header goes beyond the limit."""
    return _unsure(f"the header of the answer is larger than {settings.max_header // 1024} kB")


def _certificate(error: Exception) -> Outcome:
    code = getattr(error, "verify_code", 0)
    if code in _BROKEN_CERTIFICATE:
        return Outcome(url="", verdict=Verdict.DEAD, cause=_BROKEN_CERTIFICATE[code])
    words = getattr(error, "verify_message", "") or "unknown reason"
    return _unsure(_OPEN_CERTIFICATE.get(code, f"the certificate could not be verified: {words}"))


def _tls(error: Exception) -> Outcome:
    reason = getattr(error, "reason", "") or ""
    if isinstance(error, ssl.SSLEOFError) or "EOF" in reason:
        return _unsure("the connection was cut while TLS was being agreed on", retry=True)
    if reason in {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"}:
        return _unsure("the server does not speak TLS at this port")
    words = reason.replace("_", " ").lower() or "no reason given"
    return _unsure(f"TLS could not be agreed on: {words}")
