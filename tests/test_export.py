"""`dist/source/`: what a generator is given, and what the generators themselves make of it."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import frontmatter
import pytest
from bundle_site import CONFIGURATION, content, copydesk, harbour, put
from hypothesis import given
from hypothesis import strategies as st
from pictures import small

from lint.bundle.export.article import moment
from lint.bundle.export.body import Body
from lint.bundle.export.eleventy import Eleventy
from lint.bundle.export.front import kept_day, stamp, with_metadata, with_yaml
from lint.bundle.export.hugo import Hugo
from lint.bundle.export.jekyll import Jekyll
from lint.bundle.export.pelican import Pelican
from lint.bundle.pages import Page
from lint.post.front import read as read_front_matter
from lint.site.anchor_slugs import github

TARGETS = ("eleventy", "hugo", "jekyll", "pelican")
PLACES = {
    "eleventy": ("posts/hello.md", "posts/other.md"),
    "hugo": ("content/en/posts/hello.md", "content/fr/posts/other.md"),
    "jekyll": ("_posts/2024-01-02-hello.md", "_posts/2024-02-03-other.md"),
    "pelican": ("content/hello.md", "content/other.md"),
}


def source(site: Path, target: str, *arguments: str) -> dict[str, str]:
    """The text files of the source of a site's bundle, without those of the kit; nothing may be said."""
    done = copydesk(site, "bundle", "-o", "dist", "--target", target, *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found = content(site / "dist/source")
    return {path: data.decode() for path, data in found.items() if path.endswith(".md")}


def exported(folder: Path, target: str, body: str, fields: str = "", **files: str | bytes) -> str:
    """What the body of a post becomes."""
    post = f"---\ntitle: P\ndate: 2024-01-01\n{fields}---\n\n{body}\n"
    put(folder, {"copydesk.toml": 'select = ["doubled-word"]\n', "posts/p.md": post, **files})
    (text,) = (text for path, text in source(folder, target).items() if path.endswith("p.md"))
    head = "\n\n" if target == "pelican" else "\n---\n\n"
    return text[text.index(head) + len(head) :]


@pytest.mark.parametrize("target", TARGETS)
def test_the_source_has_the_published_posts_and_what_they_use(tmp_path: Path, target: str) -> None:
    site = harbour(tmp_path)
    posts = source(site, target)
    assert sorted(posts) == sorted(PLACES[target])
    hello = posts[PLACES[target][0]]
    assert "](/fr/other/#wind " in hello
    assert "user }}" in hello
    everything = b"".join(content(site / "dist/source").values())
    assert b"Sekrit" not in everything
    assert b"Tomorrowland" not in everything
    manifest = json.loads((site / "dist/manifest.json").read_bytes())
    listed = {file["path"] for file in manifest["files"]}
    assert {f"source/{path}" for path in content(site / "dist/source")} <= listed
    images = {path for path in listed if path.startswith("source/") and path.endswith((".png", ".gif", ".pdf"))}
    assert len(images) == 3
    for path in images:
        name = path[path.index("/images/" if "/images/" in path else "/files/") :]
        assert name in hello
        assert (site / "dist" / path).read_bytes() == (site / f"dist/site{name}").read_bytes()
    sums = (site / "dist/SHA256SUMS").read_text()
    assert all(f"  {path}\n" in sums for path in listed)


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_bytes_each_time_and_the_next_target_takes_the_place(tmp_path: Path, target: str) -> None:
    site = harbour(tmp_path)
    source(site, target)
    before = content(site / "dist")
    source(site, "hugo" if target != "hugo" else "jekyll")
    assert set(content(site / "dist")) != set(before)
    put(site, {"copydesk.toml": f'{CONFIGURATION}target = "{target}"\n'})
    done = copydesk(site, "bundle", "-o", "dist", TZ="Asia/Tokyo", PYTHONHASHSEED="7", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert content(site / "dist") == before


def test_without_a_target_there_is_no_source(tmp_path: Path) -> None:
    site = harbour(tmp_path)
    assert copydesk(site, "bundle", "-o", "dist").returncode == 0
    assert sorted(path.name for path in (site / "dist").iterdir()) == ["SHA256SUMS", "manifest.json", "site"]
    done = copydesk(site, "bundle", "-o", "dist", "--target", "hygo")
    assert done.returncode == 2
    assert "hygo" in done.stderr
    assert "hugo" in done.stderr


FIELDS: dict[str, Any] = {
    "title": "1e3",
    "date": stamp(datetime.datetime(2024, 5, 1, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))),
    "tags": ("yes", "y", "null", "0o14", "12:30", "a: b", "# c", "é", "- x", "2024-01-01", "=", "'q'", '"'),
    "n": 3,
    "draft": False,
    "empty": "",
    "text": "a \\ b # c: d",
}


@pytest.mark.parametrize("mark", ["T", " "])
def test_what_is_written_reads_the_same_for_python_frontmatter_and_for_us(mark: str) -> None:
    date = datetime.datetime(2024, 5, 1, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
    text = with_yaml(FIELDS | {"date": stamp(date, mark, "" if mark == "T" else " ")}, "A text.")
    theirs = frontmatter.loads(text)
    assert theirs.content == "A text."
    assert theirs.metadata == {
        key: list(value) if isinstance(value, tuple) else value for key, value in FIELDS.items() if key != "empty"
    } | {"date": date}
    ours = read_front_matter(text)
    assert ours is not None
    assert not ours.problems
    assert [field.key for field in ours.fields] == list(theirs.metadata)
    assert {item.text for item in ours.get("tags").value.items} == set(FIELDS["tags"])  # type: ignore[union-attr]
    assert all(item.kind == "text" for item in ours.get("tags").value.items)  # type: ignore[union-attr]
    assert ours.get("date").value.kind == "date"  # type: ignore[union-attr]


def test_metadata_of_pelican_is_one_line_each() -> None:
    assert with_metadata({"Title": "A\nB", "Tags": "", "bad key": "x"}, "Text: y.") == "Title: A B\n\nText: y.\n"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-05-01 9:30", "2024-05-01T09:30:00"),
        ("2024-05-01T09:30:15.5Z", "2024-05-01T09:30:15+00:00"),
        ("2024-05-01 09:30:15 -0500", "2024-05-01T09:30:15-05:00"),
        ("2024-05-01 24:10", "2024-05-01"),
        ("1 May 2024", "2024-05-01"),
    ],
)
def test_dates_keep_their_time(text: str, iso: str) -> None:
    found = moment(text)
    assert found is not None
    assert found.isoformat() == iso


