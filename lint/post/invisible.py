"""Characters that nobody sees: which they are, what they are called, and where a script needs them. Pure."""

from __future__ import annotations

import re
import unicodedata

ZERO_WIDTH_SPACE, NON_JOINER, JOINER, WORD_JOINER = "\u200b", "\u200c", "\u200d", "\u2060"
SOFT_HYPHEN, BYTE_ORDER_MARK = "\u00ad", "\ufeff"
DIRECTION_MARKS = "\u200e\u200f\u061c"
EMBEDDINGS = "\u202a\u202b\u2066\u2067\u2068"
OVERRIDES = "\u202d\u202e"
CLOSINGS = "\u202c\u2069"
"""The marks that end an embedding, an override or an isolate."""
LINE_SEPARATORS = "\u2028\u2029\x85\x0b\x0c"
HARD_SPACES = "\u00a0\u2007\u202f"
"""Spaces that look like any other and that no compiler and no shell takes for one."""

HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0001-\U000e007f"
)
"""The inside of a character class: all that shows nothing and is no space; a carriage return is judged by itself."""
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"

_CONTROLS = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x0D: "CARRIAGE RETURN",
    0x1A: "SUBSTITUTE",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}
"""Those that get into texts; Unicode itself names no control character."""
# Where Unicode's own name tells nobody what it is.
_BETTER = {0xFEFF: "BYTE ORDER MARK"}

_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\ufe0f\u20e3\U0001f000-\U0001faff"
)
# Arabic and its kin, the scripts of India, South-East Asia and Mongolia: there joiners choose the form of a letter.
_JOINING = "\u0600-\u07ff\u0840-\u0fff\u1000-\u109f\u1700-\u1aff\u1b00-\u1bff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc"
# Scripts without spaces between words, in which a line may break only where one is told.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\uaa7f"
_CHINESE = "\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff9f"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_MARKUP = "*_`~[]()"
_JOINED_SIGNS = "—–/…-"


def name_of(character: str) -> str:
    """Code point and name: "U+200B ZERO WIDTH SPACE"."""
    code = ord(character)
    name = _BETTER.get(code) or unicodedata.name(character, "") or _CONTROLS.get(code, "CONTROL CHARACTER")
    return f"U+{code:04X} {name}"


def shown(text: str) -> str:
    """The text with what is invisible written out: "zero⟨U+200B⟩width"."""
    pattern = rf"[{HIDDEN}{HARD_SPACES}{SELECTORS}\r\n]"
    return re.sub(pattern, lambda found: " " if found[0] in "\r\n" else f"⟨U+{ord(found[0]):04X}⟩", text)


def is_rightful(text: str, start: int, end: int) -> bool:
    """Whether a run of one hidden character at `start` stands where a script, an emoji or a direction needs it."""
    character, before, after = text[start], text[start - 1 : start], text[end : end + 1]
    if character == JOINER and end - start == 1 and _is(_EMOJI, before) and _is(_EMOJI, after):
        return True
    if character in {JOINER, NON_JOINER}:
        return _is(_JOINING, before)
    if character == ZERO_WIDTH_SPACE:
        return _may_break(before, after)
    if character == WORD_JOINER:
        return bool(before and after) and (before in _JOINED_SIGNS or after in _JOINED_SIGNS)
    if character in DIRECTION_MARKS or character in EMBEDDINGS or character in CLOSINGS:
        line = text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
        return re.search(_RIGHT_TO_LEFT, line) is not None and not re.search(f"[{OVERRIDES}]", line)
    return "\U000e0020" <= character <= "\U000e007f" and _ends_flag(text, start)


def _is(block: str, character: str) -> bool:
    return bool(character) and re.match(f"[{block}]", character) is not None


def _may_break(before: str, after: str) -> bool:
    """Zero width spaces part the words of Thai or Khmer, and tell markup where to end in Chinese and Japanese."""
    if _is(_UNSPACED, before) or _is(_UNSPACED, after):
        return True
    return (_is(_CHINESE, before) and after in _MARKUP) or (_is(_CHINESE, after) and before in _MARKUP)


def _ends_flag(text: str, start: int) -> bool:
    """The tags of a flag such as Scotland's follow a black flag."""
    return text[:start].rstrip("".join(map(chr, range(0xE0020, 0xE0080))))[-1:] == "\U0001f3f4"
