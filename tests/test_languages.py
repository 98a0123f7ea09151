"""Spelling in several languages, in mixed ones, and in texts that nobody would write."""

from __future__ import annotations

import datetime
import time
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.config.schema import Config
from lint.diagnostics import Diagnostic
from lint.engine.examine import Source, read
from lint.engine.mend import edited
from lint.engine.run import Desk, run
from lint.engine.select import choose
from lint.post.post import parse
from lint.site.words import gather
from lint.spelling.dictionaries import Dictionaries
from lint.spelling.grammar import primary
from lint.world.dictionaries import dictionaries, english
from lint.world.files import ListedFiles

PATH = "posts/a.md"
RULES = ("misspelling", "unknown-word")
ALL = dictionaries()
# Whatever else this machine has: German, for one, is to be a language without a dictionary here.
SHIPPED = Dictionaries(english(), lambda tag: ALL.of(tag) if primary(tag) == "fr" else None, ("en", "fr"))

ENGLISH = (
    "We keep the keys in a drawer, and nobody but the owner of the house can open it. When the door is shut, you have "
    "to ring the bell and wait for an answer, or go around the house and try the other door."
)
FRENCH = (
    "Nous gardons les clés dans un tiroir, et personne ne peut les ouvrir sauf la propriétaire de la maison. Quand la "
    "porte est fermée, il faut sonner et attendre une réponse, ou faire le tour de la maison pour essayer l'autre."
)
GERMAN = (
    "Wir legen die Schlüssel in eine Schublade, und niemand außer der Besitzerin kann sie öffnen. Wenn die Tür zu ist, "
    "muss man klingeln und auf eine Antwort warten, oder man geht um das Haus herum und versucht es dort."
)
IN_FRENCH = "---\nlang: fr\n---\n"


def judged(
    text: str,
    path: str = PATH,
    *,
    lang: str = "",
    rules: Iterable[str] = RULES,
    words: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Diagnostic, ...]:
    config = Config(lang=lang, drafts="error")
    desk = Desk(config, choose(list(rules)), SHIPPED, ListedFiles([path]), datetime.date(2024, 6, 1), words=words or {})
    found = run(desk, {path: Source(path, text)}, [path]).judged
    assert not found.crashes, found.crashes[0].traceback
    return found.diagnostics


def wrong(text: str, path: str = PATH, *, lang: str = "", rules: Iterable[str] = RULES) -> list[str]:
    """What the rules mark in a text, in order."""
    return [text[one.span.start : one.span.end] for one in judged(text, path, lang=lang, rules=rules)]


# the language of a post


@pytest.mark.parametrize(
    ("text", "path", "lang", "language"),
    [
        ("---\nlang: fr\n---\n", PATH, "", "fr"),
        ("---\nlanguage: fr-CA\n---\n", PATH, "", "fr-CA"),
        ("---\nlocale: fr_CA\n---\n", PATH, "", "fr-CA"),
        ("+++\nlang = 'fr'\n+++\n", PATH, "", "fr"),
        ("---\nlang: en\n---\n", "content/fr/a.md", "de", "en"),
        ("Text.", "content/fr/a.md", "de", "fr"),
        ("Text.", "fr/a.md", "", "fr"),
        ("Text.", "posts/a.fr.md", "", "fr"),
        ("Text.", "posts/a.pt-BR.md", "", "pt-BR"),
        ("Text.", "posts/fr.md", "", "en"),
        ("Text.", PATH, "fr", "fr"),
        ("---\nlang:\n---\nText.", PATH, "fr", "fr"),
        ("---\nlang: no language at all\n---\nText.", PATH, "fr", "fr"),
        (f"{FRENCH}\n\n{FRENCH}", PATH, "", "fr"),
        (f"---\ntitle: A name\ndescription: {FRENCH}\n---\n", PATH, "", "fr"),
        (f"{ENGLISH}\n\n{ENGLISH}", PATH, "", "en"),
        ("Text.", PATH, "", "en"),
    ],
)
def test_what_tells_the_language_of_a_post(text: str, path: str, lang: str, language: str) -> None:
    assert read(Source(path, text), lang).language == language


@pytest.mark.parametrize(
    ("text", "path", "lang"),
    [
        (f"{IN_FRENCH}Une premiere fois.", PATH, ""),
        ("Une premiere fois.", "fr/a.md", ""),
        ("Une premiere fois.", "posts/a.fr.md", ""),
        ("Une premiere fois.", PATH, "fr"),
        (f"{FRENCH}\n\n{FRENCH}\n\nUne premiere fois.", PATH, ""),
    ],
)
def test_a_post_is_judged_in_its_language(text: str, path: str, lang: str) -> None:
    assert wrong(text, path, lang=lang) == ["premiere"]


