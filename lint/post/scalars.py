"""What readers of front matter make of a value without quotes, and how a text is written as a value."""

from __future__ import annotations

from typing import Literal

from lint.regex import regex

_LONGEST = 40  # digits that are worth reading; far more would take time
# What ends or opens something inside brackets, and what YAML reads as anything but text.
_MARKED = regex(r"[\[\]{},#&*!|>'\"%@`:?\\\x00-\x1f]|^-(?:\s|$)|^[~=<]|^\s|\s$|^$")
_NO_TEXT = regex(
    r"(?i:y|n|yes|no|on|off|true|false|null|~|[-+]?(?:0x[0-9a-f_]+|0b[01_]+|0o[0-7]+|[0-9][0-9_]*(?::[0-5]?[0-9])*"
    r"(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|\.[0-9_]+|\.inf|\.nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*)"
)


def read_boolean(text: str) -> bool:
    """What YAML 1.1 makes of its words for true and false."""
    return text.lower() in {"true", "yes", "on"}


def read_number(text: str) -> str | None:
    """The number that YAML 1.1 makes of a text, in decimal; None where that is too long, or no number.

    `1_000` is 1000, `0x1F` 31, `0b11` 3, `010` 8, `12:30:45` 45045, `1.10` 1.1.
    """
    if len(text) > _LONGEST:
        return None
    digits = text.replace("_", "")
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    lower = digits.lower()
    try:
        if lower.startswith(("0x", "0b", "0o")):
            return str(sign * int(lower, 0))
        if ":" in digits:
            return _sexagesimal(digits, sign)
        if "." in digits or "e" in lower:
            return f"{sign * float(digits):g}" if len(digits) < 7 else repr(sign * float(digits))
        octal = len(digits) > 1 and digits.startswith("0") and not set(digits) - set("01234567")
        return str(sign * int(digits, 8 if octal else 10))
    except (ValueError, OverflowError):
        return None


def _sexagesimal(digits: str, sign: int) -> str:
    """Base 60, as in hours, minutes and seconds."""
    value = 0.0
    for part in digits.split(":"):
        value = value * 60 + float(part)
    return f"{sign * value:.15g}"


def as_item(text: str, form: Literal["yaml", "toml", "json"], quote: str = "") -> str | None:
    """A text as an item of a list in brackets, in the quotes `quote` if given; None where it would need escapes.

    YAML gets quotes only where it needs them.
    """
    if form == "yaml" and not quote and not _MARKED.search(text) and not _NO_TEXT.fullmatch(text):
        return text
    mark = quote if form == "yaml" and quote else '"'
    if "\\" in text or mark in text or any(character < " " for character in text):
        return None
    return f"{mark}{text}{mark}"
