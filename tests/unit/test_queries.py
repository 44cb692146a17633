"""Named queries: a file says what it is, and one bad file never breaks the rest."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.config import ROOT
from kg.embedded import OxigraphStore
from kg.engine.execution import execute
from kg.engine.formats import RESULT_FORMATS
from kg.errors import NotFoundError, QueryFileError, UsageError
from kg.queries import TYPE_NAMES, NamedQuery, load_catalogue, load_query

GOOD = """# title: Dingen
# title@en: Things
# question: Welke dingen zijn er?
# columns: s, o
# param: o string optional  -- only with this value
# A free remark: with a colon.
PREFIX e: <http://example.org/>
SELECT ?s ?o { ?s e:p ?o }
"""


def write(folder: Path, text: str, name: str = "things") -> Path:
    file = folder / f"{name}.rq"
    file.write_text(text, encoding="utf-8")
    return file


def store() -> OxigraphStore:
    made = OxigraphStore("http://example.org")
    for value in ("a", "b"):
        triple = (NamedNode(f"http://example.org/{value}"), NamedNode("http://example.org/p"), Literal(value))
        made.load([Quad(*triple, NamedNode("http://example.org/graph/x"))])
    return made


def csv(query: NamedQuery, values: dict[str, str]) -> str:
    from dataclasses import replace

    request = replace(query.request(values), results=RESULT_FORMATS[2])
    return execute(store(), request, max_result=10**6).body.decode()


def test_a_header_is_read(tmp_path: Path) -> None:
    query = load_query(write(tmp_path, GOOD))
    assert (query.name, query.title("nl"), query.title("en")) == ("things", "Dingen", "Things")
    assert query.question("en") == "Welke dingen zijn er?", "Dutch stands in where there is no English"
    assert query.columns == ("s", "o")
    (parameter,) = query.parameters
    assert (parameter.name, parameter.type, parameter.required) == ("o", "string", False)
    assert parameter.description == "only with this value"


def test_parameters_are_bound_by_the_engine(tmp_path: Path) -> None:
    query = load_query(write(tmp_path, GOOD))
    assert csv(query, {}).count("\r\n") == 3
    assert csv(query, {"o": "a"}) == "s,o\r\nhttp://example.org/a,a\r\n"
    assert csv(query, {"o": ""}).count("\r\n") == 3, "an empty field of a form is no value"
    assert csv(query, {"o": "a' } UNION { ?s ?p ?o } #"}) == "s,o\r\n"


def test_defaults_and_required_parameters(tmp_path: Path) -> None:
    with_default = load_query(write(tmp_path, GOOD.replace("optional", "default b")))
    assert csv(with_default, {}) == "s,o\r\nhttp://example.org/b,b\r\n"
    assert csv(with_default, {"o": "a"}) == "s,o\r\nhttp://example.org/a,a\r\n"
    needed = load_query(write(tmp_path, GOOD.replace("optional", "required")))
    with pytest.raises(UsageError, match=r"o \(string\) is required"):
        needed.request({})


def test_an_unknown_parameter_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no parameter 'x'; parameters: o"):
        load_query(write(tmp_path, GOOD)).request({"x": "1"})


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("integer", ["1", "-20", "+3"], ["", "1.5", "x", "9" * 30, "١"]),
        ("decimal", ["1", "-2.5"], ["1e5", ".", "NaN"]),
        ("boolean", ["true", "false"], ["TRUE", "1"]),
        ("year", ["2019"], ["19", "20190", "2019-01"]),
        ("date", ["2019-04-08"], ["2019-13-01", "8 april"]),
        ("iri", ["http://example.org/x", "urn:x:y"], ["x", "http://a b", "<http://a>", "javascript"]),
        ("nl", ["Zwolle"], []),
        ("string", ["alles", "  "], []),
    ],
)
def test_values_are_checked_by_type(tmp_path: Path, kind: str, good: list[str], bad: list[str]) -> None:
    (parameter,) = load_query(write(tmp_path, GOOD.replace("o string", f"o {kind}"))).parameters
    for text in good:
        parameter.term(text)
    for text in bad:
        with pytest.raises(UsageError, match=f"expected {kind}"):
            parameter.term(text)


BAD = {
    "no columns": (GOOD.replace("# columns: s, o\n", ""), "columns"),
    "columns in another order": (GOOD.replace("s, o", "o, s"), "SELECT gives s, o"),
    "a column too many": (GOOD.replace("s, o", "s, o, x"), "SELECT gives s, o"),
    "a misspelt key": (GOOD.replace("# columns", "# colums"), "unknown key 'colums'"),
    "no such type": (GOOD.replace("o string", "o text"), "type 'text'"),
    "half a parameter": (GOOD.replace("optional", ""), "is not 'name type"),
    "a default of another type": (GOOD.replace("o string optional", "o integer default x"), "default does not fit"),
    "a parameter that is no column": (GOOD.replace("param: o", "param: x"), "not among the columns"),
    "no SPARQL": (GOOD.replace("SELECT", "SELEKT"), "line 8"),
    "a graph": (GOOD.replace("SELECT ?s ?o", "CONSTRUCT { ?s e:q ?o } WHERE"), "is a SELECT"),
    "a call": (GOOD.replace("{ ?s", "{ SERVICE <http://x/> {} ?s"), "SERVICE"),
    "an update": ("# columns: s\nDELETE WHERE { ?s ?p ?o }", "changes data"),
    "an empty file": ("", "columns"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_file_says_what_is_wrong_and_the_others_stay(tmp_path: Path, fault: str) -> None:
    text, message = BAD[fault]
    write(tmp_path, text, "bad")
    write(tmp_path, GOOD, "good")
    catalogue = load_catalogue(tmp_path)
    assert list(catalogue.queries) == ["good"]
    with pytest.raises(QueryFileError, match=message) as caught:
        catalogue.get("bad")
    assert "bad.rq" in str(caught.value)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_bytes(GOOD.replace("Dingen", "Coördinatie").encode("latin-1"))
    assert "UTF-8" in str(load_catalogue(tmp_path).broken["bad"])


def test_an_unknown_name_gets_near_matches(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    with pytest.raises(NotFoundError, match="did you mean things"):
        load_catalogue(tmp_path).get("thing")
    with pytest.raises(NotFoundError, match="there are things"):
        load_catalogue(tmp_path).get("../../etc/passwd")


def test_the_queries_of_the_project_are_in_order() -> None:
    catalogue = load_catalogue(ROOT / "queries")
    assert not {name: str(error) for name, error in catalogue.broken.items()}
    for query in catalogue.queries.values():
        assert query.titles.keys() >= {"nl", "en"}, query.name
        assert query.questions.keys() >= {"nl", "en"}, query.name
        assert {p.type for p in query.parameters} <= set(TYPE_NAMES)


def test_a_parameter_bound_only_in_an_inner_select_would_be_overwritten() -> None:
    """Why the header's rule stands: the substitution does not reach in, and every row would bear the wanted value."""
    text = "SELECT ?s ?o { { SELECT ?s { ?s ?p ?o } } }"
    rows = store().query(text, bindings={"o": Literal("a")})
    assert isinstance(rows, ox.QuerySolutions)
    assert len(list(rows)) == 2
