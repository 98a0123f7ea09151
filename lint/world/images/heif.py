"""AVIF and HEIF: boxes of the ISO base media file format (ISO/IEC 14496-12 and 23008-12).

The `meta` box is a directory: `iinf` names the items, `iloc` says where each lies, `iprp` holds their properties, and
`pitm` says which item is the picture.
"""

from __future__ import annotations

from collections.abc import Iterator

from lint.records import NamedTuple
from lint.site.image_facts import ImageFormat
from lint.world.images.header import Header
from lint.world.images.window import Window

_MOST_BOXES = 1_000
_LONGEST_META = 300_000  # bytes; a picture of many tiles names each of them
_LONGEST_XMP = 100_000
_MOST_EXTENTS = 4  # of one item of metadata, which is one in practice
_BRANDS: tuple[tuple[ImageFormat, frozenset[bytes]], ...] = (
    ("avif", frozenset({b"avif", b"avis"})),
    ("heif", frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})),
)
_GENERAL = frozenset({b"mif1", b"msf1", b"miaf"})
_SEQUENCES = frozenset({b"avis", b"hevc", b"hevx", b"msf1"})


class _Box(NamedTuple):
    kind: bytes
    start: int  # of its content
    end: int


_NONE = _Box(b"", 0, 0)


class _Numbers:
    """Reads numbers one after the other; behind the end all are 0."""

    __slots__ = ("at", "data", "end")

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self.data, self.at, self.end = data, start, min(end, len(data))

    def next(self, size: int) -> int:
        start, self.at = self.at, self.at + size
        return int.from_bytes(self.data[start : self.at], "big") if self.at <= self.end else 0


def read_heif(file: Window) -> Header | None:
    """The picture's size as it is turned, and its metadata; None for films and other files of this make."""
    header = None
    place = 0
    for _ in range(_MOST_BOXES):
        head = file.at(place, 16)
        length, kind = int.from_bytes(head[:4], "big"), head[4:8]
        start = 8
        if length == 1:
            length, start = int.from_bytes(head[8:], "big"), 16
        elif length == 0:  # up to the end
            length = file.length - place
        if len(head) < 8 or length < start:
            break
        if kind == b"ftyp":
            header = _header(file.at(place + start, min(length - start, 256)))
        elif kind == b"meta" and header:
            # Behind version and flags, which are 0.
            content = file.at(place + start + 4, min(length - start - 4, _LONGEST_META))
            _describe(header, _Directory(content, file))
            break
        place += length
    return header


def _describe(header: Header, directory: _Directory) -> None:
    header.size = directory.size()
    kinds = {item: kind for item, kind in directory.items().items() if kind in {b"Exif", b"mime"}}
    if not kinds:
        return
    for item, parts in directory.places(set(kinds)).items():
        if kinds[item] == b"Exif":
            skipped = int.from_bytes(parts[0].at(0, 4), "big")
            header.exif.append(parts[0].part(4 + skipped))
        else:
            header.xmp.append(b"".join(part.at(0, min(part.length, _LONGEST_XMP)) for part in parts))


def _header(brands: bytes) -> Header | None:
    major = brands[:4]
    known = {major, *(brands[at : at + 4] for at in range(8, len(brands) - 3, 4))}
    for name, its in _BRANDS:
        # A general brand in the first place leaves it to the others to say which kind it is.
        if major in its or (major in _GENERAL and known & its):
            return Header(name, animated=major in _SEQUENCES)
    return None


