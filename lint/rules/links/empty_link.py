"""The rule empty-link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.elements import Link, Tag
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Rule, Span, replace

_NOTHING = regex(r"[\s*_~]*\Z")
_CLOSED = regex(r"\s*</a\s*>", re.IGNORECASE)
_ADDRESS = regex(r"(?:https?://|mailto:)[^\s<>()]+\Z")
_NO_TARGET = regex(r"\[[^\[\]]*\]:\Z")  # a definition that took the next one for its target
_ALONE = regex(r"(?:\A|[\n\0])[ \x02]{0,3}(\[[^\[\]\0\n]+\]):[ \t\0\r]*(?=\n|\Z)")
# A script or a style sheet may make something of an element that has one of these.
_ALIVE = regex(r"on|@|:|v-|x-|ng-|hx-|data-|aria-|(?:id|name|class|role|title|style)\Z")


class EmptyLink(Rule):
    """A link has no target, or nothing to click on.

    A link without a target reloads the page that the reader is on; a link without text cannot be seen, and a screen
    reader spells out its address.

    An image is something to click on, and so is HTML inside the link. Anchors (`<a name="top"></a>`, `[]{#top}`) are
    no links, and an `<a href="">` that a script brings to life is left alone. MyST puts the title of its target
    into an empty link.
    """

    id = "empty-link"
    level = Level.ERROR

    examples = (
        Bad("Read ⟦[the guide]()⟧ first.", message='"the guide" leads nowhere'),
        Bad("Read ⟦[](https://example.org/guide)⟧ first.", message="nothing to click on"),
        Bad("Ask ⟦[https://example.org/ann]()⟧.", fixed="Ask [https://example.org/ann](https://example.org/ann)."),
        Bad("Read ⟦[ ](/guide)⟧ and ⟦[guide](<>)⟧."),
        Bad('Read ⟦<a href="">⟧the guide</a> or ⟦<a href="/guide">⟧</a>.'),
        Bad("Here is ⟦![the chart]()⟧."),
        Bad("In [spring] and [summer].\n\n⟦[spring]:⟧\n", message='"spring" is defined without a target'),
        Bad("In [spring] and [summer].\n\n⟦[spring]:\n[summer]:⟧ \n"),
        Good("[Ann]:\nTea, please.\n\n[Bob]:\n\nCoffee.\n\n[tea]:\n  /tea\n"),
        Good("[![The guide's cover](cover.png)](/guide) and [`code`](/code) and [![](cover.png)](/guide)"),
        Good('<a name="top"></a><a id="end" href="#end"></a> [<i class="icon"></i>](/home)'),
        Good('<a href="" onclick="open()">Open</a> <a href="/x"><img src="x.png" alt="x"></a>'),
        Good("Write `[text]()` in code. A call f[x]() is no link, nor is \\[x]()."),
        Good("See [](#a-target) and [](guide.md).\n", site={"myst.yml": ""}),
        Good("[]({{ page.url }}) [{{ page.title }}](/x) [{% icon %}](/x)"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        for links in (post.links, post.images):
            for link in links:
                if link.kind == "html":
                    continue
                if not link.url.strip() and link.kind == "inline":
                    yield from _without_target(post, link)
                elif not link.image and not link.text.strip() and _shows_nothing(post, link):
                    yield Finding(link.span, f'the link to "{link.url}" has nothing to click on')
        for tag in post.tags:
            if tag.name == "a" and not tag.closing:
                yield from _html(post, tag)
        yield from _definitions(post)


def _definitions(post: Post) -> Iterator[Finding]:
    """Definitions of labels with nothing behind the colon; a label that the post does not use may be a speaker's."""
    for definition in post.definitions:
        if _NO_TARGET.match(definition.url):
            yield Finding(definition.span, f'the label "{definition.label}" is defined without a target')
    if "]:" in post.prose:
        for match in _ALONE.finditer(post.prose):
            if post.prose.count(match[1]) > 1:
                label = post.text[match.start(1) + 1 : match.end(1) - 1]
                yield Finding(
                    Span(match.start(1), match.end(1) + 1), f'the label "{label}" is defined without a target'
                )


def _without_target(post: Post, link: Link) -> Iterator[Finding]:
    start, end = link.span
    before = post.text[start - 1] if start else ""
    # `list[0]()` is a call; `[]()` with attributes behind it is an anchor.
    if before.isalnum() or before in {"]", ")", "_"} or post.source[end : end + 1] in {"{", "\ue000"}:
        return
    written = post.text[link.text_span.start : link.text_span.end]
    fix = None
    if _ADDRESS.match(written) and post.text[end - 2 : end] == "()":
        fix = replace(link.url_span, written, "Make the address the target", safe=False)
    what = "image" if link.image else "link"
    yield Finding(link.span, f'the {what} "{link.text}" leads nowhere' if link.text else f"the {what} is empty", fix)


def _shows_nothing(post: Post, link: Link) -> bool:
    if (
        "\ue000" in link.url
        or post.dialect.flavor == "myst"
        or post.source[link.span.end : link.span.end + 1] in {"{", "\ue000"}
    ):
        return False
    return _NOTHING.match(post.source[link.text_span.start : link.text_span.end]) is not None


def _html(post: Post, tag: Tag) -> Iterator[Finding]:
    href = tag.get("href")
    if href is None or any(_ALIVE.match(attribute.name) for attribute in tag.attributes):
        return
    if not href.value.strip():
        yield Finding(tag.span, "the link leads nowhere")
    elif _CLOSED.match(post.text, tag.span.end):
        yield Finding(tag.span, f'the link to "{href.value}" has nothing to click on')
