"""The rule unclosed-code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lint.post.leftovers import leftovers
from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span

_RUN = r"(?<!`)`{1,2}(?!`)"
# Behind one that opens code stands no space, and no year with an apostrophe; before it no letter, as in "don`t".
_OPENS = r"(?<![\w`'’\x01])\Z"
_OPENED = r"(?!\d0s\b)[\w<({\[$#@/\\~&*.-]"
_CLOSES = r"[\w\x01)\]}>.+*/=-]\Z"
_CLOSED = r"(?![\w\x01])"
_QUOTED = r"[^\s`\x00-\x02]+(?: [^\s`\x00-\x02]+)?'"  # `so' quotes who has no other marks
_LENGTH = 40  # code points of a word that a message shows


class UnclosedCode(Rule):
    """A backtick opens code that nothing closes, or closes what nothing opened.

    The reader sees the backtick and no code; what stands behind it is judged and typeset as prose, with its asterisks
    as emphasis and its dashes as dashes.

    Escaped backticks, a backtick by itself or between quotation marks, letters on both sides ("don`t") and quotations
    `like this' are passed over.
    """

    id = "unclosed-code"
    level = Level.WARNING

    examples = (
        Bad("Call ⟦`⟧brew() and wait.\n", message='"`brew()" is never closed'),
        Bad("Call brew()⟦`⟧ and wait.\n", message='"brew()`" is never opened'),
        Bad("Call `brew` and ⟦`⟧pour now.\n\nThen `drink` it.\n"),
        Bad("## Promise<Tea>⟦`⟧\n\nText.\n"),
        Bad("It says ⟦``⟧no tea`.\n"),
        Good("Call `brew`, ``a ` b`` and \\`pour now.\n"),
        Good("The ` key, a “`” and '`', don`t, the `90s, `so' they say.\n"),
        Good("```\na ` b\n```\n\n    a `b\n"),
        Good("A template (tea...``), Qur`an, ```, and an entity: &#96;tea.\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        for block, start, runs in leftovers(post, "`", _RUN):
            yield from islice(filter(None, (_judge(block, start, run) for run in runs)), 1)


def _judge(block: str, shift: int, run: re.Match[str]) -> Finding | None:
    """A run of backticks in a block, whose prose begins at `shift`."""
    before, after = block[: run.start()], block[run.end() :]
    span = Span(shift + run.start(), shift + run.end())
    if re.search(_OPENS, before) and re.match(_OPENED, after):
        if re.match(_QUOTED, after):
            return None
        return Finding(span, f'"{run[0]}{_seen(after.split()[0])}" is never closed')
    if run[0] == "`" and re.search(_CLOSES, before) and re.match(_CLOSED, after):
        return Finding(span, f'"{_seen(before.split()[-1])}`" is never opened')
    return None


def _seen(word: str) -> str:
    """A word as a message shows it."""
    return re.sub("\x01+", "…", word.replace("\x02", ""))[:_LENGTH]
