"""Marks in the text and on lines of their own: attributes, formulas, wikilinks, alerts, roles, targets, citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from lint.diagnostics import Span
from lint.post.dialect import Dialect
from lint.post.masked import Masked

# Each begins with a letter of its own, and what stands before it is looked at behind that: so a search is quick.
_WIKILINK = (
    r"\[\[(?<!\\\[\[)(?<!\[\[\[)(?P<page>[^\s\[\]|\n][^\[\]|\n]{0,200})"
    r"(?:\|(?P<alias>[^\[\]\n]{0,300}))?\]\](?![(\[:])"
)
_ALERT = r"\[!(?P<kind>[A-Za-z][A-Za-z-]{1,30})\][+-]?"
# Kramdown's attributes, what it leaves out and its options.
_KRAMDOWN = (
    r"\{:(?::(?P<left_out>comment|nomarkdown)[^{}\n]*\}(?:(?!\{:).){0,20000}?\{:/(?P=left_out)?[^{}\n]*\}"
    r"|:?[ \t]?[.#\w/][^{}\n]*\})"
)
_PAIR = r"(?:[.#][\w:.-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)|-)"
_ATTRIBUTES = rf"\{{:?[ \t]*{_PAIR}(?:[ \t]+(?:{_PAIR}|[\w-]+))*[ \t]*\}}"
_ROLE = r"\{[A-Za-z][\w:.+-]*\}(?=`)"
_TARGET = r"\((?P<label>[\w:. -]+)\)=(?=[ \t]*\r?$)"
_COMMENT = r"%%(?:(?!%%)[^\n]|\n(?![ \t]*\r?\n)){0,20000}?%%"
_LINE_COMMENT = r"%[^\n]*|\+\+\+[^\n]*"
_BLOCK_ID = r"\^(?<=[ \t]\^)(?P<place>[A-Za-z0-9-]+)(?=[ \t]*\r?$)"
_CITATION = r"@(?<![\w`/.@]@)[A-Za-z][\w:.#$%&+?~/-]*\w"
# A formula is closed on its paragraph. The dollar signs of an inline one touch it; no digit, letter or sign touches
# them from outside, so that "$5 and $6" and "US$5" stay prose.
_DOLLARS = (
    r"\$(?<![\\$\w]\$)(?:\$(?P<display>[^$]{1,5000}+)\$\$(?!\$)"
    r"|(?P<inline>(?![\s$])(?:[^$\\\n]|\\.|\n(?![ \t]*\r?\n)){0,1000}(?<![\s\\]))\$(?![\w$]))"
)
_BACKSLASHES = (
    r"\\(?:\\?\((?P<round>(?:(?!\\[(\[])[^\n]){1,500}?)\\{1,2}\)"
    r"|\\?\[(?P<square>(?:(?!\\[(\[])[^\]]){1,2000}?)\\{1,2}\]"
    r"|begin\{(?P<environment>equation|align|alignat|gather|multline|eqnarray|flalign)(?P<star>\*?)\})"
)
_FORMULA = r"\\[A-Za-z]|[\^={}]|\w_\w|\A[A-Za-z][\d'′]?\Z|\A[A-Za-z]\(|[\w)]\s*[+<>*]\s*[\w(]"
_BLANK_LINE = r"\n[ \t]*\r?\n"
_ATX = r"[ \t>]*#{1,6}[ \t]"
_NAMED = r"(?<![\w:])(?P<name>::?[A-Za-z][\w-]*)(?:\[[^\[\]]*\])?\Z"
_QUOTE = r"[ \t]*>[ \t>]*\Z"
_TOUCHED = frozenset(")]`*_")
_LONGEST = 20_000  # code points of a formula in an environment
_FAR = 1_000  # code points of a line that are looked at
_LABEL = r"^[ \t>]*\[([^\[\]\n]{1,200})\]:"
_ID = r"#([\w:.-]+)"

# What each syntax needs in the text, so that most posts are passed over at the cost of a look: a letter, which is
# found at once, and then one of several signs, which take longer.
_SIGNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "wikilinks": ("[", ("[[",)),
    "alerts": (">", ("[!",)),
    "kramdown": ("{", ("{:",)),
    "attributes": ("{", ("{",)),
    "roles": ("{", ("}`",)),
    "comments": ("", ("%", "+++", ")=", "^")),
    "citations": ("@", ("@",)),
    "dollars": ("$", ("$",)),
    "backslashes": ("\\", ("\\(", "\\[", "\\begin{")),
}
_PATTERNS: dict[str, str] = {
    "wikilinks": _WIKILINK,
    "alerts": _ALERT,
    "kramdown": _KRAMDOWN,
    "attributes": _ATTRIBUTES,
    "roles": _ROLE,
    "citations": _CITATION,
}
_FORMULAS = {"dollars": _DOLLARS, "backslashes": _BACKSLASHES}
_COMMENTS = {"myst": f"{_LINE_COMMENT}|{_TARGET}", "obsidian": f"{_COMMENT}|{_BLOCK_ID}"}


class _Known(msgspec.Struct, gc=False):
    """What the readers of single marks need to know of the text."""

    dialect: Dialect
    labels: Callable[[], frozenset[str]]


def marks(text: str, start: int, dialect: Dialect, code: list[tuple[int, int]] | None) -> list[Masked]:
    """The marks behind `start` that stand outside code, syntax by syntax.

    `code` is where code stands, in order and apart; where it is not known, it is looked for when that matters.
    """
    found: list[Masked] = []
    known = _Known(dialect, cache(lambda: frozenset(label.lower() for label in _compiled(_LABEL).findall(text))))
    for name, letter, signs, pattern in _patterns(dialect):
        if letter not in text or not any(sign in text for sign in signs):
            continue
        read = _READERS[name]
        those = [one for match in _compiled(pattern).finditer(text, start) for one in read(text, match, known)]
        if those:
            from lint.post.dialect.fences import Places, read_fences

            code = read_fences(text, start, dialect).code if code is None else code
            places = Places(code)
            found += [one for one in those if places.end(one.span.start) < 0]
    return found


@cache
def _patterns(dialect: Dialect) -> tuple[tuple[str, str, tuple[str, ...], str], ...]:
    found: dict[str, str] = {name: pattern for name, pattern in _PATTERNS.items() if name in dialect.syntaxes}
    if "comments" in dialect.syntaxes:
        found["comments"] = _COMMENTS[dialect.flavor]
    if dialect.has("math", "formulas"):
        found |= _FORMULAS
    return tuple((name, *_SIGNS[name], pattern) for name, pattern in found.items())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first needed: most posts need none, and all together take longer than to read a post."""
    return re.compile(pattern, re.MULTILINE | re.DOTALL)


