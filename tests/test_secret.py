"""Secrets: every format is found, what is made up is not, and no report shows one."""

from __future__ import annotations

import base64
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.diagnostics import Diagnostic, Edit, Fix, Level, Span
from lint.post.secrets.formats import FORMATS, Format
from lint.post.secrets.search import secrets
from lint.report.masked import mask, without_secrets
from lint.report.places import Report

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
parser: Any = __import__("re._parser", fromlist=["parse"])


def written(pattern: str, chance: random.Random) -> str:
    """A text that chance makes of a pattern of the kind that formats have."""
    return "".join(_pieces(parser.parse(pattern), chance))


def _pieces(nodes: Any, chance: random.Random) -> Iterator[str]:
    for operator, value in nodes:
        match str(operator):
            case "LITERAL":
                yield chr(value)
            case "IN":
                yield chance.choice(_class(value))
            case "MAX_REPEAT":
                least, most, inner = value
                for _ in range(least or int(most) % 2):
                    yield from _pieces(inner, chance)
            case "SUBPATTERN":
                yield from _pieces(value[-1], chance)
            case "BRANCH":
                yield from _pieces(chance.choice(value[1]), chance)
            case "ASSERT" | "ASSERT_NOT":
                pass
            case other:
                raise AssertionError(other)


def _class(items: Any) -> str:
    found = ""
    for operator, value in items:
        if str(operator) == "RANGE":
            found += "".join(map(chr, range(value[0], value[1] + 1)))
        elif str(operator) == "CATEGORY":
            found += "0123456789" if str(value).endswith("DIGIT") else BASE62
        else:
            found += chr(value)
    return found


def token(form: Format, chance: random.Random) -> str:
    """A token of this format, with the checksum that it needs."""
    if form.what == "a JSON web token":
        parts = ({"alg": "ES256"}, {"iss": "tea", "iat": 1700000000, "exp": 1800000000})
        signature = "".join(chance.choice(BASE62) for _ in range(86))
        return ".".join([*(_base64(json.dumps(part).encode()) for part in parts), signature])
    if form.what == "an age secret key":
        return age_key(chance)
    text = written(form.pattern, chance)
    if text.startswith("gh") and "_pat_" not in text:
        head = text[:4]
        body = "".join(chance.choice(BASE62) for _ in range(30))
        return head + body + summed(body)
    if form.what == "the key of an Azure storage account":
        return f"AccountKey={text}"
    return text


def summed(body: str) -> str:
    number, digits = crc32(body.encode()), ""
    for _ in range(6):
        number, digit = divmod(number, 62)
        digits = BASE62[digit] + digits
    return digits


def age_key(chance: random.Random) -> str:
    """A key with the checksum of BIP 173, worked out as the document says."""
    letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    prefix = "age-secret-key-"
    data = [chance.randrange(32) for _ in range(52)]
    values = [*(ord(x) >> 5 for x in prefix), 0, *(ord(x) & 31 for x in prefix), *data, *[0] * 6]
    total = 1
    for value in values:
        top, total = total >> 25, ((total & 0x1FFFFFF) << 5) ^ value
        for bit, number in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            total ^= number if top >> bit & 1 else 0
    total ^= 1
    data += [total >> 5 * (5 - place) & 31 for place in range(6)]
    return (prefix + "1" + "".join(letters[value] for value in data)).upper()


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


@pytest.mark.parametrize("number", range(len(FORMATS)), ids=[one.what for one in FORMATS])
def test_every_format_is_found_wherever_it_stands(number: int) -> None:
    form, chance = FORMATS[number], random.Random(number)
    found = 0
    for _ in range(40):
        one = token(form, chance)
        for before, after in (("", ""), ("Set KEY=", "\n"), ("x" * 500 + ' "', '" ' + "y" * 5000), ("`", "`.")):
            text = before + one + after
            for secret in secrets(text):
                found += secret.what == form.what
                assert secret.what == form.what
                assert one.endswith(text[slice(*secret.span)])
                assert len(secret.shown) <= 6
    # Chance makes a few that look made up.
    assert found >= 140


