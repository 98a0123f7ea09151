"""Writes front matter: python-frontmatter puts it before the text, each target says how its values look."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lint.regex import regex

if TYPE_CHECKING:
    from frontmatter.default_handlers import BaseHandler

_LIKE_A_NUMBER = regex(r"[-+.]?[0-9][\w.+:-]*|[-+]?\.(?:inf|nan)", re.IGNORECASE)
"""Texts that some readers of YAML take for a number, whatever version of it PyYAML writes for."""
_LIKE_A_WORD = frozenset({"y", "n", "Y", "N"})
_META_KEY = regex(r"[A-Za-z0-9_-]+")


class Stamp(str):
    """A date as a target reads it: written without quotes."""

    __slots__ = ()


def stamp(date: datetime.date, mark: str = "T", zone_mark: str = "") -> Stamp:
    """A date as YAML writes it; `mark` stands before the time of day and `zone_mark` before the zone."""
    if not isinstance(date, datetime.datetime):
        return Stamp(date.isoformat())
    zone = date.isoformat()[19:]
    return Stamp(f"{date.date().isoformat()}{mark}{date.time().isoformat()}{zone and zone_mark + zone}")


def kept_day(date: datetime.date) -> datetime.date:
    """The same date for a reader that shows it in UTC: without its time of day where the day would change."""
    if isinstance(date, datetime.datetime) and date.tzinfo and date.astimezone(datetime.UTC).date() != date.date():
        return date.date()
    return date


def with_yaml(fields: dict[str, Any], body: str) -> str:
    """The text of a post with these fields as YAML; those that are empty are left out."""
    return _dumped(fields, body, _yaml())


def with_metadata(fields: dict[str, Any], body: str) -> str:
    """The text of a post with these fields as lines `Key: value`, as Pelican reads them; values are texts."""
    return _dumped(fields, body, _lines())


def _dumped(fields: dict[str, Any], body: str, handler: BaseHandler) -> str:
    import frontmatter

    kept = {key: value for key, value in fields.items() if value not in ("", None, (), [], {})}
    post = frontmatter.Post(body, handler)
    post.metadata.update(kept)
    return f"{frontmatter.dumps(post, handler)}\n"


@cache
def _yaml() -> BaseHandler:
    from frontmatter import default_handlers as handlers

    class Dumper(handlers.SafeDumper):  # type: ignore[misc,valid-type]
        """Quotes what another reader could take for something else; the order of the fields is kept."""

        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
            return True

    def text(dumper: Any, value: str) -> Any:
        style = "'" if _LIKE_A_NUMBER.fullmatch(value) or value in _LIKE_A_WORD else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    Dumper.add_representer(tuple, lambda dumper, value: dumper.represent_list(value))
    Dumper.add_representer(
        Stamp, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:timestamp", str(value))
    )

    class Handler(handlers.YAMLHandler):
        def export(self, metadata: dict[str, object], **_: object) -> str:
            return str(super().export(metadata, Dumper=Dumper, sort_keys=False, width=1_000_000))

    return Handler()


@cache
def _lines() -> BaseHandler:
    from frontmatter import default_handlers as handlers

    class Handler(handlers.BaseHandler):
        FM_BOUNDARY = re.compile(r"\A(?!)")
        START_DELIMITER = END_DELIMITER = ""

        def export(self, metadata: dict[str, object], **_: object) -> str:
            """One line for each field: what has line breaks would end the metadata."""
            lines = (f"{key}: {' '.join(str(value).split())}" for key, value in metadata.items() if _is_key(key))
            return "\n".join(lines)

        def format(self, post: Any, **_: object) -> str:
            return f"{self.export(post.metadata)}\n\n{post.content.strip()}".strip()

    return Handler()


def _is_key(key: str) -> bool:
    return bool(_META_KEY.fullmatch(key))
