"""Random small graphs, random questions to them, and what the columns of a graph answer."""

from __future__ import annotations

import io
import random

import pyoxigraph as ox

from kg.columns.file import Columns, read
from kg.columns.make import write

XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = f"PREFIX ex: <http://ex.org/> PREFIX xsd: <{XSD}>\n"
PREDICATES = ("p", "q", "r", "t")


def typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


def iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"http://ex.org/{name}")


INTEGERS = [typed(text, "integer") for text in ("1", "2", "10", "-3", "0", "007", "+5")]
DECIMALS = [typed(text, "decimal") for text in ("1.5", "2.50", "-0.25", "3.0", "100.125", "0.1")]
STRINGS = [ox.Literal(text) for text in ("a", "b", "a b", "Z", "é", "", 'q"q', "back\\slash", "1", "line\nbreak", "😀")]
TAGGED = [ox.Literal(text, language=tag) for text in ("a", "b", "B") for tag in ("nl", "en", "nl-be")]
YEARS = [typed(text, "gYear") for text in ("2019", "2020", "2021", "1999")]
DATES = [typed(text, "date") for text in ("2020-01-01", "2019-12-31", "2020-02-29")]
NODES = [iri(name) for name in ("s0", "s1", "s2", "A", "B", "C")]
ODD = [
    *(typed(text, "double") for text in ("1.0", "2.5e0", "NaN", "-0", "0", "INF")),
    *(typed(text, "integer") for text in ("x", "", "9223372036854775807", "9223372036854775806", "99999999999999999999")),
    *(typed(text, "decimal") for text in ("0.0000001", "99999999999999999999.5", "no", "123456789012.5")),
    *(typed(text, "gYear") for text in ("2020Z", "2020+01:00", "-0044", "12020", "20")),
    *(typed(text, "date") for text in ("2020-02-30", "2020-01-01Z", "2020-1-1")),
    typed("true", "boolean"), typed("0", "boolean"), typed("2020-01-01T00:00:00Z", "dateTime"),
    typed("P1D", "duration"), typed("1", "nonNegativeInteger"), typed("2020-05", "gYearMonth"), typed("1", "float"),
    ox.Literal("x", datatype=iri("own")), ox.Literal("\x01"), ox.BlankNode("b1"), ox.BlankNode("b2"),
]  # fmt: skip
NUMBERS = INTEGERS + DECIMALS
POOLS = (
    INTEGERS, INTEGERS, INTEGERS, DECIMALS, DECIMALS, NUMBERS, NUMBERS, STRINGS, TAGGED, YEARS, DATES, NODES,
    STRINGS + NODES,
)  # fmt: skip
CONSTANTS = (
    "1", "2", "0", "-3", "1.5", "2.5", "3.0", "10", "1", "2", "0", "1.5", "-0.25", "100", '"a"', '"b"', "'Z'", '"é"', '"a"@nl', '"2020"^^xsd:gYear',
    '"2019-12-31"^^xsd:date', "ex:A", "ex:s1", "<http://ex.org/B>", '"5"^^xsd:integer', '"2.50"^^xsd:decimal',
    '"x"^^ex:own', '"1"',
)  # fmt: skip


def graph(rng: random.Random) -> ox.Store:
    """Few subjects, so that they meet; each predicate has a kind of values, and some have whatever there is."""
    store = ox.Store()
    for predicate in PREDICATES:
        pool = list(rng.choice(POOLS))
        if rng.random() < 0.15:
            pool += rng.sample(ODD, 4)
        for number in range(rng.randrange(4, 9)):
            for _ in range(rng.choice((0, 1, 1, 1, 1, 2, 3))):
                store.add(ox.Quad(iri(f"s{number}"), iri(predicate), rng.choice(pool)))
                if rng.random() < 0.2:
                    store.add(ox.Quad(iri(f"s{number}"), iri(predicate), rng.choice(pool), iri("graph")))
    return store


