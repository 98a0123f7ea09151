"""The rule lang-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.post.elements import FrontMatter, Node
from lint.post.field_names import LANGUAGES
from lint.post.language_tags import CODES, tag_fault
from lint.post.post import Post
from lint.post.prose import BREAK
from lint.rule import Bad, Finding, Fix, Good, Level, Rule
from lint.site.rewrite import rewrite
from lint.spelling.language import NAMES, contradicts, guess

_SAMPLE = 1_200
"""Code points at the beginning that are looked at first: some 200 words."""
_CODE = frozenset({"ts", "cs", "ml", "sh", "st", "tl", "vb", "pl", "rs", "go"})
"""What a field `language` says of code, and codes of human languages as well."""

_FRENCH = (
    "Il pleut depuis trois jours et la rivière est montée jusqu'au pont. Les enfants ne sont pas allés à l'école, "
    "parce que la route est sous l'eau, et nous avons passé la journée à la maison. Le voisin est venu avec son bateau "
    "pour nous apporter du pain et des nouvelles. Il dit que le temps va changer dans la nuit.\n"
)
_ENGLISH = (
    "It has been raining for three days, and the river has come up to the bridge. The children did not go to school "
    "because the road is under water, so we spent the day at home. Our neighbour came over in his boat and brought us "
    "bread and the news. He says that the weather will change in the night.\n"
)
_RUSSIAN = (
    "Дождь идёт уже три дня, и река поднялась до самого моста. Дети не пошли в школу, потому что дорога под водой, и "
    "мы весь день просидели дома. Сосед приплыл к нам на лодке и привёз хлеб и новости. Он говорит, что ночью погода "
    "переменится. Если это правда, завтра мы поедем в город, чтобы купить всё, что нужно.\n"
)


class LangMismatch(Rule):
    """The text is plainly in another language than the front matter says.

    Mostly the front matter was copied from a translation: the post is listed among those of another language, and a
    screen reader reads it with the wrong voice.

    Only a language that the post itself names is judged, on fifty words of prose or more. English, French, German,
    Spanish, Italian, Portuguese and Dutch are known by their function words, and other scripts by their letters; a text
    in any other language, in a neighbour of one of them (Catalan, Galician, Luxembourgish), or in two languages is
    never flagged. Code, quotes of code and links are not counted.
    """

    id = "lang-mismatch"
    level = Level.WARNING
    words: Annotated[int, Meta(ge=20, description="The words of prose from which a text is judged.")] = 50

    examples = (
        Bad(
            f"---\nlang: ⟦en⟧\n---\n{_FRENCH}",
            fixed=f"---\nlang: fr\n---\n{_FRENCH}",
            message="`lang` says `en`, the text is in French",
        ),
        Bad(f'+++\nlang = ⟦"fr-CA"⟧\n+++\n\n{_ENGLISH}', fixed=f'+++\nlang = "en"\n+++\n\n{_ENGLISH}'),
        Bad(f'{{"locale": ⟦"sv"⟧}}\n{_ENGLISH}', fixed=f'{{"locale": "en"}}\n{_ENGLISH}'),
        Bad(f"---\nlang: ⟦uk⟧\n---\n{_RUSSIAN}", fixed=f"---\nlang: ru\n---\n{_RUSSIAN}", message="Russian"),
        Bad(f"---\nlang: ⟦en⟧\n---\n{_RUSSIAN}", fixed=f"---\nlang: ru\n---\n{_RUSSIAN}"),
        Good(f"---\nlang: en-GB\n---\n{_ENGLISH}"),
        Good(f"---\ntitle: Pluie\n---\n{_FRENCH}"),
        Good(f"---\nlang: en\n---\n{_ENGLISH}\n> {_FRENCH}\n\n{_ENGLISH}"),
        Good(f"---\nlang: en\n---\n> {_FRENCH}\n\n{_ENGLISH}\n{_ENGLISH}"),
        Good(f"---\nlang: en\n---\n{_FRENCH[:150]}\n"),
        Good(f"---\nlang: en\n---\n```text\n{_FRENCH}```\n"),
        Good(f"---\nlang: ca\n---\n{_FRENCH}"),
        Good(f"---\nlang: bg\n---\n{_RUSSIAN.replace('ы', 'и').replace('э', 'е').replace('ё', 'е')}"),
        Good(f"---\nlanguage: ts\nlang: english\n---\n{_ENGLISH}"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        front = post.front
        named = _named(front) if front else None
        if front is None or named is None:
            return
        key, value, language = named
        found = guess(_sample(post), self.words, language)
        if found is None or not contradicts(found, language):
            return
        if len(post.prose) > post.body + _SAMPLE:  # the post may begin with a long quotation
            found = guess(post.prose, self.words)
            if found is None or not contradicts(found, language):
                return
        fix = None
        if found.name == NAMES[found.tag]:
            edit = rewrite(value.span, value.text, found.tag, front.format)
            fix = Fix(f"Write `{found.tag}`", (edit,), safe=False) if edit else None
        yield Finding(value.span, f"`{key}` says `{value.text.strip()}`, the text is in {found.name}", fix)


def _sample(post: Post) -> str:
    """The beginning of the prose."""
    sample = post.prose[post.body : post.body + _SAMPLE]
    if sample.count(BREAK) * 2 > len(sample):  # a listing or the like
        sample = re.sub(f"{BREAK}+", " ", post.prose[post.body :])[:_SAMPLE]
    return sample


def _named(front: FrontMatter) -> tuple[str, Node, str] | None:
    """The key and value of the field that names the language, and its ISO 639-1 code; None where none is named."""
    for name in LANGUAGES:
        field = front.get(name)
        if field is None or field.value.kind != "text" or field.value.alias:
            continue
        code = field.value.text.strip().replace("_", "-").partition("-")[0].lower()
        if code in CODES and not (name == "language" and code in _CODE):
            fault = tag_fault(field.value.text.strip())
            return (name, field.value, code) if fault is None or fault.kind == "underscore" else None
    return None
