"""The rule term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lint.diagnostics import Span
from lint.rule import Bad, Finding, Good, Level, SiteRule, replace
from lint.site.terms import Terms

if TYPE_CHECKING:
    from lint.site.facts import PostFacts
    from lint.site.site import Site


class Term(SiteRule):
    """A name that the project uses is written with a wrong letter or in the wrong case.

    A name in two forms looks careless, above all one's own. Names come from `terms` in the configuration, and are
    learned from the posts: a name with an inner capital that is used at least five times, and at least five times as
    often as the other form. Some that everybody writes alike (GitHub, JavaScript) are known; where a site has a habit
    of its own, because it writes another form more than twice and more often than the right one, that stays.

    Code, addresses, file names and handles are never looked at. A form that is a word of its own in lower case is
    left alone, and so is one in capitals throughout. A near miss that also stands in code or in an address may be the
    name of something else.
    """

    id = "term"
    level = Level.WARNING

    examples = (
        Bad(
            "FooBoard is quick and free. FooBoard here, FooBoard there, FooBoard for FooBoard: use ⟦Fooboard⟧.",
            fixed="FooBoard is quick and free. FooBoard here, FooBoard there, FooBoard for FooBoard: use FooBoard.",
            message='"Fooboard" is otherwise written "FooBoard"',
        ),
        Bad(
            "⟦FoobOard⟧'s users like ⟦FooBaord⟧.",
            site={f"posts/{n}.md": "FooBoard and FooBoard" for n in "abcdef"},
            fixed="FooBoard's users like FooBoard.",
        ),
        Bad(
            "![A view of ⟦Fooboard⟧](a.png)",
            site={f"posts/{n}.md": "FooBoard" for n in "abcdef"},
            fixed="![A view of FooBoard](a.png)",
        ),
        Bad(
            "Read it on ⟦Github⟧, or ⟦StackOverflow⟧.",
            fixed="Read it on GitHub, or Stack Overflow.",
            message='"Github" is written "GitHub"',
        ),
        Good("OpenFOL is no slip.", site={f"posts/{n}.md": "OpenFOO" for n in "abcdef"}),
        Good("All is on Github again.", site={"posts/a.md": "Github and Github, and now GitHub."}),
        Good("Run `Github`, see github.example, javascript and GITHUB."),
        Good("FooBoard and Fooboard are two names."),
        Good(
            "Run `Fooboard`, see fooboard.example, fooboard/list and @Fooboard.",
            site={f"posts/{n}.md": "FooBoard" for n in "abcdef"},
        ),
        Good("Many FooBoards, a FOOBOARD.", site={f"posts/{n}.md": "FooBoard" for n in "abcdef"}),
        Good("The FlipFlop flipflops.", site={f"posts/{n}.md": "FlopFlip and FlipFlop" for n in "abcdef"}),
        Good("Two FooBoarb.", site={f"posts/{n}.md": "FooBoard has `fooboarb`" for n in "abcdef"}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        terms = Terms(site)
        if not len(terms):
            return
        for post in site.reported:
            for word in {word.start: word for word in (*post.words.suspects, *post.words.names)}.values():
                term = terms.meant(word)
                if term is None:
                    continue
                ending = 2 if word.text.endswith("'s") else 0
                span = Span(word.span.start, word.span.end - ending)
                fix = replace(span, term.right, f'Write "{term.right}"') if word.whole else None
                written = word.text.removesuffix("'s")
                otherwise = "" if term.brand else "otherwise "
                yield post, Finding(span, f'"{written}" is {otherwise}written "{term.right}"', fix)
