"""The link space: which addresses the built site answers, by generator, and what is called broken."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Mapping

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.config.schema import Config
from lint.engine.examine import Source
from lint.engine.run import Desk, site_of
from lint.engine.select import choose
from lint.site.addresses import templates
from lint.site.addresses.hosts import home_of
from lint.site.addresses.keys import key_of, shape_of
from lint.site.addresses.pages import Page, slugified
from lint.site.addresses.redirects import Redirects, redirect_files
from lint.site.addresses.tags import named, plain_address
from lint.site.site import Site
from lint.world.dictionaries import dictionaries
from lint.world.files import ListedFiles

TODAY = datetime.date(2024, 6, 1)


def site_with(files: Mapping[str, str], url: str = "") -> Site:
    """A site of these files, texts by path; all of its Markdown files are posts."""
    sources = {path: Source(path, text) for path, text in files.items() if path.endswith((".md", ".mdx"))}

    def read(paths: object) -> dict[str, str]:
        return {path: files[path] for path in paths if path in files}  # type: ignore[attr-defined]

    desk = Desk(Config(url=url), choose(["broken-link"]), dictionaries(), ListedFiles(files), TODAY, read=read)
    examined = {one.facts.path: one for one in desk.examine(list(sources.values()), False)}
    return site_of(desk, examined, examined)


def post(**fields: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\n\nText.\n"


ELEVENTY = {".eleventy.js": "module.exports = 1\n"}
JEKYLL = {"_config.yml": "url: https://example.org\nbaseurl: /blog\n"}
HUGO = {"hugo.toml": 'baseURL = "https://example.org/"\n'}
ASTRO = {"astro.config.mjs": "export default {}\n"}
MKDOCS = {"mkdocs.yml": "site_name: Rain\nsite_url: https://example.org/manual/\n"}
ZOLA = {"config.toml": 'base_url = "https://example.org"\n'}

# The site's files, the path of a post, and addresses that lead to it.
LEADS: dict[str, tuple[dict[str, str], str, tuple[str, ...]]] = {
    "Eleventy, permalink": (
        {**ELEVENTY, "a/rain.md": post(permalink="/wet/rain.html")},
        "a/rain.md",
        ("/wet/rain.html", "/wet/rain", "/wet/rain/"),
    ),
    "Eleventy, permalink that is a template": (
        {**ELEVENTY, "a/2024-05-01-rain.md": post(permalink='"/wet/{{ page.fileSlug }}/"')},
        "a/2024-05-01-rain.md",
        ("/wet/rain/",),
    ),
    "Eleventy, directory data": (
        {**ELEVENTY, "a/a.json": '{"permalink": "/blog/{{ title | slugify }}/"}', "a/x.md": post(title="It's Raining")},
        "a/x.md",
        ("/blog/its-raining/",),
    ),
    "Eleventy, day in the directory data": (
        {
            **ELEVENTY,
            "a/a.11tydata.json": "{\"permalink\": \"/{{ page.date | date: '%Y/%m' }}/{{ page.fileSlug }}/\"}",
            "a/x.md": post(date="2024-05-01"),
        },
        "a/x.md",
        ("/2024/05/x/",),
    ),
    "Eleventy, nothing said": ({**ELEVENTY, "src/blog/rain.md": post(title="R")}, "src/blog/rain.md", ("/blog/rain/",)),
    "Jekyll, default": (
        {**JEKYLL, "_posts/2024-05-01-rain.md": post(categories="wet")},
        "_posts/2024-05-01-rain.md",
        ("/wet/2024/05/01/rain.html", "/blog/wet/2024/05/01/rain.html", "https://example.org/blog/wet/2024/05/01/rain"),
    ),
    "Jekyll, style": (
        {"_config.yml": "permalink: pretty\n", "_posts/2024-05-01-rain.md": post(title="R")},
        "_posts/2024-05-01-rain.md",
        ("/2024/05/01/rain/",),
    ),
    "Jekyll, pattern": (
        {"_config.yml": "permalink: /news/:short_year/:i_month/:slug\n", "_posts/2024-05-01-rain.md": post(slug="wet")},
        "_posts/2024-05-01-rain.md",
        ("/news/24/5/wet",),
    ),
    "Jekyll, collection": (
        {
            "_config.yml": "collections:\n  help:\n    permalink: /:collection/:path/\n",
            "_help/a/rain.md": post(title="R"),
        },
        "_help/a/rain.md",
        ("/help/a/rain/",),
    ),
    "Jekyll, defaults": (
        {
            "_config.yml": "defaults:\n- scope: {path: '', type: posts}\n  values: {permalink: /p/:title/}\n",
            "_posts/2024-05-01-rain.md": post(title="R"),
        },
        "_posts/2024-05-01-rain.md",
        ("/p/rain/",),
    ),
    "Jekyll, redirect_from": (
        {**JEKYLL, "about.md": post(redirect_from="[/who/, /who-we-are.html]")},
        "about.md",
        ("/about/", "/who/", "/who-we-are.html"),
    ),
    "Hugo, bundle": (
        {**HUGO, "content/news/Big Rain/index.md": post(title="R")},
        "content/news/Big Rain/index.md",
        ("/news/big-rain/", "https://example.org/news/big-rain/"),
    ),
    "Hugo, slug and aliases": (
        {**HUGO, "content/news/x.md": post(slug="rain", aliases="[/old/rain/]")},
        "content/news/x.md",
        ("/news/rain/", "/old/rain/"),
    ),
    "Hugo, permalinks": (
        {
            "hugo.toml": '[permalinks]\nnews = "/:year/:month/:slug/"\n',
            "content/news/x.md": post(title="Much Rain", date="2024-05-01"),
        },
        "content/news/x.md",
        ("/2024/05/much-rain/", "/2024/05/x/"),
    ),
    "Hugo, languages": (
        {**HUGO, "content/news/rain.md": post(title="R"), "content/news/rain.fr.md": post(title="P")},
        "content/news/rain.fr.md",
        ("/fr/news/rain/",),
    ),
    "Hugo, url": ({**HUGO, "content/x.md": post(url="/wet/")}, "content/x.md", ("/wet/",)),
    "Pelican": (
        {"pelicanconf.py": 'ARTICLE_URL = "{date:%Y}/{category}/{slug}/"\n', "content/x.md": "---\ncategory: wet\n"
         "date: 2024-05-01\nslug: rain\n---\n"},
        "content/x.md",
        ("/2024/wet/rain/",),
    ),
    "Pelican, default": (
        {"pelicanconf.py": "A = 1\n", "content/rain.md": post(title="R")},
        "content/rain.md",
        ("/rain.html",),
    ),
    "Zola": (
        {**ZOLA, "content/news/2024-05-01-rain.md": "+++\naliases = ['old.html']\n+++\n"},
        "content/news/2024-05-01-rain.md",
        ("/news/rain/", "/old.html"),
    ),
    "Zola, path": ({**ZOLA, "content/x.md": "+++\npath = 'wet/Rain-1.0'\n+++\n"}, "content/x.md", ("/wet/Rain-1.0/",)),
    "Astro": ({**ASTRO, "src/pages/wet/rain.md": post(title="R")}, "src/pages/wet/rain.md", ("/wet/rain",)),
    "Starlight": (
        {**ASTRO, "src/content/docs/wet/rain.mdx": post(title="R")},
        "src/content/docs/wet/rain.mdx",
        ("/wet/rain/",),
    ),
    "MkDocs": (
        {**MKDOCS, "docs/wet/rain.md": "# Rain\n"},
        "docs/wet/rain.md",
        ("/wet/rain/", "/manual/wet/rain/", "https://www.example.org/manual/wet/rain/", "/wet/rain.html"),
    ),
    "a redirect of a whole folder": (
        {**ZOLA, "content/news/rain.md": "+++\n+++\n", "static/_redirects": "/old/* /news/:splat 301\n"},
        "content/news/rain.md",
        ("/news/rain/",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LEADS)
def test_addresses_lead_to_posts(name: str) -> None:
    files, path, urls = LEADS[name]
    space = site_with({**files, "here.md": post(title="Here")}).space
    assert {url: space.page("here.md", url) for url in urls} == dict.fromkeys(urls, path)


def test_relative_addresses_start_from_the_page() -> None:
    files = {**ZOLA, "content/a/one.md": "+++\n+++\n", "content/a/two.md": "+++\n+++\n", "content/b.md": "+++\n+++\n"}
    space = site_with(files).space
    assert space.page("content/a/one.md", "../two/#x") == "content/a/two.md"
    assert space.page("content/a/one.md", "two.html") == "content/a/two.md"
    assert space.page("content/a/one.md", "../../b/") == "content/b.md"
    assert space.page("content/a/one.md", "../../c/") is None


def linking(urls: list[str], folder: str = "posts") -> dict[str, str]:
    """Posts n0, n1, … in a folder; the first links to these addresses."""
    texts = {f"{folder}/n{number}.md": post(date=f"2024-05-{number + 10}") for number in range(6)}
    texts[f"{folder}/n0.md"] += "".join(f"[x]({url})\n" for url in urls)
    return texts


def templates_of(site: Site) -> list[tuple[str, bool]]:
    return [(one.scoped.template, one.evident) for one in site.space.study.inferred]


def test_a_template_is_inferred_from_the_links() -> None:
    site = site_with(linking([f"/blog/2024/05/n{number}/" for number in (1, 2, 3)]))
    assert templates_of(site) == [("blog/{Y}/{m}/{name}", True)]
    assert site.space.study.inferred[0].shown == "/blog/:year/:month/:name/"
    assert site.space.page("posts/n0.md", "/blog/2024/05/n4/") == "posts/n4.md"
    assert site.space.page("posts/n0.md", "/blog/2024/06/n4/") is None


def test_folders_of_the_sources_speak_for_themselves() -> None:
    site = site_with(linking(["/news/n1", "/news/n2/"], "apps/site/pages/news"))
    assert templates_of(site) == [("{below:apps/site/pages}/{name}", False)]
    assert site.space.study.inferred[0].shown == "/:folders/:name/"


def test_two_links_do_not_make_a_folder() -> None:
    site = site_with(linking(["/blog/n1/", "/blog/n2/"]))
    assert templates_of(site) == []
    assert site.space.page("posts/n0.md", "/blog/n1/") is None


def test_what_is_better_known_is_not_inferred_again() -> None:
    """The versions in a manual's addresses are the names of posts about these versions, and yet no posts."""
    own = [f"/posts/n{number}/" for number in (1, 2, 3)]
    site = site_with(linking([*own, *(f"/manual/n{number}/" for number in (1, 2, 3))]))
    assert ("{below:}/{name}", True) in templates_of(site)
    assert ("manual/{name}", False) in templates_of(site)
    assert site.space.gone("posts/n0.md", "/manual/n1x/") is None


