"""Reading posts: what each span covers, and what stands in the prose."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from lint.diagnostics import Span
from lint.post.elements import Code, Definition, Footnote, Heading, Link
from lint.post.post import parse


def slices(text: str, *spans: Span) -> tuple[str, ...]:
    return tuple(text[span.start : span.end] for span in spans)


def shown(prose: str) -> str:
    """The mask with marks that can be read: `0` break, `1` opaque, `2` invisible."""
    return prose.replace("\0", "0").replace("\x01", "1").replace("\x02", "2")


# What may stand before a post's text without moving anything but the offsets.
SURROUNDINGS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "byte order mark": lambda text: "\ufeff" + text,
    "front matter": lambda text: "---\ntitle: Éclair 🍰\n---\n" + text,
    "emoji and combining characters": lambda text: "🍰 e\u0301 日本 👩‍👩‍👧\n\n" + text,
    "carriage returns": lambda text: "\ufeff---\r\ntitle: é\r\n---\r\n\r\n" + text.replace("\n", "\r\n"),
    "tabs": lambda text: "\ta block of code\n\nand\ttext\n\n" + text,
    "template tags": lambda text: "{% assign name = 'é' %}\n\n{{ name }} is here.\n\n" + text,
}


@pytest.fixture(params=SURROUNDINGS.values(), ids=SURROUNDINGS.keys())
def around(request: pytest.FixtureRequest) -> Callable[[str], str]:
    surrounding: Callable[[str], str] = request.param
    return surrounding


HEADINGS = [
    ("# One", 1, "One", "One", None, False, False),
    ("## Two ##\n", 2, "Two", "Two", None, False, False),
    ("###### Six\n", 6, "Six", "Six", None, False, False),
    ("   # Moved in\n", 1, "Moved in", "Moved in", None, False, False),
    ("#\tTab\n", 1, "Tab", "Tab", None, False, False),
    ("# C\\#\n", 1, "C\\#", "C#", None, False, False),
    ("# Fish &amp; chips\n", 1, "Fish &amp; chips", "Fish & chips", None, False, False),
    (
        "# *Bold* `code` [link](x) ![alt](y)\n",
        1,
        "*Bold* `code` [link](x) ![alt](y)",
        "Bold code link alt",
        None,
        False,
        False,
    ),
    ("# Named {#name}\n", 1, "Named", "Named", "name", False, False),
    ("# Tëst 🍰\n", 1, "Tëst 🍰", "Tëst 🍰", None, False, False),
    ("#\n", 1, "", "", None, False, False),
    ("## ##\n", 2, "", "", None, False, False),
    ("Under\n=====\n", 1, "Under", "Under", None, True, False),
    ("Under *two*\nlines\n---\n", 2, "Under *two*\nlines", "Under two\nlines", None, True, False),
    ("#hash\n---\n", 2, "#hash", "#hash", None, True, False),
    ("Under {#u}\n---\n", 2, "Under", "Under", "u", True, False),
    ("> # Quoted\n", 1, "Quoted", "Quoted", None, False, True),
    ("> Quoted\n> ===\n", 1, "Quoted", "Quoted", None, True, True),
    ("- item\n\n  ## In a list\n", 2, "In a list", "In a list", None, False, True),
    ("1. > ### Deep\n", 3, "Deep", "Deep", None, False, True),
]


@pytest.mark.parametrize("case", HEADINGS, ids=lambda case: repr(case[0]))
def test_heading(around: Callable[[str], str], case: tuple[str, int, str, str, str | None, bool, bool]) -> None:
    written, level, text_span, *more = case
    whole = around(written)
    ending = "\r\n" if "\r\n" in whole else "\n"
    heading: Heading = parse(whole).headings[-1]
    assert heading.level == level
    assert slices(whole, heading.text_span) == (text_span.replace("\n", ending),)
    assert [heading.text, heading.id, heading.setext, heading.nested] == more
    assert heading.span.start <= heading.text_span.start <= heading.text_span.end <= heading.span.end


LINKS = [
    # written, kind, span, text_span, url_span, url
    ("See [the guide](guide.md).", "inline", "[the guide](guide.md)", "the guide", "guide.md", "guide.md"),
    ('[a](b "A title")', "inline", '[a](b "A title")', "a", "b", "b"),
    ("[a](b 'A title')", "inline", "[a](b 'A title')", "a", "b", "b"),
    ("[a](b (A title))", "inline", "[a](b (A title))", "a", "b", "b"),
    ("[a](<b c> 'T')", "inline", "[a](<b c> 'T')", "a", "b c", "b c"),
    ("[a](  <b>  )", "inline", "[a](  <b>  )", "a", "b", "b"),
    ("[a](b(c)d)", "inline", "[a](b(c)d)", "a", "b(c)d", "b(c)d"),
    ("[a](b\\)c)", "inline", "[a](b\\)c)", "a", "b\\)c", "b)c"),
    ("[a](b&amp;c)", "inline", "[a](b&amp;c)", "a", "b&amp;c", "b&c"),
    ("[a]()", "inline", "[a]()", "a", "", ""),
    ("[a](<>)", "inline", "[a](<>)", "a", "", ""),
    ("[](b)", "inline", "[](b)", "", "b", "b"),
    ("[a\nb](c)", "inline", "[a\nb](c)", "a\nb", "c", "c"),
    ("[a](b\n'T')", "inline", "[a](b\n'T')", "a", "b", "b"),
    ("[a](\n  b\n)", "inline", "[a](\n  b\n)", "a", "b", "b"),
    ("> [a\n> b](\n> c)", "inline", "[a\n> b](\n> c)", "a\n> b", "c", "c"),
    ("- one\n  - [a](b)", "inline", "[a](b)", "a", "b", "b"),
    ("- [ ] to do: [a](b)", "inline", "[a](b)", "a", "b", "b"),
    ("| h | i |\n|---|---|\n| x | [a](b) |", "inline", "[a](b)", "a", "b", "b"),
    ("| h |\n|---|\n| [a](b\\|c) |", "inline", "[a](b\\|c)", "a", "b\\|c", "b|c"),
    ("## Into [a](b)", "inline", "[a](b)", "a", "b", "b"),
    ("**[a](b)**", "inline", "[a](b)", "a", "b", "b"),
    ("[a `]` *b* \\] c](d)", "inline", "[a `]` *b* \\] c](d)", "a `]` *b* \\] c", "d", "d"),
    ("[![a](b 'T')](c)", "inline", "[![a](b 'T')](c)", "![a](b 'T')", "c", "c"),
    ("[<b>a</b>](b)", "inline", "[<b>a</b>](b)", "<b>a</b>", "b", "b"),
    ("[😀](é)", "inline", "[😀](é)", "😀", "é", "é"),
    ("<https://a.net/é>", "autolink", "<https://a.net/é>", "https://a.net/é", "https://a.net/é", "https://a.net/é"),
    ("<me@example.net>", "autolink", "<me@example.net>", "me@example.net", "me@example.net", "mailto:me@example.net"),
    ("[a][b]\n\n[b]: c", "full", "[a][b]", "a", "b", "c"),
    ("[a][\nb]\n\n[b]: c", "full", "[a][\nb]", "a", "\nb", "c"),
    ("[B][]\n\n[b]: <c d> 'T'", "collapsed", "[B][]", "B", "B", "c d"),
    ("[b] is\n\n[b]:\n  c", "shortcut", "[b]", "b", "b", "c"),
    ("[a\nb] is\n\n[a b]: c", "shortcut", "[a\nb]", "a\nb", "a\nb", "c"),
    ("a <a class='x' href=\"b&amp;c\">d</a>", "html", "<a class='x' href=\"b&amp;c\">", "", "b&amp;c", "b&c"),
]  # fmt: skip


@pytest.mark.parametrize("case", LINKS, ids=lambda case: repr(case[0]))
def test_link(around: Callable[[str], str], case: tuple[str, str, str, str, str, str]) -> None:
    written, kind, *spans, url = case
    whole = around(written)
    ending = "\r\n" if "\r\n" in whole else "\n"
    link: Link = parse(whole).links[-1]
    expected = tuple(part.replace("\n", ending) for part in spans)
    assert slices(whole, link.span, link.text_span, link.url_span) == expected
    assert (link.kind, link.url, link.image) == (kind, url, False)


def test_the_images_of_a_post() -> None:
    text = (
        "![A *cat*](cat.png 'Tom') and ![](blank.png) and [![in a link](b.jpg)](c)\n\n"
        '![ref][r] <img alt="é" src="d.png"> <img src=e.png>\n\n[r]: f.png\n'
    )
    images = parse(text).images
    assert [(i.kind, i.url, i.text, i.title, i.has_alt) for i in images] == [
        ("inline", "cat.png", "A cat", "Tom", True),
        ("inline", "blank.png", "", "", True),
        ("inline", "b.jpg", "in a link", "", True),
        ("full", "f.png", "ref", "", True),
        ("html", "d.png", "é", "", True),
        ("html", "e.png", "", "", False),
    ]
    assert [slices(text, i.span, i.text_span, i.url_span) for i in images[:2]] == [
        ("![A *cat*](cat.png 'Tom')", "A *cat*", "cat.png"),
        ("![](blank.png)", "", "blank.png"),
    ]
    assert all(image.image for image in images)


CODE = [
    ("`a`", "span", "`a`", "a"),
    ("``a`b``", "span", "``a`b``", "a`b"),
    ("`a\nb`", "span", "`a\nb`", "a\nb"),
    ("| h |\n|---|\n| `a\\|b` |", "span", "`a\\|b`", "a\\|b"),
    ("```\nx\n```\n", "fenced", "```\nx\n```", "x\n"),
    ("```\n```\n", "fenced", "```\n```", ""),
    ("~~~py\nx\n\ny\n~~~\n", "fenced", "~~~py\nx\n\ny\n~~~", "x\n\ny\n"),
    ("````\n```\n````\n", "fenced", "````\n```\n````", "```\n"),
    ("```\nx\n~~~\n", "fenced", "```\nx\n~~~\n", "x\n~~~\n"),
    ("````\nx\n```\n", "fenced", "````\nx\n```\n", "x\n```\n"),
    ("```py\nx", "fenced", "```py\nx", "x"),
    ("```py", "fenced", "```py", ""),
    ("> ```\n> x\n> ```\n", "fenced", "```\n> x\n> ```", "x\n"),
    ("- ```\n  x\n  y\n  ```\n", "fenced", "```\n  x\n  y\n  ```", "x\n  y\n"),
    ("text\n\n    x\n    y\n", "indented", "x\n    y\n", "x\n    y\n"),
    ("- a\n\n      x\n", "indented", "x\n", "x\n"),
]


@pytest.mark.parametrize(("written", "kind", "span", "content"), CODE)
def test_code(around: Callable[[str], str], written: str, kind: str, span: str, content: str) -> None:
    whole = around(written)
    ending = "\r\n" if "\r\n" in whole else "\n"
    code: Code = parse(whole).code[-1]
    assert slices(whole, code.span, code.content) == tuple(part.replace("\n", ending) for part in (span, content))
    assert code.kind == kind


def test_what_a_fence_says_about_its_code() -> None:
    assert [code.info for code in parse("```py title=x\na\n```\n\n~~~\nb\n~~~\n").code] == ["py title=x", ""]


def test_html_tags_and_their_attributes() -> None:
    text = "<div class=\"a b\" hidden>\n<!-- <i> -->\n\nx <IMG alt='y &lt; z' src=u>\n\n</div>\n"
    tags = parse(text).tags
    assert [(tag.name, tag.closing, text[tag.span.start : tag.span.end]) for tag in tags] == [
        ("div", False, '<div class="a b" hidden>'),
        ("img", False, "<IMG alt='y &lt; z' src=u>"),
        ("div", True, "</div>"),
    ]
    attributes = [(a.name, a.value, *slices(text, a.span, a.value_span)) for tag in tags for a in tag.attributes]
    assert attributes == [
        ("class", "a b", 'class="a b"', "a b"),
        ("hidden", "", "hidden", ""),
        ("alt", "y < z", "alt='y &lt; z'", "y &lt; z"),
        ("src", "u", "src=u", "u"),
    ]


@pytest.mark.parametrize(
    "written", ['<a href="{{ page.url }}">x</a>', "<a\nhref={links.home}>x</a>", '<a href="{% url "a" %}">x</a>']
)
def test_what_a_template_or_an_expression_will_give_is_not_known(written: str) -> None:
    (link,) = parse(f"<p>\n{written}\n</p>\n").links
    assert link.url
    assert not link.url.strip("\ue000")


def test_footnotes() -> None:
    text = "A[^1] b[^né] c[^none].\n\n[^1]: One.\n\n    More.\n\n[^né]: Two.\n"
    found: list[Footnote] = parse(text).footnotes
    assert [(n.label, n.definition, text[n.span.start : n.span.end].rstrip()) for n in found] == [
        ("1", False, "[^1]"),
        ("né", False, "[^né]"),
        ("1", True, "[^1]: One.\n\n    More."),
        ("né", True, "[^né]: Two."),
    ]


def test_definitions_wherever_they_may_stand() -> None:
    text = (
        "[a]: /a 'T'\n[A]: <b c>\n\n> [q]: q\n\n- item\n\n  [l]: l\n\n[over\nlines]:\n  o\n\nText\n[no]: para\n\n"
        "```\n[no]: code\n```\n\n    [no]: indented\n\n<!--\n[no]: html\n-->\n\n[^no]: footnote\n"
    )
    found: list[Definition] = parse(text).definitions
    assert [(d.label, d.url, *slices(text, d.span, d.url_span)) for d in found] == [
        ("a", "/a", "[a]: /a", "/a"),
        ("A", "b c", "[A]: <b c>", "b c"),
        ("q", "q", "[q]: q", "q"),
        ("l", "l", "[l]: l", "l"),
        ("over lines", "o", "[over\nlines]:\n  o", "o"),
    ]


def test_broken_references() -> None:
    text = "See [é][nope], [nope too][] and\n[over\nlines][x]; [sic] is none. `[c][d]`\n"
    assert [(b.label, b.collapsed, *slices(text, b.span, b.label_span)) for b in parse(text).broken] == [
        ("nope", False, "[é][nope]", "nope"),
        ("nope too", True, "[nope too][]", "nope too"),
        ("x", False, "[over\nlines][x]", "x"),
    ]


PROSE = [
    ("plain text", "plain text"),
    ("one\ntwo\n\nthree", "one\ntwo00three"),
    ("the *the* **x**", "the 2the2 22x00"),
    ("a [b](c 'd') e", "a 2b22222222 e"),
    ("a [b][r] e\n\n[r]: c", "a 2b2222 e00000000"),
    ("a `b` c", "a 111 c"),
    ("the ![](x) the", "the 111111 the"),
    ("the ![a](x) the", "the 2212222 the"),
    ("![](x) the", "111111 the"),
    ("a &amp; b&eacute;", "a &2222 bé2222222"),
    ("a \\* b", "a 2* b"),
    ("a\\\nb  \nc", "a2\nb  \nc"),
    ("> one\n> two", "00one\n22two"),
    ("- one\n- two", "00one000two"),
    ("# T #\n\nx", "00T0000x"),
    ("|a|b|\n|-|-|\n|c|d|", "0a0b000000000c0d0"),
    ("x <b>y</b> z", "x 111y1111 z"),
    ("a <code>b c</code> d", "a 1111111111111111 d"),
    ("a <!-- b --> c", "a 1111111111 c"),
    ("<div>\na\n</div>", "00000000000000"),
    ("a[^1] b\n\n[^1]: c", "a1111 b00000000c"),
    ("go to https://example.net/a now", "go to 111111111111111111111 now"),
    ("<https://example.net>", "011111111111111111110"),
    ("a {{ b }} c", "a 1111111 c"),
    ("{% raw %}\na\n{% endraw %}\nb", "0000000000a00000000000000b"),
    ("a \0\x01\x02 b", "a 111 b"),
    ("---\ntitle: x\n---\ny", "00000000000000000y"),
]


@pytest.mark.parametrize(("text", "mask"), PROSE)
def test_prose(text: str, mask: str) -> None:
    assert shown(parse(text).prose) == mask


TEMPLATES = [
    "{{ page.title }}", "{% include a.html b='c' %}", "{# note #}", "{{< figure src='a' >}}", "{{% notice %}}",
    "{: .wide }", "{{{ raw }}}", "{%- if x -%}", "{{ a |\nb }}",
]  # fmt: skip


@pytest.mark.parametrize("tag", TEMPLATES)
def test_a_template_tag_is_hidden_in_its_own_length(tag: str) -> None:
    text = f"Before {tag} after.\n"
    post = parse(text)
    hidden = post.source[len("Before ") : -len(" after.\n")]
    assert len(post.source) == len(text)
    assert hidden.replace("\n", "") == "\ue000" * len(tag.replace("\n", ""))
    assert post.prose.startswith("Before \x01")
    assert post.prose.endswith(" after.\0")


def test_what_is_no_template_tag_stays() -> None:
    for text in ("# Title {#name}\n", "A set {a, b} {1}.\n", "Open {{ only.\n", "{% never\n\nclosed %}\n", "`{` `}`\n"):
        assert parse(text).source == text


def test_code_regions_of_templates_are_no_markdown() -> None:
    text = "{% highlight py %}\n# [no](heading)\n{% endhighlight %}\n\n# Yes\n"
    post = parse(text)
    assert [heading.text for heading in post.headings] == ["Yes"]
    assert post.links == []


def test_the_imports_of_mdx_are_hidden() -> None:
    text = "import X from 'x'\n\n# T\n\n{/* note */}\n\nText\n"
    assert shown(parse(text, "a.mdx").prose) == "0" * 21 + "T" + "0" * 16 + "Text0"
    assert "import X" in parse(text, "a.md").prose


def test_nested_images_do_not_grow_squared() -> None:
    depth = 5_000
    post = parse("![a" * depth + "](b)" * depth)
    assert len(post.images) == depth
    assert sum(len(image.text) for image in post.images) <= depth * 25


def test_what_raw_html_loads(around: Callable[[str], str]) -> None:
    text = around(
        '<picture><source srcset="a.png, b&amp;c.png 2x,d(1,2).png 100w , e.png">'
        '<img src="f.png" srcset=g.png></picture>\n'
        '<video src=" h.mp4 " poster=i.png><source src="j.webm"><track src="k.vtt"></video>\n'
        '<iframe src="https://l.test/"></iframe><object data="m.svg"></object><embed src="n.swf">\n'
        '<link rel="icon" href="o.ico"><link rel="stylesheet" href="p.css"><script src="q.js"></script>\n'
        '<video src="{{ film }}"></video><source src={film}><video></video><img srcset=" , ">\n'
    )
    post = parse(text)
    found = [(one.url, one.image, *slices(text, one.url_span)) for one in post.media]
    assert [url for url, *_ in found] == [
        *("a.png", "b&c.png", "d(1,2).png", "e.png", "g.png", "h.mp4", "i.png", "j.webm", "k.vtt"),
        *("https://l.test/", "m.svg", "n.swf", "o.ico", "p.css", "q.js"),
    ]
    assert {url for url, shown, _ in found if shown} == {
        *("a.png", "b&c.png", "d(1,2).png", "e.png", "g.png", "i.png", "o.ico"),
    }
    assert [written for *_, written in found] == [url.replace("&", "&amp;") for url, *_ in found]
    assert [image.url for image in post.images] == ["f.png"], "images are those that stand in an img"


def test_bare_addresses(around: Callable[[str], str]) -> None:
    text = around(
        "At https://a.test/x. And (https://b.test/c_(d)), **https://e.test**, http://f.test/?g&amp;h…\n"
        "[https://no.test](https://no.test) <https://no.test> <a href='x'>https://no.test</a>\n`https://no.test` "
        "www.no.test, https://no, https://no.test/{{ page }}, ftp://no.test\n\n    https://no.test\n"
    )
    post = parse(text)
    assert slices(text, *post.bare) == ("https://a.test/x", "https://b.test/c_(d)", "https://e.test")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '<img srcset="' + "a( " * 30_000 + '">',
        "https://a.test/)))) " * 5_000,
        "`" * 100_000,
        "*a " * 30_000,
        "<" * 100_000,
        "<div>\n" + "<a b={" * 20_000,
        "<!-- copydesk: allow " + " " * 100_000,
        "<!-- copydesk: allow x " * 5_000,
        "".join(f"[a{n}]: b\n\n```\n[c]: d\n```\n\n" for n in range(3_000)),
        "{{" * 50_000,
        "> " * 2_000 + "a",
        "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + ("|b" * 2_000 + "|\n") * 5,
    ],
    ids=lambda text: repr(text[:24]),
)
def test_patterns_that_take_long_elsewhere(text: str) -> None:
    start = time.perf_counter()
    post = parse(text)
    assert len(post.prose) == len(text)
    assert time.perf_counter() - start < 20, "linear work takes well under a second"
