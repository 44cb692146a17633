"""The parts of validation: the quick copy, the engine that is asked first, reports that are kept and compared."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SH, SKOS

from kg.engine.formats import FORMATS
from kg.errors import InputError, NotFoundError, QueryRefusedError, RdfSyntaxError
from kg.rdf_input import read_quads
from kg.shacl import stored
from kg.shacl.graph import QuickGraph
from kg.shacl.guard import check_text
from kg.shacl.reading import literals_as_sent, read_graph
from kg.shacl.shapes import SHAPES, load_shapes, shape_list
from kg.shacl.terms import ox_term, rdflib_triple
from kg.shacl.writing import report_csv, report_json, report_text, write_rdf
from kg.snapshots import new_snapshot, open_current
from kg.validation import Finding, report_quads, tell, validate_told, with_ours, working_graph
from tests.shapes.component_cases import cases, direct, parsed
from tests.shapes.twins import changed, good
from tests.unit.test_validation import as_quads

BASE = "https://example.org"
TURTLE = FORMATS["ttl"]


# --- the quick copy


def test_the_quick_copy_answers_as_rdflib_does() -> None:
    """Wrong would be: a look-up that misses a triple, in any of its eight forms, after additions and removals."""
    rng = random.Random(7)
    nodes = [rdflib.URIRef(f"urn:n{n}") for n in range(6)] + [rdflib.BNode("b"), rdflib.Literal("x", lang="nl")]
    plain, quick = rdflib.Graph(), QuickGraph()
    for _ in range(400):
        triple = (rng.choice(nodes[:7]), rng.choice(nodes[:4]), rng.choice(nodes))
        for graph in (plain, quick):
            graph.add(triple)
        if rng.random() < 0.2:
            gone = rng.choice(sorted(plain))
            plain.remove(gone)
            quick.remove(gone)
        s, p, o = rng.choice(nodes), rng.choice(nodes[:4]), rng.choice(nodes)
        for pattern in ((s, p, o), (s, p, None), (s, None, o), (s, None, None), (None, p, o), (None, p, None), (None, None, o)):
            assert set(quick.triples(pattern)) == set(plain.triples(pattern))
            assert (pattern in quick) == (pattern in plain)
        assert set(quick.objects(s, p)) == set(plain.objects(s, p))
        assert set(quick.subjects(p, o)) == set(plain.subjects(p, o))
    assert len(quick) == len(plain)
    assert set(quick) == set(plain)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_validator_says_the_same_on_the_quick_copy(case: object) -> None:
    """For our own shapes the copy takes the place of rdflib's graph: the report must be the same."""
    data = parsed(case.failing)  # type: ignore[attr-defined]
    quick = QuickGraph()
    for prefix, namespace in data.namespaces():
        quick.bind(prefix, namespace)
    for triple in data:
        quick.add(triple)
    advanced = case.advanced  # type: ignore[attr-defined]
    _, report, _ = pyshacl.validate(quick, shacl_graph=parsed(case.shapes), advanced=advanced, inplace=True)  # type: ignore[attr-defined]
    assert isomorphic(report, direct(case.failing, case.shapes, advanced=advanced))  # type: ignore[attr-defined]


PAIRS_WITH_SPARQL = (
    ("vg:line 3", "vg:line 2"),
    ("vg:rank 2 ; vg:text", "vg:rank 4 ; vg:text"),
    ('vg:startYear "2019"', 'vg:startYear "2029"'),
    ("vg:statedTotal 39.0", "vg:statedTotal 40.0"),
)


@pytest.mark.parametrize("change", PAIRS_WITH_SPARQL, ids=lambda change: change[1])
def test_the_engine_that_is_asked_first_changes_nothing(change: tuple[str, str]) -> None:
    """Wrong would be: a SPARQL constraint that the engine finds no row for and rdflib does."""
    quads = as_quads(*change)
    with_engine = working_graph(quads)
    without = working_graph(quads, quick=False)
    assert with_engine.engine is not None
    assert without.engine is None
    reports = [pyshacl.validate(g, shacl_graph=load_shapes(), inplace=True)[1] for g in (with_engine, without)]
    assert isomorphic(*reports)


