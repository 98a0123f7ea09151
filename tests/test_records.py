"""Our NamedTuple is that of `typing`, made faster."""

from __future__ import annotations

import copy
import inspect
import pickle
import typing
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from lint import records


class Ours(records.NamedTuple):
    """A place."""

    start: int
    end: int = 3
    names: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        return self.end - self.start


class Theirs(typing.NamedTuple):
    """A place."""

    start: int
    end: int = 3
    names: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        return self.end - self.start


class Single(records.NamedTuple):
    only: str


class Longer(Ours):
    def doubled(self) -> int:
        return self.length * 2


class Holder(msgspec.Struct):
    place: Ours


def shown(value: object) -> str:
    return repr(value).replace("Theirs", "Ours")


@pytest.mark.parametrize(
    "use",
    [
        lambda kind: kind(1),
        lambda kind: kind(1, 2, ("a",)),
        lambda kind: kind(start=1, names=("b",)),
        lambda kind: kind(1)._replace(end=9),
        lambda kind: kind(1)._replace(nothing=9),
        lambda kind: kind(1)._asdict(),
        lambda kind: kind._make([1, 2, ()]),
        lambda kind: kind._make([1]),
        lambda kind: kind(),
        lambda kind: kind(1, 2, (), 4),
        lambda kind: kind(1, other=2),
        lambda kind: kind(1).length,
        lambda kind: kind(1).names,
        lambda kind: hash(kind(1)),
        lambda kind: kind(1) == (1, 3, ()),
        lambda kind: kind(1) < kind(2),
        lambda kind: kind(1)[1:],
        lambda kind: setattr(kind(1), "end", 2),
        lambda kind: setattr(kind(1), "other", 2),
        lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__, kind.__doc__, kind.__name__),
        typing.get_type_hints,
        lambda kind: copy.deepcopy(kind(1)),
        lambda kind: pickle.loads(pickle.dumps(kind(1))),
        lambda kind: msgspec.msgpack.decode(msgspec.msgpack.encode(kind(1)), type=kind),
        lambda kind: msgspec.json.encode(kind(1)),
        lambda kind: msgspec.convert([1], kind),
        lambda kind: msgspec.convert(["x"], kind),
        lambda kind: list(inspect.signature(kind.__new__).parameters),
    ],
)
def test_it_does_what_the_other_one_does(use: Callable[[Any], object]) -> None:
    def told(kind: type) -> tuple[str, str]:
        try:
            return "gives", shown(use(kind))
        except Exception as error:
            message = str(error) if "attribute" not in str(error) and "argument" not in str(error) else ""
            return type(error).__name__, message

    assert told(Ours) == told(Theirs)


def test_types_are_kept() -> None:
    assert isinstance(Ours(1)._replace(end=4), Ours)
    assert type(msgspec.convert({"place": [1, 2]}, Holder).place) is Ours
    assert Single("a") == ("a",)
    assert repr(Single("a")) == "Single(only='a')"
    assert repr(Longer(1)) == "Longer(start=1, end=3, names=())"
    assert Longer(1).doubled() == 4


def test_the_name_of_a_parameter_is_named() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'start'"):
        Ours()  # type: ignore[call-arg]


def test_a_field_without_a_default_stands_before_those_that_have_one() -> None:
    with pytest.raises(TypeError, match="Wrong: a field without a default"):

        class Wrong(records.NamedTuple):
            one: int = 1
            two: str  # type: ignore[misc]


def test_classes_with_as_many_fields_keep_their_names() -> None:
    class Other(records.NamedTuple):
        left: int
        right: int
        top: int

    assert Other(right=1, left=2, top=3) == (2, 1, 3)
    assert Ours(end=1, start=2) == (2, 1, ())
