"""SIGKILL, a full disk and a second run: at every moment a whole bundle is there, the old one or the new one."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bundle_site import CACHE, CONFIGURATION, ROOT, content, copydesk, emitted, harbour, names, put

from lint.bundle.archive import FORMS, manifest_of
from lint.bundle.archive import faults as faults_of_archive
from lint.world.claim import BusyError, claimed, recover
from lint.world.replaceable import why_not_replaced
from lint.world.staging import staged

KILLS = int(os.environ.get("COPYDESK_KILLS", "8"))
"""How many runs are killed. `COPYDESK_KILLS=100 scripts/test tests/test_bundle_kill.py` takes some minutes."""
STEPS = ("open", "os.", "shutil.", "fcntl.", "ctypes.dlsym")
"""The audit events of what touches the disk."""


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": CACHE.name}


def sums_of(files: dict[str, bytes]) -> dict[str, str]:
    """What SHA256SUMS should say of these files."""
    return {path: hashlib.sha256(data).hexdigest() for path, data in files.items() if path != "SHA256SUMS"}


def insist_on_whole(files: dict[str, bytes]) -> None:
    said = dict(reversed(line.split("  ", 1)) for line in files["SHA256SUMS"].decode().splitlines())
    assert said == sums_of(files)


def stage_one(target: Path, word: bytes) -> None:
    """A bundle of three files with an archive beside it, all of one word."""
    with staged(target) as stage:
        for path in ("site/index.html", "manifest.json", "SHA256SUMS"):
            stage.write(path, word)
        stage.beside(f"{target.name}.zip").write_bytes(word)


def killed_at(step: int, target: Path, word: bytes, *, exchange: bool) -> bool:
    """Stages in a process that kills itself before it touches the disk for the `step`th time; whether it came there."""
    child = os.fork()
    if child == 0:
        import lint.world.exchange

        left = step

        def hook(event: str, _: object) -> None:
            nonlocal left
            if event.startswith(STEPS):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        if not exchange:
            lint.world.exchange._exchange = lambda *_: False  # type: ignore[assignment]
        sys.addaudithook(hook)
        stage_one(target, word)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("exchange", [True, False])
def test_a_kill_before_any_step_leaves_an_old_or_a_new_bundle(tmp_path: Path, exchange: bool) -> None:
    target = tmp_path / "dist"
    stage_one(target, b"0")
    old, missing, finished, steps = b"0", 0, 0, 0
    while True:
        steps += 1
        new = b"%d" % steps
        killed = killed_at(steps, target, new, exchange=exchange)
        if not target.exists():
            assert not exchange, "only two renames leave a moment without a bundle"
            missing += 1
        else:
            assert len(set(content(target).values())) == 1
        packed = (tmp_path / "dist.zip").read_bytes()
        assert packed in {old, new}
        finished += bool(recover(target))
        assert names(tmp_path) == ["dist", "dist.zip"], f"left by a kill before step {steps}"
        (now,) = set(content(target).values())
        assert now in {old, new}
        assert (tmp_path / "dist.zip").read_bytes() == now, "the archive is that of the bundle again"
        assert sorted(content(target)) == ["SHA256SUMS", "manifest.json", "site/index.html"]
        old = now
        if not killed:
            break
    assert now == new
    assert steps > 30
    assert finished >= 1, "there is a moment between the bundle and its archive"
    assert missing <= 1 if exchange else missing >= 1


def test_a_kill_in_the_first_run_leaves_nothing_or_a_whole_bundle(tmp_path: Path) -> None:
    step = 1
    while killed_at(step, tmp_path / "made" / str(step) / "dist", b"new", exchange=True):
        target = tmp_path / "made" / str(step) / "dist"
        if target.parent.exists():
            recover(target)
            assert names(target.parent) in ([], ["dist", "dist.zip"])
        step += 1
    assert step > 30


def big(folder: Path) -> Path:
    text = "".join(
        f"\n## Part {n}\n\nSome *text* with `code`, and [a link](https://example.org/{n}).\n" for n in range(9)
    )
    put(folder, {"copydesk.toml": CONFIGURATION})
    return put(folder, {f"posts/p{n}.md": f"---\ntitle: P{n}\ndate: 2024-01-01\n---\n{text}" for n in range(60)})


def start(site: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "lint", "bundle", "posts", "-o", "dist", "--archive", "tar.gz,zip", *arguments],
        cwd=site,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def living(group: int) -> list[int]:
    """The processes of a group that still run. Linux alone tells; elsewhere none is found."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, owner = path.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
            if int(owner) == group and state != "Z":
                found.append(int(path.parent.name))
    return found