class _Directory:
    """A `meta` box. `content` is what follows its version and flags; `file` is where its offsets count from."""

    def __init__(self, content: bytes, file: Window) -> None:
        self._data = content
        self._file = file
        self._boxes: dict[bytes, _Box] = {}
        for box in _boxes(content, 0, len(content)):
            self._boxes.setdefault(box.kind, box)

    def _numbers(self, kind: bytes) -> _Numbers:
        box = self._boxes.get(kind, _NONE)
        return _Numbers(self._data, box.start, box.end)

    def items(self) -> dict[int, bytes]:
        """The kind of each item by its number."""
        numbers = self._numbers(b"iinf")
        numbers.next(2 if numbers.next(4) >> 24 == 0 else 4)  # how many there are, which the boxes tell, too
        found = {}
        for box in _boxes(self._data, numbers.at, numbers.end):
            entry = _Numbers(self._data, box.start, box.end)
            version = entry.next(4) >> 24
            if box.kind == b"infe" and version >= 2:
                item = entry.next(2 if version == 2 else 4)
                entry.next(2)
                found[item] = self._data[entry.at : entry.at + 4]
        return found

    def places(self, wanted: set[int]) -> dict[int, list[Window]]:
        """Where the wanted items lie."""
        numbers = self._numbers(b"iloc")
        version = numbers.next(4) >> 24
        sizes = numbers.next(2)
        offset_size, length_size, base_size, index_size = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
        found: dict[int, list[Window]] = {}
        for _ in range(numbers.next(2 if version < 2 else 4)):
            item = numbers.next(2 if version < 2 else 4)
            within = numbers.next(2) & 15 if version else 0
            numbers.next(2)
            base = numbers.next(base_size)
            count = numbers.next(2)
            if numbers.at > numbers.end:
                break
            if item not in wanted or count > _MOST_EXTENTS:
                numbers.at += count * (offset_size + length_size + (index_size if version else 0))
                continue
            for _ in range(count):
                numbers.next(index_size if version else 0)
                offset, length = numbers.next(offset_size), numbers.next(length_size)
                found.setdefault(item, []).append(self._home(within).part(base + offset, length))
        return found

    def _home(self, within: int) -> Window:
        """What offsets count in: 0 means the file, 1 the box `idat`."""
        box = self._boxes.get(b"idat", _NONE)
        return self._file if within == 0 else Window.of(self._data[box.start : box.end])

    def size(self) -> tuple[int, int] | None:
        """The size of the picture as it is turned; where nothing says which item it is, of the largest one."""
        properties = self._boxes.get(b"iprp", _NONE)
        parts = {box.kind: box for box in _boxes(self._data, properties.start, properties.end)}
        container = parts.get(b"ipco", _NONE)
        known = list(_boxes(self._data, container.start, container.end))
        used = self._used(parts.get(b"ipma", _NONE))
        sizes, turned = [], False
        for number, box in enumerate(known, 1):
            numbers = _Numbers(self._data, box.start, box.end)
            if box.kind == b"ispe" and (not used or number in used):
                numbers.next(4)
                sizes.append((numbers.next(4), numbers.next(4)))
            elif box.kind == b"irot" and number in used:
                turned = numbers.next(1) % 2 == 1
        if not sizes:
            return None
        width, height = max(sizes)
        return (height, width) if turned else (width, height)

    def _used(self, box: _Box) -> set[int]:
        """The numbers of the picture's properties."""
        main = self._numbers(b"pitm")
        picture = main.next(2 if main.next(4) >> 24 == 0 else 4)
        numbers = _Numbers(self._data, box.start, box.end)
        flags = numbers.next(4)
        wide = flags & 1
        for _ in range(numbers.next(4)):
            item = numbers.next(2 if flags >> 24 == 0 else 4)
            count = numbers.next(1)
            if numbers.at > numbers.end:
                break
            if item == picture:
                return {numbers.next(2) & 0x7FFF if wide else numbers.next(1) & 0x7F for _ in range(count)}
            numbers.at += count * (2 if wide else 1)
        return set()


def _boxes(data: bytes, start: int, end: int) -> Iterator[_Box]:
    for _ in range(_MOST_BOXES):
        length = int.from_bytes(data[start : start + 4], "big")
        if start + 8 > end or length < 8:  # the long form is for pixels
            return
        yield _Box(data[start + 4 : start + 8], start + 8, min(start + length, end))
        start += length
