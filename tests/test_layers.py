"""The architecture: imports run downwards, only `world` touches the outside, the start path stays light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from lint.report.forms import FORMATS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "lint"

# From the ground up. A part may import what lies below it.
LAYERS = (
    {"", "diagnostics", "choices", "occurrences", "records", "regex", "rule"},
    {"post", "spelling"},
    {"site"},
    {"weblinks"},
    {"rules", "house"},
    {"config", "engine", "report", "bundle", "world"},
    {"testing"},
    {"cli"},
    {"__main__"},
)
# Within a layer a part keeps to itself, but for these. The engine needs what the configuration says, and reading the
# configuration needs to know the rules; reports and files carry the engine's types.
BESIDE = {
    ("config", "engine"),
    ("engine", "config"),
    ("report", "config"),
    ("report", "engine"),
    ("world", "config"),
    ("world", "engine"),
    ("diagnostics", "records"),
    ("rule", "diagnostics"),
    ("rule", "records"),
}

# What reaches beyond the process, or depends on the moment.
OUTSIDE = {
    "aiohttp", "asyncio", "fcntl", "glob", "http", "io", "mmap", "multiprocessing", "os", "pkgutil", "random",
    "secrets", "shutil", "signal", "socket", "ssl", "subprocess", "tempfile", "threading", "time", "urllib.request",
}  # fmt: skip
IN_MEMORY = {"io.BytesIO"}
OUTSIDE_NAMES = {"pathlib.Path", "pathlib.PosixPath", "uuid.uuid4", "uuid.uuid1"}
OUTSIDE_CALLS = {"open", "input", "print", "breakpoint"}
OUTSIDE_METHODS = {"now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink"}
TOUCHES_THE_OUTSIDE = {"world", "cli", "testing", "__main__"}
# The templates, the word lists and the rules are part of the program.
# What it measures decides on nothing but an error.
MEASURES_ITSELF = {("lint.house.patterns", "time.perf_counter"), ("lint.house.patterns", "time.process_time")}
READS_WHAT_SHIPS_WITH_IT = {
    *MEASURES_ITSELF,
    ("lint.bundle.export.target", "pathlib.Path"),
    ("lint.bundle.theme", "pathlib.Path"),
    ("lint.engine.select", "pkgutil"),
    ("lint.spelling.confusables.pairs", "pkgutil"),
    ("lint.spelling.confusables.word_sets", "pkgutil"),
    ("lint.spelling.french_classes", "pkgutil"),
    ("lint.spelling.word_classes", "pkgutil"),
    ("lint.spelling.wordings", "pkgutil"),
}

# Each of these costs a good part of a short run, or more.
HEAVY = {
    "PIL", "aiohttp", "asyncio", "concurrent", "dataclasses", "difflib", "email", "frontmatter", "http", "hunspell",
    "jinja2", "jsonschema", "logging", "mistune", "multiprocessing", "nh3", "pygments", "rapidfuzz", "rich", "socket",
    "ssl", "tempfile", "tomllib", "unittest", "urllib.request", "yaml",
}  # fmt: skip
# What a run may need, and a plain post does not.
SELDOM = {"html", "json", "sqlite3", "subprocess", "traceback", "lint.world.git_changes", "lint.engine.consequences"}


class Import(NamedTuple):
    importer: str
    imported: str
    line: int


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def nodes(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those that only type checkers see."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING":
            continue
        yield child
        yield from nodes(child)


def imports(module: str) -> Iterator[Import]:
    """What a module imports, inside functions too; `from a import b` counts as a.b where that is a module."""
    for node in nodes(tree(module)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: relative import"
            assert node.module
            for alias in node.names:
                yield Import(module, f"{node.module}.{alias.name}", node.lineno)


def inner(name: str) -> str | None:
    """The module of ours that an imported name is, or lies in."""
    while name:
        if name in MODULES:
            return name
        name = name.rpartition(".")[0]
    return None


def part(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def rank(module: str) -> int:
    (found,) = (number for number, layer in enumerate(LAYERS) if part(module) in layer)
    return found


def test_every_part_has_its_layer() -> None:
    assert {part(module) for module in MODULES} == set().union(*LAYERS)


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_downwards(module: str) -> None:
    wrong = []
    for one in imports(module):
        imported = inner(one.imported)
        if imported is None or part(imported) == part(module) or (part(module), part(imported)) in BESIDE:
            continue
        if rank(imported) >= rank(module):
            wrong.append(f"line {one.line}: {module} imports {imported}")
    assert wrong == []


def test_no_module_needs_itself() -> None:
    """Within one part, a function may import what the module itself cannot."""
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        top = top_lines(module)
        graph[module] = {
            found
            for one in imports(module)
            if (found := inner(one.imported)) and (one.line in top or part(found) != part(module))
        } - {module, *(name for name in MODULES if module.startswith(f"{name}."))}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"these import one another: {' → '.join(error.args[1])}")


@pytest.mark.parametrize("module", [name for name in MODULES if part(name) not in TOUCHES_THE_OUTSIDE])
def test_only_world_touches_the_outside(module: str) -> None:
    wrong = [
        f"line {one.line}: {one.imported}"
        for one in imports(module)
        if (one.imported in OUTSIDE_NAMES or any(f"{one.imported}.".startswith(f"{name}.") for name in OUTSIDE))
        and (module, one.imported) not in READS_WHAT_SHIPS_WITH_IT
        and one.imported not in IN_MEMORY
    ]
    for node in nodes(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OUTSIDE_CALLS:
            wrong.append(f"line {node.lineno}: {node.func.id}()")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in OUTSIDE_METHODS:
            wrong.append(f"line {node.lineno}: .{node.func.attr}()")
    assert wrong == []


@pytest.mark.parametrize("module", [name for name in MODULES if part(name) in {"rules", "post"}])
def test_what_is_imported_for_every_post_is_light(module: str) -> None:
    top = {one.imported.split(".")[0] for one in imports(module) if one.line in top_lines(module)}
    assert top & HEAVY == set()


def top_lines(module: str) -> set[int]:
    """The lines of imports that run when the module is imported."""
    return {node.lineno for node in tree(module).body if isinstance(node, (ast.Import, ast.ImportFrom))}


POST = "---\ntitle: A post\ndate: 2024-05-01\n---\n\n# Début\n\nThe the text, with a [link](one.md).\n"
PROBE = """
import sys
before = set(sys.modules)
from lint.cli import main
try:
    main(["check", "one.md", *sys.argv[1:]])
except SystemExit as done:
    print(done.code, *sorted(set(sys.modules) - before), file=sys.stderr)
"""


@pytest.mark.parametrize("form", FORMATS)
def test_checking_one_post_loads_nothing_heavy(tmp_path: Path, form: str) -> None:
    (tmp_path / "one.md").write_text(POST, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "--format", form],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    status, *loaded = done.stderr.split()
    assert status in {"0", "1"}, done.stderr
    assert "the the" in done.stdout.lower(), "the post was judged"
    assert "lint.post.markdown" in loaded
    assert {name for name in loaded if name in HEAVY or name.split(".")[0] in HEAVY} == set()
    assert form in {"html", "gitlab", "json", "junit", "sarif"} or SELDOM & set(loaded) == set()
