"""Recognises what a template left in a field of the front matter: markers, sample words, keyboard mash."""

from __future__ import annotations

import re

from lint.post.field_names import AUTHORS, DATES, SUMMARIES, TITLES
from lint.regex import regex

MARKS = "TODO|TBD|FIXME|XXX+"

_SUSPICIOUS = regex(r"TODO|TBD|FIXME|XXX|\?\?|[Ll](?i:orem)")
# Below, patterns as text: hardly any post needs them, and compiling all takes 5 ms.
# In any field: the whole value, or what a clear separator sets off; "TODO apps compared" is a title.
_ANYWHERE = (
    rf"[\W_]*(?:{MARKS})[\W_]*"
    rf"|[\[(<]?(?:{MARKS})[\])>]? ?(?::|[-–—] | \().*"
    rf"|.*\S ?(?:[#:]| [-–—]|\.\.\.|…) ?(?:{MARKS})[.!?]*"
    rf"|.*[\[(<](?:{MARKS})(?::[^\])>]*)?[\])>]"
    r"|(?i:lorem ipsum(?:[\W_]*| dolor\b.*))"
    r"|\?\?+"
)
# How the words below start, so that a real title is told from them by one look.
_MASH_STARTS = frozenset("asd qwe zxc yxc sdf dfg fgh jkl bla xxx unt tod tbd fix ... …".split())  # noqa: SIM905
_MASH = (
    r"[Aa]sdf[asdfghjkl;]{0,12}|[Qq]wert[a-z]{0,7}|[Zz]xcv[a-z]{0,6}|[Yy]xcv[a-z]{0,6}"
    r"|[Ss]dfg[asdfghjkl]{0,9}|[Dd]fgh?[asdfghjkl]{2,9}|[Ff]ghj[asdfghjkl]{0,9}"
    r"|(?:asd|sdf|dfg|fgh|jkl|qwe|zxc|asdf|qwer){2,}|(?:blah?[ ,.]*){2,}|x{4,}|[Uu]ntitled(?: post)?"
    r"|(?:todo|tbd|fixme|Todo|Tbd|Fixme)[.!:]?|\.\.\.+|…"
)
_DATE_PATTERN = (
    r"(?:Y{4}|y{4}|J{4}|A{4}|X{4}|x{4}|[0-9]{4})([-/.])(?:MM|mm|[0-9]{2}|XX|xx|\?\?)\1"
    r"(?:[DTJ]{2}|[dtj]{2}|XX|xx|\?\?)(?![A-Za-z]).*"
)
_OF_THE_POST = (
    r"(?:of|for|to) (?:the|your|this|a|an|my) (?:new |blog ?|latest )?"
    r"(?:post|article|entry|page|blog|story|author|writer)"
)
_DETERMINED = r"(?:(?:the|your|a|an|my|this|some|insert|enter|put|add|write|type|replace|change) ){0,2}"
_ADJECTIVES = (
    r"(?:(?:very|nice|great|short|long|brief|catchy|good|new|one-line|one line|descriptive|sample|example|full"
    r"|blog|post|page|article|author) ){0,3}"
)
_COMMANDED = r"(?:insert|enter|put|add|write|type|your|sample|example)"
_AUTHOR = (
    r"[\[<(]?(?:first(?:[ -]?name)? last(?:[ -]?name)?|name surname|author"
    r"|(?:your(?: full)?|full|author(?:'s)?|my) name(?: here)?"
    rf"|{_DETERMINED}(?:author|name) {_OF_THE_POST}|author (?:goes )?here)[\])>]?"
)


def _named(words: str) -> str:
    """A text that does nothing but name its own field: "The title of the post", "Insert title", "Your title here"."""
    return (
        rf"[\[<(]?(?:{_DETERMINED}{_ADJECTIVES}(?:{words}) {_OF_THE_POST}(?: here)?"
        rf"|{_DETERMINED}{_ADJECTIVES}(?:{words}) (?:text )?(?:goes )?here"
        rf"|{_COMMANDED} (?:(?:the|your|a|an|my) )?{_ADJECTIVES}(?:{words})"
        rf"|(?:(?:the|my) )?(?:blog post|post|page|article) (?:{words})|(?:{words}))[\])>.!…]*"
    )


_TITLE_FIELDS = frozenset({*TITLES, "subtitle", "headline"})
_TEXTS = frozenset({*_TITLE_FIELDS, *SUMMARIES, *AUTHORS})
_TITLE_WORDS, _SUMMARY_WORDS = (
    "title|sub-title|subtitle|headline",
    "summary|description|excerpt|abstract|teaser|tagline",
)
_LONGEST = 90
"""Code points of the longest sample text that names its field."""


def is_placeholder(key: str, text: str) -> bool:
    """Whether the value `text` of the field `key` is a template's. White space in `text` is single spaces."""
    if _SUSPICIOUS.search(text) and re.fullmatch(_ANYWHERE, text):
        return True
    key = key.lower()
    if key in DATES:
        return text[-1:] not in "0123456789" and re.fullmatch(_DATE_PATTERN, text) is not None
    if key not in _TEXTS or len(text) > _LONGEST:
        return False
    lower = text.lower()
    if lower[:3] in _MASH_STARTS and re.fullmatch(_MASH, text):
        return True
    if key in AUTHORS:
        return ("name" in lower or "author" in lower or " last" in lower) and re.fullmatch(_AUTHOR, lower) is not None
    words = _TITLE_WORDS if key in _TITLE_FIELDS else _SUMMARY_WORDS
    return any(word in lower for word in words.split("|")) and re.fullmatch(_named(words), lower) is not None
