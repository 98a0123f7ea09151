"""The rule confusable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span, replace
from lint.site.titled_prose import titled_prose, titled_row

if TYPE_CHECKING:
    from lint.spelling.confusables.search import Finder


class Confusable(Rule):
    """A real word stands where another is meant.

    A spell checker knows each word of "more then ten", "it's own" or "would enables" and passes over them all; the
    reader stumbles.

    A word is flagged only where the words beside it decide: a verb's form behind "would" or "has been", a plural behind
    "every", a singular behind "several", "then" behind a comparative, and set phrases. In French these are words that
    do not agree ("vos fichier", "un nouvelle", "ils est"), forms of a verb that sound alike ("a été publier"), "a" for
    "à" and its like, and "que il". Code, names and posts in other languages are passed over, and so is what may be
    right in some reading. What is meant is a guess: a fix is never safe.
    """

    id = "confusable"
    level = Level.WARNING

    examples = (
        # forms of verbs
        Bad("It would ⟦enables⟧ us to see.", fixed="It would enable us to see.", message='"enables" for "enable"'),
        Bad("Users are ⟦encourage⟧ to try.", fixed="Users are encouraged to try."),
        Bad("The data was ⟦send⟧ to us and has ⟦went⟧ missing.", fixed="The data was sent to us and has gone missing."),
        Bad(
            "It does not ⟦needs⟧ a key, and it can be ⟦use⟧ for tests.",
            fixed="It does not need a key, and it can be used for tests.",
        ),
        Bad("Those who currently ⟦pins⟧ a key must act.", fixed="Those who currently pin a key must act."),
        Bad("You need it to ⟦generated⟧ a key.", fixed="You need it to generate a key."),
        Bad("The keyword ⟦as⟧ been moved.", fixed="The keyword has been moved."),
        Bad("It helps by ⟦provide⟧ a hint.", fixed="It helps by providing a hint."),
        Bad("Please ⟦considering⟧ a gift.", fixed="Please consider a gift."),
        Bad("They must be able ⟦create⟧ it.", fixed="They must be able to create it."),
        # singular and plural
        Bad("See if it ⟦support⟧ keys. It ⟦allow⟧ two.", fixed="See if it supports keys. It allows two."),
        Bad("This change ⟦fix⟧ the menu.", fixed="This change fixes the menu."),
        Bad("These features ⟦enables⟧ more.", fixed="These features enable more."),
        Bad("The mentor for these ⟦project⟧ is Ada.", fixed="The mentor for these projects is Ada."),
        Bad("Every ⟦languages⟧ and a ⟦lattices⟧ of types.", fixed="Every language and a lattice of types."),
        Bad("One of the main ⟦reason⟧ is speed.", fixed="One of the main reasons is speed."),
        Bad(
            "There are ⟦instance⟧ where it fails, and the first 16 ⟦byte⟧ of it are lost.",
            fixed="There are instances where it fails, and the first 16 bytes of it are lost.",
        ),
        # words that sound alike
        Bad("Keep it in ⟦it's⟧ own box.", fixed="Keep it in its own box."),
        Bad("---\ntitle: On ⟦it's⟧ own\n---\n", fixed="---\ntitle: On its own\n---\n"),
        Bad("If ⟦your⟧ using the app, ⟦its⟧ been moved.", fixed="If you're using the app, it's been moved."),
        Bad("It is larger ⟦that⟧ the limit, more ⟦then⟧ ten.", fixed="It is larger than the limit, more than ten."),
        Bad(
            "Files ⟦where⟧ vulnerable to it; they ⟦where⟧ mended.",
            fixed="Files were vulnerable to it; they were mended.",
        ),
        Bad(
            "In the part ⟦were⟧ we go on, there are way ⟦to⟧ many.",
            fixed="In the part where we go on, there are way too many.",
        ),
        Bad(
            "It may ⟦effect⟧ your app; it has ⟦lead⟧ to a loss.", fixed="It may affect your app; it has led to a loss."
        ),
        Bad("You could ⟦of⟧ told us, without ⟦loosing⟧ time.", fixed="You could have told us, without losing time."),
        Bad("⟦Lets⟧ see how you do it.", fixed="Let's see how you do it."),
        # words that look alike
        Bad("It came ⟦form⟧ Oslo, even ⟦through⟧ it rained.", fixed="It came from Oslo, even though it rained."),
        Bad("We ⟦seed⟧ up the build, a ⟦paint⟧ point.", fixed="We speed up the build, a pain point."),
        Bad("You ⟦many⟧ not find it, but ⟦the⟧ did not look.", fixed="You may not find it, but they did not look."),
        Bad("It is worth ⟦nothing⟧ that format ⟦stings⟧ help.", fixed="It is worth noting that format strings help."),
        Bad(
            "The ⟦exiting⟧ documentation helps us ⟦identity⟧ the gaps.",
            fixed="The existing documentation helps us identify the gaps.",
        ),
        # phrases
        Bad("⟦Thank⟧ to you, for all ⟦intensive⟧ purposes.", fixed="Thanks to you, for all intents and purposes."),
        Bad(
            "Pay close ⟦attention⟧ these two, ⟦both which⟧ fail.",
            fixed="Pay close attention to these two, both of which fail.",
        ),
        Bad("You need ⟦and⟧ account in ⟦an other⟧ app.", fixed="You need an account in another app."),
        Bad("It has ⟦to be to be⟧ read.", fixed="It has to be read."),
        Bad("**Try** ⟦it's⟧ *own* page.", fixed="**Try** its *own* page."),
        Bad(
            "Put it in ⟦the to⟧ build it; mend it through ⟦an by⟧ moving it, ⟦where as⟧ the rest would ⟦be have⟧ time.",
            fixed="Put it in to build it; mend it through by moving it, whereas the rest would have time.",
        ),
        Bad(
            "This ⟦is⟧ guide to it. In that case, it ⟦make⟧ the ⟦bunch⟧ files new; they can ⟦by⟧ used.",
            fixed="This is a guide to it. In that case, it makes the bunch of files new; they can be used.",
        ),
        Bad(
            "A branch can ⟦defined⟧ the order. ⟦One⟧ the file is read, you have the ability ⟦change⟧ the name.",
            fixed="A branch can be defined the order. Once the file is read, you have the ability to change the name.",
        ),
        Bad(
            "⟦There⟧ methods take both, and put it in ⟦the all the⟧ lists, with ⟦lot⟧ of them to spare.",
            fixed="Their methods take both, and put it in all the lists, with a lot of them to spare.",
        ),
        Bad(
            "How does it ⟦works⟧? Thanks for ⟦you⟧ help. The list of all words ⟦are⟧ long, all of ⟦the⟧ sudden.",
            fixed="How does it work? Thanks for your help. The list of all words is long, all of a sudden.",
        ),
        Bad("That ⟦want⟧ a look. That test ⟦use⟧ the map.", fixed="That wants a look. That test uses the map."),
        # what stays
        Good("We have a ways to go, and a long ways at that."),
        Good("It would enable us. How would tests work? A can contains beer."),
        Good("All they do is include it. The first step is install and run."),
        Good("It was set to us, and has become slow. They had had to let go."),
        Good("Does it support keys? We made it support keys, and may it last."),
        Good("These project goals are new, and so are these test results."),
        Good("A means of change, a series of tests, a sales team, a systems language."),
        Good("It's been said that it's not its own. Its new name is good; its a.out too."),
        Good("If your running time is short, your reading is fine."),
        Good("If you need more then ask. It is the larger that counts. No sooner said than done."),
        Good("Say where applicable; were we to go, they were there."),
        Good("He went to many talks. Add it to the list, to much delight."),
        Good("A lead developer has lead time; it has an effect and affects us."),
        Good("Fill in the form the team made. It takes the form of a list. Even through the night."),
        Good("The must-have part; the will of many. It is worth nothing."),
        Good("Log in and open it. Pros and cons, with and without."),
        Good("Run `would enables` or ask `it's own`; *Poplar* Street, London."),
        Bad("For ⟦instant⟧, they ⟦our⟧ currently using it.", fixed="For instance, they are currently using it."),
        Good("It is ready for instant use, in our currently running shop, and as quiet as the night."),
        Good("Say when the two differ. This aliases the cup, and other configuration. We require you learn the art."),
        Good("There are instance methods, and what it is works by itself. The next 2 release builds pay attention."),
        Good("The to do list, the is operator, the by now famous line; remove the duplicate the from it."),
        Good("A link to 404 page, and a criteria object."),
        Good(
            "It no longer exits on errors. Say how long after launch it ran, and here you see our own thing that flew."
        ),
        Good(
            "We have controllers, that require that key. It can, based on that, go on. Insist that the user have one."
        ),
        Good(
            "A reshuffle that it otherwise does that puts it first. A list of words are some words; thanks for you two."
        ),
        Good("The parking lot of many. Here is part of it, and this is set to grow. It is the by now used way."),
        Good("Le programme would enables.", path="posts/fr/a.md"),
        # French
        Bad(
            "Ouvrez vos ⟦fichier⟧ dans les ⟦dossier⟧ ou sur deux ⟦appareil⟧.",
            path="posts/fr/a.md",
            fixed="Ouvrez vos fichiers dans les dossiers ou sur deux appareils.",
        ),
        Bad(
            "Chaque ⟦utilisateurs⟧ voit un ⟦nouvelle⟧ bouton sur une ⟦premier⟧ page.",
            path="posts/fr/a.md",
            fixed="Chaque utilisateur voit un nouveau bouton sur une première page.",
        ),
        Bad(
            "Les options sont ⟦disponible⟧, et ces outils ⟦gratuit⟧ aussi.",
            path="posts/fr/a.md",
            fixed="Les options sont disponibles, et ces outils gratuits aussi.",
        ),
        Bad(
            "Il a été ⟦publier⟧ ; vous pouvez ⟦partagé⟧ le lien.",
            path="posts/fr/a.md",
            fixed="Il a été publié ; vous pouvez partager le lien.",
        ),
        Bad(
            "Grâce ⟦a⟧ vous, il ⟦à⟧ été lu : ⟦sa⟧ fonctionne, ⟦c'est à dire⟧ mieux.",
            path="posts/fr/a.md",
            fixed="Grâce à vous, il a été lu : ça fonctionne, c'est-à-dire mieux.",
        ),
        Bad(
            "Il faut ⟦que il⟧ lise, afin ⟦de utiliser⟧ ⟦le outil⟧.",
            path="posts/fr/a.md",
            fixed="Il faut qu'il lise, afin d'utiliser l'outil.",
        ),
        Bad(
            "Ils ⟦est⟧ ici. Le lien ⟦sont⟧ là, et il ⟦ce⟧ trouve un ⟦peut⟧ plus loin.",
            path="posts/fr/a.md",
            fixed="Ils sont ici. Le lien est là, et il se trouve un peu plus loin.",
        ),
        Bad(
            "Il lit ⟦ce cette⟧ page, un ⟦des ces⟧ livres ; un lien ⟦a⟧ être lu, jusqu'à ⟦ce⟧ la nuit tombe.",
            path="posts/fr/a.md",
            fixed="Il lit cette page, un de ces livres ; un lien à être lu, jusqu'à ce que la nuit tombe.",
        ),
        Bad(
            "Les textes sont ⟦chiffré⟧, les nouvelles ⟦page⟧ aussi ; une dizaine de ⟦page⟧ ⟦à⟧ été lue.",
            path="posts/fr/a.md",
            fixed="Les textes sont chiffrés, les nouvelles pages aussi ; une dizaine de pages a été lue.",
        ),
        Bad(
            "Une fois ⟦partager⟧, c'est ⟦la⟧ que vous pouvez vous ⟦connectez⟧, afin de ⟦crée⟧ un lien.",
            path="posts/fr/a.md",
            fixed="Une fois partagé, c'est là que vous pouvez vous connecter, afin de créer un lien.",
        ),
        Bad(
            "Il faut que vous ⟦êtes⟧ là, ⟦voir⟧ même ⟦d'avantage⟧ que ⟦celui ci⟧ ; il est ⟦sensé⟧ marcher.",
            path="posts/fr/a.md",
            fixed="Il faut que vous soyez là, voire même davantage que celui-ci ; il est censé marcher.",
        ),
        Good(
            "Ils se sont parlé. Il y a de part et d'autre les leurs ; pas d'avantage de ce bord.", path="posts/fr/a.md"
        ),
        Good(
            "Ouvrez-le pour soit lire, soit partager. Tel que cela est dit, l'idée est partager.", path="posts/fr/a.md"
        ),
        Good("Il y a du son, et qui a être et devoir a tout ; avec d'un côté la mer.", path="posts/fr/a.md"),
        Good("Il les partage et les mesure. Le plus simple, c'est aimer. Tout à fait.", path="posts/fr/a.md"),
        Good(
            "La plupart sont là. Une partie des liens est morte. Chacune d'entre elles est lue.", path="posts/fr/a.md"
        ),
        Good("Des mini serveurs, des pull requests, le 2 mai, un tiers, un accès, le cours.", path="posts/fr/a.md"),
        Good("Les valeurs minimale et maximale, un grand-père, tel que il ou elle, la une.", path="posts/fr/a.md"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        finder = _finder(post.language[:2].lower())
        if finder is None:
            return
        from lint.spelling.confusables.search import find

        for found in find(titled_prose(post), titled_row(post), finder):
            right, *others = found.meant
            span = Span(found.start, found.end)
            message = f'"{found.wrong}" for "{right}" in "{found.phrase}"'
            fix = replace(span, right, f'Write "{right}"', safe=False)
            yield Finding(span, message, fix, suggestions=tuple(others))


def _finder(language: str) -> Finder | None:
    if language == "en":
        from lint.spelling.confusables.hinges import hinges

        return hinges()
    if language == "fr":
        from lint.spelling.confusables.anchors import french

        return french()
    return None
