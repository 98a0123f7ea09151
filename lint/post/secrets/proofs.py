"""What a real token or key has and an invented one lacks: a checksum, a length that fits, a signature."""

from __future__ import annotations

import re
from typing import Any
from zlib import crc32

import msgspec

from lint.post.secrets.samples import is_stand_in
from lint.regex import regex

_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BECH32 = {letter: number for number, letter in enumerate("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")}
_BECH32_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_LINE_END = regex(r"\\r|\\n|[\"']\s*\+|[\s>\"',]")  # in quotes and in strings of programs, too
_KEY_HEADER = regex(r"^[\s>]*[\w-]+: .*$", re.MULTILINE)
_ARMOR_SUM = regex(r"=[A-Za-z0-9+/]{4}\Z")
_OPENSSH = b"openssh-key-v1\0"
_SHORT_LIVED = 24 * 60 * 60
# Keys that examples of web tokens are signed with.
_SIGNED_WITH = ("your-256-bit-secret", "a-string-secret-at-least-256-bits-long", "secret", "your-secret", "shhhhh")
_SAMPLE_CLAIMS = regex(
    r"1234567890|john[ ._]?doe|jane[ ._]?doe|joe|example\.|\bfoo\b|\bbar\b|test|demo|alice|bob|localhost", re.IGNORECASE
)


def is_summed(random: str) -> bool:
    """Whether the last six characters are the CRC-32 of the others in base 62, as in GitHub's tokens."""
    number = crc32(random[:-6].encode())
    digits = ""
    for _ in range(6):
        number, digit = divmod(number, 62)
        digits = _BASE62[digit] + digits
    return digits == random[-6:]


def is_bech32(match: re.Match[str]) -> bool:
    """Whether an age key has the checksum of BIP 173. The match's first group is what follows the "1"."""
    prefix = match[0][: match.start(1) - match.start() - 1].lower()
    values = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    total = 1
    for value in (*values, *(_BECH32[letter] for letter in match[1])):
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_BECH32_GENERATORS):
            if top >> bit & 1:
                total ^= generator
    return total == 1


def is_private_key(match: re.Match[str]) -> bool:
    """Whether an armoured block holds a whole key: its bytes are as many as they say. Shortened ones are not."""
    body = _LINE_END.sub("", _KEY_HEADER.sub("", match["body"]))
    is_pgp = match["kind"].startswith("PGP")
    data = _decoded(_ARMOR_SUM.sub("", body) if is_pgp else body)
    if len(data) < 40 or len(set(data)) < 20:
        return False
    if is_pgp:
        return data[0] in {0x94, 0x95, 0xC5}  # a packet with a secret key
    if match["kind"].startswith("OPENSSH"):
        return data.startswith(_OPENSSH)
    if "ENCRYPTED" in match["body"]:
        return True  # the older form, encrypted as a whole
    return data[0] == 0x30 and _der_length(data) == len(data)


def _der_length(data: bytes) -> int:
    """How many bytes a DER element has, by its own word; -1 when it says none."""
    first = data[1]
    if first < 0x80:
        return first + 2
    count = first & 0x7F
    return int.from_bytes(data[2 : 2 + count], "big") + 2 + count if 0 < count <= 4 else -1


def is_live_jwt(match: re.Match[str]) -> bool:
    """Whether a web token may still open something.

    Not so are samples, tokens signed with a key that is in every tutorial, and those that were good for a day at most.
    """
    head, payload, signature = match[1].split(".")
    header, claims = _object(head), _object(payload)
    if not header or not claims or str(header.get("alg", "none")).lower() == "none":
        return False
    if _SAMPLE_CLAIMS.search(_decoded(payload).decode("utf-8", "replace")) or is_stand_in(signature):
        return False
    if _lives_short(claims):
        return False
    return not _is_signed_with_sample(f"{head}.{payload}", signature)


def _lives_short(claims: dict[str, Any]) -> bool:
    """Whether a token has run out by the time somebody reads of it. Times are seconds since 1970."""
    expires, issued = claims.get("exp"), claims.get("iat", claims.get("nbf"))
    if not isinstance(expires, (int, float)):
        return False
    return not isinstance(issued, (int, float)) or expires - issued <= _SHORT_LIVED


def _is_signed_with_sample(signed: str, signature: str) -> bool:
    import hashlib
    import hmac

    given = _decoded(signature)
    digest = {32: hashlib.sha256, 48: hashlib.sha384, 64: hashlib.sha512}.get(len(given))
    return digest is not None and any(
        hmac.new(key.encode(), signed.encode(), digest).digest() == given for key in _SIGNED_WITH
    )


def _object(part: str) -> dict[str, Any]:
    """The JSON object of a part of a web token; empty when it is none."""
    try:
        found = msgspec.json.decode(_decoded(part))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return found if isinstance(found, dict) else {}


def _decoded(text: str) -> bytes:
    """The bytes of base64, in either alphabet and with or without its padding; empty when it is none."""
    import base64

    plain = text.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except ValueError:
        return b""
