"""What a rule finds and what it proposes: spans, edits, fixes, findings, diagnostics."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from lint.records import NamedTuple


class Level(StrEnum):
    """How much a finding weighs. Only `error` makes `check` fail (unless `--strict`)."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Span(NamedTuple):
    """A half-open range of code points of the file's text (BOM and CR counted)."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replaces the code points of `span` by `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that belong together: all are made or none.

    `safe` promises that the meaning cannot change and that the post renders the same elsewhere.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


class Related(NamedTuple):
    """Another place that explains a finding; `path` is relative to the site, `/` separators."""

    path: str
    span: Span
    message: str = ""


class Asked(NamedTuple):
    """An address that was asked over the network, as it is written in the post, and the verdict on it.

    `verdict` is "alive", "moved", "dead" or "unsure". It is that of the whole address, so a page without the fragment
    that the address names is "dead". User name and password are left out of `url`.
    """

    url: str
    verdict: str


class Finding(NamedTuple):
    """One fault, as its rule reports it. `level` overrides the rule's own; `suggestions` replace `span`.

    `asked` is what the network said, for the rules of `copydesk links`.
    """

    span: Span
    message: str
    fix: Fix | None = None
    level: Level | None = None
    suggestions: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    asked: Asked | None = None


class Diagnostic(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A finding with its rule and its post: what is reported, cached and counted.

    `path` is relative to the site, with `/` separators; `span` counts code points.
    """

    path: str
    rule: str
    family: str
    level: Level
    message: str
    span: Span
    fix: Fix | None = None
    suggestions: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    asked: Asked | None = None
    masked: bool = False
    """True where no report may show the text of `span`."""

    def order(self) -> tuple[str, int, str, int, str]:
        """The key that sorts a report: path, start, rule, then what makes the order total."""
        return self.path, self.span.start, self.rule, self.span.end, self.message


def replace(span: Span, text: str, title: str, *, safe: bool = True) -> Fix:
    """The commonest fix: one span gets another text."""
    return Fix(title, (Edit(span, text),), safe)
