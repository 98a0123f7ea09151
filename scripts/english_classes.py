"""Which common English words are verbs, nouns or adjectives: from the index of WordNet, and our words of computing.

A line of word-classes.txt is a word, a space and its class, one letter; lint/spelling/word_classes.py tells what the
letters mean.
"""

# ruff: noqa: SIM905  (a row of words is easier to read and to extend)
from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from word_packages import Package

# Uses among 51 million words of film subtitles, from which on a word is common enough to be of use here.
COMMON_VERB_ONLY, COMMON_VERB, COMMON_NOUN, COMMON_ADJECTIVE = 15, 60, 150, 250
OFTEN = 3
"""Uses in WordNet's own tagged texts that make up for few uses in film."""
MOSTLY = 20
"""How many times more often WordNet's texts have a verb than the noun or adjective that is written like it."""

# Our own: what the subtitles lack, and what WordNet counts otherwise than technical texts do.
VERBS_ONLY = """
    allocate anonymize append authenticate authorise backport canonicalize concatenate containerize customise
    deallocate decrypt deduplicate deprecate dereference deserialize disallow encapsulate encrypt instantiate
    interoperate invalidate iterate normalise onboard optimise parallelize parameterize parse prioritise recompile
    refactor reimplement renormalize require reuse send serialise speed summarise tokenize uninstall unset upgrade
    utilise visualise
""".split()
# Verbs that technical texts use as nouns ("an install", "the merge", "a must"), or as names.
ALSO_NOUNS = """
    ask become bob bury chevy commit compile connect deploy describe detect diff download except expect export fetch
    harry hash import include insert install invoke josh listen lookup matt merge misc publish quit recover redirect
    redo reference refresh reject reload rename render replace rewind resolve rob select serve share sic spend split
    spawn speed stat subscribe sync thank undo unpack update upgrade upload upsert use validate verify welch commute
    append override overlap unset reuse rid rewrite rebuild reboot receive accept recommend diddle sever unite
    please suppose behold beware bench catch debug decode dig drag draw drill dump encode exhibit find go hang hug
    jump join kill let monitor move offset parse pick puzzle quote raise recall redeploy reduce reinstall restart
    restore rework say search see slam slash spin transform try wait win write cite conn birdie mosh mar pat prise
    primp dart croon creep boil dip cascade disconnect embed emit enter exit flag glean hash intercept invite lag
    log meet order pause push repeat reset scan shuffle skip snap start stop subset swap toggle trap traverse unlock
    walk wrap allot combine commend borrow build lift refactor live mean try spare lower manifest
""".split()
# Nouns or names in the base form, yet with -s they are nothing but verbs.
THIRD_IS_A_VERB = """
    accept alias become describe detect enter find go hang include insert invoke join let raise receive recommend reduce
    reject resolve restore retrieve say see select serve suppose thank traverse unpack use validate verify win write
""".split()
# Nouns in WordNet ("IT", "the who"), yet never in a text.
FUNCTION_WORDS = """
    about above after all am an and any as at be because before below beside between both but by can could did do
    does each either else ever every few for from had has have he her here him his how i if in into is it its just
    me more most much my no none nor not now of off on one only onto or other our ours out over own per she should
    since so some such than that the their them then there these they this those through thus till to too under
    until up upon us very via was we were what when where whether which while who whom whose why will with within
    without would yes yet you your outside inside else ok okay today must may might shall ought dare
    two three four five six seven eight nine ten eleven twelve hundred thousand
""".split()
NOUNS_ONLY = """
    algorithm annotation api app attribute backend binary blog browser bug byte callback certificate class cluster
    codebase compiler component config container contributor core crate daemon database dataset dependency developer
    device directory dashboard domain driver editor element endpoint enum environment exception executable extension
    file folder framework frontend gateway header heuristic identifier iteration implementation instance integer
    interface interpreter iterator kernel keyword language lambda lattice library maintainer maker matrix method
    metric middleware migration module namespace node notification object operator option package parameter parser
    participant password permission pipeline plugin pointer policy prerequisite programmer project property protocol
    registry regex repo repository requirement runtime script server service setting sidebar site snippet solver
    struct subdomain subscriber syntax system template tensor terminal thread tool toolchain trait tutorial type
    typo url user variable vector version vulnerability warning webhook website widget workflow workload workspace
""".split()


