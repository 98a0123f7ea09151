"""One look at one address: every verdict against a real server on loopback."""

from __future__ import annotations

import asyncio
import datetime
import email.utils
import gzip
import shutil
import socket
import ssl
import subprocess
import zlib
from pathlib import Path

import pytest
from look_server import SHORT, html, look, one, page, redirect, reset
from msgspec.structs import replace

from lint.site.verdicts import Verdict
from lint.world.http import Client
from lint.world.http_settings import Settings

ALIVE, MOVED, DEAD, UNSURE = Verdict.ALIVE, Verdict.MOVED, Verdict.DEAD, Verdict.UNSURE
PAGE = page(html("<h1>Here</h1>"))


@pytest.mark.parametrize(
    ("status", "verdict", "retry"),
    [
        ("200 OK", ALIVE, False),
        ("204 No Content", ALIVE, False),
        ("206 Partial Content", ALIVE, False),
        ("300 Multiple Choices", ALIVE, False),
        ("400 Bad Request", DEAD, False),
        ("401 Unauthorized", UNSURE, False),
        ("403 Forbidden", UNSURE, False),
        ("404 Not Found", DEAD, False),
        ("405 Method Not Allowed", UNSURE, False),
        ("406 Not Acceptable", UNSURE, False),
        ("410 Gone", DEAD, False),
        ("418 I'm a teapot", UNSURE, False),
        ("429 Too Many Requests", UNSURE, True),
        ("451 Unavailable For Legal Reasons", UNSURE, False),
        ("500 Internal Server Error", UNSURE, True),
        ("503 Service Unavailable", UNSURE, True),
        ("999 Request denied", UNSURE, False),
    ],
)
def test_a_status_has_its_verdict(status: str, verdict: Verdict, retry: bool) -> None:
    empty = {"Content_Length": ""} if status.startswith("204") else {}
    outcome = one({"/x": page("", status=status, **empty)}, "/x")
    assert (outcome.verdict, outcome.retry, outcome.status) == (verdict, retry, int(status[:3]))
    assert (outcome.cause == "") is (verdict is ALIVE)


def test_the_wait_that_a_server_asks_for_is_told() -> None:
    assert one({"/x": page("", status="429 Too Many", Retry_After="7")}, "/x").retry_after == 7
    date = email.utils.format_datetime(
        datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=100), usegmt=True
    )
    assert 90 < one({"/x": page("", status="503 Busy", Retry_After=date)}, "/x").retry_after <= 100
    assert one({"/x": page("", status="503 Busy", Retry_After="soon")}, "/x").retry_after == 0


