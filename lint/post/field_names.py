"""What the common generators and themes call the fields of a post."""

from __future__ import annotations

from functools import lru_cache

from lint.regex import regex

TITLES = ("title",)
DATES = (
    "date",
    "pubdate",
    "pub_date",
    "published",
    "published_at",
    "publishedat",
    "published_on",
    "publishdate",
    "publish_date",
    "date_published",
    "datepublished",
)
CHANGES = (
    "updated",
    "updated_at",
    "updatedat",
    "last_updated",
    "lastupdated",
    "date_updated",
    "lastmod",
    "last_modified",
    "last_modified_at",
    "lastmodified",
    "modified",
    "date_modified",
    "created",
    "created_at",
    "createdat",
)
EXPIRIES = ("expires", "expirydate", "expiry_date", "expiry")
AUTHORS = ("author", "authors", "byline")
SUMMARIES = ("summary", "description", "excerpt", "abstract", "teaser", "tagline")
CATEGORIES = ("category", "categories")
TAGS = ("tags", "tag", "topics", "labels")
LANGUAGES = ("lang", "language", "locale")

# All names above are in lower case and are compared with the lower case of a key.

_TEMPLATE_FOLDERS = frozenset(
    {"archetypes", "scaffolds", "templates", "_templates", "template", "_template", "_layouts"}
)

_TEMPLATE_NAME = regex(r"_*(?:(?:blog|post|article|draft)[-_])*template(?:[-_](?:blog|post|article|draft))*\.")


@lru_cache(maxsize=50_000)  # every rule about fields asks
def is_template(path: str) -> bool:
    """Whether a file is what new posts are copied from, whose fields are rightly unfilled."""
    *folders, name = path.lower().split("/")
    if not _TEMPLATE_FOLDERS.isdisjoint(folders):
        return True
    return _TEMPLATE_NAME.match(name) is not None
