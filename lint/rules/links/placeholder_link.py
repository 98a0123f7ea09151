"""The rule placeholder-link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.elements import Tag
from lint.post.pointers import hides_comment, remarkable
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Rule, Span

# A whole target that says only that one is missing.
_WHOLE = regex(
    r"\s*(?:todo|tbd|tba|tbc|fixme|x{3,}|url|link|placeholder|change-?me|replace-?me"
    r"|(?:(?:add|insert|your|the)[-_]?)?(?:link|url)(?:[-_]?(?:here|goes[-_]here|todo|tbd))?"
    r"|\?+|\.{3,}|…|-+|_+|https?:/?/?(?:www\.?)?(?:\.{3,}|…)?/?"
    r"|https?://(?:todo|tbd|fixme|x{3,}|link|url|placeholder)/?|mailto:(?:todo|tbd|x{3,})?)\s*\Z",
    re.IGNORECASE,
)
_LONGEST = 30  # code points of a whole stand-in
# A part of an address that nobody filled in; in capitals, because words such as "todo" name real pages.
_PART = regex(r"[/#=&?](?P<mark>TODO|TBD|FIXME|XXX+)(?=\Z|[/#?&])")
# Files and pages about the mark itself, which hosts of code and encyclopaedias have.
_ABOUT = regex(r"/(?:blob|tree|raw|src|wiki|tags?)/", re.IGNORECASE)
_EXAMPLE = regex(r"(?:https?:)?//(?:[\w-]+\.)*example\.(?:com|org|net)(?=\Z|[/:?#])", re.IGNORECASE)
_TOP = regex(r"\b(?:top|up|oben|anfang|haut|arriba|inicio|start|home)\b|[↑⬆▲^]|顶部|トップ", re.IGNORECASE)
_PLAIN_ATTRIBUTES = frozenset({"href", "rel", "target", "title"})
_HINT = regex(
    r"\]\((?P<target>[ \t]*(?:(?:TODO|TBD|FIXME|XXX)\b[^()\n]*"
    r"|(?:(?:add|insert|put|your|the)[ \t]+)?(?:link|url|address)[ \t]+(?:goes[ \t]+)?(?:here|todo|tbd)[ \t]*))\)",
    re.IGNORECASE,
)


class PlaceholderLink(Rule):
    """A link still has the stand-in where its target belongs.

    A target such as `TODO` is meant to be filled in later; once it is published, the reader lands on an error page,
    or on the page of a stranger.

    A definition that hides a comment (`[//]: # (…)`) is none. `#` is left alone where the text speaks of the top of the
    page, or where HTML attributes hand the link to a script.
    Addresses at example.com are only a warning, and none where the text itself is the address or speaks of examples.
    A part of an address counts only when it is in capitals and the text of the link does not speak of it
    (`…/blob/main/TODO` is a file).
    """

    id = "placeholder-link"
    level = Level.ERROR

    examples = (
        Bad("Our [white paper](⟦https://example.org/papers/TODO⟧) says more.", message='"TODO"'),
        Bad("Read [the guide](⟦TODO⟧), [the paper](<⟦url⟧>) and [the talk](⟦#⟧)."),
        Bad("Read [the guide][g].\n\n[g]: ⟦???⟧\n"),
        Bad("Read [the guide](⟦link here⟧), [the paper](⟦TODO: ask Ann⟧), [the talk](⟦https://⟧)."),
        Bad("Read [our report](⟦https://example.com/report⟧).", message="example.com"),
        Bad("![The chart](⟦tbd⟧) and <a href='⟦#⟧'>the source</a>"),
        Bad("See [the request](⟦https://git.test/team/project/pull/XXXX⟧)."),
        Good("The [TODO file](https://git.test/project/TODO) and [this](https://git.test/p/blob/main/TODO)."),
        Good("[Back to top](#) and <a href='#' onclick='open()'>more</a> and <a href='#'>Top</a>"),
        Good("A [todo app](/todo), the [link checker](/link/), a [section](#todo), [URL](https://url.spec.test)."),
        Good(
            "Fetch [https://example.com](https://example.com) or <https://example.com>, see [an example](https://example.org)."
        ),
        Good("In code: `[text](url)`. The mask: [title]({{ url }})."),
        Good("A [page][link] by reference.\n\n[link]: https://docs.test/link\n"),
        Good("A [site](https://link.com), an [office](address), [a file](xxxl)."),
        Good("Said.\n\n[//]: # (Written in spring.)\n[comment]: # (And more.)\n"),
        Good("As [said](TODOs are dull) nobody links so."),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        labels = {definition.label.casefold() for definition in post.definitions}
        for pointer in remarkable(post):
            url = pointer.url
            # Whether an `a` with "#" is dead is asked below, where its attributes are at hand.
            if pointer.form == "autolink" or (pointer.form == "html" and url == "#"):
                continue
            # A label in round brackets is another fault.
            if pointer.form == "inline" and labels and url.casefold() in labels:
                continue
            if pointer.form == "definition" and hides_comment(pointer.text):
                continue
            if not (url == "#" and _TOP.search(pointer.text)):
                yield from _judge(url, pointer.span, pointer.text)
        for tag in post.tags:
            if tag.name == "a" and (href := tag.get("href")) and href.value == "#" and _dead(post, tag):
                yield from _judge("#", href.value_span, "")
        if "](" in post.prose:
            for match in _HINT.finditer(post.prose):
                yield _finding(Span(*match.span("target")), match["target"].strip())


def _dead(post: Post, tag: Tag) -> bool:
    """Whether neither a script nor the text of the link gives `#` a meaning."""
    if any(attribute.name not in _PLAIN_ATTRIBUTES for attribute in tag.attributes):
        return False
    text, closed, _ = post.text[tag.span.end : tag.span.end + 200].partition("</")
    return bool(closed) and not _TOP.search(text)


def _judge(url: str, span: Span, text: str) -> Iterator[Finding]:
    if not url or "\ue000" in url:
        return
    if url == "#" or (len(url) <= _LONGEST and _WHOLE.match(url)):
        yield _finding(span, url)
    elif (mark := _PART.search(url)) and mark["mark"].lower() not in text.lower() and not _ABOUT.search(url):
        yield _finding(span, mark["mark"])
    elif (example := _EXAMPLE.match(url)) and "example" not in text.lower() and "://" not in text:
        # An address shown as itself, or called an example, is what these hosts are for.
        host = example.group().rpartition("/")[2]
        yield Finding(span, f'"{host}" only stands for an address', level=Level.WARNING)


def _finding(span: Span, mark: str) -> Finding:
    return Finding(span, f'"{mark}" stands where a target belongs')
