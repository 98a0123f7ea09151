"""A small site to make bundles of, and how the bundle command is run on it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pictures import small

# Nobody's own cache, and gone with this process.
CACHE = TemporaryDirectory(prefix="copydesk-tests-")
ROOT = Path(__file__).resolve().parent.parent
CONFIGURATION = """
select = ["doubled-word"]
[rules.doubled-word]
level = "error"
[bundle]
title = "Harbour notes"
"""
HELLO = """---
title: Boats & <buoys>
date: 2024-01-02
author: Ann Sailor
tags: [sea, wind]
summary: Why "boats" float
cover: /images/boat.png
---
# Boats & &lt;buoys>

Read [the other](2024-02-03-other.md#wind "why"), [out](https://example.org/?a=1&b=2) and [root](/fr/other/).[^1]

![Map](pics/the%20map.gif) <img src="pics/the map.gif" alt="raw"> [the paper](../files/paper.pdf) [here](#wind)

```python
print("{{ user }}", 1)
```

{% highlight ruby %}
puts "{{ page }}"
{% endhighlight %}

| left | right |
|:-----|------:|
| 1    | ~~2~~ |

- [x] done
- [ ] open

## Wind {#gale}

## Wind

## Wind

[^1]: Note by a sailor.
"""
OTHER = "---\ntitle: Other\ndate: 2024-02-03\nlang: fr\n---\n\nVoir [là](2024-01-02-hello.md#gale).\n\n## Wind\n\nIl.\n"
DRAFT = "---\ntitle: Sekrit plan\ndate: 2024-01-01\ndraft: true\n---\n\nThe the zebra.\n"
LATER = "---\ntitle: Tomorrowland\ndate: 2999-01-01\n---\n\nThe the quagga.\n"


def copydesk(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "lint", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": CACHE.name} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def bundle(site: Path, *more: str, output: str = "dist", **environment: str) -> subprocess.CompletedProcess[str]:
    """Makes a bundle of a site that has a cache beside it."""
    environment = {"XDG_CACHE_HOME": str(site.parent / "cache"), **environment}
    return copydesk(site, "bundle", "-v", "-o", output, *more, **environment)


def settle() -> None:
    """What changed less than a clock's tick ago is not taken for unchanged."""
    time.sleep(0.1)


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Writes files below a folder."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def harbour_notes(folder: Path, posts: Sequence[str], configuration: str) -> Path:
    """A site with these posts, `note-0.md` and so on, three images and a paper."""
    files: dict[str, str | bytes] = {f"posts/note-{number}.md": text for number, text in enumerate(posts)}
    files |= {f"images/{number}.png": small("PNG", 12 + number, 9) for number in range(3)}
    return put(folder, files | {"files/paper.pdf": b"%PDF paper", "copydesk.toml": configuration})


def harbour(folder: Path) -> Path:
    """A site with two posts to publish, a draft, a post dated after today, images and a paper."""
    return put(
        folder / "site",
        {
            "copydesk.toml": CONFIGURATION,
            "posts/2024-01-02-hello.md": HELLO,
            "posts/2024-02-03-other.md": OTHER,
            "posts/drafts/plan.md": DRAFT,
            "posts/later.md": LATER,
            "posts/pics/the map.gif": small("GIF"),
            "images/boat.png": small("PNG", 12, 9),
            "images/unused.png": small("PNG", 9, 9),
            "files/paper.pdf": b"%PDF paper",
        },
    )


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def names(folder: Path) -> list[str]:
    """The names right below a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


def emitted(site: Path, *arguments: str) -> dict[str, bytes]:
    """The files of a bundle that must succeed."""
    done = copydesk(site, "bundle", "posts", "-o", "dist", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return content(site / "dist")


def page_of(body: str, folder: Path, **files: str | bytes) -> str:
    """The article that a post with this body becomes."""
    put(
        folder,
        {"copydesk.toml": CONFIGURATION, "posts/p.md": f"---\ntitle: P\ndate: 2024-01-01\n---\n\n{body}\n", **files},
    )
    html = emitted(folder)["site/p/index.html"].decode()
    return html[html.index("</header>\n", html.index("<article>")) : html.index("</article>")]
