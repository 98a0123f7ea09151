"""Rules that a site brings along."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sessions import Desk, refused

from lint.engine.select import all_rules

POST = "---\ntitle: A post\ndate: 2024-05-01\n---\n\nBehold the cat.\n"
SHOUT = '''
import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lint.rule import Bad, Finding, Good, Level, Rule, Span, replace


class Behold(Rule):
    """Something is beheld.

    Nobody says so.
    """

    id = "behold"
    level = Level.WARNING
    word: Annotated[str, Meta(description="The word.")] = "Behold"

    examples = (
        Bad("⟦Behold⟧ it.", fixed="See it."),
        Good("See it."),
        Bad("⟦Lo⟧ it.", fixed="See it.", options={"word": "Lo"}),
    )

    def check(self, post) -> Iterator[Finding]:
        for found in re.finditer(self.word, post.prose):
            span = Span(*found.span())
            yield Finding(span, f'"{found.group()}" is no word', replace(span, "See", 'Write "See"', safe=False))
'''


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(sys, "path", [*sys.path])
    one = Desk(tmp_path, capsys, monkeypatch)
    one.write(posts__a_md=POST, copydesk_toml='plugins = ["house_rules"]\n')
    return one


def house(desk: Desk, text: str = SHOUT, name: str = "house_rules.py") -> None:
    path = desk.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_plug_in_is_a_rule_like_others(desk: Desk) -> None:
    house(desk)
    (found,) = desk.json()["diagnostics"]
    assert (found["rule"], found["family"], found["level"]) == ("behold", "plugin", "warning")
    assert found["fix"]["safe"] is False
    assert desk.rules("--select", "plugin") == desk.rules("--select", "behold") == ["behold"]
    assert desk.rules("--ignore", "behold") == desk.rules("--select", "style") == []
    desk.write(copydesk_toml='plugins = ["house_rules"]\n[rules.behold]\nlevel = "error"\nword = "cat"\n')
    (found,) = desk.json()["diagnostics"]
    assert (found["level"], found["message"]) == ("error", '"cat" is no word')
    desk.write(posts__a_md=POST.replace("cat.", "cat. <!-- copydesk: allow behold -->"))
    assert desk.rules() == []
    desk.write(posts__a_md=POST)
    desk.write(
        copydesk_toml='plugins = ["house_rules"]\n[[overrides]]\npaths = ["posts/a.md"]\nrules.behold.level = "off"\n'
    )
    assert desk.rules() == []
    desk.write(copydesk_toml='plugins = ["house_rules"]\n')
    assert desk.run("fix", "--unsafe").status == 0
    assert (desk.folder / "posts/a.md").read_text(encoding="utf-8").endswith("See the cat.\n")
    assert sorted(path.name for path in desk.folder.iterdir()) == ["copydesk.toml", "house_rules.py", "posts"]


def test_rules_and_explain_know_it(desk: Desk) -> None:
    house(desk)
    assert "behold" in {one["id"] for one in json.loads(desk.run("rules", "--format", "json").out)}
    assert "  behold" in desk.run("rules").out
    page = desk.run("explain", "behold").out
    assert "Nobody says so." in page
    assert '- `word` (text, default `"Behold"`): The word.' in page
    assert desk.run("rules", "--no-plugins").out.count("behold") == 0
    assert refused(desk.run("explain", "behold", "--no-plugins")).startswith("there is no rule `behold`")
    assert desk.run("rules", "--test").err == "1 rule with 3 examples: all hold\n"
    house(desk, SHOUT.replace('Good("See it.")', 'Good("Behold it.")'))
    done = desk.run("rules", "--test")
    assert done.status == 1
    assert done.out.startswith("behold: Behold, example 2: found: 'Behold' (\"Behold\" is no word); should be: nothing")
    desk.write(copydesk_toml="")
    assert refused(desk.run("rules", "--test")) == "the configuration adds no rules"
    assert "behold" not in all_rules(), "the rules of one site are no rules of another"


def test_a_package_is_walked(desk: Desk) -> None:
    desk.write(copydesk_toml='plugins = ["tools.house"]\n')
    house(desk, "", "tools/house/__init__.py")
    house(desk, "from tools.house.words import WORD\n" + SHOUT.replace('"Behold"', "WORD", 1), "tools/house/a.py")
    house(desk, 'WORD = "cat"\n', "tools/house/words.py")
    house(desk, SHOUT.replace("behold", "behold-more").replace("class Behold", "class More"), "tools/house/deep/b.py")
    house(desk, "", "tools/house/deep/__init__.py")
    house(desk, "import nothing_of_this_name\n", "tools/house/test_a.py")
    assert desk.rules() == ["behold-more", "behold"]


def test_no_code_runs_without_plug_ins(desk: Desk) -> None:
    house(desk, 'raise RuntimeError("it ran")\n')
    desk.write(
        copydesk_toml='plugins = ["house_rules"]\nignore = ["quiet"]\nselect = ["style", "loud"]\n'
        "[rules.behold]\nword = 3\n[[overrides]]\npaths = ['posts/*']\nrules.behold.level = 'off'\n",
        posts__a_md=POST + "\n<!-- copydesk: allow behold -->\nThe the cat.\n",
    )
    assert desk.rules("--no-plugins") == ["doubled-word"]
    assert "it ran" in refused(desk.check())
    assert refused(desk.check("--no-plugins", "--select", "behold")).startswith("there is no rule or family `behold`")
    for command in (("words", "list"), ("words", "list", "--unknown"), ("init", "--diff"), ("schema",)):
        assert "it ran" not in desk.run(*command).err


def test_the_baseline_keeps_what_a_plug_in_found(desk: Desk) -> None:
    house(desk)
    assert desk.check("--write-baseline").status == 0
    before = (desk.folder / ".copydesk-baseline.json").read_text(encoding="utf-8")
    assert '"behold"' in before
    assert "solved" not in desk.check("--no-plugins").err
    assert desk.check("--no-plugins", "--write-baseline").status == 0
    assert (desk.folder / ".copydesk-baseline.json").read_text(encoding="utf-8") == before


NO_RULE = "plug-in `house_rules` has no rule: no class that derives from Rule or SiteRule"
IMPORT = "plug-in `house_rules` cannot be imported: house_rules.py"
CLASS = "plug-in `house_rules`: house_rules.py:11: `Behold`: "
FAULTS = {
    "syntax": ("x = (\n", IMPORT + ":1:5: SyntaxError: '(' was never closed"),
    "exception": ("\n\nx = 1 / 0\n", IMPORT + ":3: ZeroDivisionError: division by zero"),
    "exit": ("import sys\nsys.exit()\n", IMPORT + ":2: SystemExit"),
    "missing module inside": (
        "import nothing_here\n",
        IMPORT + ":1: ModuleNotFoundError: No module named 'nothing_here'",
    ),
    "in a callee": ("import json\n\njson.loads('{')\n", IMPORT + ":3: JSONDecodeError"),
    "no rule": ("x = 1\n", NO_RULE),
    "only an import": ("from lint.rule import Rule\n", NO_RULE),
    "taken": (SHOUT.replace('"behold"', '"a-an"'), CLASS + "there is a rule `a-an` already, in lint.rules.style.a_an"),
    "a family's name": (SHOUT.replace('"behold"', '"style"'), CLASS + "`style` is no id"),
    "no id at all": (SHOUT.replace('id = "behold"', ""), CLASS + "it has no `id`"),
    "no id like others": (
        SHOUT.replace('"behold"', '"Be_hold"'),
        CLASS + "its `id` is plain words in lower case, joined by hyphens, not 'Be_hold'",
    ),
    "no level": (
        SHOUT.replace("level = Level.WARNING", ""),
        CLASS + "its `level` is Level.ERROR, Level.WARNING or Level.ADVICE, not None",
    ),
    "level in quotes": (SHOUT.replace("Level.WARNING", '"warning"'), CLASS + "its `level` is"),
    "bad family": (SHOUT.replace("id =", 'family = "My Rules"; id ='), CLASS + "its `family` is"),
    "no check": (SHOUT.replace("def check", "def chekc"), CLASS + "it has no `check`"),
    "no pair of marks": (
        SHOUT.replace("⟦Behold⟧ it", "⟦Behold it"),
        CLASS + "example 1: the marks ⟦ ⟧ do not go in pairs",
    ),
    "no marks": (SHOUT.replace("⟦Behold⟧ it", "Behold it"), CLASS + "example 1: no ⟦ ⟧ mark what is wrong"),
    "no example": (SHOUT.replace('Good("See it.")', '"See it."'), CLASS + "example 2 is not made by Bad or Good"),
    "no default": (SHOUT.replace(' = "Behold"', ""), CLASS + "its option `word` has no default"),
}


@pytest.mark.parametrize(("text", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_plug_in_that_cannot_be_used(desk: Desk, text: str, message: str) -> None:
    house(desk, text)
    for command in ("check", "fix", "rules", "bundle"):
        assert refused(desk.run(command)).startswith(f"copydesk.toml:1:12: {message}")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("house_rulse", "there is no module `house_rulse`; did you mean `house_rules`?"),
        ("nowhere.rules", "there is no module `nowhere`"),
        ("posts.ruels", "there is no module `posts.ruels`"),
        ("house_rules.py", "there is no module `house_rules.py`"),
        ("./tools/house.py", "`./tools/house.py` is no import path of a module; did you mean `tools.house`?"),
        ("house rules", "`house rules` is no import path of a module"),
        ("", "`` is no import path of a module"),
        ("json", "plug-in `json` has no rule"),
    ],
)
def test_a_module_that_there_is_not(desk: Desk, name: str, message: str) -> None:
    house(desk)
    desk.write(copydesk_toml=f'plugins = [\n  "house_rules",\n  "{name}"]\n')
    assert refused(desk.check()).startswith(f"copydesk.toml:3:3: {message}")
    desk.write(copydesk_toml='plugins = "house_rules"\n')
    assert refused(desk.check()) == "copydesk.toml:1:1: `plugins`: expected `array`, got `string`"


def test_the_name_of_a_module_in_use_is_taken(desk: Desk) -> None:
    house(desk, SHOUT, "json.py")
    desk.write(copydesk_toml='plugins = ["json"]\n')
    assert "`json` is the name of another module, which is in use" in refused(desk.check())


def test_what_it_prints_does_not_spoil_the_report(desk: Desk) -> None:
    house(desk, 'print("loaded")\n' + SHOUT.replace("        for found", '        print("judging")\n        for found'))
    done = desk.check("--format", "json")
    assert [one["rule"] for one in json.loads(done.out)["diagnostics"]] == ["behold"]
    assert done.err == "loaded\njudging\n"
    done = desk.run("fix", "--diff", "--unsafe")
    assert done.out.startswith("--- a/posts/a.md\n")
    assert "judging" not in done.out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("raise ValueError('oh')", "ValueError: oh"),
        ("raise SystemExit(0)", "SystemExit: 0"),
        ("yield 'nothing'", "TypeError: a rule yields findings, not 'nothing'"),
        ("yield Finding((0, 1), 'x')", "TypeError: the span of a finding is a Span, not (0, 1)"),
        (
            "yield Finding(Span(0, 10_000), 'x')",
            "ValueError: Span(start=0, end=10000) lies outside of the post, which is",
        ),
        ("yield Finding(Span(5, 1), 'x')", "ValueError: Span(start=5, end=1) lies outside of the post"),
        ("yield Finding(Span(0, 1), 7)", "TypeError: the message of a finding is a text, not 7"),
    ],
)
def test_a_rule_with_a_bug_is_named_and_the_rest_is_reported(desk: Desk, line: str, said: str) -> None:
    house(desk, SHOUT.replace("        for found", f"        {line}\n        for found"))
    desk.write(posts__a_md=POST + "\nThe the cat.\n")
    done = desk.check()
    assert done.status == 2
    assert "doubled-word" in done.out
    assert done.err.startswith(f"copydesk: bug in rule `behold` on posts/a.md: {said}")


SITE = '''
from lint.rule import Bad, Finding, Good, Level, SiteRule, Span


class Crowd(SiteRule):
    """There are too many posts."""

    id = "crowd"
    level = Level.ERROR
    most: int = 1

    def check(self, site):
        for post in site.posts.values():
            if len(site.posts) > self.most:
                yield post, Finding(Span(0, 3), f"{len(site.posts)} posts are more than {self.most}")
'''


def test_a_site_rule_reports_the_posts_that_it_was_asked_about(desk: Desk) -> None:
    house(desk, SITE)
    desk.write(posts__b_md=POST, posts__c_md=POST)
    assert desk.rules() == ["crowd"] * 3
    assert [one["path"] for one in desk.json("posts/b.md")["diagnostics"]] == ["posts/b.md"]
    desk.write(copydesk_toml='plugins = ["house_rules"]\n[[overrides]]\npaths = ["posts/b.md"]\nrules.crowd.most = 5\n')
    assert [one["path"] for one in desk.json()["diagnostics"]] == ["posts/a.md", "posts/c.md"]
    house(desk, SITE.replace("if len", "1 / 0\n            if len"))
    assert desk.check().err.startswith("copydesk: bug in rule `crowd` and 1 more: ZeroDivisionError")


GATHERING = """
from lint.rule import Finding, Level, SiteRule, Span


