"""`copydesk check --show-config`: what holds for one post, and where it is said."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from lint.choices import nearest
from lint.cli import session
from lint.cli.session import CannotRun
from lint.config.load import raw_table
from lint.config.origins import Origins
from lint.engine.select import Asking
from lint.world.sites import OpenSite, open_sites


def shown_config(name: str, form: str, flags: Mapping[str, Any]) -> str:
    """The effective configuration of the post of this file name. Raises CannotRun."""
    from lint.report.effective import as_json, as_toml

    select, ignore = (tuple(one for names in flags[key] for one in names) for key in ("select", "ignore"))
    asking = Asking(select, ignore)
    asked = msgspec.structs.replace(session.given((), flags), paths=(name,))
    with session.refusing():
        if Path(name).is_dir():
            raise CannotRun(f"{name}: a folder, not a post")
        (site,) = open_sites(asked)
        path = os.path.relpath(Path(name).parent.resolve() / Path(name).name, site.root).replace(os.sep, "/")
        _insist_on_post(site, path, name)
        desk = session.desk_of(site, asking, asked.overrides)
        origins = Origins(
            site.config,
            site.config_text,
            site.config_path,
            raw_table(site.config_text, site.config_path),
            asked.overrides,
        )
        effective = origins.effective(desk.settings()(path), desk.overrides.matching(path), site.rulebook, asking)
    here = session.display_path(site, path)
    return as_json(here, effective) if form == "json" else as_toml(here, effective)


def _insist_on_post(site: OpenSite, path: str, name: str) -> None:
    if path in site.sources:
        return
    if not name.endswith((".md", ".markdown", ".mdx")):
        raise CannotRun(f"{name}: not a post (posts end in .md, .markdown or .mdx)")
    near = nearest(path, site.sources)
    hint = f"; did you mean {session.display_path(site, near)}?" if near else ""
    why = "`posts` in the configuration does not name it" if site.config.posts else "no front matter"
    raise CannotRun(f"{name}: not a post ({why}){hint}")
