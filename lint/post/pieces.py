"""What a reader of Markdown finds in a post, in a form in which two of them can be compared."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote

from lint.diagnostics import Span
from lint.post.entities import unescape
from lint.post.masked import MASK
from lint.post.page_source import PageSource, code_text
from lint.post.post import Post
from lint.regex import regex

# How code in quotes and lists is indented, and how a pipe is written in a table, is no part of it.
_NOT_CODE = regex(r"[\s>\\]+")
_NOWHERE = Span(0, 0)
_EXPLICIT_ID = regex(r"\s*\{#([\w:.-]+)[^{}]*\}\s*\Z")
_BREAKS = frozenset({"softbreak", "linebreak", "blank_line"})


class Piece(NamedTuple):
    """A part of a post that a reader would miss. `value` is what two pieces are compared by, `shown` is for people."""

    kind: Literal["link", "image", "heading", "code", "table", "footnote"]
    value: str
    shown: str
    span: Span = _NOWHERE

    def same(self, other: Piece) -> bool:
        """Whether both are of one kind and say the same."""
        return self.kind == other.kind and self.value == other.value


Pieces = Mapping[str, Sequence[Piece]]
"""The pieces in order: under "" those of the text, under its label those of each footnote that is referred to."""


def judged_pieces(post: Post, source: PageSource) -> Pieces:
    """What the post holds as it was judged; spans count code points of the post."""
    found = sorted(filter(_is_seen, _judged(post, source)), key=lambda piece: (piece.span.start, -piece.span.end))
    notes = [note for note in post.footnotes if note.definition]
    if not notes:
        return {"": found}
    spans = {plain_label(note.label): note.span for note in reversed(notes)}
    pieces: dict[str, list[Piece]] = {"": [], **{label: [] for label in spans}}
    notes.sort(key=lambda note: note.span)
    starts = [note.span.start for note in notes]
    for piece in found:
        before = bisect_right(starts, piece.span.start)
        inside = before and piece.span.start < notes[before - 1].span.end
        label = plain_label(notes[before - 1].label) if inside else ""
        if not label or spans[label].start <= piece.span.start < spans[label].end:  # the first definition counts
            pieces[label].append(piece)
    return _referred(pieces)


def _judged(post: Post, source: PageSource) -> Iterator[Piece]:
    for heading in post.headings:
        yield _heading(heading.level, heading.text, heading.span)
    for link in post.links:
        if link.kind != "html":
            yield _target("link", link.url, link.span)
    for image in post.images:
        if image.kind != "html":
            yield _target("image", image.url, image.span)
    for code in post.code:
        yield _code(code_text(post, code.content), code.span)
    for span, listing in source.listings:
        yield _code(listing, span)
    for note in post.footnotes:
        if not note.definition:
            yield Piece("footnote", plain_label(note.label), note.label, note.span)
    for block in post.blocks:
        if block.kind == "table":
            yield Piece("table", "", "", block.span)


def rendered_pieces(tokens: Iterable[Any]) -> Pieces:
    """What mistune finds in the same Markdown, by its tokens; these pieces have no places."""
    pieces: dict[str, list[Piece]] = {"": []}
    for token in tokens:
        if token["type"] == "footnotes":
            for note in token["children"]:
                pieces[plain_label(note["attrs"]["key"])] = list(filter(_is_seen, _rendered(note["children"])))
        else:
            pieces[""] += filter(_is_seen, _rendered((token,)))
    return pieces


def _rendered(tokens: Iterable[Any]) -> Iterator[Piece]:
    for token in tokens:
        kind = token["type"]
        if kind == "heading":
            yield _heading(token["attrs"]["level"], _text(token))
        elif kind in {"link", "image"}:
            yield _target(kind, token["attrs"]["url"])
        elif kind in {"codespan", "block_code"}:
            yield _code(token["raw"])
        elif kind == "footnote_ref":
            yield Piece("footnote", plain_label(token["raw"]), token["raw"])
        elif kind == "table":
            yield Piece("table", "", "")
        yield from _rendered(token.get("children", ()))


def _text(token: Any) -> str:
    kind = token["type"]
    if kind in _BREAKS:
        return "\n"
    if kind in {"text", "codespan"}:
        return str(token["raw"])
    return "".join(map(_text, token.get("children", ())))


def _is_seen(piece: Piece) -> bool:
    """Whether a reader sees it: code without a word in it is an empty box, or nothing."""
    return piece.kind != "code" or bool(piece.value)


def _referred(pieces: Pieces) -> Pieces:
    """Without the footnotes that nothing refers to, from the text or from another footnote."""
    wanted = [""]
    for label in wanted:
        wanted += [
            piece.value
            for piece in pieces[label]
            if piece.kind == "footnote" and piece.value in pieces and piece.value not in wanted
        ]
    return {label: pieces[label] for label in wanted}


def _heading(level: int, text: str, span: Span = _NOWHERE) -> Piece:
    plain = " ".join(_EXPLICIT_ID.sub("", unescape(text)).replace(MASK, "").split())
    return Piece("heading", f"{level} {plain}", f"{'#' * level} {plain}", span)


def _target(kind: Literal["link", "image"], url: str, span: Span = _NOWHERE) -> Piece:
    plain = unquote(unescape(url)).strip()
    return Piece(kind, plain, plain.replace(MASK, ""), span)


def _code(text: str, span: Span = _NOWHERE) -> Piece:
    return Piece("code", _NOT_CODE.sub("", text), text.strip(), span)


def plain_label(label: str) -> str:
    """A footnote's label as labels are compared: letter case and white space make no difference."""
    return " ".join(label.split()).casefold()
