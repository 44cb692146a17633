"""Servers on free ports of this machine: one that answers as a test says, `oxigraph serve`, and Virtuoso 7."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

from benchmarks.common import free_port
from tests.loopback import Quiet, listening

VIRTUOSO = shutil.which("virtuoso-t")
_START = 120  # seconds a server may take before it answers; Virtuoso makes its database first


@dataclass(slots=True)
class Asked:
    """A request that came in. query: the `query` of its form."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def query(self) -> str:
        return parse_qs(self.body.decode()).get("query", [""])[0]


@dataclass(slots=True)
class Said:
    """What is answered."""

    body: bytes = b'{"head":{"vars":[]},"results":{"bindings":[]}}'
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/sparql-results+json"})


@dataclass(slots=True)
class Scripted:
    """A server whose answers a test sets; it keeps what was asked."""

    url: str
    answer: Callable[[Asked], Said]
    asked: list[Asked] = field(default_factory=list)


@contextlib.contextmanager
def scripted(answer: Callable[[Asked], Said] = lambda _: Said()) -> Iterator[Scripted]:
    """A server that answers by `answer`."""

    class Handler(Quiet):
        def _do(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            request = Asked(self.command, self.path, dict(self.headers), self.rfile.read(length))
            known.asked.append(request)
            said = known.answer(request)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self.send_response(said.status)
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said.body)

        do_GET = do_POST = do_PUT = do_DELETE = _do

    with listening(Handler) as url:
        known = Scripted(url, answer)
        yield known


@contextlib.contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """`oxigraph serve` over an empty store in `folder`; its address."""
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert command, "the command `oxigraph` is missing: install the development dependencies"
    port = free_port()
    arguments = [command, "serve", "--location", str(folder / "oxigraph"), "--bind", f"127.0.0.1:{port}"]
    with _running(arguments, folder, f"http://127.0.0.1:{port}/") as url:
        yield url.rstrip("/")


_INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 20
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
DirsAllowed = {folder}
SchedulerInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = {rows}
DefaultQuery = ASK {{}}
"""


@contextlib.contextmanager
def virtuoso(folder: Path, *, rows: int = 1_000_000) -> Iterator[str]:
    """Virtuoso 7 over an empty database in `folder`; its address. Password of `dba`: dba."""
    assert VIRTUOSO
    home = folder / "virtuoso"
    home.mkdir()
    http, sql = free_port(), free_port()
    (home / "virtuoso.ini").write_text(_INI.format(folder=home, http=http, sql=sql, rows=rows))
    arguments = [VIRTUOSO, "+foreground", "+configfile", str(home / "virtuoso.ini"), "+wait"]
    with _running(arguments, home, f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D") as url:
        yield url.partition("/sparql")[0]


@contextlib.contextmanager
def _running(arguments: list[str], folder: Path, url: str) -> Iterator[str]:
    with (folder / "server.out").open("wb") as out:
        process = subprocess.Popen(arguments, cwd=folder, stdout=out, stderr=out)
        try:
            _wait_for(url, process, folder / "server.out")
            yield url
        finally:
            process.kill()
            process.wait(timeout=30)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    tick, end = threading.Event(), time.monotonic() + _START
    while time.monotonic() < end and process.poll() is None:
        try:
            opener.open(url, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            tick.wait(0.05)
        else:
            return
    raise TimeoutError(f"{url} never answered: {log.read_text(errors='replace')[-2000:]}")
