"""Blank nodes in an engine that is asked over HTTP, where a label holds for one answer only.

They are published as IRIs, `{base}/.well-known/genid/{label}` (RDF 1.1 Concepts, 3.5), and become blank nodes again
where our own code reads quads: so it can ask about them. Users' queries see the IRIs.
"""

from __future__ import annotations

import re

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.store import Term

_LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


class Genid:
    """Both ways, for the graph of one base."""

    def __init__(self, base: str) -> None:
        self._prefix = f"{base}/.well-known/genid/"

    def named(self, term: Term) -> Term:
        """`term` without blank nodes."""
        if isinstance(term, BlankNode):
            return NamedNode(self._prefix + term.value)
        return self.triple(term) if isinstance(term, Triple) else term

    def triple(self, triple: Triple) -> Triple:
        """`triple` without blank nodes."""
        return Triple(self.named(triple.subject), triple.predicate, self.named(triple.object))  # type: ignore[arg-type]

    def blank(self, term: Term | None) -> Term | None:
        """`term` with its blank nodes again; None stays None."""
        if isinstance(term, NamedNode) and term.value.startswith(self._prefix):
            label = term.value.removeprefix(self._prefix)
            return BlankNode(label) if _LABEL.fullmatch(label) else term
        if isinstance(term, Triple):
            return Triple(self.blank(term.subject), term.predicate, self.blank(term.object))  # type: ignore[arg-type]
        return term
