"""The rule private-link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.pointers import Pointer, pointers, remarkable
from lint.post.post import Post
from lint.post.private_addresses import Private, private
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Rule

_CODECOV = regex(r"https?://(?:codecov\.io|(?:app\.)?circleci\.com|\w+\.shields\.io)/")
_SPEAKS_OF_IT = regex(
    r"edit|improve|change|modif|contribut|suggest|(?:pull|merge) request|bearbeit|wp-admin|log ?in|sign ?in|preview",
    re.IGNORECASE,
)


class PrivateLink(Rule):
    """A link leads to a place that only its author can open, or carries a password or token.

    The reader gets an error page or a login; with a password or a token in the address, every reader gets in.

    Meant are `localhost`, addresses of private networks, `file:`, deploy previews, tunnels, editors and drafts,
    passwords, session tokens and signed addresses that run out. In a tutorial a link to `localhost` leads to the
    reader's own machine: where the text is the address, or the post names the host elsewhere too, it is only advice.
    The editor of a shared document is a warning, for it may be open to all. Invitations to edit are left alone.
    """

    id = "private-link"
    level = Level.ERROR

    examples = (
        Bad("Read [the draft](⟦http://localhost:4000/tea/⟧).", message='"localhost:4000"'),
        Bad("![The chart](⟦http://192.168.1.20/chart.png⟧) is [here](⟦http://wiki.tea.internal/chart⟧)."),
        Bad("See [it](⟦file:///home/ann/tea.html⟧) and [that](⟦https://deploy-preview-12--tea.netlify.app/⟧)."),
        Bad(
            "[a]: ⟦https://tea-git-new-leaf-ann.vercel.app/a⟧\n\nSee [a], [b](⟦https://tea.example.org/?preview=true⟧)."
        ),
        Bad(
            "Get [it](⟦https://ann:gr33n@tea.example.org/⟧), [b](⟦https://tea.example.org/?jwt=a1b2c3d4e5f6g7h8i9j0⟧).",
            message='the password of "ann"',
        ),
        Bad(
            "See [the plan](⟦https://docs.google.com/document/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ/edit⟧).",
            message="an editor",
        ),
        Bad("Open [the page](⟦http://localhost:4000/⟧) after `serve`, which listens at localhost:4000."),
        Good("Or make a [pull request](https://github.com/ann/tea/edit/main/b.md)."),
        Good("[Edit this](https://github.com/ann/tea/edit/main/a.md), [a](https://tea.example.org/edit/), [b](/edit)"),
        Good("[a](https://tea.netlify.app/x), [b](https://tea.vercel.app/), [c](https://tea.example.org/localhost)"),
        Good("[a](https://user:password@tea.example.org/), [b](https://docs.google.com/forms/d/e/1FAIpQLSf/viewform)"),
        Good("![Tests](https://codecov.io/gh/ann/tea/badge.svg?token=A1B2C3D4E5F6G7H8I9J0K1)"),
        Good("[a](https://tea.example.org/?key=green), [b](https://tea.example.org/previews), [c](//tea.example.org/)"),
        Good("In code `http://localhost:4000/`, in text http://localhost:4000/, [in a tag]({{ host }}/localhost)."),
        Good("[a](http://10minutes.example.org/), [b](https://172.example.org), [c](mailto:ann@tea.local)"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        for pointer in remarkable(post):
            url = pointer.url
            if "\ue000" not in url and (found := private(url)):
                if pointer.kind == "image" and _CODECOV.match(url):
                    continue
                if (
                    " opens " in found.message
                    and _SPEAKS_OF_IT.search(pointer.text)
                    and "parameter" not in found.message
                ):
                    continue
                yield Finding(pointer.span, found.message, level=_level(post, pointer, found))


def _level(post: Post, pointer: Pointer, found: Private) -> Level | None:
    if found.weight == "less":
        return Level.WARNING
    if found.weight == "least":
        return Level.ADVICE
    if found.weight == "own" and pointer.kind == "link":
        host = pointer.url.partition("://")[2].partition("/")[0]
        if pointer.form == "autolink" or host in pointer.text or _is_named_elsewhere(post, host.partition(":")[0]):
            return Level.ADVICE
    return None


def _is_named_elsewhere(post: Post, host: str) -> bool:
    """Whether the post names a host outside of targets: in its code or its text."""
    spans = sorted(pointer.span for pointer in pointers(post) if host in pointer.url)
    text, at = post.text, post.body
    while (at := text.find(host, at)) >= 0:
        if not any(span.start <= at < span.end for span in spans):
            return True
        at += len(host)
    return False
