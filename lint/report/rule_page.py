"""What a rule file says of itself, for `explain` and for the guide."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from lint.engine.select import AnyRule
from lint.house.search import Searching
from lint.house.style import Body
from lint.post.invisible import HARD_SPACES, HIDDEN, is_rightful
from lint.post.invisible import shown as visible
from lint.regex import regex
from lint.report import toml
from lint.report.places import shown
from lint.rule import Example, SiteRule

# No reader could tell a space that does not break from any other, or what is not shown from nothing.
_UNSEEN = regex(f"[{HARD_SPACES}]|([{HIDDEN}\ufe00-\ufe0e])\\1*")


def summary(rule: AnyRule) -> str:
    """The first sentence of the rule's docstring, without its full stop."""
    return _paragraphs(rule)[0].rstrip(".")


def page(rule: AnyRule) -> str:
    """The whole page as Markdown: what, why, level, options, examples."""
    return f"# {rule.id}\n\n{body(rule)}"


def body(rule: AnyRule) -> str:
    """The page without its title."""
    scope = "the whole site" if issubclass(rule, SiteRule) else "one post"
    head = f"Family {rule.family} · level {rule.level}{_when(rule)} · judges {scope}\n"
    parts = [head, *(f"{paragraph}\n" for paragraph in _paragraphs(rule))]
    if rows := list(_options(rule)):
        parts.append("## Options\n\n" + f"In the table `[tool.copydesk.rules.{rule.id}]`:\n\n" + "\n".join(rows) + "\n")
    for title, bad in (("Wrong", True), ("Right", False)):
        if shown_ones := [example for example in rule.examples if example.bad is bad]:
            parts.append(f"## {title}\n\n" + "\n".join(_examples(shown_ones)))
    return "\n".join(parts)


def _when(rule: AnyRule) -> str:
    if rule.default:
        return ""
    return ", in `copydesk bundle` or when selected" if rule.publishing else ", off unless it is selected"


def _paragraphs(rule: AnyRule) -> list[str]:
    # A plug-in may lack it.
    return inspect.cleandoc(rule.__doc__ or f"{rule.id.replace('-', ' ').capitalize()}.").split("\n\n")


def options(rule: AnyRule) -> Iterator[tuple[str, str, Any, str]]:
    """Name, type as people say it, default and description of each option."""
    hints = get_type_hints(rule, include_extras=True)
    for field in msgspec.structs.fields(rule):
        hint = hints[field.name]
        notes = [m.description for m in getattr(hint, "__metadata__", ()) if getattr(m, "description", None)]
        default = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
        yield field.encode_name, _type(get_args(hint)[0] if notes else hint), default, " ".join(notes)


def _type(hint: Any) -> str:
    if get_origin(hint) in {tuple, frozenset, list, set}:
        return "list"
    inner = [one for one in get_args(hint) if one is not type(None)]
    if len(inner) == 1 and type(None) in get_args(hint):
        return _type(inner[0])
    if get_origin(hint) is Literal:
        return " or ".join(f'"{choice}"' for choice in inner)
    if get_origin(hint) is dict:
        return "table"
    if get_origin(hint) is Annotated:
        return _type(inner[0])
    return {str: "text", int: "number", float: "number", bool: "true or false"}.get(hint, str(hint))


_SAYS_NOTHING = {field.encode_name: getattr(Body(), field.name) for field in msgspec.structs.fields(Body)}


def _options(rule: AnyRule) -> Iterator[str]:
    for name, kind, default, description in options(rule):
        if issubclass(rule, Searching) and default == _SAYS_NOTHING[name]:
            continue  # a style says a few of many things
        yield f"- `{name}` ({kind}, default `{toml.value(default)}`): {description}"


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    """Each text in a fence longer than any in it; ⟦ ⟧ mark what is found."""
    for example in examples:
        notes = [f"today is {example.today}"] * bool(example.today)
        notes += [f"`{name}` = `{msgspec.json.encode(value).decode()}`" for name, value in example.options.items()]
        if others := (*example.site, *example.images):
            notes.append("the site also has " + ", ".join(f"`{path}`" for path in others))
        notes += [f'`{url}` answers "{said}"' for url, said in example.web.items()]
        notes += [f"`{name}` runs as well" for name in example.beside]
        if notes:
            yield f"With {'; '.join(notes)}:\n"
        for path, text in example.site.items():
            if path.endswith((".toml", ".json")):  # what judges the post
                yield _fence(text, path.rpartition(".")[2])
        yield _fence(example.text)
        if example.fixed is not None:
            yield "After the fix:\n"
            yield _fence(example.fixed)


def _named(found: re.Match[str]) -> str:
    return found[0] if found[1] and is_rightful(found.string, *found.span()) else visible(found[0])


def _fence(text: str, language: str = "markdown") -> str:
    longest = max((len(run) for run in text.replace("\n", " ").split() if set(run) == {"`"}), default=0)
    fence = "`" * max(3, longest + 1)
    lines = [_UNSEEN.sub(_named, shown(line)) for line in text.replace("\r", "").split("\n")]
    return f"{fence}{language}\n" + "\n".join(lines).rstrip("\n") + f"\n{fence}\n"
