"""`copydesk fix --interactive` on a real terminal."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from sessions import Desk, refused
from terminal import Terminal, without_colors

from lint.post.widths import width

FRONT = "---\ntitle: A post\ndate: 2024-05-01\n---\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "posts").mkdir()
    return tmp_path


def write(folder: Path, **bodies: str) -> None:
    for name, body in bodies.items():
        (folder / "posts" / f"{name}.md").write_text(FRONT + body, encoding="utf-8")


def read(folder: Path, name: str) -> str:
    text = (folder / "posts" / f"{name}.md").read_text(encoding="utf-8")
    assert text.startswith(FRONT)
    return text.removeprefix(FRONT)


def fixing(folder: Path, *arguments: str, columns: int = 80, **environment: str) -> Terminal:
    rules = "doubled-word,misspelling,heading-space"
    return Terminal(folder, "fix", "-i", "--select", rules, *arguments, columns=columns, **environment)


def test_each_finding_is_shown_and_asked_for(folder: Path) -> None:
    write(folder, a="The the cat.\n\nA hat and\nand a coat.\n")
    with fixing(folder) as terminal:
        shown = terminal.answer("y", "n")
        assert shown == (
            '\nposts/a.md:6:1: warning doubled-word: "The the" repeats a word (1 of 2)\n'
            "6 - The the cat.\n"
            "6 + The cat.\n"
            'Remove the second "the" [y,n,a,r,s,q,?] y\n'
            '\nposts/a.md:8:7: warning doubled-word: "and and" repeats a word (2 of 2)\n'
            "8 - A hat and\n"
            "9 - and a coat.\n"
            "8 + A hat and a coat.\n"
            'Remove the second "and" [y,n,a,r,s,q,?] '
        )
        assert terminal.wait() == 0
        assert "1 fixed in 1 post\n" in terminal.seen
    assert read(folder, "a") == "The cat.\n\nA hat and\nand a coat.\n"


def test_what_was_declined_is_not_asked_for_again(folder: Path) -> None:
    """Fixes of fixed text are asked for in another round, in which what was declined stands elsewhere."""
    write(folder, a="See teh the hat and\nand a coat, for for you.\n")
    with fixing(folder, "--unsafe") as terminal:
        terminal.answer("y", "n", "n", "y")
        assert terminal.wait() == 0
        for words in ("and and", "for for"):
            assert terminal.seen.count(f'"{words}" repeats a word') == 2, "the question, and the report"
    assert read(folder, "a") == "See the hat and\nand a coat, for for you.\n"


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        ("a", ""),
        ("na", "The the"),
        ("r", "recieve"),
        ("rn", "recieve"),
        ("s", "The the|And and|For for"),
        ("nq", "The the|recieve|And and|For for"),
        ("yq", "recieve|And and|For for"),
        ("nny\x04", "The the|recieve|For for"),
    ],
)
def test_answers_that_hold_for_more_than_one(folder: Path, keys: str, left: str) -> None:
    write(folder, a="The the cat. They recieve it.\n", b="And and that.\n\nFor for that.\n")
    with fixing(folder, "--quiet") as terminal:
        terminal.answer(*keys)
        if keys in {"r", "s"}:
            terminal.answer("y" if keys == "s" else "n")
        assert terminal.wait() in {0, 1}
    text = read(folder, "a") + read(folder, "b")
    wanted = left.split("|") if left else []
    assert [word for word in ("The the", "recieve", "And and", "For for") if word in text] == wanted


def test_ctrl_c_keeps_what_was_accepted(folder: Path) -> None:
    write(folder, a="The the cat.\n\nAnd and that.\n", b="For for that.\n")
    with fixing(folder) as terminal:
        terminal.answer("y", "\x03")
        assert terminal.wait() == 130
        assert terminal.seen.endswith("1 fixed in 1 post\n\ncopydesk: interrupted\n")
    assert read(folder, "a") == "The cat.\n\nAnd and that.\n"
    assert read(folder, "b") == "For for that.\n"
    assert len(list((folder / "posts").iterdir())) == 2


def test_a_closed_terminal_keeps_what_was_accepted(folder: Path) -> None:
    write(folder, a="The the cat.\n", b="And and that.\n")
    with fixing(folder) as terminal:
        terminal.answer("y")
        terminal.expect("?] ")
        terminal.hang_up()
        terminal.wait()
    assert read(folder, "a") == "The cat.\n"
    assert read(folder, "b") == "And and that.\n"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_signal_keeps_what_was_accepted(folder: Path, number: signal.Signals) -> None:
    write(folder, a="The the cat.\n\nFor for that.\n")
    with fixing(folder) as terminal:
        terminal.answer("y")
        terminal.expect("?] ")
        terminal.send(number)
        assert terminal.wait() == 130
    assert read(folder, "a") == "The cat.\n\nFor for that.\n"


def test_help_and_keys_that_mean_nothing(folder: Path) -> None:
    write(folder, a="The the cat.\n")
    with fixing(folder) as terminal:
        terminal.answer("x2\r\x1b[A?")
        assert "s  leave this and all of this rule" in terminal.answer("Y")
        assert terminal.wait() == 0
    assert read(folder, "a") == "The cat.\n"


def test_unsafe_fixes_are_named_and_another_word_can_be_chosen(folder: Path) -> None:
    write(folder, a="They meet adwin.\n")
    with fixing(folder) as terminal:
        assert terminal.wait() == 0
        assert "no fix is offered here" in terminal.seen
    with fixing(folder, "--unsafe") as terminal:
        shown = terminal.answer("2")
        assert 'Write "admin" (unsafe) [y,2,' in shown
        other = next(line for line in shown.splitlines() if line.startswith("2: ")).removeprefix("2: ")
        terminal.wait()
    assert read(folder, "a") == f"They meet {other}.\n"


def test_a_fix_that_would_change_something_else_is_named(folder: Path) -> None:
    text = "See [adwin], who started it.\n\n[adwin]: https://docs.test/\n"
    write(folder, a=text)
    with fixing(folder, "--unsafe") as terminal:
        terminal.answer("y")
        terminal.expect("posts/a.md:6:6: not fixed: the fix would change this link\n")
        assert terminal.wait() == 0
    assert read(folder, "a") == text


def test_a_post_that_changed_meanwhile_is_left(folder: Path) -> None:
    write(folder, a="The the cat.\n")
    with fixing(folder) as terminal:
        terminal.expect("?] ")
        write(folder, a="The the cat, and a dog.\n")
        terminal.press("y")
        terminal.expect("posts/a.md: not written: it changed since it was read\n")
        assert terminal.wait() == 0
        assert "fixed in" not in terminal.seen
    assert read(folder, "a") == "The the cat, and a dog.\n"


def test_a_post_is_written_when_its_questions_are_answered(folder: Path) -> None:
    write(folder, a="The the cat.\n", b="And and that.\n")
    with fixing(folder) as terminal:
        terminal.answer("y")
        terminal.expect("?] ")
        assert read(folder, "a") == "The cat.\n"


def test_lines_fit_the_terminal(folder: Path) -> None:
    text = "日本語の文章です。" * 30 + " the the " + "é\u0301😀 words " * 60 + "\n"
    write(folder, a=text + "\n" + text)
    with fixing(folder, columns=50) as terminal:
        first = terminal.expect("?] ")
        terminal.resize(100)  # before the key, after which the next question comes at once
        terminal.press("y")
        second = terminal.answer("n")
        terminal.wait()
    for shown, columns in ((first, 50), (second, 100)):
        lines = [line for line in shown.splitlines() if line[2:5] in {" - ", " + ", "- …", "+ …"} or "…" in line]
        assert len(lines) == 2
        assert all(columns - 12 < width(line) <= columns for line in lines)
        assert all("the" in line for line in lines)


def test_colours(folder: Path) -> None:
    write(folder, a="The the cat.\n")
    with fixing(folder) as terminal:
        plain = terminal.answer("n")
        assert "\033[" not in plain
        terminal.wait()
    with fixing(folder, NO_COLOR="") as terminal:
        shown = terminal.answer("n")
        terminal.wait()
    assert "\033[31m\033[7m the\033[0m" in shown
    assert without_colors(shown) == plain


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


def test_without_a_terminal_there_is_nobody_to_ask(desk: Desk) -> None:
    desk.write(posts__a_md=FRONT + "The the cat.\n")
    line = refused(desk.run("fix", "-i", stdin=b"y\n"))
    assert line == "`--interactive` asks on a terminal, and standard input is none"


@pytest.mark.parametrize("other", ["--diff", "-", "--allow=term"])
def test_what_does_not_go_with_questions(desk: Desk, other: str) -> None:
    line = refused(desk.run("fix", "--interactive", other, stdin=b""))
    assert line.startswith(f"`--interactive` does not go with `{other.partition('=')[0]}`")
