"""Regular English forms that word lists leave out: "trackable", "unmapped", "reusabilities"."""

from __future__ import annotations

from lint.regex import regex

_PREFIXES = ("de", "inter", "mis", "multi", "non", "over", "pre", "re", "sub", "super", "un", "under")
_SUFFIXES = (
    ("s", regex(r".*(?:ion|ing|[aeo]r|ment|ship|ness|ist|ism|able)s")),
    ("ly", regex(r".*(?:ive|al|ful|less|ous|ed|ing|ar|ant|ent)ly")),
    ("able", regex(r".*[bcdfghklmnprstvwxy]able")),
    ("ables", regex(r".*[bcdfghklmnprstvwxy]ables")),
)
_SHORTEST = 7  # letters of a derived form


def bases(lower: str) -> list[str]:
    """The words in lower case that a word may be derived from by one affix that leaves them as they are."""
    if len(lower) < _SHORTEST:
        return []
    found = [lower[: -len(ending)] for ending, fits in _SUFFIXES if lower.endswith(ending) and fits.fullmatch(lower)]
    if lower.endswith("ities"):
        found.append(lower.removesuffix("ies") + "y")
    found += [lower[len(start) :] for start in _PREFIXES if lower.startswith(start) and len(lower) > len(start) + 4]
    return found
