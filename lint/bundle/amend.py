"""A bundle that stands, where nothing changed but what some of its pages say: those are made anew, the rest is kept.

Whether no more than that changed is for the caller to know; see `lint.site.moved` and `is_reworded`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from lint.bundle.draft import Draft
from lint.bundle.dressed import Dressed
from lint.bundle.feeds import ATOM, JSON, Channel, Entry, atom, feed_html, json_feed
from lint.bundle.manifest import Commit, FileEntry, Manifest, PostEntry, checksums, entry, manifest, speakable
from lint.bundle.theme import Theme
from lint.bundle.verify_file import SITE, Look
from lint.bundle.whole_addresses import Where

FEEDS = frozenset({SITE + ATOM, SITE + JSON})
"""The files of the feeds."""


def is_reworded(old: Draft, new: Draft) -> bool:
    """Whether a draft differs from another one in its words at most: no address, no heading, no lost tag is new."""
    return (old.addresses, old.outline, old.lost) == (new.addresses, new.outline, new.lost)


class Rewritten(msgspec.Struct, frozen=True):
    """The page of a post that says something else now: its file, what it is made of, and its HTML in feeds."""

    file: FileEntry
    data: bytes
    made: Dressed
    words: int
    fed: str


def rewritten(parts: Dressed, draft: Draft, theme: Theme, where: Where) -> Rewritten:
    """The page of these parts with the text of a draft. Raises UnfitError where the template cannot be filled."""
    made = parts.saying(draft)
    body = made.body()
    data = made.fill(theme, body)
    return Rewritten(entry(SITE + made.place, data), data, made, draft.words, feed_html(body, made.page, where))


def fed_again(entries: Sequence[Entry], pages: Mapping[str, Rewritten]) -> list[Entry]:
    """The posts of the feeds with what they say now; `pages` by the paths of the posts."""
    return [
        msgspec.structs.replace(one, html=pages[one.page.path].fed) if one.page.path in pages else one
        for one in entries
    ]


def feeds_of(channel: Channel, entries: Sequence[Entry], where: Where) -> dict[str, bytes]:
    """The files of the feeds by their paths in the bundle."""
    return {SITE + ATOM: atom(channel, entries, where), SITE + JSON: json_feed(channel, entries, where)}


def lists_of(
    old: Manifest, commit: Commit | None, words: Mapping[str, int], files: Mapping[str, FileEntry]
) -> tuple[bytes, bytes]:
    """The bytes of manifest.json and SHA256SUMS after a change; `words` count those of posts, by their paths."""
    counts = {speakable(path): count for path, count in words.items()}
    posts = [_counted(one, counts) for one in old.posts]
    entries = [files.get(one.path, one) for one in old.files]
    about = manifest(old.tool, commit, posts, entries)
    return about, checksums(entries, about)


def _counted(one: PostEntry, counts: Mapping[str, int]) -> PostEntry:
    return msgspec.structs.replace(one, words=counts[one.id]) if one.id in counts else one


def leads_alike(old: Look, new: Look) -> bool:
    """Whether a file points at the same as it did and may be pointed at as it might, and nothing is wrong with it."""
    return not (old.faults or new.faults) and _ways(old) == _ways(new)


def _ways(one: Look) -> tuple[object, ...]:
    addresses = [(use, address) for use, address, _ in one.unpacked()]
    return addresses, one.names, one.base, one.redirects
