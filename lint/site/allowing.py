"""What became of the allowances of a site's posts, for the rule that judges them."""

from __future__ import annotations

from collections.abc import Mapping, Set

import msgspec

from lint.diagnostics import Span

BUNDLE_FAULTS = (
    *("address-above", "dead-anchor", "dead-citation", "dead-feed-link", "dead-file", "dead-form", "dead-image"),
    *("dead-media", "duplicate-id", "empty-address", "folder-without-index", "machine-address", "malformed-address"),
    *("missing-slash", "running-address", "second-opinion", "wrong-case"),
)
"""What only the verification of a bundle finds at a place in a post; it can be allowed like a rule."""


class Allowing(msgspec.Struct, frozen=True):
    """What can be allowed, which of it was looked for, and which allowances covered a finding."""

    names: Mapping[str, Set[str]] = {}
    """Every id and family, and the rules that it stands for."""
    ran: Set[str] = frozenset()
    """The rules that looked for their faults and did not fail."""
    needed: Set[tuple[str, Span]] = frozenset()
    """The allowances that a finding needed: the post's path and the id as written there."""
    complete: bool = True
    """False where there may be other names, those of rules that were not loaded."""
