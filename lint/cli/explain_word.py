"""`copydesk explain --word`: opens the site around a post and asks about one of its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from lint.choices import nearest
from lint.cli import session
from lint.cli.one_post import open_post
from lint.cli.session import CannotRun
from lint.config.word_list import LONGEST
from lint.engine.examine import diagnostic, read
from lint.engine.judge import covers
from lint.engine.select import Asking, all_rules
from lint.engine.settings import Settings
from lint.post.post import Post
from lint.rule import Rule, SiteRule
from lint.site.site import Site
from lint.site.word_places import all_words, sightings
from lint.site.word_story import Finding, language_source, tell
from lint.spelling.words import plain
from lint.world.sites import OpenSite
from lint.world.words_files import Ground, accepted_entries

_FAMILY = "spelling"


def explained(word: str, name: str, config: str) -> str:
    """The page about a word in the post of this file name. Raises CannotRun, UsageError."""
    from lint.report.places import shown
    from lint.report.word_page import page, shortened

    word = plain(word.strip())
    if len(word.split()) != 1:
        raise click.UsageError("`--word` takes one word")
    opened, path = open_post(name, config)
    site = session.facts_of(opened)
    source = opened.sources[path]
    settings = session.desk_of(opened).settings()(path)
    post = read(source, settings.language, site.flavors.of(path))
    site = site.for_posts(site.reported, settings.terms)
    here = Path.cwd().resolve()
    ground = Ground(opened.root, opened.config, opened.config_path, opened.config_text, here)
    findings = list(_findings(post, site, opened, settings))
    stories = tell(word, post, site, accepted_entries(ground, opened.words_files), findings)
    elsewhere = sightings(word, post)
    if not stories and not elsewhere:
        near = nearest(word, sorted(one for one in all_words(post) if len(one) <= LONGEST))
        hint = f'; did you mean "{near}"?' if near else ""
        raise CannotRun(f'{name}: there is no "{shown(shortened(word))}" in it{hint}')
    reason = language_source(post, settings.language)
    return page(session.display_path(opened, path), post.text, reason, stories, elsewhere)


def _findings(post: Post, site: Site, opened: OpenSite, settings: Settings) -> Iterator[Finding]:
    """What the rules of spelling say of a post, those that do not run and what the post allows included."""
    names = tuple(rule.id for rule in all_rules().values() if rule.family == _FAMILY)
    config = opened.config
    entries = tuple(msgspec.structs.replace(entry, ignore=()) for entry in config.overrides)
    whole = msgspec.structs.replace(opened, config=msgspec.structs.replace(config, ignore=(), overrides=entries))
    every = session.desk_of(whole, Asking(names)).settings()(post.path).chosen
    running = settings.chosen.levels
    rules: tuple[Rule | SiteRule, ...] = (*every.post_rules, *every.site_rules)
    for rule in rules:
        found = rule.check(post) if isinstance(rule, Rule) else (one for _, one in rule.check(site))
        for finding in found:
            said = diagnostic(rule, every.levels[rule.id], post.path, finding)
            if rule.id not in running:
                yield Finding(said, "off")
            else:
                allowed = any(covers(allowance, said) for allowance in post.allowances)
                yield Finding(said, "allowed" if allowed else "reported")
