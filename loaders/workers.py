"""Work on both cores: a function over several inputs in processes of their own, where that is safe.

Processes are forked, so that nothing needs importing again; that is safe only while this process has one thread. With
more (a server, a progress bar's refresher) the work is done here, one input after the other, with the same result.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


def can_fork() -> bool:
    """Whether forking is to be had, useful and safe here."""
    one_thread = threading.active_count() == 1
    return one_thread and (os.cpu_count() or 1) > 1 and "fork" in multiprocessing.get_all_start_methods()


def map_on_cores(function: Callable[[In], Out], inputs: Sequence[In]) -> Iterator[Out]:
    """`function` of each input, in the order of the inputs.

    function and its results must be picklable. What it raises is raised here.
    """
    if len(inputs) < 2 or not can_fork():
        yield from map(function, inputs)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(min(len(inputs), os.cpu_count() or 1), mp_context=context) as pool:
        yield from pool.map(function, inputs)


@contextmanager
def beside(function: Callable[[], Out]) -> Iterator[Callable[[], Out]]:
    """Start `function` in a process beside this one; the value given waits for its result.

    Only the result has to be picklable; what it raises is raised where it is asked for. Where forking is not safe the
    function runs when its result is asked for.
    """
    if not can_fork():
        yield function
        return
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send_result, args=(function, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield lambda: _received(ours.recv())
    finally:
        process.terminate()
        process.join()
        ours.close()


def _send_result(function: Callable[[], Any], pipe: Connection) -> None:
    try:
        pipe.send((function(), None))
    except Exception as error:  # noqa: BLE001  # whatever it is belongs to the caller, who is another process
        pipe.send((None, error))


def _received(message: tuple[Any, Exception | None]) -> Any:
    result, error = message
    if error is not None:
        raise error
    return result
