"""Where hunspell dictionaries are found, and how they are kept: the cache, its faults, and hunspell itself."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hunspell_dictionaries import knows, write

from lint.world import hunspell_cache
from lint.world.cache_folder import cache_folder
from lint.world.dictionary_error import DictionaryError
from lint.world.hunspell_cache import Expanded, load
from lint.world.hunspell_checker import Hunspell
from lint.world.hunspell_files import DictionaryFiles
from lint.world.hunspell_folders import find

PLURAL = "SFX S Y 1\nSFX S 0 s ."
COMPOUND = f"TRY abc\nCOMPOUNDFLAG C\nCOMPOUNDMIN 2\n{PLURAL}"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def files(tmp_path: Path) -> DictionaryFiles:
    return write(tmp_path / "d", PLURAL, ["tree/S", "bush"])


@pytest.fixture
def compounds(tmp_path: Path) -> DictionaryFiles:
    return write(tmp_path / "c", COMPOUND, ["haus/C", "boot/CS"])


class Built:
    """Counts how often a dictionary was opened the long way."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, _: DictionaryFiles) -> None:
        self.times += 1


# the cache


def test_written_out_once(files: DictionaryFiles, cache: Path) -> None:
    built = Built()
    for _ in range(3):
        found = load(files, cache, built)
        assert isinstance(found, Expanded)
        assert knows(found, "trees")
        assert not knows(found, "bushs")
        assert len(found.marks) == 3
    assert built.times == 1
    assert {path.suffix for path in cache.iterdir()} == {".trie", ".marks", ".json"}


