"""Virtuoso 7 as a peer: a database of its own in the cache folder, loaded by its bulk loader.

Debian: `apt-get install virtuoso-opensource-7`. Its default graph is the union of the named graphs in which a triple
counts once for every graph it stands in; it is loaded without the default graph of ours.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import free_port
from benchmarks.endpoint.data import BASE
from benchmarks.endpoint.processes import Server, running

PROGRAMS = ("virtuoso-t", "virtuoso-t-7")
CLIENTS = ("isql-vt", "isql-v")
BUFFERS = 340_000  # pages of 8 kB: what its makers advise for 4 GB
CONFIGURATION = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 2000
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 40
NumberOfBuffers = {buffers}
MaxDirtyBuffers = 250000
DirsAllowed = {data}
ThreadsPerQuery = 2
SchedulerInterval = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 24
MaxKeepAlives = 64
KeepAliveTimeout = 60
EnabledDavVSP = 0
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = {deadline}
"""


def installed() -> bool:
    """Whether the server and its client are on the path."""
    return _which(PROGRAMS) is not None and _which(CLIENTS) is not None


@contextlib.contextmanager
def server(data: Path, folder: Path, deadline: float) -> Iterator[Server]:
    """The server on its database in `folder`, which is made and loaded from `data` when it is not there."""
    loaded = folder / "loaded"
    if not loaded.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    sql, http = free_port(), free_port()
    text = CONFIGURATION.format(
        folder=folder, sql=sql, http=http, buffers=BUFFERS, data=data.parent, deadline=max(1, round(deadline))
    )
    configuration = folder / "virtuoso.ini"
    configuration.write_text(text, encoding="utf-8")
    for left in ("virtuoso.lck",):
        (folder / left).unlink(missing_ok=True)
    command = [str(_which(PROGRAMS)), "+foreground", "+configfile", str(configuration)]
    url = f"http://127.0.0.1:{http}/sparql"
    with running("virtuoso", command, url, patience=120, log=folder / "said.log", cwd=folder) as running_server:
        if not loaded.exists():
            running_server.paid = _load(data, sql)
            loaded.touch()
        yield running_server


def _load(data: Path, sql: int) -> float:
    start = time.perf_counter()
    _run(sql, f"ld_add('{data}', '{BASE}/graph/none');")
    loaders = [_spawn(sql, "rdf_loader_run();") for _ in range(2)]
    for loader in loaders:
        loader.wait(timeout=1800)
    _run(sql, "checkpoint;")
    return time.perf_counter() - start


def _run(sql: int, statement: str) -> None:
    process = _spawn(sql, statement)
    _, said = process.communicate(timeout=600)
    if process.returncode:
        raise RuntimeError(f"isql: {said.decode(errors='replace')[-500:]}")


def _spawn(sql: int, statement: str) -> subprocess.Popen[bytes]:
    command = [str(_which(CLIENTS)), f"127.0.0.1:{sql}", "dba", "dba", f"exec={statement}"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _which(names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)
