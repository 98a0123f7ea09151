"""Fragments in pages: which anchors answer them, and that it does not matter how the page arrives."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.weblinks.fragments import Answer, answer, asked
from lint.weblinks.scan import MOST_OF_A_TAG, PageScanner

WORDS = "<p>" + "There is a lot to say about it. " * 20 + "</p>"


def scanned(text: str, fragment: str, cuts: tuple[int, ...] = ()) -> PageScanner:
    scanner = PageScanner(asked(fragment).identifiers)
    edges = [0, *sorted(cuts), len(text)]
    for start, end in pairwise(edges):
        scanner.feed(text[start:end])
    scanner.close()
    return scanner


def found(text: str, fragment: str, unread: str = "") -> Answer:
    return answer(asked(fragment), scanned(text, fragment), unread)[0]


@pytest.mark.parametrize(
    ("page", "fragment"),
    [
        ("<h2 id=part>", "part"),
        ("<h2 ID = 'part'>", "part"),
        ('<a name="part"></a>', "part"),
        ("<p title='a > b' id=part>", "part"),
        ("<p data-id=x id=part>", "part"),
        ("<br/><img src=x.png alt=it's id=part />", "part"),
        ("<h2 id='été'>", "%C3%A9t%C3%A9"),
        ("<h2 id='été'>", "été"),
        ("<h2 id='%C3%A9t%C3%A9'>", "été"),
        ("<h2 id='%c3%a9t%c3%a9'>", "été"),
        ("<h2 id='a b'>", "a%20b"),
        ("<h2 id='a%20b'>", "a%20b"),
        ("<h2 id='r&amp;d'>", "r&d"),
        ("<h2 id=user-content-part>", "part"),
        ("<h2 id=user-content-part>", "Part"),
        ("<a name=user-content-part>", "part"),
        ("<h2 id=part>", "part:~:text=word"),
        ("<a href=#10 id=10>10</a>", "10-20"),
        ("<!-- a --><p id=part><!-- b -->", "part"),
        ("<!--><p id=part>", "part"),
        ("<script>if (a < b) c()</script><p id=part>", "part"),
        ("<style>p > a {}</style ><p id=part>", "part"),
        ("5 < 6 <p id=part>", "part"),
    ],
)
def test_an_anchor_is_found(page: str, fragment: str) -> None:
    assert found(f"{WORDS}{page}{WORDS}", fragment) is Answer.THERE


@pytest.mark.parametrize(
    ("page", "fragment"),
    [
        ("<h2 id=parts>", "part"),
        ("<h2 id=Part>", "part"),
        ("<p name=part>", "part"),
        ("<!-- <p id=part> -->", "part"),
        ("<p title='<a id=part>'>", "part"),
        ('<p title=" id=part ">', "part"),
        ("<p data-id=part>", "part"),
        ("<script>'<p id=part>'</script>", "part"),
        ("<textarea><p id=part></textarea>", "part"),
        ("<title><p id=part></title>", "part"),
        ("<p id=x id=part>", "part"),
        ("&lt;p id=part&gt;", "part"),
        ("</p id=part>", "part"),
        ("", "part:~:text=word"),
    ],
)
def test_no_anchor_is_missing(page: str, fragment: str) -> None:
    assert found(f"{WORDS}{page}{WORDS}", fragment) is Answer.MISSING


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "top",
        "TOP",
        ":~:text=some%20words",
        ":~:text=a,b&text=c",
        "/route/to/it",
        "!/route",
        "!route",
        "page=3",
        "page=3&zoom=100",
        "nameddest=part",
        "t=1m30s",
        "gid=0",
        "L10",
        "L10-L20",
        "L10-20",
        "L3C5-L4C6",
        "lines-12",
        "issuecomment-123456",
        "discussion_r123456",
        "operation/list",
    ],
)
def test_browsers_and_programs_answer_some_themselves(fragment: str) -> None:
    assert asked(fragment).identifiers == frozenset()
    assert found(WORDS, fragment) is Answer.THERE


@pytest.mark.parametrize(
    ("page", "fragment"),
    [
        ("<div id=root></div><script src=app.js></script>", "part"),
        (f"<div id=root></div><script>{'run();' * 500}</script>", "part"),
        (f"<script src=toc.js></script><h2>One</h2>{WORDS}<h2>Two</h2>{WORDS}", "one"),
    ],
)
def test_what_a_script_may_put_there_is_not_claimed(page: str, fragment: str) -> None:
    assert found(page, fragment) is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("page", "fragment"),
    [
        (f'{WORDS}<script type=\'application/json\'>{{"html": "<h2 id=\\"part\\">"}}</script>', "part"),
        (f"{WORDS}<a href=#part>part</a>", "part"),
    ],
)
def test_what_the_page_itself_knows_of_is_taken_to_be_there(page: str, fragment: str) -> None:
    assert found(page, fragment) is Answer.THERE


def test_an_anchor_in_an_unknown_encoding_is_not_claimed() -> None:
    assert found(f"{WORDS}\ufffd", "%C3%A9t%C3%A9") is Answer.UNKNOWN
    assert found(f"{WORDS}\ufffd", "tea") is Answer.MISSING


def test_a_small_script_excuses_nothing() -> None:
    assert found("<script>count()</script><p id=one><p id=two>", "three") is Answer.MISSING


def test_an_anchor_beyond_what_was_read_is_not_claimed() -> None:
    assert found(WORDS, "part", "the page broke off") is Answer.UNKNOWN
    assert found(f"{WORDS}<p id=part>", "part", "the page broke off") is Answer.THERE


def test_a_script_beside_headings_with_anchors_excuses_nothing() -> None:
    page = f"<script src=count.js></script><h2 id=one>One</h2>{WORDS}<h2 id=two>Two</h2>{WORDS}"
    assert found(page, "three") is Answer.MISSING


def test_a_scanner_reads_title_heading_and_refresh() -> None:
    head = "<title> A &amp;\n B </title><meta http-equiv=refresh content=\"0; URL='/x'\">"
    scanner = scanned(f"<head>{head}</head><h1>The <i>one</i></h1>", "")
    assert (scanner.title, scanner.heading, scanner.refresh, scanner.settled) == ("A & B", "The one", "/x", True)


def test_tags_without_an_end_do_not_take_long() -> None:
    """Each opening would otherwise be followed to the end of the page again: hours for one page."""
    scanner = PageScanner({"part"})
    for _ in range(40):
        scanner.feed("<a " * 30_000)
    scanner.feed("<p id=part>" + "." * MOST_OF_A_TAG + "<p id=part>")
    scanner.close()
    assert scanner.found == {"part"}


PIECES = (
    "<head>", "</head>", "<title>", "</title>", "<h1>", "</h1>", "<h2 id=one>", "<h2>", "</h2>", "<body>",
    "</ >", "<p id='x y'>", '<a name="part">', "<!--", "-->", "--!>", "<!-->", "<script>", "</script>",
    "<script type=application/json>", "</SCRIPT >", "<style>", "</style>", "<textarea>", "</textarea>", "<",
    ">", "<!", "</", "<?x?>", "<p title='>'>", '"part"', "#part\\", " id=part ", "<p id=part", "<P ID=Part>",
    "<a href=#part>", "words here", "\n", "é", "&amp;", "<meta http-equiv=refresh content='0;url=/x'>", "'",
    '"', "=",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.data())
def test_where_a_page_is_cut_makes_no_difference(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=12))
    whole, cut = scanned(text, "part"), scanned(text, "part", tuple(cuts))
    for name in (
        "found", "other_case", "in_data", "title", "heading", "refresh", "in_body", "settled", "anchors", "headings",
        "headings_with_anchors", "made_by_script",
    ):  # fmt: skip
        assert getattr(cut, name) == getattr(whole, name), name


@given(st.text(alphabet="abc<>!-/='\" \n", max_size=200), st.integers(0, 200))
def test_any_text_is_read_to_its_end(text: str, cut: int) -> None:
    whole, parts = scanned(text, "a"), scanned(text, "a", (min(cut, len(text)),))
    assert (whole.found, whole.in_body, whole.words) == (parts.found, parts.in_body, parts.words)


@given(st.text(max_size=40))
def test_an_element_of_the_very_name_answers_every_fragment(fragment: str) -> None:
    for identifier in asked(fragment).identifiers:
        attribute = identifier.replace("&", "&amp;").replace('"', "&quot;")
        assert answer(asked(fragment), scanned(f'<p id="{attribute}">', fragment))[0] is Answer.THERE
