"""What a site's baseline knows."""

from __future__ import annotations

import os

import click

from lint.config.settle import choose_rules, overrides_of
from lint.engine.baseline import Known
from lint.engine.select import Chosen
from lint.report.places import shown
from lint.world.baseline_file import load_baseline
from lint.world.sites import OpenSite


def known_at(site: OpenSite, chosen: Chosen) -> Known | None:
    """What the site's baseline knows; None where there is none, or none is asked for. Raises BaselineError."""
    path = site.config.baseline
    if not path:
        return None
    name = os.path.relpath(site.root / path)
    entries = load_baseline(site.root, path, name)
    if entries is None:
        return None
    if site.config.tracked and not site.files.exists(path) and not path.startswith(("../", "/")):
        click.echo(f"copydesk: {shown(name)} is not in git's index and does not count", err=True)
        return None
    # Where plug-ins were left out, their rules were not asked.
    strange = () if site.rulebook.complete else (one.rule for one in entries if one.rule not in site.rulebook.rules)
    return Known(entries, unasked(site, chosen) | frozenset(strange))


def unasked(site: OpenSite, chosen: Chosen) -> frozenset[str]:
    """The rules that run at other times: by the configuration alone, over the network, or for a bundle."""
    config, rulebook = site.config, site.rulebook
    usual = {*choose_rules(config, site.config_text, site.config_path, rulebook=rulebook).levels}
    overrides = overrides_of(config, rulebook=rulebook)
    for path in site.reported:
        if settings := overrides.of(path):
            usual |= settings.chosen.levels.keys()
    elsewhere = {name for name, rule in rulebook.rules.items() if rule.network or rule.publishing}
    ran = {name for name in chosen.levels if not rulebook.rules[name].network}
    return frozenset((usual | elsewhere) - ran)
