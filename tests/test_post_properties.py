"""Reading posts: what no text may break."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from lint.diagnostics import Span
from lint.post.post import Post, parse
from lint.post.prose import addresses as bare

# Pieces that Markdown, templates and front matter are made of: joined at random they meet in every order.
PIECES = [
    "# ", "## ", "\n", "\n\n", "\r\n", "\r", "    ", "\t", "- ", "* ", "1. ", "> ", "[", "]", "(", ")", "![", "](",
    "](<", ">)", "][", "[]", "[a]", "[a]: b", "[^1]", "[^1]: ", "`", "``", "```", "~~~", "*", "**", "_", "~~", "<", ">",
    "<b>", "</b>", '<a href="', "{x}", '"', "<!--", "-->", "{{", "}}", "{%", "%}", "{#", "#}", "---", "+++", "===", "|",
    "|-|-|", "\\", "&amp;", "&", "&#x41;", "é", "😀", "\u0301", "\udcff", "\ud800", "\0", "\x01", "\x02", "\ue000",
    "\ufeff", "a", "b ", "title: ", "x: y", "{", "}", "https://a.b", "www.a.b", "<https://a.b>", "<code>", "{: .a}",
    "{#id}", "- [ ] ", "<!-- copydesk: allow x -->", "&ngE;",
]  # fmt: skip
pieces = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
texts = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=[])),
    pieces,
    pieces.map("---\n{}".format),
    pieces.map("---\ntitle: x\n---\n{}".format),
    st.tuples(pieces, st.sampled_from(["{{ a }}", "é", "\udcff"])).map("".join),
)


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from spans(inner)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans(getattr(value, name))


def in_order(post: Post) -> Iterator[list[int]]:
    groups = (
        post.headings,
        post.links,
        post.images,
        post.code,
        post.tags,
        post.footnotes,
        post.definitions,
        post.broken,
    )
    for group in groups:
        yield [one.span.start for one in group]


@given(texts, st.sampled_from(["a.md", "a.mdx"]))
def test_any_text_can_be_read(text: str, path: str) -> None:
    post = parse(text, path)
    assert len(post.prose) == len(post.source) == len(text)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans(post))
    for starts in in_order(post):
        assert starts == sorted(starts)
    for written, seen in zip(text, post.prose, strict=True):
        assert seen in "\0\x01\x02" or written in {seen, "&"}


words = st.text(st.sampled_from("abcé😀日 "), min_size=1).map(str.strip).filter(bool)
addresses = st.text(st.sampled_from("abé😀/.#?=-"), min_size=1)
titles = st.one_of(st.just(""), words.map(' "{}"'.format), words.map(" '{}'".format), words.map(" ({})".format))


# Where the link stands, and what lies between it and the block's start.
openings = st.tuples(st.sampled_from(["", "- ", "> ", "# "]), st.text(st.sampled_from("aé😀 "))).map("x".join)


@given(openings, words, addresses, titles, st.booleans())
def test_the_spans_of_any_inline_link(opening: str, text: str, url: str, title: str, bracketed: bool) -> None:
    written = f"[{text}](<{url}>{title})" if bracketed else f"[{text}]({url}{title})"
    whole = f"{opening}{written} y"
    post = parse(whole)
    (link,) = post.links
    assert [whole[at.start : at.end] for at in (link.span, link.text_span, link.url_span)] == [written, text, url]
    assert (link.url, link.text) == (url, text)
    at = link.text_span
    assert post.prose[at.start : at.end] == text


# What the plain searches stand for: one pattern, which is many times as slow.
PLAIN_ADDRESS = re.compile(r"(?:\b[a-zA-Z][a-zA-Z+.-]{1,20}://|\bwww\.)[^\s<>\x00-\x02]+|\bmailto:[^\s<>\x00-\x02]+")
ADDRESS_PIECES = [
    "https",
    ":",
    "//",
    "://",
    "www.",
    "mailto:",
    "a",
    "_",
    "-",
    ".",
    "é",
    " ",
    "\0",
    "\x01",
    "<",
    "x" * 22,
]


@given(st.lists(st.sampled_from(ADDRESS_PIECES), max_size=14))
def test_bare_addresses_are_those_of_one_pattern(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert [tuple(span) for span in bare(text)] == [one.span() for one in PLAIN_ADDRESS.finditer(text)]
