"""`/update` by the SPARQL 1.1 Protocol, section 2.2, and who may use it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from kg.snapshots import current_name, new_snapshot, read_manifest
from tests.http.client import server
from tests.http.sample import sample_quads
from tests.http.writing import BASE, FORM, TOKEN, UPDATE, Api, writable

INSERT = "INSERT DATA { <http://e/a> <http://e/p> 1 }"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with writable(tmp_path_factory.mktemp("update") / "store") as made:
        yield made


# 2.2.1 and 2.2.2: two ways to send an update


def test_update_by_form_and_directly(api: Api) -> None:
    for number, sent in enumerate(
        (
            {"data": {"update": "INSERT DATA { <http://e/s> <http://e/way> 0 }"}},
            {"content": "INSERT DATA { <http://e/s> <http://e/way> 1 }", "headers": {"Content-Type": UPDATE}},
            {"content": "INSERT DATA { <http://e/s> <http://e/way> 2 }", "headers": {"Content-Type": f"{UPDATE}; charset=UTF-8"}},
        )
    ):
        answer = api("POST", "/update", **sent)  # type: ignore[arg-type]
        assert answer.status_code == 200, answer.text
        assert answer.headers["ETag"] == f'"{answer.json()["snapshot"]}"'
        assert answer.json()["changed"] == [{"graph": None, "added": 1, "removed": 0}]
        assert api.ask(f"<http://e/s> <http://e/way> {number}")  # whoever has the answer sees the write


AS_UPDATE, AS_FORM = {"headers": {"Content-Type": UPDATE}}, {"headers": {"Content-Type": FORM}}
USING = quote("http://e/g", safe="")
CASES: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "no update (form)": ("POST", "/update", {"data": {"x": "1"}}, 400),
    "an empty form": ("POST", "/update", {"content": "", **AS_FORM}, 400),
    "two updates": ("POST", "/update", {"content": "update=CLEAR+ALL&update=CLEAR+ALL", **AS_FORM}, 400),
    "update in URL and body": ("POST", "/update?update=CLEAR+ALL", {"content": INSERT, **AS_UPDATE}, 400),
    "update in the URL alone": ("POST", "/update?update=CLEAR+ALL", {"content": "", **AS_FORM}, 400),
    "no SPARQL": ("POST", "/update", {"content": "CLEAR EVERYTHING", **AS_UPDATE}, 400),
    "a query": ("POST", "/update", {"content": "ASK {}", **AS_UPDATE}, 400),
    "a query as a form": ("POST", "/update", {"data": {"query": "ASK {}"}}, 400),
    "no UTF-8": ("POST", "/update", {"content": b"INSERT DATA { <s:a> <s:b> '\xff' }", **AS_UPDATE}, 400),
    "no UTF-8 (form)": ("POST", "/update", {"content": b"update=%FF", **AS_FORM}, 400),
    "using-graph-uri and USING": ("POST", f"/update?using-graph-uri={USING}", {"content": "INSERT { } USING <http://e/g> WHERE { }", **AS_UPDATE}, 400),
    "using-named-graph-uri and WITH": ("POST", f"/update?using-named-graph-uri={USING}", {"content": "WITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", **AS_UPDATE}, 400),
    "using-graph-uri that is no IRI": ("POST", "/update?using-graph-uri=x", {"content": INSERT, **AS_UPDATE}, 400),
    "no type": ("POST", "/update", {"content": INSERT}, 415),
    "the type of a query": ("POST", "/update", {"content": INSERT, "headers": {"Content-Type": "application/sparql-query"}}, 415),
    "another charset": ("POST", "/update", {"content": INSERT, "headers": {"Content-Type": f"{UPDATE}; charset=utf-16"}}, 415),
    "multipart": ("POST", "/update", {"files": {"update": INSERT.encode()}}, 415),
    "packed": ("POST", "/update", {"content": b"x", "headers": {"Content-Type": UPDATE, "Content-Encoding": "gzip"}}, 415),
    "GET": ("GET", f"/update?update={quote(INSERT)}", {}, 405),
    "PUT": ("PUT", "/update", {"content": INSERT, **AS_UPDATE}, 405),
    "DELETE": ("DELETE", "/update", {}, 405),
    "SERVICE": ("POST", "/update", {"content": "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", **AS_UPDATE}, 403),
    "LOAD": ("POST", "/update", {"content": "LOAD <http://127.0.0.1:1/>", **AS_UPDATE}, 403),
    "LOAD SILENT": ("POST", "/update", {"content": "LOAD SILENT <file:///etc/passwd>", **AS_UPDATE}, 403),
    "no such graph": ("POST", "/update", {"content": "DROP GRAPH <http://e/none>", **AS_UPDATE}, 400),
    "too deep": ("POST", "/update", {"content": "INSERT DATA { <s:a> <s:b> " + "[ <s:b> " * 5000 + "1" + "]" * 5000 + "}", **AS_UPDATE}, 400),
    "too large": ("POST", "/update", {"content": "#" * 9_000_000, **AS_UPDATE}, 413),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_no_update(api: Api, case: str) -> None:
    method, url, arguments, status = CASES[case]
    before = api.values("?s ?p ?x")
    answer = api(method, url, **arguments)
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    if status == 405:
        assert "POST" in answer.headers["Allow"]
    assert api.values("?s ?p ?x") == before


def test_several_graphs_to_match_with(api: Api) -> None:
    """2.2.3: using-graph-uri any number of times."""
    api.update("INSERT DATA { GRAPH <http://e/u1> { <http://e/1> <http://e/q> 1 } GRAPH <http://e/u2> { <http://e/2> <http://e/q> 2 } }")
    both = [("using-graph-uri", "http://e/u1"), ("using-graph-uri", "http://e/u2")]
    text = "INSERT { ?s <http://e/seen> ?o } WHERE { ?s <http://e/q> ?o }"
    assert api("POST", "/update", params=both, content=text, headers={"Content-Type": UPDATE}).status_code == 200
    assert api.values("?s <http://e/seen> ?x") == {"1", "2"}
    text = "INSERT { ?s <http://e/in> ?g } WHERE { GRAPH ?g { ?s <http://e/q> ?o } }"
    form = {"update": text, "using-named-graph-uri": "http://e/u2"}
    assert api("POST", "/update", data=form).status_code == 200
    assert api.values("?s <http://e/in> ?x") == {"http://e/u2"}


def test_nothing_to_do_makes_no_snapshot(api: Api) -> None:
    first = api.update("INSERT DATA { <http://e/n> <http://e/p> 1 }").json()["snapshot"]
    for text in ("", "INSERT DATA { <http://e/n> <http://e/p> 1 }", "DELETE DATA { <s:x> <s:y> 1 }"):
        assert api.update(text).json() == {"snapshot": first, "changed": []}


def test_an_update_is_done_whole_or_not_at_all(api: Api) -> None:
    answer = api.update("INSERT DATA { <http://e/half> <http://e/p> 1 } ; DROP GRAPH <http://e/none>")
    assert answer.status_code == 400
    assert not api.ask("<http://e/half> ?p ?o")


def test_if_match(api: Api) -> None:
    etag = api.update(f"INSERT DATA {{ <http://e/m> <http://e/p> {1} }}").headers["ETag"]
    assert api.update("INSERT DATA { <http://e/m> <http://e/p> 2 }", **{"If-Match": f'"x", {etag}'}).status_code == 200
    answer = api.update("INSERT DATA { <http://e/m> <http://e/p> 3 }", **{"If-Match": etag})
    assert answer.status_code == 412
    assert api.update("INSERT DATA { <http://e/m> <http://e/p> 3 }", **{"If-Match": f"W/{etag}"}).status_code == 412
    assert api.values("<http://e/m> <http://e/p> ?x") == {"1", "2"}
    assert api.update("INSERT DATA { <http://e/m> <http://e/p> 4 }", **{"If-Match": "*"}).status_code == 200


def test_one_of_many_wins_a_race_by_if_match(api: Api) -> None:
    """A lost update: two clients read the same state, both write, one is overwritten unseen."""
    etag = api.update("INSERT DATA { <http://e/race> <http://e/p> 0 }").headers["ETag"]
    statuses: list[int] = []

    def write(number: int) -> None:
        text = f"DELETE {{ ?s ?p ?o }} INSERT {{ ?s ?p {number} }} WHERE {{ BIND(<http://e/race> AS ?s) ?s ?p ?o }}"
        statuses.append(Api(api.address).update(text, **{"If-Match": etag}).status_code)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, *[412] * 5]


def test_writers_at_once_are_all_heard(api: Api) -> None:
    threads = [
        threading.Thread(target=lambda n=number: Api(api.address).update(f"INSERT DATA {{ <http://e/all> <http://e/p> {n} }}"))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert api.values("<http://e/all> <http://e/p> ?x") == {str(number) for number in range(8)}


# who may write


def test_without_a_token_nothing_is_written(api: Api) -> None:
    for token in (None, "wrong", TOKEN + "x", "é"):
        answer = Api(api.address, None)("POST", "/update", content=INSERT, headers={
            "Content-Type": UPDATE, **({"Authorization": f"Bearer {token}".encode()} if token else {})})  # type: ignore[dict-item]  # fmt: skip
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert Api(api.address, None)("POST", "/update", headers={"Authorization": f"Basic {TOKEN}"}).status_code == 401


def test_writing_is_off_until_a_token_is_configured(small_store: Path) -> None:
    with server(small_store) as (address, _):
        for answer in (Api(address).update(INSERT), Api(address)("DELETE", "/graphs?default")):
            assert answer.status_code == 403
            assert "VEILIGHEIDSGRAAF_WRITE_TOKEN" in answer.json()["detail"]


def test_a_token_writes_the_graphs_it_may(tmp_path: Path) -> None:
    """Checked by what an update changed: its text can name any graph by a variable."""
    digest = hashlib.sha256(b"token-of-the-editors").hexdigest()
    tokens = tmp_path / "tokens.toml"
    tokens.write_text(f'[editors]\nsha256 = "{digest}"\ngraphs = ["http://e/own", "http://e/notes/*"]\n')
    with writable(tmp_path / "store", TOKENS=str(tokens)) as api:
        api.update("INSERT DATA { GRAPH <http://e/other> { <http://e/a> <http://e/p> 1 } }")
        editors = Api(api.address, "token-of-the-editors")
        for graph in ("http://e/own", "http://e/notes/1"):
            assert editors.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <http://e/a> <http://e/p> 1 }} }}").status_code == 200
        for text in (
            "INSERT DATA { <http://e/a> <http://e/p> 1 }",
            "INSERT DATA { GRAPH <http://e/own> { <http://e/b> <http://e/p> 1 } GRAPH <http://e/other> { <http://e/b> <http://e/p> 1 } }",
            "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
            "DROP GRAPH <http://e/other>",
            "CREATE GRAPH <http://e/mine>",
            "CLEAR ALL",
        ):
            answer = editors.update(text)
            assert answer.status_code == 403, text
        assert api.values("GRAPH ?x { <http://e/a> <http://e/p> 1 }") == {"http://e/own", "http://e/notes/1", "http://e/other"}
        # what it may not change but does not change is no matter
        assert editors.update("DELETE { GRAPH ?g { ?s <http://e/none> ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }").status_code == 200
        tokens.write_text(f'[editors]\nsha256 = "{digest}"\ngraphs = ["*"]\nupdate = false\n')
        assert editors.update("CREATE GRAPH <http://e/own2>").status_code == 403
        assert editors("PUT", "/graphs?graph=http://e/own2", content="", headers={"Content-Type": "text/turtle"}).status_code == 201
        assert editors("DELETE", "/graphs?default").status_code == 403
        tokens.write_text("")
        assert editors.update("CREATE GRAPH <http://e/own3>").status_code == 401


# the graph of documents


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Api, Path]]:
    store = tmp_path_factory.mktemp("documents") / "store"
    with new_snapshot(store, BASE) as draft:
        draft.store.load(sample_quads())
    with server(store, WRITE_TOKEN=TOKEN) as (address, _):
        yield Api(address), store


def test_the_default_graph_of_a_union_follows(documents: tuple[Api, Path]) -> None:
    api, store = documents
    answer = api.update("INSERT DATA { <http://e/a> <http://e/p> 1 }")
    assert answer.status_code == 403
    assert "GRAPH" in answer.json()["detail"]
    twice = "INSERT DATA { GRAPH <http://e/1> { <http://e/a> <http://e/p> 1 } GRAPH <http://e/2> { <http://e/a> <http://e/p> 1 } }"
    before = read_manifest(store, current_name(store))
    assert api.update(twice).status_code == 200
    after = read_manifest(store, current_name(store))
    assert (after.triples, after.quads) == (before.triples + 1, before.quads + 2)
    api.update("DROP GRAPH <http://e/1>")
    assert api.ask("<http://e/a> <http://e/p> 1")
    api.update("DROP GRAPH <http://e/2>")
    assert not api.ask("<http://e/a> <http://e/p> 1")
    assert read_manifest(store, current_name(store)).graphs == before.graphs


def test_what_breaks_the_shapes_is_refused_with_the_report(documents: tuple[Api, Path]) -> None:
    api, store = documents
    before = current_name(store)
    vg = "PREFIX vg: <https://w3id.org/veiligheidsgraaf/def/> "
    answer = api.update(vg + "INSERT DATA { GRAPH <http://e/x> { <http://e/t> a vg:Target } }")
    assert answer.status_code == 422, answer.text
    assert {result["focusNode"] for result in answer.json()["results"]} == {"http://e/t"}
    # what others lean on may not go either
    answer = api.update(vg + "DELETE { GRAPH ?g { ?x a vg:Passage } } WHERE { GRAPH ?g { ?x a vg:Passage } }")
    assert answer.status_code == 422
    assert current_name(store) == before
