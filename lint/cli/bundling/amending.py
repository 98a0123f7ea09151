"""Puts an amended bundle in the place of the one that stands: begun while it is not known yet what the posts say."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from contextlib import ExitStack
from typing import Self

import msgspec

from lint.bundle.manifest import Manifest
from lint.bundle.theme import Theme
from lint.bundle.unfit import UnfitError
from lint.bundle.verify_manifest import MANIFEST
from lint.cli.bundling import archives
from lint.cli.bundling.ledger import Known, Ledger, NotPlainError, Plain
from lint.cli.bundling.press import announce
from lint.cli.session import CannotRun
from lint.records import NamedTuple
from lint.report.places import Report
from lint.world.claim import BusyError
from lint.world.staging import Stage, staged


class Begun(NamedTuple):
    """A stage with what is kept, the list of files of the bundle that stands, and which of them are made anew with
    which templates."""

    stage: Stage
    old: Manifest
    new: frozenset[str]
    theme: Theme


class Amending:
    """The run of a ledger that has little to do. A context: what was begun and not finished is gone behind it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._open = ExitStack()
        self._begun: Begun | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *about: object) -> None:
        self._open.close()

    def begin(self, known: Known, changed: Collection[str]) -> None:
        """Does what does not depend on what the posts that changed say now, and loads what makes their pages.

        Where it cannot, `run` tries again.
        """
        try:
            self._begun = self._begin(known, changed)
        except (NotPlainError, BusyError, OSError, CannotRun):
            self._open.close()

    def _begin(self, known: Known, changed: Collection[str]) -> Begun:
        """Raises NotPlainError where another bundle stands than is known, BusyError, OSError and CannotRun."""
        from lint.cli.bundling.amended import made_anew, theme_of

        data = (self._ledger.target / MANIFEST).read_bytes()
        if hashlib.sha256(data).hexdigest() != known.manifest:
            raise NotPlainError
        old = msgspec.json.decode(data, type=Manifest)
        new = made_anew(known, changed)
        begun = Begun(
            self._open.enter_context(staged(self._ledger.target)), old, new, theme_of(self._ledger, known.title)
        )
        begun.stage.fit = False
        for one in old.files:
            if one.path not in new and not begun.stage.keep(one.path, one.sha256, one.bytes):
                raise NotPlainError
        return begun

    def run(self, plain: Plain, report: Report, name: str, tell: Callable[[Report], int], *, quiet: bool) -> bool:
        """Puts the amended bundle in the place of the one that stands, which is shown as `name`, and says the rest.

        `report` has nothing that refuses it. Returns False, and nothing is written or said, where it takes a run that
        builds all of it, if only to say why not.
        """
        from lint.cli.bundling.amended import amend

        try:
            begun = self._begun or self._begin(plain.known, plain.drafts.keys())
            amend(self._ledger, plain, begun)
            begun.stage.fit = True
            self._open.close()  # puts it in its place
            notices = [*plain.known.notices, *archives.notices(self._ledger.target, (), name)]
        except (NotPlainError, UnfitError, BusyError, OSError, CannotRun):
            return False
        tell(report)
        if not quiet:
            announce(notices, len(plain.known.pages), len(begun.old.files), plain.known.left_out, name)
        return True
