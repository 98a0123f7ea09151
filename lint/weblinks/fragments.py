"""What the fragment of an address asks of a page: which anchors would answer it, and whether one must be there."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from urllib.parse import quote, unquote

from lint.records import NamedTuple
from lint.regex import regex
from lint.weblinks.scan import PageScanner

_DIRECTIVE = ":~:"  # https://wicg.github.io/scroll-to-text-fragment/
_LINE_OF_CODE = regex(r"L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?|lines-\d+(?::\d+)?")
_LINES = regex(r"(\d+)(?:[-:,.]+\d+)?")
_FORGE = regex(
    r"(?:issue|issuecomment|discussion|discussioncomment|discussion_r|pullrequestreview|commitcomment|event|diff|note_"
    r"|ref-commit|ref-issue|ref-pullrequest|r\d)[-_\da-zA-Z]*\d[-_\da-zA-Z]*"
)
_PREFIX = "user-content-"


class Asked(NamedTuple):
    """A fragment, and the identifiers of elements that answer it.

    There are none where the browser or the page's own program answers: `#`, `#top`, `#page=3`, `#L10`, `#/route`,
    `#issuecomment-1`, `#:~:text=word`.
    """

    fragment: str
    identifiers: frozenset[str]


def asked(fragment: str) -> Asked:
    """Sorts a fragment, given without its `#`."""
    element = fragment.partition(_DIRECTIVE)[0]
    name = unquote(element)
    by_program = (
        not name
        or name.lower() == "top"
        or name.startswith("!")
        or "/" in name  # routes
        or "=" in name  # parameters: PDF (RFC 8118), media (`#t=10`, `#xywh=`), maps and sheets
        or _LINE_OF_CODE.fullmatch(name)  # forges mark lines by script, and load long files and threads in parts
        or _FORGE.fullmatch(name)
    )
    return Asked(fragment, frozenset() if by_program else frozenset(_identifiers(element, name)))


def _identifiers(element: str, name: str) -> Iterator[str]:
    """The forms in which the identifier may be written in the page.

    Browsers try the fragment as it is in the address, where other scripts are percent-encoded, and then decoded (HTML
    Standard, "select the indicated part"). Forges put `user-content-` before the names that authors give, in lower
    case.
    """
    encoded = quote(name, safe="!$%&'()*+,/:;=?@[]~")
    yield from (element, name, encoded, encoded.lower())
    for form in {name, name.lower(), encoded, encoded.lower()}:
        yield _PREFIX + form
    if lines := _LINES.fullmatch(name):  # the first line of a range; a script marks the others
        yield lines[1]


class Answer(Enum):
    """What a page tells about a fragment."""

    THERE = "there"
    MISSING = "missing"
    UNKNOWN = "unknown"


def answer(fragment: Asked, page: PageScanner, unread: str = "") -> tuple[Answer, str]:
    """Whether the page answers the fragment, and why not in words.

    `unread` says why the page was not read to its end; empty where it was.
    """
    if not fragment.identifiers or not fragment.identifiers.isdisjoint(page.found | page.in_data):
        return Answer.THERE, ""
    if unread:
        return Answer.UNKNOWN, f"{unread} before an anchor was seen"
    if page.made_by_script:
        return Answer.UNKNOWN, "the anchor may be put there by a script"
    if page.replaced and not unquote(fragment.fragment).isascii():
        return Answer.UNKNOWN, "the encoding of the page is unknown"
    name = unquote(fragment.fragment.partition(_DIRECTIVE)[0])
    if other := page.other_case.get(name):
        return Answer.MISSING, f'the page has "{other}", in other letter case'
    return Answer.MISSING, f'the page has no anchor "{name}"'
