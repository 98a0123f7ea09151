"""The rule vague-link-text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.elements import Tag
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Finding, Good, Level, Rule, Span

# By language: texts that name nothing, in lower case.
_VAGUE: dict[str, str] = {
    "en": (
        "here|click here|click|click this|right here|over here|see here|look here|read here|this|this one|that|it|link"
        "|this link|the link|links|this page|this article|this post|this site|this website|this url|this document"
        "|more|read more|learn more|see more|find out more|more info|more information|more here|read more here|go here"
        "|details|page|url|website|source"
    ),
    "fr": (
        "ici|cliquez ici|cliquer ici|clique ici|par ici|ce lien|le lien|lien|cette page|cet article|ce site|ce document"
        "|lire la suite|lire plus|en savoir plus|voir plus|plus d'infos|plus d'informations|voir ici|là|plus"
    ),
    "de": (
        "hier|hier klicken|klicken sie hier|klick hier|klicke hier|dieser link|diesem link|link|diese seite"
        "|dieser seite|dieser artikel|mehr|mehr lesen|weiterlesen|mehr erfahren|mehr dazu|weitere informationen|dort|da"
    ),
    "es": (
        "aquí|aqui|haz clic aquí|haga clic aquí|clic aquí|pincha aquí|este enlace|enlace|esta página|este artículo"
        "|leer más|ver más|más información|saber más|más"
    ),
    "it": (
        "qui|clicca qui|cliccare qui|questo link|link|questa pagina|questo articolo|leggi tutto|leggi di più"
        "|scopri di più|maggiori informazioni|altro"
    ),
    "pt": (
        "aqui|clique aqui|este link|esse link|link|esta página|este artigo|leia mais|saiba mais|ver mais"
        "|mais informações"
    ),
    "nl": (
        "hier|klik hier|deze link|link|deze pagina|dit artikel|lees meer|meer lezen|meer informatie|meer info"
        "|verder lezen"
    ),
    "pl": "tutaj|tu|kliknij tutaj|ten link|link|więcej|czytaj więcej|czytaj dalej|dowiedz się więcej",
    "sv": "här|klicka här|denna länk|länk|läs mer|mer information",
    "da": "her|klik her|dette link|link|læs mere|mere information",
    "nb": "her|klikk her|denne lenken|lenke|les mer|mer informasjon",
}
_WORDS: dict[str, frozenset[str]] = {}
_LONGEST = 30
_ENDS = " \t\r\n.,:;!?…»›→>()[]\"'“”’«‹"
_NAMED = frozenset({"aria-label", "aria-labelledby", "title"})
_CLOSING = regex(r"</a\s*>", re.IGNORECASE)


class VagueLinkText(Rule):
    """The text of a link does not say where it leads: "here", "this link", "read more".

    Who has a page read out often goes from link to link, and hears "here, here, here"; who skims the page sees the
    same. A search engine judges the target by that text, too.

    Judged are whole texts only, in the language of the post. A link with a title says it there.
    """

    id = "vague-link-text"
    level = Level.ADVICE

    examples = (
        Bad("The guide is [⟦here⟧](/guide).", message='"here" does not say where the link leads'),
        Bad("[⟦Click here!⟧](/guide) or follow [⟦this\nlink⟧][g].\n\n[g]: /guide\n"),
        Bad("Le guide est [⟦ici⟧](/guide). [**⟦Cliquez ici⟧**](/guide)", path="fr/posts/guide.md"),
        Bad('More <a href="/guide">⟦here⟧</a>.'),
        Good("[Read more about tea](/tea), [this guide](/guide), [here](/guide 'The guide'), [More](/more-and-co)"),
        Good("[`this`](/this), [ici](/ici), <a href='/a' aria-label='The guide'>here</a>, [![here](a.png)](/a)"),
        Good("Look here, at this link: [the guide](/guide)."),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        words = _words(post.language)
        for link in post.links:
            text = link.text
            if not text or len(text) > _LONGEST or link.kind in {"html", "autolink"} or link.title:
                continue
            if _folded(text) in words and _says_nothing(link.url, text):
                written = post.prose[link.text_span.start : link.text_span.end]
                shown = written.strip("\0\x02 \t\r\n")  # marks at a block's end are a break
                if "\x01" in shown or "\0" in shown:
                    continue
                start = link.text_span.start + written.index(shown)
                yield _finding(Span(start, start + len(shown)), text)
        for tag in post.tags:
            if tag.name == "a" and not tag.closing and tag.get("href"):
                yield from _html(post, tag, words)


def _words(language: str) -> frozenset[str]:
    base = language[:2].lower()
    if base not in _WORDS:
        _WORDS[base] = frozenset(_VAGUE.get(base, "").split("|"))
    return _WORDS[base]


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).strip(_ENDS).lower()


def _says_nothing(url: str, text: str) -> bool:
    """A page may be called "More" or "Links"; then its address says so."""
    return _folded(text).replace(" ", "-") not in re.split(r"[/.#?=_]|-and-", url.lower())


def _html(post: Post, tag: Tag, words: frozenset[str]) -> Iterator[Finding]:
    start = tag.span.end
    inside, closed, _ = post.text[start : start + 2 * _LONGEST].partition("<")
    if not closed or not _CLOSING.match(post.text, start + len(inside)) or _folded(inside) not in words:
        return
    href = tag.get("href")
    if href and not any(tag.get(name) for name in _NAMED) and _says_nothing(href.value, inside):
        text = inside.strip()
        at = start + inside.index(text)
        yield _finding(Span(at, at + len(text)), text)


def _finding(span: Span, text: str) -> Finding:
    return Finding(span, f'"{" ".join(text.split())}" does not say where the link leads')
