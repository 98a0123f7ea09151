"""What a bundle says of itself: manifest.json for machines, SHA256SUMS for `sha256sum -c`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from lint.bundle.assets import type_of
from lint.regex import regex

VERSION = 1
_SURROGATE = regex("[\ud800-\udfff]")


class FileEntry(msgspec.Struct, frozen=True):
    """A file of the bundle: `path` from the bundle's top, `bytes` its size, `type` its media type."""

    path: str
    sha256: str
    bytes: int
    type: str


class ImageEntry(msgspec.Struct, frozen=True):
    """An image that a post uses: its path in the sources, and the paths of what the bundle has of it."""

    source: str
    files: Sequence[str]


class PostEntry(msgspec.Struct, frozen=True):
    """A published post: `id` is its path in the sources, `url` is relative to `site/`, `words` counts its prose."""

    id: str
    url: str
    title: str
    date: str | None
    language: str
    words: int
    images: Sequence[ImageEntry] = ()


class Commit(msgspec.Struct, frozen=True):
    """The commit that was checked out; `modified` says that tracked files differed from it."""

    commit: str
    modified: bool


class Manifest(msgspec.Struct, frozen=True):
    """The whole; `files` lists everything below `site/` and `source/`, sorted by path."""

    version: int
    tool: str
    source: Commit | None
    posts: Sequence[PostEntry]
    files: Sequence[FileEntry]


def entry(path: str, data: bytes) -> FileEntry:
    """The entry of a file with these bytes."""
    return FileEntry(path, hashlib.sha256(data).hexdigest(), len(data), type_of(path))


def speakable(text: str) -> str:
    """A text that JSON can hold: stray bytes (lone surrogates) become U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def manifest(tool: str, source: Commit | None, posts: Sequence[PostEntry], files: Sequence[FileEntry]) -> bytes:
    """The bytes of manifest.json."""
    whole = Manifest(VERSION, tool, source, posts, sorted(files, key=lambda file: file.path))
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def checksums(files: Sequence[FileEntry], manifest_json: bytes) -> bytes:
    """The bytes of SHA256SUMS: every file and the manifest, sorted by path."""
    sums = {file.path: file.sha256 for file in files}
    sums["manifest.json"] = hashlib.sha256(manifest_json).hexdigest()
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())).encode()
