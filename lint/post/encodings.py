"""Text that was decoded with the wrong code page: finds it and proves what it was.

UTF-8 writes every character beyond ASCII as a lead byte and one to three continuation bytes. Read with a code page
of one byte per character, these become two to four characters that no language puts side by side. A run is
damaged when its characters, as bytes of one page, are valid UTF-8, and what comes out is plausible while what
stands there is not. Pure; the code pages are Python's own.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping

from lint.records import NamedTuple

# In the order in which they are tried. windows-1252 is read as browsers do: bytes that it leaves open are controls,
# so that it is latin-1 too.
PAGES = ("cp1252", "mac_roman", "cp1250", "cp437", "cp850", "cp1251", "koi8_r")
NAMES = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp1250": "Windows-1250",
    "cp437": "DOS code page 437",
    "cp850": "DOS code page 850",
    "cp1251": "Windows-1251",
    "koi8_r": "KOI8-R",
}
_CYRILLIC = frozenset({"cp1251", "koi8_r"})
_ROUNDS = 3  # text can be damaged again and again

# What languages rightly write behind a letter, however much it looks like a continuation byte.
_TYPOGRAPHIC = frozenset("\u00a0\u00ad‚‘’“”„«»‹›…–—•·ªº°™®´`¨¸")
# A root of these is mathematics, and a letter may stand beside it.
_MATHEMATICS = frozenset("π∫∑∏Ω∞µ")
_BEYOND_ASCII = r"[^\x00-\x7f]{2,}"
_CONTROL = "[\x80-\x9f]"
_RUSSIAN = "[\u0401\u0404\u0406\u0407\u0410-\u044f\u0451\u0454\u0456\u0457\u0490\u0491«»—–№“”„’…]+"


class Damage(NamedTuple):
    """Characters `start` to `end` of a text (code points) that were `text` before they were read as `page`."""

    start: int
    end: int
    text: str
    page: str


class _Page(NamedTuple):
    name: str
    bytes: Mapping[str, int]
    run: re.Pattern[str]


@functools.cache
def _page(name: str) -> _Page:
    characters: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        try:
            characters[bytes([byte]).decode(name)] = byte
        except UnicodeDecodeError:
            continue
    if name == "cp1252":
        characters.update({chr(byte): byte for byte in range(0x80, 0xA0)})

    def among(first: int, last: int) -> str:
        return "[" + re.escape("".join(c for c, byte in characters.items() if first <= byte <= last)) + "]"

    more = among(0x80, 0xBF)
    run = f"(?:{among(0xC2, 0xDF)}{more}|{among(0xE0, 0xEF)}{more}{{2}}|{among(0xF0, 0xF4)}{more}{{3}})+"
    return _Page(name, characters, re.compile(run))


def damages(text: str) -> Iterator[Damage]:
    """Yields the damaged runs of a text in order; the reading that explains most wins, then the likelier page."""
    if text.isascii():
        return
    found: list[Damage] = []
    pages = [_page(name) for name in PAGES]
    for beyond_ascii in re.finditer(_BEYOND_ASCII, text):
        start, end = beyond_ascii.span()
        for page in pages:
            for match in page.run.finditer(text, start, end):
                found += _proven(text, match.start(), match.end(), page)
    found.sort(key=lambda one: (one.start - one.end, PAGES.index(one.page)))
    taken: list[Damage] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    for one in sorted(taken):
        original = _again(text, one)
        if not re.search(_CONTROL, original):
            yield one._replace(text=original)


def _again(text: str, damage: Damage, rounds: int = _ROUNDS) -> str:
    """The original of a run, also when it was damaged more than once."""
    start, repaired = damage.start, damage.text
    for _ in range(rounds - 1):
        around = text[max(0, start - 1) : start] + repaired + text[damage.end : damage.end + 1]
        shift = min(start, 1)
        inner = [one for one in _first(around) if one.start >= shift and one.end <= shift + len(repaired)]
        if not inner:
            break
        for one in reversed(inner):
            repaired = repaired[: one.start - shift] + one.text + repaired[one.end - shift :]
    return repaired


def _first(text: str) -> list[Damage]:
    for name in PAGES:
        page = _page(name)
        found = [one for match in page.run.finditer(text) for one in _proven(text, match.start(), match.end(), page)]
        if found:
            return found
    return []


class _Sequence(NamedTuple):
    start: int
    end: int
    text: str
    strong: bool


def _proven(text: str, start: int, end: int, page: _Page) -> Iterator[Damage]:
    """The part of a run that is beyond doubt: from the first sequence to the last that belong together."""
    group: list[_Sequence] = []
    for one in [*_sequences(text, start, end, page), None]:
        if one is not None and one.text:
            group.append(one)
            continue
        if group and _convincing(text, group, page):
            yield Damage(group[0].start, group[-1].end, "".join(part.text for part in group), page.name)
        group = []


def _sequences(text: str, start: int, end: int, page: _Page) -> Iterator[_Sequence]:
    """The characters of a run, one by one; `text` is empty for one that is no character, or an unlikely one."""
    at = start
    while at < end:
        lead = page.bytes[text[at]]
        length = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
        raw = bytes(page.bytes[character] for character in text[at : at + length])
        try:
            character = raw.decode("utf-8")
        except UnicodeDecodeError:
            character = ""
        if character and not _likely(character):
            character = ""
        written = text[at : at + length]
        yield _Sequence(at, at + length, character, bool(character) and _strong(text, at, written, character, page))
        at += length


def _likely(character: str) -> bool:
    """Whether a post may hold this character: assigned, no control, no private use, no rare script."""
    code = ord(character)
    if 0x80 <= code < 0xA0:  # half-way through text that was damaged twice; it must not be left at the end
        return True
    if unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}:
        return False
    if code < 0x0800:  # two bytes: Latin, Greek, Cyrillic, Hebrew, Arabic; not phonetics, Armenian, Syriac, NKo
        return code < 0x0180 or 0x0370 <= code < 0x0460 or 0x0490 <= code < 0x0492 or 0x05D0 <= code < 0x0700
    if code < 0x10000:  # three bytes; not Braille, Samaritan, Syloti Nagri and their neighbours
        chinese_or_korean = 0x3000 <= code < 0xA4D0 or 0xAC00 <= code < 0xD7A4
        return 0x1E00 <= code < 0x2800 or 0x2900 <= code < 0x2C00 or chinese_or_korean or code >= 0xF900
    return 0x1D400 <= code < 0x1D800 or 0x1F000 <= code < 0x1FB00 or 0xE0020 <= code < 0xE0080


def _strong(text: str, at: int, written: str, character: str, page: _Page) -> bool:
    """Whether this sequence by itself is beyond doubt where it stands."""
    rest = written[1:]
    if len(written) == 4:
        return True
    before, after = text[at - 1 : at], text[at + len(written) : at + len(written) + 1]
    if len(written) == 3:
        if character >= "\u3000" and not ("\ufe00" <= character <= "\ufe0f" or character == "\ufeff"):
            return False  # one ideograph proves nothing: "très élevé »" holds three such bytes
        if all(letter in _TYPOGRAPHIC for letter in rest):
            return False
        # Cyrillic letters stand beside one another; these stand in no word, not even a Serbian one.
        return page.name not in _CYRILLIC or page.bytes[rest[0]] < 0xA0
    if page.name in _CYRILLIC or not 0xA0 <= ord(character) <= 0x17F:
        return False
    if page.name == "mac_roman":
        return _strong_in_mac_roman(written, text[max(0, at - 2) : at], text[at + 2 : at + 4])
    if page.name in {"cp437", "cp850"}:
        return _strong_in_dos(written[1], before, after)
    return _strong_in_windows(page.bytes[written[0]], written[1], before, after)


def _strong_in_mac_roman(written: str, before: str, after: str) -> bool:
    """ "√" and "¬" are right in formulas, "ƒ" and "≈" even more so; in a word they are not."""
    mark = written[1]
    if mark in _MATHEMATICS:
        if written == "¬∞":  # a degree
            return before[-1:].isdigit()
        return before.isalpha() and after[:1].isalpha() and len(before + after) > 2 and (before + after).isalpha()
    if written[0] in "√¬":
        return before[-1:].isalpha() or after[:1].isalpha()
    return before[-1:].islower() or after[:1].islower()


def _strong_in_dos(mark: str, before: str, after: str) -> bool:
    """Box drawing is art where it does not stand in a word; single and double lines never meet like this."""
    if mark in "║│┤┐░▒▓█":
        return before.islower() and after.islower()
    return before.islower() or after.islower()


def _strong_in_windows(lead: int, mark: str, before: str, after: str) -> bool:
    """Capital letters with accents, and what may not follow them."""
    if before.islower():
        return lead < 0xC6  # an upper-case letter behind a lower-case one, and a symbol behind it
    if lead > 0xC3:
        return after.islower() and not mark.isalpha()
    if mark in "Şş":
        return False  # Turkish "Âşık", Romanian "Ăştia"
    if mark in _TYPOGRAPHIC:
        # "CAFÃ”" may close a quotation, "Ä“" quote a letter; "20Â°" and ". Â\xa0" may not.
        return lead == 0xC2 and mark in "\u00a0°®" and not before.isalpha()
    return not before.isalpha() or mark not in "²³¹"


def _convincing(text: str, group: list[_Sequence], page: _Page) -> bool:
    """Whether the sequences together are proof: a strong one, or so many of one script that chance is out."""
    if any(one.strong for one in group):
        return True
    repaired = "".join(one.text for one in group)
    if page.name in _CYRILLIC:
        # "Рік" and "СІРІ" are words; three in a row that all come out as Cyrillic are none.
        return len(group) > 2 and re.fullmatch(_RUSSIAN, repaired) is not None and _one_case(repaired)
    if len(group) < 2:
        return False
    written = text[group[0].start : group[-1].end]
    if page.name in {"cp437", "cp850"} and any("─" <= letter <= "▟" for letter in written):
        return len(group) > 2 and repaired.isalpha() and not all("─" <= letter <= "▟" for letter in written)
    rest = "".join(text[one.start + 1 : one.end] for one in group)
    if all(letter in _TYPOGRAPHIC for letter in rest):
        return False
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in repaired}
    return len(scripts) == 1 or (len(group) > 2 and repaired.isalpha() and len(scripts) == 2)


def _one_case(word: str) -> bool:
    return word.isupper() or word[1:].islower() or not any(letter.isalpha() for letter in word[1:])
