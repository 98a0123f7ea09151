"""How `copydesk links` asks: the configuration of a site, outweighed by the command line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from lint.cli.session import CannotRun
from lint.config.load import place, prefix
from lint.config.schema import LinksConfig
from lint.regex import regex
from lint.weblinks.accepted import statuses
from lint.weblinks.networks import Allowed
from lint.world.http_settings import Settings
from lint.world.sites import OpenSite

Made = TypeVar("Made")

_NAME = regex(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_KEYS = ("timeout", "concurrency", "per_host", "max_time", "confirm", "proxy", "archive")
"""Flags that take the place of the key of the same name."""


class LinkSettings(msgspec.Struct, frozen=True):
    """All that a run needs to know. `cache` is None where nothing is kept."""

    config: LinksConfig
    client: Settings
    accepted: frozenset[int]
    excluded: Callable[[str], bool]
    cache: Path | None
    named_cache: bool
    """Whether the file of the cache was named by somebody; it must then be usable."""


def link_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that have keys of the same names."""
    for decorate in reversed(
        (
            click.option("--accept", multiple=True, metavar="CODES", help="Statuses that are good: 403,500..599."),
            click.option("--exclude", multiple=True, metavar="REGEX", help="Do not ask addresses that hold it."),
            click.option("--header", multiple=True, metavar="'HOST: NAME: VALUE'", help="Send a header to a host."),
            click.option(
                "--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="For one look (5)."
            ),
            click.option("--concurrency", type=click.IntRange(1), metavar="N", help="Requests at once, in all (64)."),
            click.option("--per-host", type=click.IntRange(1), metavar="N", help="Requests at once to one host (4)."),
            click.option("--max-time", type=click.FloatRange(0), metavar="SECONDS", help="For the whole run."),
            click.option("--confirm/--no-confirm", default=None, help="Dead is an error on the second day only."),
            click.option("--allow-host", multiple=True, metavar="HOST", help="Ask this private host, or block."),
            click.option("--cache", metavar="FILE", help="Keep the verdicts in this file."),
            click.option("--no-cache", is_flag=True, help="Ask anew, and keep nothing."),
            click.option("--proxy", metavar="URL", help="Ask through this HTTP proxy."),
            click.option("--archive/--no-archive", default=None, help="Look for copies of dead pages (yes)."),
        )
    ):
        function = decorate(function)
    return function


def link_settings(site: OpenSite, flags: Mapping[str, Any], default_cache: Path | None) -> LinkSettings:
    """What holds for a site. Raises CannotRun where something cannot be used, UsageError for flags that disagree."""
    if flags["no_cache"]:
        for flag in ("cache", "confirm", "offline"):
            if flags[flag]:
                raise click.UsageError(f"`--{flag}` needs the cache that `--no-cache` does without")
    own = site.config.links
    config = msgspec.structs.replace(own, **{key: flags[key] for key in _KEYS if flags[key] is not None})
    accepted = _made(site, "accept", statuses, own.accept, flags["accept"])
    excluded = _made(site, "exclude", _patterns, own.exclude, flags["exclude"])
    own_headers = tuple((host, name, value) for host, fields in own.header.items() for name, value in fields.items())
    headers = _made(site, "header", _headers, own_headers, flags["header"])
    _made(site, "allow-host", Allowed, own.allow_host, flags["allow_host"])
    _made(site, "proxy", _check_proxies, (own.proxy,), (config.proxy,))
    client = Settings(
        timeout=config.timeout,
        connect_timeout=min(config.timeout, Settings().connect_timeout),
        allow_hosts=(*own.allow_host, *flags["allow_host"]),
        headers=headers,
        github_token=os.environ.get("GITHUB_TOKEN", "").strip(),
        proxy=config.proxy,
    )
    cache = default_cache
    if flags["cache"]:
        cache = Path(flags["cache"]).absolute()
    elif own.cache:
        cache = site.root / own.cache
    named = bool(flags["cache"] or own.cache)
    return LinkSettings(config, client, accepted, excluded, None if flags["no_cache"] else cache, named)


def _made(
    site: OpenSite, key: str, make: Callable[[tuple[Any, ...]], Made], own: tuple[Any, ...], given: tuple[Any, ...]
) -> Made:
    """What `make` makes of the configuration's values and those of the command line. Raises CannotRun that says whose
    is wrong.
    """
    try:
        made = make(own)
    except ValueError as error:
        where = place(site.config_text, site.config_path, (*prefix(site.config_path), "links", key))
        raise CannotRun(f"{where} `links.{key}`: {error}") from None
    try:
        return make((*own, *given)) if given else made
    except ValueError as error:
        raise CannotRun(f"--{key}: {error}") from None


def _patterns(written: Iterable[str]) -> Callable[[str], bool]:
    patterns = []
    for text in written:
        try:
            patterns.append(re.compile(text))
        except re.error as error:
            raise ValueError(f'"{text}" is no regular expression: {error}') from None
    return lambda url: any(pattern.search(url) for pattern in patterns)


def _headers(written: Iterable[str | tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """Names and values by host, from triples or 'HOST: NAME: VALUE'. Values are secrets: no message quotes one."""
    headers: dict[str, dict[str, str]] = {}
    for field in written:
        host, name, value = _header(field) if isinstance(field, str) else field
        if not _NAME.fullmatch(name):
            raise ValueError(f'"{name}" is no name of a header')
        if not (value.isascii() and value.isprintable()):
            raise ValueError(f'the value of "{name}" for {host} holds characters that a header cannot have')
        headers.setdefault(host, {})[name] = value
    return headers


def _header(text: str) -> tuple[str, str, str]:
    host, colon, field = text.partition(": ")
    name, other, value = field.partition(":")
    if not (host and colon and name and other):
        raise ValueError("a header is written as 'HOST: NAME: VALUE'")
    return host.strip(), name.strip(), value.strip()


def _check_proxies(proxies: Iterable[str]) -> None:
    for proxy in proxies:
        if proxy and not re.fullmatch(r"https?://[^/\s]+/?", proxy):
            raise ValueError("a proxy is an address such as http://proxy.example:3128")
