"""The rule unclosed-emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.leftovers import leftovers
from lint.post.post import Post
from lint.rule import Bad, Edit, Finding, Fix, Good, Level, Rule, Span

_RUN = r"\*+"
_WORD_FOLLOWS = r"[\x02\"“'‘(\[]*[^\W\d_]{2,}[^\W_]*(?:[\s,;:!?'’)\]-]|\.(?:[\s\0\x02]|\Z)|\Z|[\x00-\x02])"
_ARGUMENTS = r"[\x02]*(?:args|kwargs|kw|kwds|argv|options|opts|params|rest|ptr|self|this|const|nix|bsds?|ix)\b"
# Behind these an asterisk belongs to a type or to arithmetic.
_TYPE_BEFORE = (
    r"(?:\b(?:char|int|void|const|long|short|float|double|struct \w+|mut|unsigned|type)|[=<>+/(,&|-]|\d)[ \t]*\Z"
)
_QUOTED_LENGTH = 40
_MANY = 12  # runs of asterisks in one block, above which they are a drawing or a table of stars
_LONGEST = 300  # code points between two marks that belong together


class UnclosedEmphasis(Rule):
    """Emphasis is opened and never closed, or its marks do not touch the words.

    The reader sees the asterisks, and not the stress that was meant. One space inside the marks is enough, and so is
    punctuation at the inner side with a letter right behind: `**Note:**that`.

    Arithmetic, globs, types, arguments, escaped asterisks, code, an asterisk that marks a note, and rows of asterisks
    are passed over. A single asterisk counts only before a word inside a line.
    """

    id = "unclosed-emphasis"
    level = Level.WARNING
    restructures = True

    examples = (
        Bad("This is ⟦**⟧important, and more.\n", message='"**important, and more." is never closed'),
        Bad("⟦**⟧Note: it rains.\n\nNext **block**.\n"),
        Bad("It is very⟦**⟧ much so.\n", message="is never opened"),
        Bad("Stay if you need ⟦*⟧stability and a quiet life.\n"),
        Bad("This is ⟦** important **⟧ here.\n", fixed="This is **important** here.\n"),
        Bad("This is ⟦**important **⟧here.\n", fixed="This is **important** here.\n"),
        Bad("See ⟦** this**⟧.\n", fixed="See **this**.\n"),
        Bad("⟦**Note:**⟧that is new.\n", message="a letter follows"),
        Bad("这是⟦**“重要”**⟧的。\n\n⟦**注意：**⟧这很重要。\n", message="a letter stands right before"),
        Good("This is **important** and *so* is ***this***, `**kwargs`, \\*\\*not, 2 ** 3 ** 4, a * b * c.\n"),
        Good("Match **/*.md or *.md, call f(*args, **kwargs), char *name is a pointer, f*** it.\n"),
        Good("It runs on all *nix systems and on *BSD alike.\n"),
        Good("Free* of charge.\n\n*Terms apply.\n"),
        Good("It costs 5* or *more*.\n\n* * *\n\n*****\n"),
        Good("Rated *** by us, **** by you.\n"),
        Good("The path is /a/**/b and the set is Q* or Q**.\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if "*" not in post.prose:
            return
        notes = re.search(r"\w\*", post.prose) is not None
        for text, start, runs in leftovers(post, "*", _RUN):
            if len(runs) <= _MANY:
                yield from _judge(text, start, runs, notes=notes)


def _judge(text: str, shift: int, runs: list[re.Match[str]], *, notes: bool) -> Iterator[Finding]:
    """The asterisks left in one block, whose prose begins at `shift`; `notes`: others in the post mark notes."""
    double = [run for run in runs if len(run.group()) == 2]
    if len(double) == 2 and double[1].start() - double[0].end() <= _LONGEST:
        found = _pair(text, shift, double[0], double[1])
        if found:
            yield found
    elif len(double) == 1:
        run = double[0]
        before, after = text[: run.start()], text[run.end() :]
        if _opens(before, after):
            yield Finding(_span(run, shift), f'"{_quote(text[run.start() :])}" is never closed')
        elif re.search(r"[^\W\d_]{3,}[\x02.!?:]*\Z", before[-_QUOTED_LENGTH:]) and re.match(r"[\s,.;:!?]|\Z", after):
            yield Finding(_span(run, shift), f'"{_quote(before, last=True)}**" is never opened')
    if not double and len(runs) == 1 and len(runs[0].group()) == 1:
        run = runs[0]
        before, after = text[: run.start()], text[run.end() :]
        inside = before.strip(" \t\r\n\x02") != "" and before[-1:] in " \t" and not notes
        if inside and _opens(before, after) and re.match(r"[^\W\d_]+[,.]?[ \t\r\n]", after):
            yield Finding(_span(run, shift), f'"{_quote(text[run.start() :])}" is never closed')


def _opens(before: str, after: str) -> bool:
    """Whether a mark between these may open emphasis: words follow it, and no type or sum stands before it."""
    if before[-1:].isalnum() or before[-1:] in {"/", "\\", "*", "_", "\x01"} or re.search(_TYPE_BEFORE, before[-20:]):
        return False
    return re.match(_WORD_FOLLOWS, after[:_LONGEST]) is not None and not re.match(_ARGUMENTS, after, re.IGNORECASE)


def _pair(text: str, shift: int, first: re.Match[str], second: re.Match[str]) -> Finding | None:
    """Two double marks that are not emphasis: why not."""
    inner = text[first.end() : second.start()]
    before, after = text[: first.start()], text[second.end() :]
    if not re.search(r"[^\W\d_]{2,}", inner) or "\n\n" in inner or "*" in inner:
        return None
    if inner.lstrip()[:1] in {"/", ".", "="} or re.search(_TYPE_BEFORE, before[-20:]):
        return None
    if before[-1:].isalnum() and before[-1:].isascii():
        return None
    span = Span(shift + first.start(), shift + second.end())
    shown = f"**{_quote(inner, marks=False)}**"
    if inner != inner.strip(" \t"):
        left, right = len(inner) - len(inner.lstrip(" \t")), len(inner) - len(inner.rstrip(" \t"))
        if left and before[-1:] not in {"", " ", "\n", "(", "\x02"}:
            return None
        edits = [Edit(Span(shift + first.end(), shift + first.end() + left), "")] if left else []
        if right:
            edits.append(Edit(Span(shift + second.start() - right, shift + second.start()), ""))
            if after[:1].isalnum():
                edits.append(Edit(Span(shift + second.end(), shift + second.end()), " "))
        fix = Fix("Close the gap", tuple(edits), safe=False)
        return Finding(span, f'"{shown}" has a space inside its marks and is no emphasis', fix)
    if before[-1:].isalnum() and not inner[:1].isalnum():
        return Finding(span, f'"{shown}" is no emphasis, for a letter stands right before its punctuation')
    if after[:1].isalnum() and not inner[-1:].isalnum():
        return Finding(span, f'"{shown}" is no emphasis, for a letter follows right behind its punctuation')
    return None


def _span(run: re.Match[str], shift: int) -> Span:
    return Span(shift + run.start(), shift + run.end())


def _quote(text: str, *, last: bool = False, marks: bool = True) -> str:
    """The first words of a text, or its last ones, as a message shows them."""
    plain = " ".join(re.sub("\x01+", "…", text.replace("\x02", "")).split())
    if not marks:
        plain = " " * (text[:1] in " \t") + plain + " " * (text[-1:] in " \t")
    if len(plain) <= _QUOTED_LENGTH:
        return plain
    return f"…{plain[-_QUOTED_LENGTH:]}" if last else f"{plain[:_QUOTED_LENGTH]}…"
