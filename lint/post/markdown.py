"""pyromark's events become the parts of a post and its prose mask."""

from __future__ import annotations

from typing import Any

import pyromark

from lint.diagnostics import Span
from lint.post import html, links
from lint.post.bare import bare_addresses
from lint.post.elements import Block, BrokenReference, Code, Footnote, Heading, Link, Tag
from lint.post.media import ELEMENTS, media
from lint.post.positions import from_bytes
from lint.post.prose import Prose
from lint.regex import regex

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
"""What is read besides CommonMark."""
_BLOCKS: dict[str, Any] = {
    "Paragraph": "paragraph",
    "Heading": "heading",
    "List": "list",
    "Item": "item",
    "BlockQuote": "quote",
    "CodeBlock": "code",
    "HtmlBlock": "html",
    "Table": "table",
    "FootnoteDefinition": "footnote",
}
_CONTAINERS = frozenset({"List", "BlockQuote", "FootnoteDefinition"})
# Block-level parts that have no Block of their own but still separate prose.
_SEPARATORS = frozenset({"TableHead", "TableRow", "TableCell"})
_VERBATIM = frozenset({"code", "html"})
_SURROGATE = regex("[\ud800-\udfff]")
_FENCE_LINE = regex(r"[^\r\n]*(?:\r?\n|\r)?")
_ATX = regex(r"#{1,6}(?![^\s])")
# Images can be nested without end; what one shows deeper down than this is not kept, or it would be kept squared.
_DEEPEST = 20


class _Inline:
    """A heading, link or image while its children are read."""

    __slots__ = ("data", "first", "last", "opaque", "parts", "start")

    def __init__(self, start: int, data: dict[str, Any], *, opaque: bool) -> None:
        self.start = start
        self.data = data
        self.opaque = opaque
        self.parts: list[str] = []
        self.first = self.last = -1

    def add(self, start: int, end: int, shown: str) -> None:
        """A child from `start` to `end` that shows this text."""
        if self.first < 0:
            self.first = start
        self.last = max(self.last, end)
        self.parts.append(shown)


def _encodable(text: str) -> str:
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


