"""SVG in a bundle is a picture: nothing in it runs, loads or tells."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.bundle.images.drawing import cleaned
from lint.bundle.images.fault import ImageError

SVG, XLINK = 'xmlns="http://www.w3.org/2000/svg"', 'xmlns:xlink="http://www.w3.org/1999/xlink"'
PIXEL = "data:image/png;base64,iVBORw0KGgo="


def clean(inside: str, root: str = SVG) -> str:
    text = cleaned(f"<svg {root} {XLINK}>{inside}</svg>".encode()).files[0].data.decode()
    ElementTree.fromstring(text)
    return text


def body(text: str) -> str:
    return re.sub(r"\A<svg[^>]*>|</svg>\n\Z", "", text)


@pytest.mark.parametrize(
    "vector",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<script xlink:href="https://evil.example/x.js"/>',
        '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml' onload='alert(1)'>alert</body></foreignObject>",
        "<g onload='alert(1)' ONCLICK='alert(1)'/>",
        "<a href='javascript:alert(1)'><text>x</text></a>",
        "<a xlink:href='java&#x0A;script:alert(1)'><text>x</text></a>",
        "<use href='https://evil.example/x.svg#y'/>",
        "<use xlink:href='data:image/svg+xml;base64,alert'/>",
        "<image href='https://evil.example/track.png'/>",
        "<image href='//evil.example/track.png'/>",
        "<image href='other.png'/>",
        "<image href='data:image/svg+xml,alert'/>",
        "<image href='data:text/html,alert'/>",
        "<feImage href='https://evil.example/x.png'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<set attributeName='xlink:href' to='javascript:alert(1)'/>",
        "<set attributeName='onclick' to='alert(1)'/>",
        "<set attributeName='fill' to='javascript:alert(1)'/>",
        "<style>@import 'https://evil.example/x.css';</style>",
        "<style>@import url(https://evil.example/x.css);</style>",
        "<style>rect{fill:url(https://evil.example/x.svg#y)}</style>",
        "<style>rect{fill:u\\72l(https://evil.example/x.svg#y)}</style>",
        "<style>rect{background:image-set('https://evil.example/x.png' 1x)}</style>",
        "<style>rect{fill:url('https://evil.example/x;{}.png')}</style>",
        "<style>rect{fill:url(/**/https://evil.example/x)}</style>",
        "<style>@font-face{font-family:x;src:url(https://evil.example/x.woff)}</style>",
        "<style>rect{-moz-binding:url(#x);behavior:url(https://evil.example)}</style>",
        "<rect style='fill:url(https://evil.example/x)'/>",
        "<rect fill='url(https://evil.example/x)'/>",
        "<rect filter='url(&quot;https://evil.example/x&quot;)'/>",
        "<rect fill='URL( https://evil.example/x )'/>",
        "<rect xml:base='https://evil.example/'/>",
        "<iframe src='https://evil.example'/>",
        "<handler type='text/javascript'>alert(1)</handler>",
        "<text><![CDATA[</text><script>alert(1)</script>]]></text>",
        "<title><![CDATA[<script>alert(1)</script>]]></title>",
        "<!-- <script>alert(1)</script> -->",
        "<?xml-stylesheet href='https://evil.example/x.css'?>",
        "<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>evil.example</rdf:RDF></metadata>",
        "<sodipodi:namedview xmlns:sodipodi='http://sodipodi.sourceforge.net/x' path='/home/evil.example/'/>",
        "<g inkscape:export-filename='/home/evil.example/x.png' xmlns:inkscape='http://www.inkscape.org/x'/>",
    ],
)  # fmt: skip
def test_nothing_runs_loads_or_tells(vector: str) -> None:
    text = clean(f"<rect id='kept' width='1'/>{vector}")
    assert 'id="kept"' in text
    assert "evil.example" not in text
    assert "javascript" not in text.lower()
    tree = ElementTree.fromstring(text)
    for element in tree.iter():
        assert element.tag.startswith("{http://www.w3.org/2000/svg}")
        assert element.tag.rpartition("}")[2].lower() not in {"script", "foreignobject", "iframe", "handler"}
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            if name.endswith("href"):
                assert value.startswith(("#", "data:image/png"))
    code = re.sub(r"<(title|text)>.*?</\1>", "", text)
    assert "alert" not in code


@pytest.mark.parametrize(
    "kept",
    [
        '<path d="M0 0L1 1" fill="url(#g)" stroke="#fff" transform="rotate(45 3 3)"/>',
        '<style>rect{fill:url(#g);content:"a;b{c}"}.x:not(.y)&gt;z{fill:red}@media (min-width:3px){a{b:c}}</style>',
        '<style>.x{mask:url(\'#m\')}</style>',
        f'<image href="{PIXEL}" width="3"/>',
        f'<style>rect{{fill:url({PIXEL})}}</style>',
        f'<image xlink:href="{PIXEL}"/>',
        '<use xlink:href="#kept"/><use href="#kept"/>',
        '<text xml:space="preserve" xml:lang="fr">Où &amp; &lt;quand&gt;</text>',
        '<linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>',
        '<g font-family="A, &quot;B&quot;" aria-label="x" class="y" style="fill:red;stroke:url(#g)"/>',
        '<animate attributeName="x" values="0;1;0" dur="2s" repeatCount="indefinite"/>',
        '<filter id="f"><feGaussianBlur in="SourceGraphic" stdDeviation="5"/></filter>',
    ],
)  # fmt: skip
def test_what_is_a_picture_stays(kept: str) -> None:
    def tree(inside: str) -> str:
        return ElementTree.canonicalize(f"<svg {SVG} {XLINK}>{inside}</svg>")

    text = clean(kept)
    assert tree(body(text)) == tree(kept)
    assert cleaned(text.encode()).files[0].data.decode() == text
    assert not cleaned(text.encode()).notice


def test_what_was_left_out_is_said() -> None:
    made = cleaned(f"<svg {SVG} onload='x()'><script/><image href='a.png'/></svg>".encode())
    assert made.notice == "is published without a handler of events, a reference to something outside, a script"
    assert cleaned(f"<svg {SVG}><metadata/><!-- x --></svg>".encode()).notice == ""


def test_a_link_in_a_drawing_is_drawn_and_leads_nowhere() -> None:
    made = cleaned(f"<svg {SVG}><a href='https://example.org'><path d='M0 0'/></a></svg>".encode())
    assert body(made.files[0].data.decode()) == '<g><path d="M0 0"></path></g>'
    assert not made.notice


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('width="30" height="20"', (30, 20)),
        ('width="30px" height="20.4px"', (30, 20)),
        ('width="30" viewBox="0 0 3 2"', (30, 20)),
        ('height="20" viewBox="0,0,3,2"', (30, 20)),
        ('viewBox="0 0 24 12"', (672, 336)),
        ('width="100%" height="100%" viewBox="0 0 24 12"', (672, 336)),
        ('width="3em" height="2em"', (0, 0)),
        ('viewBox="a b c d"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_the_size_of_a_drawing(root: str, size: tuple[int, int]) -> None:
    [one] = cleaned(f"<svg {SVG} {root}/>".encode()).files
    assert (one.width, one.height) == size


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "declares entities"),
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>', "declares entities"),
        ("<!DOCTYPE svg [<!ENTITY % a \"<!ENTITY b 'c'>\"> %a;]><svg>&b;</svg>", "declares entities"),
        ("<svg><g></svg>", r"is not well-formed: mismatched tag \(line 1, column 11\)"),
        ("<svg", "is not well-formed: unclosed token"),
        ("<svg>&nbsp;</svg>", "is not well-formed: undefined entity"),
        ("<svg/><svg/>", "is not well-formed: junk after document element"),
        ('<?xml version="1.0" encoding="klingon"?><svg/>', "is not well-formed: unknown encoding"),
        ("<html><svg/></html>", "is XML, but no SVG"),
        ('<svg xmlns="http://www.w3.org/1999/xhtml"/>', "is XML, but no SVG"),
    ],
)
def test_what_cannot_be_made_safe_is_refused(text: str, said: str) -> None:
    with pytest.raises(ImageError, match=said):
        cleaned(text.encode())


def test_a_drawing_without_its_namespace_gets_it() -> None:
    made = cleaned(b"<svg width='3' height='2'><path d='M0 0'/></svg>")
    assert body(made.files[0].data.decode()) == '<path d="M0 0"></path>'
    assert b'xmlns="http://www.w3.org/2000/svg"' in made.files[0].data


def test_prefixes_and_encodings_are_those_of_everybody() -> None:
    made = cleaned(
        "<?xml version='1.0' encoding='utf-16'?><s:svg xmlns:s='http://www.w3.org/2000/svg'><s:text>ä</s:text></s:svg>".encode(
            "utf-16"
        )
    )
    assert body(made.files[0].data.decode()) == "<text>ä</text>"


_PIECES = st.sampled_from(
    ["<g>", "</g>", "<style>", "</style>", "<a href='", "'>", "<script>", "</script>", "url(", ")", "https://evil.example",
     "@import", "{", "}", ";", "\\", "/*", "*/", "'", '"', "<rect style='", "fill:", "&lt;", "<![CDATA[", "]]>", "x"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_whatever_is_in_a_drawing_it_is_safe_or_refused(inside: str) -> None:
    try:
        text = clean(inside)
    except ImageError:
        return
    tree = ElementTree.fromstring(text)
    for element in tree.iter():
        assert element.tag.rpartition("}")[2] != "script"
        assert not any("evil" in value and "url(" in value for value in element.attrib.values())
        if element.tag.endswith("}style"):
            css = re.sub(r"/\*.*?\*/", "", element.text or "", flags=re.DOTALL)
            assert not re.search(r"url\([^)]*evil", css)
