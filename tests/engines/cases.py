"""Queries that every engine is asked, and where one is known to answer otherwise.

`docs/engines.md` says the same in words; a deviation that goes away fails its test, so that the table stays true.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.http.sample import BASE

PREFIXES = """PREFIX vg: <https://w3id.org/veiligheidsgraaf/def/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX dct: <http://purl.org/dc/terms/>
"""


@dataclass(frozen=True, slots=True)
class Case:
    """differs: engine to what it does instead, `error` or `rows`."""

    name: str
    query: str
    differs: dict[str, str] = field(default_factory=dict)


_G = f"{BASE}/graph"
CASES = [
    Case("all triples", "SELECT * { ?s ?p ?o FILTER(!isBlank(?s) && !isBlank(?o)) FILTER(!CONTAINS(STR(?s), 'genid')) FILTER(!CONTAINS(STR(?o), 'genid')) }"),
    Case("count", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    Case("ask", "ASK { ?m a vg:Measure }"),
    Case("ask no", "ASK { ?m a vg:Nothing }"),
    Case("lookup", "SELECT * { ?m a vg:Measure ; vg:text ?t ; vg:actor ?a . ?a skos:prefLabel ?l }"),
    Case("optional", "SELECT * { ?d a vg:PolicyDocument OPTIONAL { ?d vg:startYear ?y } }"),
    Case("optional with filter", "SELECT * { ?d a vg:PolicyDocument ; dct:title ?t OPTIONAL { ?d vg:startYear ?y FILTER(?t = 'Plan A'@nl) } }"),
    Case("union", "SELECT * { { ?m a vg:Measure } UNION { ?m a vg:Priority } }"),
    Case("minus", "SELECT * { ?d a vg:PolicyDocument MINUS { ?d vg:startYear ?y } }"),
    Case("not exists", "SELECT * { ?d a vg:PolicyDocument FILTER NOT EXISTS { ?d vg:startYear ?y } }"),
    Case("values", "SELECT * { VALUES ?m { vg:Measure vg:Target vg:None } ?m a ?c FILTER(isIRI(?c)) }"),
    Case("values with UNDEF", "SELECT * { VALUES (?d ?i) { (UNDEF 'plan-a') } ?d dct:identifier ?i }"),
    Case("values at the end", "SELECT * { ?d dct:identifier ?i } VALUES ?i { 'plan-b' }"),
    Case("bind", "SELECT ?u { ?d dct:identifier ?i BIND(UCASE(?i) AS ?u) }"),
    Case("group", "SELECT ?c (COUNT(?m) AS ?n) { ?m vg:confidence ?c } GROUP BY ?c"),
    Case("having", "SELECT ?c (COUNT(?m) AS ?n) { ?m vg:confidence ?c } GROUP BY ?c HAVING(COUNT(?m) > 1)"),
    Case("group concat", "SELECT (GROUP_CONCAT(?i; separator='|') AS ?all) { { SELECT ?i { ?d dct:identifier ?i } ORDER BY ?i } }"),
    Case("subselect", "SELECT * { { SELECT ?d { ?d a vg:PolicyDocument } ORDER BY ?d LIMIT 1 } ?d dct:identifier ?i }"),
    Case("order limit offset", "SELECT ?m { ?m vg:confidence ?c } ORDER BY ?m LIMIT 2 OFFSET 1"),
    Case("language", "SELECT ?l { vg:Measure rdfs:label ?l FILTER LANGMATCHES(LANG(?l), 'nl') }"),
    Case("regex", "SELECT ?t { ?m vg:text ?t FILTER REGEX(?t, '^voor', 'i') }"),
    Case("strings", "SELECT (STRLEN(?i) AS ?n) (SUBSTR(?i, 2, 3) AS ?s) (STRAFTER(?i, '-') AS ?a) (CONCAT(?i, 'x') AS ?c) { ?d dct:identifier ?i }"),
    Case("years", "SELECT ?d { ?d vg:startYear ?y FILTER(?y >= '2019'^^xsd:gYear) }"),
    Case("numbers", "SELECT ?r { ?p vg:rank ?r FILTER(?r < 1.5) }"),
    Case("true", "SELECT * { BIND(true AS ?t) BIND(1 = 1 AS ?e) }", {"virtuoso": "rows"}),
    Case("division", "SELECT (7 / 2 AS ?q) {}", {"virtuoso": "rows"}),
    Case("error in an expression", "SELECT * { BIND(1 / 0 AS ?x) }", {"virtuoso": "error"}),
    Case("path: sequence", "SELECT * { ?m vg:theme/skos:prefLabel ?l }"),
    Case("path: inverse", "SELECT * { ?t ^vg:theme ?m }"),
    Case("path: alternative", "SELECT * { ?m vg:theme|vg:actor ?x }"),
    Case("path: + from a constant", "SELECT * { vg:Measure rdfs:subClassOf+ ?c FILTER(!CONTAINS(STR(?c), 'genid') && isIRI(?c)) }"),
    Case("path: * from a constant", "SELECT * { vg:Measure rdfs:subClassOf* ?c FILTER(!CONTAINS(STR(?c), 'genid') && isIRI(?c)) }"),
    Case("path: * to a constant", "SELECT * { ?c rdfs:subClassOf* vg:Organisation }"),
    Case("path: * after a pattern", "SELECT * { ?m a vg:Measure . ?m a/rdfs:subClassOf* vg:Statement }"),
    Case("path: * from a variable", "SELECT (COUNT(*) AS ?n) { ?a vg:memberOf* ?b FILTER(?a != ?b) }", {"virtuoso": "error"}),
    Case("path: negated", "SELECT * { ?m a vg:Measure ; !(rdf:type|rdfs:label) ?x }"),
    Case("graph by name", f"SELECT * {{ GRAPH <{_G}/plan-a> {{ ?s a ?c }} }}"),
    Case("graph by variable", "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"),
    Case("graph joined", "SELECT ?g ?m { ?m a vg:Measure GRAPH ?g { ?m vg:theme ?t } }"),
    Case("FROM", f"SELECT (COUNT(*) AS ?n) FROM <{_G}/plan-a> {{ ?s ?p ?o }}"),
    Case("FROM, GRAPH empty", f"SELECT * FROM <{_G}/plan-a> {{ GRAPH ?g {{ ?s ?p ?o }} }}", {"virtuoso": "rows"}),
    Case("FROM NAMED", f"SELECT DISTINCT ?g FROM NAMED <{_G}/plan-a> {{ GRAPH ?g {{ ?s ?p ?o }} }}"),
    Case("construct", "CONSTRUCT { ?m rdfs:label ?l } { ?m a vg:Measure ; rdfs:label ?l }"),
    Case("construct where", "CONSTRUCT WHERE { ?m a vg:Measure ; rdfs:label ?l }"),
    Case("3,000 values", "SELECT * { VALUES ?x { " + " ".join(f"<http://e/{i}>" for i in range(3_000)) + " } ?x ?p ?o }"),
    Case("unknown function", "SELECT * { BIND(<http://example.org/f>(1) AS ?x) }", {"oxigraph": "error", "virtuoso": "error"}),
]  # fmt: skip
