"""Only what changed: which lines count, under real git."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from git_blog import GitBlog, front
from sessions import Done, refused

OLD = front("A walk by the river") + "We saw the the boat.\n\n## The way back\n\nIt was late.\n"


@pytest.fixture
def blog(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> GitBlog:
    folder = tmp_path / "blog"
    folder.mkdir()
    blog = GitBlog(folder, capsys, monkeypatch)
    blog.put("posts/walk.md", OLD)
    blog.put("posts/second.md", front("A second walk") + "Nothing is wrong here.\n")
    blog.commit()
    return blog


def test_old_faults_stay_out_and_new_ones_are_reported(blog: GitBlog) -> None:
    assert blog.places("--changed") == []
    assert blog.places("--changed=HEAD") == []
    blog.put("posts/walk.md", OLD + "We came came home.\n")
    assert blog.places("--changed=HEAD") == ["posts/walk.md:15 doubled-word"]
    assert blog.places("--changed") == [], "nothing is staged"
    blog.git("add", "--all")
    assert blog.places("--changed") == ["posts/walk.md:15 doubled-word"]


def test_what_is_staged_is_judged_where_the_file_differs(blog: GitBlog) -> None:
    blog.stage("posts/walk.md", OLD + "We came came home.\n")
    blog.put("posts/walk.md", "\n\n" + OLD.replace("late", "slowly slowly"))
    assert blog.places("--changed") == ["posts/walk.md:15 doubled-word"]
    found = blog.json("--changed")["diagnostics"][0]
    assert (OLD + "We came came home.\n")[found["start"] : found["end"]] == "came came"
    blog.git("add", "--all")
    blog.put("posts/walk.md", OLD)
    assert "posts/walk.md:15 doubled-word" not in blog.places("--changed")
    assert "posts/walk.md:16 doubled-word" in blog.places("--changed")


def test_a_file_that_is_deleted_but_staged_is_judged_as_staged(blog: GitBlog) -> None:
    blog.stage("posts/walk.md", OLD + "We came came home.\n")
    (blog.folder / "posts/walk.md").unlink()
    assert blog.places("--changed") == ["posts/walk.md:15 doubled-word"]


def test_what_is_announced_only_is_not_staged(blog: GitBlog) -> None:
    blog.put("posts/third.md", front("A third walk") + "We came came home.\n")
    assert blog.places("--changed") == []
    assert blog.places("--changed=HEAD") == ["posts/third.md:10 doubled-word"], "new files count"
    assert blog.places("--changed=HEAD", "--tracked") == []
    blog.git("add", "--intent-to-add", "posts/third.md")
    assert blog.places("--changed") == []
    assert blog.places("--changed=HEAD") == ["posts/third.md:10 doubled-word"]


def test_a_removed_section_counts_at_its_heading(blog: GitBlog) -> None:
    blog.stage("posts/walk.md", OLD.replace("It was late.\n", ""))
    assert blog.places("--changed") == ["posts/walk.md:12 empty-section"]
    blog.stage("posts/walk.md", OLD.replace("\n\nIt was late.\n", "\n\n\n"))
    assert blog.places("--changed") == ["posts/walk.md:12 empty-section"]


def test_a_removed_field_counts_where_it_is_missed(blog: GitBlog) -> None:
    for number in range(12):
        blog.put(f"posts/more-{number}.md", front(f"Walk {number} of twelve") + "We went on.\n")
    blog.commit()
    assert blog.places("--changed") == []
    blog.stage("posts/walk.md", OLD.replace("author: The editors\n", ""))
    assert blog.places("--changed") == ["posts/walk.md:7 missing-field"]
    blog.stage("posts/walk.md", OLD.replace("author: The editors\n", "author: Someone\n").replace("the the", "the"))
    assert "missing-field" not in str(blog.places("--changed"))


def test_a_renamed_post_keeps_its_old_faults_to_itself(blog: GitBlog) -> None:
    blog.git("mv", "posts/walk.md", "posts/river-walk.md")
    assert blog.places("--changed") == []
    assert blog.places("--changed=HEAD") == []
    blog.stage("posts/river-walk.md", OLD.replace("late", "slowly slowly"))
    assert blog.places("--changed") == ["posts/river-walk.md:14 doubled-word"]


def test_the_site_is_known_though_little_is_reported(blog: GitBlog) -> None:
    blog.stage("posts/walk.md", OLD + "See [the other](second.md) and [none](third.md).\n")
    assert blog.places("--changed") == ["posts/walk.md:15 broken-link"]
    blog.put("posts/third.md", front("A third walk") + "Text.\n")
    assert blog.places("--changed") == ["posts/walk.md:15 broken-link"], "it is not staged"
    assert blog.places("--changed=HEAD", "posts/walk.md") == []


# What stands behind --changed


def test_what_follows_is_a_revision_or_a_path(blog: GitBlog) -> None:
    blog.put("posts/walk.md", OLD + "We came came home.\n")
    blog.git("tag", "then")
    found = ["posts/walk.md:15 doubled-word"]
    assert blog.places("--changed", "then") == found
    assert blog.places("--changed", "HEAD", "posts") == found
    assert blog.places("--changed", "HEAD", "posts/second.md") == []
    assert blog.places("--changed", "posts/") == []
    blog.git("add", "--all")
    assert blog.places("--changed", "posts/") == found
    assert blog.places("--changed", "posts/walk.md", "posts/second.md") == found
    assert blog.places("posts", "--changed") == found
    assert blog.places("--changed", "--", "posts/walk.md") == found
    assert blog.places("--changed", "--level", "warning") == found
    assert blog.places("--changed=") == found


def test_a_name_of_both_a_revision_and_a_path_is_asked_about(blog: GitBlog) -> None:
    blog.git("branch", "posts")
    assert "`posts` is a revision and a path" in refused(blog.changed("posts"))
    blog.stage("posts/walk.md", OLD + "We came came home.\n")
    assert blog.places("--changed=posts") == ["posts/walk.md:15 doubled-word"]
    assert blog.places("--changed", "--", "posts") == ["posts/walk.md:15 doubled-word"]


def test_a_revision_that_is_none_is_named_with_the_nearest(blog: GitBlog) -> None:
    blog.git("tag", "v1.0")
    assert refused(blog.changed("mian")) == "--changed=mian: no such revision; did you mean main?"
    assert refused(blog.changed("v1")) == "--changed=v1: no such revision; did you mean v1.0?"
    assert refused(blog.changed("HEAD~7")).startswith("--changed=HEAD~7: no such revision")
    assert "one revision is wanted" in refused(blog.check("--changed=main..HEAD"))
    assert "one revision is wanted" in refused(blog.check("--changed=--output=x"))
    assert refused(blog.check("-", "--stdin-filename", "a.md", "--changed", stdin=b"")).startswith("`--changed`")


# The state of the repository


def test_without_git(tmp_path: Path, blog: GitBlog, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "plain"
    elsewhere.mkdir()
    (elsewhere / "a.md").write_text(OLD, encoding="utf-8")
    monkeypatch.chdir(elsewhere)
    assert refused(blog.changed()) == ".: not in a git repository, which --changed needs"
    assert refused(blog.changed("a.md")) == ".: not in a git repository, which --changed needs"


def test_before_the_first_commit_everything_is_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fresh").mkdir()
    blog = GitBlog(tmp_path / "fresh", capsys, monkeypatch)
    blog.put("a.md", OLD)
    assert blog.places("--changed=HEAD") == ["a.md:10 doubled-word"]
    assert "there is no commit yet" in refused(blog.changed("main"))
    blog.git("add", "a.md")
    assert blog.places("--changed") == ["a.md:10 doubled-word"]
    assert blog.places("--changed=HEAD") == ["a.md:10 doubled-word"]


def test_a_branch_that_went_on_is_not_my_change(blog: GitBlog) -> None:
    blog.git("switch", "--quiet", "--create", "mine")
    blog.put("posts/walk.md", OLD + "We came came home.\n")
    blog.commit()
    blog.git("switch", "--quiet", "main")
    blog.put("posts/walk.md", OLD.replace("We saw the the boat.", "We saw a boat."))
    blog.commit()
    blog.git("switch", "--quiet", "--detach", "mine")
    assert blog.places("--changed=main") == ["posts/walk.md:15 doubled-word"]
    tree = blog.git("rev-parse", "main^{tree}")
    assert blog.places(f"--changed={tree}") == ["posts/walk.md:10 doubled-word", "posts/walk.md:15 doubled-word"]
    said = blog.changed("main", "-v").err
    assert "where it left main: 1 post changed" in said


def test_a_conflict_is_refused_by_name(blog: GitBlog) -> None:
    blog.git("switch", "--quiet", "--create", "mine")
    blog.put("posts/walk.md", OLD.replace("late", "slowly slowly"))
    blog.commit()
    blog.git("switch", "--quiet", "main")
    blog.put("posts/walk.md", OLD.replace("late", "gently gently"))
    blog.put("posts/second.md", front("A second walk") + "All went went well.\n")
    blog.commit()
    blog.git("merge", "mine", check=False)
    assert refused(blog.changed()).startswith("posts/walk.md: not merged")
    assert "posts/walk.md:15 doubled-word" in blog.places("--changed=HEAD~1"), "the work tree is a text as any other"
    blog.stage("posts/walk.md", OLD.replace("late", "slowly slowly, and and cold"))
    assert blog.places("--changed") == ["posts/walk.md:14 doubled-word"] * 2
    blog.stage("posts/walk.md", OLD.replace("late", "slowly slowly"))
    assert blog.places("--changed") == [], "what comes from a parent was judged there"


def test_a_merge_counts_only_what_is_in_no_parent(blog: GitBlog) -> None:
    blog.git("switch", "--quiet", "--create", "mine")
    blog.put("posts/walk.md", OLD.replace("late", "slowly slowly"))
    blog.commit()
    blog.git("switch", "--quiet", "main")
    blog.put("posts/second.md", front("A second walk") + "Nothing is wrong here, either.\n")
    blog.commit()
    blog.git("merge", "--no-commit", "--no-ff", "mine")
    assert blog.places("--changed") == []


def test_a_shallow_clone_says_what_to_fetch(tmp_path: Path, blog: GitBlog, monkeypatch: pytest.MonkeyPatch) -> None:
    blog.git("switch", "--quiet", "--create", "mine")
    for number in range(3):
        blog.put("posts/walk.md", OLD + f"We came came home {number}.\n")
        blog.commit()
    blog.git("switch", "--quiet", "main")
    blog.put("posts/second.md", front("A second walk") + "Nothing is wrong.\n")
    blog.commit()
    address = blog.folder.as_uri()
    blog.git("clone", "--quiet", "--depth=1", "--no-single-branch", "--branch", "mine", address, str(tmp_path / "c"))
    monkeypatch.chdir(tmp_path / "c")
    said = refused(blog.changed("origin/main"))
    assert "this shallow clone does not reach back" in said
    assert "git fetch --unshallow" in said
    assert "did you mean origin/main?" in refused(blog.changed("main"))
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    assert "git fetch --unshallow" in refused(blog.changed())
    monkeypatch.setenv("GITHUB_BASE_REF", "release")
    assert refused(blog.changed()) == (
        "--changed: release (GITHUB_BASE_REF) is not in this clone; fetch it: git fetch --unshallow origin release"
    )
    blog.folder = tmp_path / "c"
    blog.git("fetch", "--quiet", "--unshallow")
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    done = blog.changed("--format", "concise")
    assert "posts/walk.md:15:4: warning doubled-word" in done.out
    assert "main (GITHUB_BASE_REF)" in done.err, "what was chosen is said"


def test_a_work_tree_beside_the_first(tmp_path: Path, blog: GitBlog, monkeypatch: pytest.MonkeyPatch) -> None:
    blog.git("worktree", "add", "--quiet", str(tmp_path / "beside"))
    monkeypatch.chdir(tmp_path / "beside")
    blog.folder = tmp_path / "beside"
    blog.stage("posts/walk.md", OLD + "We came came home.\n")
    assert blog.places("--changed") == ["posts/walk.md:15 doubled-word"]
    assert blog.places("--changed=main") == ["posts/walk.md:15 doubled-word"]


def test_a_site_below_the_top_and_a_working_folder_below_that(
    blog: GitBlog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.put("blog/copydesk.toml", "")
    blog.put("blog/posts/one.md", front("The first") + "We saw the the boat.\n\nIt was late.\n")
    blog.commit()
    blog.put("posts/walk.md", OLD + "We came came home.\n")
    blog.git("mv", "posts/second.md", "blog/posts/second.md")
    blog.put("blog/posts/one.md", front("The first") + "We saw the the boat.\n\nIt came came late.\n")
    blog.git("add", "--all")
    everything = ["blog/posts/one.md:12 doubled-word", "posts/walk.md:15 doubled-word"]
    assert blog.places("--changed") == everything
    monkeypatch.chdir(blog.folder / "blog/posts")
    assert blog.places("--changed") == ["one.md:12 doubled-word"]
    assert blog.places("--changed", "..") == ["one.md:12 doubled-word"]
    assert blog.places("--changed=HEAD", "one.md") == ["one.md:12 doubled-word"]


def test_a_submodule_has_its_own_history(tmp_path: Path, blog: GitBlog) -> None:
    address = blog.folder.as_uri()
    blog.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", address, "content")
    blog.commit()
    blog.put("content/posts/walk.md", OLD + "We came came home.\n")
    assert blog.places("--changed=HEAD") == []
    assert blog.places("--changed=HEAD", "content") == ["content/posts/walk.md:15 doubled-word"]


def test_a_sparse_checkout(blog: GitBlog) -> None:
    blog.put("notes/third.md", front("A third walk") + "Text.\n")
    blog.commit()
    blog.git("sparse-checkout", "set", "posts")
    assert not (blog.folder / "notes/third.md").exists()
    blog.stage("posts/walk.md", OLD + "See [the third](../notes/third.md), and and go.\n")
    assert blog.places("--changed") == ["posts/walk.md:15 doubled-word"]


# Files of all kinds


@pytest.mark.parametrize("name", ["a b.md", 'a "quoted".md', "new\nline.md", "tab\t.md", "ü.md", "b'\\x.md", "'é'.md"])
def test_names_of_all_kinds(blog: GitBlog, name: str) -> None:
    blog.put(f"posts/{name}", OLD)
    blog.commit()
    blog.stage(f"posts/{name}", OLD + "We came came home.\n")
    for flag in ("--changed", "--changed=HEAD"):
        (found,) = blog.json(flag)["diagnostics"]
        assert (found["path"], found["line"]) == (f"posts/{name}", 15)


def test_a_name_that_is_not_utf_8(blog: GitBlog) -> None:
    name = os.fsdecode(b"posts/caf\xe9.md")
    try:
        blog.put(name, OLD)
    except OSError:
        pytest.skip("this file system refuses such names")
    blog.commit()
    blog.stage(name, OLD + "We came came home.\n")
    assert len(blog.json("--changed")["diagnostics"]) == 1


def test_line_ends_and_byte_order_marks(blog: GitBlog) -> None:
    text = "\ufeff" + OLD.replace("\n", "\r\n")
    blog.put("posts/walk.md", text)
    blog.commit()
    blog.stage("posts/walk.md", text + "We came came home.")
    assert blog.places("--changed") == ["posts/walk.md:15 doubled-word"]
    blog.stage("posts/walk.md", text.replace("\r\n", "\n"))
    assert "posts/walk.md:10 doubled-word" in blog.places("--changed"), "every line is another"
    blog.git("config", "core.autocrlf", "true")
    blog.commit()
    blog.put("posts/walk.md", text + "We came came home.\r\n")
    assert blog.places("--changed=HEAD") == ["posts/walk.md:15 doubled-word"]


def test_what_is_no_text(blog: GitBlog) -> None:
    blog.stage("posts/walk.md", b"---\ntitle: x\n---\n\0\n")
    assert blog.places("--changed", "posts/walk.md")[0].startswith("posts/walk.md:1 ")
    blog.git("reset", "--quiet", "--hard")
    blog.stage(".gitattributes", "*.md -diff\n")
    blog.stage("posts/walk.md", OLD + "We came came home.\n")
    assert blog.places("--changed") == ["posts/walk.md:15 doubled-word"], "git calls it binary, we do not"


def test_what_the_user_says_of_diffs_changes_nothing(blog: GitBlog) -> None:
    for key, value in {
        "diff.external": "false",
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "diff.context": "7",
        "diff.interHunkContext": "50",
        "diff.renames": "false",
        "diff.relative": "true",
        "color.ui": "always",
        "core.quotePath": "true",
        "core.pager": "false",
        "diff.words.textconv": "true",
        "diff.autoRefreshIndex": "false",
        "diff.algorithm": "patience",
    }.items():
        blog.git("config", key, value)
    blog.put(".gitattributes", "*.md diff=words\n")
    blog.commit()
    blog.git("mv", "posts/walk.md", "posts/ü.md")
    os.utime(blog.folder / "posts/second.md", (1, 1))
    blog.stage("posts/ü.md", OLD.replace("late", "slowly slowly") + "We came came home.\n")
    found = ["posts/ü.md:14 doubled-word", "posts/ü.md:15 doubled-word"]
    assert blog.places("--changed") == found
    assert blog.places("--changed=HEAD") == found


def test_a_mode_and_a_time_are_no_change_of_lines(blog: GitBlog) -> None:
    (blog.folder / "posts/walk.md").chmod(0o755)
    os.utime(blog.folder / "posts/walk.md", (1, 1))
    assert blog.places("--changed=HEAD") == []
    blog.git("add", "--all")
    assert blog.places("--changed") == []


def test_links_are_judged_by_what_they_lead_to(blog: GitBlog) -> None:
    blog.put("texts/one.txt", "x")
    (blog.folder / "posts/same.md").symlink_to("walk.md")
    blog.commit()
    blog.stage("posts/walk.md", OLD + "We came came home.\n")
    assert blog.places("--changed") == ["posts/same.md:15 doubled-word", "posts/walk.md:15 doubled-word"]
    blog.put("posts/walk.md", OLD)
    assert blog.places("--changed") == ["posts/same.md:15 doubled-word", "posts/walk.md:15 doubled-word"]
    blog.git("reset", "--quiet", "--hard")
    (blog.folder / "posts/new.md").symlink_to("walk.md")
    blog.git("add", "--all")
    assert "posts/new.md:10 doubled-word" in blog.places("--changed"), "the link is new"


# Hooks


def test_a_commit_of_single_files_has_an_index_of_its_own(blog: GitBlog) -> None:
    python = f'PYTHONPATH="{Path(__file__).parent.parent}" "{os.sys.executable}" -m lint'  # type: ignore[attr-defined]
    hook = blog.folder / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ncd posts && {python} check --strict --changed --format concise > ../said\n")
    hook.chmod(0o755)
    blog.stage("posts/walk.md", OLD + "We came came home.\n")
    blog.put("posts/second.md", front("A second walk") + "All went went well.\n")
    blog.git("commit", "--quiet", "-m", "second", "posts/second.md", check=False)
    assert (blog.folder / "said").read_text().startswith("second.md:10:5: warning doubled-word")
    assert "walk.md" not in (blog.folder / "said").read_text()
    blog.git("commit", "--quiet", "-m", "walk", check=False)
    assert (blog.folder / "said").read_text().startswith("walk.md:15:4: warning doubled-word")
    assert "second.md" not in (blog.folder / "said").read_text()
    assert len(blog.git("log", "--oneline").splitlines()) == 1


# Fixes, allowances, levels


def test_fix_leaves_old_lines_alone(blog: GitBlog) -> None:
    blog.put("posts/walk.md", OLD.replace("late.", "on the the the way.") + "We saw the the sea.\n")
    assert blog.run("fix", "--changed=HEAD").status == 0
    fixed = OLD.replace("late.", "on the way.") + "We saw the sea.\n"
    assert (blog.folder / "posts/walk.md").read_text() == fixed
    blog.git("reset", "--quiet", "--hard")
    blog.stage("posts/walk.md", OLD + "We saw the the sea.\n")
    done = blog.run("fix", "--changed", "--diff")
    assert "-We saw the the sea." in done.out
    assert "boat" not in done.out
    assert blog.run("fix", "--changed").status == 0
    assert (blog.folder / "posts/walk.md").read_text() == OLD + "We saw the sea.\n"


def test_fix_does_not_mix_what_is_staged_with_what_is_not(blog: GitBlog) -> None:
    blog.stage("posts/walk.md", OLD + "We saw the the sea.\n")
    unstaged = OLD + "We saw the the sea.\nAnd cold.\n"
    blog.put("posts/walk.md", unstaged)
    assert refused(blog.run("fix", "--changed")).startswith("posts/walk.md: has changes that are not staged")
    assert (blog.folder / "posts/walk.md").read_text() == unstaged
    blog.git("add", "--all")
    blog.put("posts/second.md", front("A second walk") + "Nothing went went wrong here.\n")
    assert blog.run("fix", "--changed").status == 0, "the other post is not staged and has nothing to do with it"
    assert (blog.folder / "posts/walk.md").read_text() == OLD + "We saw the sea.\nAnd cold.\n"


def test_levels_allowances_drafts_and_selections_hold(blog: GitBlog) -> None:
    blog.stage("posts/walk.md", OLD + "We came came home, in privcay.\n")
    assert blog.changed("--strict", "--select", "style").status == 1
    assert blog.places("--changed", "--select", "spelling") == ["posts/walk.md:15 misspelling"]
    assert blog.changed("--select", "style").status == 0
    assert blog.changed().status == 1
    blog.stage(
        "posts/walk.md", OLD + "<!-- copydesk: allow doubled-word, misspelling -->\nWe came came home, in privcay.\n"
    )
    assert blog.changed("--format", "concise") == Done(0, "", "")
    blog.stage("posts/walk.md", OLD.replace("lang: en", "lang: en\ndraft: true") + "We came home, in privcay.\n")
    assert blog.changed().status == 0
    assert blog.changed("--drafts", "error").status == 1


def test_bundle_has_no_such_option(blog: GitBlog) -> None:
    assert "--changed" in refused(blog.run("bundle", "--changed"))


# What a change breaks elsewhere


def test_a_link_elsewhere_that_the_change_breaks_is_reported(blog: GitBlog) -> None:
    blog.put(
        "posts/second.md", front("A second walk") + "See [it](walk.md), [its end](walk.md#the-way-back), [x](x.md).\n"
    )
    blog.put("posts/x.png", b"\x89PNG")
    blog.put("posts/third.md", front("A third walk") + "A picture: ![Two boats](x.png)\n")
    blog.commit()
    assert blog.places("posts/second.md") == ["posts/second.md:10 broken-link"]
    assert blog.places("--changed") == []
    blog.git("rm", "--quiet", "posts/walk.md", "posts/x.png")
    found = blog.places("--changed")
    assert found.count("posts/second.md:10 broken-link") == 2, "the third was broken before"
    assert "posts/third.md:10 image-not-found" in found
    assert sorted(found) == sorted(blog.places("--changed=HEAD"))
    assert blog.changed().status == 1
    assert blog.places("--changed", "posts/third.md") == ["posts/third.md:10 image-not-found"], "a path limits as ever"
    blog.git("reset", "--quiet", "--hard")
    blog.stage("posts/walk.md", OLD.replace("The way back", "The ways back"))
    assert blog.places("--changed") == ["posts/second.md:10 broken-anchor"]


def test_a_page_that_moves_breaks_what_leads_to_it(blog: GitBlog) -> None:
    blog.put("posts/second.md", front("A second walk") + "See [it](walk.md).\n")
    blog.put("posts/walk.md", OLD + "See [none](none.md).\n")
    blog.commit()
    (blog.folder / "posts/2024").mkdir()
    blog.git("mv", "posts/walk.md", "posts/2024/river.md")
    assert blog.places("--changed") == ["posts/second.md:10 broken-link"], "the other link was broken before"
    blog.stage("posts/second.md", front("A second walk") + "See [it](2024/river.md).\n")
    assert blog.places("--changed") == []


def test_what_was_broken_before_stays_out(blog: GitBlog) -> None:
    blog.put("posts/second.md", front("A second walk") + "See [it](wlak.md) and ![a map](map.png).\n")
    blog.commit()
    blog.stage("posts/walk.md", OLD.replace("late", "early"))
    assert blog.places("--changed") == []
    blog.stage("posts/wlakk.md", front("A third walk") + "The nearest page is another now.\n")
    assert blog.places("--changed") == []


def test_what_others_do_better_breaks_nothing(blog: GitBlog) -> None:
    blog.put("posts/second.md", front("A second walk") + "See [it](http://www.w3.org/one).\n")
    blog.commit()
    blog.stage("posts/third.md", front("A third walk") + "See [it](https://www.w3.org/two).\n")
    assert "posts/second.md:10 insecure-link" in blog.places("--level", "advice", "--select", "insecure-link")
    assert blog.places("--changed", "--level", "advice", "--select", "insecure-link") == []


def test_what_is_broken_elsewhere_is_left_after_a_fix(blog: GitBlog) -> None:
    blog.put("posts/second.md", front("A second walk") + "See [it](walk.md).\n")
    blog.put("posts/third.md", front("A third walk") + "See [it](walk.md).\n\nThe end.\n")
    blog.commit()
    blog.git("rm", "--quiet", "posts/walk.md")
    blog.stage("posts/third.md", front("A third walk") + "See the the lake.\n\nNew [one](walk.md).\n\nThe end.\n")
    done = blog.run("fix", "--changed", "--format", "concise")
    assert [row.split(":")[:2] for row in done.out.splitlines()] == [
        ["posts/second.md", "10"],
        ["posts/third.md", "12"],
    ]
    assert "See the lake." in (blog.folder / "posts/third.md").read_text()


def test_no_secret_is_shown_beside_what_is_broken_elsewhere(blog: GitBlog) -> None:
    secret = "AKIA" + "Q3ZX7RT2" + "LMW5KD6P"
    blog.put("posts/second.md", front("A second walk") + f"See [it](walk.md), and {secret} for the gate.\n")
    blog.commit()
    blog.git("rm", "--quiet", "posts/walk.md")
    for form in ("human", "html", "sarif", "json"):
        done = blog.changed("--format", form)
        assert "broken-link" in done.out
        assert secret not in done.out
