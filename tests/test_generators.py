"""Recognising the generator of a site from names and texts, and reading its configuration without running it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.site.flavors import Flavors
from lint.site.generator_folder import Generator
from lint.site.generators import Recognised, configurations, recognise
from lint.site.settings import Broken, read_settings, text_of
from lint.world.files import ListedFiles


def look(**files: str) -> Recognised:
    """What is recognised in a repository of these files; `__` in a name stands for `/`, `_dot_` for `.`."""
    return look_at({name.replace("__", "/").replace("_dot_", "."): text for name, text in files.items()})


def look_at(files: dict[str, str]) -> Recognised:
    listed = ListedFiles(files)
    posts = sorted(path for path in files if path.endswith((".md", ".mdx")))
    return recognise(posts, listed, {path: files[path] for path in configurations(posts, listed)})


def only(found: Recognised) -> Generator:
    assert found.broken == ()
    (one,) = found.generators
    return one


POST = "---\ntitle: Rain\n---\n"

SITES: dict[str, dict[str, str]] = {
    "Eleventy": {".eleventy.js": "module.exports = {}", "posts/a.md": POST},
    "Eleventy by its module": {"eleventy.config.mjs": "export default {}", "posts/a.md": POST},
    "Eleventy by its package": {"package.json": '{"devDependencies": {"@11ty/eleventy": "3"}}', "a.md": POST},
    "Jekyll": {"_config.yml": "title: Rain\n", "_posts/2024-05-01-a.md": POST},
    "Hugo": {"hugo.toml": "", "content/posts/a.md": POST},
    "Hugo as it was": {"config.yaml": "baseURL: https://a.example\n", "content/a.md": POST},
    "Hugo by folders": {"config.toml": 'title = "a"\n', "archetypes/default.md": POST, "content/a.md": POST},
    "Hugo split": {"config/_default/hugo.json": '{"locale": "fr"}', "content/a.md": POST},
    "Pelican": {"pelicanconf.py": "PATH = 'content'\n", "content/a.md": POST},
    "Zola": {"config.toml": 'base_url = "https://a.example"\n', "content/a.md": POST},
    "Zola by its name": {"zola.toml": 'title = "a"\n', "content/a.md": POST},
    "Astro": {"astro.config.mjs": "export default {}", "src/content/blog/a.mdx": POST},
    "Astro by its package": {"package.json": '{"dependencies": {"astro": "5"}}', "src/content/blog/a.md": POST},
    "MkDocs": {"mkdocs.yml": "site_name: Rain\n", "docs/blog/posts/a.md": POST},
    "MkDocs with references": {"mkdocs.yml": "plugins:\n  - mkdocstrings:\n      a: 1\n", "docs/a.md": POST},
    "MkDocs with snippets": {
        "mkdocs.yaml": "markdown_extensions:\n- pymdownx.snippets:\n    auto_append: [links.txt]\n",
        "docs/a.md": POST,
    },
    "Docusaurus": {"docusaurus.config.ts": "export default {}", "blog/a.md": POST},
    "Docusaurus by its package": {"package.json": '{"dependencies": {"@docusaurus/core": "3"}}', "blog/a.mdx": POST},
    "Hexo": {"_config.yml": "a: 1\n", "package.json": '{"dependencies": {"hexo": "7"}}', "source/_posts/a.md": POST},
    "MyST": {"myst.yml": "version: 1\n", "a.md": POST},
    "MyST as a book": {"_config.yml": "title: Rain\n", "_toc.yml": "root: a\n", "a.md": POST},
    "MyST in Sphinx": {"conf.py": "extensions = ['myst_parser']\n", "a.md": POST},
    "Obsidian": {".obsidian/app.json": "{}", "notes/a.md": POST},
    "Quarto": {"_quarto.yml": "project: {}\n", "posts/a.md": POST},
    "VitePress": {".vitepress/config.ts": "export default {}", "posts/a.md": POST},
    "VitePress by its package": {"package.json": '{"devDependencies": {"vitepress": "1"}}', "docs/a.md": POST},
}


@pytest.mark.parametrize("name", SITES)
def test_each_generator_is_recognised(name: str) -> None:
    assert only(look_at(SITES[name])).name == name.split(maxsplit=1)[0]


@pytest.mark.parametrize("name", SITES)
def test_it_is_recognised_in_a_folder_of_the_repository(name: str) -> None:
    moved = {f"sites/blog/{path}": text for path, text in SITES[name].items()}
    one = only(look_at(moved))
    assert (one.name, one.root) == (name.split(maxsplit=1)[0], "sites/blog")


NOT_ONE: dict[str, dict[str, str]] = {
    "a config.toml of something else": {"config.toml": 'colour = "red"\n', "content/a.md": POST},
    "a package of something else": {"package.json": '{"dependencies": {"express": "5"}}', "a.md": POST},
    "Zola's file without its folder": {"config.toml": 'base_url = "x"\n', "a.md": POST},
    "nothing": {"a.md": POST},
}


@pytest.mark.parametrize("name", NOT_ONE)
def test_what_is_none_is_not_recognised(name: str) -> None:
    assert look_at(NOT_ONE[name]) == Recognised()


@pytest.mark.parametrize("files", [*SITES.values(), *NOT_ONE.values()], ids=[*SITES, *NOT_ONE])
@pytest.mark.parametrize("folder", ["", "sites/blog/"])
def test_the_flavour_is_that_of_the_generator(files: dict[str, str], folder: str) -> None:
    moved = {folder + path: text for path, text in files.items()}
    names = {one.name.lower() for one in look_at(moved).generators}
    flavors = Flavors("", ListedFiles(moved), lambda paths: {path: moved[path] for path in paths})
    for path in moved:
        if path.endswith((".md", ".mdx")):
            assert {flavors.of(path).removesuffix("-autorefs")} - {""} == names


@pytest.mark.parametrize(
    ("text", "flavor"),
    [
        ("plugins: [search, autorefs]\n", "mkdocs-autorefs"),
        ("plugins:\n- search\n- autorefs\n", "mkdocs-autorefs"),
        ("plugins:\n  mkdocstrings: {}\n", "mkdocs-autorefs"),
        ("plugins:\n  - search\n# - autorefs\n", "mkdocs"),
        ("markdown_extensions:\n  - pymdownx.snippets: {auto_append: [a.md]}\n", "mkdocs-autorefs"),
    ],
)
def test_mkdocs_tells_whether_labels_are_defined_elsewhere(text: str, flavor: str) -> None:
    assert Flavors("", ListedFiles(["mkdocs.yml"]), lambda _: {"mkdocs.yml": text}).of("docs/a.md") == flavor


def test_the_nearest_generator_decides_and_two_in_one_folder_do_not() -> None:
    files = ListedFiles(["hugo.toml", "a/_config.yml", "a/b/mkdocs.yml", "a/b/astro.config.mjs", "a/b/c/d.md"])
    flavors = Flavors("", files)
    assert [flavors.of(path) for path in ("x.md", "a/x.md", "a/y/x.md", "a/b/c/d.md")] == [
        "hugo",
        "jekyll",
        "jekyll",
        "",
    ]
    assert Flavors("zola", files).of("a/x.md") == "zola"
    assert Flavors().of("a/x.md") == ""


def test_what_the_configurations_say() -> None:
    hugo = only(
        look_at(
            {
                "hugo.yaml": "contentDir: texts\nstaticDir: [files, none]\ndefaultContentLanguage: de\n"
                "permalinks:\n  page:\n    posts: /:year/:slug/\n",
                "texts/a.md": POST,
                "files/a.png": "",
            }
        )
    )
    permalinks = (("texts/posts", "/:year/:slug/"),)
    assert hugo == Generator("Hugo", "", ("hugo.yaml",), "texts", ("files",), "de", "/:year/:slug/", permalinks)
    jekyll = only(
        look_at(
            {
                "_config.yml": "lang: pt_BR\ndefaults:\n- scope: {type: posts}\n  values: {permalink: '/:title/'}\n",
                "_posts/2024-05-01-a.md": POST,
            }
        )
    )
    assert (jekyll.lang, jekyll.permalink) == ("pt-BR", "/:title/")
    eleventy = only(
        look_at(
            {
                ".eleventy.js": "throw new Error()",
                "posts/a.md": POST,
                "posts/posts.json": '{"lang": "fr", "permalink": "/{{ page.fileSlug }}/"}',
            }
        )
    )
    assert (eleventy.lang, eleventy.permalink) == ("fr", "/{{ page.fileSlug }}/")
    assert eleventy.permalinks == (("posts", "/{{ page.fileSlug }}/"),)


JEKYLL_PERMALINKS = """
collections:
  help: {permalink: "/:collection/:name/"}
  kin: {}
