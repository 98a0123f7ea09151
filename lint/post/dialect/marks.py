"""Marks in the text and on lines of their own: attributes, formulas, wikilinks, alerts, roles, targets, citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from lint.diagnostics import Span
from lint.post.dialect import Dialect
from lint.post.dialect.fences import Places
from lint.post.masked import Kind, Masked

_WIKILINK = (
    r"(?<![\\\[])(?P<wikilink>!?\[\[(?P<page>[^\s\[\]|\n][^\[\]|\n]{0,200})"
    r"(?:\|(?P<alias>[^\[\]\n]{0,300}))?\]\])(?![(\[:])"
)
_ALERT = r"^[ \t]*>[ \t>]*(?P<alert>\[!(?P<kind>[A-Za-z][A-Za-z-]{1,30})\][+-]?)"
# Kramdown's attributes, what it leaves out and its options; the first `{:` of a line or behind what it is about.
_KRAMDOWN = (
    r"(?P<region>\{::(?P<left_out>comment|nomarkdown)[^{}\n]*\}(?:(?!\{:).){0,20000}?\{:/(?P=left_out)?[^{}\n]*\})"
    r"|(?P<kramdown>\{:{1,2}[ \t]?[.#\w/][^{}\n]*\})"
)
_PAIR = r"(?:[.#][\w:.-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)|-)"
_ATTRIBUTES = (
    rf"(?<=[)\]`*_])(?P<behind>\{{:?[ \t]*{_PAIR}(?:[ \t]+(?:{_PAIR}|[\w-]+))*[ \t]*\}})"
    rf"|(?P<anywhere>\{{[ \t]*\.[\w-][^{{}}\n]*\}})"
    rf"|(?P<block>^[ \t>]*\{{[ \t]*{_PAIR}(?:[ \t]+(?:{_PAIR}|[\w-]+))*[ \t]*\}}[ \t]*(?=\r?$))"
)
_ROLE = r"(?P<role>\{[A-Za-z][\w:.+-]*\})(?=`)"
_TARGET = r"^[ \t>]*(?P<target>\((?P<label>[\w:. -]+)\)=)[ \t]*(?=\r?$)"
_COMMENT = r"(?P<comment>%%(?:(?!%%)[^\n]|\n(?![ \t]*\r?\n)){0,20000}?%%)"
_LINE_COMMENT = r"^(?P<line_comment>%[^\n]*|\+\+\+[^\n]*)"
_BLOCK_ID = r"(?<=[ \t])(?P<block_id>\^(?P<place>[A-Za-z0-9-]+))[ \t]*(?=\r?$)"
_CITATION = r"(?<![\w`/.])(?P<citation>-?@[A-Za-z][\w:.#$%&+?~/-]*\w)"
# A formula is closed on its paragraph. The dollar signs of an inline one touch it; no digit, letter or sign touches
# them from outside, so that "$5 and $6" and "US$5" stay prose.
_MATH = (
    r"(?<![\\$\w])\$\$(?P<display>[^$]{1,5000}?)\$\$(?!\$)"
    r"|(?<![\\$\w])\$(?P<inline>(?![\s$])(?:[^$\\\n]|\\.|\n(?![ \t]*\r?\n)){0,1000}(?<![\s\\]))\$(?![\w$])"
    r"|\\{1,2}\((?P<round>(?:(?!\\[(\[])[^\n]){1,500}?)\\{1,2}\)|\\{1,2}\[(?P<square>(?:(?!\\[(\[])[^\]]){1,2000}?)\\{1,2}\]"
    r"|\\begin\{(?P<environment>equation|align|alignat|gather|multline|eqnarray|flalign)(?P<star>\*?)\}"
)
_FORMULA = re.compile(r"\\[A-Za-z]|[\^={}]|\w_\w|\A[A-Za-z][\d'′]?\Z|\A[A-Za-z]\(|[\w)]\s*[+<>*]\s*[\w(]")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_ATX = re.compile(r"[ \t>]*#{1,6}[ \t]")
_LABEL = re.compile(r"^[ \t>]*\[([^\[\]\n]{1,200})\]:", re.MULTILINE)
_ID = re.compile(r"#([\w:.-]+)")

# What each syntax needs in the text, so that most posts are passed over at the cost of a look.
_SIGNS: dict[str, tuple[str, ...]] = {
    "wikilinks": ("[[",),
    "alerts": ("[!",),
    "kramdown": ("{:",),
    "attributes": ("{.", "{#", "}", "{ "),
    "roles": ("}`", ")=\n", ")=\r"),
    "comments": ("%", "+++", " ^"),
    "citations": ("@",),
    "math": ("$", "\\(", "\\[", "\\begin{"),
    "formulas": ("$", "\\(", "\\[", "\\begin{"),
}
_PATTERNS: dict[str, str] = {
    "wikilinks": _WIKILINK,
    "alerts": _ALERT,
    "kramdown": _KRAMDOWN,
    "attributes": _ATTRIBUTES,
    "roles": f"{_ROLE}|{_TARGET}",
    "citations": _CITATION,
    "math": _MATH,
    "formulas": _MATH,
}
_COMMENTS = {"myst": _LINE_COMMENT, "obsidian": f"{_COMMENT}|{_BLOCK_ID}"}


class _Known(NamedTuple):
    """What the readers of single marks need to know of the text."""

    dialect: Dialect
    labels: frozenset[str]


def may_hold(text: str, dialect: Dialect) -> bool:
    """Whether there is anything to look for."""
    return any(sign in text for name in dialect.syntaxes for sign in _SIGNS.get(name, ()))


def marks(text: str, start: int, dialect: Dialect, code: list[tuple[int, int]]) -> list[Masked]:
    """The marks behind `start` that stand outside code, syntax by syntax."""
    found: list[Masked] = []
    labels = frozenset(label.lower() for label in _LABEL.findall(text)) if "[[" in text else frozenset()
    known = _Known(dialect, labels)
    for name, pattern in _patterns(dialect):
        if not any(sign in text for sign in _SIGNS[name]):
            continue
        places = Places(code)
        for match in pattern.finditer(text, start):
            if places.end(match.start(match.lastgroup or 0)) < 0:
                found += _READERS[name](text, match, known)
    return found


@cache
def _patterns(dialect: Dialect) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = {name: pattern for name, pattern in _PATTERNS.items() if name in dialect.syntaxes}
    if "comments" in dialect.syntaxes:
        found["comments"] = _COMMENTS[dialect.flavor]
    return tuple((name, re.compile(pattern, re.MULTILINE | re.DOTALL)) for name, pattern in found.items())


def _plain(kind: Kind) -> Callable[[str, re.Match[str], _Known], Iterator[Masked]]:
    def read(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
        yield Masked(kind, Span(*match.span(match.lastgroup or 0)))

    return read


def _alert(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
    yield Masked("alert", Span(*match.span("alert")), shown=match["kind"].capitalize())


def _wikilink(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
    """The target is hidden, the text of an alias stays; what CommonMark makes a link of is left to it."""
    start, end = match.span("wikilink")
    page = match["page"]
    if not any(letter.isalpha() for letter in page) or page.lower() in known.labels:
        return
    alias = match["alias"]
    if alias and match.group()[0] != "!":
        yield Masked("wikilink", Span(start, match.start("alias")))
        yield Masked("wikilink", Span(match.end("alias"), end))
    else:
        shown = "" if match.group()[0] == "!" else page.rstrip("\\").rpartition("/")[2]
        yield Masked("wikilink", Span(start, end), shown=shown)


def _attributes(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
    """Attributes; those that end a heading and that CommonMark's reader knows, too, are left to it."""
    if match.re.groupindex.get("region") and match["region"]:
        yield Masked("comment" if match["left_out"] == "comment" else "code", Span(*match.span()))
        return
    written = match.group()
    start, end = match.span(match.lastgroup or 0)
    start += len(written) - len(written.lstrip(" \t>"))
    end -= len(written) - len(written.rstrip())
    if text[start + 1] != ":":
        line = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", end)
        if _ATX.match(text, line) and not text[end : stop if stop >= 0 else len(text)].strip(" \t\r#"):
            return
    named = _ID.search(text, start, end)
    yield Masked("attributes", Span(start, end), named[1] if named else "")


