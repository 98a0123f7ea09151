"""Proposes a configuration from what a site's posts and its generator tell. Pure."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from lint.config.globs import matcher
from lint.regex import regex
from lint.site.generators import Recognised
from lint.site.meanings import meaning_of
from lint.site.schema import NEARLY_ALL, Collection, is_judged
from lint.site.site import Site
from lint.site.targets import STATIC_FOLDERS
from lint.site.terms import Terms

MOST_GLOBS = 8
"""With more globs than these the posts are too scattered for a list; they stay recognised by their front matter."""
MOST_TERMS = 20
MOST_TAGS = 40
LEAST_POSTS = 10
"""A name that so many posts write is proposed as a term: twice what makes the term rule learn one. Our own bound."""
MANY_FOLDERS = 3
"""So many folders side by side, each full of posts, are one collection divided by topic. Our own bound."""

_SPECIAL = regex(r"[*?\[\]]")
_FOR_EVERY_BLOG = frozenset({"title", "date", "author", "summary", "category", "tags"})
_BARE = regex(r"[A-Za-z0-9_-]+")
_WIDTH = 100


class Required(msgspec.Struct, frozen=True):
    """A field that `posts` of `total` posts have, and the type that all its values share, or ""."""

    key: str
    posts: int
    total: int
    type: str = ""


class Habit(msgspec.Struct, frozen=True):
    """A collection of posts, the globs of its posts, and what nearly all of them have."""

    name: str
    paths: tuple[str, ...]
    posts: int
    required: tuple[Required, ...]


class Proposal(msgspec.Struct, frozen=True):
    """What is proposed; empty means that nothing is. Paths and globs are relative to the site."""

    recognised: Recognised
    habits: tuple[Habit, ...] = ()
    posts: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    lang: str = ""
    drafts: tuple[str, ...] = ()
    """The folders that hold drafts."""
    static: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    permalink: str = ""
    inferred: str = ""
    """The permalink that the posts' own links speak for, where no configuration gives one."""


def propose(site: Site, other_files: Iterable[str], recognised: Recognised) -> Proposal:
    """The configuration that suits the site; `other_files` are its Markdown files that are no posts."""
    posts, exclude = post_globs(list(site.posts), list(other_files))
    generators = recognised.generators
    statics = [folder for one in generators for folder in one.static]
    drafts = {path.rpartition("/")[0] for path in site.posts if {"drafts", "_drafts"} & set(path.split("/")[:-1])}
    everybody = Collection(("", 0, False), [post for post in site.posts.values() if is_judged(post)])
    return Proposal(
        recognised,
        _habits(site.schema.collections()),
        posts,
        exclude,
        next((one.lang for one in generators if one.lang), ""),
        tuple(sorted(drafts)),
        tuple(dict.fromkeys(folder for folder in statics if folder not in STATIC_FOLDERS)),
        tuple(sorted(_terms(site), key=str.lower)),
        _most_used(everybody),
        next((one.permalink for one in generators if one.permalink), ""),
        next((one.shown for one in site.space.study.inferred if one.evident), ""),
    )


def _habits(collections: Iterable[Collection]) -> tuple[Habit, ...]:
    """The collections as they are declared: one for each folder, and one for many folders side by side."""
    beside: dict[str, list[Collection]] = {}
    for one in collections:
        beside.setdefault(one.folder.rpartition("/")[0] if one.folder else "", []).append(one)
    groups: dict[str, list[Collection]] = {}
    for parent, members in beside.items():
        folders = {one.folder for one in members}
        for one in members:
            groups.setdefault(f"{parent}/*" if parent and len(folders) >= MANY_FOLDERS else one.folder, []).append(one)
    names = _names(groups)
    return tuple(_habit(names[folder], folder, members) for folder, members in sorted(groups.items()))


def _names(folders: Iterable[str]) -> dict[str, str]:
    """A name for each folder: its own, or its path where two have the same."""
    own = {folder: folder.removesuffix("/*").rpartition("/")[2] or "posts" for folder in folders}
    twice = {name for name in own.values() if list(own.values()).count(name) > 1}
    return {
        folder: folder.replace("/*", "").replace("/", "-") if name in twice else name for folder, name in own.items()
    }


