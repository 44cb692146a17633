"""Canonical N-Quads: the same lines for the same graphs, however they came to be, so that a digest of them says which
data it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

_BLANK = re.compile(rb"^_:| _:[^ ]+ \.$|<<")  # a line of N-Triples that may hold a blank node


def canonical_lines(engine: ox.Store, graphs: Iterable[str]) -> list[bytes]:
    """The graphs of those names ("" is the default graph) as sorted lines of N-Quads; each ends in a line feed.

    Blank nodes are named by RDFC-1.0. It looks at nothing but the quads they stand in, so only those are given to it.
    """
    plain: list[bytes] = []
    blank: list[bytes] = []
    for name in graphs:
        graph = NamedNode(name) if name else DefaultGraph()
        text = engine.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
        end = f" <{name}> .\n".encode() if name else b" .\n"
        lines = text.split(b"\n")[:-1]
        if b"_:" not in text and b"<<" not in text:  # nearly always, and much quicker than line by line
            plain += [line[:-2] + end for line in lines]
            continue
        for line in lines:
            (blank if _BLANK.search(line) else plain).append(line[:-2] + end)
    return sorted([*plain, *_with_blank_nodes_named(blank)])


def _with_blank_nodes_named(lines: list[bytes]) -> list[bytes]:
    if not lines:
        return []
    dataset = ox.Dataset(ox.parse(b"".join(lines), RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    text = ox.serialize(dataset, format=RdfFormat.N_QUADS) or b""
    return [line + b"\n" for line in text.split(b"\n") if line]
