"""The word lists that ship: what they hold, what they must not hold, and where they come from."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from lint.spelling.dictionary import FREQUENT, Dictionary
from lint.world.dictionaries import dictionaries

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "lint" / "spelling" / "data"
PACKAGES = tomllib.loads((ROOT / "scripts" / "dictionary-sources.toml").read_text(encoding="utf-8"))["package"]


@pytest.fixture(scope="module")
def english() -> Dictionary:
    return dictionaries().english


@pytest.fixture(scope="module")
def french() -> Dictionary:
    found = dictionaries().of("fr")
    assert found is not None
    return found


# French


@pytest.mark.parametrize(
    ("word", "least"),
    [("le", 14), ("à", 12), ("première", 9), ("projet", 7), ("fichier", 6), ("cœur", 8), ("chiffrement", FREQUENT)],
)
def test_french_words_have_their_levels(french: Dictionary, word: str, least: int) -> None:
    assert french.known_as(word)
    assert french.level(word) >= least


@pytest.mark.parametrize(
    "word",
    ["sont", "va", "était", "aura", "fût", "grammes", "kilomètres", "aujourd'hui", "celle-ci", "multiplateforme"],
)
def test_french_words_are_known(french: Dictionary, word: str) -> None:
    assert french.knows(word)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("connaître", "connaitre"),
        ("connaît", "connait"),
        ("coût", "cout"),
        ("boîtes", "boites"),
        ("ambiguïté", "ambigüité"),
        ("réglementaire", "règlementaire"),
        ("préférerait", "préfèrerait"),
    ],
)
def test_both_french_spellings_are_known(french: Dictionary, older: str, newer: str) -> None:
    assert french.known_as(older)
    assert french.known_as(newer)


@pytest.mark.parametrize("slip", ["premiere", "francais", "dèferait", "èperons", "fichié", "dù"])
def test_french_slips_are_unknown(french: Dictionary, slip: str) -> None:
    assert not french.knows(slip)


def test_no_elided_form_is_kept(french: Dictionary) -> None:
    for elided in ("l'eau", "qu'elle", "n'est", "j'aime", "d'accord"):
        assert not french.known_as(elided)
        assert french.knows(elided)


def test_each_french_word_has_a_class() -> None:
    classes = (DATA / "french.classes").read_bytes()
    assert len(classes) == len((DATA / "french.marks").read_bytes())
    assert all(classes)
    assert {bit for bit in range(8) if any(one >> bit & 1 for one in set(classes))} == set(range(8))


def test_a_part_may_begin_a_compound(french: Dictionary) -> None:
    assert french.known_as("socio-")
    assert french.knows("socio-technique")


# English


@pytest.mark.parametrize(
    "word",
    ["curation", "transformative", "disambiguators", "issuances", "backoff", "mutexes", "cleartext", "deanonymized"],
)
def test_words_of_technical_texts_are_known(english: Dictionary, word: str) -> None:
    assert english.knows(word)


@pytest.mark.parametrize(
    "slip",
    ["tha", "thier", "recieve", "fomr", "lsit", "langauge", "hypothetic", "reregisteration", "seperate", "adn", "pul"],
)
def test_no_list_hides_a_slip(english: Dictionary, slip: str) -> None:
    assert not english.knows(slip)


def test_rare_words_are_never_suggested(english: Dictionary) -> None:
    for word in ("aardwolves", "antinomian"):
        assert english.known_as(word)
        assert not english.may_suggest(word)


def test_our_own_words_that_films_know_are_frequent(english: Dictionary) -> None:
    assert english.frequent("toolkit")
    assert not english.frequent("defunctionalize")


# the files


@pytest.mark.parametrize("name", ["additions.dic", "additions-fr.dic"])
def test_our_own_lists_are_sorted(name: str) -> None:
    first, *lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert int(first) == len(lines)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: str(package["name"]))
def test_every_source_is_named_with_its_licence(package: dict[str, str]) -> None:
    rows = (DATA / "SOURCES.md").read_text(encoding="utf-8").splitlines()
    shown = package.get("shown-as", package["name"].rpartition("/")[2])
    row = f"| {package['name']} | {package['version']} | {package['licence']} | `{shown}.LICENSE` |"
    assert [line for line in rows if line.startswith(row)]
    assert (DATA / f"{shown}.LICENSE").stat().st_size > 0
