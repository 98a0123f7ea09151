"""What mistune writes is what was judged, or a bundle is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bundle_site import copydesk, put
from hypothesis import given
from hypothesis import strategies as st

from lint.post.disagreement import disagreement
from lint.post.mistune_markdown import mistune_markdown
from lint.post.page_source import page_source
from lint.post.post import parse
from lint.post.table_rows import evened

HEAD = "---\ntitle: Tea\ndate: 2024-01-02\n---\n\n"


def page(markdown: str) -> str:
    import mistune

    class Renderer(mistune.HTMLRenderer):
        def footnote_ref(self, key: str, index: int) -> str:
            return f"<sup>{key} {index}</sup>"

        def footnotes(self, text: str) -> str:
            return text

        def footnote_item(self, text: str, key: str, index: int) -> str:
            return f'<li id="{key}-{index}">{text}</li>'

    return str(mistune_markdown(Renderer(escape=False))(page_source(parse(markdown)).markdown))


def test_the_rows_of_a_table_get_the_cells_of_its_head() -> None:
    html = page("| a | b |\n|---|:-:|\n| 1 |\n| 1 | `x \\| y` | 3 |\n1 | 2\n")
    assert html.count("<tr>") == 4
    assert html.count("<td") == 6
    assert "<code>x | y</code>" in html
    assert "3" not in html


@given(
    st.lists(st.lists(st.sampled_from(["a", "`b`", " ", "\\|", "é"]), min_size=1, max_size=4), min_size=1, max_size=4)
)
def test_every_table_stays_a_table(rows: list[list[str]]) -> None:
    width = len(rows[0])
    table = "\n".join(["|h" * width + "|", "|-" * width + "|", *("|" + "|".join(row) + "|" for row in rows)])
    assert disagreement(parse(table)) is None
    assert evened(evened(table)) == evened(table)
    assert page(table).count("<tr>") == len(rows) + 1


def test_footnotes_keep_their_lines_and_the_shape_of_their_code() -> None:
    text = "Yes![^1]\n\n[^1]: One line\nand two,\n      and three.\n\n    ```\n    if tea:\n        drink()\n    ```\n"
    text += "\nEnd.\n"
    html = page(text)
    assert "Yes!<sup" in html
    assert "if tea:\n    drink()\n" in html
    assert html.index("End.") < html.index("One line\nand two,\nand three.") < html.index("drink")
    assert disagreement(parse(text)) is None


def test_a_footnote_in_a_footnote() -> None:
    text = "A[^one].\n\n[^one]: See[^Two].\n[^two]: Back to[^one].\n[^three]: Nobody asks.\n"
    html = page(text)
    assert html.count("<li id=") == 2
    assert html.index("See") < html.index("Back to")
    assert "Nobody" not in html
    assert disagreement(parse(text)) is None


def test_footnotes_in_a_bundle_know_the_way_back(tmp_path: Path) -> None:
    put(tmp_path, {"posts/a.md": HEAD + "A[^1] and B[^1].\n\n[^1]: See[^2].\n[^2]: End.\n"})
    done = copydesk(tmp_path, "bundle", "-o", "out")
    assert done.returncode == 0, done.stderr
    (html,) = (
        path.read_text("utf-8") for path in (tmp_path / "out/site").rglob("*.html") if "See" in path.read_text("utf-8")
    )
    assert '<div class="footnotes">' in html
    assert 'href="#fnref-1-2"' in html
    assert 'id="fnref-2"' in html


def test_a_bundle_is_refused_where_engines_disagree(tmp_path: Path) -> None:
    put(tmp_path, {"posts/a.md": HEAD + "[tea]: /tea\n    [tea]\n"})
    put(tmp_path, {"posts/b.md": HEAD.replace("Tea", "Cup") + "A cup.\n"})
    assert copydesk(tmp_path, "check").returncode == 0
    done = copydesk(tmp_path, "bundle", "-o", "out", "--select", "doubled-word")
    assert done.returncode == 1
    assert "posts/a.md:7:5: error engines-disagree" in done.stdout
    assert not (tmp_path / "out").exists()
    assert copydesk(tmp_path, "check", "--select", "engines-disagree").returncode == 1
    assert copydesk(tmp_path, "bundle", "-o", "out", "--ignore", "engines-disagree").returncode == 0


def test_a_bundle_names_the_html_that_it_drops(tmp_path: Path) -> None:
    put(tmp_path, {"posts/a.md": HEAD + '<iframe src="https://video.example.org/1"></iframe>\n'})
    assert "raw-html" not in copydesk(tmp_path, "check").stdout
    done = copydesk(tmp_path, "bundle", "-o", "out")
    assert done.returncode == 0
    assert "posts/a.md:6:1: warning raw-html" in done.stdout


def test_check_does_not_load_mistune(tmp_path: Path) -> None:
    put(tmp_path, {"a.md": HEAD + "A cup.\n"})
    code = (
        "import sys; from lint.cli import main\ntry: main(['check', 'a.md'])\nexcept SystemExit: pass\n"
        "print('mistune' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")


PARTS = (
    *("a", " ", "\n", "\n\n", "`", "[", "]", "(/u)", "![", "*", "# ", "- ", "1. ", "> ", "    ", "|", "\n|-|-|\n"),
    *("```\n", "<b>", "<div>", "\\", "[^1]", "\n\n[^1]: n", "[r]: /c\n", "&amp;", "<https://x.y>", "\n===\n"),
    *("{#i}", "{{ x }}"),
)


@given(st.lists(st.sampled_from(PARTS), max_size=10).map("".join))
def test_any_text_is_compared(text: str) -> None:
    found = disagreement(parse(text))
    assert found is None or 0 <= found.span.start <= found.span.end <= len(text)
    assert found is None or found.commonmark or found.mistune


@pytest.mark.parametrize(
    "text",
    [
        "# A `b` &amp; c {#d}\n\nE\n=\n\n> ## F\n",
        "- a\n\n      code\n\n> ```\n> b\n>\n> c\n> ```\n",
        "[a](/b \"c\") <d@example.org> [e][] ![f](/g 'h')\n\n[e]: <i j>\n",
        "{% raw %}`{{ x }}`{% endraw %} [z]({{ w }}/v)\n\n{% highlight js %}\nlet a = `b`;\n{% endhighlight %}\n",
        "```\n{{ a }}\n```\r\n\r\n| a | b |\r\n|---|---|\r\n| `c` |\r\n",
        "<div>\n[no](/link)\n</div>\n\n<p>\n\n[a](/link)\n",
        "",
        "\ufeff---\ntitle: x\n---\n\n`a`\n",
    ],
)
def test_both_read_alike(text: str) -> None:
    assert disagreement(parse(text)) is None
