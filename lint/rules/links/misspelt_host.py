"""The rule misspelt-host."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, SiteRule, replace
from lint.site.facts import PostFacts, Target
from lint.site.site import Site
from lint.spelling.nearest import distance

_HOST = regex(r"(?:https?:)?//(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?=[:/?#]|\Z)", re.IGNORECASE)
_SHORTEST = 6
"""Letters of a host's name without its last part; many short names are one edit from another that exists."""
_KNOWN = 5
"""A host that so many posts link to is known to the site."""
_FEW = 1
"""A host that more posts link to is no slip."""


class MisspeltHost(SiteRule):
    """A link leads to a host whose name is one letter off a host that the site links to all the time.

    Such a link is dead, or worse: somebody owns the misspelt name. The author does not see it, for the text of the
    link is right.

    A host that a single post names is compared with those that at least five posts link to. Names shorter than six
    letters, and names that differ in a number or by an "s" at the end, are not judged.
    """

    id = "misspelt-host"
    level = Level.WARNING

    examples = (
        Bad(
            "By [Ann](⟦https://wolkenbruk.example/ann⟧).",
            fixed="By [Ann](https://wolkenbruck.example/ann).",
            site={f"posts/{n}.md": "At [home](https://wolkenbruck.example/)." for n in "abcde"},
            message='"wolkenbruk.example" is nearly "wolkenbruck.example"',
        ),
        Bad(
            "See [it][1].\n\n[1]: ⟦https://www.wolkenbruck.exmaple/it⟧",
            fixed="See [it][1].\n\n[1]: https://www.wolkenbruck.example/it",
            site={f"posts/{n}.md": "At [home](https://wolkenbruck.example/)." for n in "abcde"},
        ),
        Good(
            "By [Ann](https://wolkenbruk.example/ann).",
            site={f"posts/{n}.md": "At [home](https://wolkenbruck.example/)." for n in "abcd"},
        ),
        Good(
            "By [Ann](https://wolkenbruk.example/ann).",
            site={
                "posts/x.md": "By [Bob](https://wolkenbruk.example/bob).",
                **{f"posts/{n}.md": "At [home](https://wolkenbruck.example/)." for n in "abcde"},
            },
        ),
        Good(
            "A [mirror](https://mirror2.example/) and a [store](https://wolkenbrucks.example/).",
            site={
                f"posts/{n}.md": "At [home](https://wolkenbruck.example/), [m](https://mirror1.example/)."
                for n in "abcde"
            },
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        posts: dict[str, set[str]] = defaultdict(set)
        for beginning, targets in site.web_targets.items():  # many addresses begin alike
            if host := _host(beginning):
                posts[host].update([path for path, _ in targets])
        known = {host for host, users in posts.items() if len(users) >= _KNOWN}
        if not known:
            return
        meant = {host: near for host, users in posts.items() if len(users) <= _FEW and (near := _near(host, known))}
        reported = {post.path: post for post in site.reported} if meant else {}
        for beginning, targets in site.web_targets.items() if meant else ():
            host = _host(beginning)
            if right := meant.get(host):
                for path, target in targets:
                    if post := reported.get(path):
                        yield post, _finding(target, host, right)


def _host(url: str) -> str:
    """The host that an address names, in lower case and without "www."; "" where it names none."""
    found = _HOST.match(url)
    return found[1].lower() if found else ""


def _near(host: str, known: set[str]) -> str:
    """The known host that is one edit away, if there is just one."""
    if len(host.rpartition(".")[0]) < _SHORTEST - 1 or host in known:
        return ""
    near = [right for right in known if _is_slip(host, right)]
    return near[0] if len(near) == 1 else ""


def _is_slip(host: str, right: str) -> bool:
    if len(right.rpartition(".")[0]) < _SHORTEST or distance(host, right, 1) > 1:
        return False
    name, _, ending = host.rpartition(".")
    right_name, _, right_ending = right.rpartition(".")
    if name == right_name:  # a last part that exists is another site of the same name, but for the commonest slips
        return sorted(ending) == sorted(right_ending) or len(ending) < len(right_ending) or len(ending) > 3
    if ending != right_ending or name + "s" == right_name or name == right_name + "s":
        return False
    return not any(one.isdigit() for one in set(name) ^ set(right_name))


def _finding(target: Target, host: str, right: str) -> Finding:
    message = f'"{host}" is nearly "{right}", which other posts link to'
    at = target.url.lower().find(host)
    fix = None
    if target.span.end - target.span.start == len(target.url):
        new = f"{target.url[:at]}{right}{target.url[at + len(host) :]}"
        fix = replace(target.span, new, f'Link to "{right}"', safe=False)
    return Finding(target.span, message, fix)
