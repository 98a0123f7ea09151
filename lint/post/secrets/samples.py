"""Tells values that chance made from stand-ins: `xxxx`, `your-token-here`, `1234567890abcdef`."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import log2

from lint.regex import regex

# Five letters and more: shorter words turn up in what chance makes. Of a long token, one in a million has one of these.
_WORDS = regex(
    r"example|sample|dummy|your|token|secret|password|placeholder|redacted|change|insert|replace|random|string|fake|"
    r"xxxx|here|demo|testing|hidden|removed|truncated|foobar|bogus|invalid",
    re.IGNORECASE,
)
_RUN = 5
_REPEATED = regex(r"(.)\1{3}|(.{2,8})\2{2}", re.DOTALL)
_MARKS = regex(r"[^A-Za-z0-9]")


def is_stand_in(value: str) -> bool:
    """Whether a value says itself that it is none: it has words, one letter again and again, or counts up or down."""
    return bool(_WORDS.search(value) or _REPEATED.search(value)) or _counts(value)


def is_random(value: str) -> bool:
    """Whether letters of both cases and digits are mixed as only chance mixes them. For 18 characters and more."""
    plain = _MARKS.sub("", value)
    if entropy(value) < 3.3 or is_stand_in(value):
        return False
    changes = sum(_kind(one) != _kind(other) for one, other in pairwise(plain))
    return changes * 4 >= len(plain)


def is_random_hex(value: str) -> bool:
    """Whether 32 hexadecimal digits or more are mixed as only chance mixes them."""
    return entropy(value.lower()) >= 2.9 and not is_stand_in(value)


def is_varied(value: str) -> bool:
    """Whether 16 characters of capitals and digits look like chance."""
    return entropy(value) >= 2.7 and not is_stand_in(value) and any(one.isdigit() for one in value)


def entropy(value: str) -> float:
    """Shannon's entropy, in bits a character."""
    length = len(value)
    return -sum(count / length * log2(count / length) for count in Counter(value).values())


def _kind(character: str) -> int:
    return 0 if character.isdigit() else 1 if character.isupper() else 2


def _counts(value: str) -> bool:
    """Whether some letters or digits in a row go up or down by one each, or stand so on a keyboard."""
    steps = [ord(other) - ord(one) for one, other in pairwise(value.lower())]
    run = last = 0
    for step in steps:
        run = run + 1 if step == last and step in {1, -1} else 1
        last = step
        if run >= _RUN - 1 and step in {1, -1}:
            return True
    return any(row in value.lower() for row in ("qwert", "asdfg", "zxcvb"))
