"""Known misspellings where no author's sentences stand. Pure.

In code these are names that stand in a sentence (`ServerReponse`), comments, and sentences that a program says; in
front matter tags and categories.
"""

from __future__ import annotations

from collections.abc import Iterator

from lint.post.elements import Code, code_language
from lint.post.field_names import CATEGORIES, TAGS
from lint.post.post import Post
from lint.regex import regex
from lint.spelling.dictionary import Dictionary
from lint.spelling.words import Word, block_around

# One word of a name in camel case or of several words, but none of an option: "-mminimal", "-Iinclude".
_PART = regex(r"(?<!\s-)[A-Z]?[a-z]{5,40}(?![a-z])")
_NAME = regex(r"[^\W\d_]+")
# Behind the signs that most languages have for one: no address, and no "#include" or "#!". Without a space it takes a
# row of words to tell that it is one.
_SLASHES = regex(r"(?<![:\w\"'])//+!?(?:[ \t]+|(?=[A-Z]?[a-z]+(?: [a-z]+){3}))(?P<text>[^\r\n]+)")
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
# What stands between quotation marks and is a row of words.
_SAID = regex(r"""(?P<mark>["'])(?P<text>[^"'\r\n]{12,400})(?P=mark)""")
_FEW_WORDS = regex(r"[A-Za-z]++(?:,? [a-z]++){3}")
_WORD = regex(r"(?<![\w./@`-])[a-z]{6,40}(?![\w(/`]|\.\w|-\w)")
_LABELS = frozenset((*TAGS, *CATEGORIES))
_LABEL = regex(r"(?<![\w./@:-])[A-Z]?[a-z]{5,40}(?![\w(/:]|\.\w|-\w)")
_SHORTEST = 6  # letters; shorter ones may be cut off on purpose


def slips(post: Post, dictionary: Dictionary) -> Iterator[Word]:
    """Those of an English post, in order; the `compound` of one is the name of code that it is all or a part of."""
    for field in post.front.fields if post.front and not post.front.problems else ():
        if field.key.lower() in _LABELS:
            for word in _LABEL.finditer(post.source, *field.value.span):
                if _is_slip(word[0].lower(), dictionary):
                    yield Word(word[0], *word.span())
    for code in post.code:
        if code.kind == "span":
            yield from _in_name(post, code, dictionary)
        else:
            yield from _in_block(post.text, code, dictionary)


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


def _in_block(text: str, code: Code, dictionary: Dictionary) -> Iterator[Word]:
    language = code_language(code.info)
    if language in _WITHOUT_COMMENTS:
        return
    found = [*(_HASHES if language in _WITH_HASHES else _SLASHES).finditer(text, *code.content)]
    found += [said for said in _SAID.finditer(text, *code.content) if _FEW_WORDS.search(said["text"])]
    words = {word.span(): word[0] for one in found for word in _WORD.finditer(text, *one.span("text"))}
    for (start, end), word in sorted(words.items()):
        if _is_slip(word, dictionary):
            yield Word(word, start, end)


def _is_slip(word: str, dictionary: Dictionary) -> bool:
    if len(word) < _SHORTEST or not dictionary.unknown({word}):
        return False
    return any(right.lower() != word for right in dictionary.corrections(word))
