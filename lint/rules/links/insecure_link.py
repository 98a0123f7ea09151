"""The rule insecure-link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lint.post.hosts import is_private, is_secure, is_well_known
from lint.rule import Bad, Edit, Finding, Fix, Good, Level, Related, SiteRule
from lint.site.addresses.hosts import bare
from lint.site.facts import PostFacts, Target
from lint.site.site import Site

_PROOF = 2
"""So many https links of the site to a host show that it answers them."""


class InsecureLink(SiteRule):
    """A link uses `http:` though its host answers `https:`.

    What is asked for over http can be read and changed on the way, and a browser may warn of it.

    A host counts when it is one of the well-known ones that have had nothing but HTTPS for years, or the site's own,
    where that is published with https. Hosts below those, and hosts to which other links of the site lead with https,
    are advice. All links of a post to one host are one finding, at the first.
    """

    id = "insecure-link"
    level = Level.WARNING

    examples = (
        Bad(
            "The code is [here](⟦http://github.com/ann/tea⟧), the term [there](⟦http://fr.wikipedia.org/wiki/Tea⟧).",
            fixed="The code is [here](https://github.com/ann/tea), the term [there](https://fr.wikipedia.org/wiki/Tea).",
            message='"github.com" answers https',
        ),
        Bad(
            "By [Ann](⟦http://github.com/ann⟧), [Bob](https://github.com/bob), [Cem](http://github.com/cem).",
            fixed="By [Ann](https://github.com/ann), [Bob](https://github.com/bob), [Cem](https://github.com/cem).",
            message="2 links",
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
        Bad(
            "Our [list](⟦http://www.tea.example/list⟧).",
            fixed="Our [list](https://www.tea.example/list).",
            path="_posts/2024-05-01-a.md",
            site={"_config.yml": "url: https://tea.example\n"},
        ),
        Good("[a](https://github.com/ann), [b](http://tea.example.org/), [c](http://localhost:4000/), [d](/http)"),
        Good("[a](http://tea.example.org:8080/), [b](https://tea.example.org/), [c](https://tea.example.org/c)"),
        Good(
            "Our [list](http://tea.example/list).",
            path="_posts/2024-05-01-a.md",
            site={"_config.yml": "url: http://tea.example\n"},
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        evidence = _Evidence(site)
        having = {
            path
            for start, targets in site.web_targets.items()
            if start.startswith("http://") and _host(start)
            for path, _ in targets
        }
        for post in site.reported:
            if post.path not in having:
                continue
            hosts: dict[str, list[Target]] = {}
            for target in post.targets:
                if target.url.startswith("http://") and (host := _host(target.url)):
                    hosts.setdefault(host, []).append(target)
            for host, targets in hosts.items():
                if level := evidence.level(host):
                    yield post, _finding(post.path, host, targets, level)


def _host(url: str) -> str:
    """The host of an http address in lower case; "" where it is private, has a port, or cannot be read."""
    host = url[7:].replace("?", "/").replace("#", "/").partition("/")[0].lower()
    return "" if ":" in host or "@" in host or "\ue000" in host or is_private(host) else host


def _finding(path: str, host: str, targets: list[Target], level: Level) -> Finding:
    first = targets[0].span
    edits = tuple(
        Edit(target.span, f"https{target.url[4:]}")
        for target in targets
        if target.span.end - target.span.start == len(target.url)  # else entities or escapes stand in it
    )
    fix = Fix('Write "https:"', edits, safe=level is Level.WARNING) if edits else None
    links = f": {len(targets)} links here do not use it" if len(targets) > 1 else ""
    related = tuple(Related(path, target.span) for target in targets[1:])
    return Finding(first, f'"{host}" answers https too{links}', fix, level, related=related)


class _Evidence:
    """What is known of hosts: by themselves, and by the links of the site to them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._own: frozenset[str] | None = None
        self._proven: set[str] | None = None

    def level(self, host: str) -> Level | None:
        """How sure it is that a host answers https; None where nothing tells."""
        if is_well_known(host):
            return Level.WARNING
        if self._own is None:
            self._own = _secure_homes(self._site)
        if bare(host) in self._own:
            return Level.WARNING
        if is_secure(host):
            return Level.ADVICE
        if self._proven is None:
            self._proven = _proven(self._site)
        return Level.ADVICE if host in self._proven else None


def _secure_homes(site: Site) -> frozenset[str]:
    """The site's own hosts whose configuration writes them with https."""
    urls = (site.url, *(generator.url for generator in site.recognised.generators))
    return frozenset(bare(url[8:].partition("/")[0]) for url in urls if url.startswith("https://"))


def _proven(site: Site) -> set[str]:
    """The hosts that links of the site's posts reach with https."""
    hosts: Counter[str] = Counter()
    for start, targets in site.web_targets.items():
        if start.startswith("https://"):
            hosts[start[8:].lower()] += len(targets)
    return {host for host, count in hosts.items() if count >= _PROOF}
