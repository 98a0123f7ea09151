"""What is prose in the dialects: in each example the marks ⟦ ⟧ stand around all that is, and around nothing else."""

from __future__ import annotations

import re

import pytest
from rule_examples import unmark

from lint.engine.select import all_rules, choose
from lint.post.post import Post, parse

_WORD = re.compile(r"\w+")

# The flavour, the path, and the text.
EXAMPLES: dict[str, tuple[str, str, str]] = {
    # Liquid
    "Liquid: a value": ("jekyll", "a.md", "⟦Hello⟧ {{ site.name | upcase }}⟦, welcome⟧."),
    "Liquid: white space control": ("jekyll", "a.md", "{%- if page.old -%}\n⟦An old page.⟧\n{%- endif -%}\n"),
    "Liquid: raw": ("jekyll", "a.md", "{% raw %}⟦Write⟧ {{ name }} ⟦there⟧.{% endraw %}\n"),
    "Liquid: a comment": ("jekyll", "a.md", "⟦Seen.⟧\n\n{% comment %}\nNot seen.\n\n# Nor this\n{% endcomment %}\n"),
    "Liquid: a listing": (
        "jekyll",
        "a.md",
        "{% highlight ruby linenos %}\n# a title\nputs 1\n{% endhighlight %}\n\n⟦End.⟧\n",
    ),
    "Liquid: captured text": ("jekyll", "a.md", "{% capture intro %}⟦Some words.⟧{% endcapture %}\n"),
    "Liquid: over lines": ("jekyll", "a.md", "{% include note.html\n   kind='tip'\n   text='Mind' %}\n\n⟦Text.⟧\n"),
    "Liquid: not in Hugo": ("hugo", "a.md", "⟦Write⟧ {% ⟦if page⟧ %} ⟦there⟧.\n"),
    # Nunjucks
    "Nunjucks: a comment": ("eleventy", "a.md", "⟦One⟧ {# a remark #} ⟦two⟧.\n"),
    "Nunjucks: a block that is set": ("eleventy", "a.md", "{% set intro %}⟦Some words.⟧{% endset %}\n"),
    "Nunjucks: a macro": (
        "eleventy",
        "a.md",
        "{% macro field(name, value='x') %}\n⟦The label⟧ {{ name }}\n{% endmacro %}\n",
    ),
    "Nunjucks: a heading's id is none": ("eleventy", "a.md", "## ⟦Title⟧ {#a-title}\n"),
    "Eleventy: attributes": (
        "eleventy",
        "a.md",
        "⟦Some⟧ *⟦text⟧*{.wide #here data-a=b} ⟦more⟧.\n\n⟦Next.⟧\n{.note}\n",
    ),
    "Eleventy: a container": ("eleventy", "a.md", "::: warning\n⟦Mind the gap.⟧\n:::\n"),
    "directives of one line": (
        "",
        "a.md",
        "⟦Here⟧ :icon{name=pots} ⟦is.⟧\n\n::story{id=pot--sizes}\n\n::badge[⟦New⟧]{kind=hot}\n\n⟦Of a::b{c=d} too.⟧\n",
    ),
    "no attributes": ("", "a.md", "⟦The files util⟧{.⟦h⟧, .⟦cc⟧} ⟦and⟧ {⟦a⟧, ⟦b⟧} ⟦stay⟧.\n"),
    # Hugo
    "Hugo: a shortcode": ("hugo", "a.md", "{{< figure src=\"a.png\" title=\"A title\" >}}\n\n⟦Text.⟧\n"),
    "Hugo: inner text": ("hugo", "a.md", "{{< note >}}⟦Mind the gap.⟧{{< /note >}}\n"),
    "Hugo: inner Markdown": ("hugo", "a.md", "{{% note %}}\n## ⟦Title⟧\n\n⟦Some⟧ *⟦text⟧*.\n{{% /note %}}\n"),
    "Hugo: a shown shortcode": ("hugo", "a.md", "⟦Write⟧ {{</* figure src=a */>}} ⟦or⟧ {{%/* note */%}}.\n"),
    "Hugo: a raw string": ("hugo", "a.md", "{{< quote `It's {{ so }} >}} far` >}}\n\n⟦Text.⟧\n"),
    "Hugo: over lines": ("hugo", "a.md", "{{< figure\n  src=\"a.png\"\n  alt=\"a cat\"\n>}}\n\n⟦Text.⟧\n"),
    "Hugo: a listing": ("hugo", "a.md", "{{< highlight go >}}\n# not a title\n{{< /highlight >}}\n\n⟦End.⟧\n"),
    "Hugo: braces are text": ("hugo", "a.md", "⟦A⟧ {{ ⟦value⟧ }} ⟦is text⟧.\n"),
    "Hugo: block attributes": ("hugo", "a.md", "⟦Text.⟧\n{.wide #x}\n\n⟦More.⟧\n"),
    # Zola
    "Zola: a shortcode": ("zola", "a.md", "⟦See⟧ {{ youtube(id=\"abc\", autoplay=true) }} ⟦now⟧.\n"),
    "Zola: a body": ("zola", "a.md", "{% quote(author=\"Ann\") %}\n⟦So it is.⟧\n{% end %}\n"),
    "Zola: braces are text": ("zola", "a.md", "⟦A⟧ {{ ⟦value⟧ }} ⟦is text⟧.\n"),
    "Zola: a shown shortcode": ("zola", "a.md", "⟦Write⟧ {{/* youtube(id=1) */}} ⟦there⟧.\n"),
    # MDX
    "MDX: imports": ("", "a.mdx", "import A from './a'\nimport {\n  B,\n} from 'b'\n\n⟦Text.⟧\n"),
    "MDX: an export over lines": (
        "",
        "a.mdx",
        "export const data = {\n  name: 'x',\n\n  list: [1, 2],\n}\n\n⟦Text.⟧\n",
    ),
    "MDX: a sentence": ("", "a.mdx", "⟦import taxes rose and⟧\n⟦export fell⟧.\n"),
    "MDX: in code": ("", "a.mdx", "```js\nimport A from 'a'\n```\n\n⟦Text with⟧ `{braces}` ⟦and⟧ `<Tags>`.\n"),
    "MDX: an expression": ("", "a.mdx", "⟦It costs⟧ {price * (1 + {a: {b: '}'}}.a)} ⟦now⟧.\n"),
    "MDX: a comment": ("", "a.mdx", "⟦One⟧ {/* a remark with `{` in it */} ⟦two⟧.\n"),
    "MDX: an inline component": ("", "a.mdx", "⟦Press⟧ <Kbd keys={['a', 'b']}>⟦the key⟧</Kbd> ⟦now⟧.\n"),
    "MDX: a block": ("", "a.mdx", "<Note>\n\n⟦Mind⟧ *⟦the⟧* ⟦gap.⟧\n\n</Note>\n"),
    "MDX: a block without blank lines": ("", "a.mdx", "<Note>\n⟦Mind⟧ *⟦the⟧* ⟦gap.⟧\n</Note>\n"),
    "MDX: attributes over lines": (
        "", "a.mdx", "<Card\n  title=\"A > title\"\n  onClick={() => { go('}') }}\n  {...more}\n>\n  ⟦Text.⟧\n</Card>\n"
    ),
    "MDX: deep indentation is no code": (
        "",
        "a.mdx",
        "<Tabs>\n  <Tab label='a'>\n    ⟦Words here.⟧\n\n    - ⟦An item⟧\n\n    ## ⟦Title⟧\n  </Tab>\n</Tabs>\n",
    ),
    "MDX: code in a component": (
        "",
        "a.mdx",
        "<Tabs>\n  <Tab>\n\n    ```js\n    const a = {\n    ```\n\n    ⟦Text.⟧\n\n  </Tab>\n</Tabs>\n",
    ),
    "MDX: a fragment": ("", "a.mdx", "<>\n⟦Text.⟧\n</>\n"),
    "MDX: a dotted component": ("", "a.mdx", "<Tabs.Item value='x' />\n\n⟦Text.⟧\n"),
    "MDX: HTML around Markdown": ("", "a.mdx", "<div className=\"wide\">\n  ⟦Some⟧ **⟦bold⟧** ⟦text.⟧\n</div>\n"),
    "MDX: HTML that holds code": (
        "",
        "a.mdx",
        "⟦Run⟧ <code>make all</code> ⟦now.⟧\n\n<style>{`\n  p { color: red }\n`}</style>\n",
    ),
    "MDX: signs that are none": ("", "a.mdx", "⟦If a⟧ < ⟦b and c⟧ > ⟦d⟧, \\{⟦so⟧\\} ⟦it is⟧.\n"),
    "MDX: styles": ("", "a.mdx", "<p style={{color: 'red'}}>⟦Red⟧</p>\n"),
    # kramdown
    "kramdown: attributes of a block": ("jekyll", "a.md", "⟦Text.⟧\n{: .wide #here}\n\n⟦More.⟧\n"),
    "kramdown: attributes of a span": (
        "jekyll",
        "a.md",
        "⟦See⟧ [⟦this⟧](/a){: .button target=\"_blank\"}⟦, please⟧.\n",
    ),
    "kramdown: options and contents": (
        "jekyll",
        "a.md",
        "{::options toc_levels=\"1..3\" /}\n\n* ⟦toc⟧\n{:toc}\n\n⟦Text.⟧\n",
    ),
    "kramdown: a comment": ("jekyll", "a.md", "⟦One⟧.\n\n{::comment}\nNot seen.\n{:/comment}\n\n⟦Two⟧.\n"),
    "kramdown: an item": ("jekyll", "a.md", "- {:.first} ⟦An item⟧\n"),
    "kramdown: a heading": ("jekyll", "a.md", "## ⟦Title⟧ {: #a-title .wide}\n"),
    # Pandoc, Quarto, MyST
    "Quarto: a callout": ("quarto", "a.md", "::: {.callout-note title=\"Mind\"}\n## ⟦A title⟧\n\n⟦Text.⟧\n:::\n"),
    "Quarto: nested": (
        "quarto",
        "a.md",
        ":::: {.columns}\n::: {.column width=\"40%\"}\n⟦Left.⟧\n:::\n::: {.column}\n⟦Right.⟧\n:::\n::::\n",
    ),
    "Quarto: a cell": ("quarto", "a.md", "```{python}\n#| label: fig-a\nprint('x')\n```\n\n⟦Text.⟧\n"),
    "Quarto: a span": ("quarto", "a.md", "⟦Some⟧ [⟦small text⟧]{.smallcaps key=\"v\"} ⟦here⟧.\n"),
    "Quarto: a citation": ("quarto", "a.md", "⟦As⟧ @knuth1984 ⟦says⟧ [⟦see⟧ @doe99, ⟦and⟧ -@smith2000].\n"),
    "Quarto: a picture": ("quarto", "a.md", "⟦Text⟧ ![a cat](cat.png){#fig-cat width=50%} ⟦more⟧.\n"),
    "Quarto: a shortcode": ("quarto", "a.md", "{{< video https://a.test/x >}}\n\n⟦Text.⟧\n"),
    "MyST: a directive": ("myst", "a.md", "```{note}\n:class: dropdown\n⟦Mind the gap.⟧\n```\n"),
    "MyST: a titled directive": ("myst", "a.md", ":::{admonition} ⟦A title⟧\n:class: tip\n⟦Some text.⟧\n:::\n"),
    "MyST: options as YAML": ("myst", "a.md", "```{tip}\n---\nclass: wide\n---\n⟦Some text.⟧\n```\n"),
    "MyST: code": (
        "myst",
        "a.md",
        "```{code-block} python\n:linenos:\nprint('x')\n```\n\n:::{code} sh\nmake all\n:::\n\n⟦Text.⟧\n",
    ),
    "MyST: nested": ("myst", "a.md", "````{note}\n⟦Outer.⟧\n```{tip}\n⟦Inner.⟧\n```\n⟦Again.⟧\n````\n"),
    "MyST: a figure": ("myst", "a.md", "```{figure} images/a.png\n:width: 50%\n:name: fig-a\n⟦The caption.⟧\n```\n"),
    "MyST: roles": ("myst", "a.md", "⟦See⟧ {ref}`the label <x>` ⟦and⟧ {py:func}`a.b`.\n"),
    "MyST: a target": ("myst", "a.md", "(my-target)=\n## ⟦Title⟧\n\n⟦Text.⟧\n"),
    "MyST: comments and breaks": ("myst", "a.md", "⟦One.⟧\n\n% Not seen\n\n+++ {\"a\": 1}\n\n⟦Two.⟧\n"),
    # Docusaurus, Starlight, VitePress
    "Docusaurus: an admonition": ("docusaurus", "a.md", ":::tip[⟦A⟧ *⟦title⟧*]\n\n⟦Text.⟧\n\n:::\n"),
    "Docusaurus: an admonition as it was": ("docusaurus", "a.md", ":::note ⟦A title⟧\n\n⟦Text.⟧\n\n:::\n"),
    "Docusaurus: Markdown is MDX": ("docusaurus", "a.md", "<Tabs groupId={x}>\n\n⟦Text⟧ {y}.\n\n</Tabs>\n"),
    "Docusaurus: nested": (
        "docusaurus",
        "a.md",
        "::::info\n⟦Outer.⟧\n\n:::danger[⟦Inner title⟧]\n⟦Inner.⟧\n:::\n\n::::\n",
    ),
    "Starlight: an aside": ("astro", "a.md", ":::caution[⟦Mind this⟧]{icon=\"heart\"}\n⟦Text.⟧\n:::\n"),
    "Starlight: steps": (
        "astro",
        "a.mdx",
        "<Steps>\n\n1. ⟦Wash.⟧\n\n2. ⟦Cut.⟧\n\n   <Aside>⟦Mind the knife.⟧</Aside>\n\n</Steps>\n",
    ),
    "VitePress: a container": ("vitepress", "a.md", "::: details ⟦Click me⟧ {open}\n⟦Text.⟧\n:::\n"),
    "VitePress: an interpolation": (
        "vitepress",
        "a.md",
        "⟦Version⟧ {{ version }} ⟦of⟧ <Badge type=\"tip\" text=\"new\" />⟦it⟧.\n",
    ),
    # MkDocs
    "MkDocs: an admonition": (
        "mkdocs",
        "a.md",
        "!!! note \"⟦A title⟧\"\n    ⟦Some text.⟧\n\n    - ⟦An item⟧\n\n⟦After.⟧\n",
    ),
    "MkDocs: nested": ("mkdocs", "a.md", "??? tip\n    ⟦Outer.⟧\n\n    !!! note\n        ⟦Inner.⟧\n\n⟦After.⟧\n"),
    "MkDocs: tabs": ("mkdocs", "a.md", "=== \"⟦First tab⟧\"\n\n    ⟦Text.⟧\n\n    ```sh\n    make\n    ```\n"),
    "MkDocs: attributes": ("mkdocs", "a.md", "[⟦Subscribe⟧](/a){ .button } ⟦now⟧.\n"),
    # Obsidian and wikilinks
    "wikilinks": ("obsidian", "a.md", "⟦See⟧ [[Some page]]⟦, ⟧[[dir/page|⟦that page⟧]] ⟦and⟧ [[page#Part]].\n"),
    "an embed": ("obsidian", "a.md", "⟦Look:⟧ ![[cat.png|300]]\n"),
    "an alias in a table": ("obsidian", "a.md", "| ⟦Name⟧ |\n|---|\n| [[page\\|⟦The page⟧]] |\n"),
    "Obsidian: a callout": ("obsidian", "a.md", "> [!tip]- ⟦A title⟧\n> ⟦Text.⟧\n"),
    "Obsidian: comments and places": ("obsidian", "a.md", "⟦One⟧ %%not seen%% ⟦two⟧ ^place-1\n"),
    "no wikilinks": ("", "a.md", "⟦Test⟧ [[ -⟦f x⟧ ]] ⟦and⟧ [[⟦1⟧]](#n) ⟦here⟧.\n"),
    # Everywhere
    "an alert": ("github", "a.md", "> [!WARNING]\n> ⟦Mind the gap.⟧\n"),
    "an alert and its flavour": ("", "a.md", "> [!NOTE]\n>\n> ⟦Text.⟧\n"),
    "no alert": ("commonmark", "a.md", "> [!⟦NOTE⟧]\n> ⟦Text.⟧\n"),
    "CommonMark: nothing is hidden": ("commonmark", "a.md", "{{ ⟦a⟧ }} {% ⟦b⟧ %} $⟦c⟧^⟦2⟧$ {.⟦d⟧}\n"),
    # Formulas
    "math: inline and display": (
        "quarto",
        "a.md",
        "⟦Let⟧ $x$ ⟦be⟧ $\\frac{a}{b}$⟦.⟧\n\n$$\n\\sum_{i} x_i\n$$\n\n⟦End.⟧\n",
    ),
    "math: amounts": ("quarto", "a.md", "⟦From⟧ $⟦5⟧ ⟦to⟧ $⟦10⟧, ⟦or US⟧$⟦20⟧ ⟦and⟧ \\$⟦7⟧.\n"),
    "math: amounts elsewhere": ("", "a.md", "⟦It is⟧ $⟦5⟧–$⟦10⟧ ($⟦1⟧,⟦000⟧ ⟦at most⟧), ⟦not⟧ $⟦3⟧/$⟦4⟧.\n"),
    "math: what looks like a formula": ("", "a.md", "⟦So⟧ $x^2 + y_1$ ⟦and⟧ $n$ ⟦hold in⟧ $⟦PATH and⟧ $⟦HOME⟧.\n"),
    "math: brackets": ("hugo", "a.md", "⟦So⟧ \\(x^2\\) ⟦and⟧ \\\\[y = 1\\\\] ⟦but⟧ \\(⟦not this⟧\\).\n"),
    "math: an environment": ("jekyll", "a.md", "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n\n⟦End.⟧\n"),
    "math: in code": ("quarto", "a.md", "⟦Run⟧ `echo $x$` ⟦or⟧\n\n```\n$$\na\n```\n\n⟦then⟧ $b$.\n"),
    # Nobody knows the generator
    "unknown: all at once": (
        "", "a.md", "{{ a }} ⟦one⟧ {% b %} ⟦two⟧ {{< c >}} ⟦three⟧{: .d} [⟦four⟧](e){.f} {ref}`g` [[h|⟦five⟧]]\n"
    ),
    "unknown: a container": ("", "a.md", ":::tip[⟦Title⟧]\n⟦Text.⟧\n:::\n"),
    "unknown: a directive": ("", "a.md", "```{warning}\n⟦Text.⟧\n```\n\n```{r}\nx <- 1\n```\n"),
}  # fmt: skip


