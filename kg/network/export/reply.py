"""A network as the answer to a question asked of the process that counts networks: written there, sent on as it is."""

from __future__ import annotations

from typing import Any

from kg.network.export.about import Origin, stopped
from kg.network.export.formats import NODE_LINK, NetworkFormat, require, write
from kg.network.model import NetworkData
from kg.network.service import Arguments, Reply

# Answers that are lists or ways: a client that asks for them in JSON draws no picture of them, and wants them at once.
_LISTS = frozenset({"neighbours", "paths", "common-neighbours", "measures"})


def asked_form(arguments: Arguments) -> tuple[NetworkFormat, Origin]:
    """The form that the arguments name ("format"), and where the answer comes from ("origin": address, licence,
    language). Without them: node-link JSON in Dutch. Raises FormatError."""
    form = require(arguments.get("format", "json"))
    if form.name == "csv" and arguments.get("operation") == "measures":  # which has nodes and no edges
        form = require("nodes")
    return form, Origin(**arguments.get("origin", {}))


def written(data: NetworkData, arguments: Arguments) -> Reply:
    """`data` in the form that is asked for, and what the server has to say of it in headers."""
    form, origin = asked_form(arguments)
    if form is NODE_LINK and arguments.get("operation") in _LISTS:
        return Reply(head_of(data, form), form.write(data, origin))
    return Reply(head_of(data, form), write(data, form, origin))


def head_of(data: NetworkData, form: NetworkFormat) -> dict[str, Any]:
    """What the headers of an answer are made of: nothing in it is large."""
    return {
        "content_type": form.content_type,
        "suffix": form.suffix,
        "projection": data.projection.name,
        "release": data.release.version,
        "nodes": len(data.nodes),
        "edges": len(data.edges),
        "complete": data.complete,
        "stopped": stopped(data.stopped),
    }