def test_the_host_is_the_one_of_most_links_to_posts() -> None:
    links = [f"https://www.rain.example/2024/05/{number + 10}/n{number}/" for number in (1, 2, 3)]
    others = [f"https://example.com/a/b/n{number}/" for number in range(5)]
    sources = [f"https://github.com/me/site/blob/main/posts/n{number}" for number in range(5)]
    site = site_with(linking(links + others + sources))
    assert [home.host for home in site.space.homes] == ["rain.example"]
    assert site.space.page("posts/n0.md", "http://rain.example/2024/05/14/n4") == "posts/n4.md"
    assert site.space.page("posts/n0.md", "https://rain.example.com/2024/05/14/n4") is None


@pytest.mark.parametrize("files", [{"CNAME": "rain.example\n"}, {"static/CNAME": "www.rain.example"}])
def test_a_cname_names_the_host(files: dict[str, str]) -> None:
    site = site_with({**files, **linking([])})
    assert [home.host for home in site.space.homes] == ["rain.example"]


def test_the_configured_address_comes_first() -> None:
    site = site_with({**ZOLA, "content/a.md": "+++\n+++\n"}, url="https://rain.example/b/")
    assert [(home.host, home.base) for home in site.space.homes] == [("rain.example", "b"), ("example.org", "")]
    assert site.space.page("content/a.md", "https://rain.example/b/a/") == "content/a.md"


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("https://Example.ORG/a/b?c", ("example.org", "a/b")),
        ("//www.example.org:8080", ("example.org", "")),
        ("https://me@example.org/", ("example.org", "")),
        ("https://github.com/me/site", None),
        ("http://localhost:4000", None),
        ("example.org", None),
        ("{{ url }}", None),
        ("", None),
    ],
)
def test_homes(url: str, home: tuple[str, str] | None) -> None:
    found = home_of(url)
    assert (tuple(found) if found else None) == home