def test_every_constraint_of_ours_is_one_the_engine_understands() -> None:
    """Wrong would be: a constraint the engine refuses, which then takes its time in rdflib without anybody noticing."""
    asked: list[str] = []

    class Watched(QuickGraph):
        def query(self, query_object: object, *args: object, **more: object) -> rdflib.query.Result:  # type: ignore[override]
            asked.append(str(query_object))
            return super().query(query_object, *args, **more)  # type: ignore[arg-type]

    engine = ox.Store()
    graph = Watched(engine)
    classes = {target for shape in shape_list().values() for target in shape.targets}
    for number, kind in enumerate(sorted(classes)):
        graph.add((rdflib.URIRef(f"urn:x-none:{number}"), RDF.type, rdflib.URIRef(kind)))
    pyshacl.validate(graph, shacl_graph=load_shapes(), inplace=True)
    constraints = len(list(load_shapes().objects(None, SH.select)))
    assert len(set(asked)) == constraints
    for text in set(asked):
        assert graph._is_empty(text, {"this": rdflib.URIRef("urn:x-none:0")}), text


# --- reading and writing


def test_terms_go_there_and_back() -> None:
    for text in ('"a"', '"a"@nl-nl', '"01"^^<http://www.w3.org/2001/XMLSchema#integer>', "<urn:a>"):
        (triple,) = ox.parse(f"<urn:s> <urn:p> {text} .".encode(), ox.RdfFormat.TURTLE)
        assert ox_term(rdflib_triple(triple, {})[2]) == triple.object
    with pytest.raises(InputError):
        rdflib_triple(next(iter(ox.parse(b"<urn:s> <urn:p> <<( <urn:a> <urn:b> <urn:c> )>> .", ox.RdfFormat.TURTLE))), {})


@pytest.mark.parametrize("form", ["ttl", "nt", "rdfxml", "jsonld"])
def test_a_literal_is_written_as_it_was_sent(form: str) -> None:
    text = """<urn:s> <urn:p> "x", "x"^^xsd:string, "x"@nl-NL, "01"^^xsd:integer, 1, "1E0"^^xsd:double, "19.00"^^xsd:decimal,
        "veel"^^xsd:decimal, "true"^^xsd:boolean, "1"^^xsd:boolean, -7, "-07"^^xsd:integer, "2019-02-31"^^xsd:date ."""
    graph = parsed("@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . " + text)
    names = {"ttl": "turtle", "rdfxml": "xml", "jsonld": "json-ld"}
    written = parsed(write_rdf(graph, FORMATS[form]), names.get(form, form))
    assert {o.n3().lower() for o in written.objects()} == {o.n3().lower() for o in graph.objects()}


def test_the_switch_of_rdflib_is_as_it_was_and_one_thread_has_it_at_a_time() -> None:
    before = rdflib.NORMALIZE_LITERALS
    inside: list[bool] = []
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with literals_as_sent():
            entered.set()
            leave.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    assert entered.wait(10)

    def follow() -> None:
        with literals_as_sent():
            inside.append(rdflib.NORMALIZE_LITERALS)

    follower = threading.Thread(target=follow)
    follower.start()
    assert inside == []
    leave.set()
    for thread in (holder, follower):
        thread.join(10)
    assert inside == [False]
    assert rdflib.NORMALIZE_LITERALS is before
    with pytest.raises(RdfSyntaxError):
        read_graph([(TURTLE, b"nonsense")], "urn:x:", "data")
    assert rdflib.NORMALIZE_LITERALS is before


def test_what_rdflib_cannot_read_is_read_by_the_engine() -> None:
    """A form of Turtle that rdflib does not know; nothing of it may be lost or read twice."""
    text = b'PREFIX ex: <https://example.org/>\nVERSION "1.2"\nex:a ex:b "x"@nl--ltr .\nex:a ex:c 1 .'
    with pytest.raises(SyntaxError):
        rdflib.Graph().parse(data=text, format="turtle")
    assert len(list(read_quads(text, TURTLE))) == 2
    assert len(read_graph([(TURTLE, text)], "urn:x:", "data")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * FROM <http://x/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://x/> { ?s ?p ?o }",
        "select $this where { { service silent ?x { ?s ?p ?o } } }",
    ],
)
def test_a_query_that_would_reach_elsewhere_is_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError, match="not allowed"):
        check_text(text, "sh:select of ex:S")


