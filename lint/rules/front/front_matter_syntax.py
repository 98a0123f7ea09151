"""The rule front-matter-syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.elements import FrontMatter, FrontProblem
from lint.post.post import Post
from lint.rule import Bad, Edit, Finding, Fix, Good, Level, Rule, Span, replace

# Franklin keeps Julia between `+++`: calls, tuples, imports.
_JULIA = r"^[ \t]*(?:\w+[ \t]*=[ \t]*(?:Date(?:Time)?\(|\[\s*\()|(?:using|import)[ \t]+[A-Z])"

_MARK = "\ufeff"


class FrontMatterSyntax(Rule):
    """The front matter cannot be read.

    One colon too many, and the generator stops, or worse: it takes the whole block for text, shows it to the reader
    and publishes a page without title or date.

    Text between two thematic breaks at the top of a post is no front matter and is never flagged, nor is a block of
    Julia between `+++`, which the generator Franklin reads. A fix is safe when
    all of it lies inside the front matter and the value becomes what was plainly meant. A fix that moves the border
    between front matter and text is not, because it decides what is published.

    A byte order mark is a warning: many generators read past it, others take the front matter for text.
    """

    id = "front-matter-syntax"
    level = Level.ERROR
    restructures = True

    examples = (
        Bad("⟦\ufeff⟧---\ntitle: Rain\n---\nIt rained.\n", fixed="---\ntitle: Rain\n---\nIt rained.\n"),
        Good("\ufeffIt rained.\n"),
        Bad(
            "---\ntitle: Rain\n---\n\n⟦---⟧\ntitle: Snow\ntags: [weather]\n---\n",
            message="a second block of front matter follows",
        ),
        Good("---\ntitle: Rain\n---\n\n---\nAda: It rains.\nBen: It does.\n---\n"),
        Bad(
            "---\ntitle: Rain⟦:⟧ a diary\n---\nIt rained.\n",
            fixed='---\ntitle: "Rain: a diary"\n---\nIt rained.\n',
            message="unquoted colon in the value of `title`",
        ),
        Bad('+++\ntitle = ⟦"⟧Rain\n+++\nIt rained.\n', fixed='+++\ntitle = "Rain"\n+++\nIt rained.\n'),
        Bad('{\n  "title": "Rain"⟦,⟧\n}\nIt rained.\n', fixed='{\n  "title": "Rain"\n}\nIt rained.\n'),
        Bad(
            "---\ntitle: Rain\ntags:\n⟦\t⟧- weather\n---\nIt rained.\n",
            fixed="---\ntitle: Rain\ntags:\n  - weather\n---\nIt rained.\n",
        ),
        Bad("---\ntitle: Rain\nlang: en⟦⟧\n\nIt rained.\n", fixed="---\ntitle: Rain\nlang: en\n---\n\nIt rained.\n"),
        Bad("⟦\n\n⟧---\ntitle: Rain\n---\nIt rained.\n", fixed="---\ntitle: Rain\n---\nIt rained.\n"),
        Bad("---\ntitle: [⟦@⟧home]\n---\nIt rained.\n"),
        Good("---\ntitle: 'Rain: a diary'\n---\nIt rained.\n"),
        Good("---\ntitle: Rain at 10:30\n...\nIt rained.\n"),
        Good("---\r\ntitle: Rain\r\n---\r\nIt rained.\r\n"),
        Good("---\n\nA break above, and one below.\n\n---\n"),
        Good('+++\ntitle = "Rain"\ndate = 2024-05-01\n+++\n'),
        Good('+++\ntitle = "Rain"\nrss_pubdate = Date(2024, 5, 1)\n+++\n'),
        Good("{{ a template tag }} is no JSON.\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        front = post.front
        if front is None:
            return
        if post.text.startswith(_MARK):
            message = "an invisible byte order mark stands before the front matter"
            yield Finding(Span(0, 1), message, replace(Span(0, 1), "", "Remove it", safe=False), Level.WARNING)
        if front.format == "toml" and re.search(_JULIA, post.text[slice(*front.content)], re.MULTILINE):
            return
        for problem in front.problems:
            yield Finding(problem.span, problem.message, _fix(front, problem))


def _fix(front: FrontMatter, problem: FrontProblem) -> Fix | None:
    if problem.edit is None:
        return None
    span, text = problem.edit
    inside = front.content.start <= span.start and span.end <= front.content.end and front.close.end > front.close.start
    # A backslash that means itself here may have been meant otherwise a word before, in the same quotes.
    safe = inside and text != "\\"
    title = problem.edit_title or "Repair it"
    return Fix(title[:1].upper() + title[1:], (Edit(span, text),), safe)
