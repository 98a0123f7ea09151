"""Files that are copied as they are, and tell who made them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from bundle_site import CONFIGURATION, copydesk, put
from hypothesis import given
from hypothesis import strategies as st

from lint.bundle.private_files import told


def office(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as whole:
        whole.writestr("content.xml", "<x/>")
        whole.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 /Author (Ann \\(A.\\) Sailor)", 'names its author, "Ann (A.) Sailor"'),
        (b"%PDF-1.7 /Author <FEFF0041006E006E>", 'names its author, "Ann"'),
        (b"%PDF-1.7 <dc:creator><rdf:Seq><rdf:li>Ann</rdf:li>", 'names its author, "Ann"'),
        (b"%PDF-1.7 /Author (\x01\x02\x03\x04)", ""),
        (b"%PDF-1.7 /Author ()", ""),
        (b"%PDF-1.7 /Title (Wind)", ""),
        (b"\0\0\0\x18ftypmp42....\xa9xyz\0\x12\x15\xc7+48.8577+002.295/", "tells where it was recorded"),
        (b"\0\0\0\x18ftypmp42....", ""),
        (office("meta.xml", b"<dc:creator>Ann Sailor</dc:creator>"), 'names its author, "Ann Sailor"'),
        (office("docProps/core.xml", b"<dc:creator> Ann </dc:creator>"), 'names its author, "Ann"'),
        (office("other.xml", b"<dc:creator>Ann</dc:creator>"), ""),
        (office("meta.xml", b"<dc:creator>Ann</dc:creator>")[:-30], ""),
        (b"a,b\n1,2\n", ""),
    ],
)
def test_what_a_file_tells(data: bytes, said: str) -> None:
    assert told(data) == said


@given(st.sampled_from([b"%PDF-", b"PK\3\4", b"\0\0\0\x18ftyp", b"%PDF- /Author ("]), st.binary(max_size=200))
def test_any_bytes_are_read(head: bytes, data: bytes) -> None:
    said = told(head + data)
    assert not said or said.startswith(("names its author", "tells where"))


def test_it_is_said_and_the_file_is_copied_as_it_is(tmp_path: Path) -> None:
    paper = b"%PDF-1.7 /Author (Ann Sailor)"
    post = "---\ntitle: P\ndate: 2024-01-01\n---\n\n[paper](paper.pdf)\n"
    put(tmp_path, {"copydesk.toml": CONFIGURATION, "posts/p.md": post, "posts/paper.pdf": paper})
    done = copydesk(tmp_path, "bundle", "posts", "-o", "dist")
    assert done.stderr == 'copydesk: posts/p.md: posts/paper.pdf names its author, "Ann Sailor"\n'
    [copied] = (tmp_path / "dist/site/files").iterdir()
    assert copied.read_bytes() == paper
