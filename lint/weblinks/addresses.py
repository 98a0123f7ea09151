"""Web addresses as browsers read them: one canonical form, or the fault in words.

What is parsed here is what is connected to, so no other reader of the same text can see another host in it. The steps
follow the URL Standard (whatwg): tabs and line ends vanish, backslashes are slashes, decimal, octal and hexadecimal
IPv4 hosts are addresses, names in other scripts are punycode.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import unquote, urljoin

from lint.records import NamedTuple
from lint.regex import regex

_SCHEME = regex(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_PARTS = regex(r"(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?:#(?P<fragment>.*))?", re.DOTALL)
_EDGES = "".join(map(chr, range(0x21)))
_VANISH = dict.fromkeys(map(ord, "\t\n\r"))
_PORTS = {"http": 80, "https": 443}
_FORBIDDEN = regex(r"[\x00-\x20\x7f#/:<>?@\[\\\]^|%]")
_NUMBER = regex(r"0[xX][0-9a-fA-F]*|[0-9]+")
_DOTS = regex("[\u3002\uff0e\uff61]")
_IGNORED = regex("[\u00ad\u200b\u2060\ufe00-\ufe0f\ufeff]")
_DOT_SEGMENT = regex(r"(?:\.|%2e)", re.IGNORECASE)
# The percent-encode sets of the URL Standard.
_IN_PATH = regex(r"[^!$%&'()*+,./0-9:;=@A-Z\[\]^_a-z|~-]")
_IN_QUERY = regex(r"[^!$%&()*+,./0-9:;=?@A-Z\[\\\]^_`a-z{|}~-]")
_IN_FRAGMENT = regex(r"[^!#$%&'()*+,./0-9:;=?@A-Z\[\\\]^_a-z{|}~-]")

_BLOCKED_PORTS = frozenset(
    {
        1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
        109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
        526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
        3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
    }
)  # fmt: skip
"""Ports of other protocols, which browsers do not open (Fetch Standard, "bad port")."""


class AddressError(ValueError):
    """Why a text is no address that can be asked; the message is the cause in words, without any user name in it.

    `scheme` is set where the text is an address of another kind, such as mailto; `userinfo` where it holds a user name.
    """

    def __init__(self, cause: str, scheme: str = "", *, userinfo: bool = False) -> None:
        super().__init__(cause)
        self.scheme = scheme
        self.userinfo = userinfo


class _Parts(NamedTuple):
    scheme: str
    host: str
    port: int
    target: str
    fragment: str


class WebAddress(_Parts):
    """An http or https address in canonical form.

    `host` is ASCII in lower case (an IPv6 address without its brackets), `target` the path with the query as they are
    sent, `fragment` what follows `#`, encoded as browsers do.
    """

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        return self.target.partition("?")[2]

    @cached_property
    def url(self) -> str:
        """The whole address without the fragment."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def read(text: str, base: WebAddress | None = None) -> WebAddress:
    """Reads an address, relative to `base` where there is one. Raises AddressError."""
    clean = text.strip(_EDGES).translate(_VANISH)
    if base is not None and not _SCHEME.match(clean):
        head, mark, fragment = clean.partition("#")
        path, question, query = head.partition("?")
        clean = urljoin(base.url, path.replace("\\", "/") + question + query) + mark + fragment
    scheme, rest = "https", clean
    if match := _SCHEME.match(clean):
        scheme, rest = match[1].lower(), clean[match.end() :]
    elif not re.match(r"[/\\]{2}", clean):
        raise AddressError("the address has no scheme")
    if scheme not in _PORTS:
        raise AddressError(f"{scheme}: is no scheme of the web", scheme)
    match = _PARTS.fullmatch(rest.lstrip("/\\"))
    assert match  # every part may be empty
    authority, slash, tail = match["authority"].partition("\\")
    path = (slash + tail + match["path"]).replace("\\", "/")
    userinfo, at, place = authority.rpartition("@")
    if at and userinfo.strip(":"):
        what = "a user name and a password" if ":" in userinfo else "a user name"
        raise AddressError(f"the address holds {what}", userinfo=True)
    host, port = _host_and_port(place, scheme)
    target = _encode(_without_dots(path or "/"), _IN_PATH) + _encode(match["query"] or "", _IN_QUERY)
    return WebAddress(scheme, host, port, target, _encode(match["fragment"] or "", _IN_FRAGMENT))


def _encode(text: str, unsafe: re.Pattern[str]) -> str:
    return unsafe.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogateescape")), text
    )


def _without_dots(path: str) -> str:
    """The path without `.` and `..`, as browsers send it."""
    if "." not in path and "%2" not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        plain = _DOT_SEGMENT.sub(".", segment)
        if plain == "..":
            del kept[-1:]
        elif plain != ".":
            kept.append(segment)
    if _DOT_SEGMENT.sub(".", segments[-1]) in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _host_and_port(place: str, scheme: str) -> tuple[str, int]:
    host, _, digits = place.rpartition(":") if re.search(r":\d*\Z", place) else (place, "", "")
    if place.startswith("[") and "]" not in host:
        raise AddressError(f'"{place}" is no host')
    port = int(digits) if digits and len(digits) < 8 else _PORTS[scheme] if not digits else 0
    if not 0 < port < 65536:
        raise AddressError(f'"{digits}" is no port')
    if port in _BLOCKED_PORTS:
        raise AddressError(f"port {port} belongs to another protocol, so browsers do not open it")
    return _host(host), port


def _host(text: str) -> str:
    if text.startswith("["):
        try:
            address = IPv6Address(text[1:-1])
        except AddressValueError:
            address = None
        if address is None or not text.endswith("]") or address.scope_id:
            raise AddressError(f'"{text}" is no host')
        return address.compressed
    name = unquote(text) if "%" in text else text
    if not name.isascii():
        try:
            name = _punycode(name)
        except UnicodeError:
            raise AddressError("its host is no text") from None
    name = name.lower().removesuffix(".")
    if not name:
        raise AddressError("the address has no host")
    if _FORBIDDEN.search(name) or "" in name.split(".") or len(name) > 253:
        raise AddressError(f'"{text}" is no host')
    last = name.rpartition(".")[2]
    return str(_ipv4(name)) if _NUMBER.fullmatch(last) else name


def _punycode(name: str) -> str:
    """The name in ASCII. What UTS #46 maps is compatibility forms, case and invisible characters."""
    name = _IGNORED.sub("", _DOTS.sub(".", name))
    name = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).lower())
    labels = (label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in name.split("."))
    return ".".join(labels)


def _ipv4(name: str) -> IPv4Address:
    """The address that a host in numbers means: parts in any base, the last one filling what is left."""
    parts = name.split(".")
    numbers = []
    for part in parts:
        if not _NUMBER.fullmatch(part) or len(part) > 40:
            raise AddressError(f'"{name}" is no host')
        if part[:2] in {"0x", "0X"}:
            numbers.append(int(part[2:] or "0", 16))
        elif part.startswith("0") and len(part) > 1:
            if not set(part) <= set("01234567"):
                raise AddressError(f'"{name}" is no host')
            numbers.append(int(part, 8))
        else:
            numbers.append(int(part))
    *leading, last = numbers
    if len(numbers) > 4 or max(leading, default=0) > 255 or last >= 256 ** (5 - len(numbers)):
        raise AddressError(f'"{name}" is no host')
    return IPv4Address(sum(number << 24 - 8 * place for place, number in enumerate(leading)) + last)
