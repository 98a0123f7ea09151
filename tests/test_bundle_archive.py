"""A bundle as one file: what is in it, that it is the same each time, and what may not be overwritten."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from bundle_site import content, copydesk, emitted, harbour, names, put
from hypothesis import given
from hypothesis import strategies as st

from lint.bundle.archive import FORMS, faults, manifest_of, moment_of, pack
from lint.bundle.manifest import manifest

DAY = 1_706_918_400  # 2024-02-03, the newest post of the harbour, in UTC
MANIFEST = manifest("copydesk 0.1.0", None, [], [])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return harbour(tmp_path)


def unpacked(path: Path) -> dict[str, bytes]:
    """The members of an archive in their order, read by Python's own modules."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as whole:
            assert whole.testzip() is None
            return {one.filename: whole.read(one) for one in whole.infolist()}
    with tarfile.open(path) as whole:
        found = {}
        for member in whole:
            assert member.isreg()
            file = whole.extractfile(member)
            assert file
            found[member.name] = file.read()
        return found


def test_archives_hold_what_the_folder_holds_and_lie_beside_it(site: Path) -> None:
    files = emitted(site, "--archive", "tar.gz,zip")
    assert names(site) == ["copydesk.toml", "dist", "dist.tar.gz", "dist.zip", "files", "images", "posts"]
    for form in FORMS:
        held = unpacked(site / f"dist.{form}")
        assert held == files
        assert list(held) == sorted(held)
        assert stat.S_IMODE((site / f"dist.{form}").stat().st_mode) == 0o644


def test_nothing_tells_who_packed_when_and_where(site: Path) -> None:
    emitted(site, "--archive", "tar.gz", "--archive", "zip")
    header = (site / "dist.tar.gz").read_bytes()[:10]
    assert struct.unpack("<2sBBIBB", header)[2:4] == (0, 0), "neither a name nor a time"
    with tarfile.open(site / "dist.tar.gz") as whole:
        for member in whole:
            about = (member.uid, member.gid, member.uname, member.gname, member.mode, member.mtime)
            assert about == (0, 0, "", "", 0o644, DAY)
    with zipfile.ZipFile(site / "dist.zip") as whole:
        for one in whole.infolist():
            assert (one.date_time, one.external_attr >> 16) == ((2024, 2, 3, 0, 0, 0), 0o100644)
            assert (one.create_system, one.extra) == (3, b"")


def test_source_date_epoch_dates_the_members(site: Path) -> None:
    done = copydesk(site, "bundle", "posts", "-o", "dist", "--archive=tar.gz,zip", SOURCE_DATE_EPOCH=str(DAY + 86_401))
    assert done.returncode == 0, done.stderr
    with tarfile.open(site / "dist.tar.gz") as whole:
        assert {member.mtime for member in whole} == {DAY + 86_401}
    with zipfile.ZipFile(site / "dist.zip") as whole:  # counts in steps of two seconds
        assert {one.date_time for one in whole.infolist()} == {(2024, 2, 4, 0, 0, 0)}


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        (["--archive", "posts"], ["tar.gz"]),
        (["posts", "--archive"], ["tar.gz"]),
        (["--archive", "zip", "posts"], ["zip"]),
        (["--archive=zip", "--archive", "tar.gz", "--", "posts"], ["tar.gz", "zip"]),
        (["--archive", "--future", "posts", "--ignore", "doubled-word", "--select", "links"], ["tar.gz"]),
    ],
)
def test_the_option_may_stand_alone(site: Path, arguments: list[str], made: list[str]) -> None:
    done = copydesk(site, "bundle", "-o", "dist", *arguments)
    assert done.returncode == 0, done.stderr
    assert [name for name in names(site) if name.startswith("dist.")] == [f"dist.{form}" for form in made]


def test_the_key_asks_for_archives_too(site: Path) -> None:
    configuration = (site / "copydesk.toml").read_text(encoding="utf-8")
    put(site, {"copydesk.toml": configuration + 'archive = ["zip"]\n'})
    emitted(site)
    assert (site / "dist.zip").exists()


