"""Hiding what is no Markdown: what no text may break, and how long it may take."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_post_properties import spans

from lint.post.dialect import FLAVORS, Dialect, Syntax
from lint.post.dialect.read import hide
from lint.post.post import parse
from lint.site.post_parts import parts

PIECES = [
    "\n", "\n\n", "\r\n", "    ", "\t", "- ", "1. ", "> ", "# ", "`", "```", "~~~", "{{", "}}", "{{<", ">}}", "{{%",
    "%}}", "{%", "%}", "{%-", "raw", "comment", "endcomment", " highlight ", "end", "{#", "#}", "{:", "{::comment}",
    "{:/comment}", "{.a #b c=d}", "{", "}", "{/*", "*/}", "<A", "<A>", "</A>", "<>", "</>", "<b>", "</b>", "<code>",
    "/>", ">", " a={", " b='", '"', "'", "import A from 'a'", "export const a = ", "[", "]", "(", ")", ":::", "::: a ",
    ":::a[", ":::{note} ", "```{note}\n", ":a: b\n", "---\n", "$", "$$", "\\(", "\\)", "\\[", "\\]", "\\", "[[", "]]",
    "![[", "|", "[!NOTE]", "@a", "{ref}`", "(a)=\n", "%%", "% ", "^a", "!!! note \"", "=== \"", "???", "a", "b ", "é",
    "😀", "\ue000", "\udcff", "\0", "\x01", "<!--", "-->", "\\begin{align}", "\\end{align}", "<style>", "=", "_", "5",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
flavors = st.sampled_from(["", *FLAVORS])


@given(texts, flavors, st.sampled_from(["a.md", "a.mdx"]))
def test_any_text_can_be_read_in_any_flavour(text: str, flavor: str, path: str) -> None:
    post = parse(text, path, flavor=flavor)
    assert len(post.prose) == len(post.source) == len(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans(post))
    for written, seen, hidden in zip(text, post.prose, post.source, strict=True):
        assert seen in "\0\x01\x02" or written in {seen, "&"}
        assert (written in "\r\n") == (hidden in "\r\n"), "line ends are kept"
        assert hidden in {written, "\ue000", " "}
    ends = [one.span for one in post.masked]
    assert all(before.end <= after.start for before, after in pairwise(ends)), "apart and in order"
    for group in (post.tags, post.links, post.images, post.headings):
        starts = [one.span.start for one in group]  # type: ignore[attr-defined]
        assert starts == sorted(starts)


@given(texts, flavors)
def test_the_reader_gets_the_same_characters_in_another_order(text: str, flavor: str) -> None:
    post = parse(text, "a.mdx", flavor=flavor)
    hidden = hide(text, post.body, post.dialect)
    assert sorted(hidden.reading) == sorted(hidden.source)
    for there, here in zip(hidden.reading, hidden.source, strict=True):
        assert there == here or (there in " \t\r\n" and here in " \t\r\n")


@given(texts, flavors)
def test_parts_are_apart_and_in_order(text: str, flavor: str) -> None:
    found = [part.span for part in parts(parse(text, "a.mdx", flavor=flavor))]
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(text[span.start : span.end].strip() for span in found)


LONG = [
    "{{", "{%", "{%-", "{{<", "{{< `", "{{%", "{#", "{:", "{::comment}", "{.a ", "){.a b ", "{", "{\"", "{'\\", "{`\\",
    "{/*", "<A", "<A ", "<A /*", "<A>", "</A>", "<A b={", "<code>", "<b>", "<!--", "import {\n\n", "export default (\n",
    ":::", ":::\n", "::: a\n", ":::a[\n", ":::{note}\n", "```{note}\n", "```{note}\n:a: b\n", "~~~{tip}\n---\n", "`",
    "``` \n", "$", "$$", "$a", "$ a", "\\(", "\\[", "\\(a", "\\begin{align}", "[[", "[[a", "![[", "[[a|", "[[a]]",
    "[a]: b\n[[a]]\n", "> [!NOTE]\n", "[!", "@a", "@", "{ref}`", "(a)=\n", "%%", "% a\n", " ^a\n", "!!! note\n",
    "!!! note\n    ", "=== \"a\"\n", "{% raw %}", "{% comment %}", "# a {#b}\n", "# a {.b}\n", "# a {: #b}\n",
    "# a\n{: #b}\n", "a {/* #b */}\n", "\t<A>\n", "  <A>\n\n    a\n", " " * 8 + "\n",
]  # fmt: skip


EVERYTHING = frozenset(get_args(Syntax)) - {"mdx"}
DIALECTS = [
    Dialect("myst", EVERYTHING),
    Dialect("obsidian", frozenset({"comments", "wikilinks", "math"})),
    Dialect("mdx", frozenset({"mdx", "containers"})),
]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.flavor)
@pytest.mark.parametrize("piece", LONG, ids=repr)
def test_time_grows_as_the_text_does(piece: str, dialect: Dialect) -> None:
    """Four times the text takes four times the time, where it takes any; sixteen times is what must not be."""

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        hide(text, 0, dialect)
        return time.process_time() - start

    assert any(seconds(120_000) < max(0.3, 9 * seconds(30_000)) for _ in range(3))
