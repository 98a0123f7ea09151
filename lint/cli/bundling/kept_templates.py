"""The templates as earlier runs compiled them: that takes as long as all else that is done to fill one."""

from __future__ import annotations

import contextlib

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from lint.world.cache_folder import cached


class KeptTemplates(FileSystemBytecodeCache):
    """Keeps apart what differs by environment: in a sandbox the same template is compiled to code that is guarded."""

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        return super().get_bucket(environment, f"{type(environment).__name__} {name}", filename, source)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):  # what cannot be kept is compiled again
            super().dump_bytecode(bucket)


def kept_templates() -> KeptTemplates | None:
    """Those of this user; None where nothing can be kept."""
    folder = cached("templates")
    try:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return KeptTemplates(str(folder)) if folder else None
