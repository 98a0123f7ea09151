"""The forms of the report for other programs: what each promises, and texts that would break them."""

from __future__ import annotations

import html.parser
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import BAD, DOUBLED, GOOD, Desk

from lint.diagnostics import Diagnostic, Edit, Fix, Level, Related, Span
from lint.engine.examine import Crash
from lint.report import fingerprints, github, gitlab, junit, sarif
from lint.report import html as page
from lint.report.forms import FORMATS, render
from lint.report.places import Lines, Report


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, capsys, monkeypatch)


NASTY = (
    "\ufeffA <b>\"x\"</b> & 'y' ]]> %0A ::error::no\u202e \x1b[31m\x00 \ud800 \udce9 \ufffe 🚣 é, a: b\r\n"
    "second\tline\n"
)


def report(text: str = NASTY, path: str = "posts/a b,c:é\udce9%.md", **more: Any) -> Report:
    """A finding of each level; the first has a fix and a related place, the last suggestions."""
    end = len(text)
    fix = Fix(f"Write {text}", (Edit(Span(0, 1), text),), safe=False)
    found = [
        Diagnostic(
            path, "doubled-word", "style", Level.ERROR, text, Span(0, 1), fix, (), (Related("x.png", Span(0, 0)),)
        ),
        Diagnostic(path, "misspelling", "spelling", Level.WARNING, text, Span(min(3, end), end), None, ("one", text)),
        Diagnostic(path, "alive-link", "links", Level.ADVICE, text, Span(end, end)),
    ]
    return Report(found, {path: text, "x.png": ""}, 1, "1.0", **more)


CRASH = Crash("doubled-word", "a.md", "ValueError: <x>\x00", "Traceback")
EMPTY = Report([], {}, 3, "1.0")


def test_every_form_is_offered_and_same_every_time(desk: Desk) -> None:
    desk.write(posts__bad_md=BAD, posts__doubled_md=DOUBLED, posts__good_md=GOOD)
    for form in FORMATS:
        first = desk.check("--format", form)
        assert first.status == 1
        assert first.err == ""
        assert "empty-link" in first.out or form == "json"
        assert first == desk.check("--format", form)
        desk.check("--format", form, "--output", "report.txt")
        assert (desk.folder / "report.txt").read_text(encoding="utf-8") == first.out
        assert desk.check("--format", form, "posts/good.md").status == 0
        assert desk.run("fix", "--format", form).status == 1
        assert desk.run("bundle", "-o", "out", "--format", form).status == 1


# SARIF

_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
_PLACE = {"type": "integer", "minimum": 1}
_REGION = {
    "type": "object",
    "required": ["startLine", "startColumn", "endLine", "endColumn"],
    "additionalProperties": False,
    "properties": dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), _PLACE),
}
_FILE = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {"uri": {"type": "string", "pattern": r"^[A-Za-z0-9/._~%-]+$"}},
}
_LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "integer"},
        "message": _TEXT,
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "additionalProperties": False,
            "properties": {"artifactLocation": _FILE, "region": _REGION},
        },
    },
}
_REPLACEMENT = {
    "type": "object",
    "required": ["deletedRegion", "insertedContent"],
    "additionalProperties": False,
    "properties": {"deletedRegion": _REGION, "insertedContent": _TEXT},
}
_CHANGE = {
    "type": "object",
    "required": ["artifactLocation", "replacements"],
    "properties": {
        "artifactLocation": _FILE,
        "replacements": {"type": "array", "minItems": 1, "items": _REPLACEMENT},
    },
}
_RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
    "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": _TEXT,
        "locations": {"type": "array", "minItems": 1, "items": _LOCATION},
        "relatedLocations": {"type": "array", "uniqueItems": True, "items": _LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "fixes": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "required": ["artifactChanges"],
                "properties": {
                    "description": _TEXT,
                    "artifactChanges": {"type": "array", "minItems": 1, "items": _CHANGE},
                },
            },
        },
    },
}


def results(one: Report) -> list[dict[str, Any]]:
    """The results of a log that has the shape that SARIF 2.1.0 asks for, as far as we use it."""
    log = json.loads(sarif.render(one))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    found: list[dict[str, Any]] = run["results"]
    rules = run["tool"]["driver"]["rules"]
    for result in found:
        jsonschema.validate(result, _RESULT)
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for rule in rules:
        assert rule["shortDescription"]["text"]
    return found


