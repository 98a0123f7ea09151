"""`copydesk fix --interactive`: shows one finding after the other on the terminal and asks what is to become of it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial

import click
import msgspec

from lint.cli import session
from lint.cli.session import CannotRun, Session
from lint.diagnostics import Diagnostic, Edit, Fix, Span
from lint.engine.elsewhere import Harm, moved
from lint.engine.fix import Fixed, fix_by_asking, restructuring
from lint.engine.mend import Mended, mend, take
from lint.post.post import Post
from lint.regex import regex
from lint.report.change import ChangeLine, change_lines
from lint.report.masked import concealer
from lint.report.places import Lines, shown

_HELP = """\
y  make this change                n  leave it as it is
2… write that instead              q  quit, and keep what was accepted
a  make this and all that follow   s  leave this and all of this rule
r  make this and all of this rule  ?  show this help
"""


# An arrow key and its like are several characters, some of them letters.
_ESCAPED = regex(r"\x1b(?:\[[0-?]*[ -/]*[@-~]?|O.?|.)?", re.DOTALL)


class Answer(Enum):
    """What is to become of a finding, or of more than one."""

    YES = "y"
    NO = "n"
    ALL = "a"
    RULE = "r"
    SKIP = "s"
    QUIT = "q"


def insist_on_a_terminal() -> None:
    """Raises CannotRun where nobody can be asked."""
    for stream, name in ((sys.stdin, "input"), (sys.stderr, "error")):
        if not stream.isatty():
            raise CannotRun(f"`--interactive` asks on a terminal, and standard {name} is none")


class Asker:
    """Asks about findings, one after the other, and remembers answers that hold for more than one."""

    def __init__(self, keys: Iterator[str]) -> None:
        self._keys = keys
        self._color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._all = False
        self._accepted: set[str] = set()
        self._skipped: set[str] = set()
        self.quit = False
        self.interrupted = False

    def knows(self, one: Diagnostic) -> bool | None:
        """What earlier answers say of a finding; None where it has to be asked for."""
        if self.quit or one.rule in self._skipped:
            return False
        return True if self._all or one.rule in self._accepted else None

    def ask(self, one: Diagnostic, path: str, text: str, count: str) -> Fix | None:
        """The fix that is to be made, or None. `count` tells how far one has come."""
        assert one.fix
        fixes = [one.fix, *_others(one, one.fix)]
        self._show(one, fixes, path, text, count)
        answer = self._answer(one.fix, len(fixes))
        if isinstance(answer, int):
            return fixes[answer - 1]
        if answer is Answer.ALL:
            self._all = True
        elif answer is Answer.RULE:
            self._accepted.add(one.rule)
        elif answer is Answer.SKIP:
            self._skipped.add(one.rule)
        self.quit = answer is Answer.QUIT
        return one.fix if answer in {Answer.YES, Answer.ALL, Answer.RULE} else None

    def _show(self, one: Diagnostic, fixes: list[Fix], path: str, text: str, count: str) -> None:
        line, column = Lines(text).place(one.span.start)
        place = self._styled(f"{shown(path)}:{line}:{column}:", bold=True)
        level = self._styled(str(one.level), fg={"error": "red", "warning": "yellow"}.get(one.level, "cyan"))
        self.say(f"\n{place} {level} {self._styled(f'{one.rule}:', bold=True)} {shown(one.message)} {count}")
        edits, columns = fixes[0].edits, shutil.get_terminal_size().columns
        gutter = len(str(text.count("\n", 0, max(edit.span.end for edit in edits)) + 1))
        for row in change_lines(text, edits, columns - gutter - 3):
            self._show_line(row, gutter)
        for number, other in enumerate(fixes[1:], 2):
            self.say(f"{number}: {shown(other.edits[0].text)}")

    def _show_line(self, row: ChangeLine, gutter: int) -> None:
        color = "red" if row.mark == "-" else "green"
        pieces = (
            self._styled(piece, fg=color, reverse=bool(number % 2)) if piece else ""
            for number, piece in enumerate(row.pieces)
        )
        self.say(self._styled(f"{row.number:>{gutter}} {row.mark} ", fg=color) + "".join(pieces))

    def _answer(self, fix: Fix, choices: int) -> Answer | int:
        """The first key that means something."""
        numbers = "".join(f"{number}," for number in range(2, choices + 1))
        keys = f"[y,{numbers}n,a,r,s,q,?]"
        unsafe = "" if fix.safe else " (unsafe)"
        while True:
            self.say(f"{shown(fix.title)}{unsafe} {keys} ", end="")
            key = self._key(choices)
            self.say(key)
            if key == "?":
                self.say(_HELP, end="")
            elif key.isdigit():
                return int(key)
            else:
                return Answer(key)

    def _key(self, choices: int) -> str:
        try:
            for key in self._keys:
                known = key.lower()
                if known in {"?", "h"}:
                    return "?"
                if known in {one.value for one in Answer} or (known in set("123456789"[:choices]) and choices > 1):
                    return known
        except KeyboardInterrupt:
            self.interrupted = True
        except (EOFError, OSError):  # the terminal is gone
            pass
        return Answer.QUIT.value

    def say(self, text: str, *, end: str = "\n") -> None:
        """Says something on the terminal. One that is gone hears nothing, and asks for nothing."""
        try:
            click.echo(text + end, nl=False, err=True, color=self._color)
        except OSError:
            self.quit = True

    def _styled(self, text: str, *, fg: str | None = None, bold: bool = False, reverse: bool = False) -> str:
        return click.style(text, fg=fg, bold=bold or None, reverse=reverse or None) if self._color else text


def _others(one: Diagnostic, fix: Fix) -> Iterator[Fix]:
    """The other texts that may be meant, as fixes."""
    for text in one.suggestions[:8]:
        if fix.edits != (Edit(one.span, text),):
            yield Fix(f'Write "{text}"', (Edit(one.span, text),), safe=False)


def keys() -> Iterator[str]:
    """Keys as they are pressed, without Enter. Raises KeyboardInterrupt, and EOFError when the terminal is gone."""
    while True:
        pressed = click.getchar()
        if not pressed:
            raise EOFError
        for key in _ESCAPED.sub("", pressed):
            if key == "\x03":
                raise KeyboardInterrupt
            if key == "\x04":
                raise EOFError
            yield key


def fix_by_hand(one: Session, lowest: int, asker: Asker, *, unsafe: bool) -> Fixed:
    """Fixes what is accepted; each post is written as soon as its questions are answered."""

    def applies(found: Diagnostic) -> bool:
        fix = found.fix
        return fix is not None and (fix.safe or unsafe) and session.rank(found.level) >= lowest

    questions = _Questions(one, asker)
    site = one.site
    done = fix_by_asking(one.desk, site.sources, site.reported, one.result, applies, mender=questions.mend)
    if not questions.offered:
        asker.say("no fix is offered here")
    return done


class _Questions:
    """The questions about the posts of one site."""

    def __init__(self, one: Session, asker: Asker) -> None:
        self._one, self._asker = one, asker
        self.offered = 0
        self._declined: dict[str, list[tuple[str, Span]]] = {}
        """Rules and places by path, in the text as it is now."""
        spans, sources = session.secret_spans(one.result), one.site.sources
        self._conceal: Callable[[str], str] = concealer(
            sources[path].text[start:end] for path in spans for start, end in spans[path]
        )
        self._mend = partial(mend, restructuring=restructuring(one.desk.rulebook))

    def mend(self, post: Post, ones: list[Diagnostic]) -> Mended:
        """Asks about the findings of a post, and writes it."""
        declined = self._declined.setdefault(post.path, [])
        asked = [one for one in ones if (one.rule, one.span) not in declined]
        self.offered += len(asked)
        accepted: list[Diagnostic] = []
        refused: dict[Fix, Harm] = {}
        done = Mended(post, [], {})
        edits: list[Edit] = []
        try:
            for number, one in enumerate(asked, 1):
                fix = self._decide(one, post, edits, f"({number} of {len(asked)})")
                if fix is _LATER:
                    continue
                if fix is None:
                    declined.append((one.rule, one.span))
                    continue
                chosen = msgspec.structs.replace(one, fix=fix)
                trial = self._mend(post, [*accepted, chosen])
                if fix in trial.refused:
                    refused[fix] = trial.refused[fix]
                    self._asker.say(f"{self._place(post, one)}: not fixed: {refused[fix].reason}")
                    declined.append((one.rule, one.span))
                elif take(edits, fix.edits):
                    accepted.append(chosen)
                    done = trial
        except KeyboardInterrupt:  # between two questions
            self._asker.quit = self._asker.interrupted = True
        if accepted and not self._write(post, done.post.text):
            declined += ((one.rule, one.span) for one in accepted)
            return Mended(post, [], {})
        self._move(post.path, edits)
        return Mended(done.post, done.fixed, refused)

    def _place(self, post: Post, one: Diagnostic) -> str:
        line, column = Lines(post.text).place(one.span.start)
        return f"{shown(session.display_path(self._one.site, post.path))}:{line}:{column}"

    def _decide(self, one: Diagnostic, post: Post, edits: list[Edit], count: str) -> Fix | None:
        """The fix to be made, None, or _LATER for one that has to wait until others are made."""
        assert one.fix
        if not take(list(edits), one.fix.edits):
            return _LATER
        known = self._asker.knows(one)
        if known is None:
            path = session.display_path(self._one.site, post.path)
            return self._asker.ask(one, path, self._conceal(post.text), count)
        return one.fix if known else None

    def _write(self, post: Post, text: str) -> bool:
        from lint.world.files import rewrite

        try:
            rewrite(self._one.site.root / post.path, post.text, text)
        except OSError as error:
            self._asker.say(f"{shown(session.display_path(self._one.site, post.path))}: not written: {error.strerror}")
            return False
        return True

    def _move(self, path: str, edits: list[Edit]) -> None:
        """What was declined stands elsewhere after the edits."""
        declined = self._declined[path]
        places = moved((Edit(span, "") for _, span in declined), edits)
        self._declined[path] = [(rule, place.span) for (rule, _), place in zip(declined, places, strict=True)]


_LATER = Fix("", ())
