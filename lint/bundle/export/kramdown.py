"""What kramdown reads otherwise than CommonMark does, written so that both read the same."""

from __future__ import annotations

from lint.bundle.export.rewrite import Change, apart, changed, code_in_tables, unknown_escapes, without_brackets
from lint.post.post import parse
from lint.regex import regex

_ESCAPED = frozenset("\\.*_+`-#{}[]()!<>:|\"'$=")
_SPECIAL = regex(r"\||\{:|\$\$|(?m:^[ \t\x02]*:(?=[ \t]))|\*\[")


def for_kramdown(markdown: str) -> str:
    """The same text with a backslash where kramdown would see a table, attributes, a formula or a definition."""
    markdown = apart(without_brackets(markdown))
    if not _SPECIAL.search(markdown) and "\\" not in markdown:
        return markdown
    post = parse("\n" + markdown, "post.md", flavor="commonmark")
    changes: list[Change] = list(unknown_escapes(post, _ESCAPED))
    changes += code_in_tables(post)
    for link in (*post.links, *post.images):  # a stroke in an address begins a table, too
        written = post.text[link.url_span.start : link.url_span.end]
        if "|" in written and not link.label and link.kind != "html":
            changes.append((*link.url_span, written.replace("|", "%7C")))
    for match in _SPECIAL.finditer(post.prose):
        at = match.end() - 1 if match.group().endswith(":") and not match.group().startswith("{") else match.start()
        if post.text[at] == post.prose[at] and post.text[at - 1] != "\\":
            changes.append((at, at, "\\"))
            if match.group() == "$$":
                changes.append((at + 1, at + 1, "\\"))
    return changed(post.text, changes)[1:]
