"""Server processes of a measurement: started on a free port of the loopback, watched, and ended again."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.endpoint.client import Connection, request
from benchmarks.endpoint.questions import ROWS_JSON

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Server:
    """A server that answers at `url`. paid: seconds its load took, None when it was loaded before."""

    name: str
    url: str
    process: subprocess.Popen[bytes]
    paid: float | None = None

    def cpu(self) -> float:
        """Seconds of processor the server and its children have used; the dead ones do not count."""
        return sum(_cpu_of(pid) for pid in family(self.process.pid))

    def memory(self) -> int:
        """Resident bytes of the server and its children."""
        return sum(_resident(pid) for pid in family(self.process.pid))

    def idle(self, start: float, most: float) -> float | None:
        """Seconds since `start` (on the clock of `time.perf_counter`) at which it stopped using a processor: less than
        a tenth of one from then on. None when it has not `most` seconds after `start`."""
        step, last, quiet_since = 0.1, self.cpu(), time.perf_counter()
        while time.perf_counter() - start < most:
            time.sleep(step)
            now = self.cpu()
            if abs(now - last) > 0.1 * step + 0.005:
                quiet_since = time.perf_counter()
            last = now
            if time.perf_counter() - quiet_since > 0.6:
                return quiet_since - start
        return None


@contextlib.contextmanager
def running(
    name: str,
    command: Sequence[str],
    url: str,
    *,
    patience: float,
    log: Path,
    environment: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> Iterator[Server]:
    """Starts a server, waits until it answers a query and has come to rest; ends it at the close.

    patience: seconds it may take to answer. log: file for what it says. Raises TimeoutError, RuntimeError.
    """
    with log.open("wb") as said:
        process = subprocess.Popen(
            command,
            stdout=said,
            stderr=said,
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
    try:
        _wait(process, url, patience, log)
        server = Server(name, url, process)
        server.idle(time.perf_counter(), patience)  # what it makes at its start, an index say, is not measured
        yield server
    finally:
        _end(process)


def family(pid: int) -> list[int]:
    """The process and all below it."""
    found, at = [pid], 0
    while at < len(found):
        for task in Path(f"/proc/{found[at]}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += [int(child) for child in task.read_text().split()]
        at += 1
    return found


def _wait(process: subprocess.Popen[bytes], url: str, patience: float, log: Path) -> None:
    start, message = time.perf_counter(), request(url, "ASK { ?s ?p ?o }", ROWS_JSON)
    while time.perf_counter() - start < patience:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}: {log.read_text()[-2000:]}")
        connection = Connection(url, 10)
        with contextlib.suppress(OSError):
            if connection.ask(message).status == 200:
                connection.close()
                return
        connection.close()
        time.sleep(0.05)
    raise TimeoutError(f"{url} did not answer within {patience:g} s: {log.read_text()[-2000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stops the server and whatever it started; by force when it does not go."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)  # its own session, so its own group
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=8)
            break
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _cpu_of(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