def question(rng: random.Random) -> str:
    """A star, sometimes with a second one behind it, in all its clauses."""
    variables, parts = [], []
    for predicate in rng.sample(PREDICATES, rng.randrange(1, 4)):
        if rng.random() < 0.06:
            parts.append(f"?s ex:{predicate} {rng.choice(CONSTANTS)} .")
        else:
            variables.append(f"?{predicate}")
            parts.append(f"?s ex:{predicate} ?{predicate} .")
    if variables and rng.random() < 0.2:
        parts.append(f"{rng.choice(variables)} ex:{rng.choice(PREDICATES)} ?far .")
        variables.append("?far")
    if variables and rng.random() < 0.1:
        parts.append(f"?other ex:{rng.choice(PREDICATES)} {rng.choice(variables)} .")
    for _ in range(rng.choice((0, 0, 0, 0, 1, 1, 2))):
        parts.append(condition(rng, rng.choice([*variables, "?s"])))
    if rng.random() < 0.25:
        parts.append(f"OPTIONAL {{ ?s ex:{rng.choice(PREDICATES)} ?maybe }}")
        variables.append("?maybe")
        if rng.random() < 0.2:
            parts.append(condition(rng, "?maybe", values=False))
    variables.append("?s")
    group = rng.sample(variables, rng.choice((0, 1, 1, 1, 2)) if len(variables) > 1 else 1)
    figures = [figure(rng, variables) for _ in range(rng.randrange(1, 4))]
    head = [*group, *(f"({text} AS ?f{at})" for at, text in enumerate(figures))]
    text = f"SELECT {'DISTINCT ' if rng.random() < 0.1 else ''}{' '.join(head)} WHERE {{ {' '.join(parts)} }}"
    if group:
        text += f" GROUP BY {' '.join(group)}"
    if rng.random() < 0.2:
        text += f" HAVING ({figure(rng, variables)} > {rng.choice(('0', '1', '2'))})"
    order = [rng.choice(("{}", "DESC({})", "ASC({})")).format(rng.choice([*group, "?f0"])) for _ in range(2)]
    if rng.random() < 0.4:
        text += " ORDER BY " + " ".join(order)
        if rng.random() < 0.5:
            text += f" LIMIT {rng.randrange(5)}" + rng.choice(("", f" OFFSET {rng.randrange(3)}"))
    return PREFIXES + text


def condition(rng: random.Random, variable: str, *, values: bool = True) -> str:
    constant = rng.choice(CONSTANTS)
    match rng.randrange(5):
        case 0 if values:
            return f"VALUES {variable} {{ {' '.join(rng.sample(sorted(set(CONSTANTS)), 6))} }}"
        case 1:
            return f"FILTER({variable} {rng.choice(('IN', 'NOT IN'))} ({', '.join(rng.sample(CONSTANTS, 3))}))"
        case 2 if rng.random() < 0.3:
            return f"FILTER(LANG({variable}) = 'nl')"
        case 3:
            return f"FILTER({constant} {rng.choice(('<', '>=', '<=', '!='))} {variable})"
    second = rng.choice(("", f" && {variable} != {rng.choice(CONSTANTS)}"))
    return f"FILTER({variable} {rng.choice(('=', '!=', '<', '<=', '>', '>='))} {constant}{second})"


def figure(rng: random.Random, variables: list[str]) -> str:
    function = rng.choice(("COUNT", "COUNT", "SUM", "AVG", "MIN", "MAX"))
    if function == "COUNT" and rng.random() < 0.5:
        return "COUNT(*)"
    one = f"{function}({rng.choice(('', '', 'DISTINCT '))}{rng.choice(variables)})"
    return rng.choice((one, one, one, f"{one} + 1", f"ROUND({one} * 2)", f"COALESCE({one} / 3, -1)"))


def columns_of(store: ox.Store) -> Columns:
    file = io.BytesIO()
    write(store, file)
    return read(memoryview(file.getvalue()))[1]


def written(found: ox.QuerySolutions) -> list[tuple[str | None, ...]]:
    return [tuple(None if term is None else str(term) for term in row) for row in found]
