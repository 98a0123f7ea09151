"""The rule mojibake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.encodings import NAMES, damages
from lint.post.html import CODE_ELEMENTS
from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span, replace

# Damage is two characters or more side by side; the first is one that a lead byte of some code page becomes. Quotes
# and dashes stand side by side often, so behind them only what is none counts.
_LEADS = (
    "\u00a0\u00ac\u00ad\u00b0-\u00ff\u0102-\u017f\u0192\u0393-\u03c6\u0402-\u045f\u2116\u221a\u2206-\u2265"
    "\u2500-\u256c\u25ca\uf8ff\ufb01\ufb02"
)
_LEAD = f"[{_LEADS}]"
_SUSPICIOUS = f"[{_LEADS}][\x80-\U0010ffff]|[\u2013-\u203a\u20ac][\x80-\xaa\xac-\xba\xbc-\u045f\u2202-\u2265]"
_ASCII = bytes(range(128))
_LOST = "\ufffd"
# "ï¿½" is that character, read with a wrong code page in its turn.
_LOST_PLACES = r"[\w'’]*(?:\ufffd|ï¿½)+(?:[\w'’]|\ufffd|ï¿½)*"
# A text about the character itself shows it.
_ABOUT_IT = r"(?i)U\+FFFD|fffd|replacement character"


class Mojibake(Rule):
    """Text was decoded with the wrong code page, and strange characters stand where others were.

    An export, a copy between systems or an old editor turns "café" into "cafÃ©", a curly quote into "â€™" and an emoji
    into four odd characters. Nobody can read it, and it is published all the same, because nobody looks at it twice.

    Nothing is flagged that could be right: the characters must be, as bytes of one code page, valid UTF-8 that gives
    something plausible, and must not be what some language writes ("MANHÃ”", "élevé »", box drawing, formulas). Code
    is not flagged.

    U+FFFD REPLACEMENT CHARACTER ("caf�") says that a conversion lost a character for good: only the author knows which.
    It is left alone in texts about that character.
    """

    id = "mojibake"
    level = Level.ERROR

    examples = (
        Bad("A small caf⟦Ã©⟧ near the sea.", fixed="A small café near the sea."),
        Bad("It⟦â€™⟧s fine: ⟦â€œ⟧go⟦â€¦⟧", fixed="It’s fine: “go…"),
        Bad("## ⟦\uf8ffüéâ⟧ A party", fixed="## 🎉 A party"),
        Bad("## ⟦ðŸŽ‰⟧ A party", fixed="## 🎉 A party"),
        Bad("---\ntitle: Voil⟦Ã\u00a0⟧ caf⟦√©⟧\n---\n", fixed="---\ntitle: Voilà café\n---\n"),
        Bad("![the caf⟦Ã©⟧](a.png)", fixed="![the café](a.png)"),
        Bad("It is 20⟦Â°⟧ in Ro⟦Å‚⟧a.", fixed="It is 20° in Roła."),
        Bad("Twice wrong: caf⟦ÃƒÂ©⟧ and don⟦Ã¢â‚¬â„¢⟧t.", fixed="Twice wrong: café and don’t."),
        Bad("⟦РџСЂРёРІРµС‚⟧, he said.", fixed="Привет, he said."),
        Bad("DOS: na⟦├»⟧ve, don⟦ΓÇÖ⟧t.", fixed="DOS: naïve, don’t."),
        Bad(
            "A small ⟦caf\ufffd⟧ near the ⟦\ufffdold\ufffd⟧ sea, ⟦ï¿½⟧.", message='a character of "caf\ufffd" was lost'
        ),
        Good("Café, naïve, CAFÉ», «É», „MENÜ“, Spaß“, MANHÃ”, NÃO, Ã, «Â», AMANHÃ…"),
        Good("Un café très élevé » ; « à » : l’été, d’Évian… déjà vu – voilà."),
        Bad("Only ⟦ï¿½⟧."),
        Good("A decoder writes \ufffd (U+FFFD) for what it cannot read: caf\ufffd."),
        Good("`caf\ufffd`"),
        Good("`cafÃ©` and\n\n```\nÃ© â€™\n```\n\n<code>Ã©</code>"),
        Good("2√π ≈ 3.5, √2, ¬p, x ≤ y, ∆x, 20 °C, 5 µm, 1⁄2"),
        Good("┌─┬─┐ ├─┼─┤ └─┴─┘ ░▒▓"),
        Good("Рік, Рёбра, Сёмга, СІРІ очі, год; Łódź, Čeština, Âşık, ĂŞI, Ærø, þetta; Καλημέρα; 日本語「です」。"),
        Good("‚Ähnlich‘ und „Öde“, ‚Äpfel‘, „Ä“, ”Å”, ¿Qué? ¡Ñandú!"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        text = post.text
        if text.isascii():
            return
        # Most posts hold a few quotes and dashes beyond ASCII, and this is the fastest way to see that.
        beyond = text.encode("utf-8", "replace").translate(None, _ASCII).decode("utf-8", "replace")
        if _LOST in beyond or "ï¿½" in beyond:
            yield from _lost(post)
        if not re.search(_LEAD, beyond) or not re.search(_SUSPICIOUS, text):
            return
        code: list[Span] | None = None
        for damage in damages(text):
            if code is None:
                code = [*_code(post)]
            if _LOST in damage.text or any(start < damage.end and damage.start < end for start, end in code):
                continue
            span = Span(damage.start, damage.end)
            message = f'"{text[span.start : span.end]}" is "{damage.text}" read as {NAMES[damage.page]}'
            yield Finding(span, message, replace(span, damage.text, f'Write "{damage.text}"'))


def _code(post: Post) -> Iterator[Span]:
    """Where characters are meant as they stand: code, also in HTML, and addresses."""
    for part in post.code:
        yield part.span
    for link in (*post.links, *post.images):
        yield link.url_span
    opened = None
    for tag in post.tags:
        if tag.name not in CODE_ELEMENTS:
            continue
        if not tag.closing:
            opened = opened or tag
        elif opened and opened.name == tag.name:
            yield Span(opened.span.start, tag.span.end)
            opened = None


def _lost(post: Post) -> Iterator[Finding]:
    """The characters that a conversion gave up: nothing tells what they were."""
    if re.search(_ABOUT_IT, post.text):
        return
    code = [*_code(post)]
    for found in re.finditer(_LOST_PLACES, post.text):
        if not any(start < found.end() and found.start() < end for start, end in code):
            message = f'a character of "{found.group()}" was lost in a conversion and is U+FFFD now'
            yield Finding(Span(*found.span()), message)
