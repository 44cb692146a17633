"""Writes `kg/terms.py` from the files of `ontology/`:  python -m kg.vocab_build

Every term the ontology declares becomes an attribute of a class for its namespace, so that a typo is an
AttributeError at run time and an error of the type checker before that. `tests/unit/test_vocab.py` fails when
`kg/terms.py` is not what this module would write.
"""

from __future__ import annotations

import keyword
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.config import DEF, ROOT
from kg.ontology import FOLDER, ontology_files, read_turtle, vocabulary_files

TARGET = ROOT / "kg" / "terms.py"

OWN = "VG"
NAMESPACES = {
    OWN: DEF,
    "CV": "http://data.europa.eu/m8g/",
    "DCAT": "http://www.w3.org/ns/dcat#",
    "DCT": "http://purl.org/dc/terms/",
    "ELI": "http://data.europa.eu/eli/ontology#",
    "FOAF": "http://xmlns.com/foaf/0.1/",
    "OA": "http://www.w3.org/ns/oa#",
    "ORG": "http://www.w3.org/ns/org#",
    "OWL": "http://www.w3.org/2002/07/owl#",
    "PROV": "http://www.w3.org/ns/prov#",
    "QB": "http://purl.org/linked-data/cube#",
    "RDF": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "RDFS": "http://www.w3.org/2000/01/rdf-schema#",
    "SH": "http://www.w3.org/ns/shacl#",
    "SKOS": "http://www.w3.org/2004/02/skos/core#",
    "TIME": "http://www.w3.org/2006/time#",
    "TOOI": "https://identifier.overheid.nl/tooi/def/ont/",
    "VANN": "http://purl.org/vocab/vann/",
    "VOID": "http://rdfs.org/ns/void#",
    "XSD": "http://www.w3.org/2001/XMLSchema#",
}

# Terms that describe the graph, its build or its checks, or RDF itself: no part of the ontology, which therefore does
# not declare them.
TECHNICAL = {
    "DCAT": "DataService Distribution accessURL downloadURL distribution endpointURL keyword landingPage mediaType "
    "servesDataset theme version",
    "DCT": "bibliographicCitation conformsTo created creator extent format hasVersion isVersionOf license modified "
    "rights type valid",
    "FOAF": "homepage name page primaryTopic",
    "OWL": "AllDifferent AllDisjointClasses AllDisjointProperties AnnotationProperty AsymmetricProperty Class "
    "DatatypeProperty FunctionalProperty InverseFunctionalProperty IrreflexiveProperty NamedIndividual Nothing "
    "ObjectProperty Ontology Restriction SymmetricProperty Thing TransitiveProperty allValuesFrom cardinality "
    "differentFrom disjointWith distinctMembers equivalentClass equivalentProperty hasValue imports intersectionOf "
    "inverseOf members onProperty oneOf propertyDisjointWith sameAs someValuesFrom unionOf versionIRI versionInfo",
    "PROV": "endedAtTime generatedAtTime startedAtTime value",
    "RDF": "List Property Statement first langString nil object predicate rest subject type value",
    "RDFS": "Class Datatype Literal Resource comment domain isDefinedBy label member range seeAlso subClassOf "
    "subPropertyOf",
    "SH": "Info NodeShape PropertyShape SPARQLConstraint ValidationReport ValidationResult Violation Warning "
    "conforms detail focusNode message name path property result resultMessage resultPath resultSeverity severity "
    "shapesGraph sourceConstraint sourceConstraintComponent sourceShape sparql targetClass value",
    "SKOS": "changeNote editorialNote example historyNote member note semanticRelation",
    "VOID": "Dataset Linkset classPartition classes dataDump distinctObjects distinctSubjects entities exampleResource "
    "feature linkPredicate objectsTarget properties property propertyPartition sparqlEndpoint subjectsTarget subset "
    "target triples uriSpace vocabulary",
    "XSD": "anyURI boolean date dateTime decimal double gYear gYearMonth integer nonNegativeInteger positiveInteger "
    "string",
}

_OWL, _RDFS, _SKOS = NAMESPACES["OWL"], NAMESPACES["RDFS"], NAMESPACES["SKOS"]
_TYPE = NAMESPACES["RDF"] + "type"
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class _Triples:
    """Just enough of a graph to look things up in."""

    def __init__(self, triples: Iterable[tuple[str, str, str]]) -> None:
        self.all = list(triples)
        self._objects: dict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, predicate, object_ in self.all:
            self._objects[subject, predicate].append(object_)

    def objects(self, subject: str, predicate: str) -> list[str]:
        return self._objects[subject, predicate]

    def of_type(self, *types: str) -> set[str]:
        return {s for s, p, o in self.all if p == _TYPE and o in types}


