"""Work on a file that somebody sent, in a process of its own with a bound on memory and time.

A PDF or HTML file may be made to take all memory or never to end, and no parser is free of such files. The parser runs
in a child process that sets its own limits; what goes wrong there is an error here, with the file's name. The child is
started anew (not forked), so that this is safe from a server with threads.

The child writes one JSON value to a line. A value `{"error": …, "hint": …}` ends it as a SourceError.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from kg.config import ROOT
from kg.errors import SourceError

_MIB = 1024 * 1024
_LAST_WORDS = 400  # code points of what a child said last
_SPLIT = "Split the file, or save it again from a reader of its kind (print to PDF), and add that"


@dataclass(frozen=True)
class Limits:
    """What a child may use. memory: bytes of address space; seconds: of processor time; value: bytes of one value."""

    memory: int = 768 * _MIB
    seconds: int = 300
    value: int = 16 * _MIB


def values_from(module: str, path: Path, limits: Limits | None = None) -> Iterator[Any]:
    """The values that `python -m module path` writes, as they come.

    Raises SourceError when the child says why it cannot go on, meets a limit, or breaks down.
    """
    limits = limits or Limits()
    command = [sys.executable, "-m", module, str(path.resolve()), str(limits.memory), str(limits.seconds)]
    with TemporaryFile() as said:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, stdin=subprocess.DEVNULL, cwd=ROOT)
        assert child.stdout is not None
        try:
            yield from _values(child.stdout, path, limits)
            code = child.wait()
        finally:
            child.stdout.close()
            child.kill()
            child.wait()
        if code:
            raise _broken(path, code, _last(said))


def _values(stream: IO[bytes], path: Path, limits: Limits) -> Iterator[Any]:
    while line := stream.readline(limits.value + 1):
        if len(line) > limits.value:
            raise SourceError(f"one page holds more than {limits.value // _MIB} MiB of text", file=path, hint=_SPLIT)
        if not line.endswith(b"\n"):
            return  # the child died in the middle of a value; its exit code says so
        value = json.loads(line)
        if isinstance(value, dict) and "error" in value:
            raise SourceError(value["error"], file=path, hint=value.get("hint", ""))
        yield value


def _last(said: IO[bytes]) -> str:
    size = said.seek(0, 2)
    said.seek(max(0, size - _LAST_WORDS))
    lines = said.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""


def _broken(path: Path, code: int, said: str) -> SourceError:
    if "MemoryError" in said or "RecursionError" in said:
        what = "is built in a way that takes more memory than a document may take"
    elif code < 0:
        what = f"took longer, or more memory, than a document may take (signal {-code})"
    else:
        what = f"cannot be read ({said or f'exit code {code}'})"
    return SourceError(what, file=path, hint=_SPLIT)


def main(arguments: list[str], values: Any) -> int:
    """The main function of a child module: sets the limits given, then writes `values(path)`."""
    path, memory, seconds = arguments
    _limit(int(memory), int(seconds))
    write(values(Path(path)))
    return 0


def write(values: Iterable[Any]) -> None:
    """Write values to standard output, one to a line; an InputError among the ways to end is such a value too."""
    try:
        for value in values:
            _line(value)
    except SourceError as error:
        _line({"error": error.what, "hint": error.hint})


def _line(value: Any) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def _limit(memory: int, seconds: int) -> None:
    """Bound this process. Where the system has no such limits (Windows) it goes without."""
    try:
        import resource
    except ImportError:
        return
    for kind, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
