"""What a post tells the site about words, and what the site makes of it."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable, Mapping

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.post.post import parse
from lint.site import facts
from lint.site.accepted import Accepted
from lint.site.asides import asides, prose_through_tags
from lint.site.site import Site
from lint.site.terms import Terms
from lint.site.vocabulary import Vocabulary
from lint.site.words import PlacedWord, PostWords, gather, key
from lint.spelling.meant import meant
from lint.world.dictionaries import dictionaries, english
from lint.world.files import ListedFiles


def words_of(text: str, path: str = "posts/a.md") -> PostWords:
    return gather(parse(text, path), dictionaries())


def suspects(text: str) -> list[str]:
    return [word.text for word in words_of(text).suspects]


def site_of(posts: Mapping[str, str], *, terms: Iterable[str] = (), accepted: Iterable[str] = ()) -> Site:
    parsed = {path: parse(text, path) for path, text in posts.items()}
    known = {path: facts.gather(post, gather(post, dictionaries())) for path, post in parsed.items()}
    return Site(
        posts=known,
        reported=tuple(known.values()),
        files=ListedFiles(list(posts)),
        today=datetime.date(2024, 6, 1),
        dictionaries=dictionaries(),
        terms=tuple(terms),
        accepted=Accepted({"all": accepted}),
    )


def excused(posts: Mapping[str, str], wrong: str, *, accepted: Iterable[str] = ()) -> bool:
    site = site_of(posts, accepted=accepted)
    vocabulary = Vocabulary(site)
    (word,) = [word for word in site.reported[0].words.suspects if word.text == wrong]
    assert vocabulary.meant(word) is not None
    return vocabulary.why_right(word) is not None


def corrected(posts: Mapping[str, str], *, terms: Iterable[str] = ()) -> list[tuple[str, str]]:
    site = site_of(posts, terms=terms)
    known = Terms(site)
    words = {word.start: word for word in (*site.reported[0].words.suspects, *site.reported[0].words.names)}
    return [(word.text, term.right) for word in words.values() if (term := known.meant(word))]


# what a post tells


def test_suspects_are_where_they_say() -> None:
    text = (
        "---\ntitle: A privcay note\ndescription: >-\n  We recieve\n  it\n---\n## Of securty\n\n![explanition](x.png)"
    )
    found = words_of(text).suspects
    assert [word.text for word in found] == ["privcay", "recieve", "securty", "explanition"]
    assert all(text[word.span.start : word.span.end] == word.written for word in found)


@pytest.mark.parametrize(
    "text",
    [
        "---\nslug: recieve\n---\nRight.",
        "---\ntitle: Of `recieve` calls\n---\nRight.",
        "Some `recieve` and\n\n    recieve\n",
        "<https://example.org/recieve> and [this](recieve.md) and https://example.org/recieve",
        "<div><code>recieve</code><pre>recieve\nrecieve</pre><!-- recieve --></div>",
        '<div class="recieve">Right.</div>',
        "{{ recieve }} and {% recieve %}",
        "---\nlang: de\n---\nWir recieve.",
    ],
)
def test_what_is_no_prose_is_not_judged(text: str) -> None:
    assert suspects(text) == []


def test_text_in_html_is_prose() -> None:
    assert suspects("A <b>privcay</b>, <em>secur</em>ty.") == ["privcay", "securty"]
    html = "<div>\n<p>Our <b>priv</b>cay.</p><p>secur</p>ty</div>"
    assert suspects(html) == ["privcay", "secur"]
    assert suspects('<div><img src="a.png" alt="An explanition"></div>') == ["explanition"]


def test_a_word_across_markup_is_not_whole() -> None:
    (word,) = words_of("Our *priv*cay grows.").suspects
    assert (word.written, word.text, word.whole) == ("priv\x02cay", "privcay", False)


@pytest.mark.parametrize(
    "text",
    [
        "Run `floms`. The floms runs.",
        "See https://example.org/floms and the floms of it.",
        "---\ntags: [floms]\n---\nAll the floms here.",
        "The floms, a floms, any floms.",
        "A test-fs-floms thing and a floms-vashtu thing.",
    ],
)
def test_what_the_post_itself_excuses(text: str) -> None:
    assert suspects(text) == []


def test_a_known_misspelling_has_no_such_excuse() -> None:
    assert suspects("Run `recieve`. We recieve and recieve and recieve.") == ["recieve"] * 3


def test_names_and_their_places() -> None:
    text = "FooBoard's users and Fooboard, The rest, FOOBOARD, fooboard and GitHub."
    found = words_of(text).names
    assert [word.written for word in found] == ["FooBoard", "Fooboard", "GitHub"]
    assert all(text.startswith(word.written, word.start) for word in found)


def test_words_survive_the_cache() -> None:
    words = words_of("---\ntags: [gribblet]\n---\nOur privcay, FooBoard and Vashtu: `flomper`.")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(words), type=PostWords) == words
    assert words.strange.split() == sorted(words.strange.split())
    assert {"gribblet", "flomper"} <= set(words.evidence.split())


@given(st.text(alphabet=st.sampled_from("ab Té'’\n<>/=\"`![]()&;.-#*_{}%\x01\x02\0😀")) | st.text())
def test_gather_never_raises(text: str) -> None:
    post = parse(f"---\ntitle: {text}\n---\n{text}", "posts/a.md")
    mask, _ = asides(post)
    assert len(mask) in (0, len(post.text))
    assert len(prose_through_tags(post)) == len(post.text)
    for word in gather(post, dictionaries()).suspects:
        assert 0 <= word.start < word.span.end <= len(post.text)


@pytest.mark.parametrize("piece", ["<", "<a", "<b>x</b>", "`", "<pre", "<!--", "recieve ", "&", "xy-", "a.", "![a](b)"])
def test_gather_is_linear(piece: str) -> None:
    post = parse("<div>\n" + piece * (100_000 // len(piece)) + "\n\nx" + piece * (100_000 // len(piece)), "posts/a.md")
    start = time.process_time()
    gather(post, dictionaries())
    assert time.process_time() - start < 5


# what was meant


@pytest.mark.parametrize(
    ("wrong", "right", "certain"),
    [
        ("recieve", "receive", True),
        ("privcay", "privacy", True),
        ("Privcay", "privacy", False),
        ("securty", "security", True),
        ("briged", "bribed", False),
        ("revokable", "revocable", False),
    ],
)
def test_meant(wrong: str, right: str, certain: bool) -> None:
    found = meant(wrong, english())
    assert found is not None
    assert found.words[0].lower() == right
    assert found.certain is certain


@pytest.mark.parametrize("word", ["xqz", "ustack", "l'ecursion", "zyvakulo", "flomq", "x" * 1000])
def test_nothing_was_meant(word: str) -> None:
    assert meant(word, english()) is None


# what the site excuses

ALONE = {"posts/a.md": "The floms runs and we recieve it."}


def test_other_posts_excuse_a_word() -> None:
    others = {f"posts/{name}.md": "A floms and a recieve." for name in "bcd"}
    assert not excused(ALONE, "floms")
    assert not excused({**ALONE, **dict(list(others.items())[:2])}, "floms")
    assert excused({**ALONE, **others}, "floms")
    assert not excused({**ALONE, **others}, "recieve")


@pytest.mark.parametrize(
    "other",
    [
        {"posts/b.md": "Run `floms`."},
        {"posts/b.md": "[This](https://example.org/floms/)"},
        {"posts/b.md": "---\nauthor: {name: Floms}\n---\nText."},
        {"posts/floms.md": "Text.", "posts/floms-2.md": "Text."},
    ],
)
def test_other_evidence_excuses_a_word(other: dict[str, str]) -> None:
    assert excused({**ALONE, **other}, "floms")
    assert not excused({**ALONE, **other}, "recieve")


def test_the_configuration_excuses_a_word() -> None:
    assert excused(ALONE, "floms", accepted=["floms"])
    assert excused(ALONE, "recieve", accepted=["recieve"])


def test_names_that_are_plain_slips() -> None:
    assert excused({"a.md": "We met Mr Packt there."}, "Packt")
    assert excused({"a.md": "We met Mr Sebastiaan there."}, "Sebastiaan")
    assert not excused({"a.md": "We met the Gloabl Group there."}, "Gloabl")


def test_proposals_keep_the_apostrophe() -> None:
    site = site_of({"a.md": "The enviroment’s state."})
    assert Vocabulary(site).proposals(site.reported[0].words.suspects[0])[0] == "environment’s"


def test_key() -> None:
    assert key("FooBoard's") == "fooboard"
    assert PlacedWord("don’t", 3).text == "don't"


# terms

LEARNED = {f"posts/{name}.md": "FooBoard" for name in "bcdef"}


@pytest.mark.parametrize("wrong", ["Fooboard", "FooBaord", "FoooBoard"])
def test_terms_are_learned(wrong: str) -> None:
    assert corrected({"posts/a.md": f"Use {wrong}.", **LEARNED}) == [(wrong, "FooBoard")]


def test_terms_need_strong_evidence() -> None:
    few = dict(list(LEARNED.items())[:4])
    assert corrected({"posts/a.md": "Use Fooboard.", **few}) == []
    assert corrected({"posts/a.md": "Use Fooboard and Fooboard.", **LEARNED}) == []


def test_terms_of_the_configuration_need_none() -> None:
    assert corrected({"posts/a.md": "Use Fooboard and Fooboard."}, terms=["FooBoard"]) == [("Fooboard", "FooBoard")] * 2
    assert corrected({"posts/a.md": "It will rust, as Rust does."}, terms=["Rust"]) == []


@pytest.mark.parametrize("other", ["FooBoards", "FooBoardX", "BooBoard", "FOOBOARD", "fooBoard", "FooCupboard"])
def test_other_names_are_no_variants(other: str) -> None:
    assert corrected({"posts/a.md": f"Use {other}.", **LEARNED}) == []


def test_a_near_miss_with_evidence_is_a_name_of_its_own() -> None:
    assert corrected({"posts/a.md": "Use FooBoarb: `fooboarb`.", **LEARNED}) == []
