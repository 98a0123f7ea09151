"""Why a bundle is not made although no rule objected."""

from __future__ import annotations


class UnfitError(ValueError):
    """What would be published cannot be: one line that names the posts. Nothing may be written."""
