"""Keeps a program under test on this machine: put this folder on its PYTHONPATH.

Python imports `sitecustomize` when it starts. From then on a connection to an address outside 127.0.0.0/8 and ::1 is
refused before a packet leaves, and no name is looked up: the environment variable FAULT_NAMES (JSON) says what the
names of the tests stand for. Every connection asked for, and every name, is a line in the file FAULT_TRAIL.
"""

from __future__ import annotations

import ipaddress
import json
import os
import socket
import sys
from typing import Any

# Each name stands for a list of addresses, or for the name of an error of getaddrinfo. A list of such is what each
# lookup after another is told; the last one stays.
NAMES: dict[str, list[list[str] | str]] = json.loads(os.environ.get("FAULT_NAMES", "{}"))
TRAIL = os.environ.get("FAULT_TRAIL", os.devnull)
numeric = socket.getaddrinfo


def note(*words: object) -> None:
    with open(TRAIL, "a", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is slow to import, and this is at start-up
        file.write(" ".join(map(str, words)) + "\n")


def stays_here(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        return
    sock, address = arguments[0], arguments[-1]
    if sock.family in {socket.AF_INET, socket.AF_INET6} and address:
        note("connect", address[0], address[1])
        if not stays_here(str(address[0])):
            raise PermissionError(f"the test keeps to this machine: {address[0]}")


def look_up(host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0) -> Any:  # noqa: A002, PLR0917
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name.replace(".", "").isdigit() or ":" in name or name[:2].lower() == "0x":
        return numeric(host, port, family, type, proto, flags)
    note("name", name)
    answers = NAMES.get(name.lower().rstrip("."), ["EAI_NONAME"])
    answer = answers.pop(0) if len(answers) > 1 else answers[0]
    if isinstance(answer, str):
        raise socket.gaierror(getattr(socket, answer), f"{name}: {answer}")
    found = []
    for address in answer:
        if family in {0, socket.AF_INET6 if ":" in address else socket.AF_INET}:
            found += numeric(address, port, 0, type, proto, flags | socket.AI_NUMERICHOST)
    if not found:
        raise socket.gaierror(socket.EAI_NONAME, f"{name}: no address of this family")
    return found


socket.getaddrinfo = look_up
sys.addaudithook(watch)
