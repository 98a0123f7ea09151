"""House style without Python: what the tables of style find, and what they must not say."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sessions import Desk, refused

from lint.engine.examine import Source, examine
from lint.engine.fix import mend
from lint.engine.select import Rulebook, built_in, choose
from lint.house.make import rule_of
from lint.house.style import Style
from lint.house.units import other_units, prose_units, sentences
from lint.post.post import parse
from lint.rule import Bad, Good
from lint.spelling.dictionaries import Dictionaries
from lint.testing import check_example
from lint.world.dictionaries import dictionaries


def style(**keys: Any) -> Style:
    """A style; `_` in keys stands for `-`."""
    table = {key.rstrip("_").replace("_", "-"): value for key, value in keys.items()}
    return msgspec.convert({"id": "house-style", **table}, Style)


def shows(
    text: str, *, fixed: str | None = None, message: str | None = None, path: str = "posts/a.md", **keys: Any
) -> None:
    """What a style finds in a text: ⟦ ⟧ mark it."""
    example = Bad(text, fixed=fixed, message=message, path=path) if "⟦" in text else Good(text, path=path)
    check_example(rule_of(style(**keys)), example)


VERY = {"find": ["very", "in order to", "don't", "C++", "e.g."]}


@pytest.mark.parametrize(
    "text",
    [
        "It is ⟦very⟧ good. ⟦Very⟧ good.",
        "He did it ⟦in order to⟧ win, ⟦in\norder to⟧ lose.",
        "> He did it ⟦in\n> order   to⟧ win.",
        "It is ⟦in *order* to⟧ win and ⟦ve*r*y⟧ good",
        "---\ntitle: A ⟦very⟧ good day\nsummary: '⟦very⟧ good'\n---\n\n# ⟦Very⟧ good",
        "| a | b |\n|---|---|\n| ⟦very⟧ | every |\n",
        "- ⟦very⟧\n- [⟦very⟧](very.md)\n",
        "I ⟦don't⟧ and ⟦don’t⟧; ⟦C++⟧, not C+, ⟦e.g.⟧ this",
        "every, veryfine, very_fine, `very`, <!-- very --> ![very](very.png)\n\n    very\n",
        "&vellip; v&eacute;ry ⟦ve&#114;y⟧",
        "in order\n\nto win, in order `x` to",
    ],
)
def test_words_are_found_where_they_are_read(text: str) -> None:
    shows(text, **VERY)


def test_letter_case_and_parts_of_words() -> None:
    shows("⟦IT⟧ is it", find=["IT"], ignore_case=False)
    shows("e⟦very⟧ ⟦very⟧thing", find=["very"], whole_words=False)
    shows("⟦Very⟧ ⟦very⟧, ⟦NATO⟧ nato", find=["very", "/NATO/"])
    shows("⟦NATO⟧ ⟦nato⟧", find=["/NATO/"], ignore_case=True)


def test_exceptions_are_longer_than_what_they_excuse() -> None:
    shows("the very first, the ⟦very⟧ best, The Very First", find=["very"], except_=["very first"])
    shows("the very 1st, the ⟦very⟧ best", find=["very"], except_=["/very \\d\\w+/"])


def test_replacements() -> None:
    keys = {"replace": {"utilise": "use", "in order to": "to", "and/or": ["and", "or"], "very": ""}}
    shows("We ⟦utilise⟧ it. ⟦Utilise⟧ it.", fixed="We use it. Use it.", message='"utilise" instead of "use"', **keys)
    shows("⟦UTILISE⟧ it", fixed="USE it", **keys)
    shows("He came ⟦in\norder to⟧ win", fixed="He came to win", **keys)
    shows("A ⟦very⟧ good day, ⟦very⟧", fixed="A good day,", message='"very" is not house style', **keys)
    shows("⟦Very⟧ good: ⟦and/or⟧", **keys)
    shows("> came ⟦in\n> order to⟧ win, ⟦in *order* to⟧ lose", **keys)
    shows("---\ntitle: We ⟦utilise⟧ it\n---\n", fixed="---\ntitle: We use it\n---\n", **keys)


def test_what_several_texts_may_replace_is_left_to_the_author() -> None:
    rule = rule_of(style(replace={"and/or": ["and", "or"]}))()
    (found,) = rule.check(parse("This and/or that."))
    assert found.fix is None
    assert found.suggestions == ("and", "or")


def test_references_to_groups() -> None:
    keys = {"replace": {r"/\b(\w+)isation(?P<plural>s?)\b/": "${1}ization$plural"}}
    assert _fault(keys) == (("replace", r"/\b(\w+)isation(?P<plural>s?)\b/"), True)
    keys = {"replace": {r"/\b(\w+)isation(?P<plural>s?)\b/": "${1}ization${plural}"}}
    shows("⟦Organisations⟧ and ⟦realisation⟧", fixed="Organizations and realization", **keys)
    shows("⟦5km⟧ and 5 km", fixed="5 km and 5 km", replace={"/(\\d+)(km|kg)/": "$1 $2"}, safe=True)


def _fault(keys: dict[str, Any]) -> tuple[tuple[str | int, ...], bool] | None:
    from lint.house.faults import body_fault

    fault = body_fault(style(**keys))
    return (fault[0], bool(fault[1])) if fault else None


def test_messages() -> None:
    def said(text: str, **keys: Any) -> str:
        rule = rule_of(style(**keys))()
        return next(iter(rule.check(parse(text)))).message

    assert said("very", find=["very"], message="no {found}, {{please}}") == "no very, {please}"
    assert said("5km", replace={r"/(\d+)(?P<unit>km)/": "$1 km"}, message="{1} {unit}, {replacement}") == "5 km, 5 km"
    assert said("a, b, c", find=[","], at_most=1, message="{count} of {limit}: {found}") == "2 of 1: ,"
    assert said("x" * 80, find=["/x+/"]) == f'"{"x" * 59}…" is not house style'


def test_counts() -> None:
    shows("One, two, three. Four, five, six⟦,⟧ seven, e.g. eight.\n", find=[","], at_most=2, per="sentence")
    shows("One, two. Three, four.\n\nOne, two, three⟦,⟧ four.", find=[","], at_most=2, per="paragraph")
    shows("# One, two, three, four\n\nOne, two.", find=[","], at_most=2, per="paragraph")
    shows("# One, two⟦,⟧ three\n\nOne, two, three.", find=[","], at_most=1, per="heading")
    shows("---\ntitle: One, two⟦,⟧ three\n---\n", find=[","], at_most=1, per="heading")
    shows("One, two.\n\nThree⟦,⟧ four, five.", find=[","], at_most=1)
    shows("One two three four ⟦five⟧ six. One two three.", find=["/\\w+/"], at_most=4, per="sentence")
    shows("---\ntitle: A\n⟦---⟧\n\nNo mark.\n", find=["<!--more-->"], at_least=1, scope=["raw"])
    shows("---\ntitle: A\n---\n\nA mark.\n\n<!--more-->\n", find=["<!--more-->"], at_least=1, scope=["raw"])
    shows("⟦One two.⟧ One, two.\n", find=[","], at_least=1, per="sentence")
    shows("⟦One two⟧\n\nOne, two.\n", find=[","], at_least=1, at_most=2, per="paragraph")


def test_one_form_in_a_post() -> None:
    keys = {"either": [["advisor", "adviser"], ["e-mail", "email", "/mail\\b/"]]}
    shows("An adviser, an adviser, an ⟦Advisor⟧.", fixed="An adviser, an adviser, an Adviser.", **keys)
    shows("An advisor and an ⟦adviser⟧.", fixed="An advisor and an advisor.", **keys)
    shows("An advisor, an email, an email.", **keys)
    shows(
        "An email and the ⟦e-mail⟧", fixed="An email and the email", message='"e-mail", but "email" elsewhere', **keys
    )
    shows("An ⟦email⟧ and my mail, our mail, mail", **keys)


def test_one_form_on_the_site(desk: Desk) -> None:
    post = "---\ntitle: A post\ndate: 2024-05-01\n---\n\n{}\n"
    desk.write(posts__a_md=post.format("An adviser. An Advisor!"), posts__b_md=post.format("The advisor, *adv*isor."))
    desk.write(posts__c_md=post.format("An adviser and an ad*viser*."), posts__d_md=post.format("adviser"))
    desk.write(copydesk_toml="[[style]]\nid = 'one-form'\neither = [['advisor', 'adviser']]\nwithin = 'site'\n")
    found = desk.json("--select", "house")["diagnostics"]
    assert [(one["path"], one["message"], bool(one["fix"])) for one in found] == [
        ("posts/a.md", '"Advisor", but "Adviser" 4 times on this site', True),
        ("posts/b.md", '"advisor", but "adviser" 4 times on this site', True),
        ("posts/b.md", '"advisor", but "adviser" 4 times on this site', False),
    ]
    assert found[0]["related"][0]["path"] == "posts/a.md"
    assert [one["path"] for one in desk.json("posts/b.md", "--select", "house")["diagnostics"]] == ["posts/b.md"] * 2
    desk.run("fix", "--unsafe", "--select", "house", "posts/a.md")
    assert "An adviser. An Adviser!" in (desk.folder / "posts/a.md").read_text(encoding="utf-8")


def test_what_is_repeated() -> None:
    keys = {"find": ["/\\w+/"], "repeated": True}
    shows("It is ⟦the the⟧ cat, ⟦The\nthe⟧ dog; the, the", fixed="It is the cat, the dog; the, the", **keys)


def test_what_needs_an_explanation() -> None:
    keys = {"find": ["/\\b([A-Z]{3,5})\\b/"], "needs": "/\\(([A-Z]{3,5})\\)/"}
    shows("The ⟦WHO⟧ and the WHO.", message='nothing here explains "WHO"', **keys)
    shows("The World Health Organization (WHO). The WHO and ⟦NATO⟧.", **keys)


@pytest.mark.parametrize(
    ("text", "fixed", "keys"),
    [
        ("# How ⟦We Use⟧ it", "# How we use it", {"case": "sentence"}),
        ("# ⟦how⟧ we use it: A story", "# How we use it: A story", {"case": "sentence"}),
        ("# Why ⟦Python⟧", "# Why python", {"case": "sentence"}),
        ("# Why Python\n\nWe like Python. Why not?", None, {"case": "sentence"}),
        ("# The HTTP API of GitHub, and I", None, {"case": "sentence"}),
        ("# Why Ada Lovelace", None, {"case": "sentence", "except_": ["Ada Lovelace"]}),
        ("## Über die Würde des Menschen", None, {"case": "sentence"}),
        ("## ⟦how to Win the war⟧", "## How to Win the War", {"case": "title"}),
        ("## How to Win With Code", None, {"case": "title"}),
        ("## ⟦How⟧ to", "## how to", {"case": "lower"}),
        ("## ⟦How to⟧", "## HOW TO", {"case": "upper"}),
        ("---\ntitle: How ⟦It⟧ works\n---\n", "---\ntitle: How it works\n---\n", {"case": "sentence"}),
        ("## `code` Is ⟦Here⟧", None, {"case": "sentence", "except_": ["Is"]}),
        ("How It Works, in prose.", None, {"case": "sentence"}),
    ],
)
def test_capitals_of_headings(text: str, fixed: str | None, keys: dict[str, Any]) -> None:
    path = "posts/de/a.md" if "Würde" in text else "posts/a.md"
    if fixed is None and "⟦" in text:
        fixed = re.sub("⟦(.*?)⟧", lambda one: one[1].lower(), text)
    shows(text, fixed=fixed, path=path, **keys)


SCOPES = """---
title: x title
summary: x summary
---

