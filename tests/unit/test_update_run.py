"""Updates run operation by operation. What would be wrong: another outcome than the engine's own, or an account of the
change that is not the change."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.changes import Changes
from kg.embedded import OxigraphStore
from kg.errors import NotAllowedError, QueryError, QueryRefusedError, QuerySyntaxError, UsageError
from kg.store import DEFAULT_GRAPH
from kg.update_run import Loaded, Update, loads, run
from kg.update_text import Manage, Modify, parse

BASE = "https://example.org/graaf"
DATA = """
PREFIX e: <http://e/>
INSERT DATA {
  e:a e:p 1 , 2 , "x"@nl ; e:q e:b . e:b e:p 3 ; e:q _:n . _:n e:p "é\\n\\"" .
  GRAPH e:g { e:a e:p 1 . e:c e:q e:a } GRAPH e:h { e:c e:q e:a , e:b }
}
"""
UPDATES = {
    "data in several graphs": "INSERT DATA { e:x e:y e:z . GRAPH e:g { e:x e:y 1.0, 1e0, true } e:x e:y 'é' }",
    "a blank node in two sections": "INSERT DATA { _:x e:p 1 . GRAPH e:g { _:x e:p 2 } }",
    "lists and nested blank nodes": "INSERT DATA { e:l e:p (1 [ e:q (2) ] 'three') }",
    "no dot before GRAPH": "INSERT DATA { e:x e:y e:z GRAPH e:g { e:x e:y e:z } . e:x e:y 2 }",
    "delete data": "DELETE DATA { e:a e:p 1 . GRAPH e:g { e:a e:p 1 } . e:never e:was 1 }",
    "delete where": "DELETE WHERE { ?s e:p ?o . GRAPH ?g { ?t e:q ?s } }",
    "modify": "DELETE { ?s e:p ?o } INSERT { ?s e:new ?o } WHERE { ?s e:p ?o FILTER(isNumeric(?o)) }",
    "deletes before it inserts": "DELETE { ?s e:p ?o } INSERT { ?s e:p ?o } WHERE { ?s e:p ?o }",
    "a graph by variable": "INSERT { GRAPH ?g { ?s e:seen ?n } } WHERE { GRAPH ?g { ?s ?p ?o } BIND(2 AS ?n) }",
    "unbound gives nothing": "INSERT { ?s e:r ?none . ?s e:t 1 } WHERE { ?s e:q ?o OPTIONAL { ?o e:no ?none } }",
    "no RDF gives nothing": "INSERT { ?o e:r ?s . ?s ?o 1 } WHERE { ?s e:p ?o }",
    "a blank node for each solution": "INSERT { ?s e:r [ e:v ?o ] } WHERE { ?s e:p ?o }",
    "with": "WITH e:g DELETE { ?s ?p ?o } INSERT { ?o ?p ?s . GRAPH e:h { ?s ?p 9 } } WHERE { ?s ?p ?o }",
    "with, named graphs seen": "WITH e:g INSERT { ?s e:both 1 } WHERE { ?s ?p ?o GRAPH e:h { ?s ?p ?o } }",
    "using": "INSERT { ?s e:u ?o } USING e:g USING e:h WHERE { ?s e:q ?o }",
    "using named": "INSERT { ?s e:u ?g } USING NAMED e:h WHERE { GRAPH ?g { ?s e:q ?o } }",
    "with and using": "WITH e:h DELETE { ?s ?p ?o } USING e:g WHERE { ?s ?p ?o }",
    "aggregates": "INSERT { e:n e:sum ?n } WHERE { SELECT (SUM(?o) AS ?n) { ?s e:p ?o FILTER isNumeric(?o) } }",
    "nothing bound at all": "INSERT { e:always e:is 1 } WHERE { }",
    "no solution": "INSERT { e:never e:is 1 } WHERE { FILTER(false) }",
    "empty templates": "DELETE {} INSERT {} WHERE { ?s ?p ?o }",
    "several": "DELETE DATA { e:a e:p 1 } ; INSERT { ?s e:left ?o } WHERE { ?s e:p ?o } ; CLEAR GRAPH e:g ;",
    "clear": "CLEAR GRAPH e:g",
    "clear default": "CLEAR DEFAULT",
    "clear named": "CLEAR NAMED",
    "drop": "DROP GRAPH e:g",
    "drop all": "DROP ALL",
    "create": "CREATE GRAPH e:new",
    "copy": "COPY e:g TO e:h",
    "copy default": "COPY DEFAULT TO GRAPH e:h",
    "move": "MOVE GRAPH e:g TO DEFAULT",
    "add": "ADD e:g TO e:new",
    "onto itself": "MOVE e:g TO e:g",
    "silent": "DROP SILENT GRAPH e:no ; CREATE SILENT GRAPH e:g",
    "comments and strings": "# } INSERT\nINSERT DATA { e:a e:p '# } {' , '''} \\' ?x <''' } # ; DROP ALL",
    "comparisons": "INSERT { ?s e:small 1 } WHERE { ?s e:p ?o FILTER(?o < 3 && ?o>1) }",
    "triple terms": "INSERT DATA { e:x e:says <<( e:a e:p 1 )>> . e:a e:p 7 {| e:by e:x |} }",
    "triple terms from a pattern": "INSERT { e:x e:says <<( ?s e:p ?o )>> } WHERE { ?s e:p ?o }",
}


def store() -> OxigraphStore:
    made = OxigraphStore(BASE)
    made.engine.update(DATA)
    return made


def canonical(engine: ox.Store) -> ox.Dataset:
    dataset = ox.Dataset(engine)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


@pytest.mark.parametrize("case", UPDATES)
def test_the_outcome_is_that_of_the_engine(case: str) -> None:
    text = f"PREFIX e: <http://e/>\n{UPDATES[case]}"
    expected, ours = store(), store()
    expected.engine.update(text)
    run(Update(text), Changes(ours, union=False))
    assert canonical(ours.engine) == canonical(expected.engine)
    assert ours.graph_names() == expected.graph_names()


@pytest.mark.parametrize("case", UPDATES)
def test_the_account_is_the_difference(case: str) -> None:
    ours = store()
    before, graphs = set(ours.engine), set(ours.graph_names())
    changes = Changes(ours, union=False)
    run(Update(f"PREFIX e: <http://e/>\n{UPDATES[case]}"), changes)
    after = set(ours.engine)
    assert (changes.added, changes.removed) == (after - before, before - after)
    assert (graphs | changes.graphs_came) - changes.graphs_went == set(ours.graph_names())
    assert changes.any == (before != after or graphs != set(ours.graph_names()))


@pytest.mark.parametrize("case", UPDATES)
def test_the_default_graph_of_a_union_stays_the_union(case: str) -> None:
    ours = OxigraphStore(BASE)
    ours.load(q for q in store().engine if q.graph_name != DEFAULT_GRAPH)
    ours.load([ox.Quad(ox.NamedNode("http://e/r"), ox.NamedNode("http://e/p"), ox.Literal(1), ours.report_graph)])
    size = len(list(ours.quads()))
    changes = Changes(ours, union=True)
    try:
        run(Update(f"PREFIX e: <http://e/>\n{UPDATES[case]}"), changes)
    except NotAllowedError:
        return  # it writes the default graph
    kept = set(ours.quads())
    assert len(kept) == size + changes.union_growth
    anew = OxigraphStore(ours.base)
    anew.load(quad for quad in ours.engine if quad.graph_name != DEFAULT_GRAPH)
    assert set(anew.quads()) == kept


def test_a_prefix_may_stand_before_each_operation() -> None:
    """The engine's own grammar takes none after a semicolon."""
    ours = store()
    text = "PREFIX e: <http://e/> CLEAR ALL ; PREFIX f: <http://f/> INSERT DATA { e:a f:b 1 } ; BASE <http://b/> "
    run(Update(text + "INSERT DATA { <x> f:b 2 }"), Changes(ours, union=False))
    assert {q.subject.value for q in ours.engine} == {"http://e/a", "http://b/x"}  # type: ignore[union-attr]


