"""A class of faults: a link, what the server sends for it, and the right verdict.

The verdicts follow from what a reader of the page would meet and from the RFCs (9110 and 9112 for HTTP, 6068, 3966 and
5122 for contacts, 3986 for addresses, HTML's own rule for fragments), not from what the program does. Where two can be
defended, the second stands in `also`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fault_answers import page, redirect, reply
from fault_server import Answer, FaultServer

ALIVE, MOVED, DEAD, UNSURE = "alive", "moved", "dead", "unsure"

SPREAD = ("127.0.0.1", "127.0.0.2", "127.0.0.6", "127.0.0.7")
"""Where classes live that name no host of their own."""

SECRET = "hunter2"
"""The password of every address with user-info: nothing the program says or sends may hold it."""


@dataclass(frozen=True)
class Fault:
    """One link. `path` follows the class's name in the address; `url`, a template, replaces the whole address."""

    name: str
    verdict: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    path: str = ""
    fragment: str = ""
    missing: bool | None = False
    """Whether the page is there and the fragment is not; None where either may be said."""
    moved_to: str = ""
    """The new address, as a template: `{here}` is the class's own address without path and fragment."""
    cause: str = ""
    """What the message says, as a regular expression."""
    host: str = ""
    at: str = ""
    """The page's own name, where several classes share it."""
    url: str = ""
    needs: str = ""
    """What the class needs: "tls"; "names" (the tests' own names, which only Python programs see); "outside" (an
    address that no program may connect to, so it is given to none that would)."""
    requests: int = 99
    """The most requests that a checker may send for it."""

    def link(self, server: FaultServer, number: int) -> str:
        here = f"http://{self.host or SPREAD[number % len(SPREAD)]}:{server.port}/{self.at or self.name}"
        url = self.url.format(here=here, port=server.port, name=self.name, **server.ports) if self.url else here
        return url + self.path + (f"#{self.fragment}" if self.fragment else "")

    def target(self, server: FaultServer, number: int) -> str:
        here = f"http://{self.host or SPREAD[number % len(SPREAD)]}:{server.port}/{self.at or self.name}"
        return self.moved_to.format(here=here, port=server.port, **server.ports)


def one(name: str, verdict: str, answer: Answer, *also: str, **more: Any) -> Fault:
    """A class whose address has one answer."""
    path = more.get("path", "").partition("?")[0]
    return Fault(name, verdict, {path: answer}, also=also, **more)


def to(name: str, verdict: str, code: int, location: str, *also: str, **more: Any) -> Fault:
    """A class that redirects; a page is at its `/there`."""
    answers = {"": redirect(code, location), "/there": page(), "/gone": reply(404), "/broken": reply(500)}
    return Fault(name, verdict, answers, also=also, **more)


def status(code: int, verdict: str, *also: str, **more: Any) -> Fault:
    return one(f"status-{code}", verdict, reply(code), *also, **more)