def test_judged_by_hunspell_without_reading_the_files_again(
    compounds: DictionaryFiles, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(compounds, cache)
    monkeypatch.setattr(hunspell_cache, "parse", None)
    second = load(compounds, cache)
    for found in (first, second):
        assert isinstance(found, Hunspell)
        assert [word for word in ("hausboot", "boots", "hausbot") if found.knows(word)] == ["hausboot", "boots"]
        assert "boot" in found.suggest("boota")
    (quick,) = cache.glob("*.aff")
    assert "TRY" not in quick.read_text(encoding="utf-8")
    assert "COMPOUNDFLAG C" in quick.read_text(encoding="utf-8")


def test_the_same_content_elsewhere_is_the_same_entry(files: DictionaryFiles, cache: Path, tmp_path: Path) -> None:
    load(files, cache)
    built = Built()
    assert knows(load(write(tmp_path / "e", PLURAL, ["tree/S", "bush"], name="en_XX"), cache, built), "trees")
    assert built.times == 0


@pytest.mark.parametrize("older", [False, True])
def test_a_change_of_the_files_is_seen(files: DictionaryFiles, cache: Path, older: bool) -> None:
    load(files, cache)
    before = files.dic.stat()
    files.dic.write_text("2\nbree/S\nbush\n", encoding="utf-8")  # of the same size
    if older:
        os.utime(files.dic, ns=(before.st_atime_ns, before.st_mtime_ns))
    found = load(files, cache)
    assert knows(found, "brees")
    assert not knows(found, "trees")


def test_another_format_is_another_entry(files: DictionaryFiles, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(files, cache)
    monkeypatch.setattr(hunspell_cache, "_FORMAT", "999")
    built = Built()
    load(files, cache, built)
    assert built.times == 1


@pytest.mark.parametrize("ending", ["trie", "marks", "json"])
@pytest.mark.parametrize("damage", ["cut", "emptied", "flipped", "replaced", "removed", "folder"])
def test_a_damaged_entry_is_made_anew(files: DictionaryFiles, cache: Path, ending: str, damage: str) -> None:
    load(files, cache)
    (path,) = (path for path in cache.glob(f"*.{ending}") if not path.name.startswith("at-"))
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.unlink()
    if damage == "folder":
        path.mkdir()
    elif damage != "removed":
        flipped = whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :]
        path.write_bytes({"cut": whole[:-1], "emptied": b"", "flipped": flipped, "replaced": b"x" * 100}[damage])
    built = Built()
    found = load(files, cache, built)
    assert built.times == 1
    assert [word for word in ("tree", "trees", "bush", "bushs", "tre") if knows(found, word)] == [
        "tree",
        "trees",
        "bush",
    ]
    if damage != "folder":
        assert path.read_bytes() == whole


@pytest.mark.parametrize("text", ["", "{}", '{"state": [1], "key": "../../x"}', "\xff", '{"state": "x", "key": 1}'])
def test_a_damaged_stamp_does_no_harm(files: DictionaryFiles, cache: Path, text: str) -> None:
    load(files, cache)
    (stamp,) = cache.glob("at-*.json")
    stamp.write_bytes(text.encode("latin-1"))
    built = Built()
    assert knows(load(files, cache, built), "trees")
    assert built.times == 0  # the content tells


@pytest.mark.parametrize("ending", ["aff", "dic"])
def test_a_damaged_copy_for_hunspell_is_made_anew(compounds: DictionaryFiles, cache: Path, ending: str) -> None:
    load(compounds, cache)
    (path,) = cache.glob(f"*.{ending}")
    path.write_bytes(b"")
    found = load(compounds, cache)
    assert isinstance(found, Hunspell)
    assert found.knows("hausboot")
    assert path.read_bytes() != b""


@pytest.mark.parametrize("kind", ["folder is a file", "nothing can be written", "no cache"])
def test_without_a_cache(
    files: DictionaryFiles, compounds: DictionaryFiles, cache: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    if kind == "folder is a file":
        cache.write_bytes(b"")
    elif kind == "nothing can be written":
        monkeypatch.setattr(hunspell_cache, "write_bytes", refuse)
    place = None if kind == "no cache" else cache
    built = Built()
    for _ in range(2):
        assert knows(load(files, place, built), "trees")
        assert knows(load(compounds, place, built), "hausboot")
    assert built.times == 4
    assert not cache.is_dir() or list(cache.iterdir()) == []


def _load(where: tuple[DictionaryFiles, Path]) -> list[bool]:
    found = load(*where)
    return [knows(found, word) for word in ("tree", "trees", "bushs")]


def test_several_processes_at_once(files: DictionaryFiles, cache: Path) -> None:
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert pool.map(_load, [(files, cache)] * 12, chunksize=1) == [[True, True, False]] * 12
    assert all(not path.name.startswith(".") for path in cache.iterdir())
    assert _load((files, cache)) == [True, True, False]


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x/y"}, "/x/y/copydesk"),
        ("linux", {}, "/home/me/.cache/copydesk"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/me/.cache/copydesk"),
        ("darwin", {}, "/home/me/Library/Caches/copydesk"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/copydesk"),
        ("win32", {}, None),
    ],
)
def test_where_the_cache_is(
    platform: str, environment: dict[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/me", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert cache_folder() == (Path(folder) if folder else None)


# hunspell itself


def test_words_that_no_dictionary_can_have(compounds: DictionaryFiles) -> None:
    hunspell = Hunspell(compounds)
    for word in ("", "haus\0", "haus\udc80", "boot" * 30, "漢" * 50):
        assert not hunspell.knows(word)
        assert isinstance(hunspell.suggest(word), list)


def test_what_one_process_opened_its_forks_can_ask(compounds: DictionaryFiles) -> None:
    hunspell = Hunspell(compounds)
    assert hunspell.knows("hausboot")
    _opened.append(hunspell)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(_ask, ["hausboot", "hausbot", "boots"]) == [True, False, True]


_opened: list[Hunspell] = []


def _ask(word: str) -> bool:
    return _opened[-1].knows(word)


def test_it_writes_nothing(compounds: DictionaryFiles, tmp_path: Path) -> None:
    probe = (
        "import sys; from pathlib import Path; from lint.world.hunspell_cache import load; "
        "from lint.world.hunspell_files import DictionaryFiles; "
        "found = load(DictionaryFiles(Path(sys.argv[1]), 'xx')); "
        "assert 'hunspell' not in sys.modules; print(found.knows('hausboot'), found.suggest('bot'))"
    )
    home = tmp_path / "home"
    home.mkdir()
    before = sorted(compounds.folder.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-c", probe, str(compounds.folder)],
        cwd=home,
        env={"HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": str(Path(hunspell_cache.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("True ['boot'")
    assert done.stderr == ""
    assert list(home.iterdir()) == []
    assert sorted(compounds.folder.rglob("*")) == before


def test_the_error_when_it_is_not_installed(compounds: DictionaryFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hunspell", None)
    with pytest.raises(DictionaryError, match="chunspell, which is not installed"):
        Hunspell(compounds).knows("haus")


def test_a_path_of_any_letters(tmp_path: Path) -> None:
    found = load(write(tmp_path / "mes dictionnaires à moi 漢字", COMPOUND, ["haus/C", "boot/C"], name="de.neu"))
    assert knows(found, "hausboot")


# finding them


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An only standard folder."""
    monkeypatch.setattr("lint.world.hunspell_folders._OFFICES", ())
    monkeypatch.setattr("lint.world.hunspell_folders._BROWSERS", ())
    monkeypatch.setattr("lint.world.hunspell_folders._BELOW_DATA", ())
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setenv("DICPATH", str(folder))
    return folder


def put(folder: Path, *names: str) -> None:
    for name in names:
        write(folder, "", ["word"], name)


@pytest.mark.parametrize(
    ("language", "there", "found"),
    [
        ("de", "de_AT de_CH de_DE de_DE_frami", "de_DE"),
        ("de", "de_AT de_DE_frami", "de_DE_frami"),
        ("de", "de_AT de_CH", "de_AT"),
        ("de", "de de_DE", "de"),
        ("de-CH", "de_AT de_CH de_DE", "de_CH"),
        ("de-CH", "de_AT de_DE", "de_DE"),
        ("DE_ch", "de-CH de_DE", "de-CH"),
        ("pt-BR", "pt_BR pt_PT", "pt_BR"),
        ("pt", "pt_BR pt_PT", "pt_PT"),
        ("sv", "sv_FI sv_SE", "sv_SE"),
        ("no", "nb_NO nn_NO", "nb_NO"),
        ("sr", "sr_Latn_RS sr_RS", "sr_RS"),
        ("sr-Latn", "sr_Latn_RS sr_RS", "sr_Latn_RS"),
        ("sr-Latn", "sr_RS", None),
        ("ca-valencia", "ca ca_ES-valencia", "ca_ES-valencia"),
        ("ca", "ca_ES ca_ES-valencia", "ca_ES"),
        ("de", "de_med", None),
        ("de", "den deu_DE", None),
        ("nonsense", "de_DE", None),
        ("", "de_DE", None),
    ],
)
def test_the_nearest_dictionary_is_found(shelf: Path, language: str, there: str, found: str | None) -> None:
    put(shelf, *there.split())
    files = find(language, {})
    assert (files and files.name) == found


def test_both_files_must_be_there(shelf: Path) -> None:
    put(shelf, "de_AT")
    (shelf / "de_DE.dic").touch()
    (shelf / "de_CH.aff").touch()
    (shelf / "de.aff").mkdir()
    (shelf / "de.dic").mkdir()
    files = find("de", {})
    assert files
    assert (files.aff, files.dic) == (shelf / "de_AT.aff", shelf / "de_AT.dic")


def test_the_nearer_folder_wins_among_equals_and_the_better_name_among_folders(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = tmp_path / "near"
    put(near, "de_DE", "fr_BE")
    put(shelf, "de_DE", "fr_FR")
    monkeypatch.setenv("DICPATH", os.pathsep.join([str(tmp_path / "nowhere"), str(near), str(shelf)]))
    assert find("de", {}) == DictionaryFiles(near, "de_DE")
    assert find("fr", {}) == DictionaryFiles(shelf, "fr_FR")


def test_standard_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DICPATH", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "share"))
    put(tmp_path / "share" / "myspell" / "dicts", "qaa_QA")  # a tag that stands for no language
    assert find("qaa", {}) == DictionaryFiles(tmp_path / "share/myspell/dicts", "qaa_QA")
    put(tmp_path / "home" / ".local" / "share" / "hunspell", "qaa_QA")
    assert find("qaa", {}) == DictionaryFiles(tmp_path / "home/.local/share/hunspell", "qaa_QA")


@pytest.mark.parametrize("path", ["own/de_DE", "own/de_DE.aff", "own/de_DE.dic", "own", "own/.."])
def test_a_configured_path_comes_first(shelf: Path, tmp_path: Path, path: str) -> None:
    put(shelf, "de_DE")
    put(tmp_path / "own", "de_DE")
    assert find("de-AT", {"de": tmp_path / path, "fr": tmp_path}) is not None
    found = find("de-AT", {"de": tmp_path / path})
    assert found
    assert found.aff.samefile(tmp_path / "own" / "de_DE.aff")


def test_the_nearest_configured_language(tmp_path: Path) -> None:
    put(tmp_path, "one", "two")
    configured = {"de-CH": tmp_path / "one", "de": tmp_path / "two"}
    found = [find(language, configured) for language in ("de-CH", "de", "de-AT")]
    assert [files and files.name for files in found] == ["one", "two", "two"]
    assert find("de", {"de-CH": tmp_path / "one"}) == DictionaryFiles(tmp_path, "one")


def test_the_only_dictionary_of_a_configured_folder_may_be_called_anything(tmp_path: Path) -> None:
    put(tmp_path, "index")
    assert find("de", {"de": tmp_path}) == DictionaryFiles(tmp_path, "index")


@pytest.mark.parametrize(
    ("path", "message"), [("none", r"none\.aff: there is no such file"), ("empty", "no dictionary for de-CH")]
)
def test_a_configured_path_must_lead_to_a_dictionary(shelf: Path, tmp_path: Path, path: str, message: str) -> None:
    put(shelf, "de_DE")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DictionaryError, match=message):
        find("de-CH", {"de": tmp_path / path})
