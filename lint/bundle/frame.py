"""What stands around a page's text: addresses, navigation, and what is said of it to machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from lint.bundle.addresses import relative
from lint.bundle.feeds import ATOM, JSON, changed, published, speakable
from lint.bundle.images.picture import Picture
from lint.bundle.listings import Lists, Term
from lint.bundle.pages import Page
from lint.bundle.whole_addresses import Where
from lint.site.slugs import url_of
from lint.spelling.grammar import primary


class Named(msgspec.Struct, frozen=True):
    """A link of the frame: what it says, where it leads from this page, and the language behind it, if another."""

    name: str
    address: str
    language: str = ""


class Frame(msgspec.Struct, frozen=True):
    """Everything that base.html shows around a page. Addresses are as the page has to write them.

    `canonical` and `image` are whole addresses, "" where the site's own is not known; `alternates` are all versions of
    the page in several languages, `translations` the others; `properties` are those of Open Graph and Twitter; `facts`
    is the JSON-LD of a post, or "".
    """

    style: str
    home: str
    top: str
    language: str
    title: str
    description: str
    canonical: str
    image: str
    lists: tuple[Named, ...]
    languages: tuple[Named, ...]
    translations: tuple[Named, ...]
    alternates: tuple[Named, ...]
    feeds: tuple[Named, ...]
    properties: tuple[tuple[str, str], ...]
    facts: str
    indexed: bool = True


class Frames:
    """Makes the frames of one site's pages."""

    def __init__(self, title: str, description: str, style: str, lists: Lists, where: Where, *, feeds: bool) -> None:
        self._title = title
        self._description = description
        self._style = style
        self._lists = lists
        self._where = where
        self._feeds = feeds
        self._originals: dict[str, list[Page]] = {}

    def know(self, pages: Sequence[Page]) -> None:
        """Takes note of which pages are translations of one another."""
        for page in pages:
            self._originals.setdefault(page.original, []).append(page)

    def versions(self, page: Page) -> list[Page]:
        """A page and its translations, each language once; only the page where there are none."""
        found = {primary(one.language): one for one in reversed(self._originals.get(page.original, [page]))}
        return [page] if len(found) < 2 else [found[tag] for tag in sorted(found)]

    def of_post(self, page: Page, preview: Picture | None) -> Frame:
        """The frame of a post but for its JSON-LD; `preview` is the image for those who link to it, with a whole
        address."""
        versions = self.versions(page)
        frame = self._frame(page.file, page.language, page.title, page.summary)
        image = preview.src if preview else ""
        translations = [
            Named(one.title, relative(page.file, one.url), one.language) for one in versions if one is not page
        ]
        properties = [*self._properties(frame, "article"), ("article:published_time", published(page))]
        if not page.date:
            properties.pop()
        elif page.changed:
            properties.append(("article:modified_time", changed(page)))
        properties += [("article:author", author) for author in page.authors]
        properties += [("article:tag", tag) for tag in page.tags]
        if preview:
            properties.append(("og:image", image))
            if preview.width and preview.height:
                sizes = (("width", preview.width), ("height", preview.height))
                properties += [(f"og:image:{name}", str(size)) for name, size in sizes]
        return msgspec.structs.replace(
            frame,
            image=image,
            translations=tuple(translations),
            alternates=self._alternates(page.file, [(one.language, one.url) for one in versions]),
            properties=tuple(properties),
        )

    def of_list(
        self, file: str, language: str, title: str, others: Sequence[tuple[str, str]] = (), *, indexed: bool = True
    ) -> Frame:
        """The frame of a page that lists others; `others` are (language, file) of the same list."""
        frame = self._frame(file, language, title, self._description)
        versions = [(tag, url_of(other)) for tag, other in sorted(((language, file), *others))]
        alternates = self._alternates(file, versions)
        properties = tuple(self._properties(frame, "website"))
        return msgspec.structs.replace(frame, alternates=alternates, properties=properties, indexed=indexed)

    def _alternates(self, file: str, versions: Sequence[tuple[str, str]]) -> tuple[Named, ...]:
        """The links to all versions of a page, by (language, address below the site); none where there is but one."""
        if len(versions) < 2:
            return ()
        to = self._where.of if self._where.url else _from(file)
        return tuple(Named(tag, to(address), tag) for tag, address in versions)

    def of_missing(self, title: str, language: str) -> Frame:
        """The frame of the page for addresses that lead nowhere: it may be shown at any depth."""
        return self._frame("404.html", language, title, "", rooted=True, indexed=False)

    def _frame(
        self, file: str, language: str, title: str, description: str, *, rooted: bool = False, indexed: bool = True
    ) -> Frame:
        to = self._rooted if rooted else _from(file)
        tag = next((tag for tag in self._lists.homes if primary(tag) == primary(language)), "")
        homes = self._lists.homes.items()
        return Frame(
            style=to(self._style),
            home=to(url_of(self._lists.homes.get(tag, "index.html"))),
            top=to(""),
            language=language,
            title=title,
            description=description or self._description,
            canonical=self._where.of(url_of(file)) if self._where.url and indexed else "",
            image="",
            lists=tuple(Named(kind, to(url_of(file))) for kind, file in self._lists.beside_posts(tag)),
            languages=tuple(Named(tag, to(url_of(home)), tag) for tag, home in homes) if len(homes) > 1 else (),
            translations=(),
            alternates=(),
            feeds=(Named("Atom", to(ATOM)), Named("JSON", to(JSON))) if self._feeds else (),
            properties=(),
            facts="",
            indexed=indexed,
        )

    def _rooted(self, target: str) -> str:
        from urllib.parse import quote

        return self._where.path + quote(target, safe="/~")

    def _properties(self, frame: Frame, kind: str) -> list[tuple[str, str]]:
        found = [("og:type", kind), ("og:site_name", self._title), ("og:title", frame.title)]
        if frame.description:
            found.append(("og:description", frame.description))
        if frame.canonical:
            found.append(("og:url", frame.canonical))
        found.append(("og:locale", frame.language.replace("-", "_")))
        return found

    def terms(self, page: Page) -> dict[str, tuple[Named, ...]]:
        """A post's tags and authors as links, by "tags" and "authors"; those that have no page lead nowhere ("")."""
        return {
            "tags": _linked(page.file, page.tags, self._lists.tags),
            "authors": self.authors(page.file, page),
        }

    def authors(self, file: str, page: Page) -> tuple[Named, ...]:
        """The authors of a page as links of the page of `file`."""
        return _linked(file, page.authors, self._lists.authors)


def _linked(file: str, names: Sequence[str], terms: dict[str, Term]) -> tuple[Named, ...]:
    return tuple(Named(name, relative(file, url_of(terms[name].file)) if name in terms else "") for name in names)


def _from(file: str) -> Callable[[str], str]:
    return lambda target: relative(file, target)


def json_ld(page: Page, frame: Frame, words: int) -> str:
    """A post with so many words as JSON-LD, with nothing in it that could end the element that it stands in."""
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": page.title,
        "inLanguage": page.language,
        "wordCount": words,
    }
    if page.date:
        about |= {"datePublished": published(page), "dateModified": changed(page)}
    if page.summary:
        about["description"] = page.summary
    if page.authors:
        about["author"] = [{"@type": "Person", "name": author} for author in page.authors]
    if page.tags:
        about["keywords"] = list(page.tags)
    if frame.image:
        about["image"] = frame.image
    if frame.canonical:
        about |= {"url": frame.canonical, "mainEntityOfPage": frame.canonical}
    text = json.dumps(about, ensure_ascii=False, sort_keys=True)
    return speakable(text).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
