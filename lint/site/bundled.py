"""Where our own bundle publishes a post."""

from __future__ import annotations

from lint.site.facts import PostFacts
from lint.site.slugs import clean, plain_permalink, section, slug, url_of


def bundled_files(post: PostFacts) -> tuple[str, ...]:
    """The files below the bundle's site that a post may become; the second is that of a translation.

    Empty where its front matter or name give no address. Raises ValueError for a permalink that leaves the site.
    """
    permalink = one_line(post, "permalink")
    file = plain_permalink(permalink) if permalink else None
    if file:
        return (file,)
    name = clean(one_line(post, "slug")) or slug(post.path, post.language)
    below = f"{section(post.path, post.language)}{name}/index.html"
    return (below, f"{post.language.lower()}/{below}") if name else ()


def bundled_urls(post: PostFacts) -> tuple[str, ...]:
    """The URLs of these files below the bundle's site, not percent-encoded; empty for a permalink that leaves it."""
    try:
        return tuple(map(url_of, bundled_files(post)))
    except ValueError:
        return ()


def one_line(post: PostFacts, name: str) -> str:
    """The text of the first field of this name (lower case), on one line; empty where it is absent or null."""
    for field in post.fields:
        if field.key.lower() == name and field.kind != "null":
            return " ".join(field.text.split())
    return ""
