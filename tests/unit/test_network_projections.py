"""Projections: an edge no document states, one that is left out, or a figure that does not say what it is made of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.embedded import OxigraphStore
from kg.errors import ParameterError, UnknownThingError
from kg.network import questions, reading, wire
from kg.network.budget import Budget
from kg.network.evidence import Statements
from kg.network.extract import network
from kg.network.index import NetworkIndex
from kg.network.model import NetworkData
from kg.network.projections import PROJECTIONS
from kg.network.reading import Found, iri_of, read, text_of
from kg.network.relations import KINDS
from kg.network.request import PARAMETERS, parse
from kg.snapshots import open_current
from kg.vocab import OA, RDF, VG
from tests.http.sample import BASE, sample_quads, sample_store

TOWN, OFFICE = f"{BASE}/id/municipality/lutjestad", f"{BASE}/id/prosecution-office/openbaar-ministerie"
BODY, BURGLARY, CYBER = (
    f"{BASE}/id/{name}" for name in ("body/coordinatieoverleg", "theme/woninginbraken", "theme/cybercrime")
)
INDEX = NetworkIndex(sample_store())


def ask(**parameters: str) -> NetworkData:
    return network(INDEX, parse(parameters))


def ends(data: NetworkData) -> list[tuple[str, str]]:
    return [(edge.source, edge.target) for edge in data.edges]


def test_a_governance_relation_is_an_edge_with_its_words() -> None:
    data = ask(projection="actors-governance")
    assert ends(data) == [(TOWN, BODY), (OFFICE, BODY)]
    assert [node.iri for node in data.nodes] == sorted((TOWN, OFFICE, BODY))
    edge = data.edges[0]
    assert [relation.iri for relation in edge.relations] == [VG.memberOf.value]
    assert [(p.iri, p.inverse) for p in edge.predicates] == [(VG.subject.value, True), (VG.object.value, False)]
    assert [(p.document, p.line) for p in edge.passages] == [("plan-a", 31)]
    assert edge.documents == ("plan-a",)
    assert edge.via == (f"{BASE}/id/governance-relation/plan-a/1",)
    assert data.term(VG.memberOf.value, "en") == "member of"
    assert data.complete


def test_the_two_sides_of_actors_and_themes() -> None:
    data = ask(projection="actors-themes")
    assert ends(data) == [(TOWN, BURGLARY), (OFFICE, CYBER)]
    assert {node.iri: node.side for node in data.nodes} == {
        TOWN: "actors", OFFICE: "actors", BURGLARY: "themes", CYBER: "themes",
    }  # fmt: skip
    assert [edge.relations[0].iri for edge in data.edges] == [VG.Priority.value, VG.Measure.value]


def test_what_members_share_joins_them_when_it_is_folded() -> None:
    members = parse({"edges": "priority,measure", "fold": "actors"})
    assert not network(INDEX, members).edges
    store = sample_store()
    fact, graph = NamedNode(f"{BASE}/id/measure/plan-a/2"), NamedNode(f"{BASE}/graph/plan-a")
    for predicate, value in (
        (VG.theme, NamedNode(CYBER)), (VG.actor, NamedNode(TOWN)), (VG.statedIn, NamedNode(f"{BASE}/id/document/plan-a")),
        (NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), VG.Measure),
    ):  # fmt: skip
        store.load([Quad(fact, predicate, value, graph)])
    (edge,) = network(NetworkIndex(store), members).edges
    assert (edge.source, edge.target, edge.weight) == (TOWN, OFFICE, 1.0)
    assert edge.attributes == {"shared": 1, "through": CYBER}
    assert set(edge.via) == {fact.value, f"{BASE}/id/measure/plan-a/voorlichting"}


def test_documents_kinds_relations_and_weights_select() -> None:
    assert ends(ask(projection="actors-governance", documents="plan-b")) == [(OFFICE, BODY)]
    assert ends(ask(projection="actors-governance", kinds_from="Municipality")) == [(TOWN, BODY)]
    assert ends(ask(projection="actors-governance", kinds="Municipality")) == []
    assert ends(ask(projection="actors-governance", relations="adviseert")) == []
    assert len(ends(ask(projection="actors-governance", relations="lid-van"))) == 2
    assert ends(ask(projection="actors-governance", min_weight="2")) == []
    assert ends(ask(projection="actors-governance", year="2019")) == [(TOWN, BODY)]  # plan-b is of no known year
    assert ends(ask(projection="actors-governance", year="1850")) == []
    assert ends(ask(projection="actors-governance", direction="undirected")) == [(BODY, TOWN), (BODY, OFFICE)]


def test_what_is_the_same_network_is_stated_the_same_way() -> None:
    one = parse({"projection": "actors-governance", "relations": "memberOf,adviseert", "documents": "plan-b, plan-a"})
    other = parse({"documents": "plan-a,plan-b,plan-a", "relations": "advises,lid-van", "direction": "directed"})
    assert one.given == other.given
    assert dict(one.given) == {
        "projection": "actors-governance", "relations": ("advises", "memberOf"), "documents": ("plan-a", "plan-b"),
    }  # fmt: skip
    again = {name: ",".join(v) if isinstance(v, tuple) else str(v) for name, v in one.given}
    assert parse(again).given == one.given


@pytest.mark.parametrize("name", sorted(PROJECTIONS))
def test_what_an_answer_states_makes_the_same_answer(name: str) -> None:
    asked = parse({"projection": name, "direction": "undirected", "weight": "documents", "year": "2019-2022"})
    stated = {key: ",".join(v) if isinstance(v, tuple) else str(v) for key, v in asked.projection().parameters.items()}
    assert parse(stated) == asked


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("projection", "nope"), ("projection", "custom"), ("edges", "nope"), ("relations", "nope"), ("kinds", "nope"),
        ("kinds", "memberOf"), ("documents", "nope"), ("year", "19"), ("year", "2020-2019"), ("year", "²⁰¹⁹"),
        ("direction", "up"), ("weight", "heavy"), ("min_weight", "-1"), ("min_weight", "nan"), ("min_weight", "x"),
        ("fold", "actors"), ("fold_weight", "nope"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_told_with_what_would(parameter: str, value: str) -> None:
    with pytest.raises(ParameterError) as told:
        network(INDEX, parse({parameter: value}))
    assert told.value.parameter in (parameter, "edges")
    assert parameter in PARAMETERS
    assert bool(told.value.allowed) is (parameter != "min_weight")


def test_a_network_over_its_budget_says_so_and_keeps_the_heaviest() -> None:
    asked = parse({"projection": "all"})
    full = network(INDEX, asked)
    for budget, by in ((Budget(nodes=2), "nodes"), (Budget(edges=1), "edges")):
        cut = network(INDEX, asked, budget)
        assert not cut.complete
        assert cut.stopped is not None
        assert cut.stopped.budget == by
        assert set(cut.stopped.text) == {"nl", "en"}
        assert len(cut.nodes) < len(full.nodes) if by == "nodes" else len(cut.edges) == 1
        known = {node.iri for node in cut.nodes}
        assert all({edge.source, edge.target} <= known for edge in cut.edges)
    assert network(INDEX, asked, Budget(seconds=0)).stopped is not None


def test_an_unknown_thing_is_told_with_what_is_called_nearly_so() -> None:
    with pytest.raises(UnknownThingError) as told:
        questions.ego(INDEX, parse({}), f"{BASE}/id/municipality/lutjesstad", Budget())
    assert told.value.near[0] == (TOWN, "Lutjestad")


def test_the_same_goes_over_the_wire() -> None:
    for name in PROJECTIONS:
        data = questions.whole(INDEX, parse({"projection": name}), Budget(), measures=("community", "degree"))
        assert wire.load(wire.dump(data)) == data


def test_the_difference_between_two_documents() -> None:
    before, after = (parse({"projection": "actors-governance", "documents": name}) for name in ("plan-a", "plan-b"))
    data = questions.difference(INDEX, before, after, {"before": "plan-a", "after": "plan-b"}, Budget())
    assert {(e.source, e.target): e.attributes["change"] for e in data.edges} == {
        (TOWN, BODY): "went", (OFFICE, BODY): "came",
    }  # fmt: skip
    assert {node.iri: node.attributes["change"] for node in data.nodes} == {
        TOWN: "went",
        OFFICE: "came",
        BODY: "stayed",
    }
    assert (data.measures["edges_came"], data.measures["edges_went"], data.measures["edges_stayed"]) == (1, 1, 0)


def test_two_runs_over_another_order_of_quads_give_the_same() -> None:
    turned = OxigraphStore(BASE)
    turned.load(reversed(list(sample_quads())))
    plain = OxigraphStore(BASE)
    plain.load(sample_quads())
    for name in PROJECTIONS:
        one, other = (network(NetworkIndex(store), parse({"projection": name})) for store in (plain, turned))
        assert (one.nodes, one.edges) == (other.nodes, other.edges)


def test_statements_of_a_large_kind_are_found_pair_by_pair_as_all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    together = network(INDEX, parse({"projection": "all"}))
    monkeypatch.setattr("kg.network.evidence.AT_ONCE", 0)
    one_by_one = network(NetworkIndex(sample_store()), parse({"projection": "all"}))
    assert one_by_one.edges == together.edges
    assert Statements(INDEX).between("governance", TOWN, OFFICE, Budget()) == []


# --- the five texts


@pytest.fixture(scope="module")
def real(built_store: Path) -> NetworkIndex:
    return NetworkIndex(open_current(built_store))


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_edge_is_stated_where_it_says(real: NetworkIndex, name: str) -> None:
    """Read back from the store, one triple at a time: what it runs through names both ends and stands in a document."""
    kind = KINDS[name]
    data = network(real, parse({"edges": name, "direction": "directed"}), Budget(nodes=50_000))
    assert data.complete
    for edge in data.edges[:400]:
        if not kind.stated:
            ends_of = NamedNode(edge.source), NamedNode(edge.target)
            for relation in edge.relations:
                assert list(real.store.quads(ends_of[0], NamedNode(relation.iri), ends_of[1]))
            assert not edge.passages
            continue
        assert edge.documents
        assert edge.via
        for fact in edge.via:
            near = {q.object for q in real.store.quads(NamedNode(fact))} | {NamedNode(fact)}
            stated = {q.object for q in real.store.quads(NamedNode(fact), VG.statedIn)}
            regions = (real.store.quads(document, VG.region) for document in stated if isinstance(document, NamedNode))
            named: set[object] = near | {q.object for quads in regions for q in quads}
            if name == "same-measure":
                named = within(real, NamedNode(fact))
            assert {NamedNode(edge.source), NamedNode(edge.target)} <= named
        assert edge.passages
        assert {p.document for p in edge.passages} <= set(edge.documents)
        assert edge.weight == sum(relation.count for relation in edge.relations)


@pytest.mark.parametrize("name", sorted(name for name, kind in KINDS.items() if kind.bulk))
def test_the_quick_way_to_read_very_many_statements_finds_the_same(
    real: NetworkIndex, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large network would have other edges than a small one made of the same statements."""
    (slow,) = read(real.store, [KINDS[name]], 10**6, lambda: None)
    monkeypatch.setattr(reading, "MANY", 0)
    quicker = replace(KINDS[name], pattern="no pattern at all")
    (quick,) = read(real.store, [quicker], 10**6, lambda: None)
    assert told(quick) == told(slow)


