"""`copydesk preview`: what is served, what is rebuilt, what it survives; over real HTTP, in a process of its own."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bundle_site import CONFIGURATION, content, copydesk, emitted, harbour, put
from pictures import small
from previews import Preview, preview

PLAN = "/drafts/plan/"
HELLO = "/hello/"
_META = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour(tmp_path_factory.mktemp("harbour"))


@pytest.fixture(scope="module")
def running(site: Path) -> Iterator[Preview]:
    """A preview of a site that no test changes."""
    before = content(site)
    with preview(site, "posts") as one:
        yield one
    assert content(site) == before, "a preview writes nothing"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A site that a test may change."""
    return harbour(tmp_path)


def write(site: Path, path: str, text: str | bytes) -> None:
    put(site, {path: text})


def doubled(text: str) -> str:
    return f"---\ntitle: Sekrit plan\ndate: 2024-01-01\ndraft: true\n---\n\n{text}\n"


def test_drafts_and_later_posts_are_shown_and_marked(running: Preview) -> None:
    assert "This post is a draft. No bundle holds it." in running.get(PLAN).text
    assert "This post is dated 2999-01-01." in running.get("/later/").text
    assert 'class="banner"' not in running.get(HELLO).text
    front = running.get("/").text
    assert (
        'data-marks="{&quot;/later/&quot;: &quot;From 2999-01-01&quot;, &quot;/drafts/plan/&quot;: &quot;Draft' in front
    )
    assert '<a href="drafts/plan/">Sekrit plan</a>' in running.get("/").page


def test_the_findings_are_those_of_check(running: Preview, site: Path) -> None:
    found = running.findings(PLAN)
    done = copydesk(site, "check", "posts/drafts/plan.md", "--format", "json")
    assert f'"start": {found["diagnostics"][0]["start"]},' in done.stdout
    (one,) = found["diagnostics"]
    assert (one["path"], one["line"], one["column"]) == ("posts/drafts/plan.md", 7, 1)
    assert (one["rule"], one["level"], one["fix"]["title"]) == ("doubled-word", "warning", 'Remove the second "the"')
    panel = running.get(PLAN).text
    for part in ("7:1", "warning", "doubled-word", "Remove the second", "1 warning", "/_copydesk/explain/doubled-word"):
        assert part in panel
    front = running.findings("/")
    assert [one["path"] for one in front["diagnostics"]] == ["posts/drafts/plan.md", "posts/later.md"]
    assert "posts/later.md · 1 error" in running.get("/").text
    assert running.findings(HELLO)["diagnostics"] == []


def test_it_answers_loopback_and_readers_alone(running: Preview) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "evil.example:80", "10.0.0.1", "0.0.0.0"):
        assert running.get("/", Host=host).status == 403
        assert running.get("/_copydesk/findings", Host=host).status == 403
    for host in ("localhost", f"LOCALHOST:{running.port}", "[::1]:9000", "127.0.0.2"):
        assert running.get("/", Host=host).status == 200
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        assert running.get("/", method).status == 405
    head = running.get("/", "HEAD")
    assert (head.status, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(running.get("/").data))


@pytest.mark.parametrize(
    "path",
    ["/../copydesk.toml", "/%2e%2e/copydesk.toml", "/..%2fcopydesk.toml", "/posts/later.md", "/copydesk.toml",
     "/_copydesk/../server.py", "/_copydesk/server.py", "/_copydesk/%2e%2e/watch.py", "//etc/passwd", "/%00", "/nope/",
     "/images/unused.png", "/manifest.json", "/_copydesk/explain/nothing"],
)  # fmt: skip
def test_nothing_else_is_there(running: Preview, path: str) -> None:
    got = running.get(path)
    assert got.status == 404
    if not path.startswith("/_copydesk"):
        assert "There is no such page" in got.text
        assert "copydesk-preview" in got.text


