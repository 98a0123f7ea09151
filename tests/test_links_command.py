"""`copydesk links` from the command line, against a server on loopback that is well or badly behaved as asked."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from sessions import Desk, Done, refused

from lint.cli import link_run
from lint.report import hosts
from lint.world import wayback
from lint.world.http import Client

ROOT = Path(__file__).resolve().parent.parent
PAGE = b"<!doctype html><title>A page</title><h1>A page</h1><p id=here>Text.</p>"
ALIVE, DEAD = "alive", "dead"


class Handler(BaseHTTPRequestHandler):
    """`/404` has that status, `/to/PATH` has moved, `/wait/9` wants to be left alone, `/slow` takes its time."""

    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        name, _, rest = self.path[1:].partition("/")
        status = 200
        headers = {}
        if name.isdigit():
            status = int(name)
        elif name == "to":
            status, headers = 301, {"Location": f"/{rest}"}
        elif name == "wait":
            status, headers = 429, {"Retry-After": rest}
        elif name == "slow":
            self.server.released.wait(30)
        self.send_response(status)
        for key, value in {"Content-Type": "text/html", "Content-Length": str(len(PAGE)), **headers}.items():
            self.send_header(key, value)
        with contextlib.suppress(OSError):  # who asked may be gone
            self.end_headers()
            self.wfile.write(PAGE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.released = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def paths(self) -> list[str]:
        return sorted(path for path, _ in self.asked)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.released.set()
        server.shutdown()
        thread.join()


class Links(Desk):
    """A folder with posts that point at the server."""

    site: Site

    def post(self, *paths: str, name: str = "one_md", front: str = "") -> None:
        links = "\n".join(f"- [link {number}]({self.url(path)})" for number, path in enumerate(paths))
        self.write(**{name: f"---\ntitle: A post\ndate: 2024-05-01\n{front}---\n\n{links}\n"})

    def url(self, path: str) -> str:
        return f"{self.site.url}{path}" if path[0] == "/" != path[1:2] else path

    def links(self, *arguments: str, private: bool = True) -> Done:
        allowed = ["--allow-host", "127.0.0.0/8"] if private else []
        return self.run("links", "--no-archive", *allowed, *arguments)

    def found(self, *arguments: str) -> dict[str, dict[str, Any]]:
        """The findings by the path of their address."""
        done = self.links("--format", "json", *arguments)
        assert done.err == ""
        return {one["url"].removeprefix(self.site.url): one for one in json.loads(done.out)["diagnostics"]}


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, site: Site) -> Links:
    folder = tmp_path / "blog"
    folder.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    links = Links(folder, capsys, monkeypatch)
    links.site = site
    return links


def test_verdicts_have_their_rules_and_levels(desk: Links) -> None:
    desk.post("/", "/#here", "/#gone", "/404", "/to/there", "/403", "mailto:ann@a.dev", "mailto:ann")
    found = desk.found("--all")
    assert {url: (one["rule"], one["level"], one["verdict"]) for url, one in found.items()} == {
        "/": ("alive-link", "advice", "alive"),
        "/#here": ("alive-link", "advice", "alive"),
        "/#gone": ("missing-fragment", "warning", "dead"),
        "/404": ("dead-link", "error", "dead"),
        "/to/there": ("moved-link", "warning", "moved"),
        "/403": ("unsure-link", "advice", "unsure"),
        "mailto:ann@a.dev": ("alive-link", "advice", "alive"),
        "mailto:ann": ("dead-link", "error", "dead"),
    }
    assert desk.site.paths == ["/", "/403", "/404", "/there", "/to/there"]


def test_without_all_only_what_is_wrong_is_shown(desk: Links) -> None:
    desk.post("/", "/403", "/404")
    assert list(desk.found()) == ["/404"]


@pytest.mark.parametrize(
    ("path", "arguments", "status"),
    [
        ("/", (), 0),
        ("/", ("--all", "--strict"), 0),
        ("/404", (), 1),
        ("/403", (), 0),
        ("/403", ("--all",), 0),
        ("/403", ("--strict",), 1),
        ("/to/there", (), 0),
        ("/to/there", ("--strict",), 1),
        ("/404", ("--select", "moved-link"), 0),
        ("/404", ("--ignore", "dead-link"), 0),
        ("/404", ("--accept", "404"), 0),
        ("/404", ("--accept", "200..=299,400-404"), 0),
        ("/404", ("--exclude", "/4.4$"), 0),
    ],
)
def test_the_exit_status(desk: Links, path: str, arguments: tuple[str, ...], status: int) -> None:
    desk.post(path)
    done = desk.links(*arguments)
    assert (done.status, bool(done.out)) == (status, status == 1 or path == "/to/there" or "--all" in arguments)


def test_a_second_run_asks_nothing(desk: Links) -> None:
    desk.post("/", "/#gone", "/404", "/403", "/to/there", "/500", "http://127.0.0.1:1/closed")
    first = {url: one["verdict"] for url, one in desk.found("--all").items()}
    asked = len(desk.site.asked)
    for arguments in ((), ("--offline",)):
        assert {url: one["verdict"] for url, one in desk.found("--all", *arguments).items()} == first
    assert len(desk.site.asked) == asked
    desk.post("/", "/new")
    assert set(desk.found("--all")) == {"/", "/new"}
    assert len(desk.site.asked) == asked + 1


def test_no_cache_asks_again_and_keeps_nothing(desk: Links, tmp_path: Path) -> None:
    desk.post("/404")
    for _ in range(2):
        assert desk.links("--no-cache").status == 1
    assert len(desk.site.asked) == 2
    assert not list((tmp_path / "cache").rglob("links*"))


def test_a_cache_of_its_own_can_be_committed(desk: Links, tmp_path: Path) -> None:
    desk.post("/")
    desk.write(copydesk_toml='[links]\ncache = ".links"\nallow-host = ["127.0.0.0/8"]\n')
    assert desk.links(private=False).status == 0
    assert desk.links("--cache", "other", private=False).status == 0
    assert [name for name in (".links", "other") if (desk.folder / name).exists()] == [".links", "other"]
    assert not list((tmp_path / "cache").rglob("links*"))
    assert len(desk.site.asked) == 2


def test_a_damaged_cache_is_said_in_one_line(desk: Links) -> None:
    desk.post("/")
    desk.write(mine=b"not a database")
    done = desk.links("--cache", "mine", "--format", "json")
    assert done.status == 0
    assert len(done.err.splitlines()) == 1
    assert "mine.damaged" in done.err


def test_what_was_not_asked_is_unsure(desk: Links) -> None:
    desk.post("/")
    found = desk.found("--all", "--offline")
    assert (found["/"]["verdict"], "not asked: the run is offline" in found["/"]["message"]) == ("unsure", True)
    assert desk.site.asked == []
    assert desk.found("--all")["/"]["verdict"] == "alive"


def test_dead_is_confirmed_by_another_day(desk: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.post("/404")
    (first,) = desk.found("--confirm").values()
    assert (first["level"], "to be confirmed on another day" in first["message"]) == ("warning", True)
    assert desk.links("--confirm").status == 0
    assert desk.links().status == 1
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400)
    (second,) = desk.found("--confirm").values()
    assert (second["level"], second["verdict"]) == ("error", "dead")
    assert len(desk.site.asked) == 2


def test_the_time_for_the_whole_run_ends_it(desk: Links) -> None:
    desk.post("/slow", "/slow/2", "/404")
    done = desk.links("--max-time", "1", "--format", "json", "--all", "--per-host", "3")
    found = {one["url"].removeprefix(desk.site.url): one for one in json.loads(done.out)["diagnostics"]}
    assert {url: one["verdict"] for url, one in found.items()} == {
        "/slow": "unsure",
        "/slow/2": "unsure",
        "/404": "dead",
    }
    assert done.err.strip() == "copydesk: out of time after 1 seconds, 2 pages not asked"
    desk.site.released.set()
    assert desk.found("--all")["/slow"]["verdict"] == "alive"


def test_a_short_wait_is_waited_and_a_long_one_ends_as_unsure(desk: Links) -> None:
    desk.post("/wait/3600", "/never", name="one_md")
    found = desk.found("--all", "--per-host", "1")
    assert found["/wait/3600"]["verdict"] == found["/never"]["verdict"] == "unsure"
    assert "wants no request for 1 hour" in found["/never"]["message"]
    assert desk.site.paths == ["/wait/3600"]
    desk.post("/another")
    assert "wants no request" in desk.found("--all")["/another"]["message"]
    assert desk.site.paths == ["/wait/3600"]


def test_fixes_write_the_new_address(desk: Links) -> None:
    desk.post("/to/there", "/to/there#here", "/404")
    done = desk.links("--fix")
    assert done.status == 1
    assert "2 fixed in 1 post" in done.err
    assert "moved-link" not in done.out
    text = (desk.folder / "one.md").read_text(encoding="utf-8")
    assert f"({desk.site.url}/there)" in text
    assert f"({desk.site.url}/there#here)" in text
    assert f"({desk.site.url}/404)" in text


def test_the_report_names_the_command_that_fixes(desk: Links) -> None:
    desk.post("/to/there")
    done = desk.links()
    assert "1 warning in 1 post; `copydesk links --fix` repairs 1" in done.out


def test_hosts_are_summed_up_for_people(desk: Links) -> None:
    desk.post("/", "/404", "/#gone", "mailto:ann")
    done = desk.links()
    header, row, *_ = done.err.splitlines()
    assert header.split() == ["host", "links", "asked", "alive", "moved", "dead", "unsure", "slowest"]
    assert row.split()[:7] == ["127.0.0.1", "3", "2", "1", "0", "2", "0"]
    assert desk.links("-q").err == ""


def test_only_hosts_with_troubles_are_listed() -> None:
    rows = [hosts.HostRow(f"{number}.dev", 2, 1, 2, slowest=number / 10) for number in range(3)]
    rows += [hosts.HostRow("bad.dev", 1, 3, dead=1, slowest=9.0), hosts.HostRow("odd.dev", 1, unsure=1)]
    assert [line.split() for line in hosts.render(rows).splitlines()] == [
        ["host", "links", "asked", "alive", "moved", "dead", "unsure", "slowest"],
        ["bad.dev", "1", "3", "0", "0", "1", "0", "9.0", "s"],
        ["odd.dev", "1", "0", "0", "0", "0", "1"],
        ["3", "others", "6", "3", "6", "0", "0", "0", "0.2", "s"],
        ["all", "5", "hosts", "8", "6", "6", "0", "1", "1", "9.0", "s"],
    ]
    assert "2.dev" in hosts.render(rows, whole=True)
    assert hosts.render([]) == ""


def test_headers_go_to_their_host_only(desk: Links) -> None:
    desk.post("/")
    desk.links("--header", "127.0.0.1: X-Key: secret", "--header", "other.dev: X-Other: secret")
    ((_, headers),) = desk.site.asked
    assert headers["X-Key"] == "secret"
    assert "X-Other" not in headers
    assert "Authorization" not in headers


def test_no_password_is_shown(desk: Links) -> None:
    desk.post("http://ann:hunter2@127.0.0.1/")
    for form in ("human", "concise", "json"):
        done = desk.links("--format", form)
        assert done.status == 1
        assert "hunter2" not in done.out + done.err
        assert "user name and a password" in done.out


def test_private_addresses_are_not_asked(desk: Links) -> None:
    desk.post("/")
    done = desk.links(private=False)
    assert (done.status, desk.site.asked) == (1, [])
    assert "loopback" in done.out


def test_what_was_refused_unasked_is_asked_when_it_is_allowed(desk: Links) -> None:
    desk.post("/")
    desk.links(private=False)
    assert desk.found() == {}
    assert desk.site.paths == ["/"]


def test_hosts_of_examples_are_not_asked(desk: Links) -> None:
    desk.post("https://example.org/", "https://www.example.com/x", "https://blog.example/", "//x.example/")
    assert desk.found("--all", "--offline") == {}


def test_the_sites_own_posts_are_not_asked(desk: Links) -> None:
    """A new post is not published yet."""
    desk.write(
        copydesk_toml='url = "https://blog.dev"\n',
        posts__new_md="---\ntitle: New\ndate: 2024-05-01\npermalink: /notes/new/\n---\n\nText.\n",
        posts__old_md="---\ntitle: Old\ndate: 2024-05-02\n---\n\n[New](https://blog.dev/notes/new/).\n",
        posts__far_md="---\ntitle: Far\ndate: 2024-05-03\n---\n\n[New](https://other.dev/notes/new/).\n",
    )
    assert list(desk.found("--all", "--offline")) == ["https://other.dev/notes/new/"]


def test_drafts_do_not_fail(desk: Links) -> None:
    desk.post("/404", front="draft: true\n")
    assert desk.links().status == 0


def test_the_configuration_has_the_same_keys(desk: Links) -> None:
    desk.post("/404", "/403", "/x")
    desk.write(
        copydesk_toml='[links]\naccept = [403, "404"]\nexclude = ["/x$"]\ntimeout = 5\nper-host = 1\n'
        '[links.header."127.0.0.1"]\nX-Key = "secret"\n'
    )
    assert {url: one["verdict"] for url, one in desk.found("--all").items()} == {"/404": ALIVE, "/403": ALIVE}
    assert {headers["X-Key"] for _, headers in desk.site.asked} == {"secret"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--no-cache", "--confirm"), "`--confirm` needs the cache that `--no-cache` does without"),
        (("--accept", "4o4"), '--accept: "4o4" is no HTTP status'),
        (("--exclude", "("), '--exclude: "(" is no regular expression'),
        (("--header", "X-Key: secret"), "--header: a header is written as 'HOST: NAME: VALUE'"),
        (("--allow-host", "10.0.0.0/99"), "--allow-host: "),
        (("--proxy", "proxy"), "--proxy: a proxy is an address such as"),
        (("--select", "spelling"), "no rule is left"),
        (("--unsafe",), "`--unsafe` goes with `--fix`"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(desk: Links, arguments: tuple[str, ...], said: str) -> None:
    desk.post("/404")
    line = refused(desk.links(*arguments))
    assert line.startswith(said)
    assert "secret" not in line
    assert desk.site.asked == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[links]\ntimeot = 3\n", "copydesk.toml:2:1: unknown key `links.timeot`; did you mean `timeout`?"),
        ("[links]\n\nper-host = 0\n", "copydesk.toml:3:1: `links.per-host`: expected `integer` >= 1"),
        ('[links]\naccept = ["2xx"]\n', 'copydesk.toml:2:1: `links.accept`: "2xx" is no HTTP status'),
    ],
)
def test_a_wrong_configuration_is_said_with_its_place(desk: Links, text: str, said: str) -> None:
    desk.post("/404")
    desk.write(copydesk_toml=text)
    assert refused(desk.links()).startswith(said)


def test_check_says_which_rules_ask_the_network(desk: Links) -> None:
    desk.post("/404")
    done = desk.check("--select", "dead-link")
    assert (done.status, done.out) == (0, "")
    assert done.err == "copydesk: dead-link judges what `copydesk links` learns; `check` does not ask\n"
    assert desk.check("--select", "links").err == ""


def test_ctrl_c_keeps_what_is_known(desk: Links, tmp_path: Path) -> None:
    desk.post("/404", "/slow", "/slow/2")
    process = subprocess.Popen(
        [sys.executable, "-m", "lint", "links", "--format", "json", "--all", "--allow-host", "127.0.0.0/8"],
        cwd=desk.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 30
    while len(desk.site.asked) < 3 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.2)  # for the answer to /404 to arrive
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, "copydesk: interrupted\n")
    verdicts = {one["url"].removeprefix(desk.site.url): one["verdict"] for one in json.loads(out)["diagnostics"]}
    assert verdicts == {"/404": DEAD, "/slow": "unsure", "/slow/2": "unsure"}
    desk.site.asked.clear()
    desk.site.released.set()
    assert {url: one["verdict"] for url, one in desk.found("--all").items()} == {
        "/404": DEAD,
        "/slow": ALIVE,
        "/slow/2": ALIVE,
    }
    assert desk.site.paths == ["/slow", "/slow/2"]


COPY = (
    '{"archived_snapshots": {"closest": {"available": true, "status": "200", "url": "http://web.archive.org/web/1/u"}}}'
)


@pytest.mark.parametrize(
    ("reply", "copy"),
    [
        (COPY, "https://web.archive.org/web/1/u"),
        (COPY.replace("200", "404"), ""),
        (COPY.replace("true", "false"), ""),
        (COPY.replace("web.archive.org", "evil.dev"), ""),
        ('{"archived_snapshots": {}}', ""),
        ('{"archived_snapshots": []}', ""),
        ("<html>", ""),
        ("", ""),
    ],
)
def test_only_a_copy_in_the_archive_is_taken(reply: str, copy: str) -> None:
    assert wayback.copy_in(reply) == copy


class Archive:
    """In place of the network: it has a copy of everything."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def text(self, url: str) -> str:
        self.told.append(url)
        return COPY


