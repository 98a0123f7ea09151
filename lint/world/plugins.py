"""Imports the rules that a configuration names as plug-ins. That runs their code."""

from __future__ import annotations

import contextlib
import importlib
import os
import pkgutil
import sys
import traceback
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

from lint.choices import nearest
from lint.config.load import ConfigError, place, prefix
from lint.engine.rule_faults import rule_fault
from lint.engine.select import AnyRule, Rulebook, defined_in
from lint.rule import Rule, SiteRule

_NOT_RULES = ("test_", "tests", "conftest", "__main__")
"""How modules of a package begin that are no part of the plug-in."""

# The top names of the plug-ins that were imported.
_ours: set[str] = set()


class _LocalFirst:
    """Finds the plug-ins of one site in its folder, before anything else of the same name."""

    def __init__(self, root: Path, names: set[str]) -> None:
        self._root, self._names = str(root), names

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As the import system asks for it; None leaves the name to the others."""
        if path is not None or name not in self._names:
            return None
        spec = PathFinder.find_spec(name, [self._root], target)
        return spec if spec and spec.loader else None  # a mere folder may be anything


def with_plugins(rulebook: Rulebook, names: Sequence[str], root: Path, config_path: str, config_text: str) -> Rulebook:
    """The rules and those of the plug-ins that the configuration names; they are looked for in the site first.

    Raises ConfigError, one line that names the place in the configuration and in the plug-in.
    """
    fresh: set[str] = set()
    for number, name in enumerate(names):
        where = place(config_text, config_path, (*prefix(config_path), "plugins", number))
        try:
            found = [
                rule for module in _modules(name, root, fresh) for rule in defined_in(module) if not _is_base(rule)
            ]
        except _FaultError as error:
            raise ConfigError(f"{where} {error}") from None
        if not found:
            raise ConfigError(f"{where} plug-in `{name}` has no rule: no class that derives from Rule or SiteRule")
        for rule in found:
            if rulebook.rules.get(getattr(rule, "id", "")) is rule:
                continue  # named twice, or by its package, too
            if why := rule_fault(rule, rulebook):
                raise ConfigError(f"{where} plug-in `{name}`: {_class_place(rule)} `{rule.__name__}`: {why}")
            rulebook = rulebook.with_rules([rule])
    return rulebook


class _FaultError(Exception):
    """Why a plug-in cannot be imported."""


def _is_base(rule: AnyRule) -> bool:
    """A class without an id that others are made from."""
    return not hasattr(rule, "id") and (rule.__name__.startswith("_") or bool(rule.__subclasses__()))


def _modules(name: str, root: Path, fresh: set[str]) -> list[ModuleType]:
    """The module, and all modules of a package; `fresh` are the top names that need no room. Raises _FaultError."""
    if not all(part.isidentifier() for part in name.split(".")):
        hint = name.removesuffix(".py").strip("./").replace("/", ".")
        hint = f"; did you mean `{hint}`?" if all(part.isidentifier() for part in hint.split(".")) else ""
        raise _FaultError(f"`{name}` is no import path of a module{hint}")
    top = name.partition(".")[0]
    if top not in fresh:
        _make_room(top, root)
        fresh.add(top)
    finder = _LocalFirst(root, {top})
    sys.meta_path.insert(0, finder)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # to judge posts leaves no trace among them
    if str(root) not in sys.path:
        sys.path.append(str(root))
    importlib.invalidate_caches()
    try:
        # Standard output belongs to the report.
        with contextlib.redirect_stdout(sys.stderr):
            return list(_walk(name, root))
    finally:
        sys.dont_write_bytecode = before
        sys.meta_path.remove(finder)


def _make_room(top: str, root: Path) -> None:
    """Forgets plug-ins of the same name: those of another site, or what this one was before it was edited.

    Raises _FaultError where the name is taken by something else.
    """
    if top in _ours:
        for name in [name for name in sys.modules if name == top or name.startswith(f"{top}.")]:
            del sys.modules[name]
    elif top not in sys.modules:
        _ours.add(top)
    elif PathFinder.find_spec(top, [str(root)]) and not _lies_below(sys.modules[top], root):
        raise _FaultError(f"`{top}` is the name of another module, which is in use; give the plug-in another name")


def _lies_below(module: ModuleType, root: Path) -> bool:
    file = getattr(module, "__file__", None)
    return file is not None and Path(file).resolve().is_relative_to(root)


def _walk(name: str, root: Path) -> Iterator[ModuleType]:
    module = _import(name, root)
    yield module
    for inner in sorted(pkgutil.iter_modules(getattr(module, "__path__", ())), key=lambda one: one.name):
        if not inner.name.startswith(_NOT_RULES):
            yield from _walk(f"{name}.{inner.name}", root)


def _import(name: str, root: Path) -> ModuleType:
    try:
        return importlib.import_module(name)
    except (Exception, SystemExit) as error:
        if isinstance(error, ModuleNotFoundError) and error.name and f"{name}.".startswith(f"{error.name}."):
            folder = root.joinpath(*error.name.split(".")[:-1])
            names = [one.name for one in pkgutil.iter_modules([str(folder)])] if folder.is_dir() else []
            near = nearest(error.name.rpartition(".")[2], names)
            hint = f"; did you mean `{error.name.rpartition('.')[0]}{'.' if '.' in error.name else ''}{near}`?"
            raise _FaultError(f"there is no module `{error.name}`{hint if near else ''}") from None
        raise _FaultError(f"plug-in `{name}` cannot be imported: {_told(error, root)}") from None


def _told(error: BaseException, root: Path) -> str:
    """What an import came to and where: the deepest line that is the site's own, else the deepest one."""
    said = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).is_absolute():
        said = f"SyntaxError: {error.msg}"
        return f"{_shown(error.filename)}:{error.lineno or 1}:{max(1, error.offset or 1)}: {said}"
    frames = [one for one in traceback.extract_tb(error.__traceback__) if not one.filename.startswith("<")]
    own = [one for one in frames if Path(one.filename).is_relative_to(root)]
    frames = own or [one for one in frames if one.filename not in {__file__, importlib.__file__}]
    return f"{_shown(frames[-1].filename)}:{frames[-1].lineno}: {said}" if frames else said


def _class_place(rule: type[Rule] | type[SiteRule]) -> str:
    """`file:line:` of the class statement."""
    import inspect
    import linecache

    try:
        linecache.checkcache()
        file, line = inspect.getfile(rule), inspect.findsource(rule)[1] + 1
    except (OSError, TypeError):  # made at run time
        return f"{rule.__module__}:"
    return f"{_shown(file)}:{line}:"


def _shown(file: str) -> str:
    near = os.path.relpath(file)
    return file if near.startswith("..") else near
