"""What a bundle makes of marks that the post's generator knows and the bundle's renderer does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from bundle_site import content, copydesk, put

from lint.post.masked import MASK
from lint.post.page_source import page_source
from lint.post.post import parse

# The flavour, the path, the post, and its Markdown for the page without masks and the white space at line ends.
SOURCES = [
    ("jekyll", "a.md", "## One {: #one}\n\nText.\n", "## One {#one}\n\nText."),
    ("jekyll", "a.md", "## One\n{: #one .wide}\n\nText.\n", "## One {#one}\n\n\nText."),
    ("jekyll", "a.md", "One\n===\n{: #one}\n", "One {#one}\n==="),
    ("jekyll", "a.md", "Text.\n{: #here}\n", 'Text.\n<a id="here"></a>'),
    ("eleventy", "a.md", "## One {.wide #one}\n", "## One {#one}"),
    ("eleventy", "a.md", "## One {.wide}\n", "## One"),
    ("eleventy", "a.md", "*One*{#one .wide}\n", '*One*<a id="one"></a>'),
    ("myst", "a.md", "(one)=\n# One\n\n(two)=\nText {ref}`x`.\n", '\n# One {#one}\n\n<a id="two"></a>\nText `x`.'),
    ("docusaurus", "a.md", "## One {/* #one */}\n", "## One {#one}"),
    ("", "a.md", "Let $x_1 * x_2$ be.\n", "Let \\$x\\_1 \\* x\\_2\\$ be."),
    ("", "a.md", "> [!NOTE]\n> Text.\n", "> **Note**<br>\n> Text."),
    ("", "a.md", "[[Some page]], [[dir/Other|that]], ![[a.png]]\n", "Some page, that,"),
    ("", "a.md", ":::tip[A *title*]\nText.\n:::\n", "**A *title***<br>\nText."),
    ("quarto", "a.md", "::: {#box .wide}\nText @ann.\n:::\n", '<a id="box"></a>\nText \\@ann.'),
    ("mdx", "a.mdx", 'See <b title="x">this</b> {y} <Z/>.\n', 'See <b title="x">this</b>  .'),
    ("mdx", "a.mdx", "<div>\n# One\n</div>\n", "<div>\n\n# One\n</div>"),
]


@pytest.mark.parametrize(("flavor", "path", "text", "expected"), SOURCES, ids=[text for _, _, text, _ in SOURCES])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_markdown_of_a_page(flavor: str, path: str, text: str, expected: str, ending: str) -> None:
    post = parse(text.replace("\n", ending), path, flavor=flavor)
    shown = page_source(post).markdown.replace(MASK, "").replace("\r\n", "\n")
    assert "\n".join(line.rstrip() for line in shown.split("\n")).rstrip() == expected


def test_what_only_the_generator_can_run_is_counted() -> None:
    post = parse("import A from 'a'\n\n<A>\n\n{b} <i>c</i> {/* d */}\n\n</A>\n", "a.mdx")
    assert page_source(post).lost == 2, "the component and the expression"


def test_links_to_ids_of_attributes_lead_somewhere(tmp_path: Path) -> None:
    front = "---\ntitle: {}\ndate: 2024-01-02\nlang: en\n---\n\n"
    site = put(
        tmp_path,
        {
            "_config.yml": "title: Harbour\n",
            "_posts/2024-01-02-a.md": front.format("Boats")
            + "See [one](#one), [two](#two) and [three](#three).\n\n## First {: #one}\n\nText.\n\n## Second\n"
            "{: #two}\n\nText with *three*{: #three}.\n",
        },
    )
    done = copydesk(site, "bundle", "-o", "dist")
    assert done.returncode == 0, done.stderr + done.stdout
    (page,) = [data.decode() for path, data in content(site / "dist").items() if path.endswith("a/index.html")]
    assert '<h2 id="one">First</h2>' in page
    assert '<h2 id="two">Second</h2>' in page
    assert 'id="three"' in page
    assert "{:" not in page
