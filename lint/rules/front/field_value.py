"""The rule field-value."""

from __future__ import annotations

from collections.abc import Iterator

from lint.rule import Bad, Finding, Good, Level, SiteRule
from lint.site.declared import Declared, collection_of
from lint.site.declared.field_faults import field_faults
from lint.site.declared.value_tree import members, tree
from lint.site.facts import PostFacts
from lint.site.schema import is_judged
from lint.site.site import Site

_NEVER_EMPTY = frozenset({"title", "date", "author", "authors"})
"""Whose emptiness another rule reports, declared or not."""


def _fields(declaration: str) -> dict[str, str]:
    """A configuration for the examples."""
    head = '[collections.blog]\npaths = ["posts/"]\n\n[collections.blog.fields]\n'
    return {"copydesk.toml": f"{head}{declaration}\n"}


def _schema(schema: str) -> dict[str, str]:
    return {
        "copydesk.toml": '[collections.blog]\npaths = ["posts/"]\nschema = "blog.json"\n',
        "blog.json": f"{schema}\n",
    }


class FieldValue(SiteRule):
    """A field breaks what the configuration declares of its collection.

    What a generator expects of its fields is written down in one place, and told to an author before the generator
    stops, or publishes the post in the wrong shape.

    Judged are the posts of collections that the configuration declares, in `[tool.copydesk.collections.NAME]` by
    fields or by a JSON Schema. A declared field that is required must not be empty; one that is absent is for
    `missing-field`, unless a JSON Schema asks for it. Section pages (`_index.md`),
    templates and front matter that cannot be read are not judged.
    """

    id = "field-value"
    level = Level.ERROR

    examples = (
        Bad(
            "---\ntitle: Rain\ncategory: ⟦Newz⟧\n---\n",
            fixed="---\ntitle: Rain\ncategory: News\n---\n",
            site=_fields('category = { values = ["News", "Guide"] }'),
            message="`category` is `Newz`, none of `News`, `Guide`",
        ),
        Bad(
            "+++\ntitle = ⟦2024⟧ # the year\n+++\n",
            fixed='+++\ntitle = "2024" # the year\n+++\n',
            site=_fields('title = { type = "text", required = true }'),
            message="`title` is `2024`, a number where a text is meant",
        ),
        Bad(
            '{"title": "Rain", "tags": ["weather", ⟦"gardn"⟧]}\n',
            fixed='{"title": "Rain", "tags": ["weather", "garden"]}\n',
            site=_fields('tags = { type = "list", values = ["weather", "garden"] }'),
            message="`tags` holds `gardn`, none of",
        ),
        Bad(
            "---\ntitle: Rain\ntags: ⟦weather, garden⟧\n---\n",
            fixed="---\ntitle: Rain\ntags: [weather, garden]\n---\n",
            site=_fields('tags = { type = "list" }'),
            message="`tags` is `weather, garden`, a text where a list is meant",
        ),
        Bad(
            '---\ntitle: Rain\nfeatured: ⟦"true"⟧\n---\n',
            fixed="---\ntitle: Rain\nfeatured: true\n---\n",
            site=_fields('featured = { type = "boolean" }'),
        ),
        Bad(
            "---\ntitle: ⟦Ox⟧\ntags: ⟦[]⟧\n---\n",
            site=_fields("title = { min-length = 3 }\ntags = { min-length = 1, max-length = 5 }"),
            message="which has 2 characters, fewer than 3",
        ),
        Bad(
            "---\ntitle: Rain\nslug: ⟦The Rain⟧\n---\n",
            site=_fields('slug = { pattern = "[a-z-]+" }'),
            message="does not match `[a-z-]+`",
        ),
        Bad(
            "---\ntitle: Rain\nevent: ⟦2019-12-31⟧\n---\n",
            site=_fields('event = { type = "date", after = 2020-01-01, before = 2030-01-01 }'),
            message="which is not after 2020-01-01",
        ),
        Bad(
            "---\ntitle: Rain\nauthor:\n  name: ⟦[Ada]⟧\n---\n",
            site=_schema('{"properties": {"author": {"properties": {"name": {"type": "string"}}}}}'),
            message="`author.name` is a list of 1 item where a text is meant",
        ),
        Bad(
            "---\nauthor: {name: Ada}\n⟦titel⟧: Rain\n⟦---⟧\n",
            fixed="---\nauthor: {name: Ada}\ntitle: Rain\n---\n",
            site=_schema(
                '{"properties": {"title": {}, "author": {}}, "required": ["title"], "additionalProperties": false}'
            ),
            message="`titel` is no key that the schema knows",
        ),
        Bad(
            '+++\ntitle = "Rain"\n⟦author⟧ = { site = "https://ada.example" }\n+++\n',
            site=_schema('{"properties": {"author": {"required": ["name"]}}}'),
            message="`name` is missing in `author`, which is required",
        ),
        Bad(
            "---\ntitle: Rain\ndate: ⟦soon⟧\n---\n",
            site=_schema('{"properties": {"date": {"type": "string", "format": "date"}}}'),
            message="which is no date",
        ),
        Good(
            "---\ntitle: Rain\ndate: 2024-05-01\n---\n",
            site=_schema('{"properties": {"date": {"type": "string", "format": "date"}}, "required": ["title"]}'),
        ),
        Good(
            "---\nweight: 0x1F\nfeatured: no\nevent: 2024-05-01 10:00:00\n---\n",
            site=_fields('weight.type = "number"\nfeatured.type = "boolean"\nevent.type = "date"'),
        ),
        Good("---\ntitle: Rain\ncategory:\n---\n", site=_fields('category = { values = ["News"] }')),
        Good("---\nbase: &base\n  title: Rain\n<<: *base\n---\n", site=_fields("title = { required = true }")),
        Good("---\ntitle: Ox\n---\n", path="notes/ox.md", site=_fields("title = { min-length = 3 }")),
        Good("---\ntitle: Ox\n---\n", path="posts/_index.md", site=_fields("title = { min-length = 3 }")),
        Good("---\ntitle: Rain: a diary\n---\n", site=_schema('{"required": ["date"]}')),
        Good("---\ntitle: 2024\n---\n"),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        if not site.collections:
            return
        for post in site.reported:
            collection = collection_of(site.collections, post.path)
            if collection is None or not is_judged(post):
                continue
            for finding in _faults(post, collection):
                yield post, finding


def _faults(post: PostFacts, collection: Declared) -> Iterator[Finding]:
    if collection.schema:
        from lint.site.declared.schema_faults import schema_faults

        yield from schema_faults(post, collection.schema)
    if not collection.fields or post.close is None:
        return
    declared = {name.lower(): field for name, field in collection.fields.items()}
    english = post.language[:2] == "en"
    for key, field in members(tree(post), post.format).items():
        if rule := declared.get(key.lower()):
            value = field.value
            empty = value.kind == "null" or (value.kind == "text" and not value.text.strip())
            if empty and rule.required and key.lower() not in _NEVER_EMPTY:
                yield Finding(value.span, f"`{key}` is empty, and required")
            yield from field_faults(field, rule, post.format, english=english)
