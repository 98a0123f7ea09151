"""Where patterns of confused words may fit: no place is passed over, by the numbers of sets and by the whole search."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from lint.spelling.confusables import english, search, word_sets
from lint.spelling.confusables import pairs as module
from lint.spelling.confusables.hinges import hinges
from lint.spelling.confusables.pairs import LAST_LEFT, LAST_RIGHT, Pairs, pairs
from lint.spelling.confusables.patterns import BEGINNINGS, CODE, NUMBER, Element, fits
from lint.spelling.runs import Row, runs
from lint.spelling.words import chunks

# The pairs 1 with 2 and 3, and 2 with 1 are doubtful.
TABLE = "0102010302010201\n0101 would can #12\n0202 enables\n"


def test_a_table_is_read() -> None:
    assert Pairs(TABLE).codes == {"would": "\u0101", "can": "\u0101", 12: "\u0101", "enables": "\u0202"}


@pytest.mark.parametrize("few", [0, 1_000])
def test_doubtful_pairs_are_found(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FEW", few)
    found = Pairs(TABLE)
    assert list(found.places(bytes([1, 1, 2, 2, 1, 9]), bytes([2, 2, 2, 1, 4, 3]))) == [0, 1, 2, 4]
    assert list(found.places(b"\x01", b"\x02")) == []


def test_every_pair_with_something_in_common_is_in_the_file() -> None:
    """Else a table was changed and scripts/build-confusables did not run."""
    known = pairs()
    sets = word_sets.word_sets()
    kinds = {sets.kind(word) for word in sets.words} | {(0, ""), (0, CODE), (0, NUMBER)}
    kinds |= {(key, "") for key in known.codes if isinstance(key, int)}
    lefts, rights = [0] * 256, [0] * 256
    for kind in kinds:
        code = known.codes[kind[1] or kind[0]]
        left, right = divmod(ord(code), 256)
        assert 0 < left < LAST_LEFT
        assert 0 < right < LAST_RIGHT
        _, in_left, in_right, _ = sets.of(kind)
        lefts[left] |= in_left
        rights[right] |= in_right
    lefts[LAST_LEFT] = rights[LAST_RIGHT] = -1  # what is not in the file
    every = bytes(range(256))
    for left in range(1, LAST_LEFT + 1):
        doubtful = {place + 1 for place in known.places(bytes([left]) * 256, every)}
        assert {right for right in every[1:] if lefts[left] & rights[right]} <= doubtful


def test_the_places_of_words_are_those_of_the_tables() -> None:
    """Else a table was changed and scripts/build-confusables did not run."""
    file = Path(word_sets.__file__).parent.parent / word_sets.FILE
    assert file.read_text(encoding="ascii") == word_sets.table(english.patterns())


def row(prose: str) -> Row:
    return runs(english=True).row(chunks(prose))


def sentences(count: int) -> list[str]:
    """Rows of words that fit patterns, with gaps, marks and other words between them."""
    chance = random.Random(7)
    gaps = [
        *[" "] * 12,
        ". ",
        ", ",
        "\0",
        " \x02",
        "\x02 ",
        "\u00a0",
        " (",
        "” ",
        " – ",
        " \x01 ",
        "’s ",
        " \x02 ",
        "-",
    ]
    patterns = hinges().patterns
    found = []
    for _ in range(count):
        text = ""
        for pattern in (chance.choice(patterns), chance.choice(patterns)):
            for element in pattern.elements:
                text += word(element, chance) + chance.choice(gaps)
        found.append(text)
    return found


def word(element: Element, chance: random.Random) -> str:
    """One that fits, sometimes with a capital or an apostrophe of another kind."""
    if element.sign in BEGINNINGS:
        return ""
    common = ["support", "provides", "provided", "went", "providing", "library", "libraries", "useful", "packages"]
    fit = sorted(element.words - {"$"}) + [one for one in common if element.fits(one)]
    found = chance.choice(fit or ["zzyzx"])
    found = {CODE: "\x01\x01.foo", NUMBER: "12"}.get(found, found)
    return chance.choice([found] * 9 + [found.capitalize(), found.replace("'", "’")])


def test_all_that_fits_is_found() -> None:
    patterns = hinges().patterns
    margin = ["\0"] * 12
    hits = 0
    for prose in sentences(60):
        text = prose.lower().replace("\x02", "").replace("’", "'")
        runs = [*margin, *" \0 ".join(filter(None, text.split("\0"))).split(), *margin]
        places = [place for place, run in enumerate(runs) if run != "\0"]
        seen = [i for i, chunk in enumerate(chunks(prose)) if chunk.strip("\x02")]
        candidates = {(places[seen.index(i)], number) for i, number in hinges().find(row(prose))}
        for number, pattern in enumerate(patterns):
            hinge = pattern.offset(pattern.hinge)
            for start in range(11, len(runs) - 11):
                if fits(pattern, runs, start):
                    hits += 1
                    assert (start + hinge, number) in candidates, (prose, pattern)
    assert hits > 40


def test_places_are_counted_without_breaks_and_invisible_marks() -> None:
    prose = "\x02 One.\0\0 \x02\x02 \0It would\x02 \x02\x02 enables\0\0more"
    (found,) = search.find(prose, row(prose), hinges())
    assert (found.start, found.wrong) == (prose.index("enables"), "enables")


@pytest.mark.parametrize("filler", [7, 30, 45, 90, 300])
def test_what_stands_far_apart_is_found_where_it_stands(filler: int) -> None:
    """Only the surroundings of a place are looked at; what is found is the same as in each sentence by itself."""
    lorem = "Lorem \x02 ipsum, " * (filler // 2)
    whole, wanted = "", []
    for one in sentences(40):
        part = f"{one}.\0 \x02 {lorem}\0\0"
        for found in search.find(part, row(part), hinges()):
            start, end = found.start + len(whole), found.end + len(whole)
            wanted.append(found._replace(start=start, end=end))
        whole += part
    assert list(search.find(whole, row(whole), hinges())) == wanted
    assert len(wanted) > 20


@pytest.mark.parametrize(("between", "wrong"), [(0, []), (13, []), (16, ["than"])])
def test_a_word_far_before_a_place_is_seen(between: int, wrong: list[str]) -> None:
    prose = "Lorem ipsum. " * 100 + "As" + " zzyzx" * between + " than add."
    assert [found.wrong for found in search.find(prose, row(prose), hinges())] == wrong
