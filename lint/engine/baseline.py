"""The baseline: findings that were there when a blog adopted copydesk, and that are not reported until touched. Pure.

An entry is a post, a rule and a hash of the words that a finding stands in, never a line number, so that edits
elsewhere do not wake it. Only hashes are kept: a finding may be a secret.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import msgspec

from lint.diagnostics import Diagnostic
from lint.engine.passage import Passage
from lint.records import NamedTuple
from lint.regex import regex

VERSION = 1

_CONFLICT = regex(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_KEYS = {"path": str, "rule": str, "text": str, "count": int}


class BaselineError(ValueError):
    """A baseline that cannot be used; the message begins with `file:line:column:`."""


class Entry(NamedTuple):
    """What a finding is known by: its post (relative to the site), its rule, and the hash of its words."""

    path: str
    rule: str
    text: str


Baseline = Mapping[Entry, int]
"""How many findings of each kind are known."""

PassageOf = Callable[[Diagnostic], Passage]


def read_baseline(text: str, name: str) -> dict[Entry, int]:
    """The baseline that a file holds; `name` names it in errors. Raises BaselineError.

    An entry that stands there twice, as after a merge that keeps both sides' lines, counts by the larger number.
    """
    import json

    if conflict := _CONFLICT.search(text):
        raise _error(
            text, name, conflict.start(), "a mark of a merge conflict: keep the lines of both sides without it"
        )
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise _error(text, name, error.pos, f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}") from None
    except (RecursionError, ValueError):
        raise _error(text, name, 0, "not a baseline of copydesk") from None
    if not isinstance(document, dict) or "version" not in document:
        raise _error(text, name, 0, "not a baseline of copydesk: it has no `version`")
    if document["version"] != VERSION or isinstance(document["version"], bool):
        place = max(0, text.find('"version"'))
        raise _error(text, name, place, f"version {document['version']!r} is not known; this copydesk reads {VERSION}")
    found: dict[Entry, int] = {}
    rows = document.get("findings")
    if not isinstance(rows, list):
        raise _error(text, name, max(0, text.find('"findings"')), "`findings` is not a list")
    for number, row in enumerate(rows):
        if why := _fault(row):
            raise _error(text, name, _place(text, number), why)
        entry = Entry(row["path"], row["rule"], row["text"])
        found[entry] = max(found.get(entry, 0), row.get("count", 1))
    return found


def _fault(row: Any) -> str:
    """Why this is no entry; empty when it is one."""
    if not isinstance(row, dict):
        return "an entry is an object with `path`, `rule`, `text` and perhaps `count`"
    if strange := sorted(row.keys() - _KEYS):
        return f"an entry has no key `{strange[0]}`; it has `path`, `rule`, `text` and perhaps `count`"
    for key, kind in _KEYS.items():
        value = row.get(key, 1 if key == "count" else None)
        if type(value) is not kind or (isinstance(value, int) and value < 1):
            return f"`{key}` of an entry is {'a number above 0' if kind is int else 'a text'}"
    return ""


def _place(text: str, number: int) -> int:
    """Where the entry of this number begins."""
    import json

    decoder = json.JSONDecoder()
    at = text.index("[", text.index('"findings"')) + 1
    for _ in range(number):
        at = decoder.raw_decode(text, _next(text, at))[1]
    return _next(text, at)


def _next(text: str, at: int) -> int:
    while text[at] in " \t\r\n,":
        at += 1
    return at


def _error(text: str, name: str, offset: int, message: str) -> BaselineError:
    line = text.count("\n", 0, offset) + 1
    return BaselineError(f"{name}:{line}:{offset - text.rfind(chr(10), 0, offset)}: {message}")


def write_baseline(baseline: Baseline) -> str:
    """The file's text: one entry a line, sorted, so that a change is a line of a diff. Raises no error."""
    rows = []
    for entry in sorted(baseline):
        row: dict[str, object] = entry._asdict()
        if baseline[entry] > 1:
            row["count"] = baseline[entry]
        rows.append(_line(row))
    return f'{{\n"version": {VERSION},\n"findings": [\n' + ",\n".join(rows) + ("\n" if rows else "") + "]\n}\n"


def _line(row: Mapping[str, object]) -> str:
    import json

    return json.dumps(row)  # in ASCII, so that a path with stray bytes can be written, too


