"""The same posts give the same bytes: in another time zone, folder and locale, for another user, whatever the umask."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from bundle_site import DRAFT, HELLO, LATER, OTHER, ROOT, content, put
from pictures import photo, saved, small

CONFIGURATION = """
select = ["doubled-word"]
[bundle]
url = "https://harbour.example/notes"
archive = ["tar.gz", "zip"]
target = "hugo"
"""
EPOCH = "1735689599"
"""The last second of 2024 in UTC: in half of the world it is another year."""
NOBODY = 65_534


def harbour(folder: Path) -> Path:
    """A site that is judged and whose images are made in several processes, in git."""
    long = "\n".join(f"## Part {n}\n\nThe *tide* of day {n}, and its `name`.[^1]\n" for n in range(200))
    put(
        folder,
        {
            "copydesk.toml": CONFIGURATION,
            "posts/2024-01-02-hello.md": HELLO,
            "posts/2024-02-03-other.md": OTHER,
            "posts/drafts/plan.md": DRAFT,
            "posts/later.md": LATER,
            "posts/new-year.md": "---\ntitle: New year\ndate: 2025-01-01\n---\n\nTomorrow.\n",
            "posts/last-day.md": "---\ntitle: Last day\ndate: 2024-12-31T23:30:00-05:00\n---\n\nToday.\n",
            "posts/pics/the map.gif": small("GIF"),
            "images/boat.png": small("PNG", 12, 9),
            "files/paper.pdf": b"%PDF paper",
        },
    )
    for n in range(30):
        image = f"bild-ä{n}.jpg"
        put(
            folder,
            {
                f"posts/größe/tag {n}.md": f"---\ntitle: Tag {n}\ndate: 2024-03-{n % 28 + 1:02}\n"
                f"tags: [t{n % 7}, Ärger, sea]\nauthor: [A{n % 5}, Ann Sailor]\n---\n\n"
                + (f"![sea](../../images/{image})\n\n" if n < 3 else "")
                + f"{long}\n[^1]: It is {n}.\n"
            },
        )
        if n < 3:
            put(folder, {f"images/{image}": saved(photo(640, 480, n), "JPEG", quality=95)})
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        subprocess.run(["git", *arguments], cwd=folder, env=git_environment(), check=True)
    return folder


def git_environment() -> dict[str, str]:
    names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return os.environ | names | {"GIT_CONFIG_GLOBAL": os.devnull}


def bundle(
    site: Path,
    umask: int,
    *,
    processors: int = 0,
    other: Sequence[str] = (),
    arguments: tuple[str, ...] = (),
    **more: str,
) -> Path:
    """Builds in a process of its own."""

    def before() -> None:
        if processors and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:processors])

    done = subprocess.run(
        [*other, sys.executable, "-m", "lint", "bundle", *arguments],
        cwd=site,
        env=git_environment()
        | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH, "XDG_CACHE_HOME": str(site.parent / "cache")}
        | more,
        capture_output=True,
        text=True,
        check=False,
        umask=umask,
        preexec_fn=before,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def everything(site: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the modes of bundle and archives; of folders the modes."""
    found = {}
    for path in sorted(site.glob("dist*")):
        for one in (path, *path.rglob("*")):
            data = b"" if one.is_dir() else one.read_bytes()
            found[one.relative_to(site).as_posix()] = (data, stat.S_IMODE(one.stat().st_mode))
    return found


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that other users may enter."""
    with tempfile.TemporaryDirectory(prefix="copydesk-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def first(place: Path) -> dict[str, tuple[bytes, int]]:
    made = everything(bundle(harbour(place / "one" / "site"), 0o022, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="0"))
    assert len(made) > 100
    return made


def elsewhere(place: Path, name: str) -> Path:
    """A copy in a folder of another name, written in another order."""
    site = place / name / f"a copy called {name}"
    for path in sorted((place / "one/site").rglob("*"), reverse=True):
        relative = path.relative_to(place / "one/site")
        if path.is_file() and not relative.parts[0].startswith("dist"):
            (site / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, site / relative)
    for path in place.joinpath("one/site/.git").rglob("*"):
        if path.is_dir():  # git wants its empty folders, too
            (site / path.relative_to(place / "one/site")).mkdir(parents=True, exist_ok=True)
    return site


@pytest.mark.parametrize(
    ("name", "umask", "how"),
    [
        (
            "east",
            0o077,
            {"processors": 1, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        ),
        (
            "west",
            0o000,
            {"processors": 2, "TZ": "Pacific/Pago_Pago", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "42"},
        ),
        ("ascii", 0o027, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LANG": ""}),
    ],
)
def test_wherever_it_is_built(
    place: Path, first: dict[str, tuple[bytes, int]], name: str, umask: int, how: dict[str, Any]
) -> None:
    assert everything(bundle(elsewhere(place, name), umask, **how)) == first


def test_modes_are_those_of_what_may_be_read(first: dict[str, tuple[bytes, int]]) -> None:
    folders = {path for path in first if any(other.startswith(f"{path}/") for other in first)}
    assert {mode for path, (_, mode) in first.items() if path in folders} == {0o755}
    assert {mode for path, (_, mode) in first.items() if path not in folders} == {0o644}


def test_without_what_is_kept_and_a_second_time(place: Path, first: dict[str, tuple[bytes, int]]) -> None:
    site = bundle(elsewhere(place, "cold"), 0o022, arguments=("--no-cache", "posts"))
    assert everything(site) == first
    assert everything(bundle(site, 0o022)) == first


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_whoever_builds_it(place: Path, first: dict[str, tuple[bytes, int]]) -> None:
    # This Python may lie in root's own home: to read it is all that is left of root's rights.
    rights = ["--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search"]
    other = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", *rights]
    if not shutil.which("setpriv") or subprocess.run([*other, sys.executable, "-c", ""], check=False).returncode:
        pytest.skip("setpriv, which makes another user of root, does not work here")
    site = elsewhere(place, "nobody")
    for path in (site.parent, *site.parent.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    bundle(site, 0o022, other=other, HOME=str(site.parent))
    assert {path.stat().st_uid for path in (site / "dist").rglob("*")} == {NOBODY}
    assert everything(site) == first


def test_the_last_second_of_a_year_is_the_same_everywhere(first: dict[str, tuple[bytes, int]]) -> None:
    assert "dist/site/last-day/index.html" in first
    assert "dist/site/new-year/index.html" not in first


def test_without_a_title_the_name_of_the_folder_does_not_count(tmp_path: Path) -> None:
    post = {"posts/p.md": "---\ntitle: P\ndate: 2024-01-01\n---\n\nText.\n", "copydesk.toml": 'select = ["links"]\n'}
    made = []
    for name in ("one", "another"):
        put(tmp_path / name, post)
        made.append(content(bundle(tmp_path / name, 0o022) / "dist"))
    assert made[0] == made[1]
    assert b"<title>Posts</title>" in made[0]["site/index.html"]
    put(tmp_path / "one", {"hugo.toml": 'baseURL = "https://x.example/"\ntitle = "Harbour  notes"\n'})
    assert b"<title>Harbour notes</title>" in content(bundle(tmp_path / "one", 0o022) / "dist")["site/index.html"]
