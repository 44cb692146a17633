"""How the command line asks a question about a network, and shows or writes what is found."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.common import settings, working, write_out
from cli.network_show import print_answer, warn
from kg.errors import ParameterError, UnknownThingError, UsageError

if TYPE_CHECKING:
    from kg.embedded import OxigraphStore

TABLE = "table"
# options of the command line and the parameters of an address that they are
_PARAMETERS = (
    *("projection", "edges", "relations", "kinds", "kinds_from", "kinds_to", "year", "direction", "weight"),
    *("min_weight", "fold", "fold_weight"),
)
_SPENT = {"max_nodes": "nodes", "max_edges": "edges", "max_seconds": "seconds"}


def ask(operation: str, options: dict[str, Any], given: Mapping[str, Any], *, query: Path | None = None) -> None:
    """Asks one question of `kg.network.answers` and shows or writes the answer.

    options: of the question. given: the options of the command that all questions share. query: a file whose query
    finds the things of a subgraph.
    """
    from kg.network.answers import WIRE, answer
    from kg.network.index import NetworkIndex
    from kg.network.service import budget_of
    from kg.snapshots import open_current

    known = settings()
    form = _form(given)
    opened = open_current(given["store"] or known.store)
    try:
        parameters = _parameters(given)
        asked = {
            "operation": operation,
            "parameters": parameters,
            "options": _options(operation, options, given, parameters, opened, query),
            "format": WIRE if form == TABLE else form,
            "origin": _origin(operation, parameters, options, given, opened, known.licence),
            **{name: given[option] for option, name in _SPENT.items()},
        }
        with working("looking"):
            reply = answer(NetworkIndex(opened), asked, budget_of(asked))
    except UnknownThingError as error:
        near = "; ".join(f"{label} ({iri.removeprefix(f'{opened.base}/id/')})" for iri, label in error.near)
        raise UsageError(f"{error}. Did you mean {near}?" if near else f"{error}. Is it in this projection?") from None
    finally:
        opened.close()
    if form == TABLE:
        print_answer(json.loads(reply.body), operation, given["lang"])
        return
    if not reply.head["complete"]:
        warn((reply.head["stopped"] or {}).get("text", {}), given["lang"])
    write_out(reply.body, given["out"])


def _form(given: Mapping[str, Any]) -> str:
    """`--format`, else what the name of `--out` ends in, else a table. Raises UsageError."""
    from kg.network.export import FORMATS, by_name

    out: Path | None = given["out"]
    if given["wanted"]:
        if given["wanted"] == TABLE and out is not None:
            raise UsageError("a table is for the screen: give --out a --format such as csv")
        return str(given["wanted"])
    if out is None:
        return TABLE
    for suffix in ("".join(out.suffixes[-2:]), out.suffix):  # .nodes.csv before .csv
        found = by_name(suffix) if suffix else None
        if found is not None:
            return found.name
    known = ", ".join(form.suffix for form in FORMATS)
    raise UsageError(f"{out}: the name does not say in which form; end it in one of {known}, or give --format")


def _parameters(given: Mapping[str, Any]) -> dict[str, str]:
    found = {name: str(given[name]) for name in _PARAMETERS if given.get(name)}
    return {**found, "documents": ",".join(given["document"])} if given["document"] else found


def _options(
    operation: str,
    options: Mapping[str, Any],
    given: Mapping[str, Any],
    parameters: Mapping[str, str],
    store: OxigraphStore,
    query: Path | None,
) -> dict[str, Any]:
    """The options of the question, with things as IRIs and what all questions take."""
    from kg.network.questions import check_measures

    made = dict(options)
    for name in ("resource", "source", "target"):
        if name in made:
            made[name] = _iri(store, made[name])
    if "resources" in made:
        made["resources"] = [_iri(store, name) for name in made["resources"]]
    if query is not None:
        made["resources"], made["said"] = _found_by(store, query)
    if operation == "difference":
        made = _moments(made, parameters)
    if operation != "measures":
        made["passages"] = given["passages"]
    names = check_measures([name.strip() for name in (given.get("measures") or "").split(",") if name.strip()])
    if names:
        made |= {"measures": list(names), "by_strength": given["length"] == "strength"}
        made |= {"seed": given["seed"]} if given["seed"] is not None else {}
    return made


def _moments(options: Mapping[str, Any], parameters: Mapping[str, str]) -> dict[str, Any]:
    from kg.network.request import period

    made: dict[str, Any] = {"said": dict(options)}
    for name in ("before", "after"):
        text = options[name]
        if text[:4].isdecimal():
            period(name, text)
        made[name] = {**parameters, ("year" if text[:4].isdecimal() else "documents"): text}
    if made["before"].keys() != made["after"].keys():
        raise ParameterError("after", "before and after are both years, or both identifiers of documents")
    return made


def _iri(store: OxigraphStore, name: str) -> str:
    return name if ":" in name else f"{store.base}/id/{name.removeprefix('/').removeprefix('id/')}"


def _found_by(store: OxigraphStore, file: Path) -> tuple[list[str], str]:
    """The IRIs in the rows of a SELECT, or at the ends of the triples of a CONSTRUCT, and the query."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS, require
    from kg.engine.limits import Limits
    from kg.engine.request import QueryRequest
    from kg.engine.runner import Engine, Runtime

    text = file.read_text(encoding="utf-8")
    request = QueryRequest(text, require("json", RESULT_FORMATS), require("nt", GRAPH_FORMATS))
    answer = Engine(store, Runtime(Limits(max_result=sys.maxsize))).query_now(request)
    if answer.format.name == "nt":
        triples = parse(answer.body, RdfFormat.N_TRIPLES)
        found = {end.value for t in triples for end in (t.subject, t.object) if isinstance(end, NamedNode)}
    else:
        rows = json.loads(answer.body).get("results", {}).get("bindings", [])
        found = {value["value"] for row in rows for value in row.values() if value["type"] == "uri"}
    if not found:
        raise UsageError(f"{file}: the query finds no things; it must be a SELECT or CONSTRUCT that gives IRIs")
    return sorted(found), text


def _origin(
    operation: str,
    parameters: Mapping[str, str],
    options: Mapping[str, Any],
    given: Mapping[str, Any],
    store: OxigraphStore,
    licence: str,
) -> dict[str, str]:
    """Where the answer comes from: the command that gives it again, without places on this machine."""
    from kg.network.export.licence import licence_in

    words = ["veiligheidsgraaf", "network", "path" if operation == "paths" and options.get("k") == 1 else operation]
    for name, value in {**options, **parameters}.items():
        if name in ("resource", "source", "target"):
            words.append(str(value))
        elif name == "resources":
            words += value
        elif value not in ("", [], False, None):
            words += [f"--{name.replace('_', '-')}", ",".join(value) if isinstance(value, list) else str(value)]
    words += ["--lang", given["lang"]] if given["lang"] != "nl" else []
    return {"address": shlex.join(words), "licence": licence or licence_in(store), "language": given["lang"]}

