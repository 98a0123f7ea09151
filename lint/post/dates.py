"""Reads a date as the common generators do, and says why it cannot be read."""

from __future__ import annotations

import re
from datetime import date

from lint.records import NamedTuple

# Patterns as text: most posts need one or two of them, and `re` keeps those that were used.
_DIGITAL = (
    r"(?P<year>[0-9]{4})(?P<mark>[-/.–—−‐‑])(?P<month>[0-9]{1,2})(?P<mark2>[-/.–—−‐‑])(?P<day>[0-9]{1,2})"
    r"(?![0-9])(?P<rest>.*)"
)
_TIME = (
    r" ?[Tt, ] ?(?:at |- )?(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?: ?[AaPp]\.?[Mm]\.?)?"
    r"(?: ?(?:[Zz]|(?:UTC|GMT)? ?[-+−] ?(?P<zone>[0-9]{1,2})(?::?[0-9]{2})?(?: [A-Z]{2,5})?"
    r"|[A-Z]{2,5}|[A-Z][A-Za-z_]+/[A-Za-z_/+-]+))?"
    r"(?: ?[\[(][\w /+-]+[\])])?"
)
_HARMLESS = r"(?i: ?(?:\(?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\)?|Z|UTC|GMT|[-+][0-9]{2}:?[0-9]{2}))"
_DAY_OR_MONTH_FIRST = r"(?P<first>[0-9]{1,2})(?P<mark>[-/.])(?P<second>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})(?![0-9])"
# Compact and week dates, ordinal days, Unix times, a year or a month alone.
_OTHER_FORM = (
    r"[0-9]{8}(?:T[0-9]{4,6}Z?)?|-?[0-9]{9,13}(?:\.[0-9]+)?|[0-9]{4}(?:[-/.][0-9]{1,2})?|[0-9]{4}-W[0-9]{2}(?:-[0-9])?"
    r"|[0-9]{4}-[0-9]{3}"
)
_YEAR = r"(?<![0-9])[0-9]{4}(?![0-9])"
# Words that a generator replaces by a date of its own (Eleventy, Hugo).
_GENERATED = frozenset({"created", "last modified", "git created", "git last modified", ":git", ":filemodtime"})
_UNFILLED = r"TODO|TBD|FIXME|XX|(?<![a-z])xx(?![a-z])|YYY|yyy|MM|DD|JJ|\?\?|[{}<>%]"

_FIRST_HALF = ("January", "February", "March", "April", "May", "June")
_MONTHS = (*_FIRST_HALF, "July", "August", "September", "October", "November", "December")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BY_NAME = {form: at + 1 for at, name in enumerate(_MONTHS) for form in (name.lower(), name[:3].lower())} | {"sept": 9}
# Names of other languages that are near the English ones.
_OTHER_MONTHS = (
    r"januari?|februari?|aprile|august(?:i|us)|septembre|sett?embro|settembre|oktober|oc?tubre|outubro|ottobre"
    r"|novembr[eo]|noviembre|d[ei][cz]i?embr[eo]|de[sz]ember"
)
_DAY_MONTH_YEAR = (
    r"\b(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?[ -](?:of )?(?P<month>[A-Za-z]{3,9})\.?,?[ -](?P<year>[0-9]{4})\b"
)
_MONTH_DAY_YEAR = (
    r"\b(?P<month>[A-Za-z]{3,9})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? "
    r"(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?,? (?:[A-Z]{2,5} )?)?(?P<year>[0-9]{4})\b"
)


class Reading(NamedTuple):
    """What a text says as a date.

    `day` is (year, month, day) where that is certain. `fault` says why it is no date, in words that follow the
    quoted text; `written` is the text as it was meant, `certain` that it can mean nothing else. `lenient` says that
    many readers accept the text as it is.
    """

    day: tuple[int, int, int] | None = None
    fault: str = ""
    written: str | None = None
    certain: bool = False
    lenient: bool = False


