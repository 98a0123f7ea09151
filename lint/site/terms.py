"""Names that are configured, learned from the posts or known to everybody, and words that are nearly one."""

from __future__ import annotations

from collections import Counter, defaultdict

from lint.records import NamedTuple
from lint.regex import regex
from lint.site.site import Site
from lint.site.strange import key
from lint.site.words import PlacedWord
from lint.spelling.brands import BRANDS
from lint.spelling.dictionary import AMERICAN, BRITISH, INNER_CAPITAL
from lint.spelling.nearest import one_edit_away
from lint.spelling.phrases import is_dotted, squeezed

ENOUGH = 5
"""A name with an inner capital that is written so often in one way is learned."""
RARE = 5
"""A variant of a learned name is wrong if the name is written at least so many times as often."""
_HABIT = 2
"""Who writes a name that everybody knows in a form of their own more often, and more often than right, means it."""
_NEARLY_ALWAYS = 20
"""A name is fit for a list of terms if it is written at least so many times as often as all its variants."""
_SHORTEST, _SHORTEST_LEARNED = 5, 7  # letters of a name, configured or learned, whose near misses are judged
_ACRONYM = regex(r"[A-ZÀ-Þ]{2,}")
_IDENTIFIER = regex(r"[a-zß-ÿ]{2,}[A-ZÀ-Þ].*[a-zß-ÿ]")


class Term(NamedTuple):
    """A name in its right form; `uses` says how often the posts have it. That of a brand is known to everybody."""

    right: str
    uses: int
    configured: bool = False
    brand: bool = False


_UNASKED = Term("", 0)


class Terms:
    """The terms of one site; make one for each run of a rule.

    A wrong form must be rare beside its term, except where the configuration names the term.
    """

    def __init__(self, site: Site) -> None:
        self._dictionary = site.dictionary
        self._accepted = site.accepted
        # Letters in lower case → how often each form of them is written.
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        written = Counter(word.written for post in site.posts.values() for word in post.words.names)
        for form, count in written.items():
            self._forms[form.lower()][form] += count
        self._lower = Counter(key(word.text) for post in site.posts.values() for word in post.words.suspects)
        self._evidence: frozenset[str] | None = None
        self._site = site
        self._terms = {
            form: Term(term, written[term], True) for term in site.terms for form in {term.lower(), squeezed(term)}
        }
        for lower, forms in self._forms.items():
            if lower in self._terms:
                continue
            if brand := BRANDS.get(lower):
                self._terms[lower] = Term(brand, forms[brand], brand=True)
                continue
            right, uses = max(forms.items(), key=lambda form: (form[1], form[0]))
            if uses >= ENOUGH and _may_be_learned(right):
                self._terms[lower] = Term(right, uses)
        self._near = self._near_misses()
        self._meant: dict[tuple[str, str], Term | None] = {}
        self._right = frozenset(term.right for term in self._terms.values())

    def __len__(self) -> int:
        return len(self._terms)

    def learned(self) -> list[Term]:
        """The names that the posts taught, written alike nearly always, the most used first.

        Those that begin in lower case are left out: most of them are identifiers (forEach), not names.
        """
        found = []
        for lower, term in self._terms.items():
            if term.uses < ENOUGH or term.configured:
                continue
            others = sum(self._forms[lower].values()) - term.uses + self._lower[lower]
            if term.right[0].isupper() and others * _NEARLY_ALWAYS <= term.uses:
                found.append(term)
        return sorted(found, key=lambda term: (-term.uses, term.right))

    def meant(self, word: PlacedWord) -> Term | None:
        """The term of which a word is a wrong form or a near miss; None for a right one and for any other word."""
        asked = word.written, word.language
        found = self._meant.get(asked, _UNASKED)
        if found is _UNASKED:
            found = self._meant[asked] = self._look_up(word)
        return found

    def _look_up(self, word: PlacedWord) -> Term | None:
        text = word.text.removesuffix("'s")
        if text in self._right or text.isupper() or self._accepted.has(text, word.language):
            return None
        if text[0].islower() and INNER_CAPITAL.search(text):
            return None  # an identifier, which has its own rights: secureContext beside SecureContext
        lower = text.lower()
        term = self._terms.get(lower) or self._terms.get(squeezed(text))
        if term is None:
            term = self._near.get(lower)
            return term if term and not self._elsewhere(lower) else None
        if text == lower and (self._is_ordinary(lower) or self._elsewhere(lower)):
            return None
        uses = self._uses(lower, text)
        if term.configured or (term.brand and uses <= max(term.uses, _HABIT)):
            return term
        return term if uses * RARE <= term.uses else None

    def _uses(self, lower: str, text: str) -> int:
        return self._lower[lower] if text == lower else self._forms[lower][text]

    def _is_ordinary(self, lower: str) -> bool:
        return bool(self._dictionary.known_as(lower) & (AMERICAN | BRITISH))

    def _elsewhere(self, lower: str) -> bool:
        """Whether code, an address or a field of any post has these letters: then they may be a name of their own."""
        if self._evidence is None:
            wanted = self._terms.keys() | self._near.keys()
            self._evidence = frozenset(
                found
                for post in self._site.posts.values()
                for found in wanted.intersection(post.words.evidence.split())
            )
        return lower in self._evidence

    def _is_slip_of(self, term: Term, miss: str, uses: int) -> bool:
        """Whether a near miss is so rare beside a learned name; Next.js and Nest.js are two, Noje.js is none."""
        if is_dotted(term.right):
            return uses * _NEARLY_ALWAYS <= term.uses and not self._dictionary.knows(miss.partition(".")[0])
        return uses * RARE <= term.uses

    def _has_other_acronym(self, miss: str, right: str) -> bool:
        """Whether the near miss is only written with other capitals in a row, as OpenSSF and OpenSSL."""
        forms = self._forms.get(miss) or ()
        own = _ACRONYM.findall(right)
        return bool(forms) and all(_ACRONYM.findall(form) not in ([], own) for form in forms)

    def _near_misses(self) -> dict[str, Term]:
        """The words of the site one edit from a term that are rare beside it, in lower case."""
        near: dict[str, Term] = {}
        candidates = self._forms.keys() | self._lower.keys()
        for lower, term in self._terms.items():
            # What looks like a person's name, "Matos" beside macOS, is no slip of a short one.
            shortest = _SHORTEST if term.configured else _SHORTEST_LEARNED
            if len(lower) < shortest:
                continue
            for miss in candidates.intersection(one_edit_away(lower)):
                uses = sum(self._forms.get(miss, {}).values()) + self._lower[miss]
                if (
                    miss not in self._terms
                    and miss[0] == lower[0]
                    and not miss.startswith(lower)  # a plural, a version, another product
                    and not lower.startswith(miss)
                    and not self._dictionary.knows(miss)
                    and not self._dictionary.knows(miss.capitalize())
                    and not self._has_other_acronym(miss, term.right)
                    and (term.configured or self._is_slip_of(term, miss, uses))
                ):
                    near[miss] = term
        return near


def _may_be_learned(form: str) -> bool:
    """Whether a form is that of a name: with an inner capital or a dot. toString is an identifier, beside ToString."""
    return (INNER_CAPITAL.search(form) is not None and not _IDENTIFIER.match(form)) or is_dotted(form)
