"""The registers, the thesaurus and the ontology as a store in memory: what names and identifiers are looked up in."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.embedded import OxigraphStore
from kg.findings import construct, rule_files, working_store
from kg.iris import Iris
from kg.ontology import ontology_quads, thesaurus_quads
from kg.reconcile.entities import read_things
from kg.reconcile.reconciler import Reconciler
from kg.vocab import RDF, VG
from loaders.reference import reference_quads

BASE = "https://w3id.org/veiligheidsgraaf"
IRIS = Iris(BASE)


@cache
def reference_store() -> OxigraphStore:
    """With one document that sets a priority and refers to two articles, so that the rules have something to do."""
    quads = [*ontology_quads(IRIS), *thesaurus_quads(IRIS), *reference_quads(IRIS), *_document()]
    rules = [file for file in rule_files(inferred=True) if file.stem == "inferred-law-articles"]
    inferred = construct(working_store(quads), rules, IRIS.graph("inferred"))
    store = OxigraphStore(BASE)
    store.load([*quads, *inferred])
    return store


@cache
def reconciler() -> Reconciler:
    return Reconciler(read_things(reference_store()))


def _document() -> list[Quad]:
    graph = IRIS.graph("plan")
    quads = []
    for number, name in enumerate(("Utrecht", "Zeist")):
        priority = IRIS.resource("priority", "plan", str(number))
        quads.append(Quad(priority, VG.setBy, IRIS.resource("municipality", name), graph))
    laws = (("Wetboek van Strafrecht", "138ab"), ("Politiewet 2012", "20, lid 1"), ("Jeugdwet", "2.3"), ("Opiumwet", "en 3"))
    for number, (law, article) in enumerate(laws):
        reference = IRIS.resource("legal-reference", "plan", str(number))
        quads += [
            Quad(reference, RDF.type, VG.LegalReference, graph),
            Quad(reference, VG.law, IRIS.resource("law", law), graph),
            Quad(reference, VG.article, Literal(article), graph),
        ]
    return quads


def iri(path: str) -> NamedNode:
    return NamedNode(f"{BASE}/id/{path}")
