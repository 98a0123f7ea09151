"""Confused words: every pattern of the tables is reached and silent after its fix; word classes; places in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.spelling import inflections
from lint.spelling.confusables import tables
from lint.spelling.confusables.patterns import CODE, END, NUMBER, START, Element, Pattern, Patterns, token
from lint.spelling.confusables.search import Confusion, find
from lint.spelling.word_classes import NAMES, classes, noun_of, verb_of
from lint.spelling.words import chunks

# A word of each class.
SAMPLES = {
    "BASE": "support",
    "VERB": "provide",
    "THIRD": "supports",
    "THIRDONLY": "provides",
    "PAST": "provided",
    "PASTONLY": "went",
    "ING": "providing",
    "NOUN": "library",
    "PLURAL": "libraries",
    "ADJ": "useful",
    "COUNT": "package",
    "COUNTS": "packages",
    "VOWELNOUN": "object",
}
PATTERNS = tables.patterns()


def confusions(prose: str) -> list[Confusion]:
    """Those found in a prose."""
    return list(find(prose, chunks(prose)))


def sample(element: Element) -> str | None:
    """A word that the element takes; None for the end of a clause."""
    words = sorted(element.words - {CODE, END, NUMBER})
    if words:
        return words[0]
    for name, bit in NAMES.items():
        if element.mask & bit:
            return SAMPLES[name]
    return {CODE: "\x01\x01", NUMBER: "7"}.get(next(iter(element.words - {END}), ""))


def sentence(pattern: Pattern) -> str:
    """A text in which the pattern fits."""
    words = []
    lead, trail = "Zzyzx,", " zzyzx"
    for element in pattern.elements:
        if element.sign == START:
            lead = "Zzyzx."
        elif element.sign == "":
            word = sample(element)
            if word is None:
                trail = "."
                break
            words.append(word)
    return f"{lead} {' '.join(words)}{trail}"


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: sentence(pattern)[:60])
def test_each_pattern_is_found_and_its_fix_is_silent(pattern: Pattern) -> None:
    text = sentence(pattern)
    found = confusions(text)
    assert found, text
    first = found[0]
    assert text[first.start : first.end] == first.wrong
    assert first.wrong not in first.meant
    fixed = text[: first.start] + first.meant[0] + text[first.end :]
    assert [one for one in confusions(fixed) if one.start <= first.start + len(first.meant[0])] == [], fixed


def test_each_sample_is_of_its_class() -> None:
    assert {name for name, word in SAMPLES.items() if not classes(word) & NAMES[name]} == set()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("would enables", "nothing is wrong"),
        ("would NONSENSE>BASE", "NONSENSE"),
    ],
)
def test_a_line_that_is_no_pattern_is_named(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        list(Patterns(line, {}))


def test_an_indented_line_goes_on() -> None:
    one, two = Patterns("seed|\n    seeds>speed up\npaint>pain\n    point", {})
    assert one.elements[0].words == {"seed", "seeds"}
    assert [sorted(element.words) for element in two.elements] == [["paint"], ["point"]]


@pytest.mark.parametrize(
    ("line", "hinge"),
    [
        ("sever>several people", 0),
        ("in a word>world", 1),  # the wrong word is seldom beside its neighbour
        ("of_the_of_the>of_the", 1),  # "the of" is rarer than "of the"
        ("^ only>lonely", 1),
        ("but $|so paint>pain !brush", 0),  # no two neighbours are certain
    ],
)
def test_a_pattern_is_looked_for_where_it_is_rarest(line: str, hinge: int) -> None:
    (pattern,) = Patterns(line, {})
    assert pattern.hinge == hinge


PLACES = (
    ("a **would** enables b", "enables", "would enables"),
    ("He saw *it's* own box", "it's", "it's own"),
    ("Keep it’s own box", "it’s", "it’s own"),
    ("It is larger\nthat the rest", "that", "larger that the"),
    ("(They needs` to) more then ten", "then", "more then"),
    ("In their (softwares).", "softwares", "softwares"),
    ("See it (the later case) or not", "later", "the later case"),
    ("One. \x02 **Two** \x02 more then ten", "then", "more then"),
    ("\x02\0One\0\x02\0\0two\n\0more then ten", "then", "more then"),
    ("One\u2003more\u2003then\u2003ten", "then", "more then"),
    ("It is under the Apache-2.0 licensed.", "licensed", "under the Apache-2.0 licensed"),
    ("They came form ``.a and left", "form", "came form"),
    ("Of those (packages provides the key)", "provides", "packages provides"),
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("we have know \0 that", "now"), ("has lost can insures we win", "ensures")],
)
def test_of_several_patterns_the_one_whose_rarest_words_come_first_is_told(text: str, meant: str) -> None:
    assert [found.meant for found in confusions(text)] == [(meant,)]


def test_a_word_behind_the_end_of_a_block_is_the_same_however_many_blocks_are_parted() -> None:
    assert confusions("The did\0track") == confusions("The did\0track the rest") == []


@pytest.mark.parametrize(("text", "wrong", "phrase"), PLACES)
def test_the_place_is_exact(text: str, wrong: str, phrase: str) -> None:
    prose = text.replace("*", "\x02").replace("`", "\x01")
    (found,) = confusions(prose)
    assert (prose[found.start : found.end], found.wrong, found.phrase) == (wrong, wrong, phrase)


@pytest.mark.parametrize(
    "text",
    [
        "It would, enables and all.",
        "It would \x01\x01 enables",
        "would\0enables",
        "They live on Poplar packages Street",
        "We set their A records to this",
        "See enables(), it would",
        "WOULD ENABLES",
    ],
)
def test_no_word_is_joined_over_a_break_and_no_name_is_judged(text: str) -> None:
    assert confusions(text) == []


@given(st.text(alphabet="its would enables İ\0\x01\x02.,;’'\n\u00a0ß", max_size=60))
def test_any_text_is_read_and_places_lie_in_it(prose: str) -> None:
    for found in confusions(prose):
        assert 0 <= found.start < found.end <= len(prose)
        assert "\0" not in prose[found.start : found.end]


@pytest.mark.parametrize(
    ("verb", "third", "participle", "ing"),
    [
        ("stop", "stops", "stopped", "stopping"),
        ("try", "tries", "tried", "trying"),
        ("include", "includes", "included", "including"),
        ("write", "writes", "written", "writing"),
        ("commit", "commits", "committed", "committing"),
        ("render", "renders", "rendered", "rendering"),
        ("fix", "fixes", "fixed", "fixing"),
        ("be", "is", "been", "being"),
        ("lose", "loses", "lost", "losing"),
        ("agree", "agrees", "agreed", "agreeing"),
    ],
)
def test_forms_of_verbs(verb: str, third: str, participle: str, ing: str) -> None:
    assert (inflections.third(verb), inflections.participle(verb), inflections.ing(verb)) == (third, participle, ing)
    assert verb_of(ing) == verb


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("provides", {"THIRD", "THIRDONLY"}),
        ("sets", {"THIRD"}),
        ("set", set()),
        ("lattices", {"PLURAL", "COUNTS"}),
        ("means", {"THIRD"}),
        ("left", {"NOUN"}),
        ("this", set()),
        ("xyzzy", set()),
    ],
)
def test_classes(word: str, names: set[str]) -> None:
    assert {name for name, bit in NAMES.items() if classes(word) & bit} == names


def test_singulars() -> None:
    assert [noun_of(word) for word in ("lattices", "libraries", "classes", "bus")] == [
        "lattice", "library", "class", "bus",
    ]  # fmt: skip


def test_a_token_keeps_its_marks_apart() -> None:
    assert token("(it’s,") == ("it's", "(", ",")
    assert token("\0") == ("", "", "\0")