def test_a_reader_in_utc_sees_the_same_day() -> None:
    late = datetime.datetime(2024, 5, 1, 23, 0, tzinfo=datetime.timezone(-datetime.timedelta(hours=5)))
    assert kept_day(late) == datetime.date(2024, 5, 1)
    noon = late.replace(hour=12)
    assert kept_day(noon) is noon


@pytest.mark.parametrize(
    ("markdown", "written"),
    [
        ("`{{ a }}`", "`{% raw %}{{ a }}{% endraw %}`"),
        ("a {{ b }} c {% d %} e", "a {% raw %}{{ b }} c {% d %}{% endraw %} e"),
        ("lone {{ here", "lone {% raw %}{{{% endraw %} here"),
        ("`{% endraw %}`", '`{{ "{%" }} endraw %}`'),
        ("a | b", "a \\| b"),
        ("`a | b`", "`a | b`"),
        ("| a |\n|---|\n| b |", "| a |\n|---|\n| b |"),
        ("cost $$5", "cost \\$\\$5"),
        ("x {:y", "x \\{:y"),
        ("a\n: b", "a\n\\: b"),
        ("plain \\| bar", "plain \\| bar"),
        ("| a |\n|---|\n| `b \\| c` |", "| a |\n|---|\n| <code>b &#124; c</code> |"),
        ("a\\@b \\* c", "a&#64;b \\* c"),
        ("a\n- b", "a\n\n- b"),
        ("1) a\n2) b", "1. a\n2. b"),
        ("[a](https://example.org/?a|b)", "[a](https://example.org/?a%7Cb)"),
    ],
)
def test_jekyll_runs_and_misreads_nothing(markdown: str, written: str) -> None:
    assert Jekyll().body(markdown) == written


@pytest.mark.parametrize(
    ("markdown", "written"),
    [
        ("`{{< a >}}`", "`{{</* a */>}}`"),
        ("{{% a %}} and {{ b }}", "{{%/* a */%}} and {{ b }}"),
        ("{{</* a */>}}", "{{</*/* a */*/>}}"),
        ("a {{< b", "a &#123;{< b"),
        ("`{{<`", "<code>&#123;&#123;&lt;</code>"),
        ("```go\n{{< x\n```", '<pre><code class="language-go">&#123;&#123;&lt; x\n</code></pre>\n'),
        ("{{ a }} {% b %}", "{{ a }} {% b %}"),
    ],
)
def test_hugo_runs_nothing(markdown: str, written: str) -> None:
    assert Hugo().body(markdown) == written


@pytest.mark.parametrize(
    ("markdown", "written"),
    [
        ("a\n- b\n  - c\n\n    d", "a\n\n- b\n    - c\n\n        d"),
        ("1. a\n   ```sh -x\n   ls\n     wc\n   ```\n   b", "1. a\n\n        :::sh\n        ls\n          wc\n\n    b"),
        ("```rust,ignore\nx\n```", "```rust\nx\n```"),
        ("~~~\n```\n~~~", "````\n```\n````"),
        ("a\\\nb \\~", "a  \nb &#126;"),
        ("x\n#y", "x\n\\#y"),
        ("* #3 a\n* #4 b", "* \\#3 a\n* \\#4 b"),
        ("{a} b\n: c", "\\{a} b\n&#58; c"),
        ("> a\n> - b\n>   - c", "> a\n>\n> - b\n>     - c"),
        ("- a\n\n-     code", "- a\n\n-     code"),
    ],
)
def test_pelican_gets_what_python_markdown_reads_the_same(markdown: str, written: str) -> None:
    assert Pelican().body(markdown) == written


