"""Reading and writing posts, and the files of a site."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from lint.engine.examine import Source
from lint.site.image_facts import ImageFacts

ENDS = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that ask a process to end."""
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)


def read(root: Path, path: str, limit: int) -> Source:
    """Reads a post; `path` is relative to `root`, `limit` in bytes. Raises OSError as the system does."""
    name = os.path.join(root, path)  # noqa: PTH118  (asked for every post, as is what follows: it takes half the time)
    handle = os.open(name, os.O_RDONLY | _AT_ONCE)  # a named pipe must not keep us waiting
    try:
        known = os.fstat(handle)
        if stat.S_ISDIR(known.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
        if not stat.S_ISREG(known.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        data = os.read(handle, min(known.st_size, limit) + 1)
        # Room for the whole limit takes longer than most posts; it is needed where there is more than was said.
        while known.st_size < len(data) <= limit and (more := os.read(handle, limit + 1 - len(data))):
            data += more
    finally:
        os.close(handle)
    return decode(path, data, limit, known.st_size)


def decode(path: str, data: bytes, limit: int, size: int = 0) -> Source:
    """Bytes as a source: UTF-8; bytes that are not become lone surrogates, so that writing gives them back.

    `limit` in bytes; `size` says how many there are in all, when `data` was cut behind the limit.
    """
    if len(data) > limit:
        return Source(path, "", f"{max(size, len(data)):,} bytes are more than the limit of {limit:,} (`max-size`)")
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return Source(path, "", "this is UTF-16, not UTF-8")
    nul = data.find(0)
    if nul >= 0:
        return Source(path, "", f"this is no text: a NUL byte at offset {nul:,}")
    return Source(path, data.decode("utf-8", "surrogateescape"))


def write(path: Path, text: str) -> None:
    """Replaces a file's content in one step, its mode kept; a link is followed. Raises OSError."""
    write_bytes(path, text.encode("utf-8", "surrogateescape"))


def rewrite(path: Path, before: str, after: str) -> None:
    """Writes what became of a text that was read from this file. Raises OSError, also when it holds another text now.

    What git staged may have other line ends than the file; those of the file are kept.
    """
    now = path.read_bytes()
    judged, data = (text.encode("utf-8", "surrogateescape") for text in (before, after))
    if now != judged:
        if now.replace(b"\r\n", b"\n") != judged:
            raise OSError(errno.EBUSY, "it changed since it was read", str(path))
        data = data.replace(b"\n", b"\r\n")
    write_bytes(path, data)


def write_bytes(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Writes beside the file and renames, so that at no moment half a file is there. Raises OSError.

    A link is followed, and mode and owner are kept; other hard links of the file keep what it held. A file that nobody
    may write stays as it is, although its folder would allow to replace it. A device or a pipe is written to as it is.
    What need not be `durable` may be lost when the machine fails.
    """
    import tempfile

    known = None
    with contextlib.suppress(FileNotFoundError):
        known = path.stat()
        if not stat.S_ISREG(known.st_mode):
            path.write_bytes(data)
            return
        if not known.st_mode & 0o222 or not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "it is read-only", str(path))
    target = Path(os.path.realpath(path))
    with uninterrupted():  # a file of a few kB: Ctrl-C can wait for it, a stray half file would stay
        try:
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
        except PermissionError as error:
            raise PermissionError(error.errno, "its folder is read-only", str(path)) from None
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                if durable:
                    os.fsync(file.fileno())
            if known:
                _resemble(name, known)
            else:
                Path(name).chmod(0o666 & ~umask())
            Path(name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise


def _resemble(name: str, known: os.stat_result) -> None:
    """Gives a new file the owner, where we may, and the mode of the old one."""
    new = Path(name).stat()
    if (new.st_uid, new.st_gid) != (known.st_uid, known.st_gid):
        with contextlib.suppress(OSError):  # only root gives files away; a group of one's own is possible
            os.chown(name, -1, known.st_gid)
            os.chown(name, known.st_uid, -1)
    Path(name).chmod(known.st_mode & 0o7777)


def files_below(folder: str) -> Iterator[str]:
    """The paths of all that is no folder below a folder, links to folders included, relative to it.

    Raises OSError.
    """
    waiting = [(folder, "")]
    while waiting:
        inner, before = waiting.pop()
        with os.scandir(inner) as entries:
            for one in entries:
                if one.is_dir(follow_symlinks=False):
                    waiting.append((one.path, f"{before}{one.name}/"))
                else:
                    yield before + one.name


@contextlib.contextmanager
def uninterrupted(*signals: str) -> Iterator[None]:
    """Holds Ctrl-C back until the block is done, or the signals of these names."""
    import signal

    numbers = {getattr(signal, name) for name in signals or ("SIGINT",)}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def heed_ends() -> None:
    """Lets a closed terminal and `kill` end this process as Ctrl-C does: it tidies up.

    Its children are ended by the system, as ever: what Python is to handle may come too late to end a wait for a lock.
    """
    import signal

    heeded = [getattr(signal, name) for name in ENDS[1:]]
    heeded = [number for number in heeded if signal.getsignal(number) is not signal.SIG_IGN]  # as nohup wants it

    def forget() -> None:
        for number in heeded:
            signal.signal(number, signal.SIG_DFL)

    os.register_at_fork(after_in_child=forget)
    for number in heeded:
        signal.signal(number, signal.default_int_handler)


def umask() -> int:
    """The process's file mode creation mask."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


class _Images:
    """The images among the files below a folder, each read once; without a folder there are none."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._images: dict[str, ImageFacts | None] = {}

    def exists(self, path: str) -> bool:
        raise NotImplementedError

    def image(self, path: str) -> ImageFacts | None:
        """The image at this path; None where there is none, it is empty, or its format is not known."""
        if path not in self._images:
            self._images[path] = _image_at(f"{self._root}/{path}") if self._root and self.exists(path) else None
        return self._images[path]

    def image_size(self, path: str) -> tuple[int, int] | None:
        """Width and height in pixels of an image; None where there is none, it scales, or its header is not read."""
        facts = self.image(path)
        return facts.size if facts and facts.format != "svg" else None


def _image_at(path: str) -> ImageFacts | None:
    from lint.world.images import image_at

    return image_at(path)


class DiskFiles(_Images):
    """The files below a folder, as they are on disk; each folder is listed once, when it is first asked for."""

    def __init__(self, root: Path) -> None:
        super().__init__(str(root))
        self._folders: dict[str, dict[str, bool]] = {}

    def _list(self, folder: str) -> dict[str, bool]:
        """Names to whether they are folders."""
        known = self._folders.get(folder)
        if known is None:
            known = {}
            # The parent's listing decides on the letter case, which some file systems ignore.
            if self.is_folder(folder):
                with contextlib.suppress(OSError), os.scandir(f"{self._root}/{folder}") as entries:
                    known = {entry.name: entry.is_dir() for entry in entries}
            self._folders[folder] = known
        return known

    def exists(self, path: str) -> bool:
        """Whether there is a file with exactly this path."""
        folder, _, name = path.rpartition("/")
        return self._list(folder).get(name) is False

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder with exactly this path; "" is the site itself."""
        if not path:
            return True
        folder, _, name = path.rpartition("/")
        return self._list(folder).get(name) is True

    def names(self, folder: str) -> tuple[str, ...]:
        """The names right below a folder, sorted."""
        return tuple(sorted(self._list(folder)))


class ListedFiles(_Images):
    """The files of a list, such as git's index; what they hold is read below `root`, where one is given."""

    def __init__(self, paths: Iterable[str], root: Path | None = None) -> None:
        super().__init__(str(root) if root else "")
        self._folders: dict[str, dict[str, bool]] = {"": {}}
        for path in paths:
            folder, _, name = path.rpartition("/")
            self._folders.setdefault(folder, {})[name] = False
            while folder:
                folder, _, name = folder.rpartition("/")
                known = self._folders.setdefault(folder, {})
                if name in known:
                    break
                known[name] = True

    def exists(self, path: str) -> bool:
        """Whether there is a file with exactly this path."""
        folder, _, name = path.rpartition("/")
        return self._folders.get(folder, {}).get(name) is False

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder with exactly this path; "" is the site itself."""
        return path in self._folders

    def names(self, folder: str) -> tuple[str, ...]:
        """The names right below a folder, sorted."""
        return tuple(sorted(self._folders.get(folder, {})))
