"""The rule author-variant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from lint.records import NamedTuple
from lint.regex import regex
from lint.rule import Bad, Finding, Fix, Good, Level, Related, SiteRule
from lint.site.facts import PostFacts
from lint.site.site import Site
from lint.site.taxonomies import Entry, authors, unaccented
from lint.spelling.nearest import distance

_ENOUGH = 2
"""So many posts, and so many times as many, must have the other form of one and the same name. Our own bound."""
_ENOUGH_FOR_A_LETTER = 5
"""The same where a letter differs, because two people may have names that are alike. Our own bound."""
_LONG_PART = 5
"""Letters of the part of a name in which one may be wrong; `Jon` and `Jan` are two people."""

_PARTED = regex(r"[\W_]+")


class _Better(NamedTuple):
    """The form that other posts use, in how many posts each stands, and in what they differ."""

    text: str
    posts: int
    own: int
    difference: str


class AuthorVariant(SiteRule):
    """An author's name is written otherwise than in the other posts by the same author.

    Author pages and feeds are made from the name as it is written; the post is missing from the page of its author.

    Forms that differ in letter case, accents, spaces, hyphens or dots are one name; the one that at least twice as many
    posts use, and two at least, is right. One letter in the middle of a long first or last name, or "Last, First",
    counts only where the other form has five posts for each with this one. Shorter and longer forms of a name, the name
    of an account, and accents that the other posts lack are the author's choice; names that one post has side by side
    are two people. Several names in one text ("A, B and C") are taken apart.
    """

    id = "author-variant"
    level = Level.WARNING

    examples = (
        Bad(
            "---\nauthor: ⟦Ada Von Regen⟧\n---\n",
            fixed="---\nauthor: Ada von Regen\n---\n",
            site={f"posts/{n}.md": "---\nauthor: Ada von Regen\n---\n" for n in range(3)},
            message='author "Ada Von Regen" (1 post) is written "Ada von Regen" in 3 posts',
        ),
        Bad(
            '+++\nauthors = ["Bo Storm", ⟦"Zoe Vent"⟧]\n+++\n',
            fixed='+++\nauthors = ["Bo Storm", "Zoé Vent"]\n+++\n',
            site={f"posts/{n}.md": '+++\nauthors = ["Zoé Vent"]\n+++\n' for n in range(2)},
            message="in accents",
        ),
        Bad(
            "---\nauthor: 'Bo Storm and ⟦J.R. Vent⟧'\n---\n",
            fixed="---\nauthor: 'Bo Storm and J. R. Vent'\n---\n",
            site={f"posts/{n}.md": "---\nauthors: [J. R. Vent]\n---\n" for n in range(2)},
        ),
        Bad(
            "---\nauthors:\n  - name: ⟦ada regen⟧\n    mail: ada@example.org\n---\n",
            fixed="---\nauthors:\n  - name: Ada Regen\n    mail: ada@example.org\n---\n",
            site={f"posts/{n}.md": "---\nauthor:\n  name: Ada Regen\n---\n" for n in range(2)},
        ),
        Bad(
            '{"author": ⟦"Adelaide Regnstorm"⟧}\n',
            fixed='{"author": "Adelaide Regenstorm"}\n',
            site={f"posts/{n}.md": "---\nauthor: Adelaide Regenstorm\n---\n" for n in range(5)},
            message="in one letter",
        ),
        Bad(
            "---\nauthor: ⟦Regen, Ada⟧\n---\n",
            fixed="---\nauthor: Ada Regen\n---\n",
            site={f"posts/{n}.md": "---\nauthor: Ada Regen\n---\n" for n in range(5)},
            message="in the order of its parts",
        ),
        Bad("---\nauthors: [Ada Regen, ⟦ada regen⟧]\n---\n", message='author "ada regen" is named twice'),
        Good("---\nauthor: Ada Von Regen\n---\n", site={"posts/b.md": "---\nauthor: Ada von Regen\n---\n"}),
        Good(
            "---\nauthor: Ada Regen\n---\n",
            site={f"posts/{n}.md": "---\nauthor: Ada Q. Regen\n---\n" for n in range(9)},
        ),
        Good(
            "---\nauthors: [adaregen, Zoé Vent]\n---\n",
            site={f"posts/{n}.md": "---\nauthors: [Ada Regen, Zoe Vent]\n---\n" for n in range(9)},
        ),
        Good(
            "---\nauthors: [Christina Storm, Daniela Vent, Jon Hail]\n---\n",
            site={f"posts/{n}.md": "---\nauthors: [Christian Storm, Daniel Vent, Jan Hail]\n---\n" for n in range(9)},
        ),
        Good(
            "---\nauthor: Marino Storm\n---\n",
            site={
                **{f"posts/{n}.md": "---\nauthor: Martino Storm\n---\n" for n in range(9)},
                "posts/b.md": "---\nauthor: Marino Storm and Martino Storm\n---\n",
            },
        ),
        Good(
            "---\nauthor: Marino Storm\n---\n",
            site={f"posts/{n}.md": "---\nauthor: Martino Storm\n---\n" for n in range(4)},
        ),
        Good("---\nauthor: Regen, Ada\n---\n", site={f"posts/{n}.md": "---\nauthor: Regen, Ada\n---\n" for n in "ab"}),
        Good("---\nauthor:\nauthors: []\n---\n", site={"posts/b.md": "---\nauthor: 5\n---\n"}),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        entries = {path: found for path, post in site.posts.items() if (found := list(authors(post)))}
        used = [{entry.text for entry in found} for found in entries.values()]
        better = _variants(used)
        for post in site.reported:
            found = entries.get(post.path, [])
            if not found or (len(found) == 1 and found[0].text not in better):
                continue
            swapped = _swapped(post, found, used)
            if swapped:
                yield post, swapped
                continue
            first: dict[str, Entry] = {}
            for entry in found:
                folded = _folded(entry.text)
                if one := better.get(entry.text):
                    yield post, _finding(entry, one, post)
                elif folded in first and first[folded].field == entry.field:
                    where = (Related(post.path, first[folded].span, "first here"),)
                    yield post, Finding(entry.span, f'author "{entry.text}" is named twice', related=where)
                first.setdefault(folded, entry)


def _folded(text: str) -> str:
    return _PARTED.sub("", unaccented(text))


def _variants(used: list[set[str]]) -> dict[str, _Better]:
    """Each form of a name for which there is a better one. `used` has the names of each post."""
    counts = Counter(text for texts in used for text in texts)
    forms: dict[str, list[str]] = defaultdict(list)
    for text in sorted(counts):
        forms[_folded(text) or text].append(text)
    found: dict[str, _Better] = {}
    for texts in forms.values():
        best = max(texts, key=lambda text: counts[text])
        for text in texts:
            enough = counts[best] >= _ENOUGH and counts[best] >= counts[text] * _ENOUGH
            if text != best and enough and not _on_purpose(text, best):
                found[text] = _Better(best, counts[best], counts[text], _difference(text, best))
    by_shape: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text in counts:
        for shape in _shapes(text):
            by_shape[shape].append(text)
    for text in counts:
        near = {other for shape in _shapes(text) for other in by_shape[shape]} - {text}
        for other in sorted(near, key=lambda other: (-counts[other], other)):
            enough = counts[other] >= _ENOUGH_FOR_A_LETTER * counts[text]
            if text not in found and enough and _one_letter(text, other) and not _together(text, other, used):
                found[text] = _Better(other, counts[other], counts[text], "in one letter")
    return found


def _on_purpose(text: str, best: str) -> bool:
    """Whether a form is no slip though few posts have it: an account's name, or one that got its accents at last."""
    if (" " in text.strip()) != (" " in best.strip()):
        return True
    return not text.isascii() and unaccented(text) == unaccented(best) == best.casefold()


