"""The baseline: what is known is not reported until it is touched."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from git_blog import GitBlog
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import DOUBLED, GOOD, Desk, refused

from lint.config.schema import Config
from lint.engine.baseline import BaselineError, Entry, Known, Scope, hold_back, read_baseline, renewed, write_baseline
from lint.engine.examine import Source
from lint.engine.judge import Judged
from lint.engine.run import Desk as RunDesk
from lint.engine.run import passages, run
from lint.engine.select import choose
from lint.world.dictionaries import dictionaries
from lint.world.files import ListedFiles

FILE = ".copydesk-baseline.json"
HEAD = "---\ntitle: One post\ndate: 2024-05-01\n---\n\n"
RULES = choose(["doubled-word", "a-an", "misspelling", "empty-link", "todo-in-text", "placeholder-field"])


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


def rows(folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((folder / FILE).read_text())["findings"]
    return found


def test_what_is_recorded_is_not_reported(desk: Desk) -> None:
    desk.write(a_md=DOUBLED, b_md=HEAD + "See [nothing]().\n")
    assert desk.check().status == 1
    done = desk.check("--write-baseline")
    assert (done.status, done.out, done.err) == (0, "", f"copydesk: {FILE}: 2 findings recorded\n")
    done = desk.check()
    assert (done.status, done.out, done.err) == (0, "", f"copydesk: {FILE}: 2 findings left\n")
    assert desk.check("-q").err == ""
    assert desk.check("--no-baseline").status == 1
    assert desk.json()["summary"] == {"posts": 2, "errors": 0, "warnings": 0, "advice": 0, "baseline": 2}
    assert "baseline" not in desk.json("--no-baseline")["summary"]


def test_one_entry_a_line_and_sorted(desk: Desk) -> None:
    desk.write(b_md=DOUBLED, a_md=HEAD + "The the cat.\n\nThe the cat.\n\nAnd and so.\n")
    desk.check("--write-baseline")
    lines = (desk.folder / FILE).read_text().splitlines()
    assert lines[:3] == ["{", '"version": 1,', '"findings": [']
    assert lines[-2:] == ["]", "}"]
    assert [(row["path"], row.get("count")) for row in rows(desk.folder)] in (
        [("a.md", 2), ("a.md", None), ("b.md", None)],
        [("a.md", None), ("a.md", 2), ("b.md", None)],
    )


def test_nothing_is_written_where_there_is_nothing_to_record(desk: Desk) -> None:
    desk.write(a_md=GOOD)
    assert desk.check("--write-baseline").err == f"copydesk: {FILE}: 0 findings recorded\n"
    assert not (desk.folder / FILE).exists()


def test_no_word_of_a_post_stands_in_it(desk: Desk) -> None:
    desk.write(a_md=HEAD + "The the cat recieve [sesame]().\n")
    desk.check("--write-baseline")
    written = (desk.folder / FILE).read_text()
    assert not any(word in written for word in ("cat", "recieve", "sesame", "the the"))


def test_the_day_of_a_writer(desk: Desk) -> None:
    """Record; edit elsewhere; touch; mend; write again."""
    old = HEAD + "The the cat. It sat down.\n\nAnd and so.\n"
    desk.write(a_md=old)
    desk.check("--write-baseline")
    desk.write(
        a_md=old.replace("title: One post", "title: Another").replace("\n\nThe", "\n\nNew: x.\n\nThe") + "\nMore.\n"
    )
    assert desk.rules() == []
    desk.write(a_md=old.replace("sat down", "stood up"))
    assert desk.rules() == [], "another sentence of the paragraph"
    desk.write(a_md=old.replace("cat", "big cat"))
    assert desk.rules() == ["doubled-word"]
    desk.write(a_md=old.replace("The the", "The"))
    assert desk.check().err == f"copydesk: {FILE}: 1 finding left; 1 solved, `--write-baseline` forgets them\n"
    assert desk.check("--write-baseline").err == f"copydesk: {FILE}: 1 finding recorded (1 solved)\n"
    desk.write(a_md=old)
    assert desk.rules() == ["doubled-word"], "what was solved is forgotten"


def test_lines_may_be_broken_anew(desk: Desk) -> None:
    desk.write(a_md=HEAD + "> The the cat sat on the mat.\n")
    desk.check("--write-baseline")
    desk.write(a_md=HEAD + "> The the cat\r\n> sat on   the\r\n> mat. And more.\r\n")
    assert desk.rules("--select", "doubled-word") == []


def test_one_more_of_the_same_is_one_too_many(desk: Desk) -> None:
    desk.write(a_md=HEAD + "The the cat.\n")
    desk.check("--write-baseline")
    desk.write(a_md=HEAD + "The the cat.\n\nThe the cat.\n")
    assert desk.rules() == ["doubled-word"]


def test_fields_that_lack_are_told_apart(desk: Desk) -> None:
    fields = "[collections.all.fields.{}]\nrequired = true\n"
    desk.write(
        copydesk_toml='[collections.all]\npaths = ["*.md"]\n' + "".join(map(fields.format, ("tags", "author"))),
        a_md=GOOD,
    )
    assert desk.rules() == ["missing-field"] * 2
    desk.check("--write-baseline")
    assert len(rows(desk.folder)) == 2
    assert desk.rules() == []


def test_a_renamed_post_takes_its_entries_along(desk: Desk) -> None:
    text = HEAD + "The the cat.\n\nAnd and so.\n"
    desk.write(posts__a_md=text, posts__b_md=GOOD)
    desk.check("--write-baseline")
    (desk.folder / "posts/a.md").rename(desk.folder / "posts/c.md")
    assert desk.rules() == []
    assert desk.rules("posts/c.md") == []
    desk.check("--write-baseline")
    assert {row["path"] for row in rows(desk.folder)} == {"posts/c.md"}


def test_a_copy_of_a_post_is_new(desk: Desk) -> None:
    text = HEAD + "The the cat.\n"
    desk.write(posts__a_md=text)
    desk.check("--write-baseline")
    desk.write(posts__b_md=text)
    found = desk.json("--select", "doubled-word")["diagnostics"]
    assert [one["path"] for one in found] == ["posts/b.md"]


def test_what_was_not_looked_at_is_kept(desk: Desk) -> None:
    desk.write(posts__a_md=DOUBLED, posts__b_md=HEAD + "And and so. See [nothing]().\n")
    desk.write(posts__c_md=GOOD.replace("good", "third"))
    desk.check("--write-baseline")
    before = (desk.folder / FILE).read_bytes()
    for arguments in (["posts/a.md"], ["--select", "style"], ["--ignore", "links"], ["--level", "error"]):
        desk.check(*arguments, "--write-baseline")
        assert (desk.folder / FILE).read_bytes() == before, arguments
    desk.write(posts__a_md=GOOD)
    desk.check("posts/b.md", "--write-baseline")
    assert (desk.folder / FILE).read_bytes() == before
    desk.check("posts/a.md", "--write-baseline")
    assert {row["path"] for row in rows(desk.folder)} == {"posts/b.md"}
    (desk.folder / "posts/b.md").unlink()
    desk.check("posts/a.md", "--write-baseline")
    assert len(rows(desk.folder)) == 2, "only the whole site shows that a post is gone for good"
    desk.check("--write-baseline")
    assert rows(desk.folder) == []


def test_a_rule_that_is_off_is_forgotten(desk: Desk) -> None:
    desk.write(a_md=DOUBLED)
    desk.check("--write-baseline")
    desk.write(copydesk_toml='ignore = ["doubled-word"]\n')
    assert desk.check().err == f"copydesk: {FILE}: 0 findings left; 1 solved, `--write-baseline` forgets them\n"
    desk.check("--write-baseline")
    assert rows(desk.folder) == []


def test_only_what_is_reported_is_recorded(desk: Desk) -> None:
    desk.write(a_md=HEAD + "# One\n\nA cat.\n\n## Two\n\nThe the dog, in this \n\n## Two\n\nA cow.\n")
    advice = [one for one in desk.json("--level", "advice")["diagnostics"] if one["level"] == "advice"]
    assert advice
    desk.check("--write-baseline")
    assert desk.json("--level", "advice")["summary"]["advice"] == len(advice)
    desk.check("--level", "advice", "--write-baseline")
    assert desk.rules("--level", "advice") == []
    desk.check("--write-baseline")
    assert desk.rules("--level", "advice") == [], "what is known stays known"


def test_standard_input_is_known_by_its_name(desk: Desk) -> None:
    desk.write(a_md=DOUBLED)
    desk.check("--write-baseline")
    more = DOUBLED + "\nAnd and so.\n"
    (found,) = desk.json("-", "--stdin-filename", "a.md", stdin=more.encode())["diagnostics"]
    assert found["line"] == 8
    assert "`-` is none" in desk.check("-", "--write-baseline", stdin=b"").err
    assert desk.check("--no-baseline", "--write-baseline").status == 2


def test_fix_leaves_what_is_known(desk: Desk) -> None:
    desk.write(a_md=DOUBLED + "\nAnd and so.\n")
    desk.check("--write-baseline")
    desk.write(a_md=DOUBLED + "\nAnd and thus.\n")
    desk.run("fix")
    assert (desk.folder / "a.md").read_text() == DOUBLED + "\nAnd thus.\n"
    desk.run("fix", "--no-baseline")
    assert "The the" not in (desk.folder / "a.md").read_text()


def test_the_bundle_passes_what_is_known(desk: Desk) -> None:
    desk.write(posts__a_md=HEAD + "See [nothing]().\n\nSee [it](gone.md).\n")
    assert desk.run("bundle", "posts", "-o", "dist").status == 1
    desk.check("--write-baseline")
    done = desk.run("bundle", "posts", "-o", "dist")
    assert done.status == 0, done
    assert desk.run("bundle", "posts", "-o", "dist", "--no-baseline").status == 1


def test_its_place_is_configured(desk: Desk) -> None:
    desk.write(a_md=DOUBLED, copydesk_toml='baseline = "ci/known.json"\n')
    (desk.folder / "ci").mkdir()
    desk.check("--write-baseline")
    assert (desk.folder / "ci/known.json").exists()
    assert desk.rules() == []
    desk.write(copydesk_toml='baseline = ""\n')
    assert desk.rules() == ["doubled-word"]
    assert "no file" in refused(desk.check("--write-baseline"))
    desk.write(copydesk_toml='baseline = "no/such/folder.json"\n')
    assert refused(desk.check("--write-baseline")).startswith("no/such/folder.json: cannot be written: ")


def test_hooks_name_files_and_see_what_git_sees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "blog"
    folder.mkdir()
    blog = GitBlog(folder, capsys, monkeypatch)
    blog.put("posts/a.md", DOUBLED)
    blog.put("posts/b.md", HEAD + "And and so.\n")
    blog.commit()
    blog.check("--write-baseline")
    hook = ("--tracked", "--strict", "posts/b.md", "README.md", "posts/a.md")
    blog.put("README.md", "# A blog\n")
    blog.git("add", "README.md")
    done = blog.check(*hook)
    assert done.status == 1
    assert f"{FILE} is not in git's index and does not count" in done.err
    before = (folder / FILE).read_bytes()
    blog.check("--tracked", "posts/b.md", "--write-baseline")
    assert (folder / FILE).read_bytes() == before, "the entries of the other post are kept"
    blog.git("add", FILE)
    assert blog.check(*hook).status == 0
    assert blog.run("fix", "--tracked", "posts/a.md").status == 0
    assert blog.git("status", "--porcelain", "posts") == ""
    blog.put("posts/a.md", DOUBLED.replace("cat", "dog"))
    assert blog.check(*hook).status == 1


ROW = '{"path": "a.md", "rule": "doubled-word", "text": "00"}'
WHOLE = '{{\n"version": 1,\n"findings": [\n{}\n]\n}}\n'
BROKEN = {
    "": ":1:1: not valid JSON",
    "[]": ":1:1: not a baseline of copydesk",
    "{}": ":1:1: not a baseline of copydesk",
    '{"version": 2, "findings": []}': ":1:2: version 2 is not known",
    '{"version": true, "findings": []}': ":1:2: version True is not known",
    '{"version": 1}': ":1:1: `findings` is not a list",
    '{"version": 1,\n"findings": {}}': ":2:1: `findings` is not a list",
    "[" * 100_000: ":1:1: not a baseline",
    '{"version": ' + "9" * 10_000 + "}": ":1:1: not a baseline",
    WHOLE.format("<<<<<<< HEAD\n" + ROW + "\n=======\n>>>>>>> other"): ":4:1: a mark of a merge conflict",
    WHOLE.format(ROW + "\n" + ROW): ":5:1: not valid JSON: expecting ',' delimiter",
    WHOLE.format(ROW + ',\n{"path": 1}'): ":5:1: `path` of an entry is a text",
    WHOLE.format(ROW + ",\n\t7"): ":5:2: an entry is an object",
    WHOLE.format(ROW + ",\n" + ROW.replace("}", ', "line": 3}')): ":5:1: an entry has no key `line`",
    WHOLE.format(ROW.replace("}", ', "count": 0}')): ":4:1: `count` of an entry is a number above 0",
    WHOLE.format(ROW.replace("}", ', "count": true}')): ":4:1: `count` of an entry is a number above 0",
}


@pytest.mark.parametrize("text", BROKEN, ids=lambda text: text[:60])
@pytest.mark.parametrize("writing", [[], ["--write-baseline"]], ids=["check", "write"])
def test_a_file_that_is_no_baseline_is_refused_and_kept(desk: Desk, text: str, writing: list[str]) -> None:
    desk.write(a_md=DOUBLED)
    (desk.folder / FILE).write_text(text)
    assert refused(desk.check(*writing)).startswith(FILE + BROKEN[text])
    assert (desk.folder / FILE).read_text() == text


def test_files_that_cannot_be_read(desk: Desk) -> None:
    desk.write(a_md=DOUBLED)
    path = desk.folder / FILE
    path.write_bytes(b'{"version": 1,\n "findings": ["\xff"]}')
    assert refused(desk.check()) == f"{FILE}:2:16: not UTF-8: a stray byte"
    path.write_bytes('{"version": 1}'.encode("utf-16"))
    assert refused(desk.check()) == f"{FILE}:1:1: this is UTF-16, not UTF-8"
    path.unlink()
    path.mkdir()
    assert refused(desk.check()) == f"{FILE}:1:1: cannot be read: Is a directory"
    assert refused(desk.check("--write-baseline")).startswith(f"{FILE}:1:1: cannot be read")


def test_a_file_that_is_too_large(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(a_md=DOUBLED)
    monkeypatch.setattr("lint.world.baseline_file.MAXIMUM_SIZE", 10)
    (desk.folder / FILE).write_text(WHOLE.format(""))
    assert refused(desk.check()).startswith(f"{FILE}:1:1: 35 bytes are more than the limit of 10")


def test_a_byte_order_mark_does_not_count() -> None:
    assert read_baseline(WHOLE.format(""), FILE) == {}


def test_both_sides_of_a_merge_may_stay() -> None:
    twice = WHOLE.format(ROW.replace("}", ', "count": 3}') + ",\n" + ROW)
    assert read_baseline(twice, FILE) == {Entry("a.md", "doubled-word", "00"): 3}


entries = st.builds(Entry, st.text(), st.text(), st.text())


@given(st.dictionaries(entries, st.integers(1, 2**40)))
def test_what_is_written_is_read(baseline: dict[Entry, int]) -> None:
    text = write_baseline(baseline)
    assert read_baseline(text, FILE) == baseline
    assert text.isascii()
    assert text.count("\n") == len(baseline) + 5


@given(st.text() | st.text(alphabet='{}[]",: 1\n<=>', max_size=40).map('{{"version": 1, "findings": [{}]}}'.format))
def test_any_text_is_read_or_refused(text: str) -> None:
    refusal = ""
    try:
        read_baseline(text, FILE)
    except BaselineError as error:
        refusal = str(error)
    assert not refusal or refusal.startswith(f"{FILE}:")


PASSAGES = [
    "The the cat sat.", "It is a apple. They recieve it.", "- and and one\n- two two", "## A Head of of it",
    "| a | b |\n|---|---|\n| the the | x |", "See [nothing]() there.", "> Quoted quoted\n> text is is so.",
    "1. a apple\n2. an house", "```\nTODO\n```", "TODO write this.", "A good one.", "Wait… The the end?",
    "«Ja»! The the end.", "日本語。the the。終わり", "<p>the the</p>", "Two  spaces.  The the end  \nof a line.",
]  # fmt: skip
bodies = st.lists(st.sampled_from(PASSAGES), min_size=1, max_size=6)
heads = st.sampled_from(["", HEAD, "---\ntitle: TODO\ntags: [a]\n---\n\n", "+++\ntitle = 'TBD'\n+++\n\n"])
ends = st.sampled_from(["\n", "\r\n"])


def judged(text: str, known: dict[Entry, int] | None = None) -> tuple[Judged, dict[Entry, int]]:
    """What is found in a text beside what is known, and the baseline as it is written next."""
    desk = RunDesk(
        Config(), RULES, dictionaries(), ListedFiles(["a.md"]), datetime.date(2024, 6, 1), known=Known(known or {})
    )
    sources = {"a.md": Source("a.md", text)}
    result = run(desk, sources, ["a.md"])
    passage_of = passages(result.examined, sources)
    everything = sorted((*result.judged.diagnostics, *result.judged.known), key=lambda one: one.order())
    held = hold_back(known or {}, everything, passage_of, sources)
    scope = Scope(frozenset(sources), frozenset(sources))
    return result.judged, renewed(known or {}, held, passage_of, scope, lambda _: True)


def joined(head: str, body: list[str], end: str) -> str:
    return (head + "\n\n".join(body) + "\n").replace("\n", end)


@settings(max_examples=60)
@given(heads, bodies, ends)
def test_what_is_unchanged_is_known(head: str, body: list[str], end: str) -> None:
    _, known = judged(joined(head, body, end))
    now, again = judged(joined(head, body, end), known)
    assert now.diagnostics == ()
    assert now.solved == 0
    assert again == known


@settings(max_examples=60)
@given(heads, bodies, ends, st.data())
def test_another_paragraph_wakes_nothing(head: str, body: list[str], end: str, data: st.DataObject) -> None:
    _, known = judged(joined(head, body, end))
    at = data.draw(st.integers(0, len(body)))
    now, _ = judged(joined(head, [*body[:at], "Something else that is right.", *body[at:]], end), known)
    assert now.diagnostics == ()
    assert now.solved == 0


@settings(max_examples=60)
@given(heads, bodies, st.data())
def test_a_touched_sentence_wakes_its_finding(head: str, body: list[str], data: st.DataObject) -> None:
    before = joined(head, body, "\n")
    first, known = judged(before)
    if not first.diagnostics:
        return
    one = data.draw(st.sampled_from(first.diagnostics))
    touched = before[: one.span.end] + " zebra" + before[one.span.end :]
    now, _ = judged(touched, known)
    still = [found for found in judged(touched)[0].diagnostics if found.rule == one.rule and found.span == one.span]
    assert all(found in now.diagnostics for found in still)


@settings(max_examples=60)
@given(heads, bodies, st.data())
def test_what_is_solved_is_forgotten(head: str, body: list[str], data: st.DataObject) -> None:
    _, known = judged(joined(head, body, "\n"))
    at = data.draw(st.integers(0, len(body) - 1))
    shorter = joined(head, [*body[:at], *body[at + 1 :]], "\n")
    now, next_one = judged(shorter, known)
    assert now.diagnostics == ()
    assert now.solved == sum(known.values()) - sum(next_one.values())
    assert next_one == judged(shorter)[1]