@pytest.mark.parametrize(("given", "near"), [("tgz", "tar.gz"), ("zipp", "zip"), ("zip,tar", "tar.gz")])
def test_another_form_is_told_the_nearest(site: Path, given: str, near: str) -> None:
    done = copydesk(site, "bundle", "posts", "--archive", given)
    assert done.returncode == 2
    assert f"is none of tar.gz, zip; did you mean {near}?" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_of_somebody_else_s_is_left_alone(site: Path) -> None:
    with zipfile.ZipFile(site / "dist.zip", "w") as other:
        other.writestr("manifest.json", '{"tool": "another"}')
    before = content(site)
    done = copydesk(site, "bundle", "posts", "--archive", "zip")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "dist.zip is no archive of a bundle" in done.stderr
    (site / "dist.tar.gz").symlink_to(site / "images/boat.png")
    assert copydesk(site, "bundle", "posts", "--archive").returncode == 2
    (site / "dist.tar.gz").unlink()
    assert content(site) == before
    assert emitted(site), "without the archive nothing is in the way"


def test_an_archive_that_was_not_made_anew_is_named(site: Path) -> None:
    emitted(site, "--archive", "zip,tar.gz")
    same = copydesk(site, "bundle", "posts")
    assert (same.returncode, "earlier" in same.stderr) == (0, False)
    put(site, {"posts/2024-02-03-other.md": "---\ntitle: New\ndate: 2024-02-03\n---\n\n## Wind\n\nNew.\n"})
    done = copydesk(site, "bundle", "posts", "--archive", "zip")
    assert [line for line in done.stderr.splitlines() if "earlier" in line] == [
        "copydesk: dist.tar.gz holds an earlier bundle than dist"
    ]
    assert unpacked(site / "dist.zip") == content(site / "dist")


def test_an_unfit_post_leaves_the_old_archive(site: Path) -> None:
    emitted(site, "--archive")
    before = content(site)
    put(site, {"posts/bad.md": "---\ntitle: Bad\n---\n\nThe wind of of May.\n"})
    assert copydesk(site, "bundle", "posts", "--archive").returncode == 1
    (site / "posts/bad.md").unlink()
    assert content(site) == before


names_of_files = st.text("abé/ü.漢-", min_size=1, max_size=150).filter(
    lambda name: not {"", ".", ".."} & set(name.split("/"))
)


@given(st.dictionaries(names_of_files, st.binary(max_size=2000), max_size=6), st.integers(0, 253_402_300_799))
def test_any_files_come_back_as_they_were(files: dict[str, bytes], moment: int) -> None:
    files["manifest.json"] = MANIFEST
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    for form in FORMS:
        one, other = io.BytesIO(), io.BytesIO()
        pack(form, one, files, files.__getitem__, moment)
        pack(form, other, reversed(files), files.__getitem__, moment)
        assert one.getvalue() == other.getvalue()
        one.seek(0)
        assert list(faults(form, one, sums)) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["/etc/x", "../x", "a/../../x", "a//b", "./a", "..\\x"])
def test_a_member_that_leads_out_is_a_fault(form: str, name: str) -> None:
    stream = io.BytesIO()
    pack(form, stream, [name], lambda _: b"x", 0)
    stream.seek(0)
    assert list(faults(form, stream, {name: hashlib.sha256(b"x").hexdigest()})) == [f'"{name}" leads out of it']


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("form", FORMS)
def test_what_is_wrong_with_an_archive_is_said(form: str) -> None:
    stream = io.BytesIO()
    pack(form, stream, ["a", "b", "b", "c"], lambda name: name.encode(), 0)
    stream.seek(0)
    sums = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("a", "d")} | {"c": "0"}
    said = list(faults(form, stream, sums))
    assert said == [
        *['"b" is no file of the bundle'] * 2,
        '"c" is not the file of the bundle',
        "its files are not sorted, each once",
        '"d" is missing',
    ]


@pytest.mark.parametrize("form", FORMS)
def test_only_an_archive_of_a_bundle_has_its_manifest(form: str) -> None:
    stream = io.BytesIO()
    pack(form, stream, ["manifest.json", "SHA256SUMS"], lambda _: MANIFEST, 0)
    whole = stream.getvalue()
    assert manifest_of(form, io.BytesIO(whole)) == MANIFEST
    other = next(one for one in FORMS if one != form)
    assert manifest_of(other, io.BytesIO(whole)) is None
    for end in (0, 1, 10, 40, len(whole) // 2):
        assert manifest_of(form, io.BytesIO(whole[:end])) is None
    assert manifest_of(form, io.BytesIO(os.urandom(2000))) is None


def test_the_moment_is_that_of_the_newest_post_and_one_that_zip_knows() -> None:
    days = [date(2024, 2, 3).toordinal(), date(2020, 1, 1).toordinal()]
    assert moment_of(None, days) == DAY
    assert moment_of(5, days) == 5
    assert moment_of(None, []) == moment_of(None, [date(1970, 1, 1).toordinal()]) == 315_532_800