@given(st.text(st.sampled_from("ab *_`#>-+.:|\\[](){}<>~!1\n\t&\"'$%^é")))
def test_no_text_breaks_what_rewrites_it(markdown: str) -> None:
    for target in (Eleventy, Hugo, Jekyll, Pelican):
        assert isinstance(target().body(markdown), str)
        page = Page("p.md", "p/index.html", "P", None, "en")
        body = Body(target.dialect, github).of(page, markdown, lambda url, _: url)
        assert body == Body(target.dialect, github).of(page, markdown, lambda url, _: url)
    # Nothing of the words is lost on the way.
    assert re.findall("[bé]", Pelican().body(markdown)) == re.findall("[bé]", markdown)


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("[x](drafts/d.md) and [y][d]\n\n[d]: drafts/d.md", "x and y"),
        ("# P\n\nText.", "Text."),
        ("A <b onclick='x()' class=c>b</b> <script>alert(1)</script>c", 'A <b class="c">b</b> c'),
        ("<!-- TODO -->\n\nText.", "Text."),
        ("<custom-box>\n\nText\n\n</custom-box>", "<div>\n\nText\n\n</div>"),
        ('<a name="old"></a>Text', '<a id="old"></a>Text'),
        ("[a](javascript:alert(1)) <a href='javascript:alert(1)'>b</a>", "a <a>b</a>"),
        ("Head\nline\n===\n\n## B ##", "Head\nline {#head-line}\n===\n\n## B {#b}"),
        ("![one](i.png) ![two][i]\n\n[i]: i.png", None),
    ],
)
def test_the_text_is_the_author_s_and_its_addresses_hold(tmp_path: Path, body: str, written: str | None) -> None:
    draft = "---\ntitle: D\ndraft: true\ndate: 2024-01-01\n---\n\nD.\n"
    put(tmp_path, {"copydesk.toml": 'select = ["doubled-word"]\n', "posts/drafts/d.md": draft})
    put(
        tmp_path, {"posts/i.png": small("PNG", 3, 4), "posts/p.md": f"---\ntitle: P\ndate: 2024-01-01\n---\n\n{body}\n"}
    )
    done = copydesk(tmp_path, "bundle", "-o", "dist", "--target", "hugo")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "dist/source/content/posts/p.md").read_text().partition("\n---\n\n")[2].strip("\n")
    if written is None:
        name = re.escape("/images/i.") + r"\w{10}" + re.escape(".png")
        assert re.fullmatch(rf"!\[one\]\({name}\) !\[two\]\[i\]\n\n\[i\]: {name}", text)
    else:
        assert text == written


def test_below_a_folder_of_a_server(tmp_path: Path) -> None:
    other = "---\ntitle: O\ndate: 2024-01-02\n---\n\nO.\n"
    put(tmp_path, {"posts/o.md": other})
    configuration = 'select = ["doubled-word"]\n[bundle]\nurl = "https://example.org/notes/"\n'
    put(tmp_path, {"copydesk.toml": configuration, "posts/p.md": "---\ntitle: P\ndate: 2024-01-01\n---\n\n[o](o.md)\n"})
    posts = source(tmp_path, "jekyll")
    assert posts["_posts/2024-01-01-p.md"].endswith("[o](/notes/o/)\n")
    assert 'baseurl: "/notes"' in (tmp_path / "dist/source/_config.yml").read_text()


def test_eleventy_gets_html_for_what_its_markdown_lacks(tmp_path: Path) -> None:
    body = "A[^n] b[^n].\n\n    code\n      more\n\n- [x] done\n\n[^n]: Note *one*.\n\n    Two."
    assert exported(tmp_path, "eleventy", body) == (
        'A<sup id="fnref-1"><a href="#fn-1">1</a></sup> b<sup id="fnref-1-2"><a href="#fn-1">1</a></sup>.\n\n'
        '```\ncode\n  more\n```\n\n- <input type="checkbox" disabled checked> done\n\n<hr>\n\n'
        '1. <a id="fn-1"></a>Note *one*.\n\n   Two. [↩](#fnref-1) [↩](#fnref-1-2)\n'
    )


def test_names_do_not_collide(tmp_path: Path) -> None:
    post = "---\ntitle: T\ndate: 2024-01-0{}\n---\n\nText.\n"
    put(tmp_path, {"copydesk.toml": 'select = ["doubled-word"]\n'})
    put(tmp_path, {f"posts/{name}.md": post.format(n + 1) for n, name in enumerate(("a/x", "b/x", "b/y", "v1.2"))})
    assert sorted(source(tmp_path, "hugo")) == [f"content/posts/{n}.md" for n in ("a-x", "b-x", "v1-2", "y")]
