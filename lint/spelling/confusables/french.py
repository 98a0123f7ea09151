"""The patterns of French: words that do not agree, forms of verbs that sound alike, words that sound alike.

Nothing is known of the gender of a noun that has but one, so only adjectives that have two are judged by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lint.spelling.confusables.patterns import Patterns, Tongue
from lint.spelling.french_classes import NAMES, classes, feminine, masculine, plural, singular

TABLE = """
ces|mes|tes|ses|nos|vos|leurs|plusieurs|certains|certaines|divers|diverses|différents|différentes|quelques|aux|des
    SING>PLURIEL !FOREIGN
dans|sur|avec|par|sous|entre|vers|chez|selon|parmi|contre|toutes|tous les SING>PLURIEL !FOREIGN
^ les SINGNOUN>PLURIEL !FOREIGN
!numéro|page|article|chapitre|étape|version|partie|point|niveau|de|du|le|la|et|ou
    deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|cent SING>PLURIEL !FOREIGN
dizaine|vingtaine|trentaine|quarantaine|cinquantaine|centaine|dizaines|centaines|milliers|millions|milliards de
    SING>PLURIEL !FOREIGN
les|des|ces|nos|vos|mes|ses|leurs|aux|quelques|plusieurs
    nouveaux|nouvelles|différents|différentes|principaux|principales|autres|derniers|dernières|premiers|premières|
    prochains|prochaines|grands|grandes|petits|petites|anciens|anciennes|bons|bonnes|meilleurs|meilleures|multiples|
    nombreux|nombreuses SING>PLURIEL !FOREIGN
NUMBER minute|heure|seconde|jour|semaine|octet|euro|million|milliard|utilisateur|personne|fichier|commentaire>PLURIEL
un|une|ce|cet|cette|chaque|aucun|aucune|ma|ta|sa|notre|votre PLUR>SINGULIER
!de|du|le|un|au|ce mon|ton|son PLUR>SINGULIER
le|la|du|au PLURNOUN>SINGULIER
de|que|dans|pour|avec|sur|par|et|est|à LPLUR>SINGULIER
un|ce|cet|du|au|aucun FEM>MASCULIN/une_{}
le FEM>MASCULIN/la_{} SINGNOUN|$
une|cette|ma|ta|aucune MASC>FÉMININ
la MASC>FÉMININ SINGNOUN|$
~rendre|rend|rendent|chacun|chacune ces|mes|tes|ses|nos|vos|leurs|les|plusieurs|certains|certaines|quelques PLURNOUN
    EPICENE|FEM|MASC>PLURIEL !et|ou|que|/
sont|seront|soient|étaient|restent|deviennent|semblent EPICENE>PLURIEL
!se|nous|vous|me|te sont|seront|étaient|soient|furent ?HOW PART>{}s/{}es
ont|auront|avaient|aient été ?HOW PART>{}s/{}es
a|ont|avons|avez|ai FEMPART>PARTICIPE que
quelque>quelques PLURNOUN
quelque choses>chose !que
leur>leurs PLURNOUN
tout>tous les|ces|mes|ses|nos|vos PLURNOUN
toute>toutes les|ces|mes|ses|nos|vos PLURNOUN
tous>tout le SINGNOUN|monde
tout>toute la SINGNOUN
toutes>toute la SINGNOUN
^ ces|les|nos|vos|mes|ses PLURNOUN est|a|peut|doit|permet|sera|était|avait|va|fait>VERBEPLURIEL
^ le|la|ce|cet|cette|chaque|notre|votre|mon|ma|son|sa
    SINGTHING sont|ont|peuvent|doivent|permettent|seront|étaient|vont|font>VERBESINGULIER
il>ils sont|ont|peuvent|doivent|permettent|seront|étaient|avaient|vont|font|auront|pourront|devront|devraient|pourraient
!et|ou|ni elle>elles
    sont|ont|peuvent|doivent|permettent|seront|étaient|avaient|vont|font|auront|pourront|devront|devraient|pourraient
!avec|pour|chez|par|sur|d'|de|à|en|entre|d'entre|contre|sans|parmi|et|comme|vers
    ils|elles est|a|peut|doit|permet|sera|était|avait|va|fait|aura|pourra|devra|devrait|pourrait>VERBEPLURIEL
