"""Addresses of the web and of people: what they mean, where they may lead, how they are shown."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.weblinks.addresses import AddressError, read
from lint.weblinks.contacts import contact_fault
from lint.weblinks.credentials import Trail, headers_for
from lint.weblinks.networks import Allowed, kind_of, literal
from lint.weblinks.shown import redacted, shown
from lint.weblinks.walls import landed_on_front_page, landed_on_login


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://Ferry.Example", "https://ferry.example/"),
        ("  https://ferry.example/a b\t?q=\n'ü'  ", "https://ferry.example/a%20b?q=%27%C3%BC%27"),
        ("http:\\\\ferry.example\\a", "http://ferry.example/a"),
        ("https:ferry.example/a/../b/./c", "https://ferry.example/b/c"),
        ("https://ferry.example/a/%2e%2E/b/..", "https://ferry.example/"),
        ("//ferry.example/a#b", "https://ferry.example/a"),
        ("https://ferry.example:443/", "https://ferry.example/"),
        ("http://ferry.example.:8080", "http://ferry.example:8080/"),
        ("https://fährhaus.example/", "https://xn--fhrhaus-5wa.example/"),
        ("https://FÄHRHAUS。example/", "https://xn--fhrhaus-5wa.example/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://0177.0.0.01/", "http://127.0.0.1/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("http://%31%32%37.0.0.1/", "http://127.0.0.1/"),
        ("http://[0:0::1]:81/", "http://[::1]:81/"),
        ("https://ferry.example/%zz|^", "https://ferry.example/%zz|^"),
        ("https://@ferry.example/", "https://ferry.example/"),
    ],
)
def test_an_address_is_read_as_browsers_do(written: str, meant: str) -> None:
    assert read(written).url == meant


@pytest.mark.parametrize(
    ("location", "meant"),
    [
        ("c", "http://ferry.example/a/c"),
        ("/c", "http://ferry.example/c"),
        ("?d", "http://ferry.example/a/b?d"),
        ("../../e", "http://ferry.example/e"),
        ("//other.example/f", "http://other.example/f"),
        ("\\\\other.example\\f", "http://other.example/f"),
        ("#g", "http://ferry.example/a/b?q"),
    ],
)
def test_an_address_is_read_relative_to_another(location: str, meant: str) -> None:
    assert read(location, read("http://ferry.example/a/b?q")).url == meant


@pytest.mark.parametrize(
    "written",
    [
        "", "ferry.example", "/a", "https://127.0.0.1../",
        "ftp://ferry.example/", "https://", "https://a..b/", "https://ferry example/",
        "https://1.2.3.4.5/", "https://1.2.3.256/", "https://08.1.1.1/", "https://[::1", "https://[::1%25eth0]/",
        "https://ferry.example:0/", "https://ferry.example:66000/", "https://ferry.example:6667/",
        "https://user:word@ferry.example/", "https://user@ferry.example/", "https://a%20b/", f"https://{'a' * 300}/",
    ],
)  # fmt: skip
def test_what_is_no_address(written: str) -> None:
    with pytest.raises(AddressError) as error:
        read(written)
    assert "word" not in str(error.value).replace("password", "")


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_a_fault(text: str) -> None:
    for start in ("https://", "http://h.example/", ""):
        try:
            address = read(start + text)
        except AddressError:
            continue
        assert address.url.isascii()
        assert not set(address.url) & set(" \t\r\n\0")
        assert read(address.url) == address._replace(fragment="")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("8.8.8.8", ""),
        ("2606:4700::1", ""),
        ("10.1.2.3", "private"),
        ("172.31.0.1", "private"),
        ("192.168.0.1", "private"),
        ("127.8.9.1", "loopback"),
        ("::1", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("169.254.1.1", "link-local"),
        ("fe80::1", "link-local"),
        ("169.254.169.254", "cloud metadata"),
        ("fd00:ec2::254", "cloud metadata"),
        ("fd12::1", "private"),
        ("100.64.0.1", "shared (carrier NAT)"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("255.255.255.255", "broadcast"),
        ("250.0.0.1", "reserved"),
        ("203.0.113.9", "documentation"),
        ("::ffff:10.0.0.1", "private"),
        ("::ffff:8.8.8.8", ""),
        ("::127.0.0.1", "loopback"),
        ("2002:7f00:1::", "loopback"),
        ("2002:808:808::", ""),
        ("64:ff9b::a9fe:a9fe", "cloud metadata"),
        ("64:ff9b::8.8.8.8", ""),
        ("2001:0:808:808:8000:63bf:f5ff:fffe", "private"),
        ("2a00::5efe:10.0.0.1", "private"),
        ("4000::1", "reserved"),
    ],
)
def test_addresses_of_the_network_by_kind(address: str, kind: str) -> None:
    assert kind_of(ip_address(address)) == kind


def test_what_is_private_may_be_allowed() -> None:
    allowed = Allowed(("10.0.0.0/8", "127.0.0.3", "wiki.corp.example", "*.lab.example", "fd00::/8"))
    assert allowed.refusal(ip_address("10.1.1.1")) == ""
    assert allowed.refusal(ip_address("127.0.0.3")) == ""
    assert allowed.refusal(ip_address("fd00::1")) == ""
    assert allowed.refusal(ip_address("127.0.0.1")) == "loopback"
    assert allowed.refusal(ip_address("192.168.1.1"), "wiki.corp.example") == ""
    assert allowed.refusal(ip_address("192.168.1.1"), "a.lab.example") == ""
    assert allowed.refusal(ip_address("192.168.1.1"), "lab.example") == "private"
    assert literal("ferry1.example") is None
    with pytest.raises(ValueError, match="10"):
        Allowed(("10.0.0.0/99",))


@pytest.mark.parametrize(
    ("written", "as_shown"),
    [
        ("https://ferry.example/a", "https://ferry.example/a"),
        ("https://user:word@ferry.example/a@b", "https://…@ferry.example/a@b"),
        ("//user@ferry.example", "//…@ferry.example"),
        ("https://ferry.example/@user", "https://ferry.example/@user"),
        ("https://fährhaus.example/", "https://fährhaus.example/"),
        ("https://xn--fhrhaus-5wa.example/", "https://fährhaus.example/"),
        ("https://паром.example:80/", "https://паром.example:80/"),
        ("https://フェリー乗り場.example/", "https://フェリー乗り場.example/"),
        ("https://fеrry.example/", "https://xn--frry-v4d.example/"),  # with a Cyrillic е
        ("https://осе.example/", "https://xn--e1arj.example/"),  # Cyrillic letters alone, each like a Latin one
        ("https://ferry.example/\u202egpj.exe", "https://ferry.example/%E2%80%AEgpj.exe"),
        ("https://ferry.example/a\x1b[31mb", "https://ferry.example/a%1B[31mb"),
    ],
)
def test_an_address_is_shown_safely(written: str, as_shown: str) -> None:
    assert shown(written) == as_shown


def test_what_is_redacted_keeps_the_rest() -> None:
    assert redacted(" https://user:word@ferry.example/a?b#c") == " https://…@ferry.example/a?b#c"
    assert redacted("mailto:a@ferry.example") == "mailto:a@ferry.example"


@pytest.mark.parametrize(
    "url",
    [
        "mailto:a@ferry.example",
        "MAILTO:a.b+c@ferry.example",
        "mailto:a@ferry.example,b@ferry.example?cc=c@ferry.example&subject=Two%20words",
        "mailto:?subject=Look&body=https%3A%2F%2Fferry.example",
        "mailto:%22a%20b%22@ferry.example",
        "mailto:fähre@fährhaus.example",
        "mailto:a@[127.0.0.1]",
        "tel:+49-30-5550101",
        "tel:112",
        "tel:(030)%20555.0101;ext=7",
        "tel:*100#",
        "xmpp:a@ferry.example/boat?message;body=Hi",
        "xmpp://me@ferry.example/room@talk.example?join",
        "https://ferry.example/",
    ],
)
def test_contacts_without_fault(url: str) -> None:
    assert contact_fault(url) == ""


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("mailto:", "it names nobody"),
        ("mailto:harbour", '"harbour" is no mail address'),
        ("mailto:a@b@ferry.example", '"a@b@ferry.example" is no mail address'),
        ("mailto:a@ferry.example,", "a mail address between commas is missing"),
        ("mailto:a at ferry.example", '"a at ferry.example" is no mail address'),
        ("mailto://a@ferry.example", '"//" after "mailto:" is no part of a mail address'),
        ("mailto:a@ferry.example?Hello there", '"Hello there" is no header field'),
        ("mailto:100%@ferry.example", '"%@f" is no percent-encoded character'),
        ("tel:", "it holds no number"),
        ("tel:ring-us", '"ring-us" is no telephone number'),
        ("xmpp:", "it names no server"),
        ("xmpp:@ferry.example", '"@ferry.example" is no chat address'),
        ("xmpp:a b@ferry.example", '"a b@ferry.example" is no chat address'),
    ],
)
def test_contacts_with_a_fault(url: str, fault: str) -> None:
    assert contact_fault(url) == fault


@pytest.mark.parametrize(
    ("asked", "landed", "is_front"),
    [
        ("https://ferry.example/2019/a-post", "https://ferry.example/", True),
        ("https://ferry.example/a-post", "https://www.ferry.example/en/", True),
        ("https://ferry.example/a-post", "https://ferry.example/index.html", True),
        ("https://ferry.example/?p=12", "https://ferry.example/", True),
        ("https://old.example/blog/a-post", "https://ferry.example/", True),
        ("https://ferry.example/en", "https://ferry.example/", False),
        ("https://ferry.example/index.php", "https://ferry.example/", False),
        ("https://ferry.example/", "https://ferry.example/de/", False),
        ("https://ferry.example/a", "https://ferry.example/b", False),
        ("https://hosting.example/people/ferry/", "https://ferry.example/", False),
        ("https://ferry.example/blog", "https://blog.ferry.example/", False),
        ("https://short.example/x1", "https://ferry.example/", False),
    ],
)
def test_a_front_page_is_noticed(asked: str, landed: str, is_front: bool) -> None:
    assert landed_on_front_page(read(asked), read(landed)) is is_front


@pytest.mark.parametrize(
    ("landed", "is_login"),
    [
        ("https://ferry.example/login?next=/a", True),
        ("https://ferry.example/users/sign_in", True),
        ("https://ferry.example/wp-login.php", True),
        ("https://accounts.ferry.example/start", True),
        ("https://login.ferry.example/", True),
        ("https://ferry.example/authors/a", False),
        ("https://ferry.example/blog/login-page-tips", False),
    ],
)
def test_a_login_is_noticed(landed: str, is_login: bool) -> None:
    assert landed_on_login(read("https://ferry.example/a"), read(landed)) is is_login
    assert not landed_on_login(read("https://ferry.example/login"), read(landed))


def test_headers_belong_to_hosts() -> None:
    headers = {"ferry.example": {"A": "1"}, "ferry.example:8080": {"B": "2"}, "https://*.ferry.example": {"C": "3"}}
    assert headers_for(read("http://ferry.example/"), headers) == {"A": "1"}
    assert headers_for(read("http://ferry.example:8080/"), headers) == {"A": "1", "B": "2"}
    assert headers_for(read("https://a.ferry.example/"), headers) == {"C": "3"}
    assert headers_for(read("http://a.ferry.example/"), headers) == {}
    assert headers_for(read("https://notferry.example/"), headers) == {}


def test_the_token_goes_to_github_only() -> None:
    assert headers_for(read("https://github.com/a/b"), {}, "t") == {"Authorization": "Bearer t"}
    assert headers_for(read("https://api.github.com/"), {}, "t") == {"Authorization": "Bearer t"}
    for other in ("http://github.com/", "https://github.com.example/", "https://a.github.com/", "https://github.io/"):
        assert headers_for(read(other), {}, "t") == {}


@pytest.mark.parametrize(
    ("hops", "sent"),
    [
        (("https://ferry.example/a", "https://ferry.example/b"), [True, True]),
        (("http://ferry.example/a", "https://ferry.example/a"), [True, True]),
        (("https://ferry.example/a", "http://ferry.example/a"), [True, False]),
        (("http://ferry.example/a", "https://ferry.example/a", "http://ferry.example/a"), [True, True, False]),
        (("https://ferry.example/a", "https://ferry.example:8443/"), [True, False]),
        (("https://other.example/", "https://ferry.example/"), [False, False]),
        (("https://ferry.example/", "https://other.example/", "https://ferry.example/"), [True, False, False]),
    ],
)
def test_credentials_stay_with_the_first_origin(hops: tuple[str, ...], sent: list[bool]) -> None:
    trail = Trail({"ferry.example": {"Authorization": "x"}})
    assert [bool(trail.headers(read(hop))) for hop in hops] == sent
