"""What a post says about the anchors of its page: texts of headings, explicit ids, footnotes. Gathered per post."""

from __future__ import annotations

import re

import msgspec

from lint.diagnostics import Span
from lint.post.elements import Tag
from lint.post.post import Post
from lint.regex import regex

_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Elements whose content a program makes.
_SCRIPTED = frozenset({"script", "object", "embed", "slot", "template"})
# `{#id}`, `{: #id .class}`, `{.class #id}`, as kramdown, Python-Markdown and markdown-it-attrs read it.
_ATTRIBUTE_ID = regex(r"\{(?=[#:.])[^{}\n#]*#(?P<id>[^\s{}#.|]+)[^{}\n]*\}")
_HASHES = r"^[ \t]*(?P<marks>#{1,6})[ \t]+(?P<text>[^\n]*?)[ \t#]*$"
# Other files that are put into the page, directives that make sections, and pages documented from code: of MkDocs, of
# Pandoc and its kin. Those in braces are looked for where there are braces.
_INCLUDES = ("8<--",)
_MODULE = r"(?m)^::: \w+(?:\.\w+)+[ \t]*$"
_INCLUDES_IN_BRACES = ("{!", "```{", "{{#include")
# Template tags that leave no id of their own in the page.
_TAG_NAME = r"\{%-?\s*/?\s*(?P<liquid>[\w.-]*)|\{\{[<%]\s*/?\s*(?P<short>[\w./-]*)|\{\{-?\s*(?P<value>[^{}\n]*)"
_HARMLESS = frozenset(
    [
        *("asset_path", "assign", "audio", "capture", "center", "code", "comment", "endcapture", "endcode"),
        *("endcomment", "endhighlight", "endmermaid", "endraw", "endverbatim", "figure", "gist", "highlight"),
        *("image", "img", "instagram", "katex", "kbd", "link", "math", "mermaid", "more", "post_url", "raw"),
        *("ref", "relref", "tweet", "twitter", "url", "verbatim", "video", "vimeo", "x", "youtube"),
    ]
)
_HARMLESS_VALUE = r"(?:(?:site|page|config|post|eleventy|relURL|absURL|urls?_for)\b|['\"/])"


class HeadingText(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """A heading: its text as shown, as written where that differs, and the id that the author gave it."""

    shown: str
    written: str = ""
    id: str = ""


class PageIds(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """What anchors of a post's page are made of.

    `ids` are the values of `id` and `name` in HTML and of attributes in braces. `generated` says that tags of
    templates, components or included files may bring more.
    """

    headings: tuple[HeadingText, ...] = ()
    ids: tuple[str, ...] = ()
    footnotes: bool = False
    generated: bool = False


def gather_ids(post: Post) -> PageIds:
    """What a post says about its anchors."""
    headings = [
        HeadingText(
            heading.text,
            _written(post.text, heading.text_span, heading.text),
            heading.id or "",
        )
        for heading in post.headings
    ]
    ids: list[str] = []
    generated = post.source is not post.text and _made_by_templates(post.text)
    if post.tags:
        ids += _ids_of(post.tags)
        headings += _html_headings(post)
        generated = generated or _scripted(post)
    text = post.text
    if "{" in text:
        ids += [match["id"] for match in _ATTRIBUTE_ID.finditer(text)]
        generated = generated or any(mark in text for mark in _INCLUDES_IN_BRACES)
    ids += [one.id for one in post.masked if one.id]
    generated = generated or any(mark in text for mark in _INCLUDES) or _shows_module(text)
    return PageIds(tuple(headings), tuple(dict.fromkeys(ids)), bool(post.footnotes), generated)


def _shows_module(text: str) -> bool:
    return "::: " in text and re.search(_MODULE, text) is not None


def _written(text: str, span: Span, shown: str) -> str:
    """The source of a heading where it has markup, else nothing."""
    return text[span.start : span.end] if span.end - span.start != len(shown) else ""


def _ids_of(tags: list[Tag]) -> list[str]:
    return [
        attribute.value
        for tag in tags
        for attribute in tag.attributes
        if attribute.name in {"id", "name"} and attribute.value
    ]


def _html_headings(post: Post) -> list[HeadingText]:
    """Headings in raw HTML, and those that other readers see in an HTML block where CommonMark sees none."""
    found: list[HeadingText] = []
    opened: Tag | None = None
    for tag in post.tags:
        if tag.name not in _HEADING_TAGS:
            continue
        if not tag.closing:
            opened = tag
        elif opened:
            inner = post.text[opened.span.end : tag.span.start]
            found.append(HeadingText(" ".join(re.sub(r"<[^>]*>", "", inner).split())))
            opened = None
    for span in post.html:
        if "#" in (block := post.text[span.start : span.end]):
            found += [HeadingText(match["text"]) for match in re.finditer(_HASHES, block, re.MULTILINE)]
    return found


def _scripted(post: Post) -> bool:
    """Whether a script, a component (`<Tabs>`) or an element of one's own (`<site-nav>`) may bring ids."""
    text = post.text
    return any(
        tag.name in _SCRIPTED or "-" in tag.name or "." in tag.name or text[tag.span.start + 1].isupper()
        for tag in post.tags
        if not tag.closing
    )


def _made_by_templates(text: str) -> bool:
    harmless = re.compile(_HARMLESS_VALUE)
    for match in re.finditer(_TAG_NAME, text):
        kind = match.lastgroup
        if kind == "value":
            if not harmless.match(match["value"]):
                return True
        elif kind and match[kind].lower() not in _HARMLESS:
            return True
    return False
