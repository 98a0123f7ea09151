"""What holds for a post: the rules that judge it and the keys that a configuration may set by path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from lint.engine.select import Chosen

DraftPolicy = Literal["warn", "error", "skip"]


class Settings(msgspec.Struct, frozen=True):
    """The effective configuration of a post, as far as it may differ from that of another."""

    chosen: Chosen
    language: str = ""
    """The language of a post that names none; where it is empty, the text tells."""
    drafts: DraftPolicy = "warn"
    terms: tuple[str, ...] = ()


class Overrides(msgspec.Struct, frozen=True):
    """What the configuration says of the posts below some paths.

    `matchers` are the tests of its entries in their order; `settle` makes the settings that hold where the entries of
    these numbers match. They are made once for each combination that occurs, so all posts of one have the same object.
    """

    matchers: tuple[Callable[[str], bool], ...] = ()
    settle: Callable[[tuple[int, ...]], Settings] | None = None
    _known: dict[tuple[int, ...], Settings] = msgspec.field(default_factory=dict)

    def matching(self, path: str) -> tuple[int, ...]:
        """The numbers of the entries that a path matches, in their order."""
        return tuple([number for number, matches in enumerate(self.matchers) if matches(path)])

    def of(self, path: str) -> Settings | None:
        """The settings of a post; None where no entry is about it."""
        numbers = self.matching(path)
        if not numbers or self.settle is None:
            return None
        if numbers not in self._known:
            self._known[numbers] = self.settle(numbers)
        return self._known[numbers]

    def limited(self, keep: Callable[[Chosen], Chosen]) -> Overrides:
        """The same with fewer rules."""
        settle = self.settle
        if settle is None:
            return self

        def fewer(numbers: tuple[int, ...]) -> Settings:
            settings = settle(numbers)
            return msgspec.structs.replace(settings, chosen=keep(settings.chosen))

        return Overrides(self.matchers, fewer)

    def idle(self, paths: Sequence[str]) -> list[int]:
        """The numbers of the entries that none of the paths matches."""
        return [number for number, matches in enumerate(self.matchers) if not any(map(matches, paths))]
