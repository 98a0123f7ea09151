"""From the paths that were given to the sites they lie in: root, configuration, posts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, MutableMapping, Set
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lint.choices import nearest
from lint.config.collections import declared
from lint.config.globs import matcher
from lint.config.load import FILE_NAMES, ConfigError, holds_configuration, load, place, prefix
from lint.config.schema import Config
from lint.config.word_list import check_configured_words
from lint.engine.examine import Source
from lint.engine.select import Rulebook, built_in
from lint.site.declared import Declared
from lint.site.posts import recognised
from lint.site.site import Files
from lint.world import git
from lint.world.files import decode, read
from lint.world.listing import SUFFIXES, list_site
from lint.world.staged import read_sources
from lint.world.words_files import Ground, WordsFile, words_files

if TYPE_CHECKING:
    from lint.world.git_changes import Changes

_WHAT_A_POST_IS = "(a post has front matter, or is named by `posts` in the configuration)"


class PathError(ValueError):
    """A path that was given cannot be judged; the message says which and why."""


class OpenSite(msgspec.Struct):
    """A site as it lies on disk: its posts by path, and those that are asked for."""

    root: Path
    config: Config
    config_path: str
    config_text: str
    sources: MutableMapping[str, Source]
    reported: list[str]
    files: Files
    passed_over: list[str] = []
    """Files that were named but are no posts."""
    collections: tuple[Declared, ...] = ()
    """What the configuration declares of collections, their schemas read."""
    words_files: tuple[WordsFile, ...] = ()
    changes: Changes | None = None
    """What changed, when only that counts."""
    asked: list[str] = []
    """What is asked for in that case; `reported` are those of these posts that changed."""
    rulebook: Rulebook = msgspec.field(default_factory=built_in)
    """The rules that there are for this site."""

    @property
    def words(self) -> dict[str, list[str]]:
        """What the words files accept, by language."""
        found: dict[str, list[str]] = {}
        for file in self.words_files:
            found.setdefault(file.language, []).extend([word.text for word in file.words])
        return found


class Given(msgspec.Struct, frozen=True):
    """What the command line asks for. `overrides` are keys of the configuration that flags set.

    `changed` limits the findings to what changed since a revision, or since what the surroundings name where it is "".
    """

    paths: tuple[str, ...] = ()
    stdin: bytes | None = None
    stdin_name: str = ""
    config: str = ""
    overrides: dict[str, object] = {}
    changed: str | None = None
    plugins: bool = False
    """Whether plug-ins are imported, which runs their code."""


def open_sites(given: Given, folder: Path | None = None) -> list[OpenSite]:
    """The sites that the given paths lie in, with all their posts, sorted by root. `folder` is the working folder.

    Raises PathError, ConfigError, git.GitError, OSError (a post that cannot be read).
    """
    working = (folder or Path.cwd()).resolve()
    roots = _Roots(working, given)
    asked: dict[Path, list[Path]] = {}
    stdin_path: Path | None = None
    if given.stdin is not None:
        stdin_path = Path(os.path.realpath(working / (given.stdin_name or "stdin.md")))
        asked.setdefault(roots.holding(stdin_path, "-"), []).append(stdin_path)
    for path in given.paths:
        target = _existing(working, path)
        asked.setdefault(roots.holding(target, path), []).append(target)
    everything = not given.paths and given.stdin is None
    if everything:
        asked[roots.of(working)] = [working]
    sites: dict[Path, OpenSite] = {}
    while asked:
        root, targets = asked.popitem()
        site, nested = _open(root, roots, targets, given, stdin_path, everything=everything)
        sites[root] = site
        for inner in nested:
            below = [t for t in targets if t.is_dir() and inner.is_relative_to(t)]
            if below and inner not in sites and inner not in asked:
                asked[inner] = [inner]
    _insist_on_posts(given, working, sites.values())
    return [sites[root] for root in sorted(sites)]


def ground_of(given: Given, folder: Path | None = None) -> Ground:
    """The site of the working folder with its configuration, its posts left aside.

    Raises PathError, ConfigError, OSError (a configuration that cannot be read).
    """
    working = (folder or Path.cwd()).resolve()
    roots = _Roots(working, given)
    root = roots.of(working)
    return Ground(root, *roots.configuration(root), working)


def rulebook_of(given: Given, folder: Path | None = None) -> Rulebook:
    """The rules of the site of the working folder.

    Raises PathError, ConfigError, OSError (a configuration that cannot be read).
    """
    working = (folder or Path.cwd()).resolve()
    roots = _Roots(working, given)
    root = roots.of(working)
    return roots.rulebook(root, *roots.configuration(root))


def _existing(working: Path, path: str) -> Path:
    target = working / path
    if not target.exists():
        if target.is_symlink():
            raise PathError(f"{path}: a symbolic link that leads nowhere")
        names = sorted(p.name for p in target.parent.iterdir()) if target.parent.is_dir() else []
        near = nearest(target.name, names)
        hint = f"; did you mean {Path(path).parent / near}?" if near else ""
        raise PathError(f"{path}: no such file or folder{hint}")
    # The folders are resolved, the last part is not: a post may be a link into another place.
    return target.resolve() if target.is_dir() else target.parent.resolve() / target.name


def _insist_on_posts(given: Given, working: Path, sites: Iterable[OpenSite]) -> None:
    """A folder that was named, or the default, must hold a post: silence would look like success."""
    found = [site.root / path for site in sites for path in site.reported]
    folders = [path for path in given.paths if (working / path).is_dir()]
    if not given.paths and given.stdin is None and not found:
        raise PathError(f".: no post here {_WHAT_A_POST_IS}")
    for folder in folders:
        target = (working / folder).resolve()
        if not any(post.is_relative_to(target) for post in found):
            raise PathError(f"{folder}: no post below this folder {_WHAT_A_POST_IS}")


class _Roots:
    """Finds the site of a folder: the nearest configuration, else the git top level, else the working folder."""

    def __init__(self, working: Path, given: Given) -> None:
        self.working = working
        self._known: dict[Path, Path] = {}
        self._named = Path(os.path.realpath(working / given.config)) if given.config else None
        self.overrides = given.overrides
        self.plugins = given.plugins
        if self._named and not self._named.is_file():
            raise PathError(f"{given.config}: no such configuration file")

    def holding(self, target: Path, path: str) -> Path:
        """The site of what `path` led to. Raises PathError when it is none of the site of a named configuration."""
        folder = target.is_dir()
        root = self.of(target if folder else target.parent)
        if not target.is_relative_to(root) and not (folder and root.is_relative_to(target)):
            where = os.path.relpath(root, self.working)
            raise PathError(f"{path}: lies outside of the site of the configuration, which is {where}")
        return root

    def of(self, folder: Path) -> Path:
        if self._named:
            return self._named.parent
        if folder not in self._known:
            self._known[folder] = self._find(folder)
        return self._known[folder]

    def _find(self, folder: Path) -> Path:
        top = git.top_level(folder)
        for candidate in (folder, *folder.parents):
            if configuration_in(candidate):
                return candidate
            if candidate == top:
                break
        if top:
            return top
        return self.working if folder.is_relative_to(self.working) else folder

    def deep(self, root: Path) -> bool:
        """Whether the site is all that lies below its root.

        The folder of a file that lies outside the working folder, git and any configuration may be a heap of
        unrelated things: its neighbours are the site, what lies deeper is not.
        """
        return root.is_relative_to(self.working) or self._named is not None or configuration_in(root) is not None

    def configuration(self, root: Path) -> tuple[Config, str, str]:
        """The configuration of a root with the flags applied, its path and its text."""
        path = self._named or configuration_in(root)
        text = _configuration_text(path) if path else ""
        shown = os.path.relpath(path, self.working) if path else "copydesk.toml"
        config = load(text, shown)
        if config.words:
            check_configured_words(text, shown)
        if self.overrides:
            config = msgspec.structs.replace(config, **self.overrides)
        return config, shown, text

    def rulebook(self, root: Path, config: Config, shown: str, text: str) -> Rulebook:
        """Our rules and those that the configuration adds. Raises ConfigError."""
        rulebook = built_in()
        if config.plugins and not self.plugins:
            rulebook = msgspec.structs.replace(rulebook, complete=False)
        elif config.plugins:
            from lint.world.plugins import with_plugins

            rulebook = with_plugins(rulebook, config.plugins, root, shown, text)
        if config.style:
            from lint.config.house_styles import with_styles

            rulebook = with_styles(rulebook, config, text, shown)
        return rulebook


def _configuration_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{os.path.relpath(path)}:1:1: not UTF-8: a stray byte at offset {error.start:,}") from None


def configuration_in(folder: Path) -> Path | None:
    """The configuration file of a folder, if it has one. Raises ConfigError when it is not UTF-8, and OSError."""
    for name in FILE_NAMES:
        path = folder / name
        try:
            if holds_configuration(name, _configuration_text(path)):
                return path
        except (FileNotFoundError, NotADirectoryError):
            continue
    return None


def _open(
    root: Path, roots: _Roots, targets: list[Path], given: Given, stdin_path: Path | None, *, everything: bool
) -> tuple[OpenSite, list[Path]]:
    """The site at `root` with what is asked of it, and the roots of the sites that lie within it."""
    config, config_path, config_text = roots.configuration(root)
    changes = _changes(root, given.changed, tracked=config.tracked)
    if changes and changes.base.staged:
        config = msgspec.structs.replace(config, tracked=True)
    deep = roots.deep(root) or any(target.is_dir() for target in targets)
    listed, files = list_site(root, tracked=config.tracked, deep=deep)
    nested = _nested(root, listed)
    outside = tuple(f"{path}/" for path in nested)
    excluded = matcher(config.exclude)
    named = {t.relative_to(root).as_posix() for t in targets if t.is_relative_to(root) and not t.is_dir()}
    if config.tracked:
        named &= set(listed)
    named = {path for path in named if path.endswith(SUFFIXES) and not excluded(path)}
    inside = {path for path in listed if path.endswith(SUFFIXES) and not path.startswith(outside)}
    stdin_name = stdin_path.relative_to(root).as_posix() if stdin_path and stdin_path.is_relative_to(root) else ""
    # What lies below these is asked for; "" is everything.
    below = tuple(_prefix(root, target) for target in targets if target.is_dir() and _related(root, target))
    wanted = {path for path in inside if not excluded(path)} | named
    sources, unreadable = read_sources(root, wanted - {stdin_name}, config.max_size, changes)
    for path, error in unreadable.items():
        if path in named or path.startswith(below):
            raise PathError(f"{os.path.relpath(root / path, roots.working)}: cannot be read: {error.strerror}")
    posts = posts_of(sources, config, named)
    if stdin_name and given.stdin is not None:
        posts[stdin_name] = decode(stdin_name, given.stdin, config.max_size)
    whole = everything and bool(config.posts)
    asked = {*named, stdin_name}
    reported = [path for path in sorted(posts) if whole or path in asked or path.startswith(below)]
    collections = _declared(root, config, config_path, config_text, roots.working)
    listed_words = words_files(Ground(root, config, config_path, config_text, roots.working), files)
    passed_over = sorted(named - posts.keys())
    rulebook = roots.rulebook(root, config, config_path, config_text)
    site = OpenSite(
        root,
        config,
        config_path,
        config_text,
        posts,
        reported,
        files,
        passed_over,
        collections,
        listed_words,
        changes,
        rulebook=rulebook,
    )
    return site, [root / path for path in nested]


def _changes(root: Path, since: str | None, *, tracked: bool) -> Changes | None:
    if since is None:
        return None
    from lint.world.git_changes import changes_of

    return changes_of(root, since, tracked=tracked)


def _declared(root: Path, config: Config, path: str, text: str, working: Path) -> tuple[Declared, ...]:
    """The declared collections; a schema's path is relative to the site. Raises ConfigError."""
    schemas: dict[str, str] = {}
    for name, collection in config.collections.items():
        if not collection.schema:
            continue
        try:
            source = read(root, collection.schema, config.max_size)
            problem = source.unreadable
        except OSError as error:
            problem = error.strerror or "cannot be read"
        if problem:
            where = place(text, path, (*prefix(path), "collections", name, "schema"))
            raise ConfigError(f"{where} `{collection.schema}`: {problem[:1].lower()}{problem[1:]}")
        schemas[collection.schema] = source.text
    return declared(config, schemas, lambda schema: os.path.relpath(root / schema, working))


def _nested(root: Path, listed: Iterable[str]) -> list[str]:
    """The folders below a root that have a configuration of their own."""
    folders = {
        folder for folder, slash, name in (path.rpartition("/") for path in listed) if slash and name in FILE_NAMES
    }
    return sorted(folder for folder in folders if configuration_in(root / folder))


def _related(root: Path, target: Path) -> bool:
    return target.is_relative_to(root) or root.is_relative_to(target)


def _prefix(root: Path, target: Path) -> str:
    """A folder as the paths below it begin, relative to the root; "" for the root and all above it."""
    return "" if root.is_relative_to(target) else f"{target.relative_to(root).as_posix()}/"


def posts_of(sources: Mapping[str, Source], config: Config, named: Set[str] = frozenset()) -> dict[str, Source]:
    """The sources that are posts: as configured, else as recognised; a named file that is no text is one, too."""
    if config.posts:
        configured = matcher(config.posts)
        return {path: source for path, source in sources.items() if configured(path)}
    unreadable = {path for path in named if path in sources and sources[path].unreadable}
    chosen = recognised({path: source.text for path, source in sources.items()}) | unreadable
    return {path: source for path, source in sources.items() if path in chosen}
