"""The gate: LinkChecker crawls the staged bundle as a program of its own, and its findings come back to the posts."""

from __future__ import annotations

import http.client
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
from bundle_site import ROOT, content, names, put
from planted_faults import FAULTS, URL, file_of, planted
from sessions import Desk, refused

from lint.bundle.assets import type_of
from lint.bundle.verify import Verification, verify
from lint.bundle.verify_second import is_misjudged, second_opinion, starts
from lint.world import linkchecker
from lint.world.linkchecker import LinkCheckerError, Row, crawl, program
from lint.world.loopback_server import LIFTS_THE_LIMIT, serving

needs_linkchecker = pytest.mark.skipif(program() is None, reason="LinkChecker is not installed: scripts/venv does it")
# What LinkChecker finds by itself; everything else it does not look at.
ITS_OWN = {
    *("a link to a page that is not there", "an anchor that its own page lacks", "an anchor that another page lacks"),
    *("a missing image", "a missing image of a set", "a missing source of a video", "a missing track"),
    *("a missing sound", "a missing object", "a missing style sheet", "a missing script", "a frame without a page"),
    *("a form that goes nowhere", "an area that leads nowhere", "a name in the wrong letter case"),
    *("a folder without an index", "a background image in a style sheet"),
}
POST = "---\ntitle: {}\ndate: 2024-01-02\n---\n\n{}\n"


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(tmp_path, capsys, monkeypatch)
    desk.write(copydesk_toml='select = ["doubled-word"]\n', posts__a_md=POST.format("A", "A text."))
    return desk


def stand_in(folder: Path, script: str) -> str:
    """A program that is run in the place of LinkChecker."""
    path = put(folder, {"stand-in": f"#!{sys.executable}\nimport sys\n{script}\n"}) / "stand-in"
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@needs_linkchecker
def test_planted_faults_are_found_by_both_and_what_is_sound_by_neither(tmp_path: Path) -> None:
    files = planted()
    put(tmp_path, dict(files))
    own = verify(files.keys(), files.__getitem__, URL)
    served_files = [name.removeprefix("site/") for name in files if name.startswith("site/")]
    with serving(tmp_path / "site", served_files, "blog/", type_of) as served:
        rows = crawl(program() or "", starts(own.pages, served.address), 300)
        assert set(own.pages) <= served.asked
    alone = second_opinion(rows, served.address, msgspec.structs.replace(own, faults=[]))
    theirs = {fault.file for fault in alone}
    ours = {fault.about or fault.file for fault in own.faults}
    assert {one.what for one in FAULTS if file_of(one) in theirs} == ITS_OWN
    assert theirs <= {file_of(one) for one in FAULTS}
    assert ours == {file_of(one) for one in FAULTS}
    assert second_opinion(rows, served.address, own) == [], "what we say already is not said twice"


@needs_linkchecker
def test_a_finding_of_linkchecker_is_reported_at_every_place_in_the_posts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = POST.format("B", "One [x](gone.md) and\n[y](gone.md).")
    desk.write(posts__a_md=POST.format("A", "A [z](b.md#gale)."), posts__b_md=gone)
    real = verify
    blind = lambda *a: msgspec.structs.replace(real(*a), faults=[])  # noqa: E731
    monkeypatch.setattr("lint.cli.bundling.verification.verify", blind)
    assert desk.run("bundle", "-o", "dist").status == 0, "without the gate nobody would have noticed"
    before = content(desk.folder / "dist")
    done = desk.run("bundle", "-o", "dist", "--gate", "--format", "concise")
    assert done.status == 1
    assert [line.split(" ")[0] for line in done.out.splitlines()] == [
        "posts/a.md:6:7:", "posts/b.md:6:9:", "posts/b.md:7:5:",
    ]  # fmt: skip
    assert "404" in done.out
    assert "`gale'" in done.out
    assert "nothing was written to dist: the bundle is not fit" in done.err
    assert content(desk.folder / "dist") == before


@needs_linkchecker
def test_a_sound_bundle_passes_the_gate(desk: Desk) -> None:
    desk.write(copydesk_toml='select = ["doubled-word"]\n[bundle]\ngate = true\nurl = "https://example.org/notes"\n')
    body = "[up](#top), [b](b.md#wind), [text](b.md#:~:text=It), [mail](mailto:a@example.org), [out](https://example.org/)."
    desk.write(posts__a_md=POST.format("A", body), posts__b_md=POST.format("B", "## Wind\n\nIt blows."))
    done = desk.run("bundle", "-o", "dist")
    assert (done.status, done.out) == (0, ""), done.err
    assert (desk.folder / "dist/site/a/index.html").exists()


def test_without_linkchecker_one_line_says_how_to_get_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linkchecker, "program", lambda: None)
    line = refused(desk.run("bundle", "-o", "dist", "--gate"))
    assert line == "the gate needs LinkChecker: pip install 'copydesk[gate]'; nothing was written to dist"
    assert desk.run("bundle", "-o", "dist", "--no-gate").status == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can become somebody else")
