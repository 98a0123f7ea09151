"""Faults of what HTTP says: statuses, what to try again and when, redirects."""

from __future__ import annotations

from fault_answers import (
    by_method,
    delayed,
    hang,
    hops,
    html,
    in_turn,
    message,
    page,
    raw,
    redirect,
    reply,
    reset_after,
    retry_after,
    with_cookie,
)
from fault_class import ALIVE, DEAD, MOVED, SECRET, UNSURE, Fault, one, status, to

ZIP = reply(200, b"PK\3\4", "Content-Type: application/zip")
PDF = reply(200, b"%PDF-1.7", "Content-Type: application/pdf")
REFRESH = '<meta http-equiv="refresh" content="0; url=/meta-refresh/there">'

STATUSES: tuple[Fault, ...] = (
    *(status(code, ALIVE) for code in (200, 203, 204, 205, 206)),
    status(300, ALIVE, UNSURE),
    status(304, ALIVE, UNSURE),
    status(400, UNSURE, DEAD),
    *(status(code, UNSURE, cause=str(code)) for code in (401, 403, 407, 429, 451, 503, 999)),
    status(404, DEAD, cause="404", requests=2),
    status(410, DEAD, cause="410", requests=2),
    status(405, ALIVE, UNSURE),
    status(406, ALIVE, UNSURE),
    status(408, UNSURE),
    status(418, UNSURE, DEAD),
    *(status(code, UNSURE) for code in (500, 501, 502, 504, 520, 599)),
    one("no-type", ALIVE, reply(200, None, "Content-Type:")),
    one(
        "head-refused",
        ALIVE,
        by_method(reply(405), ZIP),
        path="/a.zip",
    ),
    one(
        "head-forbidden",
        ALIVE,
        by_method(reply(403), PDF),
        path="/a.pdf",
    ),
    one(
        "head-missing",
        ALIVE,
        by_method(reply(404), PDF),
        path="/b.pdf",
    ),
    one(
        "head-unbuilt",
        ALIVE,
        by_method(reply(501), ZIP),
        path="/b.zip",
    ),
    one("binary", ALIVE, reply(200, bytes(500_000), "Content-Type: application/zip"), path="/c.zip"),
    one("binary-gone", DEAD, reply(404), path="/d.zip", cause="404"),
    one("early-hints", ALIVE, raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + message(200, html()))),
)

RETRIES: tuple[Fault, ...] = (
    one("once-500", ALIVE, in_turn(reply(500), page())),
    one("once-502", ALIVE, in_turn(reply(502), page())),
    one("once-503", ALIVE, in_turn(reply(503), page())),
    one("once-504", ALIVE, in_turn(reply(504), page())),
    one("once-reset", ALIVE, in_turn(reset_after(b""), page())),
    one("once-closed", ALIVE, in_turn(raw(b""), page())),
    one("once-hang", UNSURE, in_turn(hang, page()), ALIVE),
    one("once-500-then-gone", DEAD, in_turn(reply(500), reply(404)), cause="404"),
    one("retry-seconds", ALIVE, in_turn(retry_after(429, 2), page()), host="127.0.0.3"),
    one("retry-date", ALIVE, in_turn(retry_after(503, 4, date=True), page()), host="127.0.0.4"),
    one("retry-zero", ALIVE, in_turn(retry_after(503, 0), page())),
    one("retry-long", UNSURE, retry_after(429, 3600), host="127.0.0.5", cause="429|3600|hour", requests=1),
    one("retry-nonsense", ALIVE, in_turn(reply(503, None, "Retry-After: soon"), page()), UNSURE),
    one("retry-negative", ALIVE, in_turn(reply(503, None, "Retry-After: -5"), page()), UNSURE),
    *(one(f"retry-neighbour-{n}", ALIVE, delayed(0.03, page()), host="127.0.0.3") for n in range(8)),
)