# paragraphs in another language


@pytest.mark.parametrize("quote", ["> {}", "{}", "- {}", "“{}”", "*{}*"])
@pytest.mark.parametrize(("own", "other"), [(ENGLISH, FRENCH), (FRENCH, ENGLISH)])
def test_a_quotation_is_no_heap_of_mistakes(own: str, other: str, quote: str) -> None:
    assert wrong(f"{own}\n\n{own}\n\n{quote.format(other)}\n\n{own}") == []


def test_a_mistake_in_a_quotation_is_one() -> None:
    slip = FRENCH.replace("attendre", "atendre")
    assert wrong(f"{ENGLISH}\n\n{ENGLISH}\n\n> {slip}") == ["atendre"]
    slip = ENGLISH.replace("answer", "anwser")
    assert wrong(f"{FRENCH}\n\n{FRENCH}\n\n> {slip}") == ["anwser"]


def test_a_mistake_beside_a_quotation_is_judged_in_the_posts_language() -> None:
    assert wrong(f"{ENGLISH} It is seperate.\n\n{ENGLISH}\n\n> {FRENCH}") == ["seperate"]
    assert wrong(f"{FRENCH}\n\n{FRENCH} Une premiere fois.\n\n> {ENGLISH}") == ["premiere"]


@pytest.mark.parametrize("own", [ENGLISH, FRENCH])
def test_a_paragraph_without_a_dictionary_is_not_judged(own: str) -> None:
    slip = GERMAN.replace("Antwort", "Antwrot").replace("niemand", "nimeand")
    assert wrong(f"{own}\n\n{own}\n\n> {slip}\n\n{own}") == []
    assert wrong(f"{slip}\n\n{slip}") == []
    assert wrong(f"---\nlang: de\n---\n{slip}") == []


def test_quotations_tell_nothing_of_the_authors_spelling() -> None:
    rules = ["inconsistent-spelling"]
    assert wrong("We organise. We organise. They organize.", rules=rules) == ["organize"]
    assert wrong("We organise. We organise.\n\n> You organize, they said.", rules=rules) == []
    french = FRENCH.replace("un tiroir", "le centre").replace("la maison", "ce programme")
    assert wrong(f"---\nlang: en-US\n---\n{ENGLISH}\n\n{french}\n\nThe centre.", rules=rules) == ["centre"]


# French


@pytest.mark.parametrize(
    "text",
    [
        "« l’eau » de la mer, aujourd’hui ; qu’est-ce que c’est\u202f?",
        "Que dira-t-il demain\u00a0? Où va-t-on\u202f? Donne-le-moi, dit-elle, c’est-à-dire celui-ci.",
        "Voilà\u202f: c’est l’«\u202fexemple\u202f», quelqu’un l’a dit lorsqu’elle arriva jusqu’à la presqu’île.",
        "Le coeur de l'oeuvre et le cœur de l’œuvre.",
        "Ecole et Etat, A l’heure dite. Etes-vous prêt ? ÉCOLE, ECOLE.",
        "Au XIXᵉ siècle, au XIXe siècle, la 2ᵉ et le 1er étage, la 3ème fois.",
        "À 12h30, M. Dupont a payé 25\u202f% du n°\u202f5, c.-à-d. peu.",
        "Nous avons fait le commit, ouvert une issue et lancé le build.",
        "Les utilisateur·rices, développeur·euses et tous·tes les autres.",
        "Un bug du plugin, dans le cloud, vu par le manager open source.",
    ],
)
def test_french_that_is_right(text: str) -> None:
    assert wrong(IN_FRENCH + text) == []


@pytest.mark.parametrize(
    ("text", "marked", "right"),
    [
        ("C’est la premiere fois.", "premiere", "première"),
        ("Nous le recommendons vivement.", "recommendons", "recommandons"),
        ("C’est la premiere issue du build.", "premiere", "première"),
        ("Voici l’exmeple de la maison.", "l’exmeple", "l’exemple"),
        ("Voici l'exmeple de la maison.", "l'exmeple", "l'exemple"),
        ("Il faut qu’exmeple vienne.", "qu’exmeple", "qu’exemple"),
        ("Voici «\u202fexmeple\u202f» de la maison.", "exmeple", "exemple"),
        ("Un bel exmeple\u202f! Voilà.", "exmeple", "exemple"),
        ("Un bel exmeple\u00a0: voilà.", "exmeple", "exemple"),
        ("Au XIXᵉ siècel, tout allait bien.", "siècel", "siècle"),
        ("Le developpement avance.", "developpement", "développement"),
        ("Developpement, dit-il.", "Developpement", "Développement"),
        ("Son langauge est clair.", "langauge", "langage"),
    ],
)
def test_french_that_is_wrong(text: str, marked: str, right: str) -> None:
    (one,) = judged(IN_FRENCH + text)
    start = len(IN_FRENCH) + text.index(marked)
    assert (one.rule, one.span) == ("misspelling", (start, start + len(marked)))
    assert one.fix is not None
    assert one.fix.edits[0].text == right