@pytest.mark.parametrize("text", ["SELECT $this { $this <http://x/from> 'FROM <y>' }", "SELECT ?service { ?a ?b ?from }"])
def test_a_query_that_only_looks_so_is_not(text: str) -> None:
    check_text(text, "sh:select of ex:S")


# --- reports that are kept


def told(*changes: str) -> list[Finding]:
    return validate_told(as_quads(*changes))[1]


def test_a_report_comes_out_of_the_store_as_it_went_in(tmp_path: Path) -> None:
    went_in = told("vg:line 3", "vg:line 2", "vg:statedTotal 39.0", "vg:statedTotal 40.5")
    with new_snapshot(tmp_path, BASE) as draft:
        draft.store.load(report_quads(went_in, ox.NamedNode(f"{BASE}/graph/report")))
    came_out = stored.findings(open_current(tmp_path))
    assert [finding.result for finding in came_out] == [finding.result for finding in went_in]
    for one, other in zip(came_out, went_in, strict=True):
        assert (one.focus_label, one.value_label, one.place) == (other.focus_label, other.value_label, other.place)
        assert one.hints == tuple(sorted(other.hints))
    assert stored.counts(open_current(tmp_path)) == {"Violation": 1, "Warning": 0, "Info": 1}


def test_two_reports_beside_one_another() -> None:
    line, total = ("vg:line 3", "vg:line 2"), ("vg:statedTotal 39.0", "vg:statedTotal 40.0")
    changes = stored.compare(told(*line), told(*total))
    assert [f.result.shape.rpartition("/")[2] for f in changes.new] == ["TableTotal-too-high"]
    assert [f.result.shape.rpartition("/")[2] for f in changes.gone] == ["PolicyDocument-line"]
    assert changes.still == ()
    both = stored.compare(told(*line), told(*line, *total))
    assert (len(both.new), len(both.gone), len(both.still)) == (1, 0, 1)
    assert [f.change for f in both.findings] == ["new", "still"]
    nothing = stored.compare(told(), told())
    assert nothing.findings == ()


def test_the_report_before_is_that_of_another_build(tmp_path: Path) -> None:
    """Wrong would be: a write between two builds that hides what the later one changed."""
    graph = ox.NamedNode(f"{BASE}/graph/report")
    with new_snapshot(tmp_path, BASE) as draft:
        draft.store.load(report_quads(told("vg:line 3", "vg:line 2"), graph))
    with pytest.raises(NotFoundError, match="no earlier report"):
        stored.changes(tmp_path, open_current(tmp_path))
    first = open_current(tmp_path).name
    with new_snapshot(tmp_path, BASE, keep=5) as draft:
        draft.store.load(report_quads(told(), graph))
    changes = stored.changes(tmp_path, open_current(tmp_path))
    assert (changes.before, len(changes.new), len(changes.gone)) == (first, 0, 1)
    assert stored.changes(tmp_path, open_current(tmp_path), first).gone == changes.gone
    with pytest.raises(NotFoundError, match="no snapshot"):
        stored.changes(tmp_path, open_current(tmp_path), "20200101T000000000000Z")


def test_a_thing_without_evidence_is_shown_where_it_is_mentioned() -> None:
    data = changed({"add": "ex:board vg:organisationKind kind:bureau"})
    whole = with_ours(data)
    _, report, _ = pyshacl.validate(whole, shacl_graph=load_shapes(), inplace=True)
    from kg.shacl.report import read_report

    (finding,) = tell(read_report(report, load_shapes()).results, whole, load_shapes())
    assert finding.place is not None
    assert finding.place.mention
    assert finding.place.document == "strategie-2019"
    assert "vermeldingen" not in report_text([finding])
    assert "genoemd in strategie-2019" in report_text([finding])
    assert "mentioned in" in report_text([finding], "en")
    assert b"\r\n" in report_csv([finding])
    assert report_json([finding])["accepted"] is True


def test_good_data_is_told_so() -> None:
    assert tell((), good(), load_shapes()) == []
    assert report_json([])["conforms"] is True
    assert "conforms" in report_text([], "en").lower()


def test_shapes_of_one_file_and_of_all() -> None:
    one = load_shapes(SHAPES / "themes.ttl")
    assert 0 < len(one) < len(load_shapes())
    assert not list(load_shapes().objects(None, SKOS.changeNote))