@given(st.integers())
def test_a_wrong_sum_is_no_token(seed: int) -> None:
    chance = random.Random(seed)
    body = "".join(chance.choice(BASE62) for _ in range(30))
    assert not secrets("ghp_" + body + summed(body[::-1] + "x"))
    key = age_key(chance)
    assert not secrets(key[:-1] + ("Q" if key[-1] != "Q" else "P"))


@pytest.mark.parametrize(
    "text",
    [
        "AKIA" + "IOSFODNN7EXAMPLE",
        "AKIA" + "X" * 16,
        "ghp_" + "a1B2" * 9,
        "glpat-" + "your-access-token-00",
        "glpat-" + "ABCDEFGHIJ1234567890",
        "npm_" + "x" * 36,
        "sk_live_" + "0" * 24,
        "xoxb-123456789012-1234567890123-" + "abcdefghijklmnopqrstuvwx",
        "SG." + "x" * 22 + "." + "y" * 43,
        "AIza" + "SyYOUR_API_KEY_HERE_xxxxxxxxxxxxxxx",
        "123456789:AA" + "your-bot-token-goes-here-0123456789",
        "https://discord.com/api/webhooks/123456789012345678/" + "your-token" * 7,
        "3b18e512dba79e4c8300dd08aeb37f8e728b8dad",
        "postgres://ann:gr33n-l3af@localhost:5432/tea and redis://:gr33n-l3af@redis:6379",
        "mongodb+srv://ann:<password>@tea.mongodb.net, https://user:passw0rd1@tea.org",
    ],
)
def test_what_is_made_up_is_left_alone(text: str) -> None:
    assert secrets(text) == []


def jwt(claims: dict[str, Any], signature: bytes = bytes(range(7, 71))) -> str:
    return ".".join([_base64(b'{"alg":"HS256","typ":"JWT"}'), _base64(json.dumps(claims).encode()), _base64(signature)])


def test_web_tokens_that_open_nothing_are_left_alone() -> None:
    assert secrets(jwt({"iss": "tea", "role": "service"}))
    assert not secrets(jwt({"sub": "1234567890", "name": "John Doe", "iat": 1516239022}))
    assert not secrets(jwt({"iss": "tea", "iat": 1700000000, "exp": 1700003600})), "good for an hour"
    import hashlib
    import hmac

    signed = jwt({"iss": "tea"}).rpartition(".")[0]
    signature = hmac.new(b"your-256-bit-secret", signed.encode(), hashlib.sha256).digest()
    assert not secrets(f"{signed}.{_base64(signature)}"), "signed with the key of a tutorial"


def pem(kind: str, data: bytes, prefix: str = "", end: str = "\n") -> str:
    body = base64.b64encode(data).decode()
    lines = [
        f"-----BEGIN {kind}-----",
        *(body[at : at + 64] for at in range(0, len(body), 64)),
        f"-----END {kind}-----",
    ]
    return end.join(prefix + line for line in lines)


KEY = random.Random(3).randbytes(300)
WHOLE = b"\x30\x82" + len(KEY).to_bytes(2, "big") + KEY


@pytest.mark.parametrize(
    "text",
    [
        pem("PRIVATE KEY", WHOLE),
        pem("RSA PRIVATE KEY", WHOLE, prefix="    "),
        pem("RSA PRIVATE KEY", WHOLE, prefix="> "),
        pem("EC PRIVATE KEY", b"\x30\x81\xc8" + KEY[:200]),
        pem("OPENSSH PRIVATE KEY", b"openssh-key-v1\0" + KEY, end="\r\n"),
        '{"key": "' + pem("PRIVATE KEY", WHOLE, end="\\n") + '"}',
        pem("PGP PRIVATE KEY BLOCK", b"\x95" + KEY).replace("BLOCK-----\n", "BLOCK-----\nVersion: Tea 1.0\n\n", 1),
    ],
)
def test_private_keys(text: str) -> None:
    (found,) = secrets(f"Text.\n\n{text}\n\nText.")
    assert found.what == "a private key"
    assert f"Text.\n\n{text}"[slice(*found.span)].endswith("KEY-----" if "PGP" not in text else "BLOCK-----")