SILENT = [
    *("/", "/posts/", "/posts/tags/wet/", "/tags/much-rain/", "/posts/page/2/", "/posts/2024/", "/categories/a-b/c/"),
    *(
        "/posts/feed/",
        "/posts/archive/",
        "/other/n1x/",
        "/about-us/",
        "/posts/deep/n1/",
        "/posts/n1.pdf",
        "/posts/n1.json",
    ),
]


@pytest.mark.parametrize("url", SILENT)
def test_what_may_be_made_otherwise_is_not_judged(url: str) -> None:
    site = site_with(linking([*(f"/posts/n{number}/" for number in (1, 2, 3, 4)), url]))
    assert site.space.gone("posts/n0.md", url) is None


def test_what_leads_nowhere_is_judged_by_its_neighbours() -> None:
    urls = [f"/posts/n{number}/" for number in (1, 2, 3, 4)]
    broken = "/posts/n1-rain/"
    assert site_with(linking([*urls, broken])).space.gone("posts/n0.md", broken) is None, "one of five is too many"
    files = {**ZOLA, **linking([*urls, broken], "content/posts")}
    near = site_with(files).space.gone("content/posts/n0.md", broken)
    assert near is not None
    assert near.url == ""
    many = [f"/posts/x{number}-rain/" for number in range(3)]
    files = {**ZOLA, **linking([*urls, *many], "content/posts")}
    assert site_with(files).space.gone("content/posts/n0.md", many[0]) is None, "so many are made otherwise"


