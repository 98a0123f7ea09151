"""Reads a hunspell affix file: which changes a word may undergo, and what else the dictionary asks for.

Everything is read that decides whether a word is right. What only ranks suggestions (REP, MAP, KEY, TRY, PHONE) is
passed over. The meaning of each line is that of hunspell 1.7.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from lint.records import NamedTuple
from lint.regex import regex

_WITH_A_FLAG = {
    *("NEEDAFFIX", "FORBIDDENWORD", "ONLYINCOMPOUND", "NOSUGGEST", "SUBSTANDARD", "CIRCUMFIX", "KEEPCASE", "WARN"),
    *("COMPOUNDFLAG", "COMPOUNDBEGIN", "COMPOUNDMIDDLE", "COMPOUNDEND"),
}
_OLD_NAMES = {"PSEUDOROOT": "NEEDAFFIX", "COMPOUNDLAST": "COMPOUNDEND"}
_FLAG_TYPES = ("long", "num", "utf-8")
_UNDECODED = regex("[\udc80-\udcff]")
_DOTTED_I = ("tr", "az", "crh")


class HunspellError(ValueError):
    """The affix file or the word list breaks the format. `line` counts from 1; `file`: "affix file" or "word list"."""

    def __init__(self, line: int, file: str, reason: str) -> None:
        super().__init__(f"line {line} of the {file}: {reason}")
        self.line = line
        self.file = file
        self.reason = reason


class Affix(NamedTuple):
    """One way to change a word: `strip` gives way to `add` where `condition` holds; `flags` allow a further affix.

    `reach`: how many characters at that end of a word tell whether the affix fits. Where `whole`, nothing may be left
    of the word but what is added.
    """

    flag: str
    suffix: bool
    cross: bool
    strip: str
    add: str
    condition: re.Pattern[str] | None
    reach: int
    whole: bool
    flags: frozenset[str]

    def fits(self, end: str) -> bool:
        """Whether the last (for a prefix: the first) characters of a word let the affix in."""
        if len(end) <= len(self.strip) and not self.whole:
            return False
        if self.suffix:
            return end.endswith(self.strip) and (self.condition is None or self.condition.search(end) is not None)
        return end.startswith(self.strip) and (self.condition is None or self.condition.match(end) is not None)


class Affixes:
    """The rules of an affix file: `by_flag` holds the affixes of each flag, `special` the flag of each restriction.

    `breaks` are the places where a word may be cut in parts, None where the file leaves that to hunspell; `ignored`
    the characters that do not count; `conversions` what is typed and what it stands for. Flags that are no ASCII are
    bytes in a UTF-8 file (`utf8`) that does not say FLAG UTF-8, as in hunspell: such bytes may come as lone surrogates,
    as Python's "surrogateescape" makes them. Raises HunspellError.
    """

    def __init__(self, lines: Iterable[str], *, utf8: bool = True) -> None:
        self.flag_type = "char"
        self.aliases: list[frozenset[str]] | None = None
        self.special: dict[str, str] = {}
        self.by_flag: dict[str, list[Affix]] = defaultdict(list)
        self.compound_rules: list[frozenset[str]] = []
        self.breaks: list[str] | None = None
        self.conversions: dict[str, str] = {}
        self.ignored = ""
        self.elisions: tuple[str, ...] = ()
        """What `take_elisions` took."""
        self.full_strip = False
        self.beyond: set[str] = set()
        """Keywords of the file that no list of words can express."""
        self._utf8 = utf8
        self._open: _Table | None = None
        number = 0
        for number, line in enumerate(lines, 1):
            parts = line.split()
            self._close_before(parts)
            if not parts or line[0] in "# \t":  # what is indented, hunspell does not see
                continue
            try:
                self._read(number, parts)
            except (ValueError, IndexError, re.error) as error:
                if isinstance(error, HunspellError):
                    raise
                reason = f"a value is missing after {parts[0]}" if isinstance(error, IndexError) else str(error)
                raise HunspellError(number, "affix file", reason) from error
        self._close()

    def flags(self, text: str) -> frozenset[str]:
        """The flags that `text` stands for, in the file's own notation (characters, pairs, numbers or an alias).

        Raises ValueError for an alias that is not there, or what is no number among numbers.
        """
        if self.aliases is not None and text:
            if not text.isdecimal() or not 0 < int(text) <= len(self.aliases):
                raise ValueError(f"there is no flag alias {text!r}")
            return self.aliases[int(text) - 1]
        return self._flags(text)

    def take_elisions(self) -> None:
        """Drops the prefixes such as "l'", for a reader who takes them off a word by himself.

        `elisions` has then what stands before their apostrophes, in lower case and sorted.
        """
        taken: set[str] = set()
        for flag, known in self.by_flag.items():
            kept = []
            for affix in known:
                head, apostrophe, rest = affix.add.replace("’", "'").rpartition("'")
                if affix.suffix or not apostrophe or not head.isalpha() or rest.lower() != affix.strip.lower():
                    kept.append(affix)
                else:
                    taken.add(head.lower())
            self.by_flag[flag] = kept
        self.elisions = tuple(sorted(taken))

    def _flags(self, text: str) -> frozenset[str]:
        if self.flag_type == "long":
            text = self._bytes(text)
            return frozenset([text[i : i + 2] for i in range(0, len(text) - 1, 2)])
        if self.flag_type == "num":
            numbers = [number for number in text.split(",") if number]
            if wrong := [number for number in numbers if not number.isdecimal()]:
                raise ValueError(f"the flag {wrong[0]!r} is no number")
            return frozenset(numbers)
        return frozenset(self._bytes(text) if self.flag_type == "char" else text)

    def _bytes(self, text: str) -> str:
        return text.encode("utf-8", "surrogateescape").decode("latin-1") if self._utf8 and not text.isascii() else text

    def _flag(self, text: str) -> str:
        if self.flag_type == "num":
            (flag,) = self._flags(text)
            return flag
        return (self._bytes(text) if self.flag_type != "utf-8" else text)[: 2 if self.flag_type == "long" else 1]

    def _read(self, number: int, parts: list[str]) -> None:
        keyword = _OLD_NAMES.get(parts[0], parts[0])
        if keyword in ("PFX", "SFX"):
            self._read_affix(number, keyword, parts)
        elif keyword == "FLAG":
            self.flag_type = parts[1].lower()
            if self.flag_type not in _FLAG_TYPES:
                raise ValueError(f"FLAG is long, num or UTF-8, not {parts[1]!r}")
        elif keyword == "AF":
            # The first AF line holds the count of those that follow.
            if self.aliases is None:
                self.aliases = []
            else:
                self.aliases.append(self._flags(parts[1]))
        elif keyword in _WITH_A_FLAG:
            self.special[keyword] = self._flag(parts[1])
        elif keyword == "IGNORE":
            self.ignored = decoded(parts[1])
        elif keyword == "FULLSTRIP":
            self.full_strip = True
        elif keyword in ("BREAK", "ICONV", "COMPOUNDRULE"):
            self._read_table(keyword, parts)
        elif keyword in ("COMPLEXPREFIXES", "CHECKSHARPS", "FORBIDWARN"):
            self.beyond.add(keyword)
        elif keyword == "LANG" and re.split("[-_]", parts[1])[0].lower() in _DOTTED_I:
            self.beyond.add(f"LANG {parts[1]}")  # a dotted and a dotless i, each with a capital of its own

    def _read_table(self, keyword: str, parts: list[str]) -> None:
        if keyword == "BREAK":
            # As with aliases, the count comes first.
            self.breaks = [] if self.breaks is None else [*self.breaks, decoded(parts[1])]
        elif keyword == "ICONV":
            if len(parts) > 2:
                self.conversions[decoded(parts[1])] = decoded(parts[2])
            elif not parts[1].isdecimal():
                raise ValueError(f"ICONV {parts[1]} stands for nothing")
        elif not parts[1].isdecimal() or self.compound_rules:
            self.compound_rules.append(self._flags_of_rule(parts[1]))

    def _flags_of_rule(self, rule: str) -> frozenset[str]:
        if self.flag_type in ("long", "num"):
            return frozenset().union(*(self._flags(inner) for inner in re.findall(r"\(([^()]*)\)", rule)))
        return self._flags(re.sub("[*?]", "", rule))

    def _read_affix(self, number: int, keyword: str, parts: list[str]) -> None:
        flag = self._flag(parts[1])
        table = self._open
        if table is None or table.left == 0:
            if len(parts) < 4 or not parts[3].isdecimal():
                raise ValueError(f"{' '.join(parts[:4])}: the number of rows that follow is missing, or there are more")
            self._open = _Table(number, keyword, flag, parts[2] == "Y", int(parts[3]))
            return
        if (table.keyword, table.flag) != (keyword, flag):
            self._close()
        table.left -= 1
        add, _, continuation = parts[3].partition("/")
        condition, length = _condition(decoded(parts[4]) if len(parts) > 4 else ".", suffix=keyword == "SFX")
        strip = self._counted("" if parts[2] == "0" else parts[2])
        added = self._counted("" if add == "0" else add)
        reach = max(length, len(strip) + 1)
        flags = self.flags(continuation)
        suffix, whole = keyword == "SFX", self.full_strip
        self.by_flag[flag].append(Affix(flag, suffix, table.cross, strip, added, condition, reach, whole, flags))

    def _counted(self, text: str) -> str:
        return decoded(text).translate(dict.fromkeys(map(ord, self.ignored))) if self.ignored else decoded(text)

    def _close_before(self, parts: list[str]) -> None:
        """Closes the table whose lines are not all there when another keyword begins."""
        if self._open and self._open.left and parts[:1] != [self._open.keyword]:
            self._close()

    def _close(self) -> None:
        table = self._open
        if table is not None and table.left:
            reason = f"{table.keyword} {table.flag}: {table.left} of its rows are missing, or something is between them"
            raise HunspellError(table.line, "affix file", reason)


def decoded(text: str) -> str:
    """The text, if all of it could be decoded. Raises ValueError that names the byte that could not."""
    if not text.isascii() and (wrong := _UNDECODED.search(text)):
        raise ValueError(f"the byte 0x{ord(wrong.group()) - 0xDC00:02x} is not in the file's encoding")
    return text


class _Table:
    """The rows of an affix, `left` of which are still to come."""

    def __init__(self, line: int, keyword: str, flag: str, cross: bool, left: int) -> None:
        self.line, self.keyword, self.flag, self.cross, self.left = line, keyword, flag, cross, left


def _condition(text: str, *, suffix: bool) -> tuple[re.Pattern[str] | None, int]:
    """A condition as a pattern, and how many characters it looks at. It knows `.`, `[abc]` and `[^abc]`, no ranges."""
    if text == ".":
        return None, 0
    items: list[str] = []
    at = 0
    while at < len(text):
        if text[at] != "[":
            items.append("." if text[at] == "." else re.escape(text[at]))
            at += 1
            continue
        end = text.find("]", at)
        inner = text[at + 1 : end]
        negated = inner.startswith("^")
        if end < 0 or not inner[negated:]:
            raise ValueError(f"the bracket of the condition {text!r} is not closed")
        items.append(f"[{'^' * negated}{re.escape(inner[negated:])}]")
        at = end + 1
    return re.compile("".join(items) + (r"\Z" if suffix else ""), re.DOTALL), len(items)
