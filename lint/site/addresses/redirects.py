"""Addresses that the server or the build answers without a page: redirect files, and routes named in configurations.

Formats are many and some are code, so texts are searched for what looks like a path in any of them. That finds too
much rather than too little, which is right: an address that is found here is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lint.regex import regex
from lint.site.addresses.keys import key_of
from lint.site.site import Files

MAXIMUM_FILES = 30
"""So many files are read at most. Our own bound."""

_NAMES = regex(
    r"_redirects|_routes\.json|\.htaccess|.*(?:redirect|rewrite)s?\b.*\.(?:json|ya?ml|toml|txt|conf|map|csv|[cm]?[jt]s)"
    r"|(?:vercel|now|static|firebase|staticwebapp\.config|amplify|render|serve)\.json|netlify\.toml|render\.ya?ml"
    r"|(?:next|astro|nuxt|gatsby|docusaurus|eleventy|svelte|remix|vite|vocs)[.-](?:config|node)\.[cm]?[jt]s"
    r"|\.eleventy\.c?js|\.vitepress|nginx[\w.-]*\.conf|Caddyfile|mkdocs\.ya?ml|app\.ya?ml|wrangler\.(?:toml|jsonc?)",
    re.IGNORECASE,
)
_FOLDERS = ("", "public", "static", "src", "source", "config", "data", "_data", "src/_data", "site", "app", "docs")
_PATH = regex(
    r"(?<![\w.:/*)$-])(?:https?://[\w.-]+)?\^?"
    r"(/(?:\{[^{}\s]*\}|\([^()\s]*\)|\[[^\[\]\s]*\]|[^\s\"'`,;<>|\\{}()\[\]])*)"
)
# `*`, `:name`, `:name*`, `(.*)`, `{name}`, `[slug]`, `$1`
_PARTS = regex(
    r"\(\?:?[^()]*\)|\([^()]*\)|:\w+(?:\([^()]*\))?[*+?]?|\{[^{}]*\}|\[{1,2}(?:\.{3})?\w+\]{1,2}|\*+|\.\*|\$\w*"
)
_WILD = regex(r":\w+(?:\([^()]*\))?[*+?]?|\*+|\$\d")
_NAME = r"[\"']?(?:{names})[\"']?\s*[:=]\s*[\"'](?P<{group}>/[^\"'\s]*)[\"']"
_START, _END = "source|from|src|fromPath", "destination|to|dest|target|toPath"
_PAIR = regex(
    _NAME.format(names=_START, group="start") + r"\s*,?\s*" + _NAME.format(names=_END, group="end"), re.IGNORECASE
)
_LINE = regex(r"^[ \t]*(?P<start>/\S*)[ \t]+(?P<end>/\S*)", re.MULTILINE)
_OPEN = regex(r"[*+]|\.\.\.")


def redirect_files(folders: Iterable[str], files: Files) -> list[str]:
    """The files below these folders that may hold redirects or routes."""
    found: dict[str, None] = {}
    for root in folders:
        for inside in _FOLDERS:
            folder = f"{root}/{inside}".strip("/")
            for name in files.names(folder):
                path = f"{folder}/{name}".strip("/")
                if _NAMES.fullmatch(name) and files.exists(path):
                    found[path] = None
    return list(found)[:MAXIMUM_FILES]


class Redirects:
    """The addresses that these texts name, by path."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._keys: set[str] = set()
        self._patterns: list[re.Pattern[str]] = []
        self._passing: list[tuple[re.Pattern[str], str]] = []
        passed_on = dict.fromkeys(pair for text in texts.values() for pair in _passed_on(text))
        for start, end in passed_on:
            plain = end.strip("/").lower().replace("{", "").replace("}", "")
            pattern, form = _pattern(start), _WILD.sub("{}", plain)
            if pattern.groups == form.count("{}"):
                self._passing.append((pattern, form))
        both = {path for pair in passed_on for path in pair}
        for path in dict.fromkeys(path for text in texts.values() for path in _paths(text)):
            if path not in both:
                self._add(path)

    def _add(self, path: str) -> None:
        path = path.partition("?")[0].partition("#")[0].rstrip("$")
        if not _PARTS.search(path):
            self._keys.add(key_of(path))
        elif _PARTS.sub("", path).strip("/. "):  # one that matches every address says nothing about any
            self._patterns.append(_pattern(path))

    def answer(self, key: str) -> bool:
        """Whether one of them stands for this key."""
        return key in self._keys or any(pattern.fullmatch(key) for pattern in self._patterns)

    def passed_on(self, key: str) -> Iterator[str]:
        """The keys that a key is led on to by a redirect of a whole folder, which need not have all that it had."""
        for pattern, end in self._passing:
            if found := pattern.fullmatch(key):
                pieces = [piece or "" for piece in found.groups()]
                yield key_of(end.format(*pieces))


def _pattern(path: str) -> re.Pattern[str]:
    """A path with wildcards as an expression that keys match; its groups are what the wildcards stand for."""
    pieces: list[str] = []
    done = 0
    path = path.partition("?")[0].rstrip("$").strip("/")
    for part in _PARTS.finditer(path):
        literal = re.escape(path[done : part.start()].lower())
        if _OPEN.search(part.group()):
            pieces.append(f"{literal.removesuffix('/')}(?:/(.*))?" if literal.endswith("/") else f"{literal}(.*)")
        else:
            pieces.append(f"{literal}([^/]+)")
        done = part.end()
    pieces.append(re.escape(path[done:].lower()))
    return re.compile("".join(pieces))


def _passed_on(text: str) -> Iterator[tuple[str, str]]:
    """Redirects of whole folders within the site: from `/old/*` to `/new/:splat`."""
    for found in (*_PAIR.finditer(text), *_LINE.finditer(text)):
        start, end = found["start"], found["end"]
        wild = _PARTS.findall(start)
        if any(map(_OPEN.search, wild)) and len(_WILD.findall(end)) == len(wild):
            yield start, end


def _paths(text: str) -> Iterator[str]:
    for found in _PATH.finditer(text):
        if len(found[1]) > 1:
            yield found[1]
