"""The rule unclosed-template."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from lint.post.post import Post
from lint.records import NamedTuple
from lint.rule import Bad, Finding, Good, Level, Rule, Span

# Liquid, Nunjucks and Jinja: these always have an end.
_PAIRED = frozenset(
    (
        *("autoescape", "call", "capture", "case", "comment", "filter", "for", "highlight", "if", "macro"),
        *("raw", "tablerow", "unless"),
    )
)
_TAG = r"\{%-?\s*(?P<name>[A-Za-z_]\w*)\b(?P<rest>[^\n]{0,400}?)%\}"
_SHORTCODE = r"\{\{[<%]\s*(?P<close>/?)\s*(?P<name>[\w.-]+)(?P<rest>[^\n]{0,400}?)[>%]\}\}"
_BODY = r"\{%-?\s*(?:(?P<end>end)|[\w:]+\([^\n]{0,400}?\))\s*-?%\}"
_RAW = r"\{%-?\s*(?P<name>raw|comment|verbatim)\s*-?%\}"
_OPENING = r"(?<![\\{$=^_\w])\{(?:\{(?![{}])|%-?(?=\s*\w))"
_CLOSING = {"{{": "}}", "{%": "%}"}
_QUOTED_LENGTH = 40
_ZOLA = {"zola.toml": "base_url = 'https://a.example'\n"}
_LONGEST = 400  # code points; no tag is longer


class _Part(NamedTuple):
    name: str
    span: Span
    closing: bool


class UnclosedTemplate(Rule):
    """A template tag is never closed, or a block of the template language never ends.

    The generator stops with an error that names a line of its own, or prints braces into the page.

    Judged are the blocks of Liquid, Nunjucks and Jinja that always have an end, and a shortcode that the same post
    closes in another place. Code is passed over, and so are raw regions, expressions in JSX and formulas. Where the
    generator is known, only its own tags are: braces mean nothing to Astro, and `{% if %}` means nothing to Hugo.
    """

    id = "unclosed-template"
    level = Level.ERROR

    examples = (
        Bad("⟦{% if page.old %}⟧\n\nThis is old.\n", message='no "endif" follows'),
        Bad("{% if page.old %}Old.{% endif %}\n\n⟦{% endif %}⟧\n", message='no "if" stands before'),
        Bad("Written by ⟦{{⟧ page.author }.\n"),
        Bad("⟦{%⟧ include note.html\n\nText.\n"),
        Bad("{{< note >}}One.{{< /note >}}\n\n⟦{{< note >}}⟧Two.\n", message='no "/note" follows'),
        Good("{% if page.old %}Old.{% else %}New.{% endif %} {{ page.author }} {% include a.html %}\n"),
        Good("{% raw %}{{ a {% if %}{% endraw %} and `{% if x %}` in code.\n\n    {{ x\n"),
        Good("{{< figure src=a.png >}}\n\n{{< figure src=b.png >}}\n\n{{< note />}} {{< note >}}a{{< /note >}}\n"),
        Good("<p style={{color: 'red'}}>a</p>\n\n<p style={{\n  color: 'red',\n}}>a</p>\n", path="posts/a.mdx"),
        Good("The set $\\frac{{a}{b}$ has x_{{i}.\n"),
        Bad('⟦{% note(kind="tip") %}⟧\n\nText.\n', path="content/a.md", site=_ZOLA, message='no "{% end %}" follows'),
        Bad(
            "Text.\n\n⟦{% end %}⟧\n", path="content/a.md", site=_ZOLA, message='no shortcode stands before "{% end %}"'
        ),
        Bad("⟦{{⟧ youtube(id=1) }\n", path="content/a.md", site=_ZOLA),
        Good("{% note() %}\nText.\n{% end %}\n\n{{ x }} {% if %} {{ open\n", path="content/a.md", site=_ZOLA),
        Good("Write {% if x %} and {{ there.\n", path="posts/a.md", site={"hugo.toml": ""}),
        Good("Write {{ or {% if x %} here.\n", path="src/content/a.md", site={"astro.config.mjs": ""}),
        Good("Write {{ here.\n", site={"copydesk.toml": 'flavor = "commonmark"\n'}),
        Good("{%- for a in b -%}\n{{ a }}\n{%- endfor -%}\n{% assign x = 'if' %}\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if "{%" not in post.text and "{{" not in post.text:
            return
        has = post.dialect.has
        hidden = _Hidden([code.span for code in post.code], list(_raw(post.text)))
        if "{%" in post.text and has("liquid", "nunjucks"):
            yield from _unpaired(post, list(_liquid(post, hidden)), "end")
        if "{%" in post.text and has("zola"):
            yield from _bodies(post, hidden)
        if ("{{<" in post.text or "{{%" in post.text) and has("hugo"):
            parts = list(_shortcodes(post, hidden))
            closed = {part.name for part in parts if part.closing}
            yield from _unpaired(post, [part for part in parts if part.name in closed], "/")
        if has("liquid", "nunjucks", "hugo", "zola", "vue", "mdx"):
            yield from _open(post, hidden)


class _Hidden(NamedTuple):
    """Where no template is judged: code, and regions that are shown as they stand. Each in order and apart."""

    code: list[Span]
    raw: list[Span]

    def holds(self, at: int) -> bool:
        for spans in self:
            before = bisect_right(spans, at, key=_start) - 1
            if before >= 0 and at < spans[before].end:
                return True
        return False


def _start(span: Span) -> int:
    return span.start


def _raw(text: str) -> Iterator[Span]:
    start = 0
    unclosed: set[str] = set()  # looked for once only, so that many openers without an end stay cheap
    while opening := re.compile(_RAW).search(text, start):
        name, start = opening["name"], opening.end()
        end = None if name in unclosed else re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}").search(text, start)
        if end is None:
            unclosed.add(name)
        else:
            start = end.end()
            yield Span(opening.start(), start)


def _liquid(post: Post, hidden: _Hidden) -> Iterator[_Part]:
    for tag in re.compile(_TAG).finditer(post.text, post.body):
        name = tag["name"]
        closing = name.startswith("end") and name[3:] in _PAIRED
        if (closing or name in _PAIRED) and not hidden.holds(tag.start()):
            yield _Part(name[3:] if closing else name, Span(*tag.span()), closing)


def _shortcodes(post: Post, hidden: _Hidden) -> Iterator[_Part]:
    for tag in re.compile(_SHORTCODE).finditer(post.text, post.body):
        if not tag["rest"].rstrip().endswith("/") and not hidden.holds(tag.start()):
            yield _Part(tag["name"], Span(*tag.span()), bool(tag["close"]))


def _bodies(post: Post, hidden: _Hidden) -> Iterator[Finding]:
    """Zola's shortcodes with a body, all of which have the same end."""
    opened: list[Span] = []
    for tag in re.compile(_BODY).finditer(post.text, post.body):
        if hidden.holds(tag.start()):
            continue
        span = Span(*tag.span())
        if not tag["end"]:
            opened.append(span)
        elif opened:
            opened.pop()
        else:
            yield Finding(span, f'no shortcode stands before "{tag.group()}"')
    for span in opened:
        yield Finding(span, f'no "{{% end %}}" follows "{post.text[span.start : span.end]}"')


