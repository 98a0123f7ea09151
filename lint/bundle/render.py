"""A post's Markdown becomes safe HTML, with numbers for its addresses: mistune renders, then the sanitiser cleans."""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape
from typing import Any, NamedTuple

from lint.bundle.anchors import Ids, is_frame_heading
from lint.bundle.draft import MARK, USES, Address, Use
from lint.bundle.highlight import Highlighter
from lint.bundle.outline import Levels
from lint.bundle.sanitise import Sanitiser
from lint.post import html as raw_html
from lint.post.html_policy import BLOG, DROPPED_WITH_CONTENT, Policy, is_kept, outside_code
from lint.post.masked import MASK
from lint.post.mistune_markdown import mistune_markdown
from lint.post.page_source import PageSource
from lint.post.page_tokens import PageTokens, tokens_of
from lint.regex import regex
from lint.site.anchor_slugs import Slug

_EXPLICIT_ID = regex(r"\s*\{#([\w:.-]+)[^{}]*\}\s*\Z")
_MARKUP = regex(r"<sup class=\"footnote-ref\".*?</sup>|<[^>]*>", re.DOTALL)
# Comments, declarations, instructions and tags, however they are written.
_MARKED = regex(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)|</?(?P<name>[A-Za-z][^\s/>]*)(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>", re.DOTALL
)
_PLACE = regex(rf"{MARK}([0-9]+)(m?{MARK})")
_MARK = regex(rf"{MARK}|&#(?:0*57345|[xX]0*[eE]001)(?![0-9a-fA-F]);?")
"""The mark as a post may have it; it says nothing, and must not be taken for ours."""
# What is rendered otherwise than mistune does.
_OWN = (
    *("heading", "link", "image", "inline_html", "block_html", "block_code", "codespan", "table_cell"),
    *("footnote_ref", "footnote_item", "footnotes"),
)


class Rendered(NamedTuple):
    """A safe fragment of HTML; see `lint.bundle.draft.Draft`."""

    html: str
    outline: tuple[tuple[int, str, str], ...]
    addresses: tuple[Address, ...]


