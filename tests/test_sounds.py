"""How words begin when they are spoken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.spelling.sounds import vowel_sound

VOWEL = (
    "hour hours hour-long honest honorary heir heirloom apple editor idea onerous onion uncle umbrella unimportant "
    "uninstalled unidentified unanswered unironic un-American usher urgent utter HTML FBI MP3 X I/O SVG APIs "
    "8 8-bit 80 800 8,000 8.5 11 11th 11,000 18 18.04 18-month X-ray x86 e-mail f-string n-gram OpenSSL iOS xml http "
    "HTTPS SSH LLVM ES ID A/B io.js"
)
CONSONANT = (
    "user unit union unique unicorn unidirectional unanimous European eulogy ewe one once one-off useful usual utility "
    "Ukrainian ubiquitous URL USB UI UTF-8 NASA RAM PDF CPU 1 10 100 110 180 1,800 9 3D u8 U-turn v8 house "
    "heirarchy yellow youth way xylophone sphere GitHub k8s"
)
UNSURE = "SQL LED herb historic hotel npm mkdir l10n 1100 1800 0 Hermès élan XIX us-east x a UPDATE SaaS Ynez Euler"


@pytest.mark.parametrize("word", VOWEL.split())
def test_a_vowel_sound(word: str) -> None:
    assert vowel_sound(word) is True


@pytest.mark.parametrize("word", CONSONANT.split())
def test_a_consonant_sound(word: str) -> None:
    assert vowel_sound(word) is False


@pytest.mark.parametrize("word", UNSURE.split())
def test_nobody_is_corrected_where_speakers_differ(word: str) -> None:
    assert vowel_sound(word) is None


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert vowel_sound(text) in {True, False, None}
