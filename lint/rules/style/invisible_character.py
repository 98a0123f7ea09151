"""The rule invisible-character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post import invisible
from lint.post.invisible import name_of, shown
from lint.post.post import Post
from lint.rule import Bad, Finding, Fix, Good, Level, Rule, Span, replace

_PLAIN = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
# An escape sequence of a terminal goes as a whole; a run of one character is one finding.
_FAULT = rf"\x1b\[[0-9;?]*[A-Za-z]|(?P<one>[{invisible.HIDDEN}])(?P=one)*|[{invisible.SELECTORS}]{{2,}}|\r(?!\n)(?!\Z)"
_CANDIDATE = rf"[{invisible.HIDDEN}]|[{invisible.SELECTORS}]"
_BOX_DRAWING = "[\u2500-\u257f]"
_AROUND = 12  # code points of the text beside it that the message quotes


class InvisibleCharacter(Rule):
    """A character that nobody sees stands in the text.

    Copied from a chat, a word processor or a web page, it parts a word for search and screen readers, breaks a link or
    a command that a reader copies, or shows code in another order than a compiler reads it.

    Zero width characters, marks of direction, soft hyphens, control characters and byte order marks inside the text are
    found everywhere, front matter and code included, and no-break spaces in code. Left alone are the joiners of emoji
    and flags, those of Arabic, Persian and the scripts of India, word breaks in Thai or Khmer, marks of direction in
    lines with Arabic or Hebrew, and the no-break spaces that a program draws a tree with. A soft hyphen between the
    letters of a word is a warning, for in a narrow column it may be meant, and so is a no-break space in a code span.
    """

    id = "invisible-character"
    level = Level.ERROR

    examples = (
        Bad(
            "A zero⟦\u200b⟧width space.",
            fixed="A zerowidth space.",
            message='invisible U+200B ZERO WIDTH SPACE in "A zero⟨U+200B⟩width space."',
        ),
        Bad("---\ntitle: A⟦\u200b⟧ title\n---\n", fixed="---\ntitle: A title\n---\n"),
        Bad(
            "See [this](https://a.example/x⟦\u200b\u200b⟧) link.",
            fixed="See [this](https://a.example/x) link.",
        ),
        Bad(
            "```c\nif (admin⟦\u202e⟧ ⟦\u2066⟧) {}⟦\u2069⟧\n```\n",
            fixed="```c\nif (admin ) {}\n```\n",
            message="U+202E RIGHT-TO-LEFT OVERRIDE",
        ),
        Bad("A word⟦\u202e⟧ turned⟦\u202c⟧ round, a⟦\u200e⟧ mark.", fixed="A word turned round, a mark."),
        Bad("A long hy⟦\u00ad⟧phen⟦\u00ad⟧ated word.", fixed="A long hyphenated word."),
        Bad(
            "Run `npm⟦\u00a0⟧install` now.",
            fixed="Run `npm install` now.",
            message='U+00A0 NO-BREAK SPACE in the code "npm⟨U+00A0⟩install"',
        ),
        Bad("```sh\ncd⟦\u00a0⟧/tmp\n⟦\u00a0\u00a0⟧ls\n```\n", fixed="```sh\ncd /tmp\n  ls\n```\n"),
        Bad("One line⟦\x0b⟧and the⟦\x08⟧ next⟦\x0c⟧\n", fixed="One line and the next\n"),
        Bad("Don⟦\x92⟧t say ⟦\x93⟧no⟦\x94⟧.", fixed="Don’t say “no”."),
        Bad("```\n⟦\x1b[31m⟧red⟦\x1b[0m⟧\n```\n", fixed="```\nred\n```\n"),
        Bad("A paragraph⟦\u2028⟧and its next line.", fixed="A paragraph and its next line."),
        Bad("# ⟦\ufeff⟧Title\n", fixed="# Title\n"),
        Bad("A⟦\ufe01\ufe02\ufe0f⟧ hidden message, x⟦\U000e0041\U000e0041⟧y.", fixed="A hidden message, xy."),
        Bad("A joiner be⟦\u200d⟧tween Latin letters.", fixed="A joiner between Latin letters."),
        Good("\ufeffA byte order mark at the start is the encoding's business.\n"),
        Good("👩🏽\u200d💻 🏳\ufe0f\u200d🌈 ❤\ufe0f\u200d🔥 👩\u200d👩\u200d👧 1\ufe0f\u20e3"),
        Good("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f is a flag."),
        Good("می\u200cخواهم و क्\u200dष, ශ්\u200dරී"),
        Good("ภาษา\u200bไทย และ **中文**\u200b、**日本**\u200b語"),
        Good("The word \u200fשלום\u200e and \u2067مرحبا\u2069 are greetings."),
        Good("A price of 5\u00a0€, «\u202foui\u202f!», 25\u202f°C."),
        Good("```\n├──\u00a0src\n│\u00a0\u00a0 └──\u00a0main.c\n```\n"),
        Good("Write `&#8203;`, `\\u200b` or &shy; and everybody sees it.\r\nA line.\r\n"),
        Good("An em dash\u2060—\u2060kept with its word."),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        text = post.text
        rest = text.encode("utf-8", "replace").translate(None, _PLAIN)
        if rest or (post.text.count("\r") > post.text.count("\r\n")):
            beyond = rest.decode("utf-8", "replace")
            if not rest or re.search(_CANDIDATE, beyond):
                yield from _hidden(post)
            if any(space in beyond for space in invisible.HARD_SPACES):
                yield from _hard_spaces(post)


def _hidden(post: Post) -> Iterator[Finding]:
    text = post.text
    for found in re.finditer(_FAULT, text):
        span = Span(*found.span())
        if span.start == 0 and found.group() == invisible.BYTE_ORDER_MARK:
            continue
        in_code = _in_code(post, span.start)
        if not (in_code and found.group()[0] in invisible.EMBEDDINGS + invisible.CLOSINGS) and invisible.is_rightful(
            text, *span
        ):
            continue
        level = Level.WARNING if _is_hyphenation(text, span) and not in_code else None
        yield Finding(span, _message(text, span), _fix(text, span, in_code=in_code), level)


def _message(text: str, span: Span) -> str:
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return f"invisible {_named(text, span, Span(start, end if end >= 0 else len(text)), 'in')}"


def _named(text: str, span: Span, whole: Span, where: str) -> str:
    """The character with what stands beside it within `whole`."""
    around = text[max(whole.start, span.start - _AROUND) : min(span.end + _AROUND, whole.end)]
    return f'{name_of(text[span.start])} {where} "{shown(around)}"'


def _is_hyphenation(text: str, span: Span) -> bool:
    around = text[span.start - 1 : span.start] + text[span.end : span.end + 1]
    return text[span.start] == invisible.SOFT_HYPHEN and len(around) == 2 and around.isalpha()


def _fix(text: str, span: Span, *, in_code: bool) -> Fix:
    """Takes it out; a line separator becomes a space, a byte of Windows-1252 what it meant."""
    character = text[span.start]
    name = name_of(character)
    if "\x80" <= character <= "\x9f" and character != "\x85":
        meant = text[span.start : span.end].encode("latin-1").decode("cp1252", "ignore")
        if meant:
            return replace(span, meant, f'Write "{meant}"')
    if character in invisible.LINE_SEPARATORS or character == "\r":
        parted = text[span.start - 1 : span.start].strip() and text[span.end : span.end + 1].strip()
        return replace(span, " " if parted else "", f"Replace {name} by a space" if parted else f"Remove {name}")
    # Without its marks of direction, a text is read in another order: somebody has to look.
    turns = character in invisible.EMBEDDINGS + invisible.OVERRIDES + invisible.CLOSINGS
    return replace(span, "", f"Remove {name}", safe=not (turns or (in_code and character != invisible.BYTE_ORDER_MARK)))


def _hard_spaces(post: Post) -> Iterator[Finding]:
    """No-break spaces in code: a shell does not take them for spaces."""
    for code in post.code:
        content = post.text[code.content.start : code.content.end]
        if not any(space in content for space in invisible.HARD_SPACES):
            continue
        if re.search(_BOX_DRAWING, content):
            continue
        for found in re.finditer(f"(?P<one>[{invisible.HARD_SPACES}])(?P=one)*", content):
            span = Span(code.content.start + found.start(), code.content.start + found.end())
            spaces = " " * (span.end - span.start)
            message = _named(post.text, span, code.content, "in the code")
            # In a line, it may be there to keep a command on that line.
            level = Level.WARNING if code.kind == "span" else None
            yield Finding(span, message, replace(span, spaces, "Replace it by a space"), level)


def _in_code(post: Post, place: int) -> bool:
    return any(code.span.start <= place < code.span.end for code in post.code)
