"""The rule misspelling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lint.rule import Bad, Finding, Good, Level, SiteRule, replace
from lint.site.vocabulary import Vocabulary
from lint.site.words import PlacedWord

if TYPE_CHECKING:
    from lint.site.facts import PostFacts
    from lint.site.site import Site

_MOST = 5  # texts that are proposed


class Misspelling(SiteRule):
    """A word is misspelt.

    Readers notice, and trust the rest less. A search for the right word does not find the post either.

    A strange word is left alone if no word that could be meant is near, or if something speaks for it: it is a name,
    an acronym or an identifier; it stands in code, in an address, among the tags, in other posts or several times in
    this one; the words around it are of another language; the configuration accepts it.
    """

    id = "misspelling"
    level = Level.ERROR

    examples = (
        Bad("Your ⟦privcay⟧ comes first.", fixed="Your privacy comes first."),
        Good("Your privacy comes first."),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        vocabulary = Vocabulary(site)
        for post in site.reported:
            for word in post.words.suspects:
                if vocabulary.accepts(word):
                    continue
                meant = vocabulary.meant(word)
                if meant is None or (not meant.known and vocabulary.uses(word)):
                    continue
                if word.named and not NAMEOK(vocabulary,word,meant): continue
                best = vocabulary.proposals(word)
                yield post, _finding(post, word, best, certain=meant.certain)


import os
NK=int(os.environ.get('NK','7')); NN=int(os.environ.get('NN','8'))
def NAMEOK(v,word,meant):
    d=v._dictionary
    if v._posts[word.text.lower()]>1: return False
    right=meant.words[0].lower()
    if not d.frequent(right): return False
    if meant.known: return len(word.text)>=NK
    return len(word.text)>=NN and len(meant.words)==1 and meant.near and right[0]==word.text[0].lower()


def _finding(post: PostFacts, word: PlacedWord, best: list[str], *, certain: bool) -> Finding:
    fix = None
    if best and word.whole and not _breaks_quotes(post, word, best[0]):
        fix = replace(word.span, best[0], f'Write "{best[0]}"', safe=certain)
        best = best[1:]
    level = Level.ERROR if certain else Level.WARNING
    return Finding(word.span, f'"{word.text}" is misspelt', fix, level, tuple(best[:_MOST]))


def _breaks_quotes(post: PostFacts, word: PlacedWord, right: str) -> bool:
    """Whether a correction brings an apostrophe into front matter, where it may end a quoted value."""
    return post.close is not None and word.start < post.close.start and right.count("'") > word.written.count("'")
