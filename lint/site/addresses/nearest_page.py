"""The page that an address without an answer may mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lint.records import NamedTuple
from lint.regex import regex
from lint.site.addresses.keys import Shape, key_of, shape_of
from lint.site.addresses.known import Addresses
from lint.site.slugs import same_place

if TYPE_CHECKING:
    from lint.site.addresses.space import Written

ALIKE = 0.8
"""The least likeness (difflib's ratio, 0 to 1) of a name. Our own bound."""
ALIKE_FOLDER = 0.75
"""The same for a folder that is written wrong, where all else is right: two letters of four may be swapped."""

_DIGITS = regex(r"\d+")


class NearPage(NamedTuple):
    """`url` is the whole address as it should be written, `post` the path of its source; both "" for none."""

    url: str
    post: str
    shape: Shape = ()


def same_shape(addresses: Addresses, resolved: Mapping[Shape, set[str]], key: str, written: Written) -> NearPage | None:
    """The post of the same name in another folder of the same shape, else the one whose name is most alike."""
    shape = shape_of(key)
    for other in _same_name(addresses, key):
        if shape_of(other) == shape and (near := _as_written(addresses, other, key, written)):
            return near
    name = _name_off(key, addresses.of_shape(shape), resolved.get(shape, set()))
    return _as_written(addresses, name, key, written) if name else None


def folder_off(addresses: Addresses, key: str, written: Written) -> NearPage | None:
    """The post of the same name whose folders differ in one alone, which is written almost the same."""
    for other in _folder_off(key, _same_name(addresses, key)):
        if near := _as_written(addresses, other, key, written):
            return near
    return None


def _same_name(addresses: Addresses, key: str) -> list[str]:
    """The keys of posts that end in the same name."""
    name = key.rpartition("/")[2]
    return [
        other
        for page in addresses.by_name.get(name, ())
        for other in addresses.of_post(page.path)
        if other.rpartition("/")[2] == name
    ]


def _folder_off(key: str, others: list[str]) -> list[str]:
    """Those of these keys that differ in one folder, which is written almost the same."""
    parts = key.split("/")
    found: list[str] = []
    for other in others:
        pairs = [(a, b) for a, b in zip(parts, other.split("/"), strict=False) if a != b]
        if other.count("/") != key.count("/") or len(pairs) != 1:
            continue
        ((wrong, right),) = pairs
        if _DIGITS.findall(wrong) == _DIGITS.findall(right) and _alike(wrong, right):
            found.append(other)
    return found


def _alike(one: str, other: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio() >= ALIKE_FOLDER


def _name_off(key: str, others: list[str], linked: set[str]) -> str | None:
    """The key of the same folder, else of the same shape, whose name is most alike; numbers must be the same."""
    from difflib import get_close_matches

    folder, _, name = key.rpartition("/")
    numbers = _DIGITS.findall(name)
    neighbours = [other for other in others if other.rpartition("/")[0] == folder]
    if len(neighbours) == 1 and _DIGITS.search(folder) and _alike(neighbours[0].rpartition("/")[2], name):
        return neighbours[0]  # the only post of that day
    pool: dict[str, str] = {}
    for other in sorted(others, key=lambda one: (one.rpartition("/")[0] == folder, one in linked)):
        last = other.rpartition("/")[2]
        if last != name and _DIGITS.findall(last) == numbers and abs(len(last) - len(name)) <= len(name) // 3:
            pool[last] = other
    near = get_close_matches(name, list(pool), n=1, cutoff=ALIKE)
    return pool[near[0]] if near else None


def _as_written(addresses: Addresses, other: str, key: str, written: Written) -> NearPage | None:
    """The address with those parts replaced that differ; None where its form leaves no place for them."""
    known = addresses.get(other)
    if known is None:
        return None
    wanted = known.written.split("/")
    if key_of(known.written) != other or len(wanted) != other.count("/") + 1:
        wanted = other.split("/")
    parts = written.path.split("/")
    filled = [number for number, part in enumerate(parts) if part not in {"", ".", ".."}]
    if filled and key_of("/".join(("x", parts[filled[-1]]))) == "x":
        filled.pop()  # index.html
    olds = key.split("/")
    if len(olds) != len(wanted):
        return None
    for back in range(1, len(olds) + 1):
        old, new = olds[-back], wanted[-back]
        if back == 1:
            new = re.sub(r"\.html?\Z", "", new)
        if same_place(old) == same_place(new):
            continue
        if back > len(filled):
            return None
        at = filled[-back]
        ending = re.search(r"\.html?\Z", parts[at]) if back == 1 else None
        parts[at] = new + (ending.group() if ending else "")
    url = f"{written.start}{'/'.join(parts)}{written.tail}"
    return NearPage(url, known.post, shape_of(other))
