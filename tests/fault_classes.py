"""All classes of faults, the posts that hold their links, and where a program under test believes to be."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from fault_answers import page
from fault_class import ALIVE, Fault
from fault_classes_http import REDIRECTS, RETRIES, STATUSES
from fault_classes_pages import ANCHORS, ANCHORS_PAGE, CONTACTS, PAGES
from fault_classes_transport import BODIES, SAFETY, TLS
from fault_server import FORBIDDEN, FaultServer

FAULTS: tuple[Fault, ...] = (*STATUSES, *RETRIES, *REDIRECTS, *BODIES, *TLS, *SAFETY, *ANCHORS, *PAGES, *CONTACTS)
SHARED: Sequence[Fault] = (Fault("", ALIVE, {"": page()}), Fault("anchors", ALIVE, {"": ANCHORS_PAGE}))
"""Pages that are no class of their own: the front page, and the page of many anchors."""
NUMBERS = {fault.name: number for number, fault in enumerate(FAULTS)}

ALLOWED = ("127.0.0.0/27", "::1")
"""What `--allow-host` says: all hosts of the server but the forbidden one."""
NAMES: dict[str, list[list[str] | str]] = {
    "localhost": [["127.0.0.1"]],
    "intranet.test": [[FORBIDDEN]],
    "mixed.test": [["127.0.0.1", FORBIDDEN]],
    "metadata.test": [["169.254.169.254"]],
    "private.test": [["10.0.0.1"]],
    "rebinding.test": [["127.0.0.1"], [FORBIDDEN]],
    "xn--bcher-kva.test": [["127.0.0.2"]],
    "xn--pple-43d.test": [["127.0.0.2"]],
    "unanswered.test": ["EAI_AGAIN"],
}
"""What the names stand for, for `loopback_only/sitecustomize.py`."""


class Place(NamedTuple):
    """Where a link stands: the post's path in the folder, and the line from 1."""

    path: str
    line: int


def possible(server: FaultServer) -> list[Fault]:
    """The classes that this machine can show: without the `openssl` program there are no certificates."""
    return [fault for fault in FAULTS if server.certificates or fault.needs != "tls"]


def link(server: FaultServer, fault: Fault) -> str:
    return fault.link(server, NUMBERS[fault.name])


def target(server: FaultServer, fault: Fault) -> str:
    return fault.target(server, NUMBERS[fault.name])


def write_posts(server: FaultServer, folder: Path, faults: Iterable[Fault], each: int = 25) -> dict[Place, Fault]:
    """Writes posts of `each` links, one link a line."""
    places: dict[Place, Fault] = {}
    faults = list(faults)
    for start in range(0, len(faults), each):
        path = f"posts/links-{start // each:02}.md"
        lines = ["---", f"title: Links from {start}", "date: 2024-05-01", "---", ""]
        for fault in faults[start : start + each]:
            lines.append(f"- [About {fault.name}]({link(server, fault)})")
            places[Place(path, len(lines))] = fault
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("\n".join([*lines, ""]), encoding="utf-8")
    return places


def environment(server: FaultServer, trail: Path) -> dict[str, str]:
    """For a program under test: kept to this machine, the tests' names, and the tests' root certificate trusted.

    A Python program notes in `trail` what it connects to (see `loopback_only/sitecustomize.py`).
    """
    found = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    found |= {"FAULT_NAMES": json.dumps(NAMES), "FAULT_TRAIL": str(trail), "NO_COLOR": "1"}
    found["PYTHONPATH"] = str(Path(__file__).parent / "loopback_only")
    for name in ("GITHUB_TOKEN", "PYTHONDONTWRITEBYTECODE"):
        found.pop(name, None)
    if server.certificates:
        root = str(server.certificates.root)
        found |= {"SSL_CERT_FILE": root, "REQUESTS_CA_BUNDLE": root}
    return found
