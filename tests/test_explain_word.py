"""`copydesk explain --word`: everything that speaks for and against a word of a post, and what follows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import marisa_trie
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import Desk, refused

from lint.post.post import Post, parse
from lint.site import facts
from lint.site.accepted import Accepted
from lint.site.site import Site
from lint.site.strange import Reading
from lint.site.word_forms import known_as
from lint.site.word_places import sightings, word_places
from lint.site.word_story import Story, language_source, tell
from lint.site.word_uses import Entry
from lint.site.words import gather
from lint.spelling.dictionary import AMERICAN, LEVEL_SHIFT, Dictionary
from lint.spelling.reasons import Reason
from lint.spelling.words import Word
from lint.world.dictionaries import dictionaries
from lint.world.files import ListedFiles

HEAD = "---\ntitle: A post\n---\n\n"
FRENCH = "Nous avons souvent recommencé ce travail avec nos amis dans la ville de Paris."
GERMAN = "Die Kinder spielen heute im Garten und die Katze schläft unter dem alten Baum vor dem Haus."


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


def stories(
    wanted: str,
    text: str,
    others: Mapping[str, str] | None = None,
    *,
    entries: tuple[Entry, ...] = (),
    terms: tuple[str, ...] = (),
) -> list[Story]:
    path = "a.md"
    texts = {path: text, **(others or {})}
    posts = {name: parse(content, name) for name, content in texts.items()}
    known = {name: facts.gather(post, gather(post, dictionaries(), terms)) for name, post in posts.items()}
    accepted: dict[str, list[str]] = {}
    for entry in entries:
        accepted.setdefault(entry.language, []).append(entry.word)
    site = Site(
        posts=known,
        reported=(known[path],),
        files=ListedFiles(list(texts)),
        today=datetime.date(2024, 6, 1),
        dictionaries=dictionaries(),
        terms=terms,
        accepted=Accepted(accepted),
    )
    return tell(wanted, posts[path], site, entries)


def told(
    wanted: str,
    text: str,
    others: Mapping[str, str] | None = None,
    *,
    entries: tuple[Entry, ...] = (),
    terms: tuple[str, ...] = (),
) -> Story:
    (story,) = stories(wanted, text, others, entries=entries, terms=terms)
    return story


def reasons(story: Story) -> dict[Reason, bool]:
    """Each reason with whether it counts."""
    return {one.reason: one.counts for one in story.reasons}


# each reason by itself


@pytest.mark.parametrize(
    ("wanted", "text", "reason"),
    [
        ("Vashtu", "We saw Vashtu there.", Reason.NAME),
        ("XQPFs", "We saw XQPFs there.", Reason.ACRONYM),
        ("fooBarly", "We saw fooBarly there.", Reason.IDENTIFIER),
        ("dlxxvii", "We saw dlxxvii there.", Reason.ROMAN),
        ("grrrr", "We said grrrr there.", Reason.INTERJECTION),
        ("dribblit", "It is so (dribblit) today.", Reason.ALONE),
        ("dribblit", "- dribblit: what it does here", Reason.LABEL),
        ("dribblit", "Run `dribblit`, then the dribblit starts.", Reason.EVIDENCE),
        ("frobnits", "A frobnits dribblit is what we have.", Reason.COMPANY),
        ("xq", "Here the xq goes on.", Reason.SHORT),
        ("dribblit", "The gnarfo-dribblit is here.", Reason.COMPOUND),
        ("dribblit", "We have a-test-of-dribblit here.", Reason.IDENTIFIER),
        ("lorbum", "The lorbum ipsam dolorus sitta ametus consectur adipiscus elitus.", Reason.FOREIGN),
    ],
)
def test_the_reason_at_which_judging_stops_is_told_first(wanted: str, text: str, reason: Reason) -> None:
    story = told(wanted, text)
    assert story.strange
    assert reason in reasons(story)
    assert reasons(story)[reason]
    (case,) = [one for one in cases(parse(text)) if one[0].text == wanted]
    assert story.reasons[0].reason is case[1]


def test_several_reasons_are_all_told() -> None:
    story = told("XQPFs", HEAD + "Here are XQPFs gnarfo and `XQPFs`.")
    assert {Reason.ACRONYM, Reason.NAME, Reason.EVIDENCE, Reason.COMPANY} <= reasons(story).keys()


def test_how_often_a_word_is_written() -> None:
    found = stories("dribblit", "A dribblit. The dribblit and one dribblit more.")
    assert len(found) == 3
    assert all((one.detail, one.counts) == ("3 times", True) for story in found for one in story.reasons[:1])


def test_a_known_misspelling_outweighs_weak_reasons() -> None:
    story = told("recieve", "Run `recieve`, and we recieve it.")
    assert reasons(story)[Reason.EVIDENCE] is False
    assert story.corrections == ("receive",)
    assert (story.near[0].word, story.near[0].common) == ("receive", True)


def test_what_the_site_says() -> None:
    others = {f"{n}.md": "The dribblit is here." for n in "bcde"} | {"f.md": "Use `dribblit` now."}
    entries = (Entry("dribblit", "en", "copydesk-words.en.txt", 3, 1), Entry("dribblit", "fr", "w.fr.txt", 1, 1))
    story = told("dribblits", "All the dribblits.", others, entries=entries)
    details = {one.reason: one.detail for one in story.reasons}
    assert details[Reason.ACCEPTED] == "`dribblit` (en) at copydesk-words.en.txt:3:1"
    story = told("dribblit", "All the dribblit.", others, terms=("Dribblit",))
    details = {one.reason: one.detail for one in story.reasons}
    assert details[Reason.SITE_EVIDENCE] == "f.md"
    assert details[Reason.POSTS] == "b.md, c.md, d.md and 1 more"
    assert Reason.TERM in details


def test_a_name_that_is_a_slip_is_no_name() -> None:
    story = told("Securitty", "We look at Securitty now.")
    assert reasons(story) == {Reason.NAME: False}
    assert reasons(told("Vashtu", "We saw Vashtu there."))[Reason.NAME]


def test_no_word_is_near() -> None:
    story = told("qwyzgorp", "We saw the qwyzgorp there.")
    assert reasons(story) == {Reason.NOTHING_NEAR: True}
    assert story.near == ()


# dictionaries


@pytest.mark.parametrize(
    ("word", "language", "how", "lists"),
    [
        ("colour", "en", "as it is written", ("British",)),
        ("color", "en", "as it is written", ("American",)),
        ("Although", "en", "in lower case", ("American", "British")),
        ("ALTHOUGH", "en", "in lower case", ("American", "British")),
        ("house's", "en", 'without "\'s", as it is written', ("American", "British")),
        ("l'eau", "fr", 'without "l\'", as it is written', ()),
        ("L'Eau", "fr", 'without "L\'", in lower case', ()),
        ("maison", "fr", "as it is written", ()),
    ],
)
def test_how_a_dictionary_has_a_word(word: str, language: str, how: str, lists: tuple[str, ...]) -> None:
    dictionary = dictionaries().of(language)
    assert dictionary
    found = known_as(Word(word, 0, len(word)), dictionary, language)
    assert found
    assert found.how == how
    assert tuple(one for one in found.lists if one in {"American", "British"}) == lists


def test_derived_words_name_their_base() -> None:
    words = marisa_trie.Trie(["search", "unsearched"])
    dictionary = Dictionary(words, bytes([AMERICAN | 10 << LEVEL_SHIFT] * 2))
    found = known_as(Word("searchable", 0, 10), dictionary, "en")
    assert found
    assert (found.how, found.lists) == ('derived from "search"', ("American",))
    assert known_as(Word("qwyzgorp", 0, 8), dictionary, "en") is None


# languages


def test_the_language_of_a_paragraph() -> None:
    text = f"The house is here and all is well today.\n\n{FRENCH}\n\n{GERMAN}\n"
    assert told("house", text).language == "en"
    french = told("amis", text)
    assert (french.language, french.post_language, french.judged) == ("fr", "en", True)
    assert [one.language for one in french.known] == ["fr"]
    german = told("Katze", text)
    assert (german.language, german.judged, german.strange) == ("de", False, False)


@pytest.mark.parametrize(
    ("text", "path", "configured", "source"),
    [
        ("---\nlang: fr\n---\nOui.", "a.md", "", "by its field `lang`"),
        ("---\nlocale: fr_FR\n---\nOui.", "a.md", "en", "by its field `locale`"),
        ("Oui.", "fr/a.md", "en", "by its path"),
        ("---\nlang: nonsense words\n---\nOui.", "a.fr.md", "", "by its path"),
        ("Oui.", "a.md", "fr", "by `lang` in the configuration"),
        ("Yes.", "a.md", "", "for nothing tells another"),
    ],
)
def test_why_a_post_is_in_its_language(text: str, path: str, configured: str, source: str) -> None:
    assert language_source(parse(text, path, language=configured or "en"), configured) == source


# places


def test_places_and_what_lies_elsewhere() -> None:
    text = (
        "---\ntitle: The dribblit\nslug: dribblit\n---\n\n# A **drib**blit\n\nThe Dribblit's `dribblit` and "
        "[here](dribblit.md), my_dribblit {{ dribblit }} <i title='dribblit'>x</i> https://example.org/dribblit\n"
    )
    post = parse(text, "a.md")
    assert [(one.word.text, one.title) for one in word_places("dribblit", post)] == [
        ("dribblit", True),
        ("dribblit", True),
        ("Dribblit's", False),
    ]
    found = sightings("dribblit", post)
    assert all(text[one.span.start : one.span.end].lower() == "dribblit" for one in found)
    assert [one.where for one in found] == [
        "in the field `slug`",
        "in code",
        "in an address",
        "in a name, a path or an address",
        "in a template tag",
        "in a tag or comment of HTML",
        "in an address",
    ]


def test_the_parts_of_a_compound() -> None:
    text = "A non-dribblit and an e-dribblit."
    assert [(one.text, one.compound) for one in stories("e-dribblit", text)] == [
        ("e", "e-dribblit"),
        ("dribblit", "e-dribblit"),
    ]
    assert [one.compound for one in stories("dribblit", text)] == ["non-dribblit", "e-dribblit"]


def cases(post: Post) -> list[tuple[Word, Reason | None]]:
    return [(case.word, case.reason) for case in Reading(post, dictionaries()).cases()]


PIECES = st.sampled_from(
    [
        "the",
        "The",
        "a",
        "dribblit",
        "Dribblit",
        "recieve",
        "Recieve",
        "XQPF",
        "fooBar",
        "grrr",
        "`dribblit`",
        "(dribblit)",
        "dribblit:",
        "non-dribblit",
        "privcay",
        "Vashtu",
        "and.",
        "we's",
        "xq",
        "des",
        "les",
        "maisons",
        "premiere\n\n",
        "is",
        "#",
        "-",
        "_dribblit_",
        "**recieve**",
    ]
)


@given(st.lists(PIECES, max_size=14))
def test_the_story_agrees_with_the_judgement(pieces: list[str]) -> None:
    text = " ".join(pieces)
    post = parse(text, "a.md")
    suspects = {word.start for word in gather(post, dictionaries()).suspects}
    for word, reason in cases(post):
        (story,) = [one for one in stories(word.text, text) if one.span.start == word.start]
        assert story.strange
        if reason is None:
            assert word.start in suspects
            site = {Reason.ACCEPTED, Reason.TERM, Reason.SITE_EVIDENCE, Reason.POSTS, Reason.NAMED, Reason.NOTHING_NEAR}
            assert {one for one, counts in reasons(story).items() if counts} <= site
        else:
            assert story.reasons[0].reason is reason


@given(st.text(alphabet=st.sampled_from("ab Té'’\n<>/=\"`![]()&;.-#*_{}%\x01\x02\0😀")) | st.text())
def test_telling_never_raises(text: str) -> None:
    post = parse(f"---\ntitle: {text}\n---\n{text}", "a.md")
    for place in word_places("ab", post):
        assert place.word.end <= len(post.text)
    stories("ab", post.text)
    assert all(post.text[one.span.start : one.span.end].lower() == "a" for one in sightings("a", post))


# the command


def test_a_page(desk: Desk) -> None:
    desk.write(posts__a_md=HEAD + "Our privcay grows.\n\nThe privcay of `privcay.md` files.\n")
    done = desk.run("explain", "--word", "privcay", "--post", "posts/a.md")
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        'posts/a.md:5:5, 7:5: "privcay"\n'
        "  language       English, for nothing tells another\n"
        "  dictionary     English: not in it\n"
        "  speaks for it  it stands in code, in an address or in the front matter of the post\n"
        '  near           "privacy" (common, 7 of 15)\n'
        "  conclusion     right: it stands in code, in an address or in the front matter of the post\n"
        "\n"
        "Also seen, where nothing is judged:\n"
        "  in code: 7:17\n"
    )


def test_what_follows(desk: Desk) -> None:
    desk.write(
        a_md=HEAD + "Our privcay. They sepparated it, and the dribblit is here. A qwyzgorp.\n",
        b_md=HEAD + "They recieve it. <!-- copydesk: allow misspelling -->\n\nHouses\n",
    )

    def conclusion(word: str, post: str = "a.md") -> str:
        (line,) = [
            one for one in desk.run("explain", "--word", word, "--post", post).out.splitlines() if "conclusion" in one
        ]
        return line.split(maxsplit=1)[1]

    assert conclusion("privcay") == 'misspelling, error: "privcay" is misspelt; Write "privacy" (safe)'
    assert conclusion("dribblit").startswith('misspelling, warning: "dribblit" is misspelt; Write "dribble" (not safe')
    assert conclusion("houses", "b.md") == "right: the dictionary has it"
    assert conclusion("recieve", "b.md").endswith("(the post allows it)")
    assert conclusion("qwyzgorp").startswith("unknown-word")
    desk.write(copydesk_toml='ignore = ["misspelling"]\n')
    assert conclusion("privcay").endswith("(the rule is off)")
    desk.write(copydesk_toml="", **{"copydesk-words.txt": "# ours\nprivcay\n"})
    assert conclusion("privcay") == (
        "right: accepted by the configuration or a words file: `privcay` at copydesk-words.txt:2:1"
    )


def test_posts_of_all_kinds(desk: Desk) -> None:
    desk.write(
        **{
            "notes.txt": "The dribblit is here.\n",
            "sub/readme.md": "A dribblit.\n",
            "copydesk.toml": "posts = ['b/*.md']\n",
        }
    )
    for name in ("notes.txt", "sub/readme.md"):
        done = desk.run("explain", "--word", "dribblit", "--post", name)
        assert done.status == 0, done.err
        assert done.out.startswith(f"{name}:1:")
    desk.write(**{"fr.md": f"---\nlang: fr\n---\n\n{FRENCH}\n"})
    done = desk.run("explain", "--word", "Amis", "--post", "fr.md")
    assert "French, by its field `lang`" in done.out


def test_a_word_that_is_only_in_code(desk: Desk) -> None:
    desk.write(a_md=HEAD + "Run `flomper`.\n")
    done = desk.run("explain", "--word", "flomper", "--post", "a.md")
    assert done.out == "a.md: not in what is read as prose, so not judged\n  in code: 5:6\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--word", "x"], "`--word` goes with `--post FILE`"),
        (["--word", "gribblt", "--post", "a.md"], 'a.md: there is no "gribblt" in it; did you mean "gribblet"?'),
        (["--word", "zzz", "--post", "a.md"], 'a.md: there is no "zzz" in it'),
        (["--word", "two words", "--post", "a.md"], "`--word` takes one word"),
        (["--word", " ", "--post", "a.md"], "`--word` takes one word"),
        (["--word", "x", "--post", "b.md"], "b.md: no such file or folder; did you mean"),
        (["--word", "x", "--post", "."], ".: a folder, not a post"),
        (["--word", "x", "--post", "c.md"], "c.md: this is no text: a NUL byte at offset 1"),
        (["misspelling", "--word", "x", "--post", "a.md"], "give a rule or --post FILE"),
    ],
)
def test_wrong_usage(desk: Desk, arguments: list[str], message: str) -> None:
    desk.write(a_md=HEAD + "A gribblet.\n", c_md=b"a\0b")
    assert message in refused(desk.run("explain", *arguments))
