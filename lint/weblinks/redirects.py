"""Where an answer leads on to, and whether that is worth writing into a post."""

from __future__ import annotations

import re

from lint.regex import regex
from lint.site.verdicts import Verdict
from lint.weblinks.addresses import AddressError, WebAddress, read
from lint.weblinks.shown import shown

_WITHOUT_BROWSER = frozenset(
    {"about", "blob", "chrome", "data", "file", "ftp", "ftps", "gopher", "jar", "javascript", "vbscript", "view-source"}
)
_LONGEST = 2_000  # code points
_OF_THE_MOMENT = regex(
    r"(?:utm_\w+|[a-z]*session(?:id)?|\w*sid|token|ticket|nonce|ts|timestamp|redirect\w*)=", re.IGNORECASE
)


def redirected(location: str, base: WebAddress) -> WebAddress | tuple[Verdict, str]:
    """The address that a `Location` means; or the verdict where it cannot be followed, with "where to" in words."""
    try:
        return read(location, base)
    except AddressError as fault:
        if fault.scheme in _WITHOUT_BROWSER:
            return Verdict.DEAD, f"a {fault.scheme}: address, where no browser follows"
        if fault.scheme:
            return Verdict.UNSURE, f"a {fault.scheme}: address"
        if fault.userinfo:
            return Verdict.UNSURE, shown(location)
        return Verdict.DEAD, f"an address that is none: {fault}"


def worth_proposing(first: WebAddress, new: WebAddress) -> bool:
    """Whether a post may say `new` in place of `first`: not where it carries what was made for this one visit."""
    if new.url == first.url or len(new.url) > _LONGEST:
        return False
    added = set(new.query.split("&")) - set(first.query.split("&"))
    return not any(map(_OF_THE_MOMENT.match, added))
