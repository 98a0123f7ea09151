"""What a finding is known by from one run to the next, whatever lines came in before it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from lint.diagnostics import Diagnostic
from lint.report.places import Lines


def fingerprints(diagnostics: Iterable[Diagnostic], lines: Mapping[str, Lines]) -> Iterator[str]:
    """Of each finding 32 hexadecimal digits, no two the same.

    They are made of the path, the rule, the words that are found and their line without white space at its ends; of
    several that have all this in common, of their number in the post.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for one in diagnostics:
        text = lines[one.path]
        words = text.text[one.span.start : one.span.end]
        about = (one.path, one.rule, words, text.line(one.span.start).strip())
        seen[about] += 1
        key = "\0".join((*about, str(seen[about])))
        yield hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
