"""The nearest valid choice for a name that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, choices: Iterable[str]) -> str | None:
    """The choice that looks most like `name`, or None where none does."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(choices), n=1, cutoff=0.5)
    return near[0] if near else None