def test_the_dataset_of_the_request() -> None:
    text = "INSERT { ?s <http://e/u> ?o } WHERE { ?s <http://e/q> ?o }"
    for using, expected in ((("http://e/g",), 1), (("http://e/g", "http://e/h"), 2), (None, 2), ((), 0)):
        ours = store()
        changes = Changes(ours, union=False)
        run(Update(text, using, () if using is not None else None), changes)
        assert len(changes.added) == expected
    with pytest.raises(UsageError, match="USING"):
        run(Update("INSERT { } USING <http://e/g> WHERE { }", ("http://e/g",)), Changes(store(), union=False))


REFUSED = {
    "SERVICE": ("INSERT { ?s ?p 1 } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", QueryRefusedError),
    "SERVICE SILENT": ("INSERT { ?s ?p 1 } WHERE { SERVICE SILENT <http://127.0.0.1/> { ?s ?p ?o } }", QueryRefusedError),
    "LOAD": ("LOAD <http://127.0.0.1/>", QueryRefusedError),
    "LOAD SILENT": ("LOAD SILENT <http://127.0.0.1/> INTO GRAPH <http://e/g>", QueryRefusedError),
    "a query": ("SELECT * { ?s ?p ?o }", QuerySyntaxError),
    "an open brace": ("INSERT DATA { <http://e/a> <http://e/b> 1", QuerySyntaxError),
    "a variable in data": ("INSERT DATA { ?s <http://e/b> 1 }", QuerySyntaxError),
    "an unknown prefix": ("INSERT DATA { x:y <http://e/b> 1 }", QuerySyntaxError),
    "a relative IRI": ("INSERT DATA { <x> <http://e/b> 1 }", QuerySyntaxError),
    "two readings": ("INSERT { ?a <http://e/b> 1 } WHERE { ?a ?p ?b FILTER(?a<?b#>\n) }", UsageError),
    "no such graph": ("DROP GRAPH <http://e/no>", QueryError),
    "there already": ("CREATE GRAPH <http://e/g>", QueryError),
    "nothing to copy": ("COPY <http://e/no> TO <http://e/g>", QueryError),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_changes_nothing(case: str) -> None:
    text, error = REFUSED[case]
    ours = store()
    changes = Changes(ours, union=False)
    with pytest.raises(error):
        run(Update(text), changes)
    assert not changes.any
    assert canonical(ours.engine) == canonical(store().engine)


def test_the_place_of_a_mistake_is_that_of_the_text() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse("PREFIX e: <http://e/>\nCLEAR ALL ;\nPREFIX f: <http://f/>\n  INSERT DATA { e:a f:b , }")
    assert caught.value.line == 4


def test_loads_are_found_and_run_with_what_was_read() -> None:
    from kg.engine.formats import FORMATS

    text = "BASE <http://e/> LOAD <data.ttl> INTO GRAPH <g> ; LOAD SILENT <http://f/x>"
    assert loads(text) == {"http://e/data.ttl": False, "http://f/x": True}
    assert loads(f"{text} ; LOAD <http://f/x>")["http://f/x"] is False
    ours = store()
    changes = Changes(ours, union=False)
    nothing = Loaded(FORMATS["nt"], b"", "http://f/x")
    read = {"http://e/data.ttl": Loaded(FORMATS["ttl"], b"<> <p> _:x .", "http://e/data.ttl"), "http://f/x": nothing}
    run(Update(text, loads=read), changes)
    assert {str(q.subject) for q in changes.added} == {"<http://e/data.ttl>"}
    with pytest.raises(QueryRefusedError):
        run(Update(text, loads={"http://f/x": nothing}), Changes(store(), union=False))


def test_operations_are_cut_where_they_end() -> None:
    cut = parse("INSERT DATA { <s:a> <s:b> ';' } ; with <s:g> delete { ?s ?p '}' } where { ?s ?p '{' }; move <s:a> to default")
    assert [type(one) for one in cut] == [Modify, Modify, Manage]
    assert isinstance(cut[1], Modify)
    assert cut[1].where == "{ ?s ?p '{' }"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=" {}<>'\"#?$;.\\\n:_aDeINSERTWHR", max_size=60))
def test_no_text_is_taken_that_the_engine_refuses(text: str) -> None:
    try:
        cut = parse(text)
    except (QuerySyntaxError, UsageError):
        return
    if cut and not any(isinstance(one, Manage) for one in cut):
        ox.Store().update(text)
