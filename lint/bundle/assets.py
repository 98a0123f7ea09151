"""The files that pages use: images, and what may be downloaded. Each is named by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from lint.bundle.addresses import is_forbidden
from lint.bundle.images.kind import EXTENSIONS, Kind
from lint.bundle.images.made import Made, Variant
from lint.bundle.images.picture import Picture
from lint.bundle.images.settings import Purpose
from lint.bundle.private_files import told
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
# The endings that stay as the author wrote them, where the content is what they say.
_FORMATS: Mapping[str, Kind] = {ending: kind for kind, ending in EXTENSIONS.items()} | {".jpeg": "jpeg", ".apng": "png"}

Read = Callable[[str], bytes]
Write = Callable[[str, bytes], None]
Pictures = Callable[[str, Purpose], Made]
"""What is made of the image of the site at a path; raises ImageError."""


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
    if is_forbidden(stem):
        stem = f"file-{stem}"
    return f"{folder}/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{kind}"


class Assets:
    """Copies the site's files into the bundle, each once and only when a page asks for it.

    `read` gives the bytes of a file of the site and raises OSError, `write` puts bytes into the bundle, and `pictures`
    makes the files of an image and raises ImageError.
    """

    def __init__(self, read: Read, write: Write, pictures: Pictures) -> None:
        self._read = read
        self._write = write
        self._pictures = pictures
        self._files: dict[str, str | None] = {}
        self._shown: dict[tuple[str, Purpose], Picture] = {}
        self._written: set[str] = set()
        self.notices: dict[str, str] = {}
        """What authors may want to know of a file by its path, in words for them."""

    def publish(self, path: str) -> str | None:
        """Where the file at `path` lies in the bundle, to be opened by itself; None when it is of no kind that is
        published. Raises ImageError."""
        if is_image(path):
            picture = self.picture(path, "whole")
            return picture.src if picture else None
        if path not in self._files:
            self._files[path] = self._copy(path)
        return self._files[path]

    def picture(self, path: str, purpose: Purpose = "page") -> Picture | None:
        """The image at `path` with all its files that a page may load; None for what is hidden. Raises ImageError."""
        if _is_hidden(path):
            return None
        known = self._shown.get((path, purpose))
        if known is None:
            made = self._pictures(path, purpose)
            if made.notice:
                self.notices[path] = made.notice
            known = self._shown[path, purpose] = self._put_picture(path, made)
        return known

    def _copy(self, path: str) -> str | None:
        if extension(path) not in OTHER_TYPES or _is_hidden(path):
            return None
        data = self._read(path)
        if said := told(data):
            self.notices[path] = said
        return self._put(named_by_content("files", path.rpartition("/")[2], data), data)

    def _put_picture(self, path: str, made: Made) -> Picture:
        files = [self._put_variant(path, one) for one in made.files]
        better = [[self._put_variant(path, one) for one in found] for found in made.better]
        chosen = made.files[made.fallback]
        return Picture(
            files[made.fallback][0],
            chosen.width,
            chosen.height,
            tuple(files),
            tuple((type_of(found[-1][0]), tuple(found)) for found in better),
        )

    def _put_variant(self, path: str, one: Variant) -> tuple[str, int]:
        name = path.rpartition("/")[2]
        ending = extension(name)
        stem = name[: len(name) - len(ending)]
        if _FORMATS.get(ending) != one.kind:
            ending = EXTENSIONS[one.kind]
        width = f"-{one.width}" if one.scaled else ""
        return self._put(named_by_content("images", f"{stem}{width}{ending}", one.data), one.data), one.width

    def _put(self, target: str, data: bytes) -> str:
        if target not in self._written:
            self._written.add(target)
            self._write(target, data)
        return target


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))
