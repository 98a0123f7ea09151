"""What a rule is made of: `Rule`, `SiteRule`, and the examples `Bad` and `Good`.

A rule is a class in a module of its own. Its docstring, options and examples make its tests,
`copydesk explain` and its documentation; nothing else has to be written or registered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec

from lint.diagnostics import Asked, Edit, Finding, Fix, Level, Related, Span, replace
from lint.records import NamedTuple

if TYPE_CHECKING:
    from lint.post.post import Post
    from lint.site.facts import PostFacts
    from lint.site.site import Site

__all__ = ["Asked", "Bad", "Edit", "Finding", "Fix", "Good", "Level", "Related", "Rule", "SiteRule", "Span", "replace"]

OPEN, CLOSE = "⟦", "⟧"
"""Stand around the exact span of each finding in a Bad text."""


class Example(NamedTuple):
    """A text that a rule is shown; `Bad` and `Good` make them.

    In a Bad text, ⟦ ⟧ stand around the exact span of each finding, in order; an empty pair is an empty span.
    """

    text: str
    bad: bool
    fixed: str | None = None
    path: str = "posts/example.md"
    site: Mapping[str, str] = {}
    today: str | None = None
    options: Mapping[str, Any] = {}
    message: str | None = None
    images: Mapping[str, bytes] = {}
    web: Mapping[str, str] = {}
    beside: tuple[str, ...] = ()


def Bad(  # noqa: N802  (reads as a label in a list of examples)
    text: str,
    *,
    fixed: str | None = None,
    path: str = "posts/example.md",
    site: Mapping[str, str] | None = None,
    today: str | None = None,
    options: Mapping[str, Any] | None = None,
    message: str | None = None,
    images: Mapping[str, bytes] | None = None,
    web: Mapping[str, str] | None = None,
    beside: tuple[str, ...] = (),
) -> Example:
    """A text with faults. `fixed` is the whole text after all fixes, unsafe ones too (the best fix of each finding).

    `site` holds other files by path (posts, images with any content), `images` those whose bytes count, `today` an ISO
    date, `options` the rule's options, `message` a part of the first finding's message. `web` says what the network
    answers, by address: "alive", "404", "dead: cause", "moved: new address", "unsure: cause", "no fragment", or "new:
    cause" for what was not yet dead another day; the address of a copy follows "404" and "dead: cause" after " | ".
    `beside` are rules and families that run as well; only this rule's findings count.
    """
    return Example(text, True, fixed, path, site or {}, today, options or {}, message, images or {}, web or {}, beside)


def Good(  # noqa: N802
    text: str,
    *,
    path: str = "posts/example.md",
    site: Mapping[str, str] | None = None,
    today: str | None = None,
    options: Mapping[str, Any] | None = None,
    images: Mapping[str, bytes] | None = None,
    web: Mapping[str, str] | None = None,
    beside: tuple[str, ...] = (),
) -> Example:
    """A text in which the rule must find nothing."""
    return Example(text, False, None, path, site or {}, today, options or {}, None, images or {}, web or {}, beside)


class _Base(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What post rules and site rules share. Annotated fields are the rule's options."""

    id: ClassVar[str]
    family: ClassVar[str]
    level: ClassVar[Level]
    examples: ClassVar[tuple[Example, ...]] = ()
    default: ClassVar[bool] = True
    """False for a rule that runs only when it is selected by name."""
    network: ClassVar[bool] = False
    """True for a rule that judges by `site.verdicts`, so that it finds something in `copydesk links` only."""
    restructures: ClassVar[bool] = False
    """True for a rule whose fixes make, end or remove blocks, links or marks on purpose.

    Any other fix is refused where something that it does not edit would be shown otherwise.
    """
    publishing: ClassVar[bool] = False
    """True for a rule that always runs in `copydesk bundle`, for it judges what becomes of the post there."""
    missing: ClassVar[bool] = False
    """True for a rule that finds what leads to something that is not there, which another post may have taken away."""
    masked: ClassVar[bool] = False
    """True for a rule that finds what nobody else may read: no report shows the text of its spans."""

    def __init_subclass__(cls) -> None:
        # lint.rules.FAMILY.MODULE; a plug-in that names no family of its own belongs to "plugin".
        parts = cls.__module__.split(".")
        if "family" not in cls.__dict__:
            cls.family = parts[2] if parts[:2] == ["lint", "rules"] and len(parts) > 3 else "plugin"


class Rule(_Base, kw_only=True, forbid_unknown_fields=True):
    """Judges one post by itself. It is pure: no files, no clock, no network, no other post."""

    def check(self, post: Post) -> Iterable[Finding]:
        """Yields a finding for each fault; spans count code points of `post.text`."""
        raise NotImplementedError


class SiteRule(_Base, kw_only=True, forbid_unknown_fields=True):
    """Judges with what only the whole site can tell: the other posts, the files, today's date."""

    judges_allowances: ClassVar[bool] = False
    """True for a rule that runs behind all others and judges by `site.allowing` what they needed."""

    def gather(self, post: Post) -> Iterable[tuple[str, Span]]:  # noqa: ARG002
        """What `check` needs of a post beyond its facts: texts and their places, few and small.

        It is asked for every post of the site, and given back as `post.notes[self.id]`. It is pure, as a `Rule` is.
        """
        return ()

    @classmethod
    def gathers(cls) -> bool:
        """Whether the rule needs more of a post than its facts."""
        return cls.gather is not SiteRule.gather

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        """Yields (post, finding) for each fault of the posts in `site.reported`."""
        raise NotImplementedError
