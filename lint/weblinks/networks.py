"""Which addresses of the network lead to public servers, and the hosts that may be private all the same.

The blocks are those of the IANA special-purpose address registries (RFC 6890 and its successors). An address that
carries another inside it, as 6to4 or NAT64 do, is judged by what it carries, since that is where packets end.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address

_V4 = tuple(
    (IPv4Network(block), kind)
    for block, kind in (
        ("169.254.169.254/32", "cloud metadata"),
        ("169.254.170.2/32", "cloud metadata"),
        ("100.100.100.200/32", "cloud metadata"),
        ("192.0.0.192/32", "cloud metadata"),
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared (carrier NAT)"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("255.255.255.255/32", "broadcast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_V6 = tuple(
    (IPv6Network(block), kind)
    for block, kind in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("fd00:ec2::254/128", "cloud metadata"),
        ("64:ff9b:1::/48", "private"),
        ("100::/64", "reserved"),
        ("2001:db8::/32", "documentation"),
        ("3fff::/20", "documentation"),
        ("2001:2::/48", "benchmarking"),
        ("2001:10::/28", "reserved"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_V6 = IPv6Network("2000::/3")

# Blocks whose addresses hold an IPv4 address, and how far right it stands, in bits.
_CARRIERS = tuple(
    (IPv6Network(block), shift)
    for block, shift in (
        ("::ffff:0:0/96", 0),  # mapped
        ("::ffff:0:0:0/96", 0),  # translated (SIIT)
        ("64:ff9b::/96", 0),  # NAT64
        ("2002::/16", 80),  # 6to4
    )
)
_COMPATIBLE = IPv6Network("::/96")
_TEREDO = IPv6Network("2001::/32")
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # the third quarter of the address; RFC 5214, section 6.1


def kind_of(address: Address) -> str:
    """What is special about an address, in words such as "private" or "loopback"; empty for a public one."""
    if isinstance(address, IPv4Address):
        return next((kind for block, kind in _V4 if address in block), "")
    for block, kind in _V6:
        if address in block:
            return kind
    number = int(address)
    for block, shift in _CARRIERS:
        if address in block:
            return kind_of(IPv4Address(number >> shift & 0xFFFFFFFF))
    if address in _COMPATIBLE:
        return kind_of(IPv4Address(number)) or "reserved"
    if address in _TEREDO:  # the client stands at the end with all its bits turned over (RFC 4380, section 4)
        return kind_of(IPv4Address(~number & 0xFFFFFFFF)) or kind_of(IPv4Address(number >> 64 & 0xFFFFFFFF))
    if number >> 32 & 0xFFFFFFFF in _ISATAP:
        return kind_of(IPv4Address(number & 0xFFFFFFFF))
    return "" if address in _GLOBAL_V6 else "reserved"


def literal(host: str) -> Address | None:
    """The address that a host is, written as `read` of `addresses` leaves it; None for a name."""
    if not host or not (host[-1].isdigit() or ":" in host):
        return None
    try:
        return ip_address(host)
    except ValueError:
        return None


class Allowed:
    """Which addresses may be asked: all public ones, and those that `hosts` names.

    `hosts` holds names ("wiki.corp.example"; "*.corp.example" for all below it), addresses and CIDR blocks. A name
    allows whatever it resolves to. Raises ValueError for a block that is none.
    """

    def __init__(self, hosts: Sequence[str] = ()) -> None:
        self._blocks: list[IPv4Network | IPv6Network] = []
        self._names: set[str] = set()
        self._parents: list[str] = []
        for host in hosts:
            plain = host.strip().strip("[]").rstrip(".").lower()
            if "/" in plain or literal(plain):
                self._blocks.append(ip_network(plain, strict=False))
            elif plain.startswith("*."):
                self._parents.append(plain[1:])
            else:
                self._names.add(plain)

    def name(self, host: str) -> bool:
        """Whether a name may lead anywhere."""
        return host in self._names or any(host.endswith(parent) for parent in self._parents)

    def refusal(self, address: Address, host: str = "") -> str:
        """The kind of an address that must not be asked, also by way of the name `host`; empty where it may be."""
        kind = kind_of(address)
        if not kind or (host and self.name(host)):
            return ""
        return "" if any(address in block for block in self._blocks if block.version == address.version) else kind
