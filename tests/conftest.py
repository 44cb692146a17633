"""Fixtures for all tests. The folder itself is a package, so that tests can use `tests.support`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.config import Settings


@pytest.fixture(scope="session")
def built_store(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a store built from the five real texts: once for all workers of a run.

    The first worker to make the folder builds; the others wait for its mark.
    """
    from loaders.pipeline import build

    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder, done = shared / "store", shared / "store-built"
    lock = shared / "store-lock"
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        _wait_for(done)
    else:
        try:
            build(Settings(), out=folder)
        finally:
            done.touch()
    return folder


def _wait_for(mark: Path) -> None:
    import threading

    tick = threading.Event()
    for _ in range(1200):
        if mark.exists():
            return
        tick.wait(0.1)
    raise TimeoutError(f"{mark}: the store was not built within two minutes")


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """The name of this worker of pytest-xdist; "master" without it."""
    return getattr(request.config, "workerinput", {}).get("workerid", "master")
