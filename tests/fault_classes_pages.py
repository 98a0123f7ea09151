"""Faults of what a page says: anchors, pages that are none, walls; and contacts, which are judged by syntax."""

from __future__ import annotations

from typing import Any

from fault_answers import TEXT, html, page, redirect, reply
from fault_class import ALIVE, DEAD, UNSURE, Fault, one
from fault_server import Answer

PDF = reply(200, b"%PDF-1.7", "Content-Type: application/pdf")
SIGN_IN = page('<form><input type="password" name="p"></form>', "Sign in")

ANCHORS_PAGE = page(
    '<h2 id="tickets">T</h2><a name="prices">P</a><h2 id="café">C</h2><h2 id="th%C3%A9">C</h2>'
    '<h2 id="user-content-boats">B</h2><p id=unquoted><p id=\'single\'><P ID="UPPER"><p class="a"\n\tid="lines">'
    '<p id="a&amp;b"><p id="twice"><p id="twice"><p id = "spaced"><p\nid="two words">'
    '<!-- <p id="in-comment"> --><script>var a = "<p id=\'in-script\'>";</script><style>/* <p id="in-style"> */</style>'
    '<p title=\'<p id="in-title">\'><p data-id="in-data"><input name="in-input"><textarea><p id="in-text"></textarea>'
)


def anchor(name: str, fragment: str, missing: bool | None = False) -> Fault:
    """A fragment of the one page that many ask."""
    return Fault(f"anchor-{name}", ALIVE, fragment=fragment, missing=missing, at="anchors", host="127.0.0.6")


def anchored(name: str, body: bytes, kind: str, fragment: str, **more: Any) -> Fault:
    answer = reply(200, body, f"Content-Type: {kind}")
    return one(f"anchor-{name}", more.pop("verdict", ALIVE), answer, fragment=fragment, **more)


CAFE = html('<p id="café">', head='<meta charset="windows-1252">').decode()
XHTML = (
    b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>F</title></head>'
    b'<body><p id="quay"/></body></html>'
)
PROGRAM = (
    b'<!doctype html><html><head><title>App</title><script src="/app.js"></script></head>'
    b'<body><div id="root"></div><script>' + b"run();" * 900 + b"</script></body></html>"
)


ANCHORS: tuple[Fault, ...] = (
    anchor("id", "tickets"),
    anchor("name", "prices"),
    anchor("encoded", "caf%C3%A9"),
    anchor("plain-unicode", "café"),
    anchor("literal-percent", "th%C3%A9"),
    anchor("user-content", "boats"),
    anchor("unquoted", "unquoted"),
    anchor("single-quotes", "single"),
    anchor("upper-case", "UPPER"),
    anchor("other-case", "Tickets", None),
    anchor("line-break", "lines"),
    anchor("entity", "a&b"),
    anchor("twice", "twice"),
    anchor("spaced", "spaced"),
    anchor("two-words", "two%20words"),
    anchor("text", ":~:text=leaves%20at%20nine"),
    anchor("id-and-text", "tickets:~:text=leaves"),
    anchor("line", "L10"),
    anchor("lines", "L10-L20"),
    anchor("top", "top"),
    anchor("route", "/boats/7"),
    anchor("hashbang", "!/boats"),
    anchor("missing", "harbour", True),
    anchor("missing-encoded", "h%C3%A4fen", True),
    anchor("in-comment", "in-comment", True),
    anchor("in-script", "in-script", True),
    anchor("in-style", "in-style", True),
    anchor("in-attribute", "in-title", True),
    anchor("data-attribute", "in-data", True),
    anchor("name-of-input", "in-input", True),
    anchor("in-textarea", "in-text", True),
    Fault("anchor-empty", ALIVE, {"": page()}, path="#"),
    one("anchor-pdf-page", ALIVE, PDF, path="/a.pdf", fragment="page=3"),
    anchored("after-1-mb", html(TEXT * 13_000 + '<p id="quay">'), "text/html", "quay"),
    anchored("missing-after-1-mb", html(TEXT * 13_000), "text/html", "quay", missing=True),
    anchored("beyond-limit", html(TEXT * 110_000 + '<p id="quay">'), "text/html", "quay", verdict=UNSURE, missing=None),
    anchored("xhtml", XHTML, "application/xhtml+xml", "quay"),
    anchored("latin-1", CAFE.encode("latin-1"), "text/html; charset=iso-8859-1", "caf%C3%A9"),
    anchored("utf-16", CAFE.encode("utf-16"), "text/html; charset=utf-16", "caf%C3%A9"),
    anchored("meta-charset", CAFE.encode("cp1252"), "text/html", "caf%C3%A9"),
    anchored("program-page", PROGRAM, "text/html", "boats", verdict=UNSURE),
)  # fmt: skip


