"""From the hunks of a diff to the parts of a text, and what becomes of them under fixes. Without git, but for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from git_blog import GitBlog, front
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lint.diagnostics import Edit, Span
from lint.engine.changed import WHOLE, Hunk, changed_spans, in_all, moved, touches
from lint.engine.mend import edited
from lint.world.target_branch import Target, target

TEXT = "one\ntwo\n\nfour\n\nsix\n"


def parts(text: str, *hunks: Hunk) -> list[str]:
    return [text[span.start : span.end] for span in changed_spans(text, hunks)]


def test_lines_that_were_added_or_changed() -> None:
    assert parts(TEXT, Hunk(2, 1, "zwei"), Hunk(6, 1, "")) == ["two\n", "six\n"]
    assert parts(TEXT, Hunk(1, 2, "")) == ["one\ntwo\n"]
    assert parts("one\ntwo", Hunk(2, 1, "")) == ["two"]
    assert parts(TEXT) == []


def test_where_lines_were_removed_those_on_both_sides_count() -> None:
    assert parts(TEXT, Hunk(1, 0, "gone")) == ["one\ntwo\n"]
    assert parts(TEXT, Hunk(2, 0, "gone")) == ["two\n\nfour\n"], "empty lines say nothing"
    assert parts(TEXT, Hunk(3, 1, "gone")) == ["two\n\nfour\n"], "nor does one that takes the place"
    assert parts(TEXT, Hunk(0, 0, "gone")) == ["one\n"]
    assert parts(TEXT, Hunk(6, 0, "gone")) == ["six\n"]
    assert parts("", Hunk(0, 0, "gone")) == []
    assert parts("\n", Hunk(0, 0, "gone")) == ["\n"]


@pytest.mark.parametrize(("opening", "sign"), [("---", ": "), ("+++", " = ")])
def test_a_field_that_is_gone_counts_at_the_end_of_the_front_matter(opening: str, sign: str) -> None:
    text = f'{opening}\ntitle{sign}"x"\ntags{sign}[]\n{opening}\n\nText: more.\n'
    title = f'title{sign}"x"\n'
    assert parts(text, Hunk(2, 1, f"author{sign}y")) == [title, f"{opening}\n"]
    assert parts(text, Hunk(2, 1, f"title{sign}y")) == [title]
    assert parts(text, Hunk(6, 1, f"author{sign}y")) == ["Text: more.\n"], "that was no front matter"


def test_what_a_merge_changed_differs_from_all_its_parents() -> None:
    assert in_all([[Span(0, 4), Span(6, 9)], [Span(2, 8)]]) == (Span(2, 4), Span(6, 8))
    assert in_all([[Span(0, 4)], []]) == ()
    assert in_all([WHOLE, [Span(2, 8)]]) == (Span(2, 8),)


def test_a_place_without_length_belongs_to_its_line() -> None:
    changed = changed_spans(TEXT, [Hunk(6, 1, "")])
    assert touches(changed, Span(len(TEXT), len(TEXT)), len(TEXT)), "behind the last line end"
    assert touches(changed, Span(15, 15), len(TEXT))
    assert not touches(changed, Span(3, 3), len(TEXT))
    assert touches(WHOLE, Span(0, 0), 0)


@given(st.text(alphabet="ab\n\r", max_size=30), st.data())
def test_a_place_touches_what_its_lines_say(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    real = len(lines) - (not lines[-1] and len(lines) > 1)
    chosen = data.draw(st.sets(st.integers(1, real)))
    changed = changed_spans(text, [Hunk(number, 1, "") for number in chosen])
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first = min(text.count("\n", 0, start) + 1, real)
    last = max(first, min(text.count("\n", 0, max(start, end - 1)) + 1, real))
    if text:
        assert touches(changed, Span(start, end), len(text)) == bool(chosen & set(range(first, last + 1)))


@given(st.text(alphabet="ab\n", min_size=1, max_size=30), st.data())
def test_fixes_move_what_they_do_not_touch(text: str, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(text.removesuffix("\n").split("\n"))))
    changed = changed_spans(text, [Hunk(number, 1, "")])
    places = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    edits = [
        Edit(Span(start, end), data.draw(st.text(alphabet="XY", max_size=3)))
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    after = edited(text, edits)
    (span,) = moved(changed, edits) or (Span(0, 0),)
    assert 0 <= span.start <= span.end <= len(after)
    (before,) = changed
    apart = all(edit.span.end < before.start or edit.span.start > before.end for edit in edits)
    if apart:
        assert after[span.start : span.end] == text[before.start : before.end]
    else:
        kept = [text[edit.span.end : before.end] for edit in edits if before.start <= edit.span.end < before.end]
        assert all(piece[:1] in after[span.start : span.end] for piece in kept if piece)


LINES = [f"- Line {number} of of the text." for number in range(12)]
OTHERS = [f"- Another line {number} with with an error." for number in range(12)]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    old=st.lists(st.sampled_from(LINES), unique=True, max_size=8),
    kept=st.sets(st.integers(0, 7)),
    added=st.lists(st.tuples(st.integers(0, 8), st.sampled_from(OTHERS)), max_size=4, unique_by=lambda pair: pair[1]),
    staged=st.booleans(),
)
@example(old=LINES[:4], kept={3}, added=[(3, OTHERS[2]), (4, OTHERS[0]), (4, OTHERS[1])], staged=False)
@example(old=LINES[:3], kept={0, 1, 2}, added=[(0, OTHERS[0]), (3, OTHERS[1])], staged=True)
def test_what_is_reported_is_the_whole_report_limited_to_the_new_lines(
    shared: GitBlog, old: list[str], kept: set[int], added: list[tuple[int, str]], staged: bool
) -> None:
    """Every line is like no other, none is empty, so that there is but one way to see the change."""
    head = front("A walk by the river") + "It begins.\n"
    new = [line if number in kept else None for number, line in enumerate(old)]
    for place, line in sorted(added, reverse=True):
        new.insert(min(place, len(new)), line)
    shared.put("posts/walk.md", head + "".join(f"{line}\n" for line in old))
    shared.commit()
    text = head + "".join(f"{line}\n" for line in new if line)
    shared.stage("posts/walk.md", text)
    flag = "--changed" if staged else "--changed=HEAD"
    found = shared.json(flag, "--select", "doubled-word")["diagnostics"]
    everything = shared.json("--select", "doubled-word")["diagnostics"]
    lines = text.split("\n")
    fresh = {number for number, line in enumerate(lines, 1) if line in OTHERS}
    # A line beside one that is gone counts as well.
    words = [number for number, line in enumerate(lines, 1) if line]
    around: set[int] = set()
    before = words[len(head.rstrip("\n").split("\n")) - head.count("\n\n") - 1]
    seen = [None if line is None else number for line, number in _numbered(new, words, before)]
    for place, number in enumerate(seen):
        if number is None:
            around |= {next((n for n in reversed(seen[:place]) if n), before)}
            around |= {next((n for n in seen[place + 1 :] if n), before)}
    wanted = [one for one in everything if one["line"] in fresh]
    allowed = [one for one in everything if one["line"] in fresh | around]
    assert [one for one in found if one["line"] in fresh] == wanted
    assert all(one in allowed for one in found)


def _numbered(new: list[str | None], words: list[int], before: int) -> list[tuple[str | None, int]]:
    numbers = iter(number for number in words if number > before)
    return [(line, next(numbers) if line else 0) for line in new]


@pytest.fixture
def shared(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> GitBlog:
    (tmp_path / "blog").mkdir()
    return GitBlog(tmp_path / "blog", capsys, monkeypatch)


# What the surroundings say


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, None),
        ({"GITHUB_BASE_REF": "", "CI": "true"}, None),
        ({"GITHUB_BASE_REF": "main"}, Target("GITHUB_BASE_REF", branch="main")),
        (
            {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc"},
            Target("CI_MERGE_REQUEST_DIFF_BASE_SHA", commit="abc"),
        ),
        ({"BITBUCKET_PR_DESTINATION_BRANCH": "main"}, Target("BITBUCKET_PR_DESTINATION_BRANCH", branch="main")),
        (
            {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/a/b"},
            Target("SYSTEM_PULLREQUEST_TARGETBRANCH", branch="a/b"),
        ),
        ({"TRAVIS_BRANCH": "main", "TRAVIS_PULL_REQUEST": "false"}, None),
        ({"TRAVIS_BRANCH": "main", "TRAVIS_PULL_REQUEST": "7"}, Target("TRAVIS_BRANCH", branch="main")),
        ({"CI_COMMIT_BEFORE_SHA": "abc"}, Target("CI_COMMIT_BEFORE_SHA", commit="abc")),
        ({"CI_COMMIT_BEFORE_SHA": "0" * 40, "CI_DEFAULT_BRANCH": "main"}, Target("CI_DEFAULT_BRANCH", branch="main")),
        ({"CI_COMMIT_BEFORE_SHA": "0" * 40}, None),
        ({"PRE_COMMIT_FROM_REF": "abc", "GITHUB_BASE_REF": "main"}, Target("PRE_COMMIT_FROM_REF", commit="abc")),
    ],
)
def test_the_target_of_a_change(environment: dict[str, str], wanted: Target | None) -> None:
    assert target(environment) == wanted


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        ('{"before": "abc"}', Target("GITHUB_EVENT_PATH", commit="abc")),
        (
            '{"before": "0000000000", "repository": {"default_branch": "main"}}',
            Target("GITHUB_EVENT_PATH", branch="main"),
        ),
        ('{"before": null}', None),
        ("[]", None),
        ("{", None),
    ],
)
def test_a_push_is_compared_with_the_commit_before(tmp_path: Path, event: str, wanted: Target | None) -> None:
    (tmp_path / "event.json").write_text(event, encoding="utf-8")
    environment = {"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": str(tmp_path / "event.json")}
    assert target(environment) == wanted
    assert target({**environment, "GITHUB_EVENT_PATH": ""}) is None
