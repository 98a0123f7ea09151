"""What hosts' names tell without asking the network: top-level domains, private names, hosts that speak HTTPS."""

from __future__ import annotations

import re

# Top-level domains that writers meet: of countries (ISO 3166), and the generic ones in wide use (IANA's root zone).
_COUNTRIES = (
    "ac ae ai ar at au be bg br by ca cc ch cl cn co cr cz de dk ee es eu fi fm fr gg gr hk hr hu id ie il im in io is "
    "it jp ke kr la li lt lu lv ly ma me mx my ng nl no nz pe ph pk pl pt ro rs ru sa se sg sh si sk so st su th tk to "
    "tr tv tw ua uk us uy ve vn ws za"
)
_GENERIC = (
    "academy agency app art biz blog build careers chat city cloud club codes coffee com community company computer "
    "cool design dev digital directory earth edu education email engineering events exchange expert foundation fund "
    "fyi gallery global gov green group guide guru help host house how info ink institute int international jobs land "
    "legal life link live lol love ltd market media mil mobi money museum name net network news ngo ninja one ong "
    "online org page party photos pictures plus press pro productions pub report rocks run school science security "
    "services shop site social software solutions space store studio support systems team tech technology tips today "
    "tools top training travel university video vision wiki work works world wtf xyz zone"
)
# Endings of files that are top-level domains as well: alone, `main.rs` is a file.
_ENDINGS = "ai cc in md mo mov no ph pl ps pub py rs run sh so st su zip"
_FILES = frozenset(_ENDINGS.split())
TOP_LEVEL = frozenset(f"{_COUNTRIES} {_GENERIC}".split())

_PRIVATE_ENDINGS = (".local", ".internal", ".lan", ".intranet", ".corp", ".home.arpa", ".localhost", ".localdomain")
_PRIVATE_BLOCKS = (
    r"(?:127|10)\.\d{1,3}\.\d{1,3}\.\d{1,3}|192\.168\.\d{1,3}\.\d{1,3}|169\.254\.\d{1,3}\.\d{1,3}"
    r"|172\.(?:1[6-9]|2\d|3[01])\.\d{1,3}\.\d{1,3}|0\.0\.0\.0"
    r"|\[(?:::1|::|f[cd][0-9a-f]{2}:[0-9a-f:]*|fe80:[0-9a-f:]*)\]"
)

# Hosts that have answered HTTPS for all their pages for years, and so do the hosts below them.
_SECURE_HOSTS = (
    "apache.org archive.org arxiv.org bitbucket.org cloudflare.com codeberg.org "
    "creativecommons.org discord.com discord.gg docker.com docs.rs doi.org eff.org facebook.com "
    "fsf.org git-scm.com github.com github.io githubusercontent.com gitlab.com gitlab.io gnome.org gnu.org "
    "golang.org google.com hackmd.io ietf.org instagram.com jquery.com jsfiddle.net kde.org kernel.org "
    "letsencrypt.org libera.chat linkedin.com linuxfoundation.org mastodon.social matrix.org medium.com "
    "meetup.com microsoft.com mozilla.com mozilla.org netlify.app netlify.com nodejs.org "
    "openssl.org paypal.com python.org readthedocs.io readthedocs.org reddit.com rfc-editor.org "
    "ruby-lang.org rust-lang.org slideshare.net stackexchange.com stackoverflow.com "
    "torproject.org twitter.com ubuntu.com vercel.app vimeo.com w3.org whatwg.org wikimedia.org wikipedia.org "
    "wiktionary.org wordpress.com wordpress.org x.com ycombinator.com youtu.be youtube.com"
)
_SECURE = frozenset(_SECURE_HOSTS.split())


def is_named(host: str, *, alone: bool = False) -> bool:
    """Whether `host`, written without a scheme, is plainly a host's name: it ends in a known top-level domain.

    `alone` says that no path follows, so that endings of files (`.md`, `.rs`) say nothing.
    """
    top = host.rpartition(".")[2].lower()
    return top in TOP_LEVEL and not (alone and top in _FILES)


def is_private(host: str) -> bool:
    """Whether a host (in lower case, without port) can be reached on its author's machine or network only."""
    if "." not in host and host[:1] != "[":
        return True
    if host == "localhost" or host.endswith(_PRIVATE_ENDINGS):
        return True
    return (host[:1].isdigit() or host[:1] == "[") and re.fullmatch(_PRIVATE_BLOCKS, host) is not None


def is_well_known(host: str) -> bool:
    """Whether it is this very host (in lower case, `www.` or `web.` aside) that is known to answer HTTPS."""
    return host in _SECURE or host.removeprefix("www.").removeprefix("web.") in _SECURE


def is_secure(host: str) -> bool:
    """Whether a host (in lower case) is known to answer HTTPS."""
    while host:
        if host in _SECURE:
            return True
        host = host.partition(".")[2]
    return False
