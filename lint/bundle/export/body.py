"""A post's Markdown for another generator: the author's own words, with addresses and ids that hold there."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from lint.bundle.anchors import Ids, is_frame_heading, text_of
from lint.bundle.export.raw import Address, Change, html_changes
from lint.bundle.export.rewrite import changed, without_footnotes, without_indented_code, without_marks
from lint.bundle.export.target import Dialect
from lint.bundle.pages import Page
from lint.post.elements import Heading, Link
from lint.post.html_policy import BLOG, Policy
from lint.post.masked import MASK
from lint.post.post import Post, parse
from lint.regex import regex
from lint.site.anchor_slugs import Slug

_NOT_PLAIN = regex(r"[\s()<>\\{}]")


class Body:
    """Writes one post after the other. `slug` makes the id of a heading, `policy` says which HTML stays."""

    def __init__(self, dialect: Dialect, slug: Slug, policy: Policy = BLOG) -> None:
        self._policy = policy
        self._dialect = dialect
        self._slug = slug

    def of(self, page: Page, markdown: str, address: Address) -> str:
        """The Markdown of a page; `address` says what is written instead of an address. Line ends become LF."""
        text = "\n" + markdown.replace("\r\n", "\n").replace("\r", "\n")  # so that a rule at its top is no front matter
        post = parse(text, "post.md", flavor="commonmark")
        dialect = self._dialect
        changes = [
            *html_changes(
                post, address, inner=dialect.inner_markdown, more_mark=dialect.more_mark, policy=self._policy
            ),
            *self._headings(page, post),
            *_links(post, address, references=dialect.references),
        ]
        text = changed(text, changes).replace(MASK, "")
        if not dialect.indented_code:
            text = without_indented_code(text)
        text = without_marks(text, strikethrough=not dialect.strikethrough, task_lists=not dialect.task_lists)
        if not dialect.footnotes:
            text = without_footnotes(text)
        return text.strip("\n") + "\n"

    def _headings(self, page: Page, post: Post) -> Iterator[Change]:
        """Every heading says its id; the one that is the page's title is left to the layout."""
        ids = Ids(self._slug)
        for number, heading in enumerate(post.headings):
            text = text_of(heading)
            if is_frame_heading(page.title, text, heading.level, first=number == 0):
                yield (*heading.span, "\n" if post.text[heading.span.start : heading.span.end].endswith("\n") else "")
                continue
            name = ids.of(text, heading.id)
            end = _end(post.text, heading)
            if not heading.text.strip():
                continue
            if self._dialect.ids.fullmatch(name):
                yield heading.text_span.end, end, f" {{#{name}}}"
            else:
                yield heading.text_span.start, heading.text_span.start, f'<a id="{escape(name)}"></a>'
                yield heading.text_span.end, end, ""


def _end(text: str, heading: Heading) -> int:
    """Where the line of a heading's text ends."""
    line_end = text.find("\n", heading.text_span.end, heading.span.end)
    return heading.span.end if line_end < 0 else line_end


def _links(post: Post, address: Address, *, references: bool) -> Iterator[Change]:
    """The destinations of links and images; of those that are not published only the text is kept."""
    shown = {image.label.casefold() for image in post.images if image.label}
    shown -= {link.label.casefold() for link in post.links if link.label}
    for definition in post.definitions:
        target = address(definition.url, "image" if definition.label.casefold() in shown else "link")
        if target is None or not references:
            yield (*definition.span, "")
        elif target != definition.url:
            yield (*definition.url_span, _destination(target))
    for link in (*post.links, *post.images):
        if link.kind == "html":
            continue
        target = address(link.url, "image" if link.image else "link")
        if target is None:
            yield link.span.start, link.text_span.start, ""
            yield link.text_span.end, link.span.end, ""
        elif not references and link.kind != "autolink" and _is_knotty(post, link):
            title = f' title="{escape(link.title)}"' if link.title else ""
            yield link.span.start, link.text_span.start, f'<a href="{escape(target)}"{title}>'
            yield link.text_span.end, link.span.end, "</a>"
        elif (
            not references
            and link.kind != "autolink"
            and (link.label or "\n" in post.text[link.text_span.end : link.span.end])
        ):
            title = f' "{escape(link.title)}"' if link.title else ""
            yield link.text_span.end, link.span.end, f"]({_destination(target)}{title})"
        elif link.kind == "autolink" and (target != link.url or (not references and _is_mail(link.url))):
            target = f"mailto:{target}" if _is_mail(target) and not target.startswith("mailto:") else target
            yield (*link.span, f"[{post.text[link.text_span.start : link.text_span.end]}]({_destination(target)})")
        elif target != link.url and link.kind == "inline":
            yield (*link.url_span, _destination(target))


def _is_mail(url: str) -> bool:
    return "@" in url and "/" not in url


def _is_knotty(post: Post, link: Link) -> bool:
    """Whether a link's text has brackets in code, which some readers take for the link's own."""
    text = post.text[link.text_span.start : link.text_span.end]
    return not link.image and "[" in text and "`" in text and "![" not in text


def _destination(url: str) -> str:
    """An address as it can stand in brackets and between angle brackets."""
    return _NOT_PLAIN.sub(lambda match: quote(match.group(), safe=""), url)
