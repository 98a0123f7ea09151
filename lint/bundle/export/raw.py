"""Raw HTML in Markdown that another generator will pass on: only what the policy lets through, with other addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from lint.bundle.draft import USES, Use
from lint.diagnostics import Span
from lint.post.elements import Attribute, Tag
from lint.post.html_policy import BLOG, DROPPED_WITH_CONTENT, FORCED, Policy, dropped, outside_code
from lint.post.post import Post
from lint.regex import regex

Change = tuple[int, int, str]
"""Offsets of the text, and what comes to stand between them."""
Address = Callable[[str, Use], str | None]
"""The address to write instead of one; None when nothing of it can be published."""

_NO_ELEMENT = regex(r"<!--(?P<comment>.*?)(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!.*?(?:>|\Z)", re.DOTALL)
_VOID = frozenset({"br", "col", "hr", "img", "input", "source", "wbr"})
_PHRASES = frozenset({"a", "b", "em", "i", "p", "span", "strong", "summary"})
"""What holds no blocks; it is only open by mistake."""


def html_changes(
    post: Post, address: Address, *, inner: bool, more_mark: str = "", policy: Policy = BLOG
) -> Iterator[Change]:
    """What has to change in the HTML of a post; the changes do not overlap.

    With `inner`, elements that hold Markdown say so. `more_mark` is written for the comment `more`.
    """
    gone = list(_gone(post, policy))
    yield from ((start, end, "") for start, end in gone)
    for span in post.html if policy.name != "trusted" else ():
        for match in _NO_ELEMENT.finditer(post.text, *span):
            if not _inside(match.start(), gone):
                said = (match["comment"] or "").strip().lower()
                kept = more_mark if said == "more" else ""
                start, end = match.span()
                whole_line = not kept and post.text[start - 1 : start] == "\n" and post.text[end : end + 1] == "\n"
                yield start, end + whole_line, kept
    openers = {block.span.start for block in post.blocks if block.kind == "html"}
    around = _open_at_the_end(post) if inner else set()
    bad = {(one.attribute.span if one.attribute else one.tag.span) for one in dropped(post.tags, post.text, policy)}
    for tag in outside_code(post.tags) if policy.name == "trusted" else post.tags:
        if _inside(tag.span.start, gone):
            continue
        if not policy.keeps(tag):
            keep = policy.name == "blog" and tag.span.start in openers and tag.name not in DROPPED_WITH_CONTENT
            yield (*tag.span, f"<{'/' * tag.closing}div>" if keep else "")
        elif not tag.closing:
            asks = tag.span in around
            written = _tag(tag, post.text, bad, address, policy, markdown=asks)
            if written != post.text[tag.span.start : tag.span.end]:
                yield (*tag.span, written)


def _gone(post: Post, policy: Policy) -> Iterator[tuple[int, int]]:
    """The elements that go with what stands inside them."""
    for one in dropped(post.tags, post.text, policy):
        if one.kind != "tag" or not one.whole:
            continue
        start, end = one.span
        depth = 0
        for tag in post.tags:
            if tag.span.start < start or tag.name != one.tag.name:
                continue
            depth += -1 if tag.closing else not post.text.endswith("/>", *tag.span)
            end = tag.span.end
            if depth <= 0:
                break
        yield start, end


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _open_at_the_end(post: Post) -> set[Span]:
    """The tags that no tag of the same piece of HTML closes: what follows them is Markdown inside the element."""
    found: set[Span] = set()
    for block in post.blocks:
        if block.kind != "html":
            continue
        standing: list[Tag] = []
        for tag in post.tags:
            if not block.span.start <= tag.span.start < block.span.end or tag.name in _VOID:
                continue
            if not tag.closing:
                standing.append(tag)
            elif any(one.name == tag.name for one in standing):
                while standing.pop().name != tag.name:
                    pass
        found.update(tag.span for tag in standing if tag.name not in _PHRASES)
    return found


def _tag(tag: Tag, text: str, bad: set[Span], address: Address, policy: Policy, *, markdown: bool) -> str:
    """An opening tag as it may stay; an image that is not published leaves its alternative text."""
    allowed = policy.attributes(tag)
    forced = FORCED.get(tag.name, {}) if allowed is not None else {}
    kept: dict[str, str | None] = {}
    changed = False
    for attribute in tag.attributes:
        name, value = attribute.name, attribute.value
        if tag.name == "a" and name == "name" and value and not tag.get("id"):
            kept["id"] = value
            changed = True
            continue
        if (
            attribute.span in bad
            or attribute.value_span in bad
            or (allowed is not None and name not in allowed | forced.keys())
            or name in kept
        ):
            changed = True
            continue
        use = USES.get((tag.name, name))
        if use:
            target = address(value.strip(), use)
            if target is None and tag.name == "img":
                alt = tag.get("alt")
                return escape(alt.value) if alt else ""
            changed = changed or target != value
            if target is None:
                continue
            value = target
        kept[name] = None if _has_no_value(attribute) else value
    if markdown:
        kept["markdown"] = "1"
        changed = True
    if not changed:
        return text[tag.span.start : tag.span.end]
    written = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in kept.items())
    return f"<{tag.name}{written}>"


def _has_no_value(attribute: Attribute) -> bool:
    return attribute.span.end - attribute.span.start == len(attribute.name)
