"""What the policy is said to drop is what the sanitiser drops."""

from __future__ import annotations

from collections import Counter
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.bundle.sanitise import Sanitiser
from lint.post import html
from lint.post.html_policy import ATTRIBUTES, DROPPED_WITH_CONTENT, TAGS, dropped, is_kept

CLEAN = Sanitiser().clean
VOID = frozenset({"br", "col", "embed", "hr", "img", "input", "source", "wbr"})
# These stand in tables only; elsewhere a parser takes them away, whatever the policy says.
TABLE = frozenset({"caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"})
AROUND = {
    "caption": "<table>{}</table>",
    "colgroup": "<table>{}</table>",
    "col": "<table><colgroup>{}</colgroup></table>",
    "tbody": "<table>{}</table>",
    "thead": "<table>{}</table>",
    "tfoot": "<table>{}</table>",
    "tr": "<table><tbody>{}</tbody></table>",
    "td": "<table><tbody><tr>{}</tr></tbody></table>",
    "th": "<table><tbody><tr>{}</tr></tbody></table>",
}
OTHERS = ("font", "big", "button", "form", "label", "nav", "blink", "x-card", "output")
NAMES = (
    *tuple(sorted({name for names in ATTRIBUTES.values() for name in names})),
    *("style", "target", "rel", "onclick", "data-x", "align", "name", "srcset", "loading", "aria-label", "action"),
)
URLS = st.one_of(
    st.sampled_from(
        [
            *("a.png", "/a", "#a", "", "?q", "//x.org/a", "https://x.org", "http://x.org:80/a", "mailto:a@x.org"),
            *("tel:+1", "xmpp:a@x.org", "ftp://x.org", "javascript:alert(1)", " java\tscript:x", "data:image/png,x"),
            *("https://", "http:///a", "https://x y/", "https://x.org:99999/", "https://x.org:a/", "HTTPS://X.ORG"),
            *(
                "irc://x.org",
                "a:b",
                "c:\\a",
                "1:2",
                "https:a",
                "http:\\\\x.org",
                "https://[::1]/",
                "https://u:p@x.org/",
            ),
            *(
                "file:///a",
                "\x01https://x.org",
                "https://a<b/",
                "geo:1,2",
                "magnet:?x",
                "blob:https://x.org/1",
                "a b:c",
            ),
        ]
    ),
    st.text(alphabet="htps:/.ax@#?[]1 -", max_size=12),
)


class Kept(HTMLParser):
    """Counts the tags of a page, and the attributes that each has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: Counter[tuple[str, ...]] = Counter()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag,] += 1
        self.found.update((tag, name) for name, _ in attrs if name != "tabindex")  # which no author writes

    def handle_data(self, data: str) -> None:
        self.text += data


def said(text: str) -> Counter[tuple[str, ...]]:
    """What should stay, by the policy's own word."""
    tags = list(html.tags(text, 0, len(text)))
    gone = list(dropped(tags, text))
    whole = {id(one.tag) for one in gone if one.attribute is None}
    less = {(id(one.tag), one.attribute.name) for one in gone if one.attribute}
    found: Counter[tuple[str, ...]] = Counter()
    inside = False
    for tag in tags:
        if tag.name in DROPPED_WITH_CONTENT and tag.name not in VOID:
            inside = not tag.closing
        if tag.closing or inside or id(tag) in whole:
            continue
        found[tag.name,] += 1
        names = {one.name for one in tag.attributes if (id(tag), one.name) not in less}
        found.update((tag.name, name) for name in (names | {"type"} if tag.name == "input" else names))
    return found


@pytest.mark.parametrize("name", sorted(TAGS | DROPPED_WITH_CONTENT | set(OTHERS)))
@given(attributes=st.dictionaries(st.sampled_from(NAMES), URLS, max_size=4))
def test_of_one_element(name: str, attributes: dict[str, str]) -> None:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    element = f"<{name}{written}>" if name in VOID else f"<{name}{written}>text</{name}>"
    page = Kept(CLEAN(AROUND.get(name, "{}").format(element)))
    kept = Counter({key: count for key, count in page.found.items() if key[0] == name})
    expected = said(element)
    if name == "input" and "type" in attributes:
        assert kept[name, "type"] == 1
    assert kept == expected
    if name in DROPPED_WITH_CONTENT:
        assert "text" not in page.text


TREES = st.recursive(
    st.sampled_from(["text", "<br>", '<img src="a.png" style="x">', "<svg/>", "<embed src=x>", "<!-- <b> -->"]),
    lambda inner: st.builds(
        lambda name, parts: f"<{name} style='x' class='y'>{''.join(parts)}</{name}>",
        st.sampled_from(["div", "section", "span", "em", "font", "x-card", "svg", "iframe", "math", "kbd", "noscript"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@given(st.lists(TREES, max_size=4).map("".join))
def test_of_elements_in_elements(text: str) -> None:
    tags = list(html.tags(text, 0, len(text)))
    gone = list(dropped(tags, text))
    page = Kept(CLEAN(text))
    assert not page.found.keys() & {(one.tag.name,) for one in gone if one.attribute is None}
    if not any(one.whole for one in gone):
        assert page.found == said(text)


@given(URLS)
def test_of_addresses(url: str) -> None:
    page = Kept(CLEAN(f'<a href="{escape(url)}">x</a>'))
    assert is_kept(url) == (("a", "href") in page.found)


def test_what_checkers_of_style_mind_is_tidied_and_nothing_else() -> None:
    boxes = '<ul>\n<li><input type="checkbox" disabled checked> a \t\n</li>  \n</ul>'
    assert CLEAN(boxes) == '<ul>\n<li><input disabled checked type="checkbox"> a\n</li>\n</ul>'
    kept = '<pre tabindex="0"><code>a  \n</code></pre>'
    assert CLEAN(f"<p>x \n</p>{kept}<p>y \n</p>") == f"<p>x\n</p>{kept}<p>y\n</p>"
    assert CLEAN('<p title=\'<input disabled=""\'>&lt;input disabled=""</p>').count("disabled=") == 2
