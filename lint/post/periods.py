"""The month, quarter, year or day that a title or a slug names: "Status December 2024", "q3-2024-report"."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from lint.records import NamedTuple
from lint.regex import regex

# English, French, German, Spanish, Italian, Portuguese, Dutch; without accents. Words that mean something else as well
# (the planet Mars, "set", "out", "ago") are left out, or stand in _ONLY_IN.
_MONTHS = (
    "january jan janvier janv januar janner enero ene gennaio janeiro januari",
    "february feb fevrier fevr februar feber febrero febbraio fevereiro februari",
    "march mar marz maerz marzo marco maart mrz",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio maio mei",
    "june jun juin juni junio giugno junho",
    "july jul juillet juil juli julio luglio julho",
    "august aug aout agosto augustus",
    "september sept sep septembre septiembre setiembre settembre setembro",
    "october oct octobre oktober okt octubre ottobre outubro",
    "november nov novembre noviembre novembro",
    "december dec decembre dezember dez diciembre dic dicembre dezembro",
)
_BY_NAME = {name: at + 1 for at, names in enumerate(_MONTHS) for name in names.split()}
_ONLY_IN = {"mars": ("fr", 3)}
_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
MONTH_NAMES = (*_NAMES, "December")

# Below, patterns as text: only titles and names with a year need them.
_HAS_YEAR = regex(r"(?:19|20)[0-9]{2}(?![0-9])")
_NUMERIC = r"(?<![0-9.])((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?(?![0-9]|\.[0-9])"
_WORD_YEAR = (
    r"(?:(?<![0-9])(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.)?[ _-]{1,2}(?:de )?)?"
    r"(?<![a-z])(?P<word>[a-z]{3,10})\.?(?:[ _,'/-]{1,3}|,? (?:de|del|of|di) )?"
    r"(?:(?P<day2>[0-9]{1,2})(?:st|nd|rd|th)?(?:,? |[_-]))?"
    r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
)
_YEAR_WORD = r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})[ _-]{1,3}(?P<word>[a-z]{3,10})(?![a-z])"
_PART = (
    r"(?<![a-z0-9])(?P<kind>[qth])(?P<number>[1-4])[ _-]{0,2}(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
    r"|(?<![0-9])(?P<year2>(?:19|20)[0-9]{2})[ _-]{0,2}(?P<kind2>[qth])(?P<number2>[1-4])(?![a-z0-9])"
)
_LONE_YEAR = r"(?<![0-9.#])(?:19|20)[0-9]{2}(?![0-9]|[.-][0-9])"
_LETTERS = regex(r"[a-z]+")
_NOT_LETTERS = regex(r"[^a-z]+")

Kind = Literal["day", "month", "quarter", "half", "year"]


class Period(NamedTuple):
    """A stretch of time that a text names; it begins on `first`. `rest` are the other words of the text, folded."""

    kind: Kind
    first: date
    rest: str

    @property
    def name(self) -> str:
        """As a message names it: "December 2024"."""
        year = self.first.year
        if self.kind == "day":
            return self.first.isoformat()
        if self.kind == "month":
            return f"{MONTH_NAMES[self.first.month - 1]} {year}"
        if self.kind == "quarter":
            return f"Q{self.first.month // 3 + 1} {year}"
        if self.kind == "half":
            return f"H{self.first.month // 6 + 1} {year}"
        return str(year)


def fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def period(text: str, language: str = "en") -> Period | None:
    """The one period that a text names; None where it names none, or more than one."""
    if not _HAS_YEAR.search(text):
        return None
    folded = fold(text)
    found = _named(folded, language)
    if found is None:
        return None
    kind, first, start, end = found
    rest = f"{folded[:start]} {folded[end:]}"
    if _HAS_YEAR.search(rest) or any(_month(word, language) for word in _LETTERS.findall(rest)):
        return None  # "October to December 2024", "From 2019 to 2024"
    return Period(kind, first, " ".join(_NOT_LETTERS.sub(" ", rest).split()))


def _named(text: str, language: str) -> tuple[Kind, date, int, int] | None:
    """The first period of a folded text, with the place where it stands."""
    if match := re.search(_PART, text):
        kind, number = match["kind"] or match["kind2"], int(match["number"] or match["number2"])
        year = int(match["year"] or match["year2"])
        if kind in "qt":  # French counts in trimesters
            return "quarter", date(year, 3 * number - 2, 1), *match.span()
        if number <= 2:
            return "half", date(year, 6 * number - 5, 1), *match.span()
    if match := re.search(_NUMERIC, text):
        try:
            day = date(int(match[1]), int(match[2]), int(match[3] or 1))
        except ValueError:
            return None
        return "day" if match[3] else "month", day, *match.span()
    for match in re.finditer(_WORD_YEAR, text):
        if month := _month(match["word"], language):
            day_number = int(match["day"] or match["day2"] or 0)
            try:
                named = date(int(match["year"]), month, day_number or 1)
            except ValueError:
                return None
            return "day" if day_number else "month", named, match.start(), match.end()
    for match in re.finditer(_YEAR_WORD, text):
        if month := _month(match["word"], language):
            return "month", date(int(match["year"]), month, 1), *match.span()
    if match := re.search(_LONE_YEAR, text):
        return "year", date(int(match[0]), 1, 1), *match.span()
    return None


def _month(word: str, language: str) -> int:
    if word in _ONLY_IN:
        only, month = _ONLY_IN[word]
        return month if language.lower().startswith(only) else 0
    return _BY_NAME.get(word, 0)
