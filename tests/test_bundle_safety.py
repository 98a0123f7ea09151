"""Nothing that runs gets into a page, and nothing from outside the site into a bundle."""

from __future__ import annotations

import errno
import re
import subprocess
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from bundle_site import CONFIGURATION, content, copydesk, emitted, names, page_of, put
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError, unsafe
from pictures import small

from lint.cli.bundling.kept_templates import KeptTemplates

VECTORS = (
    "<script>alert(1)</script>",
    "<img src=x.png onerror=alert(1)>",
    "<svg onload=alert(1)><a href='javascript:alert(1)'>x</a></svg>",
    "[x](javascript:alert(1)) [y](JaVaScRiPt&#58;alert(1)) [z](\x01javascript:alert(1))",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='vbscript:x'>x</a> <a href=' java\tscript:alert(1)'>y</a>",
    "<iframe src='https://example.org'></iframe> <object data=x></object> <embed src=x>",
    "<div style='position:fixed' onclick='alert(1)'>x</div> <style>*{color:red}</style>",
    "<form action='https://example.org'><input name=q><button formaction='javascript:1'>x</button></form>",
    "<math><mi//xlink:href='javascript:alert(1)'></math> <base href='https://example.org/'>",
    "<noscript><p title='</noscript><img src=https://example.org/x.png onerror=alert(1)>'></noscript>",
    "[x](https://example.org 'a\" onmouseover=\"alert(1)')",
    '![a" onerror="alert(1)](pic.png)',
    "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\ncode\n```',
    "## <img src=x.png onerror=alert(1)> {#x\"onclick=alert(1)}",
    "<meta http-equiv=refresh content='0;url=javascript:1'><link rel=stylesheet href=//example.org>",
)  # fmt: skip


