"""Files that last: synced before anybody is told, one writer at a time, a full disk told from other errors."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreBusyError, StoreError, StoreFullError

_LOOK = 0.02  # seconds between two looks at a lock


@contextmanager
def writer_lock(directory: Path, wait: float = 0.0) -> Iterator[None]:
    """Held by the one writer. wait: seconds for another to end. Raises StoreBusyError."""
    try:
        file = (directory / ".lock").open("w")
    except OSError as error:
        raise StoreError(f"{directory}: no store can be written here ({error}). Choose another folder") from error
    with file:
        end = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() >= end:
                    raise StoreBusyError(
                        f"{directory}: another build or write is at work here. Wait, or choose another folder"
                    ) from None
            time.sleep(_LOOK)
        yield


def is_full(error: BaseException) -> bool:
    """Whether an error says that the disk took no more (the engine says so in words)."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return True
    return any(words in str(error) for words in ("No space left", "quota exceeded", "File too large"))


def full(directory: Path, error: BaseException) -> StoreFullError:
    return StoreFullError(f"{directory}: the disk took no more ({error}); the old one stays. Make room")


def write_synced(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
