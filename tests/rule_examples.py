"""Runs the examples of a rule: what the marks say must be found, and nothing else."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from lint.config.collections import declared
from lint.config.load import load
from lint.config.schema import Config
from lint.diagnostics import Diagnostic, Span
from lint.engine.examine import Source
from lint.engine.fix import ROUNDS, mend
from lint.engine.run import Desk, run
from lint.engine.select import AnyRule, Chosen, choose
from lint.post.post import parse
from lint.rule import Example
from lint.site.flavors import Flavors
from lint.site.history import History, Renamed, published
from lint.site.image_facts import ImageFacts
from lint.site.verdicts import Outcome, Verdict
from lint.weblinks.statuses import phrase
from lint.world.dictionaries import dictionaries
from lint.world.files import ListedFiles
from lint.world.images import read_image

OPEN, CLOSE = "⟦", "⟧"
TODAY = datetime.date(2024, 6, 1)


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
    chosen: Chosen = choose([rule.id, *example.beside], options={rule.id: example.options} if example.options else {})
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
    desk = replace(desk, flavors=flavors_of(example, text))
    desk = replace(desk, verdicts={url: _outcome(url, said) for url, said in example.web.items()})
    judged = run(desk, sources, [example.path]).judged
    assert not judged.crashes, judged.crashes[0].traceback
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
    assert said == "alive"
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
        assert not mended.refused, f"{rule.id} changes more than it edits: {mended.refused}"
        if not mended.fixed:
            return text
        text = mended.post.text
    raise AssertionError(f"{rule.id} is still not content after {ROUNDS} rounds: {text!r}")


def check_example(rule: AnyRule, example: Example) -> None:
    """Asserts that the rule does what the example says."""
    text, spans = unmark(example.text)
    found: Sequence[Diagnostic] = judge_example(rule, example, text)
    if not example.bad:
        assert [(one.message, text[one.span.start : one.span.end]) for one in found] == []
        return
    assert spans, "a Bad example marks what is wrong"
    assert [one.span for one in found] == spans, [(one.message, text[one.span.start : one.span.end]) for one in found]
    if example.message is not None:
        assert example.message in found[0].message
    after = fixed(rule, example, text)
    if example.fixed is None:
        assert not any(one.fix for one in found), "the example does not show what the fix makes"
    else:
        assert after == example.fixed
        assert [one.message for one in judge_example(rule, example, after)] == []
