"""Spelling: what a word is, which words are known, what lies near, and that the data is what the script builds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.spelling.dictionary import Dictionary, in_case_of
from lint.spelling.grammar import ENGLISH
from lint.spelling.hunspell import Affixes, HunspellError, expand
from lint.spelling.nearest import distance, frequent_neighbours, nearest, one_edit_away
from lint.spelling.reasons import Reason, why_right
from lint.spelling.scan import Scanner
from lint.spelling.varieties import Varieties
from lint.spelling.words import INVISIBLE, Word, chunks, words
from lint.world.dictionaries import DictionaryError, english, open_dictionary

SCANNER = Scanner(english(), Varieties(english()))
DATA = Path(__file__).resolve().parent.parent / "lint" / "spelling" / "data"


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return english()


def texts(prose: str) -> list[str]:
    return [word.text for word in words(prose)]


# what a word is


@given(st.text(alphabet=st.sampled_from("abZéñ'’-./:@#_09 \n\0\x01\x02\u00ad()\u0301я語")) | st.text())
def test_words_are_where_they_say(prose: str) -> None:
    import unicodedata

    last = 0
    for word in words(prose):
        assert last <= word.start < word.end <= len(prose)
        last = word.end
        shown = "".join(c for c in prose[word.start : word.end] if c not in INVISIBLE)
        plain = shown.replace("’", "'").replace("ʼ", "'").replace("\u2010", "-").replace("\u2011", "-")
        assert unicodedata.normalize("NFC", plain) == word.text
        assert not set(word.text) & set("\0\x01\x02 \n0123456789_/@#")


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Some words, here.", ["Some", "words", "here"]),
        ("don’t l’été users' 'quoted'", ["don't", "l'été", "users", "quoted"]),
        ("un\x02\x02believ\x02able", ["unbelievable"]),
        ("one\0two", ["one", "two"]),
        ("\x01s \x01-based (\x01) and\x01 \x01, then", ["then"]),
        ("an open-source tool", ["an", "open", "source", "tool"]),
        ("example.com a@b.org https://x.org/some,path www.site and/or", []),
        ("clients/servers", ["clients", "servers"]),
        ("src/words/list words\\list file.name std::io::Read", []),
        ("snake_case 3rd 0xdead #tag @handle :tada: $HOME call()", []),
        ("--some-option -x", []),
        ("yes--no wait...what", ["yes", "no", "wait", "what"]),
        ("слово λέξη 言葉 word", ["слово", "λέξη", "word"]),
        ("cafe\u0301", ["café"]),
        ("soft\u00adhyphen", ["softhyphen"]),
    ],
)
def test_what_is_a_word(prose: str, expected: list[str]) -> None:
    assert texts(prose) == expected


def test_parts_know_their_compound() -> None:
    assert list(words("a pre- and post-war")) == [
        Word("a", 0, 1),
        Word("pre", 2, 5, "pre-"),
        Word("and", 7, 10),
        Word("post", 11, 15, "post-war"),
        Word("war", 16, 19, "post-war"),
    ]


def test_a_word_over_markup_has_the_whole_span() -> None:
    (word,) = words("\0\x02\x02in\x02\x02side\x02.")
    assert (word.text, word.start, word.end) == ("inside", 3, 11)


# which words are known

RIGHT = (
    "revocable website blog email open-source plaintext username dropdown metadata toolbar backend upvote GitHub "
    "Paris PARIS Website WEBSITE don't don’t website's GitHub's colour color organise organize non-profit self-hosted "
    "naïve café trackable unmapped sponsorships I I'm re-use pre- "
)
WRONG = (
    "sealead revokable privcay explanition securty disapearing seperate recieve tha paris embeded emited loged "
    "untill Cryptpad dont overhall gItHub seperate-ness "
)


@pytest.mark.parametrize("word", RIGHT.split())
def test_known(dictionary: Dictionary, word: str) -> None:
    assert dictionary.knows(word)


@pytest.mark.parametrize("word", WRONG.split())
def test_unknown(dictionary: Dictionary, word: str) -> None:
    assert not dictionary.knows(word)


def test_varieties(dictionary: Dictionary) -> None:
    assert dictionary.varieties("colour") == (False, True)
    assert dictionary.varieties("Color") == (True, False)
    assert dictionary.varieties("serialise") == (False, True)
    assert dictionary.varieties("serialize") == (True, False)
    assert dictionary.varieties("house") == (True, True)


def test_frequent(dictionary: Dictionary) -> None:
    assert all(map(dictionary.frequent, ["the", "website", "metadata", "privacy"]))
    assert not any(map(dictionary.frequent, ["tha", "zymurgy", "recieve"]))


def test_known_misspellings_keep_their_case(dictionary: Dictionary) -> None:
    assert dictionary.corrections("seperate") == ("separate",)
    assert dictionary.corrections("Seperate") == ("Separate",)
    assert dictionary.corrections("SEPERATE") == ("SEPARATE",)
    assert dictionary.corrections("enviroment’s") == ("environment’s",)
    assert dictionary.corrections("separate") == ()
    assert dictionary.corrections("x" * 100_000) == ()


def test_corrections_at_both_ends_of_the_list(dictionary: Dictionary) -> None:
    lines = (DATA / "misspellings.txt").read_text(encoding="utf-8").splitlines()
    for line in [lines[0], lines[1], *lines[:: len(lines) // 200], lines[-2], lines[-1]]:
        wrong, _, rights = line.partition("->")
        assert dictionary.corrections(wrong) == tuple(rights.split(","))


@given(st.text(max_size=20))
def test_look_up_never_raises(word: str) -> None:
    found = english()
    assert found.knows(word) in (True, False)
    assert isinstance(found.corrections(word), tuple)
    assert isinstance(nearest(word, found), list)


def test_strange_words_each_time_in_order(dictionary: Dictionary) -> None:
    scanner = Scanner(dictionary)
    prose = "Our privcay, your *privcay*. The privcays of\x02 re\x02cieve\0" * 20
    for _ in range(2):  # the second time from memory
        found = scanner.scan(prose, chunks(prose)).strange
        assert [w.text for w in found] == ["privcay", "privcay", "privcays", "recieve"] * 20
        assert all(prose[w.start : w.end].replace("\x02", "") == w.text for w in found)


@given(st.text(alphabet="abc xyz\0\x02-'.thequick"))
def test_the_fast_way_finds_what_the_slow_way_finds(prose: str) -> None:
    found = english()
    slow = [word for word in words(prose) if not found.knows_in_place(word)]
    assert SCANNER.scan(prose, chunks(prose)).strange == slow


# what lies near


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("privcay", "privacy"),
        ("explanition", "explanation"),
        ("securty", "security"),
        ("disapearing", "disappearing"),
        ("revokable", "revocable"),
        ("Langauge", "Language"),
        ("accessability", "accessibility"),
    ],
)
def test_nearest(dictionary: Dictionary, wrong: str, right: str) -> None:
    assert nearest(wrong, dictionary)[0] == right


def test_nearest_knows_the_sites_own_words(dictionary: Dictionary) -> None:
    assert nearest("fruzzbox", dictionary, {"frozzbox"}) == ["frozzbox"]


def test_nearest_is_bounded(dictionary: Dictionary) -> None:
    start = time.process_time()
    assert nearest("a" * 1_000_000, dictionary) == []
    assert frequent_neighbours("a" * 1_000_000, dictionary) == []
    assert len(nearest("boks", dictionary)) <= 5
    assert nearest("", dictionary) == []
    assert time.process_time() - start < 1


def test_frequent_neighbours(dictionary: Dictionary) -> None:
    assert frequent_neighbours("privcay", dictionary) == ["privacy"]
    assert frequent_neighbours("revokable", dictionary) == []


LETTERS = st.text(alphabet="abcd", max_size=7)


@given(LETTERS, LETTERS)
def test_distance_agrees_with_edits(a: str, b: str) -> None:
    assert distance(a, b, 3) == distance(b, a, 3)
    assert distance(a, b, 2) == min(distance(a, b, 7), 3)
    if a == b:
        assert distance(a, b, 2) == 0
    else:
        assert (distance(a, b, 1) == 1) == (b in set(one_edit_away(a)))


def test_in_case_of() -> None:
    assert in_case_of("TEH", "the") == "THE"
    assert in_case_of("Teh", "the") == "The"
    assert in_case_of("github", "GitHub") == "GitHub"


# why a strange word may be right

REASONS = [
    ("We met Florkian there.", "Florkian", Reason.NAME),
    ("It was R. Loomisk again.", "Loomisk", Reason.NAME),
    ("Florkian Vashtu", "Florkian", Reason.PEOPLE),
    ("Seperate Adress", "Seperate", Reason.NAME),
    ("The XQPF and its peers.", "XQPF", Reason.ACRONYM),
    ("Two XQPFs were sold.", "XQPFs", Reason.ACRONYM),
    ("A tool named fooBarly helps.", "fooBarly", Reason.IDENTIFIER),
    ("In chapter xxvii we go.", "xxvii", Reason.ROMAN),
    ("Well grrr to that.", "grrr", Reason.INTERJECTION),
    ("It was soooo good.", "soooo", Reason.INTERJECTION),
    ("Thanks (florkian) for all.", "florkian", Reason.ALONE),
    ("florkian: mend the tool", "florkian", Reason.LABEL),
    ("done by florkian vashtu today", "florkian", Reason.COMPANY),
    ("wir haben keine gelegenheit gesucht", "gelegenheit", Reason.COMPANY),
    ("Their privcay is gone.", "privcay", None),
    ("Privcay is gone.", "Privcay", None),
    ("Now Disapearing is known.", "Disapearing", Reason.NAME),
    ("We recieve securty.", "securty", None),
    ("A long commmand helps.", "commmand", None),
]


@pytest.mark.parametrize(("prose", "text", "reason"), REASONS)
def test_why_right(dictionary: Dictionary, prose: str, text: str, reason: Reason | None) -> None:
    (word,) = [w for w in words(prose) if w.text == text]
    assert why_right(word, prose, dictionary) == reason


def test_capitals_of_a_heading_in_title_case_tell_nothing(dictionary: Dictionary) -> None:
    prose = "The Privcay Of Every Reader"
    word = list(words(prose))[1]
    assert why_right(word, prose, dictionary) == Reason.NAME
    assert why_right(word, prose, dictionary, heading=True) is None


# the affix expander, with a dictionary of our own

AFF = """\
SET UTF-8
FLAG long
NEEDAFFIX !!
FORBIDDENWORD xx
ONLYINCOMPOUND cc
NOSUGGEST hh
PFX Un Y 1
PFX Un 0 un .
PFX Lo N 1
PFX Lo 0 lo .
SFX Er Y 3
SFX Er e er/Ss e
SFX Er y ier [^aeiou]y
SFX Er 0 er [^ey]
SFX Ss Y 1
SFX Ss 0 s .
"""


def forms(dic: str, aff: str = AFF) -> set[str]:
    return {form.word for form in expand(Affixes(aff.splitlines()), dic.splitlines())}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("tree", {"tree"}),
        ("bake/ErUn", {"bake", "baker", "bakers", "unbake", "unbaker", "unbakers"}),
        ("tidy/Er", {"tidy", "tidier"}),
        ("play/Er", {"play"}),
        ("mill/LoSs", {"mill", "mills", "lomill"}),
        ("wind/!!Ss", {"winds"}),
        ("spoil/xxSs", set()),
        ("th/cc", set()),
        ("and\\/or/Ss", {"and/or", "and/ors"}),
        ("fox po:noun", {"fox"}),
    ],
)
def test_expander(entry: str, expected: set[str]) -> None:
    assert forms(f"1\n{entry}\n") == expected


def test_expander_reads_aliases_and_hidden_words() -> None:
    aff = "AF 2\nAF S\nAF SH\nNOSUGGEST H\nSFX S Y 1\nSFX S 0 s .\n"
    found = set(expand(Affixes(aff.splitlines()), ["2", "cow/1", "oaf/2"]))
    assert {(f.word, f.hidden) for f in found} == {("cow", False), ("cows", False), ("oaf", True), ("oafs", True)}


def test_expander_names_the_bad_line() -> None:
    with pytest.raises(HunspellError, match="line 2"):
        Affixes(["SFX S Y 1", "SFX S 0"])


# the data


def test_misspellings_are_sorted_and_wrong(dictionary: Dictionary) -> None:
    lines = (DATA / "misspellings.txt").read_text(encoding="utf-8").splitlines()
    keys = [line.partition("->")[0] for line in lines]
    assert keys == sorted(set(keys), key=str.encode)
    assert not [key for key in keys if dictionary.knows(key)]
    assert all(right for line in lines for right in line.partition("->")[2].split(","))


def test_our_own_words_are_sorted() -> None:
    first, *lines = (DATA / "additions.dic").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert int(first) == len(lines)


def test_licences_stand_beside_the_data() -> None:
    names = {path.name for path in DATA.iterdir()}
    sources = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    for name in ["english-american", "english-british", "dict-en-common-misspellings", "dict-software-terms"]:
        assert f"{name}.LICENSE" in names
    assert "CC BY-SA 4.0" in sources
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 6_000_000


def test_a_broken_installation_is_named(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match="cannot be read"):
        open_dictionary(tmp_path, "english", ENGLISH)
    for name in ("english.trie", "misspellings.txt"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    (tmp_path / "english.marks").write_bytes(b"short")
    with pytest.raises(DictionaryError, match="damaged"):
        open_dictionary(tmp_path, "english", ENGLISH)
