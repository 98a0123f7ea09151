"""The rule unreadable-file."""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.post import Post
from lint.rule import Bad, Finding, Good, Level, Rule, Span


class UnreadableFile(Rule):
    """A file is not text in UTF-8, or too large to be read.

    A generator that expects UTF-8 stops at the first byte that is none, or prints a black diamond in its place. The
    usual cause is an editor that saves in an older code page, or a file of another kind that is named like a post.

    Not flagged are letters that were damaged before the file was saved: they are valid UTF-8, and the rule mojibake
    looks for them.
    """

    id = "unreadable-file"
    level = Level.ERROR

    examples = (
        Bad("Caf⟦\udce9⟧ au lait\n", message="byte 0xE9 at offset 3 is not UTF-8"),
        Bad("Überall: na⟦\udcef⟧ve caf\udce9s\n", message="byte 0xEF at offset 12 is not UTF-8, nor is 1 more"),
        Bad("---\ntitle: r⟦\udce9⟧sum\udce9 \udce9\n---\nText\n", message="offset 12 is not UTF-8, nor are 2 more"),
        Good("Café au lait, 日本語, 😀\n"),
        Good("The mark \ufffd stands for a letter that was lost.\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        if post.unreadable is not None:
            yield Finding(Span(0, 0), post.unreadable)
        elif not post.text.isascii():
            try:
                post.text.encode()
            except UnicodeEncodeError as error:
                yield _stray(post.text, error.start)


def _stray(text: str, first: int) -> Finding:
    """A byte that is not UTF-8 arrives as a lone surrogate, U+DC80 to U+DCFF."""
    value = ord(text[first]) & 0xFF
    offset = len(text[:first].encode())
    more = sum("\udc80" <= character <= "\udcff" for character in text[first + 1 :])
    others = f", nor {'is' if more == 1 else 'are'} {more:,} more" if more else ""
    return Finding(Span(first, first + 1), f"byte 0x{value:02X} at offset {offset:,} is not UTF-8{others}")
