"""One page for a browser: the findings of each post with the lines they stand in. It loads nothing and runs nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import groupby

from lint.diagnostics import Diagnostic
from lint.report.excerpts import excerpt, note
from lint.report.places import Lines, Report, shown

_STYLE = """
:root { color-scheme: light dark; --text: #1c1c1c; --dim: #5c5c5c; --back: #fff; --box: #f4f4f2; --line: #d8d8d4;
  --error: #b3121d; --warning: #8a5a00; --advice: #1a5fa8; --mark: #ffe08a; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8e4; --dim: #a4a4a0; --back: #181818; --box: #242424;
  --line: #3c3c3a; --error: #ff8a8a; --warning: #f0b84a; --advice: #8ac0ff; --mark: #6a5200; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); max-width: 60rem;
  margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; overflow-wrap: anywhere; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .15rem 1rem .15rem 0; }
td + td, th + th { text-align: right; font-variant-numeric: tabular-nums; }
ol { list-style: none; margin: 0; padding: 0; } li { border-top: 1px solid var(--line); padding: .6rem 0; }
p { margin: 0 0 .3rem; overflow-wrap: anywhere; } .place, .related, footer { color: var(--dim); }
pre { background: var(--box); padding: .4rem .6rem; margin: .3rem 0; overflow-x: auto; white-space: pre-wrap;
  overflow-wrap: anywhere; } mark { background: var(--mark); color: inherit; outline: 1px solid var(--dim); }
.error { color: var(--error); } .warning { color: var(--warning); } .advice { color: var(--advice); }
""".strip()


def render(report: Report) -> str:
    """The page, complete in itself."""
    posts = f"{report.posts:,} post{'' if report.posts == 1 else 's'}"
    counts = f"{report.tally() or 'Nothing found'} in {posts}"
    body = "".join((*_crashes(report), *_table(report), *_posts(report)))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>copydesk: {counts}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<h1>{counts}</h1>\n{body}"
        f"<footer><p>copydesk {escape(report.version)}</p></footer>\n</body>\n</html>\n"
    )


def _crashes(report: Report) -> Iterator[str]:
    for crash in report.crashes:
        where = f" on {shown(crash.path)}" if crash.path else ""
        yield f'<p class="error">{_text(f"bug in rule {crash.rule}{where}: {shown(crash.message)}")}</p>\n'


def _table(report: Report) -> Iterator[str]:
    """The rules with the number of their findings, the most frequent first."""
    if not report.diagnostics:
        return
    yield "<table>\n<tr><th>rule</th><th>findings</th></tr>\n"
    counts = Counter(one.rule for one in report.diagnostics)
    for rule, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"<tr><td>{_text(rule)}</td><td>{count:,}</td></tr>\n"
    yield "</table>\n"


def _posts(report: Report) -> Iterator[str]:
    lines = report.lines()
    for path, ones in groupby(report.diagnostics, key=lambda one: one.path):
        yield f"<section>\n<h2>{_text(shown(path))}</h2>\n<ol>\n"
        for one in ones:
            yield from _finding(one, lines)
        yield "</ol>\n</section>\n"


def _finding(one: Diagnostic, lines: dict[str, Lines]) -> Iterator[str]:
    line, column = lines[one.path].place(one.span.start)
    yield (
        f'<li>\n<p><span class="place">{line}:{column}</span> <strong class="{one.level}">{one.level}</strong> '
        f"<strong>{_text(one.rule)}</strong> {_text(shown(one.message))}</p>\n"
    )
    left, fault, right = excerpt(one, lines[one.path])
    # Behind <pre> a browser drops one line end, and there is none in an excerpt.
    yield f'<pre dir="auto">{_text(left)}<mark>{_text(fault) or "&#8203;"}</mark>{_text(right)}</pre>\n'
    if advice := note(one):
        yield f"<p>{_text(advice)}</p>\n"
    for other in one.related:
        where = lines[other.path].place(other.span.start)
        place = f"{shown(other.path)}:{where[0]}:{where[1]} {shown(other.message)}"
        yield f'<p class="related">{_text(place)}</p>\n'
    yield "</li>\n"


def _text(text: str) -> str:
    return escape(text)
