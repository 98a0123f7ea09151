"""The feeds of a site: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

import msgspec

from lint.bundle.pages import Page
from lint.bundle.whole_addresses import Where
from lint.regex import regex

ATOM, JSON = "feed.atom", "feed.json"
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
# What XML 1.0 forbids in a document, also as a reference.
_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Entry(msgspec.Struct, frozen=True):
    """A post in a feed: its page, its HTML, and its image's whole address, or "".

    The addresses in the HTML are whole ones, and it has no characters that XML cannot hold; see `feed_html`.
    """

    page: Page
    html: str
    image: str = ""


class Channel(msgspec.Struct, frozen=True):
    """What a feed says of itself. `home` is the front page below the site, `file` where the feed lies."""

    title: str
    language: str
    description: str
    generator: str
    version: str
    home: str = ""


def channel_of(title: str, language: str, description: str, tool: str) -> Channel:
    """What the feeds of a site say of it; `tool` is our name and version."""
    name, _, version = tool.partition(" ")
    return Channel(title, language, description, name, version)


def atom(channel: Channel, entries: Sequence[Entry], where: Where) -> bytes:
    """The Atom feed of dated posts, newest first."""
    from xml.etree import ElementTree as Tree

    Tree.register_namespace("", _ATOM)
    feed = Tree.Element(_named("feed"), {f"{{{_XML}}}lang": channel.language})

    def put(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
        element = Tree.SubElement(parent, _named(name), {key: speakable(value) for key, value in attributes.items()})
        element.text = speakable(text) or None
        return element

    put(feed, "title", channel.title)
    if channel.description:
        put(feed, "subtitle", channel.description)
    put(feed, "id", where.of(channel.home) if where.url else _name_of(channel.title))
    put(feed, "link", rel="self", type="application/atom+xml", href=where.of(ATOM))
    put(feed, "link", rel="alternate", type="text/html", href=where.of(channel.home))
    put(feed, "updated", max((changed(entry.page) for entry in entries), default="1970-01-01T00:00:00Z"))
    put(feed, "generator", channel.generator, version=channel.version)
    for entry in entries:
        page = entry.page
        one = put(feed, "entry")
        if page.language != channel.language:
            one.set(f"{{{_XML}}}lang", page.language)
        put(one, "title", page.title)
        put(one, "id", where.of(page.url) if where.url else _name_of(f"{channel.title}\n{page.url}"))
        put(one, "link", rel="alternate", type="text/html", href=where.of(page.url))
        put(one, "published", published(page))
        put(one, "updated", changed(page))
        for author in page.authors or (channel.title,):
            put(put(one, "author"), "name", author)
        for tag in page.tags:
            put(one, "category", term=tag)
        if page.summary:
            put(one, "summary", page.summary)
        put(one, "content", type="html").text = entry.html
    return bytes(Tree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def json_feed(channel: Channel, entries: Sequence[Entry], where: Where) -> bytes:
    """The JSON feed of the same posts."""
    items = []
    for entry in entries:
        page = entry.page
        item: dict[str, Any] = {
            "id": where.of(page.url),
            "url": where.of(page.url),
            "title": page.title,
            "date_published": published(page),
            "date_modified": changed(page),
            "language": page.language,
        }
        if page.summary:
            item["summary"] = page.summary
        if entry.image:
            item["image"] = entry.image
        if page.authors:
            item["authors"] = [{"name": author} for author in page.authors]
        if page.tags:
            item["tags"] = list(page.tags)
        items.append({**_speakable(item), "content_html": entry.html})
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": where.of(channel.home),
        "feed_url": where.of(JSON),
        "language": channel.language,
    }
    if channel.description:
        feed["description"] = channel.description
    return msgspec.json.format(msgspec.json.encode({**_speakable(feed), "items": items}), indent=1) + b"\n"


def feed_html(html: str, page: Page, where: Where) -> str:
    """The HTML of a page as feeds have it."""
    return speakable(where.html(html, page.url))


def published(page: Page) -> str:
    """When a page was published, as RFC 3339 wants it: midnight (UTC) of its day."""
    return _midnight(page.date or datetime.date(1970, 1, 1))


def changed(page: Page) -> str:
    """When a page last changed, as its front matter says; else when it was published."""
    return _midnight(page.changed or page.date or datetime.date(1970, 1, 1))


def _midnight(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _named(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _name_of(text: str) -> str:
    """A name that stays the same as long as the text does, for sites whose address is not known."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, text)}"


def speakable(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return text if text.isprintable() else _FORBIDDEN.sub("\ufffd", text)


def _speakable(value: Any) -> Any:
    if isinstance(value, str):
        return speakable(value)
    if isinstance(value, dict):
        return {key: _speakable(inner) for key, inner in value.items()}
    return [_speakable(inner) for inner in value] if isinstance(value, list) else value
