# ruff: noqa: SIM905  (a row of words is easier to read and to extend)
"""The rule a-an."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.occurrences import occurrences
from lint.post.post import Post
from lint.post.prose import INVISIBLE
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Rule, Span, replace
from lint.site.titled_prose import titled_prose
from lint.spelling.sounds import vowel_sound

_WORD = r"[^\W_][^\s\x00-\x02\"“”()\[\]{}<>,;:!?…—–]*+"
# Step over markup and one opening quote; what is glued to opaque content ("x86`foo`") is not a word.
_ARTICLE = regex(
    r"(?<![\w\x01’'.@#/\\+*=<>|&^~%$-])(?P<article>[Aa]n?)(?P<gap>\x02*+\s[\s\x02]*+)"
    rf"[\"“‘]?+\x02*+(?P<word>{_WORD})(?![\x01\"]\w|\x02+\w|\x01|\()",
)
# Words that never follow an article directly: there "a" is a letter or a slip for "as" or "at", and "an" one for
# "and", "any" or "can"; whatever it is, the other article is no better.
_NO_NOUN = frozenset(
    "a about above after again all along also although am among an and any are around as at away be because "
    "been before but by can could did do does el for from had has have he her here his how i if in into is it "
    "its itself let may me might must my no nor not of off on onto or other others our out over own per shall "
    "she should since so some such than that the their them then there these they this those though to un "
    "under une unless until up upon us via was we were when where which while who why will with without would "
    "yet you your".split()
)
# What stands before a letter that is a name: "vitamin a enriches", "the a element", "option a".
_NAMING = (
    r"(?i)\b(?:vitamin|option|choice|type|class|grade|plan|point|case|column|row|variant|variable|group|team|series|part|"
    r"section|appendix|figure|table|example|letter|node|hepatitis|exhibit|item|step|key|argument|parameter|the|this|that|"
    r"each|every|my|our|your|its|their|his|her|no|any|all|some|two|both|these|those|il|elle|on|y|de|va|qui|que)\s+\Z"
)
_ON = r"(?i)\bon\s+\Z"
# Before "an", these make it certain that an article was meant and not "and".
_EXPECTS_ARTICLE = (
    r"(?i)(?:(?:\A|[.!?:;,(—–\0])[\s\x02\"“‘]*|\b(?:is|are|was|were|be|been|being|as|in|of|with|for|to|by|on|from|at|into|onto|"
    r"has|have|had|such|like|not|use|uses|used|using|create[sd]?|creating|add(?:s|ed|ing)?|get(?:s|ting)?|become[s]?|"
    r"make[s]?|made|need[s]?|want[s]?|write|wrote|give[s]?|that|when|if|and|or|but|than|via|through|over|under|after|before|"
    r"without|within|about|provide[sd]?|run(?:s|ning)?|build|built|building|send|sent|returns?|it|you|called|just|"
    r"only|quite|also|there's|it's|we|publish(?:ed)?|started?|released?|found|took|takes?|having|what|half|many)[\s\x02]+)\Z"
)
# A template tag or an image may open it.
_SENTENCE_START = r"(?:\A|[.!?:;…—–\0])[\s\x02\"“‘(\[>]*(?:\x01+\s[\s\x02]*)?\Z"
# Another language quoted in an English post: there "a" is a word of its own.
_FOREIGN = (
    r"\b(?:le|la|les|des|une|est|el|los|las|una|que|il|di|che|não|uma|os|em|y|qui|dans|pour|por|para|sur|del|et|der|die|"
    r"und)\b"
)
# Two letters that tell enough: most words are right, and these need no further look.
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FIT_A = frozenset(
    [first + second for first in "bcdgjkpqtvwz" for second in _LETTERS if first + second != "th"]  # "a the"
    + [first + second for first in "flmnrs" for second in "aeiou"]
)
_FIT_AN = frozenset(
    [first + second for first in "ai" for second in _LETTERS]
    + ["e" + second for second in _LETTERS if second not in "uw"]
    + ["o" + second for second in _LETTERS if second not in "nu"]
)
_LATIN = frozenset({"priori", "posteriori", "la", "cappella", "fortiori", "contrario"})
_REACH = 40  # code points on either side that are looked at


class AAn(Rule):
    """The article "a" or "an" does not fit the sound of the next word.

    Readers hear a sentence; "a hour" and "an user" make them stumble, and it is the slip that an edited sentence
    leaves behind most often.

    Sound counts, not spelling: "an hour", "a European", "an 8-bit", "an HTML page", "a NASA probe". Words that
    speakers pronounce in two ways (SQL, herb, historic), unknown acronyms, words beside code, letters and grades
    ("vitamin a", "option a or b"), quotations in other languages and posts that are not English are passed over.
    """

    id = "a-an"
    level = Level.WARNING
    allow: Annotated[frozenset[str], Meta(description="Words before which both articles are right, in lower case.")] = (
        frozenset()
    )

    examples = (
        Bad("It took ⟦a⟧ hour and ⟦a⟧ honest try.", fixed="It took an hour and an honest try."),
        Bad("This is ⟦an⟧ user of ⟦an⟧ European one.", fixed="This is a user of a European one."),
        Bad("Beware of ⟦a⟧\n_honest-but-curious_ host.", fixed="Beware of an\n_honest-but-curious_ host."),
        Bad("> He saw ⟦a⟧\n> [open](a.md) door.", fixed="> He saw an\n> [open](a.md) door."),
        Bad("⟦An⟧ unique case. ⟦A⟧ eagle.", fixed="A unique case. An eagle."),
        Bad("We wrote ⟦a⟧ HTML page with ⟦a⟧ FBI logo.", fixed="We wrote an HTML page with an FBI logo."),
        Bad("It has ⟦an⟧ USB port and ⟦an⟧ NASA badge.", fixed="It has a USB port and a NASA badge."),
        Bad(
            "In ⟦a⟧ 8-bit world, on ⟦a⟧ 11th day, for ⟦a⟧ 18-month run.",
            fixed="In an 8-bit world, on an 11th day, for an 18-month run.",
        ),
        Bad("It is ⟦an⟧ 100-page book, with ⟦a⟧ “odd” end.", fixed="It is a 100-page book, with an “odd” end."),
        Bad("Mark it with ⟦a⟧ X or ⟦an⟧ U.", fixed="Mark it with an X or a U."),
        Bad("Send ⟦a⟧ e-mail from ⟦an⟧ Ukrainian town.", fixed="Send an e-mail from a Ukrainian town."),
        Bad("It is ⟦a an⟧ odd pair, ⟦an a⟧ member.", fixed="It is an odd pair, a member."),
        Bad("It runs on Linux ⟦an⟧ Windows."),
        Bad("It is ⟦a the⟧ odd pair, and ⟦an the⟧ end."),
        Bad("---\ntitle: It took ⟦a⟧ hour\n---\n", fixed="---\ntitle: It took an hour\n---\n"),
        Bad("{{% term %}} ⟦An⟧ kind of key.", fixed="{{% term %}} A kind of key."),
        Good("An hour, an honour, an heir, an MP3, an X-ray, an 80-page, an unimportant, an uninstalled app."),
        Good("A uint8, an uint8, a user, a unit."),
        Good("A one-off, a once, a eulogy, a ewe, a URL, a PDF, a UTF-8 file, a 1,800-page book."),
        Good("A SQL query, an SQL query; a herb, an herb; a historic, an historic day; an LED, a FAQ, an FAQ."),
        Good("Take option a the next time; a The Times reader."),
        Good("Vitamin a enriches. Choose a or b, option a in a list, at 9 a.m. every day, plan A excels."),
        Good("The a element, `a` element, a `open` call, an `x` and a\n`error`; a .io domain."),
        Good("An a-z list. f(a) equals a if a is odd; a = an; x/a element. An a priori idea."),
        Good("End of a\n\nopen paragraph."),
        Good("A XIX century vase, an 1100 or a 1100."),
        Good("He said: « il y a une heure que le chat a attendu »."),
        Good("Il a attendu une heure.", path="posts/fr/a.md"),
        Good("A npm package, an npm package, an rsync, a heirarchy."),
        Good("She has a one hour and a useful, unanimous vote of an umbrella and an umpire.", options={"allow": ["x"]}),
        Good("It is an hotfix.", options={"allow": ["hotfix"]}),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if not post.language.lower().startswith("en"):
            return
        prose = titled_prose(post)
        for match in _articles(prose):
            article, word = match["article"], match["word"].rstrip(".'’*-/")
            if word == "the":
                if _is_article(article, prose, match.start(), match.end()):
                    span = Span(match.start("article"), match.end("word"))
                    choice = (article, "The" if article[0] == "A" else "the")
                    yield Finding(span, f'"{article} the" are two articles in a row', suggestions=choice)
                continue
            if word in {"a", "an"}:
                if finding := _two_articles(match, prose):
                    yield finding
                continue
            lower = word.lower()
            if lower in _NO_NOUN or lower in self.allow or (article in "aA" and lower in _LATIN):
                continue
            sound = vowel_sound(word)
            if sound is None or sound == (len(article) == 2):
                continue
            start, end = match.span("article")
            if not _is_article(article, prose, start, match.end()):
                continue
            right = article[0] + ("n" if sound else "")
            kind = "vowel" if sound else "consonant"
            message = f'"{article}" before "{word}", which begins with a {kind} sound'
            if sound or article[0] == "A" or re.search(_EXPECTS_ARTICLE, prose[max(0, start - _REACH) : start]):
                fix = replace(Span(start, end), right, f'Write "{right}"')
                yield Finding(Span(start, end), message, fix)
            else:  # "read an write": who knows whether "a" or "and" was meant
                yield Finding(Span(start, end), message, suggestions=(right, f"{article}d"))


def _articles(prose: str) -> Iterator[re.Match[str]]:
    """The articles in order. Searching for the plain words first is ten times faster than the pattern alone."""
    spaced = prose
    for character in '\n\r\t\0\x02"“‘([—–':
        if character in spaced:
            spaced = spaced.replace(character, " ")
    spaced = f" {spaced}"
    starts = [
        start
        for article, fitting in ((" a ", _FIT_A), (" an ", _FIT_AN))
        for start in occurrences(spaced, article, 2)
        if spaced[start + len(article) : start + len(article) + 2] not in fitting
    ]
    for start in occurrences(spaced, " A"):
        if spaced.startswith((" ", "n "), start + 2):
            fitting, behind = (_FIT_A, start + 3) if spaced[start + 2] == " " else (_FIT_AN, start + 4)
            if spaced[behind : behind + 2] not in fitting:
                starts.append(start)
    for start in sorted(starts):
        if match := _ARTICLE.match(prose, start):
            yield match


def _is_article(article: str, prose: str, start: int, end: int) -> bool:
    """Whether this is an article, and in an English sentence, and not a letter or a foreign word."""
    before = prose[max(0, start - _REACH) : start]
    if article[0] == "A" and not re.search(_SENTENCE_START, before):
        return False
    if len(article) == 1 and re.search(_NAMING, before.replace(INVISIBLE, "")) and not re.search(_ON, before):
        return False
    return len(re.findall(_FOREIGN, before + "\0" + prose[end : end + _REACH])) < 2


def _two_articles(match: re.Match[str], prose: str) -> Finding | None:
    """For "a an" and "an a" before a word whose sound says which of them is right."""
    first, second = match["article"], match["word"]
    if first.lower() == second or match.end("article") + 1 != match.start("word"):
        return None
    following = re.compile(rf"[ \n](?P<word>{_WORD})").match(prose, match.end())
    if not following or following["word"] in _LATIN or following["word"].lower() in _NO_NOUN:
        return None
    sound = vowel_sound(following["word"])
    if sound is None or not _is_article(first, prose, match.start(), following.end()):
        return None
    right = first[0] + ("n" if sound else "")
    span = Span(match.start("article"), match.end("word"))
    return Finding(span, f'"{first} {second}" are two articles in a row', replace(span, right, f'Write "{right}"'))
