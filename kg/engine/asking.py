"""A query as the engine gets it: with what `kg.engine.mends` changes, and with functions it does not know.

The engine ends the whole query at a function it does not know. By the standard that is an error of the expression
(SPARQL 1.1 Query, 17.6): a filter is false then, a variable unbound, and COALESCE goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

import pyoxigraph as ox

from kg.engine.mends import Constant, Dataset, mended

MAX_UNKNOWN = 50  # functions of one query
_UNKNOWN = re.compile(r"[Cc]ustom function <([^<>\s]+)> is not supported")
_DEFAULT = ox.DefaultGraph()
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def ask(
    engine: ox.Store,
    text: str,
    default: Sequence[ox.NamedNode] | None,
    named: Sequence[ox.NamedNode] | None,
    substitutions: Mapping[ox.Variable, object],
) -> Results:
    """What the engine answers. default, named: the dataset of the request; None for that of the query or the store.

    Raises QueryTooComplexError, and what `Store.query` raises: of a text that is wrong as it was written, its places
    are right.
    """

    def run(asked: str) -> Results:
        functions: dict[ox.NamedNode, Callable[..., None]] = {}
        while True:
            try:
                return engine.query(
                    asked,
                    default_graph=default,  # type: ignore[arg-type]
                    named_graphs=named,  # type: ignore[arg-type]
                    substitutions=substitutions or None,  # type: ignore[arg-type]
                    custom_functions=functions or None,  # type: ignore[arg-type]
                )
            except RuntimeError as error:
                match = _UNKNOWN.search(str(error))
                unknown = ox.NamedNode(match[1]) if match else None
                if unknown is None or unknown in functions or len(functions) == MAX_UNKNOWN:
                    raise
                functions[unknown] = _error

    if not substitutions:  # a variable may become a constant: nothing is known of the terms then
        changed = mended(text, _dataset(engine, default, named))
        if changed != text:
            with suppress(SyntaxError):
                return run(changed)
    return run(text)


def _error(*_: object) -> None:
    """In the place of a function that is not known: nothing comes back, which is an error of the expression."""


def _dataset(
    engine: ox.Store, default: Sequence[ox.NamedNode] | None, named: Sequence[ox.NamedNode] | None
) -> Dataset:
    def holds(term: Constant) -> bool:
        for graph in (_DEFAULT,) if default is None else default:
            if next(engine.quads_for_pattern(None, None, term, graph), None) is not None:
                return True
            if isinstance(term, ox.NamedNode) and next(engine.quads_for_pattern(term, None, None, graph), None):
                return True
        return False

    def graphs() -> list[str]:
        found = engine.named_graphs() if named is None else named
        return sorted(graph.value for graph in found if isinstance(graph, ox.NamedNode))

    return Dataset(holds, graphs)
