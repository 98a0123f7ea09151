"""Decimal signs that the language does not have, and emoji that are shown as plain signs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.diagnostics import Finding, Span, replace

_COMMA = frozenset({"cs", "da", "de", "el", "es", "fi", "fr", "it", "nb", "nl", "no", "pl", "pt", "ru", "sv", "uk"})
"""Languages with a decimal comma; in some countries they have a point (CLDR 45, `decimal` of the default numbers)."""
_POINT = frozenset({"en"})
_OTHERWISE = frozenset(
    {"en-ZA", "de-CH", "de-LI", "it-CH"}
    | {f"es-{region}" for region in ("MX", "US", "PR", "GT", "HN", "NI", "PA", "PE", "SV", "DO", "419")}
)
# A number before these is an amount, and never a version, a section or a date.
_UNITS = (
    r"%|‰|€|°C|°F|[kMGT]?(?:Hz|Wh|W|eV)\b|[kKMGT]i?[oB]\b|[kMG]bit/s\b|[kcmµ]?m\b|km/h\b|[kmµ]?g\b|m?[lL]\b|[mµn]s\b"
    r"|millions?\b|milliards?\b|billions?\b|percent\b|points? de pourcentage\b|Millionen\b|Milliarden\b|Prozent\b"
    r"|miljoen\b|millones\b|milioni\b|milhões\b|euros?\b|dollars?\b|secondes?\b|seconds?\b|Sekunden\b|heures?\b|hours?\b"
)
_AMOUNT = r"%s(?<=\d.)\d{1,2}[ \u00a0\u202f]?(?:%s)"  # its sign first, which makes a search cheap
_WHOLE = r"(?<![\w.,:/-])\d{1,3}\Z"
_NO_AMOUNT = r"(?i)(?:version|v|§|section|chapitre|kapitel|figure)\s*\Z"
_REACH = 16
"""Code points before a number that tell what it is."""

_SELECTOR = "\ufe0f"
_TEXT_SELECTOR = "\ufe0e"
_HEART = "\u2764"
_KEYCAP = r"[0-9#*]\u20e3"
_FACES = "\u2639\u263a\u2600-\u2604\u260e\u2618\u261d\u2620\u2622\u2623\u26a0\u2708\u2709\u270c\u270d\u2744"
_MISSING = rf"{_KEYCAP}|[{_HEART}{_FACES}](?![{_SELECTOR}{_TEXT_SELECTOR}\u200d\U0001f3fb-\U0001f3ff])"


def decimal_signs(prose: str, language: str) -> Iterator[Finding]:
    """Amounts with the decimal sign of another language, in a post that does not write all of them so.

    `language` is a BCP 47 tag.
    """
    base = language[:2].lower()
    comma = (base in _COMMA) is not (language in _OTHERWISE)
    if not comma and base not in _POINT and base not in _COMMA:
        return
    right, wrong = (",", ".") if comma else (".", ",")
    found = [*_amounts(prose, wrong)]
    if not found or (len(found) > 1 and len(found) > sum(1 for _ in _amounts(prose, right))):
        return
    for span in found:
        amount = prose[span.start : span.end]
        place = span.start + amount.index(wrong)
        fix = replace(Span(place, place + 1), right, f'Write "{right}"')
        yield Finding(span, f'"{amount}" has the decimal sign of another language', fix)


def _amounts(prose: str, sign: str) -> Iterator[Span]:
    """The numbers with this sign that a unit follows, units included."""
    for found in re.finditer(_AMOUNT % (re.escape(sign), _UNITS), prose):
        before = prose[max(0, found.start() - _REACH) : found.start()]
        if (whole := re.search(_WHOLE, before)) and not re.search(_NO_AMOUNT, before[: whole.start()]):
            yield Span(found.start() - len(whole[0]), found.end())


def emoji(prose: str) -> Iterator[Finding]:
    """Signs that are text unless U+FE0F follows, where an emoji is meant.

    A heart and a keycap always are; of the others only what the post has as an emoji elsewhere.
    """
    if prose.isascii() or not any(sign in prose for sign in (_SELECTOR, "\u20e3", _HEART)):
        return
    for found in re.finditer(_MISSING, prose):
        sign = found[0]
        if sign == _HEART or len(sign) > 1 or sign + _SELECTOR in prose:
            place = Span(found.start() + 1, found.start() + 1)
            message = f'"{sign}" (U+{ord(sign[0]):04X}) is plain text in many fonts without U+FE0F'
            fix = replace(place, _SELECTOR, "Insert U+FE0F, so that it is an emoji")
            yield Finding(Span(*found.span()), message, fix)
