"""Whether manifest.json and SHA256SUMS tell the truth about the files that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"


class Sum(NamedTuple):
    """The SHA-256 of a file in hexadecimal digits, and its size in bytes."""

    sha256: str
    bytes: int


class Disagreement(NamedTuple):
    """What a list says wrongly: `about` is the file it is about, `file` the list, `quote` what to point at in it."""

    file: str
    about: str
    message: str
    quote: str = ""


class _File(msgspec.Struct):
    """A file as the manifest lists it; what is no text or number there is wrong."""

    path: str
    sha256: Any = None
    bytes: Any = None


class _Post(msgspec.Struct):
    """A post as the manifest lists it."""

    id: Any = ""
    url: Any = ""


class _Manifest(msgspec.Struct):
    """What is looked at of the manifest; it takes less memory than the whole."""

    files: list[_File]
    posts: list[_Post]


def disagreements(sums: Mapping[str, Sum], manifest: bytes | None, checksums: bytes | None) -> Iterator[Disagreement]:
    """Compares both lists with the files; `sums` are those of all files of the bundle but SHA256SUMS."""
    said: set[str] = set()
    if manifest is None:
        yield Disagreement(MANIFEST, MANIFEST, "manifest.json is not there")
    else:
        for one in _manifest(sums, manifest):
            said.add(one.about)
            yield one
    if checksums is None:
        yield Disagreement(CHECKSUMS, CHECKSUMS, "SHA256SUMS is not there")
    else:
        yield from (one for one in _checksums(sums, checksums) if one.about not in said)


def _manifest(sums: Mapping[str, Sum], data: bytes) -> Iterator[Disagreement]:
    try:
        document = msgspec.json.decode(data, type=_Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        yield Disagreement(MANIFEST, MANIFEST, "manifest.json does not list files and posts")
        return
    listed = {one.path: one for one in document.files}
    for path in sorted(listed.keys() | (sums.keys() - {MANIFEST})):
        if path not in sums:
            yield Disagreement(MANIFEST, path, f'manifest.json lists "{path}", which is not there', path)
        elif path not in listed:
            yield Disagreement(MANIFEST, path, f'"{path}" is not listed in manifest.json')
        else:
            yield from _entry(path, listed[path], sums[path])
    for post in document.posts:
        yield from _post(post, sums)


def _entry(path: str, entry: _File, real: Sum) -> Iterator[Disagreement]:
    if entry.bytes != real.bytes:
        said = f'manifest.json says that "{path}" has {entry.bytes} bytes, and it has {real.bytes}'
        yield Disagreement(MANIFEST, path, said, path)
    elif entry.sha256 != real.sha256:
        yield Disagreement(MANIFEST, path, f'"{path}" is not the file whose checksum is in manifest.json', path)


def _post(post: _Post, sums: Mapping[str, Sum]) -> Iterator[Disagreement]:
    from urllib.parse import unquote

    name, url = str(post.id), str(post.url)
    page = unquote(url).removeprefix("./")
    page = f"site/{page}index.html" if not page or page.endswith("/") else f"site/{page}"
    if page not in sums:
        yield Disagreement(MANIFEST, page, f'the page "{url}" of {name} is not there', url)
    if {"drafts", "_drafts"} & set(name.split("/")[:-1]):
        yield Disagreement(MANIFEST, page, f"the draft {name} is published", name)


def _checksums(sums: Mapping[str, Sum], data: bytes) -> Iterator[Disagreement]:
    listed: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        digest, _, path = line.partition("  ")
        listed[path] = digest
    for path in sorted(listed.keys() | sums.keys()):
        if path not in sums:
            yield Disagreement(CHECKSUMS, path, f'SHA256SUMS lists "{path}", which is not there', path)
        elif path not in listed:
            yield Disagreement(CHECKSUMS, path, f'"{path}" is not listed in SHA256SUMS')
        elif listed[path] != sums[path].sha256:
            yield Disagreement(CHECKSUMS, path, f'"{path}" is not the file whose checksum is in SHA256SUMS', path)
