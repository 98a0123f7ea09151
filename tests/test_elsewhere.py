"""What a fix may change and what it may not, part by part; and that HTML tells the same story."""

from __future__ import annotations

import pyromark
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.diagnostics import Diagnostic, Edit, Level, Span, replace
from lint.engine.elsewhere import harm
from lint.engine.mend import edited, mend
from lint.post.markdown import OPTIONS
from lint.post.post import parse


def changed(text: str, old: str, new: str, *, restructures: bool = False) -> str:
    """What else changes when the first `old` of the text becomes `new`; empty where nothing does."""
    start = text.index(old)
    edits = [Edit(Span(start, start + len(old)), new)]
    found = harm(parse(text), parse(edited(text, edits)), edits, restructures=restructures)
    return f"{found.reason}: {text[found.span.start : found.span.end]}" if found else ""


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Teh cat.\n", "Teh", "The"),
        ("# Teh cat\n\nA [teh](/b) *teh* `teh`.\n", "Teh", "The"),
        ("A [cat](htp://a.test/b) here.\n", "htp", "http"),
        ("A [cat][x].\n\n[x]: htp://a.test/b\n", "htp", "http"),
        ("A [cat](/b/).\n", "/b/", "/c/"),
        ("One.\n\n# Two\n\nThree.\n", "# Two\n\n", ""),
        ("One two two\nthree.\n", " two\n", "\n"),
        ("**One** one\n\nTwo.\n", " one", ""),
        ("- one\n- teh two\n\n  three\n", "teh", "the"),
        ("| a | teh |\n|---|---|\n| b | c |\n", "teh", "the"),
        ("---\ntitle: teh cat\ntags: [a, b]\n---\n\nText.\n", "teh", "the"),
        ("---\ntags: a, b\ntitle: x\n---\n\nText.\n", "a, b", "[a, b]"),
        ("---\ntitle: x\n---\n\nText.\n", "title: x\n", "title: x\nlang: en\n"),
        ("A note.[^1]\n\n[^1]: Teh note.\n", "Teh", "The"),
        ("\ufeffTeh cat.\r\n", "Teh", "The"),
        ("A <b>teh</b> cat.\n", "teh", "the"),
        ('<img alt="teh" src="a.png">\n', "teh", "the"),
    ],
)
def test_an_edit_of_its_own_is_no_harm(text: str, old: str, new: str) -> None:
    assert changed(text, old, new) == ""


@pytest.mark.parametrize(
    ("text", "old", "new", "what"),
    [
        ("See [teh].\n\n[teh]: /b\n", "teh", "the", "this link: [teh]"),
        ("Some text\nthree - four\n", "three ", "", "the fix would make another list here: three "),
        ("Text.\n\nOne\n---\n", "One", "", "the fix would change this heading: One\n---\n"),
        ("A [cat](/b) x.\n", "A ", "    A ", "this link: [cat](/b)"),
        ("Some `code` and `more`.\n", "Some ", "Some ` ", "this code: `more`"),
        ("A *cat* sat.\n", "A ", "A\\", "the text here: *"),
        ("One\n\n    code\n", "One", "- One", "this code: code\n"),
        ("One\n\n```\ncode\n```\n\nTwo\n", "One", "```", "this code: ```\ncode\n```"),
        ("---\ntitle: x\nlang: en\n---\n\nText.\n", "x", "x: y", "the front matter: ---"),
        ("See [a][x] and [b][x].\n\n[x]: /b\n", "[x]: /b", "[y]: /b", "this link: [a][x]"),
    ],
)
def test_what_is_not_edited_must_not_change(text: str, old: str, new: str, what: str) -> None:
    found = changed(text, old, new)
    assert what in found
    assert found


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("One\n\n##Two\n\nThree\n", "##", "## "),
        ("```sh\nmake\n```sh\n\nThen go on.\n\n# Next\n", "```sh\n\n", "```\n\n"),
        ("So:\n2. a\n3. b\n\nText.\n", "So:\n", "So:\n\n"),
        ("1. a\n- b\n2. c\n", "- b", "   - b"),
        ("See [a][x].\n\nOne\n[x]: /b\n", "One\n", "One\n\n"),
    ],
)
def test_a_restructuring_fix_may_change_its_blocks(text: str, old: str, new: str) -> None:
    assert changed(text, old, new) != ""
    assert changed(text, old, new, restructures=True) == ""


@pytest.mark.parametrize(
    ("text", "old", "new", "what"),
    [
        ("One\n\nTwo\n\n# Three\n", "One", "```", "this heading: # Three\n"),
        ("One\n\n    code\n", "One", "- One", "this code: code\n"),
        ("One\n\nSee [a].\n\n- b\n", "One", "<pre>", "the fix would change this paragraph: See [a].\n"),
        ("- a\n\nText.\n\n- b\n", "- a\n\nText", "- a\n\n  Text", ""),
    ],
)
def test_a_restructuring_fix_must_not_change_the_blocks_of_others(text: str, old: str, new: str, what: str) -> None:
    found = changed(text, old, new, restructures=True)
    assert what in found
    assert bool(found) == bool(what)


WORDS = [
    "recieve", "a recieve b", "[recieve]", "[recieve]: /b\n", "[a][recieve]", "[recieve](/b)", "`recieve`",
    "# recieve\n", "- recieve\n", "    recieve\n", "\n", "\n\n", "> ", "*", "**", "_", "[^recieve]",
    "[^recieve]: a\n", "<b>", "</b>", "```\n", "| a | recieve |\n|---|---|\n", "<recieve>", "---\n", "===\n",
    "\\", "![recieve](a.png)", "&amp;", "1. ", "text", " ", "~~",
]  # fmt: skip


def html(text: str) -> str:
    shown: str = pyromark.html(text, options=OPTIONS)
    return shown.replace("recieve", "receive")


@given(st.lists(st.sampled_from(WORDS), max_size=16).map("".join), st.randoms())
@example("[recieve]\n\n[recieve]: /b\n", None)
def test_the_rest_of_the_page_is_the_same(text: str, chance: object) -> None:
    """Wherever a word is rewritten, but where that is refused, the page shows the same but for the word."""
    starts = [at for at in range(len(text)) if text.startswith("recieve", at)]
    chosen = [at for at in starts if chance is None or chance.random() < 0.5]  # type: ignore[attr-defined]
    fixes = [replace(Span(at, at + 7), "receive", "Write it so") for at in chosen]
    ones = [Diagnostic("a.md", "r", "style", Level.ERROR, "wrong", fix.edits[0].span, fix) for fix in fixes]
    mended = mend(parse(text), ones, ())
    assert html(mended.post.text) == html(text)
    assert len(mended.fixed) + len(mended.refused) <= len(ones)
