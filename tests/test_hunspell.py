"""What a hunspell dictionary means: the same words by our own expansion as by hunspell itself."""

from __future__ import annotations

import contextlib
import tempfile
from itertools import product
from pathlib import Path

import pytest
from hunspell_dictionaries import knows, write
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.spelling.hunspell import Affixes, Expansion
from lint.world.dictionary_error import DictionaryError
from lint.world.hunspell_cache import Expanded, load
from lint.world.hunspell_checker import Hunspell
from lint.world.hunspell_files import DictionaryFiles

# any combination of affixes

SUFFIXES, PREFIXES = "STU", "PQ"
RESTRICTIONS = {"NEEDAFFIX": "N", "CIRCUMFIX": "C", "ONLYINCOMPOUND": "O", "FORBIDDENWORD": "X"}
TRIED = ["".join(letters) for length in range(1, 6) for letters in product("abx", repeat=length)]


@st.composite
def dictionaries(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """(lines of an affix file, entries of a word list), with few letters so that much happens to the same words.

    Each word has one entry: among homonyms, hunspell lets the first one decide. Where a word may be too short for a
    prefix's condition, that has no "not": hunspell 1.7 takes the end of the word for a letter there.
    """
    used = draw(st.lists(st.sampled_from(sorted(RESTRICTIONS)), unique=True))
    rows = [f"{name} {RESTRICTIONS[name]}" for name in used]
    rows += ["FULLSTRIP"] * draw(st.booleans())
    flags = [*SUFFIXES, *PREFIXES, *(RESTRICTIONS[name] for name in used if name != "FORBIDDENWORD")]
    chosen = st.lists(st.sampled_from(flags), max_size=3, unique=True).map(sorted).map("".join)
    for keyword, names in (("PFX", PREFIXES), ("SFX", SUFFIXES)):
        conditions = st.sampled_from([".", ".", "a", "[ab]", "ab", "x"])
        if keyword == "SFX" or "FULLSTRIP" not in rows:
            conditions |= st.sampled_from(["[^a]", "[^x]", "[^b]b"])
        strips, adds = st.sampled_from(["0", "0", "a", "b", "ab"]), st.sampled_from(["0", "x", "xa", "bx"])
        for name in names:
            count = draw(st.integers(1, 2))
            rows.append(f"{keyword} {name} {draw(st.sampled_from('YYN'))} {count}")
            for _ in range(count):
                more = draw(chosen)
                added = draw(adds) + (f"/{more}" if more else "")
                rows.append(f"{keyword} {name} {draw(strips)} {added} {draw(conditions)}")
    if "FORBIDDENWORD" in used:
        flags.append("X")
    words = st.text("ab", min_size=1, max_size=3)
    entries = draw(st.dictionaries(words, st.lists(st.sampled_from(flags), max_size=4, unique=True), min_size=1))
    return rows, [f"{word}/{''.join(sorted(names))}" if names else word for word, names in entries.items()]


@settings(max_examples=300)
@given(dictionaries())
def test_expansion_means_what_hunspell_means(dictionary: tuple[list[str], list[str]]) -> None:
    rows, entries = dictionary
    with tempfile.TemporaryDirectory() as name:
        files = write(Path(name), "\n".join(rows), entries)
        found = load(files)
        if isinstance(found, Hunspell):
            return
        hunspell = Hunspell(files)
        words = {*TRIED, *found.words.keys()}
        assert {word for word in words if knows(found, word)} == {word for word in words if hunspell.knows(word)}


def test_most_combinations_are_expanded() -> None:
    """Else the test above would say nothing."""
    rows = ["NEEDAFFIX N", "CIRCUMFIX C", "PFX P Y 1", "PFX P 0 x/C .", "SFX S Y 1", "SFX S 0 x/CN ."]
    expansion = Expansion(Affixes(rows), ["1", "ab/PS"])
    assert expansion.beyond == ()
    assert {form for forms, _ in expansion.groups() for form in forms} == {"ab", "xab", "xabx"}


# feature by feature

# (affix file, entries, right words, wrong words); the first group is written out, the second is asked of hunspell
WRITTEN_OUT = {
    "suffix": ("SFX S Y 2\nSFX S 0 s [^y]\nSFX S y ies y", ["tree/S", "fly/S"], "tree trees fly flies", "flys treeies"),
    "prefix": ("PFX U Y 1\nPFX U 0 un [^u]", ["wind/U", "use/U"], "wind unwind use", "unuse"),
    "no cross product": (
        "PFX U N 1\nPFX U 0 un .\nSFX S Y 1\nSFX S 0 s .",
        ["wind/US"],
        "wind unwind winds",
        "unwinds",
    ),
    "two suffixes": (
        "SFX L Y 1\nSFX L 0 less/N .\nSFX N Y 1\nSFX N 0 ness .",
        ["care/L"],
        "care careless carelessness",
        "careness",
    ),
    "prefix that a suffix allows": (
        "PFX U Y 1\nPFX U 0 un .\nSFX B Y 1\nSFX B 0 able/U .",
        ["read/B"],
        "read readable unreadable",
        "unread",
    ),
    "suffix that a prefix allows": (
        "PFX B Y 1\nPFX B 0 be/D .\nSFX D Y 1\nSFX D 0 ed .",
        ["moon/B"],
        "moon bemoon bemooned",
        "mooned",
    ),
    "long flags": (
        "FLAG long\nSFX Aa Y 1\nSFX Aa 0 s .\nSFX Ab Y 1\nSFX Ab 0 ed .",
        ["jump/AaAb", "walk/Ab"],
        "jumps walked",
        "walks",
    ),
    "numeric flags": (
        "FLAG num\nSFX 12 Y 1\nSFX 12 0 s .\nSFX 1 Y 1\nSFX 1 0 ed .",
        ["jump/1,12", "walk/1"],
        "jumps walked",
        "walks",
    ),
    "UTF-8 flags": (
        "FLAG UTF-8\nSFX é Y 1\nSFX é 0 s .\nSFX è Y 1\nSFX è 0 ed .",
        ["jump/éè", "walk/è"],
        "jumps walked",
        "walks",
    ),
    "aliases": (
        "AF 2\nAF SD\nAF D\nSFX S Y 1\nSFX S 0 s/2 .\nSFX D Y 1\nSFX D 0 ed .",
        ["jump/1", "walk/2"],
        "jumps walked jumpsed",
        "walks",
    ),
    "circumfix": (
        "CIRCUMFIX X\nPFX G Y 1\nPFX G 0 ge/X .\nSFX T Y 2\nSFX T 0 t/XG .\nSFX T 0 te .",
        ["mach/T"],
        "mach gemacht machte",
        "macht gemachte",
    ),
    "full strip": ("FULLSTRIP\nSFX S Y 1\nSFX S go went go", ["go/S"], "go went", "gowent"),
    "no full strip": ("SFX S Y 1\nSFX S go went go", ["go/S", "ergo/S"], "go ergo erwent", "went"),
    "needs an affix": ("NEEDAFFIX N\nSFX S Y 1\nSFX S 0 s .", ["scissor/NS"], "scissors", "scissor"),
    "only in compounds, of which there are none": ("ONLYINCOMPOUND O", ["werk/O", "hand"], "hand", "werk"),
    "forbidden": (
        "FORBIDDENWORD X\nSFX S Y 1\nSFX S 0 s .",
        ["sheep/S", "ox/S", "sheeps/X", "oxs/X"],
        "sheep ox",
        "sheeps oxs",
    ),
    "typed otherwise": ("ICONV 2\nICONV ﬁ fi\nICONV ´ '", ["fish", "o'clock"], "ﬁsh fish o´clock", "ﬂsh"),
    "ignored": ("IGNORE \u0640\u064b", ["كتاب", "قل\u064bم"], "كتاب كت\u0640اب قلم", "كتا"),
    "words with digits": (
        "ONLYINCOMPOUND c\nCOMPOUNDRULE 1\nCOMPOUNDRULE n*t",
        ["0/n", "1/n", "1th/tc", "first"],
        "first",
        "1x",
    ),
    "unused keywords": ("KEEPCASE K\nCOMPOUNDFLAG C\nCOMPOUNDRULE 1\nCOMPOUNDRULE C*", ["kg"], "kg", "kgkg"),
    "slashes": ("SFX S Y 1\nSFX S 0 s .", ["km\\/h", "TCP\\/IP/S"], "km/h TCP/IP TCP/IPs", "km h"),
    "morphology": (
        "SFX S Y 1\nSFX S 0 s . is:plural",
        ["tree/S po:noun", "bush\tpo:noun", "root po:noun"],
        "trees bush root",
        "noun",
    ),
    "no ranges in brackets": ("SFX S Y 1\nSFX S 0 s [a-c]", ["spa/S", "job/S"], "spas", "jobs"),
    "abbreviation": ("", ["etc."], "etc. etc", "et"),
}
ASKED = {
    "compounds": (
        "COMPOUNDFLAG C\nCOMPOUNDMIN 3",
        ["haus/C", "boot/C", "tür"],
        "hausboot boothaus tür",
        "haustür haboot",
    ),
    "places in compounds": (
        "COMPOUNDBEGIN B\nCOMPOUNDMIDDLE M\nCOMPOUNDEND E\nONLYINCOMPOUND O",
        ["arbeits/BO", "zeit/BME", "modell/E"],
        "arbeitszeit arbeitszeitmodell zeitmodell",
        "arbeits arbeitsarbeits modellzeit",
    ),
    "compound rule": ("COMPOUNDRULE 1\nCOMPOUNDRULE A*B", ["acht/A", "zig/B"], "achtzig achtachtzig", "zigacht"),
    "capitals are kept": ("KEEPCASE K", ["kg/K", "gram"], "kg gram Gram GRAM", "Kg KG"),
    "sharp s": ("CHECKSHARPS\nKEEPCASE K", ["maß", "gruß/K"], "maß MASS", "mass"),
    "two prefixes": (
        "COMPLEXPREFIXES\nPFX A Y 1\nPFX A 0 re/B .\nPFX B Y 1\nPFX B 0 un .",
        ["do/A"],
        "do redo unredo",
        "undo",
    ),
    "forbidden with a capital": ("FORBIDDENWORD X", ["ijs", "Ijs/X", "IJs"], "ijs IJs", "Ijs"),
    "dotted i": ("LANG tr_TR", ["ırmak", "iğne"], "Irmak İğne", "Iğne"),
    "typed for nothing we can look up": ("ICONV 1\nICONV _o a", ["apfel"], "opfel apfel", "upfel"),
}


@pytest.mark.parametrize("feature", WRITTEN_OUT)
def test_feature_of_what_is_written_out(tmp_path: Path, feature: str) -> None:
    aff, entries, right, wrong = WRITTEN_OUT[feature]
    found = load(write(tmp_path, aff, entries))
    assert isinstance(found, Expanded)
    judged(found, Hunspell(DictionaryFiles(tmp_path, "xx")), right, wrong)


@pytest.mark.parametrize("feature", ASKED)
def test_feature_that_hunspell_judges(tmp_path: Path, feature: str) -> None:
    aff, entries, right, wrong = ASKED[feature]
    found = load(write(tmp_path, aff, entries))
    assert isinstance(found, Hunspell)
    judged(found, Hunspell(DictionaryFiles(tmp_path, "xx")), right, wrong)


def judged(found: Expanded | Hunspell, hunspell: Hunspell, right: str, wrong: str) -> None:
    for one in (found, hunspell):
        assert [word for word in right.split() if not knows(one, word)] == []
        assert [word for word in wrong.split() if knows(one, word)] == []


def test_flags_may_be_bytes_that_are_no_text(tmp_path: Path) -> None:
    aff = b"SET UTF-8\nNAME W\xf6rterbuch\n# von J\xfcrgen\nAF 1\nAF \xd6\xdc\nSFX \xd6 Y 1\nSFX \xd6 0 s .\n"
    files = write(tmp_path, "", ["jump/1", "walk"])
    files.aff.write_bytes(aff)
    found = load(files)
    assert isinstance(found, Expanded)
    judged(found, Hunspell(files), "jump jumps walk", "walks")


def test_what_is_elided_is_left_to_the_reader(tmp_path: Path) -> None:
    aff = "PFX L Y 3\nPFX L 0 l' [aeiou]\nPFX L 0 Dell' [aeiou]\nPFX L a l'A a"
    found = load(write(tmp_path, aff, ["arte/L", "casa"]))
    assert isinstance(found, Expanded)
    assert (sorted(found.words.keys()), found.elisions) == (["arte", "casa"], ("dell", "l"))


def test_what_must_not_be_suggested_is_marked(tmp_path: Path) -> None:
    found = load(write(tmp_path, "NOSUGGEST N\nSFX S Y 1\nSFX S 0 s .", ["damn/NS", "dam/S"]))
    assert isinstance(found, Expanded)
    assert len(found.marks) == 4
    marks = {word: found.marks[found.words.get(word) or 0] for word in ("dam", "dams", "damn", "damns")}
    assert marks == {"dam": 0x31, "dams": 0x31, "damn": 0x35, "damns": 0x35}


def test_what_may_stand_before_a_hyphen_is_kept_with_it(tmp_path: Path) -> None:
    found = load(write(tmp_path, "BREAK 3\nBREAK ^Ex-\nBREAK -\nBREAK -$", ["amigo"]))
    assert isinstance(found, Expanded)
    assert sorted(found.words.keys()) == ["amigo", "ex-"]


def test_words_come_as_a_reader_hands_them_in(tmp_path: Path) -> None:
    found = load(write(tmp_path, "", ["aujourd’hui", "cafe\u0301", "a priori", "vis-à-vis"]))
    assert isinstance(found, Expanded)
    assert sorted(found.words.keys()) == ["aujourd'hui", "café", "vis-à-vis"]


@pytest.mark.parametrize("entries", [["ab/S", "cd/S", "ef/S"], ["ab/S"] * 9000])
def test_too_many_forms_are_left_to_hunspell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entries: list[str]
) -> None:
    monkeypatch.setattr("lint.spelling.hunspell_words.LIMIT", 5)
    found = load(write(tmp_path, "SFX S Y 1\nSFX S 0 s .", entries))
    assert isinstance(found, Hunspell)
    assert found.knows("abs")


