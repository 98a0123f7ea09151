"""The rule bare-url."""

from __future__ import annotations

from collections.abc import Iterator

from lint.rule import Bad, Finding, Good, Level, SiteRule, replace
from lint.site.facts import PostFacts
from lint.site.generator_folder import Generator
from lint.site.site import Site

# Generators whose Markdown makes no link of a bare address: kramdown and pulldown-cmark.
_NEVER = frozenset({"Jekyll", "Zola"})
# Those that make none by themselves, but often are given an extension that does: markdown-it's linkify in the program
# that is Eleventy's configuration, magiclink and the like for Python-Markdown.
_SELDOM = frozenset({"Eleventy", "MkDocs", "Pelican"})
ENOUGH = 10
"""So many posts with addresses in angle brackets are a habit of the site."""
_SHARE = 2
"""So many times as many as the posts with bare addresses, they show that those make no links here. Our own bounds:
where bare addresses are links, hardly anybody takes the trouble."""


class BareUrl(SiteRule):
    """An address stands in the text as it is, and this generator makes no link of it.

    The reader sees an address that cannot be clicked.

    Judged are the posts of generators that leave such an address alone: Jekyll and Zola, and, at level `advice`, since
    an extension may be at work, Eleventy, MkDocs and Pelican. With these three, and where the generator is not known,
    the site's own habit counts: where ten posts, and twice as many as have bare addresses, put theirs in angle
    brackets, bare ones make no links. Where GitHub's Markdown or its kind is read, a bare address is a link.
    """

    id = "bare-url"
    level = Level.WARNING
    restructures = True

    examples = (
        Bad(
            "The talk is at ⟦https://talks.example.org/tea_(green)⟧, says Ann (⟦http://example.org/ann⟧).",
            fixed="The talk is at <https://talks.example.org/tea_(green)>, says Ann (<http://example.org/ann>).",
            path="content/tea.md",
            site={"zola.toml": "base_url = 'https://example.org'\n"},
            message="shows no link",
        ),
        Bad(
            "- ⟦https://example.org/a?b=c&d⟧\n",
            fixed="- <https://example.org/a?b=c&d>\n",
            path="_posts/2024-05-01-a.md",
            site={"_config.yml": "title: Tea\npermalink: pretty\n"},
        ),
        Good(
            "The talk is at https://talks.example.org.",
            path="content/tea.md",
            site={"hugo.toml": "baseURL = 'https://example.org'\n"},
        ),
        Good("The talk is at https://talks.example.org."),
        Bad(
            "The talk is at ⟦https://talks.example.org⟧.",
            fixed="The talk is at <https://talks.example.org>.",
            site={f"posts/{n}.md": f"---\ntitle: A\n---\n\nAt <https://a{n}.example.org>." for n in range(10)},
            message="which 10 posts put around addresses and 1 do not",
        ),
        Good(
            "The talk is at https://talks.example.org.",
            site={
                f"posts/{n}.md": f"---\ntitle: A\n---\n\nAt <https://a{n}.example.org>"
                + (f", https://b{n}.example.org." if n % 2 else ".")
                for n in range(11)
            },
        ),
        Good(
            "At <https://a.example.org>, [https://b.example.org](/b), `https://c.example.org`, <a href='/d'>"
            "https://d.example.org</a>, www.example.org, https://{{ host }}/e.\n\n    https://f.example.org\n",
            path="content/tea.md",
            site={"zola.toml": "base_url = 'https://example.org'\n"},
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        habit: str | None = None
        for post in site.reported:
            bare = [target for target in post.targets if target.kind == "bare"]
            if not bare or post.path.endswith(".mdx"):
                continue
            above = {one.name for one in site.recognised.generators if _is_above(one, post.path)}
            level, why = Level.WARNING, "shows no link with this generator"
            if not above or not _NEVER.issuperset(above):
                if habit is None:
                    habit = _habit(site)
                if habit and (not above or (_NEVER | _SELDOM).issuperset(above)):
                    why = habit
                elif above and (_NEVER | _SELDOM).issuperset(above):
                    level = Level.ADVICE
                else:
                    continue
            for target in bare:
                fix = replace(target.span, f"<{target.url}>", "Put it in angle brackets")
                yield post, Finding(target.span, f'"{target.url}" {why}', fix, level)


def _habit(site: Site) -> str:
    """What the site's posts say of bare addresses, in words; "" where they say nothing."""
    posts = site.posts.values()
    angled = sum(post.angled > 0 for post in posts)
    bare = sum(any(target.kind == "bare" for target in post.targets) for post in posts)
    if angled < ENOUGH or angled < _SHARE * bare:
        return ""
    return f"stands without angle brackets, which {angled} posts put around addresses and {bare} do not"


def _is_above(generator: Generator, path: str) -> bool:
    return not generator.root or path.startswith(f"{generator.root}/")
