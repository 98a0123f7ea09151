"""What is wrong with a style: the key, and why in one line."""

from __future__ import annotations

from typing import get_args

from lint.choices import nearest
from lint.house.patterns import REFERENCE, compiled, is_expression
from lint.house.style import Body, Scope

SCOPES = get_args(Scope)
_NAMES = ("found", "replacement", "count", "limit")

Keys = tuple[str | int, ...]


def body_fault(body: Body) -> tuple[Keys, str] | None:
    """The first fault: where, from the table of the style, and what. None for a style that can be used."""
    return (
        _kind_fault(body)
        or _expression_fault(body)
        or _reference_fault(body)
        or _scope_fault(body)
        or _message_fault(body)
    )


def _kind_fault(body: Body) -> tuple[Keys, str] | None:
    """A style says one thing: what it looks for, and what about that."""
    kinds = [key for key in ("find", "replace", "either", "case") if getattr(body, key)]
    if not kinds:
        return (), "says nothing to look for: `find`, `replace`, `either` or `case`"
    if len(kinds) > 1:
        return (kinds[1],), f"has both `{kinds[0]}` and `{kinds[1]}`; make two styles of it"
    counted = [name for name, value in (("at-most", body.at_most), ("at-least", body.at_least)) if value is not None]
    also = [*counted, *(["repeated"] if body.repeated else []), *(["needs"] if body.needs else [])]
    if also and kinds != ["find"]:
        return (also[0],), f"`{also[0]}` goes with `find`, not with `{kinds[0]}`"
    if len(also) - max(0, len(counted) - 1) > 1:
        return (also[-1],), f"has both `{also[0]}` and `{also[-1]}`; make two styles of it"
    if len(counted) == 2 and (body.at_least or 0) > (body.at_most or 0):
        return ("at-least",), "`at-least` is more than `at-most`"
    if body.within == "site" and kinds != ["either"]:
        return ("within",), "`within` goes with `either`"
    if body.per != "post" and not counted:
        return ("per",), "`per` goes with `at-most` or `at-least`"
    for key, words in (("find", body.find), ("replace", tuple(body.replace)), ("except", body.exceptions)):
        for number, word in enumerate(words):
            if not word.strip():
                return (key, number if key != "replace" else word), f"an empty text in `{key}`"
    for number, forms in enumerate(body.either):
        if len(set(forms)) < 2 or not all(form.strip() for form in forms):
            return ("either", number), "`either` holds lists of two forms or more"
    return None


def _expression_fault(body: Body) -> tuple[Keys, str] | None:
    places: list[tuple[Keys, str]] = [(("find", number), key) for number, key in enumerate(body.find)]
    places += [(("replace", key), key) for key in body.replace]
    places += [
        (("either", number, inner), key) for number, forms in enumerate(body.either) for inner, key in enumerate(forms)
    ]
    places += [(("except", number), key) for number, key in enumerate(body.exceptions)]
    places += [(("needs",), body.needs)]
    for keys, key in places:
        if is_expression(key):
            try:
                compiled(key, fold=body.ignore_case is True)
            except ValueError as error:
                return keys, f"{key} is no regular expression: {error}"
    return None


def _reference_fault(body: Body) -> tuple[Keys, str] | None:
    """A replacement refers to groups that its expression has."""
    for key, new in body.replace.items():
        texts = (new,) if isinstance(new, str) else new
        if not texts:
            return ("replace", key), "no text to write instead"
        if not is_expression(key):
            continue
        expression = compiled(key, fold=body.ignore_case is True)
        for text in texts:
            for reference in REFERENCE.finditer(text):
                name = reference[1] or reference[2]
                if name not in expression.groupindex and not (name.isdigit() and int(name) <= expression.groups):
                    return (
                        "replace",
                        key,
                    ), f"`{reference.group()}` is no group of {key}, which has {expression.groups}"
    return None


def _scope_fault(body: Body) -> tuple[Keys, str] | None:
    for number, name in enumerate(body.scope):
        if name.removeprefix("~") not in SCOPES:
            near = nearest(name, SCOPES)
            hint = f"; did you mean `{near}`?" if near else f"; there are {', '.join(SCOPES)}"
            return ("scope", number), f"there is no scope `{name}`{hint}"
    return None


def _message_fault(body: Body) -> tuple[Keys, str] | None:
    from string import Formatter

    try:
        parts = list(Formatter().parse(body.message))
    except ValueError as error:
        return ("message",), f"`message`: {str(error)[:1].lower()}{str(error)[1:]}; a brace itself is written twice"
    groups = {name for key in (*body.find, *body.replace) if is_expression(key) for name in _groups(key)}
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if (name not in _NAMES and name not in groups) or form or conversion:
            near = nearest(name, (*_NAMES, *groups))
            hint = f"did you mean `{{{near}}}`?" if near else f"there are {', '.join(f'{{{one}}}' for one in _NAMES)}"
            return ("message",), f"`message` has no `{{{name}}}` to fill; {hint}"
    return None


def _groups(key: str) -> set[str]:
    expression = compiled(key, fold=False)
    return {*expression.groupindex, *(str(number) for number in range(1, expression.groups + 1))}
