"""The parts of a post, each with its exact span in code points of `Post.text`."""

from __future__ import annotations

from typing import Literal

import msgspec

from lint.diagnostics import Span
from lint.regex import regex

_LANGUAGE = regex(r"[{.\s]*([\w+#.-]+)")

NodeKind = Literal["text", "number", "boolean", "date", "null", "list", "map"]


class Node(msgspec.Struct, gc=False):
    """A value in front matter, as it is written.

    `kind` is what the format's own reader makes of it (YAML 1.1, TOML or JSON). `text` is a scalar's text with
    quotes and escapes resolved, and empty for lists and maps. `span` covers the value as written, quotes included;
    it is empty, right behind the colon, when there is no value. `style` is the quote or block mark
    (`"`, `'`, `|`, `>`, `\"\"\"`, `'''`), "[" or "{" for a value in brackets, else "".
    """

    kind: NodeKind
    text: str
    span: Span
    style: str = ""
    items: tuple[Node, ...] = ()
    fields: tuple[Field, ...] = ()
    alias: bool = False
    """True where the value is an alias or comes from one; its span is then the alias's."""


class Field(msgspec.Struct, gc=False):
    """A key with its value. `key` is resolved, `key_span` covers it as written."""

    key: str
    key_span: Span
    value: Node
    comment: Span | None = None
    """The comment behind the value on the line where the value starts or ends, from its `#` to the line's end."""


class FrontProblem(msgspec.Struct, gc=False):
    """Why front matter cannot be read: the cause in plain words, its exact place, and a repair if one is certain."""

    span: Span
    message: str
    edit: tuple[Span, str] | None = None
    edit_title: str = ""


class FrontMatter(msgspec.Struct, gc=False):
    """The front matter of a post.

    `span` covers both delimiters (without the last line end), `content` what lies between them,
    `close` the closing delimiter. `fields` is empty when `problems` tell why it could not be read. A key that occurs
    twice has two fields.
    """

    format: Literal["yaml", "toml", "json"]
    span: Span
    content: Span
    close: Span
    fields: tuple[Field, ...] = ()
    comments: tuple[Span, ...] = ()
    problems: tuple[FrontProblem, ...] = ()

    def get(self, key: str) -> Field | None:
        """The first field with this key, letter case counted."""
        return next((field for field in self.fields if field.key == key), None)


LinkKind = Literal["inline", "full", "collapsed", "shortcut", "autolink", "html"]


class Link(msgspec.Struct, gc=False):
    """A link or image reference.

    `url` is the resolved destination (escapes and entities read). `url_span` is the destination as written, without
    angle brackets; for the reference forms it is the label as written. `text` is the visible text,
    `text_span` what stands between the first brackets (for autolinks: the address).
    For an image, `text` is the alternative text. `label` is set for the reference forms.
    """

    kind: LinkKind
    span: Span
    url: str
    url_span: Span
    text: str
    text_span: Span
    title: str = ""
    label: str = ""
    image: bool = False
    has_alt: bool = True
    """False for an HTML image without an alt attribute."""


class Heading(msgspec.Struct, gc=False):
    """`level` 1 to 6; `text` as shown; `text_span` without marks, attributes and closing hashes.

    `nested` is True inside quotes and lists, `id` the explicit one (`{#id}`).
    """

    level: int
    span: Span
    text: str
    text_span: Span
    id: str | None = None
    setext: bool = False
    nested: bool = False


class Code(msgspec.Struct, gc=False):
    """Code: a span in a line, a fenced or an indented block. `content` is what lies between the marks."""

    kind: Literal["span", "fenced", "indented"]
    span: Span
    content: Span
    info: str = ""


def code_language(info: str) -> str:
    """The language that stands behind a fence, in lower case; "" for none. `info` is all that stands there."""
    found = _LANGUAGE.match(info)
    return found[1].lower() if found else ""


class Attribute(msgspec.Struct, gc=False):
    """An attribute of an HTML tag; `value` has its entities resolved, `value_span` lies inside the quotes."""

    name: str
    value: str
    span: Span
    value_span: Span


class Tag(msgspec.Struct, gc=False):
    """A raw HTML tag: `name` in lower case, `closing` for `</x>`."""

    name: str
    span: Span
    closing: bool
    attributes: tuple[Attribute, ...] = ()

    def get(self, name: str) -> Attribute | None:
        """The first attribute of this name (lower case)."""
        return next((a for a in self.attributes if a.name == name), None)


class Footnote(msgspec.Struct, gc=False):
    """A footnote reference `[^1]`, or its definition (whose span covers all of it)."""

    label: str
    span: Span
    definition: bool = False


class Definition(msgspec.Struct, gc=False):
    """A link reference definition `[label]: url "title"`."""

    label: str
    span: Span
    url: str
    url_span: Span


class BrokenReference(msgspec.Struct, gc=False):
    """`[text][label]` or `[text][]` whose label is defined nowhere."""

    span: Span
    label: str
    label_span: Span
    collapsed: bool = False


class Block(msgspec.Struct, gc=False):
    """A top-level or nested block, in document order. `depth` counts the quotes and lists around it."""

    kind: Literal["paragraph", "heading", "list", "item", "quote", "code", "html", "table", "rule", "footnote"]
    span: Span
    depth: int = 0
