"""Links that differ from a page's address in letter case alone, which most servers take for another address."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lint.records import NamedTuple
from lint.site.addresses.keys import plain_of

if TYPE_CHECKING:
    from lint.site.addresses.known import Addresses
    from lint.site.addresses.space import Written
    from lint.site.site import Site

# Their presence says that the site is served where letter case does not count, or is put right.
_CASE_BLIND = ("netlify.toml", "_redirects", "web.config", "staticwebapp.config.json", "staticman.yml")
_FOLDERS = ("", "static", "public", "src", "source")


class Spelled(NamedTuple):
    """An address as a link spells it, and as it should be."""

    wrong: str
    right: str


class LetterCase:
    """How the links of a site spell the addresses of its posts."""

    def __init__(self, site: Site, addresses: Addresses) -> None:
        self._addresses = addresses
        self._spellings: dict[str, set[str]] = defaultdict(set)
        # Hugo makes lower case of whatever stands in the front matter.
        self._judged = not any(one.name == "Hugo" for one in site.recognised.generators) and not any(
            site.files.exists(f"{folder}/{name}".strip("/")) for folder in _FOLDERS for name in _CASE_BLIND
        )

    def see(self, key: str, written: Written) -> None:
        """Remembers how a link to a post spells its address."""
        self._spellings[key].add(_spelling(key, written))

    def wrong(self, key: str, written: Written) -> Spelled | None:
        """The right spelling, where the front matter or the configuration gives it and another link has it, too."""
        known = self._addresses.get(key)
        spelling = _spelling(key, written)
        if not self._judged or known is None or not known.evident or known.post not in self._addresses.decided:
            return None
        right = plain_of(known.written)
        if spelling == right or spelling.lower() != right.lower() or right not in self._spellings.get(key, ()):
            return None
        return Spelled(spelling, right)


def _spelling(key: str, written: Written) -> str:
    """The path of a link as it is spelt, as many parts of it as its key has."""
    from urllib.parse import unquote

    return "/".join(plain_of(unquote(written.path)).split("/")[-key.count("/") - 1 :])