def _shapes(text: str) -> Iterator[tuple[str, str]]:
    """What names that may be slips of one another share: all parts but one, and the ends of that one."""
    parts = text.split()
    if len(parts) > 1:
        for number, part in enumerate(parts):
            if len(part) >= _LONG_PART and part.isalpha():
                yield " ".join((*parts[:number], *parts[number + 1 :])), f"{number}{part[0]}{part[-1]}"


def _one_letter(text: str, other: str) -> bool:
    """Whether one letter differs, and neither the first nor the last of a part, which tell names apart."""
    mine, theirs = text.split(), other.split()
    if len(mine) != len(theirs):
        return False
    pairs = [(one, two) for one, two in zip(mine, theirs, strict=True) if one != two]
    if len(pairs) != 1:
        return False
    one, two = pairs[0]
    long = min(len(one), len(two)) >= _LONG_PART
    return long and one[0] == two[0] and one[-1] == two[-1] and distance(one.lower(), two.lower(), 1) == 1


def _together(text: str, other: str, used: list[set[str]]) -> bool:
    return any(text in texts and other in texts for texts in used)


def _difference(text: str, best: str) -> str:
    if text.casefold() == best.casefold():
        return "in letter case"
    if unaccented(text) == unaccented(best):
        return "in accents"
    return "in spaces or marks" if _PARTED.sub("", text) == _PARTED.sub("", best) else "in letter case and marks"


def _swapped(post: PostFacts, entries: list[Entry], used: list[set[str]]) -> Finding | None:
    """A single author as "Last, First", where other posts have "First Last"."""
    if len(entries) != 2 or any(entry.whole for entry in entries) or entries[0].field != entries[1].field:
        return None
    last, first = entries
    field = post.fields[last.field]
    text = field.texts[0][0] if len(field.texts) == 1 else ""
    if [part.strip() for part in text.split(",")] != [last.text, first.text]:
        return None
    name = f"{first.text} {last.text}"
    count = sum(name in texts for texts in used)
    own = sum(first.text in texts and last.text in texts for texts in used)
    if count < _ENOUGH_FOR_A_LETTER * own or any(first.text in texts and last.text not in texts for texts in used):
        return None
    whole = Entry("author", text, field.texts[0][1], True, last.field, False)
    return _finding(whole, _Better(name, count, own, "in the order of its parts"), post)


def _finding(entry: Entry, better: _Better, post: PostFacts) -> Finding:
    own = f"{better.own:,} post{'s' * (better.own > 1)}"
    message = (
        f'author "{entry.text}" ({own}) is written "{better.text}" in {better.posts:,} posts,'
        f" which differs {better.difference}"
    )
    edit = entry.rewritten(better.text, post)
    fix = Fix(f'Write "{better.text}"', (edit,), safe=False) if edit else None
    return Finding(entry.span, message, fix, suggestions=(better.text,))