class _Parts(HTMLParser):
    """Every element and attribute as a browser would read them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, "", ""), *((tag, name, value or "") for name, value in attrs)]


def test_nothing_that_runs_gets_into_a_page(tmp_path: Path) -> None:
    pictures = {"posts/x.png": small("PNG"), "posts/pic.png": small("PNG")}
    html = page_of("\n\n".join(VECTORS) + "\n\nThe last word.", tmp_path, **pictures)
    assert "The last word." in html
    parts = _Parts(html).found
    assert len(parts) > 20
    forbidden = {
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "form",
        "button",
        "svg",
        "math",
        "base",
        "meta",
        "link",
    }
    assert not forbidden & {tag for tag, _, _ in parts}
    for tag, name, value in parts:
        assert not name.startswith("on"), (tag, name)
        assert name not in {"style", "srcset", "action", "formaction", "target"}
        if name in {"href", "src"}:
            assert re.match(r"https?:|#|\.\./|[\w./%-]*$", value), (tag, value)
        if tag == "input" and name == "type":
            assert value == "checkbox"


def test_front_matter_is_text_and_never_markup(tmp_path: Path) -> None:
    evil = "\"</title><script>alert(1)</script> ' onload='x\""
    post = f"---\ntitle: {evil}\nauthor: {evil}\nsummary: {evil}\ntags: [{evil}]\n---\n\nText.\n"
    files = emitted(put(tmp_path, {"copydesk.toml": CONFIGURATION, "posts/p.md": post}))
    for path in ("site/p/index.html", "site/index.html"):
        scripts = re.findall(rb"<script[^>]*>", files[path])
        assert set(scripts) <= {b'<script type="application/ld+json">'}, "facts, which nothing runs"
        assert files[path].count(b"</script") == len(scripts)
        assert b"&lt;script" in files[path]


def test_an_svg_that_holds_code_is_published_without_it(tmp_path: Path) -> None:
    html = page_of(
        "![live](live.svg) ![still](still.svg)",
        tmp_path,
        **{
            "posts/live.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "posts/still.svg": "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>",
        },
    )
    assert re.search(r'<img src="\.\./images/live\.[0-9a-f]{10}\.svg" alt="live" decoding="async">', html)
    assert re.search(r'<img src="\.\./images/still\.[0-9a-f]{10}\.svg" alt="still" loading="lazy"', html)
    drawings = [data for path, data in content(tmp_path / "dist").items() if path.endswith(".svg")]
    assert len(drawings) == 2
    assert b"alert" not in b"".join(drawings)


def test_an_image_behind_a_link_out_of_the_site_is_refused(tmp_path: Path) -> None:
    put(tmp_path, {"secret.png": b"private"})
    site = put(tmp_path / "site", {"copydesk.toml": CONFIGURATION, "posts/p.md": "---\ntitle: P\n---\n\n![x](x.png)\n"})
    (site / "posts/x.png").symlink_to(tmp_path / "secret.png")
    done = copydesk(site, "bundle", "posts", "-o", "dist")
    assert done.returncode == 1
    assert "posts/x.png: cannot be read: a link that leads out of the site" in done.stderr
    assert names(site) == ["copydesk.toml", "posts"]


def test_template_tags_are_left_out_and_said(tmp_path: Path) -> None:
    put(tmp_path, {"copydesk.toml": CONFIGURATION})
    put(tmp_path, {"posts/p.md": "---\ntitle: P\n---\n\nBy {{ site.author }}, [up]({{ site.url }}/up).\n{: .note}\n"})
    done = copydesk(tmp_path, "bundle", "posts", "-o", "dist")
    html = content(tmp_path / "dist")["site/p/index.html"].decode()
    assert "<p>By , up." in html
    assert "posts/p.md: 2 template tags are left out" in done.stderr
    assert "\ue000" not in html


def outside(folder: Path) -> Path:
    """A site beside files that are not its own."""
    put(folder, {"secret.html": "private", "secret.md": "---\ntitle: Private\ndate: 2024-01-01\n---\n\nPrivate.\n"})
    return put(
        folder / "site",
        {"copydesk.toml": CONFIGURATION, "posts/p.md": "---\ntitle: P\ndate: 2024-01-01\n---\n\nText.\n"},
    )


def test_a_post_behind_a_link_out_of_the_site_is_refused(tmp_path: Path) -> None:
    site = outside(tmp_path)
    (site / "posts/secret.md").symlink_to(tmp_path / "secret.md")
    done = copydesk(site, "bundle", "posts", "-o", "dist")
    assert done.returncode == 1
    assert "posts/secret.md: a link that leads out of the site; nothing was written" in done.stderr
    assert not (site / "dist").exists()
    # Where both lie in one repository it is the author's own, as a change log that the guide shows, too.
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert b"Private." in emitted(site)["site/secret/index.html"]


def test_a_folder_of_posts_behind_a_link_out_of_the_site_is_refused(tmp_path: Path) -> None:
    site = outside(tmp_path / "a")
    put(tmp_path / "elsewhere", {"secret.md": "---\ntitle: Private\n---\n\nPrivate.\n"})
    (site / "posts/more").symlink_to(tmp_path / "elsewhere")
    done = copydesk(site, "bundle", "posts/more/secret.md", "posts", "-o", "dist")
    assert done.returncode in {1, 2}, "refused, or never seen"
    assert not (site / "dist").exists()


def test_a_template_behind_a_link_out_of_the_site_is_refused(tmp_path: Path) -> None:
    site = outside(tmp_path)
    put(site, {"copydesk.toml": CONFIGURATION + 'templates = "theme"\n', "theme/style.css": ""})
    (site / "theme/404.html").symlink_to(tmp_path / "secret.html")
    done = copydesk(site, "bundle", "posts", "-o", "dist")
    assert (done.returncode, done.stderr) == (2, "copydesk: theme: cannot be read: a link that leads out of the site\n")


@pytest.mark.parametrize(
    "template",
    [
        "{% include '/etc/passwd' %}",
        "{% include '../../secret.html' %}",
        "{% extends '../secret.html' %}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ words.update({'posts': 'x'}) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ 1 / 0 }}",
        "{% include '404.html' %}",
    ],
)
def test_a_template_reaches_for_nothing(tmp_path: Path, template: str) -> None:
    site = outside(tmp_path)
    put(site, {"copydesk.toml": CONFIGURATION + 'templates = "theme"\n', "theme/404.html": template})
    done = copydesk(site, "bundle", "posts", "-o", "dist")
    assert done.returncode == 1, done.stderr
    assert "template 404.html" in done.stderr
    assert done.stderr.endswith("; nothing was written to dist\n")
    assert not (site / "dist").exists()


@pytest.mark.parametrize(
    ("posts", "said"),
    [
        (
            {"a.md": "permalink: /straße/", "b.md": "permalink: /STRASSE/"},
            "posts/b.md and posts/a.md would both be published at /STRASSE/",
        ),
        (
            {"a.md": 'permalink: "/caf\\u00e9/"', "b.md": 'permalink: "/cafe\\u0301/"'},
            "posts/b.md and posts/a.md would both be published at /café/",
        ),
        (
            {"a.md": "permalink: /tide.html", "b.md": "permalink: /TIDE.html/more/"},
            "posts/a.md and posts/b.md would be published one below the other",
        ),
        ({"a.md": 'permalink: "/a|b/"'}, "a name that some systems forbid"),
        ({"a.md": "permalink: '/a\"b/'"}, "a name that some systems forbid"),
        ({"a.md": "permalink: /Aux.html"}, "a name that some systems forbid"),
        ({"a.md": "permalink: /lpt1/x/"}, "a name that some systems forbid"),
        ({"a.md": "permalink: /COM²/"}, "a name that some systems forbid"),
        ({"a.md": "permalink: /dot./x/"}, "a name that some systems forbid"),
        ({"a.md": f"permalink: /{'é' * 128}/"}, "a name that some systems forbid"),
    ],
)
def test_pages_that_no_system_or_not_every_one_can_hold(tmp_path: Path, posts: dict[str, str], said: str) -> None:
    put(tmp_path, {"copydesk.toml": CONFIGURATION})
    put(tmp_path, {f"posts/{name}": f"---\ntitle: T\n{field}\n---\n\nText.\n" for name, field in posts.items()})
    done = copydesk(tmp_path, "bundle", "posts", "-o", "dist")
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert not (tmp_path / "dist").exists()


def test_files_of_forbidden_names_get_another(tmp_path: Path) -> None:
    html = page_of(
        "![one](CON.png) [paper](aux.pdf) ![two](con.png)",
        tmp_path,
        **{"posts/CON.png": small("PNG"), "posts/aux.pdf": b"%PDF", "posts/con.png": small("PNG", 9, 9)},
    )
    assert re.search(r'src="\.\./images/file-CON\.', html)
    names = [path.rpartition("/")[2].partition(".")[0].lower() for path in content(tmp_path / "dist")]
    assert not {"con", "aux"} & set(names)


@pytest.mark.parametrize("first", [jinja2.Environment, ImmutableSandboxedEnvironment])
def test_a_template_is_guarded_whatever_was_compiled_before(tmp_path: Path, first: type[jinja2.Environment]) -> None:
    @unsafe
    def run() -> str:
        return "it ran"

    loader = jinja2.DictLoader({"page.html": "{{ run() }}"})

    def filled(environment: type[jinja2.Environment]) -> str:
        return (
            environment(loader=loader, bytecode_cache=KeptTemplates(str(tmp_path)))
            .get_template("page.html")
            .render(run=run)
        )

    first(loader=loader, bytecode_cache=KeptTemplates(str(tmp_path))).get_template("page.html")
    assert filled(jinja2.Environment) == "it ran"
    with pytest.raises(SecurityError):
        filled(ImmutableSandboxedEnvironment)


def test_sites_with_and_without_templates_of_their_own_share_what_is_compiled(tmp_path: Path) -> None:
    post = "---\ntitle: Wind\ndate: 2024-01-01\n---\n\nIt blows.\n"
    put(
        tmp_path / "own",
        {"copydesk.toml": CONFIGURATION + 'templates = "theme"\n', "theme/404.html": "Gone.\n", "posts/a.md": post},
    )
    put(tmp_path / "plain", {"copydesk.toml": CONFIGURATION, "posts/a.md": post})
    for name in ("own", "plain", "own"):
        done = copydesk(tmp_path / name, "bundle", "posts", "-o", "dist", XDG_CACHE_HOME=str(tmp_path / "cache"))
        assert (done.returncode, done.stderr) == (0, "")
    own, plain = ((tmp_path / name / "dist/site/a/index.html").read_bytes() for name in ("own", "plain"))
    assert own == plain
    assert (tmp_path / "own/dist/site/404.html").read_text() == "Gone.\n"


def test_a_bundle_needs_no_place_for_what_is_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    environment = jinja2.Environment(bytecode_cache=KeptTemplates(str(tmp_path)), loader=jinja2.DictLoader({"a": "b"}))
    assert environment.get_template("a").render() == "b"
    assert not list(tmp_path.iterdir())
