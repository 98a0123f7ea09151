"""The files that pages use: images, and what may be downloaded. Each is named by its content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from lint.site.slugs import clean

IMAGE_TYPES = {
    ".apng": "image/apng",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
OTHER_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".epub": "application/epub+zip",
    ".flac": "audio/flac",
    ".gz": "application/gzip",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".opus": "audio/ogg",
    ".patch": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".xz": "application/x-xz",
    ".zip": "application/zip",
    ".zst": "application/zstd",
}
# What the bundle itself may hold, and what is never copied from a site: it can run code, or loads other things.
PAGE_TYPES = {
    ".atom": "application/atom+xml",
    ".css": "text/css; charset=utf-8",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".rss": "application/rss+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".xsl": "application/xslt+xml",
}
# An SVG is a document that can run code when it is opened by itself, so one that holds code is not published.
_LIVE_SVG = re.compile(
    rb"<[\w.-]*:?(?:script|foreignobject|iframe|handler|listener)|\son[a-z]+\s*=|(?:java|vb)script:|<!entity"
    rb"|\b(?:href|to|from|values)\s*=\s*[\"'][^\"']*&#",
    re.IGNORECASE,
)

Read = Callable[[str], bytes]
Write = Callable[[str, bytes], None]


def extension(path: str) -> str:
    """The extension in lower case, with its dot; empty where there is none."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


def type_of(path: str) -> str:
    """The media type by the extension, for those that a bundle holds."""
    kind = extension(path)
    return IMAGE_TYPES.get(kind) or OTHER_TYPES.get(kind) or PAGE_TYPES.get(kind) or "application/octet-stream"


def is_image(path: str) -> bool:
    """Whether the extension is that of an image a browser shows."""
    return extension(path) in IMAGE_TYPES


def named_by_content(folder: str, name: str, data: bytes) -> str:
    """`FOLDER/STEM.HASH.EXT`: the name changes with the content, so that a browser may keep the file for ever."""
    kind = extension(name)
    stem = clean(name[: len(name) - len(kind)])[:80] or "file"
    return f"{folder}/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{kind}"


class Assets:
    """Copies the site's files into the bundle, each once and only when a page asks for it.

    `read` gives the bytes of a file of the site and raises OSError, `write` puts bytes into the bundle.
    """

    def __init__(self, read: Read, write: Write) -> None:
        self._read = read
        self._write = write
        self._known: dict[str, str | None] = {}
        self._written: set[str] = set()

    def publish(self, path: str) -> str | None:
        """Where the file at `path` lies in the bundle; None when it is of no kind that is published, or not safe."""
        if path not in self._known:
            self._known[path] = self._copy(path)
        return self._known[path]

    def _copy(self, path: str) -> str | None:
        kind = extension(path)
        if (kind not in IMAGE_TYPES and kind not in OTHER_TYPES) or any(
            part.startswith(".") for part in path.split("/")
        ):
            return None
        data = self._read(path)
        if kind == ".svg" and (b"\0" in data or _LIVE_SVG.search(data)):
            return None
        target = named_by_content("images" if kind in IMAGE_TYPES else "files", path.rpartition("/")[2], data)
        if target not in self._written:
            self._written.add(target)
            self._write(target, data)
        return target
