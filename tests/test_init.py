"""`copydesk init`: what it proposes, and that it writes nothing that was not wanted."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sessions import Desk, refused

from lint.config.globs import matcher
from lint.config.insert import InsertError, insert_table
from lint.config.load import load
from lint.config.propose import Habit, Proposal, Required, post_globs, render
from lint.site.generators import Generator, Recognised
from lint.world import files as world_files


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


def post(number: int, more: str = "") -> str:
    return (
        f"---\ntitle: Day {number}\ndate: 2024-05-{number + 1:02}\nauthor: Ada\n{more}---\n\nIt rained on OpenWorld.\n"
    )


def blog(desk: Desk, folder: str = "content/blog", count: int = 12) -> None:
    for number in range(count):
        path = desk.folder / folder / f"day-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(post(number), encoding="utf-8")


def content(desk: Desk) -> dict[str, bytes]:
    return {p.relative_to(desk.folder).as_posix(): p.read_bytes() for p in desk.folder.rglob("*") if p.is_file()}


# What is written, and when


def test_without_a_terminal_it_shows_and_writes_nothing(desk: Desk) -> None:
    blog(desk)
    before = content(desk)
    done = desk.run("init")
    assert (done.status, done.err) == (0, "")
    assert 'posts = ["content/blog/**/*.md"]' in done.out
    assert "`copydesk init --yes` writes copydesk.toml" in done.out
    assert content(desk) == before


def test_it_says_which_permalink_the_links_speak_for(desk: Desk) -> None:
    blog(desk)
    path = desk.folder / "content/blog/day-0.md"
    links = "".join(f"[x](/diary/2024/day-{number}/)\n" for number in range(1, 5))
    path.write_text(path.read_text(encoding="utf-8") + links, encoding="utf-8")
    assert "# Inferred from the posts' links: they are published at /diary/:year/:name/\n" in desk.run("init").out


def test_yes_writes_a_configuration_that_loads(desk: Desk) -> None:
    blog(desk)
    desk.write(hugo_toml='defaultContentLanguage = "en-GB"\n')
    assert desk.run("init", "--yes").status == 0
    text = (desk.folder / "copydesk.toml").read_text(encoding="utf-8")
    config = load(text, "copydesk.toml")
    assert config.posts == ("content/blog/**/*.md",)
    assert config.lang == "en-GB"
    assert config.terms == ("OpenWorld",)
    assert set(config.collections["blog"].fields) == {"title", "date", "author"}
    assert config.collections["blog"].paths == ("content/blog/*.md",)
    assert desk.check().status == 0
    (desk.folder / "content/blog/new.md").write_text("---\ntitle: New\ndate: 2024-06-01\n---\n", encoding="utf-8")
    assert "`author`" in desk.check().out


def test_a_project_file_keeps_every_byte(desk: Desk) -> None:
    blog(desk)
    before = b'# mine\r\n[project]\r\nname = "x"  # y\r\n'
    (desk.folder / "pyproject.toml").write_bytes(before)
    assert desk.run("init", "--yes").status == 0
    after = (desk.folder / "pyproject.toml").read_bytes()
    assert after.startswith(before)
    assert b"\n" not in after.replace(b"\r\n", b"")
    assert tomllib.loads(after.decode())["tool"]["copydesk"]["posts"] == ["content/blog/**/*.md"]
    assert not (desk.folder / "copydesk.toml").exists()


@pytest.mark.parametrize("text", ["", "[project]\nname = 'x'", None])
def test_the_patch_is_what_would_be_written(desk: Desk, text: str | None) -> None:
    blog(desk)
    if text is not None:
        desk.write(pyproject_toml=text)
    before = content(desk)
    done = desk.run("init", "--diff")
    assert done.status == 0
    assert content(desk) == before
    assert "12 posts" in done.err
    desk.run("init", "--yes")
    written = content(desk)
    for path in written.keys() - before.keys():
        (desk.folder / path).unlink()
    if text is not None:
        desk.write(pyproject_toml=text)
    subprocess.run(["git", "apply", "-"], cwd=desk.folder, input=done.out.encode(), check=True)
    assert content(desk) == written


def test_an_answer_decides(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    blog(desk)
    asked = []

    def answer(question: str, **_: object) -> bool:
        asked.append(question)
        return len(asked) > 1

    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", answer)
    done = desk.run("init")
    assert (done.status, asked) == (0, ["Write copydesk.toml?"])
    assert "Nothing was written." in done.out
    assert not (desk.folder / "copydesk.toml").exists()
    assert desk.run("init").status == 0
    assert (desk.folder / "copydesk.toml").exists()
    desk.run("init")
    assert asked[-1] == "Replace the configuration in copydesk.toml?"


def test_what_exists_is_not_overwritten(desk: Desk) -> None:
    blog(desk)
    desk.write(copydesk_toml='terms = ["CryptPad"]\n')
    before = content(desk)
    assert refused(desk.run("init", "--yes")) == "copydesk.toml has a configuration already; --force replaces it"
    assert "--yes --force" in desk.run("init").out
    assert content(desk) == before
    assert desk.run("init", "--yes", "--force").status == 0
    assert "CryptPad" not in (desk.folder / "copydesk.toml").read_text(encoding="utf-8")


def test_a_table_in_a_project_file_is_replaced_alone(desk: Desk) -> None:
    blog(desk)
    head, tail = '[project]\nname = "x"\n\n', "# about ruff\n[tool.ruff]\nline-length = 120\n"
    ours = '[tool.copydesk]\nterms = ["CryptPad"]\n\n[tool.copydesk.rules.doubled-word]\nlevel = "off"\n\n'
    desk.write(pyproject_toml=head + ours + tail)
    assert desk.run("init", "--yes", "--force").status == 0
    text = (desk.folder / "pyproject.toml").read_text(encoding="utf-8")
    assert text.startswith(head)
    assert tail in text
    assert "CryptPad" not in text
    assert "doubled-word" not in text


# What it says


def test_it_counts_what_the_rules_would_find(desk: Desk) -> None:
    blog(desk)
    desk.write(content__blog__bad_md=post(20) + "\nThe the rain, and [nothing]().\n")
    done = desk.run("init")
    rows = {line.split()[0]: line.split()[1:] for line in done.out.splitlines() if line.startswith("  ")}
    assert rows["doubled-word"] == ["0", "1", "0", "1"]
    assert rows["empty-link"] == ["1", "0", "0", "1"]
    assert "Nothing from" in done.out


def test_two_blogs_are_two_collections(desk: Desk) -> None:
    blog(desk, "one/content/posts")
    blog(desk, "two/_posts")
    desk.write(one__hugo_toml="", **{"two___config.yml": "title: x\n"})
    (desk.folder / "two/_config.yml").write_text("title: x\n", encoding="utf-8")
    done = desk.run("init", "--yes")
    assert "Hugo in one" in done.out
    assert "Jekyll in two" in done.out
    config = load((desk.folder / "copydesk.toml").read_text(encoding="utf-8"), "copydesk.toml")
    assert sorted(config.posts) == ["one/content/posts/**/*.md", "two/_posts/**/*.md"]
    assert sorted(config.collections) == ["_posts", "posts"]


def test_a_broken_generator_configuration_is_named_and_passed_over(desk: Desk) -> None:
    blog(desk)
    desk.write(hugo_toml='title = "a"\nlang = "open\n')
    done = desk.run("init", "--yes")
    assert done.status == 0
    assert done.err.startswith("hugo.toml:2:")
    assert len(done.err.splitlines()) == 1
    assert (desk.folder / "copydesk.toml").exists()


def test_what_cannot_be_done_is_one_line(desk: Desk) -> None:
    assert "no post here" in refused(desk.run("init"))
    blog(desk)
    desk.write(pyproject_toml="[project\n")
    assert refused(desk.run("init", "--yes")).startswith("pyproject.toml: not valid TOML")
    desk.write(pyproject_toml="tool = {}\n")
    assert "pyproject.toml" in refused(desk.run("init", "--yes"))
    desk.write(pyproject_toml=b"a = '\xff'\n")
    assert "UTF-8" in refused(desk.run("init", "--yes"))


def test_a_folder_that_takes_no_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    blog(desk)

    def read_only(path: Path, text: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(world_files, "write", read_only)
    done = desk.run("init", "--yes")
    assert done.status == 2
    assert done.err == "copydesk: copydesk.toml: cannot be written: Permission denied\n"


# Hooks and CI


def test_a_hook_and_a_workflow(desk: Desk) -> None:
    blog(desk)
    assert desk.run("init", "--yes", "--hooks", "--ci", "github").status == 0
    hook = yaml.safe_load((desk.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert hook["repos"][0]["hooks"][0]["entry"] == "copydesk check --tracked"
    workflow = yaml.safe_load((desk.folder / ".github/workflows/copydesk.yml").read_text(encoding="utf-8"))
    assert workflow["jobs"]["posts"]["steps"][-1]["run"] == "copydesk check --tracked"


def test_hooks_that_exist_are_left_alone(desk: Desk) -> None:
    blog(desk)
    desk.write(**{".pre-commit-config.yaml": "repos: []\n"})
    done = desk.run("init", "--yes", "--hooks")
    assert done.status == 0
    assert "add below its `repos:`" in done.err
    assert content(desk)[".pre-commit-config.yaml"] == b"repos: []\n"
    assert (desk.folder / "copydesk.toml").exists()


def test_a_workflow_that_exists_stops_everything(desk: Desk) -> None:
    blog(desk)
    desk.write(**{".github/workflows/copydesk.yml": "on: push\n"})
    before = content(desk)
    done = desk.run("init", "--yes", "--ci", "github")
    assert done.status == 2
    assert ".github/workflows/copydesk.yml exists and is not overwritten" in done.err
    assert content(desk) == before


def test_hooks_alone_where_a_configuration_exists(desk: Desk) -> None:
    blog(desk)
    desk.write(copydesk_toml="strict = true\n")
    done = desk.run("init", "--yes", "--hooks")
    assert done.status == 0
    assert content(desk)["copydesk.toml"] == b"strict = true\n"
    assert ".pre-commit-config.yaml" in content(desk)


def test_the_tags_in_use_are_a_comment_that_can_be_switched_on(desk: Desk) -> None:
    blog(desk)
    for number in range(12):
        (desk.folder / f"content/blog/day-{number}.md").write_text(
            post(number, "tags: [rain, sun]\n"), encoding="utf-8"
        )
    desk.write(pyproject_toml="")
    desk.run("init", "--yes")
    text = (desk.folder / "pyproject.toml").read_text(encoding="utf-8")
    assert load(text, "pyproject.toml").rules == {}
    head, _, tail = text.partition("# [tool.copydesk.rules.unknown-tag]")
    lines = f"# [tool.copydesk.rules.unknown-tag]{tail}".splitlines()
    text = head + "".join(f"{line.removeprefix('# ')}\n" for line in lines)
    assert load(text, "pyproject.toml").rules == {"unknown-tag": {"tags": ["rain", "sun"]}}


def test_a_configuration_that_is_broken_is_named_with_its_line(desk: Desk) -> None:
    blog(desk)
    desk.write(copydesk_toml="strict = true\nstrikt = true\n")
    assert refused(desk.run("init", "--yes", "--force")).startswith("copydesk.toml:2:1: unknown key")


# Globs and TOML


@pytest.mark.parametrize(
    ("posts", "others", "globs", "exclude"),
    [
        (["posts/a.md", "posts/b.md"], ["README.md"], ["posts/**/*.md"], []),
        (["posts/a.md", "posts/b.mdx"], [], ["posts/**/*.md", "posts/**/*.mdx"], []),
        (["a/x/1.md", "a/y/2.md"], ["b/3.md"], ["a/**/*.md"], []),
        (["a/1.md", "a/2.md"], ["a/README.md"], ["a/*.md"], ["a/README.md"]),
        (["1.md", "2.md"], ["README.md"], ["*.md"], ["README.md"]),
        (["a/1.md"], ["a/2.md", "a/3.md"], ["a/1.md"], []),
        ([f"{n}/a.md" for n in range(9)], ["README.md"], [], []),
        (["pages/[lang]/a.md", "pages/[lang]/b.md"], [], ["pages/?lang?/**/*.md"], []),
    ],
)
def test_globs(posts: list[str], others: list[str], globs: list[str], exclude: list[str]) -> None:
    assert post_globs(posts, others) == (tuple(globs), tuple(exclude))


PATHS = st.lists(
    st.lists(st.sampled_from("ab[*é"), min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".md"),
    unique=True,
    max_size=8,
)


@given(paths=PATHS, cut=st.integers(0, 8))
def test_globs_are_exact_or_none(paths: list[str], cut: int) -> None:
    posts, others = paths[:cut], paths[cut:]
    globs, exclude = post_globs(posts, others)
    chosen, left_out = matcher(globs), matcher(exclude)
    if globs:
        assert [path for path in paths if chosen(path) and not left_out(path)] == posts


@given(
    texts=st.lists(st.text(max_size=20), min_size=4, max_size=4),
    prefix=st.sampled_from(["", "tool.copydesk"]),
)
def test_whatever_the_names_the_table_loads(texts: list[str], prefix: str) -> None:
    proposal = Proposal(
        Recognised((Generator(texts[0], texts[1], (texts[2],)),)),
        habits=(Habit(texts[0], (texts[1],), 12, (Required(texts[2], 11, 12, "text"), Required("date", 12, 12))),),
        posts=(texts[3],),
        exclude=(texts[0],),
        drafts=(texts[1],),
        static=(texts[2],),
        terms=(texts[3],),
        tags=((texts[0], 3),),
        permalink=texts[1],
    )
    config = load(render(proposal, prefix), "pyproject.toml" if prefix else "copydesk.toml")
    assert config.posts == (texts[3].encode("utf-8", "replace").decode(),)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_inserting_keeps_the_rest(line_end: str) -> None:
    table = "[tool.copydesk]\nstrict = true\n"
    for before in ("", "a = 1", "a = 1\n", "a = 1\n\n", "[tool.ruff]\nx = 1\n\n# end\n"):
        text = before.replace("\n", line_end)
        after = insert_table(text, table)
        assert after.startswith(text)
        once = tomllib.loads(after)
        assert tomllib.loads(insert_table(after, table)) == once


@pytest.mark.parametrize("text", ["tool.copydesk.strict = true\n", "[tool]\ncopydesk = {strict = true}\n", "a = \n"])
def test_what_cannot_be_taken_out_is_refused(text: str) -> None:
    with pytest.raises(InsertError):
        insert_table(text, "[tool.copydesk]\n")
