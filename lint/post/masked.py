"""What is hidden from the Markdown reader: a span of the text, and what stands there."""

from __future__ import annotations

from typing import Literal

import msgspec

from lint.diagnostics import Span

MASK = "\ue000"
"""Stands where something was hidden, as often as it is long; what holds it is judged by no rule."""

Kind = Literal[
    "template", "attributes", "container", "directive", "role", "alert", "wikilink", "math", "citation", "comment",
    "import", "expression", "component", "code",
]  # fmt: skip
"""`code` is what a tag or a directive shows as code; `expression` and `import` are those of MDX."""


class Masked(msgspec.Struct, frozen=True, gc=False):
    """A hidden part. `id` is what it names: the id that attributes give, the label of a target of MyST.

    `shown` is the text that a page shows in its place, where that can be told without the generator.
    """

    kind: Kind
    span: Span
    id: str = ""
    shown: str = ""