def test_the_estimate_is_near(tmp_path: Path) -> None:
    affixes = ["SFX S Y 2", "SFX S 0 s .", "SFX S a b a"]
    words = ["".join(letters) for letters in product("abcdefghij", repeat=4)]
    expansion = Expansion(Affixes(affixes), [str(len(words)), *(f"{word}/S" for word in words)])
    exact = sum(len(forms) for forms, _ in expansion.groups())
    assert exact == 21_000
    assert expansion.estimate(10**6) == pytest.approx(exact, rel=0.1)
    assert 5_000 < expansion.estimate(5_000) < exact


def test_a_form_of_a_forbidden_word_that_another_has_is_for_hunspell(tmp_path: Path) -> None:
    expansion = Expansion(Affixes(["FORBIDDENWORD X", "SFX S Y 1", "SFX S 0 s ."]), ["2", "ab/SX", "abs"])
    assert expansion.contested() == {"abs"}
    files = write(tmp_path, "FORBIDDENWORD X\nSFX S Y 1\nSFX S 0 s .", ["ab/SX", "abs"])
    assert isinstance(load(files), Hunspell)


# broken files

GOOD = "SFX S Y 1\nSFX S 0 s .\n"
BROKEN_AFFIXES = {
    "rows are missing": ("SET UTF-8\nSFX S Y 3\nSFX S 0 s .\n", 2, "2 of its rows are missing"),
    "rows are missing before others": ("SFX S Y 2\nSFX S 0 s .\nPFX U Y 1\nPFX U 0 un .\n", 1, "1 of its rows"),
    "a comment between rows": ("SFX S Y 2\nSFX S 0 s [^y]\n# flies\nSFX S y ies y\n", 1, "something is between them"),
    "an indented row": ("SFX S Y 2\nSFX S 0 s [^y]\n SFX S y ies y\nSET UTF-8\n", 1, "1 of its rows are missing"),
    "too many rows": ("SFX S Y 1\nSFX S 0 s .\nSFX S y ies y\n", 3, "number of rows"),
    "no count": ("SFX S Y\nSFX S 0 s .\n", 1, "number of rows"),
    "a row without an ending": ("SFX S Y 1\nSFX S 0\n", 2, "a value is missing after SFX"),
    "an open bracket": ("# plurals\nSFX S Y 1\nSFX S 0 s [^y\n", 3, "the bracket of the condition '[^y' is not closed"),
    "an unknown kind of flags": ("FLAG short\n", 1, "not 'short'"),
    "a flag that is no number": ("FLAG num\nSFX 1 Y 1\nSFX 1 0 s/x .\n", 3, "the flag 'x' is no number"),
    "no such alias": ("AF 1\nAF S\nSFX S Y 1\nSFX S 0 s/7 .\n", 4, "there is no flag alias '7'"),
    "an unknown encoding": ("# mine\nSET KLINGON-8\n", 2, "the encoding 'KLINGON-8' is not known"),
    "a codec that is no encoding of text": ("SET hex\n", 1, "the encoding 'hex' is not known"),
    "an encoding that affix files cannot be in": ("SET UTF-16\n", 1, "this is not utf-16"),
    "a NUL byte in a name": ("SET UTF\0-8\n", 1, "is not known"),
    "a NUL byte": ("SET UTF-8\nSFX\0S Y 1\n", 2, "a NUL byte"),
    "nothing after a keyword": ("NEEDAFFIX\n", 1, "a value is missing after NEEDAFFIX"),
}


