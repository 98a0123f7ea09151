"""Small hunspell dictionaries for tests: written to disk, opened, asked."""

from __future__ import annotations

from pathlib import Path

from lint.world.hunspell_cache import Expanded
from lint.world.hunspell_checker import Hunspell
from lint.world.hunspell_files import DictionaryFiles


def write(folder: Path, aff: str, dic: list[str], name: str = "xx", encoding: str = "utf-8") -> DictionaryFiles:
    """Writes NAME.aff and NAME.dic; a SET line is added where the affix file has none."""
    folder.mkdir(parents=True, exist_ok=True)
    files = DictionaryFiles(folder, name)
    head = "" if "SET " in aff else "SET UTF-8\n"
    files.aff.write_bytes(f"{head}{aff}\n".encode(encoding))
    files.dic.write_bytes("\n".join([str(len(dic)), *dic, ""]).encode(encoding))
    return files


def knows(found: Expanded | Hunspell, word: str) -> bool:
    """Whether a word is right exactly as it stands."""
    return found.knows(word) if isinstance(found, Hunspell) else found.words.get(word) is not None
