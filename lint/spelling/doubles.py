# ruff: noqa: SIM905  (a row of words is easier to read and to extend)
"""Which words may stand twice in a row, by language; our own lists, from the grammar of each language."""

from __future__ import annotations

import re

from lint.spelling.word_classes import BASE, COUNT, NOUN, classes

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

# Two words that stand twice are a slip where one of them is an article or the like ("follow the follow the"), or the
# first one stands before what it belongs to ("as soon as soon", "be used be used"); "hand in hand in" is none.
ARTICLES = {
    "en": frozenset("a an the your our their its my".split()),
    "fr": frozenset("le la les un une des du au aux ce cette ces votre vos notre nos son sa ses leur leurs".split()),
    "de": frozenset("der die das den dem des ein eine einen einem einer".split()),
}
LEADING = {
    "en": frozenset("as if when because be by with from into for of in on at".split()),
    "fr": frozenset("ne de à pour par dans sur avec si".split()),
    "de": frozenset("mit von für aus wenn weil".split()),
}
JOINING = frozenset("and or to by et ou à par und oder".split())

# "log in in the app", "switched on on every server", "the state it was in in spring": the first ends its own phrase.
_PARTICLES = frozenset({"by", "for", "in", "on"})
# Between the verb and its particle, only an object: "log users in in two steps", not "a build failure on on Linux".
_PHRASAL = (
    r"(?i)\b(?:log|sign|opt|plug|check|switch|turn|drop|step|chim|jump|fill|zoom|bak|buil[dt]|lock|kick|carr|go|went|mov|"
    r"pass|hold|liv|work|com|was|were|be|are|is|it|they|we|you)"
    r"(?:s|ed|d|t|n|ing|ped|ping|ged|ging|ned|ning|es|er|ers|ment)?\s"
    r"(?:(?:it|them|you|us|me|him|her|everyone|users|people|back|also|not|(?:the|a|an|your|this|that|their|all)\s\w+)\s)?\Z"
)
# "what it is is a promise": a clause with a question word is the subject.
_FORMS_OF_BE = frozenset({"are", "is", "was", "were"})
_CLAUSE = r"(?i)\b(?:what|all|who|where|how|why|which|that|this|it)\b[^.!?\0]*\Z"
# "they announced that that they": "that" is no pronoun before a subject, unless a form of "be" points at it.
_SUBJECT = r"\s+(?:they|we|he|she|you|I|there)\b"
_POINTING = r"(?i)\b(?:is|are|was|were|be|not|just|\w+ly|only|all|of|about|for|to)\s+\Z"
_REACH = 60  # code points of the sentence that are looked at

# "a defect that that may leak": behind "a" and a noun, "that" begins a clause about the noun, unless the noun is one of
# those that say what was thought.
_OF_A_NOUN = r"(?i)\b(?:an?|another|any)\s(?:[\w-]+\s){0,3}?(?P<noun>[a-z]+)\s\Z"
_MODAL = r"\s+(?:may|might|can|could|will|would|should|must|has|have|is|are|was|were)\b"
_SAYING = frozenset(
    "argument assumption bet belief chance claim concern conclusion consensus danger expectation fact fear "
    "feeling guarantee guess hint hope idea impression indication instance mistake news notion opinion pity point "
    "possibility problem proof promise reason reminder risk sense shame shock sign statement suggestion surprise "
    "theory thought understanding view warning way wish wonder worry".split()
)
# Names that are a word said twice.
TWIN_NAMES = frozenset(
    "baden bora boutros chin duran galang lang lulu pago puka sing tam wagga walla ylang zsa new old big real".split()
)


def rightful(word: str, before: str, after: str) -> bool:
    """Whether English grammar lets `word` (lower case) stand twice between these pieces of its sentence."""
    before = before[-_REACH:]
    if word in _PARTICLES:
        return re.search(_PHRASAL, before) is not None
    if word in _FORMS_OF_BE:
        return re.search(_CLAUSE, before) is not None
    if word == "that":
        if re.match(_MODAL, after) and (of := re.search(_OF_A_NOUN, before)):
            return of["noun"].lower() in _SAYING or not classes(of["noun"].lower()) & (NOUN | COUNT | BASE)
        return re.match(_SUBJECT, after) is None or re.search(_POINTING, before) is not None
    return False
