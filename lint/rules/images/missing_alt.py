"""The rule missing-alt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lint.post.elements import Link, Tag
from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule

# HTML that names the image otherwise or says that it means nothing.
_NAMED = frozenset({"aria-label", "aria-labelledby", "title"})
_TINY = frozenset({"0", "1", "0px", "1px"})


class MissingAlt(Rule):
    """An image has no alternative text.

    Who cannot see the image, or cannot load it, reads the alternative text in its place; without one a screen reader
    spells out the file name.

    `alt=""` in HTML says that an image is decoration, and so do `role="presentation"` and `aria-hidden`; but an image
    that is all there is of a link is none, for the link has no name then. A pixel that counts visitors shows nothing.
    In Markdown an icon beside text in the same link needs no words of its own.
    """

    id = "missing-alt"
    level = Level.WARNING

    examples = (
        Bad("⟦![](chart.png)⟧", message='"chart.png" has no alternative text'),
        Bad("Look: ⟦![ ](chart.png)⟧ and ⟦![][chart]⟧.\n\n[chart]: chart.png\n"),
        Bad('<p>⟦<img src="chart.png">⟧</p>'),
        Bad("[⟦![](cover.png)⟧](/guide)"),
        Bad('<a href="/guide">⟦<img src="cover.png" alt="">⟧</a> and [⟦<img src="cover.png" alt="">⟧](/guide)'),
        Good("![Visitors per month](chart.png) and <img src='chart.png' alt='Visitors per month'>"),
        Good(
            '<img src="line.png" alt=""> <img src="dot.png" role="presentation"> <img src="x.gif" width="1" height="1">'
        ),
        Good("[![](icon.png) The guide](/guide)"),
        Good('<a href="/guide"><img src="icon.png" alt=""> The guide</a> [<img src="icon.png" alt=""> Home](/home)'),
        Good('<a href="/guide" aria-label="The guide"><img src="icon.png" alt=""></a>'),
        Good('<a name="top"><img src="line.png" alt=""></a>'),
        Good("In code: `![](chart.png)`. A figure: {{< figure src='chart.png' >}}"),
        Good('![](chart.png){: alt="Visitors per month"}'),
        Good("![{{ caption }}](chart.png)"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        tags = None
        for image in post.images:
            if image.text.strip() or not image.url.strip():
                continue
            if image.kind == "html":
                tags = tags or {tag.span: tag for tag in post.tags}
                if image.has_alt and not _all_of_a_link(post, image, tags.values()):
                    continue
                if image.span in tags and not _silent(post, tags[image.span]):
                    yield _finding(image)
            elif not _beside_text(post, image) and not _named_behind(post, image):
                yield _finding(image)


def _finding(image: Link) -> Finding:
    name = image.url.partition("?")[0].rstrip("/").rpartition("/")[2] or image.url
    shown = name if len(name) <= 80 else f"{name[:79]}…"
    return Finding(image.span, f'the image "{shown}" has no alternative text')


def _silent(post: Post, tag: Tag) -> bool:
    return (
        any(tag.get(name) for name in _NAMED)
        or _value(tag, "role") in {"presentation", "none"}
        or _value(tag, "aria-hidden") == "true"
        or (_value(tag, "width") in _TINY and _value(tag, "height") in _TINY)
        # In JSX a spread (`{...image}`) brings whatever it likes.
        or "{..." in post.text[tag.span.start : tag.span.end]
    )


def _value(tag: Tag, name: str) -> str:
    attribute = tag.get(name)
    return attribute.value.strip().lower() if attribute else ""


def _beside_text(post: Post, image: Link) -> bool:
    """Whether the image stands in a link that has text of its own."""
    return any(
        link.span.start < image.span.start and image.span.end < link.span.end and link.text.strip()
        for link in post.links
        if link.kind != "html"
    )


def _all_of_a_link(post: Post, image: Link, tags: Iterable[Tag]) -> bool:
    """Whether nothing but the image stands in a link that has no name of its own."""
    start, end = image.span
    if any(link.text_span == image.span and not link.title for link in post.links):
        return True
    before = post.text[:start].rstrip()
    if not before.endswith(">") or not post.text[end : end + 200].lstrip().lower().startswith("</a"):
        return False
    opening = next((tag for tag in tags if tag.span.end == len(before)), None)
    if opening is None or opening.name != "a" or opening.closing or opening.get("href") is None:
        return False
    return not any(opening.get(name) for name in _NAMED)


def _named_behind(post: Post, image: Link) -> bool:
    """Whether attributes behind the image (kramdown, markdown-it-attrs) give it an alternative text."""
    end = image.span.end
    return post.text.startswith("{", end) and "alt=" in post.text[end : end + 300].partition("}")[0]
