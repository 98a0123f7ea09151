"""Facts of a post before and after an edit: the same but for their places, or not the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.diagnostics import Diagnostic, Level, Related, Span, replace
from lint.post.post import parse
from lint.site.facts import PostFacts, gather
from lint.site.moved import moved
from lint.site.words import gather as gather_words
from lint.spelling.dictionaries import Dictionaries
from lint.world.dictionaries import dictionaries

TEXT = """---
title: On boats
tags: [sea, Wind]
---

We saw [the pier](pier.md#top) and a harbur.

## The wind

![A boat](boat.png) It was grey, [^1] and Grimsby was near.

[^1]: See [the file](file.pdf).
"""
KNOWN: Dictionaries = dictionaries({}, [].append)


def facts(text: str) -> PostFacts:
    post = parse(text, "posts/a.md", language="en")
    return gather(post, gather_words(post, KNOWN))


BEFORE = facts(TEXT)


def found(text: str, part: str, **more: object) -> Diagnostic:
    at = text.index(part)
    return Diagnostic("posts/a.md", "a-rule", "links", Level.WARNING, "said", Span(at, at + len(part)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We saw", "One day we saw"),
        ("It was grey", "*It* was all grey"),
        ("## The wind\n", "## The wind\n\nMore of it.\n"),
        ("We saw", "```\ncode\n```\n\nWe saw"),
        ("---\n\nWe", "---\n\n\n\nWe"),
    ],
)
def test_other_words_move_what_stands_behind_them(old: str, new: str) -> None:
    text = TEXT.replace(old, new)
    moves = moved(BEFORE, facts(text))
    assert moves
    for part in ("pier.md#top", "harbur", "boat.png", "file.pdf", "On boats", "Wind", "ier.md"):
        assert moves.follow(found(TEXT, part), "posts/a.md") == found(text, part)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pier.md#top", "pier.md#end"),
        ("harbur", "harbour"),
        ("A boat", "A ship [x](y.md)"),
        ("## The wind", "## A storm"),
        ("title: On", "title: Of"),
        ("sea", "see"),
        ("grey", "gray"),
        ("Grimsby", "Grinsby"),
        ("We saw", "<!-- copydesk: allow term -->\n\nWe saw"),
        ("title:", "lang: fr\ntitle:"),
        ("title:", "draft: true\ntitle:"),
    ],
)
def test_whatever_else_is_new_is_seen(old: str, new: str) -> None:
    text = TEXT.replace(old, new)
    assert text != TEXT
    assert moved(BEFORE, facts(text)) is None


def test_places_that_are_no_facts_are_not_guessed() -> None:
    moves = moved(BEFORE, facts(TEXT.replace("We saw", "So we saw")))
    assert moves
    assert moves.follow(found(TEXT, "was grey,"), "posts/a.md") is None
    whole = Diagnostic("posts/a.md", "a-rule", "links", Level.WARNING, "said", Span(0, 0))
    assert moves.follow(whole, "posts/a.md") == whole


def test_fixes_and_related_places_move_too() -> None:
    text = TEXT.replace("We saw", "So we saw")
    moves = moved(BEFORE, facts(text))
    assert moves

    def of(text: str) -> Diagnostic:
        pier, boat = found(text, "pier.md#top").span, found(text, "boat.png").span
        related = (Related("posts/a.md", boat), Related("posts/b.md", boat))
        return found(text, "file.pdf", fix=replace(pier, "x", "Write x"), related=related[:1])

    assert moves.follow(of(TEXT), "posts/a.md") == of(text)
    elsewhere = Diagnostic("posts/b.md", "a-rule", "links", Level.WARNING, "said", Span(3, 9), related=of(TEXT).related)
    followed = moves.follow(elsewhere, "posts/a.md")
    assert followed
    assert (followed.span, followed.related) == (Span(3, 9), of(text).related)


@given(st.integers(0, len(TEXT)), st.text("a [](!#-\n*_`<>:{}\"'.", min_size=1, max_size=8))
def test_what_moved_still_says_what_it_said(at: int, new: str) -> None:
    text = TEXT[:at] + new + TEXT[at:]
    after = facts(text)
    moves = moved(BEFORE, after)
    if moves is None:
        return
    for target in BEFORE.targets:
        now = moves.of(target.span)
        assert now
        assert text[now.start : now.end] == TEXT[target.span.start : target.span.end]
    for word in BEFORE.words.suspects:
        now = moves.of(word.span)
        assert now
        assert text[now.start : now.end] == word.written