@pytest.mark.parametrize("fault", BROKEN_AFFIXES)
def test_broken_affix_file_is_named_by_its_line(tmp_path: Path, fault: str) -> None:
    aff, line, reason = BROKEN_AFFIXES[fault]
    files = write(tmp_path, "", ["word"])
    files.aff.write_text(aff, encoding="utf-8")
    with pytest.raises(DictionaryError) as caught:
        load(files)
    assert str(caught.value).startswith(f"{files.aff}:{line}: ")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("dic", "line", "reason"),
    [
        (b"", 1, "the number of words"),
        (b"tree/S\nbush\n", 1, "the number of words should stand here, not 'tree/S'"),
        (b"3\ntree\nb\xfcsche/S\n", 3, "the byte 0xfc is not in the file's encoding"),
        (b"2\ntree\n /S\n", 3, "no word in '/S'"),
        (b"2\ntree\nbu\0sh\n", 3, "a NUL byte"),
        (b"\xff\xfe2\0\n\0", 1, "UTF-16"),
    ],
)
def test_broken_word_list_is_named_by_its_line(tmp_path: Path, dic: bytes, line: int, reason: str) -> None:
    files = write(tmp_path, GOOD, [])
    files.dic.write_bytes(dic)
    with pytest.raises(DictionaryError) as caught:
        load(files)
    assert str(caught.value).startswith(f"{files.dic}:{line}: ")
    assert reason in str(caught.value)


