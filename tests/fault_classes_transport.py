"""Faults of what carries HTTP: bodies, heads, connections, TLS, and addresses that may not be asked."""

from __future__ import annotations

import gzip
from typing import Any

from fault_answers import (
    GZIP_CHUNK,
    TEXT,
    chunked,
    delayed,
    encoded,
    endless,
    endless_head,
    hang,
    html,
    message,
    page,
    raw,
    redirect,
    reply,
    reset_after,
)
from fault_class import ALIVE, DEAD, MOVED, SECRET, UNSURE, Fault, one, to
from fault_server import FORBIDDEN, Answer

CUT = message(200, html(), ["Content-Length: 99999"], length=False)
"""A page whose connection ends before the length it names."""
HALF = gzip.compress(html("".join(f"<p>{number * number}</p>" for number in range(9000))))[:9_000]

UNSEEN: dict[str, Any] = {"fragment": "quay", "missing": None}
"""A fragment that the page may have where nobody could look."""

BODIES: tuple[Fault, ...] = (
    one("slow-head", ALIVE, delayed(0.8, page())),
    one("hang", UNSURE, hang, cause="time|answer"),
    one("hang-in-status", UNSURE, raw(b"HTTP/1.1 2", 1e9)),
    one("hang-in-head", UNSURE, raw(b"HTTP/1.1 200 OK\r\nServer: a\r\n", 1e9)),
    one("trickling-head", UNSURE, endless_head(0.3)),
    one("hang-in-body", ALIVE, raw(CUT, 1e9)),
    one(
        "hang-before-anchor",
        UNSURE,
        raw(CUT, 1e9),
        **UNSEEN,
    ),
    one("endless-body", ALIVE, endless(html(), TEXT.encode() * 1000)),
    one("endless-anchor-early", ALIVE, endless(html('<p id="quay">'), TEXT.encode() * 1000), fragment="quay"),
    one("endless-anchor-never", UNSURE, endless(html(), TEXT.encode() * 1000), **UNSEEN),
    one(
        "endless-line",
        UNSURE,
        endless(b"<!doctype html><title>The ferry</title>", b"a" * 65536),
        **UNSEEN,
    ),
    one("trickling-body", ALIVE, endless(html(), b"a", 0.2)),
    one("trickling-anchor-never", UNSURE, endless(html(), b"a", 0.2), **UNSEEN),
    one("gzip", ALIVE, encoded(html('<p id="quay">'), "gzip"), fragment="quay"),
    one("gzip-missing", ALIVE, encoded(html('<p id="quay">'), "gzip"), fragment="pier", missing=True),
    one("deflate", ALIVE, encoded(html('<p id="quay">'), "deflate"), fragment="quay"),
    one("bomb", ALIVE, endless(b"", GZIP_CHUNK, 0, "Content-Encoding: gzip"), UNSURE),
    one("bomb-anchor", UNSURE, endless(b"", GZIP_CHUNK, 0, "Content-Encoding: gzip"), **UNSEEN),
    one("gzip-broken", ALIVE, reply(200, html(), "Content-Encoding: gzip"), UNSURE),
    one("gzip-broken-anchor", UNSURE, reply(200, html(), "Content-Encoding: gzip"), **UNSEEN),
    one(
        "gzip-cut",
        UNSURE,
        reply(200, HALF, "Content-Encoding: gzip"),
        **UNSEEN,
    ),
    one("head-30k", ALIVE, reply(200, None, f"X-Long: {'a' * 30_000}")),
    one("head-one-huge", UNSURE, reply(200, None, f"X-Long: {'a' * 200_000}"), cause="header"),
    one("head-many-huge", UNSURE, reply(200, None, *(f"X-{n}: {'a' * 90}" for n in range(2000))), cause="header"),
    one("malformed-status", UNSURE, raw(b"HTTP/1.1 fine OK\r\nContent-Length: 2\r\n\r\nok")),
    one("no-status", UNSURE, raw(html())),
    one("not-http", UNSURE, raw(b"SSH-2.0-OpenSSH_9.6\r\n")),
    one("header-without-colon", ALIVE, raw(b"HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 0\r\n\r\n"), UNSURE),
    one("bare-line-feeds", ALIVE, raw(b"HTTP/1.1 200 OK\nContent-Length: 4\n\nTrue"), UNSURE),
    one("length-too-long", ALIVE, raw(CUT)),
    one(
        "length-too-long-anchor",
        UNSURE,
        raw(CUT),
        **UNSEEN,
    ),
    one("length-too-short", ALIVE, raw(message(200, html(), ["Content-Length: 20"], length=False))),
    one("length-negative", UNSURE, raw(message(200, html(), ["Content-Length: -1"], length=False)), ALIVE),
    one("chunked", ALIVE, raw(chunked(html(), b'<p id="qu', b'ay">')), fragment="quay"),
    one("chunked-cut", ALIVE, raw(chunked(html(), end=b""))),
    one("chunked-cut-anchor", UNSURE, raw(chunked(html(), end=b"")), **UNSEEN),
    one("chunked-bad-size", UNSURE, raw(chunked(end=b"zz\r\nnothing\r\n")), ALIVE),
    one("reset", UNSURE, reset_after(b""), cause="reset|connection|broke"),
    one("reset-in-head", UNSURE, reset_after(b"HTTP/1.1 200 OK\r\nServer: ")),
    one("reset-in-body", ALIVE, reset_after(CUT), UNSURE),
    one("closed", UNSURE, raw(b"")),
    one("closed-in-head", UNSURE, raw(b"HTTP/1.1 200 OK\r\nContent-")),
    Fault("refused", UNSURE, url="http://127.0.0.9:{closed}/", cause="refuse"),
)


