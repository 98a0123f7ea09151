"""How pages say in many languages that they are not there.

The phrases are what the error pages of common servers, site generators and content systems say, written by hand; they
are compared without marks, accents and letter case (see `plain`).
"""

from __future__ import annotations

import re
import unicodedata

from lint.regex import regex

_MARKS = regex(r"[^\w\s]|_")


def plain(words: str) -> str:
    """Words in lower case without accents and punctuation; apostrophes join, everything else parts."""
    words = re.sub("['’ʼ`´]", "", words.casefold())
    words = _MARKS.sub(" ", words)
    return " ".join(
        "".join(sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign)).split()
    )


REMARKS = frozenset(
    map(
        plain,
        {
            "404", "blad", "chyba", "code", "eroare", "erreur", "erro", "error", "errore", "fehler",
            "feil", "fejl", "fel", "hata", "hiba", "hmm", "hoppla", "http", "oh", "ooops", "oops",
            "sorry", "status", "uh", "ups", "uups", "virhe", "whoops", "ошибка", "помилка", "エラー", "錯誤",
            "错误", "오류",
        },
    )
)  # fmt: skip
"""Words beside the phrase that add nothing."""

PHRASES = frozenset(
    map(
        plain,
        """\
article not found
az oldal nem talalhato
cant find that page
cette page est introuvable
cette page nexiste pas
cette page nexiste plus
content not found
contenu introuvable
couldnt find that page
deze pagina bestaat niet
deze pagina is niet gevonden
die angeforderte seite wurde nicht gefunden
die seite existiert nicht
die seite konnte nicht gefunden werden
die seite wurde nicht gefunden
diese seite existiert nicht
diese seite gibt es nicht
diese seite wurde nicht gefunden
document not found
esta pagina no existe
esta página não existe
fant ikke siden
file not found
halaman tidak ditemukan
item not found
không tìm thấy trang
la page demandée est introuvable
la page est introuvable
la page na pas été trouvée
la page nexiste pas
la pagina non esiste
la página no existe
nicht gefunden
nie znaleziono
nie znaleziono strony
niet gevonden
no encontrado
no se encontró la página
no se ha encontrado la página
non trouvé
non trouvée
not found
não encontrada
não encontrado
não encontramos a página
page can not be found
page cannot be found
page cant be found
page could not be found
page couldnt be found
page does not exist
page doesnt exist
page has been removed
page inexistante
page introuvable
page is missing
page is not available
page isnt available
page missing
page no longer exists
page non trouvée
page not available
page not found
page unavailable
page was not found
pagina inesistente
pagina niet gevonden
pagina no encontrada
pagina non trovata
pagina nu a fost găsită
pagină negăsită
post not found
project not found
pàgina no trobada
página inexistente
página no encontrada
página não encontrada
repository not found
requested page could not be found
resource not found
sayfa bulunamadı
seite existiert nicht
seite konnte nicht gefunden werden
seite nicht gefunden
seite nicht vorhanden
seite wurde nicht gefunden
sidan finns inte
sidan hittades inte
sidan kunde inte hittas
side ikke fundet
side ikke funnet
siden ble ikke funnet
siden blev ikke fundet
siden findes ikke
siden finnes ikke
sivua ei löydy
sivua ei löytynyt
stran ni bila najdena
stranica nije pronađena
strona nie istnieje
strona nie została znaleziona
stránka nebola nájdená
stránka nebyla nalezena
stránka neexistuje
stránka nenalezena
stránka sa nenašla
that page can not be found
that page cant be found
that page could not be found
that page does not exist
that page doesnt exist
the page can not be found
the page cannot be found
the page cant be found
the page could not be found
the page does not exist
the page doesnt exist
the page was not found
the page you are looking for cannot be found
the page you are looking for could not be found
the page you are looking for does not exist
the page you are looking for doesnt exist
the page you requested could not be found
the page you requested was not found
the page you were looking for could not be found
the page you were looking for does not exist
the page you were looking for doesnt exist
the requested page could not be found
the requested url was not found
the resource cannot be found
this page can not be found
this page cannot be found
this page cant be found
this page could not be found
this page couldnt be found
this page does not exist
this page doesnt exist
this page is not available
this page isnt available
this page no longer exists
topic not found
url not found
user not found
we cant find that page
we cant find the page youre looking for
we cant seem to find the page youre looking for
we could not find that page
we couldnt find that page
we couldnt find the page you were looking for
η σελίδα δεν βρέθηκε
нет такой страницы
сторінка не знайдена
сторінку не знайдено
страница не найдена
страница не существует
страницата не е намерена
такой страницы нет
הדף לא נמצא
העמוד לא נמצא
الصفحة غير موجودة
صفحه یافت نشد
पृष्ठ नहीं मिला
ไม่พบหน้า
ไม่พบหน้าที่คุณต้องการ
お探しのページが見つかりません
お探しのページは見つかりません
お探しのページは見つかりませんでした
ページが存在しません
ページが見つかりません
ページが見つかりませんでした
ページは見つかりません
ページは見つかりませんでした
你访问的页面不存在
您要访问的页面不存在
您访问的页面不存在
找不到網頁
找不到网页
找不到頁面
找不到页面
未找到页面
頁面不存在
页面不存在
页面未找到
페이지를 찾을 수 없습니다
페이지를 찾을 수 없음
""".splitlines(),
    )
)
