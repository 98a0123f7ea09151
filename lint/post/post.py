"""`Post`: a text read once, with everything that rules ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from lint.diagnostics import Span
from lint.post.allow import Allowance, allowances
from lint.post.dialect import Dialect, dialect_of
from lint.post.dialect.read import hide
from lint.post.elements import (
    Block,
    BrokenReference,
    Code,
    Definition,
    Footnote,
    FrontMatter,
    Heading,
    Link,
    Tag,
)
from lint.post.front import read as read_front_matter
from lint.post.hidden import add_hidden
from lint.post.markdown import Markdown
from lint.post.masked import Masked
from lint.regex import regex

if TYPE_CHECKING:
    from lint.post.page_tokens import PageTokens

_LANGUAGE_TAG = regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_LANGUAGE_FIELDS = ("lang", "language", "locale")
_LANGUAGE_IN_PATH = regex(r"(?:^|/)([a-z]{2}(?:[-_][A-Za-z]{2})?)/|\.([a-z]{2}(?:[-_][A-Za-z]{2})?)\.mdx?$")
# The languages that a folder or ending names; "posts/io/" or "draft.md.md" name none.
_PATH_LANGUAGES = frozenset(
    [
        "ar",
        "bg",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fa",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "id",
        "it",
        "ja",
        "ko",
        "nb",
        "nl",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sr",
        "sv",
        "th",
        "tr",
        "uk",
        "vi",
        "zh",
    ]
)


class Post(msgspec.Struct, gc=False, eq=False):
    """A post. Spans count code points of `text`, which is the whole file, BOM and CR counted.

    `prose` is as long as `text`; `lint.post.prose` says what stands in it. `source` is the text with template tags
    masked, `reading` the same as the Markdown reader saw it: some indentation may stand at the end of the line before.
    `language` is a BCP 47 tag, or empty where neither the post nor its path names one. `unreadable` says why
    the file could not be read as text, and then the text is empty.
    `media` is what raw HTML loads besides `a` and `img`: `srcset`, `source`, `poster`, films, frames, scripts.
    `bare` covers the addresses in prose that CommonMark makes no links of.
    """

    path: str
    text: str
    source: str
    reading: str
    front: FrontMatter | None
    prose: str
    language: str
    headings: list[Heading]
    links: list[Link]
    images: list[Link]
    media: list[Link]
    bare: list[Span]
    code: list[Code]
    html: list[Span]
    tags: list[Tag]
    footnotes: list[Footnote]
    definitions: list[Definition]
    broken: list[BrokenReference]
    blocks: list[Block]
    allowances: tuple[Allowance, ...]
    body: int
    """Where the body begins: behind the front matter and its line end."""
    dialect: Dialect
    """What the post was read as."""
    masked: tuple[Masked, ...] = ()
    """What was hidden from the Markdown reader, in order and apart."""
    unreadable: str | None = None
    tokens: PageTokens | None = None
    """What `lint.post.page_tokens` keeps here."""


def parse(
    text: str, path: str = "post.md", *, flavor: str = "", language: str = "en", unreadable: str | None = None
) -> Post:
    """Reads a post; never raises but for a flavour that does not exist (KeyError).

    `path` is relative to the site, `flavor` one of `FLAVORS` or "" where nobody knows it, `language` what holds when
    neither the post nor its path names one.
    """
    front = read_front_matter(text)
    body = _body(text, front)
    dialect = dialect_of(flavor, mdx=path.endswith(".mdx"))
    hidden = hide(text, body, dialect)
    source = hidden.source
    read = Markdown(source, body, hidden.reading)
    if hidden.masked:
        add_hidden(read, hidden, text)
    return Post(
        path=path,
        text=text,
        source=source,
        reading=hidden.reading,
        front=front,
        prose=read.prose,
        language=_language(front, path, language),
        headings=read.headings,
        links=read.links,
        images=read.images,
        media=read.media,
        bare=read.bare,
        code=read.code,
        html=read.html,
        tags=read.tags,
        footnotes=read.footnotes,
        definitions=read.definitions,
        broken=read.broken,
        blocks=read.blocks,
        allowances=allowances(text, front, read.code),
        body=body,
        dialect=dialect,
        masked=hidden.masked,
        unreadable=unreadable,
    )


def _body(text: str, front: FrontMatter | None) -> int:
    if front is None:
        return 1 if text.startswith("\ufeff") else 0
    line_end = text.find("\n", front.span.end)
    return len(text) if line_end < 0 else line_end + 1


def _language(front: FrontMatter | None, path: str, default: str) -> str:
    """The post's own word, else the path's, else the default."""
    for name in _LANGUAGE_FIELDS:
        field = front.get(name) if front else None
        if field and _LANGUAGE_TAG.match(field.value.text.strip()):
            return field.value.text.strip().replace("_", "-")
    for match in _LANGUAGE_IN_PATH.finditer(path):
        tag: str = match[1] or match[2]
        if tag[:2] in _PATH_LANGUAGES:
            return tag.replace("_", "-")
    return default
