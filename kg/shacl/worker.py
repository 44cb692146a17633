"""The process that validates what strangers send: `python -m kg.shacl.worker MEMORY`.

It has everything imported and our shapes read, and forks for each question: the child answers and ends, so that nothing
a question did is there for the next one. The child has no sockets, so much memory and no more, and a timer of the
kernel's that ends it in the middle of whatever it does: a regular expression without end holds every lock there is.
The parent never looks at what was sent.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any

import rdflib
from rdflib.namespace import RDF

from kg.engine import sandbox
from kg.errors import GraphError, QueryCrashedError, QueryMemoryError, QueryTimeoutError
from kg.shacl.job import answer, question_in
from kg.shacl.shapes import shape_list
from kg.validation import validate_data
from kg.write_frames import error_out, pack, unpack

STACK = 128 * 1024 * 1024  # bytes; the engine's parser needs a deep one, see `guard.MAX_STEPS`
_FOLDER = "veiligheidsgraaf-check-"
_OUT_OF_MEMORY = 75  # exit code of a child that met its limit and could not tell
_TIME = "the validation was stopped: its time was over. Send less, or simpler shapes"
_MEMORY = "the validation was stopped: it needs more memory than one may have. Send less, or simpler shapes"


def serve(incoming: IO[bytes], outgoing: IO[bytes], memory: int) -> None:
    """Answers questions until `incoming` ends. memory: bytes of each answer's own."""
    _tell(outgoing, pack({"phase": "ready"}))
    while (received := unpack(incoming)) is not None:
        message, blobs = received
        scratch = _scratch() if message["update"] else Path(os.devnull)  # only an update needs room on disk
        try:
            with tempfile.TemporaryFile() as written:
                child = os.fork()
                if child == 0:
                    _be_child(message, blobs, scratch, written, memory)
                fault = _fault(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
                if fault is not None:
                    _tell(outgoing, pack(error_out(fault)))
                else:
                    written.seek(0)
                    _tell(outgoing, written.read())
        finally:
            if message["update"]:
                shutil.rmtree(scratch, ignore_errors=True)


def _scratch() -> Path:
    """An empty folder, named after this process, so that whoever comes after a crash can tell whose it was."""
    return Path(tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-"))


def _tidy() -> None:
    """Removes the folders of workers that were killed before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*-*"):
        pid = folder.name.removeprefix(_FOLDER).partition("-")[0]
        if pid.isdecimal() and not Path(f"/proc/{pid}").exists() and Path("/proc/self").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _tell(outgoing: IO[bytes], message: bytes) -> None:
    outgoing.write(message)
    outgoing.flush()


def _fault(code: int) -> GraphError | None:
    """What became of a child that ended with `code`; None for one that answered."""
    if code == 0:
        return None
    if code == -signal.SIGALRM:
        return QueryTimeoutError(_TIME)
    if code in (_OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL):  # the last: by the kernel, when the machine is full
        return QueryMemoryError(_MEMORY)
    return QueryCrashedError(f"the validator ended with exit code {code}")


def _be_child(message: dict[str, Any], blobs: list[bytes], scratch: Path, written: IO[bytes], memory: int) -> None:
    """Answers one question and ends the process. Never returns."""
    code = 70
    try:
        sandbox.die_with_parent()
        for number in (signal.SIGALRM, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, message["seconds"])
        sandbox.limit_memory(memory + STACK)
        outcome: list[bytes] = []
        threading.stack_size(STACK)
        work = threading.Thread(target=lambda: outcome.append(_answered(message, blobs, scratch)), daemon=True)
        work.start()
        work.join()
        signal.setitimer(signal.ITIMER_REAL, 0)
        if outcome:
            written.write(outcome[0])
            written.flush()
            code = 0
    except MemoryError:
        code = _OUT_OF_MEMORY
    finally:
        os._exit(code)


def _answered(message: dict[str, Any], blobs: list[bytes], scratch: Path) -> bytes:
    try:
        found = answer(question_in(message, blobs), scratch)
        return pack({"phase": "done", "conforms": found.conforms, "accepted": found.accepted}, (found.body,))
    except GraphError as error:
        return pack(error_out(error))
    except MemoryError:
        return pack(error_out(QueryMemoryError(_MEMORY)))
    except BaseException as error:  # noqa: BLE001 - a panic of the engine is a BaseException; told, then the end
        return pack(error_out(QueryCrashedError(f"the validation failed: {type(error).__name__}: {error}")))


def _warm() -> None:
    """Reads our shapes and has every SPARQL constraint in them parsed, which takes longer than most answers."""
    classes = {target for shape in shape_list().values() for target in shape.targets}
    some = rdflib.Graph()
    for number, kind in enumerate(sorted(classes)):
        some.add((rdflib.URIRef(f"urn:x-none:{number}"), RDF.type, rdflib.URIRef(kind)))
    validate_data(some)


def main() -> None:
    """Runs until the server closes the pipe."""
    memory = int(sys.argv[1])
    sandbox.die_with_parent()
    sandbox.refuse_sockets()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the server
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # by way of every `finally`
    logging.disable(logging.CRITICAL)  # rdflib tells of each odd IRI and literal
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever some library prints does not get between the messages
    _tidy()
    _warm()
    serve(sys.stdin.buffer, outgoing, memory)


if __name__ == "__main__":
    main()