REDIRECTS: tuple[Fault, ...] = (
    to("moved-301", MOVED, 301, "{page}/there", moved_to="{here}/there"),
    to("moved-308", MOVED, 308, "{page}/there", moved_to="{here}/there"),
    *(to(f"found-{code}", ALIVE, code, "{page}/there") for code in (302, 303, 307)),
    Fault("chain-permanent", MOVED, {"*": hops(4, 301)}, moved_to="{here}/4"),
    Fault("chain-temporary", ALIVE, {"*": hops(4, 302)}),
    Fault(
        "chain-then-temporary",
        MOVED,
        {"": redirect(301, "{page}/a"), "/a": redirect(302, "{page}/b"), "/b": page()},
        also=(ALIVE,),
        moved_to="{here}/a",
    ),
    Fault(
        "chain-from-temporary", ALIVE, {"": redirect(302, "{page}/a"), "/a": redirect(301, "{page}/b"), "/b": page()}
    ),
    to("moved-gone", DEAD, 301, "{page}/gone", cause="404"),
    to("found-gone", DEAD, 302, "{page}/gone", cause="404"),
    to("moved-broken", UNSURE, 301, "{page}/broken", cause="500"),
    Fault(
        "moved-fragment",
        MOVED,
        {"": redirect(301, "{page}/there"), "/there": page('<p id="quay">')},
        fragment="quay",
        moved_to="{here}/there#quay",
    ),
    Fault(
        "moved-own-fragment",
        MOVED,
        {"": redirect(301, "{page}/there#pier"), "/there": page('<p id="pier">')},
        moved_to="{here}/there#pier",
    ),
    Fault("moved-slash", MOVED, {"": redirect(301, "{page}/"), "/": page()}, moved_to="{here}/"),
    to("relative-name", MOVED, 301, "relative-name/there", moved_to="{here}/there"),
    Fault(
        "relative-dots",
        MOVED,
        {"/a/b": redirect(301, "../there"), "/there": page()},
        path="/a/b",
        moved_to="{here}/there",
    ),
    Fault("relative-query", ALIVE, {"": in_turn(redirect(302, "?all=1"), page())}),
    to(
        "relative-host",
        MOVED,
        301,
        "//127.0.0.7:{port}{page}/there",
        moved_to="http://127.0.0.7:{port}/relative-host/there",
    ),
    to(
        "other-origin",
        MOVED,
        301,
        "http://127.0.0.7:{port}{page}/there",
        host="127.0.0.2",
        moved_to="http://127.0.0.7:{port}/other-origin/there",
    ),
    to("location-missing", UNSURE, 302, "", DEAD),
    one("location-absent", UNSURE, reply(301, html("", "Moved")), DEAD),
    to("location-malformed", UNSURE, 302, "http://[::", DEAD),
    to("location-space", ALIVE, 302, "{page}/there?two words"),
    to("loop-self", DEAD, 302, "{page}", UNSURE, cause="redirect|loop"),
    Fault(
        "loop-two",
        DEAD,
        {"": redirect(301, "{page}/a"), "/a": redirect(301, "{page}")},
        also=(UNSURE,),
        cause="redirect|loop",
    ),
    one("loop-cookie", ALIVE, with_cookie(redirect(302, "{page}", "Set-Cookie: seen=1; Path=/"), page())),
    one("loop-cookie-permanent", ALIVE, with_cookie(redirect(301, "{page}", "Set-Cookie: seen=1; Path=/"), page())),
    Fault("hops-ten", ALIVE, {"*": hops(10, 302)}),
    Fault("hops-eleven", DEAD, {"*": hops(11, 302)}, also=(UNSURE,), cause="redirect", requests=11),
    Fault("hops-endless", DEAD, {"*": hops(500, 301)}, also=(UNSURE,), cause="redirect", requests=11),
    *(
        to(f"to-{url.partition(':')[0]}", DEAD, 302, url, UNSURE)
        for url in (
            "ftp://127.0.0.1/a",
            "file:///etc/hosts",
            "javascript:alert(1)",
            "mailto:a@ferry.example",
            "data:text/html,a",
        )
    ),
    to("to-user-info", UNSURE, 302, f"http://clerk:{SECRET}@127.0.0.7:{{port}}{{page}}/there", DEAD, ALIVE),
    Fault("meta-refresh", ALIVE, {"": page(head=REFRESH), "/there": page()}),
)
