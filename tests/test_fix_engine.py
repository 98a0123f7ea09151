"""Fixes: what is taken together, what waits, and that a text comes to rest."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lint.config.schema import Config
from lint.diagnostics import Diagnostic, Edit, Fix, Level, Span
from lint.engine.examine import Source
from lint.engine.fix import ROUNDS, Fixed, apply, edited, fix
from lint.engine.run import Desk, run
from lint.engine.select import Chosen, choose
from lint.rule import Finding, Rule, replace
from lint.world.dictionaries import dictionaries
from lint.world.files import ListedFiles

TODAY = datetime.date(2024, 6, 1)


def found(*edits: tuple[int, int, str], safe: bool = True, rule: str = "r") -> Diagnostic:
    made = Fix("mend it", tuple(Edit(Span(start, end), text) for start, end, text in edits), safe)
    return Diagnostic("a.md", rule, "style", Level.WARNING, "wrong", made.edits[0].span, made)


def applied(text: str, *ones: Diagnostic, unsafe: bool = False) -> tuple[str, int]:
    after, fixed = apply(text, ones, unsafe=unsafe)
    return after, len(fixed)


def test_edits_are_made_at_their_places() -> None:
    assert applied("one two six", found((4, 7, "2")), found((8, 11, "")), found((0, 0, ">"))) == (">one 2 ", 3)


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    pair = found((0, 1, "("), (4, 5, ")"))
    assert applied("<abc>", pair) == ("(abc)", 1)
    assert applied("<abc>", found((4, 5, "!")), pair) == ("<abc!", 1)


def test_the_first_of_two_that_overlap_wins() -> None:
    assert applied("abcdef", found((0, 4, "x")), found((2, 6, "y"))) == ("xef", 1)
    assert applied("abcdef", found((0, 6, "x")), found((2, 3, "y"))) == ("x", 1)


def test_neighbours_wait_for_the_next_round() -> None:
    assert applied("abcd", found((0, 2, "x")), found((2, 4, "y"))) == ("xcd", 1)
    assert applied("abcd", found((2, 2, "x")), found((2, 2, "y"))) == ("abxcd", 1)
    assert applied("abcd", found((2, 2, "x")), found((0, 2, "y"))) == ("abxcd", 1)
    assert applied("abcde", found((0, 2, "x")), found((3, 5, "y"))) == ("xcy", 2)


def test_one_repair_of_two_findings_is_made_once() -> None:
    assert applied("abc", found((1, 1, "-")), found((1, 1, "-"), rule="s")) == ("a-bc", 2)


def test_unsafe_fixes_are_made_only_when_asked_for() -> None:
    risky = found((0, 1, "x"), safe=False)
    assert applied("abc", risky) == ("abc", 0)
    assert applied("abc", risky, unsafe=True) == ("xbc", 1)


def test_a_fix_that_changes_nothing_is_no_fix() -> None:
    assert applied("abc", found((0, 1, "a"))) == ("abc", 0)


def test_a_fix_whose_own_edits_overlap_is_left_out() -> None:
    assert applied("abcdef", found((0, 3, "x"), (2, 4, "y"))) == ("abcdef", 0)
    assert applied("abcdef", found((1, 1, "x"), (1, 1, "y"))) == ("abcdef", 0)
    assert applied("abcdef", found((0, 2, "x"), (2, 4, "y"))) == ("xyef", 1)


def test_many_fixes_take_linear_time() -> None:
    text = "ab " * 20_000
    after, fixed = apply(text, [found((at, at + 1, "x")) for at in range(0, len(text), 3)])
    assert len(fixed) == 20_000
    assert after == "xb " * 20_000


@st.composite
def apart(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits that do not touch one another."""
    kept = draw(st.lists(st.text("abé😀\r\n", min_size=1, max_size=4), min_size=1, max_size=8))
    text, edits = kept[0], []
    for piece in kept[1:]:
        old = draw(st.text("xyz", max_size=3))
        edits.append(Edit(Span(len(text), len(text) + len(old)), draw(st.text("XYZ", max_size=3))))
        text += old + piece
    return text, draw(st.permutations(edits))


@given(apart())
def test_what_lies_outside_of_edits_stays(given_: tuple[str, list[Edit]]) -> None:
    text, edits = given_
    after = edited(text, edits)
    expected = list(text)
    for edit in edits:
        start, end = edit.span
        expected[start:end] = [""] * (end - start)
        expected[start - 1] += edit.text
    assert after == "".join(expected)
    together, fixed = apply(text, [found((*edit.span, edit.text)) for edit in edits])
    assert together == after
    assert len(fixed) == sum(text[e.span.start : e.span.end] != e.text for e in edits)


