"""The rule undefined-reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.elements import BrokenReference
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Rule, Span, replace

# What stands in brackets beside brackets without being a reference: an address (the rule link-syntax says so),
# a range of characters, a number beside a number, the index of an array.
_ADDRESS = regex(r"\(|(?:https?|ftp|mailto):|www\.|\.{0,2}/\S")
_RANGE = regex(r"\^?(?:\\?\S-\\?\S)|\\[wdsWDS]")
_LONE = regex(r"\[(?![\^!])[^\[\]\0]{2,80}\](?![(\[:{])")
_SHORTEST = 4  # code points of a lone label that is compared with those that are defined
_COMPARED = 50  # broken references of a post
_INDEX = regex(r"\s*(?:\d+|\w|\W{1,3})\s*\Z")
# In brackets of their own: what was left out, counts, remarks of an editor.
_REMARK = regex(
    r"\W*\Z|[\d.,%]*\Z|\d+ ?[-–] ?\d+\Z|[^%]*\d ?%|\d{1,3} [a-z]|.?\Z"
    r"|(?:sic|cite|note|edit(?:ed)?|updated?|update \d+|link|image|video|audio|photo|source|citation(?: needed)?|todo"
    r"|tbd|fixme|wip|draft|new|optional|required|deprecated|spoilers?|warning|laughs|laughter|pause|applause|crosstalk"
    r"|inaudible|emphasis (?:mine|added|ours)|my emphasis|translat\w+|\d+ words?|continued|ndlr|ndt|anm\.?.*"
    r"|pdf|en|fr|de|es)\Z",
    re.IGNORECASE,
)
_OPENS_BEFORE = frozenset(" \t\r\n\0\"'“‘«—–*_|/")
_CALL = regex(r"\w\([^()]*\Z")
# All there is of a heading: "new Kettle([options])". In code no bracket is read as one of a link.
_SIGNATURE = regex(r"(?:new\s)?[\w$.:#]*[\w$]\([^()\0-\x02]*?(?P<argument>\[[^\[\]()\0-\x02]+\])[^()\0-\x02]*\)")
_NICKNAME = regex(r"\s*[-*+][ \t]+[^\[\]]*\w[ \t]+\Z")
_TAG = regex(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?[*_]*\Z")
_HABIT = 2
"""So many labels that links of a lone label use show that the author writes links so."""
_SHARE = 5
"""Where lone brackets are so many times as many, they mean something else here."""
ALIKE = 0.75
"""The least likeness (difflib's ratio, 0 to 1) of a label that is proposed."""


class UndefinedReference(Rule):
    """A reference link names a label that is defined nowhere.

    `[text][label]` without a line `[label]: address` is no link: the reader sees the brackets.

    A lone `[word]` is taken as text, because authors put brackets around words, unless it is almost the label of a
    definition that nothing uses, or says it with more words, or the post makes several links of that form: then it is
    a warning. Quotations, remarks (`[sic]`), what was left out (`[…]`), arguments (`f([x])`), nicknames and tags of
    list items are left alone. A heading that is nothing but a signature (`brew(tea, [sugar])`) belongs into backticks,
    for some readers of Markdown make links of its arguments.
    Labels that another file may define are passed over (MkDocs with autorefs, mkdocstrings or appended snippets).
    Array indices (`a[i][j]`), patterns (`[a-z][0-9]`) and neighbouring citations (`[1][2]`) are none of this rule's
    business, and a label that is an address belongs to link-syntax.
    """

    id = "undefined-reference"
    level = Level.ERROR
    restructures = True

    examples = (
        Bad("Read ⟦[the guide][guide]⟧ first.", message='"guide" is defined nowhere'),
        Bad(
            "Read ⟦[the guide][giude]⟧.\n\n[guide]: /guide\n",
            fixed="Read [the guide][guide].\n\n[guide]: /guide\n",
        ),
        Bad(
            "See the ⟦[talk video][]⟧.\n\n[talk videos]: /talks\n",
            fixed="See the [talk video][talk videos].\n\n[talk videos]: /talks\n",
        ),
        Bad("See ⟦![the chart][chart]⟧ and ⟦[a\nlong text][the label]⟧."),
        Bad(
            "In our ⟦[design meeting slot]⟧.\n\n[design meeting]: /meeting\n",
            fixed="In our [design meeting slot][design meeting].\n\n[design meeting]: /meeting\n",
        ),
        Bad(
            "See her ⟦[blog post on tea]⟧.\n\n[blog post]: /tea\n",
            fixed="See her [blog post on tea][blog post].\n\n[blog post]: /tea\n",
        ),
        Bad(
            "In [spring], [summer] and ⟦[autumn]⟧; see ⟦[`brew --cold`]⟧ and ⟦[#123]⟧.\n\n[spring]: /s\n[summer]: /t\n",
            message='"autumn" is defined nowhere',
        ),
        Bad("- [spring]\n- [summer]\n- ⟦[Late autumn]⟧\n\n(⟦[we tell more!]⟧)\n\n[spring]: /s\n[summer]: /t\n"),
        Bad(
            "## new Kettle(⟦[options]⟧)\n\n### kettle.boil(water, ⟦[to]⟧, [and]) ###\n\nIt boils.\n",
            fixed="## `new Kettle([options])`\n\n### `kettle.boil(water, [to], [and])` ###\n\nIt boils.\n",
            message='"options" is defined nowhere',
        ),
        Good(
            "## Kettle(\\[options\\])\n\n## `pot([size])`\n\n## Cup([lid])\n\n## It is (it is [sic])\n\n[lid]: /lid\n"
        ),
        Good("In [spring] and [autumn].\n\n[spring]: /s\n"),
        Good("In [the late spring] and [spring].\n\n[spring]: /s\n"),
        Good(
            "[spring], [summer], [sic], [1-12], [down to 11%], [...], [3 more to go].\n\n"
            "We call brew([hot]), pour(cup, [tea]), #[tea], [1], [x], [ ]\n\n"
            '> They said it in [autumn].\n\nAnn: "I like [the autumn]."\n\n- Ann Green [anngreen]\n- [fix] No foam\n\n'
            "[spring]: /s\n[summer]: /t\n"
        ),
        Good("In our [design meeting] and [design meetings].\n\n[design meeting]: /meeting\n"),
        Good("Read [the guide][guide], [guide][] and [guide].\n\n[Guide]: /guide\n"),
        Good("He wrote [sic] a[i][j] and `[x][y]` and [1][2] and [i][j]."),
        Good("An identifier is [a-z_][a-z0-9_]* here, a type is [String][] or int[][]."),
        Good("Not \\[a text\\]\\[label\\], nor {{ a[b][c] }}."),
        Good("See [the guide][https://example.org/guide], a matter for another rule."),
        Good("[{{ title }}][{{ label }}]"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        labels = {_shown(definition.label).casefold(): definition.label for definition in post.definitions}
        for number, broken in enumerate(post.broken):
            if _is_reference(post, broken):
                # A text with so many is no text of an author's; comparing them all would take minutes.
                near = _near(broken.label, labels) if number < _COMPARED else None
                if near is None and post.dialect.has("references"):
                    continue
                span = Span(broken.span.end - 1, broken.span.end - 1) if broken.collapsed else broken.label_span
                yield _finding(broken.span, broken.label, span, near)
        if "[" in post.prose:
            yield from _signatures(post)
            if labels:
                yield from _shortcuts(post, labels)


def _finding(span: Span, label: str, place: Span, near: str | None, form: str = "{}") -> Finding:
    fix = replace(place, form.replace("{}", near), f'Use the label "{near}"', safe=False) if near else None
    return Finding(span, f'the label "{_shown(label)}" is defined nowhere', fix)


def _signatures(post: Post) -> Iterator[Finding]:
    """Headings that are signatures with arguments in brackets, and not marked as code."""
    for heading in post.headings:
        start, end = heading.text_span
        found = _SIGNATURE.fullmatch(post.prose, start, end)
        if found and post.text[start:end] == found[0]:
            fix = replace(Span(start, end), f"`{found[0]}`", "Write the signature as code", safe=False)
            label = found["argument"][1:-1]
            said = f'the label "{_shown(label)}" is defined nowhere'
            yield Finding(Span(*found.span("argument")), said, fix, Level.WARNING)


def _shortcuts(post: Post, labels: dict[str, str]) -> Iterator[Finding]:
    """Lone words in brackets that are labels: almost those of unused definitions, or like others that are links."""
    found = [match for match in _LONE.finditer(post.prose) if _may_be_label(post, match, labels)]
    if not found:
        return
    linking = {_shown(link.label).casefold() for link in post.links if link.kind in {"shortcut", "collapsed"}}
    habit = len(linking) >= _HABIT and len(found) <= _SHARE * len(linking)
    used = {_shown(link.label).casefold() for links in (post.links, post.images) for link in links if link.label}
    unused = {same: label for same, label in labels.items() if same not in used}
    quotes = [block.span for block in post.blocks if block.kind == "quote"]
    for number, match in enumerate(found):
        start, end = match.span()
        written = post.text[start + 1 : end - 1]
        near = None
        if unused and number < _COMPARED and len(written) >= _SHORTEST:
            near = _near(written, unused) or _within(written, unused)
        if near:
            yield _finding(Span(start, end), written, Span(end, end), near, "[{}]")
        elif habit and not any(quote.start <= start < quote.end for quote in quotes) and _is_meant(post, match):
            yield _finding(Span(start, end), written, Span(end, end), None)._replace(level=Level.WARNING)


def _within(label: str, labels: dict[str, str]) -> str | None:
    """The one label that has some of the words of this one, in their order and without a gap."""
    words = f" {_shown(label).casefold()} "
    found = [known for known in labels if len(known) >= _SHORTEST and f" {known} " in words]
    return labels[found[0]] if len(found) == 1 else None


def _may_be_label(post: Post, match: re.Match[str], labels: dict[str, str]) -> bool:
    start, end = match.span()
    before = post.text[start - 1] if start else ""
    written = _shown(post.text[start + 1 : end - 1]).casefold()
    return not (
        before.isalnum()
        or before in {"]", "\\", "_"}
        or written in labels
        or "\ue000" in post.source[start:end]
        or f"{match[0]}:" in post.prose  # a definition that is none, and link-syntax says why
    )


def _is_meant(post: Post, match: re.Match[str]) -> bool:
    """Whether a lone label stands where a link would, and is no remark, argument, nickname or tag."""
    start, end = match.span()
    written = post.text[start + 1 : end - 1]
    line_start = post.text.rfind("\n", 0, start) + 1
    before = post.text[line_start:start]
    after = post.text[end:].partition("\n")[0].strip()
    if _REMARK.match(written) or written.startswith("http") or written.lower() == "x":
        return False
    last = before[-1:] or "\n"
    if last not in _OPENS_BEFORE and not (last == "(" and not before[-2:-1].isalnum()):
        return False
    if _CALL.search(before) or before.count('"') % 2 or before.count("“") > before.count("”"):
        return False
    if not after and (_NICKNAME.match(before) or not before.strip()):
        return False
    tag = after and _TAG.match(before) and written.isalnum()
    return not tag and not post.text[end : end + 1].isalnum()


def _is_reference(post: Post, broken: BrokenReference) -> bool:
    start, end = broken.span
    before = post.text[start - 1] if start else ""
    if before.isalnum() or before in {"]", ")", "_", "`", "\\"} or "\ue000" in post.source[start:end]:
        return False
    label = broken.label
    if not label.strip() or _ADDRESS.match(label) or _RANGE.match(label):
        return False
    text = post.text[start:end].lstrip("!")[1:].partition("][" if not broken.collapsed else "]")[0]
    if not text.strip() or _RANGE.match(text):
        return False
    if broken.collapsed:
        # `[String][]` is a type more often than a link in a post without any definition.
        return bool(post.definitions) or " " in text.strip()
    return not (_INDEX.match(text) and _INDEX.match(label))


def _shown(label: str) -> str:
    return " ".join(label.split())


def _near(label: str, labels: dict[str, str]) -> str | None:
    from difflib import get_close_matches

    near = get_close_matches(_shown(label).casefold(), list(labels), n=1, cutoff=ALIKE)
    return labels[near[0]] if near else None
