"""What a change broke where it changed nothing: a link in another post to a page that is gone. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set

import msgspec

from lint.diagnostics import Diagnostic
from lint.engine.examine import Source
from lint.engine.run import Desk, Result, rejudge, site_of
from lint.rule import SiteRule
from lint.site.facts import PostFacts
from lint.site.image_facts import ImageFacts
from lint.site.site import Files, Site


class Before(msgspec.Struct, frozen=True):
    """The site before the change, as far as it was another.

    `sources` are the posts that read otherwise or are gone, by the path they had; `names` leads from that path to the
    present one of those that were renamed. `new` are the posts that were not there; `files` are the files as they were.
    """

    sources: Mapping[str, Source]
    names: Mapping[str, str]
    new: Set[str]
    files: Files


def at_risk(desk: Desk, result: Result, sources: Mapping[str, Source], asked: Sequence[str]) -> list[Diagnostic]:
    """The findings on unchanged lines that a change may have caused, in all posts that are asked for."""
    only = _only_targets(desk)
    settings_of = only.settings()
    if sources.keys() - result.examined.keys():  # no rule of the posts that changed needed the others
        return []
    if desk.changed is None or not any(settings_of(path).chosen.site_rules for path in asked):
        return []
    judged = rejudge(only, result.examined, sources, asked)
    ours = _about_targets(desk)
    return [one for one in judged.diagnostics if one.rule in ours and not desk.changed.holds(one.path, one.span)]


def caused(
    desk: Desk, result: Result, sources: Mapping[str, Source], suspects: Sequence[Diagnostic], before: Before
) -> list[Diagnostic]:
    """Those of the suspects that were no findings before the change."""
    changed = {*before.new, *(before.names.get(path, path) for path in before.sources)}
    then_sources = {path: source for path, source in sources.items() if path not in changed} | dict(before.sources)
    then = {path: one for path, one in result.examined.items() if path in then_sources and path not in changed}
    then |= {one.facts.path: one for one in desk.examine(list(before.sources.values()), judged=False)}
    old_desk = msgspec.structs.replace(_only_targets(desk), files=before.files, known=None)
    old = rejudge(old_desk, then, then_sources, tuple(then))
    known = Counter(
        (before.names.get(one.path, one.path), one.rule, _quoted(one, then_sources)) for one in old.diagnostics
    )
    led = _anchors_of([then[path].facts for path in before.sources], site_of(old_desk, then, ()))
    fresh = []
    for one in suspects:
        key = (one.path, one.rule, _quoted(one, sources))
        if known[key]:
            known[key] -= 1
        elif led(key[2]):
            fresh.append(one)
    return fresh


def _anchors_of(posts: Sequence[PostFacts], site: Site) -> Callable[[str], bool]:
    """Whether what is quoted may have led somewhere in these posts.

    How many links of a site lead to anchors that are known decides whether the others are trusted to be broken, so an
    anchor that is reported anew has been lost only where one of these posts had it.
    """

    def led(quoted: str) -> bool:
        name = quoted.removeprefix("#")
        return name == quoted or any(site.anchors.missing(post, name) is None for post in posts)

    return led


def _only_targets(desk: Desk) -> Desk:
    """Judges nothing but where links and images lead, and leaves nothing out."""
    ours = _about_targets(desk)
    return msgspec.structs.replace(desk.limited(lambda chosen: chosen.limited(ours)), changed=None)


def _about_targets(desk: Desk) -> frozenset[str]:
    """The rules that find what leads nowhere. What other posts do, such as to write https, breaks nothing here."""
    return frozenset(name for name, rule in desk.rulebook.rules.items() if issubclass(rule, SiteRule) and rule.missing)


def _quoted(one: Diagnostic, sources: Mapping[str, Source]) -> str:
    """What a finding is about, wherever it stands. Its message may name what is near, which changes with the site."""
    return sources[one.path].text[one.span.start : one.span.end]


class FilesBefore:
    """The files of a site as they were: without those in `new`, with those that are gone. Of these nothing is read."""

    def __init__(self, files: Files, gone: Set[str], new: Set[str]) -> None:
        self._files, self._gone, self._new = files, gone, new
        self._folders: dict[str, set[str]] = {}
        for path in gone:
            while path:
                folder, _, name = path.rpartition("/")
                self._folders.setdefault(folder, set()).add(name)
                path = folder  # noqa: PLW2901  (one step up)

    def exists(self, path: str) -> bool:
        """Whether there was a file with exactly this path."""
        return path in self._gone or (path not in self._new and self._files.exists(path))

    def names(self, folder: str) -> tuple[str, ...]:
        """The names that were right below a folder, sorted; a folder that is new is still named."""
        prefix = f"{folder}/" if folder else ""
        there = {name for name in self._files.names(folder) if prefix + name not in self._new}
        return tuple(sorted(there | self._folders.get(folder, set())))

    def is_folder(self, path: str) -> bool:
        """Whether there was a folder with exactly this path."""
        return path in self._folders or self._files.is_folder(path)

    def image(self, path: str) -> ImageFacts | None:
        """The image at this path, as it is now; None where it is new or gone."""
        return None if path in self._new or path in self._gone else self._files.image(path)

    def image_size(self, path: str) -> tuple[int, int] | None:
        """Its width and height in pixels, as they are now; None where it is new or gone."""
        return None if path in self._new or path in self._gone else self._files.image_size(path)
