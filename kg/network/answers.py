"""The questions as a process answers them: plain arguments in, a head and the bytes of one format out.

arguments: `operation` (of `OPERATIONS`), `parameters` of the network, `options` of the question, `format` (of
`kg.network.export`, or "wire"), `origin` for what is exported, `release` of the data, and the budget.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from kg.network import questions, wire
from kg.network.budget import Budget
from kg.network.export.reply import asked_form
from kg.network.export.reply import written as reply_of
from kg.network.index import NetworkIndex
from kg.network.measures import MEASURES, WHOLE
from kg.network.model import NetworkData, Release
from kg.network.request import Asked, parse
from kg.network.service import Arguments, Reply

WIRE = "wire"
Options = dict[str, Any]
More = dict[str, Any]


def answer(index: NetworkIndex, arguments: Arguments, budget: Budget) -> Reply:
    """The answer to one question, written down."""
    if arguments.get("release"):
        index.release = Release(**arguments["release"])
    asked = parse(arguments["parameters"])
    data, more = OPERATIONS[arguments["operation"]](index, asked, dict(arguments["options"]), budget)
    return written(data, more, arguments)


def written(data: NetworkData, more: More, arguments: Arguments) -> Reply:
    """A network in the form that is asked for; what else the answer says goes into JSON only."""
    if arguments["format"] == WIRE:
        body = json.dumps({"data": json.loads(wire.dump(data)), **more}, ensure_ascii=False).encode()
        return Reply({"complete": data.complete}, body)
    reply = reply_of(data, arguments)
    if not more or asked_form(arguments)[0].name != "json":
        return reply
    return Reply(reply.head, json.dumps({**json.loads(reply.body), **more}, ensure_ascii=False).encode())


def _graph(index: NetworkIndex, asked: Asked, options: Options, budget: Budget) -> tuple[NetworkData, More]:
    return questions.whole(index, asked, budget, **options), {}


def _neighbours(index: NetworkIndex, asked: Asked, options: Options, budget: Budget) -> tuple[NetworkData, More]:
    data, page = questions.neighbours(index, asked, options.pop("resource"), budget, **options)
    return data, {"page": asdict(page)}


def _ego(index: NetworkIndex, asked: Asked, options: Options, budget: Budget) -> tuple[NetworkData, More]:
    return questions.ego(index, asked, options.pop("resource"), budget, **options), {}


def _component(index: NetworkIndex, asked: Asked, options: Options, budget: Budget) -> tuple[NetworkData, More]:
    return questions.component(index, asked, options.pop("resource"), budget, **options), {}


def _common(index: NetworkIndex, asked: Asked, options: Options, budget: Budget) -> tuple[NetworkData, More]:
    return questions.common_neighbours(index, asked, options.pop("resources"), budget, **options), {}


def _subgraph(index: NetworkIndex, asked: Asked, options: Options, budget: Budget) -> tuple[NetworkData, More]:
    return questions.subgraph(index, asked, options.pop("resources"), budget, **options), {}


def _paths(index: NetworkIndex, asked: Asked, options: Options, budget: Budget) -> tuple[NetworkData, More]:
    ways = questions.paths(index, asked, options.pop("source"), options.pop("target"), budget, **options)
    return ways.data, {"found": bool(ways.paths), "paths": [_path(ways, n) for n in range(len(ways.paths))]}


def _path(ways: questions.Ways, number: int) -> More:
    nodes = ways.paths[number]
    steps = questions.steps_of(ways, nodes)
    return {
        "length": ways.lengths[number],
        "nodes": list(nodes),
        "steps": [{"source": edge.source, "target": edge.target, "reversed": turned} for edge, turned in steps],
    }


def _measures(index: NetworkIndex, asked: Asked, options: Options, budget: Budget) -> tuple[NetworkData, More]:
    names = options.pop("measures")
    data, page = questions.measured(index, asked, names, budget, **options)
    said = {name: MEASURES[name].definition for name in names}
    return data, {"page": asdict(page), "definitions": said, "definitions_whole": WHOLE}


def _difference(index: NetworkIndex, asked: Asked, options: Options, budget: Budget) -> tuple[NetworkData, More]:
    before, after = (parse(options.pop(name)) for name in ("before", "after"))
    parameters = {**dict(asked.given), **options.pop("said")}
    return questions.difference(index, before, after, parameters, budget, **options), {}


OPERATIONS: dict[str, Callable[[NetworkIndex, Asked, Options, Budget], tuple[NetworkData, More]]] = {
    "graph": _graph,
    "neighbours": _neighbours,
    "ego": _ego,
    "component": _component,
    "common-neighbours": _common,
    "subgraph": _subgraph,
    "paths": _paths,
    "measures": _measures,
    "difference": _difference,
}
QUESTION = f"{__name__}:answer"