# other scripts


@pytest.mark.parametrize(
    "post",
    [
        "Мы держим ключи в ящике, и никто кроме хозяйки дома не может его открыть.",
        "Κρατάμε τα κλειδιά σε ένα συρτάρι και κανείς άλλος δεν μπορεί να το ανοίξει.",
        "אנחנו שומרים את המפתחות במגירה, ואף אחד חוץ מבעלת הבית לא יכול לפתוח אותה.",
        "نحفظ المفاتيح في درج، ولا يستطيع أحد أن يفتحه إلا صاحبة البيت.",
        "我们把钥匙放在抽屉里，除了房子的主人以外没有人能打开它。recievする。",
        "私たちは鍵を引き出しに入れています。家主のほかには誰も開けられません。",
        "우리는 열쇠를 서랍에 넣어 두고, 집주인 말고는 아무도 열 수 없습니다.",
    ],
)
@pytest.mark.parametrize("frame", ["{0}", "{0}\n\n{0}\n\n{0}", "---\ntitle: {0}\n---\n{0}", "EN\n\n> {0}", "FR\n\n{0}"])
def test_other_scripts_are_silent(post: str, frame: str) -> None:
    text = frame.format(post).replace("EN", ENGLISH).replace("FR", f"{IN_FRENCH}{FRENCH}", 1)
    text = text if not frame.startswith("FR") else text[text.index("---") :]
    assert wrong(text, rules=[*RULES, "term", "inconsistent-spelling"]) == []


@pytest.mark.parametrize("strange", ["слово", "λόγος", "α-β", "שלום", "مرحبا", "你好", "です", "안녕", "𝐛𝐨𝐥𝐝"])
def test_a_strange_script_does_not_hide_the_mistake_beside_it(strange: str) -> None:
    assert wrong(f"They say that {strange} seperate is on the table.") == ["seperate"]


def test_a_letter_of_another_script_is_a_slip() -> None:
    (one,) = judged("Type the p\u0430ssword here.")  # its second letter is Cyrillic
    assert one.fix is not None
    assert one.fix.edits[0].text == "password"


# one word, written in several ways


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("They nai\u0308vely do it.", ""),
        ("A cafe\u0301 and a fiance\u0301e.", ""),
        (f"{IN_FRENCH}La premie\u0300re fois.", ""),
        (f"{IN_FRENCH}Le de\u0301velopement avance.", "de\u0301velopement"),
        ("It is pri\u00advacy.", ""),
        ("It is pri\u00advcay.", "pri\u00advcay"),
        ("It is priv&shy;acy.", ""),
        ("It is priv&shy;cay.", "priv&shy;cay"),
        ("It is pri**va**cy.", ""),
        ("It is pri**v**cay.", "pri**v**cay"),
        ("It is <b>priv</b>acy.", ""),
        ("It is <b>priv</b>cay.", "priv</b>cay"),
        ("It is **priv**cay\\.", "priv**cay"),
        ("Their enviroment’s state.", "enviroment’s"),
        ("It is open-seperate.", "seperate"),
        ("It is open\u2011seperate.", "seperate"),
    ],
)
def test_ways_to_write_a_word(text: str, marked: str) -> None:
    expected = [] if not marked else [marked]
    assert wrong(text) == expected


@pytest.mark.parametrize(
    "text", [f"{IN_FRENCH}Le dévelopement, la premiere fois, l’évenement.", f"{IN_FRENCH}{FRENCH}"]
)
def test_composed_and_decomposed_are_the_same(text: str) -> None:
    def told(form: str) -> list[tuple[str, list[str]]]:
        shown = unicodedata.normalize(form, text)
        return [
            (unicodedata.normalize("NFC", shown[one.span.start : one.span.end]), [e.text for e in one.fix.edits])
            for one in judged(shown)
            if one.fix
        ]

    assert told("NFD") == told("NFC")


# texts that nobody would write


