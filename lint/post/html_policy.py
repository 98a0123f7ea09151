"""What HTML a page of a bundle may hold by each policy, and what of a post's HTML that drops."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import urlsplit

from lint.diagnostics import Span
from lint.post.elements import Attribute, Tag
from lint.post.masked import MASK
from lint.records import NamedTuple
from lint.regex import regex

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
FORCED = {"input": {"type": "checkbox"}}
SCHEMES = frozenset({"http", "https", "mailto", "tel", "xmpp"})
FRAME = "iframe"
FRAME_ATTRIBUTES = frozenset({"allowfullscreen", "height", "src", "width"})
"""Of a frame of a host that is let in, besides those of every element; the rest is ours to say."""
BREAKING = frozenset({"base", "body", "frame", "frameset", "head", "html", "main", "plaintext"})
"""What would break a page even where its author is trusted: its own parts, and what nothing can end."""

_URL_ATTRIBUTES = frozenset({"href", "src"})
_POSTER = ("video", "poster")
_DRAWN = frozenset({"svg", "math"})
_VOID_CODE = frozenset({"embed"})
_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title"})
"""What stands inside these is no tags."""
_STRIPPED = "".join(map(chr, range(33)))
_PASSED_OVER = regex(r"[\t\r\n]")
_SCHEME = regex(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB = regex(
    r"https?:[/\\]*(?:[^/?#\\]*@)?(?P<host>\[[0-9a-f:.]+\]|[^/?#\\:]*)(?::(?P<port>[^/?#\\]*))?", re.IGNORECASE
)
_NO_HOST = regex(r"[\x00-\x20\x7f#<>^|%\[\]]|\A\Z")
_HIGHEST_PORT = 65535


PolicyName = Literal["strict", "blog", "trusted"]


class Policy(NamedTuple):
    """How much of a post's HTML gets into its page.

    "strict" keeps none of it, so that only Markdown counts; "blog" keeps what the lists above name, and frames of the
    hosts named in `frames` ("video.example.org", "*.example.org"); "trusted" keeps all but what would break the page.
    """

    name: PolicyName = "blog"
    frames: tuple[str, ...] = ()

    def keeps(self, tag: Tag) -> bool:
        """Whether a tag may stay, its attributes aside; an end tag if its start may."""
        if self.name == "blog":
            return tag.name in TAGS or (tag.name == FRAME and (self._lets_in(tag) if not tag.closing else True))
        return self.name == "trusted" and tag.name not in BREAKING

    def attributes(self, tag: Tag) -> frozenset[str] | None:
        """The names of the attributes that a tag may have; None for all."""
        if self.name == "trusted":
            return None
        own = FRAME_ATTRIBUTES if tag.name == FRAME else ATTRIBUTES.get(tag.name, frozenset())
        return ATTRIBUTES["*"] | own

    def _lets_in(self, frame: Tag) -> bool:
        source = frame.get("src")
        return source is not None and self.frames_from(source.value)

    def frames_from(self, url: str) -> bool:
        """Whether a frame may show what is at an address: it is of the web, encrypted, and of a host that is let in."""
        if self.name != "blog" or not self.frames or not is_kept(url):
            return False
        parts = urlsplit(_PASSED_OVER.sub("", url.strip(_STRIPPED)).replace("\\", "/"), "https")
        host = (parts.hostname or "").rstrip(".")
        return (
            parts.scheme == "https"
            and not parts.username
            and any(host == one or (one.startswith("*.") and host.endswith(one[1:])) for one in self.frames)
        )


BLOG = Policy()


class Dropped(NamedTuple):
    """What the policy drops. `attribute` is None where the whole tag goes; `whole` where its content goes with it.

    For an address that the policy drops, `kind` is "address", and `span` covers its value.
    """

    kind: Literal["tag", "attribute", "address"]
    span: Span
    tag: Tag
    attribute: Attribute | None = None
    whole: bool = False


def dropped(tags: Iterable[Tag], text: str, policy: Policy = BLOG) -> Iterator[Dropped]:
    """What the policy drops of these tags of `text`, in order. Tags that go with another's content are not named."""
    if policy.name == "trusted":
        outside = (tag for tag in outside_code(tags) if not tag.closing)
        yield from (Dropped("tag", tag.span, tag) for tag in outside if not policy.keeps(tag))
        return
    inside = ""
    depth = 0
    for tag in tags:
        if inside:
            if tag.name == inside and not _closes_itself(tag, text):
                depth += -1 if tag.closing else int(inside in _DRAWN)
                inside = inside if depth else ""
        elif tag.closing:
            continue
        elif tag.name in DROPPED_WITH_CONTENT:
            if policy.keeps(tag):
                yield from _of_attributes(tag, policy)
            else:
                yield Dropped("tag", tag.span, tag, whole=True)
            if tag.name not in _VOID_CODE and not _closes_itself(tag, text):
                inside, depth = tag.name, 1
        elif policy.keeps(tag):
            yield from _of_attributes(tag, policy)
        else:
            yield Dropped("tag", tag.span, tag)


def outside_code(tags: Iterable[Tag]) -> Iterator[Tag]:
    """The tags but for those that only seem to be some, inside scripts, style sheets and their like."""
    raw = ""
    for tag in tags:
        if raw and not (tag.closing and tag.name == raw):
            continue
        raw = tag.name if tag.name in _RAW and not tag.closing else ""
        yield tag


def _closes_itself(tag: Tag, text: str) -> bool:
    """Whether a drawing has no content; other elements cannot close themselves in HTML."""
    return tag.name in _DRAWN and text.endswith("/>", tag.span.start, tag.span.end)


def _of_attributes(tag: Tag, policy: Policy) -> Iterator[Dropped]:
    allowed = policy.attributes(tag) or frozenset()
    forced = FORCED.get(tag.name, {})
    for attribute in tag.attributes:
        name = attribute.name
        if name in forced:
            if attribute.value.lower() != forced[name]:
                yield Dropped("attribute", attribute.span, tag, attribute)
        elif name not in allowed:
            yield Dropped("attribute", attribute.span, tag, attribute)
        elif (name in _URL_ATTRIBUTES or (tag.name, name) == _POSTER) and not is_kept(attribute.value):
            yield Dropped("address", attribute.value_span, tag, attribute)


def is_kept(url: str) -> bool:
    """Whether the policy keeps an address: it is relative, or has one of the schemes and is well formed."""
    if MASK in url:
        return True  # what its template will say, nobody knows
    plain = _PASSED_OVER.sub("", url.strip(_STRIPPED))
    scheme = _SCHEME.match(plain)
    if not scheme:
        return True
    name = scheme[1].lower()
    if name not in SCHEMES:
        return False
    web = _WEB.match(plain)
    if not web:
        return True
    port = web["port"]
    return not _NO_HOST.search(web["host"].strip("[]")) and (
        not port or (port.isascii() and port.isdigit() and int(port) <= _HIGHEST_PORT)
    )
