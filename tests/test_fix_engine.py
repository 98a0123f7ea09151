"""Fixes: what is taken together, what waits, and that a text comes to rest."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.config.schema import Config
from lint.diagnostics import Diagnostic, Edit, Fix, Level, Span
from lint.engine.examine import Source
from lint.engine.fix import Fixed, fix
from lint.engine.mend import edited, mend
from lint.engine.run import Desk, run
from lint.engine.select import Chosen, built_in, choose
from lint.post.post import parse
from lint.rule import Finding, Rule, replace
from lint.world.dictionaries import dictionaries
from lint.world.files import ListedFiles

TODAY = datetime.date(2024, 6, 1)


def found(*edits: tuple[int, int, str], safe: bool = True, rule: str = "r") -> Diagnostic:
    made = Fix("mend it", tuple(Edit(Span(start, end), text) for start, end, text in edits), safe)
    return Diagnostic("a.md", rule, "style", Level.WARNING, "wrong", made.edits[0].span, made)


def applied(text: str, *ones: Diagnostic) -> tuple[str, int]:
    mended = mend(parse(text), ones, ())
    assert mended.refused == {}
    return mended.post.text, len(mended.fixed)


def test_edits_are_made_at_their_places() -> None:
    assert applied("one two six", found((4, 7, "2")), found((8, 11, "")), found((0, 0, "»"))) == ("»one 2 ", 3)


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    pair = found((0, 1, "("), (4, 5, ")"))
    assert applied("{abc}", pair) == ("(abc)", 1)
    assert applied("{abc}", found((4, 5, "!")), pair) == ("{abc!", 1)


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


def test_a_safe_fix_comes_before_an_unsafe_one() -> None:
    risky = found((0, 3, "xyz"), safe=False)
    assert applied("abc", risky) == ("xyz", 1)
    assert applied("abc", risky, found((1, 2, "B"))) == ("aBc", 1)


def test_a_fix_that_changes_nothing_is_no_fix() -> None:
    assert applied("abc", found((0, 1, "a"))) == ("abc", 0)


def test_a_fix_whose_own_edits_overlap_is_left_out() -> None:
    assert applied("abcdef", found((0, 3, "x"), (2, 4, "y"))) == ("abcdef", 0)
    assert applied("abcdef", found((1, 1, "x"), (1, 1, "y"))) == ("abcdef", 0)
    assert applied("abcdef", found((0, 2, "x"), (2, 4, "y"))) == ("xyef", 1)


def test_many_fixes_take_linear_time() -> None:
    text = "ab " * 20_000
    mended = mend(parse(text), [found((at, at + 1, "x")) for at in range(0, len(text), 3)], ())
    assert len(mended.fixed) == 20_000
    assert mended.post.text == "xb " * 20_000


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
    mended = mend(parse(text), [found((*edit.span, edit.text)) for edit in edits], ())
    assert mended.post.text == edited(text, (edit for one in mended.fixed if one.fix for edit in one.fix.edits))
    assert len(mended.fixed) + len(mended.refused) == sum(text[e.span.start : e.span.end] != e.text for e in edits)


def desk(chosen: Chosen) -> Desk:
    rulebook = built_in()
    more = [type(rule) for rule in chosen.post_rules if rule.id not in rulebook.rules]
    files = ListedFiles(["posts/a.md"])
    return Desk(Config(drafts="error"), chosen, dictionaries(), files, TODAY, rulebook=rulebook.with_rules(more))


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


class _Longer(Rule):
    """Always wants one letter more."""

    id = "longer"
    level = Level.WARNING

    def check(self, post: Any) -> Iterator[Finding]:
        yield Finding(Span(0, len(post.text)), "too short", replace(Span(0, 0), "x", "Make it longer"))


class _Swap(Rule):
    """Wants one word instead of another, everywhere."""

    id = "swap"
    level = Level.WARNING
    old: str = ""
    new: str = ""

    def check(self, post: Any) -> Iterator[Finding]:
        for match in re.finditer(self.old, post.prose):
            span = Span(*match.span())
            yield Finding(span, f"{self.old} is out of fashion", replace(span, self.new, "Write the other"))


class _SwapBack(_Swap):
    """The same, so that two of them can quarrel."""

    id = "swap-back"


class _Shorten(_Swap):
    """A third one."""

    id = "shorten"


def quarrel(*rules: Rule) -> Chosen:
    return Chosen(rules, (), {rule.id: Level.WARNING for rule in rules})


def test_a_rule_that_is_never_content_leaves_the_post_alone() -> None:
    after = mended("a the the cat\n", Chosen((_Longer(), *choose(["doubled-word"]).post_rules), (), LEVELS))
    assert text_of(after, "") == "a the cat\n", "what others mend is mended"
    assert [(one.diagnostic.rule, one.reason) for one in after.left] == [
        ("longer", "the fixes of `longer` never come to an end in this post")
    ]
    (found,) = after.result.judged.diagnostics
    assert found.fix is None
    assert [one.message for one in found.related] == [f"not fixed: {after.left[0].reason}"]


LEVELS = {"longer": Level.WARNING, "doubled-word": Level.WARNING}


@pytest.mark.parametrize("third", [(), (_Shorten(old="grand", new="big"),)])
def test_rules_that_undo_one_another_are_named(third: tuple[Rule, ...]) -> None:
    rules = quarrel(_Swap(old="big", new="large"), _SwapBack(old="large", new="grand" if third else "big"), *third)
    before = "A big cat.\n"
    after = mended(before, rules)
    assert text_of(after, before) == before
    names = "`shorten`, `swap` and `swap-back`" if third else "`swap` and `swap-back`"
    assert [one.reason for one in after.left] == [f"the fixes of {names} undo one another in this post"]
    assert after.fixed == []


def test_a_quarrel_in_one_post_is_none_in_another() -> None:
    rules = quarrel(_Swap(old="big", new="large"), _SwapBack(old="large(?= cat)", new="big"))
    one = desk(rules)
    sources = {path: Source(path, text) for path, text in (("a.md", "A big cat.\n"), ("b.md", "A big dog.\n"))}
    result = run(one, sources, sorted(sources))
    after = fix(one, sources, sorted(sources), result, lambda _: True)
    assert {path: source.text for path, source in after.changed.items()} == {"b.md": "A large dog.\n"}
    assert [one.diagnostic.path for one in after.left] == ["a.md"]
    assert [(one.path, one.rule) for one in after.fixed] == [("b.md", "swap")]


def test_a_long_chain_comes_to_its_end() -> None:
    steps = [_chain(number) for number in range(9)]
    after = mended("word0\n", quarrel(*steps))
    assert text_of(after, "") == "word9\n"
    assert after.left == []


def _chain(number: int) -> Rule:
    made = type(f"Step{number}", (_Swap,), {"id": f"step-{number}", "__module__": __name__})
    return made(old=f"word{number}", new=f"word{number + 1}")


def test_what_a_fix_would_change_elsewhere_is_shown() -> None:
    before = "So it is:\n\nlarge\n\n    code\n"
    after = mended(before, quarrel(_Swap(old="large", new="- big")))
    assert text_of(after, before) == before
    (found,) = after.result.judged.diagnostics
    assert found.fix is None
    assert [(one.span, one.message) for one in found.related] == [
        (Span(before.index("    code") + 4, len(before)), "not fixed: the fix would change this code")
    ]


def test_only_the_culprit_is_left_out() -> None:
    words = " ".join(f"large{number}" for number in range(30))
    before = f"{words}\n\nlarge\n\n    code\n\n{words}\n"
    rules = quarrel(_Swap(old=r"large(?=\d)", new="big"), _SwapBack(old="large$|large(?=\0)", new="- big"))
    after = mended(before, rules)
    assert text_of(after, before) == before.replace("large", "big").replace("\n\nbig\n", "\n\nlarge\n")
    assert len(after.fixed) == 60
    assert [one.diagnostic.rule for one in after.left] == ["swap-back"]


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