class Held(NamedTuple):
    """What a baseline makes of findings: `standing` are reported; `known` are not, each with its entry.

    `followed` maps the path of a post that is gone to that of the post which has its text now.
    """

    standing: tuple[Diagnostic, ...]
    known: tuple[tuple[Diagnostic, Entry], ...]
    followed: Mapping[str, str]


def hold_back(baseline: Baseline, found: Iterable[Diagnostic], passage_of: PassageOf, posts: Collection[str]) -> Held:
    """Takes off the findings that the baseline knows; `posts` are the paths of all posts of the site.

    A finding's words are asked for only where the baseline has an entry that may be its own.
    """
    rules: dict[str, set[str]] = defaultdict(set)
    for path, rule, _ in baseline:
        rules[path].add(rule)
    gone = rules.keys() - posts
    asked = [
        (one, passage_of(one) if one.rule in rules.get(one.path, ()) or (gone and one.path not in rules) else None)
        for one in found
    ]
    new = [(one.path, one.rule, words) for one, words in asked if words and one.path not in rules]
    followed = _follow(baseline, gone, new) if gone else {}
    old_paths = {path: old for old, path in followed.items()}
    left = dict(baseline)
    standing: list[Diagnostic] = []
    known: list[tuple[Diagnostic, Entry]] = []
    for one, words in asked:
        entry = Entry(old_paths.get(one.path, one.path), one.rule, words.hash) if words else None
        if entry and left.get(entry):
            left[entry] -= 1
            known.append((one, entry))
        else:
            standing.append(one)
    return Held(tuple(standing), tuple(known), followed)


def _follow(baseline: Baseline, gone: Collection[str], new: Iterable[tuple[str, str, Passage]]) -> dict[str, str]:
    """For each post that is gone, the new post that has most of its findings, if one has any.

    Findings without words of their own, such as a field that is missing, are alike in all posts and prove nothing.
    """
    paths: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in baseline:
        if entry.path in gone:
            paths[entry.rule, entry.text].append(entry.path)
    shared: Counter[tuple[str, str]] = Counter()
    for path, rule, words in new:
        shared.update((old, path) for old in paths.get((rule, words.hash), ()) if words.telling)
    followed: dict[str, str] = {}
    for (old, path), _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if old not in followed and path not in followed.values():
            followed[old] = path
    return followed


class Scope(msgspec.Struct, frozen=True):
    """What was judged. A finding elsewhere may be as it was."""

    judged: frozenset[str]
    """The paths of the posts that were judged."""
    posts: frozenset[str]
    """The paths of all posts of the site."""
    unasked: frozenset[str] = frozenset()
    """Rules that run at other times, such as those of the network, or that the command line left out."""

    def covers(self, entry: Entry, followed: Mapping[str, str]) -> bool:
        """Whether a finding of this entry would have been found."""
        path = followed.get(entry.path, entry.path)
        whole = self.judged == self.posts
        return entry.rule not in self.unasked and (path in self.judged or (whole and path not in self.posts))


class Known(msgspec.Struct, frozen=True):
    """A baseline, and the rules that did not run this time though their findings may be in it."""

    entries: Baseline
    unasked: frozenset[str] = frozenset()


def solved(baseline: Baseline, held: Held, scope: Scope) -> int:
    """How many findings of the baseline are not there any more."""
    needed = Counter(entry for _, entry in held.known)
    return sum(count - needed[entry] for entry, count in baseline.items() if scope.covers(entry, held.followed))


def renewed(
    baseline: Baseline, held: Held, passage_of: PassageOf, scope: Scope, wanted: Callable[[Diagnostic], bool]
) -> dict[Entry, int]:
    """The baseline as it is written next.

    It holds what is found now and `wanted`, what was known and still is, and what nobody looked for this time.
    """
    new = Counter(entry._replace(path=one.path) for one, entry in held.known)
    new.update(Entry(one.path, one.rule, passage_of(one).hash) for one in held.standing if wanted(one))
    for entry, count in baseline.items():
        if not scope.covers(entry, held.followed):
            moved = entry._replace(path=held.followed.get(entry.path, entry.path))
            new[moved] = max(new[moved], count)
    return dict(new)
