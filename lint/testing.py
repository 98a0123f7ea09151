"""Runs the examples of rules as tests: what the marks say must be found, and nothing else.

    from lint.testing import check_examples
    import house_rules

    def test_house_rules() -> None:
        check_examples(house_rules)

It needs no test framework: what does not hold is an AssertionError.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType

from msgspec.structs import replace

from lint.config.collections import declared
from lint.config.load import load
from lint.config.schema import Config
from lint.diagnostics import Diagnostic, Span
from lint.engine.examine import Source
from lint.engine.fix import ROUNDS
from lint.engine.mend import mend
from lint.engine.rule_faults import rule_fault
from lint.engine.run import Desk, run
from lint.engine.select import AnyRule, Rulebook, built_in, choose, defined_in
from lint.house.search import Searching
from lint.post.post import parse
from lint.rule import CLOSE, OPEN, Example
from lint.site.flavors import Flavors
from lint.site.history import History, Renamed, published
from lint.site.image_facts import ImageFacts
from lint.site.verdicts import Outcome, Verdict
from lint.weblinks.statuses import phrase
from lint.world.dictionaries import dictionaries
from lint.world.files import ListedFiles
from lint.world.images import read_image

TODAY = datetime.date(2024, 6, 1)
"""The date of an example that says no other."""


def check_examples(*rules: AnyRule | ModuleType) -> None:
    """Asserts that rules, and all that modules define, do what their examples say, and could be used as plug-ins.

    Raises AssertionError, which names the rule and the number of the example.
    """
    for rule in _rules(rules):
        name = rule.__name__
        if why := rule_fault(rule, _without(rule)):
            raise AssertionError(f"{name}: {why}")
        if not rule.examples:
            raise AssertionError(f"{name} has no examples")
        for number, example in enumerate(rule.examples, 1):
            try:
                check_example(rule, example)
            except AssertionError as error:
                raise AssertionError(f"{name}, example {number}: {error}") from None


def _rules(given: Iterable[AnyRule | ModuleType]) -> Iterator[AnyRule]:
    for one in given:
        if isinstance(one, ModuleType):
            found = [rule for rule in defined_in(one) if hasattr(rule, "id")]
            if not found:
                raise AssertionError(f"{one.__name__} defines no rule")
            yield from found
        else:
            yield one


def _without(rule: AnyRule) -> Rulebook:
    """The rules beside which this one stands."""
    return Rulebook({name: other for name, other in built_in().rules.items() if other is not rule})


class ExampleFiles(ListedFiles):
    """The files of an example; an image whose content is `600x315` has that size."""

    def __init__(self, example: Example, text: str) -> None:
        super().__init__([example.path, *example.site, *example.images])
        self._contents = {**example.site, example.path: text}
        self._bytes = example.images

    def read(self, paths: Iterable[str]) -> Mapping[str, str]:
        """The texts of those of these files that the example holds."""
        return {path: self._contents[path] for path in paths if path in self._contents}

    def image(self, path: str) -> ImageFacts | None:
        data = self._bytes.get(path, b"")
        return read_image(io.BytesIO(data), len(data))

    def image_size(self, path: str) -> tuple[int, int] | None:
        width, _, height = self._contents.get(path, "").partition("x")
        return (int(width), int(height)) if width.isdigit() and height.isdigit() else None


def unmark(marked: str) -> tuple[str, list[Span]]:
    """The text without marks, and the spans between them."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = 0
    for number, piece in enumerate(marked.replace(CLOSE, OPEN).split(OPEN)):
        pieces.append(piece)
        if number % 2:
            spans.append(Span(length, length + len(piece)))
        length += len(piece)
    return "".join(pieces), spans


