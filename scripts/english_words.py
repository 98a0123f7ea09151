"""American and British English, terms of computing, and known misspellings."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from marked_words import DATA, Words, own_forms, spoken_level
from word_packages import Package, forms

from lint.spelling import dictionary as marks
from lint.spelling.nearest import one_edit_away

RARE_LENGTH = 7
"""The letters of the shortest rare word that is taken: most shorter ones are slips of common words, too."""

RARE_NEIGHBOUR = 9
"""A rare word is left out where a word of this level is one edit away.

Of all slips of the fingers in the words of technical posts (each weighed with the root of how often the word occurs),
7 % make another word of the hunspell lists anyhow. The rare words add 0.02 % with this limit and this length, 0.5 %
without them.
"""

OWN_LENGTH = 6
"""Letters; a word of our own list as long as that, which films know at all, counts as frequent in technical texts."""

LONGEST_TERM = 16
"""Letters; longer lower-case terms are identifiers that no sentence holds."""


class English(Words):
    """American and British English, terms of computing, and known misspellings."""

    def __init__(self, packages: Mapping[str, list[Package]]) -> None:
        super().__init__()
        self.packages = packages
        self.misspellings = self.read_misspellings()
        self.levels = self.read_levels()
        self.frequent = {word for word, level in self.levels.items() if level >= marks.FREQUENT}
        self.add_hunspell()
        self.add_additions()
        self.add_terms()
        self.add_rare()
        self.add_parts((DATA / "parts.txt").read_text(encoding="utf-8").split())
        self.set_levels()

    def read_misspellings(self) -> dict[str, list[str]]:
        """Wrong → the right words, as listed; the American and British lists add to the common one."""
        package = self.packages["misspellings"][0]
        listed: dict[str, list[str]] = {}
        for file in package.files:
            for definition in json.loads(package.text(file))["dictionaryDefinitions"]:
                for line in [*definition.get("flagWords", ()), *definition.get("suggestWords", ())]:
                    wrong, _, right = line.partition("->")
                    known = listed.setdefault(wrong.strip(), [])
                    known.extend(w for w in (x.strip() for x in right.split(",")) if w and w not in known)
        self.counts[package.name] = len(listed)
        return listed

    def read_levels(self) -> dict[str, int]:
        """Lower-case word → 0 to 15, how often it is written.

        Film dialogue knows few technical words, so a word that people misspell in many ways counts as often written:
        the misspellings come from source code and its documentation.
        """
        package = self.packages["frequencies"][0]
        entries = json.loads(package.text("index.json"))
        self.counts[package.name] = len(entries)
        uses: Counter[str] = Counter()
        for entry in entries:
            uses[entry["word"].lower()] += entry["count"]
        targets = Counter(right for rights in self.misspellings.values() for right in rights if len(rights) == 1)
        levels: dict[str, int] = {}
        for word in uses.keys() | targets.keys():
            written = math.log2(targets[word] + 1) * 15 / 6 if targets[word] > 1 else 0.0
            levels[word] = min(15, round(max(spoken_level(uses[word]), min(written, 8.0))))
        return levels

    def add_hunspell(self) -> None:
        """The forms of the American and the British list, possessives left to look-up."""
        for use, mark in (("hunspell-american", marks.AMERICAN), ("hunspell-british", marks.BRITISH)):
            package = self.packages[use][0]
            found = forms(*package.hunspell())
            for word, hidden in found.items():
                if word.endswith("'s") and word[:-2] in found:
                    continue
                if not any(c.isdigit() for c in word):
                    self.marks[word] |= mark | (marks.HIDDEN if hidden else 0)
            self.counts[package.name] = len(found)

    def add_additions(self) -> None:
        """Our own list: everyday words of computing and of the web, and accepted spellings."""
        affixes, _ = self.packages["hunspell-american"][0].hunspell()
        own = own_forms("additions.dic", affixes)
        for word in sorted(own | {word.lower() for word in own}):
            # A name's lower case is a command or a package, if it is nothing else.
            if word in own or word in self.marks or self.is_safe_term(word):
                self.add_term(word, own)
            if len(word) >= OWN_LENGTH and self.levels.get(word, 0) > 0:
                self.levels[word] = max(marks.FREQUENT, self.levels[word])
        self.counts["additions.dic"] = len(own)

    def add_terms(self) -> None:
        """Terms as written and in lower case (commands, packages), unless they could hide a slip.

        Those of single languages and services are no reason to take an ordinary word for a term, nor to suggest them.
        """
        for package in self.packages["terms"] + self.packages["narrow-terms"]:
            listed = package.lines()
            self.counts[package.name] = len(listed)
            narrow = package.use == "narrow-terms"
            terms = {term for term in listed if len(term) > 1 and term.isascii() and term.isalpha()}
            for word in sorted(terms | {term.lower() for term in terms}):
                if word in self.marks:
                    self.marks[word] |= 0 if narrow else marks.TERM
                elif not word.islower() or self.is_safe_term(word):
                    self.add_term(word, terms)
                    self.marks[word] |= marks.HIDDEN if narrow else 0

    def add_term(self, word: str, among: set[str]) -> None:
        """Adds a word, marked as a term; it belongs to both varieties unless `among` holds its twin."""
        self.marks[word] |= marks.TERM if word in self.marks else marks.TERM | self.varieties(word, among)

    def varieties(self, word: str, among: set[str]) -> int:
        """Both, unless the word has a twin in the other spelling: "serialise" is British, "serialize" American."""
        for ours, other, variety in (("is", "iz", marks.BRITISH), ("iz", "is", marks.AMERICAN)):
            twin = re.sub(f"{ours}(e[sdr]?|ers|ing|ations?|able)$", f"{other}\\1", word)
            if twin != word and (twin in among or twin in self.marks):
                return variety
        return marks.AMERICAN | marks.BRITISH

    def is_safe_term(self, word: str) -> bool:
        """Whether nobody who writes this may have meant a common word, or misspelt the end of it."""
        return (
            len(word) <= LONGEST_TERM
            and not any(word[at:] in self.misspellings for at in range(max(1, len(word) - RARE_LENGTH + 1)))
            and not any(near in self.frequent for near in one_edit_away(word))
        )

    def add_rare(self) -> None:
        """Rare words that the hunspell lists leave out: right, but never to be suggested."""
        package = self.packages["rare"][0]
        listed = {file: json.loads(package.text(file)) for file in package.files}
        self.counts[package.name] = sum(map(len, listed.values()))
        varieties = {"american": marks.AMERICAN, "british": marks.BRITISH}
        found: dict[str, int] = defaultdict(int)
        for file, words in listed.items():
            for word in words:
                found[word] |= varieties.get(file.partition("-")[0], marks.AMERICAN | marks.BRITISH)
        # Those already added hold no rare words yet, so that the order does not matter.
        rare = {word: mark for word, mark in found.items() if word not in self.marks and self.is_safely_rare(word)}
        for word, mark in rare.items():
            self.marks[word] = mark | marks.HIDDEN

    def is_safely_rare(self, word: str) -> bool:
        """Whether a word is long enough, and no frequent word near enough, that it hardly is a slip."""
        return (
            len(word) >= RARE_LENGTH
            and word.isascii()
            and word.isalpha()
            and word.islower()
            and word not in self.misspellings
            and word + "al" not in self.frequent  # "hypothetic"
            and self.level_nearby(word) < RARE_NEIGHBOUR
        )

    def level_nearby(self, word: str) -> int:
        """The level of the commonest word one edit away; -1 for none."""
        return max((self.levels.get(near, 0) for near in one_edit_away(word) if near in self.marks), default=-1)

    def write(self, folder: Path) -> None:
        """english.trie, english.marks and misspellings.txt."""
        for name in self.capitals:
            self.marks.pop(name.lower(), None)
        self.write_trie(folder, "english")
        kept: dict[str, list[str]] = {}
        for wrong, rights in self.true_misspellings():
            known = kept.setdefault(wrong, [])
            known.extend(right for right in rights if right not in known)
        kept |= {name.lower(): [name] for name in self.capitals}
        self.counts["misspellings.txt"] = len(kept)
        # Sorted by code point: it is read by bisection of its bytes.
        text = "".join(f"{wrong}->{','.join(kept[wrong])}\n" for wrong in sorted(kept))
        (folder / "misspellings.txt").write_text(text, encoding="utf-8")

    @cached_property
    def capitals(self) -> list[str]:
        """The names whose lower case is no word of its own, as "polish" is, but at most a rare one or a term."""
        names = (DATA / "capitals.txt").read_text(encoding="utf-8").split()
        lower = {name: self.marks.get(name.lower(), 0) for name in names}
        common = marks.AMERICAN | marks.BRITISH
        return [name for name, mark in lower.items() if not mark & common or mark & marks.HIDDEN]

    def true_misspellings(self) -> Iterator[tuple[str, list[str]]]:
        """Those that are no word, name or term of ours, in lower case, with the corrections that are."""
        for wrong, rights in sorted(self.misspellings.items()):
            lower = wrong.lower()
            if not wrong.replace("'", "").isalpha() or len(wrong) < 3:
                continue
            # "word's" is looked up without its ending.
            spellings = {wrong, lower, lower.capitalize(), lower.upper(), lower.removesuffix("'s")}
            if spellings & self.marks.keys():
                continue
            kept = [right for right in rights if self.is_known(right)]
            if kept:
                yield lower, kept

    def is_known(self, right: str) -> bool:
        """Whether all words of a correction are in the dictionary."""
        parts = right.replace("-", " ").split()
        return bool(parts) and all({part, part.lower(), part.capitalize()} & self.marks.keys() for part in parts)
