"""The rule link-syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.elements import Link
from lint.post.malformed import malformed
from lint.post.pointers import remarkable, rewritten, same_label
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Edit, Finding, Fix, Good, Level, Rule, Span, replace

# Balanced round brackets may stand in an address, square ones and template text may not.
_URL = r"(?:https?://|ftp://|www\.|mailto:)[^\s()<>\[\]\ue000]+(?:\([^\s()<>\[\]\ue000]*\)[^\s()<>\[\]\ue000]*)*"
_LOCAL = (
    r"(?:\.{1,2}/|/(?=[\w.-]+/)|\#(?=[A-Za-z]))[^\s()<>\[\]\ue000]+"
    r"|[\w./%-]+\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp)(?:\#[\w-]*)?"
)
_ADDRESS = regex(_URL)
_ANY_ADDRESS = regex(f"{_URL}|{_LOCAL}")
_IN_BRACKETS = regex(rf"(?P<open>\(?)(?:{_URL}|{_LOCAL}|/[\w./%-]+)(?P<close>\)?)\Z")
_FILE_WITH_SPACE = regex(r"[\w./%-]+(?: [\w.%&+,/-]+)*\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp)(?=\))")
_BROKEN_URL = regex(rf"(?P<first>{_URL})[ \t]*\r?\n[ \t>]*(?P<second>[^\s()<>\[\]]+)\)")
_JOINT = regex(r"\](?P<gap>\s{0,40})\(|\)\[")
_FORGOTTEN = regex(r"\[(?P<text>[^\[\]()\0\x01]*[^\[\]()\0\x01\s])\((?=\x01)")
_DEFINITION = regex(r"(?:\A|\n)(?P<line>[ \x02]{0,3}\[(?P<label>[^\[\]\0]+)\]:[ \t]+\x01+[ \t]*)(?=[\r\n\0]|\Z)")
# Words in brackets that authors put before an address without meaning a link.
_ASIDE = regex(
    r"\s*(?:[\^!].*|\W*\d*\W*|.|sic|citation needed|note|link|edit(?:ed)?|update[d]?)\s*\Z", re.IGNORECASE | re.DOTALL
)
_PICTURE = regex(r"\.(?:png|jpe?g|gif|svg|webp|avif)(?:[?#]|\Z)", re.IGNORECASE)
_LONE_MARK = regex(r"(?:\A|\n)! \Z")
_PUNCTUATION = ".,;:!?'\"*_"
_OPENS_TWICE = regex(r"\]\([ \t]*<?(?:\(|&|\\)")
_WINDOW = 600  # code points; no link text is longer


class LinkSyntax(Rule):
    """A link or image is written wrongly and shows its brackets, or leads to a wrong place.

    One space or one bracket decides whether Markdown makes a link; the reader of a near miss sees brackets and a raw
    address. One letter of `https://` decides whether a browser finds the page.

    Brackets that mean something else are left alone: `[sic] (see below)`, `[1] (https://…)`, task boxes, footnotes,
    array indices, a link in square brackets, an escaped bracket, and all code.
    """

    id = "link-syntax"
    level = Level.ERROR
    restructures = True

    examples = (
        Bad(
            "Read ⟦[the guide] (https://docs.test/guide)⟧ first.",
            fixed="Read [the guide](https://docs.test/guide) first.",
        ),
        Bad("**⟦[The `guide`]\n(https://docs.test/a_(b))⟧**", fixed="**[The `guide`](https://docs.test/a_(b))**"),
        Bad("⟦![A chart] (chart.png)⟧", fixed="![A chart](chart.png)"),
        Bad(
            "⟦![A chart][/images/chart.png]⟧ ⟦[it][(https://docs.test)]⟧",
            fixed="![A chart](/images/chart.png) [it](https://docs.test)",
        ),
        Bad("Read ⟦(the guide)[https://docs.test/guide]⟧.", fixed="Read [the guide](https://docs.test/guide)."),
        Bad(
            "Read [the guide](⟦manual⟧).\n\n[manual]: /guide\n", fixed="Read [the guide][manual].\n\n[manual]: /guide\n"
        ),
        Bad(
            "Read ⟦[the guide](My Guide)⟧.\n\n[my guide]: /g\n", fixed="Read [the guide][My Guide].\n\n[my guide]: /g\n"
        ),
        Bad("Read ⟦[the guide](my guide.md)⟧.", fixed="Read [the guide](my%20guide.md)."),
        Bad("Read ⟦[it](https://docs.test/a-\nlong-way)⟧.", fixed="Read [it](https://docs.test/a-long-way)."),
        Bad("Read ⟦[it](https://docs.test/a the guide)⟧."),
        Bad(
            "Read ⟦[the guide](https://docs.test/guide⟧ first.",
            fixed="Read [the guide](https://docs.test/guide) first.",
        ),
        Bad("Read ⟦[it](https://docs.test/a_(b)⟧", fixed="Read [it](https://docs.test/a_(b))"),
        Bad("Read ⟦[it](https://docs.test/a⟧.", fixed="Read [it](https://docs.test/a)."),
        Bad("Read ⟦[it](https://docs.test/a]⟧.", fixed="Read [it](https://docs.test/a)."),
        Bad(
            "Read ⟦[the guide(https://docs.test/guide)⟧ first.",
            fixed="Read [the guide](https://docs.test/guide) first.",
        ),
        Bad("Read [the guide](⟦(https://docs.test)⟧).", fixed="Read [the guide](https://docs.test)."),
        Bad("Read [it].\n\n[it]: ⟦(https://docs.test)⟧\n", fixed="Read [it].\n\n[it]: https://docs.test\n"),
        Bad("Read ⟦[[the guide](/guide)⟧ first.", fixed="Read [the guide](/guide) first."),
        Bad("⟦! [A chart](chart.png)⟧", fixed="![A chart](chart.png)"),
        Bad("Read [it].\n⟦[it]: https://docs.test⟧\n", fixed="Read [it].\n\n[it]: https://docs.test\n"),
        Bad(
            "[a](⟦htps://docs.test⟧), [b](⟦https//docs.test⟧), [c](⟦http://https://docs.test/⟧), [d](⟦/https://docs.test⟧)",
            fixed="[a](https://docs.test), [b](https://docs.test), [c](https://docs.test/), [d](https://docs.test)",
        ),
        Bad(
            "<⟦https://docs.test/a]⟧> [b]\n\n[b]: ⟦https://www,docs.test/a⟧\n",
            fixed="<https://docs.test/a> [b]\n\n[b]: https://www.docs.test/a\n",
        ),
        Bad(
            "<a href='⟦mailto://ann@docs.test⟧'>a</a> [b](⟦https://docs.test/bhttps://docs.test/b⟧)",
            fixed="<a href='mailto:ann@docs.test'>a</a> [b](https://docs.test/b)",
        ),
        Good(
            "[a](https://a.test/web/2020/https://docs.test/), [b](https://docs.test/#From%3CT%3E), [c](git+https://a.b)"
        ),
        Good(
            "[a](https://en.wikipedia.org/wiki/Tea_Inc.), [b](https://docs.test/?q=%22tea%22), [c](https://docs.test/[a])"
        ),
        Good(
            "He wrote it [sic] (see below), [1] (https://docs.test), a[0] (https://docs.test) and [^1] (https://docs.test)."
        ),
        Good("- [ ] (https://docs.test) to read\n- [x] (https://docs.test) is read"),
        Good("[[the guide](/guide)] [[Wiki]] [[the guide](/g), [the talk](/t)] [`x`](/x) ([it](/a))"),
        Good("In code `[x] (https://docs.test)`, escaped \\[x\\] (https://docs.test), [it](<my guide.md>)."),
        Good("A [guide] (https://docs.test) is a link already.\n\n[guide]: /g\n"),
        Good("Fixed [the bug] (#123), f(x)[0], (see above)[^1], [see it (https://docs.test)]."),
        Good("[a](/b 'title') [a]( /b ) [a](\n/b) [a]({{ x }}/my file.md) [{{ x }}] ({{ y }})"),
        Good("[the guide](guide).\n\n[manual]: /guide\n"),
        Good("Under [our licence](LICENCE) or [that][licence].\n\n[licence]: LICENCE\n"),
        Good("Regard ! [A page](page.html) Wow! [A chart](chart.png)"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        prose = post.prose
        if "[" in prose:
            if "](" in prose or "] " in prose or "]\n" in prose or ")[" in prose or "]\r" in prose:
                for joint in _JOINT.finditer(prose):
                    yield from _joint(post, joint)
            if "(\x01" in prose:
                for match in _FORGOTTEN.finditer(prose):
                    yield from _forgotten(post, match)
            if "]: " in prose:
                yield from _not_defining(post)
        for broken in post.broken:
            label = post.source[broken.label_span.start : broken.label_span.end]
            if (
                not broken.collapsed
                and (address := _IN_BRACKETS.match(label))
                and bool(address["open"]) == bool(address["close"])
            ):
                outside = Span(broken.label_span.start - 1, broken.label_span.end + 1)
                target = label[1:-1] if address["open"] else label
                fix = replace(outside, f"({target})", "Put the address in round brackets")
                yield Finding(broken.span, f'the address "{target}" stands in square brackets', fix)
        yield from _parsed(post)
        for pointer in remarkable(post):
            if fault := malformed(pointer.url):
                better = rewritten(pointer, fault.meant, f'Write "{fault.meant}"', safe=fault.certain)
                yield Finding(pointer.span, fault.message, better)


def _joint(post: Post, joint: re.Match[str]) -> Iterator[Finding]:
    """Where two pairs of brackets meet: which of them is wrong."""
    prose, at = post.prose, joint.start()
    reverse = joint["gap"] is None
    opening = prose.rfind("(" if reverse else "[", max(0, at - _WINDOW), at)
    text = prose[opening + 1 : at]
    if opening < 0 or "\0" in text or "]" in text or not text.strip() or "\ue000" in post.source[opening:at]:
        return
    before = post.text[opening - 1] if opening else ""
    if before in {"\\", "]", ")"} or before.isalnum():
        return
    picture = before == "!"
    span = Span(opening - picture, joint.end())
    if reverse:
        yield from _reversed(post, span, joint)
    elif joint["gap"]:
        if picture or not _ASIDE.match(text):
            yield from _spaced(post, span, joint)
    else:
        yield from _target(post, span)


def _reversed(post: Post, span: Span, joint: re.Match[str]) -> Iterator[Finding]:
    address = _ADDRESS.match(post.source, span.end)
    if not address or not post.source.startswith("]", address.end()):
        return
    end = address.end() + 1
    edits = (
        Edit(Span(span.start, span.start + 1), "["),
        Edit(Span(*joint.span()), "]("),
        Edit(Span(end - 1, end), ")"),
    )
    fix = Fix("Swap the brackets", edits)
    yield Finding(Span(span.start, end), "the round and the square brackets of the link are swapped", fix)


def _spaced(post: Post, span: Span, joint: re.Match[str]) -> Iterator[Finding]:
    address = _ANY_ADDRESS.match(post.source, span.end)
    if not address or not post.source.startswith(")", address.end()):
        return
    certain = _ADDRESS.match(post.source, span.end) is not None or post.text[span.start] == "!"
    gap = Span(joint.start() + 1, joint.end() - 1)
    what = "a line break" if "\n" in post.text[gap.start : gap.end] else "a space"
    fix = replace(gap, "", "Close the gap", safe=certain)
    yield Finding(
        Span(span.start, address.end() + 1), f'{what} parts the text of the link from "({address.group()})"', fix
    )


def _target(post: Post, span: Span) -> Iterator[Finding]:
    """`[text](` that began no link: what is wrong with what follows."""
    source, start = post.source, span.end
    closing = source.find(")", start, start + _WINDOW)
    inside = source[start:closing] if closing >= 0 else ""
    if inside and "\n" not in inside and any(same_label(one.label) == same_label(inside) for one in post.definitions):
        fix = replace(Span(start - 1, closing + 1), f"[{inside}]", "Put the label in square brackets")
        yield Finding(
            Span(span.start, closing + 1), f'"{inside}" is a label, and a label stands in square brackets', fix
        )
    elif parted := _BROKEN_URL.match(source, start):
        gap = Span(parted.end("first"), parted.start("second"))
        fix = replace(gap, "", "Join the address", safe=False)
        yield Finding(Span(span.start, parted.end()), "a line break parts the address of the link", fix)
    elif spaced := _FILE_WITH_SPACE.match(source, start):
        if " " in spaced.group():
            fix = replace(Span(*spaced.span()), spaced.group().replace(" ", "%20"), 'Write the space as "%20"')
            yield Finding(Span(span.start, spaced.end() + 1), f'a space stands in the target "{spaced.group()}"', fix)
    elif _ADDRESS.match(source, start):
        yield from _unclosed(post, span)


def _unclosed(post: Post, span: Span) -> Iterator[Finding]:
    """`[text](https://…` whose round bracket does not close where the address ends."""
    source, start = post.source, span.end
    match = re.compile(r"[^\s<>\[\]\ue000]+").match(source, start)
    if match is None or source.startswith(("\ue000", "<"), match.end()):
        return
    address, end = match.group(), match.end()
    if address.count("(") < address.count(")"):
        return  # it does close: something else hinders the link
    if source.startswith("]", end):
        fix = replace(Span(end, end + 1), ")", "Close with a round bracket")
        yield Finding(Span(span.start, end + 1), "the address of the link ends with a square bracket", fix)
        return
    rest = source[end : end + _WINDOW].partition("\n")[0]
    closing, opening = rest.find(")"), min((at for at in map(rest.find, "([") if at >= 0), default=len(rest))
    if 0 <= closing < opening:
        yield Finding(Span(span.start, end + closing + 1), f'a space stands in the target "{address}{rest[:closing]}"')
        return
    bare = address.rstrip(_PUNCTUATION)
    place = start + len(bare)
    fix = replace(Span(place, place), ")", "Close the bracket", safe=bare == address)
    quoted = rest.lstrip()[:1] in {'"', "'", "“"}
    yield Finding(Span(span.start, place), f'the bracket before "{bare}" is never closed', None if quoted else fix)


def _forgotten(post: Post, match: re.Match[str]) -> Iterator[Finding]:
    """`[text(https://…)`: the square bracket does not close."""
    start, at = match.start(), match.end() - 1
    address = _ADDRESS.match(post.source, at + 1)
    before = post.text[start - 1] if start else ""
    if not address or not post.source.startswith(")", address.end()) or before == "\\" or before.isalnum():
        return
    end = address.end() + 1
    if _closes_later(post, end):
        return
    fix = replace(Span(at, at), "]", "Close the square bracket")
    yield Finding(Span(start, end), f'the bracket before "{match["text"]}" is never closed', fix)


def _not_defining(post: Post) -> Iterator[Finding]:
    """A line that should define a label but goes on a paragraph, so that it is text."""
    done = -1
    for match in _DEFINITION.finditer(post.prose):
        label, (start, end) = match["label"], match.span("line")
        follows, done = start - 1 <= done, end + 1
        used = f"[{label}]"
        if follows or not start or post.prose.count(used) < 2:
            continue
        bracket = post.prose.index("[", start)
        certain = bracket == start and post.text[post.text.rfind("\n", 0, start - 1) + 1].isalpha()
        line_end = "\r\n" if post.text.endswith("\r\n", 0, start) else "\n"
        fix = (
            replace(Span(start, start), line_end, "Put an empty line before it", safe=certain)
            if bracket == start
            else None
        )
        yield Finding(
            Span(bracket, start + len(match["line"].rstrip())),
            f'the line of "{used}" continues a paragraph and defines nothing',
            fix,
        )


def _parsed(post: Post) -> Iterator[Finding]:
    """Links that Markdown made, though not those that were meant."""
    # The target of a definition is one elsewhere, too, even if it is a label besides: `[licence]: LICENCE`.
    targets = {same_label(definition.url) for definition in post.definitions}
    labels = frozenset(same_label(definition.label) for definition in post.definitions) - targets
    # Nearly no post has what is looked for in each link.
    suspicious = (
        labels or "[" in post.prose or "! [" in post.text or ("(" in post.text and _OPENS_TWICE.search(post.text))
    )
    for links in (post.links, post.images) if suspicious else ():
        for link in links:
            if link.kind == "inline":
                yield from _inline(post, link, labels)
    for definition in post.definitions:
        if definition.url[:1] == "(":
            yield from _in_round_brackets(definition.url, definition.url_span)


def _inline(post: Post, link: Link, labels: frozenset[str]) -> Iterator[Finding]:
    start, end = link.span
    if link.url[:1] == "(":
        yield from _in_round_brackets(link.url, link.url_span)
    elif labels and link.url.isidentifier() and same_label(link.url) in labels:
        outside = Span(link.url_span.start - 1, link.url_span.end + 1)
        if post.text[outside.start : outside.end] == f"({link.url})":
            fix = replace(outside, f"[{link.url}]", "Put the label in square brackets")
            yield Finding(link.url_span, f'"{link.url}" is a label, and a label stands in square brackets', fix)
    bracket = start and post.prose[start - 1] == "[" and post.text[start - 2 : start - 1] != "\\"
    if bracket and not link.image:
        if not _closes_later(post, end):
            fix = replace(Span(start - 1, start), "", "Remove the first bracket")
            yield Finding(Span(start - 1, end), f'the bracket before "[{link.text}]" is never closed', fix)
    # Inside a line "! " is the end of an exclamation.
    elif not link.image and _LONE_MARK.match(post.text, max(0, start - 3), start) and _PICTURE.search(link.url):
        fix = replace(Span(start - 1, start), "", "Close the gap")
        yield Finding(Span(start - 2, end), f'a space parts "!" from "[{link.text}]"', fix)


def _closes_later(post: Post, start: int) -> bool:
    """Whether a square bracket closes in the rest of the block."""
    return "]" in post.prose[start : start + 4 * _WINDOW].partition("\0")[0]


def _in_round_brackets(url: str, span: Span) -> Iterator[Finding]:
    match = _IN_BRACKETS.match(url)
    if match and match["close"] and span.end - span.start == len(url):
        yield Finding(
            span, f'the target "{url}" stands in brackets of its own', replace(span, url[1:-1], "Remove the brackets")
        )
