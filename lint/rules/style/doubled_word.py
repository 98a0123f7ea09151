"""The rule doubled-word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Annotated

from msgspec import Meta

from lint.occurrences import occurrences
from lint.post.post import Post
from lint.post.prose import INVISIBLE
from lint.rule import Bad, Finding, Fix, Good, Level, Rule, Span, replace
from lint.site.titled_prose import titled_prose, titled_row
from lint.spelling.doubles import ARTICLES, GRAMMAR, JOINING, LEADING, RIGHTFUL, TWIN_NAMES, rightful
from lint.spelling.runs import BEFORE, BEHIND, Row

# Compiled when first needed, as all patterns that few posts need: the start of the program is what they would cost.
# What may stand between the words: white space and markup that nobody sees, never an opaque part or a break.
_GAP = r"\x02*+\s[\s\x02]*+"
_DOUBLED = rf"(?i){BEFORE}(?P<word>[^\W\d_]++)(?P<again>(?:{_GAP}(?P=word){BEHIND})+)"
_PAIR = (
    rf"(?i){BEFORE}(?P<first>[^\W\d_]++){_GAP}(?P<second>[^\W\d_]++)"
    rf"(?P<again>{_GAP}(?P=first){_GAP}(?P=second)){BEHIND}"
)
_ARTICLE = r"(?i)(?:\A|[\s\0\"“(])(?:the|an?|our|your|this|its)\s\Z"
_OPENING, _CLOSING = frozenset("\"“‘'«"), frozenset("\"”’'»")
_VERSION = r"\sv?\d+(?:\.\d|\s|\Z)"
# A post without a language of its own may be in any; "nous nous" is right in it all the same.
_RIGHTFUL_ANYWHERE = frozenset().union(*RIGHTFUL.values())
_NAMES_THAT_ARE_GRAMMAR = frozenset({"can", "may", "will"})


class DoubledWord(Rule):
    """A word is typed twice in a row, or two are.

    The eye skips a repeated word, above all across a line break, so the author is the last to see it and the reader
    is the first.

    Titles and summaries are read as well; code, link targets and other fields are never flagged. Nor are the doubles
    that a language allows ("had had", "log in in the app", French "nous nous"), repetitions for effect ("very very",
    "no no no"), names such as "Duran Duran", a slip that is quoted ("fix “the the” typos"), and a word beside its own
    marked-up self ("**rust** rust"). Languages that double
    words by their grammar, as Turkish and Indonesian do, are passed over.
    """

    id = "doubled-word"
    level = Level.WARNING
    allow: Annotated[frozenset[str], Meta(description="Words that may rightly stand twice, in lower case.")] = (
        frozenset()
    )

    examples = (
        Bad("Paris in ⟦the the⟧ spring.", fixed="Paris in the spring."),
        Bad("It ends, ⟦and\nand⟧ goes on.", fixed="It ends, and goes on."),
        Bad("> A quoted line ends ⟦with\n> with⟧ a slip.", fixed="> A quoted line ends with a slip."),
        Bad("⟦The the⟧ first, ⟦of  of⟧ two spaces, ⟦to to to⟧ three.", fixed="The first, of two spaces, to three."),
        Bad("We took ⟦some some⟧ time.", fixed="We took some time."),
        Bad("It may ⟦seem seem⟧ small.", fixed="It may seem small."),
        Bad("They see *⟦the* the⟧ end.", fixed="They see *the* end."),
        Bad("We met ⟦at *at⟧ the door*.", fixed="We met *at the door*."),
        Bad("[Read ⟦the the⟧](a.md) notes.", fixed="[Read the](a.md) notes."),
        Bad("« ⟦Les\u00a0les⟧ mers »", path="posts/fr/a.md", fixed="« Les mers »"),
        Bad("It has a small defect ⟦that that⟧ may leak.", fixed="It has a small defect that may leak."),
        Bad("They said ⟦that that⟧ they would come.", fixed="They said that they would come."),
        Bad(
            "Harbor 1 ran. Harbor 2 flew. ⟦Harbor Harbor⟧ 3 sank.", fixed="Harbor 1 ran. Harbor 2 flew. Harbor 3 sank."
        ),
        Bad("---\ntitle: Notes ⟦on on⟧ tides\n---\n", fixed="---\ntitle: Notes on tides\n---\n"),
        Bad("It mends a build error ⟦on on⟧ `arm`.", fixed="It mends a build error on `arm`."),
        Bad("Meet the ⟦Harbor Harbor⟧ team. ⟦Harbor Harbor⟧ 2 is out.", fixed="Meet the Harbor team. Harbor 2 is out."),
        Bad("Elle voit ⟦les les⟧ mers.", path="posts/fr/a.md", fixed="Elle voit les mers."),
        Bad(
            "Please ⟦follow the\nfollow the⟧ map, ⟦as soon as soon⟧ you can; it can ⟦be seen be seen⟧ by all.",
            fixed="Please follow the map, as soon you can; it can be seen by all.",
            message='"follow the" stands twice in a row',
        ),
        Bad("Elle voit ⟦la mer la mer⟧ bleue.", path="posts/fr/a.md", fixed="Elle voit la mer bleue."),
        Good("They go hand in hand in peace, again and again and on and on and on, from list to list to list."),
        Good("What is lost is lost, and an array of array of lines. It ends in the\n\nin the next line."),
        Good("He had had enough, and she gave her her coat."),
        Good("A fear that that may end, an author says that that can wait, a good thought that that would do."),
        Good("I think that that is fine, and it is that that we want."),
        Good("Run `git log log` to see, and `the` the rest."),
        Good("It is very very late; no no no, bye bye, come in, come in."),
        Good("The talks that we did *did* help."),
        Good("Duran Duran flew to Bora Bora. The Bora Bora trip was in the Walla Walla news."),
        Good("---\ntitle: Log in in a second, `the the`\ntags: [the the]\n---\n"),
        Good("We mended “the the” typos and a 'to to' slip."),
        Good("Log your users in in two steps, switch the lights on on every floor."),
        Good("Log in in the app; it is switched on on every server; what it is is a promise."),
        Good("It ends with the\n\nthe next paragraph.\n\n| the | the |\n|---|---|\n| of | of |"),
        Good("- one\n- one\n\nfive 5 5 and a.b b and x-ray ray-x"),
        Good("**rust** rust is iron oxide, ~~the~~ the rest is paint."),
        Good("[the the]: https://a.example/the\n\n![the the](a.png)"),
        Good("Arun K K wrote the revert revert; nous nous levons."),
        Good("Will will come in May, may be; IT it is."),
        Good("Nous nous levons.", path="posts/fr/a.md"),
        Good("Yavaş yavaş geldi.", path="posts/tr/a.md"),
        Good("Yada foo foo yada.", options={"allow": ["foo"]}),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        language = post.language[:2].lower()
        if language not in GRAMMAR:
            return
        prose, row = titled_prose(post), titled_row(post)
        for match in _doubled(prose, row):
            word = match["word"]
            if word.lower() in self.allow or not self._wrong(match, post, prose, language):
                continue
            repeated = match["again"].replace(INVISIBLE, "").split()
            shown = " ".join([word, *repeated])
            fix = _fix(match, post, prose, repeated)
            yield Finding(Span(*match.span()), f'"{shown}" repeats a word', fix)
        if language in ARTICLES:
            for match in _doubled_pairs(prose, row, language):
                if not {match["first"].lower(), match["second"].lower()} & self.allow:
                    yield _pair(match)

    def _wrong(self, match: re.Match[str], post: Post, prose: str, language: str) -> bool:
        """Whether the repetition is a slip; it may be right by grammar, for effect, or as a name."""
        start = match.start()
        if prose[start - 1 : start] in _OPENING and prose[match.end() : match.end() + 1] in _CLOSING:
            return False  # somebody's slip, quoted
        word, again = match["word"], match["again"]
        lower = word.lower()
        if prose[:start].rstrip(INVISIBLE)[-1:].isalnum() and prose[start - 1] == INVISIBLE:
            return False  # markup inside a word: "x**y** y"
        if language == "en" and rightful(lower, prose[:start], prose[match.end() : match.end() + 20]):
            return False
        repeated = again.replace(INVISIBLE, "").split()
        marked = INVISIBLE in again and not _only_quote_marks(match, post)
        if marked and "~~" in post.text[match.start("again") : match.end()]:
            return False  # struck out on purpose
        if any(one != word for one in repeated):
            plain = word[:1].isupper() and (word[1:] == "" or word[1:].islower()) and all(map(str.islower, repeated))
            return plain and lower in GRAMMAR[language] - _NAMES_THAT_ARE_GRAMMAR
        if lower in GRAMMAR[language]:
            return True
        if marked or len(repeated) > 1 or len(word) == 1 or lower in _RIGHTFUL_ANYWHERE:
            return False
        return word.islower() or _stands_alone(word, prose) or (language == "en" and _no_twin(match, prose))


def _doubled(prose: str, row: Row) -> Iterator[re.Match[str]]:
    """The doubled words in order. A look at all runs finds the candidates, far faster than the pattern alone."""
    candidates = row.doubled()
    if not candidates:
        return
    lower = prose.lower()
    pattern = re.compile(_DOUBLED)
    if len(lower) != len(prose):  # a letter whose lower case is two
        yield from pattern.finditer(prose)
        return
    done = 0
    for start in sorted(chain.from_iterable(occurrences(lower, word) for word in candidates)):
        if start >= done and (match := pattern.match(prose, start)):
            done = match.end()
            yield match


def _doubled_pairs(prose: str, row: Row, language: str) -> Iterator[re.Match[str]]:
    """Two words that stand twice in a row and may not."""
    articles, leading = ARTICLES[language], LEADING[language]
    found = {
        (first, second)
        for first, second in row.doubled_pairs()
        if first != second and second not in JOINING and ({first, second} & articles or first in leading)
    }
    if not found:
        return
    for match in re.finditer(_PAIR, prose):
        if (match["first"].lower(), match["second"].lower()) in found:
            yield match


def _pair(match: re.Match[str]) -> Finding:
    words = f"{match['first']} {match['second']}"
    again = Span(match.start("again"), match.end())
    fix = None if INVISIBLE in match["again"] else replace(again, "", f'Remove the second "{words}"', safe=False)
    return Finding(Span(*match.span()), f'"{words}" stands twice in a row', fix)


def _only_quote_marks(match: re.Match[str], post: Post) -> bool:
    """Whether nothing but a line's quote marks stands between the words."""
    between = post.text[match.end("word") : match.end()].replace(match["word"], "")
    return not between.strip("> \t\r\n")


