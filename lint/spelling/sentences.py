# ruff: noqa: SIM905  (a row of words is easier to read and to extend)
"""Where the sentences of a text begin and end, and how many words they have. Pure.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number or a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.records import NamedTuple
from lint.regex import regex

# A mark, the quotes and brackets that close behind it, and white space or the end of the block.
_END = regex(r"(?P<mark>[.!?…]+)[\"”’'»)\]\x02]*(?=\s|\Z)|[。！？]")
_WORD = regex(r"(?:[^\W_]|\x01)(?:[^\s\0]*(?:[^\W_]|\x01))?")
_HARD_BREAK = regex(r"(?:\\|  )(?=\r?\n)")
_BLOCK = regex(r"[^\0]+")
_NUMBER_OF_A_LIST = regex(r"(?:\A|\s)(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,4})\Z")
_INITIAL = regex(r"(?:\A|[\s(.\x02])[^\W\d_]\Z")
# "e.g", "p.m", "z. B", "U.S": letters with full stops between them.
_DOTTED = regex(r"(?:\A|[\s(\x02])(?:[^\W\d_]{1,3}\.\s?)+[^\W\d_]{1,3}\Z")
# Before a name, a number or more of the sentence; "etc." and "Inc." end one where a capital follows.
_ABBREVIATIONS = frozenset(
    "al approx art assn ave bd bldg bzw ca capt cf ch chap col cpl dept dr ed eds ehem eq ex ff fig figs gen gov "
    "hon ibid inkl lat lib lt max mgr min mr mrs ms mt nb no nos nr op pp pres prof rep resp rev s sec sen sgt "
    "sog sr st ste str tel univ usw v vgl viz vol vols vs z zzgl".split()
)
_MAY_END = frozenset("adj bros co corp dec etc feb inc jan jr jun ltd misc nov oct plc sept".split())


class Sentence(NamedTuple):
    """A sentence of a prose mask: its place in code points, and how many words it has. Code counts as one word."""

    start: int
    end: int
    words: int


def sentences(prose: str, text: str) -> Iterator[Sentence]:
    """Yields the sentences of a prose mask and its text, in order.

    Blocks and hard line breaks part them, other line ends do not.
    """
    for block in _BLOCK.finditer(_broken(prose, text)):
        text, offset, start = block.group(), block.start(), 0
        for end in _END.finditer(text):
            if _ends(text, end):
                yield from _sentence(text, start, end.end(), offset)
                start = end.end()
        yield from _sentence(text, start, len(text), offset)


def _broken(prose: str, text: str) -> str:
    """The mask with hard line breaks as breaks between blocks."""
    pieces: list[str] = []
    done = 0
    for found in _HARD_BREAK.finditer(text):
        pieces += (prose[done : found.start()], "\0" * len(found.group()))
        done = found.end()
    return "".join((*pieces, prose[done:]))


def _sentence(text: str, start: int, end: int, offset: int) -> Iterator[Sentence]:
    part = text[start:end]
    words = sum(1 for _ in _WORD.finditer(part))
    if words:
        first = len(part) - len(part.lstrip(" \t\r\n\x02"))
        yield Sentence(offset + start + first, offset + start + len(part.rstrip(" \t\r\n\x02")), words)


def _ends(text: str, end: re.Match[str]) -> bool:
    """Whether a mark ends a sentence here."""
    before = text[max(0, end.start() - 24) : end.start()]
    following = text[end.end() : end.end() + 12].lstrip(" \t\r\n\x02\"“‘'«(")
    if not following:
        return True
    if following[0].islower():
        return False  # "e.g. this", "it is... odd", "“Really?” she asked"
    if end["mark"] != ".":
        return True
    if _NUMBER_OF_A_LIST.search(before) or _INITIAL.search(before) or _DOTTED.search(before):
        return False
    word = re.search(r"[^\W\d_]*\Z", before)
    last = word[0].lower() if word else ""
    return last not in _ABBREVIATIONS and not (last in _MAY_END and following[0].isdigit())
