"""The rule invalid-lang."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lint.post.field_names import LANGUAGES, is_template
from lint.post.language_tags import TagFault, names_a_language, tag_fault
from lint.rule import Bad, Finding, Fix, Good, Level, SiteRule
from lint.site.facts import FieldFacts, PostFacts
from lint.site.rewrite import rewrite
from lint.site.site import Site

_CUSTOM = 3
"""So many other posts with the same tag show that the site's generator takes it. Our own bound."""
_MARKS_OF_TEMPLATES = ("{{", "{%", "<%", "$")


class InvalidLang(SiteRule):
    """The language of a post is no language tag, so browsers and screen readers cannot use it.

    A screen reader that does not know the language reads with the wrong voice, hyphenation and quotes are those of
    another language, and search engines do not show the post to those who could read it.

    A tag is as BCP 47 has it: `en`, `pt-BR`, `zh-Hant`; letter case is free. An error is what is no tag (`english`) and
    a two-letter code that ISO 639-1 does not have (`jp`); a warning what many programs can read in spite of it
    (`en_US`, `eng`, `en-UK`), and nothing at all where at least three other posts write the same, because the generator
    wants it so. The field `locale` may have an underscore. A field `language` is judged only where a human language is
    meant, three-letter codes are not looked up, and `no` without quotes, which YAML takes for false, is passed over.
    """

    id = "invalid-lang"
    level = Level.ERROR

    examples = (
        Bad("---\nlang: ⟦english⟧\n---\n", fixed="---\nlang: en\n---\n", message="`english` is no language tag"),
        Bad('+++\nlang = ⟦"jp"⟧\n+++\n', fixed='+++\nlang = "ja"\n+++\n', message="there is no code `jp`"),
        Bad('{"lang": ⟦"en_US"⟧}\n', fixed='{"lang": "en-US"}\n', message="joined by a hyphen"),
        Bad("---\nlang: ⟦'eng'⟧\n---\n", fixed="---\nlang: 'en'\n---\n", message="`en`"),
        Bad("---\nlang: ⟦en-UK⟧ # British\n---\n", fixed="---\nlang: en-GB # British\n---\n"),
        Bad("---\nlang: ⟦de_DE.UTF-8⟧\n---\n", fixed="---\nlang: de-DE\n---\n"),
        Bad("---\nlanguage: ⟦Français⟧\n---\n", fixed="---\nlanguage: fr\n---\n"),
        Bad("---\nlang: ⟦the language of the post⟧\n---\n"),
        Bad(
            "---\nlang: ⟦xn⟧\n---\n",
            fixed="---\nlang: en\n---\n",
            site={f"posts/{n}.md": "---\nlang: en\n---\n" for n in range(3)},
            message="3 other posts have `en`",
        ),
        Good("---\nlang: en\n---\n"),
        Good("---\nlang: pt-BR\nlocale: en_US\n---\n"),
        Good("---\nlang: zh-Hant-TW\nlanguage: sl-rozaj-biske-1994\nlocale: EN-us\n---\n"),
        Good("---\nlang: de-CH-1996-x-eigen\n---\n"),
        Good("---\nlang: yue\nlanguage: mul\n---\n"),
        Good("---\nlang: no\n---\n"),
        Good("---\nlang:\nlanguage: rust\n---\n"),
        Good('---\nlang: "{{ site.lang }}"\nlanguage: JavaScript\n---\n'),
        Good("---\nlang: en_US\n---\n", site={f"posts/{n}.md": "---\nlang: en_US\n---\n" for n in range(3)}),
        Good("---\nlanguage: go\n---\n"),
    )

    def check(self, site: Site) -> Iterator[tuple[PostFacts, Finding]]:
        others: Counter[str] | None = None
        for post in site.reported:
            if post.by_name.keys().isdisjoint(LANGUAGES):
                continue
            for field in post.fields:
                if field.key.lower() not in LANGUAGES or field.kind not in {"text", "list"}:
                    continue
                for text, span in field.texts:
                    fault = _fault(field, text)
                    if fault is None or is_template(post.path):
                        continue
                    if others is None:
                        others = _tags(site)
                    same = others[text] - 1
                    if same >= _CUSTOM and fault.kind != "form":
                        continue
                    meant, evidence = fault.meant, ""
                    if not meant:
                        meant = _one_off(text, others)
                        evidence = f"; {others[meant]:,} other posts have `{meant}`" if meant else ""
                    shown = " ".join(text.split())
                    shown = shown if len(shown) <= 50 else f"{shown[:49]}…"
                    level = None if fault.kind in {"form", "unknown"} else Level.WARNING
                    edit = rewrite(span, text, meant, post.format) if meant else None
                    fix = Fix(f"Write `{meant}`", (edit,), safe=False) if edit else None
                    suggestions = (meant,) if meant else ()
                    yield post, Finding(span, f"`{shown}` {fault.reason}{evidence}", fix, level, suggestions)


def _fault(field: FieldFacts, text: str) -> TagFault | None:
    key = field.key.lower()
    if not text.strip() or text.startswith(_MARKS_OF_TEMPLATES):
        return None
    fault = tag_fault(text)
    if fault is None or (key == "locale" and fault.kind == "underscore"):
        return None
    if key == "language" and not (names_a_language(text) or fault.meant):
        return None  # of a programming language, as it were
    return fault


def _tags(site: Site) -> Counter[str]:
    """How many posts have each tag."""
    return Counter(
        text
        for post in site.posts.values()
        for field in post.fields
        if field.key.lower() in LANGUAGES
        for text in {text for text, _ in field.texts}
    )


def _one_off(text: str, others: Counter[str]) -> str:
    """The tag of the other posts that two swapped or one wrong letter make of this one; "" where there is none."""
    from lint.spelling.nearest import distance

    for tag, count in sorted(others.items(), key=lambda item: (-item[1], item[0])):
        if count >= _CUSTOM and tag_fault(tag) is None and distance(text.lower(), tag.lower(), 1) == 1:
            return tag
    return ""
