"""Networks as tables, for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from cli.common import console
from cli.rows import print_rows

if TYPE_CHECKING:
    from kg.network.model import Edge, NetworkData


def show_projections(language: str) -> None:
    """What there is to choose from."""
    from kg.network.measures import MEASURES
    from kg.network.projections import PROJECTIONS
    from kg.network.relations import KINDS

    out = console()
    rows = [[p.name, p.title[language], ", ".join(p.edges), p.description[language]] for p in PROJECTIONS.values()]
    print_rows(out, ["projection", "title", "edges", "description"], rows)
    sides = [[k.name, k.label[language], f"{k.sides[0]} → {k.sides[1]}"] for k in KINDS.values()]
    print_rows(out, ["edges", "label", "from → to"], sides)
    print_rows(out, ["measure", "definition"], [[m.name, m.definition[language]] for m in MEASURES.values()])


def warn(text: Mapping[str, str], language: str) -> None:
    """Says on stderr that an answer is not complete, and why."""
    click.echo(f"warning: {text.get(language) or 'the network is not complete'}", err=True)


def print_answer(found: dict[str, Any], operation: str, language: str) -> None:
    """The answer of `kg.network.answers` in the form "wire". operation: which of its questions it answers."""
    from kg.network import wire

    data = wire.load(json.dumps(found["data"]).encode())
    out = console()
    if operation == "measures":
        _print_nodes(data, language)
    elif operation == "paths":
        _print_paths(data, found["paths"], language)
    else:
        names = _names(data, language)
        _print_edges([_edge_row(data, edge, names, language) for edge in data.edges])
        out.print(f"{len(data.nodes)} nodes")
    for name, value in data.measures.items():
        out.print(f"{name}: {_number(value)}", markup=False)
    asked = json.dumps(dict(data.projection.parameters), ensure_ascii=False)
    out.print(f"release {data.release.version}; projection {asked}", markup=False)
    if data.stopped is not None:
        warn(data.stopped.text, language)


_EDGE_COLUMNS = ["source", "relation", "target", "weight", "change", "documents", "words"]


def _print_edges(rows: list[list[str]]) -> None:
    """Without the columns in which nothing stands: nothing changes in most networks, and registers have no words."""
    kept = [at for at in range(len(_EDGE_COLUMNS)) if at < 4 or any(row[at] for row in rows)]
    print_rows(console(), [_EDGE_COLUMNS[at] for at in kept], [[row[at] for at in kept] for row in rows])


def _names(data: NetworkData, language: str) -> dict[str, str]:
    return {node.iri: _name(node.labels, language) for node in data.nodes}


def _edge_row(data: NetworkData, edge: Edge, names: Mapping[str, str], language: str) -> list[str]:
    from kg.network.export.fields import edge_label

    first = edge.passages[0] if edge.passages else None
    words = f"{first.document}:{first.line} “{first.quote}”" if first else ""
    change = str(edge.attributes.get("change", ""))
    ends = names.get(edge.source, edge.source), names.get(edge.target, edge.target)
    documents = ", ".join(edge.documents)
    return [ends[0], edge_label(data, edge, language), ends[1], _number(edge.weight), change, documents, words]


def _print_nodes(data: NetworkData, language: str) -> None:
    attributes = list(dict.fromkeys(name for node in data.nodes for name in node.attributes))
    rows = [
        [
            _name(node.labels, language),
            data.term(node.kind, language) if node.kind else "",
            *(_number(node.attributes.get(name, "")) for name in attributes),
        ]
        for node in data.nodes
    ]
    print_rows(console(), ["name", "kind", *attributes], rows)


def _print_paths(data: NetworkData, paths: list[dict[str, Any]], language: str) -> None:
    out = console()
    if not paths:
        out.print("there is no such path" if data.complete else "no path was found before the search had to stop")
    known, names = {(edge.source, edge.target): edge for edge in data.edges}, _names(data, language)
    for number, path in enumerate(paths, start=1):
        out.print(f"path {number} of {len(paths)}: length {_number(path['length'])}")
        rows = []
        for step in path["steps"]:
            row = _edge_row(data, known[step["source"], step["target"]], names, language)
            rows.append([row[2], f"← {row[1]}", row[0], *row[3:]] if step["reversed"] else row)
        _print_edges(rows)


def _name(labels: Mapping[str, str], language: str) -> str:
    return labels.get(language) or next((text for text in labels.values() if text), "")


def _number(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
