"""What several measurements share: a free port, our own server's command, the quickest of some runs, and saying it."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def free_port() -> int:
    """A port of the loopback that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def serve_command(store: Path, port: int) -> list[str]:
    """Starts `veiligheidsgraaf serve` of the checkout in which it runs; port 0 has it take a free one."""
    program = [sys.executable, "-c", "from cli.main import main; main()"]
    return [*program, "serve", "--store", str(store), "--port", str(port)]


def quickest(
    action: Callable[[], T], times: int = 3, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, T]:
    """Seconds of the quickest run by `clock`, and its result."""
    runs = []
    for _ in range(times):
        start = clock()
        result = action()
        runs.append((clock() - start, result))
    return min(runs, key=lambda run: run[0])


def say(text: str) -> None:
    """Writes to stdout at once: a measurement takes long, and who waits wants to see it move."""
    sys.stdout.write(text)
    sys.stdout.flush()
