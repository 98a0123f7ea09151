"""`copydesk links` against the fault server: the verdict of every class, and what the server saw of the program.

One run asks for all classes; each class is a test of its own. The program is kept to this machine (`loopback_only`),
and all hosts but one are allowed.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fault_class import ALIVE, DEAD, MOVED, SECRET, UNSURE, Fault
from fault_classes import ALLOWED, FAULTS, SHARED, environment, link, possible, target, write_posts
from fault_server import FORBIDDEN, Asked, FaultServer, Window

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "swordfish"
"""A header's value that is meant for 127.0.0.2 alone."""
RULES = {ALIVE: {"alive-link"}, MOVED: {"moved-link"}, DEAD: {"dead-link"}, UNSURE: {"unsure-link"}}
PER_HOST = 4
TIMEOUT = 4.0


class Said(NamedTuple):
    """All that was reported of one link."""

    verdicts: set[str]
    rules: set[str]
    messages: str
    fixes: set[str]


class Run(NamedTuple):
    """What a run left behind."""

    server: FaultServer
    status: int
    out: str
    err: str
    said: dict[str, Said]
    log: list[Asked]
    windows: list[Window]
    canary: list[str]
    trail: list[str]


def start(server: FaultServer, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    allowed = [part for host in ALLOWED for part in ("--allow-host", host)]
    command = [sys.executable, "-m", "lint", "links", "--format", "json", "--all", "--no-archive", *allowed]
    command += ["--timeout", str(TIMEOUT), "--per-host", str(PER_HOST), "--header", f"127.0.0.2: X-Key: {TOKEN}"]
    around = environment(server, folder / "trail.txt")
    around["PYTHONPATH"] += f":{ROOT}"
    # A token for GitHub, and a proxy that nobody configured: neither has anything to do here.
    around |= {
        "GITHUB_TOKEN": TOKEN,
        "http_proxy": f"http://{FORBIDDEN}:{server.port}",
        "HTTPS_PROXY": "http://127.0.0.66:1",
    }
    return subprocess.run(
        [*command, "--cache", "verdicts.sqlite", *options, "posts"],
        cwd=folder, env=around, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip


def fixes(one: dict[str, Any]) -> set[str]:
    return {edit["text"] for edit in (one["fix"] or {"edits": []})["edits"]}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultServer]:
    with FaultServer([*FAULTS, *SHARED], tmp_path_factory.mktemp("certificates")) as found:
        yield found


@pytest.fixture(scope="module")
def run(server: FaultServer, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("site")
    server.forget()
    places = write_posts(server, folder, possible(server))
    done = start(server, folder)
    assert done.returncode in {0, 1}, done.stderr
    found: dict[str, list[dict[str, Any]]] = {fault.name: [] for fault in places.values()}
    for one in json.loads(done.stdout)["diagnostics"]:
        found[places[one["path"], one["line"]].name].append(one)  # type: ignore[index]
    said = {
        name: Said(
            {one["verdict"] for one in several},
            {one["rule"] for one in several},
            "\n".join(one["message"] for one in several),
            set().union(*map(fixes, several)),
        )
        for name, several in found.items()
    }
    trail = (folder / "trail.txt").read_text(encoding="utf-8").splitlines()
    log, windows, canary = server.log, server.windows, server.canary
    server.forget()
    again = start(server, folder)
    assert again.stdout == done.stdout
    assert [f"{one.host} {one.name}" for one in server.log] == [], "the second run asks for nothing"
    return Run(server, done.returncode, done.stdout, done.stderr, said, log, windows, canary, trail)


@pytest.mark.parametrize("fault", [pytest.param(fault, id=fault.name) for fault in FAULTS])
def test_the_verdict_is_right(run: Run, fault: Fault) -> None:
    if fault not in possible(run.server):
        pytest.skip("the openssl program is not here")
    said = run.said[fault.name]
    right = {fault.verdict, *fault.also}
    address = link(run.server, fault)
    if fault.missing:
        assert "missing-fragment" in said.rules, f"{address}: {said}"
        return
    assert len(said.verdicts) == 1, f"{address}: {said}"
    assert said.verdicts <= right, f"{address}: {said}"
    if fault.missing is False:
        assert "missing-fragment" not in said.rules, f"{address}: {said}"
    (verdict,) = said.verdicts
    assert said.rules & RULES[verdict], f"{address}: {said}"
    if verdict == MOVED:
        assert target(run.server, fault) in said.fixes, f"{address}: {said}"
    if verdict not in {ALIVE, MOVED} and fault.cause:
        assert re.search(fault.cause, said.messages), f"{address}: {said}"


def test_a_dead_link_fails_the_run(run: Run) -> None:
    assert run.status == 1


def test_nothing_is_asked_more_often_than_needed(run: Run) -> None:
    asked: dict[str, list[str]] = {}
    for one in run.log:
        asked.setdefault(one.name, []).append(f"{one.method} {one.host} {one.rest}")
    limits = {fault.name: fault.requests for fault in FAULTS}
    assert {name: lines for name, lines in asked.items() if len(lines) > limits.get(name, 99)} == {}
    assert asked["anchors"] == ["GET 127.0.0.6 "], "one request for all anchors of a page"


def test_only_get_and_head_are_sent_and_no_range(run: Run) -> None:
    assert {one.method for one in run.log} <= {"GET", "HEAD"}
    assert {one.name for one in run.log if "range" in one.headers} == set()
    assert {one.rest.rpartition(".")[2] for one in run.log if one.method == "HEAD"} <= {"zip", "pdf"}


def test_no_request_comes_while_a_host_wants_to_be_left_alone(run: Run) -> None:
    assert {window.host for window in run.windows if window.end - window.start > 1} == {
        "127.0.0.3", "127.0.0.4", "127.0.0.5",
    }  # fmt: skip
    # A request may have been under way when the answer was sent, and clocks differ by a little.
    early = [
        (one.host, one.name, round(one.start - window.start, 3), round(window.end - window.start, 3))
        for window in run.windows
        for one in run.log
        if one.host == window.host and window.start + 0.1 < one.start < window.end - 0.01
    ]
    assert early == []


def test_a_host_is_never_asked_more_at_once_than_allowed(run: Run) -> None:
    most: dict[str, int] = {}
    for host in {one.host for one in run.log}:
        moments = [(one.start, 1) for one in run.log if one.host == host]
        moments += [(one.end or one.start, -1) for one in run.log if one.host == host]
        now = 0
        for _, step in sorted(moments):
            now += step
            most[host] = max(most.get(host, 0), now)
    assert most["127.0.0.8"] > 1, "the hosts are asked side by side"
    assert {host: number for host, number in most.items() if number > PER_HOST} == {}


def test_no_connection_to_a_forbidden_address_is_tried(run: Run) -> None:
    assert run.canary == []
    hosts = {line.split()[1] for line in run.trail if line.startswith("connect ")}
    assert "127.0.0.1" in hosts
    assert FORBIDDEN not in hosts
    assert {host for host in hosts if not re.fullmatch(r"127\.0\.0\.[1-9]|::1", host)} == set()


def test_each_name_is_resolved_once(run: Run) -> None:
    names = [line.split()[1] for line in run.trail if line.startswith("name ")]
    assert "rebinding.test" in names
    assert {name for name in names if names.count(name) > 1} <= {"unanswered.test"}, "but where there was no answer"


def test_credentials_go_to_no_other_origin_and_are_never_shown(run: Run) -> None:
    holders = {one.host for one in run.log if TOKEN in one.headers.get("x-key", "")}
    assert holders == {"127.0.0.2"}
    (led_away,) = [one for one in run.log if one.name == "other-origin" and one.rest == "/there"]
    assert led_away.host == "127.0.0.7"
    assert "x-key" not in led_away.headers
    assert [one.name for one in run.log if "authorization" in one.headers] == []
    assert SECRET not in run.out + run.err
    assert TOKEN not in run.out + run.err


def test_the_host_is_named_as_it_is_in_the_address(run: Run) -> None:
    named = {one.name: one.headers["host"].rpartition(":")[0] for one in run.log}
    assert named["localhost"] == "localhost"
    assert named["idn"] == "xn--bcher-kva.test"
    assert named["ipv6"] == "[::1]"
    assert named["status-200"].startswith("127.0.0.")


def test_endless_bodies_are_left_early(run: Run) -> None:
    # 3 MB are read at most; what the machine itself takes in lies in buffers of a few MB on both sides.
    sent = {
        one.name: one.sent for one in run.log if one.name.startswith(("endless", "bomb", "trickling", "anchor-beyond"))
    }
    assert {"endless-body", "endless-anchor-never", "endless-line", "bomb"} <= set(sent)
    assert {name: size for name, size in sent.items() if size > 16_000_000} == {}


def test_the_table_says_one_thing_of_each_class() -> None:
    assert len(FAULTS) >= 60
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert {fault.verdict for fault in FAULTS} == {ALIVE, MOVED, DEAD, UNSURE}
    assert [fault.name for fault in FAULTS if fault.verdict in fault.also] == []
    assert [fault.name for fault in FAULTS if fault.verdict == MOVED and not fault.moved_to] == []
    assert [
        fault.name for fault in FAULTS if ALIVE in (fault.verdict, *fault.also) and "forbidden-d" in fault.name
    ] == []


def ask(server: FaultServer, path: str, method: str = "GET") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request(method, path)
    response = connection.getresponse()
    try:
        return response.status, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize("code", [200, 204, 403, 404, 410, 451, 500, 999])
def test_the_server_sends_the_status_it_names(server: FaultServer, code: int) -> None:
    assert ask(server, f"/status-{code}")[0] == code


def test_the_server_breaks_what_it_says_it_breaks(server: FaultServer) -> None:
    with pytest.raises(ConnectionResetError):
        ask(server, "/reset")
    with pytest.raises(http.client.RemoteDisconnected):
        ask(server, "/closed")
    with pytest.raises(http.client.BadStatusLine):
        ask(server, "/not-http")
    with pytest.raises(http.client.IncompleteRead):
        ask(server, "/length-too-long")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.9", server.ports["closed"]), 10)


def test_the_server_counts_visits(server: FaultServer) -> None:
    server.forget()
    assert [ask(server, "/once-503")[0] for _ in range(3)] == [503, 200, 200]
    assert [ask(server, "/head-missing/b.pdf", method)[0] for method in ("HEAD", "GET")] == [404, 200]
    server.forget()
