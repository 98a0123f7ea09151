"""The rule tracking-link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.pointers import Pointer, remarkable
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Rule, replace

# Parameters that campaigns, newsletters and social networks append, by the names that their makers document.
_NAMES = (
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ttclid twclid li_fat_id mc_cid mc_eid igshid igsh"
    " _hsenc _hsmi hsctatracking mkt_tok vero_id vero_conv oly_anon_id oly_enc_id ml_subscriber"
    " ml_subscriber_hash rb_clickid s_cid wickedid trk_contact trk_msg trk_module trk_sid pk_campaign pk_kwd"
    " pk_source pk_medium mtm_campaign mtm_kwd mtm_source mtm_medium _openstat ref_src ref_url"
)
_ANYWHERE = frozenset(_NAMES.split())
_BEGINNINGS = ("utm_", "__hs")
_OF_A_HOST = {
    "youtube.com": {"si", "pp"},
    "youtu.be": {"si"},
    "spotify.com": {"si"},
    "linkedin.com": {"trk", "trackingid", "lipi", "refid"},
    "instagram.com": {"ig_rid", "ig_mid", "ig_web_copy_link"},
    "medium.com": {"source"},
    "reddit.com": {"share_id", "rdt", "$deep_link"},
}
_PARTS = regex(r"&amp;|&")
# Services that note who clicks before they lead on; the target stands in a parameter.
_DETOURS = regex(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/url\?(?:.*&)?(?:q|url)=|lm?\.(?:facebook|instagram)\.com/l\.php\?(?:.*&)?u="
    r"|[a-z0-9]+\.safelinks\.protection\.outlook\.com/(?:GetUrlReputation)?\?(?:.*&)?url=|slack-redir\.net/link\?url=)"
    r"(https?(?::|%3A)[^&\s]+)",
    re.IGNORECASE,
)
_DETOUR_HINTS = ("/url?", "/l.php?", "safelinks.", "slack-redir.")


class TrackingLink(Rule):
    """An address carries what advertisers, newsletters or networks appended to follow the reader.

    It was copied along with the address, tells the target by which way (and sometimes from whom) each reader comes,
    and makes the address long.

    The parameters whose names say so are meant (`utm_source`, `fbclid`, `mc_eid`, …), those of single services
    (`si` of YouTube), and addresses that lead through a counter of clicks. What an address needs is left in it, and so
    is the code of an embedded tweet.
    """

    id = "tracking-link"
    level = Level.WARNING

    examples = (
        Bad(
            "Read [the paper](⟦https://example.org/paper?utm_source=letter&utm_medium=mail⟧).",
            fixed="Read [the paper](https://example.org/paper).",
            message='"utm_source", "utm_medium"',
        ),
        Bad(
            "Read [it](⟦https://example.org/a?id=7&fbclid=IwAR0x&page=2#part⟧) at <⟦https://example.org/?gclid=1⟧>.",
            fixed="Read [it](https://example.org/a?id=7&page=2#part) at <https://example.org/>.",
        ),
        Bad(
            "Watch [it](⟦https://youtu.be/abc?si=X1y2&t=10⟧).\n\n[b]: ⟦https://example.org/?a=1&amp;mc_eid=2⟧\n",
            fixed="Watch [it](https://youtu.be/abc?t=10).\n\n[b]: https://example.org/?a=1\n",
        ),
        Bad(
            "See [it](⟦https://www.google.com/url?q=https://example.org/a%3Fb%3D1&sa=D&ust=15⟧).",
            fixed="See [it](https://example.org/a?b=1).",
        ),
        Good(
            "[a](https://example.org/?id=7&source=b), [b](https://example.org/utm_source), [c](/search?q=utm_source=a)"
        ),
        Good(
            "[a](https://example.org/?si=1), [b](https://www.youtube.com/watch?v=a&feature=b), [c](https://google.com/url)"
        ),
        Good('<blockquote><a href="https://twitter.com/ann?ref_src=twsrc%5Etfw">Ann</a></blockquote>'),
        Good("[a]({{ url }}?utm_source=b) and in code `https://example.org/?utm_source=a`."),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        for pointer in remarkable(post):
            # The code of an embedded tweet comes with its own, and nobody edits it ("tfw": Twitter for websites).
            if "?" not in pointer.url or "\ue000" in pointer.url or "ref_src=twsrc%5Etfw" in pointer.url:
                continue
            if any(hint in pointer.url for hint in _DETOUR_HINTS) and (detour := _DETOURS.match(pointer.url)):
                yield _detour(pointer, detour[1])
            else:
                yield from _judge(post, pointer)


def _judge(post: Post, pointer: Pointer) -> Iterator[Finding]:
    written = post.text[pointer.span.start : pointer.span.end]
    path, mark, behind = written.partition("?")
    query, fragment_mark, fragment = behind.partition("#")
    parts = [part for part in _PARTS.split(query) if part]
    tracking = [part for part in parts if _tracks(part, path)]
    if not mark or not tracking:
        return
    kept = [part for part in parts if part not in tracking]
    joint = "&amp;" if "&amp;" in query else "&"
    clean = path + ("?" + joint.join(kept) if kept else "") + fragment_mark + fragment
    names = ", ".join(f'"{name}"' for name in dict.fromkeys(part.partition("=")[0] for part in tracking))
    what = "parameters" if len(tracking) > 1 else "parameter"
    fix = replace(pointer.span, clean, "Remove what follows the reader")
    yield Finding(pointer.span, f"the address carries the tracking {what} {names}", fix)


def _tracks(part: str, path: str) -> bool:
    name = part.partition("=")[0].lower()
    if name in _ANYWHERE or name.startswith(_BEGINNINGS):
        return True
    host = path.partition("://")[2].partition("/")[0].lower()
    return any(name in names and (host == one or host.endswith(f".{one}")) for one, names in _OF_A_HOST.items())


def _detour(pointer: Pointer, target: str) -> Finding:
    from urllib.parse import unquote

    host = pointer.url.partition("://")[2].partition("/")[0]
    meant = unquote(target)
    fix = None
    if not re.search(r"[\s()<>\"']", meant):
        fix = replace(pointer.span, meant, f'Link to "{meant}"', safe=False)
    return Finding(pointer.span, f'the link goes through the counter of clicks at "{host}"', fix)
