"""Where only the words of some posts changed, only their pages are made anew, and nobody can tell the difference."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bundle_site import ROOT, bundle, content, copydesk, harbour_notes, settle
from pictures import small
from test_bundle_kill import KILLS, insist_on_whole

POST = (
    """---
title: Note {number}
date: 2024-{month:02}-11
author: Ann Sailor
tags: [sea, tag{tag}]
summary: What we saw from the pier on day {number}
---

We saw {number} boats from [the pier](note-{other}.md#the-wind) and [a file](../files/paper.pdf).

![A boat at the pier](../images/{tag}.png)

## The wind

It comes from [the west](https://example.org/west) in the the evening.[^1]

```python
print({number})
```

"""
    + "It was cold, and the water was grey as far as we could see. " * 30
    + "\n\n[^1]: So a sailor says.\n"
)
CONFIGURATION = '[bundle]\ntitle = "Harbour notes"\nurl = "https://example.org/b"\nfeed = 20\n'
COUNT = 26
SEEDS = int(os.environ.get("COPYDESK_SEEDS", "1"))
"""How many rows of random edits are made; each takes a quarter of a minute."""


def post(number: int) -> str:
    return POST.format(number=number, other=(number + 7) % COUNT, month=number % 12 + 1, tag=number % 3)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return made_in(tmp_path / "site")


def made_in(folder: Path, *changes: Callable[[Path], object], configuration: str = CONFIGURATION) -> Path:
    """A site with a bundle of it."""
    harbour_notes(folder, [post(number) for number in range(COUNT)], configuration)
    for change in changes:
        change(folder)
    settle()
    done = bundle(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def made_anew(done: subprocess.CompletedProcess[str]) -> int | None:
    """How many pages were made where the others were known to stay."""
    words = done.stderr.splitlines()[-1].split() if done.stderr else []
    return int(words[2]) if words[3:] in (["page", "made", "anew"], ["pages", "made", "anew"]) else None


def insist_on_the_same(site: Path, done: subprocess.CompletedProcess[str]) -> None:
    """What was said and made is what is said and made when nothing is known."""
    whole = bundle(site, "--no-cache", output="../anew")
    assert (done.returncode, whole.returncode) == (0, 0), done.stderr + whole.stdout
    said = "".join(line for line in done.stderr.splitlines(keepends=True) if not line.endswith(" made anew\n"))
    assert (done.stdout, said) == (whole.stdout, whole.stderr.replace("../anew", "dist"))
    assert content(site / "dist") == content(site.parent / "anew")


def insist_on_amended(site: Path, change: str = "", pages: int = 1) -> subprocess.CompletedProcess[str]:
    """So many pages are made after a change, and nobody can tell."""
    settle()
    done = bundle(site)
    assert made_anew(done) == pages, change + done.stderr
    insist_on_the_same(site, done)
    return done


def edit(old: str, new: str, name: str = "note-5") -> Callable[[Path], object]:
    def change(site: Path) -> None:
        path = site / "posts" / f"{name}.md"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8", newline="")

    return change


WORDS: dict[str, Callable[[Path], object]] = {
    "a sentence more": edit("It comes from", "So it is. It comes from"),
    "a sentence less": edit("in the the evening.[^1]", "at night.[^1]"),
    "a paragraph before all": edit("We saw 5", "It was late.\n\nWe saw 5"),
    "a finding more": edit("So a sailor", "So a a sailor"),
    "code": edit("print(5)", "print(5 + 1)"),
    "marks": edit("as far as we could see", "**as far** as *we* could see"),
    "many words": edit("It was cold", "It was so very cold on that day, and nobody was there"),
    "a list": edit("[^1]: So", "- one\n- two\n\n[^1]: So"),
    "the last post of the feeds": edit("It was cold", "It was warm", "note-11"),
    "a post that is in no feed": edit("It was cold", "It was warm", "note-0"),
    "three posts": lambda site: [edit("It was cold", "It was warm", f"note-{number}")(site) for number in (1, 2, 3)],
}
TOLD: dict[str, Callable[[Path], object]] = {
    "a word that no dictionary knows": edit("It was cold", "It was colddd"),
    "a name": edit("It was cold", "It was cold in Grimsby"),
    "the other English": edit("water was grey", "water was gray"),
    "an allowance": edit("It comes", "<!-- copydesk: allow doubled-word -->\n\nIt comes"),
    "an allowance that is not needed": edit("It comes", "<!-- copydesk: allow term -->\n\nIt comes"),
}
MORE: dict[str, tuple[str, str]] = {
    "a title": ("title: Note", "title: The note"),
    "a tag": ("[sea, tag", "[wind, tag"),
    "a date": ("-11\n", "-12\n"),
    "a summary": ("What we saw", "All we saw"),
    "a link": ("It was cold", "[It](note-0.md) was cold"),
    "the address of a link": ("](note-", "](./note-"),
    "another site": ("example.org/west", "example.org/east"),
    "the address of an image": ("](../images/", "](/images/"),
    "a heading": ("## The wind", "## The storm {#the-wind}"),
    "the ends of lines": ("\n", "\r\n"),
    "a language": ("title:", "lang: fr\ntitle:"),
    "a template tag": ("```\n\nIt", "```\n\n{% include x.html %}\n\nIt"),
    "HTML": ("It was cold", '<b id="cold">It</b> was cold'),
    "a mark of a draft": ("It was cold", "{{ title }} It was cold"),
    "a draft": ("title:", "draft: true\ntitle:"),
}
AROUND: dict[str, Callable[[Path], object]] = {
    "an image": lambda site: (site / "images" / "1.png").write_bytes(small("PNG", 30, 20)),
    "the configuration": lambda site: (site / "copydesk.toml").write_text(CONFIGURATION.replace("Harbour", "Port")),
    "too many posts": lambda site: [edit("as far as", "so far as", f"note-{n}")(site) for n in range(4, 25)],
    "a page of the bundle": lambda site: (site / "dist" / "site" / "note-9" / "index.html").write_text("x"),
    "a page of the bundle less": lambda site: (site / "dist" / "site" / "note-9" / "index.html").unlink(),
    "the manifest": lambda site: (site / "dist" / "manifest.json").open("a").write("\n"),
}


def test_other_words_make_their_pages_anew(site: Path) -> None:
    for name, change in WORDS.items():
        change(site)
        done = insist_on_amended(site, name, pages=3 if name == "three posts" else 1)
    again = bundle(site)
    assert again.stderr.endswith("copydesk: dist: unchanged\n")
    assert again.stdout == done.stdout
    assert "made anew" not in again.stderr


def test_what_only_rules_about_the_whole_site_are_told_makes_the_same_pages(site: Path) -> None:
    for name, change in TOLD.items():
        change(site)
        insist_on_amended(site, name)
    edit("[^1]: So", "[^1]: So it is. So")(site)
    insist_on_amended(site)


def test_whatever_others_may_see_makes_all_of_it(site: Path) -> None:
    for number, (name, (old, new)) in enumerate(MORE.items()):
        edit(old, new, f"note-{number + 4}")(site)
        settle()
        done = bundle(site)
        assert done.returncode == 0, name + done.stdout
        assert made_anew(done) is None, name
    insist_on_the_same(site, done)


def test_what_changed_around_the_posts_makes_all_of_it(site: Path) -> None:
    for name, change in AROUND.items():
        edit("It was ", "It was so ", "note-3")(site)
        change(site)
        settle()
        done = bundle(site)
        assert done.returncode == 0, name + done.stderr
        assert made_anew(done) is None, name
    insist_on_the_same(site, done)


def test_findings_of_the_whole_site_move_with_the_words(tmp_path: Path) -> None:
    site = made_in(tmp_path / "site", edit("So a sailor", "So a sailer of the harbur", "note-6"))
    before = bundle(site, "--no-cache", output="../before").stdout
    edit("We saw 6", "It was late.\n\nWe saw 6", "note-6")(site)
    done = insist_on_amended(site)
    assert "note-6.md:23:26: warning misspelling" in before
    assert "note-6.md:25:26: warning misspelling" in done.stdout


@pytest.mark.parametrize(
    ("change", "configuration"),
    {
        "a generator": (lambda _: None, f'{CONFIGURATION}target = "hugo"\n'),
        "an archive": (lambda _: None, f'{CONFIGURATION}archive = ["zip"]\n'),
    }.values(),
)
def test_what_is_not_known_by_a_post_alone_makes_all_of_it(
    tmp_path: Path, change: Callable[[Path], object], configuration: str
) -> None:
    site = made_in(tmp_path / "site", change, configuration=configuration)
    edit("It was cold", "It was warm")(site)
    settle()
    done = bundle(site)
    assert made_anew(done) is None
    insist_on_the_same(site, done)


def test_what_is_judged_by_more_than_posts_is_judged_by_it(tmp_path: Path) -> None:
    allowed = edit("in the the", "in the the <!-- copydesk: allow doubled-word -->")
    site = made_in(tmp_path / "site", allowed, lambda site: copydesk(site, "check", "--write-baseline"))
    assert (site / ".copydesk-baseline.json").exists()
    for old, new in (("It was cold", "It was warm"), ("in the the", "in the"), ("comes from", "comes from from")):
        edit(old, new)(site)
        done = insist_on_amended(site)
    assert "from from" in done.stdout


def test_a_language_without_a_dictionary_is_named_each_time(tmp_path: Path) -> None:
    site = made_in(tmp_path / "site", edit("title:", "lang: fi\ntitle:", "note-7"))
    edit("It was cold", "It was warm")(site)
    settle()
    done = bundle(site)
    assert made_anew(done) == 1
    assert "no dictionary for fi: 1 post" in done.stderr
    insist_on_the_same(site, done)


def test_no_secret_is_shown(tmp_path: Path) -> None:
    key = "AKIA" + "QYLPMN5HFIQR7XYA"
    secret = edit("So a sailor", f"So a sailor <!-- copydesk: allow secret --> {key} the the")
    site = made_in(tmp_path / "site", secret)
    edit("It was cold", "It was warm")(site)
    settle()
    done = bundle(site)
    insist_on_the_same(site, done)
    assert key not in done.stdout


def test_a_finding_that_refuses_the_bundle_refuses_it(site: Path) -> None:
    known = content(site / "dist")
    edit("It comes from", "It comes form [the pier](note-6.md#nowhere) and")(site)
    settle()
    done = bundle(site)
    assert (done.returncode, made_anew(done)) == (1, None)
    assert "note-6.md#nowhere" in done.stdout
    assert content(site / "dist") == known


def test_the_commit_is_named_as_it_is_now(site: Path) -> None:
    def git(*command: str) -> None:
        subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=e@x", *command], cwd=site, check=True)

    (site / ".gitignore").write_text("dist\n", encoding="utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    settle()
    assert made_anew(bundle(site)) is None
    edit("It was cold", "It was warm")(site)
    git("commit", "-qam", "two")
    insist_on_amended(site)
    edit("It was warm", "It was cool")(site)
    insist_on_amended(site)


def test_a_kill_leaves_an_old_or_a_new_bundle(site: Path) -> None:
    chance = random.Random(5)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(site.parent / "cache")}
    words = "cold"
    for number in range(KILLS):
        edit(f"It was {words}", f"It was cold {'and' * (number % 2)}")(site)
        words = f"cold {'and' * (number % 2)}"
        settle()
        process = subprocess.Popen(
            [sys.executable, "-m", "lint", "bundle", "-o", "dist"],
            cwd=site,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.random() * 1.5)
        process.kill()
        process.wait()
        insist_on_whole(content(site / "dist"))
    settle()
    done = bundle(site)
    insist_on_the_same(site, done)
    assert not (site / ".dist.copydesk").exists()


SENTENCES = (
    "So it goes on and on.",
    "Nobody was there, and *nothing* was said.",
    "It is is late.",
    "See [the file](../files/paper.pdf).",
    "`code` stands here.",
    "We saw a harbur.",
    "<b>Bold</b> it was.",
    "## A heading",
    "- a point",
    "![](../images/1.png)",
    "> Said by a sailor.",
    "Another note.[^1]",
)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_any_words_at_any_place_give_what_a_bundle_made_anew_has(site: Path, seed: int) -> None:
    chance = random.Random(seed)
    few = 0
    for _ in range(6):
        for _ in range(chance.randint(1, 2)):
            path = site / "posts" / f"note-{chance.randrange(COUNT)}.md"
            lines = path.read_text(encoding="utf-8").split("\n")
            at = chance.randrange(9, len(lines))
            if chance.random() < 0.3:
                del lines[at]
            else:
                lines[at:at] = ["", chance.choice(SENTENCES), ""][chance.randrange(2) :]
            path.write_text("\n".join(lines), encoding="utf-8")
        settle()
        done = bundle(site)
        if done.returncode == 0:
            few += made_anew(done) is not None
            insist_on_the_same(site, done)
        else:
            whole = bundle(site, "--no-cache", output="../anew")
            assert (done.returncode, done.stdout) == (whole.returncode, whole.stdout)
            path.write_text(post(int(path.stem.removeprefix("note-"))), encoding="utf-8")
    assert few or seed > 4  # chance may leave none that only changes words
