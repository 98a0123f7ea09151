"""Fixtures for all tests."""

from __future__ import annotations

import os
import tempfile

from hypothesis import settings

# The machines that run this differ in speed; a slow example is no failure.
settings.register_profile("explore", deadline=None)
# In CI the same examples every time: a change is judged by what it changed, not by the day's dice.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "explore")

# What the tests make is kept apart from what their user keeps, and each run of them begins with nothing.
_CACHE = tempfile.TemporaryDirectory(prefix="copydesk-tests-", ignore_cleanup_errors=True)
os.environ["XDG_CACHE_HOME"] = _CACHE.name
