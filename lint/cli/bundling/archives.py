"""`--archive`: the bundle as one file, beside its folder."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lint.bundle.archive import FORMS, faults, manifest_of, pack
from lint.choices import nearest
from lint.cli.session import CannotRun
from lint.report.places import shown

if TYPE_CHECKING:
    from lint.world.staging import Stage


class Forms(click.ParamType[tuple[str, ...]]):
    """Forms of archives, separated by commas; the option may be given several times."""

    name = "forms"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        forms = tuple(form.strip().removeprefix(".") for form in value.split(","))
        for form in forms:
            if form not in FORMS:
                near = "tar.gz" if form in {"tar", "tgz", "gz"} else nearest(form, FORMS)
                hint = f"; did you mean {near}?" if near else ""
                self.fail(f"'{form}' is none of {', '.join(FORMS)}{hint}", param, ctx)
        return forms


class Command(click.Command):
    """A command whose `--archive` may stand alone, before a path too."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        for at in reversed(range(end)):
            if args[at] == "--archive":
                told = at + 1 < end and _is_value(args[at + 1])
                args[at : at + 1 + told] = [f"--archive={args[at + 1] if told else FORMS[0]}"]
        return super().parse_args(ctx, args)


def _is_value(word: str) -> bool:
    """Whether a word behind `--archive` belongs to it: what is neither a form nor a path is rather a misspelt form."""
    return set(word.split(",")) <= set(FORMS) or not (word.startswith("-") or Path(word).exists())


def archive_of(target: Path, form: str) -> Path:
    """Where an archive of the bundle at `target` lies: beside it, with the form as its ending."""
    return target.with_name(f"{target.name}.{form}")


def insist_on_own(target: Path, forms: Iterable[str]) -> None:
    """Raises CannotRun when something that is no archive of a bundle lies where an archive would, and OSError."""
    for form in forms:
        path = archive_of(target, form)
        if path.is_symlink() or (path.exists() and _manifest_in(path, form) is None):
            raise CannotRun(f"{shown(path.name)} is no archive of a bundle; it is left alone, and nothing was written")


def pack_beside(stage: Stage, target: Path, forms: Iterable[str], moment: int) -> None:
    """Packs a staged bundle and reads the archives back. Raises OSError, also when one is not what was packed."""
    names = stage.names()
    for form in forms:
        path = stage.beside(archive_of(target, form).name)
        with path.open("wb") as file:
            pack(form, file, names, stage.read, moment)
        sums = {name: hashlib.sha256(stage.read(name)).hexdigest() for name in names}
        with path.open("rb") as file:
            for fault in faults(form, file, sums):
                raise OSError(errno.EIO, f"{path.name} cannot be read back: {fault}", str(path))


def notices(target: Path, forms: Iterable[str], name: str) -> Iterator[str]:
    """Which archives beside a bundle, shown as `name`, hold an earlier one; `forms` are those that were just made."""
    manifest = (target / "manifest.json").read_bytes()
    for form in FORMS:
        path = archive_of(target, form)
        if form not in forms and path.is_file() and _manifest_in(path, form) not in {None, manifest}:
            yield f"{path.name} holds an earlier bundle than {name}"


def _manifest_in(path: Path, form: str) -> bytes | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return manifest_of(form, file)
