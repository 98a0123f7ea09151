"""The rule tag-variant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lint.rule import Bad, Edit, Finding, Fix, Good, Level, SiteRule, Span
from lint.site.facts import PostFacts
from lint.site.site import Site
from lint.site.tag_forms import ENOUGH, Better, folded_tag, slip_for, strange, variants
from lint.site.taxonomies import Entry, labels
from lint.spelling.dictionary import Dictionary


class TagVariant(SiteRule):
    """A tag or category differs from one that other posts use only by case, plural, spacing or accents.

    Each form gets a page of its own, and a reader who follows one of them does not find what stands under the other.

    The form that at least three posts have, and three times as many as the other, is the right one; without such a
    majority nothing is said. A slip of one letter counts in long tags that hold an unknown word, and so does a category
    that is a slip for the name of its folder, where categories and folders agree in three posts. Tags, categories and
    the languages of a site are compared among themselves. Two forms that one post uses side by side differ on purpose,
    unless they mean the same page (case, spacing, accents), and then the second is one too many.
    """

    id = "tag-variant"
    level = Level.WARNING

    examples = (
        Bad(
            "---\ntags: [rain, ⟦teams⟧]\n---\n",
            fixed="---\ntags: [rain, team]\n---\n",
            site={f"posts/{n}.md": "---\ntags: [team]\n---\n" for n in range(3)},
            message='tag "teams" (1 post) differs from "team" (3 posts) only in the plural',
        ),
        Bad(
            "---\ntags:\n- ⟦Open Source⟧ # as ever\n- rain\n---\n",
            fixed="---\ntags:\n- open-source # as ever\n- rain\n---\n",
            site={f"posts/{n}.md": "---\ntags:\n- open-source\n---\n" for n in range(4)},
            message="letter case and in how its words are joined",
        ),
        Bad(
            '+++\n[taxonomies]\ntags = ["weather", ⟦"Météo"⟧]\n+++\n',
            fixed='+++\n[taxonomies]\ntags = ["weather", "meteo"]\n+++\n',
            site={f"posts/{n}.md": '+++\n[taxonomies]\ntags = ["meteo"]\n+++\n' for n in range(3)},
        ),
        Bad(
            '{"tags": [⟦"NodeJS"⟧]}\n',
            fixed='{"tags": ["Node.js"]}\n',
            site={f"posts/{n}.md": "---\ntags: [Node.js]\n---\n" for n in range(3)},
        ),
        Bad(
            "---\ncategory: ⟦anouncements⟧\n---\n",
            fixed="---\ncategory: announcements\n---\n",
            site={f"posts/{n}.md": "---\ncategory: announcements\n---\n" for n in range(3)},
            message="only in one letter",
        ),
        Bad(
            "---\ntags: rain, ⟦Securty⟧, snow\n---\n",
            fixed="---\ntags: rain, Security, snow\n---\n",
            site={f"posts/{n}.md": "---\ntags: [Security]\n---\n" for n in range(3)},
        ),
        Bad(
            "---\ntags: [rain, snow, ⟦rain⟧]\n---\n",
            fixed="---\ntags: [rain, snow]\n---\n",
            message='tag "rain" is given twice',
        ),
        Bad(
            "---\ncategory: ⟦Anouncements⟧\n---\n",
            fixed="---\ncategory: Announcements\n---\n",
            path="blog/announcements/rain.md",
            site={f"blog/weekly/{n}.md": "---\ncategory: weekly\n---\n" for n in range(3)},
            message='not the name of its folder, "announcements", though 3 other posts have the name of theirs',
        ),
        Good(
            "---\ncategory: weather\n---\n",
            path="blog/announcements/rain.md",
            site={f"blog/weekly/{n}.md": "---\ncategory: weekly\n---\n" for n in range(3)},
        ),
        Good(
            "---\ncategory: announcement\n---\n",
            path="blog/announcements/rain.md",
            site={f"blog/weekly/{n}.md": "---\ncategory: weekly\n---\n" for n in range(3)},
        ),
        Good("---\ncategory: Anouncements\n---\n", path="blog/announcements/rain.md"),
        Bad("---\ntags:\n  - Rain\n  - ⟦rain⟧\n---\n", message='tag "rain" is given twice, as "Rain"'),
        Good("---\ntags: [teams]\n---\n", site={f"posts/{n}.md": "---\ntags: [team]\n---\n" for n in range(2)}),
        Good(
            "---\ntags: [teams]\n---\n",
            site={
                **{f"posts/{n}.md": "---\ntags: [team]\n---\n" for n in range(5)},
                "posts/b.md": "---\ntags: [teams]\n---\n",
            },
        ),
        Good(
            "---\ntags: [news, windows, .net, c, python3]\n---\n",
            site={f"posts/{n}.md": "---\ntags: [new, window, net, c++, python2]\n---\n" for n in range(9)},
        ),
        Good("---\ncategory: teams\n---\n", site={f"posts/{n}.md": "---\ntags: [team]\n---\n" for n in range(9)}),
        Good(
            "---\nlang: nl\ntags: [teams]\n---\n",
            site={f"posts/{n}.md": "---\nlang: en\ntags: [team]\n---\n" for n in range(9)},
        ),
        Good(
            "---\ntags: [teams]\n---\n",
            site={
                **{f"posts/{n}.md": "---\ntags: [team]\n---\n" for n in range(9)},
                "posts/b.md": "---\ntags: [team, teams]\n---\n",
            },
        ),
        Good(
            "---\ntags: [massages]\n---\n",
            site={f"posts/{n}.md": "---\ntags: [messages]\n---\n" for n in range(9)},
        ),
        Good("---\ntags: rain snow rain\ncategories: [2020-21, v1.1, rain]\n---\n"),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        entries = {path: found for path, post in site.posts.items() if (found := list(labels(post)))}
        vocabularies: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
        for path, found in entries.items():
            language = _language(site.posts[path])
            used: dict[str, set[str]] = {}
            for entry in found:
                used.setdefault(entry.kind, set()).add(entry.text)
            for kind, texts in used.items():
                vocabularies[kind, language].append(texts)
        better = {
            (*key, text): one
            for key, vocabulary in vocabularies.items()
            for text, one in variants(vocabulary, key[1], site.dictionary).items()
        }
        by_folder = sum(
            _by_folder(path, entry) for path, found in entries.items() for entry in found if entry.kind == "category"
        )
        for post in site.reported:
            found = entries.get(post.path, [])
            twice = _twice(found) if len(found) > 1 else {}
            language = _language(post)
            for number, entry in enumerate(found):
                if number in twice:
                    yield post, _given_twice(found, number, twice[number])
                elif better and (one := better.get((entry.kind, language, entry.text))):
                    yield post, _variant(entry, one, post)
                elif (
                    by_folder >= ENOUGH
                    and entry.kind == "category"
                    and (folder := _meant_folder(post, entry, site.dictionary))
                ):
                    yield post, _unlike_folder(entry, folder, post, by_folder)


def _language(post: PostFacts) -> str:
    return post.language.partition("-")[0].lower()


def _twice(entries: list[Entry]) -> dict[int, int]:
    """The entries of a field that mean the same as an earlier one: the number of each, and that of the first."""
    first: dict[tuple[int, str, str], int] = {}
    found: dict[int, int] = {}
    for number, entry in enumerate(entries):
        key = (entry.field, entry.kind, folded_tag(entry.text))
        if first.setdefault(key, number) != number:
            found[number] = first[key]
    return found


def _by_folder(path: str, entry: Entry) -> bool:
    """Whether a category is the name of its folder."""
    return folded_tag(entry.text) == folded_tag(_folder(path))


def _folder(path: str) -> str:
    return path.rpartition("/")[0].rpartition("/")[2]


def _meant_folder(post: PostFacts, entry: Entry, dictionary: Dictionary) -> str:
    """The name of the folder, where the category is a slip for it; else ""."""
    folder, text = _folder(post.path), entry.text
    if _language(post) != "en" or strange(folder, dictionary) or not slip_for(text, folder, dictionary):
        return ""
    return folder.capitalize() if text[:1].isupper() and folder.islower() else folder


def _unlike_folder(entry: Entry, folder: str, post: PostFacts, by_folder: int) -> Finding:
    message = (
        f'category "{entry.text}" is not the name of its folder, "{_folder(post.path)}",'
        f" though {by_folder:,} other posts have the name of theirs"
    )
    edit = entry.rewritten(folder, post)
    fix = Fix(f'Write "{folder}"', (edit,), safe=False) if edit else None
    return Finding(entry.span, message, fix, suggestions=(folder,))


def _given_twice(entries: list[Entry], number: int, first: int) -> Finding:
    entry, before, original = entries[number], entries[number - 1], entries[first]
    message = f'{entry.kind} "{entry.text}" is given twice'
    if original.text != entry.text:
        message += f', as "{original.text}" before'
    fix = None
    gap = entry.span.start - before.span.end
    # Only a comma and a space fit in there; in a list with a line for each, a comment may.
    if (entry.bracketed or not entry.whole) and before.field == entry.field and 1 <= gap <= 2:
        removed = Edit(Span(before.span.end, entry.span.end), "")
        fix = Fix("Remove the second one", (removed,), safe=original.text == entry.text)
    return Finding(entry.span, message, fix)


def _variant(entry: Entry, better: Better, post: PostFacts) -> Finding:
    own = f"{better.own:,} post{'s' * (better.own > 1)}"
    message = (
        f'{entry.kind} "{entry.text}" ({own}) differs from "{better.text}" ({better.posts:,} posts)'
        f" only {better.difference}"
    )
    edit = entry.rewritten(better.text, post)
    fix = Fix(f'Write "{better.text}"', (edit,), safe=False) if edit else None
    return Finding(entry.span, message, fix, suggestions=(better.text,))