def _roles(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
    if match["role"]:
        yield Masked("role", Span(*match.span("role")))
    else:
        yield Masked("role", Span(*match.span("target")), match["label"])


def _comments(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:  # noqa: ARG001
    group = match.lastgroup or ""
    if group == "place":
        yield Masked("attributes", Span(*match.span("block_id")), match["place"])
    else:
        yield Masked("comment", Span(*match.span(group)))


def _math(text: str, match: re.Match[str], known: _Known) -> Iterator[Masked]:
    """A formula; where dollar signs may be amounts of money as well, only what looks like one."""
    environment = match["environment"]
    if environment:
        close = f"\\end{{{environment}{match['star']}}}"
        end = text.find(close, match.end(), match.end() + 20_000)
        if end >= 0:
            yield Masked("math", Span(match.start(), end + len(close)))
        return
    group = next(name for name in ("display", "inline", "round", "square") if match[name] is not None)
    content = match[group]
    if _BLANK_LINE.search(content):
        return
    sure = group == "display" or (group == "inline" and "math" in known.dialect.syntaxes)
    if sure or _FORMULA.search(content):
        yield Masked("math", Span(*match.span()))


_READERS: dict[str, Callable[[str, re.Match[str], _Known], Iterator[Masked]]] = {
    "wikilinks": _wikilink,
    "alerts": _alert,
    "kramdown": _attributes,
    "attributes": _attributes,
    "roles": _roles,
    "comments": _comments,
    "citations": _plain("citation"),
    "math": _math,
    "formulas": _math,
}
