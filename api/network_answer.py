"""How a question about a network is put and its answer sent: by the process of the snapshot, or here in memory."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from fastapi import Request, Response

from api.network_asked import Measuring, Spent
from api.network_export import exported, form_arguments, wanted_form
from api.state import State, state_of
from kg.network import wire
from kg.network.answers import QUESTION, WIRE
from kg.network.model import NetworkData, Release
from kg.network.request import Asked, parse
from kg.network.service import Reply
from kg.releases import version_of

RELEASE = "Network-Release"


async def answer(
    request: Request,
    operation: str,
    parameters: Mapping[str, str],
    options: Mapping[str, Any],
    spent: Spent,
    *,
    heavy: bool = False,
    others: Sequence[Mapping[str, str]] = (),
) -> Response:
    """The answer to one question of `kg.network.answers`, in the form that is asked for.

    heavy: whether it goes to a process of its own at once. others: parameters of further networks that it looks at.
    Raises ParameterError, UnknownThingError, FormatError, and the limits.
    """
    state = state_of(request)
    asked = parse(parameters)  # what does not fit is told before any process is asked
    form = wanted_form(request, str(request.path_params.get("suffix", "")))
    arguments = {
        **_arguments(operation, parameters, asked, options, others),
        **spent.arguments,
        **form_arguments(request, state, form),
    }
    reply = await _run(state, arguments, heavy=heavy or form.name in ("svg", "png"))
    response = exported(request, reply, form)
    response.headers[RELEASE] = str(reply.head["release"])
    return response


async def load(request: Request, parameters: Mapping[str, str], measures: Sequence[str] = ()) -> NetworkData:
    """The network itself, for a page that shows it. measures: that become attributes of the nodes.

    Raises ParameterError, and the limits.
    """
    found = await _load(request, "graph", parameters, {"measures": list(measures)}, heavy=bool(measures))
    return wire.load(json.dumps(found["data"]).encode())


async def load_paths(
    request: Request, parameters: Mapping[str, str], source: str, target: str, *, k: int = 1
) -> tuple[NetworkData, list[dict[str, Any]]]:
    """The `k` shortest paths, whatever the direction of the edges: their nodes and edges, and for each path its
    "length", its "nodes" by IRI and its "steps" ("source" and "target" of an edge, and whether it is "reversed").

    Raises ParameterError, UnknownThingError, and the limits.
    """
    found = await _load(request, "paths", parameters, {"source": source, "target": target, "k": k})
    return wire.load(json.dumps(found["data"]).encode()), found["paths"]


async def _load(
    request: Request, operation: str, parameters: Mapping[str, str], options: Mapping[str, Any], *, heavy: bool = False
) -> dict[str, Any]:
    arguments = _arguments(operation, parameters, parse(parameters), options, ())
    reply = await _run(state_of(request), {**arguments, "format": WIRE, "origin": {}}, heavy=heavy)
    found: dict[str, Any] = json.loads(reply.body)
    return found


def measuring(options: Mapping[str, Any], spent: Spent, measures: Measuring | None = None) -> dict[str, Any]:
    """The options of a question with what most questions take."""
    more = {"measures": list(measures.names), **measures.options} if measures is not None and measures.names else {}
    return {**options, "passages": spent.passages, **more}


def _arguments(
    operation: str,
    parameters: Mapping[str, str],
    asked: Asked,
    options: Mapping[str, Any],
    others: Sequence[Mapping[str, str]],
) -> dict[str, Any]:
    networks = [dict(parameters), *map(dict, others)]
    if asked.declared.fold:
        networks.append({**parameters, "fold": "none"})
    return {"operation": operation, "parameters": dict(parameters), "options": dict(options), "networks": networks}


async def _run(state: State, arguments: dict[str, Any], *, heavy: bool) -> Reply:
    release = await state.engine.lookup(lambda _: asdict(release_of(state)))
    arguments = {**arguments, "release": release}
    if not state.networks.outside:
        return await state.engine.walk(lambda _, check: state.networks.here(QUESTION, arguments, check))
    seconds = state.settings.query_timeout
    return await state.networks.run(QUESTION, arguments, heavy=heavy, seconds=seconds)


def release_of(state: State) -> Release:
    """The data that is served, by the register of releases. Reads a file when there are new ones."""
    manifest = state.store.manifest()
    known = state.published.release()
    version = known.version if known is not None else version_of(manifest)
    return Release(version, manifest.digest, manifest.name, manifest.created)