def lemmas(wordnet: Path, part: str) -> set[str]:
    """The words of one part of speech that are plain lower-case letters."""
    lines = (wordnet / "dict" / f"index.{part}").read_text(encoding="utf-8").splitlines()
    words = {line.partition(" ")[0] for line in lines if not line.startswith(" ")}
    return {word for word in words if re.fullmatch(r"[a-z]{2,}", word)}


def plural(noun: str) -> str:
    """The regular plural."""
    if re.search(r"(?:s|x|z|ch|sh)\Z", noun):
        return noun + "es"
    return noun[:-1] + "ies" if re.search(r"[^aeiou]y\Z", noun) else noun + "s"


class Lexicon:
    """WordNet's words by their parts of speech, and how often each is used."""

    def __init__(self, packages: Mapping[str, Sequence[Package]]) -> None:
        [frequencies], [source] = packages["frequencies"], packages["word-classes"]
        wordnet = source.folder
        self.verbs, self.nouns, self.adjectives = (lemmas(wordnet, part) for part in ("verb", "noun", "adj"))
        self.adverbs = lemmas(wordnet, "adv")
        self.spoken = Counter[str]()
        for entry in json.loads(frequencies.text("index.json")):
            self.spoken[entry["word"].lower()] += entry["count"]
        self.tagged = Counter[tuple[str, str]]()
        for line in (wordnet / "dict" / "index.sense").read_text(encoding="utf-8").splitlines():
            key, _, _, count = line.split()
            word, _, rest = key.partition("%")
            self.tagged[word, rest[0]] += int(count)

    def only_a_verb(self, word: str) -> bool:
        if word not in self.nouns | self.adjectives:
            return True
        verb = self.tagged[word, "2"]
        return verb >= 5 and verb >= MOSTLY * sum(self.tagged[word, part] for part in "1345")

    def only_a_noun(self, word: str) -> bool:
        """A noun with a plural of its own, and no verb."""
        if word not in self.nouns or plural(word) in self.nouns | self.verbs:
            return False
        return word not in self.verbs and self.spoken[plural(word)] > 0

    def classes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for word in self.adjectives - self.verbs - self.nouns:
            if self.spoken[word] >= COMMON_ADJECTIVE:
                found[word] = "a"
        for word in self.nouns:
            if self.only_a_noun(word) and self.spoken[word] + self.spoken[plural(word)] >= COMMON_NOUN:
                found[word] = "n"
        for word in self.verbs:
            only = self.only_a_verb(word)
            if word in self.adverbs and not only:
                continue  # "still", "even", "back": hardly ever the verb
            if self.spoken[word] >= (COMMON_VERB_ONLY if only else COMMON_VERB) or self.tagged[word, "2"] >= OFTEN:
                found[word] = "V" if only else "x" if word in self.adjectives else "v"
        for word in [word for word, kind in found.items() if kind == "V" and re.search(r"[iy]ze\Z", word)]:
            found[word[:-2] + "se"] = "V"
        for word in FUNCTION_WORDS:
            found.pop(word, None)
        found |= dict.fromkeys(VERBS_ONLY, "V") | dict.fromkeys(NOUNS_ONLY, "n")
        found |= {word: "x" if word in self.adjectives else "v" for word in ALSO_NOUNS}
        return found | dict.fromkeys(THIRD_IS_A_VERB, "w")

    def write(self, folder: Path) -> int:
        """word-classes.txt; returns the number of its words."""
        lines = [f"{word} {kind}\n" for word, kind in sorted(self.classes().items())]
        (folder / "word-classes.txt").write_text("".join(lines), encoding="utf-8")
        return len(lines)