@pytest.mark.parametrize(
    "text",
    [
        pem("PRIVATE KEY", WHOLE[:-30]),
        pem("PUBLIC KEY", WHOLE),
        pem("RSA PRIVATE KEY", WHOLE).replace("\n", "\n...\n", 3),
        "-----BEGIN PRIVATE KEY-----\n" + "x" * 90 + "\n-----END PRIVATE KEY-----",
        "`-----BEGIN PRIVATE KEY-----` begins a key",
    ],
)
def test_what_is_no_whole_private_key(text: str) -> None:
    assert secrets(text) == []


@given(st.text(alphabet=st.sampled_from("AKIASGJKk~_-.:@/eyghp123xo\n -----BEGIN PRIVATE KEY"), max_size=300))
def test_secrets_of_any_text_are_in_order(text: str) -> None:
    found = secrets(text)
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_a_mask_keeps_lines_and_offsets(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(*sorted((min(a, len(text)), min(b, len(text))))) for a, b in pairs]
    masked = mask(text, spans)
    assert len(masked) == len(text)
    assert [at for at, one in enumerate(masked) if one == "\n"] == [at for at, one in enumerate(text) if one == "\n"]
    for start, end in spans:
        assert set(masked[start + 4 : end]) <= {"…", "\r", "\n"}


SECRET = "ghp" + "_Ky9Pf34qY6Nb3wWD25RQ4F5ZR3qa7y3gm1IL"
POST = f"---\ntitle: Tea\ndate: 2024-05-01\n---\n\nThe the key is `{SECRET}`, so so it is.\n\n[a](htps://tea.org/{SECRET})\n"


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "lint", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("form", ["human", "concise", "json"])
def test_no_report_shows_a_secret(tmp_path: Path, form: str) -> None:
    (tmp_path / "one.md").write_text(POST, encoding="utf-8")
    status, out = run(tmp_path, "check", "--format", form, "--level", "advice", "one.md")
    assert status == 1
    assert "ghp_Ky" in out
    assert "(40 characters) is a GitHub token" in out
    assert "link-syntax" in out or "missing-scheme" in out
    assert SECRET not in out
    assert SECRET[10:20] not in out


def test_an_allowed_or_hidden_secret_is_not_shown_either(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(
        POST.replace("\nThe", "<!-- copydesk: allow-file secret -->\n\nThe"), encoding="utf-8"
    )
    _, out = run(tmp_path, "check", "one.md")
    assert "doubled-word" in out
    assert " secret:" not in out
    assert SECRET[10:20] not in out


def test_a_patch_hides_a_secret_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(POST, encoding="utf-8")
    status, out = run(tmp_path, "fix", "--diff", "one.md")
    assert status == 1
    assert "+The key is `ghp_" in out
    assert SECRET[10:20] not in out
    assert "does not apply" in out
    assert (tmp_path / "one.md").read_text(encoding="utf-8") == POST


def test_a_fix_that_would_write_a_secret_is_not_offered() -> None:
    text = f"key {SECRET} end"
    one = Diagnostic(
        "a.md", "tea", "style", Level.ERROR, f'"{SECRET}" is odd', Span(0, 3), Fix("x", (Edit(Span(0, 3), SECRET),)),
        suggestions=(SECRET, "leaf"),
    )  # fmt: skip
    report = without_secrets(Report([one], {"a.md": text}, 1, "1"), {"a.md": [Span(4, 44)]})
    (shown,) = report.diagnostics
    assert shown.fix is None
    assert shown.suggestions == ("leaf",)
    assert re.fullmatch('"ghp_…{36}" is odd', shown.message)
    assert report.texts["a.md"] == "key ghp_" + "…" * 36 + " end"
