"""The lists of vague and insensitive words, and how they are found."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.spelling.sentences import sentences
from lint.spelling.wordings import find, listed, wordings

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "lint" / "spelling" / "wording"
PACKAGES = tomllib.loads((ROOT / "scripts" / "wording-sources.toml").read_text(encoding="utf-8"))["package"]


@pytest.mark.parametrize("name", ["weasel-words", "insensitive-words"])
def test_a_list_is_sorted_and_has_every_entry_once(name: str) -> None:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines)
    phrases = [line.partition(": ")[0] for line in lines]
    assert len(phrases) == len(set(phrases))
    assert all(phrase == " ".join(phrase.split()) for phrase in phrases)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda one: str(one["name"]))
def test_every_package_is_named_with_its_licence(package: dict[str, str]) -> None:
    row = f"| {package['name']} | {package['version']} | {package['licence']} | `{package['name']}.LICENSE` |"
    assert row in (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    assert "Permission is hereby granted" in (FOLDER / f"{package['name']}.LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["weasel-words", "insensitive-words"])
def test_every_entry_is_found_as_it_is_listed(name: str) -> None:
    known = listed(name)
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        phrase = line.partition(": ")[0]
        (found,) = find(f"It, {phrase}, is.", known)
        assert (found.start, found.end) == (4, 4 + len(phrase))


def test_hyphens_apostrophes_capitals_and_line_ends_hide_nothing() -> None:
    known = wordings(["man hours: hours", "no mans land", "MD"])
    text = "Man-hours, man\nhours, MANHOURS, man \x02hours, no man’s land, MD, md, man and hours"
    assert [text[one.start : one.end] for one in find(text, known)] == [
        "Man-hours",
        "man\nhours",
        "MANHOURS",
        "man \x02hours",
        "no man’s land",
        "MD",
    ]


SENTENCES = [
    ("One two. Three four.", ["One two.", "Three four."]),
    ("See e.g. Paris, i.e. the city. Then go.", ["See e.g. Paris, i.e. the city.", "Then go."]),
    (
        "Dr. Ada and J. R. Smith of the U.S. Army met. It ended.",
        ["Dr. Ada and J. R. Smith of the U.S. Army met.", "It ended."],
    ),
    ("It costs 1.5 million. Node.js 20.1 is out.", ["It costs 1.5 million.", "Node.js 20.1 is out."]),
    ("He said “Go!” Then he went.", ["He said “Go!”", "Then he went."]),
    ("“Really?” she asked. No!", ["“Really?” she asked.", "No!"]),
    ("It is... odd. Yes", ["It is... odd.", "Yes"]),
    ("We ship tools, docs, etc. Then we rest.", ["We ship tools, docs, etc.", "Then we rest."]),
    ("On Jan. 5 it rained. It stopped.", ["On Jan. 5 it rained.", "It stopped."]),
    ("1. One thing\0\0a. Another", ["1. One thing", "a. Another"]),
    ("z. B. heute, d. h. Morgen. Und nun?", ["z. B. heute, d. h. Morgen.", "Und nun?"]),
]


@pytest.mark.parametrize(("prose", "wanted"), SENTENCES)
def test_sentences_end_where_they_end(prose: str, wanted: list[str]) -> None:
    assert [prose[one.start : one.end] for one in sentences(prose, prose)] == wanted


@given(st.text(alphabet="abc .!?\n\0\x01\x02ABé1,”(", max_size=80))
def test_sentences_hold_every_word_once_and_in_order(prose: str) -> None:
    found = list(sentences(prose, prose))
    assert all(one.start < one.end and one.words > 0 and "\0" not in prose[one.start : one.end] for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    held = "".join(prose[one.start : one.end] for one in found)
    assert sum(map(str.isalnum, held)) == sum(map(str.isalnum, prose))
