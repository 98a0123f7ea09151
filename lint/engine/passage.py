"""The words that a finding stands in, so that it is known again wherever they move to."""

from __future__ import annotations

from lint.diagnostics import Diagnostic
from lint.records import NamedTuple
from lint.regex import regex

_BLANK = regex(r"\n(?:[ \t]*>)*[ \t]*\r?(?=\n)")
# The end of a sentence, or a line that begins an item, a heading, a row of a table, a fence or a definition.
_BOUNDARY = regex(
    r"[.!?…][\"')\]*_”»’]*\s+|[。！？]"
    r"|\n(?=[ \t>]*(?:(?:[-*+]|\d+[.)]|#{1,6})[ \t]|\||```|~~~|\[[^\]\n]+\]:))"
)
# The end of a sentence does not count: it is not the same where another sentence follows.
_END = " \t\r\n.!?…\"')]*_”»’。！？"
_QUOTED = regex(r"\"([^\"\n]+)\"|`([^`\n]+)`")
_WORD = regex(r"\w")
_SIZE = 8  # bytes of a hash: among a million findings, two are alike by chance once in forty million blogs


class Passage(NamedTuple):
    """What a finding is known by. `telling` is False where its words are the same in any post."""

    hash: str
    telling: bool


def passage(found: Diagnostic, text: str, body: int) -> Passage:
    """The passage of a finding in its post's text; `body` is where the text behind the front matter begins.

    It is the sentence, the item, the row or the heading that the finding stands in, in front matter its line. White
    space and the marks of quotes do not count, so that lines may be broken anew.
    """
    span = found.span
    own = _plain(text[span.start : span.end])
    around = _plain(_around(text, span.start, span.end, body))
    telling = bool(_WORD.search(own) or (span.start >= body and _WORD.search(around)))
    if not telling:
        # A place that says nothing, such as the end of the front matter: then what the message names tells.
        names = _QUOTED.search(found.message)
        own = names[0] if names else ""
    from hashlib import blake2b

    said = f"{around}\0{own}".encode("utf-8", "surrogateescape")
    return Passage(blake2b(said, digest_size=_SIZE).hexdigest(), telling)


def _around(text: str, start: int, end: int, body: int) -> str:
    if start < body:
        last = text.find("\n", max(start, min(end, body) - 1))
        return text[text.rfind("\n", 0, start) + 1 : last if last >= 0 else None]
    first, last = body, len(text)
    for blank in _BLANK.finditer(text, max(body, text.rfind("\n\n", body, start)), len(text)):
        if blank.end() > start:
            last = blank.start()
            break
        first = blank.end()
    end = min(end, last)
    for boundary in _BOUNDARY.finditer(text, first, last):
        if boundary.end() <= start:
            first = boundary.end()
        elif boundary.end() >= end:
            last = max(boundary.start(), end)
            break
    return text[first:last].rstrip(_END)


def _plain(text: str) -> str:
    return " ".join(word for word in text.split() if word.strip(">"))
