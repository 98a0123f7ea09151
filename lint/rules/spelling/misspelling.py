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

    Of code only known misspellings are reported, as warnings: in comments, in sentences between quotation marks, and in
    the names that stand in a sentence, if the site has them once. So are those in tags and categories.
    """

    id = "misspelling"
    level = Level.ERROR

    examples = (
        Bad("Your ⟦privcay⟧ comes first.", fixed="Your privacy comes first.", message='"privcay" is misspelt'),
        Bad("We ⟦recieve⟧ it, you _⟦recieve⟧_ it.", fixed="We receive it, you _receive_ it."),
        Bad("Load the ⟦polyfil⟧ first.", fixed="Load the polyfill first."),
        Bad("Hmmm, sooo ⟦diffferent⟧, brrr.", fixed="Hmmm, sooo different, brrr."),
        Bad("## A ⟦seperate⟧ part\n\nText.", fixed="## A separate part\n\nText."),
        Bad('---\ntitle: "An ⟦explanition⟧"\n---\nText.', fixed='---\ntitle: "An explanation"\n---\nText.'),
        Bad("![A ⟦diagramm⟧ of it](a.png)", fixed="![A diagram of it](a.png)"),
        Bad("<div>\n<p>A ⟦seperate⟧ part</p>\n</div>", fixed="<div>\n<p>A separate part</p>\n</div>"),
        Bad("<img src='a.png' alt='A ⟦diagramm⟧'>", fixed="<img src='a.png' alt='A diagram'>"),
        Bad("The ⟦enviroment’s⟧ state.", fixed="The environment’s state."),
        Bad("Some tools are ⟦revokable⟧.", fixed="Some tools are revocable."),
        Bad(
            "A `Kettle⟦Reponse⟧` and `⟦unneccessary⟧ water`.",
            fixed="A `KettleResponse` and `unnecessary water`.",
            message='"KettleReponse" is misspelt',
        ),
        Bad(
            "```js\nboil(1); // the ⟦temperture⟧ to reach\n```\n\n~~~sh\n# ⟦recieve⟧ and ⟦recieve⟧\n~~~\n",
            fixed="```js\nboil(1); // the temperature to reach\n```\n\n~~~sh\n# receive and receive\n~~~\n",
        ),
        Bad(
            '    //the water has been ⟦recieved⟧\n    say("No kettle was ⟦recieved⟧")\n',
            fixed='    //the water has been received\n    say("No kettle was received")\n',
        ),
        Bad("---\ntags: [tea, ⟦Enviroment⟧]\n---\nText.", fixed="---\ntags: [tea, Environment]\n---\nText."),
        # Markup stands inside: nothing can be put there without asking.
        Bad("Half was ⟦recie**ve**d⟧."),
        Good("Your privacy comes first. Colour or color, organise or organize."),
        Good("Ask Mr Vashtuk or the people of Garblow about fooBarly and the XQPF."),
        Good("Thanks to Joe Trumbull, Marcel Greter, Daniel Devine, David Fox, and all the others."),
        Good("Thanks to all, Joe Trumbull, Vitali Vitaliy, David Fox, and you; mend it (Dorvann Vitaliy)."),
        Good("- Nathan Patten [nrp](https://a.example/nrp)\n- Shyam S Kumar (kumar)\n- Dorvann Vitaliy"),
        Bad("- ⟦Documentaiton⟧ Policy [here](a.md)", fixed="- Documentation Policy [here](a.md)"),
        Bad("Read it (⟦Documentaiton⟧ Policy) first.", fixed="Read it (Documentation Policy) first."),
        Good("It is done modularly."),
        Good("Call `flomper` first. The flomper starts."),
        Good("It is `KettleReponse`, `tea.KettleReponse()`, `gcc -mminimal -Iinclude/kettle`, `monday`."),
        Good("The flag `boilAswell`."),
        Good("Where `unneccessary` stands for `unnecessary`."),
        Good("A `KettleReponse`.", site={"posts/b.md": "The `KettleReponse` comes."}),
        Good("```sh\nrecieve=1  # of `recieve` or recieve()\n#recieve\n```\n\n```\nhttp://recieve //recieve it\n```\n"),
        Good("```markdown\n# To recieve\n```"),
        Good("    say('recieve', 'on recieve'); take(\"a-recieve b_recieve the recieve()\")\n"),
        Good("```\nreponse\n```\n\nWith `Referer` and `creat()`."),
        Good("See <https://example.org/privcay> and `privcay`, https://example.org/privcay too."),
        Good("---\ntags: [gribblet]\n---\nWe build a gribblet."),
        Good("---\nlang: fr\n---\nNous avons recieve le seperate."),
        Good(
            "The dribbler and the dripler are tools.",
            site={f"posts/{n}.md": "How the dripler works, and a dribbler." for n in "bcd"},
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        vocabulary = Vocabulary(site)
        for post in site.reported:
            for word in post.words.suspects:
                if vocabulary.why_right(word):
                    continue
                if meant := vocabulary.meant(word):
                    yield (
                        post,
                        _finding(post, word, vocabulary.proposals(word), certain=meant.certain and not word.named),
                    )
            for word in post.words.slips:
                if right := vocabulary.correction(word):
                    fix = replace(word.span, right, f'Write "{right}"', safe=False)
                    yield post, Finding(word.span, f'"{word.compound or word.text}" is misspelt', fix, Level.WARNING)


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
