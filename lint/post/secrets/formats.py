"""The formats in which services publish that they write their tokens and keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from lint.diagnostics import Span
from lint.post.secrets import proofs
from lint.post.secrets.samples import is_random, is_random_hex, is_varied
from lint.records import NamedTuple

Proof = Callable[[re.Match[str]], bool]

_BEFORE = r"(?<![\w-])"
_AFTER = r"(?![\w-])"


class Format(NamedTuple):
    """How one kind of secret looks, and `proof`, which tells a real one from an example. `pattern` covers all of it."""

    what: str
    pattern: str
    proof: Proof


def _random(match: re.Match[str]) -> bool:
    return is_random(match[1])


def _random_hex(match: re.Match[str]) -> bool:
    return is_random_hex(match[1])


def _varied(match: re.Match[str]) -> bool:
    return is_varied(match[1])


def _github(match: re.Match[str]) -> bool:
    return proofs.is_summed(match[1]) if len(match[1]) == 36 else is_random(match[1])


def _token(what: str, pattern: str, proof: Proof = _random) -> Format:
    return Format(what, _BEFORE + pattern + _AFTER, proof)


PRIVATE_KEY = Format(
    "a private key",
    r"-----BEGIN (?P<kind>(?:[A-Z0-9]+ )?PRIVATE KEY(?: BLOCK)?)-----(?P<body>[^-]{60,20000}(?:-[^-]+){0,3})"
    r"-----END (?P=kind)-----",
    proofs.is_private_key,
)
# The first group is what chance made, and is judged by the proof.
FORMATS = (
    _token("a GitHub token", r"gh[pousr]_([A-Za-z0-9]{36,255})", _github),
    _token("a GitHub token", r"github_pat_([A-Za-z0-9]{22}_[A-Za-z0-9]{59})"),
    _token("a GitLab token", r"gl(?:pat|dt|rt|ptt|ft|imt|soat|agent|oas|cbt)-([\w-]{20,300}(?:\.[0-9a-z]{2,9}){0,2})"),
    _token("an AWS access key id", r"A(?:KI|SI)A([A-Z2-7]{16})", _varied),
    _token("a Google API key", r"AIza([\w-]{35})"),
    _token("a Google OAuth client secret", r"GOCSPX-([\w-]{28})"),
    _token("a Slack token", r"xox[abeoprs]-(?:\d+-){1,3}([A-Za-z0-9]{24,64})"),
    _token("a Slack token", r"xapp-\d-[A-Z0-9]+-\d+-([a-f0-9]{64})", _random_hex),
    Format("a Slack webhook", r"https://hooks\.slack\.com/(?:services|workflows)/T\w{8,}/\w{8,}/(\w{18,30})", _random),
    Format(
        "a Discord webhook", r"https://(?:\w+\.)?discord(?:app)?\.com/api/(?:v\d+/)?webhooks/\d{16,20}/([\w-]{60,80})",
        _random,
    ),
    _token("a Stripe live key", r"[sr]k_live_([A-Za-z0-9]{24,247})"),
    _token("a Stripe webhook secret", r"whsec_([A-Za-z0-9]{32,64})"),
    _token("an npm token", r"npm_([A-Za-z0-9]{36})"),
    _token("a PyPI token", r"pypi-(AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\w-]{50,1000})"),
    _token("a RubyGems token", r"rubygems_([0-9a-f]{48})", _random_hex),
    _token("a Docker token", r"dckr_(?:pat|oat)_([\w-]{27,32})"),
    _token("an OpenAI key", r"sk-(?:proj-|svcacct-|admin-|None-)?([\w-]{20,100}T3BlbkFJ[\w-]{20,100})"),
    _token("an Anthropic key", r"sk-ant-(?:api|admin|oat)\d\d-([\w-]{80,120}AA)"),
    _token("a Hugging Face token", r"hf_([A-Za-z]{34})"),
    _token("a Groq key", r"gsk_([A-Za-z0-9]{52})"),
    _token("an xAI key", r"xai-([A-Za-z0-9]{80})"),
    _token("a Replicate token", r"r8_([A-Za-z0-9]{37})"),
    _token("a SendGrid key", r"SG\.([\w-]{22}\.[\w-]{43})"),
    _token("a Twilio key", r"SK([0-9a-f]{32})", _random_hex),
    _token("a Mailgun key", r"key-([0-9a-f]{32})", _random_hex),
    _token("a Mailchimp key", r"([0-9a-f]{32})-us\d{1,2}", _random_hex),
    _token("a Telegram bot's token", r"\d{8,10}:(AA[\w-]{33})"),
    _token("a DigitalOcean token", r"do[opr]_v1_([0-9a-f]{64})", _random_hex),
    _token("a Shopify token", r"shp(?:at|ca|pa|ss)_([0-9a-fA-F]{32})", _random_hex),
    _token("a Square token", r"sq0(?:atp|csp|idp)-([\w-]{22,43})"),
    _token("a Grafana token", r"glsa_([A-Za-z0-9]{32}_[0-9a-f]{8})"),
    _token("a Linear key", r"lin_api_([A-Za-z0-9]{40})"),
    _token("a Postman key", r"PMAK-([0-9a-f]{24}-[0-9a-f]{34})", _random_hex),
    _token("a New Relic key", r"NRAK-([A-Z0-9]{27})", _varied),
    _token("an Atlassian token", r"ATATT3xFfGF0([\w=-]{160,260})"),
    _token("a Notion token", r"ntn_([A-Za-z0-9]{43,50})"),
    _token("a Supabase token", r"sbp_([0-9a-f]{40})", _random_hex),
    _token("a PlanetScale token", r"pscale_(?:tkn|oauth|pw)_([\w-]{32,64})"),
    _token("a Figma token", r"figd_([\w-]{40,43})"),
    _token("a Pulumi token", r"pul-([0-9a-f]{40})", _random_hex),
    _token("a Tailscale key", r"tskey-(?:auth|api|client)-\w+-([A-Za-z0-9]{20,40})"),
    _token("a Buildkite token", r"bku[ai]_([0-9a-f]{40})", _random_hex),
    Format("the key of an Azure storage account", r"(?<=AccountKey=)([A-Za-z0-9+/]{86})==", _random),
    _token("an Azure client secret", r"[\w~.-]{3}\dQ~([\w~.-]{31,34})"),
    _token("an age secret key", r"AGE-SECRET-KEY-1([QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})", proofs.is_bech32),
    _token("a JSON web token", r"(eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,})", proofs.is_live_jwt),
)  # fmt: skip

# What the formats have in common: a letter or mark that is rare in texts, with what stands around it. A pattern that
# begins with a literal is searched in some 0.4 ns a character, ten times as fast as a choice of words.
_LOOKS = (
    (
        "_",
        (
            r"_(?=[\w-]{18})(?:(?<=gh[pousr]_)|(?<=_(?:pat|oat|api|tkn)_)|(?<=_oauth_)|(?<=_pw_)|(?<=_live_)|(?<=_v1_)"
            r"|(?<=whsec_)|(?<=npm_)|(?<=gsk_)|(?<=ntn_)|(?<=sbp_)|(?<=glsa_)|(?<=figd_)|(?<=bku[ai]_)|(?<=hf_)|(?<=r8_)"
            r"|(?<=gems_)|(?<=shp[acps][ats]_))"
        ),
    ),
    (
        "-",
        (
            r"-(?:us\d|(?<=[abeilmoprsty]-)(?=\w[\w-]{15})(?:(?<=gl(?:pat|ptt|imt|oas|cbt)-)|(?<=gl[drf]t-)|(?<=glsoat-)|(?<=glagent-)"
            r"|(?<=xox[abeoprs]-)|(?<=xapp-)|(?<=sq0[aci][tsd]p-)|(?<=xai-)|(?<=pul-)|(?<=sk-ant-)|(?<=tskey-)"
            r"|(?<=key-)))"
        ),
    ),
    ("A", r"A(?:KIA[A-Z2-7]|SIA[A-Z2-7]|Iza|gEIcHl|gENdGV|TATT3|ccountKey=|(?<=\d:A)A)"),
    ("J", r"J(?:(?<=eyJ)\w{10}|(?<=T3BlbkFJ)\w)"),
    ("K", r"K(?:(?<=SK)[0-9a-f]{32}|(?<=[MR]AK)-|(?<=SECRET-K)EY-1)"),
    ("G", r"G(?:(?<=SG)\.[\w-]{22}\.|OCSPX-)"),
    ("k", r"k(?:s\.slack\.com/[sw]|s/\d{16})"),
    ("~", r"~(?<=\dQ~)"),
)
_BEFORE_THE_MARK, _BEHIND_THE_MARK = 120, 4096  # characters of the longest secret there


def places(text: str) -> Iterator[Span]:
    """Where a secret may stand in a text; none in ninety-nine texts of a hundred. This is the cheap look."""
    for mark, pattern in _looks():
        if mark in text:
            for match in pattern.finditer(text):
                yield Span(max(0, match.start() - _BEFORE_THE_MARK), match.end() + _BEHIND_THE_MARK)


@cache
def _looks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((mark, re.compile(pattern)) for mark, pattern in _LOOKS)


@cache
def compiled() -> tuple[tuple[Format, re.Pattern[str]], ...]:
    """The formats with their patterns; compiled when a text may hold one."""
    return tuple((one, re.compile(one.pattern)) for one in FORMATS)