@pytest.mark.parametrize(
    ("answers", "verdict", "moved_to", "cause"),
    [
        ({"/a": redirect(301, "/b"), "/b": PAGE}, MOVED, "/b", "moved to"),
        ({"/a": redirect(308, "b"), "/b": PAGE}, MOVED, "/b", ""),
        ({"/a": redirect(301, "/b"), "/b": redirect(308, "/c"), "/c": PAGE}, MOVED, "/c", ""),
        ({"/a": redirect(302, "/b"), "/b": PAGE}, ALIVE, "", ""),
        ({"/a": redirect(303, "/b"), "/b": PAGE}, ALIVE, "", ""),
        ({"/a": redirect(307, "/b"), "/b": PAGE}, ALIVE, "", ""),
        ({"/a": redirect(301, "/b"), "/b": redirect(302, "/c"), "/c": PAGE}, MOVED, "/b", ""),
        ({"/a": redirect(302, "/b"), "/b": redirect(301, "/c"), "/c": PAGE}, ALIVE, "", ""),
        ({"/a": redirect(301, "/b?session=5"), "/b?session=5": PAGE}, ALIVE, "", ""),
        ({"/a": redirect(301, "/b")}, DEAD, "", "404 Not Found, after a redirect to"),
        ({"/a": redirect(302, "/b"), "/b": redirect(302, "/a")}, DEAD, "", "in a circle"),
        ({"/a": redirect(301, "")}, DEAD, "", "without an address"),
        ({"/a": redirect(301, "http://[bad/")}, DEAD, "", "that is none"),
        ({"/a": redirect(302, "javascript:alert(1)")}, DEAD, "", "javascript"),
        ({"/a": redirect(302, "file:///etc/passwd")}, DEAD, "", "file"),
        ({"/a": redirect(302, "ftp://127.0.0.1/x")}, DEAD, "", "ftp"),
        ({"/a": redirect(302, "mailto:me@example.org")}, UNSURE, "", "mailto"),
        ({"/a": redirect(302, "http://user:secret@127.0.0.1/")}, UNSURE, "", "…@127.0.0.1"),
        ({"/a": redirect(302, "/login?next=/a"), "/login?next=/a": PAGE}, UNSURE, "", "login"),
        ({"/a": redirect(301, "/"), "/": PAGE}, UNSURE, "", "front page"),
        ({"/a": page(html("", head='<meta http-equiv=refresh content="0; url=/">')), "/": PAGE}, ALIVE, "", ""),
        ({"/a": redirect(302, "/errors/404.html"), "/errors/404.html": PAGE}, DEAD, "", "not found"),
        ({"/a": page(html("", head='<meta http-equiv=refresh content="0; url=/b">')), "/b": PAGE}, ALIVE, "", ""),
        ({"/a": page(html("", head='<meta http-equiv="Refresh" content="0;/b">'))}, DEAD, "", "404"),
    ],
)
def test_redirects_are_followed_and_judged(
    answers: dict[str, bytes], verdict: Verdict, moved_to: str, cause: str
) -> None:
    outcome = one(answers, "/a")
    assert (outcome.verdict, outcome.moved_to.partition("/")[2].partition("/")[2].partition("/")[2]) == (
        verdict,
        moved_to[1:],
    )
    assert cause in outcome.cause
    assert "secret" not in repr(outcome)


def test_ten_redirects_are_followed_and_no_more() -> None:
    chain = {f"/{number}": redirect(301, f"/{number + 1}") for number in range(12)}
    assert one({**chain, "/10": PAGE}, "/0").verdict is MOVED
    outcome, heard = look({**chain, "/12": PAGE}, "/0")
    assert (outcome[""].verdict, outcome[""].cause) == (DEAD, "more than 10 redirects")
    assert len(heard) == 11


def test_a_cookie_is_kept_within_one_look() -> None:
    async def door(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(redirect(302, "/door", Set_Cookie="seen=yes; Path=/"))
        await writer.drain()
        second = (await reader.readuntil(b"\r\n\r\n")).decode()
        writer.write(PAGE if "Cookie: seen=yes" in second else redirect(302, "/door"))
        await writer.drain()

    assert one({"/door": door}, "/door").verdict is ALIVE


@pytest.mark.parametrize(
    "to",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:PORT/",
        "http://2130706433:PORT/",
        "http://0x7f.0.0.3:PORT/",
        "http://0177.0.0.03:PORT/",
        "http://[::ffff:127.0.0.3]:PORT/",
        "http://127.0.0.3:PORT/",
        "http://localhost:PORT/",
    ],
)
def test_what_is_private_is_not_asked_by_way_of_a_redirect(to: str) -> None:
    settings = replace(SHORT, allow_hosts=("127.0.0.2",))
    outcomes, heard = look({"/a": redirect(302, to), "/": PAGE}, "http://127.0.0.2:PORT/a", settings=settings)
    assert outcomes[""].verdict is DEAD
    assert "address" in outcomes[""].cause
    assert len(heard) == 1


def test_what_is_private_is_not_asked_at_all() -> None:
    outcomes, heard = look({"/": PAGE}, "http://127.0.0.1:PORT/", settings=Settings(timeout=1))
    assert (outcomes[""].verdict, heard) == (DEAD, [])
    assert outcomes[""].cause == "127.0.0.1 is a loopback address, which readers cannot reach"


def test_a_name_is_allowed_with_all_it_leads_to() -> None:
    settings = replace(SHORT, allow_hosts=("localhost",))
    assert one({"/a": PAGE}, "http://localhost:PORT/a", settings=settings).verdict is ALIVE
    assert one({"/a": PAGE}, "http://127.0.0.1:PORT/a", settings=settings).verdict is DEAD


