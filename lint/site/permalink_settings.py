"""What the configurations of Jekyll and Pelican say of permalinks: folders, and the patterns that hold below them."""

from __future__ import annotations

from collections.abc import Iterator

from lint.site.settings import Settings, table_of, text_of, texts_of


def of_jekyll(settings: Settings, source: str) -> Iterator[tuple[str, str]]:
    """The collections' patterns, and what `defaults` say of folders, which is stronger."""
    for name, collection in table_of(settings, "collections").items():
        link = text_of(collection, "permalink") if isinstance(collection, dict) else ""
        yield joined(source, f"_{name}"), (link or "/:collection/:path").replace(":collection", name)
    defaults = settings.get("defaults")
    for one in defaults if isinstance(defaults, list) else ():
        if isinstance(one, dict) and (link := text_of(one, "values", "permalink")):
            path, kind = text_of(one, "scope", "path").strip("/"), text_of(one, "scope", "type")
            folder = path or (f"_{kind}" if kind and kind != "pages" else "")
            yield joined(source, folder), link.replace(":collection", kind)


def default_of_posts(settings: Settings) -> str:
    """What Jekyll's `defaults` give to posts; "" where they say nothing."""
    defaults = settings.get("defaults")
    for one in defaults if isinstance(defaults, list) else ():
        if isinstance(one, dict) and text_of(one, "scope", "type") in {"posts", ""}:
            link = text_of(one, "values", "permalink")
            if link:
                return link
    return ""


def of_pelican(settings: Settings, content: str) -> Iterator[tuple[str, str]]:
    """The addresses of articles and pages; without settings Pelican's own."""
    yield content, text_of(settings, "ARTICLE_URL") or "{slug}.html"
    for path in texts_of(settings, "PAGE_PATHS") or ("pages",):
        yield joined(content, path.strip("/")), text_of(settings, "PAGE_URL") or "pages/{slug}.html"


def joined(folder: str, name: str) -> str:
    """A path below a folder, either of which may be ""."""
    return f"{folder}/{name}" if folder and name else folder or name
