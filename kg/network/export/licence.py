"""Under which licence the data of a store may be used, as far as the store says so itself."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.store import GraphStore
from kg.vocab import DCT, OWL, RDF


def licence_in(store: GraphStore) -> str:
    """IRI of the licence that its ontology names; the first when there are several, "" when there is none."""
    ontologies = {quad.subject for quad in store.quads(None, RDF.type, OWL.Ontology)}
    found = {q.object.value for o in ontologies for q in store.quads(o, DCT.license) if isinstance(q.object, NamedNode)}
    return min(found, default="")
