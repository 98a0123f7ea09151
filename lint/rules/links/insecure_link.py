"""The rule insecure-link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lint.post.hosts import is_private, is_secure
from lint.rule import Bad, Finding, Good, Level, SiteRule, replace
from lint.site.facts import PostFacts
from lint.site.site import Site

_PROOF = 2
"""So many https links of the site to a host show that it answers them."""


class InsecureLink(SiteRule):
    """A link uses `http:` though its host answers `https:`.

    What is asked for over http can be read and changed on the way, and a browser may warn of it.

    A host counts when it is one of the well-known ones that have had nothing but HTTPS for years, or when other links
    of the site lead to the same host with https.
    """

    id = "insecure-link"
    level = Level.ADVICE

    examples = (
        Bad(
            "The code is [here](⟦http://github.com/ann/tea⟧), the term [there](⟦http://fr.wikipedia.org/wiki/Tea⟧).",
            fixed="The code is [here](https://github.com/ann/tea), the term [there](https://fr.wikipedia.org/wiki/Tea).",
            message='"github.com" answers https',
        ),
        Bad(
            "Read [it](⟦http://tea.example.org/a⟧), [that](https://tea.example.org/b).",
            fixed="Read [it](https://tea.example.org/a), [that](https://tea.example.org/b).",
            site={"posts/other.md": "At [home](https://tea.example.org/)."},
        ),
        Bad(
            "Or http://tea.example.org/ at ⟦http://www.python.org⟧.",
            fixed="Or http://tea.example.org/ at https://www.python.org.",
        ),
        Good("[a](https://github.com/ann), [b](http://tea.example.org/), [c](http://localhost:4000/), [d](/http)"),
        Good("[a](http://tea.example.org:8080/), [b](https://tea.example.org/), [c](https://tea.example.org/c)"),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        proven: set[str] | None = None
        for post in site.reported:
            for target in post.targets:
                if not target.url.startswith("http://"):
                    continue
                host = target.url[7:].replace("?", "/").replace("#", "/").partition("/")[0].lower()
                if not host or ":" in host or "@" in host or "\ue000" in host or is_private(host):
                    continue
                known = is_secure(host)
                if not known and proven is None:
                    proven = _proven(site)
                if known or (proven and host in proven):
                    fix = None
                    if target.span.end - target.span.start == len(target.url):
                        fix = replace(target.span, f"https{target.url[4:]}", 'Write "https:"', safe=known)
                    yield post, Finding(target.span, f'"{host}" answers https too', fix)


def _proven(site: Site) -> set[str]:
    """The hosts that links of the site's posts reach with https."""
    hosts = Counter(
        target.url[8:].partition("/")[0].lower()
        for post in site.posts.values()
        for target in post.targets
        if target.url.startswith("https://")
    )
    return {host for host, count in hosts.items() if count >= _PROOF}
