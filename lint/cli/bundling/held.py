"""Posts that are seldom looked at any more, in a third of their memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, MutableMapping

from lint.engine.examine import Source

_LEVEL = 1  # of compression: the higher ones take three times as long for a tenth


class Held(MutableMapping[str, Source]):
    """Sources by their paths; each is made anew when it is asked for."""

    def __init__(self, sources: dict[str, Source]) -> None:
        """Takes the sources over: nothing is left in `sources`."""
        self._held: dict[str, tuple[bytes, str | None]] = {}
        for path in [*sources]:
            self[path] = sources.pop(path)

    def __setitem__(self, path: str, source: Source) -> None:
        text = zlib.compress(source.text.encode("utf-8", "surrogateescape"), _LEVEL)
        self._held[path] = (text, source.unreadable)

    def __delitem__(self, path: str) -> None:
        del self._held[path]

    def __getitem__(self, path: str) -> Source:
        text, unreadable = self._held[path]
        return Source(path, zlib.decompress(text).decode("utf-8", "surrogateescape"), unreadable)

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class Texts(Mapping[str, str]):
    """The texts of sources, by their paths."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources

    def __getitem__(self, path: str) -> str:
        return self._sources[path].text

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)
