"""The rule duplicate-item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lint.post.post import Post
from lint.records import NamedTuple
from lint.regex import regex
from lint.rule import Bad, Finding, Fix, Good, Level, Related, Rule, Span, replace

_MARKER = regex(r"[-*+][ \t]+")
_ADDRESS = regex(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LABEL = regex(r"([^:]{2,40}?)\s*(?::\s|\s[-–—]\s|\s[-–—]\Z)")
_EDGES = " \t\r\n.,;"
_SHORTEST = 8  # code points of an item; shorter ones are values: "- yes", "- 1.0"
_FEWEST = 4  # items of a list
_PEOPLE = 0.8
"""The share of items with an e-mail address from which on a list is one of people. Our own bound."""
_BY_DESIGN = 2
"""Where more items than these stand there again, they mean something by it. Our own bound."""


class _Item(NamedTuple):
    """An item of one line: its text's span, and the text as it is compared."""

    span: Span
    text: str


class DuplicateItem(Rule):
    """An item stands twice in a list, or a person under two names.

    A line was copied and never changed, or a long list was put together from two sources. Who finds a name twice in a
    list of thanks wonders which one is missing.

    Only lists with bullets are judged, since steps may be repeated; short items, items of several lines, and lists
    in which much is repeated, as where each thing has the same lines, are passed over. In a list of people with their
    e-mail addresses nobody has two items with the same address: the one with the shorter name is flagged.
    """

    id = "duplicate-item"
    level = Level.WARNING

    examples = (
        Bad(
            "- Mend the kettle\n- Buy tea leaves\n- Wash the cups\n- ⟦mend the kettle.⟧\n- Rest\n",
            fixed="- Mend the kettle\n- Buy tea leaves\n- Wash the cups\n- Rest\n",
            message='"mend the kettle." stands twice in this list',
        ),
        Bad(
            "* Ada Green\n* Bo Lindt\n* Cy Umber\n* Di White\n* ⟦Cy Umber⟧\n",
            fixed="* Ada Green\n* Bo Lindt\n* Cy Umber\n* Di White\n",
        ),
        Bad(
            "* Ada <ada@a.example>\n* ⟦`ocean <cy@a.example>`⟧\n* Bo <bo@a.example>\n* Cy Umber <cy@a.example>\n",
            message='"cy@a.example" stands twice in this list',
        ),
        Good("- Mend the kettle\n- Buy tea leaves\n- Wash the cups\n\nThen:\n\n1. Stir it\n2. Mend the kettle\n"),
        Good("1. Fill the cup\n2. Drink it up\n3. Rest a while\n4. Fill the cup\n"),
        Good("- `useKettle`\n- `usekettle`\n- `useTeapot`\n- `useCupboard`\n"),
        Good("- yes\n- no\n- yes\n- yes\n- no\n"),
        Good("- Tea is hot\n- Tea is cold\n- Tea is hot\n"),
        Good("- Monday\n  - Tea in the garden\n- Tuesday\n  - Tea in the garden\n- Rest\n- Sleep\n"),
        Good("- Where - there\n- When - daily, at noon\n- Where - here\n- Who - all\n- When - daily, at noon\n"),
        Good("- For all of us\n- As it was\n- One cup\n- For all of us\n- As it was\n- Two cups\n"),
        Good("- [ ] Mend the kettle\n- [x] Mend the kettle\n- Buy tea\n- Wash up\n"),
        Good("- A fix (ada@a.example)\n- A test (ada@a.example)\n- One more\n- Two more\n- Three more\n"),
    )

    def check(self, post: Post) -> Iterator[Finding]:
        for spans in _lists(post):
            written = [_compared(post.text[span.start : span.end]) for span in spans]
            # Hardly any list has more to look at.
            if len(set(written)) < len(written) or any("@" in item for item in written):
                items = [item for span in spans if (item := _item(post, span))]
                if len(items) >= _FEWEST:
                    yield from _repeated(post, items)
                    yield from _people(post, items)


def _lists(post: Post) -> Iterable[list[Span]]:
    """The spans of the items of each list that has enough."""
    found: list[list[Span]] = []
    lists: dict[int, list[Span]] = {}
    for block in post.blocks:
        if block.kind == "item":
            lists[block.depth].append(block.span)
        elif block.kind == "list":
            found.append([])
            lists[block.depth + 1] = found[-1]
    return (spans for spans in found if len(spans) >= _FEWEST)


def _item(post: Post, span: Span) -> _Item | None:
    """An item as it is compared; None for one with a number, and for one of several lines."""
    written = post.text[span.start : span.end].rstrip()
    marker = _MARKER.match(written)
    if not marker or "\n" in written:
        return None
    text = written[marker.end() :]
    start = span.start + marker.end()
    return _Item(Span(start, start + len(text)), " ".join(_compared(text).split()))


def _compared(text: str) -> str:
    """The same for what is said with or without capitals, or a full stop; two names in code may differ by those."""
    return text.strip(_EDGES) if "`" in text else text.casefold().strip(_EDGES)


def _repeated(post: Post, items: Sequence[_Item]) -> Iterator[Finding]:
    first: dict[str, _Item] = {}
    again = [
        number
        for number, item in enumerate(items)
        if first.setdefault(item.text, item) is not item and len(item.text) >= _SHORTEST
    ]
    if again and len(again) <= _BY_DESIGN and not _holds_records(items, again):
        for item in [items[number] for number in again]:
            shown = " ".join(post.text[item.span.start : item.span.end].split())
            shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
            yield _finding(post, item, shown, first[item.text], _without(post, item))


def _holds_records(items: Sequence[_Item], again: Sequence[int]) -> bool:
    """Whether a list tells the same of several things: "Where: there" and "When: then", and once more."""
    if any(one + 1 == other for one, other in pairwise(again)):
        return True
    labels = Counter(found[1] for item in items if (found := _LABEL.match(item.text)))
    return sum(count > 1 for count in labels.values()) > 1


def _people(post: Post, items: Sequence[_Item]) -> Iterator[Finding]:
    """Those with the address of another, where nearly each item has one."""
    # Without the sign there is none to search for.
    addressed = [(found[0], item) for item in items if "@" in item.text and (found := _ADDRESS.search(item.text))]
    if len(addressed) < _PEOPLE * len(items):
        return
    by_address: dict[str, list[_Item]] = {}
    for address, item in addressed:
        by_address.setdefault(address, []).append(item)
    several = {address: same for address, same in by_address.items() if len({one.text for one in same}) > 1}
    if sum(map(len, several.values())) > _BY_DESIGN * 2:
        return
    for address, same in several.items():
        fullest = max(same, key=lambda item: (len(item.text.split()), -item.span.start))
        for item in same:
            if item is not fullest:
                yield _finding(post, item, address, fullest)


def _finding(post: Post, item: _Item, shown: str, other: _Item, fix: Fix | None = None) -> Finding:
    related = Related(post.path, other.span, "the other one")
    return Finding(item.span, f'"{shown}" stands twice in this list', fix, related=(related,))


def _without(post: Post, item: _Item) -> Fix | None:
    """Takes the lines of an item out; None where something else stands on them, such as the mark of a quotation."""
    start = post.text.rfind("\n", 0, item.span.start) + 1
    end = post.text.find("\n", item.span.end)
    if end < 0 or post.text[start : item.span.start].strip(" \t-*+"):
        return None
    return replace(Span(start, end + 1), "", "Remove the second one", safe=False)
