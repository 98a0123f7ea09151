"""Which files of a site a preview has to watch."""

from __future__ import annotations

from lint.bundle.assets import IMAGE_TYPES, OTHER_TYPES
from lint.world.listing import SUFFIXES
from lint.world.preview.watch import Watch
from lint.world.sites import OpenSite

_SETTINGS = (".toml", ".yaml", ".yml", ".json", ".txt", ".js", ".cjs", ".mjs", ".ts", ".html", ".css")
"""Configurations, ours and those of generators, lists of words, schemas and templates."""
_WATCHED = (*SUFFIXES, *_SETTINGS, *IMAGE_TYPES, *OTHER_TYPES)


def watch_of(site: OpenSite) -> Watch:
    """What tells which of these files change, from now on."""
    baseline = site.config.baseline.rpartition("/")[2]

    def wanted(name: str) -> bool:
        return name == baseline or (name.lower().endswith(_WATCHED) and not name.startswith((".", "#")))

    return Watch(site.root, wanted)