class Markdown:
    """What the Markdown of a post holds; spans count code points of the whole text.

    `source` is the text with what is no Markdown masked; reading starts at `start`, where the body begins.
    `reading` is the same where some of the indentation is not to be seen, as long as `source`.
    """

    def __init__(self, source: str, start: int, reading: str | None = None) -> None:
        # Bytes that are not UTF-8 arrive as lone surrogates, which cannot be encoded: one stand-in each.
        self._source = _encodable(source)
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.images: list[Link] = []
        self.media: list[Link] = []
        self.code: list[Code] = []
        self.html: list[Span] = []
        self.tags: list[Tag] = []
        self.footnotes: list[Footnote] = []
        self.broken: list[BrokenReference] = []
        self.blocks: list[Block] = []
        self._depth = 0
        self._inline: list[_Inline] = []
        self._code_element = ""
        self._code_block_open = False
        self._code_first = self._code_last = -1
        self._code_data: Any = None
        self._prose = Prose(source, start)
        body = self._source if reading is None or reading is source else _encodable(reading)
        body = body[start:] if start else body
        self._at = from_bytes(body, start)
        self._read(body)
        self.prose = self._prose.finish()
        self.bare = bare_addresses(self._source, self._prose.addresses, self.links, self.tags)
        self.definitions = (
            list(
                links.definitions(self._source, self.prose, [b.span for b in self.blocks if b.kind in _VERBATIM], start)
            )
            if "]:" in source
            else []
        )

    def _read(self, body: str) -> None:
        """One pass over the events; text, by far the commonest, is handled in the loop itself."""
        at, prose, inline = self._at, self._prose, self._inline
        events: Any = pyromark.events_with_range(
            body, options=OPTIONS, broken_link_callback=self._broken_reference if "][" in body else None
        )
        for event, where in events:
            start, end = at(where["start"]), at(where["end"])
            if type(event) is str:
                self._break(event, start, end)
                continue
            for name, value in event.items():
                if name == "Text":
                    if inline:
                        for open_part in inline[-_DEEPEST:]:
                            open_part.add(start, end, value)
                        if self._code_element or inline[-1].opaque:
                            prose.opaque(start, end)
                        else:
                            prose.text(start, end, value)
                    elif self._code_block_open:
                        if self._code_first < 0:
                            self._code_first = start
                        self._code_last = end
                    elif self._code_element:
                        prose.opaque(start, end)
                    else:
                        prose.text(start, end, value)
                elif name == "Start":
                    if type(value) is str:
                        self._start(value, None, start, end)
                    else:
                        for kind, data in value.items():
                            self._start(kind, data, start, end)
                elif name == "End":
                    self._end(value if type(value) is str else next(iter(value)), start, end)
                else:
                    self._leaf(name, value, start, end)

    def _broken_reference(self, link: Any) -> None:
        """Notes `[text][label]` and `[text][]` without a definition; `[sic]` is no reference."""
        kind = link["link_type"]
        if kind not in {"Reference", "Collapsed"}:
            return
        start, end = self._at(link["span"]["start"]), self._at(link["span"]["end"])
        collapsed = kind == "Collapsed"
        label_start = start + 1 if collapsed else self._source.rfind("[", start, end) + 1
        label_span = Span(label_start, end - 1)
        if collapsed and self._source.startswith("[]", end):
            end += 2
        self.broken.append(BrokenReference(Span(start, end), link["reference"], label_span, collapsed))

    def _break(self, name: str, start: int, end: int) -> None:
        if name == "Rule":
            self._prose.close()
            self.blocks.append(Block("rule", Span(start, end), self._depth))
            return
        self._add(start, end, "\n")
        self._prose.line_break(start, end)

    def _add(self, start: int, end: int, shown: str) -> None:
        for open_part in self._inline[-_DEEPEST:]:
            open_part.add(start, end, shown)

    def _leaf(self, name: str, value: Any, start: int, end: int) -> None:
        """An inline part without children, or a line of an HTML block."""
        if name in {"Html", "TaskListMarker"}:
            return  # the HTML block's own span says all; the marker belongs to its list
        shown = ""
        if name == "Code":
            shown = value
            written = self._source[start:end]
            ticks = len(written) - len(written.lstrip("`"))
            self.code.append(Code("span", Span(start, end), Span(start + ticks, max(start + ticks, end - ticks))))
        elif name == "InlineHtml":
            self._inline_html(start, end)
        elif name == "FootnoteReference":
            self.footnotes.append(Footnote(value, Span(start, end)))
        self._add(start, end, shown)
        self._prose.opaque(start, end)

    def _inline_html(self, start: int, end: int) -> None:
        self.html.append(Span(start, end))
        for tag in self._add_tags(start, end):
            if tag.name in html.CODE_ELEMENTS and not self._source.endswith("/>", start, end):
                if not tag.closing:
                    self._code_element = self._code_element or tag.name
                elif tag.name == self._code_element:
                    self._code_element = ""

    def _add_tags(self, start: int, end: int) -> list[Tag]:
        found = list(html.tags(self._source, start, end))
        self.tags += found
        for tag in found:
            if tag.closing:
                continue
            if link := html.link(tag):
                (self.images if link.image else self.links).append(link)
            if tag.name in ELEMENTS:
                self.media += media(tag, self._source)
        return found

    def _start(self, name: str, data: Any, start: int, end: int) -> None:
        if name in _BLOCKS:
            self._prose.close()
            self._code_element = ""
            self.blocks.append(Block(_BLOCKS[name], Span(start, end), self._depth))
            if name in _CONTAINERS:
                self._depth += 1
            if name == "Heading":
                self._inline.append(_Inline(start, data, opaque=False))
            elif name == "CodeBlock":
                self._code_block_open = True
                self._code_first = self._code_last = -1
                self._code_data = data
            elif name == "HtmlBlock":
                self.html.append(Span(start, end))
                self._add_tags(start, end)
            elif name == "FootnoteDefinition":
                self.footnotes.append(Footnote(data, Span(start, end), definition=True))
        elif name in _SEPARATORS:
            self._prose.close()
        elif name in {"Link", "Image"}:
            opaque = name == "Image" or data["link_type"] in {"Autolink", "Email"}
            if self._inline and self._inline[-1].opaque:
                opaque = True
            self._add(start, end, "")
            self._inline.append(_Inline(start, data, opaque=opaque))
        elif self._inline:  # emphasis and its kind
            self._add(start, end, "")

    def _end(self, name: str, start: int, end: int) -> None:
        if name == "Paragraph":
            self._prose.close()
            return
        if name in _CONTAINERS:
            self._depth -= 1
        if name in _BLOCKS or name in _SEPARATORS:
            self._prose.close()
        if name == "Heading":
            self._heading(start, end)
        elif name == "CodeBlock":
            self._code_block(start, end)
        elif name in {"Link", "Image"}:
            self._link(start, end, image=name == "Image")

    def _heading(self, start: int, end: int) -> None:
        part = self._inline.pop()
        written = self._source[start:end]
        if part.first < 0:  # nothing behind the hashes
            part.first = part.last = start + len(written.rstrip())
        setext = not _ATX.match(written)
        text_span = Span(part.first, part.last)
        level, identifier = int(part.data["level"][1]), part.data["id"]
        text = "".join(part.parts).strip()
        self.headings.append(
            Heading(level, Span(start, end), text, text_span, identifier, setext, nested=self._depth > 0)
        )

    def _link(self, start: int, end: int, *, image: bool) -> None:
        part = self._inline.pop()
        if part.first < 0:
            part.first = part.last = start + (2 if image else 1)
            if image:  # nothing to show for it, and yet something stands there
                self._prose.opaque(start, end)
        link = links.markdown_link(
            self._source, Span(start, end), Span(part.first, part.last), "".join(part.parts), part.data, image=image
        )
        (self.images if image else self.links).append(link)

    def _code_block(self, start: int, end: int) -> None:
        """Content ends where the closing fence's line begins; without one, where the block does."""
        self._code_block_open = False
        span = Span(start, end)
        if self._code_data == "Indented":
            self.code.append(Code("indented", span, span))
            return
        if self._code_first < 0:
            line = _FENCE_LINE.match(self._source, start, end)
            self._code_first = self._code_last = line.end() if line else end
        content = Span(self._code_first, self._code_last)
        self.code.append(Code("fenced", span, content, self._code_data["Fenced"]))
