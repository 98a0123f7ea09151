"""Reads the body of a page piece by piece, within limits of size and time, into a scanner."""

from __future__ import annotations

import asyncio
import codecs
import re
import zlib
from collections.abc import Callable, Iterator

import aiohttp

from lint.regex import regex
from lint.weblinks.scan import PageScanner
from lint.world.http_settings import Settings

_PIECE = 64 * 1024  # bytes decompressed at once
_SLICE = 1024  # code points scanned before it is asked whether that was enough
_DECLARED_WITHIN = 1024  # bytes in which a page must declare its encoding (HTML Standard)
_HEADING_GRACE = 1.0  # seconds for the first heading once the head is there
_DECLARED = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_ENCODING = regex(
    r"utf-?8|utf-?16(?:-?[lb]e)?|(?:windows-?|cp-?)(?:125\d|874|932|949)|(?:x-)?(?:mac-cyrillic|s(?:hift[-_])?jis)"
    r"|iso-?8859-?\d{1,2}(?:-[ei])?|latin-?\d|(?:us-)?ascii|koi8-?[ru]|euc-(?:jp|kr)|gb2312|gbk|gb18030|big5(?:-hkscs)?"
    r"|iso-2022-jp|macintosh|tis-620|ks_c_5601-1987",
    re.IGNORECASE,
)
_LATIN = regex(r"iso-?8859-?1|latin-?1|(?:us-)?ascii", re.IGNORECASE)
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class _UnreadableError(Exception):
    """The message says why, as the beginning of "… before an anchor was seen"."""


async def read_page(
    response: aiohttp.ClientResponse, page: PageScanner, enough: Callable[[], bool], settings: Settings, until: float
) -> str:
    """Reads until `enough`, the end, a limit, or the time `until` of the event loop; says why it is not whole.

    The answer is empty where the end was reached, or there was enough; else words such as "the page broke off".
    """
    body = _Body(response, settings)
    try:
        async with asyncio.timeout_at(until) as limit:
            hurried = False
            async for chunk in response.content.iter_any():
                for text in body.texts(chunk):
                    for start in range(0, len(text), _SLICE):
                        page.feed(text[start : start + _SLICE])
                        if enough():
                            return ""
                if page.in_body and not page.wanted and not hurried:
                    hurried = True
                    limit.reschedule(min(until, asyncio.get_running_loop().time() + _HEADING_GRACE))
        reason = body.reason_not_whole()
    except TimeoutError:
        reason = "the page came too slowly"
    except (aiohttp.ClientError, OSError):
        reason = "the page broke off"
    except _UnreadableError as error:
        reason = str(error)
    for text in body.rest():
        page.feed(text)
    page.close()
    return reason


class _Body:
    """Wire bytes to text."""

    def __init__(self, response: aiohttp.ClientResponse, settings: Settings) -> None:
        self._settings = settings
        self._wire = 0
        self._decoded = 0
        self._encoding = _known(response.charset or "")
        self._waiting = b""  # until the encoding is known
        self._decoder: codecs.IncrementalDecoder | None = None
        coding = response.headers.get("Content-Encoding", "").strip().lower()
        self._compressed = coding in {"gzip", "x-gzip", "deflate"}
        self._unknown = "" if self._compressed or coding in {"", "identity"} else coding
        self._inflater = zlib.decompressobj(wbits=47)  # the header tells gzip from zlib
        self._begun = False

    def texts(self, chunk: bytes) -> Iterator[str]:
        """The text that a piece of the wire holds. Raises _UnreadableError beyond a limit."""
        if self._unknown:
            raise _UnreadableError("the page is compressed in a way that is not known here")
        self._wire += len(chunk)
        for piece in self._inflated(chunk) if self._compressed else (chunk,):
            self._decoded += len(piece)
            yield self._text(piece)
            if self._decoded > self._settings.max_body:
                raise _UnreadableError(f"the page is larger than {_megabytes(self._settings.max_body)}")
        if self._wire > self._settings.max_wire:
            raise _UnreadableError(f"the page is larger than {_megabytes(self._settings.max_wire)}")

    def reason_not_whole(self) -> str:
        """Why the body is not whole though the connection ended well."""
        return "the page broke off" if self._compressed and self._begun and not self._inflater.eof else ""

    def rest(self) -> Iterator[str]:
        """What was held back: bytes too few to tell the encoding from, half a character."""
        yield self._text(b"", last=True)

    def _inflated(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._inflater.eof:  # another member of the same file
                if not data.startswith(b"\x1f\x8b"):
                    return
                self._inflater = zlib.decompressobj(wbits=47)
            try:
                piece = self._inflater.decompress(data, _PIECE)
            except zlib.error:
                if self._begun:
                    raise _UnreadableError("the page is badly compressed") from None
                self._inflater = zlib.decompressobj(wbits=-15)  # "deflate" without its header, as some servers send it
                self._begun = True
                continue
            self._begun = True
            data = self._inflater.unconsumed_tail or self._inflater.unused_data
            yield piece

    def _text(self, piece: bytes, *, last: bool = False) -> str:
        if self._decoder is None:
            self._waiting += piece
            if not last and len(self._waiting) < _DECLARED_WITHIN:
                return ""
            piece, self._waiting = self._waiting, b""
            self._decoder = codecs.getincrementaldecoder(self._choice(piece))("replace")
        return self._decoder.decode(piece, last)

    def _choice(self, start: bytes) -> str:
        for mark, encoding in _BYTE_ORDER_MARKS:
            if start.startswith(mark):
                return encoding
        if self._encoding:
            return self._encoding
        declared = _DECLARED.search(start, 0, _DECLARED_WITHIN)
        named = _known(declared[1].decode("ascii", "replace")) if declared else ""
        return "utf-8" if named.startswith("utf-16") else named or "utf-8"


def _known(label: str) -> str:
    """Python's name for an encoding of the web; empty for any other codec."""
    if not _ENCODING.fullmatch(label):
        return ""
    if _LATIN.fullmatch(label):
        return "cp1252"
    try:
        return codecs.lookup(re.sub(r"^windows-?", "cp", label.lower().removeprefix("x-"))).name
    except LookupError:
        return ""


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:g} MB"