def insist_on_nobody_left(group: int) -> None:
    deadline = time.monotonic() + 30
    while living(group):
        assert time.monotonic() < deadline, "workers wait for ever"
        time.sleep(0.05)


def insist_on_archives(site: Path, known: dict[str, dict[str, bytes]]) -> set[str]:
    """The versions of the archives beside the bundle; each is whole."""
    found = set()
    for form in FORMS:
        data = (site / f"dist.{form}").read_bytes()
        (version,) = (
            word for word, files in known.items() if files["manifest.json"] == manifest_of(form, io.BytesIO(data))
        )
        sums = sums_of(known[version]) | {"SHA256SUMS": hashlib.sha256(known[version]["SHA256SUMS"]).hexdigest()}
        assert list(faults_of_archive(form, io.BytesIO(data), sums)) == []
        found.add(version)
    return found


def test_sigkill_at_random_moments(tmp_path: Path) -> None:
    """Half of the moments are anywhere in a run, half in the short time in which bundles and archives change places."""
    site, chance = big(tmp_path), random.Random(int(os.environ.get("COPYDESK_SEED", "7")))
    known: dict[str, dict[str, bytes]] = {}
    began = time.monotonic()
    for word in ("one", "two"):
        put(site, {"posts/p0.md": f"---\ntitle: P0\ndate: 2024-01-01\n---\n\nThe word is {word}.\n"})
        known[word] = emitted(site, "--archive", "tar.gz,zip")
        insist_on_whole(known[word])
    seconds = (time.monotonic() - began) / 2
    version, told = "two", {"killed": 0, "old": 0, "new": 0, "apart": 0, "left": 0}
    for number in range(KILLS):
        new = "one" if version == "two" else "two"
        put(site, {"posts/p0.md": f"---\ntitle: P0\ndate: 2024-01-01\n---\n\nThe word is {new}.\n"})
        with start(site) as process:
            if number % 2:
                time.sleep(chance.uniform(0, 1.1 * seconds))
            else:
                while not (site / ".dist.copydesk/ready").exists() and process.poll() is None:
                    pass
                time.sleep(abs(chance.gauss(0, 0.002)))
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=60)
        insist_on_nobody_left(process.pid)
        told["killed"] += process.returncode == -signal.SIGKILL
        now = content(site / "dist")
        found = [word for word, files in known.items() if files == now]
        assert found, "neither the old bundle nor the new one"
        told["new" if found == [new] else "old"] += 1
        version = found[0]
        left = (site / ".dist.copydesk").exists()
        told["left"] += left
        if insist_on_archives(site, known) != {version}:
            told["apart"] += 1
            assert left, "the next run can tell and finish"
    print(f"\n{told}, seed {os.environ.get('COPYDESK_SEED', '7')}")
    assert told["killed"] >= KILLS // 2
    assert emitted(site, "--archive", "tar.gz,zip") in known.values()
    assert names(site) == ["copydesk.toml", "dist", "dist.tar.gz", "dist.zip", "posts"]


