"""What papers, films and sounds tell of their makers. They are copied as they are, so that it can only be said."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from lint.bundle.images.kind import kind_of
from lint.regex import regex

_PDF_AUTHOR = regex(
    rb"/Author\s*(?:\((?P<text>(?:[^()\\]|\\.){2,200})\)|<(?P<digits>[0-9A-Fa-f\s]{4,400})>)", re.DOTALL
)
_CREATOR = re.compile(rb"<(?:dc:creator|meta:initial-creator)\b[^>]*>\s*([^<]{2,200}?)\s*<")
_XMP_CREATOR = re.compile(rb"<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]*>\s*([^<]{2,200}?)\s*<")
_PLACE = re.compile(rb"\xa9xyz....(?P<place>[+-]\d{1,3}\.\d+[+-]\d{1,3}\.\d+)", re.DOTALL)
_ABOUT = ("meta.xml", "docProps/core.xml")
_MOST = 1_000_000
"""Bytes of such a part that are unpacked."""


def told(data: bytes) -> str:
    """What a file tells, in words that follow its name; "" when it tells nothing that we know to read."""
    if kind_of(data):
        return ""
    if data.startswith(b"%PDF-"):
        found = _PDF_AUTHOR.search(data)
        name = _pdf_text(found) if found else _text(_XMP_CREATOR.search(data))
        return f'names its author, "{name}"' if name else ""
    if data[4:8] == b"ftyp" and _PLACE.search(data):
        return "tells where it was recorded"
    if data.startswith(b"PK\3\4"):
        name = _text(_CREATOR.search(_about(data)))
        return f'names its author, "{name}"' if name else ""
    return ""


def _about(data: bytes) -> bytes:
    """The part of an office document in which its programs note who wrote it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as whole:
            name = next((name for name in _ABOUT if name in whole.namelist()), None)
            if name is None:
                return b""
            with whole.open(name) as part:
                return part.read(_MOST)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return b""


def _text(found: re.Match[bytes] | None) -> str:
    return _shown(found[1].decode("utf-8", "replace")) if found else ""


def _pdf_text(found: re.Match[bytes]) -> str:
    """A string of PDF: in UTF-16 with its mark, else in Latin letters."""
    if found["digits"] is not None:
        digits = re.sub(rb"\s", b"", found["digits"])
        data = bytes.fromhex(digits[: len(digits) & ~1].decode())
    else:
        data = re.sub(rb"\\(.)", rb"\1", found["text"], flags=re.DOTALL)
    return _shown(data.decode("utf-16" if data.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1", "replace"))


def _shown(name: str) -> str:
    """A name on one line; "" for what is none, such as bytes that were encrypted."""
    line = " ".join(name.split())
    return line[:80] if line.isprintable() and any(map(str.isalpha, line)) else ""
