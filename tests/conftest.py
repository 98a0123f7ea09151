"""Fixtures for all tests."""

from __future__ import annotations

from hypothesis import settings

# The machines that run this differ in speed; a slow example is no failure.
settings.register_profile("copydesk", deadline=None)
settings.load_profile("copydesk")
