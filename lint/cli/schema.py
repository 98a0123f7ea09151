"""`copydesk schema`: what is asked of the front matter of a collection, as a JSON Schema that editors complete by."""

from __future__ import annotations

from typing import Any

import click
import msgspec

from lint.choices import nearest
from lint.cli import session
from lint.config.load import ConfigError
from lint.engine.run import Desk
from lint.engine.select import UnknownRuleError
from lint.report.places import shown
from lint.site.declared.effective import declared_schema, inferred_schema, lines
from lint.site.facts import PostFacts
from lint.site.schema import Collection, Schema, is_judged
from lint.world import git
from lint.world.pool import examine_all
from lint.world.sites import OpenSite, PathError, open_sites


@click.command("schema")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the JSON Schema (2020-12).")
@click.option("--config", metavar="FILE", default="", help="The configuration to use.")
@click.option("-v", "--verbose", is_flag=True, help="Show the traceback of a bug.")
def command(name: str | None, as_json: bool, config: str, verbose: bool) -> int:  # noqa: ARG001
    """Show what is asked of front matter.

    NAME is a collection: one that the configuration declares, else one that copydesk found by the folders of the
    posts. What is only inferred from the posts says so in its description.
    """
    schemas = _schemas(config)
    if not schemas:
        raise session.CannotRun("no collection is declared, and too few posts lie alike to infer one")
    if name is not None:
        if name not in schemas:
            near = nearest(name, schemas)
            hint = f"did you mean `{near}`?" if near else f"there are {', '.join(schemas)}"
            raise session.CannotRun(f"there is no collection `{name}`; {hint}")
        schemas = {name: schemas[name]}
    if as_json:
        if len(schemas) > 1:
            raise session.CannotRun(f"there are several collections; name one of {', '.join(schemas)}")
        (schema,) = schemas.values()
        click.echo(msgspec.json.format(msgspec.json.encode(schema), indent=2).decode())
        return 0
    for each, schema in schemas.items():
        said = schema.get("description")
        click.echo(shown(f"{each}: {said}" if isinstance(said, str) else each))
        for line in lines(schema):
            click.echo(shown(line))
    return 0


def _schemas(config: str) -> dict[str, dict[str, Any]]:
    """The schemas of the sites in the working folder, by the names of their collections. Raises CannotRun."""
    found: dict[str, dict[str, Any]] = {}
    try:
        for site in open_sites(session.given((), {"config": config})):
            desk = session.desk_of(site)
            missing = [rule for rule in desk.chosen.site_rules if rule.id == "missing-field"]
            required: tuple[str, ...] = missing[0].required if missing else ()  # type: ignore[attr-defined]
            for name, schema in _of_site(site, desk, required).items():
                found.setdefault(name, schema)
    except (PathError, ConfigError, UnknownRuleError, git.GitError) as error:
        raise session.CannotRun(str(error)) from None
    except OSError as error:
        raise session.CannotRun(f"{error.filename or ''}: {error.strerror}".lstrip(": ")) from None
    return found


def _of_site(site: OpenSite, desk: Desk, required: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """The schemas of a site: the declared collections first, then those of the posts that none of them holds."""
    posts = _facts(site, desk)
    found: dict[str, dict[str, Any]] = {}
    for declared in site.collections:
        if declared.fields or declared.schema:
            found[declared.name] = declared_schema(declared, required)
        else:
            held = [post for path, post in posts.items() if declared.holds(path) and is_judged(post)]
            found[declared.name] = inferred_schema(declared.name, Collection(("", 0, False), held), required)
    rest = {path: post for path, post in posts.items() if not any(one.holds(path) for one in site.collections)}
    for collection in Schema(rest).collections():
        name = collection.name if collection.name not in found else collection.folder or collection.name
        found.setdefault(name, inferred_schema(name, collection, required))
    return found


def _facts(site: OpenSite, desk: Desk) -> dict[str, PostFacts]:
    sources = [site.sources[path] for path in sorted(site.sources)]
    return {one.facts.path: one.facts for one in examine_all(desk, sources, False)}
