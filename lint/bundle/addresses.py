"""Where a page lies in the bundle: relative addresses, no two pages at one place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lint.bundle.unfit import UnfitError
from lint.regex import regex
from lint.site.slugs import same_place, url_of

# Device names of Windows: a file of such a name cannot be made there, whatever its extension.
_DEVICES = regex(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)", re.IGNORECASE)
_PLAIN = regex(r"[A-Za-z0-9_.~/-]*")
_FORBIDDEN = frozenset('<>:"|?*\\')
"""Characters that Windows allows in no name."""
_LONGEST = 255
"""Bytes that the usual file systems allow for one name."""


def relative(page: str, target: str) -> str:
    """The percent-encoded address of `target` as the page of the file `page` has to write it.

    It climbs to the top of the site, so that the bundle works below any path of a server.
    """
    return "../" * page.count("/") + encoded(target) or "./"


def encoded(path: str) -> str:
    """A path as it stands in an address."""
    if _PLAIN.fullmatch(path):
        return path  # as nearly all are
    from urllib.parse import quote

    return quote(path, safe="/~")


def is_forbidden(name: str) -> bool:
    """Whether some system allows no file or folder of this name."""
    return (
        bool(_DEVICES.match(name))
        or not _FORBIDDEN.isdisjoint(name)
        or name.endswith((".", " "))
        or len(name.encode()) > _LONGEST
    )


def insist_on_own_places(places: Iterable[tuple[str, str]]) -> None:
    """Sees to it that every file can be there; `places` are (file in the site, post or what else it is).

    Raises UnfitError when two claim one file (letter case and Unicode form aside, which some file systems
    ignore), when one's file is another's folder, or when a system forbids the name.
    """
    taken: dict[str, str] = {}
    folders: dict[str, str] = {}
    allowed: set[str] = set()
    for file, post in places:
        key = same_place(file)
        if key in taken:
            raise UnfitError(f"{post} and {taken[key]} would both be published at /{url_of(file)}")
        taken[key] = post
        for part in file.split("/"):
            if part in allowed:
                continue
            allowed.add(part)
            if is_forbidden(part):
                raise UnfitError(f"{post} would be published at /{url_of(file)}, a name that some systems forbid")
        parts = key.split("/")
        for end in range(1, len(parts)):
            folders.setdefault("/".join(parts[:end]), post)
    for key in sorted(taken.keys() & folders.keys()):
        raise UnfitError(f"{taken[key]} and {folders[key]} would be published one below the other, at /{key}")
