"""The rule poor-alt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint.post.elements import Link
from lint.post.field_names import TITLES
from lint.post.post import Post
from lint.regex import regex
from lint.rule import Bad, Finding, Fix, Good, Level, Rule, replace

_NOT_A_LETTER = regex(r"[\W_]+")
_FILE = regex(r"[^\s/]+\.(?:png|jpe?g|gif|svg|webp|avif|heic|bmp|tiff?)\Z", re.IGNORECASE)
# Several words joined by marks, or a name with a number, as cameras and programs give them.
_LIKE_A_FILE = regex(r"[^\s]*[\w][-_.][\w][^\s]*|[A-Za-z]*\d{2,}\w*")
# By themselves these say only that there is an image.
_KINDS = frozenset(
    [
        *("image", "images", "img", "picture", "pic", "photo", "photograph", "screenshot", "screen shot", "screengrab"),
        *("graphic", "figure", "illustration", "alt", "alt text", "alternative text", "image alt text", "placeholder"),
        *("untitled", "caption", "description", "image description", "bild", "foto", "imagen", "imagem", "immagine"),
        *("capture", "capture d'écran", "bildschirmfoto", "captura", "captura de pantalla", "afbeelding"),
    ]
)
_ANNOUNCED = regex(
    r"(?P<opening>(?:an? |the |this )?(?:image|picture|graphic) (?:of|showing|that shows|depicting)"
    r"|une image (?:de|d'|montrant)|image (?:de|montrant) "
    r"|(?:ein )?bild (?:von|vom|der|des|mit) )\s*(?=\S)",
    re.IGNORECASE,
)
_PICTURE = ('picture of"', 'graphic of"', 'bild von"', 'bild vom"', 'bild der"', 'bild des"')


class PoorAlt(Rule):
    """The alternative text of an image says nothing about it.

    It stands in for the image where that is not seen; a file name, the word "image" or the title of the post once more
    do not.

    Judged are texts that are the name of the file, that only name a kind of image, that begin with "image of", or that
    repeat the title. A name in plain words (`Ann Green` for `ann-green.jpg`) is a good text, and so is one word that
    names what is seen.
    """

    id = "poor-alt"
    level = Level.WARNING

    examples = (
        Bad("![⟦tea-harvest-2023⟧](/images/tea-harvest-2023.png)", message="is the name of the file"),
        Bad("![⟦IMG_2041.jpg⟧](garden.jpg) ![⟦image⟧](leaf.png) <img src='cup.png' alt='⟦Screenshot⟧'>"),
        Bad(
            "![⟦image of the garden gate⟧](gate.png)",
            fixed="![The garden gate](gate.png)",
            message='begins with "image of"',
        ),
        Bad("---\ntitle: Tea for two\n---\n\n![⟦Tea for Two⟧](cups.png)", message="repeats the title"),
        Bad("Look: ![⟦Untitled⟧][cup].\n\n[cup]: cup.png\n"),
        Good("![Ann Green](ann-green.jpg) ![leaf](leaf.png) ![Visitors per month](chart.png) ![Gate](gate.png)"),
        Good("![](image.png) <img src='a.png' alt=''> ![Image sensors compared](a.png) ![{{ caption }}](a.png)"),
        Good(
            "![Screenshot of the editor](editor.png) ![Photo of Ann](ann.jpg) ![e-mail](mail.svg) ![C-3PO](robot.png)"
        ),
        Good("In code: `![image](a.png)`."),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if not post.images:
            return
        title = _title(post)
        for image in post.images:
            text = " ".join(image.text.split())
            if text and "\ue000" not in text and (why := _fault(text, image.url, title)):
                # A picture may be a painting or a photo, and then the word says something.
                level = Level.ADVICE if why.lower().endswith(_PICTURE) else None
                yield Finding(image.text_span, f'the alternative text "{_short(text)}" {why}', _fix(post, image), level)


def _fault(text: str, url: str, title: str) -> str:
    """What is wrong with an alternative text; "" where nothing is."""
    lower = text.lower()
    if _FILE.match(text):
        return "is the name of a file"
    if lower.strip(" .:!0123456789#") in _KINDS:
        return "says only that there is an image"
    if lower == _stem(url) and _LIKE_A_FILE.fullmatch(text):
        return "is the name of the file"
    if announced := _ANNOUNCED.match(text):
        return f'begins with "{announced["opening"].strip()}"'
    if title and _letters(text) == title:
        return "repeats the title of the post"
    return ""


def _stem(url: str) -> str:
    name = url.partition("?")[0].partition("#")[0].rpartition("/")[2].lower()
    return name.rpartition(".")[0] or name


def _title(post: Post) -> str:
    fields = post.front.fields if post.front else ()
    return next((_letters(field.value.text) for field in fields if field.key.lower() in TITLES), "")


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub("", text).lower()


def _fix(post: Post, image: Link) -> Fix | None:
    """For "image of x" the fix that leaves "X"."""
    written = post.text[image.text_span.start : image.text_span.end]
    announced = _ANNOUNCED.match(written)
    if not announced or written != image.text:
        return None
    rest = written[announced.end() :]
    return replace(image.text_span, rest[:1].upper() + rest[1:], "Say what is seen at once", safe=False)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
