"""Makes the columns of the current snapshot of a store: `python -m kg.columns STORE`. Nothing where they stand.

With the lowest priority: a server goes on beside it, and its workers find the file when it is there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kg.columns.file import open_columns
from kg.columns.make import make
from kg.errors import StoreError
from kg.snapshots import current_name, open_snapshot


def make_current(directory: Path) -> None:
    """The columns of the store's current snapshot. Raises StoreError, OSError, ValueError."""
    store = open_snapshot(directory, current_name(directory))  # held, so that it is not pruned meanwhile
    try:
        if store.folder is not None and open_columns(store.folder) is None:
            make(store.folder)
    finally:
        store.close()


def main(arguments: list[str]) -> int:
    """Exit code 0, or 1 with what is wrong on standard error."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m kg.columns STORE\n")
        return 2
    try:
        make_current(Path(arguments[0]))
    except (StoreError, OSError, ValueError) as error:
        sys.stderr.write(f"no columns were made: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    os.nice(19)
    sys.exit(main(sys.argv[1:]))
