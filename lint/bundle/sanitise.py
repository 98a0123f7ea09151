"""What HTML a page may hold: a list of what is allowed, and nothing else gets through."""

from __future__ import annotations

_ALLOWED = (
    "a abbr article aside audio b bdi bdo blockquote br caption center cite code col colgroup data dd del details dfn"
    " div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd li mark ol p picture pre q"
    " rp rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr"
    " tt u ul var video wbr"
)
# With these goes what stands inside them: it is code or a document of its own, never text of the post.
_CODE = "applet embed iframe math noembed noframes noscript object script select style svg template textarea title"
TAGS = frozenset(_ALLOWED.split())
DROPPED_WITH_CONTENT = frozenset(_CODE.split())
ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset({"class", "dir", "id", "lang", "title"}),
    "a": frozenset({"href", "hreflang"}),
    "audio": frozenset({"controls", "loop", "muted", "preload", "src"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "data": frozenset({"value"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "input": frozenset({"checked", "disabled"}),
    "ins": frozenset({"cite", "datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "q": frozenset({"cite"}),
    "source": frozenset({"src", "type"}),
    "td": frozenset({"colspan", "headers", "rowspan"}),
    "th": frozenset({"abbr", "colspan", "headers", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
    "video": frozenset({"controls", "height", "loop", "muted", "playsinline", "poster", "preload", "src", "width"}),
}
# An input is a task's box and can be nothing else. One attribute only: nh3 adds several in an order that changes.
_FORCED = {"input": {"type": "checkbox"}}
SCHEMES = frozenset({"http", "https", "mailto", "tel", "xmpp"})


class Sanitiser:
    """Cleans fragments of HTML; one object serves a whole build."""

    def __init__(self) -> None:
        import nh3

        self._cleaner = nh3.Cleaner(
            tags=set(TAGS),
            clean_content_tags=set(DROPPED_WITH_CONTENT),
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
            set_tag_attribute_values=_FORCED,
            url_schemes=set(SCHEMES),
            strip_comments=True,
            link_rel=None,  # no target attribute is allowed, so that no opened page gets a hand on this one
        )

    def clean(self, html: str) -> str:
        """The fragment with only what is allowed, well-formed."""
        return self._cleaner.clean(html)
