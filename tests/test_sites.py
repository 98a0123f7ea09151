"""Which site a path lies in, and which of its files are posts."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from lint.config.load import ConfigError
from lint.site.posts import recognised
from lint.world import git
from lint.world.sites import Given, OpenSite, PathError, open_sites

POST = "---\ntitle: A post\n---\n\nText.\n"
NOTE = "# A note\n\nNo front matter.\n"


def write(root: Path, **files: str | tuple[str, ...]) -> None:
    """`post`, `note` and `other` name files of these kinds; any other name is a content with its paths."""
    contents = {"post": POST, "note": NOTE, "other": "x"}
    for kind, names in files.items():
        for name in (names,) if isinstance(names, str) else names:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(contents[kind], encoding="utf-8")


def posts(root: Path, *paths: str, **more: object) -> list[str]:
    """The reported posts of all sites, from `root`."""
    sites = open_sites(Given(paths, overrides=more), root)
    return sorted((site.root / path).relative_to(root).as_posix() for site in sites for path in site.reported)


def one(root: Path, *paths: str) -> OpenSite:
    (site,) = open_sites(Given(paths), root)
    return site


def commit(root: Path, *arguments: str) -> None:
    for command in (arguments,) if arguments else (("init", "-q"), ("add", "-A")):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)


@pytest.fixture(params=["plain folder", "git"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder, once as it is and once as a git repository."""
    if request.param == "git":
        commit(tmp_path, "init", "-q")
    return tmp_path


def test_a_file_with_front_matter_is_a_post(root: Path) -> None:
    write(root, post=("a.md", "deep/er/b.markdown", "c.mdx"), note=("docs/guide.md",), other=("d.txt", "md"))
    (root / "e.md").write_text("\ufeff+++\ntitle = 'x'\n+++\n", encoding="utf-8")
    (root / "f.md").write_text('{\n  "title": "x"\n}\n', encoding="utf-8")
    (root / "g.md").write_text("---\n", encoding="utf-8")
    assert posts(root) == ["a.md", "c.mdx", "deep/er/b.markdown", "e.md", "f.md", "g.md"]


def test_a_file_among_posts_is_one(root: Path) -> None:
    write(root, post=("posts/a.md", "posts/2024/b.md", "about.md"), note=("posts/c.md", "posts/x/d.md", "docs/e.md"))
    write(root, note=("posts/README.md", "posts/CONTRIBUTING.md", "posts/changelog.md", "posts/LICENSE.md"))
    assert posts(root) == ["about.md", "posts/2024/b.md", "posts/a.md", "posts/c.md", "posts/x/d.md"]
    assert posts(root, "posts/README.md") == []
    assert one(root, "posts/README.md", "posts/a.md").passed_over == ["posts/README.md"]


def test_posts_that_are_scattered_make_no_home(root: Path) -> None:
    write(root, post=("a/x.md", "b/y.md", "c/z.md"), note=("a/n.md", "m.md"))
    assert posts(root) == ["a/x.md", "b/y.md", "c/z.md"]


def test_posts_are_what_is_configured(root: Path) -> None:
    write(root, post=("a.md", "blog/b.md", "blog/old/c.md"), note=("blog/d.md", "blog/README.md"))
    (root / "copydesk.toml").write_text('posts = ["blog/**/*.md"]\nexclude = ["blog/old/*"]\n', encoding="utf-8")
    assert posts(root) == ["blog/README.md", "blog/b.md", "blog/d.md"]
    assert posts(root, "a.md") == []
    assert posts(root, "blog/old/c.md", "blog/d.md") == ["blog/d.md"]
    with pytest.raises(PathError, match="blog/old: no post below"):
        posts(root, "blog/old")


def test_without_paths_the_configured_posts_are_reported_from_wherever_it_runs(root: Path) -> None:
    write(root, post=("blog/a.md", "other/b.md"))
    (root / "copydesk.toml").write_text('posts = ["blog/*.md"]\n', encoding="utf-8")
    (site,) = open_sites(Given(), root / "other")
    assert site.reported == ["blog/a.md"]


def test_dependencies_and_hidden_folders_are_not_ours(root: Path) -> None:
    write(root, post=("a.md", "node_modules/p/b.md", "vendor/c.md", ".cache/d.md", "x/_site/e.md", "venv/f.md"))
    assert posts(root) == ["a.md"]


def test_build_output_is_not_ours(tmp_path: Path) -> None:
    write(tmp_path, post=("a.md", "dist/b.md", "build/c.md", "out/d.md", "target/e.md"))
    assert posts(tmp_path) == ["a.md"]


def test_earlier_bundles_are_not_ours(root: Path) -> None:
    write(root, post=("a.md", "published/source/b.md"), other=("published/SHA256SUMS", "published/manifest.json"))
    write(root, post="release/c.md", other="release/SHA256SUMS")
    assert posts(root) == ["a.md", "release/c.md"]


def test_what_git_ignores_is_not_ours(tmp_path: Path) -> None:
    write(tmp_path, post=("a.md", "drafts/b.md", "new.md"))
    (tmp_path / ".gitignore").write_text("drafts/\n", encoding="utf-8")
    commit(tmp_path)
    assert posts(tmp_path) == ["a.md", "new.md"]
    assert posts(tmp_path, "drafts/b.md") == ["drafts/b.md"], "who names a file means it"
    with pytest.raises(PathError, match="drafts: no post below"):
        posts(tmp_path, "drafts")


