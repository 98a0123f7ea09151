"""Cleans HTML by the policy: what it does not name does not get through."""

from __future__ import annotations

from lint.post.html_policy import ATTRIBUTES, DROPPED_WITH_CONTENT, FORCED, SCHEMES, TAGS


class Sanitiser:
    """Cleans fragments of HTML; one object serves a whole build."""

    def __init__(self) -> None:
        import nh3

        self._cleaner = nh3.Cleaner(
            tags=set(TAGS),
            clean_content_tags=set(DROPPED_WITH_CONTENT),
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
            set_tag_attribute_values={tag: dict(values) for tag, values in FORCED.items()},
            url_schemes=set(SCHEMES),
            strip_comments=True,
            link_rel=None,  # no target attribute is allowed, so that no opened page gets a hand on this one
        )

    def clean(self, html: str) -> str:
        """The fragment with only what is allowed, well-formed."""
        return self._cleaner.clean(html)
