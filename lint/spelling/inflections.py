# ruff: noqa: SIM905  (a row of words is easier to read and to extend)
"""The forms of English verbs and nouns: from a base form to its others. Pure; the rows are our own knowledge."""

from __future__ import annotations

import re

from lint.regex import regex

# Base, past, participle of the irregular verbs that technical texts use, and of those whose forms people confuse.
_IRREGULAR = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|befall befell befallen
beget begot begotten|begin began begun|bend bent bent|beset beset beset|bet bet bet|bid bid bid|bind bound bound
bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred|bring brought brought
broadcast broadcast broadcast|build built built|burst burst burst|buy bought bought|cast cast cast
catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut
deal dealt dealt|dig dug dug|do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten
fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|fling flung flung
fly flew flown|forbid forbade forbidden|forecast forecast forecast|foresee foresaw foreseen|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|get got got|give gave given|go went gone|grind ground ground
grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt
keep kept kept|know knew known|lay laid laid|lead led led|leave left left|lend lent lent|let let let|lie lay lain
light lit lit|lose lost lost|make made made|mean meant meant|meet met met|mislead misled misled
misread misread misread|mistake mistook mistaken|misunderstand misunderstood misunderstood|offset offset offset
outdo outdid outdone|outgrow outgrew outgrown|overcome overcame overcome|overdo overdid overdone
override overrode overridden|oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown
overwrite overwrote overwritten|pay paid paid|put put put|quit quit quit|read read read|rebuild rebuilt rebuilt
redo redid redone|reread reread reread|reset reset reset|rewrite rewrote rewritten|rid rid rid|ride rode ridden
ring rang rung|rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent
set set set|shake shook shaken|shed shed shed|shine shone shone|shoot shot shot|show showed shown
shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|sleep slept slept|slide slid slid
speak spoke spoken|speed sped sped|spend spent spent|spin spun spun|split split split|spread spread spread
spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck|strive strove striven
sublet sublet sublet|swear swore sworn|sweep swept swept|swim swam swum|swing swung swung|take took taken
teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown|undergo underwent undergone
understand understood understood|undertake undertook undertaken|undo undid undone|unset unset unset
unwind unwound unwound|uphold upheld upheld|upset upset upset|wake woke woken|wear wore worn|weave wove woven
weep wept wept|win won won|wind wound wound|withdraw withdrew withdrawn|withhold withheld withheld
withstand withstood withstood|write wrote written|beseech besought besought|foretell foretold foretold
outrun outran outrun|partake partook partaken|recast recast recast|redraw redrew redrawn|regrow regrew regrown
rethink rethought rethought|retell retold retold|unbind unbound unbound|undercut undercut undercut
input input input|output output output|sew sewed sewn|prove proved proved|be was been
"""
IRREGULAR: dict[str, tuple[str, str]] = {
    base: (past, participle)
    for base, past, participle in (row.split() for row in _IRREGULAR.strip().replace("\n", "|").split("|"))
}
"""Base form → past and participle."""

BASES: dict[str, str] = {}
"""Irregular past or participle → base form; without those that are base forms themselves."""
for _base, _forms in IRREGULAR.items():
    for _form in _forms:
        if _form not in IRREGULAR:
            BASES.setdefault(_form, _base)

_THIRD = {
    "be": "is",
    "have": "has",
    "do": "does",
    "go": "goes",
    "undo": "undoes",
    "redo": "redoes",
    "undergo": "undergoes",
}
_DOUBLING = frozenset(
    "abet abut acquit admit allot begin commit compel concur confer control debug defer deter emit excel expel forbid "
    "forget format incur infer input kidnap occur omit output permit prefer propel rebut recur refer regret repel "
    "submit transfer transmit unplug unwrap unzip upset".split()
)
"""Verbs of several syllables that double their last consonant."""
_SHORT = regex(r"[^aeiou]*(?:qu)?[aeiou][bdgklmnprtvz]\Z")
_HISSING = regex(r"(?:s|x|z|ch|sh)\Z")


def plural(noun: str) -> str:
    """The regular plural of a noun."""
    if _HISSING.search(noun):
        return noun + "es"
    return noun[:-1] + "ies" if re.search(r"[^aeiou]y\Z", noun) else noun + "s"


def third(verb: str) -> str:
    """The form after "it": "include" → "includes"."""
    return _THIRD.get(verb) or plural(verb)


def participle(verb: str) -> str:
    """The form after "has": "include" → "included", "write" → "written"."""
    return IRREGULAR[verb][1] if verb in IRREGULAR else _regular_past(verb)


def ing(verb: str) -> str:
    """The form in -ing: "include" → "including"."""
    if re.search(r"[^eoy]e\Z", verb) and verb != "be":
        return (verb[:-2] + "y" if verb.endswith("ie") else verb[:-1]) + "ing"
    return _doubled(verb) + "ing"


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y\Z", verb):
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _doubled(verb: str) -> str:
    return verb + verb[-1] if verb in _DOUBLING or _SHORT.match(verb) else verb


def bases_of_third(form: str) -> tuple[str, ...]:
    """What the base form of a form in -s may be, likeliest first: "fixes" → "fixe", "fix"."""
    if form.endswith("ies"):
        return (form[:-3] + "y", form[:-1])
    if form.endswith("es"):
        return (form[:-1], form[:-2])
    return (form[:-1],) if form.endswith("s") and not form.endswith("ss") else ()


def bases_of_past(form: str) -> tuple[str, ...]:
    """What the base form of a past form may be: "stopped" → "stoppe", "stopp", "stop"."""
    if form in BASES:
        return (BASES[form],)
    if not form.endswith("ed") or len(form) < 4:
        return ()
    return tuple(base for base in (form[:-1], *_stems(form[:-2])) if base not in IRREGULAR)


def bases_of_ing(form: str) -> tuple[str, ...]:
    """What the base form of a form in -ing may be: "running" → "runne", "runn", "run"."""
    if not form.endswith("ing") or len(form) < 5:
        return ()
    return (form[:-3] + "e", *_stems(form[:-3]))


def _stems(stem: str) -> tuple[str, ...]:
    if stem.endswith("i"):
        return (stem[:-1] + "y",)
    if len(stem) > 3 and stem[-1] == stem[-2]:
        return (stem, stem[:-1])
    return (stem,)
