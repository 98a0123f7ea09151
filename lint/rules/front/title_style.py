"""The rule title-style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lint.regex import regex
from lint.rule import Bad, Edit, Finding, Fix, Good, Level, SiteRule, Span
from lint.site.facts import FieldFacts, PostFacts
from lint.site.schema import is_judged
from lint.site.site import Site
from lint.site.titles import title_field
from lint.spelling.dictionary import Dictionary

ENOUGH = 10
"""So many other titles without a final period make a habit. Our own bound."""
NEARLY_ALL = 0.95
"""The part of the other titles that must have none. Our own bound."""
FEW_CAPITALS = 0.1
"""The part of the other titles that may be in capitals. Our own bound."""

_QUOTES = frozenset({'"', "'"})
# Words whose period is their own: abbreviations, initials, versions.
_ABBREVIATED = (
    r"(?i:\b(?:etc|inc|ltd|co|corp|jr|sr|al|approx|bros|dept|est|gov|gmbh|no|nr|vs|usw|uvm|bzw|ff|st|ave|vol|ed|eds|dr|mr"
    r"|mrs|ms|prof|pp?|[a-z])|[.\d…?!]|\bv\d\S*)\.\Z"
)
_SENTENCE_END = regex(r"[.?!:;,]\s")
_WORD = regex(r"[^\W\d_]+")
_LONG = 12
"""Letters of a title in capitals that is no abbreviation, from which on one or two words are enough."""


class TitleStyle(SiteRule):
    """The title has a space around it or a final period, or shouts in capitals, unlike the other titles.

    In a list of posts such a title looks like a slip, and a space at its end finds its way into addresses and feeds.

    A period is right where other titles have one, after an abbreviation ("etc.", "Inc."), a version or an ellipsis,
    and in a title of several sentences. Capitals are right where other titles have them, and for names of a few
    letters ("NASA", "HTTP API").
    """

    id = "title-style"
    level = Level.WARNING

    examples = (
        Bad("---\ntitle: ⟦' Rain '⟧\n---\n", fixed="---\ntitle: 'Rain'\n---\n", message="white space around the title"),
        Bad('+++\ntitle = ⟦"Rain "⟧ # again\n+++\n', fixed='+++\ntitle = "Rain" # again\n+++\n'),
        Bad('{"title": ⟦"  It rains"⟧}\n', fixed='{"title": "It rains"}\n'),
        Bad(
            "---\ntitle: ⟦It rains.⟧\n---\n",
            fixed="---\ntitle: It rains\n---\n",
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n" for n in range(10)},
            message="the title ends in a period, which 10 of 10 other titles do not",
        ),
        Bad(
            '---\ntitle: ⟦"It rains."⟧\n---\n',
            fixed='---\ntitle: "It rains"\n---\n',
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n" for n in range(10)},
        ),
        Bad(
            "---\ntitle: ⟦RAIN FALLS AGAIN⟧\n---\n",
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n" for n in range(3)},
            message="`RAIN FALLS AGAIN` is all in capitals, as 0 of 3 other titles are",
        ),
        Bad(
            "---\ntitle: ⟦NEIGES ÉTERNELLES⟧\nlang: fr\n---\n",
            site={f"posts/{n}.md": f"---\ntitle: Jour {n}\n---\n" for n in range(3)},
        ),
        Good("---\ntitle: Rain \n---\n"),
        Good("---\ntitle: >\n  Rain\n---\n"),
        Good("---\ntitle: It rains.\n---\n", site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n" for n in range(9)}),
        *(
            Good(
                f"---\ntitle: {title}\n---\n",
                site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n" for n in range(10)},
            )
            for title in ("Rain, snow etc.", "Rain...", "Node.js v1.", "Rain Inc.", "In the U.S.A.", "It rains. Again.")
        ),
        Good(
            "---\ntitle: RFC 2119, HTTP API AND TLS\n---\n",
            site={f"posts/{n}.md": f"---\ntitle: Day {n}\n---\n" for n in range(3)},
        ),
        Good(
            "---\ntitle: RAIN FALLS AGAIN\n---\n",
            site={f"posts/{n}.md": f"---\ntitle: {word} FALLS AGAIN\n---\n" for n, word in enumerate(("SNOW", "HAIL"))},
        ),
        Good("---\ntitle: '  '\n---\n"),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        titles = {post.path: field for post in site.posts.values() if is_judged(post) and (field := title_field(post))}
        counts = _Counts(titles)
        for post in site.reported:
            if (field := titles.get(post.path)) and (text := field.text.strip()):
                if finding := _spaces(field, text):
                    yield post, finding
                if finding := counts.period(field, text):
                    yield post, finding
                if counts.shouting(text, site.dictionary, english=post.language[:2] == "en"):
                    evidence = f"as {counts.capitals - 1:,} of {len(titles) - 1:,} other titles are"
                    message = f"`{_shortened(text)}` is all in capitals, {evidence}"
                    yield post, Finding(field.span, message)


def _spaces(field: FieldFacts, text: str) -> Finding | None:
    if field.style not in _QUOTES or text == field.text:
        return None
    before = len(field.text) - len(field.text.lstrip())
    fix = None
    if _is_plain(field):
        start = field.span.start + 1 + before
        edits = Edit(Span(field.span.start + 1, start), ""), Edit(Span(start + len(text), field.span.end - 1), "")
        fix = Fix("Remove the white space", tuple(edit for edit in edits if edit.span.start < edit.span.end))
    return Finding(field.span, f"white space around the title `{_shortened(text)}`", fix)


def _is_plain(field: FieldFacts) -> bool:
    """Whether a scalar is written as it reads, without escapes and line breaks."""
    return field.span.end - field.span.start == len(field.text) + (2 if field.style else 0)


class _Counts:
    """What the titles of the site are like."""

    def __init__(self, titles: Mapping[str, FieldFacts]) -> None:
        self.titles = len(titles)
        texts = [field.text.strip() for field in titles.values()]
        self.periods = sum(text.endswith(".") and not re.search(_ABBREVIATED, text) for text in texts)
        self.capitals = sum(text.isupper() and _is_long(text) for text in texts)

    def period(self, field: FieldFacts, text: str) -> Finding | None:
        if not text.endswith(".") or re.search(_ABBREVIATED, text) or _SENTENCE_END.search(text):
            return None
        others, without = self.titles - 1, self.titles - self.periods
        if others < ENOUGH or without < others * NEARLY_ALL:
            return None
        fix = None
        if _is_plain(field) and field.text == text and field.style in {"", *_QUOTES}:
            end = field.span.end - (1 if field.style else 0)
            fix = Fix("Remove the period", (Edit(Span(end - 1, end), ""),))
        message = f"the title ends in a period, which {without:,} of {others:,} other titles do not"
        return Finding(field.span, message, fix)

    def shouting(self, text: str, dictionary: Dictionary, *, english: bool) -> bool:
        others = self.titles - 1
        if not text.isupper() or others < 3 or self.capitals - 1 > others * FEW_CAPITALS or not _is_long(text):
            return False
        # Abbreviations are no shouting: there must be words.
        words = [word for word in _WORD.findall(text) if len(word) > 3]
        known = [word for word in words if dictionary.knows(word.lower())] if english else words
        return len(known) >= 2 or any(len(word) >= _LONG for word in words)


def _is_long(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) >= 3 or sum(map(len, words)) >= _LONG


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 50 else text[:49] + "…"