class Renderer:
    """Renders one page after the other."""

    def __init__(self, slug: Slug, policy: Policy = BLOG) -> None:
        """`slug` makes the id of a heading of its text, `policy` says what HTML of the post gets into the page."""
        import mistune

        self._slug = slug
        self._policy = policy
        self._sanitiser = Sanitiser(policy)
        self._highlighter = Highlighter()
        self._renderer = mistune.HTMLRenderer(escape=False, allow_harmful_protocols=True)  # the sanitiser decides
        # What is set on the object goes before its class's methods and its plug-ins'.
        for name in _OWN:
            setattr(self._renderer, name, getattr(self, f"_{name}"))
        mistune_markdown(self._renderer)  # has the plug-ins say how theirs is rendered
        self._title = ""
        self._ids = Ids(slug)
        self._headings = 0
        self._levels = Levels()
        self._references: Counter[int] = Counter()
        self._outline: list[tuple[int, str, str]] = []
        self._addresses: dict[Address, int] = {}

    def render(self, page: PageTokens, title: str) -> Rendered:
        """The body of a page. A level-1 heading that begins it and repeats the page's title is left to the frame."""
        self._title = title
        self._ids = Ids(self._slug)
        self._headings = 0
        self._levels = Levels()
        self._references = Counter()
        self._outline = []
        self._addresses = {}
        if _MARK.search(page.source.markdown):
            page = tokens_of(PageSource(_MARK.sub("\ufffd", page.source.markdown)))
        text = self._renderer(page.tokens, page.state)
        if MASK in text:
            text = text.replace(MASK, "")
        html, addresses = self._used(self._sanitiser.clean(text))
        return Rendered(html, tuple(self._outline), addresses)

    def recall(self, html: str) -> None:
        """Learns what a body that was made before can tell of the next one; see `lint.bundle.highlight`."""
        self._highlighter.recall(html)

    def _place(self, url: str, use: Use) -> str:
        """What stands for an address until it is known where it leads, without the mark at the end."""
        return f"{MARK}{self._addresses.setdefault(Address(url, use), len(self._addresses))}"

    def _used(self, html: str) -> tuple[str, tuple[Address, ...]]:
        """The HTML and its addresses, without those of what the sanitiser dropped."""
        if MARK not in html:
            return html, ()
        known, used = [*self._addresses], dict[int, int]()
        html = _PLACE.sub(lambda place: f"{MARK}{used.setdefault(int(place[1]), len(used))}{place[2]}", html)
        return html, tuple(known[number] for number in used)

    def _heading(self, text: str, level: int, **_: Any) -> str:
        self._headings += 1
        explicit = _EXPLICIT_ID.search(text)
        if explicit:
            text = text[: explicit.start()]
        plain = " ".join(unescape(_MARKUP.sub("", text)).replace(MASK, "").split())
        if is_frame_heading(self._title, plain, level, first=self._headings == 1):
            return ""
        level = self._levels.of(level)
        name = self._ids.of(plain, explicit[1] if explicit else None)
        self._outline.append((level, name, plain))
        return f'<h{level} id="{escape(name)}">{text}</h{level}>\n'

    def _footnote_ref(self, key: str, index: int) -> str:  # noqa: ARG002  (mistune calls it so)
        self._references[index] += 1
        name = _reference_id(index, self._references[index])
        return f'<sup class="footnote-ref" id="{name}"><a href="#fn-{index}">{index}</a></sup>'

    def _footnote_item(self, text: str, key: str, index: int) -> str:  # noqa: ARG002
        """A footnote, with a way back to each of the places that refer to it."""
        back = "".join(
            f' <a href="#{_reference_id(index, number)}" class="footnote">↩{"" if number == 1 else number}</a>'
            for number in range(1, self._references[index] + 1)
        )
        body = text.rstrip()
        inside = body.removesuffix("</p>")
        return f'<li id="fn-{index}">{inside}{back}{body[len(inside) :]}</li>\n'

    def _footnotes(self, text: str) -> str:
        return f'<div class="footnotes">\n<ol>\n{text}</ol>\n</div>\n'

    def _link(self, text: str, url: str, title: str | None = None) -> str:
        if not is_kept(url):
            return text
        return f'<a href="{self._place(url, "link")}m{MARK}"{_title(title)}>{text}</a>'

    def _image(self, text: str, url: str, title: str | None = None) -> str:
        alt = _MARKUP.sub("", text)
        if not is_kept(url):
            return alt
        return f'<img src="{self._place(url, "image")}{MARK}" alt="{escape(unescape(alt))}"{_title(title)}>'

    def _codespan(self, text: str) -> str:
        return f"<code>{escape(text, quote=False)}</code>"

    def _block_code(self, code: str, info: str | None = None) -> str:
        return self._highlighter.block(code, info or "")

    def _table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        tag = "th" if head else "td"
        mark = f' class="align-{align}"' if align else ""
        scope = ' scope="col"' if head else ""
        return f"<{tag}{mark}{scope}>{text}</{tag}>\n"

    def _inline_html(self, html: str) -> str:
        return self._raw(html)

    def _block_html(self, html: str) -> str:
        return self._raw(html) + "\n"

    def _raw(self, html: str) -> str:
        """Raw HTML with places for its addresses; whether it may stay is the sanitiser's question.

        Of the strictest policy the sanitiser knows nothing: Markdown makes the same elements.
        """
        if self._policy.name == "strict":
            return _without_tags(html)
        pieces: list[str] = []
        done = 0
        tags = raw_html.tags(html, 0, len(html))
        for tag in outside_code(tags) if self._policy.name == "trusted" else tags:
            if tag.closing:
                continue
            for attribute in tag.attributes:
                if tag.name == "a" and attribute.name == "name" and attribute.value and not tag.get("id"):
                    # The old way to write an anchor; the sanitiser lets ids through, and no names.
                    pieces += html[done : attribute.span.start], f'id="{escape(attribute.value)}"'
                    done = attribute.span.end
                use = USES.get((tag.name, attribute.name))
                url = attribute.value.strip()
                # One that the sanitiser drops stays as it is, for that to be done.
                if (
                    use is None
                    or attribute.span.start < done
                    or not self._sanitiser.keeps(tag.name, attribute.name, url)
                ):
                    continue
                pieces += html[done : attribute.span.start], f'{attribute.name}="{self._place(url, use)}{MARK}"'
                done = attribute.span.end
        return "".join((*pieces, html[done:])) if pieces else html


def _reference_id(index: int, number: int) -> str:
    """The id of the so-manieth reference to a footnote."""
    return f"fnref-{index}" if number == 1 else f"fnref-{index}-{number}"


def _title(title: str | None) -> str:
    return f' title="{escape(unescape(title))}"' if title else ""


def _without_tags(html: str) -> str:
    """Only the text of HTML. Code keeps its tags, so that the sanitiser takes it away with what stands inside."""
    pieces: list[str] = []
    done = 0
    for match in _MARKED.finditer(html):
        kept = (match["name"] or "").lower() in DROPPED_WITH_CONTENT
        pieces += html[done : match.start()].replace("<", "&lt;"), match.group() if kept else ""
        done = match.end()
    return "".join((*pieces, html[done:].replace("<", "&lt;")))