@pytest.mark.parametrize("name", ["pages/n1-rain.njk", "templates/n1_rain.html", "data/n1-rain/a.json"])
def test_any_file_of_that_name_may_answer(name: str) -> None:
    files = {
        **ZOLA,
        **linking([*(f"/posts/n{number}/" for number in (1, 2, 3, 4)), "/posts/n1-rain/"], "content/posts"),
    }
    assert site_with(files).space.gone("content/posts/n0.md", "/posts/n1-rain/") is not None
    assert site_with({**files, name: ""}).space.gone("content/posts/n0.md", "/posts/n1-rain/") is None


REDIRECTS = {
    "_redirects": "# moved\n/old/a /new\n/wide/* /new/ 301\n/:lang/page /x\n",
    "netlify.toml": '[[redirects]]\nfrom = "/toml/a"\nto = "/b"\n',
    "vercel.json": '{"redirects": [{"source": "/v/:id(\\\\d+)", "destination": "/b"}]}',
    "static.json": '{"routes": {"/routed/**": "index.html"}}',
    "next.config.mjs": "export default { redirects: () => [{ source: '/code/:path*', destination: '/b' }] }",
    "nginx.conf": "rewrite ^/engine/(.*)$ /b permanent;",
    "pages.md": "/not/this\n",
}


@pytest.mark.parametrize(
    ("key", "answered"),
    [
        ("old/a", True),
        ("wide", True),
        ("wide/b/c", True),
        ("fr/page", True),
        ("fr/b/page", False),
        ("toml/a", True),
        ("v/12", True),
        ("routed/a/b", True),
        ("code/a", True),
        ("engine/a", True),
        ("not/this", False),
        ("other", False),
    ],
)
def test_redirects_and_routes_answer(key: str, answered: bool) -> None:
    files = redirect_files([""], ListedFiles(REDIRECTS))
    assert files == sorted(set(REDIRECTS) - {"pages.md"})
    assert Redirects({path: REDIRECTS[path] for path in files}).answer(key) is answered


def test_a_redirect_of_all_says_nothing() -> None:
    redirects = Redirects({"_redirects": "/* /index.html 200\n/:a /b\n"})
    assert not redirects.answer("a/b")


