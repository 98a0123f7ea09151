"""Typography on any text: spans lie in it, and fixes come to an end and leave nothing that they could mend."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lint.diagnostics import Edit
from lint.post.post import parse
from lint.rules.style.invisible_character import InvisibleCharacter
from lint.rules.style.typography import Typography

TEXTS = st.text(
    alphabet=st.sampled_from([*" \n,.;:!?()`*[]aAb1%«»\"'“”\u00a0\u202f❤\ufe0f\u200b\u00ad\ufeff"]), max_size=60
)
MARKERS = ["The end.", "word word", "\n\n", "[a](b.md)", "`code`", "**bold**", "1,5 GB", "1.5 Go", "and then"]
LANGUAGES = st.sampled_from(["en", "fr", "fr-CA", "de"])


@st.composite
def posts(draw: st.DrawFn) -> str:
    return "".join(draw(st.lists(st.one_of(TEXTS, st.sampled_from(MARKERS)), max_size=12)))


def mended(text: str, edits: list[Edit]) -> str:
    """The text after the edits that do not touch an earlier one."""
    parts, done = [], 0
    for span, replacement in sorted(edits):
        if span.start >= done:
            parts += [text[done : span.start], replacement]
            done = span.end
    return "".join([*parts, text[done:]])


@given(posts(), LANGUAGES)
def test_fixes_come_to_an_end(text: str, language: str) -> None:
    rules = Typography(), InvisibleCharacter()
    for _ in range(30):
        findings = [found for rule in rules for found in rule.check(parse(text, language=language))]
        assert all(0 <= found.span.start <= found.span.end <= len(text) for found in findings)
        edits = [edit for found in findings if found.fix for edit in found.fix.edits]
        if not edits:
            return
        text = mended(text, edits)
    raise AssertionError(f"never at rest: {text!r}")


@given(
    st.lists(st.sampled_from(["Oui\u202f!", "Non\u00a0?", "Bien :", "Là ;", "Quoi?", "« Va »", "«\u00a0Ici\u00a0»"]))
)
def test_french_ends_in_one_habit(words: list[str]) -> None:
    text = " et ".join(words)
    for _ in range(4):
        edits = [
            edit
            for found in Typography().check(parse(text, language="fr"))
            for edit in (found.fix.edits if found.fix else ())
        ]
        text = mended(text, edits)
    assert not edits
    hard = sum(text.count(f"{space}{sign}") for space in "\u00a0\u202f" for sign in "!?:;»")
    plain = sum(text.count(f" {sign}") for sign in "!?:;»")
    assert plain == 0 or hard == 0