def words(post: Post) -> list[tuple[int, str]]:
    return [(word.start(), word.group()) for word in _WORD.finditer(post.prose)]


@pytest.mark.parametrize("around", ["{}", "---\ntitle: Été 🍰\n---\n{}", "⟦Before 🍰.⟧\n\n{}\n\n⟦Behind.⟧\n"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_prose(name: str, around: str) -> None:
    flavor, path, marked = EXAMPLES[name]
    for written in (around.replace("{}", marked), around.replace("{}", marked).replace("\n", "\r\n")):
        text, spans = unmark(written)
        expected = [
            (span.start + word.start(), word.group())
            for span in spans
            for word in _WORD.finditer(text[span.start : span.end])
        ]
        post = parse(text, path, flavor=flavor)
        assert words(post) == expected
        assert [len(line) for line in post.source.split("\n")] == [len(line) for line in text.split("\n")]


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_rule_takes_the_marks_for_faults(name: str) -> None:
    flavor, path, marked = EXAMPLES[name]
    text, _ = unmark(marked)
    post = parse(text, path, flavor=flavor)
    found = [finding.message for rule in choose(all_rules()).post_rules for finding in rule.check(post)]
    # What is so of the example itself.
    faults = ("nothing stands below the heading", '"this" does not say where', "the bundle drops")
    assert [message for message in found if not message.startswith(faults)] == []


def test_there_are_many_examples_of_each_flavour() -> None:
    assert len(EXAMPLES) >= 60
