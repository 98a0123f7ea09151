"""Posts that try to run a script in a reader's browser: every way in, in every place of a post, in several spellings.

A vector calls `fired(NUMBER)`. The same vectors come out each time.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import NamedTuple
from urllib.parse import quote

NOWHERE = "//nowhere.invalid/x"
ALLOWED = "copydesk: {allow: [bundle, links]}"
"""So that what is found in the finished pages does not keep them from the browser."""


class Vector(NamedTuple):
    """A post that attacks. `raw` is its HTML as an attacker would want it in the page, "" where there is none."""

    number: int
    name: str
    post: str
    raw: str = ""


# Elements that run `{js}` when they are shown, fail to load, are touched, or are read by a second parser.
ELEMENTS = {
    "script": "<script>{js}</script>",
    "script type": '<script type="module">{js}</script>',
    "script src": '<script src="data:text/javascript,{url}"></script>',
    "script in svg": "<svg><script>{js}</script></svg>",
    "script href in svg": '<svg><script href="data:text/javascript,{url}"></script></svg>',
    "img error": '<img src="{nowhere}" onerror="{js}">',
    "img slashes": '<img/src="{nowhere}"/onerror="{js}">',
    "img no quotes": "<img src={nowhere} onerror={js}>",
    "img set": '<img srcset="{nowhere} 2x" onerror="{js}">',
    "picture": '<picture><source srcset="{nowhere}"><img onerror="{js}" src="{nowhere}"></picture>',
    "image": '<image src="{nowhere}" onerror="{js}">',
    "svg load": '<svg onload="{js}"></svg>',
    "svg image": '<svg><image href="{nowhere}" onerror="{js}"></image></svg>',
    "svg animate": '<svg><animate onbegin="{js}" attributeName="x" dur="1s"></animate></svg>',
    "svg link": '<svg><a xlink:href="javascript:{js}"><text y="20">x</text></a></svg>',
    "svg link set": '<svg><a><set attributeName="href" to="javascript:{js}"></set><text y="20">x</text></a></svg>',
    "svg use": '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload={js} />#x">',
    "svg foreign": '<svg><foreignObject><img src="{nowhere}" onerror="{js}"></foreignObject></svg>',
    "svg title": '<svg><title><img src="{nowhere}" onerror="{js}"></title></svg>',
    "math link": '<math><mi href="javascript:{js}">x</mi></math>',
    "math xlink": '<math><maction actiontype="statusline" xlink:href="javascript:{js}">x</maction></math>',
    "body": '<body onload="{js}">',
    "body page": '<body onpageshow="{js}">',
    "details": '<details open ontoggle="{js}"><summary>x</summary>y</details>',
    "focus": '<input autofocus onfocus="{js}">',
    "textarea": '<textarea autofocus onfocus="{js}">x</textarea>',
    "select": '<select autofocus onfocus="{js}"><option>x</select>',
    "editable": '<p contenteditable tabindex="0" onfocus="{js}">x</p>',
    "mouse": '<b onmouseover="{js}" onclick="{js}">x</b>',
    "unknown": '<x-y tabindex="1" onpointerenter="{js}" onfocus="{js}">x</x-y>',
    "animation": '<style>@keyframes k {{}}</style><p style="animation: k 1ms" onanimationend="{js}">x</p>',
    "transition": '<a href="#x" style="transition: 1s" ontransitionend="{js}">x</a>',
    "marquee": '<marquee onstart="{js}">x</marquee>',
    "video": '<video onloadstart="{js}" src="{nowhere}"></video>',
    "video source": '<video><source onerror="{js}" src="{nowhere}"></video>',
    "audio": '<audio src="{nowhere}" onerror="{js}"></audio>',
    "track": '<video controls src="{nowhere}"><track default src="{nowhere}" onerror="{js}"></video>',
    "object": '<object data="data:text/html,<script>{js}</script>"></object>',
    "object error": '<object data="{nowhere}" onerror="{js}"></object>',
    "embed": '<embed src="javascript:{js}">',
    "frame": '<iframe src="javascript:{js}"></iframe>',
    "frame load": '<iframe onload="{js}"></iframe>',
    "frame document": '<iframe srcdoc="<script>{js}</script>"></iframe>',
    "frame data": "<iframe src='data:text/html,<script>parent.postMessage({{fired:{number}}},`*`)</script>'></iframe>",
    "frameset": '<frameset onload="{js}"><frame src="javascript:{js}"></frameset>',
    "form": '<form action="javascript:{js}"><button>x</button></form>',
    "form action": '<form><button formaction="javascript:{js}">x</button></form>',
    "form input": '<form><input type="submit" formaction="javascript:{js}"></form>',
    "input image": '<input type="image" src="{nowhere}" onerror="{js}">',
    "link": '<link rel="stylesheet" href="{nowhere}" onerror="{js}">',
    "style": '<style onload="{js}">a {{}}</style>',
    "meta": '<meta http-equiv="refresh" content="0; url=javascript:{js}">',
    "meta data": '<meta http-equiv="refresh" content="0; url=data:text/html,<script>{js}</script>">',
    "base": '<base href="javascript:{js}//"><a href="">x</a>',
    "dialog": '<dialog open onclose="{js}"><form method="dialog"><button>x</button></form></dialog>',
    "popover": '<button popovertarget="p{number}">x</button><p popover id="p{number}" onbeforetoggle="{js}">y</p>',
    "map": '<map name="m{number}"><area href="javascript:{js}" shape="default"></map><img usemap="#m{number}">',
    "keys": '<p accesskey="x" onclick="{js}" onkeydown="{js}">x</p>',
    "template": '<template shadowrootmode="open"><img src="{nowhere}" onerror="{js}"></template>',
    "shadow": '<div><template shadowrootmode="open"><script>{js}</script></template></div>',
    # A second reading makes other elements of these than the first.
    "noscript": '<noscript><p title="</noscript><img src={nowhere} onerror={js}>"></noscript>',
    "xmp": '<xmp><p title="</xmp><img src={nowhere} onerror={js}>"></xmp>',
    "noembed": '<noembed><p title="</noembed><img src={nowhere} onerror={js}>"></noembed>',
    "noframes": '<noframes><p title="</noframes><img src={nowhere} onerror={js}>"></noframes>',
    "textarea end": '<textarea><p title="</textarea><img src={nowhere} onerror={js}>"></textarea>',
    "title end": '<title><p title="</title><img src={nowhere} onerror={js}>"></title>',
    "style end": '<style><p title="</style><img src={nowhere} onerror={js}>"></style>',
    "frame end": '<iframe><p title="</iframe><img src={nowhere} onerror={js}>"></iframe>',
    "math style": '<math><mtext><style><p title="</style><img src={nowhere} onerror={js}>"></style></mtext></math>',
    "math table": "<math><mtext><table><mglyph><style><!--</style><img title='--><img src={nowhere} onerror={js}>'>",
    "math form": "<form><math><mtext></form><form><mglyph><style></math><img src={nowhere} onerror={js}></style>",
    "svg style": '<svg><style><a title="</style><img src={nowhere} onerror={js}>"></style></svg>',
    "svg paragraph": '<svg></p><style><a id="</style><img src={nowhere} onerror={js}>">',
    "svg description": '<svg><desc><p title="</desc></svg><img src={nowhere} onerror={js}>"></desc></svg>',
    "select end": '<select><template><img src="{nowhere}" onerror="{js}"></template></select>',
    "table": '<table><tr><td><svg><style></table><img src="{nowhere}" onerror="{js}"></style></svg></td></tr></table>',
    "plaintext": '<plaintext><img src="{nowhere}" onerror="{js}">',
    "comment": "<!--><img src={nowhere} onerror={js}>-->",
    "comment dash": "<!---><img src={nowhere} onerror={js}>-->",
    "comment bang": "<!-- --!><img src={nowhere} onerror={js}> -->",
    "comment title": '<!-- <p title="--><img src={nowhere} onerror={js}>">',
    "cdata": "<svg><![CDATA[><img src={nowhere} onerror={js}>]]></svg>",
    "cdata html": "<![CDATA[><img src={nowhere} onerror={js}>]]>",
    "instruction": "<?xml ><img src={nowhere} onerror={js}>?>",
    "declaration": "<!x ><img src={nowhere} onerror={js}>",
    "end tag": '</p title="><img src={nowhere} onerror={js}>">',
    "nested": "<scr<script>ipt>{js}</scr</script>ipt>",
    "unclosed": '<img src="{nowhere}" onerror="{js}" x',
    "quotes": "<img alt=\"\"\"><img src={nowhere} onerror={js}>\">",
    "back quote": "<img src={nowhere} alt=`><img src={nowhere} onerror={js}>`>",
}  # fmt: skip

# Spellings that browsers read alike, or did once.
SPELLINGS: dict[str, Callable[[str], str]] = {
    "plain": lambda html: html,
    "capitals": lambda html: html.replace("script", "ScRiPt").replace("on", "oN").replace("<i", "<I"),
    "tabs": lambda html: html.replace(" on", "\ton").replace(" src", "\fsrc"),
    "entities": lambda html: html.replace("fired(", "&#102;ired&lpar;").replace("javascript:", "javascript&colon;"),
    "doubled": lambda html: html.replace("<", "<<", 1),
}  # fmt: skip

# Places in a post where HTML may stand, in a paragraph of its own or within Markdown.
PLACES = {
    "block": "{}",
    "line": "Text {} text.",
    "item": "- one\n- {}\n",
    "quote": "> {}",
    "cell": "| a | b |\n|---|---|\n| {} | 2 |",
    "heading": "## One {} two",
    "link": "[one {} two](https://b.example/)",
    "image": "![one {} two](https://b.example/a.png)",
    "emphasis": "**one {} two**",
    "note": "Text.[^n]\n\n[^n]: One {} two.",
    "details": "<details><summary>x</summary>\n\n{}\n\n</details>",
    "title": '[x](https://b.example/ "{}")',
    "title of image": "![x](https://b.example/a.png '{}')",
    "reference": "[x][r]\n\n[r]: https://b.example/ ({})",
    "code": "`{}`",
    "fence": "```html\n{}\n```",
    "info": "``` {}\nx\n```",
    "indented": "    {}",
    "address": "<https://b.example/?{}>",
    "id": "## One {{#{}}}",
    "attribute": "<p title=\"{}\" class='{}'>x</p>",
    "name": '<a name="{}">x</a>',
}

# What may stand for an address that runs `{js}`.
ADDRESSES = {
    "plain": "javascript:{js}",
    "capitals": "JaVaScRiPt:{js}",
    "blank": "  javascript:{js}",
    "control": "\x01javascript:{js}",
    "control entity": "&#1;javascript:{js}",
    "tab": "java&Tab;script:{js}",
    "line": "java&NewLine;script:{js}",
    "colon": "javascript&colon;{js}",
    "number": "&#106;avascript:{js}",
    "hexadecimal": "&#x6A;&#x61;vascript&#58;{js}",
    "zeros": "&#0000106avascript:{js}",
    "no semicolon": "&#106avascript&#58{js}",
    "comment": "javascript://b.example/%0A{js}",
    "percent": "javascript:%66ired({number})",
    "half percent": "%6Aavascript:{js}",
    "wide": "\uff4aavascript:{js}",
    "soft": "java\u00adscript:{js}",
    "zero width": "java\u200bscript:{js}",
    "no-break": "\u00a0javascript:{js}",
    "byte order": "\ufeffjavascript:{js}",
    "escaped": "java\\script:{js}",
    "template": "javas{{{{ x }}}}cript:{js}",
    "old": "vbscript:{js}",
    "older": "livescript:{js}",
    "data": "data:text/html,<script>{js}</script>",
    "data base64": "data:text/html;base64,{base64}",
    "data drawing": "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{js}'/>",
    "data xml": "data:text/xml,<x xmlns='http://www.w3.org/1999/xhtml'><script>{js}</script></x>",
    "nested": "view-source:javascript:{js}",
    "feed": "feed:javascript:{js}",
    "quote": 'https://b.example/" onmouseover="{js}',
    "end": "https://b.example/'><img src={nowhere} onerror={js}>",
    "host": "https://<img src={nowhere} onerror={js}>/",
    "fragment": "#x' onclick='{js}",
}
ADDRESS_PLACES = {
    "link": "[x]({})",
    "angle": "[x](<{}>)",
    "picture": "![x]({})",
    "reference": "[x][r]\n\n[r]: {}",
    "reference angle": "![x][r]\n\n[r]: <{}>",
    "autolink": "<{}>",
    "double": '<a href="{}">x</a>',
    "single": "<a href='{}'>x</a>",
    "bare": "<a href={}>x</a>",
    "image": '<img src="{}" alt="x">',
    "poster": '<video poster="{}" src="https://b.example/a.mp4"></video>',
    "source": '<audio><source src="{}"></audio>',
    "cite": '<blockquote cite="{}">x</blockquote>',
    "frame": '<iframe src="{}"></iframe>',
}

# What a field of front matter may say; YAML's own quotes stand around it.
TEXTS = {
    "element": "<script>{js}</script>",
    "image": "<img src={nowhere} onerror={js}>",
    "end of title": "</title><script>{js}</script>",
    "end of facts": "</script><script>{js}</script>",
    "comment in facts": "<!--<script>{js}</script>",
    "double quote": '" onmouseover="{js}" autofocus onfocus="{js}" x="',
    "single quote": "' onmouseover='{js}' x='",
    "end of tag": '"><img src={nowhere} onerror={js}>',
    "address": "javascript:{js}",
    "entities": "&lt;img src={nowhere} onerror={js}&gt;",
    "end of data": "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'>{js}</x:script>",
    "controls": "\\0<script>{js}</script>\\x0b\\x1b\\ufffe",
    "line end": "\\u2028*/{js}/*\\u2029",
}
FIELDS = (
    *("title", "summary", "description", "author", "authors", "tags", "cover", "image", "canonical", "canonical_url"),
    *("lang", "slug", "permalink", "url", "aliases", "date_modified", "keywords", "layout"),
)

_SPACES = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
DRAWINGS = (
    "<script>{js}</script>",
    "<script href='data:text/javascript,{js}'/>",
    "<g onload='{js}'/><image href='x.png' onerror='{js}'/>",
    "<a href='javascript:{js}'><rect width='9' height='9'/></a>",
    "<a xlink:href='java&#9;script:{js}'><rect width='9' height='9'/></a>",
    "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml' onclick='{js}'><script>{js}</script></p></foreignObject>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>{js}</x:script>",
    "<x:img xmlns:x='http://www.w3.org/1999/xhtml' src='x' onerror='{js}'/>",
    "<animate attributeName='href' to='javascript:{js}' onbegin='{js}' dur='1s'/>",
    "<set attributeName='onclick' to='{js}'/><set attributeName='xlink:href' to='javascript:{js}'/>",
    "<use href=\"data:image/svg+xml,&lt;svg id='x' xmlns='http://www.w3.org/2000/svg' onload='{js}'/>#x\"/>",
    "<style>@import 'javascript:{js}'; * {{ background: url(javascript:{js}) }}</style>",
    "<![CDATA[</svg><script>{js}</script>]]>",
    "<title><![CDATA[<script>{js}</script>]]></title>",
    "<iframe xmlns='http://www.w3.org/1999/xhtml' src='javascript:{js}'/>",
    "<handler xmlns:ev='http://www.w3.org/2001/xml-events' ev:event='load'>{js}</handler>",
)  # fmt: skip
# A bundle is refused for these whatever is allowed: in the feeds they lead nowhere.
_REFUSED = {
    ("cite", "no-break"),
    ("cite", "control"),
    ("poster", "no-break"),
    ("poster", "control"),
    ("cite", "control entity"),
}
# No file may have these in its name, and so no page: a bundle is refused.
_IN_NO_FILE = set('"<>:|?*\\;')


def vectors() -> Iterator[Vector]:
    """All of them, numbered from 1."""
    numbers = count(1)
    for name, element in ELEMENTS.items():
        for spelling, spell in SPELLINGS.items():
            number = next(numbers)
            html = spell(_filled(element, number))
            yield _vector(number, f"{name}, {spelling}", html, html)
    for number_of_place, (place, around) in enumerate(PLACES.items()):
        for name, element in list(ELEMENTS.items())[number_of_place % 5 :: 5]:
            number = next(numbers)
            html = _filled(element, number)
            yield _vector(
                number, f"{name} in {place}", around.replace("{}", html).replace("{{", "{").replace("}}", "}")
            )
    for number_of_place, (place, around) in enumerate(ADDRESS_PLACES.items()):
        for name, address in list(ADDRESSES.items())[number_of_place % 2 :: 2]:
            if (place, name) in _REFUSED:
                continue
            number = next(numbers)
            written = around.replace("{}", _filled(address, number))
            yield _vector(number, f"address {name} in {place}", written, written if written.startswith("<") else "")
    for field in FIELDS:
        for name, text in TEXTS.items():
            elsewhere = field == "url" and re.match(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//)", text)
            if field in {"permalink", "url"} and _IN_NO_FILE & set(text) and not elsewhere:
                continue
            number = next(numbers)
            escaped = _filled(text, number).replace('"', '\\"')
            value = f'["{escaped}"]' if field in {"tags", "authors", "aliases", "keywords"} else f'"{escaped}"'
            yield _vector(number, f"{field}: {name}", "Text.", field=f"{field}: {value}")


def drawings() -> Iterator[tuple[str, str]]:
    """Names and texts of SVG files; the numbers of their calls begin at 100,000."""
    for number, inside in enumerate(DRAWINGS, 100_000):
        yield (
            f"d{number}.svg",
            f"<svg {_SPACES} width='9' height='9' onload='fired({number})'>{_filled(inside, number)}</svg>",
        )


def _filled(template: str, number: int) -> str:
    js = f"fired({number})"
    code = base64.b64encode(f"<script>{js}</script>".encode()).decode()
    return template.format(js=js, number=number, nowhere=NOWHERE, url=quote(js), base64=code)


def _vector(number: int, name: str, body: str, raw: str = "", field: str = "") -> Vector:
    title = "" if field.startswith("title:") else f"title: Post {number}\n"
    more = f"{field}\n" if field else ""
    return Vector(
        number, name, f"---\n{title}date: 2024-01-01\n{ALLOWED}\n{more}---\n\n{body}\n\nThe last word.\n", raw
    )
