"""Addresses told apart by their form: private, malformed and bare ones, hosts, and rules about links together."""

from __future__ import annotations

import time
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_examples import judge_example

from lint.engine.select import all_rules
from lint.post.dialect import FLAVORS
from lint.post.hosts import is_named, is_private, is_secure
from lint.post.malformed import malformed
from lint.post.plain_addresses import is_plain
from lint.post.pointers import pointers
from lint.post.post import parse
from lint.post.private_addresses import private
from lint.rule import Good

RULES = all_rules()
FORMS = "private-link missing-scheme link-syntax tracking-link placeholder-link insecure-link".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("host", "alone", "named"),
    [
        ("example.org", True, True),
        ("ann.github.io", True, True),
        ("guide.md", True, False),
        ("docs.rs", False, True),
        ("main.rs", True, False),
        ("node.js", False, False),
        ("v1.2", False, False),
    ],
)
def test_a_host_is_told_from_a_file(host: str, alone: bool, named: bool) -> None:
    assert is_named(host, alone=alone) is named


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "wiki", "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "172.31.9.9", "169.254.0.1"),
        *("0.0.0.0", "[::1]", "[fe80::1]", "[fd12:3456::1]", "tea.local", "tea.internal", "tea.home.arpa"),
    ],
)
def test_private_hosts(host: str) -> None:
    assert is_private(host)
    assert private(f"http://{host}/tea") is not None
    assert private(f"https://{host}:8080/") is not None


@pytest.mark.parametrize(
    "host",
    ["example.org", "172.15.0.1", "172.32.0.1", "11.0.0.1", "[2606:4700::1]", "local.example.org", "10.example.org"],
)
def test_public_hosts(host: str) -> None:
    assert not is_private(host)
    assert private(f"http://{host}/localhost") is None


def test_hosts_below_a_secure_one_are_secure() -> None:
    assert is_secure("github.com")
    assert is_secure("fr.wikipedia.org")
    assert not is_secure("notgithub.com")
    assert not is_secure("com")


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("https://65f1c0ffee65f1c0ffee65f1--tea.netlify.app/", "a deploy preview"),
        ("https://tea-git-leaf-ann.vercel.app/", "a deploy preview"),
        ("https://1a2b3c4d.tea.pages.dev/a", "a deploy preview"),
        ("https://tea--12.org.readthedocs.build/en/12/", "a build preview"),
        ("https://1a2b-3c.ngrok-free.app", "a tunnel"),
        ("https://ann-tea-123-4000.app.github.dev/", "a workspace"),
        ("https://tea.example.org/wp-admin/post.php?post=7", "WordPress"),
        ("https://tea.example.org/ghost/#/editor/post/1", "Ghost"),
        ("https://medium.com/p/1a2b3c4d5e6f/edit", "the editor of a draft"),
        ("https://docs.google.com/forms/d/1aBcDeFgHiJkLmNoPqRsTu/edit", "the editor of a form"),
        ("https://files.example.org/a.pdf?X-Amz-Signature=1a2b3c4d5e6f7a8b&X-Amz-Expires=300", "X-Amz-Signature"),
        ("https://tea.blob.example.org/a.pdf?sv=2024-01-01&sig=abc%3D", '"sig"'),
        ("ftp://ann:gr33nt3a@files.example.org/", 'the password of "ann"'),
        ("FILE:///C:/tea.txt", "file:"),
    ],
)
def test_what_is_private(url: str, what: str) -> None:
    found = private(url)
    assert found is not None
    assert what in found.message
    assert "gr33nt3a" not in found.message, "a password is not shown again"


@pytest.mark.parametrize(
    "url",
    [
        "https://tea.netlify.app/",
        "https://tea--leaf.example.org/",
        "https://tea.pages.dev/",
        "https://tea.example.org/edit",
        "https://tea.example.org/preview/",
        "https://docs.google.com/document/d/1aBcDeFgHiJkLmNoPqRsTu/view",
        "https://docs.google.com/forms/d/1aBcDeFgHiJkLmNoPqRsTu/viewform?edit_requested=true",
        "https://user:password@tea.example.org/",
        "https://{user}:{password}@tea.example.org/",
        "https://tea.example.org/?token=",
        "https://tea.example.org/?key=leaves-and-more-leaves-and-tea",
        "mailto:ann@tea.local",
        "/localhost/",
        "https://todo/",
    ],
)
def test_what_is_not_private(url: str) -> None:
    assert private(url) is None


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("https:/tea.test/a", "https://tea.test/a"),
        ("https:///tea.test/a", "https://tea.test/a"),
        ("https;//tea.test", "https://tea.test"),
        ("http//tea.test", "http://tea.test"),
        ("httsp://tea.test", "https://tea.test"),
        ("hhttp://tea.test", "http://tea.test"),
        ("ttps://tea.test", "https://tea.test"),
        ("https:\\\\tea.test", "https://tea.test"),
        ("http://https//tea.test", "https://tea.test"),
        ("https://https://tea.test", "https://tea.test"),
        ("#https://tea.test", "https://tea.test"),
        ("“https://tea.test/a”", "https://tea.test/a"),
        ("%20https://tea.test/a", "https://tea.test/a"),
        ("https://tea.test/ahttps://tea.test/a", "https://tea.test/a"),
        ("https://tea..test/a", "https://tea.test/a"),
        ("https://www,tea.test", "https://www.tea.test"),
        ("https://tea.test/a%20", "https://tea.test/a"),
        ("https://tea.test/a)", "https://tea.test/a"),
        ("https://tea.test/a_(b", "https://tea.test/a_(b)"),
        ("https://tea.test/green-leaves.", "https://tea.test/green-leaves"),
        ("mail-to:ann@tea.test", "mailto:ann@tea.test"),
        ("mailto:mailto:ann@tea.test", "mailto:ann@tea.test"),
    ],
)
def test_malformed_addresses(url: str, meant: str) -> None:
    found = malformed(url)
    assert found is not None
    assert found.meant == meant
    assert malformed(meant) is None, "what is proposed is well formed"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://tea.test",
        "HTTPS://Tea.Test:8080/A?b=c,d&e=%22f%22#g.",
        "https://archive.test/web/2020/https://tea.test/",
        "https://tea.test/?u=https://leaf.test",
        "https://en.wikipedia.org/wiki/Tea_(drink)",
        "https://en.wikipedia.org/wiki/Tea_Inc.",
        "https://tea.test/[a]",
        "https://tea.test/Vec%3CT%3E",
        "https://user:leaf@tea.test/",
        "https://日本.test/茶",
        "http://[::1]/",
        "tps://tea.test",
        "git+https://tea.test",
        "ftp://tea.test",
        "mailto:ann@tea.test",
        "../https/tea",
        "#fragment.",
    ],
)
def test_well_formed_addresses(url: str) -> None:
    assert malformed(url) is None