def secure(name: str, verdict: str, kind: str, *also: str, answer: Answer | None = None, **more: Any) -> Fault:
    """A class behind a TLS port of 127.0.0.9."""
    answers = {"": answer or page(), "/there": page()}
    url = f"https://127.0.0.9:{{{kind}}}/{{name}}"
    return Fault(name, verdict, answers, also=also, url=url, host="127.0.0.9", needs="tls", **more)


TLS: tuple[Fault, ...] = (
    secure("tls-good", ALIVE, "good"),
    secure("tls-gap", UNSURE, "gap", cause="certificate|chain|issuer"),
    secure("tls-self-signed", UNSURE, "self-signed", DEAD, cause="certificate|self-signed"),
    secure("tls-wrong-name", DEAD, "wrong-name", UNSURE, cause="certificate|host|name"),
    secure("tls-expired", DEAD, "expired", UNSURE, cause="expired"),
    secure("tls-cut", UNSURE, "cut"),
    secure("tls-plain", UNSURE, "plain"),
    Fault("tls-no-scheme", ALIVE, {"": page()}, url="//127.0.0.9:{good}/{name}", needs="tls"),
    secure("tls-downgrade", ALIVE, "good", answer=redirect(302, "http://127.0.0.2:{port}{page}/there")),
    to(
        "tls-upgrade", MOVED, 301, "https://127.0.0.9:{tls}{page}/there", needs="tls",
        moved_to="https://127.0.0.9:{good}/tls-upgrade/there",
    ),
)  # fmt: skip


def refused(name: str, host: str, needs: str = "") -> tuple[Fault, Fault]:
    """A host that may not be asked, as a link and as the target of a redirect."""
    return (
        Fault(f"forbidden-{name}", UNSURE, also=(DEAD,), url=f"http://{host}:{{port}}/{{name}}", needs=needs),
        to(f"to-forbidden-{name}", UNSURE, 302, f"http://{host}:{{port}}/secret", DEAD, needs=needs, requests=3),
    )


MAPPED = "[::ffff:7f00:42]"

SAFETY: tuple[Fault, ...] = (
    *refused("dotted", FORBIDDEN),
    *refused("decimal", str((127 << 24) + 66)),
    *refused("hex", "0x7f000042"),
    *refused("octal", "0177.0.0.0102"),
    *refused("short", "127.66"),
    *refused("mapped", MAPPED),
    *refused("name", "intranet.test", "names"),
    # One of the two addresses may be asked; whether the other spoils the name is open.
    *refused("mixed", "mixed.test", "names"),
    *refused("metadata", "169.254.169.254", "outside"),
    *refused("metadata-name", "metadata.test", "outside"),
    *refused("private", "10.0.0.1", "outside"),
    *refused("private-name", "private.test", "outside"),
    *refused("shared", "100.64.0.1", "outside"),
    *refused("nat64", "[64:ff9b::a9fe:a9fe]", "outside"),
    *refused("link-local", "[fe80::1]", "outside"),
    *refused("unspecified", "0.0.0.0", "outside"),
    *refused("unspecified-6", "[::]", "outside"),
    Fault("rebinding", ALIVE, {"": page()}, url="http://rebinding.test:{port}/{name}", needs="names"),
    Fault(
        "user-info", DEAD, {"": page()}, cause="user|password|credential", needs="outside",
        url=f"http://clerk:{SECRET}@127.0.0.7:{{port}}/{{name}}",
    ),
    Fault("localhost", ALIVE, {"": page()}, url="http://localhost:{port}/{name}"),
    Fault("ipv6", ALIVE, {"": page()}, url="http://[::1]:{port}/{name}"),
    Fault("idn", ALIVE, {"": page()}, url="http://bücher.test:{port}/{name}", needs="names"),
    Fault("idn-mixed", DEAD, {"": reply(404)}, url="http://\u0430pple.test:{port}/{name}", cause="xn--", needs="names"),
    Fault("no-such-host", DEAD, url="http://nowhere.test/", cause="host", needs="names"),
    Fault("names-unanswered", UNSURE, url="http://unanswered.test/", needs="names"),
    Fault("bad-port", DEAD, url="http://127.0.0.2:99999/", also=(UNSURE,)),
    *(one(f"busy-{n}", ALIVE, delayed(0.05, page()), host="127.0.0.8") for n in range(24)),
)  # fmt: skip