def test_types_policies_and_redirects(running: Preview) -> None:
    front = running.get("/", Host=f"localhost:{running.port}")
    assert front.headers["Cache-Control"] == "no-store"
    assert front.headers["X-Content-Type-Options"] == "nosniff"
    policy = front.headers["Content-Security-Policy"].split("; ")
    own = f"http://localhost:{running.port}/_copydesk/"
    assert f"script-src {own}preview.js" in policy
    assert f"connect-src 'self' {own}" in policy
    assert {"default-src 'none'", "base-uri 'none'", "form-action 'none'"} <= set(policy)
    assert "http-equiv" not in front.text
    got = running.get(HELLO)
    style = re.search(r'href="\.\./(assets/style\.\w+\.css)"', got.text)
    image = re.search(r'src="\.\./(images/\S+?\.png)"', got.text)
    assert style
    assert image
    types = {
        "/": "text/html; charset=utf-8",
        f"/{style[1]}": "text/css; charset=utf-8",
        f"/{image[1]}": "image/png",
        "/feed.atom": "application/atom+xml",
        "/feed.json": "application/json",
        "/robots.txt": "text/plain; charset=utf-8",
        "/_copydesk/preview.js": "text/javascript; charset=utf-8",
        "/_copydesk/preview.css": "text/css; charset=utf-8",
        "/_copydesk/explain/doubled-word": "text/html; charset=utf-8",
    }
    for path, kind in types.items():
        got = running.get(path)
        assert (got.status, got.headers["Content-Type"]) == (200, kind), path
        assert got.headers["Cache-Control"] == "no-store"
    assert running.get("/favicon.ico").status == 204
    moved = running.get("/drafts/plan")
    assert (moved.status, moved.headers["Location"]) == (302, PLAN)


def test_pages_are_those_of_the_bundle(own: Path) -> None:
    (own / "posts/drafts/plan.md").unlink()
    (own / "posts/later.md").unlink()
    bundle = {path: data for path, data in emitted(own).items() if path.startswith("site/")}
    shutil.rmtree(own / "dist")
    with preview(own, "posts") as running:
        pages = [path for path in bundle if path.endswith(".html")]
        assert len(pages) > 8
        for path in pages:
            address = path.removeprefix("site").removesuffix("index.html")
            assert running.get(address).page == _META.sub("", bundle[path].decode()), path
        for path in bundle.keys() - set(pages):
            assert running.get(path.removeprefix("site")).data == bundle[path], path
        assert running.get("/sitemap.xml").status == 404


def test_what_is_saved_is_shown(own: Path) -> None:
    with preview(own, "posts") as running:
        reader, other = running.stream(PLAN), running.stream(HELLO)
        assert reader.next()[1]["tally"] == "1 warning"
        assert other.next()[1]["tally"] == "Nothing found"
        write(own, "posts/drafts/plan.md", doubled("A quokka and and a numbat numbat."))
        assert reader.until(lambda name, _: name == "reload")[-1] == "reload"
        assert "A quokka and and" in running.get(PLAN).page
        line = running.line("posts/drafts/plan.md")
        spent = r"page in [\d.]+ s, findings in [\d.]+ s"
        counts = "2 warnings; 1 error, 2 warnings in all"
        assert re.fullmatch(rf"copydesk: posts/drafts/plan\.md: {spent}: {counts}\n", line)
        assert [one["column"] for one in running.findings(PLAN)["diagnostics"]] == [10, 20]
        # Whoever reads another page is not bothered: its findings are the same, too.
        write(own, "posts/2024-01-02-hello.md", doubled("Hello hello.").replace("draft: true\n", ""))
        assert other.next()[0] == "reload"
        # An editor that saves under another name and renames.
        reader = running.stream(PLAN)
        reader.next()
        write(own, "posts/drafts/.plan.tmp", doubled("A wombat."))
        (own / "posts/drafts/.plan.tmp").replace(own / "posts/drafts/plan.md")
        assert reader.until(lambda name, _: name == "reload")
        assert "A wombat." in running.get(PLAN).page


