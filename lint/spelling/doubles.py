# ruff: noqa: SIM905  (a row of words is easier to read and to extend)
"""Which words may stand twice in a row, by language; our own lists, from the grammar of each language."""

from __future__ import annotations

import re

# The words that stay where they are when a sentence is rewritten around them: two in a row are a slip even when
# they are capitalised, stand on both sides of markup, or are three.
GRAMMAR = {
    "en": frozenset(
        "a about after also an and any are as at be because been before both but by can could each every "
        "for from has have he if in into is it its just may might must my of on only or other our over "
        "she should some such than that the their them then there these they this those through to under "
        "until was we were what when where which while whose will with within without would you your".split()
    ),
    "fr": frozenset(
        "à au aux avec ce ces dans de des du elle est et il la le les mais ne ou par pour qui sa se ses sont sur un "
        "une".split()
    ),
    "de": frozenset(
        "auf aus bei dass dem den des eine einem einen einer für im in ist mit oder sich sind und vom von wird zu zum "
        "zur".split()
    ),
    "es": frozenset("al con de del el en es la las los o para por que se su sus un una y".split()),
    "it": frozenset("al che con da dei del di e gli i il in la le lo nel non per si sono un una".split()),
    "nl": frozenset("aan de een en er het in met of om op te tot van voor".split()),
    "pt": frozenset("ao as com da das de do dos e em na no o os ou para por que se um uma".split()),
    "sv": frozenset("att av den en ett för i med och om på som till är".split()),
}

# Words that may stand twice by the language's grammar ("had had", "nous nous") or for effect ("very very").
RIGHTFUL = {
    "en": frozenset(
        "agar aye bla blah bye cha chop come dance did do does far ha had hear her hey hush knock la log long "
        "many more much never night no now oh old pew please really revert same so test tick tom tut very "
        "wait well who win yada yes yo".split()
    ),
    "fr": frozenset("bien faire non nous oui peu si tout très trop vous".split()),
    "de": frozenset("an das der die ein ja mal nein nun sehr sie so viel was wer".split()),
    "es": frozenset("casi luego muy no poco si sí".split()),
    "it": frozenset("ben così molto no piano poco quasi sì via".split()),
    "nl": frozenset("dat die haar heel ja je nee u was we zeer zijn".split()),
    "pt": frozenset("muito não quase sim".split()),
    "sv": frozenset("ja det mycket nej så".split()),
}

# "log in in the app", "switched on on every server", "the state it was in in spring": the first ends its own phrase.
_PARTICLES = frozenset({"by", "for", "in", "on"})
_PHRASAL = (
    r"(?i)\b(?:log|sign|opt|plug|check|switch|turn|drop|step|chim|jump|fill|zoom|bak|buil[dt]|lock|kick|carr|go|went|mov|"
    r"pass|hold|liv|work|com|was|were|be|are|is|it|they|we|you)[a-z]*\s(?:\w+\s){0,2}\Z"
)
# "what it is is a promise": a clause with a question word is the subject.
_FORMS_OF_BE = frozenset({"are", "is", "was", "were"})
_CLAUSE = r"(?i)\b(?:what|all|who|where|how|why|which|that|this|it)\b[^.!?\0]*\Z"
# "they announced that that they": "that" is no pronoun before a subject, unless a form of "be" points at it.
_SUBJECT = r"\s+(?:they|we|he|she|you|I|there)\b"
_POINTING = r"(?i)\b(?:is|are|was|were|be|not|just|\w+ly|only|all|of|about|for|to)\s+\Z"
_REACH = 60  # code points of the sentence that are looked at


def rightful(word: str, before: str, after: str) -> bool:
    """Whether English grammar lets `word` (lower case) stand twice between these pieces of its sentence."""
    before = before[-_REACH:]
    if word in _PARTICLES:
        return re.search(_PHRASAL, before) is not None
    if word in _FORMS_OF_BE:
        return re.search(_CLAUSE, before) is not None
    if word == "that":
        return re.match(_SUBJECT, after) is None or re.search(_POINTING, before) is not None
    return False
