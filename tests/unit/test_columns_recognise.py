"""A query that is only half understood gets another answer than it asked for: what is not known is for the engine."""

from __future__ import annotations

import pytest

from kg.columns.recognise import recognise
from kg.columns.shape import Aggregate, Condition, Pattern, Variable

PREFIXES = "PREFIX : <http://ex.org/> PREFIX ex: <http://ex.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
KNOWN = (
    "SELECT ?a (COUNT(*) AS ?n) { ?s ex:p ?a } GROUP BY ?a",
    "SELECT ?a WHERE { ?s ex:p ?a } GROUP BY ?a",
    "select (count(distinct ?a) as ?n) where { ?s a ex:C ; ex:p ?a . }",
    "SELECT (SUM(?a)/COUNT(?a) AS ?n) { ?s :p ?a ; }",
    "SELECT ?a (MIN(?b) AS ?n) { ?s ex:p ?a , ?c ; ex:q ?b FILTER(?b > 3 && ?a IN (ex:x, 'y')) } GROUP BY ?a",
    "SELECT ?a (MAX(?b) AS ?n) { ?s ex:p ?a OPTIONAL { ?s ex:q ?b } } GROUP BY ?a HAVING(COUNT(?b) > 1)",
    "SELECT ?a (AVG(?b) AS ?n) { VALUES ?a { 1 2 } ?s ex:p ?a ; ex:q ?b } GROUP BY ?a ORDER BY DESC(?n) ?a LIMIT 5",
    "SELECT ?a (COUNT(*) AS ?n) # a comment\n{ ?s ex:p ?a . ?a ex:q ?b } GROUP BY ?a ORDER BY DESC(COUNT(*)) OFFSET 2",
    "SELECT (IF(COUNT(*) > 3, 'many', 'few') AS ?n) { ?s ex:p 'x'@nl ; ex:q '2020'^^xsd:gYear ; ex:r -1.50 }",
    "SELECT ?a (ROUND(AVG(?b) * 10) / 10 AS ?n) { ?s ex:p ?a ; ex:q ?b FILTER(5 <= ?b) FILTER(LANG(?a) = 'nl') } GROUP BY ?a",
)
NEAR_MISSES = {
    "no aggregate": "SELECT ?s { ?s ex:p ?a }",
    "a word that is none": "SELECT ?s { ?s ex:p ?a FILTER(?a = 'COUNT(x) GROUP BY') }",
    "every variable": "SELECT * { ?s ex:p ?a } GROUP BY ?a",
    "ASK": "ASK { SELECT (COUNT(*) AS ?n) { ?s ex:p ?a } }",
    "CONSTRUCT": "CONSTRUCT { ex:a ex:n ?n } { SELECT (COUNT(*) AS ?n) { ?s ex:p ?a } }",
    "REDUCED": "SELECT REDUCED ?a { ?s ex:p ?a } GROUP BY ?a",
    "FROM": "SELECT (COUNT(*) AS ?n) FROM ex:g { ?s ex:p ?a }",
    "FROM NAMED": "SELECT (COUNT(*) AS ?n) FROM NAMED ex:g { ?s ex:p ?a }",
    "GRAPH": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ex:p ?a } }",
    "SERVICE": "SELECT (COUNT(*) AS ?n) { SERVICE ex:e { ?s ex:p ?a } }",
    "UNION": "SELECT (COUNT(*) AS ?n) { { ?s ex:p ?a } UNION { ?s ex:q ?a } }",
    "MINUS": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a MINUS { ?s ex:q ?a } }",
    "BIND": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a BIND(?a + 1 AS ?b) }",
    "subquery": "SELECT (COUNT(*) AS ?n) { { SELECT ?s { ?s ex:p ?a } } }",
    "nested group": "SELECT (COUNT(*) AS ?n) { { ?s ex:p ?a } }",
    "NOT EXISTS": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a FILTER NOT EXISTS { ?s ex:q ?b } }",
    "EXISTS in HAVING": "SELECT ?a { ?s ex:p ?a } GROUP BY ?a HAVING(EXISTS { ?a ex:q ?b })",
    "variable predicate": "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?a } GROUP BY ?p",
    "path /": "SELECT (COUNT(*) AS ?n) { ?s ex:p/ex:q ?a }",
    "path +": "SELECT (COUNT(*) AS ?n) { ?s ex:p+ ?a }",
    "path *": "SELECT (COUNT(*) AS ?n) { ?s ex:p* ?a }",
    "path ?": "SELECT (COUNT(*) AS ?n) { ?s ex:p? ?a }",
    "path ^": "SELECT (COUNT(*) AS ?n) { ?s ^ex:p ?a }",
    "path |": "SELECT (COUNT(*) AS ?n) { ?s ex:p|ex:q ?a }",
    "path !": "SELECT (COUNT(*) AS ?n) { ?s !ex:p ?a }",
    "path ()": "SELECT (COUNT(*) AS ?n) { ?s (ex:p) ?a }",
    "blank node": "SELECT (COUNT(*) AS ?n) { _:s ex:p ?a }",
    "[]": "SELECT (COUNT(*) AS ?n) { [] ex:p ?a }",
    "[ … ]": "SELECT (COUNT(*) AS ?n) { ?s ex:p [ ex:q ?a ] }",
    "list": "SELECT (COUNT(*) AS ?n) { ?s ex:p (1 ?a) }",
    "triple term": "SELECT (COUNT(*) AS ?n) { ?s ex:p <<( ?a ex:q ?b )>> }",
    "the same variable twice": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?s }",
    "no variable": "SELECT (COUNT(*) AS ?n) { ex:s ex:p ex:o }",
    "nothing": "SELECT (COUNT(*) AS ?n) { }",
    "GROUP_CONCAT": "SELECT (GROUP_CONCAT(?a) AS ?n) (COUNT(*) AS ?m) { ?s ex:p ?a }",
    "SAMPLE": "SELECT (SAMPLE(?a) AS ?n) (COUNT(*) AS ?m) { ?s ex:p ?a }",
    "an aggregate of an expression": "SELECT (SUM(?a + 1) AS ?n) { ?s ex:p ?a }",
    "an aggregate of a cast": "SELECT (SUM(xsd:decimal(?a)) AS ?n) { ?s ex:p ?a }",
    "COUNT(DISTINCT *)": "SELECT (COUNT(DISTINCT *) AS ?n) { ?s ex:p ?a }",
    "GROUP BY an expression": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a } GROUP BY (?a + 1)",
    "GROUP BY a function": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a } GROUP BY STR(?a)",
    "GROUP BY what is not there": "SELECT ?b (COUNT(*) AS ?n) { ?s ex:p ?a } GROUP BY ?b",
    "a variable that is not grouped": "SELECT ?s (COUNT(*) AS ?n) { ?s ex:p ?a } GROUP BY ?a",
    "HAVING by a name of SELECT": "SELECT ?a (COUNT(*) AS ?n) { ?s ex:p ?a } GROUP BY ?a HAVING(?n > 1)",
    "ORDER BY what is not there": "SELECT ?a (COUNT(*) AS ?n) { ?s ex:p ?a } GROUP BY ?a ORDER BY ?s",
    "LIMIT without an order": "SELECT ?a (COUNT(*) AS ?n) { ?s ex:p ?a } GROUP BY ?a LIMIT 3",
    "LIMIT with DISTINCT": "SELECT DISTINCT ?a { ?s ex:p ?a } GROUP BY ?a ORDER BY ?a LIMIT 3",
    "RAND": "SELECT (COUNT(*) * RAND() AS ?n) { ?s ex:p ?a }",
    "NOW": "SELECT ?a (NOW() AS ?n) { ?s ex:p ?a } GROUP BY ?a",
    "UUID": "SELECT ?a (UUID() AS ?n) { ?s ex:p ?a } GROUP BY ?a",
    "a function of somebody's": "SELECT (ex:f(COUNT(*)) AS ?n) { ?s ex:p ?a }",
    "FILTER of two variables": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a ; ex:q ?b FILTER(?a = ?b) }",
    "FILTER with ||": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a FILTER(?a = 1 || ?a = 2) }",
    "FILTER with !": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a FILTER(!(?a = 1)) }",
    "FILTER of a function": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a FILTER(CONTAINS(?a, 'x')) }",
    "FILTER without brackets": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a FILTER REGEX(?a, 'x') }",
    "FILTER of a variable": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a FILTER(?a) }",
    "FILTER with arithmetic": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a FILTER(?a > 1 + 1) }",
    "FILTER of what is not there": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a FILTER(?b > 1) }",
    "a double": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a FILTER(?a > 1e3) }",
    "a boolean": "SELECT (COUNT(*) AS ?n) { ?s ex:p true ; ex:q ?a }",
    "a date with a zone": "SELECT (COUNT(*) AS ?n) { ?s ex:p '2020-01-01Z'^^xsd:date ; ex:q ?a }",
    "a date that is none": "SELECT (COUNT(*) AS ?n) { ?s ex:p '2020-02-30'^^xsd:date ; ex:q ?a }",
    "an integer written otherwise": "SELECT (COUNT(*) AS ?n) { ?s ex:p 007 ; ex:q ?a }",
    "another integer type": "SELECT (COUNT(*) AS ?n) { ?s ex:p '7'^^xsd:byte ; ex:q ?a }",
    "a tag in capitals": "SELECT (COUNT(*) AS ?n) { ?s ex:p 'x'@NL ; ex:q ?a }",
    "an escape": r"SELECT (COUNT(*) AS ?n) { ?s ex:p 'a\tb' ; ex:q ?a }",
    "a long string": "SELECT (COUNT(*) AS ?n) { ?s ex:p '''a''' ; ex:q ?a }",
    "VALUES of two": "SELECT (COUNT(*) AS ?n) { VALUES (?a ?b) { (1 2) } ?s ex:p ?a ; ex:q ?b }",
    "VALUES with UNDEF": "SELECT (COUNT(*) AS ?n) { VALUES ?a { 1 UNDEF } ?s ex:p ?a }",
    "VALUES with one twice": "SELECT (COUNT(*) AS ?n) { VALUES ?a { 1 1 } ?s ex:p ?a }",
    "VALUES of a new variable": "SELECT (COUNT(*) AS ?n) { VALUES ?b { 1 2 } ?s ex:p ?a }",
    "VALUES at the end": "SELECT ?a (COUNT(*) AS ?n) { ?s ex:p ?a } GROUP BY ?a VALUES ?a { 1 }",
    "VALUES of an OPTIONAL": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a OPTIONAL { ?s ex:q ?b } VALUES ?b { 1 } }",
    "OPTIONAL first": "SELECT (COUNT(*) AS ?n) { OPTIONAL { ?s ex:q ?b } ?s ex:p ?a }",
    "OPTIONAL before its subject": "SELECT (COUNT(*) AS ?n) { ?a ex:p ?b OPTIONAL { ?s ex:q ?c } ?s ex:p ?a }",
    "OPTIONAL that binds what is used": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a OPTIONAL { ?s ex:q ?b } ?s ex:r ?b }",
    "OPTIONAL with a filter": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a OPTIONAL { ?s ex:q ?b FILTER(?b > 1) } }",
    "OPTIONAL of two": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a OPTIONAL { ?s ex:q ?b ; ex:r ?c } }",
    "OPTIONAL of a constant": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a OPTIONAL { ?s ex:q 1 } }",
    "BASE": "BASE <http://ex.org/> SELECT (COUNT(*) AS ?n) { ?s <p> ?a }",
    "a relative IRI": "SELECT (COUNT(*) AS ?n) { ?s <p> ?a }",
    "an unknown prefix": "SELECT (COUNT(*) AS ?n) { ?s no:p ?a }",
    "a prefix that is a keyword": "PREFIX filter: <http://ex.org/> SELECT (COUNT(*) AS ?n) { ?s filter:p ?a }",
    "a local name with a dot": "SELECT (COUNT(*) AS ?n) { ?s ex:p.q ?a }",
    "a local name with %": "SELECT (COUNT(*) AS ?n) { ?s ex:p%20 ?a }",
    "a comparison or an IRI": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a FILTER(?a<5&&?a>3) }",
    "two queries": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a } SELECT (COUNT(*) AS ?n) { ?s ex:p ?a }",
    "an update": "DELETE { ?s ex:p ?a } WHERE { SELECT (COUNT(*) AS ?n) { ?s ex:p ?a } }",
    "not closed": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a",
    "one of our own variables": "SELECT (COUNT(*) AS ?vgColumn0) { ?s ex:p ?a }",
    "a name twice": "SELECT (COUNT(*) AS ?n) (SUM(?a) AS ?n) { ?s ex:p ?a }",
    "too long": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a } #" + "x" * 5_000,
    "too deep": "SELECT (COUNT(*) AS ?n) { ?s ex:p ?a FILTER" + "(" * 500 + "?a = 1" + ")" * 500 + " }",
    "a thousand triples": "SELECT (COUNT(*) AS ?n) { " + "?s ex:p ?a . " * 300 + "}",
}  # fmt: skip


