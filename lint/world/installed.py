"""How this copydesk came onto the machine."""

from __future__ import annotations

from lint import __version__


def requirement() -> str:
    """What pip installs to get the same copydesk: the repository it came from with its commit, else its version."""
    import importlib.metadata
    import json

    try:
        origin = json.loads(importlib.metadata.distribution("copydesk").read_text("direct_url.json") or "{}")
        source, commit = origin["vcs_info"]["vcs"], origin["vcs_info"]["commit_id"]
        url = origin["url"]
    except (importlib.metadata.PackageNotFoundError, ValueError, KeyError, TypeError):
        return f"copydesk=={__version__}"
    # A clone on this machine is no place that another one can install from.
    if not url.startswith(("https://", "ssh://")) or "'" in url or "@" in url.partition("://")[2].partition("/")[0]:
        return f"copydesk=={__version__}"
    return f"copydesk @ {source}+{url}@{commit}"