def test_a_redirect_of_a_folder_leads_on() -> None:
    texts = {"_redirects": "/old/* /new/:splat 301\n", "a.json": '{"source": "/:x/b/:p*", "destination": "/c/:x/:p*"}'}
    redirects = Redirects(texts)
    assert [list(redirects.passed_on(key)) for key in ("old/a/b", "old", "q/b/r", "b")] == [
        ["new/a/b"],
        ["new"],
        ["c/q/r"],
        [],
    ]
    assert not redirects.answer("old/a/b")


PAGE = Page("p/x.md", "", ("p",), ("x", "2024-05-01-x"), "the-x", (("2024", "05", "01"),), ("a", "b"), (), (), "")


@pytest.mark.parametrize(
    ("template", "paths"),
    [
        (templates.jekyll("date", ""), ["/a/b/2024/05/01/x.html", "/a/b/2024/05/01/2024-05-01-x.html"]),
        (templates.jekyll("/:year-:month/:title", ""), ["/2024-05/x", "/2024-05/2024-05-01-x"]),
        (templates.jekyll("/:y_day/:title", ""), None),
        (templates.hugo("/:sections/:slug/", ""), ["/p/x/", "/p/2024-05-01-x/", "/p/the-x/"]),
        (templates.hugo("/:title/", ""), ["/the-x/"]),
        (templates.pelican("{category}/{slug}.html"), ["a/x.html", "a/2024-05-01-x.html"]),
        (templates.pelican("{date:%Y}/{date:%b}/{slug}/"), None),
        (templates.pelican("{author}/{slug}"), None),
        (templates.eleventy("/{{ page.filePathStem }}.html", ""), ["/p/x.html", "/p/2024-05-01-x.html"]),
        (templates.eleventy("/{{ title | slug }}/", ""), ["/the-x/"]),
        (templates.eleventy("/{{ title | shout }}/", ""), None),
        (templates.eleventy("{% if a %}/b/{% endif %}", ""), None),
        ("{below:q}/{name}", []),
    ],
)  # fmt: skip
def test_templates(template: str | None, paths: list[str] | None) -> None:
    assert (None if template is None else list(templates.filled(template, PAGE))) == paths


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/", ""),
        ("/index.html", ""),
        ("/A/b/", "a/b"),
        ("a/b.html", "a/b"),
        ("/a/index.htm", "a"),
        ("a//b/./c/../d", "a/b/d"),
        ("../a", "a"),
        ("/v1.2.0/", "v1.2.0"),
        ("/cafe\u0301", "caf\u00e9"),
    ],
)
def test_keys(path: str, key: str) -> None:
    assert key_of(path) == key


@given(st.text(alphabet="ab/.é\u0301%?-", max_size=20))
def test_a_key_is_its_own_key(path: str) -> None:
    key = key_of(path)
    assert not key.startswith("/")
    assert not key.endswith("/")
    assert key_of(f"/{key}/") == key_of(key)


def test_shapes() -> None:
    assert shape_of("2024/05/x") == ("####", "##")
    assert shape_of("blog/v1/x") == ("blog", "v1")
    assert shape_of("x") == ()


def test_slugs() -> None:
    assert slugified("It's C++, “really”: Q&A!") == "its-c-really-q-a"
    assert slugified('It\'s C++, "really": Q&A_2!') == "its-c-really-q-a_2"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{% post_url 2024-05-01-rain %}#x", ("post_url", "2024-05-01-rain")),
        ("{{ site.baseurl }}{%- link _posts/a.md -%}", ("link", "_posts/a.md")),
        ('{{< ref "a/b.md#c" >}}', ("ref", "a/b.md")),
        ("{{% relref path=`a` %}}", ("ref", "a")),
        ("{% link {{ page.next }} %}", None),
        ("{% linkify a %}", None),
        ("{{ ref }}", None),
    ],
)
def test_tags_name_sources(text: str, found: tuple[str, str] | None) -> None:
    one = named(text)
    assert ((one.maker, one.name) if one else None) == found
    if one:
        assert text[one.start :].startswith(one.name)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("{{ '/a/b/' | relative_url }}", "/a/b/"),
        ('{{ "/a/b/" | absolute_url }}#c', "/a/b/"),
        ("{{ '/a' | prepend: site.baseurl }}", "/a"),
        ("{{ site.url }}{{ site.baseurl }}/a/b#c", "/a/b#c"),
        ("{{ '/a/' | url }}b", "/a/"),
        ("{{ '/a' | asset }}", None),
        ("{{ cdn }}/a", None),
        ("{{ '/a' | url }}{{ b }}", None),
    ],
)
def test_plain_addresses_in_tags(text: str, path: str | None) -> None:
    found = plain_address(text)
    assert (found[0] if found else None) == path
    if found:
        assert text[found[1] :].startswith(found[0])


