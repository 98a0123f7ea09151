"""`NamedTuple` as that of `typing`, for classes that are made at every start: to make one takes a sixth of the time.

`typing` compiles the annotation of every field, and `collections` the text of a constructor for every class. Here
annotations stay the text that they are, until somebody asks for them, and classes with as many fields share the code
of their constructor, each with names of its own for the parameters. What is made is made and read as fast as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    import collections
    from functools import cache
    from types import FunctionType

    class _Record(tuple):
        """What all classes share."""

        __slots__ = ()

        @classmethod
        def _make(cls, iterable):
            made = tuple.__new__(cls, iterable)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changed):
            made = self._make(map(changed.pop, self._fields, self))
            if changed:
                raise ValueError(f"Got unexpected field names: {list(changed)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            values = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({values})"

        def __getnewargs__(self):
            return tuple(self)

    _GLOBALS = {"_new": tuple.__new__, "__builtins__": {}, "__name__": "lint.records"}

    @cache
    def _constructor(count):
        """The code of a constructor with so many parameters."""
        names = "".join([f"f{number}, " for number in range(count)])
        return eval(f"lambda _cls, {names}: _new(_cls, ({names}))", {}).__code__

    class _Maker(type):
        def __new__(cls, name, bases, namespace):  # noqa: ARG004  (`NamedTuple` is the only one)
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = {field: namespace[field] for field in fields if field in namespace}
            if fields[len(fields) - len(defaults) :] != tuple(defaults):
                raise TypeError(f"{name}: a field without a default follows one with a default")
            code = _constructor(len(fields)).replace(co_varnames=("_cls", *fields), co_name="__new__")
            getter = collections._tuplegetter  # noqa: SLF001  (a property of our own is read at half the speed)
            namespace |= {field: getter(number, None) for number, field in enumerate(fields)}
            namespace["__new__"] = FunctionType(code, _GLOBALS, "__new__", tuple(defaults.values()))
            namespace["__slots__"] = ()
            namespace["_fields"] = namespace["__match_args__"] = fields
            namespace["_field_defaults"] = defaults
            return type(name, (_Record,), namespace)

    class NamedTuple:
        """The base that is written down; the class that is made has another."""

        def __mro_entries__(self, bases):
            return (_made,)

    _made = type.__new__(_Maker, "NamedTuple", (), {})
    NamedTuple = NamedTuple()