def _letters(number: int) -> str:
    return "".join(chr(97 + number // 26**place % 26) for place in range(4))


HUGE = {
    "a word": "x" * 1_000_000,
    "a word with accents": "é" * 1_000_000,
    "a word with marks": "e" + "\u0301" * 1_000_000,
    "soft hyphens": "re\u00ad" * 300_000,
    "emphasis": "a**b**" * 150_000,
    "elisions": "l'" * 500_000,
    "endings": "a" + "'s" * 400_000,
    "hyphens": "recieve-" * 125_000,
    "no space": "recieve." * 125_000,
    "commas": "seperate," * 10_000,
    "quotes": "«" * 1_000_000,
    "no letters": "語" * 1_000_000,
    "strange words": " ".join(f"zw{_letters(n)}ik" for n in range(50_000)),
    "strange paragraphs": "\n\n".join(f"zw{_letters(n)}ik" for n in range(30_000)),
    "strange headings": "\n".join(f"# A zw{_letters(n)}ik" for n in range(4_000)),
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
def test_huge_texts_take_seconds(text: str, language: str) -> None:
    start = time.process_time()
    found = judged(f"---\nlang: {language}\n---\n{text}", rules=[*RULES, "term", "inconsistent-spelling"])
    assert time.process_time() - start < 20
    assert all(len(one.message) < 200 for one in found)


# whatever stands there

PIECES = st.sampled_from(
    [
        *("recieve", "seperate", "privcay", "Privcay", "enviroment’s", "zwixel", "Zwixel", "premiere", "l’exmeple"),
        *("the", "and", "is", "of", "le", "de", "une", "est", "organise", "organize", "colour", "color", "naïve"),
        *("слово", "語", "שלום", "\u0301", "\u00ad", "&amp;", "&eacute;", "é", "’", "'", "-", "–", ".", ",", ":", ";"),
        *("!", "?", "(", ")", "[", "]", "**", "_", "`", "~~", "<b>", "</b>", "<p>", "{{", "}}", "|", "#", ">", "\\"),
        *("\t", "\r\n", "\n", "\n\n", "😀", "\ufeff", "http://x.org"),
    ]
)
TEXTS = st.lists(PIECES | st.just(" ") | st.text(max_size=3), max_size=40).map("".join)
FRONT = st.sampled_from(["", IN_FRENCH, "---\nlang: en-GB\n---\n", "---\ntitle: A recieve\n---\n", "\ufeff"])


@given(FRONT, TEXTS)
@example("", "We recieve a seperate enviroment’s _priv_cay.")
def test_words_lie_where_they_say(front: str, text: str) -> None:
    post = parse(front + text, PATH)
    found = gather(post, SHIPPED)
    for word in (*found.suspects, *found.spellings, *found.names):
        shown = post.text[word.span.start : word.span.end]
        assert len(shown) == len(word.written)
        if word.whole:
            assert shown == word.written
    assert list(found.suspects) == sorted(found.suspects, key=lambda word: word.start)


@given(FRONT, TEXTS)
@example("", "We recieve a seperate enviroment’s thing. **Recieve** it.")
@example("", "We organise, they organize.")
@example(IN_FRENCH, "La securit&eacute; du site.")
@example("", "They reciev&#101; it.")
def test_a_fix_replaces_the_word_and_nothing_else(front: str, text: str) -> None:
    text = front + text
    found = [one for one in judged(text, rules=["misspelling", "inconsistent-spelling"]) if one.fix]
    expected, done = "", 0
    for one in found:
        assert one.fix is not None
        (edit,) = one.fix.edits
        assert edit.span == one.span
        shown = text[one.span.start : one.span.end].replace("’", "'")
        assert f'"{unicodedata.normalize("NFC", shown)}" ' in one.message
        assert edit.text != text[one.span.start : one.span.end]
        expected += text[done : one.span.start] + edit.text
        done = one.span.end
    after = edited(text, (edit for one in found if one.fix for edit in one.fix.edits))
    assert after == expected + text[done:]


WORDS = st.text(st.characters(categories=["Lu", "Ll", "Lt", "Lm", "Lo", "Mn"]), min_size=1, max_size=14)
KNOWN_SLIPS = st.sampled_from(["recieve", "Recieve", "seperate", "privcay", "zwixel", "Zwixel", "premiere", "THe"])


@given(WORDS | KNOWN_SLIPS, st.sampled_from(["en", "fr"]), st.booleans())
@example("recieve", "en", True)
@example("premiere", "fr", False)
def test_what_is_accepted_is_never_reported(word: str, language: str, everywhere: bool) -> None:
    sentence = "Ils disent que {} est sur la table." if language == "fr" else "They say that {} is on the table."
    texts = [sentence.format(word), f"{word}: {sentence.format('*' + word + '*')}", f"## {word}"]
    text = f"---\nlang: {language}\n---\n" + "\n\n".join(texts)
    assert judged(text, words={"all" if everywhere else language: [word]}) == ()


def test_what_is_accepted_in_one_language_is_wrong_in_the_other() -> None:
    text = "They recieve it."
    assert judged(text, words={"fr": ["recieve"]}) != ()
    assert judged(text, words={"en": ["recieve"]}) == ()
