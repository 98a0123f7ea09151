"""Words files, and `copydesk words`, which lists, adds and removes the words that are accepted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import Desk, refused

from lint.config.load import ConfigError
from lint.config.word_list import configured_words, fault, language_of, read_words, with_words, without_words
from lint.site.accepted import EVERY
from lint.site.word_uses import Entries, Entry
from lint.spelling.words import plain
from lint.world import files
from lint.world import words_files as world
from lint.world.sites import Given, ground_of

ROOT = Path(__file__).resolve().parent.parent
HEAD = "---\ntitle: A post\n---\n\n"
POST = HEAD + "Our gribblet is here. They recieve it.\n"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


def listed(desk: Desk, *arguments: str) -> list[dict[str, Any]]:
    done = desk.run("words", "list", "--format", "json", *arguments)
    assert done.status == 0, done.err
    document = json.loads(done.out)
    assert document["version"] == 1
    words: list[dict[str, Any]] = document["words"]
    return words


def misspelt(desk: Desk) -> list[str]:
    found = desk.json("--select", "misspelling")["diagnostics"]
    return [one["message"].split('"')[1] for one in found]


# what a words file holds


def test_a_list_is_a_word_a_line() -> None:
    text = "\ufeff# Ours\r\n\r\ngribblet\r\n  Vashtu # a name\r\ncan’t\r\nno#comment".replace(
        "no#comment", "na\u0308iv"
    )
    assert [tuple(word) for word in read_words(text, "w.txt")] == [
        ("gribblet", 3, 1),
        ("Vashtu", 4, 3),
        ("can't", 5, 1),
        ("näiv", 6, 1),
    ]
    assert read_words("", "w.txt") == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"good\ntwo words\n", 'w.txt:2:5: one word a line, not "two words"'),
        (b"good\n  2024\n", 'w.txt:2:3: "2024" is no word: it has no letter'),
        (b"src/main\n", 'w.txt:1:1: "src/main" is no word: it has "/"'),
        (b"no#comment\n", 'w.txt:1:1: "no#comment" is no word: it has "#"'),
        (b"-ish\n", 'w.txt:1:1: "-ish" is no word: it has "-"'),
        (b"a\x1b[31m\n", 'w.txt:1:1: "a\\x1b[31m" is no word: it has "\\x1b"'),
        ("good\n# gr\u00fc\u00df\n".encode("latin-1"), "w.txt:2:5: not UTF-8: a stray byte 0xfc at offset 9"),
        (b"x" * 500_000, "w.txt:1:1: 500,000 characters are no word"),
        (b"<<<<<<< ours\n", 'w.txt:1:9: one word a line, not "<<<<<<< ours"'),
    ],
)
def test_what_is_no_word_is_named_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        read_words(data.decode("utf-8", "surrogateescape"), "w.txt")
    assert str(error.value) == message


@pytest.mark.parametrize(
    "word", ["слово", "λέξη", "מילה", "כתב\u05f4ע", "क्षेत्र", "語", "l·lusió", "k8s", "rock'n'roll", "Node.js"]
)
def test_words_of_all_scripts_are_words(word: str) -> None:
    assert fault(word) == ""
    assert [one.text for one in read_words(word, "w.txt")] == [plain(word)]


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("copydesk-words.txt", EVERY),
        ("copydesk-words.fr.txt", "fr"),
        ("a/copydesk-words.pt-BR.txt", "pt-BR"),
        ("copydesk-words.pt_BR.txt", "pt-BR"),
        ("copydesk-words.ast.txt", "ast"),
        ("copydesk-words.all.txt", EVERY),
        ("names.txt", EVERY),
        ("names.de.txt", "de"),
        ("names.dev.txt", EVERY),
        ("list.of.names.txt", EVERY),
    ],
)
def test_the_name_tells_the_language(path: str, language: str) -> None:
    assert language_of(path) == language


def test_a_name_that_tells_no_language() -> None:
    with pytest.raises(
        ConfigError, match=r'^copydesk-words.french.txt:1:1: the name says "french".* did you mean "fr"'
    ):
        language_of("copydesk-words.french.txt")
    assert language_of("names.ast.txt", ("ast",)) == "ast"


WORDS = st.text(alphabet="abcéß'’-", min_size=1, max_size=6).filter(lambda word: not fault(word))
LINES = st.lists(WORDS | st.sampled_from(["", "# some words", "zeta # a comment", "  alpha"]), max_size=12)


@given(
    LINES, st.lists(WORDS, max_size=4, unique=True), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"])
)
def test_adding_and_taking_out(lines: list[str], new: list[str], line_end: str, bom: str) -> None:
    text = bom + "".join(line + line_end for line in lines)
    after = with_words(text, new)
    before_words = sorted(word.text for word in read_words(text, "w"))
    assert sorted(word.text for word in read_words(after, "w")) == sorted([*before_words, *map(plain, new)])
    assert after.startswith(bom)
    assert after.count("\ufeff") == len(bom)
    assert "\r" not in after.replace("\r\n", "") if "\r\n" in text else "\r" not in after
    assert with_words(after, ()) == after, "what is sorted stays as it is"
    assert [line for line in after.splitlines() if "# some words" in line] == [
        line for line in text.splitlines() if "# some words" in line
    ]
    gone = without_words(after, {plain(word) for word in (*new, *before_words)})
    assert read_words(gone, "w") == ()
    assert gone.count("# some words") == lines.count("# some words")


def test_what_stands_between_comments_is_sorted_by_itself() -> None:
    text = "# Ours\nzorb\nélan\n\n# People\nWren\nada"
    assert with_words(text, ["Bob"]) == "# Ours\nélan\nzorb\n\n# People\nada\nBob\nWren\n"
    assert with_words("# Only this\n", ["b", "a"]) == "# Only this\na\nb\n"


def test_words_of_the_configuration_have_places() -> None:
    text = '[project]\nname = "x"\n\n[tool.copydesk.words]\nall = ["gribblet"]\nfr = [\n  "zorb",\n  "Vashtu",\n]\n'
    found = configured_words(text, "pyproject.toml")
    assert [(one.word, one.language, one.place) for one in found] == [
        ("gribblet", "all", "pyproject.toml:5:8"),
        ("zorb", "fr", "pyproject.toml:7:3"),
        ("Vashtu", "fr", "pyproject.toml:8:3"),
    ]
    assert configured_words("words.en = ['zorb']", "copydesk.toml") == [Entry("zorb", "en", "copydesk.toml", 1, 13)]
    assert configured_words("lang = 'en'", "copydesk.toml") == []


def test_which_entries_make_a_word_right() -> None:
    known = Entries([Entry(word, tag, "w", 1, 1) for word, tag in (("zorb", "en"), ("Vashtu", EVERY), ("frob", "fr"))])
    assert [one.word for one in known.accepting("Zorbing's", "en-GB")] == ["zorb"]
    assert known.accepting("zorb", "fr") == []
    assert [one.word for one in known.accepting("l'frob", "fr")] == ["frob"]
    assert [one.word for one in known.accepting("Vashtu's", "de")] == ["Vashtu"]
    assert known.accepting("vashtu", "de") == []


# which files are read


def test_words_files_accept_words(desk: Desk) -> None:
    desk.write(**{"a_md": POST, "b.fr.md": HEAD + "Nous avons recommendons tout cela hier.\n"})
    assert misspelt(desk) == ["gribblet", "recieve", "recommendons"]
    desk.write(**{"copydesk-words.txt": "gribblet\n"})
    assert misspelt(desk) == ["recieve", "recommendons"]
    desk.write(**{"copydesk-words.en.txt": "recommendons\n"})
    assert misspelt(desk) == ["recieve", "recommendons"], "a word of another language"
    desk.write(**{"copydesk-words.fr.txt": "\ufeffrecommendons # sic\r\n"})
    assert misspelt(desk) == ["recieve"]


@pytest.mark.parametrize(
    "pattern",
    ["lists/words.txt", "./lists/words.txt", "lists/*.txt", "**/words.txt", "lists/", "*/w*.txt", "../side.txt"],
)
def test_which_files_the_configuration_names(desk: Desk, pattern: str) -> None:
    desk.write(
        blog__a_md=POST,
        blog__copydesk_toml=f'words-files = ["{pattern}"]\n',
        **{"blog/lists/words.txt": "gribblet\n", "side.txt": "gribblet\n", "blog/copydesk-words.txt": "recieve\n"},
    )
    os.chdir("blog")
    assert misspelt(desk) == ["recieve"]


def test_a_file_that_is_named_but_not_there(desk: Desk) -> None:
    desk.write(a_md=POST, copydesk_toml='drafts = "warn"\nwords-files = ["word.txt"]\n', **{"words.txt": ""})
    said = refused(desk.check())
    assert said == "copydesk.toml:2:1: there is no file `word.txt`; did you mean `words.txt`?"
    desk.write(copydesk_toml='words-files = ["none/*.txt"]\n')
    assert desk.check().status == 1, "a glob may mean nothing"


def test_only_what_is_tracked_counts(desk: Desk) -> None:
    desk.write(a_md=POST, **{"copydesk-words.txt": "gribblet\n"})
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "a.md"], check=True)
    arguments = ("check", "--tracked", "--select", "misspelling", "--format", "concise")
    assert "gribblet" in desk.run(*arguments).out
    subprocess.run(["git", "add", "copydesk-words.txt"], check=True)
    assert "gribblet" not in desk.run(*arguments).out


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"gr\xfcn\n", "copydesk-words.txt:1:3: not UTF-8: a stray byte 0xfc at offset 2"),
        (b"\xff\xfea\x00", "copydesk-words.txt:1:1: this is UTF-16, not UTF-8"),
        (b"a\x00b", "copydesk-words.txt:1:1: this is no text: a NUL byte at offset 1"),
        (b"two words\n", 'copydesk-words.txt:1:5: one word a line, not "two words"'),
        (b"a\n" * 600_000, "copydesk-words.txt:1:1: 1,200,000 bytes are more than the limit of 1,000,000 (`max-size`)"),
    ],
)
def test_a_words_file_that_cannot_be_used(desk: Desk, data: bytes, message: str) -> None:
    desk.write(a_md=POST, **{"copydesk-words.txt": data})
    assert refused(desk.check()) == message
    assert refused(desk.run("words", "add", "zorb")) == message
    assert (desk.folder / "copydesk-words.txt").read_bytes() == data


# add


def test_adding_words(desk: Desk) -> None:
    desk.write(a_md=POST)
    done = desk.run("words", "add", "zorb", "gribblet", "zorb")
    assert (done.status, done.out.splitlines(), done.err) == (
        0,
        ["zorb: added to copydesk-words.txt", "gribblet: added to copydesk-words.txt"],
        "",
    )
    assert (desk.folder / "copydesk-words.txt").read_text() == "gribblet\nzorb\n"
    assert misspelt(desk) == ["recieve"]
    done = desk.run("words", "add", "Zorb", "gribblets", "Vashtu")
    assert done.out.splitlines() == [
        "Zorb: is accepted already, by `zorb` at copydesk-words.txt:2:1",
        "gribblets: is accepted already, by `gribblet` at copydesk-words.txt:1:1",
        "Vashtu: added to copydesk-words.txt",
    ]
    assert desk.run("words", "add", "-q", "vashtu", "vashtus").out == ""
    assert (desk.folder / "copydesk-words.txt").read_text() == "gribblet\nvashtu\nzorb\n"


def test_adding_keeps_the_form_of_the_file(desk: Desk) -> None:
    desk.write(a_md=POST, **{"copydesk-words.txt": "\ufeff# ours\r\nzorb # a pet\r\n"})
    path = desk.folder / "copydesk-words.txt"
    path.chmod(0o640)
    desk.run("words", "add", "gribblet")
    assert path.read_bytes() == "\ufeff# ours\r\ngribblet\r\nzorb # a pet\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    desk.run("words", "remove", "gribblet")
    assert path.read_bytes() == "\ufeff# ours\r\nzorb # a pet\r\n".encode()


def test_words_of_one_language(desk: Desk) -> None:
    desk.write(a_md=POST)
    desk.run("words", "add", "--lang", "fr", "zorbier")
    assert (desk.folder / "copydesk-words.fr.txt").read_text() == "zorbier\n"
    assert desk.run("words", "add", "--lang", "fr", "fichier").out == "fichier: is in the dictionary already\n"
    assert desk.run("words", "add", "zorbier").out == "zorbier: added to copydesk-words.txt\n", "for the others, too"
    assert "did you mean `fr`" in refused(desk.run("words", "add", "--lang", "french", "zorb"))


def test_nothing_is_added_when_one_is_refused(desk: Desk) -> None:
    desk.write(a_md=POST)
    done = desk.run("words", "add", "zorb", "recieve", "a/b", "")
    assert done.status == 2
    assert done.err.splitlines() == [
        'copydesk: nothing was added: "recieve" is a known misspelling of "receive" (--force adds it)',
        'copydesk: "a/b" is no word: it has "/"',
        "copydesk: an empty text is no word",
    ]
    assert not (desk.folder / "copydesk-words.txt").exists()
    assert desk.run("words", "add", "--force", "recieve").status == 0
    assert misspelt(desk) == ["gribblet"]


def test_a_doubtful_word_is_added_with_a_question(desk: Desk) -> None:
    desk.write(a_md=POST)
    assert desk.run("words", "add", "privcay").out == 'privcay: added to copydesk-words.txt (or is it "privacy"?)\n'


def test_words_from_standard_input(desk: Desk) -> None:
    desk.write(a_md=POST)
    assert desk.run("words", "add", "-", stdin=b"zorb\r\n# no\n\nVashtu\n").out.count("added") == 2
    said = refused(desk.run("words", "add", "-", stdin=b"frob\ntwo words\n"))
    assert said == 'standard input:2:5: one word a line, not "two words"'
    assert desk.run("words", "add", "-", stdin=b"").out == ""
    assert (desk.folder / "copydesk-words.txt").read_text() == "Vashtu\nzorb\n"


def test_which_file_takes_new_words(desk: Desk) -> None:
    desk.write(a_md=POST, copydesk_toml='words-files = ["lists/names.txt", "lists/words.*.txt"]\n')
    assert desk.run("words", "add", "zorb").out == "zorb: added to lists/names.txt\n"
    assert desk.run("words", "add", "--lang", "fr", "zorbier").out == "zorbier: added to lists/words.fr.txt\n"
    assert desk.run("words", "add", "--file", "lists/words.de.txt", "zorbig").status == 0
    assert [(one["word"], one["language"]) for one in listed(desk)] == [
        ("zorb", "all"),
        ("zorbig", "de"),
        ("zorbier", "fr"),
    ]
    assert "would not be read" in refused(desk.run("words", "add", "--file", "other.txt", "frob"))
    said = refused(desk.run("words", "add", "--file", "lists/words.de.txt", "--lang", "fr", "frob"))
    assert said == "lists/words.de.txt: holds words of `de` by its name, not of `fr`"
    desk.write(copydesk_toml='words-files = ["names.txt"]\n')
    assert "name one with --file" in refused(desk.run("words", "add", "--lang", "fr", "frob"))


def test_the_file_lies_at_the_root_of_the_site(desk: Desk) -> None:
    desk.write(copydesk_toml="", posts__a_md=POST)
    os.chdir("posts")
    assert desk.run("words", "add", "zorb").out == "zorb: added to ../copydesk-words.txt\n"
    assert (desk.folder / "copydesk-words.txt").is_file()


def test_a_file_that_cannot_be_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(world, "write", refuse)
    desk.write(a_md=POST)
    assert refused(desk.run("words", "add", "zorb")) == "copydesk-words.txt: cannot be written: Permission denied"


# remove


def test_removing_words(desk: Desk) -> None:
    files = {"copydesk-words.txt": "gribblet\nzorb\n", "copydesk-words.fr.txt": "zorb\n"}
    desk.write(a_md=POST, copydesk_toml='words = {all = ["frob"]}\n', **files)
    said = refused(desk.run("words", "remove", "gribblet", "zorp"))
    assert said == "nothing was removed: there is no `zorp` in the words files; did you mean `zorb`?"
    assert "frob` stands in the configuration, at copydesk.toml:1:17" in refused(desk.run("words", "remove", "frob"))
    assert (desk.folder / "copydesk-words.txt").read_text() == files["copydesk-words.txt"]
    done = desk.run("words", "remove", "zorb", "gribblet")
    assert done.out.splitlines() == [
        "zorb: removed from copydesk-words.fr.txt and copydesk-words.txt",
        "gribblet: removed from copydesk-words.txt",
    ]
    assert [one["word"] for one in listed(desk)] == ["frob"]


def test_removing_from_one_file(desk: Desk) -> None:
    desk.write(a_md=POST, **{"copydesk-words.txt": "zorb\n", "copydesk-words.fr.txt": "zorb\n"})
    assert desk.run("words", "remove", "--lang", "all", "zorb").out == "zorb: removed from copydesk-words.txt\n"
    said = refused(desk.run("words", "remove", "--file", "copydesk-word.fr.txt", "zorb"))
    assert "did you mean `copydesk-words.fr.txt`?" in said
    desk.run("words", "remove", "--file", "copydesk-words.fr.txt", "zorb")
    assert listed(desk) == []


def test_either_all_are_removed_or_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(a_md=POST, **{"copydesk-words.txt": "zorb\n", "copydesk-words.fr.txt": "zorb\n"})

    def refuse(path: Path, text: str) -> None:
        if path.name == "copydesk-words.txt" and not text:
            raise PermissionError(13, "Permission denied")
        files.write(path, text)

    monkeypatch.setattr(world, "write", refuse)
    assert "cannot be written" in refused(desk.run("words", "remove", "zorb"))
    assert [one["path"] for one in listed(desk)] == ["copydesk-words.fr.txt", "copydesk-words.txt"]


# list


def test_listing_what_is_accepted(desk: Desk) -> None:
    desk.write(
        copydesk_toml='words = {en = ["frob"]}\n', **{"copydesk-words.txt": "zorb\n", "copydesk-words.fr.txt": "é\n"}
    )
    assert desk.run("words", "list").out == (
        "frob  en  copydesk.toml:1:16\né     fr  copydesk-words.fr.txt:1:1\nzorb      copydesk-words.txt:1:1\n"
    )
    assert [one["word"] for one in listed(desk, "--lang", "en-GB")] == ["frob", "zorb"]
    assert [one["word"] for one in listed(desk, "--lang", "all")] == ["zorb"]
    assert desk.run("words", "list", "--plain").out == "frob\né\nzorb\n"
    assert listed(desk)[0] == {"word": "frob", "language": "en", "path": "copydesk.toml", "line": 1, "column": 16}
    Path("copydesk.toml").unlink()
    Path("copydesk-words.txt").unlink()
    Path("copydesk-words.fr.txt").unlink()
    done = desk.run("words", "list")
    assert (done.status, done.out, done.err) == (0, "", "no words are accepted\n")


def test_listing_what_nothing_excuses(desk: Desk) -> None:
    desk.write(
        a_md=HEAD + "The dribbler and the Flurbo. We need the flurbit.\n\nThe flurbits we recieve. A flurbo.\n",
        b_md=HEAD + "Our privcay. One flurbit is here.\n",
        **{"c.fr.md": HEAD + "Nous avons recommendons tout cela hier.\n"},
    )
    rows = listed(desk, "--unknown")
    found = {one["word"]: (one["uses"], one["posts"], one["path"], one["line"], one["column"]) for one in rows}
    assert found["flurbit"] == (2, 2, "a.md", 5, 42)
    assert found["recieve"][3:] == (7, 17)
    assert found["recommendons"][2] == "c.fr.md"
    assert [one["uses"] for one in rows] == sorted((one["uses"] for one in rows), reverse=True)
    wrong = {one["word"]: one["meant"][0] for one in rows if one["misspelt"]}
    assert wrong == {"recieve": "receive", "privcay": "privacy"}
    assert "recieve" not in desk.run("words", "list", "--unknown", "b.md").out
    assert [one["word"] for one in listed(desk, "--unknown", "--lang", "fr")] == ["recommendons"]
    assert "misspelt: receive" in desk.run("words", "list", "--unknown").out


def test_what_something_excuses_is_not_unknown(desk: Desk) -> None:
    desk.write(
        a_md=HEAD + "Run `flurbit`. The flurbit of Vashtu. <!-- copydesk: allow misspelling --> They recieve it.\n",
        b_md=HEAD + "The zorbs and the gribblet.\n",
        **{"copydesk-words.txt": "zorb\ngribblet\n"},
    )
    done = desk.run("words", "list", "--unknown")
    assert (done.status, done.out, done.err) == (0, "", "no unknown words\n")


def test_adopting_a_blog(desk: Desk) -> None:
    desk.write(
        a_md=POST + "\nThe flurbits and a zorbing of Trumbles.\n", **{"b.fr.md": HEAD + "Une bonne zorbette ici.\n"}
    )
    done = desk.run("words", "list", "--unknown", "--plain")
    assert done.err == "1 word left out that `copydesk fix` mends, or that are known misspellings\n"
    assert desk.run("words", "add", "-", stdin=done.out.encode()).status == 0
    assert [one["word"] for one in listed(desk, "--unknown")] == ["recieve"]
    assert misspelt(desk) == ["recieve"]
    assert listed(desk, "--unused") == []


def test_a_word_that_no_list_would_take(desk: Desk) -> None:
    word = "gribble" * 20
    desk.write(a_md=HEAD + f"Our {word} is here, and the qwyzgorp.\n")
    assert [one["word"] for one in listed(desk, "--unknown")] == [word, "qwyzgorp"]
    assert max(map(len, desk.run("words", "list", "--unknown").out.splitlines())) < 100
    assert desk.run("words", "list", "--unknown", "--plain").out == "qwyzgorp\n"


def test_what_no_post_needs(desk: Desk) -> None:
    desk.write(
        a_md=POST + "\nThe Zorbs are here, and `frob`.\n",
        copydesk_toml='words = {en = ["gribblet", "tibble"]}\n',
        **{"copydesk-words.txt": "zorb\nfrob\nhouse\n", "copydesk-words.fr.txt": "gribblet\n"},
    )
    assert [(one["word"], one["language"]) for one in listed(desk, "--unused")] == [
        ("tibble", "en"),
        ("gribblet", "fr"),
        ("frob", "all"),
        ("house", "all"),
    ]
    done = desk.run("words", "list", "--unused", "--plain")
    assert (done.out, done.err) == (
        "gribblet\nfrob\nhouse\n",
        "1 word of the configuration left out, for the files alone can be changed\n",
    )
    assert desk.run("words", "remove", "-", stdin=done.out.encode()).status == 0
    assert misspelt(desk) == ["recieve"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["list", "--unknown", "--unused"], "are two lists"),
        (["list", "a.md"], "PATH goes with `--unknown`"),
        (["list", "--plain", "--format", "json"], "are two forms"),
        (["list", "--unknown", "none.md"], "none.md: no such file or folder"),
        (["list", "--config", "none.toml"], "none.toml: no such configuration file"),
        (["add"], "Missing argument"),
        (["ad"], "No such command 'ad'"),
    ],
)
def test_wrong_usage(desk: Desk, arguments: list[str], message: str) -> None:
    desk.write(a_md=POST)
    assert message in refused(desk.run("words", *arguments))


def test_a_site_without_posts_has_words(desk: Desk) -> None:
    assert desk.run("words", "add", "zorb").status == 0
    assert [one["word"] for one in listed(desk)] == ["zorb"]
    assert "no post here" in refused(desk.run("words", "list", "--unknown"))


def test_the_ground_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.copydesk]\nlang = 'fr'\n", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    ground = ground_of(Given(), tmp_path / "deep")
    assert (ground.root, ground.config.lang, ground.shown("x.txt")) == (tmp_path, "fr", "../x.txt")


PROBE = """
import sys
from lint.cli import main
try:
    main(["check", "a.md"])
except SystemExit:
    print(*sorted(name for name in sys.modules if name.startswith("lint.")), file=sys.stderr)
"""


def test_checking_does_not_load_what_words_need(desk: Desk) -> None:
    desk.write(a_md=POST, **{"copydesk-words.txt": "gribblet\n"})
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "lint.world.words_files" in loaded
    assert loaded.isdisjoint(
        {
            "lint.cli.words",
            "lint.cli.word_lists",
            "lint.cli.explain_word",
            "lint.report.word_page",
            "lint.site.word_story",
        }
    )
