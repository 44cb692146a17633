"""The process that writes: `python -m kg.write_worker MEMORY VALIDATE`.

It takes one job at a time from its standard input (`kg.write_frames`) and may be killed at any moment: a write is a new
snapshot, which counts from the one step in which CURRENT is replaced. It makes no connections and dies with its server.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from kg.engine import sandbox
from kg.errors import GraphError, QueryCrashedError, QueryMemoryError
from kg.write_frames import error_out, job_in, pack, unpack
from kg.writes import WriteResult, write

STACK = 128 * 1024 * 1024  # bytes; the engine's parser needs a deep one, see `guard.MAX_STEPS`


def serve(incoming: IO[bytes], outgoing: IO[bytes], *, validate: bool) -> None:
    """Does jobs until `incoming` ends."""

    def tell(message: dict[str, Any]) -> None:
        outgoing.write(pack(message))
        outgoing.flush()

    tell({"phase": "ready"})
    if validate:
        import kg.write_check  # noqa: F401 - takes most of a second: now, and not while somebody waits
    while (received := unpack(incoming)) is not None:
        message, blobs = received
        try:
            result = _do(message, blobs, tell)
        except GraphError as error:
            tell(error_out(error))
        except MemoryError:
            tell(error_out(QueryMemoryError("the write needs more memory than one write may have")))
            return
        except BaseException as error:  # noqa: BLE001 - a panic of the engine is a BaseException; told, then the end
            tell(error_out(QueryCrashedError(f"the write failed: {type(error).__name__}: {error}")))
            return
        else:
            tell({"phase": "done", "result": asdict(result)})


def _do(message: dict[str, Any], blobs: list[bytes], tell: Any) -> WriteResult:
    return write(
        Path(message["directory"]),
        job_in(message["job"], blobs),
        wait=message["wait"],
        keep=message["keep"],
        max_length=message["max_length"],
        begun=lambda: tell({"phase": "working"}),
        announce=lambda result: tell({"phase": "publishing", "result": asdict(result)}),
    )


def main() -> None:
    """Runs until the server closes the pipe."""
    memory, validate = sys.argv[1:]
    sandbox.die_with_parent()
    sandbox.refuse_sockets()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the server
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever some library prints does not get between the messages
    sandbox.limit_memory(int(memory) + STACK)
    threading.stack_size(STACK)
    work = threading.Thread(
        target=serve, args=(sys.stdin.buffer, outgoing), kwargs={"validate": validate == "on"}, daemon=True
    )
    work.start()
    work.join()


if __name__ == "__main__":
    main()
