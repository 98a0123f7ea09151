"""The rule unused-allowance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from lint.choices import nearest
from lint.post.allow import Allowance
from lint.rule import Bad, Edit, Finding, Fix, Good, Level, SiteRule, Span, replace
from lint.site.facts import PostFacts
from lint.site.site import Site


class UnusedAllowance(SiteRule):
    """An allowance that no finding needs any more, or that names no rule.

    The sentence was mended, or the rule has learnt; what is left tells readers of the source of a fault that is not
    there, and would hide the next one. A mistyped id allows nothing at all.

    An allowance is unused only when its rule has looked: not when the rule is off, was not selected, asks the network
    or judges a bundle. A family is unused when all its rules have looked. Allowances of this rule itself are left
    alone.
    """

    id = "unused-allowance"
    level = Level.WARNING
    judges_allowances = True

    examples = (
        Bad(
            "The cat. <!-- copydesk: allow ⟦doubled-word⟧ -->\n",
            fixed="The cat.\n",
            beside=("doubled-word",),
            message='nothing here needs the allowance of "doubled-word"',
        ),
        Bad(
            "One.\n\n<!-- copydesk: allow ⟦doubled-word⟧ -->\nThe cat.\n",
            fixed="One.\n\nThe cat.\n",
            beside=("doubled-word",),
        ),
        Bad(
            "One\n<!-- copydesk: allow ⟦doubled-word⟧ -->\nand two.\n",
            fixed="One\n\nand two.\n",
            beside=("doubled-word",),
        ),
        Bad(
            "The the cat, a apple. <!-- copydesk: allow doubled-word, ⟦mojibake⟧, a-an: as it was sung -->\n",
            fixed="The the cat, a apple. <!-- copydesk: allow doubled-word, a-an: as it was sung -->\n",
            beside=("doubled-word", "a-an", "mojibake"),
        ),
        Bad(
            "---\ntitle: A post\ncopydesk: {allow: [doubled-word, ⟦a-an⟧, ⟦mojibake⟧]}\n---\n\nThe the cat.\n",
            fixed="---\ntitle: A post\ncopydesk: {allow: [doubled-word]}\n---\n\nThe the cat.\n",
            beside=("doubled-word", "a-an", "mojibake"),
        ),
        Bad(
            "---\ntitle: A post\ncopydesk:\n  allow:\n    - ⟦a-an⟧\n---\n\nThe cat.\n",
            fixed="---\ntitle: A post\n---\n\nThe cat.\n",
            beside=("a-an",),
        ),
        Bad(
            "The cat. {# copydesk: allow ⟦doubled-words⟧ #}\n",
            fixed="The cat. {# copydesk: allow doubled-word #}\n",
            message='there is no rule "doubled-words"',
        ),
        Bad("The cat. <!-- copydesk: allow ⟦style⟧ -->\n", fixed="The cat.\n", beside=("style",)),
        Bad(
            "\ufeff<!-- copydesk: allow ⟦doubled-word⟧ -->\nThe cat.\n",
            fixed="\ufeffThe cat.\n",
            beside=("doubled-word",),
        ),
        Good("\ufeff<!-- copydesk: allow doubled-word -->\nThe the cat.\n", beside=("doubled-word",)),
        Good("The the cat. <!-- copydesk: allow doubled-word -->\n", beside=("doubled-word",)),
        Good("<!-- copydesk: allow-file style -->\n\nThe the cat.\n", beside=("style",)),
        Good("The cat. <!-- copydesk: allow doubled-word: it did not run -->\n"),
        Good("The cat. <!-- copydesk: allow style -->\n", beside=("doubled-word",)),
        Good("See [it](https://gone.dev/). <!-- copydesk: allow dead-link, dead-anchor -->\n", beside=("dead-link",)),
        Good("Write `<!-- copydesk: allow doubled-word -->`.\n", beside=("doubled-word",)),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post in site.reported:
            for _, group in groupby(post.allowances, key=lambda one: one.group):
                for finding in _judged(post.path, list(group), site):
                    yield post, finding


def _judged(path: str, group: Sequence[Allowance], site: Site) -> Iterator[Finding]:
    """The faults of what is allowed at once."""
    names, needed = site.allowing.names, site.allowing.needed
    idle = [one for one in group if (path, one.span) not in needed and _looked_for(one.rule, site)]
    fix = _removal(group, idle) if idle else None
    for one in group:
        if one.rule not in names and site.allowing.complete:
            near = nearest(one.rule, names)
            mended = replace(one.span, near, f"Write `{near}`", safe=False) if near else None
            yield Finding(one.span, f'there is no rule "{one.rule}"', mended)
        elif one in idle:
            yield Finding(one.span, f'nothing here needs the allowance of "{one.rule}"', fix)


def _looked_for(name: str, site: Site) -> bool:
    rules = site.allowing.names.get(name, ())
    return bool(rules) and UnusedAllowance.id not in rules and all(rule in site.allowing.ran for rule in rules)


def _removal(group: Sequence[Allowance], idle: Sequence[Allowance]) -> Fix | None:
    """One repair for all that is idle in a group: each run of ids with the commas beside it, or all there is."""
    title = f"Remove {', '.join(f'`{one.rule}`' for one in idle)}"
    if len(idle) == len(group):
        whole = group[0].whole
        if whole.start < whole.end:
            return Fix("Remove the allowance", (Edit(whole, group[0].instead),))
        return Fix(title, (Edit(Span(group[0].span.start, group[-1].span.end), ""),))
    edits: list[Edit] = []
    for is_idle, run in groupby(range(len(group)), key=lambda number: group[number] in idle):
        numbers = list(run)
        if not is_idle:
            continue
        first, last = numbers[0], numbers[-1]
        if last + 1 < len(group):
            span = Span(group[first].span.start, group[last + 1].span.start)
        else:
            span = Span(group[first - 1].span.end, group[last].span.end)
        edits.append(Edit(span, ""))
    return Fix(title, tuple(edits))