def test_sarif_has_places_fixes_and_related_places() -> None:
    first, second, third = results(report())
    assert [one["level"] for one in (first, second, third)] == ["error", "warning", "note"]
    where = first["locations"][0]["physicalLocation"]
    assert unquote(where["artifactLocation"]["uri"], errors="surrogateescape") == "posts/a b,c:é\udce9%.md"
    assert where["region"] == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}, "a mark has no column"
    (fix,) = first["fixes"]
    assert fix["description"]["text"].endswith("(may change the meaning)")
    assert fix["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"].startswith("\ufeffA <b>")
    assert first["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "x.png"
    assert second["locations"][0]["physicalLocation"]["region"]["startColumn"] == 3
    assert len(second["fixes"]) == 2, "what may be meant"


def test_sarif_says_what_a_rule_is_for_and_when_one_has_a_bug() -> None:
    run = json.loads(sarif.render(report(crashes=[CRASH])))["runs"][0]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["doubled-word"]["help"]["markdown"].startswith("# doubled-word")
    assert rules["doubled-word"]["defaultConfiguration"] == {"level": "warning", "enabled": True}
    assert rules["alive-link"]["shortDescription"]["text"] == "Alive link", "which is no rule"
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "ValueError" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    assert results(EMPTY) == []


# GitHub


def test_github_commands_are_escaped() -> None:
    rows = github.render(report()).splitlines()
    assert len(rows) == 4
    assert [row.split(" ")[0] for row in rows[:3]] == ["::error", "::warning", "::notice"]
    assert rows[3] == "1 error, 1 warning, 1 advice in 1 post"
    for row in rows[:3]:
        _, properties, message = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", row).groups()  # type: ignore[union-attr]
        pairs = dict(pair.split("=") for pair in properties.split(","))
        assert unquote(pairs["file"]).startswith("posts/a b,c:é")
        assert int(pairs["line"]) <= int(pairs["endLine"])
        assert "\x1b" not in message
        assert "%250A" in message, "a percent sign of the text is no escape"
    assert "%0AWrite" in rows[0]


def test_github_shows_ten_of_a_level_and_we_say_so() -> None:
    many = report("the the\n", "a.md")
    many.diagnostics = [many.diagnostics[0]] * 11
    assert github.render(many).endswith("11 errors in 1 post; GitHub shows 10 of each level, the log has all\n")
    assert github.render(EMPTY) == ""
    assert "bug in rule `doubled-word`" in github.render(Report([], {}, 1, "1.0", crashes=[CRASH]))


# GitLab


def test_gitlab_issues() -> None:
    issues = json.loads(gitlab.render(report(crashes=[CRASH])))
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info", "blocker"]
    assert len({issue["fingerprint"] for issue in issues}) == 4
    assert issues[1]["location"]["lines"] == {"begin": 1, "end": 2}
    assert gitlab.render(EMPTY) == "[]\n"


def test_fingerprints_outlive_lines_that_come_in_before() -> None:
    def of(text: str) -> list[str]:
        ones = [
            Diagnostic("a.md", "doubled-word", "style", Level.ERROR, "x", Span(match.start(), match.end()))
            for match in re.finditer("the the", text)
        ]
        return list(fingerprints.fingerprints(ones, {"a.md": Lines(text)}))

    before = of("On the the lake.\n\nOn the the river.\n\nOn the the lake.\n")
    assert len(set(before)) == 3, "the same words in two lines are two findings"
    assert of("New.\n\nOn the the lake.\r\n\n\n  On the the river.\n\nOn the the lake.\n") == before
    assert of("On the the river.\n") == before[1:2]
    assert of("By the the river.\n") != before[1:2]


# JUnit


def test_junit_counts_what_fails() -> None:
    root = ElementTree.fromstring(junit.render(report()))
    assert root.attrib == {"name": "copydesk", "tests": "3", "failures": "1", "errors": "0"}
    cases = root.findall("testsuite/testcase")
    assert [case[0].tag for case in cases] == ["failure", "system-out", "system-out"]
    assert cases[1].get("line") == "1"
    strict = ElementTree.fromstring(junit.render(report(strict=True)))
    assert strict.get("failures") == "3"
    broken = ElementTree.fromstring(junit.render(report(crashes=[CRASH])))
    assert broken.get("errors") == "1"
    assert broken.find("testsuite/testcase/error") is not None


def test_junit_of_nothing_has_a_case_that_passes() -> None:
    root = ElementTree.fromstring(junit.render(EMPTY))
    assert root.get("tests") == "1"
    (case,) = root.findall("testsuite/testcase")
    assert case.get("name") == "3 posts"
    assert len(case) == 0


def test_strict_is_known_to_the_report(desk: Desk) -> None:
    desk.write(posts__doubled_md=DOUBLED)
    assert 'failures="0"' in desk.check("--format", "junit").out
    assert 'failures="1"' in desk.check("--format", "junit", "--strict").out
    desk.write(copydesk_toml="strict = true\n")
    assert 'failures="1"' in desk.check("--format", "junit").out


# HTML


class Page(html.parser.HTMLParser):
    """The tags of a page, all of which have to be closed, and its text."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") or name in {"src", "href"} for name, _ in attrs)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_is_complete_and_escaped() -> None:
    read = Page(page.render(report(crashes=[CRASH])))
    assert read.open == []
    assert not {"script", "img", "link", "iframe", "b"} & set(read.tags)
    assert read.tags.count("mark") == 3
    assert "1 error, 1 warning, 1 advice in 1 post" in read.text
    assert 'A <b>"x"</b> &' in read.text
    assert "bug in rule doubled-word" in read.text
    assert "Nothing found in 3 posts" in Page(page.render(EMPTY)).text


def test_html_shows_no_passwords() -> None:
    text = "See https://me:" + "pass" + "word@example.org/ the the.\n"
    assert "pass" + "word@" not in page.render(report(text, "a.md")).split("<pre", 1)[1].split("</pre>")[0]


@given(st.text(st.characters(exclude_categories=()), max_size=60), st.text(min_size=1, max_size=20))
def test_no_text_breaks_a_form(text: str, path: str) -> None:
    one = report(text, path.replace("\0", "x"), crashes=[CRASH])
    assert len(results(one)) == 3
    assert len(json.loads(gitlab.render(one))) == 4
    ElementTree.fromstring(junit.render(one).encode())
    assert Page(page.render(one).encode().decode()).open == []
    rows = github.render(one).encode().decode().split("\n")
    assert [row[:3] for row in rows] == ["::e", "::w", "::n", "::e", "1 e", ""]


def test_human_and_concise_say_what_they_said() -> None:
    assert render(report("the the\n", "a.md"), "concise").startswith("a.md:1:1: error doubled-word: the the")
    assert "1 | the the" in render(report("the the\n", "a.md"), "human")
