# ruff: noqa: SIM905  (a row of words is easier to read and to extend)
"""Damaged text is repaired to exactly what it was, and right text in any language is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.post.encodings import PAGES, damages
from lint.post.post import parse
from lint.rules.style.mojibake import Mojibake

# Our own sentences: each shows what its language writes beside its letters.
RIGHT = [
    "Un élève très doué dit\u00a0: «\u00a0déjà\u00a0!\u00a0» – voilà… l’été, où ça\u00a0? «\u00a0Là-bas\u00a0», CAFÉ»",
    "À côté… «\u202foui\u202f», “naïve”, ‘é’, À—É, 25\u202f°C, n°\u00a05, 1ʳᵉ, œuvre, Œuvre, ça, Ç’A",
    "„Schöne Grüße“, sagte er – „MENÜ“, „Spaß“, ‚Äpfel‘, »Öl«, ›Übel‹, ‚Ähnlich‘, Straße…, „Ä“, „Ö“ und „Ü“, GRÖßE",
    "Não há «AMANHÃ»… “MAÇÔ, MANHÔ, “IRMÔ: ação, pão, às 5ª e 3º, LIÇÃO, É—Ã, avô, Ô…",
    "¿Qué? ¡Ñandú! «Sí», 3ª y 4º, pingüino, “ÑU”, ESPAÑA™, él…",
    "Zażółć gęślą jaźń, „ŁÓDŹ”, ĆMA, Śśś, „ż”, Ł”, Ż…, Ąę",
    "Příliš žluťoučký kůň, „ČEŠTINA“, „Š“, Ďábel, Ě…",
    "Âşık Veysel, İstanbul’da, ŞİŞLİ, Ğğ, “ÂLÂ”, kâğıt, Â…",
    "Țară, ĂŞI, „Â”, „Ă”, și «ÎN», ROMÂNĂ…, fără, însă",
    "”Å” ja ”Ä”, ÄÄNESTÄ…, hääyö, «ÖÖ», smörgåsbord, på”, Ærø, »Ø«, þetta, ÞÚ, „ð“, það…",
    "Tiếng Việt, “Â”, ở đây, Ê…, đó, TÂM",
    "Рік, Рёбра, Сёмга, «СІРІ» очі, „Ё“, Сі…, Ґанок, Єва, Їжак, ТЕРИТОРІЇ, РІВНЕ, год – №\u00a05, ЂОРЂЕ, Џеп, Ђак",
    "Привет, мир! «РОССИЯ», «Я», яблоко — «Б», цё, БЁЁЁ, ёж…",
    "Καλημέρα, «Ω», Γεια, ΓΑΛΑ, π.χ., σ’αγαπώ, ΐ, «Α»…",
    "שלום „עולם”, مرحبا «بك»، ١٢٣…",
    "日本語「です」。ガギグ、ｱｲｳ！ 한국어… 中文：“好”。",
    "2√π ≈ 3.5; √2, x√3, ¬p ∨ ¬q, x ≤ y ≥ z, ∆x→0, 20\u00a0°C, 5\u00a0µm, 1⁄2, ≈±2, ƒ(x), £5–£6, €5, «€», 10²³, m²…",
    "┌─┬─┐│├─┼─┤└─┴─┘ ░▒▓█ ╔═╦═╗ →←↑↓ ✓✔✗ ★ © ® ™ § ¶ † ‡ • · … ‰ ‹›",
    "🎉🎊 🕵️\u200d♀️ 👩🏽\u200d💻 🇫🇷🇪🇺 ❤️ 1️⃣ \ufeff",
    "Hawaiʻi, Oʻahu, ʻokina, Māori, e\u0301te\u0301, Ａｌｐｈａ",
]
WORDS = sorted({word for line in RIGHT for word in line.split(" ") if word})


def found(text: str) -> list[str]:
    return [one.message for one in Mojibake().check(parse(text))]


@pytest.mark.parametrize("line", RIGHT)
def test_right_text_is_left_alone(line: str) -> None:
    assert found(line) == []


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.sampled_from([" ", "\n", "\u00a0", ", ", " – "]))
def test_right_words_in_any_order_are_left_alone(words: list[str], between: str) -> None:
    assert found(between.join(words)) == []


def damaged(text: str, page: str) -> str | None:
    """The text as UTF-8 read with a page; None where the page has no character for one of the bytes."""
    raw = text.encode()
    if page != "cp1252":
        try:
            return raw.decode(page)
        except UnicodeDecodeError:
            return None
    return "".join(chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes([byte]).decode(page) for byte in raw)


def repaired(text: str) -> str:
    """The text with all fixes made."""
    for finding in reversed([*Mojibake().check(parse(text))]):
        assert finding.fix
        assert finding.fix.safe
        for span, new in finding.fix.edits:
            text = text[: span.start] + new + text[span.end :]
    return text


EMOJI = "🎉 🧑\u200d🏫 🗺 🔎 🔑 🧗 📄 💨 🧑\u200d🤝\u200d🧑 🕵️ 📚 🙋 👩🏽\u200d💻 🇫🇷 🚀 ✅ ⚠️ ✨ ❤️".split(" ")
MARKS = ["’", "“", "”", "…", "—", "–", "•", "→", "™", "€", "✓", "′"]
ACCENTED = (
    "café naïve déçu garçon über schön größer Citroën piñata jalapeño smörgåsbord résumé façade Zürich São".split()
)


@pytest.mark.parametrize("page", PAGES)
@given(first=st.sampled_from(EMOJI), second=st.sampled_from(EMOJI))
def test_emoji_come_back(page: str, first: str, second: str) -> None:
    text = f"## {first} One{second} two\n"
    wrong = damaged(text, page)
    if wrong is not None:
        assert repaired(wrong) == text


@pytest.mark.parametrize("page", PAGES)
@given(st.lists(st.sampled_from(MARKS), min_size=1, max_size=6), st.sampled_from(["don", "x y", "I. "]))
def test_typographic_marks_come_back(page: str, marks: list[str], between: str) -> None:
    text = "a" + between.join(marks) + "b"
    wrong = damaged(text, page)
    if wrong is not None:
        assert repaired(wrong) == text


@pytest.mark.parametrize("page", [page for page in PAGES if page not in {"cp1251", "koi8_r"}])
@pytest.mark.parametrize("word", ACCENTED)
def test_accented_letters_come_back(page: str, word: str) -> None:
    text = f"The {word} is here.\n"
    wrong = damaged(text, page)
    if wrong is not None:
        assert repaired(wrong) == text


@pytest.mark.parametrize("word", ["café", "don’t", "größer", "naïve", "🎉", "“so”"])
def test_text_that_was_damaged_twice_comes_back(word: str) -> None:
    once = damaged(f"It is {word} now", "cp1252")
    assert once
    twice = damaged(once, "cp1252")
    assert twice
    assert repaired(twice) == f"It is {word} now"


@pytest.mark.parametrize("page", ["cp1251", "koi8_r", "cp1252", "mac_roman"])
def test_russian_comes_back(page: str) -> None:
    wrong = damaged("Привет, ребята", page)
    assert wrong
    assert repaired(wrong) == "Привет, ребята"


@given(st.text())
def test_any_text_is_read_without_fault(text: str) -> None:
    last = 0
    for one in damages(text):
        assert last <= one.start < one.end <= len(text)
        assert one.text
        last = one.end
