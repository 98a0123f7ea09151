"""Punctuation with a space too many or too few, typed twice, or left over. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.diagnostics import Finding, Span, replace
from lint.occurrences import occurrences
from lint.regex import regex

# Each pattern begins with its mark itself, which is what makes a search through the whole text cheap.
_WORD_END = r"[\w)\]\"”’'»\x01\x02]"
_END = r"(?=[\s\0\x02]|\Z)"
_COMMA_WORDS = (
    "and|but|which|because|so|while|when|then|we|you|they|he|she|that|this|these|those|although|though|since|however|"
    "including|such|who|where"
)
_OPENING_WORDS = (
    "The|This|That|These|Those|There|They|We|You|He|She|It|In|On|At|If|When|While|As|And|But|For|From|To|By|With|After|"
    "Before|Since|However|Also|Our|Your|Please|See|Thanks|Thank|What|Why|How|Here|Now|Note|All|Some|Most|Many|One"
)
# What holds for nearly every sign is asked first: there is no space before it, or there is one behind it.
_PATTERNS = {
    ",": (
        rf",(?:(?<= ,)(?<={_WORD_END} ,){_END}|(?=[^\s\0\x02])(?:(?<=[\w)\x01\x02],),(?=[\s\0\x02\"”’»)]|\Z)"
        rf"|(?<=[^\W\d_]{{2}},)(?=(?:{_COMMA_WORDS})[ \n])|(?<=\x01,)(?=\x01)))"
    ),
    ".": (
        rf"\.(?:(?<= \.)(?<={_WORD_END} \.){_END}|(?=[^\s\0\x02])(?:(?<=[^\W_]{{2}}\.)\.(?![.\w/\\=])"
        rf"|(?<=[^\W\d_]{{2}}\.)(?=(?:{_OPENING_WORDS})[ \n])))"
    ),
    **{mark: rf"{re.escape(mark)}(?<={_WORD_END} {re.escape(mark)}){_END}" for mark in (";", "!", "?", ":")},
}
_TWO_SPACES = r"  (?<=[\w,;)\]\"”’'\x01\x02]  ) ?(?=[^\s\0])"
# What opens an item and is told of behind it: a list of options, say, with its columns aligned.
_TERM = regex(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+(?:`[^`]+`|\[[^\]]+\]\([^)]*\)|(\*\*|__)[^*_]+\1)")
# Here the sign itself is what the text speaks of: "remove the trailing ." or "delimit it with ;".
_SIGN_IS_MEANT = (
    r"(?i)\b(?:an?|the|and|or|of|by|to|as|is|in|for|with|without|use[sd]?|using|add(?:s|ed|ing)?|remov(?:e[sd]?|ing)|"
    r"miss(?:ing)?|misplaced|trailing|leading|extra|un(?:needed|necessary|used)|final|last|first|closing|opening|single|"
    r"double|two|each|every|character|operator|sign|prepend(?:ed)?|append(?:ed)?|after|before|when|over|from|via|like)"
    r"[ \x02\"“'‘(]*\Z"
)
_BLOCK = regex(r"[^\0]+")
_QUOTED = 12
"""So many paragraphs behind the first may belong to a quotation; our own bound."""
_SENTENCE = 5
"""Words from which on a paragraph is no cell of a table, in which the sign says "the same"."""
_REACH = 60
"""Code points on either side that tell what a sign is."""
_GAPS = 100
"""More than one of so many gaps between words is no slip any more; our own bound."""
_HABIT = 3
"""As many of a kind in one post are how its author writes; our own bound."""


def around_signs(prose: str, text: str, *, english: bool, spaced: str = "") -> Iterator[Finding]:
    """A sign with a space in front of it, without one behind it, or typed twice.

    `spaced` are the signs before which the language writes a space. Where a space is missing behind a sign, the next
    word must tell, and that is known for `english` only.
    """
    for mark in _PATTERNS:
        before: list[Finding] = []
        for found in _candidates(prose, mark):
            if len(found[0]) > 1:
                yield from _twice(found, prose, text)
            elif prose[found.start() - 1] == " ":
                if mark not in spaced and _is_space_before(found, prose, text):
                    before.append(_space_before(found, prose, text))
            elif english or prose[found.start() - 1] == "\x01":
                yield from _no_space_behind(found, prose, text)
        if mark != ":" or len(before) < _HABIT:
            yield from before  # "name : value" is how some write lists, and those who write French


def _candidates(prose: str, mark: str) -> Iterator[re.Match[str]]:
    """Rare signs are looked up one by one, which is faster than a pattern: most have no space before them."""
    pattern = re.compile(_PATTERNS[mark])
    if mark in ",.":
        yield from pattern.finditer(prose)
        return
    for place in occurrences(prose, mark, start=1):
        if prose[place - 1] == " " and (found := pattern.match(prose, place)):
            yield found


def _space_before(found: re.Match[str], prose: str, text: str) -> Finding:
    start = found.start()
    shown = _word_before(prose, start - 1, text) + text[start - 1 : start + 1]
    fix = replace(Span(start - 1, start), "", "Remove the space")
    return Finding(Span(start - 1, start + 1), f'a space stands before the "{found[0]}" of "{shown}"', fix)


def _is_space_before(found: re.Match[str], prose: str, text: str) -> bool:
    mark, start, end = found[0], found.start(), found.end()
    if prose[start - 2] == "\x01" and text[start - 2] != "`":
        return False  # an address, an image, a template tag: what it ends in, nobody knows
    before, after = prose[max(0, start - _REACH) : start - 1], prose[end : end + _REACH]
    if re.search(_SIGN_IS_MEANT, before):
        return False
    following = after.lstrip(" \t\r\n\x02")[:1] or "\0"
    if mark in ",;":
        return following.isalnum() or following in '\x01"“('
    if mark == ":":
        return not re.search(r"\?[^\0\n]*\Z", before)  # "a ? b : c"
    line = re.split(r"[\0\n]", after, maxsplit=1)[0]
    return (following == "\0" or following.isupper()) and " : " not in line


def _twice(found: re.Match[str], prose: str, text: str) -> Iterator[Finding]:
    """A comma or a full stop that is typed twice. Two dots may be three where the sentence goes on."""
    start, sign = found.start(), found[0][0]
    following = prose[found.end() : found.end() + _REACH].lstrip(' \t\r\n\x02"”’)')[:1] or "\0"
    goes_on = re.match(r"[^\w.]*\.\.", text[found.end() : found.end() + _REACH])
    if sign == "." and (goes_on or not (following == "\0" or following.isupper())):
        return
    shown = _word_before(prose, start, text) + found[0]
    fix = replace(Span(*found.span()), sign, f'Write "{sign}"', safe=sign == ",")
    suggestions = (sign, "…") if sign == "." else ()
    yield Finding(Span(*found.span()), f'the "{sign}" of "{shown}" is typed twice', fix, suggestions=suggestions)


def _no_space_behind(found: re.Match[str], prose: str, text: str) -> Iterator[Finding]:
    start, end = found.span()
    before = re.search(r"[^\s\0]*\Z", prose[max(0, start - _REACH) : start])
    if before and re.search(r"[,./:@#=(\\_]", before[0]):
        return  # "a,b,c", a name with dots
    after = re.match(r"[^\W\d_]*", prose[end : end + _REACH])
    shown = _word_before(prose, start, text) + found[0] + (after[0] if after else "")
    fix = replace(Span(end, end), " ", "Insert a space")
    yield Finding(Span(start, end), f'no space stands behind the "{found[0]}" of "{shown}"', fix)


def two_spaces(prose: str, text: str) -> Iterator[Finding]:
    """Two spaces inside a sentence, in a post that does not write so often."""
    found = [one for one in _gaps(prose) if _is_inside_sentence(one, prose, text)]
    if len(found) > max(_HABIT, prose.count(" ") // _GAPS):
        return
    for one in found:
        before, after = (
            _word_before(prose, one.start(), text),
            re.match(r"[\w'’`-]*", text[one.end() : one.end() + _REACH]),
        )
        where = (
            f'behind "{before}"' if before else f'before "{after[0]}"' if after and after[0] else "inside a sentence"
        )
        span = Span(one.start(), one.start() + len(one.group()))
        yield Finding(span, f"more than one space {where}", replace(span, " ", "Write one space"))


def _gaps(prose: str) -> Iterator[re.Match[str]]:
    pattern = re.compile(_TWO_SPACES)
    place = prose.find("  ")
    while place >= 0:
        if found := pattern.match(prose, place):
            yield found
        place = prose.find("  ", found.end() if found else place + 1)


def _is_inside_sentence(found: re.Match[str], prose: str, text: str) -> bool:
    """Not behind a sentence or the mark of a list or quote, and not where columns are aligned."""
    start = found.start()
    if prose[start - 1] == "\x02" and text[start - 1] not in ")]*_~":
        return False
    if prose[start - 1] == "\x01" and text[start - 1] != "`":
        return False
    if re.search(r"[.!?…:][\"”’')\]*_]+\Z", text[start - 4 : start]):
        return False
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return "|" not in before + text[start:].split("\n", 1)[0] and not _TERM.fullmatch(before)


def stray_brackets(prose: str, text: str) -> Iterator[Finding]:
    """A round bracket that closes what nobody opened."""
    if prose.count("(") >= prose.count(")"):
        return
    depth = done = 0
    opening, closing = prose.find("("), prose.find(")")
    while closing >= 0:
        place = opening if 0 <= opening < closing else closing
        if prose.find("\0", done, place) >= 0:
            depth = 0
        done = place
        if place == opening:
            depth += 1
            opening = prose.find("(", place + 1)
            continue
        closing = prose.find(")", place + 1)
        depth -= 1
        if depth < 0:
            depth = 0
            if _is_stray(prose, text, place):
                shown = _word_before(prose, place, text) + ")"
                fix = replace(Span(place, place + 1), "", "Remove it", safe=False)
                yield Finding(Span(place, place + 1), f'nothing opens the ")" of "{shown}"', fix)


def _is_stray(prose: str, text: str, place: int) -> bool:
    """No face ":)", no number "2)", and not the sign that the text speaks of; an address may have taken the other."""
    before = prose[max(0, place - _REACH) : place]
    if re.search(
        r"(?:[:;=8xX][-'o^]?|[-'^ \\\n\0])\Z|(?:\A|[\s\0*_\x02(])(?:\d{1,3}|[^\W\d_]|[ivxIVX]+)\.?\x02*\Z", before
    ):
        return False
    if text[place - 1] == "\\":
        return False
    block = prose.rfind("\0", 0, place) + 1
    return text.count("(", block, place) < text.count(")", block, place + 1) and "\x01" not in prose[place - 1 : place]


def open_quotations(prose: str) -> Iterator[Finding]:
    """A paragraph that opens with a quotation mark, where neither it nor one of the next ones has another."""
    for opening, closing in (('"', '"'), ("“", "”")):
        if not _is_open(prose, opening, closing):
            continue
        blocks = [*_BLOCK.finditer(prose)]
        for number, block in enumerate(blocks):
            words = block[0].lstrip("\x02")
            if not words.startswith(opening) or sum(words.count(mark) for mark in {opening, closing}) > 1:
                continue
            # Who quotes several paragraphs opens each of them, and closes the last.
            following = [one[0] for one in blocks[number + 1 : number + 1 + _QUOTED]]
            if len(words.split()) < _SENTENCE or any(_closes(one, opening, closing) for one in following):
                continue
            start = block.end() - len(words)
            place = Span(start, start + 1)
            if words.count("”") > words.count("“"):
                fix = replace(place, "“", "Write “", safe=False)
                yield Finding(place, f"the quotation opens with {opening} and closes with ”", fix)
                continue
            shown = " ".join(words.replace("\x02", "").replace("\x01", "…").split()[:3])
            yield Finding(place, f"nothing closes the quotation that begins with {shown}")


def _closes(block: str, opening: str, closing: str) -> bool:
    """Whether a paragraph closes a quotation that an earlier one opened, or goes on with it."""
    return _is_open(block, closing, opening) or block.lstrip("\x02").startswith(opening)


def _is_open(text: str, mark: str, partner: str) -> bool:
    """Whether one of the marks has no partner; the straight mark is its own."""
    return text.count(mark) % 2 == 1 if mark == partner else text.count(mark) > text.count(partner)


def _word_before(prose: str, end: int, text: str) -> str:
    """The word that ends at `end`, with the marks around it taken away."""
    word = re.search(r"[^\s\0]*\Z", prose[max(0, end - _REACH) : end])
    start = end - len(word[0]) if word else end
    shown = "".join(text[at] for at in range(start, end) if prose[at] != "\x02")
    return shown[-30:]
