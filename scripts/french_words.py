"""French, in the spelling of before and after the reform of 1990."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from french_classes import classes_of
from marked_words import DATA, SPOKEN_WORDS, Words, own_entries, own_forms, spoken_level
from word_packages import Package, forms

from lint.spelling import dictionary as marks
from lint.spelling.affixes import Affixes
from lint.spelling.french_classes import OTHER


class French(Words):
    """French, spelt as before and after the reform of 1990. Every word has the mark AMERICAN: it is listed."""

    def __init__(self, packages: Mapping[str, list[Package]]) -> None:
        super().__init__()
        package = packages["french"][0]
        frequencies = packages["word-frequencies"][0]
        self.levels = self.read_levels(json.loads(frequencies.text(frequencies.files[0])))
        self.counts[frequencies.name] = len(self.levels)
        affixes, entries = package.hunspell()
        drop_elisions(affixes)
        found = {word: hidden for word, hidden in forms(affixes, entries).items() if self.is_word(word, hidden=hidden)}
        self.counts[package.name] = len(found)
        self.add_listed(found)
        own = own_forms("additions-fr.dic", affixes)
        self.counts["additions-fr.dic"] = len(own)
        self.classes = classes_of(affixes, [*entries, *own_entries("additions-fr.dic")])
        for word in sorted(self.marks):
            new = reformed(word, found)
            self.marks[new] |= self.marks[word]
            self.classes[new] |= self.classes[word]
        for word in own:
            self.marks[word] |= marks.AMERICAN
            self.levels[word.lower()] = max(marks.FREQUENT, self.levels.get(word.lower(), 0))
        self.set_levels()

    def read_levels(self, uses: dict[str, int]) -> dict[str, int]:
        """Lower-case word → 0 to 15, from its uses in film subtitles; the scale is that of English."""
        scale = SPOKEN_WORDS / sum(uses.values())
        joined: Counter[str] = Counter()
        for word, count in uses.items():
            # The subtitles write no ligatures; the dictionary has nothing but.
            joined[re.sub("oe(?=[iu])|^oe", "œ", word)] += count
        unseen = min(uses.values())  # what stands for a word of another list that the subtitles do not hold
        return {
            word: 1 if count <= unseen else min(15, round(spoken_level(count * scale)))
            for word, count in joined.items()
        }

    def is_word(self, word: str, *, hidden: bool) -> bool:
        """Whether this is made of letters, and no unit or abbreviation that could hide a slip."""
        letters = "A-Za-zÀ-ÖØ-öø-\u017f"
        if not re.fullmatch(f"[{letters}]+(?:['-][{letters}]+)*'?", word):
            return False
        return not (hidden and word.islower() and len(word) > 2 and self.levels.get(word, 0) < marks.FREQUENT)

    def add_listed(self, found: dict[str, bool]) -> None:
        """Words as listed; of compounds only those that are not known by their parts.

        What begins three compounds or more is a part that may stand before any word ("socio-"), if it is none itself.
        """
        simple = {word for word in found if "-" not in word}
        starts: Counter[str] = Counter()
        for word in found.keys() - simple:
            starts.update({part for part in word.split("-")[:-1] if not is_cased(part, simple)})
        parts = {part for part, count in starts.items() if count > 2 and part.islower() and part.isalpha()}
        parts |= set((DATA / "parts-fr.txt").read_text(encoding="utf-8").split())
        for word, hidden in found.items():
            *first, last = word.split("-")
            if first and is_cased(last, simple) and all(part in parts or is_cased(part, simple) for part in first):
                continue
            self.marks[word] |= marks.AMERICAN | (marks.HIDDEN if hidden else 0)
        self.add_parts(sorted(parts))

    def write(self, folder: Path) -> None:
        """french.trie, french.marks and french.classes."""
        numbers = self.write_trie(folder, "french")
        self.write_table(folder / "french.classes", {word: self.classes[word] or OTHER for word in numbers}, numbers)


def reformed(word: str, known: dict[str, bool]) -> str:
    """The spelling that the reform of 1990 allows for a French word, often its own.

    The circumflex on i and u goes, except where an ending of the verb has it or another word would come of it; the
    diaeresis of "ambiguë" moves; a verb such as "céder", which is to be `known`, follows "lever" in its future.
    """
    if not word.islower():
        return word
    ending = re.search("[^ao][îû]t$|[îû](?:mes|tes|nmes|ntes|nt)$", word)
    if not ending and not re.search("^(?:re|dé)?cr[îû]|^jeûn|^[dms]ûrs?$", word):
        word = word.replace("î", "i").replace("û", "u")
    word = re.sub("gu([ëï])", lambda found: "gü" + {"ë": "e", "ï": "i"}[found[1]], word)
    word = re.sub("^((?:dé)?r)églement", r"\1èglement", word)
    future = re.search("(?<!^)é([bcdfghjklmnpqrstvxz]+u?er)(?:ai[st]?|as?|ons|ez|ont|ions|iez|aient)$", word)
    if future and word[: future.end(1)] in known:
        word = word[: future.start()] + "è" + word[future.start() + 1 :]
    return word


def is_cased(word: str, known: set[str]) -> bool:
    """Whether a word is known as written, or without the capital of its beginning."""
    return word in known or (word == word.capitalize() and word.lower() in known)


def drop_elisions(affixes: Affixes) -> None:
    """Leaves out the prefixes that put "l'", "qu'" and the like before a word: the reader takes them off."""
    for flag, known in affixes.by_flag.items():
        affixes.by_flag[flag] = [affix for affix in known if affix.suffix or "'" not in affix.add]