@pytest.mark.parametrize("ending", ["aff", "dic"])
def test_missing_file_is_named(tmp_path: Path, ending: str) -> None:
    files = write(tmp_path, GOOD, ["tree/S"])
    path = tmp_path / f"xx.{ending}"
    path.unlink()
    with pytest.raises(DictionaryError, match=r"cannot be read: No such file") as caught:
        load(files)
    assert str(path) in str(caught.value)


@settings(max_examples=200)
@given(st.sampled_from(["aff", "dic"]), st.integers(0, 200), st.integers(0, 5), st.binary(max_size=4))
def test_no_other_error_whatever_is_in_the_files(ending: str, start: int, cut: int, put: bytes) -> None:
    aff = "FLAG num\nAF 2\nAF 1,2\nAF 3\nNEEDAFFIX 3\nICONV 1\nICONV a b\nBREAK 1\nBREAK -\nSFX 1 Y 1"
    aff = f"{aff}\nSFX 1 y ies/2 [^a]y\nPFX 2 Y 1\nPFX 2 0 un ."
    with tempfile.TemporaryDirectory() as name:
        files = write(Path(name), aff, ["fly/1", "try/1\tpo:verb", "ox/2", "x\\/y"])
        path = Path(name) / f"xx.{ending}"
        whole = path.read_bytes()
        path.write_bytes(whole[:start] + put + whole[start + cut :])
        with contextlib.suppress(DictionaryError):
            load(files)


