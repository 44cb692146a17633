"""Networks out of the graph: declared projections, walks, measures, time.

`model` is what is handed on; `walk` goes through the store triple by triple and needs no projection made first.
"""

from kg.network.model import Edge, NetworkData, Node, Predicate, Projection, Relation
from kg.network.walk import FACTS, Neighbourhood, Network, Path, Step

__all__ = [
    "FACTS",
    "Edge",
    "Neighbourhood",
    "Network",
    "NetworkData",
    "Node",
    "Path",
    "Predicate",
    "Projection",
    "Relation",
    "Step",
]
