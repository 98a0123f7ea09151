"""The file that an address without a file may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lint.regex import regex

if TYPE_CHECKING:
    from difflib import SequenceMatcher

    from lint.site.site import Files
    from lint.site.targets import Address, Near

ALIKE = 0.75
"""The least likeness (difflib's ratio, 0 to 1) of a name that is proposed for one that does not exist."""

_FOLDERS = 300  # so many folders are searched for a file of the same name
_RESERVED = regex(r"[\s%#?()<>\"\\]")

Names = tuple[str, ...]


def nearest_file(files: Files, address: Address, starts: Sequence[str], *, certain_only: bool = False) -> Near | None:
    """Looks from each of the folders `starts`, in this order; see `Lookup.near`."""
    from lint.site.targets import Near

    names = tuple(name for name in address.path[len(address.climb) :].split("/") if name not in {"", "."})
    if not names or ".." in names:
        return None
    same = [(start, found) for start in starts for found in _other_case(files, start, names)]
    if same:
        start, found = same[0]
        certain = len({_path(*one) for one in same}) == 1
    elif certain_only:
        return None
    else:
        near = [(likeness, start, found) for start in starts for likeness, found in _one_off(files, start, names)]
        best = max(near, default=None) or _same_name(files, starts, names)
        if not best:
            return None
        _, start, found = best
        certain = False
    return Near(_as_written(address, names, found), _path(start, found), certain)


def fold(name: str) -> str:
    """A name without letter case and in one Unicode form."""
    if name.isascii():
        return name.lower()
    from unicodedata import normalize

    return normalize("NFC", name).casefold()


def _path(folder: str, names: Sequence[str]) -> str:
    return "/".join((folder, *names)).strip("/")


def _other_case(files: Files, folder: str, names: Sequence[str]) -> list[Names]:
    """The paths below a folder that differ from `names` in letter case or Unicode form at most."""
    reached: list[Names] = [()]
    for name in names:
        wanted = fold(name)
        reached = [
            (*one, actual) for one in reached for actual in files.names(_path(folder, one)) if fold(actual) == wanted
        ]
    return reached


def _one_off(files: Files, folder: str, names: Names) -> Iterator[tuple[float, Names]]:
    """The paths with one name written almost the same, or with one folder more; how alike they are stands first."""
    done: Names = ()
    for number, name in enumerate(names):
        here = _path(folder, done)
        wanted, rest = fold(name), names[number + 1 :]
        exact: str | None = None
        matcher: SequenceMatcher[str] | None = None
        for actual in files.names(here):
            is_folder = files.is_folder(_path(here, [actual]))
            folded = fold(actual)
            if folded == wanted and (exact is None or actual == name):
                exact = actual
            if actual[0] == ".":
                continue
            if is_folder == bool(rest):
                matcher = matcher or _matcher(wanted)
                if (likeness := _likeness(matcher, folded)) >= ALIKE:
                    for tail in _other_case(files, _path(here, [actual]), rest):
                        yield likeness, (*done, actual, *tail)
            if number and is_folder:
                for tail in _other_case(files, _path(here, [actual]), names[number:]):
                    yield ALIKE, (*done, actual, *tail)
        if exact is None:
            return
        done = (*done, exact)


def _matcher(wanted: str) -> SequenceMatcher[str]:
    """Compares names with this one."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, "", wanted, autojunk=False)


def _likeness(matcher: SequenceMatcher[str], name: str) -> float:
    """How alike a name is to the one that the matcher holds; 0 where a glance shows that it is not."""
    matcher.set_seq1(name)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _same_name(files: Files, starts: Sequence[str], names: Names) -> tuple[float, str, Names] | None:
    """The only file of this name below the first folder of the path."""
    found: dict[str, tuple[str, Names]] = {}
    for start in starts if len(names) > 1 else ():
        waiting: list[Names] = [names[:1]]
        for inside in waiting:  # grows while it is walked
            here = _path(start, inside)
            for actual in files.names(here):
                if files.is_folder(_path(here, [actual])):
                    if len(waiting) < _FOLDERS:
                        waiting.append((*inside, actual))
                elif actual == names[-1]:
                    found.setdefault(_path(here, [actual]), (start, (*inside, actual)))
    if len(found) != 1:
        return None
    (only,) = found.values()
    return 0.0, *only


def _as_written(address: Address, names: Names, found: Names) -> str:
    """The address with the names that were found; a name that was right stays as it was written."""
    rest = address.written.replace("\\", "/")[len(address.climb) :]
    written = dict(zip(names, (name for name in rest.split("/") if name not in {"", "."}), strict=False))
    plain = " " in address.written
    path = "/".join(written.get(name) or (name if plain else _encoded(name)) for name in found)
    return f"{'/' if address.rooted else address.climb}{path}{address.tail}"


def _encoded(name: str) -> str:
    """A name as it may stand in any address."""
    return _RESERVED.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), name)