def told(found: Found) -> Counter[tuple[bytes, ...]]:
    return Counter(tuple(found.terms[n] for n in row) for row in found.rows.tolist())


def test_statements_that_are_too_many_are_left_out_and_that_is_said(real: NetworkIndex) -> None:
    (every,) = read(real.store, [KINDS["priority"]], 10**6, lambda: None)
    number = len(every.rows)
    (few,) = read(real.store, [KINDS["priority"]], number - 1, lambda: None)
    assert (len(few.rows), few.complete) == (number - 1, False)
    (exact,) = read(real.store, [KINDS["priority"]], number, lambda: None)
    assert exact.complete
    assert told(exact) == told(every)


def test_reading_ends_when_nobody_waits_any_more(real: NetworkIndex) -> None:
    def gone() -> None:
        raise TimeoutError("nobody waits")

    with pytest.raises(TimeoutError, match="nobody waits"):
        read(real.store, [KINDS["priority"], KINDS["governance"]], 10**6, gone)


def test_a_term_that_is_no_iri_is_no_node_and_a_relation_by_its_words() -> None:
    assert iri_of(b"<https://example.org/a>") == "https://example.org/a"
    words = b'"a\\tb"@nl'
    assert iri_of(words) is iri_of(b"_:b0") is iri_of(b"<<( <a:b> <a:c> <a:d> )>>") is iri_of(b"5") is iri_of(b"") is None
    assert [text_of(term) for term in (b"<a:b>", words, b"5")] == ["a:b", "a\tb", "5"]