def test_linkchecker_stays_who_it_is(tmp_path: Path) -> None:
    script = (
        "import os; os.seteuid(65534);"
        "print('urlname;parentname;result;warningstring;valid;url'); print(f'a;;{os.geteuid()};;False;u')"
    )
    assert crawl(stand_in(tmp_path, script), [], 30) == [Row("u", "a", "", False, "0")]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("print('Oops', file=sys.stderr); sys.exit(2)", "LinkChecker failed with status 2: Oops"),
        ("def f(): raise LookupError('no codec')\nf()", "LinkChecker failed with status 1: LookupError: no codec"),
        ("import os; os.kill(os.getpid(), 9)", "LinkChecker failed with status -9: it said nothing"),
        ("sys.exit(1)", "LinkChecker failed with status 1: it said nothing"),
        ("sys.exit(0)", "LinkChecker did not look at 3 of 3 pages, such as 404.html"),
    ],
)
def test_a_linkchecker_that_fails_fails_the_gate_with_its_words(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    found = stand_in(desk.folder / "bin", script)
    monkeypatch.setattr(linkchecker, "program", lambda: found)
    line = refused(desk.run("bundle", "-o", "dist", "--gate"))
    assert line == f"{said}; nothing was written to dist"
    assert not (desk.folder / "dist").exists()


def test_a_linkchecker_that_hangs_is_stopped(tmp_path: Path) -> None:
    found = stand_in(tmp_path, "import time; time.sleep(60)")
    start = time.monotonic()
    with pytest.raises(LinkCheckerError, match="not done after 0 seconds"):
        crawl(found, [], 0.3)
    assert time.monotonic() - start < 10
    with pytest.raises(LinkCheckerError, match="cannot be run: No such file"):
        crawl(str(tmp_path / "nowhere"), [], 1)


def test_what_linkchecker_sees_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    script = (
        "import os; print('urlname;parentname;result;warningstring;valid;url');"
        "proxies = [n for n in os.environ if n.lower().endswith('_proxy') and n != 'NO_PROXY'];"
        "print(f\"a;;{proxies} {'AnchorCheck' in open(sys.argv[2]).read()} {sys.stdin.read().split()};;False;u\")"
    )
    assert crawl(stand_in(tmp_path, script), ["x", "y"], 30) == [Row("u", "a", "", False, "[] True ['x', 'y']")]


def test_ctrl_c_during_the_gate_leaves_the_old_bundle_and_no_process(tmp_path: Path) -> None:
    put(tmp_path, {"copydesk.toml": 'select = ["doubled-word"]\n', "posts/a.md": POST.format("A", "A text.")})
    old = put(tmp_path, {"dist/manifest.json": '{"tool": "copydesk 0"}', "dist/site/index.html": "old"})
    put(old, {"dist/SHA256SUMS": "0  site/index.html\n"})
    before = content(tmp_path / "dist")
    started = tmp_path / "started"
    waits = f"import os, time; open({str(started)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    found = stand_in(tmp_path / "bin", waits)
    run = f"import lint.world.linkchecker as l; l.program = lambda: {found!r}; import lint.cli; lint.cli.main()"
    command = [sys.executable, "-c", run, "bundle", "posts", "-o", "dist", "--gate"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None and not (started.exists() and started.read_text()):
            time.sleep(0.01)
        time.sleep(0.5)  # the program runs before whoever started it goes on
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) == (130, "copydesk: interrupted")
    assert content(tmp_path / "dist") == before
    assert [name for name in names(tmp_path) if name.startswith(".")] == []
    crawler = int(started.read_text())
    while (
        is_running(crawler) and time.monotonic() < deadline
    ):  # who inherits a process may take a moment to see its end
        time.sleep(0.01)
    assert not is_running(crawler)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_server_gives_the_files_of_the_bundle_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, {"secret.txt": "no", "site/index.html": "top", "site/a b/index.html": "ab", "site/other.html": "no"})
    listed = ["index.html", "a b/index.html"]
    with serving(tmp_path / "site", listed, "blog/", type_of) as served:
        parts = urlsplit(served.address)
        assert (parts.hostname, parts.path) == ("127.0.0.1", "/blog/")
        connection = http.client.HTTPConnection("127.0.0.1", parts.port or 0, timeout=10)
        answers = {}
        for path in (
            *("/blog/", "/blog/index.html?q#f", "/blog/a%20b/", "/blog/a%20b", "/blog/A%20B/", "/blog/other.html"),
            *("/", "/index.html", "/blog/../secret.txt", "/blog/%2e%2e/secret.txt"),
        ):
            connection.request("GET", path)
            response = connection.getresponse()
            answers[path] = (response.status, response.read().decode().strip())
            assert response.headers[LIFTS_THE_LIMIT]
        connection.close()
    assert {path: status for path, (status, _) in answers.items() if status != 404} == {
        "/blog/": 200, "/blog/index.html?q#f": 200, "/blog/a%20b/": 200, "/blog/a%20b": 301,
    }  # fmt: skip
    assert answers["/blog/a%20b/"] == (200, "ab")
    assert served.asked == {"index.html", "a b/index.html"}
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection("127.0.0.1", parts.port or 0, timeout=10).request("GET", "/blog/")


@pytest.mark.parametrize(
    ("fragment", "misjudged"),
    [("top", True), (":~:text=a%20b", True), ("wind:~:text=a", True), ("/route", True), ("!/old", True),
     ("L10", True), ("L10-L20", True), ("wind", False), ("toppings", False), ("Lion", False)],
)  # fmt: skip
def test_what_linkchecker_misjudges(fragment: str, misjudged: bool) -> None:
    said = f"Anchor `{fragment}' (decoded: `{fragment}') not found. Available anchors: -."
    assert is_misjudged(Row(f"http://127.0.0.1:1/#{fragment}", f"#{fragment}", "", True, said)) is misjudged
    assert not is_misjudged(Row(f"http://127.0.0.1:1/x#{fragment}", f"x#{fragment}", "", False, "404 Not Found"))


def test_a_finding_about_nothing_that_we_know_is_said_of_its_page() -> None:
    row = Row("http://127.0.0.1:1/b/x", "x", "http://127.0.0.1:1/b/a/", False, "500 Oops")
    (fault,) = second_opinion([row], "http://127.0.0.1:1/b/", Verification([], [], ["a/index.html"]))
    assert (fault.file, fault.message) == ("site/a/index.html", 'LinkChecker on "x": 500 Oops')
