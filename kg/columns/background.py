"""Columns made beside a running server, which never waits for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def start(directory: Path) -> subprocess.Popen[bytes]:
    """Starts a process that makes the columns of the store's current snapshot, where they are missing.

    Nothing depends on how it ends; the caller keeps it only so that it is reaped, and ends it when it stops itself.
    Raises OSError when no process can be started.
    """
    command = [sys.executable, "-m", "kg.columns", str(directory.absolute())]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