def render(folder: Path = FOLDER) -> str:
    """The whole text of `kg/terms.py`."""
    triples = _Triples(_read(folder))
    parts = [_HEADER]
    for prefix, terms in _terms(triples).items():
        parts.append(_namespace(prefix, terms))
    concepts = _concepts(triples)
    parts.append(_table("CONCEPTS", "dict[str, dict[str, NamedNode]]", concepts))
    parts.append(_table("CLASSES", "dict[str, dict[str, NamedNode]]", _classes(triples, concepts)))
    parts.append(_table("RELATIONS", "dict[str, NamedNode]", _relations(triples, concepts)))
    return "\n\n".join(parts)


def _read(folder: Path) -> Iterator[tuple[str, str, str]]:
    for file in [*ontology_files(folder), *vocabulary_files(folder)]:
        for triple in read_turtle(file):
            yield _key(triple.subject, file), triple.predicate.value, _key(triple.object, file)


def _key(term: object, file: Path) -> str:
    if isinstance(term, BlankNode):
        return f"{file.stem} {term.value}"  # its label is only unique within the file
    if isinstance(term, NamedNode | Literal):
        return term.value
    raise TypeError(f"{file}: {term!r}; only IRIs, literals and blank nodes may stand in the ontology")


def _terms(triples: _Triples) -> dict[str, set[str]]:
    """Local names by prefix: what the ontology declares and what we use to describe the graph."""
    kinds = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    declared = triples.of_type(*(_OWL + kind for kind in kinds))
    found: dict[str, set[str]] = {prefix: set(TECHNICAL.get(prefix, "").split()) for prefix in NAMESPACES}
    for iri in declared:
        for prefix, namespace in NAMESPACES.items():
            local = iri.removeprefix(namespace)
            if local != iri and _LOCAL.fullmatch(local):
                found[prefix].add(local)
    return found


def _concepts(triples: _Triples) -> dict[str, dict[str, str]]:
    """Concept IRIs by list and notation, of the code lists (the themes have no notations)."""
    lists: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, predicate, object_ in triples.all:
        if predicate == _SKOS + "notation" and subject.startswith(DEF):
            name = triples.objects(subject, _SKOS + "inScheme")[0].removeprefix(DEF + "scheme/")
            lists[name][object_] = subject
    return dict(sorted(lists.items()))


def _classes(triples: _Triples, concepts: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The class that goes with a concept, from the axioms `class ⊑ ∃ property.{concept}`."""
    notations = {iri: (name, notation) for name, values in concepts.items() for notation, iri in values.items()}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, predicate, object_ in triples.all:
        if predicate != _RDFS + "subClassOf":
            continue
        for value in triples.objects(object_, _OWL + "hasValue"):
            if value in notations:
                name, notation = notations[value]
                found[name][notation] = subject
    return dict(sorted(found.items()))


def _relations(triples: _Triples, concepts: dict[str, dict[str, str]]) -> dict[str, str]:
    """The plain property that goes with a relation kind, from its rdfs:seeAlso."""
    notations = {iri: notation for notation, iri in concepts["relation-kind"].items()}
    return {
        notations[object_]: subject
        for subject, predicate, object_ in triples.all
        if predicate == _RDFS + "seeAlso" and object_ in notations
    }


def _namespace(prefix: str, terms: set[str]) -> str:
    lines = [f"class {prefix}:", f'    """Terms of <{NAMESPACES[prefix]}>."""', ""]
    for local in sorted(terms):
        attribute = f"{local}_" if keyword.iskeyword(local) else local
        lines.append(f'    {attribute}: Final = NamedNode("{NAMESPACES[prefix]}{local}")')
    return "\n".join(lines) + "\n"


def _table(name: str, kind: str, values: dict[str, str] | dict[str, dict[str, str]]) -> str:
    lines = [f"{name}: Final[{kind}] = {{"]
    for key, value in values.items():
        if isinstance(value, str):
            lines.append(f'    "{key}": {_reference(value)},')
            continue
        lines.append(f'    "{key}": {{')
        lines += [f'        "{inner}": {_reference(iri)},' for inner, iri in value.items()]
        lines.append("    },")
    return "\n".join([*lines, "}"]) + "\n"


def _reference(iri: str) -> str:
    local = iri.removeprefix(DEF)
    return f"{OWN}.{local}" if _LOCAL.fullmatch(local) else f'NamedNode("{iri}")'


_HEADER = '''"""Closed namespaces; use them through `kg.vocab`.

Generated from ontology/ by `python -m kg.vocab_build`; do not edit.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode
'''


def main() -> None:
    """Write `kg/terms.py`."""
    TARGET.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
