"""Reads a page as it arrives: the anchors that were asked for, and what it says of itself.

A scanner, not a parser: it knows tags, attributes, comments and the elements whose content is no markup, as the HTML
Standard cuts them (section 13.2.5), and builds nothing. Where the text is cut into pieces makes no difference.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from functools import cache

MOST_OF_A_TAG = 65_536  # code points; a longer tag is read as text
HEADING_WITHIN = 16_384  # code points after the head in which the first heading is looked for
_FEW_WORDS = 256  # code points of text; a page with fewer, and a script, is likely to be filled by it
_FEW_ANCHORS = 3  # such a page has one for its program to fill, and seldom more
_SMALL_PROGRAM = 2_000  # code points of script, about; one that is loaded counts as such
_MOST_WORDS = 300  # code points of a title or heading that are kept

_RAW = frozenset({"iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"})
_IN_HEAD = frozenset({"base", "head", "html", "link", "meta", "noscript", "script", "style", "template", "title"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    start_tag = re.compile(r"<([a-zA-Z][^\s/>]*+)((?>[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')|=(?!\s*[\"']))*+)>")
    attribute = re.compile(r"([^\s\"'>/=][^\s>/=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>][^\s>]*+)))?")
    refresh = re.compile(
        r"\s*(\d+)[\d.]*\s*[;,]\s*(?:url\s*=\s*)?(?P<mark>[\"']?)(?P<url>.+?)(?P=mark)\s*\Z", re.IGNORECASE | re.DOTALL
    )
    return start_tag, attribute, refresh


class PageScanner:
    """Takes the text of a page in pieces by `feed`, and the end by `close`.

    `wanted` are the identifiers of elements that are looked for; `found` those that were seen. `title` and `heading`
    are the words of the first title and the first h1. `refresh` is where a `<meta http-equiv=refresh>` leads within
    five seconds. `in_body` says that the head was read, `settled` that title and heading will not change any more.
    """

    def __init__(self, wanted: Collection[str] = ()) -> None:
        self.wanted = frozenset(wanted)
        self.found: set[str] = set()
        self.other_case: dict[str, str] = {}
        """Identifiers on the page that differ from a wanted one in letter case only, by the wanted one."""
        self.in_data: set[str] = set()
        """Those wanted that the page's program carries in its data, or that the page itself links to."""
        self.title = ""
        self.heading = ""
        self.refresh = ""
        self.in_body = False
        self.words = 0
        """Code points of text outside of the head, white space not counted; not counted further once they are many."""
        self.anchors = 0
        """How many elements have an id or a name to jump to."""
        self.headings = 0
        self.headings_with_anchors = 0
        self.replaced = False
        """Whether bytes could not be decoded."""
        self._folded = {one.casefold(): one for one in self.wanted}
        self._program = 0  # code points of scripts, as far as they matter
        self._rest = ""
        self._until = ""  # the end of what is being stepped over: "-->", or the name of an element
        self._json = False
        self._taken: str | None = None  # the words of the title or heading that is being read
        self._titling = False
        self._heading_done = False
        self._after_head = 0
        self._in_heading = False
        self._anchor_near = False
        self._tag, self._attribute, self._refresh = _patterns()
        self._data: re.Pattern[str] | None = None

    @property
    def settled(self) -> bool:
        return self.in_body and (self._heading_done or self._after_head > HEADING_WITHIN)

    @property
    def made_by_script(self) -> bool:
        """Whether what readers see, or its anchors, are likely put there by a script."""
        if self._program < _SMALL_PROGRAM:
            return False
        if self.words < _FEW_WORDS and self.anchors <= _FEW_ANCHORS:
            return True
        return self.headings > 1 and not self.headings_with_anchors

    def feed(self, text: str) -> None:
        """Reads on. A token that is not whole waits for the next piece."""
        if self.wanted and "\ufffd" in text:
            self.replaced = True
        buffer = self._rest + text
        self._rest = buffer[self._read(buffer, last=False) :]

    def close(self) -> None:
        """The page ends here, in the midst of a tag maybe."""
        buffer, self._rest = self._rest, ""
        self._read(buffer, last=True)

    def _read(self, buffer: str, *, last: bool) -> int:
        """Reads all whole tokens; returns how far."""
        at = 0
        while True:
            if self._until:
                at, ended = self._step_over(buffer, at, last=last)
                if not ended:
                    return at
            opening = buffer.find("<", at)
            if opening < 0:
                self._text(buffer[at:])
                return len(buffer)
            if opening > at:
                self._text(buffer[at:opening])
            after = self._markup(buffer, opening, last=last)
            if after < 0:
                return opening
            self._after_head += after - opening if self.in_body else 0
            at = after

    def _markup(self, buffer: str, at: int, *, last: bool) -> int:
        """Reads what starts with `<`; returns where it ends, or -1 where more text is needed to tell."""
        sign = buffer[at + 1 : at + 2]
        if sign.isascii() and sign.isalpha():
            if match := self._tag.match(buffer, at):
                if match.end() - at > MOST_OF_A_TAG:
                    return self._plain(buffer, at, at + MOST_OF_A_TAG)
                self._start_tag(match[1].lower(), match[2])
                return match.end()
        elif sign == "!" and buffer.startswith("<!--", at):
            self._until = "-->"
            return at + 2  # "<!-->" is a whole comment
        elif sign in {"!", "?", "/"} and sign:
            if not last and "<!--".startswith(buffer[at : at + 4]):
                return -1
            end = buffer.find(">", at, at + MOST_OF_A_TAG)
            if end >= 0:
                if sign == "/":
                    self._end_tag("".join(buffer[at + 2 : end].split(None, 1)[:1]).lower())
                return end + 1
        elif sign:
            return self._plain(buffer, at, at + 1)
        # All of it at once: thousands of openings without an end must not be read a thousand times.
        return self._plain(buffer, at, at + MOST_OF_A_TAG) if last or len(buffer) - at > MOST_OF_A_TAG else -1

    def _plain(self, buffer: str, at: int, end: int) -> int:
        self._text(buffer[at:end])
        return min(end, len(buffer))

    def _text(self, text: str) -> None:
        if self.in_body:
            if self.words < _FEW_WORDS:
                self.words += sum(map(len, text.split()))
            self._after_head += len(text)
        if self._taken is not None:
            self._take(text)

    def _take(self, text: str) -> None:
        assert self._taken is not None
        if len(self._taken) < 4 * _MOST_WORDS:
            self._taken += text[: 4 * _MOST_WORDS]

    def _taken_words(self) -> str:
        words = html.unescape((self._taken or "")[: 4 * _MOST_WORDS])
        self._taken = None
        return " ".join(words.split())[:_MOST_WORDS]

    def _step_over(self, buffer: str, at: int, *, last: bool) -> tuple[int, bool]:
        """Goes to the end of a comment or of an element without markup in it; whether it was reached."""
        if self._until == "-->":
            end = re.compile(r"--!?>").search(buffer, at)
            kept = 3
        else:
            end = re.compile(rf"</{self._until}(?=[\s/>])", re.IGNORECASE).search(buffer, at)
            kept = len(self._until) + 2
            if self._json:
                kept = max(kept, self._look_into(buffer, at, end.start() if end else len(buffer)))
        stop = end.start() if end else max(at, len(buffer) - (0 if last else kept))
        if self._until == "script" and not self._json:
            self._program += stop - at
        if self._titling:
            self._take(buffer[at:stop])
        if end is None:
            return stop, False
        if self._titling:
            self.title, self._titling = self._taken_words(), False
        comment = self._until == "-->"
        self._until, self._json = "", False
        return end.end() if comment else end.start(), True

    def _look_into(self, buffer: str, at: int, end: int) -> int:
        """Looks for the wanted identifiers in a script's data; returns how much of the end must be kept for them."""
        longest = max(map(len, self.wanted))
        if self._data is None:
            names = "|".join(sorted(map(re.escape, self.wanted), key=len, reverse=True))
            self._data = re.compile(rf"[\"'#/](?:user-content-)?({names})(?=[\"'\\&])")
        self.in_data.update(match[1] for match in self._data.finditer(buffer, at, end))
        return longest + len("#user-content-") + 1

    def _start_tag(self, name: str, written: str) -> None:
        if name in _HEADINGS:
            self._heading_starts(name)
        elif name not in _IN_HEAD:
            self.in_body = True
        elif name == "script" and "src" in written.lower():
            self._program = _SMALL_PROGRAM
        self._anchor_near = self._anchors(name, written) if self.wanted else False
        if self._anchor_near and self._in_heading:
            self.headings_with_anchors += 1
            self._in_heading = False
        if name == "meta" and not self.in_body and not self.refresh and "refresh" in written.lower():
            self._meta_refresh(written)
        if name in _RAW:
            self._until = name
            self._json = bool(self.wanted) and name == "script" and "json" in written.lower()
            if name == "title" and not self.title and not self.in_body and self._taken is None:
                self._taken, self._titling = "", True

    def _heading_starts(self, name: str) -> None:
        self.in_body = True
        self.headings += 1
        if self._anchor_near:  # `<a id="x"></a><h2>`
            self.headings_with_anchors += 1
        self._in_heading = not self._anchor_near
        if name == "h1" and not self._heading_done and self._taken is None and self._after_head <= HEADING_WITHIN:
            self._taken = ""

    def _end_tag(self, name: str) -> None:
        if name == "head":
            self.in_body = True
        elif name in _HEADINGS:
            self._in_heading = False
            if name == "h1" and self._taken is not None:
                self.heading = self._taken_words()
                self._heading_done = True

    def _attributes(self, written: str) -> dict[str, str]:
        """By name in lower case; of two of one name the first counts."""
        found: dict[str, str] = {}
        for match in self._attribute.finditer(written):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
        return found

    def _anchors(self, name: str, written: str) -> bool:
        """Notes the anchors of a tag; whether it has any."""
        lower = written.lower()
        if "id" not in lower and (name != "a" or ("name" not in lower and "#" not in lower)):
            return False
        attributes = self._attributes(written)
        own = [attributes.get("id", "")]
        if name == "a":
            own.append(attributes.get("name", ""))
            href = attributes.get("href", "")
            if href[:1] == "#" and href[1:] in self.wanted:
                self.in_data.add(href[1:])
        for identifier in filter(None, own):
            if identifier in self.wanted:
                self.found.add(identifier)
            elif wanted := self._folded.get(identifier.casefold()):
                self.other_case.setdefault(wanted, identifier)
        self.anchors += any(own)
        return any(own)

    def _meta_refresh(self, written: str) -> None:
        attributes = self._attributes(written)
        if attributes.get("http-equiv", "").strip().lower() != "refresh":
            return
        match = self._refresh.match(attributes.get("content", ""))
        if match and len(match[1]) == 1 and int(match[1]) <= 5:
            self.refresh = match["url"].strip()
