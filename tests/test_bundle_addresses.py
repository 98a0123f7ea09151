"""What front matter says of a post's address and day is what its page has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bundle_site import CONFIGURATION, copydesk, emitted, put


@pytest.mark.parametrize(
    ("front", "address"),
    [
        ('path = "2014/12/12/1.0-timeline"', "2014/12/12/1.0-timeline/"),
        ('path = "/notes/keel/"', "notes/keel/"),
        ('path = "https://harbour.example/keel"', "keel/"),
        ('path = "../../etc"', "keel/"),
        ('permalink = "/a.html"\npath = "b"', "a.html"),
    ],
)
def test_the_address_that_is_given(front: str, address: str, tmp_path: Path) -> None:
    put(tmp_path, {"copydesk.toml": CONFIGURATION, "posts/keel.md": f'+++\ntitle = "Keel"\n{front}\n+++\n\nText.\n'})
    assert [post["url"] for post in json.loads(emitted(tmp_path)["manifest.json"])["posts"]] == [address]


def test_a_day_in_the_address_dates_the_post(tmp_path: Path) -> None:
    post = '+++\ntitle = "{0}"\npath = "{1}/{0}"\n+++\n\nText.\n'
    posts = {"old": "2014/12/12", "new": "2015/01/02", "later": "2999/01/02"}
    put(tmp_path, {"copydesk.toml": CONFIGURATION})
    put(tmp_path, {f"posts/{name}.md": post.format(name, day) for name, day in posts.items()})
    files = emitted(tmp_path)
    items = json.loads(files["site/feed.json"])["items"]
    assert [(one["title"], one["date_published"][:10]) for one in items] == [
        ("new", "2015-01-02"),
        ("old", "2014-12-12"),
    ]
    assert copydesk(tmp_path, "bundle", "posts", "-o", "all", "--future").returncode == 0
    assert (tmp_path / "all/site/2999/01/02/later/index.html").is_file()
