"""The rule todo-in-text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.occurrences import occurrences
from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span

_WORDS = {"D": ("TODO", "TBD"), "X": ("FIXME", "XXX")}
"""The marks by a letter of theirs: to look for one letter takes a fiftieth of the time."""
_PHRASES = ("oming soon", "oming Soon", "citation needed", "orem ipsum")
_MARK = (  # these patterns are compiled when first needed: few posts need one
    r"(?<![\w#@$./\\'’\"“‘-])(?:TODO|FIXME|XXX|TBD)(?![\w'’\"”/-]|\.\w)"
)
_SENTENCE = r"(?i:(?<!\w)coming soon(?!\w))|(?i:\[citation needed\])|(?<!\w)[Ll]orem ipsum(?!\w)"
# What makes of the mark a thing that the text is about: "TODO lists", "TODO and FIXME".
_TOPIC = (
    r"(?:[\s\x02]+(?:lists?|apps?|applications?|items?|comments?|entr(?:y|ies)|markers?|tags?|statements?|notes?|files?|"
    r"MVC|[Gg]roup|managers?|trackers?|boards?|is|are|was|were|has|have|can|and|or|in|of|vs)\b|[,&+=])"
)
_COLON = r"\x02*(?:\([\w .@-]{1,40}\))?\x02*:"
_CONFLICT = r"(?m)^(?:<{7} [^\n]*|={7}\r?|>{7} [^\n]*)$"
_OPENING = frozenset("\0.!?:;([{—–|")
# "todo" is "all" in these, and capitals are for emphasis.
_TODO_IS_A_WORD = frozenset({"an", "ast", "ca", "es", "gl", "pt"})


class TodoInText(Rule):
    """A note to oneself, filler text or a merge conflict is still in the text.

    It tells every reader that the post is not finished, and the one who wrote it does not see it any more.

    Only upper-case marks count, and only where they are a note: at the start of a sentence, list item or cell, in
    brackets, or before a colon. Prose about TODO lists and FIXME comments is passed over, and so are code, quoted
    marks, "XXX" as a stand-in for digits and announcements such as "more is coming soon". "Coming soon" counts where
    it is all that a paragraph, a cell or a line behind its colon says. In HTML comments a mark is a warning. A merge
    conflict that lies within one code block is an illustration.
    """

    id = "todo-in-text"
    level = Level.ERROR

    examples = (
        Bad("⟦TODO⟧: write this part.\n\nIt is fast. ⟦TODO⟧ add the figures\n"),
        Bad("- ⟦FIXME⟧\n- ⟦TODO⟧(anna): a picture\n- The price (⟦TBD⟧)\n- The date: ⟦TBD⟧\n"),
        Bad("## One\n\n⟦Coming soon⟧!\n\n- *⟦Coming soon⟧*\n"),
        Bad("Windows installer: *⟦Coming soon⟧* \\\nLinux: a.tar.gz\n"),
        Bad("Source: *⟦Coming soon⟧*<br>\nLinux: a.tar.gz\n"),
        Bad("It grew by a third ⟦[citation needed]⟧ in a year.\n"),
        Bad("⟦Lorem ipsum⟧ dolor sit amet.\n"),
        Bad("One.\n\n⟦<<<<<<< HEAD⟧\nTwo.\n⟦=======⟧\nThree.\n⟦>>>>>>> a-branch⟧\n"),
        Bad("```\na\n⟦<<<<<<< HEAD⟧\n```\n\n⟦=======⟧\n\n```\nb\n⟦>>>>>>> a-branch⟧\n```\n"),
        Bad("Text.\n\n<!-- ⟦TODO⟧ a picture -->\n\nText <!-- ⟦FIXME⟧ --> here.\n"),
        Bad("| Name | Date |\n|---|---|\n| One | ⟦TBD⟧ |\n"),
        Bad("⟦XXX⟧: is that so? It is [⟦XXX⟧].\n"),
        Good("We wrote a TODO app with a TODO list. TODO lists are fun; TODO and FIXME comments are not.\n"),
        Good("Leave a\nTODO in the code, remove the FIXME, `TODO: x`, “TODO”, 'TODO', TODO.md, #TODO, TODOs.\n"),
        Good("Call XXX-XXX-XXXX; the XXX Corporation; size XXXL; the exact name is TBD (path TBD).\n"),
        Good("More will be coming soon. Coming soon, we will have it.\n\n## Coming soon\n\nA new thing.\n"),
        Good("The filler text lorem ipsum is old. See [[citation needed]](a.md).\n"),
        Good("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch\n```\n\n    // TODO: a\n"),
        Good("Title\n=======\n\n> > > > > > > deep\n"),
        Good("ANTE TODO, calma. TODO el mundo viene.\n", path="posts/es/a.md"),
        Good("The [TODO Group](https://todogroup.example/) meets. todo: lower case\n"),
        Good("<!-- copydesk: allow a-an -->\n\nText.\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        for start in sorted(_places(post.text)):
            if finding := _mark(post, start) or _mark_in_comment(post, start):
                yield finding
        if any(phrase in post.text for phrase in _PHRASES):
            for match in re.finditer(_SENTENCE, post.prose):
                if _says_nothing_else(match, post):
                    yield Finding(Span(*match.span()), f'"{match.group()}" stands for text that is missing')
        if ("<" in post.text and "<<<<<<< " in post.text) or (">" in post.text and ">>>>>>> " in post.text):
            yield from _conflicts(post)


def _places(text: str) -> Iterator[int]:
    """Where one of the marks may stand; plain searches, since hardly any post holds one, nor many a rare letter."""
    for letter, words in _WORDS.items():
        if letter in text:
            for word in words:
                yield from occurrences(text, word)


def _mark(post: Post, start: int) -> Finding | None:
    """A mark in the prose that is a note and not what the text is about."""
    prose = post.prose
    match = re.compile(_MARK).match(prose, start)
    if not match or (post.text[start - 1 : start] == "[" and prose[start - 1] != "["):
        return None  # nothing, or the text of a link
    mark, end = match.group(), match.end()
    before, after = prose[max(0, start - 80) : start].rstrip(" \t\r\n\x02"), prose[end : end + 80]
    opening = before[-1:] or "\0"
    rest = after.lstrip(" \t\x02.!?*…")
    colon = re.match(_COLON, after) is not None
    note = opening == "\0" and (not rest or rest[0] == "\0")
    note = note or (opening in "([{" and rest[:1] in {")", "]", "}"})
    if mark == "TBD":
        note = note or (opening == ":" and (not rest or rest[0] in "\0\r\n"))
    elif mark == "XXX":
        note = note or (opening in _OPENING and colon)
    elif mark == "TODO" and post.language[:2].lower() in _TODO_IS_A_WORD:
        note = note or (opening == "\0" and colon)
    else:
        note = note or (opening in _OPENING and not re.match(_TOPIC, after))
    return Finding(Span(start, end), f'"{mark}" is a note to oneself') if note else None


def _mark_in_comment(post: Post, start: int) -> Finding | None:
    match = re.compile(_MARK).match(post.text, start)
    if not match or not any(html.start <= start < html.end for html in post.html):
        return None
    opened = post.text.rfind("<!--", 0, start)
    if opened < 0 or post.text.find("-->", opened, start) >= 0:
        return None
    return Finding(Span(*match.span()), f'"{match.group()}" is a note to oneself in a comment', level=Level.WARNING)


def _says_nothing_else(match: re.Match[str], post: Post) -> bool:
    """Whether the phrase is all that its block, or its line behind a colon, says."""
    prose, start = post.prose, match.start()
    phrase = match.group().lower()
    if phrase.startswith("["):
        return not any(link.span.start <= start < link.span.end for link in post.links)
    before = prose[max(0, start - 20) : start].rstrip(" \t\r\n\x02(")[-1:] or "\0"
    rest = prose[match.end() : match.end() + 20].lstrip(" \t\x02.!…)")
    if phrase.startswith("lorem"):
        return before == "\0" or rest.startswith("dolor")
    if rest[:1] == "\x01" and post.text.startswith("<br", match.end() + prose[match.end() :].index("\x01")):
        rest = ""
    if before not in "\0:" or rest[:1] not in {"", "\0", "\r", "\n"}:
        return False
    return not any(heading.span.start <= start < heading.span.end for heading in post.headings)


def _conflicts(post: Post) -> Iterator[Finding]:
    """The lines that a merge left: opening, middle and closing, in this order."""
    opened: re.Match[str] | None = None
    middle: list[re.Match[str]] = []
    for match in re.compile(_CONFLICT).finditer(post.text, post.body):
        sign = match.group()[0]
        if sign == "<":
            opened, middle = match, []
        elif opened and sign == "=":
            middle.append(match)
        elif opened and sign == ">":
            parts = (opened, *middle, match)
            if not any(c.span.start <= opened.start() and match.end() <= c.span.end for c in post.code):
                for part in parts:
                    span = Span(part.start(), part.start() + len(part.group().rstrip("\r")))
                    yield Finding(span, f'"{part.group()[:7]}" is left from a merge conflict')
            opened, middle = None, []