def _before(text: str, at: int) -> str:
    """What stands before an offset on its line, as far as it matters."""
    return text[max(0, at - _FAR) : at].rpartition("\n")[2]


def _behind(text: str, at: int) -> str:
    """What stands from an offset on on its line, as far as it matters."""
    return text[at : at + _FAR].partition("\n")[0]


def _citation(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
    yield Masked("citation", Span(*match.span()))


def _alert(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
    if _compiled(_QUOTE).match(_before(text, match.start())):
        yield Masked("alert", Span(*match.span()), shown=match["kind"].capitalize())


def _wikilink(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:
    """The target is hidden, the text of an alias stays; what CommonMark makes a link of is left to it."""
    start, end = match.span()
    page, alias = match["page"], match["alias"]
    if not any(letter.isalpha() for letter in page) or page.lower() in known.labels():
        return
    embedded = text.startswith("!", start - 1) and not text.startswith("\\!", start - 2)
    if embedded:
        yield Masked("wikilink", Span(start - 1, end))
    elif alias:
        yield Masked("wikilink", Span(start, match.start("alias")))
        yield Masked("wikilink", Span(match.end("alias"), end))
    else:
        yield Masked("wikilink", Span(start, end), shown=page.rstrip("\\").rpartition("/")[2])


def _kramdown(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
    if match["left_out"]:
        yield Masked("comment" if match["left_out"] == "comment" else "code", Span(*match.span()))
    else:
        yield _attribute_list(text, match)


def _attribute_list(text: str, match: re.Match[str]) -> Masked:
    named = _compiled(_ID).search(text, *match.span())
    return Masked("attributes", Span(*match.span()), named[1] if named else "")


def _attributes(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
    """Attributes with a class, of what they touch, of a directive (`::name[text]{a=b}`), or alone on a line.

    Those that end a heading are left to CommonMark's reader, which knows them.
    """
    start, end = match.span()
    if text[start + 1] == ":":
        yield _attribute_list(text, match)
        return
    before, behind = _before(text, start), _behind(text, end).strip(" \t\r")
    if not behind.strip("#") and _compiled(_ATX).match(before):
        return
    if named := _compiled(_NAMED).search(before):
        shift = start - len(before)
        yield Masked("directive", Span(named.start() + shift, named.end("name") + shift))
        yield _attribute_list(text, match)
        return
    alone = not behind and not before.strip(" \t>")
    if match.group()[1:].lstrip(" \t")[0] == "." or alone or before[-1:] in _TOUCHED:
        yield _attribute_list(text, match)


def _roles(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
    yield Masked("role", Span(*match.span()))


def _comments(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:
    """What no page shows, and the names of places."""
    if known.dialect.flavor == "obsidian":
        if match["place"]:
            yield Masked("attributes", Span(*match.span()), match["place"])
        else:
            yield Masked("comment", Span(*match.span()))
    elif match["label"]:
        if not _before(text, match.start()).strip(" \t>"):
            yield Masked("role", Span(*match.span()), match["label"])
    elif not _before(text, match.start()):
        yield Masked("comment", Span(*match.span()))


def _dollars(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
    """A formula; where dollar signs may be amounts of money as well, only what looks like one."""
    content = match["display"] or match["inline"]
    sure = match["display"] or "math" in known.dialect.syntaxes
    if not _compiled(_BLANK_LINE).search(content) and (sure or _compiled(_FORMULA).search(content)):
        yield Masked("math", Span(*match.span()))


def _backslashes(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
    """A formula in brackets, which may be brackets and no more, or one that names its environment."""
    environment, content = match["environment"], match["round"] or match["square"]
    if environment:
        close = f"\\end{{{environment}{match['star']}}}"
        end = text.find(close, match.end(), match.end() + _LONGEST)
        if end >= 0:
            yield Masked("math", Span(match.start(), end + len(close)))
    elif not _compiled(_BLANK_LINE).search(content) and _compiled(_FORMULA).search(content):
        yield Masked("math", Span(*match.span()))


_READERS: dict[str, Callable[[str, re.Match[str], _Known], Iterator[Masked]]] = {
    "wikilinks": _wikilink,
    "alerts": _alert,
    "kramdown": _kramdown,
    "attributes": _attributes,
    "roles": _roles,
    "comments": _comments,
    "citations": _citation,
    "dollars": _dollars,
    "backslashes": _backslashes,
}
