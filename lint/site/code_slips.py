"""Known misspellings in code: in the names that stand in a sentence (`ServerReponse`), and in comments. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.elements import Code, code_language
from lint.post.post import Post
from lint.regex import regex
from lint.spelling.dictionary import Dictionary
from lint.spelling.words import Word, block_around

# One word of a name in camel case or of several words, but none of an option: "-mminimal", "-Iinclude".
_PART = regex(r"(?<!\s-)[A-Z]?[a-z]{5,40}(?![a-z])")
_NAME = regex(r"[^\W\d_]+")
# Behind the signs that most languages have for one: no address, and no "#include" or "#!".
_SLASHES = regex(r"(?<![:\w\"'])//+!?[ \t]+(?P<text>[^\r\n]+)")
_HASHES = regex(r"(?<!\S)#+[ \t]+(?P<text>[^\r\n]+)")
_WITH_HASHES = frozenset(
    (
        *("bash", "conf", "dockerfile", "elixir", "ini", "julia", "make", "makefile", "nix", "perl", "pl"),
        *("powershell", "py", "python", "r", "rb", "ruby", "sh", "shell", "toml", "yaml", "yml", "zsh"),
    )
)
_WITHOUT_COMMENTS = frozenset(
    ("console", "diff", "html", "log", "markdown", "md", "mdx", "output", "plain", "plaintext", "text", "txt", "xml")
)
_WORD = regex(r"(?<![\w./@`-])[a-z]{6,40}(?![\w(/`]|\.\w|-\w)")
_SHORTEST = 6  # letters; shorter ones may be cut off on purpose


def code_slips(post: Post, dictionary: Dictionary) -> Iterator[Word]:
    """Those of an English post, in order; the `compound` of one is the name that it is all or a part of."""
    for code in post.code:
        if code.kind == "span":
            yield from _in_name(post, code, dictionary)
        elif code.kind == "fenced":
            yield from _in_comments(post.text, code, dictionary)


def _in_name(post: Post, code: Code, dictionary: Dictionary) -> Iterator[Word]:
    if post.text.startswith("-", code.content.start):
        return
    for part in _PART.finditer(post.text, *code.content):
        if _is_slip(part[0].lower(), dictionary):
            name = next(name for name in _NAME.finditer(post.text, *code.content) if name.end() >= part.end())[0]
            low, high = block_around(post.prose, *code.span)
            right = name.replace(part[0], dictionary.corrections(part[0])[0])
            # A name is no two words; and where both names stand, the text is about the slip.
            if right.isalpha() and right not in post.text[low:high]:
                yield Word(part[0], *part.span(), name)


def _in_comments(text: str, code: Code, dictionary: Dictionary) -> Iterator[Word]:
    language = code_language(code.info)
    if language in _WITHOUT_COMMENTS:
        return
    for comment in (_HASHES if language in _WITH_HASHES else _SLASHES).finditer(text, *code.content):
        for word in _WORD.finditer(text, *comment.span("text")):
            if _is_slip(word[0], dictionary):
                yield Word(word[0], *word.span())


def _is_slip(word: str, dictionary: Dictionary) -> bool:
    if len(word) < _SHORTEST or not dictionary.unknown({word}):
        return False
    return any(right.lower() != word for right in dictionary.corrections(word))
