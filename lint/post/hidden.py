"""What hidden parts add to what was read: tags of JSX with their links and images, ids of headings, ends of blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from lint.diagnostics import Span
from lint.post import html
from lint.post.dialect.read import Hidden
from lint.post.elements import Heading, Tag
from lint.post.markdown import Markdown
from lint.post.masked import MASK
from lint.post.media import ELEMENTS, media
from lint.post.prose import BREAK

_BLANKS = " \t>"


def add_hidden(read: Markdown, hidden: Hidden, text: str) -> None:
    """Adds them to what the Markdown reader found in the source."""
    if hidden.elements:
        _add_tags(read, hidden)
    if read.headings:
        _add_ids(read.headings, hidden, text)
    if hidden.breaks:
        read.prose = _broken(read.prose, hidden.breaks)


def _add_tags(read: Markdown, hidden: Hidden) -> None:
    found: list[Tag] = []
    for element in hidden.elements:
        # A fragment is no tag that HTML knows.
        found += html.tags(hidden.attributes, *element.span)
    for tag in found:
        if tag.closing:
            continue
        if link := html.link(tag):
            (read.images if link.image else read.links).append(link)
        if tag.name in ELEMENTS:
            read.media += media(tag, hidden.attributes)
    read.tags += found
    start = attrgetter("span.start")
    for parts in (read.tags, read.links, read.images, read.media):
        parts.sort(key=start)


def _add_ids(headings: list[Heading], hidden: Hidden, text: str) -> None:
    """Gives headings the ids of attributes behind their text or on the line below; the attributes are no text."""
    starts = [heading.span.start for heading in headings]
    for one in hidden.masked:
        if one.kind not in {"attributes", "role", "comment"}:
            continue
        at = bisect_right(starts, one.span.start) - 1
        if one.kind == "role":  # a target of MyST stands before what it names
            if one.id and at + 1 < len(headings) and not text[one.span.end : starts[at + 1]].strip(_BLANKS + "\r\n"):
                headings[at + 1].id = headings[at + 1].id or one.id
            continue
        if at < 0:
            continue
        heading = headings[at]
        inside = one.span.start < heading.span.end
        between = text[heading.text_span.end : one.span.start] if not inside else ""
        if not inside and (between.count("\n") != 1 + heading.setext or between.strip(_BLANKS + "\r\n#=-")):
            continue
        if inside:
            _shorten(heading, text)
        if one.id:
            heading.id = heading.id or one.id


def _shorten(heading: Heading, text: str) -> None:
    """Takes the hidden end off a heading's text."""
    shown = heading.text.rstrip(f"{MASK} ")
    if shown == heading.text or not shown:
        return
    written = text[heading.text_span.start : heading.text_span.end]
    lost = len(heading.text) - len(shown)
    heading.text = shown
    heading.text_span = Span(
        heading.text_span.start, heading.text_span.start + len(written[: len(written) - lost].rstrip())
    )


def _broken(prose: str, breaks: Iterable[int]) -> str:
    pieces: list[str] = []
    done = 0
    for at in breaks:
        pieces += prose[done:at], BREAK
        done = at + 1
    pieces.append(prose[done:])
    return "".join(pieces)
