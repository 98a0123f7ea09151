"""The preview's panel: what is found in the open post, or which posts have findings. HTML to be put into a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import msgspec

from lint.diagnostics import Diagnostic, Level
from lint.report.excerpts import excerpt, note
from lint.report.places import Lines, Report, shown

_MOST = 200
"""So many entries are shown; a longer list helps nobody."""


class PostLine(msgspec.Struct, frozen=True):
    """A post in the list of those with findings. `address` is "" where it has no page."""

    title: str
    address: str
    path: str
    errors: int
    others: int


class Panel(msgspec.Struct, frozen=True):
    """What the panel shows: a banner, what keeps the site from being shown as it is, and what is found.

    `troubles` are sentences, each with the place where it has one. `report` has the findings of the open post, and is
    None on a page that is none; `posts` are those with findings. `own` is the path of the preview's files.
    """

    banner: str
    troubles: Sequence[str]
    report: Report | None
    posts: Sequence[PostLine]
    own: str


def tally(panel: Panel) -> str:
    """The numbers in words."""
    return ", ".join(found for found in (_troubles(len(panel.troubles)), _found(panel)) if found) or "Nothing found"


def _troubles(count: int) -> str:
    return f"{count} problem{'' if count == 1 else 's'}" if count else ""


def _found(panel: Panel) -> str:
    if panel.report is not None:
        return panel.report.tally()
    count = len(panel.posts)
    return f"{count:,} post{'' if count == 1 else 's'} with findings" if count else ""


def render(panel: Panel) -> str:
    """The panel's HTML, nothing of it script."""
    head = f'<p class="banner" role="note">{_text(panel.banner)}</p>\n' if panel.banner else ""
    troubles = "".join(f'<li class="trouble"><p>{_text(one)}</p></li>\n' for one in panel.troubles)
    body = "".join(_findings(panel.report, panel.own) if panel.report else _posts(panel.posts))
    parts = [f"<ul>\n{troubles}</ul>\n" if troubles else "", body]
    worst = _worst(panel)
    return (
        f'{head}<aside aria-label="copydesk"><details class="panel {worst}">\n'
        f'<summary><span class="dot" aria-hidden="true"></span>{_text(tally(panel))}</summary>\n'
        f'<div class="body" tabindex="-1">\n{"".join(parts) or "<p>Nothing to report here.</p>"}</div>\n'
        "</details></aside>\n"
    )


def _worst(panel: Panel) -> str:
    if panel.troubles:
        return "error"
    if panel.report is None:
        return "error" if any(one.errors for one in panel.posts) else "warning" if panel.posts else "fit"
    found = {one.level for one in panel.report.diagnostics}
    return next((str(level) for level in (Level.ERROR, Level.WARNING, Level.ADVICE) if level in found), "fit")


def _findings(report: Report, own: str) -> Iterator[str]:
    if not report.diagnostics:
        return
    lines = report.lines()
    yield f'<p class="file">{_text(shown(report.diagnostics[0].path))}</p>\n<ol>\n'
    for one in report.diagnostics[:_MOST]:
        yield from _finding(one, lines, own)
    yield "</ol>\n"
    yield _more(len(report.diagnostics))


def _finding(one: Diagnostic, lines: dict[str, Lines], own: str) -> Iterator[str]:
    line, column = lines[one.path].place(one.span.start)
    rule = _text(one.rule)
    ask = (
        f' <a class="why" href="{_text(own)}explain/{rule}" target="_blank" rel="noopener" '
        f'aria-label="Why {rule}?" title="What this rule is for">?</a>'
    )
    yield (
        f'<li class="{one.level}"><p><span class="place">{line}:{column}</span> '
        f'<strong class="level">{one.level}</strong> <span class="rule"><code>{rule}</code>{ask}</span></p>\n'
        f"<p>{_text(_capital(shown(one.message)))}</p>\n"
    )
    left, fault, right = excerpt(one, lines[one.path])
    if fault.strip():
        yield f'<pre dir="auto">{_text(left)}<mark>{_text(fault)}</mark>{_text(right)}</pre>\n'
    if advice := note(one):
        yield f'<p class="fix">{_text(_capital(advice))}</p>\n'
    for other in one.related:
        where = lines[other.path].place(other.span.start)
        yield f'<p class="related">{_text(f"{shown(other.path)}:{where[0]}:{where[1]} {shown(other.message)}")}</p>\n'
    yield "</li>\n"


def _posts(posts: Sequence[PostLine]) -> Iterator[str]:
    if not posts:
        return
    yield '<ol class="posts">\n'
    for one in posts[:_MOST]:
        counts = _counts(one)
        title = _text(shown(one.title))
        name = f'<a href="{_text(one.address)}">{title}</a>' if one.address else title
        level = "error" if one.errors else "warning"
        yield f'<li class="{level}"><p>{name}</p><p class="place">{_text(shown(one.path))} · {counts}</p></li>\n'
    yield "</ol>\n"
    yield _more(len(posts))


def _counts(one: PostLine) -> str:
    errors = f"{one.errors} error{'' if one.errors == 1 else 's'}" if one.errors else ""
    others = f"{one.others} other{'' if one.others == 1 else 's'}" if one.others and errors else ""
    alone = f"{one.others} finding{'' if one.others == 1 else 's'}" if not errors else ""
    return ", ".join(part for part in (errors, others, alone) if part)


def _more(count: int) -> str:
    return f"<p>… and {count - _MOST:,} more</p>\n" if count > _MOST else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _text(text: str) -> str:
    return escape(text)
