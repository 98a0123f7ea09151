"""Which Markdown files of a site are posts, where no configuration says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from lint.post.field_names import is_template
from lint.regex import regex

# Files about the repository itself, which lie among posts without being any.
_ABOUT_THE_REPOSITORY = regex(
    r"(?:readme|changelog|contributing|code_of_conduct|license|licence|security|authors|maintainers|governance|support"
    r"|agents|claude|pull_request_template|issue_template)\b",
    re.IGNORECASE,
)
_FRONT_MATTER = regex(r"\ufeff?\s{0,200}(?:---|\+\+\+)[ \t]*\r?\n|\ufeff?\{\s*(?:\"|\})")


def recognised(texts: Mapping[str, str]) -> set[str]:
    """The paths of the posts among these files: those with front matter, and what lies where most of them lie.

    That is below the folder that holds most posts, or in a folder where most files are posts. `texts` holds the text
    by path. What new posts are copied from is no post: it is rightly unfinished.
    """
    paths = [path for path in texts if not is_template(path)]
    marked = {path for path in paths if _FRONT_MATTER.match(texts[path])}
    home = _home(marked)
    others = [path for path in paths if path not in marked and not _ABOUT_THE_REPOSITORY.match(path.rpartition("/")[2])]
    posts, rest = Counter(map(_folder, marked)), Counter(map(_folder, others))
    among_posts = {folder for folder in rest if folder and posts[folder] > rest[folder]}
    return marked | {path for path in others if _at_home(path, home) or _folder(path) in among_posts}


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _home(marked: Iterable[str]) -> str | None:
    """The deepest folder (with its slash) below which most of these paths lie; None where there is none.

    The site's own folder counts only for what lies right in it: a note deep in the repository is no post because
    posts are scattered over it.
    """
    paths = list(marked)
    home = ""
    while True:
        counts: dict[str, int] = {}
        for path in paths:
            head, slash, _ = path[len(home) :].partition("/")
            if slash and path.startswith(home):
                counts[head] = counts.get(head, 0) + 1
        best = max(counts, key=lambda name: (counts[name], name), default=None)
        if best is None or counts[best] * 2 <= len(paths):
            break
        home = f"{home}{best}/"
    if home:
        return home
    direct = sum("/" not in path for path in paths)
    return "" if direct * 2 > len(paths) else None


def _at_home(path: str, home: str | None) -> bool:
    return "/" not in path if home == "" else home is not None and path.startswith(home)
