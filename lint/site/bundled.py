"""Where our own bundle publishes a post."""

from __future__ import annotations

from lint.site.facts import PostFacts
from lint.site.slugs import clean, plain_permalink, section, slug, url_of


def bundled_urls(post: PostFacts) -> tuple[str, ...]:
    """The URLs below the bundle's site that a post may have, not percent-encoded; the second is that of a translation.

    Empty where its front matter or name give no address.
    """
    fields = {
        field.key.lower(): " ".join(field.text.split()) for field in reversed(post.fields) if field.kind != "null"
    }
    try:
        file = plain_permalink(fields["permalink"]) if fields.get("permalink") else None
    except ValueError:
        return ()
    if file:
        return (url_of(file),)
    name = clean(fields.get("slug", "")) or slug(post.path, post.language)
    below = f"{section(post.path, post.language)}{name}/"
    return (below, f"{post.language.lower()}/{below}") if name else ()