# x one

x paragraph [x link](x.md) ![x alt](x.png) `x code`

## x two

- x item

> x quote

| x cell |
|---|
| b |

x[^1]

[^1]: x note
"""


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (["titles"], ["x title"]),
        (["summaries"], ["x summary"]),
        (["headings"], ["x one", "x two"]),
        (["h2"], ["x two"]),
        (["paragraphs"], ["x paragraph", "x link", "x[^1]"]),
        (["lists"], ["x item"]),
        (["quotes"], ["x quote"]),
        (["tables"], ["x cell"]),
        (["footnotes"], ["x note"]),
        (["links"], ["x link"]),
        (["alt"], ["x alt"]),
        (["code"], ["x code"]),
        (["prose", "~headings", "~paragraphs"], ["x item", "x quote", "x cell", "x note"]),
        (["titles", "code"], ["x title", "x code"]),
    ],
)
def test_scopes(scope: list[str], found: list[str]) -> None:
    post = parse(SCOPES)
    rule = rule_of(style(find=["x"], scope=scope))()
    assert [SCOPES[one.span.start :].startswith(text) for one, text in zip(rule.check(post), found, strict=True)]
    everywhere = rule_of(style(find=["x"], scope=["raw"]))()
    assert len(list(everywhere.check(post))) == len(re.findall(r"\bx\b", SCOPES))


@given(st.text(alphabet="ab \n*_>`-#|[]()\\&;é’'", max_size=80))
def test_units_are_the_text_as_it_is_read(body: str) -> None:
    """Each character of a unit stands where the unit says, or is a space for a line end."""
    post = parse("---\ntitle: a b\n---\n\n" + body)
    for unit in (*prose_units(post), *other_units(post)):
        for at, character in enumerate(unit.text):
            start, end = unit.span(at, at + 1)
            written = post.text[start:end]
            assert written in (character, "\r", "\n") or character == "\x01" or written in "&\\\r\n \t" or "&" in body
        for start, end in sentences(unit):
            assert unit.text[start:end].strip() == unit.text[start:end]


WORDS = st.text(alphabet="abé' ", min_size=1, max_size=5).filter(str.strip)


@given(st.dictionaries(WORDS, WORDS, min_size=1, max_size=3), st.text(alphabet="abé' \n*>`#", max_size=60))
def test_fixes_change_what_was_found_and_nothing_else(words: dict[str, str], body: str) -> None:
    rule = rule_of(style(replace=words, safe=True))
    book = built_in().with_rules([rule])
    chosen = choose(["house"], rulebook=book)
    text = "---\ntitle: a b\n---\n\n" + body
    made = examine(Source("a.md", text), chosen.post_rules, chosen.levels, NO_WORDS)
    assert made.crashes == ()
    mended = mend(parse(text, "a.md"), made.diagnostics, ())
    assert (mended.post.text != text) == bool(mended.fixed)
    for one in made.diagnostics:
        assert text[one.span.start : one.span.end].strip()


NO_WORDS: Dictionaries = dictionaries()


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    one = Desk(tmp_path, capsys, monkeypatch)
    one.write(posts__a_md="---\ntitle: A post\ndate: 2024-05-01\n---\n\nWe utilise the the cat.\n")
    return one


PLAIN = '[[style]]\nid = "plain-words"\nreplace = { utilise = "use" }\n'


def test_a_style_is_a_rule_like_others(desk: Desk) -> None:
    desk.write(copydesk_toml=PLAIN)
    (found,) = desk.json("--select", "house")["diagnostics"]
    assert (found["rule"], found["family"], found["level"]) == ("plain-words", "house", "warning")
    assert found["fix"]["edits"] == [{"start": 43, "end": 50, "text": "use"}]
    assert desk.rules("--ignore", "plain-words") == desk.rules("--select", "style") == ["doubled-word"]
    desk.write(copydesk_toml=PLAIN + 'level = "error"\n')
    assert desk.check().status == 1
    desk.write(copydesk_toml=PLAIN + '[rules.plain-words]\nlevel = "off"\n')
    assert desk.rules() == ["doubled-word"]
    desk.write(
        copydesk_toml=PLAIN
        + '[[overrides]]\npaths = ["posts/*"]\n[overrides.rules.plain-words]\nexcept = ["utilise"]\n'
    )
    assert desk.rules() == ["doubled-word"]
    desk.write(copydesk_toml="[tool]\n")
    (desk.folder / "copydesk.toml").unlink()
    desk.write(pyproject_toml=PLAIN.replace("[[style", "[[tool.copydesk.style"))
    assert desk.rules("--select", "plain-words") == ["plain-words"]
    page = desk.run("explain", "plain-words").out
    assert "Family house · level warning · judges one post" in page
    assert "House style about utilise." in page
    assert "plain-words  warning  House style about utilise" in " ".join(desk.run("rules").out.split()).replace(
        "plain-words warning", "plain-words  warning "
    )
    desk.write(posts__a_md="We utilise it. <!-- copydesk: allow plain-words -->\n")
    assert desk.rules("posts/a.md", "--select", "plain-words,unused-allowance") == []


def test_a_style_shows_examples(desk: Desk) -> None:
    desk.write(
        copydesk_toml=PLAIN + 'wrong = ["We ⟦utilise⟧ it."]\nright = ["We use it."]\nlink = "https://example.org/"\n'
    )
    page = desk.run("explain", "plain-words").out
    assert "We ⟦utilise⟧ it." in page
    assert "See https://example.org/." in page
    assert desk.run("rules", "--test").status == 0
    desk.write(copydesk_toml=PLAIN + 'wrong = ["We ⟦use⟧ it."]\n')
    done = desk.run("rules", "--test")
    assert done.status == 1
    assert "found: nothing; should be: 'use'" in done.out


FAULTS = {
    "no id": ("replace = { a = 'b' }", "1:1: this style: it has no `id`"),
    "id taken": ("id = 'a-an'\nfind = ['a']", "2:1: style `a-an`: there is a rule `a-an` already"),
    "id of a family": ("id = 'links'\nfind = ['a']", "2:1: style `links`: `links` is no id for a rule"),
    "no id like others": ("id = 'Plain Words'\nfind = ['a']", "2:1: style `Plain Words`: its `id` is plain words"),
    "twice": (
        "id = 'x'\nfind = ['a']\n[[style]]\nid = 'x'\nfind = ['b']",
        "5:1: style `x`: there is a rule `x` already",
    ),
    "nothing": ("id = 'x'", "2:1: style `x`: says nothing to look for: `find`, `replace`, `either` or `case`"),
    "too much": ("id = 'x'\nfind = ['a']\ncase = 'lower'", "4:1: style `x`: has both `find` and `case`"),
    "unknown key": ("id = 'x'\nfnid = ['a']", "3:1: unknown key `style.fnid`; did you mean `find`?"),
    "wrong type": ("id = 'x'\nfind = 'a'", "3:1: `style.find`: expected `array`, got `string`"),
    "wrong choice": ("id = 'x'\ncase = 'Title'", '3:1: `style.case`: \'Title\' is none of "sentence", "title"'),
    "wrong level": ("id = 'x'\nfind = ['a']\nlevel = 'warn'", "4:1: `style.level`: 'warn' is none of \"error\""),
    "wrong number": ("id = 'x'\nfind = ['a']\nat-least = 0", "4:1: `style.at-least`: expected `integer` >= 1"),
    "bad expression": (
        "id = 'x'\nfind = ['a', '/(b/']",
        "3:14: style `x`: /(b/ is no regular expression: missing ) at position 2",
    ),
    "bad expression to replace": (
        "id = 'x'\nreplace = { a = 'b', '/[/' = '' }",
        "3:22: style `x`: /[/ is no regular expression",
    ),
    "bad expression among forms": (
        "id = 'x'\neither = [['a', '/+/']]",
        "3:17: style `x`: /+/ is no regular expression",
    ),
    "bad exception": ("id = 'x'\nfind = ['a']\nexcept = ['/?/']", "4:11: style `x`: /?/ is no regular expression"),
    "no group": ("id = 'x'\nreplace = { '/a(b)/' = '$2' }", "3:13: style `x`: `$2` is no group of /a(b)/, which has 1"),
    "no scope": (
        "id = 'x'\nfind = ['a']\nscope = ['prose', 'heading']",
        "4:19: style `x`: there is no scope `heading`; did you mean `headings`?",
    ),
    "no name": (
        "id = 'x'\nfind = ['a']\nmessage = 'no {fuond}'",
        "4:1: style `x`: `message` has no `{fuond}` to fill; did you mean `{found}`?",
    ),
    "no group in message": ("id = 'x'\nfind = ['/(a)/']\nmessage = '{2}'", "4:1: style `x`: `message` has no `{2}`"),
    "half a brace": ("id = 'x'\nfind = ['a']\nmessage = 'no {'", "4:1: style `x`: `message`: "),
    "count of nothing": (
        "id = 'x'\ncase = 'lower'\nat-most = 3",
        "4:1: style `x`: `at-most` goes with `find`, not with `case`",
    ),
    "least above most": (
        "id = 'x'\nfind = ['a']\nat-most = 3\nat-least = 4",
        "5:1: style `x`: `at-least` is more than `at-most`",
    ),
    "site without forms": ("id = 'x'\nfind = ['a']\nwithin = 'site'", "4:1: style `x`: `within` goes with `either`"),
    "per without count": ("id = 'x'\nfind = ['a']\nper = 'sentence'", "4:1: style `x`: `per` goes with `at-most`"),
    "empty": ("id = 'x'\nfind = ['a', ' ']", "3:14: style `x`: an empty text in `find`"),
    "one form": ("id = 'x'\neither = [['a']]", "3:11: style `x`: `either` holds lists of two forms or more"),
    "marks": ("id = 'x'\nfind = ['a']\nwrong = ['a']", "4:10: style `x`: this example: no ⟦ ⟧ mark what is wrong"),
    "wrong by path": (
        "id = 'x'\nfind = ['a']\n[[overrides]]\npaths = ['**']\n[overrides.rules.x]\nfind = ['/(/']",
        "6:18: rule `x`: /(/ is no regular expression",
    ),
    "wrong option": (
        "id = 'x'\nfind = ['a']\n[rules.x]\nfnid = ['b']",
        "5:1: rule `x` has no option `fnid`; did you mean `find`?",
    ),
}


@pytest.mark.parametrize(("text", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_style_that_cannot_be_used(desk: Desk, text: str, message: str) -> None:
    desk.write(copydesk_toml=f"[[style]]\n{text}\n")
    message = message.replace("1:1: this style", "2:1: this style")
    assert refused(desk.check()).startswith(f"copydesk.toml:{message}")
    if "override" not in text and "[rules" not in text:
        assert refused(desk.run("rules")).startswith(f"copydesk.toml:{message}")


def test_an_expression_that_would_never_end_is_stopped(desk: Desk) -> None:
    """It costs a second of the processor on a few posts, is named, and what else is found is reported."""
    slow = "---\ntitle: A post\ndate: 2024-05-01\n---\n\n" + "a" * 60 + "b and the the cat\n"
    for number in range(5):
        desk.write(**{f"posts__{number}_md": slow})
    desk.write(copydesk_toml="[[style]]\nid = 'endless'\nfind = ['/(a|aa)+$/']\n" + PLAIN)
    before = time.process_time()
    done = desk.check()
    assert time.process_time() - before < 8
    assert done.status == 2
    assert (
        "copydesk: bug in rule `endless` on posts/0.md and 5 more: TooSlowError: /(a|aa)+$/ takes more than 1 s"
        in done.err
    )
    assert done.out.count("doubled-word") == 6
    assert "plain-words" in done.out


def test_words_alone_need_no_expressions(desk: Desk) -> None:
    """What finds regular expressions takes time to load; lists of words do without."""
    desk.write(copydesk_toml=PLAIN)
    probe = "import sys\nfrom lint.cli import main\ntry: main(['check'])\nfinally: print('regex' in sys.modules)\n"
    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=desk.folder,
        env={"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "plain-words" in done.stdout
    assert done.stdout.endswith("False\n")


def test_the_rules_of_two_sites_do_not_mix() -> None:
    book: Rulebook = built_in().with_rules([rule_of(style(find=["a"]))])
    assert "house-style" in book.rules
    assert "house-style" not in built_in().rules
