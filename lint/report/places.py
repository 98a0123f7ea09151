"""Lines and columns, which exist in reports only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from lint.diagnostics import Diagnostic, Level
from lint.engine.examine import Crash
from lint.engine.select import AnyRule, all_rules


class Lines:
    """The lines of a text. Lines end with a line feed, as editors and git count them."""

    def __init__(self, text: str) -> None:
        self.text = text

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, 1-based, in code points."""
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)

    def line(self, offset: int) -> str:
        """The line that an offset stands in, without its end."""
        end = self.text.find("\n", offset)
        return self.text[self.text.rfind("\n", 0, offset) + 1 : end if end >= 0 else None].removesuffix("\r")


class Report(msgspec.Struct):
    """What a report shows. `texts` holds the text of each path that a diagnostic or a related place names.

    Paths of diagnostics are relative to the working folder here.
    """

    diagnostics: Sequence[Diagnostic]
    texts: Mapping[str, str]
    posts: int
    version: str
    hidden: int = 0
    """Findings below the reported level."""
    crashes: Sequence[Crash] = ()
    known: int | None = None
    """Findings that the baseline knows, which are not among these; None where there is no baseline."""
    fixing: str = "copydesk fix"
    """The command that applies the fixes."""
    strict: bool = False
    """Whether warnings and advice fail, too."""
    rules: Mapping[str, AnyRule] = msgspec.field(default_factory=all_rules)
    """The rules that there are, by id."""

    def lines(self) -> dict[str, Lines]:
        """The lines of every text."""
        return {path: Lines(text) for path, text in self.texts.items()}

    def count(self, level: Level) -> int:
        """How many diagnostics have this level."""
        return sum(one.level is level for one in self.diagnostics)

    def tally(self) -> str:
        """The numbers of errors, warnings and advice in words; "" when there is nothing to report."""
        return ", ".join(
            f"{number} {level}{'' if number == 1 or level is Level.ADVICE else 's'}"
            for level in (Level.ERROR, Level.WARNING, Level.ADVICE)
            if (number := self.count(level))
        )


def shown(text: str) -> str:
    """A text for people: stray bytes and control characters are named, so that no post can steer a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if "\udc80" <= character <= "\udcff":
        return f"\\x{ord(character) - 0xDC00:02x}"
    if character == "\t":
        return "\t"
    if character.isprintable() or character in "\u200d\ufe0f\u00ad\u00a0\u202f\u3000":
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
