"""What a worker process gives up before it sees a query: sockets, privileges, memory, and a life without its server.

Each measure is the kernel's, so that it holds whatever happens inside the engine. On systems other than Linux on
x86-64 or ARM only the limit of memory is there; `kg.engine.guard` refuses SERVICE everywhere.
"""

from __future__ import annotations

import ctypes
import platform
import resource
import signal
import sys
from pathlib import Path

# <linux/prctl.h>, <linux/seccomp.h>, <linux/filter.h>, <linux/audit.h>
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_MODE_FILTER = 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # EACCES
_ARCHITECTURE, _NUMBER = 4, 0  # offsets in struct seccomp_data
_SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # audit name, number of socket(2)


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.POINTER(_Instruction)))


def die_with_parent() -> None:
    """The process is killed when the thread that started it ends (prctl(2), PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def refuse_sockets() -> bool:
    """From here on no new socket can be made: nothing this process does reaches another host (seccomp(2)).

    Returns whether that holds; False where the kernel or the processor is another.
    """
    known = _SOCKET.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    audit, number = known
    steps = [
        _Instruction(_LOAD, 0, 0, _ARCHITECTURE),
        _Instruction(_JUMP_IF_EQUAL, 1, 0, audit),
        _Instruction(_RETURN, 0, 0, _REFUSE),  # calls of another architecture: none are made
        _Instruction(_LOAD, 0, 0, _NUMBER),
        _Instruction(_JUMP_IF_EQUAL, 0, 1, number),
        _Instruction(_RETURN, 0, 0, _REFUSE),
        _Instruction(_RETURN, 0, 0, _ALLOW),
    ]
    program = _Program(len(steps), (_Instruction * len(steps))(*steps))
    return _prctl(_PR_SET_NO_NEW_PRIVS, 1) and _prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program))


def limit_memory(size: int) -> None:
    """At most `size` bytes more of address space than there is now; past it the engine aborts the process."""
    limit = _address_space() + size
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # such an abort is meant: no dump of it


def _address_space() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _prctl(option: int, value: int, pointer: object = 0) -> bool:
    return bool(ctypes.CDLL(None, use_errno=True).prctl(option, value, pointer, 0, 0) == 0)