AVOIR ?HOW INF>PARTICIPE
il|elle|on|qui|qu'il|qu'elle|qu'on|l'on a ?HOW INF>PARTICIPE
été INF>PARTICIPE
sont|seront|étaient|soient INF>PARTICIPES/PARTICIPÉES
être INF>PARTICIPE
est|était|sera ?HOW INF>PARTICIPE avec|par|en|depuis
    ~objectif|but|idée|solution|que|de|enjeu|rôle|mieux|simple|plus|moins
une fois INF>PARTICIPE
de|pour|à crée|créé>créer DET
pour PART>INFINITIF DET|plusieurs|tous|tout|toute|toutes|chaque|à|au|aux|en|dans|sur
va|vais|vas|allons|allez|vont|peut|peux|peuvent|pouvez|pouvons|doit|dois|doivent|devez|devons|faut|veut|veux|
    veulent|voulez|voulons|souhaite|souhaitez|souhaitent|souhaitons|pouvoir|devoir|vouloir|pourra|pourront|pourrez|
    pourrait|devrait|devra|devront PART>INFINITIF !par
permet|permettent|permettant|afin|avant|essayer|essayez|possible|nécessaire|capable|capables|libre|libres de
    PART>INFINITIF
à PART>INFINITIF DET
à coté>côté de|du|des|d'un|d'une|$
à|pour|de|pouvez|devez|voulez|faut|peut|veuillez EZ>INFINITIF
de|pour vous EZ>INFINITIF
pouvez|devez|voulez|souhaitez|allez vous EZ>INFINITIF
à|pour|de nous|les|le|la|y EZ>INFINITIF
si|quand|lorsque|où|dont|puisque vous INF>SECONDE
il|elle|on|qui|qu'il|qu'elle|qu'on|l'on à>a été|pu|dû|eu|fait|pris|mis|dit|vu|lu|reçu|permis|PART|besoin
à>a été
y à>a un|une|des|deux|trois|plus|moins|pas|encore|aussi|toujours|beaucoup|peu|plusieurs|quelques|donc|trop|eu
il|elle|on à>a un|une|le|la|les|des|besoin|toujours|aussi|déjà|donc|également|bien
grâce|face|suite|jusqu'|quant|jusque a>à
jusqu'a>jusqu'à
c'est_a|à_dire>c'est-à-dire
mise|mises|mettre|mis|mettez|mettons|remise|tenir|tenu a>à jour
rapport a>à
!y|qui a>à être
jusqu'à ce>ce_que le|la|les|un|une
tout a>à fait|coup
petit|peu a>à petit|peu
là ou>où il|elle|on|nous|vous|ils|elles|je|j'ai|l'on|le|la|les|un|une
le|au|du jour|moment|cas|point ou>où il|elle|on|nous|vous|ils|elles|je|j'ai|l'on
d'ou>d'où
sais|sait|savez|savoir|sachez|savent ?pas ou>où il|elle|on|je|vous|nous|ils|elles|se|aller|trouver|commencer|chercher
c'est|c'était la>là que|où
faut|afin|pour que vous êtes>soyez
faut|afin|pour que vous avez>ayez
faut|afin|pour que nous sommes>soyons
faut|afin|pour que nous avons>ayons
sensé|sensés|sensée|sensées>sens~cens INF|être|avoir|faire|pouvoir|permettre|rendre|mettre
!pas|plus|peu|trop|beaucoup|autant|tant|moins|aucun d'avantage>davantage de|sur|pour|que|$
!pas|prendre|faire de part>par le|la|son|sa|ses|leur|leurs|cette
mais|quand|est|a|va|peut|ça comme_même>quand_même
plus_tôt>plutôt que_de
voir>voire même
en vu>vue de|du|des|d'un|d'une
^ se>ce n'est|qui|que
!les|aux|des leurs>leur ont|a|avait|avaient|est|sont|sera|seront
~un|une|le|la|chaque|cette PLURNOUN tel>tels/telles que les|des|le|la|un|une
~un|une|le|la|chaque|cette PLURNOUN telle>telles que les|des|le|la|un|une
sans PART>INFINITIF DET|plusieurs|tous|tout|toute|toutes|chaque
de PART>INFINITIF le|la|les|un|une|des|votre|vos|ce|cette|ces
au_quel>auquel
du_quel>duquel
la_quelle>laquelle
les_quels>lesquels
les_quelles>lesquelles
celui|celle|ceux|celles_ci>{}-ci
SINGNOUN|PLURNOUN|PART|VERB|INF|EZ|est|sont|et a>à partir|travers de|du|des|le|la|les|d'un|d'une
parce-que>parce_que
il|elle|on|y as>a
pour|avec|comme sa>ça $
touts>tous les|mes|vos|nos|ces
leurs>leur INF|permet|permettent|donne|donnent|offre|permettre|donner
sa>ça ne|n'a|n'est|va|permet|fonctionne|sera|peut|dépend|devrait|pourrait|veut|serait
il|elle|on|qui|ils|elles ce>se VERB
il|elle|on c'est>s'est PART|fait|mis|pris|dit
se>ce qui|que
qui et>est PART
n'et>n'est
c'et>c'est
ces>c'est un|une
c'est>ces derniers|dernières
le|la|les notre|votre>o~ô $
il|elle|on|qui|cela|ça|ne peu>peut INF|être
un|très|trop|assez|si peut>peu
peut>peu à peu|peut
peu à peut>peu
ils|elles on>ont
on>ont été|pu|dû|eu
ont>on peut|doit|va|est|a|voit|veut|sera|pourra|sait|devrait|pourrait
ils|elles son>sont
quand>quant à lui|moi|eux|nous|vous|elle|elles
quand>quant aux PLURNOUN
quelque|quelques_soit>quel_que_soit/quelle_que_soit
quelque|quelques_soient>quels_que_soient/quelles_que_soient
^ peut_être>peut-être que
est|sont|était|étaient|être du>dû à
a|ont|ai|avons|avez|avait|j'ai|n'ai|n'a du>dû INF|être|faire|prendre|mettre
bien sur>sûr $|que
être|suis|est|sommes|êtes|sont sur>sûr que
a_fin>afin de|que
entre autre>autres $
par soucis>souci
ce_cet|cette|ces>{1}
des_ces|cet|cette|nos|vos|ses|mes>de_{1}
du_ce|cet|cette|votre|notre|sa>de_{1}
du_la>de_la
du_le>du
des_les>des
au_le>au
au_la>à_la
aux_les>aux
une_le|la>une/{1} SINGNOUN
un_le|la>un/{1} SINGNOUN
dans|par|sur d'un|d'une>d'~ !côté|part|bout|coup|seul|seule
si_il>s'il
si_ils>s'ils
que_il>qu'il !ou|et
que_elle>qu'elle !ou|et
que_ils>qu'ils !ou|et
que_elles>qu'elles !ou|et
que_on>qu'on
de_VOWELINF>d'{1}
le_VOWEL>l'{1}
la_VOWEL>l'{1}
"""

SETS = {
    "AVOIR": "ai avons avez ont avais avait avions aviez avaient aurai auras aura aurons aurez auront aurais aurait "
    "auraient ait aient ayant j'ai j'avais j'aurais n'ai n'as n'a n'avons n'avez n'ont n'avait n'avaient "
    "l'ai l'a l'ont l'avons l'avez m'a m'ont t'a d'avoir",
    "HOW": "bien déjà toujours récemment également aussi enfin ensuite donc encore souvent simplement pas jamais",
    "DET": "le la les un une des ce cet cette ces son sa ses votre vos notre nos leur leurs mon ma mes du",
}
"""What lines may name besides classes of words."""

_PLURAL_VERBS = {
    "est": "sont", "a": "ont", "peut": "peuvent", "doit": "doivent", "permet": "permettent", "sera": "seront",
    "était": "étaient", "avait": "avaient", "va": "vont", "fait": "font", "aura": "auront", "pourra": "pourront",
    "devra": "devront", "devrait": "devraient", "pourrait": "pourraient",
}  # fmt: skip
_SINGULAR_VERBS = {many: one for one, many in _PLURAL_VERBS.items()}

FORMS: Mapping[str, Callable[[str], str]] = {
    "PLURIEL": plural,
    "SINGULIER": singular,
    "FÉMININ": feminine,
    "MASCULIN": masculine,
    "PARTICIPE": lambda word: word.rstrip("es") if word.endswith(("e", "s")) else word.removesuffix("er") + "é",
    "PARTICIPES": lambda word: word.removesuffix("er") + "és",
    "PARTICIPÉES": lambda word: word.removesuffix("er") + "ées",
    "INFINITIF": lambda word: word.removesuffix("ez").removesuffix("é") + "er",
    "SECONDE": lambda word: word.removesuffix("er") + "ez",
    "VERBEPLURIEL": lambda word: _PLURAL_VERBS[word],
    "VERBESINGULIER": lambda word: _SINGULAR_VERBS[word],
}

FRENCH = Tongue(SETS, NAMES, classes, FORMS, {})


def patterns() -> Patterns:
    """The patterns of the table."""
    return Patterns(TABLE, FRENCH)
