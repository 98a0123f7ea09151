"""Which generator builds a site, on what evidence, and what its configuration says. Nothing is executed.

Configuration that is code (Eleventy's, Astro's) is recognised by its name alone; of Pelican's only literals are read.
Pure: names of files come from `Files`, texts are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from lint.regex import regex
from lint.site.generator_folder import Folder, Generator, folders_of, lies_below
from lint.site.other_generators import OTHER_READERS, is_hexo, is_jupyter_book
from lint.site.permalink_settings import default_of_posts, joined, of_jekyll, of_pelican
from lint.site.settings import Broken, Settings, read_settings, table_of, text_of, texts_of
from lint.site.site import Files, ReadTexts

MAXIMUM_FILES = 100
"""So many configuration files are read at most. Our own bound."""
MAXIMUM_SIZE = 262_144
"""Bytes of a configuration file that is read. Our own bound; a package.json of 50 kB is a large one."""

_MAPPINGS = ("toml", "yaml", "yml", "json")
_READ = frozenset(
    {"package.json", "pelicanconf.py", "conf.py", "mkdocs.yml", "mkdocs.yaml", "zola.toml"}
    | {f"{name}.{ending}" for name in ("hugo", "config", "_config") for ending in _MAPPINGS}
)
_ELEVENTY = regex(r"\.eleventy\.c?js|eleventy\.config\.[cm]?[jt]s")
_ASTRO = regex(r"astro\.config\.[cm]?[jt]s")
_LANGUAGE = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Recognised(msgspec.Struct, frozen=True):
    """The generators, in the order of their roots and names, and the configurations that could not be read."""

    generators: tuple[Generator, ...] = ()
    broken: tuple[Broken, ...] = ()


def configurations(posts: Iterable[str], files: Files) -> list[str]:
    """The paths of the configuration files that tell about these posts, nearest the top first."""
    found: list[str] = []
    folders = folders_of(posts)
    for folder in folders:
        names = files.names(folder)
        found += [joined(folder, name) for name in names if name in _READ]
        if "config" in names:
            default = joined(folder, "config/_default")
            found += [joined(default, name) for name in files.names(default) if name in _READ]
    for folder in folders:
        name = folder.rpartition("/")[2]
        data = (joined(folder, f"{name}.json"), joined(folder, f"{name}.11tydata.json")) if name else ()
        found += [path for path in data if path not in found and files.exists(path)]
    return found[:MAXIMUM_FILES]


def recognise(posts: Iterable[str], files: Files, texts: Mapping[str, str]) -> Recognised:
    """The generators of a site whose posts lie at these paths; `texts` holds the files of `configurations`.

    One whose folder holds no post is left out where another's does.
    """
    read = {path: read_settings(path, text) for path, text in texts.items()}
    broken = tuple(one for _, one in sorted(read.items()) if isinstance(one, Broken))
    settings = {path: one for path, one in read.items() if not isinstance(one, Broken)}
    paths = list(posts)
    found = [one for folder in folders_of(paths) for one in _recognised_in(Folder(folder, files, settings, paths))]
    at_home = [one for one in found if any(lies_below(path, one.content) for path in paths)]
    return Recognised(tuple(at_home or found), broken)


def recognised_in(posts: Iterable[str], files: Files, read: ReadTexts) -> Recognised:
    """The generators of a site whose posts lie at these paths; `read` reads their configurations."""
    paths = list(posts)
    return recognise(paths, files, read(configurations(paths, files)))


def _recognised_in(folder: Folder) -> Iterator[Generator]:
    readers: tuple[Callable[[Folder], Generator | None], ...] = (
        _astro,
        _eleventy,
        _hugo,
        _jekyll,
        _mkdocs,
        _pelican,
        _zola,
        *OTHER_READERS,
    )
    for reader in readers:
        found = reader(folder)
        if found:
            yield found


def _language(*texts: str) -> str:
    for text in texts:
        tag = text.replace("_", "-").partition(".")[0]
        if _LANGUAGE.fullmatch(tag):
            return tag
    return ""


def _astro(folder: Folder) -> Generator | None:
    name = folder.matching(_ASTRO)
    if not name and not ("astro" in folder.needs and folder.folder("src/content")):
        return None
    evidence = (name or "package.json needs `astro`", *(["src/content/"] if folder.folder("src/content") else []))
    return Generator("Astro", folder.root, evidence, folder.folder("src"))


def _eleventy(folder: Folder) -> Generator | None:
    name = folder.matching(_ELEVENTY)
    needs = "@11ty/eleventy" in folder.needs
    if not name and not needs:
        return None
    data = list(folder.data())
    links = tuple((place, link) for place, one in data if (link := text_of(one, "permalink")))
    return Generator(
        "Eleventy",
        folder.root,
        (*([name] if name else []), *(["package.json needs `@11ty/eleventy`"] if needs else [])),
        folder.root,
        lang=next((lang for _, one in data if (lang := _language(text_of(one, "lang")))), ""),
        permalink=next((link for _, link in links), ""),
        permalinks=links,
    )


def _hugo(folder: Folder) -> Generator | None:
    places = [f"{name}.{ending}" for name in ("hugo", "config") for ending in _MAPPINGS]
    name = folder.first(*places, *(f"config/_default/{place}" for place in places))
    if not name:
        return None
    settings = folder.settings(name)
    # A config.toml may be anybody's; Hugo's says where the site lies, or stands beside folders that only Hugo has.
    if "hugo." not in name and not name.startswith("config/_default"):
        named = "baseurl" in {key.lower() for key in settings}
        if not named and not (folder.folder("content") and folder.names & {"archetypes", "layouts", "themes"}):
            return None
        if "base_url" in settings:
            return None
    link = table_of(settings, "permalinks")
    pages = link.get("page", link)
    link = pages if isinstance(pages, dict) else link
    patterns = [(key, value) for key, value in sorted(link.items()) if isinstance(value, str)]
    content = folder.folder(text_of(settings, "contentDir") or "content")
    return Generator(
        "Hugo",
        folder.root,
        (name, *(["archetypes"] if "archetypes" in folder.names else [])),
        content,
        _existing(folder, texts_of(settings, "staticDir")),
        _language(
            text_of(settings, "defaultContentLanguage"),
            text_of(settings, "locale"),
            text_of(settings, "languageCode"),
        ),
        next((value for _, value in patterns), ""),
        tuple((joined(content, key.strip("/")), value) for key, value in patterns),
        text_of(settings, "baseURL"),
        _title(settings, "title"),
    )


def _title(settings: Settings, key: str) -> str:
    return " ".join(text_of(settings, key).split())


def _existing(folder: Folder, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(path for name in names if (path := folder.folder(name)))


def _jekyll(folder: Folder) -> Generator | None:
    name = folder.first("_config.yml", "_config.yaml", "_config.toml")
    if not name or is_hexo(folder) or is_jupyter_book(folder):
        return None
    settings = folder.settings(name)
    source = folder.folder(text_of(settings, "source")) or folder.root
    evidence = [name, *sorted(folder.names & {"Gemfile", "_posts", "_layouts"})]
    return Generator(
        "Jekyll",
        folder.root,
        tuple(evidence),
        source,
        lang=_language(text_of(settings, "lang"), text_of(settings, "locale")),
        permalink=text_of(settings, "permalink") or default_of_posts(settings),
        permalinks=tuple(of_jekyll(settings, source)),
        url=(text_of(settings, "url") + text_of(settings, "baseurl")) if text_of(settings, "url") else "",
        title=_title(settings, "title"),
    )


def _mkdocs(folder: Folder) -> Generator | None:
    name = folder.first("mkdocs.yml", "mkdocs.yaml")
    if not name:
        return None
    settings = folder.settings(name)
    return Generator(
        "MkDocs",
        folder.root,
        (name,),
        folder.folder(text_of(settings, "docs_dir") or "docs"),
        lang=_language(text_of(settings, "theme", "language"), text_of(settings, "theme", "locale")),
        url=text_of(settings, "site_url"),
        title=_title(settings, "site_name"),
    )


def _pelican(folder: Folder) -> Generator | None:
    name = folder.first("pelicanconf.py")
    if not name:
        return None
    settings = folder.settings(name)
    content = folder.folder(text_of(settings, "PATH") or "content") or folder.root
    return Generator(
        "Pelican",
        folder.root,
        (name, *(["publishconf.py"] if "publishconf.py" in folder.names else [])),
        content,
        lang=_language(text_of(settings, "DEFAULT_LANG")),
        permalink=text_of(settings, "ARTICLE_URL"),
        permalinks=tuple(of_pelican(settings, content)),
        url=text_of(settings, "SITEURL"),
        title=_title(settings, "SITENAME"),
    )


def _zola(folder: Folder) -> Generator | None:
    name = folder.first("zola.toml", "config.toml")
    settings = folder.settings(name) if name else {}
    content = folder.folder("content")
    if not name or not content or ("base_url" not in settings and name != "zola.toml"):
        return None
    return Generator(
        "Zola",
        folder.root,
        (f"{name} has `base_url`" if "base_url" in settings else name, "content/"),
        content,
        lang=_language(text_of(settings, "default_language")),
        url=text_of(settings, "base_url"),
        title=_title(settings, "title"),
    )
