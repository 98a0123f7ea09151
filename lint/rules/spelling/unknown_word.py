"""The rule unknown-word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta

from lint.rule import Bad, Finding, Good, Level, Related, SiteRule
from lint.site.strange import key
from lint.site.terms import Terms
from lint.site.vocabulary import Vocabulary
from lint.site.words import PlacedWord
from lint.spelling.meant import SHORTEST

if TYPE_CHECKING:
    from lint.site.facts import PostFacts
    from lint.site.site import Site

_LONGEST = 60  # letters; what is longer is a row of letters, and the message would quote it


class UnknownWord(SiteRule):
    """A word is in no dictionary, and nothing tells what it is.

    It may be a slip that is too far from any word, or a word that readers have to look up and a search does not find.
    One that the project uses belongs into its list of words: `copydesk words add`.

    Off until it is selected, for every field has words that no dictionary holds. A word is reported once in a post, at
    its first place. Never reported are words that something speaks for, as `misspelling` lists it (a name, an acronym,
    an identifier, a word that stands in code or that other posts use), and words that `misspelling` or `term` judges.
    """

    id = "unknown-word"
    level = Level.ADVICE
    default = False
    shortest: Annotated[int, Meta(ge=SHORTEST, description="Letters of the shortest word that is reported.")] = SHORTEST

    examples = (
        Bad("They ⟦vlombed⟧ all night.", message='"vlombed" is in no dictionary'),
        Bad("Stir it with a ⟦zwixel⟧, rinse, and put the zwixel away."),
        Bad("---\ntitle: How we ⟦vlombed⟧ it\n---\nIt went well."),
        Bad("---\nlang: fr\n---\nIls ont ⟦vlombu⟧ toute la nuit."),
        Bad("A ⟦zwixel⟧ and a flomp.", options={"shortest": 6}),
        Good("They worked all night."),
        Good("They met Vlombe all night. Vlombe was content."),
        Good("Call `vlomb` first. They vlomb all night."),
        Good("They vlombed all night.", site={f"posts/{n}.md": "Who vlombed?" for n in "bcde"}),
        Good("They vlombed all night.", site={"posts/b.md": "Run `vlombed`."}),
        # A slip of a word, which `misspelling` reports.
        Good("Your privcay comes first."),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        vocabulary, terms = Vocabulary(site), Terms(site)
        names = {key(word.text) for post in site.posts.values() for word in post.words.suspects if word.named}
        for post in site.reported:
            # The places of each word in each language, in order.
            unknown: dict[tuple[str, str], list[PlacedWord]] = {}
            for word in post.words.suspects:
                same = key(word.text)
                if word.named or not self.shortest <= len(same) <= _LONGEST:
                    continue
                if word.text[0].isupper() and same in names:
                    continue
                if vocabulary.speaks_for(word) or vocabulary.meant(word) or terms.meant(word):
                    continue
                unknown.setdefault((same, word.language), []).append(word)
            for first, *others in unknown.values():
                yield post, _finding(post, first, others, vocabulary.proposals(first) if first.whole else [])


def _finding(post: PostFacts, word: PlacedWord, others: list[PlacedWord], proposals: list[str]) -> Finding:
    related = tuple(Related(post.path, other.span, "here, too") for other in others)
    return Finding(word.span, f'"{word.text}" is in no dictionary', suggestions=tuple(proposals), related=related)