@pytest.mark.parametrize("text", KNOWN)
def test_what_is_known_is_taken(text: str) -> None:
    assert recognise(PREFIXES + text) is not None


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_what_is_not_known_is_left_to_the_engine(name: str) -> None:
    assert recognise(PREFIXES + NEAR_MISSES[name]) is None


def test_what_is_taken_is_read_as_it_is_meant() -> None:
    text = """SELECT ?a (AVG(?b) AS ?n) { ?s a ex:C ; ex:p ?a . ?a ex:q ?b OPTIONAL { ?s ex:r ?c }
        FILTER(10 > ?b) VALUES ?a { ex:x } } GROUP BY ?a HAVING(COUNT(?c) > 1) ORDER BY DESC(AVG(?b)) ?a LIMIT 3 OFFSET 4"""
    query = recognise(PREFIXES + text)
    assert query is not None
    a, b, c, s = (Variable(name) for name in "abcs")
    iri = {name: f"<http://ex.org/{name}>".encode() for name in "Cpqrx"}
    rdf_type = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert query.patterns == [
        Pattern(s, rdf_type, iri["C"]),
        Pattern(s, iri["p"], a),
        Pattern(a, iri["q"], b),
        Pattern(s, iri["r"], c, optional=True),
    ]
    ten = b'"10"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert query.conditions == [Condition("b", "<", (ten,)), Condition("a", "VALUES", (iri["x"],))]
    assert query.aggregates == [
        Aggregate("AVG", "b", False, "vgColumn0"),
        Aggregate("COUNT", "c", False, "vgColumn1"),
    ]
    assert (query.group, query.names, query.limit, query.offset) == (["a"], ["a", "n"], 3, 4)
    assert query.having == ["?vgColumn1 > 1"]
    assert query.order == [("DESC", "(?vgColumn0 / ?vgColumn0n)"), ("ASC", "?a")]
