"""MAP: what one post says by itself. Pure, and everything it gives can be serialised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Protocol

import msgspec

from lint.diagnostics import Diagnostic, Finding, Level, Span
from lint.post.post import Post, parse
from lint.rule import Rule, SiteRule
from lint.site import facts, words
from lint.site.asides import asides
from lint.site.facts import PostFacts
from lint.spelling.dictionaries import Dictionaries
from lint.spelling.language import guess

_FEW_WORDS = 15  # of a title, a summary and text in HTML that tell the language of a post without much prose


class Source(msgspec.Struct, frozen=True):
    """A post as it was read. `unreadable` says why its bytes are no text, and then the text is empty."""

    path: str
    text: str
    unreadable: str | None = None


CRASHES = (Exception, SystemExit)
"""What a rule may raise and be named for. A rule that calls `sys.exit` must not end the run, nor a worker of it."""


class Crash(msgspec.Struct, array_like=True, frozen=True):
    """A bug in a rule: which rule, on which post (or "" for a site rule), and the traceback."""

    rule: str
    path: str
    message: str
    traceback: str

    @classmethod
    def of(cls, rule: Rule | SiteRule, path: str, error: BaseException) -> Crash:
        """What `error`, raised by `rule`, tells."""
        import traceback

        return cls(rule.id, path, f"{type(error).__name__}: {error}", traceback.format_exc())


class Examined(msgspec.Struct, array_like=True, frozen=True):
    """All that the site and the report need of one post; `draft` is what its page needs, where that was asked for."""

    facts: PostFacts
    diagnostics: tuple[Diagnostic, ...]
    crashes: tuple[Crash, ...] = ()
    draft: bytes = b""


class Drafting(Protocol):
    """Makes of a post what its page needs; `key` says all that this depends on besides the post."""

    @property
    def key(self) -> bytes: ...

    def __call__(self, post: Post, facts: PostFacts, /) -> bytes: ...


def examine(
    source: Source,
    rules: Sequence[Rule],
    levels: Mapping[str, Level],
    dictionaries: Dictionaries,
    *,
    language: str = "",
    terms: Sequence[str] = (),
    flavor: str = "",
    gathering: Sequence[SiteRule] = (),
    drafting: Drafting | None = None,
) -> Examined:
    """Judges one post by its own rules and gathers its facts. It depends on its arguments alone.

    `language` holds for a post that names none; where it is empty, the text tells. `terms` are the names that the
    configuration lists, `flavor` is what the configuration or the generator says of the post's Markdown; `gathering`
    are the site rules that need more of a post than its facts.
    """
    post = read(source, language, flavor)
    return examine_post(post, rules, levels, dictionaries, terms, gathering=gathering, drafting=drafting)


def read(source: Source, language: str = "", flavor: str = "") -> Post:
    """Parses a post. One that names no language is in `language` or, where that is empty, in what its prose plainly is.

    English is what remains.
    """
    post = parse(source.text, source.path, flavor=flavor, language=language, unreadable=source.unreadable)
    if not post.language:
        found = guess(post.prose, expected="en") or guess(asides(post)[0], _FEW_WORDS, expected="en")
        post.language = found.tag if found else "en"
    return post


def examine_post(
    post: Post,
    rules: Sequence[Rule],
    levels: Mapping[str, Level],
    dictionaries: Dictionaries,
    terms: Sequence[str] = (),
    *,
    gathering: Sequence[SiteRule] = (),
    drafting: Drafting | None = None,
) -> Examined:
    """The same for a post that was parsed already."""
    found: list[Diagnostic] = []
    crashes: list[Crash] = []
    length = len(post.text)
    for rule in rules:
        try:
            level = levels[rule.id]
            found += [diagnostic(rule, level, post.path, finding, length) for finding in rule.check(post)]
        except CRASHES as error:
            crashes.append(Crash.of(rule, post.path, error))
    notes: dict[str, tuple[tuple[str, Span], ...]] = {}
    for one in gathering:
        try:
            notes[one.id] = tuple([_note(note, length) for note in one.gather(post)])
        except CRASHES as error:
            crashes.append(Crash.of(one, post.path, error))
    about = facts.gather(post, words.gather(post, dictionaries, terms), notes)
    draft = b""
    if drafting:
        with suppress(Exception):  # who needs it will make it, and see
            draft = drafting(post, about)
    return Examined(about, tuple(found), tuple(crashes), draft)


def _note(note: Any, length: int) -> tuple[str, Span]:
    text, span = note
    if not isinstance(text, str):
        raise TypeError(f"a note is a text and its span, not {note!r}")
    _insist_on_span(span, length)
    return text, span


def diagnostic(
    rule: Rule | SiteRule, level: Level, path: str, finding: Finding, length: int | None = None
) -> Diagnostic:
    """A finding with its rule and post. A level that the configuration set outweighs the finding's own.

    `length` is that of the post's text, where it is known. Raises TypeError and ValueError for what is no finding.
    """
    _insist_on_finding(finding, length)
    if finding.level is not None and level == rule.level:
        level = finding.level
    return Diagnostic(
        path,
        rule.id,
        rule.family,
        level,
        finding.message,
        finding.span,
        finding.fix,
        finding.suggestions,
        finding.related,
        finding.asked,
        rule.masked,
    )


def _insist_on_finding(finding: Any, length: int | None) -> None:
    """A slip in a plug-in must fall on its rule, not on the report behind it."""
    if not isinstance(finding, Finding):
        raise TypeError(f"a rule yields findings, not {finding!r}")
    if not isinstance(finding.message, str):
        raise TypeError(f"the message of a finding is a text, not {finding.message!r}")
    _insist_on_span(finding.span, length)
    if finding.fix is not None:
        for span, text in finding.fix.edits:
            _insist_on_span(span, length)
            if not isinstance(text, str):
                raise TypeError(f"the text of an edit is a text, not {text!r}")


def _insist_on_span(span: Any, length: int | None) -> None:
    if not isinstance(span, Span):
        raise TypeError(f"the span of a finding is a Span, not {span!r}")
    if not 0 <= span.start <= span.end or (length is not None and span.end > length):
        raise ValueError(f"{span} lies outside of the post, which is {length} long" if length else f"{span} is none")
