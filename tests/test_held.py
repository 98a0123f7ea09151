"""Many posts are held in less memory, and nothing else is different."""

from __future__ import annotations

from pathlib import Path

import pytest
from bundle_site import content
from hypothesis import given
from hypothesis import strategies as st
from sessions import Desk

import lint.cli.bundling.job
import lint.cli.bundling.press
from lint.cli.bundling.held import Held, Texts
from lint.engine.examine import Source


@given(st.dictionaries(st.text(max_size=5), st.binary(max_size=50)))
def test_sources_are_as_they_were(files: dict[str, bytes]) -> None:
    sources = {path: Source(path, data.decode("utf-8", "surrogateescape")) for path, data in files.items()}
    held = Held(dict(sources))
    assert dict(held) == sources
    assert [*held] == [*sources]
    assert dict(Texts(held)) == {path: source.text for path, source in sources.items()}
    assert len(held) == len(Texts(held)) == len(sources)


def test_sources_are_taken_over_and_can_be_set() -> None:
    sources = {"a.md": Source("a.md", "One."), "b.md": Source("b.md", "", "this is no text")}
    held = Held(sources)
    assert not sources
    held["a.md"] = Source("a.md", "Two.")
    del held["b.md"]
    assert dict(held) == {"a.md": Source("a.md", "Two.")}


def test_a_bundle_of_many_posts_is_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, capsys, monkeypatch)
    post = "---\ntitle: Tide {}\ndate: 2024-01-0{}\n---\n\nThe tide [came](p{}.md#in) in in.\n\n## In\n"
    posts = {f"posts__p{n}_md": post.format(n, n, 4 - n) for n in (1, 2, 3)}
    desk.write(copydesk_toml='select = ["doubled-word"]\nrules.doubled-word.level = "warning"\n', **posts)
    few = desk.run("bundle", "posts", "-o", "few")
    monkeypatch.setattr(lint.cli.bundling.job, "MANY", 1)
    monkeypatch.setattr(lint.cli.bundling.press, "MANY", 1)
    many = desk.run("bundle", "posts", "-o", "many")
    assert few.status == 0, few.err
    assert "doubled" in few.out
    assert (few.status, few.out.replace("few", "many")) == (many.status, many.out)
    assert content(tmp_path / "few") == content(tmp_path / "many")
