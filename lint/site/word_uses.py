"""Which words of a site nothing excuses, and which of the accepted ones its posts use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from lint.records import NamedTuple
from lint.site.accepted import EVERY, Accepted
from lint.site.facts import PostFacts
from lint.site.site import Site
from lint.site.strange import key
from lint.site.terms import Terms
from lint.site.vocabulary import Vocabulary
from lint.site.words import PlacedWord
from lint.spelling.grammar import primary
from lint.spelling.reasons import Reason

_START = 3  # letters that an entry shares with what it covers, whatever the ending


class Entry(NamedTuple):
    """An accepted word with its language, a BCP 47 tag or EVERY, and where it stands: a file, line and column."""

    word: str
    language: str
    path: str
    line: int
    column: int

    @property
    def place(self) -> str:
        """`file:line:column`."""
        return f"{self.path}:{self.line}:{self.column}"

    def covers(self, text: str, language: str) -> bool:
        """Whether this entry alone makes a word right."""
        if self.language.lower() not in {EVERY, primary(language), language.lower()}:
            return False
        return Accepted({self.language: (self.word,)}).has(text, language)


class UnknownWord(NamedTuple):
    """A strange word that nothing excuses: how often, in how many posts, and where first (code points of the post).

    `word` is the form that covers all others, where one does. `meant` are the words that it may stand for; `mended`
    says that one of them is so certain that a fix writes it, or that it is a known misspelling.
    """

    word: str
    language: str
    uses: int
    posts: int
    path: str
    start: int
    meant: tuple[str, ...]
    mended: bool


class _Uses:
    """The uses of one word, in the order of the posts."""

    def __init__(self) -> None:
        self.places: list[tuple[PostFacts, PlacedWord]] = []
        self.forms: Counter[str] = Counter()
        self.meant: tuple[str, ...] = ()
        self.mended = False


def unknown_words(site: Site) -> list[UnknownWord]:
    """The strange words of the reported posts that nothing excuses, most used first."""
    vocabulary, terms = Vocabulary(site), Terms(site)
    found: dict[tuple[str, str], _Uses] = defaultdict(_Uses)
    for post in site.reported:
        for word in post.words.suspects:
            reason = vocabulary.why_right(word)
            if reason is Reason.NOTHING_NEAR and word.named:
                continue
            if reason not in {None, Reason.NOTHING_NEAR} or _is_allowed(post, word):
                continue
            dictionary = site.dictionaries.of(word.language)
            assert dictionary is not None, f"a strange word of {word.language}, which has no dictionary"
            core = dictionary.grammar.split(word.text)[1]
            uses = found[primary(word.language), key(core)]
            uses.places.append((post, word))
            uses.forms[core] += 1
            if term := terms.meant(word):
                uses.meant, uses.mended = (term.right,), True
            elif meant := vocabulary.meant(word):
                uses.meant = meant.words
                uses.mended |= meant.known or (meant.certain and not word.named)
    rows = [_row(language, uses) for (language, _), uses in found.items()]
    return sorted(rows, key=lambda row: (-row.uses, row.word.casefold(), row.word, row.language))


def _row(language: str, uses: _Uses) -> UnknownWord:
    post, word = uses.places[0]
    lower = [form for form in uses.forms if form.islower()]
    form = min(lower or uses.forms, key=lambda form: (-uses.forms[form], form))
    posts = len({one.path for one, _ in uses.places})
    return UnknownWord(form, language, len(uses.places), posts, post.path, word.start, uses.meant, uses.mended)


def _is_allowed(post: PostFacts, word: PlacedWord) -> bool:
    return any(one.covers(("misspelling", "unknown-word", "spelling"), word.start) for one in post.allowances)


def unused(entries: Sequence[Entry], posts: Mapping[str, PostFacts]) -> list[Entry]:
    """The entries that no post of the site uses: none has such a word, or the dictionary has it anyway.

    A word counts as used wherever it is strange, though something else may speak for it there today.
    """
    strange: dict[str, set[str]] = defaultdict(set)
    for post in posts.values():
        strange[post.language].update(post.words.strange.split())
        # A paragraph may be in another language, and a name right for the dictionary, but wrong for `term`.
        for word in (*post.words.suspects, *post.words.names):
            strange[word.language].add(key(word.text))
    starts: dict[str, set[str]] = defaultdict(set)
    for language, texts in strange.items():
        for text in texts:
            for part in _parts(text):
                starts[part[:_START]].add(f"{language} {text}")
    return [entry for entry in entries if not _is_used(entry, starts)]


def _is_used(entry: Entry, starts: Mapping[str, Iterable[str]]) -> bool:
    lower = entry._replace(word=entry.word.lower())
    same = entry._replace(word=key(entry.word))
    for one in sorted(starts.get(lower.word[:_START], ())):
        language, _, word = one.partition(" ")
        if lower.covers(word, language) or same.covers(word, language):
            return True
    return False


class Entries:
    """Accepted words, to be asked which of them make a word right."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._by_start: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """One more."""
        self._by_start[entry.word[:_START].lower()].append(entry)

    def accepting(self, text: str, language: str) -> list[Entry]:
        """The entries that make a word right, in their order."""
        starts = dict.fromkeys(part[:_START] for part in _parts(text.lower()))
        found = [entry for start in starts for entry in self._by_start.get(start, ())]
        return [entry for entry in found if entry.covers(text, language)]


def _parts(text: str) -> list[str]:
    """A word, what stands before its first apostrophe, and what stands behind it; each once."""
    before, _, after = text.partition("'")
    return list(dict.fromkeys(part for part in (text, before, after) if part))
