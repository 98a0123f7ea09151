"""The words that a project accepts, by language, with their regular inflections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lint.spelling.grammar import primary
from lint.spelling.words import plain

EVERY = "all"
"""The name under which words stand that hold for every language."""

_Endings = tuple[tuple[str, tuple[str, ...]], ...]
_PLURAL: _Endings = (("s", ("",)),)
# Regular endings, each with what it stands for. A word that is accepted is accepted with these, too.
_ENDINGS: dict[str, _Endings] = {
    "en": (
        *(("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ied", ("y",)), ("ly", ("",)), ("able", ("", "e"))),
        *(("ed", ("", "e")), ("ing", ("", "e")), ("er", ("", "e")), ("ers", ("", "e"))),
    ),
    "fr": (("s", ("",)), ("x", ("",)), ("e", ("",)), ("es", ("",))),
    "de": (("s", ("",)), ("es", ("",)), ("e", ("",)), ("en", ("",)), ("n", ("",)), ("er", ("",))),
    "es": (("s", ("",)), ("es", ("",))),
    "it": (),
    "pt": (("s", ("",)), ("es", ("",))),
    "nl": (("s", ("",)), ("en", ("",)), ("e", ("",))),
}
_SHORTEST = 3  # letters of a word that is inflected


class Accepted:
    """Words by language, a BCP 47 tag or EVERY. A word in lower case holds in any case, another with its capitals."""

    def __init__(self, words: Mapping[str, Iterable[str]] | None = None) -> None:
        self._words = {
            language.lower(): frozenset(plain(word) for word in listed) for language, listed in (words or {}).items()
        }

    def __bool__(self) -> bool:
        return any(self._words.values())

    def has(self, text: str, language: str) -> bool:
        """Whether a word is accepted in a language: as it is, or inflected."""
        if not self._words:
            return False
        tag = language.lower()
        names = (EVERY, primary(tag), tag)
        known = [found for name in dict.fromkeys(names) if (found := self._words.get(name))]
        if not known:
            return False
        text = text.removesuffix("'s").removesuffix("'")
        forms = {text}
        for ending, bases in _ENDINGS.get(primary(tag), _PLURAL):
            if text.endswith(ending) and len(text) - len(ending) >= _SHORTEST:
                forms.update(text[: -len(ending)] + base for base in bases)
        if "'" in text:
            forms.add(text.partition("'")[2])
        forms |= {form.lower() for form in forms} | {form.capitalize() for form in forms if form.isupper()}
        return any(not forms.isdisjoint(words) for words in known)