def test_only_what_is_in_the_index(tmp_path: Path) -> None:
    write(tmp_path, post=("a.md", "b.md"), other=("images/x.png",))
    commit(tmp_path)
    write(tmp_path, post="new.md", other="images/y.png")
    (tmp_path / "b.md").unlink()
    assert posts(tmp_path, tracked=True) == ["a.md"]
    assert posts(tmp_path, "new.md", "a.md", tracked=True) == ["a.md"]
    (site,) = open_sites(Given(overrides={"tracked": True}), tmp_path)
    assert site.files.exists("images/x.png")
    assert not site.files.exists("images/y.png")
    assert site.files.names("images") == ("x.png",)
    assert not site.files.exists("images")
    assert site.files.is_folder("images")


def test_the_index_needs_git(tmp_path: Path) -> None:
    write(tmp_path, post="a.md")
    with pytest.raises(git.GitError, match="not in a git repository"):
        posts(tmp_path, tracked=True)


def test_an_empty_index_holds_nothing(tmp_path: Path) -> None:
    commit(tmp_path, "init", "-q")
    assert git.list_files(tmp_path, tracked=True) == []


def test_the_site_is_the_folder_of_the_nearest_configuration(root: Path) -> None:
    write(root, post=("a.md", "blog/posts/b.md", "blog/posts/c.md"))
    (root / "blog/copydesk.toml").write_text("", encoding="utf-8")
    (root / "blog/posts/pyproject.toml").write_text('[project]\nname = "no configuration of ours"\n', encoding="utf-8")
    site = one(root, "blog/posts/b.md")
    assert (site.root, site.reported) == (root / "blog", ["posts/b.md"])
    assert list(site.sources) == ["posts/b.md", "posts/c.md"], "the rest of the site is known"


def test_sites_inside_a_site(root: Path) -> None:
    write(root, post=("a.md", "one/b.md", "one/two/c.md"), other=("one/x.txt",))
    for folder in ("one", "one/two"):
        (root / folder / "copydesk.toml").write_text("", encoding="utf-8")
    sites = open_sites(Given(), root)
    assert [(site.root.relative_to(root).as_posix(), site.reported) for site in sites] == [
        (".", ["a.md"]),
        ("one", ["b.md"]),
        ("one/two", ["c.md"]),
    ]
    assert posts(root, "one/two") == ["one/two/c.md"]
    assert posts(root, "one/b.md") == ["one/b.md"]


def test_copydesk_toml_goes_before_pyproject(root: Path) -> None:
    write(root, post="a.md")
    (root / "pyproject.toml").write_text("[tool.copydesk]\nstrict = true\n", encoding="utf-8")
    assert one(root).config.strict
    (root / "copydesk.toml").write_text("", encoding="utf-8")
    assert not one(root).config.strict


def test_the_site_is_the_git_top_level(tmp_path: Path) -> None:
    write(tmp_path, post=("a.md", "deep/er/b.md"))
    commit(tmp_path)
    (site,) = open_sites(Given(), tmp_path / "deep")
    assert (site.root, site.reported) == (tmp_path, ["deep/er/b.md"])


def test_the_site_is_the_working_folder(tmp_path: Path) -> None:
    write(tmp_path, post=("a.md", "deep/er/b.md"))
    (site,) = open_sites(Given(("er/b.md",)), tmp_path / "deep")
    assert (site.root, site.reported) == (tmp_path / "deep", ["er/b.md"])
    (site,) = open_sites(Given(("../a.md",)), tmp_path / "deep")
    assert (site.root, site.reported) == (tmp_path, ["a.md"])


def test_links_to_posts_and_folders_are_followed(root: Path) -> None:
    write(root, post="posts/a.md")
    (root / "b.md").symlink_to("posts/a.md")
    (root / "blog").symlink_to("posts")
    assert posts(root, "b.md") == ["b.md"]
    assert posts(root, "blog") == ["posts/a.md"]


def test_a_folder_named_like_a_post(root: Path) -> None:
    write(root, post=("a.md", "b.md/c.md"))
    assert posts(root) == ["a.md", "b.md/c.md"]


def test_where_a_hook_says_its_repository_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, post=("blog/a.md", "b.md"))
    (tmp_path / "blog/copydesk.toml").write_text("", encoding="utf-8")
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert posts(tmp_path, "blog/a.md", tracked=True) == ["blog/a.md"]
    assert posts(tmp_path, tracked=True) == ["b.md", "blog/a.md"]


def test_a_configuration_that_is_a_folder(root: Path) -> None:
    write(root, post="a.md")
    (root / "copydesk.toml").mkdir()
    with pytest.raises((IsADirectoryError, ConfigError, PathError)):
        posts(root)


def test_a_file_given_twice_is_judged_once(root: Path) -> None:
    write(root, post=("posts/a.md", "posts/b.md"))
    assert posts(root, "posts/a.md", "posts", "./posts/a.md", str(root / "posts/b.md")) == ["posts/a.md", "posts/b.md"]


def test_a_file_among_posts_is_a_post_in_a_smaller_collection_too() -> None:
    front = "---\ntitle: x\n---\n"
    texts = {f"notes/{number}.md": front for number in range(20)}
    texts |= {"essays/a.md": front, "essays/b.md": front, "essays/c.md": "No front matter.\n"}
    texts |= {"misc/a.md": front, "misc/b.md": "None.\n", "misc/c.md": "None.\n", "README.md": "None.\n"}
    assert sorted(recognised(texts) - {path for path in texts if path.startswith("notes/")}) == [
        "essays/a.md",
        "essays/b.md",
        "essays/c.md",
        "misc/a.md",
    ]
