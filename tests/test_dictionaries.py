"""Dictionaries of other languages, from the command line: found, configured, missing, broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from bundle_site import copydesk, put

POST = "---\ntitle: Kleine Texte\nlang: de\n---\nDer hund bellt, der Baumhaus stekt im Baumhaus.\n"
AFF = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwäöüß\nCOMPOUNDFLAG z\nCOMPOUNDMIN 3\n"
DIC = "9\nder\nHund/z\nbellt\nBaum/z\nHaus/z\nhaus/z\nsteckt\nim\nhund\n"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No dictionary of this machine, and a cache of the test's own."""
    (tmp_path / "dictionaries").mkdir()
    monkeypatch.setenv("DICPATH", str(tmp_path / "dictionaries"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_dictionary_of_the_system(tmp_path: Path) -> None:
    put(tmp_path, {"dictionaries/de_DE.aff": AFF, "dictionaries/de_DE.dic": DIC, "site/posts/a.md": POST})
    done = copydesk(tmp_path / "site", "check", "--format", "concise", "--select", "misspelling")
    assert done.stdout == 'posts/a.md:5:30: warning misspelling: "stekt" is misspelt\n'
    assert "no dictionary" not in done.stderr


def test_a_dictionary_of_the_configuration(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "site/words/german.aff": AFF,
            "site/words/german.dic": DIC,
            "site/copydesk.toml": '[dictionaries]\nde = "words/german"\n',
            "site/posts/a.md": POST,
        },
    )
    done = copydesk(tmp_path / "site", "check", "--format", "concise", "--select", "misspelling")
    assert done.stdout == 'posts/a.md:5:30: warning misspelling: "stekt" is misspelt\n'


def test_a_language_without_a_dictionary_is_one_line(tmp_path: Path) -> None:
    japanese = "---\ntitle: 記事\nlang: ja\n---\nこれは文章です。\n"
    put(
        tmp_path,
        {"posts/a.md": POST, "posts/b.md": POST, "posts/c.md": japanese, "posts/d.md": "---\nlang: sv\n---\nA\n"},
    )
    done = copydesk(tmp_path, "check", "posts", "--select", "misspelling")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "copydesk: no dictionary for German (de), sv: 3 posts not spell-checked; install a hunspell dictionary or name "
        "one in `dictionaries`\n"
    )
    assert copydesk(tmp_path, "check", "posts", "--select", "misspelling", "--quiet").stderr == ""
    assert copydesk(tmp_path, "check", "posts", "--select", "links").stderr == ""


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"de.aff": AFF}, "words/de.dic: there is no such file"),
        ({"de.aff": "SET UTF-8\nSFX A Y 2\nSFX A 0 s .\n", "de.dic": DIC}, "words/de.aff:"),
        ({"de.aff": "SET nonsense\n", "de.dic": DIC}, "words/de.aff:1: the encoding 'nonsense' is not known"),
    ],
)
def test_a_broken_dictionary_is_named(tmp_path: Path, files: dict[str, str], message: str) -> None:
    put(tmp_path, {"copydesk.toml": '[dictionaries]\nde = "words/de"\n', "posts/a.md": POST})
    put(tmp_path / "words", files)
    done = copydesk(tmp_path, "check", "posts")
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
