"""What the server and its writer process say to each other: JSON with the bodies after it, over pipes.

A message is four bytes for the length of the JSON (big-endian), the JSON, and the blobs whose lengths it lists. To
the writer: a job. From it: `ready` once; for each job `working` when it has its turn, `publishing` with the result
just before the new snapshot is put in place, then `done`; or `error`. Nothing is unpickled: the writer has read
hostile text.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict
from typing import Any, Protocol

from kg import errors
from kg.access import Rights
from kg.engine.formats import FORMATS
from kg.update_run import Loaded, Update
from kg.writes import Conditions, GraphWrite, WriteJob, WriteResult

LENGTH = struct.Struct("!I")


class Reader(Protocol):
    """Where bytes come from; `read` gives as many as asked for, or fewer at the end."""

    def read(self, size: int, /) -> bytes: ...


def pack(message: dict[str, Any], blobs: tuple[bytes, ...] = ()) -> bytes:
    """A message, ready to be sent."""
    head = json.dumps({**message, "blobs": [len(blob) for blob in blobs]}).encode()
    return b"".join((LENGTH.pack(len(head)), head, *blobs))


def unpack(stream: Reader) -> tuple[dict[str, Any], list[bytes]] | None:
    """The next message; None at the end of the stream, or when it ends within one."""
    size = stream.read(LENGTH.size)
    if len(size) < LENGTH.size:
        return None
    head = stream.read(LENGTH.unpack(size)[0])
    try:
        message = json.loads(head)
    except ValueError:
        return None
    return message, [stream.read(length) for length in message.pop("blobs")]


def job_out(job: WriteJob) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """A job as JSON and blobs."""
    action = job.action
    message = {"rights": asdict(job.rights), "conditions": asdict(job.conditions), "validate": job.validate}
    if isinstance(action, Update):
        loads = [(url, *((read.format.name, read.url) if read else ("", ""))) for url, read in action.loads.items()]
        told = {"text": action.text, "using": action.using, "using_named": action.using_named, "base": action.base}
        bodies = tuple(read.body if read else b"" for read in action.loads.values())
        return message | {"update": told, "loads": loads}, bodies
    told = {"method": action.method, "graph": action.graph, "base": action.base}
    parts = [given.name for given, _ in action.parts]
    return message | {"graph": told, "parts": parts}, tuple(body for _, body in action.parts)


def job_in(message: dict[str, Any], blobs: list[bytes]) -> WriteJob:
    """What `job_out` wrote."""
    action: Update | GraphWrite
    if "update" in message:
        told = message["update"]
        loads = {
            url: Loaded(FORMATS[name], body, came_from) if name else None
            for (url, name, came_from), body in zip(message["loads"], blobs, strict=True)
        }
        action = Update(told["text"], _tuple(told["using"]), _tuple(told["using_named"]), loads, told["base"])
    else:
        parts = tuple((FORMATS[name], body) for name, body in zip(message["parts"], blobs, strict=True))
        action = GraphWrite(**message["graph"], parts=parts)
    rights = message["rights"] | {"graphs": tuple(message["rights"]["graphs"])}
    conditions = {name: _tuple(tags) for name, tags in message["conditions"].items()}
    return WriteJob(action, Rights(**rights), Conditions(**conditions), message["validate"])


def result_in(message: dict[str, Any]) -> WriteResult:
    """A result as `asdict` gave it."""
    changed = {graph: (came, went) for graph, (came, went) in message["changed"].items()}
    return WriteResult(**message | {"changed": changed})


def error_out(error: errors.GraphError) -> dict[str, Any]:
    """An error as JSON."""
    told = {name: getattr(error, name, None) for name in ("what", "file", "line", "column", "hint", "results")}
    told["file"] = str(told["file"]) if told["file"] is not None else None
    return {"phase": "error", "type": type(error).__name__, "message": str(error), **told}


def error_in(message: dict[str, Any]) -> errors.GraphError:
    """The error that `error_out` wrote."""
    kind: Any = getattr(errors, message["type"], errors.GraphError)
    text = message["message"]
    found: errors.GraphError
    if issubclass(kind, errors.InputError):
        place = {name: message[name] for name in ("file", "line", "column")}
        found = kind(message["what"], **place, hint=message["hint"] or "")
    elif issubclass(kind, errors.QuerySyntaxError):
        found = kind(text, line=message["line"], column=message["column"])
    elif issubclass(kind, errors.ConformanceError):
        found = kind(text, tuple(message["results"] or ()))
    elif issubclass(kind, errors.StoreBusyError):
        found = errors.OverloadedError("another write or load is at work; nothing was changed", retry_after=5)
    else:
        found = kind(text) if issubclass(kind, errors.GraphError) else errors.GraphError(text)
    return found


def _tuple(items: list[str] | None) -> tuple[str, ...] | None:
    return tuple(items) if items is not None else None