def _habit(name: str, folder: str, members: list[Collection]) -> Habit:
    posts = [post for one in members for post in one.posts]
    head = f"{_plain(folder.removesuffix('/*'))}{'/*' if folder.endswith('/*') else ''}/" if folder else ""
    paths = {
        f"{head}{'*/' * one.depth}{'index' if one.index else '*'}{ending}"
        for one in members
        for ending in _endings([post.path for post in one.posts])
    }
    return Habit(name, tuple(sorted(paths)), len(posts), tuple(_required(Collection((folder, 0, False), posts))))


def _required(collection: Collection) -> list[Required]:
    """The fields that nearly all posts have; of those that are not for every sort of blog, the ones that all have."""
    found = []
    for key, use in collection.fields.items():
        filled = use.posts - use.of("null")
        if filled >= len(collection.posts) * (NEARLY_ALL if meaning_of(key) in _FOR_EVERY_BLOG else 1):
            kinds = [kind for kind in use.kinds if use.kinds[kind]]
            found.append(Required(key, filled, len(collection.posts), kinds[0] if len(kinds) == 1 else ""))
    return found


def _terms(site: Site) -> list[str]:
    """Names that many posts write; a name of one post's only is that post's business."""
    learned = [term.right for term in Terms(site).learned() if term.uses >= LEAST_POSTS and term.right.isalpha()]
    written = Counter(name for post in site.posts.values() for name in {word.written for word in post.words.names})
    often = [name for name in learned if written[name] >= LEAST_POSTS]
    return sorted(often, key=lambda name: (-written[name], name))[:MOST_TERMS]


def _most_used(collection: Collection) -> tuple[tuple[str, int], ...]:
    ordered = sorted(collection.values("tags").items(), key=lambda tag: (-tag[1], tag[0]))
    return tuple(tag for tag in ordered if tag[1] > 1)[:MOST_TAGS]


