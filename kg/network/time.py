"""The difference between two networks: the same projection of two years, or of two documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from kg.network.model import Attribute, Edge, NetworkData, Node, Parameter, Stopped

CAME, WENT, STAYED = "came", "went", "stayed"
_T = TypeVar("_T", Node, Edge)


def difference(before: NetworkData, after: NetworkData, parameters: Mapping[str, Parameter]) -> NetworkData:
    """One network with all nodes and edges of both; each says in its attribute `change` whether it came, went or
    stayed, and an edge its weights in `weight_before` and `weight_after`. Its weight is the larger of the two, and its
    passages are those of the network it is in, of the later one for what stayed.

    parameters: how both were asked, as the answer states it. What only the budget left out of one of the two networks
    cannot be told from what is not in it: such a difference is not complete.
    """
    nodes = [_changed(one, other) for one, other in _paired(before.nodes, after.nodes, lambda node: (node.iri,))]
    edges = [
        _weighed(one, other)
        for one, other in _paired(before.edges, after.edges, lambda edge: (edge.source, edge.target))
    ]
    why: Stopped | None = after.stopped or before.stopped
    counts: dict[str, Attribute] = {
        f"{what}_{change}": sum(thing.attributes["change"] == change for thing in things)
        for what, things in (("nodes", nodes), ("edges", edges))
        for change in (CAME, WENT, STAYED)
    }
    projection = replace(
        after.projection, parameters=dict(parameters), sides=before.projection.sides and after.projection.sides
    )
    return NetworkData(
        projection,
        after.release,
        tuple(nodes),
        tuple(edges),
        after.directed,
        why is None,
        why,
        {**before.terms, **after.terms},
        counts,
    )


def _paired(before: Iterable[_T], after: Iterable[_T], key: object) -> Iterable[tuple[_T | None, _T | None]]:
    assert callable(key)
    one, other = {key(thing): thing for thing in before}, {key(thing): thing for thing in after}
    return [(one.get(name), other.get(name)) for name in sorted(one.keys() | other.keys())]


def _changed(before: Node | None, after: Node | None) -> Node:
    known = after or before
    assert known is not None
    return replace(known, attributes={**known.attributes, "change": _change(before, after)})


def _weighed(before: Edge | None, after: Edge | None) -> Edge:
    known = after or before
    assert known is not None
    weights = (before.weight if before else 0.0, after.weight if after else 0.0)
    attributes = {
        **known.attributes, "change": _change(before, after), "weight_before": weights[0], "weight_after": weights[1],
    }  # fmt: skip
    return replace(known, weight=max(weights), attributes=attributes)


def _change(before: object, after: object) -> str:
    if before is None:
        return CAME
    return WENT if after is None else STAYED
