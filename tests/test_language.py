"""The language of a text, and language tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.post.language_tags import CODES, tag_fault
from lint.spelling.language import NAMES, contradicts, guess

# The same notice in each language, in our own words.
TEXTS = {
    "en": (
        "Last week we moved the whole archive to a new machine, and as you might expect not everything "
        "went well. Some of the older posts had links that were broken for years, and nobody had noticed "
        "because no one reads them any more. We have now written a small program that looks at each of "
        "them and tells us what should be done about it. If you find another page that does not work, "
        "please let us know."
    ),
    "fr": (
        "La semaine dernière, nous avons déplacé toutes les archives sur une nouvelle machine, et comme on "
        "pouvait s'y attendre, tout ne s'est pas bien passé. Certains des anciens articles avaient des "
        "liens cassés depuis des années, et personne ne l'avait remarqué parce que plus personne ne les "
        "lit. Nous avons donc écrit un petit programme qui regarde chacun d'eux et nous dit ce qu'il faut "
        "faire. Si vous trouvez une autre page qui ne marche pas, dites-le nous."
    ),
    "de": (
        "Letzte Woche haben wir das ganze Archiv auf einen neuen Rechner gebracht, und wie zu erwarten "
        "war, ging nicht alles gut. Einige der älteren Beiträge hatten Verweise, die seit Jahren ins Leere "
        "führten, und niemand hatte es bemerkt, weil sie keiner mehr liest. Wir haben nun ein kleines "
        "Programm geschrieben, das sich jeden davon ansieht und uns sagt, was zu tun ist. Wenn ihr noch "
        "eine Seite findet, die nicht geht, sagt uns bitte Bescheid."
    ),
    "es": (
        "La semana pasada llevamos todo el archivo a una máquina nueva y, como era de esperar, no todo fue "
        "bien. Algunas de las entradas más antiguas tenían enlaces que estaban rotos desde hace años, y "
        "nadie se había dado cuenta porque ya nadie las lee. Ahora hemos escrito un pequeño programa que "
        "mira cada una de ellas y nos dice lo que hay que hacer. Si encuentras otra página que no "
        "funciona, por favor avísanos."
    ),
    "it": (
        "La settimana scorsa abbiamo portato tutto l'archivio su una nuova macchina e, come era da "
        "aspettarsi, non tutto è andato bene. Alcuni degli articoli più vecchi avevano collegamenti che "
        "erano rotti da anni, e nessuno se ne era accorto perché nessuno li legge più. Ora abbiamo scritto "
        "un piccolo programma che guarda ognuno di essi e ci dice che cosa si deve fare. Se trovate "
        "un'altra pagina che non funziona, fatecelo sapere."
    ),
    "pt": (
        "Na semana passada levámos todo o arquivo para uma máquina nova e, como era de esperar, nem tudo "
        "correu bem. Alguns dos artigos mais antigos tinham ligações que estavam partidas há anos, e "
        "ninguém tinha reparado porque já ninguém os lê. Agora escrevemos um pequeno programa que olha "
        "para cada um deles e nos diz o que é preciso fazer. Se encontrar outra página que não funciona, "
        "por favor diga-nos."
    ),
    "nl": (
        "Vorige week hebben we het hele archief naar een nieuwe machine gebracht, en zoals te verwachten "
        "was ging niet alles goed. Een paar van de oudere berichten hadden verwijzingen die al jaren stuk "
        "waren, en niemand had het gemerkt omdat niemand ze nog leest. We hebben nu een klein programma "
        "geschreven dat naar elk bericht kijkt en ons vertelt wat er moet gebeuren. Als je nog een pagina "
        "vindt die niet werkt, laat het ons dan weten."
    ),
    "sv": (
        "Förra veckan flyttade vi hela arkivet till en ny maskin, och som man kunde vänta gick inte allt "
        "bra. Några av de äldre inläggen hade länkar som hade varit trasiga i flera år, och ingen hade "
        "märkt det eftersom ingen läser dem längre. Vi har nu skrivit ett litet program som tittar på vart "
        "och ett av dem och säger vad som ska göras. Om du hittar en annan sida som inte fungerar, hör "
        "gärna av dig till oss."
    ),
    "da": (
        "I sidste uge flyttede vi hele arkivet til en ny maskine, og som man kunne vente gik ikke alt "
        "godt. Nogle af de ældre indlæg havde henvisninger, der havde været i stykker i årevis, og ingen "
        "havde opdaget det, fordi ingen læser dem længere. Vi har nu skrevet et lille program, der ser på "
        "hvert af dem og fortæller os, hvad der skal gøres ved det. Hvis du finder en anden side, der ikke "
        "virker, så sig til."
    ),
    "ca": (
        "La setmana passada vam portar tot l'arxiu a una màquina nova i, com era d'esperar, no tot va anar "
        "bé. Algunes de les entrades més antigues tenien enllaços que estaven trencats des de feia anys, i "
        "ningú no se n'havia adonat perquè ja no les llegeix ningú. Ara hem escrit un petit programa que "
        "mira cadascuna d'elles i ens diu què cal fer. Si trobeu una altra pàgina que no funciona, "
        "feu-nos-ho saber."
    ),
    "ro": (
        "Săptămâna trecută am mutat toată arhiva pe o mașină nouă și, cum era de așteptat, nu totul a mers "
        "bine. Unele dintre articolele mai vechi aveau legături care erau rupte de ani de zile, și nimeni "
        "nu observase pentru că nimeni nu le mai citește. Acum am scris un mic program care se uită la "
        "fiecare dintre ele și ne spune ce trebuie făcut. Dacă găsiți o altă pagină care nu merge, "
        "spuneți-ne."
    ),
    "pl": (
        "W zeszłym tygodniu przenieśliśmy całe archiwum na nową maszynę i, jak można się było spodziewać, "
        "nie wszystko poszło dobrze. Niektóre starsze wpisy miały odnośniki, które od lat nie działały, i "
        "nikt tego nie zauważył, bo nikt ich już nie czyta. Napisaliśmy teraz mały program, który zagląda "
        "do każdego z nich i mówi nam, co należy zrobić. Jeśli znajdziecie inną stronę, która nie działa, "
        "dajcie nam znać o tym."
    ),
    "ru": (
        "На прошлой неделе мы перенесли весь архив на новую машину, и, как и следовало ожидать, не всё "
        "прошло хорошо. В некоторых старых записях были ссылки, которые не работали уже много лет, и никто "
        "этого не заметил, потому что их больше никто не читает. Теперь мы написали небольшую программу, "
        "которая просматривает каждую из них и говорит нам, что нужно сделать. Если вы найдёте ещё одну "
        "страницу, которая не работает, сообщите нам."
    ),
    "uk": (
        "Минулого тижня ми перенесли весь архів на нову машину, і, як і слід було очікувати, не все "
        "пройшло добре. У деяких старих дописах були посилання, які не працювали вже багато років, і ніхто "
        "цього не помітив, бо їх більше ніхто не читає. Тепер ми написали невелику програму, яка "
        "переглядає кожен із них і каже нам, що треба зробити. Якщо ви знайдете ще одну сторінку, яка не "
        "працює, повідомте нас про це."
    ),
    "zh": (
        "上周我们把整个档案搬到了一台新机器上，正如大家所料，并不是一切都很顺利。一些较旧的文章里有多年前就已经失效的链接，因为没有人再读它们，所以谁也没有注意到。现在我"
        "们写了一个小程序，它会检查每一篇文章，并告诉我们应该做什么。如果你发现还有别的页面不能用，请告诉我们。谢谢大家的帮助和耐心。我们会继续改进这个工具，让它变得更好用。"
    ),
    "ja": (
        "先週、私たちはすべての記事を新しい機械に移しましたが、予想どおり、すべてがうまくいったわけではありませんでした。古い記事のいくつかには、何年も前から切れていたリ"
        "ンクがありましたが、もう誰も読まないので、誰も気づいていませんでした。そこで私たちは、それぞれの記事を調べて、何をすべきかを教えてくれる小さなプログラムを書きました。"
    ),
    "ko": (
        "지난주에 우리는 모든 기록을 새 기계로 옮겼는데, 예상대로 모든 것이 잘되지는 않았습니다. "
        "오래된 글 가운데 몇 개에는 몇 년 전부터 끊어진 링크가 있었지만 아무도 더 이상 읽지 "
        "않아서 아무도 알아차리지 못했습니다. 이제 우리는 각각의 글을 살펴보고 무엇을 해야 하는지 "
        "알려 주는 작은 프로그램을 만들었습니다. 작동하지 않는 다른 페이지를 찾으면 우리에게 알려 "
        "주세요. 모든 도움에 감사드립니다. 우리는 이 도구를 계속 더 좋게 만들어 갈 것입니다. "
        "다음 주에도 새로운 소식을 전해 드리겠습니다. 그때까지 건강하게 지내시기 바랍니다. 질문이 "
        "있으면 언제든지 편지를 보내 주십시오. 기쁘게 답하겠습니다."
    ),
    "el": (
        "Την περασμένη εβδομάδα μεταφέραμε όλο το αρχείο σε ένα νέο μηχάνημα και, όπως ήταν αναμενόμενο, "
        "δεν πήγαν όλα καλά. Μερικές από τις παλαιότερες αναρτήσεις είχαν συνδέσμους που ήταν χαλασμένοι "
        "εδώ και χρόνια, και κανείς δεν το είχε προσέξει επειδή κανείς δεν τις διαβάζει πια. Τώρα γράψαμε "
        "ένα μικρό πρόγραμμα που κοιτάζει καθεμία από αυτές και μας λέει τι πρέπει να κάνουμε."
    ),
    "ar": (
        "في الأسبوع الماضي نقلنا الأرشيف كله إلى جهاز جديد، وكما كان متوقعا لم يسر كل شيء على ما يرام. "
        "كانت في بعض المقالات القديمة روابط معطلة منذ سنوات، ولم يلاحظ ذلك أحد لأن أحدا لم يعد يقرؤها. "
        "والآن كتبنا برنامجا صغيرا ينظر في كل واحدة منها ويخبرنا بما يجب فعله. إذا وجدت صفحة أخرى لا تعمل "
        "فأخبرنا من فضلك."
    ),
    "he": (
        "בשבוע שעבר העברנו את כל הארכיון למכונה חדשה, וכצפוי לא הכול הלך כשורה. בכמה מהרשומות הישנות היו "
        "קישורים שהיו שבורים כבר שנים, ואיש לא שם לב כי אף אחד לא קורא אותן יותר. כעת כתבנו תוכנה קטנה "
        "שמסתכלת בכל אחת מהן ואומרת לנו מה צריך לעשות. אם מצאתם דף נוסף שאינו עובד, אנא ספרו לנו על כך, "
        "ואנחנו נתקן אותו."
    ),
}
NEIGHBOURS = ("ca", "da", "pl", "ro", "sv")


@pytest.mark.parametrize("language", [tag for tag in TEXTS if tag not in NEIGHBOURS])
def test_a_plain_text_is_known(language: str) -> None:
    found = guess(TEXTS[language], 40)
    assert found is not None
    assert found.tag == language
    assert not contradicts(found, language)
    assert all(contradicts(found, other) for other in ("en", "fr", "ru", "zh") if other not in found.languages)


@pytest.mark.parametrize("language", NEIGHBOURS)
def test_a_language_without_a_list_is_not_taken_for_another(language: str) -> None:
    assert guess(TEXTS[language], 40) is None


def test_two_languages_in_one_text_are_neither() -> None:
    assert guess(TEXTS["fr"] + TEXTS["en"]) is None
    assert guess(TEXTS["ru"] + TEXTS["en"] * 2) is None


def test_names_in_latin_letters_do_not_hide_a_script() -> None:
    found = guess(TEXTS["zh"].replace("机器", " Debian GNU/Linux "), 40)
    assert found is not None
    assert found.tag == "zh"


def test_cyrillic_that_is_neither_russian_nor_ukrainian_is_only_a_script() -> None:
    found = guess(TEXTS["ru"].translate(str.maketrans("ыэёЫЭЁ", "иееИЕЕ")), 40)
    assert found is not None
    assert found.name == "Cyrillic letters"
    assert not contradicts(found, "bg")
    assert contradicts(found, "en")


def test_too_few_words_tell_nothing() -> None:
    assert guess(TEXTS["fr"][:120]) is None
    assert guess("") is None


@given(st.text(max_size=300))
def test_a_guess_never_fails(text: str) -> None:
    found = guess(text, 1)
    assert found is None or found.tag in NAMES


@pytest.mark.parametrize(
    "tag",
    [
        *("en", "EN", "en-US", "pt-br", "zh-Hant-TW", "sr-Latn", "de-CH-1996", "es-419", "yue", "x-klingon"),
        *("i-default", "zh-min-nan", "sl-rozaj-biske", "en-a-bbb-x-a-ccc", "und", "mul"),
    ],
)
def test_tags_that_are_well_formed(tag: str) -> None:
    assert tag_fault(tag) is None


@pytest.mark.parametrize(
    ("tag", "kind", "meant"),
    [
        ("english", "form", "en"),
        ("Deutsch", "form", "de"),
        ("日本語", "form", "ja"),
        ("en_US", "underscore", "en-US"),
        ("en_US.UTF-8", "form", "en-US"),
        ("jp", "unknown", "ja"),
        ("cn-Hans", "unknown", "zh-Hans"),
        ("xq", "unknown", ""),
        ("fra", "longer", "fr"),
        ("ger-AT", "longer", "de-AT"),
        ("en-UK", "region", "en-GB"),
        ("en-", "form", ""),
        ("en US", "form", ""),
        ("e", "form", ""),
        ("en--US", "form", ""),
        ("none at all", "form", ""),
    ],
)
def test_tags_that_are_wrong(tag: str, kind: str, meant: str) -> None:
    fault = tag_fault(tag)
    assert fault is not None
    assert (fault.kind, fault.meant) == (kind, meant)
    assert not meant or tag_fault(meant) is None


@given(st.text(max_size=40))
def test_judging_a_tag_never_fails(tag: str) -> None:
    fault = tag_fault(tag)
    assert fault is None or not fault.meant or tag_fault(fault.meant) is None


def test_every_code_is_two_letters() -> None:
    assert all(len(code) == 2 and code.isascii() and code.islower() for code in CODES)
