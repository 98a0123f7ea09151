"""The rule typography."""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule
from lint.site.titled_prose import titled_prose

_SPACED_IN_FRENCH = ";!?:"
_FRENCH = "---\nlang: fr\n---\n"
_NARROW, _WIDE = "\u202f", "\u00a0"


class Typography(Rule):
    """A sign or a space is plainly a slip: "word ,", ",,", "end.The", a bracket that nothing opens.

    Each is small, and a reader sees all of them: a comma at the start of a line, two sentences that are one.

    Found are: a space before a comma, full stop, colon or the like; a comma or full stop typed twice; a missing space
    where the next word tells that a sentence goes on; more than one space inside a sentence; a round bracket that
    nothing opens, and a quotation at the start of a paragraph that nothing closes; the decimal sign of another language
    before a unit; a heart or a keycap without the character that makes it an emoji. In French, where a no-break space
    (narrow or not) stands before ; : ! ? and inside « », a post is held to its own habit: the sign that differs from
    the others is reported. A post that has plain spaces throughout gets one piece of advice, whose fix makes all of
    them no-break spaces.

    Code, addresses, versions, times, faces such as ":)", names of files, tables' columns, and signs that the text
    speaks of ("remove the trailing ,") are left alone, and so is what an author does again and again.
    """

    id = "typography"
    level = Level.WARNING

    examples = (
        # a space before a sign
        Bad(
            "A word⟦ ,⟧ another⟦ ;⟧ one more⟦ .⟧",
            fixed="A word, another; one more.",
            message='a space stands before the "," of "word ,"',
        ),
        Bad("Really⟦ ?⟧ Yes⟦ !⟧\n\nNo⟦ !⟧", fixed="Really? Yes!\n\nNo!"),
        Bad("With `code`⟦ ,⟧ and [a link](a.md)⟦ .⟧", fixed="With `code`, and [a link](a.md)."),
        Bad("## Changes⟦ :⟧ a list\n", fixed="## Changes: a list\n"),
        Bad("---\ntitle: A title⟦ ,⟧ two\n---\n", fixed="---\ntitle: A title, two\n---\n"),
        Good("Fix the missing trailing , (Ada). Remove the . in the end. Delimit with ; please. Add a ? to it."),
        Good("Cast over b ? True() : False() here. See .NET, .env, .5 and ... or a . . . pause."),
        Good("A face :) or :-) or ;) and :( too. At 12:30, v1.2.3, a:b, std::vec, node:test, https://a.example/b,c"),
        Good("- name : a\n- size : b\n- kind : c\n"),
        Good("| a | b  c |\n|---|---|\n| d , | e |\n"),
        Good("`a ,b` and\n\n```\nx , y ;\n```\n\nThe address https://a.example/ , and {{ tag }} , here."),
        # typed twice
        Bad("Some APIs⟦,,⟧ it said.", fixed="Some APIs, it said."),
        Bad("Until further notice⟦..⟧\n\nThe end⟦..⟧ Next.", fixed="Until further notice.\n\nThe end. Next."),
        Good("Wait... what? It is.. odd. From 1..=12, ../a/b, a..b, x[..], “a,,b”, etc., Inc., what?! Ho!!"),
        # no space behind it
        Bad(
            "Most use cases⟦,⟧which is why. It ends⟦.⟧The next begins.",
            fixed="Most use cases, which is why. It ends. The next begins.",
        ),
        Bad("Use `a`⟦,⟧`b`, `c`.", fixed="Use `a`, `b`, `c`."),
        Good("The tags a,and,b; net.Server, Node.js, e.g.The, lib,test: fix; if,then,else; 1,000 and 10,5."),
        # two spaces
        Bad("It is⟦  ⟧here, and `code`,⟦  ⟧too.", fixed="It is here, and `code`, too."),
        Bad(
            "One word. " * 300 + "Some⟦  ⟧words⟦  ⟧too⟦  ⟧far⟦  ⟧apart.",
            fixed="One word. " * 300 + "Some words too far apart.",
        ),
        Good("**What is left:**  a list; *What:*  x."),
        Good("Two spaces.  After a full stop.  Or a quotation.”  As typists do.  \nA hard break.\n\n-  A list.\n"),
        Good("- `--far`   goes far\n- `--near`  stays, for\n  a while\n- [boil()](/b)   (400)\n- **Tea**  or coffee"),
        Good("> A quotation\n>   goes on\n\n1.  One\n    two\n\nName  a  list  of  five  words."),
        # brackets
        Bad("It is (as we said) so⟦)⟧ and ends.", fixed="It is (as we said) so and ends."),
        Good("1) one, 2) two, a) three :) ;-) and (a (b)) c :-) \\) b\n\n**4\\)** x (https://a.example/b)."),
        Good("Add a missing ) in the page."),
        # quotations
        Bad('⟦"⟧Thanks to all who came and stayed.\n\nIt was "a feast".'),
        Bad("⟦“⟧Thanks to *all* who came and stayed.\n\nIt was “a feast”."),
        Bad('⟦"⟧Thanks to all who came,” she said.', fixed="“Thanks to all who came,” she said."),
        Good('"Thanks to all who came and stayed.\n\n"It was a feast."\n\n"One more who came and stayed."'),
        Good('"Thanks to all who came and stayed.\n\nIt was a feast."'),
        Good("“Thanks to all who came and stayed.\n\n“And to those who left.”\n\n“Oh!”"),
        Good('The screen has 24" and more.\n\n" as above\n\n| a | b |\n|---|---|\n| " | " |'),
        # decimal signs
        Bad(
            "It grew by ⟦3,5 %⟧ in ⟦2,25 seconds⟧, not 1.5 km or 1.5 m.",
            fixed="It grew by 3.5 % in 2.25 seconds, not 1.5 km or 1.5 m.",
        ),
        Bad(f"{_FRENCH}Soit ⟦1.5 Go⟧ et 2,5 %.", fixed=f"{_FRENCH}Soit 1,5 Go et 2,5 %."),
        Good("In 1,000 seconds, items 1,2 and version 3,5 of 10,000 GB."),
        Good(f"{_FRENCH}La version 3.5 de Node 20.1, section 4.2, 1.500 € ou 10.5."),
        Good("---\nlang: es-MX\n---\nSon 1.5 GB."),
        # emoji
        Bad(
            "With ⟦\u2764⟧ and 1\ufe0f\u20e3 and ⟦2\u20e3⟧.",
            fixed="With \u2764\ufe0f and 1\ufe0f\u20e3 and 2\ufe0f\u20e3.",
        ),
        Bad("\u26a0\ufe0f One. ⟦\u26a0⟧ Two.", fixed="\u26a0\ufe0f One. \u26a0\ufe0f Two."),
        Good("A \u2764\ufe0f, a \u2764\ufe0e, ✓ and ✔, ☐ → ☑, \u26a0 alone, ™ and ©, \u2764\u200d🔥."),
        # French
        Bad(
            f"{_FRENCH}Oui{_NARROW}! Non{_NARROW}? Il dit{_WIDE}: «{_WIDE}Va⟦ »⟧, puis⟦ :⟧ rien⟦!⟧",
            fixed=(
                f"{_FRENCH}Oui{_NARROW}! Non{_NARROW}? Il dit{_WIDE}: «{_WIDE}Va{_WIDE}», puis{_WIDE}: rien{_NARROW}!"
            ),
        ),
        Bad(
            f"{_FRENCH}Un⟦ :⟧ deux ; trois ! Quatre ? Cinq « six ».",
            fixed=f"{_FRENCH}Un{_WIDE}: deux{_NARROW}; trois{_NARROW}! Quatre{_NARROW}? Cinq «{_WIDE}six{_WIDE}».",
            message="plain spaces where a line must not break",
        ),
        Good(f"{_FRENCH}Bonjour! Ça va? Oui: bien; «très».", path="posts/a.md"),
        Good(f"{_FRENCH}Oui{_WIDE}! Il est 12:30, voir https://a.example/a?b=c :) et `a: b`, std::vec{_WIDE}; &nbsp;!"),
        Good(
            f"---\nlang: fr-CA\n---\nOui! Non? Là; ici{_WIDE}: «{_WIDE}oui{_WIDE}» et «{_WIDE}là{_WIDE}», là{_WIDE}: là"
        ),
        Good("«Bonjour», »Hallo« und « oui ».", path="posts/de/a.md"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        from lint.spelling.typography import punctuation, signs

        prose, text = titled_prose(post), post.text
        language, _, region = post.language.partition("-")
        language = language.lower()
        if language == "fr":
            from lint.spelling.typography import french

            yield from french.french_spaces(prose, text, region.upper())
        spaced = _SPACED_IN_FRENCH if language == "fr" else ""
        yield from punctuation.around_signs(prose, text, english=language == "en", spaced=spaced)
        yield from punctuation.two_spaces(prose, text)
        yield from punctuation.stray_brackets(prose, text)
        yield from punctuation.open_quotations(post.prose)
        yield from signs.decimal_signs(prose, post.language)
        yield from signs.emoji(prose)
