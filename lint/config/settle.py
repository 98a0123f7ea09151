"""From the configuration and the command line to what holds for each post."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lint.config.globs import matcher
from lint.config.load import ConfigError, Keys, place, prefix
from lint.config.schema import BundleConfig, Config, Override
from lint.engine.select import (
    NOTHING_MORE,
    Asking,
    BadOptionError,
    Chosen,
    Rulebook,
    UnknownRuleError,
    Wishes,
    choose,
    choose_by,
)
from lint.engine.settings import Overrides, Settings

BUNDLED = "raw-html"
"""The rule whose options are by default keys of `bundle`."""


def choose_rules(
    config: Config,
    text: str,
    path: str,
    asking: Asking = NOTHING_MORE,
    rulebook: Rulebook | None = None,
) -> Chosen:
    """The rules that run by the configuration and by what the command line adds to it, its overrides left aside.

    `text` is that of the file at `path`. Raises ConfigError when the configuration is wrong, its overrides included,
    UnknownRuleError when the command line is.
    """
    before = prefix(path)
    _check(text, path, before, Wishes(config.select, config.ignore, config.rules), rulebook)
    for number, entry in enumerate(config.overrides):
        _check(text, path, (*before, "overrides", number), _wishes(entry), rulebook)
    return choose_by(parts_of(config, ()), rulebook, asking)


def overrides_of(
    config: Config,
    asking: Asking = NOTHING_MORE,
    rulebook: Rulebook | None = None,
    *,
    flags: Mapping[str, object] | None = None,
) -> Overrides:
    """What holds for the posts that the overrides of a configuration are about; it was found right by `choose_rules`.

    `flags` are the keys that the command line sets: they win over every entry.
    """
    flags = flags or {}

    def settle(numbers: tuple[int, ...]) -> Settings:
        entries = [config.overrides[number] for number in numbers]
        chosen = choose_by(parts_of(config, entries), rulebook, asking)
        language, drafts, terms = config.lang, config.drafts, config.terms
        for entry in entries:
            language = language if entry.lang is None else entry.lang
            drafts = drafts if entry.drafts is None or "drafts" in flags else entry.drafts
            terms = (*terms, *(term for term in entry.terms if term not in terms))
        return Settings(chosen, language, drafts, terms)

    return Overrides(tuple(matcher(entry.paths) for entry in config.overrides), settle)


def parts_of(config: Config, entries: Sequence[Override]) -> list[Wishes]:
    """What the configuration says of rules, then what its overrides that match do."""
    return [Wishes(config.select, config.ignore, _with_bundle(config)), *map(_wishes, entries)]


def _with_bundle(config: Config) -> Mapping[str, Mapping[str, Any]]:
    """The options of rules, with those of the rule that tells what a bundle drops, by what a bundle is to keep."""
    said = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in (("html", config.bundle.html), ("iframe-hosts", config.bundle.iframe_hosts))
        if value != getattr(BundleConfig(), key.replace("-", "_"))
    }
    if not said:
        return config.rules
    return {**config.rules, BUNDLED: {**said, **config.rules.get(BUNDLED, {})}}


def _wishes(entry: Override) -> Wishes:
    return Wishes(entry.select, entry.ignore, entry.rules)


def _check(text: str, path: str, at: Keys, wishes: Wishes, rulebook: Rulebook | None) -> None:
    """Raises ConfigError for the first rule, family or option that there is not; `at` leads to the table."""
    for key, names in (("select", wishes.select), ("ignore", wishes.ignore)):
        for number, name in enumerate(names):
            try:
                choose((name,), rulebook=rulebook)
            except UnknownRuleError as error:
                raise ConfigError(f"{place(text, path, (*at, key, number))} {error}") from None
    try:
        choose(options=wishes.options, rulebook=rulebook)
    except UnknownRuleError as error:
        unknown = re.findall(r"`([^`]*)`", str(error))[0]
        raise ConfigError(f"{place(text, path, (*at, 'rules', unknown))} {error}") from None
    except BadOptionError as error:
        raise ConfigError(f"{place(text, path, (*at, 'rules', error.rule, error.key))} {error}") from None