class Echo(SiteRule):
    id = "echo"
    level = Level.WARNING

    def gather(self, post):
        at = post.prose.find("cat")
        if at >= 0:
            yield "cat", Span(at, at + 3)

    def check(self, site):
        cats = sum(len(post.notes.get(self.id, ())) for post in site.posts.values())
        for post in site.reported:
            for text, span in post.notes[self.id]:
                yield post, Finding(span, f"one {text} of {cats}")
"""


def test_a_site_rule_gathers_what_it_needs(desk: Desk) -> None:
    house(desk, GATHERING)
    desk.write(posts__b_md=POST, posts__c_md=POST.replace("cat", "dog"))
    assert [one["message"] for one in desk.json("posts/a.md")["diagnostics"]] == ["one cat of 2"]
    house(desk, GATHERING.replace('"cat", Span', "7, Span"))
    assert desk.check().err.startswith("copydesk: bug in rule `echo` on posts/a.md and ")


def test_sites_with_plug_ins_of_the_same_name_do_not_mix(desk: Desk) -> None:
    desk.write(copydesk_toml="")
    for name, word in (("one", "Behold"), ("two", "cat")):
        house(
            desk,
            SHOUT.replace('= "Behold"', f'= "{word}"').replace('"behold"', f'"{name}-behold"'),
            f"{name}/house_rules.py",
        )
        house(desk, 'plugins = ["house_rules"]\n', f"{name}/copydesk.toml")
        house(desk, POST, f"{name}/a.md")
    found = {one["path"]: one["message"] for one in desk.json("one", "two")["diagnostics"]}
    assert found == {"one/a.md": '"Behold" is no word', "two/a.md": '"cat" is no word'}


def test_the_workers_of_a_large_site_know_it(desk: Desk) -> None:
    """They are forked behind the import."""
    house(
        desk,
        SHOUT.replace(
            "        for found", '        if "b12" in post.path:\n            raise SystemExit(0)\n        for found'
        ),
    )
    for number in range(40):
        desk.write(**{f"posts__b{number}_md": POST + "Plain words stand here in a row.\n" * 300})
    done = subprocess.run(
        [sys.executable, "-m", "lint", "check", "--format", "json", "--select", "behold"],
        cwd=desk.folder,
        env={"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "bug in rule `behold` on posts/b12.md: SystemExit: 0" in done.stderr
    assert len(json.loads(done.stdout)["diagnostics"]) == 40
