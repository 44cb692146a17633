"""What a researcher asks: sixteen queries over the data of `data.py`, with other constants each time.

Every query is plain SPARQL 1.1 and asks the default graph (each triple once) unless it names graphs, so that all
engines are asked for the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.endpoint.data import BASE, CELLS, FAMILIES, INDICATORS, ROWS, STATEMENTS, YEARS, Shape, iri

PREFIXES = f"""PREFIX vg: <{BASE}/def/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX dct: <http://purl.org/dc/terms/>
"""
ROWS_JSON, TURTLE = "application/sparql-results+json", "text/turtle"
EXPORT_ROWS = 60_000


class Draw:
    """Constants that stand in the data; each call draws anew."""

    def __init__(self, shape: Shape, seed: int = 7) -> None:
        self.shape, self.rng = shape, random.Random(seed)

    def statement(self) -> str:
        number = self.rng.randrange(STATEMENTS)
        family = FAMILIES[number % len(FAMILIES)].lower()
        return iri(family, f"plan-{self.rng.randrange(self.shape.documents)}/{number}")

    def figure(self) -> str:
        row, cell = self.rng.randrange(ROWS), self.rng.randrange(CELLS)
        return iri("figure", f"plan-{self.rng.randrange(self.shape.documents)}/{row}-{cell}")

    def document(self) -> str:
        return iri("document", f"plan-{self.rng.randrange(self.shape.documents)}")

    def theme(self) -> str:
        return iri("theme", self.rng.randrange(self.shape.themes))

    def deep_theme(self) -> str:
        return iri("theme", self.rng.randrange(self.shape.themes // 2, self.shape.themes))

    def municipality(self) -> str:
        return iri("municipality", self.rng.randrange(self.shape.municipalities))

    def indicator(self) -> str:
        return iri("indicator", self.rng.randrange(INDICATORS))

    def year(self) -> int:
        return self.rng.choice(YEARS) + 3


@dataclass(frozen=True, slots=True)
class Question:
    """name: for the table. make: the query from drawn constants. accept: the form of its answer."""

    name: str
    make: Callable[[Draw], str]
    accept: str = ROWS_JSON

    def text(self, draw: Draw) -> str:
        return PREFIXES + self.make(draw)


QUESTIONS = (
    Question("lookup", lambda d: f"SELECT ?p ?o {{ <{d.statement()}> ?p ?o }}"),
    Question(
        "label search",
        lambda d: f"""SELECT ?thing ?label {{ ?thing skos:prefLabel ?label
            FILTER(CONTAINS(LCASE(STR(?label)), "{d.rng.choice(("inbraak", "fraude", "gemeente 1", "cyber"))}")) }}
            ORDER BY ?label LIMIT 50""",
    ),
    Question(
        "shared themes",
        lambda d: f"""SELECT DISTINCT ?theme ?name {{ ?a vg:statedIn <{d.document()}> ; vg:theme ?theme .
            ?b vg:statedIn <{d.document()}> ; vg:theme ?theme ; vg:themeName ?name }} ORDER BY ?name""",
    ),
    Question(
        "group by",
        lambda d: f"""SELECT ?kind (COUNT(*) AS ?n) {{ ?s vg:statedIn <{d.document()}> ; a ?kind }}
            GROUP BY ?kind ORDER BY DESC(?n)""",
    ),
    Question(
        "two hops",
        lambda d: f"""SELECT DISTINCT ?name {{ <{d.municipality()}> vg:cooperatesWith ?b . ?b vg:inPoliceUnit ?unit .
            ?c vg:inPoliceUnit ?unit ; skos:prefLabel ?name }}""",
    ),
    Question("path +", lambda d: f"SELECT ?above {{ <{d.deep_theme()}> skos:broader+ ?above }}"),
    Question(
        "path *",
        lambda d: f"""SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?theme skos:broader* <{iri("theme", d.rng.randrange(8))}> .
            ?s vg:theme ?theme ; vg:statedIn <{d.document()}> }}""",
    ),
    Question(
        "figures by year",
        lambda d: f"""SELECT ?year (SUM(?value) AS ?total) (COUNT(*) AS ?n) {{ ?o vg:indicator <{d.indicator()}> ;
            vg:year ?year ; vg:value ?value ; vg:unitName "aantal" }} GROUP BY ?year ORDER BY ?year""",
    ),
    Question(
        "OPTIONAL, ORDER BY",
        lambda d: f"""SELECT ?s ?label ?text ?line {{ ?s vg:theme <{d.theme()}> ; rdfs:label ?label ; vg:evidence ?p
            OPTIONAL {{ ?s vg:text ?text }} OPTIONAL {{ ?p vg:line ?line }} }} ORDER BY ?label ?line ?s LIMIT 200""",
    ),
    Question(
        "CONSTRUCT",
        lambda d: f"""CONSTRUCT {{ ?s a ?kind ; vg:theme ?theme ; vg:quote ?quote }} WHERE {{
            ?s vg:statedIn <{d.document()}> ; a ?kind ; vg:theme ?theme ; vg:evidence/vg:quote ?quote }}""",
        TURTLE,
    ),
    Question("DESCRIBE", lambda d: f"DESCRIBE <{d.figure()}>", TURTLE),
    Question(
        "provenance",
        lambda d: f"""SELECT ?graph ?s ?quote {{ GRAPH ?graph {{ ?s vg:theme <{d.theme()}> ; vg:evidence ?p .
            ?p vg:quote ?quote }} }} ORDER BY ?graph ?s LIMIT 500""",
    ),
    Question(
        "export 60,000", lambda _: f"SELECT ?s ?kind ?label {{ ?s a ?kind ; rdfs:label ?label }} LIMIT {EXPORT_ROWS}"
    ),
    Question(
        "all observations",
        lambda _: """SELECT ?unit ?year (AVG(?value) AS ?mean) (COUNT(*) AS ?n) { ?o a qb:Observation ;
            vg:unitName ?unit ; vg:year ?year ; vg:value ?value } GROUP BY ?unit ?year ORDER BY ?unit ?year""",
    ),
    Question(
        "NOT EXISTS",
        lambda d: f"""SELECT ?theme ?name {{ ?theme a skos:Concept ; skos:prefLabel ?name
            FILTER NOT EXISTS {{ ?s vg:theme ?theme ; vg:actor <{d.municipality()}> }} }} ORDER BY ?name LIMIT 100""",
    ),
    Question(
        "top places in a year",
        lambda d: f"""SELECT ?name (SUM(?value) AS ?total) {{ ?o vg:year "{d.year()}"^^xsd:gYear ;
            vg:organisationalUnit ?place ; vg:value ?value . ?place skos:prefLabel ?name }}
            GROUP BY ?name ORDER BY DESC(?total) ?name LIMIT 10""",
    ),
)
# What counts and adds up over many subjects, beyond the sixteen: see docs/aggregates.md
AGGREGATES = (
    *(q for q in QUESTIONS if q.name in ("group by", "figures by year", "all observations", "top places in a year")),
    Question("kinds", lambda _: "SELECT ?kind (COUNT(*) AS ?n) { ?s a ?kind } GROUP BY ?kind ORDER BY DESC(?n)"),
    Question(
        "least and most by place",
        lambda d: f"""SELECT ?place (MIN(?value) AS ?least) (MAX(?value) AS ?most) (SUM(?value) AS ?total) {{
            ?o a qb:Observation ; vg:organisationalUnit ?place ; vg:value ?value ; vg:year ?year
            FILTER(?year >= "{d.year()}"^^xsd:gYear) }} GROUP BY ?place ORDER BY DESC(?total) LIMIT 20""",
    ),
    Question(
        "documents by theme",
        lambda _: """SELECT ?name (COUNT(DISTINCT ?doc) AS ?docs) { ?s vg:theme ?theme ; vg:statedIn ?doc .
            ?theme skos:prefLabel ?name } GROUP BY ?name ORDER BY DESC(?docs) ?name LIMIT 25""",
    ),
    Question(
        "statements with a text",
        lambda _: """SELECT ?kind (COUNT(*) AS ?n) (COUNT(?text) AS ?texts) { ?s a ?kind ; vg:statedIn ?doc
            OPTIONAL { ?s vg:text ?text } } GROUP BY ?kind HAVING(COUNT(*) > 5)""",
    ),
    Question(
        "totals by document",
        lambda _: """SELECT ?doc (SUM(?value) AS ?total) (SUM(?value) / COUNT(?value) AS ?mean) { ?o vg:statedIn ?doc ;
            vg:value ?value } GROUP BY ?doc ORDER BY DESC(?total)""",
    ),
)
LIGHT = ("lookup", "lookup", "lookup", "two hops", "path +", "DESCRIBE")
HEAVY = (
    "SELECT ?l (COUNT(*) AS ?n) { ?s vg:evidence ?p ; rdfs:label ?l . ?p vg:line ?q } GROUP BY ?l ORDER BY DESC(?n)",
    "SELECT ?u (SUM(?v) AS ?t) { ?o vg:organisationalUnit ?u ; vg:value ?v ; vg:year ?y ; vg:statedIn ?d } GROUP BY ?u",
    "SELECT ?s ?l { ?s rdfs:label ?l FILTER(REGEX(?l, '(cyber|drugs).*9$')) } ORDER BY DESC(?l) LIMIT 10",
)
# rows without end, and no result to write on the way: the kind that only a kill ends
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def light_mix(shape: Shape, number: int, seed: int = 11) -> list[tuple[str, str]]:
    """`number` short queries and the form wanted of each; the same ones for every server."""
    draw, by_name = Draw(shape, seed), {question.name: question for question in QUESTIONS}
    asked = (by_name[LIGHT[at % len(LIGHT)]] for at in range(number))
    return [(question.text(draw), question.accept) for question in asked]
