"""Confused words: every pattern of the tables is reached and silent after its fix; word classes; places in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.spelling import french_classes, inflections
from lint.spelling.confusables import english
from lint.spelling.confusables.anchors import Anchors, french
from lint.spelling.confusables.french import FRENCH as FRENCH_TONGUE
from lint.spelling.confusables.hinges import hinges
from lint.spelling.confusables.patterns import BEGINNINGS, CODE, END, NUMBER, Element, Pattern, Patterns, token
from lint.spelling.confusables.search import Confusion, Finder, find
from lint.spelling.runs import runs
from lint.spelling.word_classes import NAMES, classes, noun_of, verb_of
from lint.spelling.words import chunks

# A word of each class.
ENGLISH = {
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
FRENCH = {
    "SING": "mesure",
    "SINGNOUN": "dossier",
    "SINGTHING": "dossier",
    "PLUR": "mesures",
    "PLURNOUN": "dossiers",
    "LPLUR": "l'informations",
    "MASC": "nouveau",
    "FEM": "nouvelle",
    "EPICENE": "disponible",
    "VOWEL": "utilisateur",
    "INF": "publier",
    "VOWELINF": "utiliser",
    "PART": "publié",
    "FEMPART": "publiées",
    "VERB": "fonctionne",
    "EZ": "publiez",
    "FOREIGN": "zzyzx",
}
SAMPLES = {"en": ENGLISH, "fr": FRENCH}
FINDERS: dict[str, Finder] = {"en": hinges(), "fr": french()}
PATTERNS = [(language, pattern) for language, finder in FINDERS.items() for pattern in finder.patterns]


def confusions(prose: str, language: str = "en") -> list[Confusion]:
    """Those found in a prose."""
    return list(find(prose, runs(language == "en").row(chunks(prose)), FINDERS[language]))


def sample(element: Element, language: str) -> str | None:
    """A word that the element takes; None for the end of a clause."""
    words = sorted(element.words - {CODE, END, NUMBER})
    if words:
        return words[0]
    for name, bit in FINDERS[language].patterns.tongue.names.items():
        if element.mask & bit:
            return SAMPLES[language][name]
    return {CODE: "\x01\x01", NUMBER: "7"}.get(next(iter(element.words - {END}), ""))


def sentence(pattern: Pattern, language: str) -> str:
    """A text in which the pattern fits."""
    words = []
    lead, trail = "Zzyzx,", {"en": " zzyzx", "fr": " vite"}[language]
    for element in pattern.elements:
        if element.sign in BEGINNINGS:
            lead = "Zzyzx."
        elif element.sign == "":
            word = sample(element, language)
            if word is None:
                trail = "."
                break
            words.append(word)
    return f"{lead} {' '.join(words)}{trail}"


@pytest.mark.parametrize(("language", "pattern"), PATTERNS, ids=[sentence(one, tag)[:60] for tag, one in PATTERNS])
def test_each_pattern_is_found_and_its_fix_is_silent(language: str, pattern: Pattern) -> None:
    text = sentence(pattern, language)
    found = confusions(text, language)
    assert found, text
    first = found[0]
    assert text[first.start : first.end] == first.wrong
    assert first.wrong not in first.meant
    assert not any(mark in meant for meant in first.meant for mark in "{}_~>")
    fixed = text[: first.start] + first.meant[0] + text[first.end :]
    assert [one for one in confusions(fixed, language) if one.start <= first.start + len(first.meant[0])] == [], fixed


@pytest.mark.parametrize("language", SAMPLES)
def test_each_sample_is_of_its_class(language: str) -> None:
    tongue = FINDERS[language].patterns.tongue
    samples = SAMPLES[language]
    assert {name for name, word in samples.items() if not tongue.classes(word) & tongue.names[name]} == set()
    assert samples.keys() == tongue.names.keys()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("would enables", "nothing is wrong"),
        ("would NONSENSE>BASE", "NONSENSE"),
    ],
)
def test_a_line_that_is_no_pattern_is_named(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        list(Patterns(line, english.ENGLISH))


def test_an_indented_line_goes_on() -> None:
    one, two = Patterns("seed|\n    seeds>speed up\npaint>pain\n    point", english.ENGLISH)
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
    (pattern,) = Patterns(line, english.ENGLISH)
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


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("dossier", {"SING", "SINGNOUN", "SINGTHING"}),
        ("mesures", {"PLUR"}),  # or "tu mesures"
        ("données", {"PLUR", "PLURNOUN"}),
        ("majorité", {"SING", "SINGNOUN"}),
        ("nouvelle", {"SING", "SINGNOUN", "SINGTHING", "FEM"}),
        ("fin", set()),  # a noun, an adjective and an adverb
        ("mort", {"SING"}),
        ("prix", set()),
        ("cours", set()),
        ("utiliser", {"INF", "VOWELINF"}),
        ("publiées", {"FEMPART"}),
        ("l'informations", {"LPLUR"}),
        ("l'information", set()),
        ("onze", set()),
        ("zzyzx", {"FOREIGN"}),
        ("x-ray", set()),
    ],
)
def test_french_classes(word: str, names: set[str]) -> None:
    assert {name for name, bit in french_classes.NAMES.items() if french_classes.classes(word) & bit} == names


@pytest.mark.parametrize(
    ("one", "many"), [("dossier", "dossiers"), ("réseau", "réseaux"), ("journal", "journaux"), ("travail", "travaux")]
)
def test_french_plurals(one: str, many: str) -> None:
    assert (french_classes.plural(one), french_classes.singular(many)) == (many, one)
    assert french_classes.singular(f"l'{many}") == f"l'{one}"


@pytest.mark.parametrize(
    ("he", "she"),
    [
        ("petit", "petite"), ("nouveau", "nouvelle"), ("premier", "première"), ("actif", "active"),
        ("heureux", "heureuse"), ("bon", "bonne"), ("complet", "complète"), ("naturel", "naturelle"),
        ("blanc", "blanche"), ("long", "longue"), ("faux", "fausse"),
    ],
)  # fmt: skip
def test_french_genders(he: str, she: str) -> None:
    assert (french_classes.feminine(he), french_classes.masculine(she)) == (she, he)


def test_a_pattern_of_a_short_table_needs_a_word_that_is_named() -> None:
    with pytest.raises(ValueError, match="named"):
        Anchors(Patterns("SING>PLURIEL PLUR", FRENCH_TONGUE))


_PIECES = ["ces", "dossier,", "dossiers", "été", "publier.", "deux", "\x02", "\0", "de", "utiliser", "il"]


@given(st.text(alphabet="ces dossier été publier l'\0\x01\x02.,;’'\n\u00a0", max_size=60))
def test_any_french_text_is_read_and_places_lie_in_it(prose: str) -> None:
    for found in confusions(prose, "fr"):
        assert 0 <= found.start < found.end <= len(prose)
        assert "\0" not in prose[found.start : found.end]


@given(st.lists(st.sampled_from(_PIECES), max_size=30))
def test_what_a_french_text_holds_is_what_its_halves_hold(words: list[str]) -> None:
    whole = "\0".join([" ".join(words), " ".join(words)])
    half = [(found.wrong, found.phrase) for found in confusions(" ".join(words), "fr")]
    assert [(found.wrong, found.phrase) for found in confusions(whole, "fr")] == half * 2