def judge_example(rule: AnyRule, example: Example, text: str) -> tuple[Diagnostic, ...]:
    """What the rule alone finds in the example's post, which has this text.

    Of a copydesk.toml in the example's site, the collections and the address count; `dist/manifest.json` is that of
    the bundle before, and `.git/renames` has the old path, the new path and the day of a renamed file in each line.
    """
    rulebook = _without(rule).with_rules([rule])
    chosen = choose(
        [rule.id, *example.beside], options={rule.id: example.options} if example.options else {}, rulebook=rulebook
    )
    sources = {path: Source(path, content) for path, content in example.site.items() if path.endswith((".md", ".mdx"))}
    sources[example.path] = Source(example.path, text)
    today = datetime.date.fromisoformat(example.today) if example.today else TODAY
    declaring = load(example.site.get("copydesk.toml", ""), "copydesk.toml")
    files = ExampleFiles(example, text)
    config = Config(drafts="error", url=declaring.url)
    collections = declared(declaring, example.site)
    desk = Desk(
        config, chosen, dictionaries(), files, today, collections, read=files.read, look_back=lambda: _history(example)
    )
    desk = replace(desk, flavors=flavors_of(example, text), rulebook=rulebook)
    desk = replace(desk, verdicts={url: _outcome(url, said) for url, said in example.web.items()})
    judged = run(desk, sources, [example.path]).judged
    for crash in judged.crashes:
        raise AssertionError(crash.traceback)
    return tuple(one for one in judged.diagnostics if one.rule == rule.id)


def flavors_of(example: Example, text: str) -> Flavors:
    """What the posts of an example may hold: what its copydesk.toml says, or its generator."""
    files = ExampleFiles(example, text)
    declaring = load(example.site.get("copydesk.toml", ""), "copydesk.toml")
    return Flavors(declaring.flavor, files, files.read)


def _outcome(url: str, said: str) -> Outcome:
    """What the network says of an address, from the short form of an example."""
    said, _, copy = said.partition(" | ")
    kind, _, rest = said.partition(": ")
    if kind == "moved":
        return Outcome(url, Verdict.MOVED, status=200, moved_to=rest)
    if kind == "unsure":
        return Outcome(url, Verdict.UNSURE, rest)
    if kind == "no fragment":
        return Outcome(url, Verdict.ALIVE, status=200, fragment_missing=True, suggestion=copy)
    if kind == "new":
        return Outcome(url, Verdict.DEAD, rest, dead_since="2024-06-01", confirmed=False)
    if kind == "dead" or said.isdigit():
        return Outcome(url, Verdict.DEAD, rest or phrase(int(said)), suggestion=copy)
    if said != "alive":
        raise AssertionError(f"an example's `web` cannot say {said!r}")
    return Outcome(url, Verdict.ALIVE, status=200)


def _history(example: Example) -> History:
    lines = [line.split() for line in example.site.get(".git/renames", "").splitlines()]
    renamed = tuple(Renamed(old, new, datetime.date.fromisoformat(day)) for old, new, day in lines)
    return History(renamed, published(example.site.get("dist/manifest.json", "").encode()))


def fixed(rule: AnyRule, example: Example, text: str) -> str:
    """The text after all fixes of the rule, unsafe ones too, round after round."""
    restructuring = {rule.id} if rule.restructures else set()
    for _ in range(ROUNDS):
        post = parse(text, example.path, flavor=flavors_of(example, text).of(example.path))
        mended = mend(post, judge_example(rule, example, text), restructuring)
        if mended.refused:
            raise AssertionError(f"the fix changes more than it edits: {mended.refused}")
        if not mended.fixed:
            return text
        text = mended.post.text
    raise AssertionError(f"the rule is still not content after {ROUNDS} rounds of fixes: {text!r}")


def check_example(rule: AnyRule, example: Example) -> None:
    """Asserts that the rule does what the example says. Raises AssertionError."""
    text, spans = unmark(example.text)
    found: Sequence[Diagnostic] = judge_example(rule, example, text)
    if example.bad and not spans:
        raise AssertionError("a Bad example marks what is wrong")
    if [one.span for one in found] != spans:
        said = "; ".join(f"{text[one.span.start : one.span.end]!r} ({one.message})" for one in found) or "nothing"
        wanted = "; ".join(repr(text[span.start : span.end]) for span in spans) or "nothing"
        raise AssertionError(f"found: {said}; should be: {wanted}; in {text!r}")
    if not example.bad:
        return
    if example.message is not None and example.message not in found[0].message:
        raise AssertionError(f"the message is {found[0].message!r}; {example.message!r} is not in it")
    after = fixed(rule, example, text)
    if example.fixed is None:
        # What a style of the house puts in follows from what it says.
        if any(one.fix for one in found) and not issubclass(rule, Searching):
            raise AssertionError(f"the example does not show what the fix makes: {after!r}")
    elif after != example.fixed:
        raise AssertionError(f"the fix makes {after!r}; should be {example.fixed!r}")
    elif left := judge_example(rule, example, after):
        raise AssertionError(f"after the fix it is found again: {left[0].message}")
