"""The rule missing-scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.hosts import is_named
from lint.records import NamedTuple
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, SiteRule, replace
from lint.site.facts import PostFacts, Target
from lint.site.site import Site

_PATH = ("/", ".")
_HOST = regex(
    r"(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24})(?P<port>:\d{1,5})?(?P<rest>[/?#]\S*)?\Z",
    re.IGNORECASE,
)
_MAIL = regex(r"[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,24}\Z", re.IGNORECASE)
_KINDS = frozenset({"link", "image", "media"})


class _Missing(NamedTuple):
    scheme: str
    certain: bool


class MissingScheme(SiteRule):
    """An address on another site lacks its `https://`.

    Browsers take such an address for a path below the page that the reader is on, and show an error page.

    An address counts when it begins with `www.`, or with a name whose last part is a top-level domain in wide use. A
    file or folder of that name is what is meant where the site has one, and so are names such as `guide.md` or
    `main.rs` that nothing follows. A mail address without `mailto:` counts too.
    """

    id = "missing-scheme"
    level = Level.ERROR

    examples = (
        Bad(
            "Chip in at [our fund](⟦www.openfund.org/paper⟧).",
            fixed="Chip in at [our fund](https://www.openfund.org/paper).",
            message='"www.openfund.org/paper" lacks its "https://"',
        ),
        Bad("By [Ann](⟦github.com/ann⟧).", fixed="By [Ann](https://github.com/ann)."),
        Bad(
            "By [Ann][a], [Bob](⟦bob.example.com⟧).\n\n[a]: ⟦docs.example.org/guide.pdf#page=2⟧\n",
            fixed="By [Ann][a], [Bob](https://bob.example.com).\n\n[a]: https://docs.example.org/guide.pdf#page=2\n",
        ),
        Bad(
            "<a href='⟦example.org:8080/a?b⟧'>x</a> ![The chart](⟦cdn.example.net/chart.png⟧)",
            fixed="<a href='https://example.org:8080/a?b'>x</a> ![The chart](https://cdn.example.net/chart.png)",
        ),
        Bad(
            "Write to [the desk](⟦desk@paper.example.org⟧).",
            fixed="Write to [the desk](mailto:desk@paper.example.org).",
        ),
        Good(
            "A [folder](example.com/notes.md), [two](example.org).",
            site={"posts/example.com/notes.md": "# Notes\n", "posts/example.org": ""},
        ),
        Good("[a](guide.md), [b](main.rs), [c](install.sh), [d](node.js/docs), [e](v1.2/notes), [f](archive.zip)"),
        Good("[a](//example.com/a), [b](https://example.com), [c](ftp://example.com), [d](git@example.com:a/b.git)"),
        Good("[a](../example.com/a), [b](/example.com/a), [c]({{ host }}.com/a), [d](tel:123), [e](a.b.c/d)"),
        Good("In code: `[a](www.example.com)`. Or plain www.example.com."),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        local = site.local_targets
        for post in site.reported:
            for target in local[post.path]:
                url = target.url
                if url.startswith(_PATH) or target.kind not in _KINDS:
                    continue
                missing = _missing(url)
                if missing and not (missing.scheme == "https://" and site.lookup.find(post.path, url)):
                    yield post, _finding(target, missing)


def _missing(url: str) -> _Missing | None:
    """The scheme that an address lacks."""
    found = _HOST.match(url)
    if found:
        host = found["host"].lower()
        if host.startswith("www.") and host.count(".") > 1:
            return _Missing("https://", True)
        return _Missing("https://", False) if is_named(host, alone=not found["rest"]) else None
    return _Missing("mailto:", True) if "@" in url and _MAIL.match(url) else None


def _finding(target: Target, missing: _Missing) -> Finding:
    fix = None
    if target.span.end - target.span.start == len(target.url):
        title = f'Write "{missing.scheme}" before it'
        fix = replace(target.span, missing.scheme + target.url, title, safe=missing.certain)
    return Finding(target.span, f'"{target.url}" lacks its "{missing.scheme}"', fix)