def _stands_alone(word: str, prose: str) -> bool:
    """Whether a capitalised word is used by itself at least twice, so that the pair is no name of its own."""
    alone = re.findall(rf"\b{word}\b(?!\s+{word}\b)", prose)
    return len(alone) >= 3  # the second of the pair is one of them


def _no_twin(match: re.Match[str], prose: str) -> bool:
    """Whether an article before a capitalised pair, or a version behind it, tells that it is one name typed twice."""
    if match["word"].lower() in TWIN_NAMES:
        return False
    before = prose[max(0, match.start() - 10) : match.start()]
    return bool(re.search(_ARTICLE, before)) or bool(re.match(_VERSION, prose[match.end() : match.end() + 10]))


def _fix(match: re.Match[str], post: Post, prose: str, repeated: list[str]) -> Fix | None:
    """Takes the repetition out and leaves markup in balance; None when it stands on both sides."""
    word, again = match["word"], match["again"]
    start, end = match.end("word"), match.end()
    title = f'Remove the second "{repeated[-1]}"'
    # "the trace file file descriptor": two content words may be two parts of the sentence.
    safe = word.lower() in GRAMMAR[post.language[:2].lower()]
    if INVISIBLE not in again or _only_quote_marks(match, post):
        return replace(Span(start, end), "", title, safe=safe)
    if len(repeated) > 1:
        return None
    gap = again[: -len(word)]
    if gap[-1] != INVISIBLE:  # the marks close behind the first word
        return replace(Span(start + len(gap.rstrip(" \t\r\n")), end), "", title, safe=safe)
    opens_before = prose[match.start() - 1 : match.start()] == INVISIBLE
    if gap[0] != INVISIBLE and not opens_before and repeated[0] == word:  # the marks open before the second
        return replace(
            Span(match.start(), start + len(gap.rstrip(INVISIBLE))), "", f'Remove the first "{word}"', safe=safe
        )
    return None
