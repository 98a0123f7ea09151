"""The rule unknown-field."""

from __future__ import annotations

from collections.abc import Iterator

from lint.rule import Bad, Finding, Fix, Good, Level, SiteRule, Span, replace
from lint.site.facts import PostFacts
from lint.site.near_keys import NearKey, near_keys
from lint.site.site import Site


class UnknownField(SiteRule):
    """A key of the front matter looks like a slip for one that the other posts use.

    A template asks for `summary` and finds none: what stands behind `sumary` is never shown, and nothing tells.

    A key is judged that hardly any other post has, where nearly all others (at least ten) have a key one slip, letter
    case, a hyphen or a plural away that this post lacks. Where fewer of them have that key, it must be in ten posts,
    and the one at hand no English word. A pair of keys that are both in use, such as `image` and `images`, is right.
    """

    id = "unknown-field"
    level = Level.WARNING

    examples = (
        Bad(
            "---\ntitle: Rain\n⟦authors⟧: Ada\n---\n",
            fixed="---\ntitle: Rain\nauthor: Ada\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\nauthor: Ada\n---\n" for n in range(12)},
            message="`authors` is in no other post, and 12 of 12 have `author`",
        ),
        Bad(
            '---\n⟦"sumary"⟧: It rains. # short\ntitle: Rain\n---\n',
            fixed='---\n"summary": It rains. # short\ntitle: Rain\n---\n',
            site={
                **{f"posts/{n}.md": "---\ntitle: Day\nsummary: It is dry.\n---\n" for n in range(10)},
                **{f"posts/1{n}.md": "---\ntitle: Day\n---\n" for n in range(10)},
            },
            message="`sumary` is in no other post, and 10 of 20 have `summary`",
        ),
        Bad(
            '+++\ntitle = "Rain"\n⟦Date⟧ = 2024-05-01\n+++\n',
            fixed='+++\ntitle = "Rain"\ndate = 2024-05-01\n+++\n',
            site={f"posts/{n}.md": '+++\ntitle = "Day"\ndate = 2024-05-01\n+++\n' for n in range(10)},
        ),
        Bad(
            '{\n  "title": "Rain",\n  ⟦"cover_image"⟧: "/rain.png"\n}\n\nIt rains.\n',
            fixed='{\n  "title": "Rain",\n  "coverImage": "/rain.png"\n}\n\nIt rains.\n',
            site={f"posts/{n}.md": '{"title": "Day", "coverImage": "/day.png"}\n\nDry.\n' for n in range(10)},
        ),
        Bad(
            "---\ntitle: Rain\n⟦authors⟧:\n  - Ada\n  - Bob\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\nauthor: Ada\n---\n" for n in range(12)},
        ),
        Bad(
            "---\ntitle: Rain\n⟦descirption⟧: It rains.\n---\n",
            fixed="---\ntitle: Rain\ndescription: It rains.\n---\n",
            site={
                **{f"posts/{n}.md": "---\ntitle: Day\ndescription: It is dry.\n---\n" for n in range(11)},
                "posts/snow.md": "---\ntitle: Day\ndescirption: It snows.\n---\n",
            },
            message="`descirption` is in 1 other post, and 11 of 12 have `description`",
        ),
        Good(
            "---\ntitle: Rain\nauthors: [Ada]\n---\n",
            site={
                **{f"posts/{n}.md": "---\ntitle: Day\nauthor: Ada\n---\n" for n in range(10)},
                **{f"posts/1{n}.md": "---\ntitle: Day\nauthors: [Ada, Bob]\n---\n" for n in range(5)},
            },
        ),
        Good(
            "---\ntitle: Rain\nauthor: Ada\nauthors: [Ada, Bob]\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\nauthor: Ada\n---\n" for n in range(12)},
        ),
        Good(
            "---\ntitle: Rain\nauthors: Ada\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\nauthor: Ada\n---\n" for n in range(9)},
        ),
        Good(
            "---\ntitle: Rain\nheight: 300\nimages: [a.png]\nsubtitle: A diary\nupdate: true\n---\n",
            site={
                **{f"posts/{n}.md": "---\ntitle: Day\nweight: 3\nimage: a.png\n---\n" for n in range(12)},
                **{f"posts/1{n}.md": "---\ntitle: Day\nupdated: 2024-05-01\n---\n" for n in range(12)},
            },
        ),
        Good(
            "---\ntitle: Rain\nimage1: a.png\n---\n",
            site={f"posts/{n}.md": "---\ntitle: Day\nimage2: a.png\n---\n" for n in range(12)},
        ),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        for post in site.reported:
            for near in near_keys(post, site.schema, site.dictionary):
                yield post, _finding(near, site.schema.keys[near.field.key] - 1)


def _finding(near: NearKey, same: int) -> Finding:
    key, meant = near.field.key, near.use.key
    used = f"{same:,} other post{'s' if same > 1 else ''}" if same else "no other post"
    message = f"`{key}` is in {used}, and {near.having:,} of {near.others:,} have `{meant}`"
    return Finding(near.field.key_span, message, _renamed(near), suggestions=(meant,))


def _renamed(near: NearKey) -> Fix | None:
    """Puts the other key inside the quotes that this one has; none where the value would be of another kind."""
    key, (start, end) = near.field.key, near.field.key_span
    quotes = (end - start - len(key)) // 2
    if not near.fits or end - start not in {len(key), len(key) + 2}:
        return None
    span = Span(start + quotes, end - quotes)
    return replace(span, near.use.key, f"Rename it to `{near.use.key}`", safe=False)