def test_long_chains_and_circles_of_affixes(tmp_path: Path) -> None:
    rows = [f"SFX {n} Y 1\nSFX {n} 0 x/{n % 3000 + 1} ." for n in range(1, 3001)]
    found = load(write(tmp_path, "\n".join(["FLAG num", *rows]), ["a/1", "b/3000"]))
    assert isinstance(found, Expanded)
    assert sorted(found.words.keys()) == ["a", "ax", "axx", "b", "bx", "bxx"]


# encodings


@pytest.mark.parametrize(
    ("name", "codec", "word"),
    [
        ("UTF-8", "utf-8-sig", "être"),
        ("ISO8859-1", "iso8859-1", "être"),
        ("ISO8859-15", "iso8859-15", "œuvre"),
        ("KOI8-R", "koi8-r", "дерево"),
        ("microsoft-cp1251", "cp1251", "дерево"),
        ("TIS620-2533", "tis-620", "ต้นไม้"),
    ],
)
@pytest.mark.parametrize("extra", ["", "COMPOUNDFLAG C\n"])
def test_encodings(tmp_path: Path, name: str, codec: str, word: str, extra: str) -> None:
    files = write(tmp_path, f"SET {name}\n{extra}{GOOD}", [f"{word}/SC", "x"], encoding=codec)
    found = load(files)
    assert isinstance(found, Hunspell if extra else Expanded)
    assert knows(found, f"{word}s")
    assert not knows(found, f"{word}q")
    assert not knows(found, "漢字")
    if isinstance(found, Hunspell):
        assert word in found.suggest(f"{word[0]}{word[2:]}")


def test_a_file_that_names_no_encoding_is_latin(tmp_path: Path) -> None:
    files = write(tmp_path, "", ["x"])
    files.aff.write_bytes(GOOD.encode())
    files.dic.write_bytes("1\r\nmaß/S\r\n".encode("latin-1"))
    assert knows(load(files), "maßs")
