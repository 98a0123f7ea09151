"""What is known of a post can be stored and sent: it comes back the same, from MessagePack and from JSON."""

from __future__ import annotations

import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_examples import unmark

from lint.config.schema import Config
from lint.diagnostics import Level
from lint.engine.examine import Examined, Source, examine
from lint.engine.run import Desk, rejudge
from lint.engine.select import all_rules, choose
from lint.world.dictionaries import dictionaries
from lint.world.files import ListedFiles

ALL = choose(["all"])
# Bytes that are not UTF-8, wherever a value is taken from.
STRAY = """{"title": "r\udce9sum", "cover": "/n\udce9.png"}

Text \udce9 TODO <!-- copydesk: allow todo-in-text --> (Kopachyov M\udcfcnchov)

<img src="\udce9.png"> [a][\udce9] [b](\udce9)

[c]: \udce9
"""
FIELDS = """---
title: "Héllo 🍰"
tags: [a, 'b']
list:
  - one
  - {two: 3}
date: 2024-02-30
title: again
---

# A  #

The the text[^1] has [a link](x.md 'T'), ![an image](y.png) and `code`.

[^1]: A note
"""
TEXTS = [
    "",
    FIELDS,
    "\ufeff+++\r\ntitle = 'x'\r\ndraft = true\r\n+++\r\n\r\nAn recieve [a][b] <img src='c.png'>\r\n\r\n[b]: d.md\r\n",
    STRAY,
    "---\ntitle: [\n---\n\n##No space\n\n## \n\n# Up\n\n[x](javascript:y) [](z) [q] (w)\n",
]
# One text of each rule, so that findings of every shape are seen.
TEXTS += [unmark(next(example.text for example in rule.examples if example.bad))[0] for rule in all_rules().values()]


def examined(text: str, unreadable: str | None = None) -> Examined:
    return examine(Source("posts/a.md", text, unreadable), ALL.post_rules, ALL.levels, dictionaries())


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:20]))
def test_examined_comes_back_from_messagepack(text: str) -> None:
    one = examined(text)
    assert one.crashes == ()
    try:
        packed = msgspec.msgpack.encode(one)
    except UnicodeEncodeError:
        pytest.fail("a stray byte must not keep a post from being stored")
    assert msgspec.msgpack.decode(packed, type=Examined) == one


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:20]))
def test_examined_comes_back_from_json(text: str) -> None:
    one = examined(text)
    assert msgspec.json.decode(msgspec.json.encode(one), type=Examined) == one


def test_an_unreadable_file_comes_back() -> None:
    one = examined("", "this is no text: a NUL byte at offset 3")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=Examined) == one


def test_a_judgement_of_what_came_back_is_the_same() -> None:
    desk = Desk(Config(), ALL, dictionaries(), ListedFiles(["posts/0.md"]), datetime.date(2024, 6, 1))
    ours = {
        path: examine(Source(path, text), ALL.post_rules, ALL.levels, dictionaries())
        for path, text in ((f"posts/{number}.md", text) for number, text in enumerate(TEXTS))
    }
    theirs = {path: msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=Examined) for path, one in ours.items()}
    judged = rejudge(desk, ours, {}, ours)
    assert rejudge(desk, theirs, {}, theirs) == judged
    assert judged.crashes == ()
    assert judged.count(Level.ERROR) > 0


def test_examining_is_pure() -> None:
    for text in TEXTS:
        assert examined(text) == examined(text)


PIECES = [
    *(
        "the",
        "the",
        "Recieve",
        "commnity",
        "Vitaliy",
        "Kopachyov",
        "M\udcfcnch",
        "\udce9",
        "don\udc92t",
        "it\udc92s",
        "x\udcffy",
    ),
    *(
        " ",
        " ",
        " ",
        ", ",
        "(",
        ")",
        "[",
        "]",
        "](b) ",
        "`",
        "**",
        "*",
        "\n",
        "\n\n",
        "- ",
        "# ",
        "| ",
        "|---|\n",
        "<b>",
        ": ",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_stray_bytes_stop_no_rule(text: str) -> None:
    assert examined(text).crashes == ()