defaults:
- {scope: {path: ""}, values: {layout: post}}
- {scope: {path: talks/}, values: {permalink: "/t/:title/"}}
- {scope: {type: help}, values: {permalink: "/h/:title/"}}
"""


def test_permalinks_of_collections_and_folders() -> None:
    one = only(look_at({"_config.yml": JEKYLL_PERMALINKS, "_posts/2024-05-01-a.md": POST}))
    assert one.permalinks == (
        ("_help", "/help/:name/"),
        ("_kin", "/kin/:path"),
        ("talks", "/t/:title/"),
        ("_help", "/h/:title/"),
    )


ADDRESSES: dict[str, tuple[str, str, str]] = {
    "Hugo": ("hugo.toml", 'baseURL = "https://example.org/"\n', "https://example.org/"),
    "Jekyll": ("_config.yml", "url: https://example.org\nbaseurl: /blog\n", "https://example.org/blog"),
    "Jekyll without host": ("_config.yml", "baseurl: /blog\n", ""),
    "MkDocs": ("mkdocs.yml", "site_url: https://example.org/manual/\n", "https://example.org/manual/"),
    "Pelican": ("pelicanconf.py", 'SITEURL = "https://example.org"\n', "https://example.org"),
    "Zola": ("config.toml", 'base_url = "https://example.org"\n', "https://example.org"),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_where_the_site_is_published(name: str) -> None:
    path, text, url = ADDRESSES[name]
    posts = {folder + "2024-05-01-a.md": POST for folder in ("content/", "docs/", "_posts/")}
    found = [one.url for one in look_at({path: text, **posts}).generators]
    assert found == [url]


def test_of_pelican_only_literals_are_read() -> None:
    text = 'import os\nos.abort()\nDEFAULT_LANG = "es"\nPATH = os.environ["HOME"]\nARTICLE_URL: str = "{slug}/"\n'
    one = only(look_at({"pelicanconf.py": text, "content/a.md": POST}))
    assert (one.lang, one.permalink, one.content) == ("es", "{slug}/", "content")


def test_tags_of_mkdocs_are_not_obeyed() -> None:
    text = (
        "%YAML 1.1\n---\nsite_name: !ENV [NAME, Rain]\ndocs_dir: docs\nrun: !!python/object/apply:os.abort []\n"
        "emoji: !!python/name:material.extensions.emoji.twemoji\ntheme: {language: nl}\n"
    )
    assert only(look_at({"mkdocs.yml": text, "docs/a.md": POST})).lang == "nl"


def test_two_blogs_are_both_named() -> None:
    found = look_at(
        {
            "one/hugo.toml": "",
            "one/content/a.md": POST,
            "two/_config.yml": "title: x\n",
            "two/_posts/2024-05-01-b.md": POST,
        }
    )
    assert [(one.name, one.root) for one in found.generators] == [("Hugo", "one"), ("Jekyll", "two")]


def test_a_generator_without_posts_gives_way() -> None:
    files = {"mkdocs.yml": "site_name: Manual\n", "docs/index.html": "", "_config.yml": "a: 1\n", "_posts/a.md": POST}
    assert only(look_at(files)).name == "Jekyll"
    assert {one.name for one in look_at({**files, "docs/a.md": POST}).generators} == {"Jekyll", "MkDocs"}


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("_config.yml", "title: Rain\nurl: [a\n", 3),
        ("_config.yml", "- a\n", 1),
        ("_config.yml", "title: a: b\n", 1),
        ("hugo.toml", 'a = 1\nb = "open\n', 2),
        ("package.json", '{\n  "a": 1,\n}\n', 2),
        ("package.json", "[]", 1),
        ("pelicanconf.py", "A = 1\nB = (\n", 2),
        ("pelicanconf.py", "A = " + "(" * 10_000, 1),
        ("mkdocs.yml", "a: " + "[" * 10_000, 1),
        ("package.json", '{"a": ' + "[" * 10_000, 1),
    ],
)
def test_a_broken_configuration_is_named_with_its_line(name: str, text: str, line: int) -> None:
    found = look_at({name: text, "posts/a.md": POST})
    (broken,) = found.broken
    assert (broken.path, broken.line) == (name, line)
    assert broken.message
    assert "\n" not in str(broken)


def test_a_broken_configuration_still_tells_whose_it_is() -> None:
    found = look_at({"_config.yml": "a: [\n", "_posts/2024-05-01-a.md": POST})
    assert [one.name for one in found.generators] == ["Jekyll"]
    assert len(found.broken) == 1


def test_aliases_that_multiply_are_not_built() -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert isinstance(read_settings("mkdocs.yml", f"l0: &l0 x\n{levels}"), dict)
    merged = "a: &a {b: 1}\nc:\n  <<: *a\n"
    found = read_settings("mkdocs.yml", merged)
    assert isinstance(found, dict)
    assert text_of(found, "c", "b") == "1"


@pytest.mark.parametrize("name", ["a.json", "a.toml", "a.yml", "a.py"])
@given(text=st.text(st.characters(codec=None) | st.sampled_from("{}[]:=\"'#&*!-\n \\,<|>%@"), max_size=60))
def test_reading_never_raises(name: str, text: str) -> None:
    found = read_settings(name, text)
    assert isinstance(found, dict) or (isinstance(found, Broken) and found.line >= 1 and found.column >= 1)
