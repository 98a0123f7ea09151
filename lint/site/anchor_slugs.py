"""How generators make the id of a heading from its text. Pure.

Each rule is read from the generator's own documentation or from the ids it makes. Numbers behind repeated ids are the
business of `lint.site.anchors`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from lint.regex import regex

Slug = Callable[[str], str]

_SPACES = regex(r"\s+")
_HYPHENS = regex(r"[-\s]+")
_NOT_ASCII_WORD = regex(r"[^a-z0-9]+")
_NOT_WORD = regex(r"[\W_]+")
_NOT_SKELETON = regex(r"[^a-z0-9]")
_EMOJI_CODE = regex(r":[a-z0-9_+-]+:")
# Letters that NFKD does not take apart, as the common transliterations write them.
_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ı": "i"})
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# Signs that some rules spell out.
_SPELT = {"&": " and ", "%": " percent ", "$": " dollar ", "<": " less ", ">": " greater ", "|": " or ", "+": " plus "}
_SPELT_SIGNS = regex("[&%$<>|+#]")


def github(text: str) -> str:
    """GitHub, github-slugger (Astro, Docusaurus, Gatsby), comrak, kramdown's GFM reader, Hugo, our own bundle."""
    if text.isascii():
        return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")
    kept = (
        letter
        for letter in unicodedata.normalize("NFC", text.strip().lower())
        if letter in "- " or unicodedata.category(letter)[0] in "LMN" or unicodedata.category(letter) == "Pc"
    )
    return "".join(kept).replace(" ", "-")


def hugo_ascii(text: str) -> str:
    """Hugo's `github-ascii`: accents are dropped, and what is not ASCII then."""
    return github(_without_marks(text).encode("ascii", "ignore").decode())


def kramdown(text: str) -> str:
    """kramdown's own reader: ASCII letters, digits, spaces and hyphens, from the first letter on."""
    kept = re.sub(r"[^a-zA-Z0-9 -]", "", re.sub(r"^[^a-zA-Z]+", "", text))
    return kept.replace(" ", "-").lower() or "section"


def collapsed(text: str) -> str:
    """Zola (`on`), VitePress, npm's slug packages: accents dropped, one hyphen for whatever is no letter or digit."""
    return _NOT_ASCII_WORD.sub("-", folded(text)).strip("-")


def blackfriday(text: str) -> str:
    """Blackfriday and Hugo's old rule: the same with the letters of all scripts kept."""
    return _NOT_WORD.sub("-", unicodedata.normalize("NFC", text).lower()).strip("-")


def toc(text: str) -> str:
    """Python-Markdown (MkDocs, Pelican): ASCII; punctuation dropped, one hyphen for spaces and hyphens."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _HYPHENS.sub("-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def toc_unicode(text: str) -> str:
    """Python-Markdown's `slugify_unicode`, and npm's slugify in strict mode."""
    return _HYPHENS.sub("-", re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFKC", text)).strip().lower())


def markdown_it(text: str) -> str:
    """markdown-it-anchor (Eleventy, VuePress 1): only spaces change; addresses hold the id percent-encoded."""
    return _SPACES.sub("-", text.strip().lower())


def safe(text: str) -> str:
    """Zola's `safe`: underscores for spaces, without what an address may not hold; letter case is kept."""
    return re.sub(r"[\"#%<>\[\]()`^{}|]", "", text.strip()).replace(" ", "_")


def pandoc(text: str) -> str:
    """Pandoc: from the first letter on, full stops and underscores are kept."""
    kept = re.sub(r"[^\w\s.-]", "", unicodedata.normalize("NFC", text).lower())
    return _SPACES.sub("-", re.sub(r"^[^a-z]+", "", kept) if kept.isascii() else kept.strip()) or "section"


def hexo(text: str) -> str:
    """Hexo: hyphens for what is no letter or digit; letter case is kept."""
    return _NOT_WORD.sub("-", _without_marks(text)).strip("-")


def docutils(text: str) -> str:
    """docutils: as `collapsed`, from the first letter on."""
    return re.sub(r"^[0-9-]+", "", collapsed(text))


RULES: tuple[Slug, ...] = (
    *(github, hugo_ascii, kramdown, collapsed, blackfriday, toc, toc_unicode),
    *(markdown_it, safe, pandoc, hexo, docutils),
)
"""All rules; the likelier ones stand first."""


OF_GENERATORS: dict[str, tuple[Slug, ...]] = {
    "Astro": (github,),
    "Hugo": (github, hugo_ascii, blackfriday),
    "Jekyll": (github, kramdown),
    "MkDocs": (toc, toc_unicode, github),
    "Zola": (collapsed, safe),
}
"""The rules that a generator has, by its own default and by its settings; the default stands first."""


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """A text in lower case with its Latin letters as ASCII; letters of other scripts stay."""
    lower = text.lower()
    return lower if lower.isascii() else _without_marks(lower.translate(_LATIN))


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    return "".join(one for one in unicodedata.normalize("NFKD", text) if unicodedata.category(one) != "Mn")


@lru_cache(maxsize=20_000)
def skeleton(text: str) -> str:
    """The letters and digits of a text or an anchor: what is the same by all rules."""
    kept = folded(text)
    if kept.isascii():
        return _NOT_SKELETON.sub("", kept)
    return _NOT_WORD.sub("", kept)


def skeletons(text: str) -> set[str]:
    """The skeletons that a heading may have: with signs and umlauts spelt out, with and without `:emoji:` codes."""
    found = {skeleton(text)}
    if _SPELT_SIGNS.search(text):
        found.add(skeleton("".join(_SPELT.get(one, one) for one in text)))
        found.add(skeleton(text.replace("#", " sharp ").replace("+", " plus ")))
    if ":" in text:
        found.add(skeleton(_EMOJI_CODE.sub("", text)))
    if not text.isascii():
        found.add(skeleton(text.lower().translate(_GERMAN)))
    found.discard("")
    return found
