"""The rule bare-url."""

from __future__ import annotations

from collections.abc import Iterator

from lint.rule import Bad, Finding, Good, Level, SiteRule, replace
from lint.site.facts import PostFacts
from lint.site.generators import Generator
from lint.site.site import Site

# Generators whose Markdown makes no link of a bare address: kramdown and pulldown-cmark.
_NEVER = frozenset({"Jekyll", "Zola"})
# Those that make none by themselves, but often are given an extension that does: markdown-it's linkify in the program
# that is Eleventy's configuration, magiclink and the like for Python-Markdown.
_SELDOM = frozenset({"Eleventy", "MkDocs", "Pelican"})


class BareUrl(SiteRule):
    """An address stands in the text as it is, and this generator makes no link of it.

    The reader sees an address that cannot be clicked.

    Judged are the posts of generators that leave such an address alone: Jekyll and Zola, and, at level `advice`, since
    an extension may be at work, Eleventy, MkDocs and Pelican. Where GitHub's Markdown or its kind is read, a bare
    address is a link.
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
        Good(
            "At <https://a.example.org>, [https://b.example.org](/b), `https://c.example.org`, <a href='/d'>"
            "https://d.example.org</a>, www.example.org, https://{{ host }}/e.\n\n    https://f.example.org\n",
            path="content/tea.md",
            site={"zola.toml": "base_url = 'https://example.org'\n"},
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post in site.reported:
            for target in post.targets:
                if target.kind != "bare" or post.path.endswith(".mdx"):
                    continue
                above = [one.name for one in site.recognised.generators if _is_above(one, post.path)]
                if above and _NEVER.issuperset(above):
                    level = None
                elif above and (_NEVER | _SELDOM).issuperset(above):
                    level = Level.ADVICE
                else:
                    break
                fix = replace(target.span, f"<{target.url}>", "Put it in angle brackets")
                yield post, Finding(target.span, f'"{target.url}" shows no link with this generator', fix, level)


def _is_above(generator: Generator, path: str) -> bool:
    return not generator.root or path.startswith(f"{generator.root}/")
