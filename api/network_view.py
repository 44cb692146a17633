"""What the network page shows of a network: its nodes and edges as rows, sorted and cut as the address says.

The tables are the whole of the page for whoever does not see or run the drawing, so nothing stands in the drawing only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.network.model import Attribute, Edge, NetworkData, Node, Passage

SHOWN = 250  # rows of a table on one page; the exports have them all
NODE_ORDERS = ("label", "kind", "degree", "weight", "value")
EDGE_ORDERS = ("source", "relation", "target", "weight", "documents")


@dataclass(frozen=True, slots=True)
class NodeRow:
    """value: of the measure that was asked for; None when there is none."""

    iri: str
    label: str
    kind: str
    degree: int
    weight: float
    value: Attribute | None


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """key: `e` and the number of the edge in the answer of `/network/graph`, by which the drawing knows it."""

    key: str
    source: str
    source_label: str
    target: str
    target_label: str
    relation: str
    weight: float
    documents: tuple[str, ...]
    years: str
    passage: Passage | None
    passages: int


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path. arrow: which way its edge goes; passages: the words behind it."""

    source: str
    source_label: str
    target: str
    target_label: str
    relation: str
    arrow: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a table. first: number of the first one, from 0; total: of all; order: what they are sorted by,
    with `-` before it when it is the other way round."""

    rows: list[Any]
    first: int
    total: int
    order: str

    @property
    def is_whole(self) -> bool:
        return len(self.rows) == self.total

    @property
    def previous(self) -> int | None:
        return max(0, self.first - SHOWN) if self.first else None

    @property
    def next(self) -> int | None:
        return self.first + SHOWN if self.first + SHOWN < self.total else None

    def other(self, name: str, *, falling: bool = False) -> str:
        """What to ask for to sort by `name`; the other way round when it is sorted so already."""
        wanted = f"-{name}" if falling else name
        return (name if falling else f"-{name}") if self.order == wanted else wanted

    def aria(self, name: str) -> str:
        """Value of `aria-sort` for the header of `name`."""
        return {name: "ascending", f"-{name}": "descending"}.get(self.order, "")


def node_rows(data: NetworkData, language: str, measure: str) -> list[NodeRow]:
    """A row for each node. measure: name of the attribute in `value`."""
    degrees, weights = dict.fromkeys((n.iri for n in data.nodes), 0), dict.fromkeys((n.iri for n in data.nodes), 0.0)
    for edge in data.edges:
        for end in {edge.source, edge.target}:
            degrees[end] += 1
            weights[end] += edge.weight
    return [
        NodeRow(
            node.iri,
            label_of(node, language),
            data.term(node.kind, language) if node.kind else "",
            degrees[node.iri],
            weights[node.iri],
            node.attributes.get(measure),
        )
        for node in data.nodes
    ]


def edge_rows(data: NetworkData, language: str) -> list[EdgeRow]:
    """A row for each edge."""
    names = {node.iri: label_of(node, language) for node in data.nodes}
    return [
        EdgeRow(
            f"e{number}",
            edge.source,
            names.get(edge.source, edge.source),
            edge.target,
            names.get(edge.target, edge.target),
            relation_of(data, edge, language),
            edge.weight,
            edge.documents,
            years_of(edge),
            edge.passages[0] if edge.passages else None,
            edge.passage_count,
        )
        for number, edge in enumerate(data.edges)
    ]


def steps_of(data: NetworkData, path: Mapping[str, Any], language: str) -> list[Step]:
    """The steps of a path as `api.network.load_paths` gives it, with the edges of its network."""
    names = {node.iri: label_of(node, language) for node in data.nodes}
    edges = {(edge.source, edge.target): edge for edge in data.edges}
    nodes: list[str] = path["nodes"]
    made = []
    for source, target, step in zip(nodes, nodes[1:], path["steps"], strict=False):
        edge = edges[step["source"], step["target"]]
        arrow = "—" if not edge.directed else "←" if step["reversed"] else "→"
        relation = relation_of(data, edge, language)
        labels = names.get(source, source), names.get(target, target)
        made.append(Step(source, labels[0], target, labels[1], relation, arrow, edge.passages))
    return made


def label_of(node: Node, language: str) -> str:
    """What a node is called, in `language` where it has a name in it."""
    return node.labels.get(language) or next((text for text in node.labels.values() if text), node.iri)


def relation_of(data: NetworkData, edge: Edge, language: str) -> str:
    """In which ways the ends of an edge are joined."""
    return "; ".join(dict.fromkeys(data.term(relation.iri, language) for relation in edge.relations))


def years_of(edge: Edge) -> str:
    """`2019–2022`; an end that is not known is left open."""
    if not edge.period.known:
        return ""
    first, last = edge.period.first, edge.period.last
    return str(first) if first == last else f"{first or ''}–{last or ''}"


def kinds_of(data: NetworkData, language: str) -> list[tuple[str, str, int]]:
    """The kinds of its nodes: local name, label, number; most first."""
    counts: dict[str, int] = {}
    for node in data.nodes:
        if node.kind:
            counts[node.kind] = counts.get(node.kind, 0) + 1
    found = [(iri.rsplit("/", 1)[-1], data.term(iri, language), number) for iri, number in counts.items()]
    return sorted(found, key=lambda kind: (-kind[2], kind[1]))


def measures_in(data: NetworkData) -> list[str]:
    """Names of the attributes of its nodes that are numbers."""
    named = (pair for node in data.nodes for pair in node.attributes.items())
    return list(dict.fromkeys(n for n, value in named if isinstance(value, int | float) and n not in ("x", "y")))


def node_part(rows: list[NodeRow], order: str, first: int) -> Part:
    """The nodes of one page. order: one of `NODE_ORDERS`, with `-` for the other way round."""
    keys: Mapping[str, Callable[[NodeRow], Any]] = {
        "label": lambda row: row.label.casefold(),
        "kind": lambda row: (row.kind.casefold(), row.label.casefold()),
        "degree": lambda row: row.degree,
        "weight": lambda row: row.weight,
        "value": lambda row: _number(row.value),
    }
    return _part(sorted(rows, key=lambda row: row.label.casefold()), order, first, keys)


def edge_part(rows: list[EdgeRow], order: str, first: int) -> Part:
    """The edges of one page. order: one of `EDGE_ORDERS`, with `-` for the other way round."""
    keys: Mapping[str, Callable[[EdgeRow], Any]] = {
        "source": lambda row: (row.source_label.casefold(), row.target_label.casefold()),
        "target": lambda row: (row.target_label.casefold(), row.source_label.casefold()),
        "relation": lambda row: (row.relation, row.source_label.casefold()),
        "weight": lambda row: row.weight,
        "documents": lambda row: (row.documents, row.source_label.casefold()),
    }
    return _part(rows, order, first, keys)


def _part(rows: list[Any], order: str, first: int, keys: Mapping[str, Callable[[Any], Any]]) -> Part:
    name, falling = order.removeprefix("-"), order.startswith("-")
    ordered = sorted(rows, key=keys[name], reverse=falling) if name in keys else rows
    first = min(first, max(0, len(ordered) - 1)) // SHOWN * SHOWN
    return Part(ordered[first : first + SHOWN], first, len(ordered), order)


def _number(value: Attribute | None) -> float:
    return float(value) if isinstance(value, int | float) else float("-inf")
