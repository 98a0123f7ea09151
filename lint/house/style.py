"""What a table `[[tool.copydesk.style]]` may say."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from lint.diagnostics import Level

Scope = Literal[
    "prose",
    "paragraphs",
    "headings",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "lists",
    "tables",
    "quotes",
    "footnotes",
    "titles",
    "summaries",
    "links",
    "alt",
    "code",
    "raw",
]
Per = Literal["sentence", "paragraph", "heading", "post"]
Case = Literal["sentence", "title", "lower", "upper"]


def _said(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


class Body(msgspec.Struct, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What is looked for, where, and what becomes of it. They are the options of the rule that a style makes, too."""

    find: Annotated[tuple[str, ...], _said("Words and phrases, or /regular expressions/.")] = ()
    replace: Annotated[dict[str, str | tuple[str, ...]], _said("What is written instead of what.")] = {}
    either: Annotated[tuple[tuple[str, ...], ...], _said("Forms of which a text keeps to one.")] = ()
    case: Annotated[Case | None, _said("How headings are capitalised.")] = None
    repeated: Annotated[bool, _said("Only what stands twice in a row is found.")] = False
    needs: Annotated[str, _said("What must stand in the post for each thing that is found.")] = ""
    at_most: Annotated[Annotated[int, msgspec.Meta(ge=0)] | None, _said("So many are right.")] = None
    at_least: Annotated[Annotated[int, msgspec.Meta(ge=1)] | None, _said("So many must be there.")] = None
    per: Annotated[Per, _said("In what `at-most` and `at-least` count.")] = "post"
    within: Annotated[Literal["post", "site"], _said("Where `either` keeps to one form.")] = "post"
    scope: Annotated[tuple[str, ...], _said("Parts of a post; ~ leaves one out.")] = ()
    exceptions: Annotated[tuple[str, ...], _said("What is right though it holds what is found.")] = msgspec.field(
        default=(), name="except"
    )
    ignore_case: Annotated[
        bool | None, _said("Whether letter case makes no difference; unless said, only to words it makes none.")
    ] = None
    whole_words: Annotated[bool, _said("Whether words are found only as a whole.")] = True
    safe: Annotated[bool, _said("Whether `copydesk fix` replaces without --unsafe.")] = False
    message: Annotated[str, _said("What is said; {found} and others stand for what was found.")] = ""


class Style(Body, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """`[[tool.copydesk.style]]`: a rule of house style."""

    id: str = ""
    level: Level = Level.WARNING
    description: str = ""
    """What `copydesk explain` says; the first sentence is the summary."""
    link: str = ""
    """Where the style guide says so."""
    wrong: tuple[str, ...] = ()
    """Examples, ⟦ ⟧ around what is found."""
    right: tuple[str, ...] = ()
    """Examples in which nothing is found."""
