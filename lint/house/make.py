"""Makes a rule of each style."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec

from lint.house.rule import HouseRule
from lint.house.site_rule import HouseSiteRule
from lint.house.style import Body, Style
from lint.rule import Bad, Good, Rule, SiteRule

_DEFAULTS = Body()


def rule_of(style: Style) -> type[Rule] | type[SiteRule]:
    """The rule that a style makes; its options are what the style says, so that they may differ by path.

    The style was found right.
    """
    fields: list[tuple[str, Any, Any]] = [
        (field.name, field.type, _default(value, field.encode_name))
        for field in msgspec.structs.fields(Body)
        if (value := getattr(style, field.name)) != getattr(_DEFAULTS, field.name)
    ]
    namespace: dict[str, Any] = {
        "id": style.id,
        "family": HouseRule.family,
        "level": style.level,
        "link": style.link,
        "__doc__": _told(style),
        "examples": (*map(Bad, style.wrong), *map(Good, style.right)),
    }
    name = "".join(part.title() for part in style.id.split("-"))
    made = msgspec.defstruct(
        name,
        fields,
        bases=(HouseSiteRule if style.within == "site" else HouseRule,),
        namespace=namespace,
        module=__name__,
        kw_only=True,
        rename="kebab",
        forbid_unknown_fields=True,
        dict=True,
    )
    assert issubclass(made, (Rule, SiteRule))
    return made


def _default(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return msgspec.field(default_factory=partial(dict, value), name=name)
    return msgspec.field(default=value, name=name)


def _told(style: Style) -> str:
    """The style in words: its description, else what it says."""
    if style.description:
        return "\n\n".join((style.description, *([f"See {style.link}."] if style.link else [])))
    words = [*style.find, *style.replace, *(" or ".join(forms) for forms in style.either)]
    few = ", ".join(words[:4]) + (", …" if len(words) > 4 else "")
    first = f"House style about {few}." if few else f"Headings are in {style.case} case."
    return "\n\n".join((first, *([f"See {style.link}."] if style.link else [])))
