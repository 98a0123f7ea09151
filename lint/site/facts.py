"""What the site needs to know of a post: small, serialisable, one fixed schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

import msgspec

from lint.diagnostics import Span
from lint.post.allow import Allowance
from lint.post.elements import FrontMatter, Link, Node, NodeKind
from lint.post.masked import MASK
from lint.post.post import Post
from lint.site.field_targets import field_targets
from lint.site.page_ids import PageIds, gather_ids
from lint.site.titles import TitleHeading, title_headings
from lint.site.words import PostWords

# Fields whose value is an image of the post, as the common generators and themes call it.
COVER_FIELDS = (
    *("cover", "image", "thumbnail", "banner", "hero"),
    *("cover_image", "coverimage", "cover-image", "hero_image", "heroimage", "og_image", "ogimage"),
    *("featured_image", "featuredimage", "featured-image", "feature_image", "featureimage"),
)
_COVERS = frozenset(COVER_FIELDS)
_COVER_PARTS = frozenset({"image", "src", "path", "url"})
"""Where a cover is a map with more about the image, the keys of its address."""

_OWN_TARGET = frozenset({"inline", "autolink", "html"})

TargetKind = Literal["link", "image", "media", "bare", "cover", "field", "tag"]
"""What points: "field" is an address in front matter that is no cover, "tag" a link that a template tag makes, "media"
what raw HTML loads without being a picture (a film, a frame, a script), "bare" an address in prose that CommonMark
makes no link of."""


class FieldFacts(msgspec.Struct, array_like=True, gc=False):
    """A top-level field of the front matter. `texts` has the text of the scalar, or of each in a list, with spans."""

    key: str
    key_span: Span
    kind: NodeKind
    span: Span
    texts: tuple[tuple[str, Span], ...]
    style: str = ""
    """The quote or block mark of a scalar, "[" or "{" for a value in brackets, else ""; as in `Node`."""
    kinds: tuple[NodeKind, ...] = ()
    """The kinds of a list's items, in their order."""
    alias: bool = False
    """Whether the value is an alias; its text then stands elsewhere."""
    node: Node | None = None
    """The value itself where it is nested: a map with fields, or a list with lists or maps in it."""

    @property
    def text(self) -> str:
        """The scalar's text; empty for a list or a map."""
        return self.texts[0][0] if self.texts and self.kind not in {"list", "map"} else ""


class Target(msgspec.Struct, array_like=True, gc=False):
    """Something that a post points at; `span` is the address as written, `raw` says that it stands in HTML."""

    kind: TargetKind
    url: str
    span: Span
    raw: bool = False


class PostFacts(msgspec.Struct, array_like=True, dict=True):
    """The facts of one post. `path` is relative to the site; `close` is the front matter's closing delimiter."""

    path: str
    language: str
    draft: bool
    close: Span | None
    fields: tuple[FieldFacts, ...]
    targets: tuple[Target, ...]
    words: PostWords
    allowances: tuple[Allowance, ...]
    format: Literal["yaml", "toml", "json", ""] = ""
    """The format of the front matter, "" where there is none."""
    front_readable: bool = True
    top_heading: bool = False
    """Whether the text has a level-1 heading, which some generators take for the title."""
    titles: tuple[TitleHeading, ...] = ()
    """The first heading and those of level 1."""
    ids: PageIds = PageIds()
    """What the anchors of the page are made of."""
    angled: int = 0
    """How many web addresses stand in angle brackets."""

    notes: dict[str, tuple[tuple[str, Span], ...]] = {}
    """What site rules gathered of the post themselves, by their ids."""

    def get(self, key: str) -> FieldFacts | None:
        """The first field with this key."""
        return next((field for field in self.fields if field.key == key), None)

    @cached_property  # most rules about fields ask
    def by_name(self) -> Mapping[str, tuple[FieldFacts, ...]]:
        """The fields by the lower case of their keys, in which names are compared; in the order of the first ones."""
        found: dict[str, tuple[FieldFacts, ...]] = {}
        for field in self.fields:
            name = field.key.lower()
            found[name] = (*found[name], field) if name in found else (field,)
        return found