def post_globs(posts: Sequence[str], others: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Globs that match these posts and globs to exclude, so that none of the other files is matched.

    Both are empty where the posts lie too scattered.
    """
    globs, exclude = _cover("", list(posts), list(others))
    globs, exclude = sorted(set(globs)), sorted(set(exclude))
    if len(globs) > MOST_GLOBS or len(exclude) > MOST_GLOBS:
        return (), ()
    chosen, left_out = matcher(globs), matcher(exclude)
    exact = all(chosen(path) and not left_out(path) for path in posts)
    exact = exact and not any(chosen(path) and not left_out(path) for path in others)
    return (tuple(globs), tuple(exclude)) if exact else ((), ())


def _cover(folder: str, posts: list[str], others: list[str]) -> tuple[list[str], list[str]]:
    """Globs for the posts below a folder (with its slash)."""
    if not posts:
        return [], []
    if folder and not others and not _one_way_down(folder, posts):
        return [f"{_plain(folder)}**/*{ending}" for ending in _endings(posts)], []
    globs: list[str] = []
    exclude: list[str] = []
    direct = [path for path in posts if "/" not in path[len(folder) :]]
    if direct:
        beside = [path for path in others if "/" not in path[len(folder) :]]
        if len(beside) < len(direct):
            globs += [f"{_plain(folder)}*{ending}" for ending in _endings(direct)]
            exclude += [_plain(path) for path in beside if path.endswith(_endings(direct))]
        else:
            globs += [_plain(path) for path in direct]
    for name in sorted(
        {path[len(folder) :].partition("/")[0] for path in posts} - {path[len(folder) :] for path in direct}
    ):
        below = f"{folder}{name}/"
        inner, outer = _cover(
            below,
            [path for path in posts if path.startswith(below)],
            [path for path in others if path.startswith(below)],
        )
        globs += inner
        exclude += outer
    return globs, exclude


def _one_way_down(folder: str, posts: list[str]) -> bool:
    """Whether all posts lie in the same folder below this one."""
    names = {path[len(folder) :].partition("/")[::2] for path in posts}
    return len({name for name, _ in names}) == 1 and all(rest for _, rest in names) and len(posts) > 1


def _endings(posts: list[str]) -> tuple[str, ...]:
    return tuple(sorted({f".{path.rpartition('.')[2]}" for path in posts}))


def _plain(path: str) -> str:
    return _SPECIAL.sub("?", path)


def render(proposal: Proposal, prefix: str) -> str:
    """The proposal as TOML; `prefix` is "tool.copydesk" for pyproject.toml and "" for copydesk.toml."""
    lines = [f"[{prefix}]"] if prefix else []
    for one in proposal.recognised.generators:
        where = f" in {one.root}" if one.root else ""
        lines += _comment(f"{one.name}{where}, recognised by {', '.join(one.evidence)}.")
    lines += _top(proposal)
    for habit in proposal.habits:
        if habit.required:
            lines += ["", *_declaration(habit, f"{prefix}." if prefix else "")]
    if proposal.tags:
        lines += ["", *_vocabulary(proposal.tags, f"{prefix}." if prefix else "")]
    while lines and not lines[0]:
        del lines[0]
    return "".join(f"{line}\n" for line in lines)


def _declaration(habit: Habit, prefix: str) -> list[str]:
    """A collection's table and that of its fields."""
    name = f"{prefix}collections.{_key(habit.name)}"
    lines = [f"[{name}]", *_list("paths", habit.paths), "", f"[{name}.fields]"]
    for one in habit.required:
        kind = f'type = "{one.type}", ' if one.type else ""
        lacking = "" if one.posts == one.total else f"  # {one.posts:,} of {one.total:,} posts have it"
        lines.append(f"{_key(one.key)} = {{ {kind}required = true }}{lacking}")
    return lines


def _vocabulary(tags: Iterable[tuple[str, int]], prefix: str) -> list[str]:
    """The tags in use as a table that is commented out: which of them stay is not for us to say."""
    return [
        "# To allow only these tags, the ones that more than one post has, remove the first `# ` of each line.",
        f"# [{prefix}rules.unknown-tag]",
        "# tags = [",
        *(f"#     {_quoted(tag)},  # {count:,} posts" for tag, count in tags),
        "# ]",
    ]


def _top(proposal: Proposal) -> list[str]:
    lines: list[str] = []
    if proposal.posts:
        lines += _list("posts", proposal.posts)
    else:
        lines += _comment("Posts are the Markdown files with front matter, and their neighbours.")
    if proposal.exclude:
        lines += _list("exclude", proposal.exclude)
    if proposal.lang:
        lines.append(f"lang = {_quoted(proposal.lang)}")
    if proposal.drafts:
        lines += _comment(f"Drafts lie in {', '.join(proposal.drafts)}; their errors are reported as warnings.")
        lines.append('drafts = "warn"')
    if proposal.static:
        lines += _list("static", proposal.static)
    if proposal.terms:
        lines += _comment("Names as the posts mostly write them.")
        lines += _list("terms", proposal.terms)
    if proposal.permalink:
        lines += _comment(f"The generator's permalink is {proposal.permalink}")
    if proposal.inferred:
        lines += _comment(f"Inferred from the posts' links: they are published at {proposal.inferred}")
    return lines


def _list(key: str, values: Iterable[str]) -> list[str]:
    quoted = [_quoted(value) for value in values]
    whole = f"{key} = [{', '.join(quoted)}]"
    if len(whole) <= _WIDTH:
        return [whole]
    return [f"{key} = [", *(f"    {value}," for value in quoted), "]"]


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    """A TOML string. JSON's escapes are TOML's, but for DEL, which TOML wants escaped, and for lone surrogates."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> list[str]:
    """A text as comment lines; what a comment may not hold is replaced."""
    import textwrap

    clean = re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", "\ufffd", text)
    return textwrap.wrap(clean, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False) or ["#"]
