"""The rule unclosed-html."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from lint.post.elements import Tag
from lint.post.post import Post
from lint.rule import Bad, Edit, Finding, Fix, Good, Level, Rule, Span

_VOID = frozenset(
    (
        *("area", "base", "basefont", "br", "col", "command", "embed", "frame", "hr", "img", "input"),
        *("keygen", "link", "meta", "param", "source", "track", "wbr"),
    )
)
# Elements whose end tag HTML lets an author leave out; an end without a start ends nothing, "</p>" makes an empty one.
_OPTIONAL = frozenset(
    (
        *("body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp"),
        *("rt", "tbody", "td", "tfoot", "th", "thead", "tr"),
    )
)
_ELEMENTS = frozenset(
    (
        *("a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blink"),
        *("blockquote", "button", "canvas", "center", "cite", "code", "data", "datalist", "del", "details"),
        *("dfn", "dialog", "dir", "div", "dl", "em", "fieldset", "figcaption", "figure", "font", "footer"),
        *("form", "frameset", "g", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "i", "iframe"),
        *("ins", "kbd", "label", "legend", "main", "map", "mark", "marquee", "math", "menu", "meter", "nav"),
        *("nobr", "noscript", "object", "ol", "output", "path", "picture", "pre", "progress", "q", "ruby"),
        *("s", "samp", "script", "search", "section", "select", "slot", "small", "span", "strike", "strong"),
        *("style", "sub", "summary", "sup", "svg", "table", "template", "text", "textarea", "time", "tt"),
        *("u", "ul", "use", "var", "video"),
    )
)
# Tags are no tags inside these.
_RAW = frozenset({"script", "style", "textarea"})
_COMMENT = r"<!--(?!-?>)"
_WHOLE_COMMENT = r"(?s)<!--.*?-->"


class UnclosedHtml(Rule):
    """An HTML element is opened and never closed, or closed and never opened.

    Browsers close it wherever they like, often at the end of the page, so that the rest of the post is bold, or the
    footer stands in the sidebar. In running text it is often no HTML at all: of `Vec<String>` without code marks a
    reader sees only "Vec". An unclosed comment hides all that follows, which is an error.

    Elements without content and elements whose end may be left out are passed over, and so are a name that also
    stands in a tag which a template completes, and a tag with attributes on a line of its own whose name HTML does not
    know: it speaks to the generator.
    """

    id = "unclosed-html"
    level = Level.WARNING
    restructures = True

    examples = (
        Bad("It is ⟦<b>⟧bold.\n\nText.\n", message='"<b>" is never closed'),
        Bad("⟦<div>⟧\n\nText.\n\n<div>\n</div>\n"),
        Bad("Text.⟦</span>⟧\n", message='"</span>" closes nothing'),
        Bad("A Vec⟦<String>⟧ is a list.\n", fixed="A Vec\\<String> is a list.\n", message="not shown"),
        Bad("One.\n\n⟦<!--⟧ Two.\n\nThree.\n", message="hides all that follows"),
        Bad("<div>\n⟦<i>⟧\n</div>\n"),
        Good("<b>bold</b> and <br> and <img src=a.png> and <hr/> and <p>text\n"),
        Good("<div>\n\n**Text**\n\n</div>\n\n<ul><li>a<li>b</ul>\n"),
        Good("Code `<b>` and `Vec<T>`, \\<b>, &lt;b>, 1 < b and c > 2, <https://a.example>.\n"),
        Good("<script>\nif (a < b) document.write('<b>');\n</script>\n\n<b>a</b>\n"),
        Good("<a {% if x %}href='y'{% endif %}>text</a>\n\n<!-- a <b> comment -->\n"),
        Good('<a name="here"/>\n\n<Card title="x" />\n', path="posts/a.mdx"),
        Good("<Tabs>\n  <Tab a={x > 1 ? '<b>' : {y}}>\n\n  Text.\n\n  </Tab>\n</Tabs>\n\n<>a</>\n", path="posts/a.mdx"),
        Bad("<Tabs>\n\n⟦<Tab a={1}>⟧\n\nText.\n\n</Tabs>\n", path="posts/a.mdx", message="is never closed"),
        Good("```\n<!-- \n```\n\n`<!--` opens a comment.\n"),
        Good('Text.\n\n<pagemeta name="kind" value="tea">\n<pagemeta name="shelf" value="2">\n'),
        Bad('Text ⟦<pagemeta name="kind">⟧ goes on.\n\n⟦<my-card name="a">⟧\n'),
        Good("<b>a <i>b</b> c</i>\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if post.html:
            yield from _comments(post)
        if not post.tags:
            return
        unmatched = list(_unmatched(post))
        unread = {name for name in {tag.name for tag in unmatched} if _half_read(post, name)}
        for tag in unmatched:
            if tag.name in unread:
                continue
            shown = post.text[tag.span.start : tag.span.end]
            shown = " ".join(shown.split()) if len(shown) <= 60 else f"<{tag.name} …>"
            if tag.closing:
                yield Finding(tag.span, f'"{shown}" closes nothing')
            elif tag.name in _ELEMENTS or "-" in tag.name or post.dialect.has("mdx"):
                yield Finding(tag.span, f'"{shown}" is never closed')
            elif tag.attributes:
                if not _is_alone(post, tag):  # else it speaks to the generator
                    yield Finding(tag.span, f'"{shown}" is never closed')
            else:
                in_line = post.prose[tag.span.start] == "\x01"
                fix = Fix("Escape it", (Edit(Span(tag.span.start, tag.span.start), "\\"),), False) if in_line else None
                yield Finding(tag.span, f'"{shown}" is read as an HTML tag and not shown', fix)


def _is_alone(post: Post, tag: Tag) -> bool:
    """Whether nothing else stands on the line of a tag."""
    start, end = tag.span
    before = post.text[post.text.rfind("\n", 0, start) + 1 : start]
    return not before.strip() and not post.text[end:].partition("\n")[0].strip()


def _comments(post: Post) -> Iterator[Finding]:
    """The comment that hides the rest of the post, if there is one."""
    last = post.text.rfind("-->")
    for html in post.html:
        if html.end <= last:
            continue
        opening = re.compile(_COMMENT).search(post.text, max(html.start, last + 1), html.end)
        if opening:
            yield Finding(
                Span(*opening.span()), "the comment is never closed and hides all that follows", None, Level.ERROR
            )
            return


def _unmatched(post: Post) -> Iterator[Tag]:
    """The tags without a partner, in the order of the text."""
    opened: dict[str, list[Tag]] = {}
    stray: list[Tag] = []
    raw = ""
    for tag in post.tags:
        if raw and not (tag.closing and tag.name == raw):
            continue
        raw = tag.name if tag.name in _RAW and not tag.closing else ""
        if tag.name in _VOID or tag.name in _OPTIONAL or post.text.startswith("/>", tag.span.end - 2):
            continue
        if not tag.closing:
            opened.setdefault(tag.name, []).append(tag)
        elif not opened.get(tag.name):
            stray.append(tag)
        else:
            opened[tag.name].pop()
    yield from sorted((*stray, *(tag for tags in opened.values() for tag in tags)), key=lambda tag: tag.span)


def _half_read(post: Post, name: str) -> bool:
    """Whether some tag of this name could not be read, because a template or a broken attribute stands in it."""
    known = {tag.span.start for tag in post.tags if tag.name == name}
    code = [one.span for one in post.code]
    last = post.text.rfind("-->") + 3  # behind it no comment ends, and a search for one would go on and on
    comments = [Span(*comment.span()) for comment in re.compile(_WHOLE_COMMENT).finditer(post.text, 0, max(last, 0))]
    for match in re.compile(rf"</?{re.escape(name)}(?![\w.:-])", re.IGNORECASE).finditer(post.source, post.body):
        at = match.start()
        if at not in known and post.text[at - 1 : at] != "\\" and not _inside(code, at) and not _inside(comments, at):
            return True
    return False


def _inside(spans: list[Span], at: int) -> bool:
    """Whether one of the spans, which are in order and apart, holds this place."""
    before = bisect_right(spans, (at, len(spans) and spans[-1].end)) - 1
    return before >= 0 and at < spans[before].end