def test_a_name_is_resolved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second answer of the name system, with another address, is never asked for."""
    asked: list[bytes] = []

    def lookup(host: bytes, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "127.0.0.3"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    settings = replace(SHORT, allow_hosts=("127.0.0.1",))
    outcomes, heard = look(
        {"/a": redirect(302, "http://blog.example:PORT/b"), "/b": PAGE}, "http://blog.example:PORT/a", settings=settings
    )
    assert outcomes[""].verdict is ALIVE
    assert asked == [b"blog.example"]
    assert all("Host: blog.example:" in request for request in heard)


@pytest.mark.parametrize(
    ("error", "verdict", "retry"),
    [(socket.EAI_NONAME, DEAD, False), (socket.EAI_NODATA, DEAD, False), (socket.EAI_AGAIN, UNSURE, True)],
)
def test_names_that_are_not_known(monkeypatch: pytest.MonkeyPatch, error: int, verdict: Verdict, retry: bool) -> None:
    def lookup(*_: object, **__: object) -> None:
        raise socket.gaierror(error, "")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    outcome = one({}, "http://nowhere.example/")
    assert (outcome.verdict, outcome.retry) == (verdict, retry)
    assert "nowhere.example" in outcome.cause


def test_a_public_name_with_a_private_address_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    outcomes, heard = look({"/": PAGE}, "http://rebound.example:PORT/", settings=Settings(timeout=1))
    assert (outcomes[""].verdict, heard) == (UNSURE, [])
    assert outcomes[""].cause == "rebound.example leads to a loopback address (127.0.0.1)"


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("http://user:secret@127.0.0.1:PORT/", "the address holds a user name and a password"),
        ("https://user@127.0.0.1:PORT/", "the address holds a user name"),
        ("http://127.0.0.1:99999/", '"99999" is no port'),
        ("http:///", "the address has no host"),
        ("http://127.0.0.1:25/", "port 25 belongs to another protocol, so browsers do not open it"),
    ],
)
def test_addresses_that_cannot_be_asked(url: str, cause: str) -> None:
    outcomes, heard = look({"/": PAGE}, url)
    assert (outcomes[""].verdict, outcomes[""].cause, heard) == (DEAD, cause, [])
    assert "secret" not in repr(outcomes[""])


def test_credentials_go_to_the_first_origin_only() -> None:
    settings = replace(SHORT, headers={"127.0.0.1": {"X-Key": "k"}, "127.0.0.2": {"X-Key": "other"}})
    answers = {
        "/a": redirect(302, "/b"),
        "/b": redirect(302, "http://127.0.0.2:PORT/c"),
        "/c": redirect(302, "http://127.0.0.1:PORT/d"),
        "/d": PAGE,
    }
    outcomes, heard = look(answers, "/a", settings=settings)
    assert outcomes[""].verdict is ALIVE
    assert ["X-Key: k" in request for request in heard] == [True, True, False, False]
    assert not any("other" in request for request in heard)


async def _hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def _reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    reset(writer)


async def _close(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def _many_headers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(20_000):
        writer.write(f"X-Header-{number}: {'y' * 50}\r\n".encode())
        await writer.drain()


@pytest.mark.parametrize(
    ("answer", "cause", "retry"),
    [
        (_hang, "no answer within 3 seconds", True),
        (_reset, "the connection was reset", True),
        (_close, "the server closed the connection without an answer", True),
        (b"HELLO THERE\r\n\r\n", "the answer is not HTTP", False),
        (b"HTTP/1.1 abc Fine\r\n\r\n", "the answer is not HTTP", False),
        (page("", X_Long="y" * 70_000), "the header of the answer is larger than 64 kB", False),
        (page("", **{f"X_{n}": "y" * 1000 for n in range(80)}), "the header of the answer is larger than 64 kB", False),
        (_many_headers, "the header of the answer is larger than 64 kB", False),
    ],
)
def test_what_goes_wrong_on_the_way_leaves_it_open(answer: bytes, cause: str, retry: bool) -> None:
    outcome = one({"/x": answer}, "/x")
    assert (outcome.verdict, outcome.cause, outcome.retry) == (UNSURE, cause, retry)


def test_a_refused_connection_leaves_it_open() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        outcome = one({}, f"http://127.0.0.1:{closed.getsockname()[1]}/")
    assert (outcome.verdict, outcome.cause, outcome.retry) == (UNSURE, "the connection was refused", True)


@pytest.mark.parametrize(
    "content",
    [
        html("<p>The tree is gone.", head="<title>Page not found · Trees</title>"),
        html("<h1>Seite nicht gefunden</h1>", head="<title>Bäume</title>"),
        html("<h1>Oops! That page can&rsquo;t be found.</h1>"),
        html("", head="<title>404 - Página no encontrada</title>"),
        html("<h1>Error 404</h1>", head="<title>Error 404 | Trees</title>"),
        html("", head="<title>お探しのページは見つかりませんでした</title>"),
    ],
)
def test_a_page_that_says_it_is_not_there_is_dead(content: str) -> None:
    assert one({"/tree": page(content)}, "/tree").verdict is DEAD


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (
            "/tree",
            html("<h1>How to mend a page that is not found</h1>", head="<title>Not found, and now? | Trees</title>"),
        ),
        ("/status/404", html("<h1>404 Not Found</h1>", head="<title>404 Not Found - HTTP</title>")),
        ("/year", html("<h1>404</h1>", head="<title>404 - Years</title>")),
        ("/lost", html("<h1>Lost and found</h1>", head="<title>Page not found errors explained</title>")),
    ],
)
def test_a_page_about_missing_pages_is_alive(path: str, content: str) -> None:
    assert one({path: page(content)}, path).verdict is ALIVE


@pytest.mark.parametrize(
    "answer",
    [
        page(html("", head="<title>Just a moment...</title>")),
        page(html("", head="<title>Making sure you&#39;re not a bot!</title>")),
        page(html("", head="<title>Attention Required! | Cloudflare</title>")),
        page("", status="202 Accepted", x_amzn_waf_action="challenge"),
    ],
)
def test_a_check_for_robots_leaves_it_open(answer: bytes) -> None:
    assert one({"/x": answer}, "/x").verdict is UNSURE


async def _trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Slow</title><p id=seen>")
    while not writer.is_closing():
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0.05)


async def _endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Long</title><p id=seen>")
    for _ in range(2_000):
        writer.write(b"<p>and more</p>" * 1000)
        await writer.drain()


BOMB = gzip.compress(b"<title>Flat</title><p id=seen>" + b" " * 50_000_000)


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (_trickle, "the page came too slowly"),
        (_endless, "the page is larger than 3 MB"),
        (page(BOMB, Content_Encoding="gzip"), "the page is larger than 8 MB"),
        (page(html("<p id=seen>"), Content_Length="9999", Connection="close") + b"", "the page came too slowly"),
        (page(gzip.compress(b"<p id=seen>" + bytes(99))[:-12], Content_Encoding="gzip"), "the page broke off"),
        (page(b"no gzip at all", Content_Encoding="gzip"), "the page is badly compressed"),
        (page(b"?", Content_Encoding="br"), "the page is compressed in a way that is not known here"),
    ],
)
def test_a_page_that_does_not_end_is_alive_and_its_anchors_are_open(answer: bytes, cause: str) -> None:
    settings = SHORT if "slowly" in cause else replace(SHORT, timeout=60)
    outcomes, _ = look({"/x": answer}, "/x", "", "other", settings=settings)
    assert outcomes[""].verdict is ALIVE
    assert (outcomes["other"].verdict, outcomes["other"].cause) == (UNSURE, f"{cause} before an anchor was seen")
    assert not outcomes["other"].fragment_missing
    if b"seen" in (answer if isinstance(answer, bytes) else b"seen"):
        assert look({"/x": answer}, "/x", "seen")[0]["seen"].verdict is ALIVE


RAW_DEFLATE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    "answer",
    [
        page(html("<p id='café'>")),
        page(html("<p id='café'>").encode("latin-1"), Content_Type="text/html; charset=ISO-8859-1"),
        page(html("<p id='café'>").encode("utf-16"), Content_Type="text/html"),
        page(html("<p id='café'>", head="<meta charset=windows-1252>").encode("cp1252"), Content_Type="text/html"),
        page(html("<p id='café'>"), Content_Type=""),
        page(html("<p id='caf&eacute;'>"), Content_Type="application/xhtml+xml"),
        page(gzip.compress(html("<p id='café'>").encode()), Content_Encoding="gzip"),
        page(gzip.compress(b"<!doctype html>") + gzip.compress("<p id='café'>".encode()), Content_Encoding="x-gzip"),
        page(zlib.compress(html("<p id='café'>").encode()), Content_Encoding="deflate"),
        page(RAW_DEFLATE.compress(html("<p id='café'>").encode()) + RAW_DEFLATE.flush(), Content_Encoding="deflate"),
    ],
)
def test_anchors_are_read_in_every_encoding(answer: bytes) -> None:
    outcomes, heard = look({"/x": answer}, "/x", "café", "caf%C3%A9", "tea")
    assert [outcomes[name].fragment_missing for name in ("café", "caf%C3%A9", "tea")] == [False, False, True]
    assert {outcome.verdict for outcome in outcomes.values()} == {ALIVE}
    assert len(heard) == 1
    assert outcomes["tea"].url.endswith("/x#tea")
    assert outcomes["tea"].cause == 'the page has no anchor "tea"'


def test_fragments_go_along_with_a_redirect() -> None:
    answers = {
        "/old": redirect(301, "/new"),
        "/older": redirect(301, "/new#part"),
        "/new": page(html("<h2 id=part>x</h2>")),
    }
    outcomes, _ = look(answers, "/old", "", "part", "gone")
    assert [outcome.moved_to.partition("/new")[2] for outcome in outcomes.values()] == ["", "#part", "#gone"]
    assert [outcome.fragment_missing for outcome in outcomes.values()] == [False, False, True]
    outcomes, _ = look(answers, "/older", "", "chapter")
    assert {outcome.moved_to.partition("/new")[2] for outcome in outcomes.values()} == {"#part"}
    assert not outcomes["chapter"].fragment_missing


def test_another_letter_case_is_suggested() -> None:
    outcome = look({"/x": page(html("<h2 id=Usage>x</h2>"))}, "/x", "usage")[0]["usage"]
    assert outcome.fragment_missing
    assert outcome.suggestion.endswith("/x#Usage")


def test_files_are_asked_for_by_head_and_by_get_where_that_is_refused() -> None:
    assert look({"/a.zip": page("x" * 10, Content_Type="application/zip")}, "/a.zip")[1][0].startswith("HEAD ")
    answers = {"HEAD /a.zip": page("", status="405 No"), "GET /a.zip": page("x" * 10, Content_Type="application/zip")}
    outcomes, heard = look(answers, "/a.zip")
    assert outcomes[""].verdict is ALIVE
    assert [request.partition(" ")[0] for request in heard] == ["HEAD", "GET"]
    assert one({}, "/gone.zip").verdict is DEAD
    assert not any("Range:" in request for request in heard)


def test_fragments_of_other_kinds_of_files_are_not_judged() -> None:
    pdf = page("%PDF", Content_Type="application/pdf")
    outcomes, _ = look({"/a.pdf": pdf, "/x": pdf}, "/x", "page=3", "chapter")
    assert {(outcome.verdict, outcome.fragment_missing) for outcome in outcomes.values()} == {(ALIVE, False)}


def test_a_proxy_is_asked_only_when_it_is_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    assert one({"/x": PAGE}, "/x").verdict is ALIVE

    async def run() -> tuple[Verdict, Verdict, list[str]]:
        heard = []

        async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            heard.append((await reader.readuntil(b"\r\n\r\n")).decode().splitlines()[0])
            writer.write(PAGE)
            await writer.drain()
            writer.close()

        async with await asyncio.start_server(proxy, "127.0.0.1", 0) as server:
            address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            async with Client(Settings(timeout=2, proxy=address)) as client:
                public = (await client.look("http://blog.example/x"))[""].verdict
                private = (await client.look("http://127.0.0.1/x"))[""].verdict
        return public, private, heard

    assert asyncio.run(run()) == (ALIVE, DEAD, ["GET http://blog.example/x HTTP/1.1"])


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """self.pem: made out to 127.0.0.1 and to the host "right.example", signed by itself; old.pem: expired; ca.pem, and
    leaf.pem signed by it and sent without it."""
    folder = tmp_path_factory.mktemp("certificates")
    if not shutil.which("openssl"):
        pytest.skip("openssl is not here")

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    names = "subjectAltName=IP:127.0.0.1,DNS:right.example"
    new = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=test"]
    openssl(*new, "-x509", "-addext", names, "-keyout", "self.key", "-out", "self.pem")
    openssl(*new, "-x509", "-keyout", "ca.key", "-out", "ca.pem")
    (folder / "names").write_text(names, encoding="utf-8")
    sign = ["x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"]
    openssl(*new, "-keyout", "leaf.key", "-out", "leaf.csr")
    openssl(*sign, "-extfile", "names", "-out", "leaf.pem", "-days", "2")
    openssl(*sign, "-extfile", "names", "-out", "old.pem", "-days", "-1")
    shutil.copy(folder / "leaf.key", folder / "old.key")
    return folder


@pytest.mark.parametrize(
    ("name", "host", "trusted", "verdict", "cause"),
    [
        ("self", "127.0.0.1", "", DEAD, "the certificate is signed by itself"),
        ("old", "127.0.0.1", "ca.pem", DEAD, "the certificate has expired"),
        ("leaf", "127.0.0.2", "ca.pem", DEAD, "the certificate is made out to another address"),
        ("leaf", "127.0.0.1", "", UNSURE, "the chain of certificates has a gap, or its authority is unknown"),
        ("leaf", "127.0.0.1", "ca.pem", ALIVE, ""),
    ],
)
def test_certificates(  # noqa: PLR0917
    certificates: Path, name: str, host: str, trusted: str, verdict: Verdict, cause: str
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates / f"{name}.pem", certificates / f"{name}.key")
    settings = replace(SHORT, certificates=str(certificates / trusted) if trusted else "")
    outcome = one({"/": PAGE}, f"https://{host}:PORT/", settings=settings, tls=context)
    assert (outcome.verdict, outcome.cause) == (verdict, cause)


def test_a_port_without_tls() -> None:
    async def run() -> tuple[Verdict, str]:
        async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(page("", status="400 Bad Request"))
            await writer.drain()
            writer.close()

        async with await asyncio.start_server(plain, "127.0.0.1", 0) as server, Client(SHORT) as client:
            found = await client.look(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        return found[""].verdict, found[""].cause

    assert asyncio.run(run()) == (UNSURE, "the server does not speak TLS at this port")


def test_downgrades_are_named_and_no_move(certificates: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates / "leaf.pem", certificates / "leaf.key")

    async def run() -> tuple[Verdict, str, list[str]]:
        heard = []

        async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            heard.append((await reader.readuntil(b"\r\n\r\n")).decode())
            writer.write(PAGE)
            await writer.drain()
            writer.close()

        async with await asyncio.start_server(plain, "127.0.0.1", 0) as open_server:
            port = open_server.sockets[0].getsockname()[1]

            async def secure(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                heard.append((await reader.readuntil(b"\r\n\r\n")).decode())
                writer.write(redirect(301, f"http://127.0.0.1:{port}/x"))
                await writer.drain()
                writer.close()

            settings = replace(
                SHORT, certificates=str(certificates / "ca.pem"), headers={"127.0.0.1": {"Authorization": "secret"}}
            )
            async with (
                await asyncio.start_server(secure, "127.0.0.1", 0, ssl=context) as server,
                Client(settings) as client,
            ):
                found = await client.look(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/x")
        return found[""].verdict, found[""].cause, heard

    verdict, cause, heard = asyncio.run(run())
    assert (verdict, cause.endswith("which is not encrypted")) == (ALIVE, True)
    assert ["secret" in request for request in heard] == [True, False]


def test_a_look_can_be_cancelled() -> None:
    async def run() -> None:
        async with await asyncio.start_server(_hang, "127.0.0.1", 0) as server, Client(SHORT) as client:
            task = asyncio.ensure_future(client.look(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())