def desk(chosen: Chosen) -> Desk:
    return Desk(Config(drafts="error"), chosen, dictionaries(), ListedFiles(["posts/a.md"]), TODAY)


def mended(text: str, chosen: Chosen, *, unsafe: bool = False) -> Fixed:
    one = desk(chosen)
    sources = {"posts/a.md": Source("posts/a.md", text)}
    result = run(one, sources, ["posts/a.md"])
    assert result.judged.crashes == ()
    return fix(one, sources, ["posts/a.md"], result, lambda _: True, unsafe=unsafe)


def text_of(fixed: Fixed, before: str) -> str:
    return fixed.changed["posts/a.md"].text if fixed.changed else before


def test_fixing_goes_on_until_nothing_changes() -> None:
    before = "\ufeff---\r\ntitle: One\r\n---\r\n\r\nThe the hat and\r\nand a coat.\r\n"
    after = mended(before, choose(["doubled-word"]))
    assert text_of(after, before) == "\ufeff---\r\ntitle: One\r\n---\r\n\r\nThe hat and a coat.\r\n"
    assert after.result.judged.diagnostics == ()
    assert [one.rule for one in after.fixed] == ["doubled-word"] * 2


def test_what_is_not_wanted_is_left() -> None:
    one = desk(choose(["doubled-word"]))
    text = "The the hat and and a coat.\n"
    sources = {"posts/a.md": Source("posts/a.md", text)}
    result = run(one, sources, ["posts/a.md"])
    after = fix(one, sources, ["posts/a.md"], result, lambda found: found.span.start > 5)
    assert text_of(after, text) == "The the hat and a coat.\n"
    assert len(after.result.judged.diagnostics) == 1
    assert sources["posts/a.md"].text == text, "what was given is left as it was"


class _NeverContent(Rule):
    """Always wants one letter more."""

    id = "never-content"
    level = Level.WARNING

    def check(self, post: Any) -> Iterator[Finding]:
        at = Span(len(post.text), len(post.text))
        yield Finding(at, "too short", replace(at, "x", "Make it longer"))


def test_a_rule_that_is_never_content_is_stopped() -> None:
    rules = Chosen((_NeverContent(),), (), {"never-content": Level.WARNING})
    after = mended("a", rules)
    assert text_of(after, "") == "a" + "x" * ROUNDS
    assert len(after.fixed) == ROUNDS


PIECES = [
    "The the cat", " and and", " a apple", " an house", " recieve", " teh", "##Title", "# Title\n", "\n", "\n\n",
    "\r\n", "- item", "> quote ", "[a](b.md)", "[a] (https://example.net)", "(a)[https://example.net]", "[](x)",
    "![](y.png)", "![a](Y.PNG)", "`code", "```\n", "**", "_the_ *the*", "Ã©tÃ©", "â€™", "TODO", "[x][y]", "<b>",
    "{{ a }}", "é", "😀", "title: x\n", "date: 2024-13-01\n", "tags: a, b\n", "title: x\n---\n", " \u200b",
    "www.example.net", "Github", ".", ",", " ", "word", "(opencollective.com/x)", "<!-- copydesk: allow a-an -->",
]  # fmt: skip
bodies = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
posts = st.one_of(bodies, bodies.map("---\ntitle: A post\n---\n\n{}".format), bodies.map("---\n{}\n---\nText\n".format))
ALL = choose(["all"])


@settings(max_examples=60)
@given(posts, st.booleans())
def test_a_second_fix_changes_nothing(text: str, unsafe: bool) -> None:
    once = text_of(mended(text, ALL, unsafe=unsafe), text)
    again = mended(once, ALL, unsafe=unsafe)
    assert text_of(again, once) == once


@settings(max_examples=40)
@given(posts)
def test_line_ends_and_byte_order_mark_are_kept(text: str) -> None:
    lines = text.replace("\r\n", "\n")
    plain = text_of(mended(lines, ALL), lines)
    windows = "\ufeff" + lines.replace("\n", "\r\n")
    after = text_of(mended(windows, ALL), windows)
    assert after.startswith("\ufeff")
    assert "\n" not in after.replace("\r\n", ""), "a fix wrote a line end of the other kind"
    assert after.removeprefix("\ufeff").split("\r\n") == plain.split("\n")