def read_date(text: str, *, english: bool = True) -> Reading:
    """Reads a date of front matter. Never raises.

    A text without fault and day is one that we do not judge: a template's, a generator's own word, Unix times, words
    of another language. `english` says that the names of months are English.
    """
    if len(text) == 10 and text[4] == text[7] == "-":  # as most are written
        try:
            plain = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            return Reading((plain.year, plain.month, plain.day))
    text = " ".join(text.split())
    if (match := re.match(_DIGITAL, text)) and "?" not in text and "{" not in text:
        return _digital(match)
    if re.search(_UNFILLED, text) or text.lower() in _GENERATED or re.fullmatch(_OTHER_FORM, text):
        return Reading()
    if match := re.match(_DAY_OR_MONTH_FIRST, text):
        return _day_or_month_first(match)
    return _worded(text, english=english)


def day_fault(year: int, month: int, day: int) -> str:
    """Why there is no such day in the Gregorian calendar; empty where there is one."""
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not 1 <= day <= _LENGTHS[month - 1] + leap:
        return f"{_MONTHS[month - 1]} {year} has no day {day}"
    return ""


def _digital(match: re.Match[str]) -> Reading:
    """Year first."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    rest, marks = match["rest"], {match["mark"], match["mark2"]}
    if fault := day_fault(year, month, day):
        swapped = None if day_fault(year, day, month) else f"{match['year']}-{day:02}-{month:02}{rest}"
        return Reading(fault=f"does not exist: {fault}", written=swapped)
    plain = f"{match['year']}-{month:02}-{day:02}"
    if rest and not re.fullmatch(_HARMLESS, rest):
        if rest in {"T", "t"}:
            return Reading(fault="has no time behind the `T`", written=plain)
        time = re.fullmatch(_TIME, rest)
        if not time:
            return Reading(fault="cannot be read as a date")
        limits = (time["hour"], 24), (time["minute"], 59), (time["second"], 60), (time["zone"], 14)
        if any(int(number or 0) > limit for number, limit in limits):
            return Reading(fault=f"has no time of day: `{rest.strip(' Tt')}`")
    whole = (year, month, day)
    if not marks <= {"-", "/", "."}:
        return Reading(whole, "has a dash where a hyphen is read", plain + rest, certain=True)
    if len(marks) > 1:
        return Reading(whole, "cannot be read as a date", plain + rest)
    if marks == {"-"} and len(match["month"] + match["day"]) < 4:
        return Reading(whole, "lacks a leading zero", plain + rest, certain=True, lenient=True)
    return Reading(whole)


def _day_or_month_first(match: re.Match[str]) -> Reading:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    as_day, as_month = day_fault(year, second, first), day_fault(year, first, second)
    if as_day and as_month:
        return Reading(fault=f"does not exist: {as_day if second <= 12 else as_month}")
    if not as_day and not as_month and first != second:
        return Reading()
    return Reading((year, first, second) if as_day else (year, second, first))


def _worded(text: str, *, english: bool) -> Reading:
    words = re.findall(r"[^\W\d_]{3,}", text)
    patterns = _DAY_MONTH_YEAR, _MONTH_DAY_YEAR
    match = next((m for p in patterns if (m := re.search(p, text)) and _month(m["month"])), None)
    if match:
        year, month, day = int(match["year"]), _month(match["month"]), int(match["day"])
        fault = day_fault(year, month, day)
        return Reading(fault=f"does not exist: {fault}") if fault else Reading((year, month, day))
    if any(character.isdigit() for character in text):
        if any(_month(word) for word in words):
            return Reading()
        if words and re.search(_YEAR, text):
            return _misspelt_month(text, words) if english else Reading()
        if not text.isascii():
            return Reading()
    return Reading(fault="cannot be read as a date")


def _month(word: str) -> int:
    return _BY_NAME.get(word.lower(), 0)


def _misspelt_month(text: str, words: list[str]) -> Reading:
    from difflib import get_close_matches

    for word in words[:10]:
        near = get_close_matches(word.title(), _MONTHS, n=1, cutoff=0.8)
        if near and not re.fullmatch(_OTHER_MONTHS, word.lower()):
            written = text.replace(word, near[0], 1)
            return Reading(fault=f"cannot be read as a date: `{word}` is no month", written=written)
    return Reading()