def test_named_sources() -> None:
    files = {
        **JEKYLL,
        "_posts/2024-05-01-rain.md": post(title="R"),
        "_posts/old/2023-05-01-snow.md": post(title="S"),
        "_posts/2022-05-01-hail.html": "",
        "help/a.md": post(title="A"),
    }
    sources = site_with(files).sources
    for name in ("2024-05-01-rain", "2023-05-01-snow", "old/2023-05-01-snow", "2022-05-01-hail"):
        assert sources.missing("help/a.md", f"{{% post_url {name} %}}") is None
    assert sources.missing("help/a.md", "{% link help/a.md %}") is None
    gone = sources.missing("help/a.md", "{% post_url 2024-05-02-rain %}")
    assert gone is not None
    assert gone.near == "2024-05-01-rain"
    assert sources.missing("help/a.md", "{% link help/b.md %}") is not None
    assert sources.missing("help/a.md", '{{< ref "b.md" >}}') is None, "this is no Hugo"


@pytest.mark.parametrize(("name", "there"), [("rain", True), ("/news/rain", True), ("rain.md", True), ("snow", False)])
def test_names_of_hugo(name: str, there: bool) -> None:
    files = {**HUGO, "content/news/rain.md": post(title="R"), "content/a.md": post(title="A")}
    gone = site_with(files).sources.missing("content/a.md", f'{{{{< relref "{name}" >}}}}')
    assert (gone is None) is there


ODD = st.text(alphabet="ab1/.:%é?#{}[]()*+-_@ \\$<>|&'\"\ue000", max_size=16)


@settings(max_examples=150, deadline=None)
@given(ODD, ODD, ODD, ODD)
def test_whatever_is_written_is_looked_up(url: str, permalink: str, pattern: str, redirect: str) -> None:
    files = {
        "_config.yml": f"permalink: {json.dumps(pattern)}\n",
        ".eleventy.js": "",
        "pelicanconf.py": f"ARTICLE_URL = {pattern!r}\n",
        "_redirects": f"/{redirect}* /{url}:splat\n/{redirect} /{permalink} 301\n",
        "_posts/2024-05-01-a.md": f"---\npermalink: {json.dumps(permalink)}\ndate: 2024-05-01\n---\n",
        "_posts/2024-05-02-b.md": f"---\nslug: {json.dumps(permalink)}\naliases: [{json.dumps(url)}]\n---\n",
        "b.md": f"---\ntitle: B\n---\n\n[x](<{url}>)\n",
    }
    site = site_with(files)
    for post_path in site.posts:
        for one in (url, f"/{url}", f"//{url}", f"https://{url}", f"https://example.org/{url}"):
            page = site.space.page(post_path, one)
            assert page is None or page in site.posts
            assert not (page and site.space.gone(post_path, one))
        site.sources.missing(post_path, url)


def test_the_work_does_not_grow_with_the_posts_times_the_links() -> None:
    """Each of 2,000 links is looked at a few times, not once for each of 1,000 posts."""
    looked: Counter[str] = Counter()

    class Counting(ListedFiles):
        def exists(self, path: str) -> bool:
            looked["exists"] += 1
            return super().exists(path)

    texts = {f"content/posts/n{number}.md": "+++\n+++\n" for number in range(1000)}
    for number in range(1000):
        texts[f"content/posts/n{number}.md"] += f"[a](/posts/n{(number * 7) % 1000}/) [b](../n{(number * 3) % 1000}/)\n"
    site = site_with({**ZOLA, **texts})
    counting = msgspec.structs.replace(site, files=Counting({**ZOLA, **texts}))
    assert not any(
        counting.space.gone(place.post, place.url) for path in texts for place in counting.space.places(path)
    )
    assert looked["exists"] < 200