def test_private_hosts_are_told_to_nobody() -> None:
    archive = Archive()
    found: dict[str, str] = {}
    urls = ["https://a.dev/x?y=1", "http://10.0.0.1/", "http://[::1]/", "http://printer/", "https://wiki.a.dev/"]
    asyncio.run(wayback.copies(archive, urls, found, hidden=lambda host: host == "wiki.a.dev"))
    assert archive.told == ["https://archive.org/wayback/available?url=https%3A%2F%2Fa.dev%2Fx%3Fy%3D1"]
    assert found == {"https://a.dev/x?y=1": "https://web.archive.org/web/1/u"}


def test_a_copy_of_a_dead_page_is_suggested_and_remembered(desk: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive()
    monkeypatch.setattr(Client, "text", lambda _, url: archive.text(url))
    # The server of the tests stands for a public one.
    monkeypatch.setattr(wayback, "_is_public", lambda _: True)
    monkeypatch.setattr(link_run, "_is_allowed", lambda _: lambda _: False)
    desk.post("/404", "/")
    for _ in range(2):
        done = desk.run("links", "--allow-host", "127.0.0.1/32", "--format", "json")
        (dead,) = json.loads(done.out)["diagnostics"]
        assert dead["suggestions"] == ["https://web.archive.org/web/1/u"]
    assert len(archive.told) == 1
    desk.post("/404/2")
    assert desk.links("--format", "json").status == 1
    assert len(archive.told) == 1, "not with --no-archive"
