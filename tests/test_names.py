"""Names: of several parts, with a dot, with a capital that was forgotten, and words with one capital too many."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.post.post import parse
from lint.site import facts
from lint.site.accepted import Accepted
from lint.site.site import Site
from lint.site.terms import Terms
from lint.site.words import gather
from lint.spelling.nearest import doubles_a_letter, nearest, unshifted
from lint.spelling.phrases import dotted, is_dotted, phrases, squeezed
from lint.spelling.varieties import AMERICAN, BRITISH, Varieties
from lint.world.dictionaries import dictionaries, english
from lint.world.files import ListedFiles

TERMS = ("Node.js", "Stack Overflow", "GitHub Actions", "CryptPad")


def corrected(text: str, terms: Iterable[str] = TERMS) -> list[tuple[str, str]]:
    """(what stands there, the term) for each wrong form in a post that is the whole site."""
    names = tuple(terms)
    post = parse(text, "posts/a.md")
    known = facts.gather(post, gather(post, dictionaries(), names))
    site = Site(
        {"posts/a.md": known}, (known,), ListedFiles([]), datetime.date(2024, 6, 1), dictionaries(), terms=names
    )
    words = {word.start: word for word in (*known.words.suspects, *known.words.names)}
    wanted = Terms(site)
    return [(word.written, term.right) for word in words.values() if (term := wanted.meant(word))]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Stackoverflow", "Stack Overflow"),
        ("StackOverflow", "Stack Overflow"),
        ("Stack-Overflow", "Stack Overflow"),
        ("Stack overflow", "Stack Overflow"),
        ("Github actions", "GitHub Actions"),
        ("Node.JS", "Node.js"),
        ("Noje.js", "Node.js"),
        ("Cryptpad", "CryptPad"),
        ("CrytpPad", "CryptPad"),
    ],
)
def test_wrong_forms_of_configured_names(wrong: str, right: str) -> None:
    assert corrected(f"We use {wrong} here.") == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "Stack Overflow, GitHub Actions, Node.js and CryptPad.",
        "Stack\nOverflow, *GitHub* Actions and Node.js's friends.",
        "A stack overflow is no place.",
        "See https://stackoverflow.com/ and `Github actions`.",
        "Run noje/Noje.js.",
    ],
)
def test_what_is_no_wrong_form(text: str) -> None:
    assert corrected(text) == []


def test_names_with_a_dot_are_learned() -> None:
    learned = "Flipp.js is here. " * 6
    assert corrected(learned + "Flipp.JS is, too.", ()) == [("Flipp.JS", "Flipp.js")]
    # One letter away may be another product.
    assert corrected(learned + "Flapp.js is, too.", ()) == []


def test_dotted() -> None:
    assert [w.text for w in dotted("Node.js, Vue.js. It is. And/Node.js x@Node.js Node.js/x Deno.land e.g. V.js")] == [
        "Node.js",
        "Vue.js",
        "Deno.land",
    ]
    assert is_dotted("Node.js")
    assert not is_dotted("Node.js rules")


@given(st.text(alphabet="abAB -.\n\x02\0"), st.lists(st.text(alphabet="abAB -.", max_size=8), max_size=3))
def test_phrases_are_where_they_say(prose: str, names: list[str]) -> None:
    for word in phrases(prose, names):
        written = prose[word.start : word.end]
        assert written.replace("\x02", "") == word.text
        assert squeezed(word.text) in {squeezed(name) for name in names}


@pytest.mark.parametrize(("word", "right"), [("THe", "The"), ("THis", "This"), ("WOrd", "Word")])
def test_the_shift_key_was_held(word: str, right: str) -> None:
    assert unshifted(word, english()) == right
    assert nearest(word, english()) == [right]


@pytest.mark.parametrize("word", ["IDs", "OSes", "PRs", "The", "THE", "VMware", "XQfoo", "OKed", "tHe", ""])
def test_the_shift_key_was_not_held(word: str) -> None:
    assert unshifted(word, english()) == ""


def test_a_doubled_letter_is_a_slip() -> None:
    assert doubles_a_letter("Commmittee", english())
    assert doubles_a_letter("privaccy", english())
    assert not doubles_a_letter("privcay", english())


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organise", "organize"),
        ("colour", "color"),
        ("centre", "center"),
        ("travelled", "traveled"),
        ("behaviour", "behavior"),
        ("analyse", "analyze"),
        ("catalogue", "catalog"),
        ("grey", "gray"),
        ("fulfil", "fulfill"),
        ("defence", "defense"),
    ],
)
def test_twins(british: str, american: str) -> None:
    varieties = Varieties(english())
    assert (varieties.of(british), varieties.of(american)) == (BRITISH, AMERICAN)
    assert (varieties.twin(british), varieties.twin(american)) == (american, british)


def test_a_name_is_of_no_variety() -> None:
    varieties = Varieties(english())
    assert varieties.of("Colour") == BRITISH
    assert varieties.of("Grey") == ""


@pytest.mark.parametrize("word", ["house", "advertise", "exercise", "program", "meter", "four", "rise", "xyzzy"])
def test_words_of_no_variety(word: str) -> None:
    assert Varieties(english()).of(word) == ""


def test_accepted_words_and_their_inflections() -> None:
    accepted = Accepted({"all": ["gribblet", "Vashtu"], "fr": ["flomper"], "en": ["borgle"]})
    for word in ("gribblet", "Gribblet", "GRIBBLET", "gribblets", "gribblet's", "Vashtu", "VASHTU", "Vashtu's"):
        assert accepted.has(word, "en-GB"), word
    for word in ("borgled", "borgling", "borgles", "borglers"):
        assert accepted.has(word, "en"), word
    assert accepted.has("l'flomper", "fr")
    for word, language in (
        ("vashtu", "en"),
        ("borgle", "fr"),
        ("flomper", "en"),
        ("gribbl", "en"),
        ("gribbletx", "en"),
    ):
        assert not accepted.has(word, language), word
    assert not Accepted()