def story(title: str) -> Answer:
    """A long page that only sounds like a missing one."""
    return page(f"<h1>{title}</h1>{TEXT * 20}", title)


def not_found(name: str, title: str, heading: str) -> Fault:
    """A page that says with a 200 that there is none."""
    body = html(f"<h1>{heading}</h1><p>{heading}</p>", title).replace(TEXT.encode(), b"")
    return one(f"soft-{name}", DEAD, reply(200, body), UNSURE)


def wall(name: str, code: int, body: bytes, *headers: str, **more: Any) -> Fault:
    return one(f"wall-{name}", UNSURE, reply(code, body, *headers), **more)


JUST_A_MOMENT = html('<script src="/cdn-cgi/challenge-platform/h/b/a.js"></script>', "Just a moment...")

ANUBIS = html(
    '<script src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>', "Making sure you&#39;re not a bot!"
)

CAPTCHA = html('<form><div class="g-recaptcha" data-sitekey="a"></div></form><p>Are you a robot?</p>', "Robot check")

PAGES: tuple[Fault, ...] = (
    not_found("english", "404 Not Found", "Not Found"),
    not_found("english-words", "Page not found | The ferry", "Page not found"),
    not_found("german", "Seite nicht gefunden – Die Fähre", "Seite nicht gefunden"),
    not_found("french", "Page introuvable", "Page non trouvée"),
    not_found("spanish", "Página no encontrada", "Página no encontrada"),
    not_found("japanese", "ページが見つかりません", "ページが見つかりません"),
    one("soft-false", ALIVE, story("How to make a friendly 404 page")),
    one("soft-false-story", ALIVE, story("The ship that was never found")),
    one("soft-front-page", UNSURE, redirect(302, "/"), DEAD, path="/2019/05/an-old-post"),
    one("soft-front-page-permanent", UNSURE, redirect(301, "/"), DEAD, path="/2019/05/an-old-post"),
    Fault("soft-login", UNSURE, {"": redirect(302, "{page}/login?next=%2F"), "/login": SIGN_IN}),
    one("login-itself", ALIVE, SIGN_IN, path="/login"),
    wall("cloudflare", 403, JUST_A_MOMENT, "cf-mitigated: challenge", "Server: cloudflare"),
    wall("cloudflare-503", 503, JUST_A_MOMENT, "cf-mitigated: challenge", "Server: cloudflare"),
    wall("anubis", 200, ANUBIS),
    wall("anubis-anchor", 200, ANUBIS, fragment="quay", missing=None),
    wall("captcha", 200, CAPTCHA),
)  # fmt: skip

CONTACTS: tuple[Fault, ...] = (
    *(Fault(f"contact-{name}", ALIVE, url=url) for name, url in (
        ("mail", "mailto:harbour@ferry.example"),
        ("mail-subject", "mailto:a@ferry.example,b@ferry.example?subject=Two%20words"),
        ("phone", "tel:+49-30-5550101"), ("chat", "xmpp:harbour@ferry.example?message"),
    )),
    *(Fault(f"contact-{name}", DEAD, url=url) for name, url in (
        ("mail-nobody", "mailto:harbour"), ("mail-two-at", "mailto:a@b@ferry.example"), ("phone-words", "tel:ring-us"),
        ("chat-nobody", "xmpp:@"),
    )),
)  # fmt: skip
