"""Writing a file so that a reader, or a kill at any moment, finds all of it or what was there before."""

from __future__ import annotations

import errno
import os
import stat
import threading
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a file as UTF-8, in one step, and see it on the disk.

    A file that was there keeps its permissions, and a link goes on pointing at the file that it pointed at.

    Args:
        path: the file; its folder is there.
        text: what is to be in it.

    Raises:
        OSError: it can't be written, or is a pipe or a device; what was there is still there.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():  # the rename below would take a device's place
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            with suppress(FileNotFoundError):
                os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)  # rename(2): atomic on one file system
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put a folder's entry for a file that is new, or newly named, on the disk too (fsync(2)).

    Raises:
        OSError: it can't be.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