def within(index: NetworkIndex, measure: NamedNode) -> set[object]:
    """What the facts name that were read within the words of a measure, one passage at a time."""
    store = index.store
    (document,) = (q.object for q in store.quads(measure, VG.statedIn))
    reach = [words(index, q.object) for q in store.quads(measure, VG.evidence)]
    found: set[object] = set()
    for quad in store.quads(None, VG.statedIn, document):
        for place in (words(index, q.object) for q in store.quads(quad.subject, VG.evidence)):
            if any(first <= place[0] and place[1] <= last for first, last in reach):
                found |= {q.object for q in store.quads(quad.subject) if q.predicate in (VG.actor, VG.subject, VG.object)}
    return found


def words(index: NetworkIndex, passage: object) -> tuple[int, int]:
    """The positions of a passage, by the IRI of it alone."""
    first, last = str(passage).strip("<>").rsplit("/", 1)[1].split("-")
    return int(first), int(last)


def test_who_is_named_in_the_words_of_a_measure_is_joined_and_nobody_else() -> None:
    """A mention just outside the words, or at the same place of another document, must not become an edge."""
    store = sample_store()

    def add(kind: str, name: str, document: str, place: tuple[int, int], predicate: NamedNode, actor: str) -> None:
        fact, graph = NamedNode(f"{BASE}/id/{kind.lower()}/{name}"), NamedNode(f"{BASE}/graph/{document}")
        passage = f"{BASE}/id/passage/{document}/{place[0]}-{place[1]}"
        whole = NamedNode("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")
        store.load([
            Quad(fact, RDF.type, NamedNode(VG.Measure.value.replace("Measure", kind)), graph),
            Quad(fact, predicate, NamedNode(actor), graph),
            Quad(fact, VG.statedIn, NamedNode(f"{BASE}/id/document/{document}"), graph),
            Quad(fact, VG.evidence, NamedNode(passage), graph),
            Quad(NamedNode(passage), OA.hasSelector, NamedNode(f"{passage}#position"), graph),
            Quad(NamedNode(f"{passage}#position"), OA.start, Literal(str(place[0]), datatype=whole), graph),
            Quad(NamedNode(f"{passage}#position"), OA.end, Literal(str(place[1]), datatype=whole), graph),
        ])  # fmt: skip

    third, fourth = f"{BASE}/id/body/derde", f"{BASE}/id/body/vierde"
    add("Measure", "m", "plan-a", (9_000, 9_100), VG.actor, TOWN)
    add("ActorMention", "in", "plan-a", (9_010, 9_100), VG.actor, OFFICE)
    add("GovernanceRelation", "in", "plan-a", (9_000, 9_050), VG.object, third)
    add("ActorMention", "out", "plan-a", (9_099, 9_101), VG.actor, fourth)
    add("ActorMention", "elsewhere", "plan-b", (9_010, 9_020), VG.actor, fourth)
    data = network(NetworkIndex(store), parse({"projection": "same-measure"}))
    assert ends(data) == [(third, TOWN), (third, OFFICE), (TOWN, OFFICE)]
    for edge in data.edges:
        assert edge.via == (f"{BASE}/id/measure/m",)
        assert [p.iri for p in edge.passages] == [f"{BASE}/id/passage/plan-a/9000-9100"]
        assert (edge.documents, edge.weight) == (("plan-a",), 1.0)


def test_the_five_texts_name_actors_together_in_a_measure(real: NetworkIndex) -> None:
    assert network(real, parse({"projection": "same-measure"})).edges


def test_the_years_of_the_five_texts_come_apart(real: NetworkIndex) -> None:
    of = {year: {(e.source, e.target) for e in network(real, parse({"year": year})).edges} for year in ("2016", "2020")}
    every = {(e.source, e.target) for e in network(real, parse({})).edges}
    assert of["2016"] | of["2020"] == every
    assert of["2016"] != of["2020"]
    before, after = (parse({"year": year}) for year in of)
    changes = questions.difference(real, before, after, {}, Budget()).edges
    assert {(e.source, e.target) for e in changes if e.attributes["change"] == "came"} == of["2020"] - of["2016"]
    assert {(e.source, e.target) for e in changes if e.attributes["change"] == "went"} == of["2016"] - of["2020"]


def test_labels_are_those_of_the_store(real: NetworkIndex) -> None:
    for node in network(real, parse({})).nodes:
        said = {q.object.value for q in real.store.quads(NamedNode(node.iri)) if isinstance(q.object, Literal)}
        assert node.labels["nl"] in said
