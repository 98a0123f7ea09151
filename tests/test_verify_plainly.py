"""What passes over most of a page finds no less than what looks at all of it: compared with the plain way to do it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lint.bundle.verify_feeds import _unescaped, json_references
from lint.bundle.verify_markers import _DRAFT, _DRAFT_ELEMENT, _MASK, Marker, markers
from lint.bundle.verify_markers import _TAG as _TEMPLATE
from lint.bundle.verify_scan import Scanned, _read, _styles, scan
from lint.bundle.verify_space import Space
from lint.bundle.verify_tags import code_spans
from lint.diagnostics import Span

# Pieces of tags, good and broken: joined at random they meet in every order.
PIECES = [
    *("<", ">", "</", "/>", '"', "'", "=", " ", "\n", "/", "&amp;", "&", "x", "é", "a b", "\ue000", "%EE%80%80", "-->"),
    *("<a ", "<p>", "<p ", "<A ", "<span ", "<img ", "<link ", "<meta ", "<base ", "<svg:a ", "<x-y ", "<a<b ", "<!--"),
    *("</a>", "</p >", '</p x="<">', "<code>", "</code>", "<PRE ", "</pre>", "<kbd/>", "<!-- c -->", "<!doctype html>"),
    *("<script>", "</script>", "<script ", "</SCRIPT ", "<style>", "</style>", "<Style ", "<textarea>", "</textarea>"),
    *("<title>", "</title>", "<titles>", "<body ", "<video ", "<input ", "<div ", "<main "),
    *('id="i"', "id='j'", "id=k", 'ID="l"', 'id = "m"', 'name="n"', "name", 'class="c"', 'class="a > b"'),
    *('class="<a href=no>"', "title='<b id=no>'", 'href="a.html"', 'href=" b&amp;c "', "href=c", 'Href="d"', 'href=""'),
    *('src="s.png"', 'srcset="a.png 1x, b.png 2x"', 'style="background: url(&quot;t.png&quot;)"', 'poster="p"'),
    *('cite="q"', 'xlink:href="#u"', 'rel="preconnect"', 'rel="icon"', 'data-x="y"', 'data="o"', 'id="<"'),
    *('property="og:image"', 'name="twitter:URL"', 'name="description"', 'content="0; url=r"', 'http-equiv="refresh"'),
    *("url(w.png)", "@import 'i.css'", "{{ t }}", "{{", "}}", "{% if %}", "<% x %>", "{%", "%}", "%>", "%"),
    *("draft: true", 'Draft="YES', "published: false", "Published\xa0=\u2003No", "status: draft"),
    *("<p data-draft>", '<p class="is-draft">', '<meta name="draft">', "draft", "ſtatus: draft", "publ\u0131shed: no"),
]  # fmt: skip
html = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
# Whole tags more often than chance makes them.
attributes = st.lists(st.sampled_from([one for one in PIECES if "=" in one or one.isalpha()]), max_size=5)
tag = st.tuples(st.sampled_from([one for one in PIECES if re.fullmatch(r"<[\w:-]+ ", one)]), attributes)
tags = st.lists(tag.map(lambda one: one[0] + " ".join(one[1]) + ">"), max_size=6).map("".join)

_TAG = re.compile(
    r"<(?:!--(?:.*?-->|.*\Z)|(?P<close>/?)(?P<name>[A-Za-z][^\s/>\"'<]*+)"
    r"(?P<attributes>(?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+)>)",
    re.DOTALL,
)
_RAW = frozenset({"script", "style", "textarea", "title"})
_CODE = frozenset({"code", "kbd", "pre", "samp", "script", "style", "textarea"})


def every_tag(text: str) -> Iterator[tuple[re.Match[str], str, Span]]:
    """Each tag, its name in lower case, and where the text of a raw element is."""
    at = 0
    while found := _TAG.search(text, at):
        at = found.end()
        name = (found["name"] or "").lower()
        if found["close"] == "" and name in _RAW:
            closing = re.compile(rf"</{name}", re.IGNORECASE | re.ASCII).search(text, at)
            at = closing.start() if closing else len(text)
        yield found, name, Span(found.end(), at)


def code_plainly(text: str) -> list[Span]:
    spans, depth, start = [], 0, 0
    for found, name, _ in every_tag(text):
        if name in _CODE and found["close"]:
            depth = max(0, depth - 1)
            if depth == 0:
                spans.append(Span(start, found.end()))
        elif name in _CODE:
            start = start if depth else found.start()
            depth += 1
    return [*spans, Span(start, len(text))] if depth else spans


def scan_plainly(text: str) -> Scanned:
    """Every tag is looked at, and its attributes are read one by one."""
    found = Scanned()
    for one, name, inside in every_tag(text):
        if name and not one["close"]:
            if more := _read.__wrapped__(name, one["attributes"]):
                found.add(more, one.start("attributes"))
            if name == "style" and inside.start < inside.end:
                found.addresses += _styles(text[inside.start : inside.end], inside.start)
    found.names.update(name for name, _ in found.ids)
    return found


def markers_plainly(text: str) -> list[Marker]:
    """All of the text is searched for each kind."""
    code = code_plainly(text)
    found = [
        (kind, match)
        for kind, pattern in (("template-tag", _TEMPLATE), ("draft-marker", _DRAFT), ("draft-marker", _DRAFT_ELEMENT))
        for match in pattern.finditer(text)
        if not any(span.start <= match.start() < span.end for span in code)
    ]
    masks = [("mask", match) for match in _MASK.finditer(text)]
    unescaped = [Marker(kind, unescape(match.group()), Span(*match.span())) for kind, match in found]
    return [Marker(kind, match.group(), Span(*match.span())) for kind, match in masks] + unescaped


@given(st.one_of(html, tags, st.tuples(tags, html, tags).map("".join)))
@example('<a class="<a href=no>" href="a.html">')
@example("<script>'<a href=no>'</scrip></SCRIPT ><a href=yes>")
@example('<span class="x"id="y"><p class="a > b" id="c">')
@settings(max_examples=1000)
def test_a_scan_finds_what_a_look_at_every_tag_finds(text: str) -> None:
    assert scan(text) == scan_plainly(text)
    assert code_spans(text) == code_plainly(text)


@given(st.one_of(html, st.tuples(html, st.sampled_from(PIECES), html).map(" ".join)))
@settings(max_examples=1000)
def test_markers_are_those_that_a_search_of_everything_finds(text: str) -> None:
    assert list(markers(text)) == markers_plainly(text)


strings = st.one_of(st.text(max_size=5), st.sampled_from(["a", "a/b", '"', "\\", "é", "<a href='x'>", "\x7f", ""]))
values = st.recursive(
    strings, lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.sampled_from(["url", "icon", "x"]), inner))
)


@given(values, st.booleans(), st.booleans())
def test_the_strings_of_json_are_found_where_they_stand(value: object, ascii_only: bool, slashes: bool) -> None:
    text = json.dumps({"url": value}, ensure_ascii=ascii_only)
    text = text.replace("/", "\\/") if slashes else text
    for one in json_references(text, json.loads(text)):
        if one.span.end > one.span.start:
            assert json.loads(f'"{text[one.span.start : one.span.end]}"').strip() == one.address


ESCAPES = [
    "&",
    "amp",
    "amp;",
    "lt;",
    "&lt;",
    "&gt;",
    "&#39;",
    "&#34;",
    "&quot;",
    "&quot",
    "#39;",
    "&notit;",
    ";",
    "&amp;",
]


@given(st.lists(st.sampled_from(ESCAPES)).map("".join))
def test_escaped_html_is_read_as_html_unescape_reads_it(text: str) -> None:
    assert _unescaped(text) == unescape(text)


FILES = ["index.html", "a/index.html", "a/b/index.html", "a/b/c d.html", "a/é.png", "x"]
STEPS = [
    *("../", "./", "..", ".", "/", "//", "a", "b", "b/", "A/", "index.html", "c%20d.html", "c d.html", "%2e%2e/", "#"),
    *("\\", "\t", "\n", ":", "C:", "http:", "https://", "HTTP://", "?", "h.org", "other.org", "localhost"),
    *("blog/", "é.png", "e\u0301.png", "#f%20g", "mailto:", "data:text/html", "javascript:", "/home/ann/", " "),
    *("u@h.org:80", "[::1]", "x"),
]  # fmt: skip
addresses = st.lists(st.sampled_from(STEPS), min_size=1, max_size=7).map("".join)


@given(
    st.lists(
        st.tuples(st.sampled_from(FILES), addresses, st.sampled_from(["", "", "/blog/a/", "../", "https://other.org/"]))
    ),
    st.sampled_from(["", "https://h.org/", "https://h.org/blog"]),
)
@settings(max_examples=1000)
def test_an_address_leads_where_it_leads_to_those_who_have_asked_nothing_before(
    asked: list[tuple[str, str, str]], url: str
) -> None:
    space = Space(FILES, url)
    for file, address, base in asked:
        lead = space.lead(file, address, base)
        if address[0] not in "#?" or base:
            assert lead == Space(FILES, url)._lead(file.rpartition("/")[0], address, base)
