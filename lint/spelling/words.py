"""What a word is: the words of `Post.prose`, with their places.

In prose, `\\0` is a break or no prose at all, `\\x01` opaque content in a line (code, an image, a template tag) and
`\\x02` invisible markup, over which a word may step: emphasis marks inside a word do not cut it in two.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from lint.occurrences import occurrences
from lint.records import NamedTuple
from lint.regex import regex

INVISIBLE = "\x02\u00ad"  # markup and the soft hyphen: neither is seen between two letters
_LETTERS = "A-Za-zÀ-ÖØ-öø-\u024f\u1e00-\u1eff\u0370-\u03ff\u1f00-\u1fff\u0400-\u052f"  # Latin, Greek, Cyrillic
_MARKS = "\u0300-\u036f"

_CHUNK = regex(r"[^\s\0]+")
_WORD = regex(f"[{_LETTERS}][{_LETTERS}{_MARKS}]*(?:'[{_LETTERS}][{_LETTERS}{_MARKS}]*)*")
_COMPOUND = regex(f"-?{_WORD.pattern}(?:-{_WORD.pattern})*-?")

# Runs between separators. What joins letters to other things (a dot, a slash, an underscore) is part of the run,
# so that file.name, a/path and an_identifier are seen whole and passed over.
_SEPARATORS = '\\s\0,;:!?()"“”„‟«»‹›‘‚‛…—–―•‖¿¡'
_RUN = regex(
    rf"[\w.+-]*://\S*"  # an address: everything up to the next space
    rf"|[\w.]+(?:::[\w.]+)+"  # std::io::Read
    rf"|:[a-z0-9_+-]+:"  # an emoji's short code
    rf"|[^{_SEPARATORS}]+"
)
_LONG_DASH = regex(r"-{2,}|\.{2,}|\.(?=\x01)")  # or a full stop before a closing template tag
_EDGES = ".'·*[]{}~|"

_SIMPLE = ".,;:!?()[]*\"'“”‘’…\x02"  # what may stand before or behind a word without being a part of it

_LONGEST_COMPOUND = 200  # code points; what is longer is a row of words

_FEW = 100  # chunks; from here on one walk over the prose is faster than a search for each

HYPHENS = str.maketrans({"’": "'", "\u2010": "-", "\u2011": "-", "ʼ": "'"})


class Word(NamedTuple):
    """A word as written, apostrophes and hyphens made plain: `text` without invisible markup, in form NFC.

    `start` and `end` are code points of the prose. `compound` is the hyphenated whole that the word is a part of
    ("open-source" for "open"; with a hyphen at its end for "pre-"), else "".
    """

    text: str
    start: int
    end: int
    compound: str = ""


def words(prose: str) -> Iterator[Word]:
    """Yields every word in order. Parts of a hyphenated word come one by one; no word is yielded twice."""
    for chunk in _CHUNK.finditer(prose):
        offset = chunk.start()
        for word in pieces(chunk.group()):
            yield Word(word.text, word.start + offset, word.end + offset, word.compound)


def block_around(prose: str, start: int, end: int, reach: int | None = None) -> tuple[int, int]:
    """Where the block that `start` to `end` stand in begins and ends: the text between two breaks.

    With `reach` at most so many code points of it on either side.
    """
    low = 0 if reach is None else max(0, start - reach)
    high = len(prose) if reach is None else min(len(prose), end + reach)
    stop = prose.find("\0", end, high)
    return max(low, prose.rfind("\0", low, start) + 1), stop if stop >= 0 else high


@lru_cache(maxsize=1)  # several ask for that of one post
def chunks(prose: str) -> Sequence[str]:
    """The runs without a space or break in order, as they stand: the unit of a quick look-up."""
    return prose.replace("\0", " ").split()


def places(prose: str, wanted: Collection[str]) -> list[tuple[int, str]]:
    """(start, chunk) of every chunk that is in `wanted`, in order."""
    if len(wanted) > _FEW:
        return [(found.start(), found.group()) for found in _CHUNK.finditer(prose) if found.group() in wanted]
    return sorted((start, chunk) for chunk in wanted for start in _occurrences(prose, chunk))


def _occurrences(prose: str, chunk: str) -> Iterator[int]:
    """Where a chunk stands between spaces or breaks; for a few chunks faster than walking over all."""
    for start in occurrences(prose, chunk, 1):
        end = start + len(chunk)
        before, after = prose[start - 1 : start], prose[end : end + 1]
        if (not before or before == "\0" or before.isspace()) and (not after or after == "\0" or after.isspace()):
            yield start


def pieces(chunk: str) -> list[Word]:
    """The words of one chunk, their places counted from its start."""
    behind = chunk.lstrip(_SIMPLE)
    core = behind.rstrip(_SIMPLE)
    start, tail = len(chunk) - len(behind), behind[len(core) :]
    if core.isalpha() and core.isascii() and "()" not in tail.replace("\x02", "") and not (start and ":" in tail):
        return [Word(core, start, start + len(core))]  # most are as simple as that
    if chunk.lower() == chunk.upper():
        return []  # no letters
    seen: list[int] | None = None
    text = chunk.translate(HYPHENS)
    if any(mark in text for mark in INVISIBLE):
        seen = [i for i, c in enumerate(text) if c not in INVISIBLE]
        text = "".join([text[i] for i in seen])
    found: list[Word] = []
    for run in _RUN.finditer(text):
        if text.startswith("()", run.end()):
            continue  # a function's name
        for start, end in _parts(run.group(), run.start()):
            found.extend(_split(text, start, end))
    if seen is None:
        return found
    return [Word(w.text, seen[w.start], seen[w.end - 1] + 1, w.compound) for w in found]


def _parts(run: str, offset: int) -> Iterator[tuple[int, int]]:
    """The spans of a run that double hyphens and dots, or the slash of "and/or", leave; without marks at the edges."""
    if "://" in run or "::" in run or run.startswith("-"):
        return  # an address, a path of names, or an option of a command
    start = 0
    for gap in [*_LONG_DASH.finditer(run), None]:
        end = gap.start() if gap else len(run)
        part = run[start:end]
        lead = len(part) - len(part.lstrip(_EDGES))
        core = part.strip(_EDGES)
        if core.count("/") == 1 and "." not in core:
            slash = core.index("/")
            left, right = core[:slash], core[slash + 1 :]
            if len(left) > 3 and len(right) > 3 and left.islower() and right.islower():
                yield offset + start + lead, offset + start + lead + slash
                yield offset + start + lead + slash + 1, offset + start + lead + len(core)
        elif core:
            yield offset + start + lead, offset + start + lead + len(core)
        if gap:
            start = gap.end()


def _split(text: str, start: int, end: int) -> Iterator[Word]:
    core = text[start:end]
    if core.isascii() and core.isalpha():
        yield Word(core, start, end)
        return
    if not _COMPOUND.fullmatch(core):
        return
    if "-" not in core:
        yield Word(_composed(core), start, end)
        return
    whole = _composed(core) if len(core) <= _LONGEST_COMPOUND else ""
    for part in _WORD.finditer(core):
        yield Word(_composed(part.group()), start + part.start(), start + part.end(), whole)


def plain(written: str) -> str:
    """A word as `Word.text` has it: without invisible markup, with plain apostrophes and hyphens, in form NFC."""
    if written.isalpha() and written.isascii():
        return written  # as nearly all are
    text = written.translate(HYPHENS)
    if any(mark in text for mark in INVISIBLE):
        text = "".join([c for c in text if c not in INVISIBLE])
    return _composed(text)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)