def test_archives_that_a_killed_run_had_ready_come_to_their_bundle_and_it_is_said(tmp_path: Path) -> None:
    site = harbour(tmp_path)
    emitted(site, "--archive", "zip")
    packed = (site / "dist.zip").read_bytes()
    work = site / ".dist.copydesk"
    put(work, {"ready": (site / "dist/SHA256SUMS").read_bytes(), "beside/dist.zip": packed})
    put(site, {"dist.zip": b"of the bundle before", "posts/bad.md": "---\ntitle: B\n---\n\nThe the end.\n"})
    done = copydesk(site, "bundle", "posts")
    assert (done.returncode, work.exists()) == (1, False), "a run that is refused tidies up, too"
    assert "copydesk: dist.zip: an earlier run was ended before this was in its place; it is now\n" in done.stderr
    assert (site / "dist.zip").read_bytes() == packed


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that is making the bundle in `site/dist`, and has a child that outlives it."""
    code = (
        "import os, sys, time; from pathlib import Path; from lint.world.claim import claimed\n"
        "with claimed(Path(sys.argv[1])):\n"
        "    child = os.fork()\n"
        "    if child: print(child, flush=True)\n"
        "    time.sleep(60)\n"
    )
    site = harbour(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", code, str(site / "dist")], env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        child = int(process.stdout.readline())
        yield process
        process.kill()
        os.kill(child, signal.SIGKILL)


def test_a_second_run_names_the_first_and_a_dead_one_is_no_obstacle(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    site = tmp_path / "site"
    done = copydesk(site, "bundle", "posts", "-o", "dist")
    assert done.returncode == 2
    assert done.stderr == f"copydesk: dist is being made by process {holder.pid}; nothing was written\n"
    assert not (site / "dist").exists()
    assert copydesk(site, "bundle", "posts", "-o", "other").returncode == 0, "another bundle is nobody's business"
    holder.kill()
    holder.wait()
    emitted(site)
    assert names(site) == ["copydesk.toml", "dist", "files", "images", "other", "posts"]


def test_runs_at_once_are_one_after_another_or_told(tmp_path: Path) -> None:
    site = harbour(tmp_path)
    runs = [start(site, "--quiet") for _ in range(4)]
    said = [(run.communicate(timeout=120)[0], run.returncode) for run in runs]
    assert {status for _, status in said} <= {0, 2}
    assert 0 in {status for _, status in said}
    for line, status in said:
        assert status == 0 or line.startswith("copydesk: dist is being made by "), line
    insist_on_whole(content(site / "dist"))
    assert names(site) == ["copydesk.toml", "dist", "dist.tar.gz", "dist.zip", "files", "images", "posts"]


def test_a_folder_that_is_not_ours_is_not_worked_in(tmp_path: Path) -> None:
    site = harbour(tmp_path)
    put(site, {".dist.copydesk/notes.txt": "mine"})
    before = content(site)
    done = copydesk(site, "bundle", "posts", "-o", "dist")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert ".dist.copydesk, which is not of our making, is in the way" in done.stderr
    assert content(site) == before
    shutil.rmtree(site / ".dist.copydesk")
    (site / ".dist.copydesk").symlink_to(site / "images")
    assert copydesk(site, "bundle", "posts", "-o", "dist").returncode == 2
    assert content(site / "images") != {}


def test_what_a_kill_leaves_goes_even_where_folders_became_read_only(tmp_path: Path) -> None:
    target = tmp_path / "dist"
    stage_one(target, b"old")
    (target / "site").chmod(0o555)
    stage_one(target, b"new")
    assert names(tmp_path) == ["dist", "dist.zip"]


def test_a_second_claim_is_refused_and_the_first_stays(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from lint.world.claim import BusyError, recover\n"
        "try: recover(Path(sys.argv[1]))\n"
        "except BusyError as busy: print(busy)\n"
    )
    with claimed(tmp_path / "dist") as claim:
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "dist")],
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == f"is being made by process {os.getpid()}\n"
        assert names(claim.folder) == ["lock"]
    assert issubclass(BusyError, Exception)
    assert names(tmp_path) == []


def test_children_are_ended_by_the_system() -> None:
    """A handler of Python's in a child that waits for a lock may never run, and who ends the child waits for ever."""
    code = (
        "import os, signal; from lint.world.files import heed_ends\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN); heed_ends()\n"
        "print(os.getpid(), *(signal.getsignal(one).__class__.__name__ for one in (1, 15)), flush=True)\n"
        "child = os.fork()\n"
        "print(*(signal.getsignal(one).name for one in (1, 15)), flush=True) if not child else os.waitpid(child, 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout.split()[1:] == ["Handlers", "builtin_function_or_method", "SIG_IGN", "SIG_DFL"]


def test_workers_end_with_who_asked_for_their_work(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from pathlib import Path; from lint.world.workers import work_ahead\n"
        "def work(number):\n"
        "    Path(sys.argv[1], str(os.getpid())).touch()\n"
        "    time.sleep(0.2)\n"
        "work_ahead(work, 1000)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], env=environment(), start_new_session=True
    ) as process:
        deadline = time.monotonic() + 60
        while not names(tmp_path):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert len(living(process.pid)) > 1 or sys.platform != "linux"
        process.kill()
    insist_on_nobody_left(process.pid)


def insist_on_one_line(done: subprocess.CompletedProcess[str], said: str) -> None:
    assert done.returncode == 2, done.stderr
    assert done.stderr == f"copydesk: dist: cannot be written: {said}\n"
    assert done.stdout == ""


@pytest.mark.parametrize("limit", [0, 100, 2_000, 6_000])
def test_a_write_that_fails_leaves_the_old_bundle(tmp_path: Path, limit: int) -> None:
    """The system's limit on the size of files stands for all that makes a write fail."""
    site = harbour(tmp_path)
    emitted(site, "--archive")
    before = content(site)
    put(site, {"posts/more.md": "---\ntitle: More\ndate: 2024-03-01\n---\n\n" + "More and more.\n" * 1000})
    done = subprocess.run(
        [sys.executable, "-m", "lint", "bundle", "posts", "-o", "dist", "--archive"],
        cwd=site,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    insist_on_one_line(done, "File too large")
    (site / "posts/more.md").unlink()
    assert content(site) == before
    assert names(site) == ["copydesk.toml", "dist", "dist.tar.gz", "files", "images", "posts"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 512 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k,nr_inodes=200", "tmpfs", disk], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("only who may mount can have a small disk")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def test_a_full_disk_leaves_the_old_bundle(tmp_path: Path, small_disk: Path) -> None:
    site = harbour(tmp_path)
    (site / "copydesk.toml").write_text(CONFIGURATION + f'output = "{small_disk}/dist"\n', encoding="utf-8")
    assert copydesk(site, "bundle", "posts", "--archive").returncode == 0
    before = content(small_disk)
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    refused = 0
    # Room for nothing, for a page, for nearly all of it.
    for room in (0, 4_096, 20_000, free // 8, free // 4):
        (small_disk / "filler").write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * 4096 - room))
        done = copydesk(site, "bundle", "posts", "--archive")
        if done.returncode:
            name = os.path.relpath(small_disk / "dist", site)
            refused += done.returncode == 2
            assert done.stderr == f"copydesk: {name}: cannot be written: No space left on device\n"
        (small_disk / "filler").unlink()
        assert content(small_disk) == before, room
        assert names(small_disk) == ["dist", "dist.tar.gz"]
    assert refused >= 3


def test_a_disk_without_room_for_more_files(tmp_path: Path, small_disk: Path) -> None:
    site = harbour(tmp_path)
    shutil.copytree(site / "posts", small_disk / "posts")
    put(small_disk, {"copydesk.toml": CONFIGURATION, "files/paper.pdf": b"%PDF paper"})
    shutil.copytree(site / "images", small_disk / "images")
    before = emitted(small_disk)
    put(small_disk, {f"filler/{number}": b"" for number in range(os.statvfs(small_disk).f_favail - 10)})
    insist_on_one_line(copydesk(small_disk, "bundle", "posts"), "No space left on device")
    assert content(small_disk / "dist") == before
    assert not [name for name in names(small_disk) if name.startswith(".")]


def test_a_disk_that_may_only_be_read(tmp_path: Path, small_disk: Path) -> None:
    site = shutil.copytree(harbour(tmp_path), small_disk, dirs_exist_ok=True)
    before = emitted(site)
    assert why_not_replaced(small_disk, tmp_path / "site") == (
        "is a mount point, which nothing can replace in one step; name a folder in it"
    )
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    insist_on_one_line(copydesk(site, "bundle", "posts"), "Read-only file system")
    assert content(site / "dist") == before
