"""How long the checks take on our documents, and what the alternatives would take.

    python -m benchmarks.validation [--oracle]

Prints a table: rules that find clashes, SHACL validation, entailment with `reasonable` and with SPARQL rules run to a
fixed point in Oxigraph, and HermiT on the ontology and on the data. With --oracle also owlrl, which takes minutes.
Times are the best of three, in seconds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import owlrl
import pyoxigraph as ox
import rdflib

from benchmarks.common import quickest
from kg import consistency, findings, reasoning, validation
from kg.config import Settings
from kg.iris import Iris
from loaders.extraction import compare
from loaders.pipeline import BuildReport, read_folder, static_graphs
from loaders.to_rdf import document_quads

# The rules our ontology needs (those `reasonable` gives us), as one CONSTRUCT each.
SPARQL_RULES = {
    "cax-sco": "CONSTRUCT { ?x a ?d } { ?c rdfs:subClassOf ?d . ?x a ?c . FILTER(isIRI(?d)) }",
    "prp-spo1": "CONSTRUCT { ?x ?q ?y } { ?p rdfs:subPropertyOf ?q . ?x ?p ?y }",
    "prp-dom": "CONSTRUCT { ?x a ?c } { ?p rdfs:domain ?c . ?x ?p ?y }",
    "prp-rng": "CONSTRUCT { ?y a ?c } { ?p rdfs:range ?c . ?x ?p ?y . FILTER(isIRI(?y)) }",
    "prp-inv1": "CONSTRUCT { ?y ?q ?x } { ?p owl:inverseOf ?q . ?x ?p ?y . FILTER(isIRI(?y)) }",
    "prp-inv2": "CONSTRUCT { ?y ?p ?x } { ?p owl:inverseOf ?q . ?x ?q ?y . FILTER(isIRI(?y)) }",
    "prp-symp": "CONSTRUCT { ?y ?p ?x } { ?p a owl:SymmetricProperty . ?x ?p ?y }",
    "prp-trp": "CONSTRUCT { ?x ?p ?z } { ?p a owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z }",
    "cls-hv1": "CONSTRUCT { ?x ?p ?v } { ?c rdfs:subClassOf ?r . ?r owl:hasValue ?v ; owl:onProperty ?p . ?x a ?c }",
    "cls-avf": """CONSTRUCT { ?y a ?d } { ?c rdfs:subClassOf ?r . ?r owl:allValuesFrom ?d ; owl:onProperty ?p .
                  ?x a ?c ; ?p ?y . FILTER(isIRI(?y)) }""",
    "scm-sco": "CONSTRUCT { ?c rdfs:subClassOf ?e } { ?c rdfs:subClassOf ?d . ?d rdfs:subClassOf ?e }",
}
PREFIXES = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX owl: <http://www.w3.org/2002/07/owl#> """


def our_quads(settings: Settings) -> list[ox.Quad]:
    """The quads of a build before the checks."""
    iris = Iris(settings.base)
    readings = read_folder(settings.documents, BuildReport())
    compare(readings)
    graphs = document_quads(readings, iris)
    return [*static_graphs(iris), *(quad for quads in graphs.values() for quad in quads)]


def sparql_closure(quads: Sequence[ox.Quad], base: str) -> int:
    """Number of triples the SPARQL rules add, run until they add none."""
    kept = [quad for quad in quads if f"{base}/id/passage/" not in str(quad.subject)]
    store = findings.working_store(kept)
    union = ox.DefaultGraph()
    before = len(store)
    while True:
        size = len(store)
        for rule in SPARQL_RULES.values():
            made = store.query(PREFIXES + rule)
            assert isinstance(made, ox.QueryTriples)
            store.extend([ox.Quad(t.subject, t.predicate, t.object, union) for t in made])
        if len(store) == size:
            return size - before


def owlrl_closure(quads: Sequence[ox.Quad], base: str) -> int:
    """Number of triples owlrl adds."""
    kept = [quad for quad in quads if f"{base}/id/passage/" not in str(quad.subject)]
    graph = rdflib.Graph().parse(
        data=ox.serialize([q.triple for q in kept], format=ox.RdfFormat.N_TRIPLES), format="nt"
    )
    before = len(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return len(graph) - before


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--oracle", action="store_true", help="also owlrl (minutes)")
    options = parser.parse_args(arguments)
    settings = Settings.from_environment()
    quads = our_quads(settings)
    seconds, found = quickest(lambda: findings.run_rules(quads, settings.base))
    lines = [("rules that find clashes", seconds, f"{len(found)} quads")]
    everything = [*quads, *found]
    seconds, report = quickest(lambda: validation.validate(everything))
    lines.append(("SHACL, pySHACL on a quick copy", seconds, str(report.counts)))
    seconds, inferred = quickest(lambda: reasoning.closure(everything, settings.base))
    lines.append(("entailment, reasonable and rules", seconds, f"{len(inferred)} triples worth storing"))
    seconds, number = quickest(lambda: sparql_closure(everything, settings.base), 1)
    lines.append(("entailment, SPARQL rules only", seconds, f"{number} triples, all of them"))
    if options.oracle:
        seconds, number = quickest(lambda: owlrl_closure(everything, settings.base), 1)
        lines.append(("entailment, owlrl", seconds, f"{number} triples, all of them"))
    ontology = [quad for quad in quads if str(quad.graph_name).endswith(("/graph/ontology>", "/graph/thesaurus>"))]
    seconds, verdict = quickest(lambda: consistency.check(ontology, satisfiability=True), 1)
    lines.append(("HermiT, ontology and code lists", seconds, str(verdict)))
    seconds, verdict = quickest(lambda: consistency.check(everything), 1)
    lines.append(("HermiT, with the data", seconds, str(verdict)))
    sys.stdout.write(f"{len(everything)} quads\n")
    for name, seconds, what in lines:
        sys.stdout.write(f"{name:36} {seconds:8.2f} s  {what}\n")


if __name__ == "__main__":
    main()
