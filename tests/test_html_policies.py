"""What of a post's HTML gets into its page by each policy, and what is said of the rest."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bundle_site import CONFIGURATION, content, copydesk, put
from hypothesis import given
from hypothesis import strategies as st
from test_html_policy import Kept

from lint.bundle.sanitise import Sanitiser
from lint.post import html
from lint.post.html_policy import Policy, dropped

BODY = """A <kbd>K</kbd>, <font color="red">red</font>, <x-card data-a="1">card</x-card>, *em* and [out](ftp://a.example.org/).

<iframe src="https://video.example.org/1" width="560" onload="x()"><p>inside</p></iframe>

<iframe src="https://video.example.org.evil.example/2"></iframe>

<script>
if (1 < 2) document.title = "<a href='b.md'>";
</script>

<div style="color: red" onclick="x()">

**Inner** <b>bold

</main></article><base href="https://evil.example/">

[^1]: A note.

| a | b |
|:-:|---|
| 1 | ~~2~~ |

- [x] done[^1]

The last word.
"""
POST = f"---\ntitle: P\ndate: 2024-01-01\n---\n\n{BODY}"
UNCLOSED = '\n[rules.unclosed-html]\nlevel = "off"\n[rules.unsafe-link]\nlevel = "off"\n'


def page(folder: Path, bundle: str) -> tuple[str, str, list[dict[str, str]]]:
    """The whole page, its article, and what `raw-html` says of the post."""
    put(folder, {"copydesk.toml": f"{CONFIGURATION}{bundle}\n{UNCLOSED}", "posts/p.md": POST})
    done = copydesk(folder, "bundle", "posts", "-o", "dist", "--format", "json", "--level", "advice")
    assert done.returncode == 0, done.stdout + done.stderr
    whole = content(folder / "dist")["site/p/index.html"].decode()
    assert whole.count("<main") == whole.count("</main>") == whole.count("</article>") == 1
    article = whole[whole.index("</header>\n", whole.index("<article>")) : whole.index("</article>")]
    assert "The last word." in article
    assert '<td class="align-center">1</td>' in article
    assert 'href="#fn-1"' in article
    found = [one for one in json.loads(done.stdout)["diagnostics"] if one["rule"] == "raw-html"]
    for one in found:
        assert POST[one["start"] : one["end"]].strip(), "it has a place"
    return whole, article, found


def named(found: list[dict[str, str]]) -> str:
    return "\n".join(one["message"] for one in found)


def test_blog_keeps_what_cannot_harm(tmp_path: Path) -> None:
    whole, article, found = page(tmp_path, "")
    assert "<kbd>K</kbd>" in article
    assert not [
        one for one in ("<font", "<x-card", "<iframe", "<script", "style=", "onclick", "ftp:") if one in article
    ]
    for what in ("<font>", "<x-card>", "<iframe>", "<script>", '"style"', '"onclick"', "<base>", '"ftp:"'):
        assert what in named(found)
    assert "default-src &#39;none&#39;" in whole


def test_blog_lets_in_the_frames_of_chosen_hosts(tmp_path: Path) -> None:
    whole, article, found = page(tmp_path, 'iframe-hosts = ["video.example.org"]')
    assert article.count("<iframe") == article.count("</iframe>") == 1
    assert '<iframe src="https://video.example.org/1" width="560" title="video.example.org" loading="lazy"' in article
    assert 'sandbox="allow-popups allow-presentation allow-same-origin allow-scripts"></iframe>' in article
    assert "onload" not in article
    assert "frame-src https://video.example.org;" in whole
    assert named(found).count("<iframe>") == 2, "the other host, and the attribute"


def test_strict_keeps_markdown_alone(tmp_path: Path) -> None:
    _, article, found = page(tmp_path, 'html = "strict"\niframe-hosts = ["video.example.org"]')
    assert "A K, red, card, <em>em</em> and out." in article
    assert not [one for one in ("<kbd", "<b>", "<div>", "<div s", "<iframe", "document", "inside") if one in article]
    for what in ("<kbd>", "<font>", "<div>", "<b>", "<script>"):
        assert what in named(found)


def test_trusted_keeps_all_but_what_breaks_the_page(tmp_path: Path) -> None:
    whole, article, found = page(tmp_path, 'html = "trusted"')
    assert "Content-Security-Policy" not in whole, "its scripts are to run"
    for kept in (
        '<font color="red">red</font>',
        '<x-card data-a="1">card</x-card>',
        '<iframe src="https://video.example.org/1" width="560" onload="x()">',
        """<script>
if (1 < 2) document.title = "<a href='b.md'>";
</script>""",
        '<div style="color: red" onclick="x()">',
    ):
        assert kept in article
    assert article.count("<b>") == article.count("</b>") > 0
    assert article.count("<div") == article.count("</div>")
    assert "<base" not in article
    assert "ftp:" not in article, "an address of Markdown"
    assert len(found) == 2
    assert "<base>" in named(found)


@pytest.mark.parametrize(
    ("bundle", "said"),
    [
        ('html = "blgo"', 'is none of "strict", "blog", "trusted"; did you mean "blog"?'),
        ('html = ""', 'is none of "strict", "blog", "trusted"'),
        ("html = true", "`bundle.html`: "),
        ('htm = "blog"', "unknown key `bundle.htm`; did you mean `html`?"),
        ('iframe-host = ["a.example"]', "did you mean `iframe-hosts`?"),
        ('iframe-hosts = ["https://video.example.org/embed"]', 'did you mean "video.example.org"?'),
        ('iframe-hosts = ["*"]', '"*" is no name of a host'),
        ("iframe-hosts = [\"a.example; script-src 'unsafe-inline'\"]", "is no name of a host"),
        ('target = "hogo"', 'did you mean "hugo"?'),
    ],
)
def test_a_wrong_value_is_named_with_the_nearest_right_one(bundle: str, said: str, tmp_path: Path) -> None:
    put(tmp_path, {"copydesk.toml": f"{CONFIGURATION}{bundle}\n", "posts/p.md": POST})
    done = copydesk(tmp_path, "bundle", "posts", "-o", "dist")
    assert done.returncode == 2
    assert "copydesk.toml:7:" in done.stderr
    assert said in done.stderr
    assert not (tmp_path / "dist").exists()


PARTS = st.lists(
    st.sampled_from(
        [
            *("<b>", "</b>", "<div a=b>", "</div>", "<script>", "</script>", "x", " < ", "&lt;b>", "<!--", "-->", "'"),
            *("<svg>", "</svg>", "<p/>", '"', "<i title='>'>", "<style>", "</style>", "<x-y", "<table>", "<td>", ">"),
            *("</main>", "<plaintext>", "<base href=x>", "<select>", "<option>", "<template>", "<math>", "<mi>", "<?x"),
        ]
    ),
    max_size=12,
).map("".join)


@given(PARTS)
def test_trusted_html_leaves_nothing_open(text: str) -> None:
    once = Sanitiser(Policy("trusted")).clean(text)
    assert not {("plaintext",), ("base",), ("main",)} & Kept(once).found.keys()
    after = Kept(f"<section>{once}</section><hr>")
    assert after.found["hr",] == 1


@given(PARTS)
def test_what_each_policy_is_said_to_drop_is_gone(text: str) -> None:
    tags = list(html.tags(text, 0, len(text)))
    blog = {one.tag.span for one in dropped(tags, text) if one.attribute is None}
    strict = {one.tag.span for one in dropped(tags, text, Policy("strict")) if one.attribute is None}
    assert blog <= strict, "strict drops at least what blog does"


def test_the_rule_says_where_its_policy_is_from(tmp_path: Path) -> None:
    put(tmp_path, {"copydesk.toml": f'{CONFIGURATION}html = "strict"\n', "posts/p.md": POST})
    done = copydesk(tmp_path, "check", "--select", "raw-html", "--show-config", "posts/p.md")
    assert done.returncode == 0
    assert re.search(r'html = "strict".*copydesk\.toml:7:1', done.stdout)
