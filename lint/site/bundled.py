"""Where our own bundle publishes a post."""

from __future__ import annotations

from lint.regex import regex
from lint.site.facts import PostFacts
from lint.site.slugs import clean, plain_permalink, section, slug, url_of

_SCHEME = regex(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")


def bundled_files(post: PostFacts) -> tuple[str, ...]:
    """The files below the bundle's site that a post may become; the second is that of a translation.

    Empty where its front matter or name give no address. Raises ValueError for a permalink that leaves the site.
    """
    permalink = one_line(post, "permalink")
    file = plain_permalink(permalink) if permalink else _given(post)
    if file:
        return (file,)
    name = clean(one_line(post, "slug")) or slug(post.path, post.language)
    below = f"{section(post.path, post.language)}{name}/index.html"
    return (below, f"{post.language.lower()}/{below}") if name else ()


def _given(post: PostFacts) -> str | None:
    """The file of the address that `path` (Zola) or `url` (Hugo) gives, where it is one below the site."""
    for name in ("path", "url"):
        if name not in post.by_name:
            continue
        written = one_line(post, name)
        if written and not _SCHEME.match(written):
            try:
                return plain_permalink(written)
            except ValueError:  # it is no address, but says where something lies
                continue
    return None


def bundled_urls(post: PostFacts) -> tuple[str, ...]:
    """The URLs of these files below the bundle's site, not percent-encoded; empty for a permalink that leaves it."""
    try:
        return tuple(map(url_of, bundled_files(post)))
    except ValueError:
        return ()


def one_line(post: PostFacts, name: str) -> str:
    """The text of the first field of this name (lower case), on one line; empty where it is absent or null."""
    for field in post.by_name.get(name, ()):
        if field.kind != "null":
            return " ".join(field.text.split())
    return ""
