"""The rules of OWL 2 RL (OWL 2 Profiles, section 4.3, tables 4 to 9), a small graph for each, and who applies which.

    what follows        given as Turtle; a way applies the rule when its result holds the triple
    a contradiction     CLASH; applied when the graph is found to be inconsistent

`docs/checks.md` holds the table this makes: python -m benchmarks.reasoning --table
"""

from __future__ import annotations

from dataclasses import dataclass

CLASH = "contradiction"
SAME = "makes two names one thing"
TRIVIAL = "says nothing"


@dataclass(frozen=True, slots=True)
class Rule:
    """name: in the table. given: Turtle. follows: one triple in Turtle, or CLASH. why_not: why it is left out."""

    name: str
    given: str
    follows: str
    why_not: str = ""


PREFIXES = """
@prefix : <https://w3id.org/veiligheidsgraaf/def/> . @prefix i: <https://example.org/id/x/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:A a owl:Class . :B a owl:Class . :C a owl:Class . :D a owl:Class .
:p a owl:ObjectProperty . :q a owl:ObjectProperty . :r a owl:ObjectProperty . :v a owl:DatatypeProperty .
"""
_R = "a owl:Restriction ; owl:onProperty"

RULES = (
    Rule("eq-ref", "i:a :p i:b .", "i:a owl:sameAs i:a .", SAME),
    Rule("eq-sym", "i:a owl:sameAs i:b .", "i:b owl:sameAs i:a .", SAME),
    Rule("eq-trans", "i:a owl:sameAs i:b . i:b owl:sameAs i:c .", "i:a owl:sameAs i:c .", SAME),
    Rule("eq-rep-s", "i:a owl:sameAs i:b . i:a :p i:c .", "i:b :p i:c .", SAME),
    Rule("eq-rep-p", ":p owl:sameAs :q . i:a :p i:c .", "i:a :q i:c .", SAME),
    Rule("eq-rep-o", "i:a owl:sameAs i:b . i:c :p i:a .", "i:c :p i:b .", SAME),
    Rule("eq-diff1", "i:a owl:sameAs i:b . i:a owl:differentFrom i:b .", CLASH),
    Rule("eq-diff2", "i:a owl:sameAs i:b . [] a owl:AllDifferent ; owl:members ( i:a i:b ) .", CLASH),
    Rule("eq-diff3", "i:a owl:sameAs i:b . [] a owl:AllDifferent ; owl:distinctMembers ( i:a i:b ) .", CLASH),
    Rule("prp-ap", "", "rdfs:label a owl:AnnotationProperty .", TRIVIAL),
    Rule("prp-dom", ":p rdfs:domain :A . i:a :p i:b .", "i:a a :A ."),
    Rule("prp-rng", ":p rdfs:range :A . i:a :p i:b .", "i:b a :A ."),
    Rule("prp-fp", ":p a owl:FunctionalProperty . i:a :p i:b , i:c .", "i:b owl:sameAs i:c .", SAME),
    Rule("prp-ifp", ":p a owl:InverseFunctionalProperty . i:b :p i:a . i:c :p i:a .", "i:b owl:sameAs i:c .", SAME),
    Rule("prp-irp", ":p a owl:IrreflexiveProperty . i:a :p i:a .", CLASH),
    Rule("prp-symp", ":p a owl:SymmetricProperty . i:a :p i:b .", "i:b :p i:a ."),
    Rule("prp-asyp", ":p a owl:AsymmetricProperty . i:a :p i:b . i:b :p i:a .", CLASH),
    Rule("prp-trp", ":p a owl:TransitiveProperty . i:a :p i:b . i:b :p i:c .", "i:a :p i:c ."),
    Rule("prp-spo1", ":p rdfs:subPropertyOf :q . i:a :p i:b .", "i:a :q i:b ."),
    Rule("prp-spo2", ":p owl:propertyChainAxiom ( :q :r ) . i:a :q i:b . i:b :r i:c .", "i:a :p i:c ."),
    Rule("prp-eqp1", ":p owl:equivalentProperty :q . i:a :p i:b .", "i:a :q i:b ."),
    Rule("prp-eqp2", ":p owl:equivalentProperty :q . i:a :q i:b .", "i:a :p i:b ."),
    Rule("prp-pdw", ":p owl:propertyDisjointWith :q . i:a :p i:b ; :q i:b .", CLASH),
    Rule("prp-adp", "[] a owl:AllDisjointProperties ; owl:members ( :p :q ) . i:a :p i:b ; :q i:b .", CLASH),
    Rule("prp-inv1", ":p owl:inverseOf :q . i:a :p i:b .", "i:b :q i:a ."),
    Rule("prp-inv2", ":p owl:inverseOf :q . i:a :q i:b .", "i:b :p i:a ."),
    Rule("prp-key", ":A owl:hasKey ( :v ) . i:a a :A ; :v 1 . i:b a :A ; :v 1 .", "i:a owl:sameAs i:b .", SAME),
    Rule("prp-npa1", "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual i:a ; owl:assertionProperty :p ; "
         "owl:targetIndividual i:b . i:a :p i:b .", CLASH),
    Rule("prp-npa2", "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual i:a ; owl:assertionProperty :v ; "
         "owl:targetValue 1 . i:a :v 1 .", CLASH),
    Rule("cls-thing", "", "owl:Thing a owl:Class .", TRIVIAL),
    Rule("cls-nothing1", "", "owl:Nothing a owl:Class .", TRIVIAL),
    Rule("cls-nothing2", "i:a a owl:Nothing .", CLASH),
    Rule("cls-int1", ":A owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( :B :C ) ] . i:a a :B , :C .",
         "i:a a :A ."),
    Rule("cls-int2", ":A owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( :B :C ) ] . i:a a :A .",
         "i:a a :B ."),
    Rule("cls-uni", ":A owl:equivalentClass [ a owl:Class ; owl:unionOf ( :B :C ) ] . i:a a :B .", "i:a a :A ."),
    Rule("cls-com", ":A owl:complementOf :B . i:a a :A , :B .", CLASH),
    Rule("cls-svf1", f"[ {_R} :p ; owl:someValuesFrom :B ] rdfs:subClassOf :A . i:a :p i:b . i:b a :B .", "i:a a :A ."),
    Rule("cls-svf2", f"[ {_R} :p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :A . i:a :p i:b .", "i:a a :A ."),
    Rule("cls-avf", f":A rdfs:subClassOf [ {_R} :p ; owl:allValuesFrom :B ] . i:a a :A ; :p i:b .", "i:b a :B ."),
    Rule("cls-hv1", f":A rdfs:subClassOf [ {_R} :p ; owl:hasValue i:v ] . i:a a :A .", "i:a :p i:v ."),
    Rule("cls-hv2", f"[ {_R} :p ; owl:hasValue i:v ] rdfs:subClassOf :A . i:a :p i:v .", "i:a a :A ."),
    Rule("cls-maxc1", f":A rdfs:subClassOf [ {_R} :p ; owl:maxCardinality 0 ] . i:a a :A ; :p i:b .", CLASH),
    Rule("cls-maxc2", f":A rdfs:subClassOf [ {_R} :p ; owl:maxCardinality 1 ] . i:a a :A ; :p i:b , i:c .",
         "i:b owl:sameAs i:c .", SAME),
    Rule("cls-maxqc1", f":A rdfs:subClassOf [ {_R} :p ; owl:maxQualifiedCardinality 0 ; owl:onClass :B ] . "
         "i:a a :A ; :p i:b . i:b a :B .", CLASH),
    Rule("cls-maxqc2", f":A rdfs:subClassOf [ {_R} :p ; owl:maxQualifiedCardinality 0 ; owl:onClass owl:Thing ] . "
         "i:a a :A ; :p i:b .", CLASH),
    Rule("cls-maxqc3", f":A rdfs:subClassOf [ {_R} :p ; owl:maxQualifiedCardinality 1 ; owl:onClass :B ] . "
         "i:a a :A ; :p i:b , i:c . i:b a :B . i:c a :B .", "i:b owl:sameAs i:c .", SAME),
    Rule("cls-maxqc4", f":A rdfs:subClassOf [ {_R} :p ; owl:maxQualifiedCardinality 1 ; owl:onClass owl:Thing ] . "
         "i:a a :A ; :p i:b , i:c .", "i:b owl:sameAs i:c .", SAME),
    Rule("cls-oo", ":A owl:oneOf ( i:a i:b ) .", "i:a a :A ."),
    Rule("cax-sco", ":A rdfs:subClassOf :B . i:a a :A .", "i:a a :B ."),
    Rule("cax-eqc1", ":A owl:equivalentClass :B . i:a a :A .", "i:a a :B ."),
    Rule("cax-eqc2", ":A owl:equivalentClass :B . i:a a :B .", "i:a a :A ."),
    Rule("cax-dw", ":A owl:disjointWith :B . i:a a :A , :B .", CLASH),
    Rule("cax-adc", "[] a owl:AllDisjointClasses ; owl:members ( :A :B ) . i:a a :A , :B .", CLASH),
    Rule("dt-type1", "", "xsd:decimal a rdfs:Datatype .", TRIVIAL),
    Rule("dt-type2", "i:a :v 1 .", "", TRIVIAL),
    Rule("dt-eq", "i:a :v 1 , 01 .", "", SAME),
    Rule("dt-diff", ":v a owl:FunctionalProperty . i:a :v 1 , 2 .", CLASH),
    Rule("dt-not-type", ':v rdfs:range xsd:decimal . i:a :v "een" .', CLASH),
    Rule("scm-cls", ":A a owl:Class .", ":A rdfs:subClassOf owl:Thing .", TRIVIAL),
    Rule("scm-sco", ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", ":A rdfs:subClassOf :C ."),
    Rule("scm-eqc1", ":A owl:equivalentClass :B .", ":A rdfs:subClassOf :B ."),
    Rule("scm-eqc2", ":A rdfs:subClassOf :B . :B rdfs:subClassOf :A .", ":A owl:equivalentClass :B .", TRIVIAL),
    Rule("scm-op", ":p a owl:ObjectProperty .", ":p rdfs:subPropertyOf :p .", TRIVIAL),
    Rule("scm-dp", ":v a owl:DatatypeProperty .", ":v rdfs:subPropertyOf :v .", TRIVIAL),
    Rule("scm-spo", ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .", ":p rdfs:subPropertyOf :r ."),
    Rule("scm-eqp1", ":p owl:equivalentProperty :q .", ":p rdfs:subPropertyOf :q ."),
    Rule("scm-eqp2", ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .", ":p owl:equivalentProperty :q .",
         TRIVIAL),
    Rule("scm-dom1", ":p rdfs:domain :A . :A rdfs:subClassOf :B . i:a :p i:b .", "i:a a :B ."),
    Rule("scm-dom2", ":q rdfs:domain :A . :p rdfs:subPropertyOf :q . i:a :p i:b .", "i:a a :A ."),
    Rule("scm-rng1", ":p rdfs:range :A . :A rdfs:subClassOf :B . i:a :p i:b .", "i:b a :B ."),
    Rule("scm-rng2", ":q rdfs:range :A . :p rdfs:subPropertyOf :q . i:a :p i:b .", "i:b a :A ."),
    Rule("scm-hv", f":A rdfs:subClassOf [ {_R} :p ; owl:hasValue i:v ] . :p rdfs:subPropertyOf :q . i:a a :A . "
         f"[ {_R} :q ; owl:hasValue i:v ] rdfs:subClassOf :B .", "i:a a :B ."),
    Rule("scm-svf1", f"[ {_R} :p ; owl:someValuesFrom :B ] rdfs:subClassOf :A . :C rdfs:subClassOf :B . "
         "i:a :p i:b . i:b a :C .", "i:a a :A ."),
    Rule("scm-svf2", f"[ {_R} :q ; owl:someValuesFrom :B ] rdfs:subClassOf :A . :p rdfs:subPropertyOf :q . "
         "i:a :p i:b . i:b a :B .", "i:a a :A ."),
    Rule("scm-avf1", f":A rdfs:subClassOf [ {_R} :p ; owl:allValuesFrom :B ] . :B rdfs:subClassOf :C . "
         "i:a a :A ; :p i:b .", "i:b a :C ."),
    Rule("scm-avf2", f":A rdfs:subClassOf [ {_R} :q ; owl:allValuesFrom :B ] . :p rdfs:subPropertyOf :q . "
         "i:a a :A ; :p i:b .", "i:b a :B ."),
    Rule("scm-int", ":A owl:intersectionOf ( :B :C ) .", ":A rdfs:subClassOf :B ."),
    Rule("scm-uni", ":A owl:unionOf ( :B :C ) .", ":B rdfs:subClassOf :A ."),
)  # fmt: skip
