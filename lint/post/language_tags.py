"""Language tags (BCP 47, RFC 5646): whether one is well formed, and what a wrong one was meant for."""

from __future__ import annotations

import re
from typing import Literal

from lint.records import NamedTuple
from lint.regex import regex

_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en"
    " eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv"
    " ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne"
    " ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss"
    " st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu iw in ji jw mo"
)
CODES = frozenset(_CODES.split())
"""The two-letter codes of ISO 639-1, and those withdrawn that BCP 47 still allows (iw, in, ji, jw, mo, sh, bh)."""

# What the authors of a post may write instead of a code; countries stand for the language that is meant with them.
_MEANT = {
    **dict.fromkeys(("english", "eng", "anglais", "englisch", "inglés", "us", "gb"), "en"),
    **dict.fromkeys(("french", "français", "francais", "fra", "fre", "französisch"), "fr"),
    **dict.fromkeys(("german", "deutsch", "deu", "ger", "allemand", "dt"), "de"),
    **dict.fromkeys(("spanish", "español", "espanol", "spa", "castellano", "sp"), "es"),
    **dict.fromkeys(("italian", "italiano", "ita"), "it"),
    **dict.fromkeys(("portuguese", "português", "portugues", "por"), "pt"),
    **dict.fromkeys(("dutch", "nederlands", "nld", "dut"), "nl"),
    **dict.fromkeys(("russian", "русский", "rus"), "ru"),
    **dict.fromkeys(("ukrainian", "українська", "ukr", "ua"), "uk"),
    **dict.fromkeys(("chinese", "中文", "zho", "chi", "cn"), "zh"),
    **dict.fromkeys(("japanese", "日本語", "jpn", "jp"), "ja"),
    **dict.fromkeys(("korean", "한국어", "kor"), "ko"),
    **dict.fromkeys(("polish", "polski", "pol"), "pl"),
    **dict.fromkeys(("czech", "čeština", "cestina", "ces", "cze", "cz"), "cs"),
    **dict.fromkeys(("swedish", "svenska", "swe"), "sv"),
    **dict.fromkeys(("danish", "dansk", "dan", "dk"), "da"),
    **dict.fromkeys(("finnish", "suomi", "fin"), "fi"),
    **dict.fromkeys(("greek", "ελληνικά", "ell", "gre", "gr"), "el"),
    **dict.fromkeys(("turkish", "türkçe", "turkce", "tur"), "tr"),
    **dict.fromkeys(("arabic", "العربية", "ara"), "ar"),
    **dict.fromkeys(("hebrew", "עברית", "heb"), "he"),
    **dict.fromkeys(("hungarian", "magyar", "hun"), "hu"),
    **dict.fromkeys(("romanian", "română", "romana", "ron", "rum"), "ro"),
    **dict.fromkeys(("catalan", "català", "catala", "cat"), "ca"),
    **dict.fromkeys(("norwegian", "norsk", "nor"), "no"),
    **dict.fromkeys(("vietnamese", "vie"), "vi"),
    **dict.fromkeys(("indonesian", "ind"), "id"),
    **dict.fromkeys(("hindi", "hin"), "hi"),
}
_WELL_FORMED = regex(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+|i-[a-z]{3,8}|zh-min(?:-nan)?|art-lojban|sgn-[a-z-]{5}|no-bok|no-nyn|en-gb-oed",
    re.IGNORECASE | re.ASCII,
)
_ENCODING = regex(r"\.(?:utf-?8|iso-?8859-?\d+)\Z", re.IGNORECASE)


class TagFault(NamedTuple):
    """What is wrong with a tag. `kind`: "form" (no tag), "unknown" (no such language), "underscore", "longer"
    (three letters where two are the code), "region". `meant` is the tag that was probably meant, or "".
    """

    kind: Literal["form", "unknown", "underscore", "longer", "region"]
    reason: str
    meant: str


def tag_fault(tag: str) -> TagFault | None:
    """What is wrong with a language tag, or None. Letter case is free; three-letter codes are not looked up."""
    if len(tag) == 2 and tag in CODES:
        return None  # nearly all are as simple as that
    text = _ENCODING.sub("", tag)
    hyphened = text.replace("_", "-")
    primary, _, rest = hyphened.partition("-")
    lower = primary.lower()
    if not _WELL_FORMED.fullmatch(hyphened) or len(primary) > 3:
        return TagFault("form", "is no language tag", _meant(text.strip(), lower, rest))
    if len(lower) == 2 and lower not in CODES:
        return TagFault("unknown", f"names no language: there is no code `{primary}`", _meant(text, lower, rest))
    if text != tag:
        return TagFault("form", "is no language tag", hyphened)
    if len(lower) == 3 and lower in _MEANT:
        code = _MEANT[lower]
        return TagFault("longer", f"is longer than the code of the language, `{code}`", _joined(code, rest))
    if "_" in tag:
        return TagFault("underscore", "is no language tag: its parts are joined by a hyphen", hyphened)
    if rest.lower() == "uk":
        return TagFault("region", "names no region: the code of the United Kingdom is `GB`", f"{primary}-GB")
    return None


def _meant(text: str, lower: str, rest: str) -> str:
    """The tag that a wrong one stands for, as far as it is known."""
    whole = _MEANT.get(text.lower())
    if whole:
        return whole
    code = _MEANT.get(lower, "")
    if code and rest and not _WELL_FORMED.fullmatch(f"{code}-{rest}"):
        return ""
    return _joined(code, rest) if code else ""


def _joined(code: str, rest: str) -> str:
    return f"{code}-{rest}" if rest else code


def names_a_language(text: str) -> bool:
    """Whether a text is a human language's name or code that we know a tag for, such as `english`."""
    return text.strip().lower() in _MEANT
