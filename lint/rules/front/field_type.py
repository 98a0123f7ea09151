"""The rule field-type."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lint.post.elements import NodeKind
from lint.post.field_names import CATEGORIES, DATES, LANGUAGES, SUMMARIES, TAGS, TITLES, is_template
from lint.post.scalars import as_item, read_boolean, read_number
from lint.rule import Bad, Finding, Fix, Good, Level, SiteRule, Span, replace
from lint.site.declared import declared_field
from lint.site.facts import FieldFacts, PostFacts
from lint.site.field_use import DATE_FIELDS, FieldUse
from lint.site.schema import ENOUGH, MOST, NEARLY_ALL, Collection
from lint.site.site import Site

FEW = 3
"""So many other posts tell that a value which a reader changes was meant as a text. Our own bound."""
SEVERAL = 5
"""So many other posts with a list tell that a text with commas was meant as one. Our own bound."""

# Nothing but a text can be meant here.
_TEXTS = frozenset({*TITLES, "subtitle", *SUMMARIES, *LANGUAGES, "slug"})
# A text or a list of texts.
_LISTS = frozenset({*TAGS, *CATEGORIES, "keywords"})
_SWITCHES = frozenset({"draft"})
_QUOTES = frozenset({"", '"', "'"})
_SWITCHED = {"true": "true", "false": "false", "yes": "true", "no": "false", "on": "true", "off": "false"}
_LONGEST_ITEM = 40  # code points; a longer piece between commas is a clause of a sentence


class FieldType(SiteRule):
    """A value of the front matter is of another kind than is meant: `tags: a, b`, `title: no`.

    Readers of YAML take `no` for false, `12:30:45` for 45045 and `1.10` for 1.1, and a generator that expects a list
    takes "a, b" for a single tag, or apart letter by letter.

    Titles, summaries, languages and slugs are texts, tags and categories texts or lists of texts, unless other posts of
    the site use them otherwise. For all other fields the posts decide: a text with commas where nearly all others (at
    least five) have lists, a text where nearly all others (at least ten) have lists or true and false, a number or date
    where the others have texts. A number that no reader changes (`title: 2024`) is a warning. `true` and `false`
    are never judged where another kind is usual: they switch a thing off.
    """

    id = "field-type"
    level = Level.ERROR

    examples = (
        Bad("---\ntitle: Rain\ndate: ⟦{year: 2024}⟧\n---\n", message="`date` is a map, not a date"),
        Bad(
            "---\ntitle: Rain\ntags: ⟦rain, open source⟧ # two\n---\n",
            fixed="---\ntitle: Rain\ntags: [rain, open source] # two\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\ntags: [weather, rain]\n---\n" for n in range(6)},
            message="`rain, open source` is one text, where 6 of 6 other posts have a list",
        ),
        Bad(
            "---\ntitle: Rain\ntags: ⟦'rain, #1, 2024'⟧\n---\n",
            fixed="---\ntitle: Rain\ntags: ['rain', '#1', '2024']\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\ntags:\n  - weather\n---\n" for n in range(6)},
        ),
        Bad(
            '+++\ntitle = "Rain"\nauthors = ⟦"Ada, Bob"⟧\n+++\n',
            fixed='+++\ntitle = "Rain"\nauthors = ["Ada", "Bob"]\n+++\n',
            site={f"posts/{n}.md": '+++\ntitle = "Day"\nauthors = ["Ada"]\n+++\n' for n in range(6)},
        ),
        Bad(
            '{\n  "title": "Rain",\n  "tags": ⟦"rain, snow"⟧\n}\n\nIt rains.\n',
            fixed='{\n  "title": "Rain",\n  "tags": ["rain", "snow"]\n}\n\nIt rains.\n',
            site={f"posts/{n}.md": '{"title": "Day", "tags": ["sun"]}\n\nDry.\n' for n in range(6)},
        ),
        Bad(
            "---\ntitle: Rain\nauthors: ⟦Ada⟧\n---\n",
            fixed="---\ntitle: Rain\nauthors: [Ada]\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\nauthors: [Ada, Bob]\n---\n" for n in range(12)},
            message="`Ada` is a text, where 12 of 12 other posts have a list",
        ),
        Bad("---\ntitle: ⟦no⟧\n---\n", fixed='---\ntitle: "no"\n---\n', message="`no` is read as false"),
        Bad("---\ntitle: ⟦12:30:45⟧\n---\n", fixed='---\ntitle: "12:30:45"\n---\n', message="as the number 45045"),
        Bad("---\ntitle: ⟦1_000⟧\nsummary: ⟦0x1F⟧\n---\n", fixed='---\ntitle: "1_000"\nsummary: "0x1F"\n---\n'),
        Bad("---\ntitle: ⟦2024⟧\n---\n", fixed='---\ntitle: "2024"\n---\n', message="`2024` is read as a number"),
        Bad("---\ntitle: ⟦2024-05-01⟧\n---\n", fixed='---\ntitle: "2024-05-01"\n---\n', message="read as a date"),
        Bad("---\nlang: ⟦no⟧\n---\n", fixed='---\nlang: "no"\n---\n'),
        Bad(
            "---\ntags: [python, ⟦3.10⟧, ⟦on⟧]\n---\n",
            fixed='---\ntags: [python, "3.10", "on"]\n---\n',
            message="`3.10` is read as the number 3.1",
        ),
        Bad("+++\ntitle = ⟦1984⟧\n+++\n", fixed='+++\ntitle = "1984"\n+++\n'),
        Bad("---\ntitle: ⟦[WIP, Rain]⟧\n---\n", message="`title` is a list, not a text"),
        Bad("---\nsummary:\n  ⟦en: Rain⟧\n---\n", message="`summary` is a map, not a text"),
        Bad(
            "---\nversion: ⟦1.10⟧\n---\n",
            fixed='---\nversion: "1.10"\n---\n',
            site={f"posts/{n}.md": f'---\nversion: "1.{n}"\n---\n' for n in range(4)},
            message="`1.10` is read as the number 1.1, where 4 of 4 other posts have a text",
        ),
        Bad(
            '---\ndraft: ⟦"false"⟧\nfeatured: ⟦"yes"⟧\n---\n',
            fixed="---\ndraft: false\nfeatured: true\n---\n",
            site={f"posts/{n}.md": "---\nfeatured: true\n---\n" for n in range(12)},
            message="`false` is a text, which counts as true",
        ),
        Good("---\ntitle: No more rain\nsummary: '2024'\ntags: rain, snow\ndraft: false\n---\n"),
        Good(
            "---\ntags: rain, snow\n---\n",
            site={
                **{f"posts/{n}.md": "---\ntags: [rain]\n---\n" for n in range(12)},
                **{f"posts/1{n}.md": "---\ntags: rain, sun\n---\n" for n in range(3)},
            },
        ),
        Good(
            "---\ntitle:\n  en: Rain\ntags: [2024]\nlang: [en, fr]\n---\n",
            site={f"posts/{n}.md": "---\ntitle: {en: Day}\ntags: [2023]\nlang: [en]\n---\n" for n in range(3)},
        ),
        Good(
            "---\ncover: false\nauthor: [Ada]\ntags: rain\n---\n",
            site={f"posts/{n}.md": "---\ncover: /day.png\nauthor: Ada\ntags: [weather]\n---\n" for n in range(9)},
        ),
        Good("---\nversion: 1.10\nweight: 0x1F\nslug: 404\n---\n"),
        Good("---\ntitle: !!str 2024\ndate: '2024-05-01'\n---\n"),
        Good("---\ntitle:\nsummary: ''\ntags: []\n---\n"),
        Good(
            "---\ntitle: Rain\ndescription: &text Rain, at last\nsummary: *text\n---\n",
            site={f"posts/{n}.md": "---\nsummary: [a, b]\n---\n" for n in range(12)},
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post in site.reported:
            if not post.front_readable or not post.format or is_template(post.path):
                continue
            collection = site.schema.around(post) or site.schema.around(post, FEW)
            habits = collection.habits if collection else {}
            for field in post.fields:
                usual = habits.get(field.key, field.kind)
                if _may_err(field.key, field.kind, usual) and not field.alias and not _is_declared(site, post, field):
                    use = collection.fields[field.key] if collection else FieldUse(field.key, (), posts=1)
                    for finding in _field(post, field, use, usual, collection):
                        yield post, finding


def _is_declared(site: Site, post: PostFacts, field: FieldFacts) -> bool:
    """Whether the configuration says the type, so that `field-value` judges it."""
    declared = declared_field(site.collections, post.path, field.key)
    return declared is not None and declared.type is not None


@lru_cache(maxsize=1_000)  # the fields of a site are few
def _may_err(key: str, kind: NodeKind, usual: NodeKind) -> bool:
    """Whether there is anything to judge in a field of this kind; nearly always there is not."""
    if kind == "null":
        return False
    if usual != kind or kind == "list":
        return True
    key = key.lower()
    if kind == "text":
        return key in _SWITCHES
    return key in _TEXTS or key in _LISTS or (kind == "map" and key in DATES)


def _field(
    post: PostFacts, field: FieldFacts, use: FieldUse, usual: NodeKind, collection: Collection | None
) -> Iterator[Finding]:
    """`use` and `usual` tell how the other posts use the field, its own post among them."""
    key, kind = field.key.lower(), field.kind
    others, same = use.posts - 1, use.of(kind) - 1
    if kind == "text":
        if finding := _switch(field, use, usual) or _no_list(post, field, use, usual, collection):
            yield finding
    elif kind == "list":
        if key in _LISTS:
            yield from _items(field, use)
        elif key in _TEXTS and same <= 0:
            yield Finding(field.span, f"`{field.key}` is a list, not a text")
        elif key in DATES and same <= 0:
            yield Finding(field.span, f"`{field.key}` is a list, not a date")
    elif kind == "map":
        if key in _TEXTS and same <= 0:
            yield Finding(field.span, f"`{field.key}` is a map, not a text")
        elif key in DATES and same <= 0:
            yield Finding(field.span, f"`{field.key}` is a map, not a date")
    elif key in _TEXTS or key in _LISTS:
        on_purpose = kind == "boolean" and key not in TITLES and field.text.lower() in {"true", "false"}
        usable = same > others * (1 - NEARLY_ALL) or (key == "slug" and kind == "number")
        custom = usable and kind != "boolean" and not _changes(field.text, kind)
        if not on_purpose and not custom:
            yield _no_text(field.text, field.span, kind, "")
    elif kind == "number" and usual == "text" and key not in DATE_FIELDS:
        count = use.of("text")
        enough = FEW if _changes(field.text, kind) else ENOUGH
        if others >= enough and count >= others * (MOST if enough == FEW else NEARLY_ALL):
            yield _no_text(field.text, field.span, kind, f", where {count:,} of {others:,} other posts have a text")


def _items(field: FieldFacts, use: FieldUse) -> Iterator[Finding]:
    """Numbers, dates and words for true and false among texts."""
    for (text, span), kind in zip(field.texts, field.kinds, strict=False):
        if kind in {"number", "date", "boolean"}:
            custom = kind != "boolean" and use.items.get(kind, 0) > 1
            if not custom or _changes(text, kind):
                yield _no_text(text, span, kind, "")


def _changes(text: str, kind: NodeKind) -> bool:
    """Whether what is read differs from what is written."""
    return kind == "number" and read_number(text) != text


def _no_text(text: str, span: Span, kind: NodeKind, evidence: str) -> Finding:
    """A number, a date, or a word for true and false, where a text is meant."""
    level = None
    if kind == "boolean":
        read = "true" if read_boolean(text) else "false"
    elif kind == "date":
        read = "a date"
    else:
        number = read_number(text)
        read = f"the number {number}" if number and number != text else "a number"
        level = Level.WARNING if number == text else None
    plain = span.end - span.start == len(text) and not any(character in text for character in '"\\\n')
    fix = replace(span, f'"{text}"', "Put it in quotes") if plain else None
    return Finding(span, f"`{_shortened(text)}` is read as {read}{evidence or ', not as a text'}", fix, level)


def _switch(field: FieldFacts, use: FieldUse, usual: NodeKind) -> Finding | None:
    """A text "true" or "false"."""
    meant = _SWITCHED.get(field.text.lower())
    others, count = use.posts - 1, use.of("boolean")
    habit = usual == "boolean" and others >= ENOUGH and count >= others * NEARLY_ALL
    if meant is None or not (habit or field.key.lower() in _SWITCHES):
        return None
    fix = _in_place(field, meant, "Take the quotes off") if field.style in {'"', "'"} else None
    if meant == "false":
        return Finding(field.span, f"`{field.text}` is a text, which counts as true in many templates", fix)
    evidence = f"where {count:,} of {others:,} other posts have true or false" if habit else "not true or false"
    return Finding(field.span, f"`{field.text}` is a text, {evidence}", fix, Level.WARNING)


def _no_list(
    post: PostFacts, field: FieldFacts, use: FieldUse, usual: NodeKind, collection: Collection | None
) -> Finding | None:
    """A text where others have a list."""
    text = field.text.strip()
    others, count = use.posts - 1, use.of("list")
    if usual != "list" or collection is None or not text or "{{" in text or "{%" in text:
        return None
    nearly_all = count >= others * NEARLY_ALL
    evidence = f"where {count:,} of {others:,} other posts have a list"
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and others >= SEVERAL and max(map(len, parts)) <= _LONGEST_ITEM:
        safe = field.key.lower() in _LISTS and _known(parts, field.key, collection)
        fix = _list(post, field, parts, safe=safe)
        return Finding(
            field.span, f"`{_shortened(text)}` is one text, {evidence}", fix, None if nearly_all else Level.WARNING
        )
    if others >= ENOUGH and nearly_all and "," not in text:
        fix = _list(post, field, [text], safe=False)
        return Finding(field.span, f"`{_shortened(text)}` is a text, {evidence}", fix, Level.WARNING)
    return None


def _known(parts: list[str], key: str, collection: Collection) -> bool:
    """Whether another post has one of these texts in its list."""
    wanted = set(parts)
    return any(
        field.kind == "list" and any(text in wanted for text, _ in field.texts)
        for post in collection.posts
        for field in post.fields
        if field.key == key
    )


def _list(post: PostFacts, field: FieldFacts, parts: list[str], *, safe: bool) -> Fix | None:
    form = post.format or "yaml"
    items = [as_item(part, form, field.style if form == "yaml" else "") for part in parts]
    if any(item is None for item in items):
        return None
    written = ", ".join(item for item in items if item is not None)
    return _in_place(field, f"[{written}]", "Make it a list", safe=safe)


def _in_place(field: FieldFacts, written: str, title: str, *, safe: bool = False) -> Fix | None:
    """Replaces a scalar of one line, quotes included; none where it has escapes or takes several lines."""
    start, end = field.span
    if field.style not in _QUOTES or end - start != len(field.text) + 2 * len(field.style) or "\n" in field.text:
        return None
    return replace(Span(start, end), written, title, safe=safe)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 50 else text[:49] + "…"
