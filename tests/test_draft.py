"""A draft is a page's body in which only the addresses are open, whatever a post is made of."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.bundle.draft import MARK, Address, Draft, Drafter, answered, safe, unpacked_html
from lint.bundle.highlight import Highlighter
from lint.bundle.sanitise import Sanitiser
from lint.post.html_policy import BLOG, Policy
from lint.post.post import parse
from lint.site.anchor_slugs import github


def drafted(markdown: str, policy: Policy = BLOG) -> Draft:
    return Drafter(github, policy).draft(parse(f"---\ntitle: Tides\n---\n{markdown}\n"), "Tides")


def html(markdown: str, *answers: str | None, policy: Policy = BLOG) -> str:
    draft = drafted(markdown, policy)
    assert len(answers) == len(draft.addresses), draft.addresses
    return answered(unpacked_html(draft.packed), answers).strip()


@pytest.mark.parametrize(
    ("markdown", "answers", "expected"),
    [
        ("[A *buoy*](b.md)", ["../b/"], '<p><a href="../b/">A <em>buoy</em></a></p>'),
        ("[A *buoy*](b.md)", [None], "<p>A <em>buoy</em></p>"),
        ("[a](b) [c](d) [e](b)", [None, "x"], '<p>a <a href="x">c</a> e</p>'),
        ("[a](b) ![c](b)", ["x", "y.png"], '<p><a href="x">a</a> <img src="y.png" alt="c"></p>'),
        ('![A "big" <b>boat</b> & crew](b.png)', [None], '<p>A "big" boat &amp; crew</p>'),
        ("[![a](b.png)](c)", ["y", None], '<p><a href="y">a</a></p>'),
        ("[![a](b.png)](c)", [None, "x"], '<p><img src="x" alt="a"></p>'),
        ("[a](b?c=1&d=2)", ['b?c=1&d="2"\xa0'], '<p><a href="b?c=1&amp;d=&quot;2&quot;&nbsp;">a</a></p>'),
        ('<a class="k" href=" b ">a</a>', ["x"], '<p><a class="k" href="x">a</a></p>'),
        ('<a href="b" class="k">a</a>', [None], '<p><a class="k">a</a></p>'),
        ('<img src="b.png" alt="a &lt;b>">', [None], "a &lt;b&gt;"),
        ('<img src="b.png">', [None], ""),
        ('<video poster="p.png" src="v.mp4"></video>', [None, "v"], '<p><video src="v"></video></p>'),
        ('<a href="javascript:a=1">a</a>', [], "<p><a>a</a></p>"),
        ("[a](javascript:a) ![b](vbscript:b)", [], "<p>a b</p>"),
        ('<noscript><img src="b.png"></noscript>', [], "<p></p>"),
    ],
)
def test_answers_are_put_in(markdown: str, answers: list[str | None], expected: str) -> None:
    assert html(markdown, *answers) == expected


def test_an_address_is_open_once() -> None:
    assert drafted("[a](b) [c](b) ![d](b)").addresses == (Address("b", "link"), Address("b", "image"))


@pytest.mark.parametrize("mark", [MARK, "&#xE001;", "&#57345;", "&#x00e001", f"&#{MARK}57345;"])
def test_a_post_cannot_write_the_mark(mark: str) -> None:
    post = (
        f'[a](b) x href="{mark}0{mark}" <i title="href={mark}0m{mark}">y</i> [c]({mark}) `{mark}0{mark}`\n\n## {mark}'
    )
    draft = drafted(post)
    assert draft.addresses[0].url == "b"
    made = answered(unpacked_html(draft.packed), ["x"] * len(draft.addresses))
    assert MARK not in made
    assert made.count('"x"') == len(draft.addresses)


def test_what_was_made_of_an_address_is_looked_at_again() -> None:
    assert safe("javascript:a", "b") is None
    assert safe("../b/", "b.md") == "../b/"
    assert safe(None, "b") is None


PARTS = st.sampled_from(
    [
        *("[", "](", ")", "![", "]", "a", "b.md", " ", "\n", "\n\n", "- ", "> ", "# ", "`", "*", "|", "|-|\n", "[^1]"),
        *('<a href="x">', "</a>", "<a name=y>", '<img src="i.png" alt="<q>">', "<table>", "<td>", "</td>", "</table>"),
        *('<video src=v poster="p">', "</video>", "<p>", "</div>", "<svg>", "</svg>", "<script>", "</script>", "<!--"),
        *(MARK, "&#xe001;", '"', "'", "<", ">", "&", "javascript:x", "https://a.example/?q=1&amp;r", "0", "\xa0", "m"),
    ]
)


@example('<a href="x">\n<table><a href="x">', None, "blog")
@example("a ![](b.md)\nb", None, "blog")
@given(st.lists(PARTS, max_size=25).map("".join), st.data(), st.sampled_from(["blog", "strict", "trusted"]))
def test_what_comes_out_is_what_the_sanitiser_lets_through(text: str, data: st.DataObject | None, name: str) -> None:
    policy = Policy(name)  # type: ignore[arg-type]
    draft = drafted(text, policy)
    fragment = unpacked_html(draft.packed)
    numbers = re.findall(rf'="{MARK}([0-9]+)m?{MARK}"', fragment)
    assert {int(number) for number in numbers} == set(range(len(draft.addresses)))
    assert fragment.count(MARK) == 2 * len(numbers)
    answer = st.one_of(st.none(), st.sampled_from(["x", "../y/?a=1&b", '"><i>', "z#a\xa0b"]))
    count = len(draft.addresses)
    answers = data.draw(st.lists(answer, min_size=count, max_size=count)) if data else [None] * count
    made = answered(fragment, answers)
    assert MARK not in made
    assert _tags(made) <= _tags(fragment), "no answer makes an element, whatever the policy"
    clean = Sanitiser(policy).clean
    if name != "trusted" and clean(fragment) == fragment:  # links in links and tables are moved once more
        assert _without_blanks(clean(made)) == _without_blanks(made)


def _tags(html: str) -> set[str]:
    """The tags, without the attributes that hold addresses."""
    return {re.sub(r' (?:href|src|poster)="[^"]*"', "", tag) for tag in re.findall(r"<[^>]*>", html)}


def _without_blanks(html: str) -> str:
    """Without what no reader sees at the ends of lines, where an image was."""
    return re.sub(r"[ \t]+\n", "\n", html)


LISTINGS = {
    "python": [
        "x = 1 < 2 & 3\n",
        "@a\ndef f(x: int = 0) -> str:\n    '''A \"doc\".'''\n    return f'{x!r}'\n",
        "\n\n  x\t= '&lt;'\n",
    ],
    "js": ["let a = `b ${c}`; // d\n", "a => <b>c</b>\n"],
    "html": ['<p class="a">&amp; <!-- b --></p>\n'],
    "": ["plain <b> & c\n"],
    "nolanguage": ["x < y\n"],
}


def test_listings_that_were_made_before_are_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    fences = [f"```{language}\n{code}```\n" for language, codes in LISTINGS.items() for code in codes]
    before, now = "Tide.\n\n" + "\n".join(fences), "High tide.\n\n" + "\n".join(reversed(fences))
    drafter = Drafter(github, BLOG)
    drafter.recall(drafted(before))
    asked: list[str] = []
    lexer = Highlighter._lexer
    monkeypatch.setattr(Highlighter, "_lexer", lambda self, name: asked.append(name) or lexer(self, name))
    again = drafter.draft(parse(f"---\ntitle: Tides\n---\n{now}\n"), "Tides")
    assert asked == [""]
    assert again == drafted(now)
    assert set(asked) == set(LISTINGS)


@given(st.text(max_size=60), st.sampled_from(["python", "html", "js", "nolanguage"]))
@example('&copy &amp;lt; <span class="k">\n', "html")
def test_whatever_a_listing_is_it_is_the_same_when_it_is_recalled(code: str, language: str) -> None:
    text = f"~~~~~{language}\n{code}\n~~~~~\n"
    drafter = Drafter(github, BLOG)
    drafter.recall(drafted(text))
    assert drafter.draft(parse(f"---\ntitle: Tides\n---\n{text}\n"), "Tides") == drafted(text)
