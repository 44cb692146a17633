"""The terms of OWL and RDF Schema that rules speak of; `kg.terms` holds only those that our ontology uses."""

from __future__ import annotations

from pyoxigraph import NamedNode

_OWL = "http://www.w3.org/2002/07/owl#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"

SUB_CLASS = NamedNode(_RDFS + "subClassOf")
SUB_PROPERTY = NamedNode(_RDFS + "subPropertyOf")
DOMAIN = NamedNode(_RDFS + "domain")
RANGE = NamedNode(_RDFS + "range")
EQUIVALENT_CLASS = NamedNode(_OWL + "equivalentClass")
EQUIVALENT_PROPERTY = NamedNode(_OWL + "equivalentProperty")
INVERSE_OF = NamedNode(_OWL + "inverseOf")
SYMMETRIC = NamedNode(_OWL + "SymmetricProperty")
TRANSITIVE = NamedNode(_OWL + "TransitiveProperty")
CHAIN = NamedNode(_OWL + "propertyChainAxiom")
INTERSECTION = NamedNode(_OWL + "intersectionOf")
UNION = NamedNode(_OWL + "unionOf")
ONE_OF = NamedNode(_OWL + "oneOf")
ON_PROPERTY = NamedNode(_OWL + "onProperty")
HAS_VALUE = NamedNode(_OWL + "hasValue")
SOME_VALUES = NamedNode(_OWL + "someValuesFrom")
ALL_VALUES = NamedNode(_OWL + "allValuesFrom")
THING = NamedNode(_OWL + "Thing")