def test_pointers_are_each_address_once() -> None:
    post = parse(
        "[a](/a 'A'), ![b](/b.png), <https://c.test>, [d][D], ![e], [f](/f \"x\").\n\n"
        '<a href="/g">g</a> <img src="/h.png"> <video src="/i.mp4" poster="/j.png"></video>\n\n[d]: /D\n[E]: /e.png\n'
    )
    found = [(one.kind, one.form, one.url, post.text[slice(*one.span)]) for one in pointers(post)]
    assert found == [
        ("link", "inline", "/a", "/a"),
        ("link", "autolink", "https://c.test", "https://c.test"),
        ("link", "inline", "/f", "/f"),
        ("link", "html", "/g", "/g"),
        ("image", "inline", "/b.png", "/b.png"),
        ("image", "html", "/h.png", "/h.png"),
        ("media", "html", "/i.mp4", "/i.mp4"),
        ("image", "html", "/j.png", "/j.png"),
        ("link", "definition", "/D", "/D"),
        ("image", "definition", "/e.png", "/e.png"),
    ]


_PARTS = (
    *("https://", "http://", "https//", "www.", "//", "/", "../", "./", "a", "tea", ".test", ".org", "example.com"),
    *(
        "localhost",
        ".local",
        "10.0.0.1",
        ":4000",
        "ann:gr33n@",
        "edit",
        "/edit",
        "TODO",
        "/TODO",
        "todo",
        "link",
        "XXX",
    ),
    *("#", "#part", "?utm_source=b", "?preview=true", "&token=a1b2c3d4e5f6g7h8i9j0", "javascript:", "data:text/html"),
    *("mailto:", "@", ".md", ".png", ",", ".", ")", "(", "%20", "'", "-git-", ".vercel.app", "wp-admin", "é", "_("),
    *("docs.google.com", "/d/"),
)


@given(st.lists(st.sampled_from(_PARTS), min_size=1, max_size=7).map("".join))
@settings(max_examples=1_000)
def test_no_rule_minds_a_plain_address(url: str) -> None:
    if not is_plain(url):
        return
    text = f"See [the tea that they drank](<{url}>)."
    for name in ("private-link", "tracking-link", "unsafe-link", "placeholder-link", "link-syntax"):
        with patch(f"{RULES[name].__module__}.remarkable", pointers):  # so that the rule does look at it
            assert judge_example(RULES[name], Good(text), text) == (), name


@pytest.mark.parametrize(
    "url",
    ["https://tea.test/", "http://a.tea.test/b/c-d_e.html#f", "https://tea.test", "../b/c.png", "/a.md", "a-b.md"],
)
def test_plain_addresses(url: str) -> None:
    assert is_plain(url)


def test_a_post_of_many_links_is_judged_in_linear_time() -> None:
    """Words in brackets, addresses and definitions by the thousand, as a hostile or a generated post has them."""
    text = (
        "".join(f"[a{n}](https://tea.test/{n}?utm_source=b) [w{n}] http://localhost:{n}/ " for n in range(2_000))
        + "\n\n"
        + "".join(f"[l{n}]: https://tea.test/{n}\n" for n in range(2_000))
    )
    start = time.perf_counter()
    for name in (*FORMS, "undefined-reference", "unused-reference", "vague-link-text"):
        judge_example(RULES[name], Good(text), text)
    assert time.perf_counter() - start < 60, "linear work takes a few seconds"


@pytest.mark.parametrize("name", FORMS)
def test_template_text_is_not_judged(name: str) -> None:
    text = (
        "[a]({{ site.url }}:4000/edit?utm_source=b), [b](http://{{ host }}/a,), ![c]({% link a.png %}) "
        "[d](https://{{ user }}:{{ password }}@tea.test)\n\n[e]: {{ page.url }}\n"
    )
    assert judge_example(RULES[name], Good(text), text) == ()


def test_a_label_that_another_file_may_define_is_passed_over_unless_it_is_almost_one_of_the_post() -> None:
    text = "See [the cup][tea.Cup], [`brew`][] and [the pot][potts].\n\n[pots]: /pots\n"
    rule = all_rules()["undefined-reference"]()
    labels = {flavor: [one.message for one in rule.check(parse(text, "a.md", flavor=flavor))] for flavor in FLAVORS}
    assert labels["mkdocs"] == [f'the label "{label}" is defined nowhere' for label in ("tea.Cup", "`brew`", "potts")]
    assert labels["mkdocs-autorefs"] == ['the label "potts" is defined nowhere']