def test_posts_images_and_settings_come_and_go(own: Path) -> None:
    with preview(own, "posts") as running:
        assert running.get("/drafts/new/").status == 404
        reader = running.stream("/drafts/new/")
        write(own, "posts/drafts/new.md", doubled("![Fish](../pics/fish.png)").replace("Sekrit plan", "New"))
        assert "reload" in reader.until(lambda name, _: name == "reload")
        assert running.get("/drafts/new/").status == 200
        reader = running.stream("/drafts/new/")
        write(own, "posts/pics/fish.png", small("PNG", 5, 5))
        assert "reload" in reader.until(lambda name, _: name == "reload")
        assert re.search(r'src="\S*images/fish\.\w+\.png"', running.get("/drafts/new/").page)
        reader = running.stream("/")
        write(own, "copydesk.toml", CONFIGURATION.replace("Harbour notes", "Quay notes"))
        assert "reload" in reader.until(lambda name, _: name == "reload")
        assert "<h1>Quay notes</h1>" in running.get("/").page
        reader = running.stream("/drafts/new/")
        (own / "posts/drafts/new.md").unlink()
        assert "reload" in reader.until(lambda name, _: name == "reload")
        assert running.get("/drafts/new/").status == 404


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (doubled("Gone.").replace("title: Sekrit", 'title: "Sekrit'), "plan.md:2:8: its front matter cannot be read"),
        ("---\ntitle: Sekrit plan\ndate: soon\ndraft: true\n---\n\nGone.\n", "its date 'soon' cannot be read"),
        (doubled("Gone.").replace("draft: true", "draft: true\npermalink: ../../out/"), "posts/drafts/plan.md"),
        (b"---\ntitle: Sekrit plan\n---\n\0\xff\xfe binary", "a NUL byte"),
        ("---\ntitle: Sekrit plan\ndraft: true\nslug: ../images\n", "its front matter cannot be read"),
    ],
    ids=["quote", "date", "permalink", "binary", "unclosed"],
)  # fmt: skip
def test_a_broken_post_keeps_its_last_good_page(own: Path, text: str | bytes, said: str) -> None:
    configuration = CONFIGURATION.replace('"doubled-word"', '"doubled-word", "front-matter-syntax"')
    write(own, "copydesk.toml", 'posts = ["posts/**/*.md"]\n' + configuration)
    with preview(own) as running:
        reader = running.stream(PLAN)
        reader.next()
        write(own, "posts/drafts/plan.md", text)
        names = reader.until(lambda _, data: said in data.get("panel", "") and "last good version" in data["panel"])
        assert "reload" not in names, "what is shown did not change"
        assert "The the zebra." in running.get(PLAN).page
        assert any(said in one for one in running.findings("/")["troubles"])
        assert running.get(HELLO).status == 200
        write(own, "posts/drafts/plan.md", doubled("Mended."))
        assert "reload" in reader.until(lambda name, _: name == "reload")
        assert "Mended." in running.get(PLAN).page
        assert running.findings(PLAN)["troubles"] == []


def test_it_starts_with_what_is_broken(own: Path) -> None:
    write(own, "posts/drafts/plan.md", doubled("Text.").replace("title: Sekrit", 'title: "Sekrit'))
    write(own, "posts/twin.md", "---\ntitle: Twin\ndate: 2024-01-02\nslug: hello\n---\n\nText.\n")
    put(own.parent, {"elsewhere.md": "---\ntitle: Elsewhere\ndate: 2024-01-02\n---\n\nText.\n"})
    (own / "posts/link.md").symlink_to(own.parent / "elsewhere.md")
    with preview(own, "posts") as running:
        troubles = running.findings("/")["troubles"]
        assert "posts/link.md: a link that leads out of the site; it is not shown" in troubles
        assert running.get("/link/").status == 404
        assert any("its front matter cannot be read" in one for one in troubles)
        assert any("would both be published at /hello/" in one for one in troubles)
        assert running.get(HELLO).status == 200


def test_a_broken_configuration_or_template_keeps_the_site(own: Path) -> None:
    write(own, "copydesk.toml", CONFIGURATION + 'templates = "theme"\n')
    write(own, "theme/404.html", '{% extends "base.html" %}\n{% block main %}<h1>Lost</h1>{% endblock %}\n')
    with preview(own, "posts") as running:
        reader = running.stream(PLAN)
        reader.next()
        write(own, "copydesk.toml", "titel = 1\n")
        reader.until(lambda _, data: "copydesk.toml:1:1" in data.get("panel", ""))
        assert "the last good pages are shown" in running.line("copydesk.toml:1:1")
        assert running.get(PLAN).status == 200
        write(own, "copydesk.toml", CONFIGURATION + 'templates = "theme"\n')
        reader.until(lambda _, data: "problem" not in data["tally"])
        write(own, "theme/post.html", '{% extends "base.html" %}\n{% block main %}{{ page.title }\n{% endblock %}\n')
        reader.until(lambda _, data: "template post.html:2" in data.get("panel", ""))
        assert "The the zebra." in running.get(PLAN).page
        write(own, "theme/post.html", '{% extends "base.html" %}\n{% block main %}{{ pagee }}{% endblock %}\n')
        # It can be read, and fails when a page is made.
        reader.until(lambda _, data: "template post.html:2: 'pagee' is undefined" in data.get("panel", ""))
        assert "The the zebra." in running.get(PLAN).page
        other = running.get(HELLO)
        assert (other.status, "This page cannot be shown" in other.text) == (500, True)
        write(own, "theme/post.html", '{% extends "base.html" %}\n{% block main %}<p>Mended</p>{% endblock %}\n')
        assert "reload" in reader.until(lambda name, _: name == "reload")
        assert "<p>Mended</p>" in running.get(PLAN).page
        assert "<h1>Lost</h1>" in running.get("/nope").text