def _unpaired(post: Post, parts: list[_Part], end: str) -> Iterator[Finding]:
    """The beginnings without an end and the ends without a beginning, in order."""
    opened: dict[str, list[_Part]] = {}
    stray: list[_Part] = []
    for part in parts:
        if not part.closing:
            opened.setdefault(part.name, []).append(part)
        elif opened.get(part.name):
            opened[part.name].pop()
        else:
            stray.append(part)
    for part in sorted((*stray, *(part for left in opened.values() for part in left)), key=lambda part: part.span):
        shown = post.text[part.span.start : part.span.end]
        message = (
            f'no "{part.name}" stands before "{shown}"' if part.closing else f'no "{end}{part.name}" follows "{shown}"'
        )
        yield Finding(part.span, message)


def _open(post: Post, hidden: _Hidden) -> Iterator[Finding]:
    """Opening braces in the prose: a tag that was read is masked there."""
    # Of Hugo and Zola only what they would run: all other braces they print as they stand.
    hugo, zola = post.dialect.flavor == "hugo", post.dialect.flavor == "zola"
    beginning = r"\{\{[<%]" if hugo else r"\{\{\s*[\w:]+\(" if zola else r"\{\{-?[<%]?\s*[A-Za-z_/]"
    for opening in re.finditer(_OPENING, post.prose):
        start = opening.start()
        if hidden.holds(start):
            continue
        rest = post.prose[start : start + _LONGEST].partition("\0")[0]
        line = post.text[start : start + _LONGEST].partition("\n")[0]
        before = post.text[max(0, start - _LONGEST) : start].rpartition("\n")[2]
        mark = rest[:2]
        if _CLOSING[mark] in rest or "$" in before or "\\" in line:
            continue
        if mark == "{{" and not re.match(beginning, line):
            continue
        if mark == "{%" and not post.dialect.has("liquid", "nunjucks", "mdx"):
            continue
        shown = line.strip() if len(line) <= _QUOTED_LENGTH else f"{line[:_QUOTED_LENGTH]}…"
        yield Finding(Span(start, start + 2), f'"{shown}" is never closed with "{_CLOSING[mark]}"')
