"""Client libraries that write, unchanged: rdflib's SPARQLUpdateStore and SPARQLWrapper, with the token as a header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

from tests.http.writing import TOKEN, Api, writable

E = rdflib.Namespace("http://example.org/")
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with writable(Path(tmp_path_factory.mktemp("writing")) / "store") as made:
        yield made


def test_rdflib_writes_and_reads_back(api: Api) -> None:
    store = SPARQLUpdateStore(f"{api.address}/sparql", f"{api.address}/update", headers=BEARER)
    graph = rdflib.Graph(store, identifier=E.graph)
    graph.add((E.a, E.p, rdflib.Literal("één", lang="nl")))
    graph.add((E.a, E.p, rdflib.Literal(2)))
    assert set(graph.objects(E.a, E.p)) == {rdflib.Literal("één", lang="nl"), rdflib.Literal(2)}
    graph.remove((E.a, E.p, rdflib.Literal(2)))
    assert len(graph) == 1
    graph.update("INSERT { ?s <http://example.org/q> ?o } WHERE { ?s <http://example.org/p> ?o }")
    assert len(graph) == 2
    assert api.values(f"GRAPH <{E.graph}> {{ ?s <{E.q}> ?x }}") == {"één"}


def test_rdflib_without_a_token_is_told(api: Api) -> None:
    store = SPARQLUpdateStore(f"{api.address}/sparql", f"{api.address}/update")
    with pytest.raises(Exception, match="401"):
        rdflib.Graph(store, identifier=E.other).add((E.a, E.p, E.b))
    assert not api.ask(f"GRAPH <{E.other}> {{ ?s ?p ?o }}")


def test_sparqlwrapper_updates(api: Api) -> None:
    from SPARQLWrapper import POST, POSTDIRECTLY, URLENCODED, SPARQLWrapper

    wrapper = SPARQLWrapper(f"{api.address}/update")
    wrapper.addCustomHttpHeader("Authorization", BEARER["Authorization"])
    wrapper.setMethod(POST)
    for number, how in enumerate((URLENCODED, POSTDIRECTLY)):
        wrapper.setRequestMethod(how)
        wrapper.setQuery(f"INSERT DATA {{ <{E.w}> <{E.n}> {number} }}")
        assert wrapper.query().response.status == 200
    assert api.values(f"<{E.w}> <{E.n}> ?x") == {"0", "1"}
