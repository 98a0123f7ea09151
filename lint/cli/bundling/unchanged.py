"""A bundle that stands, made of the same, need not be made again: what was said of it is said again.

`again` is asked before the command is loaded, `noting` is around one that runs.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lint.cli.session import Session
    from lint.engine.run import Desk
    from lint.world.sites import OpenSite
    from lint.world.standing import SiteState

_FORMAT = 1
_LONGEST = 2_000_000
"""Characters of what was said that are kept."""


_seen: dict[tuple[str, str], SiteState] = {}
"""The state of a site for a bundle at a place, as `again` found it: what is done next need not look once more."""


def again(arguments: Sequence[str]) -> int | None:
    """Says what the same command said when it made the bundle that stands, and gives its exit status; else None."""
    if not arguments or arguments[0] != "bundle" or "--no-cache" in arguments:
        return None
    import hashlib
    import json

    from lint.world.standing import UnsureError, bundle_state, record_path, site_state, surroundings

    try:
        place = record_path(arguments[1:], str(Path.cwd()))
        if place is None:
            return None
        folder, key = place
        data = (folder / key[:2] / key[2:]).read_bytes()
        digest, known = data[:32], json.loads(data[32:])
        if hashlib.sha256(data[32:]).digest() != digest or known["format"] != _FORMAT:
            return None
        root, target = known["root"], known["target"]
        if known["surroundings"] != surroundings() or known["dictionaries"] != _dictionaries(known["dictionaries"]):
            return None
        state = _seen[root, target] = site_state(root, target)
        if known["site"] != state.digest() or known["bundle"] != bundle_state(target):
            return None
    except (OSError, ValueError, KeyError, TypeError, UnsureError):
        return None
    sys.stdout.write(known["out"])
    sys.stderr.write(known["err"])
    if sys.stderr.isatty() or {"-v", "--verbose"} & set(arguments):
        sys.stderr.write(f"copydesk: {known['name']}: unchanged\n")
    return 0


def _dictionaries(known: Any) -> Any:
    """The state of the system's dictionaries, where it was of any matter."""
    if known is None:
        return None
    from lint.world.program import dictionary_state

    return dictionary_state({})


class _Heard:
    """A stream that hears what is written to it."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self.said: list[str] = []

    def write(self, text: str) -> int:
        count = self._stream.write(text)
        self.said.append(text)
        return count

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Note:
    """What is known of a run of the command before and while it runs."""

    def __init__(self, root: str, target: str, before: SiteState, around: str, arguments: Sequence[str]) -> None:
        self._root, self._target = root, target
        self.before = before
        """The state of the site before it was opened."""
        self._around = around
        self.arguments = arguments
        """Those of the command line, behind the command."""
        self._out, self._err = _Heard(sys.stdout), _Heard(sys.stderr)

    @contextlib.contextmanager
    def hearing(self) -> Iterator[None]:
        """Hears what is said."""
        with contextlib.redirect_stdout(self._out), contextlib.redirect_stderr(self._err):
            yield

    def tells(self, site: OpenSite, desk: Desk, target: Path) -> bool:
        """Whether it is the state of all that a bundle of the site at a place depends on."""
        return (self._root, self._target) == (str(site.root), str(target)) and _is_told_by_files(site, desk)

    def keep(self, judged: Session, target: Path, name: str) -> None:
        """Keeps what a successful run said of a bundle, if files can tell whether that would be said again."""
        import json

        from lint.world.blob_cache import BlobCache
        from lint.world.standing import UnsureError, bundle_state, record_path, site_state

        place = record_path(self.arguments, str(Path.cwd()))
        if place is None or not self.tells(judged.site, judged.desk, target):
            return
        before = self.before.digest()
        out, err = "".join(self._out.said), "".join(self._err.said)
        if len(out) + len(err) > _LONGEST:
            return
        with contextlib.suppress(OSError, UnsureError):
            if site_state(self._root, self._target).digest() != before:
                return
            known = {
                "format": _FORMAT,
                "root": self._root,
                "target": self._target,
                "name": name,
                "surroundings": self._around,
                "dictionaries": _dictionaries(needs_dictionaries(judged) or None),
                "site": before,
                "bundle": bundle_state(self._target),
                "out": out,
                "err": err,
            }
            cache = BlobCache(place[0], limit=50_000_000)
            if cache.is_usable():
                cache.put(place[1], json.dumps(known).encode())
                cache.trim()


def noting(asked: Any, folder: str | None, arguments: Sequence[str]) -> Note | None:
    """Looks at the site before it is opened; `asked` and `folder` are what the command line says in its `arguments`.

    None where nobody could be told the same again.
    """
    if not sys.stdout or not sys.stderr:
        return None
    from lint.config.load import ConfigError
    from lint.world.sites import PathError, ground_of
    from lint.world.standing import UnsureError, site_state, surroundings

    try:
        around = surroundings()
        ground = ground_of(asked)
        target = (Path(folder) if folder else ground.root / ground.config.bundle.output).resolve()
        place = str(ground.root), str(target)
        before = _seen.pop(place, None) or site_state(*place)
    except (OSError, RuntimeError, PathError, ConfigError, UnsureError):
        return None
    return Note(*place, before, around, arguments)


def _is_told_by_files(site: OpenSite, desk: Desk) -> bool:
    """Whether all that was judged by lies in files whose state is looked at."""
    import msgspec

    config = site.config
    if config.plugins or config.bundle.gate or config.bundle.archive:
        return False
    # This one judges by the bundle that stood there before.
    if "removed-url" in desk.chosen.levels or any("removed-url" in one.select for one in config.overrides):
        return False
    return not any(map(_leads_out, _texts(msgspec.to_builtins(config))))


def _leads_out(text: str) -> bool:
    return text.startswith(("/", "~", "..")) or "/.." in text or "\\" in text


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)


def needs_dictionaries(judged: Session) -> bool:
    """Whether a post is in a language whose dictionary is the system's, or would be if it were there."""
    languages = {one.facts.language.lower().partition("-")[0] for one in judged.result.examined.values()}
    return bool(languages - {"en", "fr"})
