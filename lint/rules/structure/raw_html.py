"""The rule raw-html."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.elements import Tag
from lint.post.html_policy import BREAKING, TAGS, Dropped, Policy, PolicyName, dropped, is_kept
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Rule

# What no reader sees: how a page is loaded, how a link is opened, what scripts and machines read.
_UNSEEN = regex(
    r"target|rel|loading|decoding|fetchpriority|referrerpolicy|crossorigin|async|defer|itemprop|itemscope|itemtype"
    r"|tabindex|role|border|cellpadding|cellspacing|frameborder|name|data-.*|aria-.*|on\w+|xmlns.*"
)
# These are for `unsafe-link` to report.
_UNSAFE = regex(r"[\x00-\x20]*(?:javascript:|vbscript:|data:(?:text/html|application/xhtml))", re.IGNORECASE)
_OWN_TARGET = frozenset({"inline", "autolink"})


class RawHtml(Rule, rename="kebab"):
    """HTML that `copydesk bundle` drops: a tag, an attribute or an address that its pages may not hold.

    A bundle's pages hold only what cannot harm a reader: no scripts, forms and styles, frames only of chosen hosts, and
    addresses that lead to the web or to mail. What else a post has is gone from the page, which its author should know
    before its reader.

    That is the policy "blog". `bundle.html = "strict"` drops every tag of a post, so that only its Markdown counts;
    "trusted" drops only what would break the page: `<body>`, `<base>` and their like. Links and images of Markdown are
    held to the same addresses by every policy. The options of the rule are by default what `[bundle]` says.

    It runs in `copydesk bundle`, and in `copydesk check` when it is selected: a site that another generator builds
    keeps its HTML. What is dropped often in one post is reported once, at its first place. Attributes that no reader
    sees (`target`, `rel`, `loading`, `data-…`) are advice. Comments are not named, and addresses that run a script are
    for `unsafe-link`.
    """

    id = "raw-html"
    level = Level.WARNING
    default = False
    publishing = True
    html: Annotated[PolicyName, Meta(description="What HTML gets into a page.")] = "blog"
    iframe_hosts: Annotated[
        tuple[str, ...], Meta(description='With "blog", the hosts whose frames get into a page.')
    ] = ()

    examples = (
        Bad(
            '⟦<iframe src="https://video.example.org/1" width="560">⟧</iframe>\n',
            message='drops "<iframe>" and all that it holds',
        ),
        Bad("It is ⟦<font color=red>⟧red</font>.", message='drops the tags "<font>"'),
        Bad('<div ⟦style="color: red"⟧>\n\nText.\n\n</div>\n', message='drops the attribute "style" of "<div>"'),
        Bad('<td ⟦align="left"⟧ colspan=2>A</td><td align="right">B</td> <img src="a.png" ⟦srcset="b.png 2x"⟧>\n'),
        Bad('<a href="⟦ftp://tea.example.org/⟧">Files</a> and [files](ftp://tea.example.org/)', message="1 more place"),
        Bad("![A dot](⟦data:image/png;base64,iVBORw0KGgo=⟧)"),
        Bad("⟦<script>⟧\nif (a < b) document.write('<b style=x>');\n</script>\n"),
        Bad('<a href="https://tea.example.org/" ⟦target="_blank"⟧ ⟦rel=noopener⟧>Tea</a>'),
        Bad("<input ⟦type=text⟧>", message="a check box"),
        Good('<a href="/tea/" title="Tea">Tea</a>, <kbd class="key">T</kbd>, <br/>, <input type="checkbox" checked>\n'),
        Good("<!-- A comment. -->\n\n<details open><summary>More</summary>Text</details>\n"),
        Good("`<iframe>` in code, \\<iframe>, &lt;iframe>\n\n```html\n<script>x</script>\n```\n"),
        Good('<img src="{{ site.url }}/a.png" alt="A">, [mail](mailto:ann@example.org), [b](b.md)'),
        Good("A Vec<String> is for `unclosed-html`."),
        Good('<a name="here"></a>\n\n[x](javascript:alert(1))\n'),
        Bad("A ⟦<kbd>⟧T</kbd> and *this*.", options={"html": "strict"}, message='drops the tags "<kbd>"'),
        Bad("One⟦<br>⟧two.", options={"html": "strict"}),
        Bad("⟦<style>⟧\n* { color: red }\n</style>\n", options={"html": "strict"}, message="and all that it holds"),
        Good("Only *Markdown* and [a link](b.md).\n", options={"html": "strict"}),
        Bad("<font color=red>red</font>\n\n⟦<base href='/a/'>⟧\n", options={"html": "trusted"}),
        Bad('<a href="ftp://tea.example.org/">a</a> [b](⟦ftp://tea.example.org/⟧)', options={"html": "trusted"}),
        Good("<script>\ndocument.write('<base>');\n</script>\n", options={"html": "trusted"}),
        Good(
            '<iframe src="https://video.example.org/1" width="560" title="Tea"></iframe>\n',
            options={"iframe-hosts": ["video.example.org"]},
        ),
        Bad(
            '⟦<iframe src="https://video.example.org.example.com/1">⟧</iframe>\n',
            options={"iframe-hosts": ["*.example.org", "video.example.org"]},
        ),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        policy = Policy(self.html, self.iframe_hosts)
        alike: dict[str, list[Finding]] = {}
        for finding in (*_of_html(post, policy), *_of_markdown(post)):
            alike.setdefault(finding.message, []).append(finding)
        for first, *others in alike.values():
            more = f", here and in {len(others)} more place{'' if len(others) == 1 else 's'}" if others else ""
            yield first._replace(message=first.message + more)


def _of_html(post: Post, policy: Policy) -> Iterator[Finding]:
    closing = {tag.name for tag in post.tags if tag.closing}
    for one in dropped(post.tags, post.source, policy):
        if one.attribute is None:
            if not one.whole and _is_no_tag(one.tag, closing):
                continue
        elif _is_anchor(one.tag, one.attribute.name) or (one.kind == "address" and _UNSAFE.match(one.attribute.value)):
            continue
        unseen = one.kind == "attribute" and one.attribute and _UNSEEN.fullmatch(one.attribute.name)
        yield Finding(one.span, _message(one), level=Level.ADVICE if unseen else None)


def _of_markdown(post: Post) -> Iterator[Finding]:
    for links in (post.links, post.images):
        for link in links:
            if link.kind in _OWN_TARGET and not is_kept(link.url) and not _UNSAFE.match(link.url):
                yield Finding(link.url_span, _address(link.url))


def _is_no_tag(tag: Tag, closing: set[str]) -> bool:
    """Whether an author meant `Vec<String>`, which `unclosed-html` reports."""
    return tag.name not in closing and not tag.attributes and tag.name not in TAGS | BREAKING


def _is_anchor(tag: Tag, attribute: str) -> bool:
    """Whether this is the old way to write an anchor, of which a bundle makes an id."""
    return tag.name == "a" and attribute == "name" and not tag.get("id")


def _message(one: Dropped) -> str:
    name = f"<{one.tag.name}>"
    if one.attribute is None:
        return (
            f'the bundle drops "{name}" and all that it holds' if one.whole else f'the bundle drops the tags "{name}"'
        )
    if one.kind == "address":
        return _address(one.attribute.value)
    if one.tag.name == "input" and one.attribute.name == "type":
        return f'the bundle makes a check box of the input of type "{one.attribute.value}"'
    return f'the bundle drops the attribute "{one.attribute.name}" of "{name}"'


def _address(url: str) -> str:
    scheme = url.strip().partition(":")[0]
    return f'the bundle drops the address, which begins with "{scheme}:"'