def test_a_folder_may_go_and_come_back(own: Path, tmp_path: Path) -> None:
    with preview(own, "posts") as running:
        reader = running.stream(PLAN)
        reader.next()
        (own / "posts").rename(tmp_path / "away")
        reader.until(lambda _, data: "posts: no such file or folder" in data.get("panel", ""))
        assert running.get(PLAN).status == 200
        write(own, "posts/pics/fish.png", small("PNG", 5, 5))
        reader.until(lambda _, data: "no post below this folder" in data.get("panel", ""))
        shutil.rmtree(own / "posts")
        shutil.copytree(own, tmp_path / "copy")
        shutil.rmtree(own)
        reader.until(lambda _, data: "No such file or directory" in data.get("panel", ""))
        shutil.copytree(tmp_path / "copy", own)
        shutil.copytree(tmp_path / "away", own / "posts")
        write(own, "posts/drafts/plan.md", doubled("Back again."))
        assert "reload" in reader.until(lambda name, _: name == "reload")
        assert "Back again." in running.get(PLAN).page


def test_readers_who_hang_up_do_no_harm(own: Path) -> None:
    with preview(own, "posts") as running:
        for _ in range(8):
            with socket.create_connection(("127.0.0.1", running.port)) as rude:
                rude.sendall(b"GET /_copydesk/events?page=/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
                rude.recv(64)
        readers = [running.stream(PLAN), running.stream(PLAN)]
        write(own, "posts/drafts/plan.md", doubled("Still there."))
        for reader in readers:
            assert "reload" in reader.until(lambda name, _: name == "reload")
        assert "Still there." in running.get(PLAN).page
        open_stream = running.stream("/")
        open_stream.next()
        assert running.end() == 0, "an open stream does not keep it"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_when_told(own: Path, number: int) -> None:
    with preview(own, "posts") as running:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", running.url)
        assert running.line() == "copydesk: 4 posts, 1 error, 1 warning; Ctrl-C ends the preview\n"
        assert running.end(number) == 0
        assert running.process.stdout
        assert running.process.stdout.read() == ""
        assert running.said.empty()


def test_below_the_path_where_the_site_will_be(own: Path) -> None:
    write(own, "copydesk.toml", CONFIGURATION + 'url = "https://harbour.example/no%20tes"\n')
    with preview(own, "posts", "--host", "localhost") as running:
        assert running.url.endswith("/no%20tes/")
        assert running.get("/").headers["Location"] == "/no%20tes/"
        assert running.get("/no%20tes").headers["Location"] == "/no%20tes/"
        assert running.get("/no%20tes/drafts/plan/").status == 200
        assert "&quot;/no%20tes/drafts/plan/&quot;: &quot;Draft" in running.get("/no%20tes/").text
        assert running.get(PLAN).status == 404
        assert running.get("/no%20tes/sitemap.xml").status == 200


def test_ports(own: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = copydesk(own, "preview", "posts", "--port", str(port))
        assert (done.returncode, done.stdout) == (2, "")
        assert f"port {port} is taken" in done.stderr
    with preview(own, "posts", "--any", "-q") as one, preview(own, "posts", "--any", "-q") as other:
        assert 8000 <= one.port < other.port < 8020
        assert one.said.empty()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "harbour.example", "::"])
def test_other_machines_are_no_choice(own: Path, host: str) -> None:
    done = copydesk(own, "preview", "posts", "--host", host)
    assert done.returncode == 2
    assert f"`--host {host}` is not this machine alone" in done.stderr


def test_bad_usage_ends_at_once(own: Path) -> None:
    for arguments, said in (
        (("nowhere",), "nowhere: no such file or folder"),
        (("images",), "no post below this folder"),
        (("-",), "the preview shows files"),
        (("--select", "nonsense"), "nonsense"),
        (("--port", "70000"), "70000"),
    ):
        done = copydesk(own, "preview", *arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert said in done.stderr


def test_the_browser_is_opened(own: Path, tmp_path: Path) -> None:
    program = tmp_path / "browser"
    program.write_text(f"#!{sys.executable}\nimport sys\nopen({str(tmp_path / 'seen')!r}, 'w').write(sys.argv[1])\n")
    program.chmod(0o755)
    with preview(own, "posts", "--open", BROWSER=f"{program} %s") as running:
        for _ in range(200):
            if (tmp_path / "seen").exists() and (seen := (tmp_path / "seen").read_text()):
                break
            running.get("/")
        assert seen == running.url