def gather(post: Post, words: PostWords, notes: dict[str, tuple[tuple[str, Span], ...]] | None = None) -> PostFacts:
    """The facts of a post."""
    front = post.front
    fields = tuple(_fields(front)) if front else ()
    return PostFacts(
        path=post.path,
        language=post.language,
        draft=is_draft(post.path, fields),
        close=front.close if front else None,
        fields=fields,
        targets=tuple(_targets(post)),
        words=words,
        allowances=post.allowances,
        format=front.format if front else "",
        front_readable=post.unreadable is None and (front is None or not front.problems),
        top_heading=any(heading.level == 1 and not heading.nested for heading in post.headings),
        titles=title_headings(post),
        ids=gather_ids(post),
        notes=notes or {},
        angled=sum(link.kind == "autolink" and link.url.startswith("http") for link in post.links),
    )


def _fields(front: FrontMatter) -> list[FieldFacts]:
    return [
        FieldFacts(
            field.key,
            field.key_span,
            field.value.kind,
            field.value.span,
            tuple(_texts(field.value)),
            field.value.style,
            tuple(item.kind for item in field.value.items),
            field.value.alias,
            field.value if _is_nested(field.value) else None,
        )
        for field in front.fields
    ]


def _is_nested(node: Node) -> bool:
    if node.kind == "list":
        return any(item.kind in {"list", "map"} for item in node.items)
    return bool(node.fields)


def _texts(node: Node) -> list[tuple[str, Span]]:
    if node.kind == "map":
        return []
    return [(item.text, item.span) for item in (node.items if node.kind == "list" else (node,))]


def is_draft(path: str, fields: tuple[FieldFacts, ...]) -> bool:
    """A draft says so (`draft`, `published`, `status`) or lies below a folder `drafts` or `_drafts`."""
    folders = path.split("/")[:-1]
    if "drafts" in folders or "_drafts" in folders:
        return True
    for field in fields:
        key, text = field.key.lower(), field.text.lower()
        if (
            (key == "draft" and text in {"true", "yes", "on"})
            or (key == "published" and text in {"false", "no", "off"})
            or (key == "status" and text == "draft")
        ):
            return True
    return False


def _covers(front: FrontMatter) -> Iterator[Node]:
    for field in front.fields:
        if field.key.lower() in COVER_FIELDS:
            value = field.value
            if value.kind == "map":
                yield from (inner.value for inner in value.fields if inner.key.lower() in _COVER_PARTS)
            else:
                yield from value.items or (value,)


def _targets(post: Post) -> list[Target]:
    covers = _covers(post.front) if post.front else ()
    found = [Target("cover", node.text, node.span) for node in covers if node.kind == "text" and node.text]
    if post.front:
        found += [Target("field", node.text, node.span) for node in field_targets(post.front, _COVERS)]
    # A link by reference points where its definition points, which is judged once.
    groups: tuple[tuple[TargetKind, list[Link]], ...] = (("link", post.links), ("image", post.images))
    for kind, group in groups:
        found += [
            Target(kind, link.url, link.url_span, link.kind == "html") for link in group if link.kind in _OWN_TARGET
        ]
    found += [Target("image" if one.image else "media", one.url, one.url_span, True) for one in post.media]
    found += [Target("bare", post.text[span.start : span.end], span) for span in post.bare]
    shown = {_same_label(image.label) for image in post.images if image.label} if post.definitions else set()
    found += [
        Target("image" if _same_label(definition.label) in shown else "link", definition.url, definition.url_span)
        for definition in post.definitions
    ]
    found += [
        Target("tag", post.text[one.span.start : one.span.end], one.span)
        for one in found
        if MASK in one.url and one.kind == "link"
    ]
    return found


def _same_label(label: str) -> str:
    """Labels match whatever their letter case and white space."""
    return " ".join(label.split()).casefold()
