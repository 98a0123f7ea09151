"""Lists of accepted words as text: a word a line, `#` before a comment. Pure: reading, adding, taking out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from itertools import groupby

from lint.config.load import ConfigError, prefix
from lint.post.language_tags import CODES, tag_fault
from lint.records import NamedTuple
from lint.regex import regex
from lint.site.accepted import EVERY
from lint.site.word_uses import Entry
from lint.spelling.dictionary import unaccented
from lint.spelling.grammar import primary
from lint.spelling.words import plain

LONGEST = 100
"""Code points of a word. The longest in use have some 60; a line beyond that is no list of words."""
OURS = "copydesk-words"
"""What the files begin with that are read without any configuration."""

_BOM = "\ufeff"
_COMMENT = regex(r"(?:^|\s)#")
# What may stand inside a word besides letters, marks and digits: apostrophes and hyphens, the dots of "Node.js" and
# of Catalan, two signs of Hebrew, two joiners of Persian and Indian scripts.
_INSIDE = frozenset("'’ʼ-\u2010\u2011.·\u05f3\u05f4\u200c\u200d")


class ListedWord(NamedTuple):
    """A word of a list, apostrophes and hyphens made plain, with its place: 1-based, in code points."""

    text: str
    line: int
    column: int


def read_words(text: str, path: str) -> tuple[ListedWord, ...]:
    """The words of a list, in order. Lone surrogates in `text` stand for stray bytes, as `world.files` reads them.

    Raises ConfigError, which names `path`, line and column: for a stray byte, for a line of several words, for what is
    no word.
    """
    if stray := _stray_byte(text):
        raise ConfigError(f"{path}:{stray}")
    found: list[ListedWord] = []
    for number, line in enumerate(text.removeprefix(_BOM).split("\n"), 1):
        before = _before_comment(line)
        word = before.strip()
        if not word:
            continue
        column = len(before) - len(before.lstrip()) + 1
        if problem := fault(word):
            if len(parts := word.split()) > 1 and len(word) <= LONGEST:
                column += word.index(parts[1], len(parts[0]))
                problem = f"one word a line, not {_quoted(word)}"
            raise ConfigError(f"{path}:{number}:{column}: {problem}")
        found.append(ListedWord(plain(word), number, column))
    return tuple(found)


def _before_comment(line: str) -> str:
    comment = _COMMENT.search(line)
    return line[: comment.start()] if comment else line


def fault(word: str) -> str:
    """Why a text is no word that a list can hold, or ""."""
    if word.isalpha() and len(word) <= LONGEST:
        return ""
    if len(word) > LONGEST:
        return f"{len(word):,} characters are no word"
    for place, character in enumerate(word):
        kind = unicodedata.category(character)[0]
        inside = 0 < place < len(word) - 1
        if not (kind in "LN" or (kind == "M" and place) or (inside and character in _INSIDE)):
            return f"{_quoted(word)} is no word: it has {_quoted(character)}"
    if not any(character.isalpha() for character in word):
        return f"{_quoted(word)} is no word: it has no letter"
    return ""


def _quoted(text: str) -> str:
    if not text.isprintable():
        text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return f'"{text}"'


def _stray_byte(text: str) -> str:
    """Line, column and a sentence about the first byte that is not UTF-8, or ""."""
    found = None if text.isascii() else re.search("[\udc80-\udcff]", text)
    if found is None:
        return ""
    before = text[: found.start()]
    byte = ord(found.group()) - 0xDC00
    offset = len(before.encode("utf-8"))
    line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
    return f"{line}:{column}: not UTF-8: a stray byte 0x{byte:02x} at offset {offset:,}"


def language_of(path: str, also: Collection[str] = ()) -> str:
    """The language that a file's name says its words are of: "fr" for `copydesk-words.fr.txt`, else EVERY.

    `also` are languages of three letters that other files than ours may name. Raises ConfigError where the name of a
    file of ours has something else in the language's place.
    """
    name = path.rpartition("/")[2]
    parts = name.split(".")
    ours = parts[0] == OURS
    if len(parts) < 3 or parts[-2].lower() == EVERY:
        return EVERY
    tag = parts[-2].replace("_", "-")
    wrong = tag_fault(tag)
    first = primary(tag)
    if wrong is None and (first in CODES or (len(first) == 3 and (ours or first in also))):
        return tag
    if ours:
        hint = f'; did you mean "{wrong.meant}"?' if wrong and wrong.meant else ""
        raise ConfigError(f'{path}:1:1: the name says "{parts[-2]}", which is no language tag{hint}')
    return EVERY


def with_words(text: str, words: Iterable[str]) -> str:
    """The text with these words added, in form NFC, and sorted.

    Comments and blank lines stay where they are: what stands between two of them is sorted by itself, and new words
    join the last such stretch. A byte order mark and the line ends are kept.
    """
    bom = _BOM if text.startswith(_BOM) else ""
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = [line if line.endswith("\n") else line + line_end for line in _lines(text.removeprefix(bom))]
    stretches = [(is_word, list(group)) for is_word, group in groupby(lines, key=lambda line: bool(_word(line)))]
    new = [word + line_end for word in words]
    last = max((i for i, (is_word, _) in enumerate(stretches) if is_word), default=-1)
    if last >= 0:
        stretches[last][1].extend(new)
    else:
        stretches.append((True, new))
    kept = [line for is_word, group in stretches for line in (sorted(group, key=_order) if is_word else group)]
    return bom + "".join(kept)


def without_words(text: str, words: Collection[str]) -> str:
    """The text without the lines of these words, which are given as `ListedWord.text` has them."""
    bom = _BOM if text.startswith(_BOM) else ""
    return bom + "".join(line for line in _lines(text.removeprefix(bom)) if plain(_word(line)) not in words)


def _lines(text: str) -> list[str]:
    """The lines with their ends; line feeds alone end a line."""
    parts = [f"{line}\n" for line in text.split("\n")]
    parts[-1] = parts[-1][:-1]
    return parts if parts[-1] else parts[:-1]


def _word(line: str) -> str:
    return _before_comment(line).strip()


def _order(line: str) -> tuple[str, str]:
    word = _word(line)
    return unaccented(word).casefold(), word


def configured_words(text: str, path: str) -> list[Entry]:
    """The words that a valid configuration accepts, with their places, in the order of the file."""
    from lint.post.front.toml import read_fields

    fields = read_fields(text)
    for name in (*prefix(path), "words"):
        fields = tuple(inner for field in fields if field.key == name for inner in field.value.fields)
    found = []
    for field in fields:
        for item in field.value.items:
            start = item.span.start
            line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            found.append(Entry(plain(item.text), field.key, path, line, column))
    return found


def check_configured_words(text: str, path: str) -> None:
    """Raises ConfigError for a language of the configuration's words that is none, and for what is no word."""
    for entry in configured_words(text, path):
        wrong = tag_fault(entry.language) if entry.language != EVERY else None
        if wrong:
            hint = f"; did you mean `{wrong.meant}`?" if wrong.meant else ""
            raise ConfigError(f"{entry.place}: `words.{entry.language}`: no language tag, nor `{EVERY}`{hint}")
        if problem := fault(entry.word):
            raise ConfigError(f"{entry.place}: `words.{entry.language}`: {problem}")
