"""The outer form of what front matter says: dates, addresses of images, names of files. Pure, on text alone."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from lint.records import NamedTuple
from lint.regex import regex

_ISO = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
_DATE = regex(
    rf"(?:(?P<iso>{_ISO})|(?P<slashes>[0-9]{{4}}/[0-9]{{1,2}}/[0-9]{{1,2}})"
    r"|(?P<mixed>[0-9]{1,2}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{4})"
    r"|(?P<words>(?=[^\n]{0,12}?[A-Za-z]{3})[A-Za-z0-9][\w.,]*(?:[ -][\w.,]+){1,3}?[ ,-]+[0-9]{4}\b)"
    r"|(?P<number>[0-9]{9,13})\Z)"
    r"(?:(?:[Tt]| ,?|, )[ \t]*(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)?"
    r"(?: ?[AaPp]\.?[Mm]\.?)?(?P<zone> ?(?:[Zz]|UTC|GMT|[-+][0-9]{1,2}(?::?[0-9]{2})?|[A-Z][A-Za-z]+/[A-Za-z_/]+))?)?"
)
_LONGEST_DATE = 60  # code points
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DATED_PATH = regex(r"(?:^|/)\d{4}[-/]\d{1,2}(?:[-/]\d{1,2})?(?=[-_/.])")
_COUNTED = regex(r"\d{1,4}\Z")
_DATED_NAME = regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?=[-_.])")

DateOrder = Literal["iso", "slashes", "mixed", "words", "number"]
"""2024-05-03, 2024/05/03, 3.5.2024 or 5/3/2024, May 3, 2024, a Unix time."""
PathForm = Literal["rooted", "dotted", "relative", "name", "url"]
"""/images/a.png, ./a.png or ../a.png, images/a.png, a.png, https://… or //…"""
NameForm = Literal["dated", "plain", "index", "dated-index"]
"""2024-05-03-rain.md, rain.md, rain/index.md, 2024-05-03-rain/index.md"""


class DateForm(NamedTuple):
    """How a date is written: the order of its day, and whether a time of day and a time zone follow.

    Midnight counts as no time: it says no more than the day.
    """

    order: DateOrder
    time: bool = False
    zone: bool = False


@lru_cache(maxsize=20_000)  # what is usual is asked first, and then what each post does
def date_form(text: str) -> DateForm | None:
    """The form of a date; None for what is none of these, or goes on behind."""
    match = _DATE.fullmatch(text.strip()) if len(text) <= _LONGEST_DATE else None
    if match is None:
        return None
    order: DateOrder
    if match["iso"]:
        order = "iso"
    elif match["slashes"]:
        order = "slashes"
    elif match["mixed"]:
        order = "mixed"
    else:
        order = "words" if match["words"] else "number"
    if not match["time"] or match["time"].strip("0:") == "":
        return DateForm(order)
    return DateForm(order, time=True, zone=match["zone"] is not None)


def path_form(text: str) -> PathForm | None:
    """The form of an address of an image; None for an empty text and for template expressions."""
    if not text or "{" in text or "<" in text or "\ue000" in text:
        return None
    if text.startswith("//") or _SCHEME.match(text):
        return "url"
    if text.startswith("/"):
        return "rooted"
    if text.startswith("."):
        return "dotted"
    return "relative" if "/" in text else "name"


def name_form(path: str) -> NameForm:
    """The form of the name of a post's file, its own folder included where it has one."""
    *folders, name = path.split("/")
    if name.startswith("index.") and folders:
        return "dated-index" if _DATED_NAME.match(folders[-1] + ".") else "index"
    return "dated" if _DATED_NAME.match(name) else "plain"


def is_dated_path(path: str) -> bool:
    """Whether a path holds at least a year and a month."""
    return _DATED_PATH.search(path) is not None


Place = tuple[str, int, bool]
"""Where posts lie alike: a folder, how many levels below it, and whether their files are called index."""


def places(path: str) -> tuple[list[Place], int]:
    """Where to look for posts of the same kind: the post's folder, then those beside it at the same depth.

    A folder per post, year or month divides one collection; above these, one level more is looked at. The number is
    the index of the widest place that only such folders divide.
    """
    *folders, name = path.split("/")
    index = name.startswith("index.")
    found: list[Place] = [("/".join(folders), 0, index)]
    home = 0
    divided = index
    for up in range(1, len(folders) + 1):
        divided = divided or _COUNTED.match(folders[-up]) is not None
        found.append(("/".join(folders[: len(folders) - up]), up, index))
        if not divided:
            break
        home = up
        divided = False
    return found, home
