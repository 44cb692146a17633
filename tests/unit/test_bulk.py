"""Loading files. What would be wrong: a part of them in the store, a mistake without its place, a union with doubles."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import zstandard
from pyoxigraph import BlankNode, NamedNode

from kg.archive import backup, listed, restore, rollback
from kg.bulk import Loading, load
from kg.errors import GraphError, InputError, NotFoundError, RdfSyntaxError, StoreError, UsageError
from kg.snapshots import create_empty, current_name, open_current, prune

BASE = "https://example.org/graaf"
TURTLE = "@prefix e: <http://e/> .\ne:a e:p 1 , [ e:q 'é' ] ; e:r <rel> .\n"


def quiet(*_: object) -> None:
    """Progress that nobody sees."""


def put(store: Path, *files: Path, **more: object) -> None:
    load(store, BASE, Loading(files, **more), quiet)  # type: ignore[arg-type]


def graphs(store: Path) -> dict[str, int]:
    opened = open_current(store)
    try:
        assert opened.manifest().graphs == opened.count_graphs()
        assert opened.manifest().triples == opened.count_default()
        return opened.manifest().graphs
    finally:
        opened.close()


def test_every_format_packed_or_not(tmp_path: Path) -> None:
    import pyoxigraph as ox

    for extension, kind in (("nt", "N_TRIPLES"), ("rdf", "RDF_XML"), ("jsonld", "JSON_LD"), ("trig", "TRIG"), ("nq", "N_QUADS"), ("ttl", "TURTLE")):
        triples = [quad.triple for quad in ox.parse(TURTLE, ox.RdfFormat.TURTLE, base_iri="http://e/")]
        body = ox.serialize(triples, format=getattr(ox.RdfFormat, kind)) or b""
        plain, packed, small = (tmp_path / f"{extension}{n}.{extension}{end}" for n, end in ((1, ""), (2, ".gz"), (3, ".zst")))
        plain.write_bytes(body)
        packed.write_bytes(gzip.compress(body))
        small.write_bytes(zstandard.ZstdCompressor().compress(body))
        put(tmp_path / extension, plain, packed, small)
        assert graphs(tmp_path / extension) == {f"{BASE}/graph/{extension}{n}": 4 for n in (1, 2, 3)}


def test_blank_nodes_are_one_in_graph_and_union_and_apart_between_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.ttl").write_text("_:x <http://e/p> 1 .")
    put(tmp_path / "store", tmp_path / "one.ttl", tmp_path / "two.ttl")
    opened = open_current(tmp_path / "store")
    named = {q.subject for g in opened.graph_names() for q in opened.quads(graph=NamedNode(g))}
    assert named == {q.subject for q in opened.quads()}
    assert len(named) == 2
    assert all(isinstance(node, BlankNode) for node in named)


def test_a_triple_of_two_graphs_counts_once_and_the_report_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "x.nq"
    file.write_text("".join(f"<http://e/a> <http://e/p> <http://e/b> <{g}> .\n" for g in ("http://e/1", "http://e/2", f"{BASE}/graph/report")))
    put(tmp_path / "store", file)
    assert len(graphs(tmp_path / "store")) == 3
    opened = open_current(tmp_path / "store")
    assert opened.manifest().triples == 1


def test_added_replaced_and_named(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(TURTLE)
    store = tmp_path / "store"
    put(store, file)
    put(store, file, graph="http://e/g", base="http://b/")
    assert set(graphs(store)) == {f"{BASE}/graph/a", "http://e/g"}
    assert any(str(q.object) == "<http://b/rel>" for q in open_current(store).quads(graph=NamedNode("http://e/g")))
    put(store, file, graph="http://e/h", replace=True)
    assert set(graphs(store)) == {"http://e/h"}


def test_a_store_whose_default_graph_stands_alone_takes_triples_there(tmp_path: Path) -> None:
    file = tmp_path / "a.nq"
    file.write_text("<http://e/a> <http://e/p> \"x\" .\n<http://e/a> <http://e/p> \"y\" <http://e/g> .\n")
    create_empty(tmp_path / "store", BASE)
    create_empty(tmp_path / "store", "http://elsewhere")  # does nothing
    put(tmp_path / "store", file)
    assert graphs(tmp_path / "store") == {"http://e/g": 1}
    assert open_current(tmp_path / "store").manifest().triples == 1
    assert len(open_current(tmp_path / "store").canonical_nquads()) == 2


BROKEN: dict[str, tuple[bytes, type[GraphError], str]] = {
    "a.ttl": (b"<http://e/a> <http://e/p> 1 .\n<http://e/a> no turtle .", RdfSyntaxError, "a.ttl:2"),
    "b.nt": (b"<http://e/a> <http://e/p> '\xff' .", RdfSyntaxError, "b.nt"),
    "c.ttl.gz": (b"this is no gzip", InputError, "c.ttl.gz"),
    "d.ttl.gz": (gzip.compress(TURTLE.encode() * 99)[:-20], InputError, "d.ttl.gz"),
    "e.ttl.zst": (b"this is no zstd", InputError, "e.ttl.zst"),
    "f.pdf": (b"%PDF", UsageError, "f.pdf"),
    "g.jsonld": (b'{"@context": "http://127.0.0.1:1/x", "a": 1}', RdfSyntaxError, "g.jsonld"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_bad_file_and_nothing_is_loaded(tmp_path: Path, name: str) -> None:
    body, error, told = BROKEN[name]
    good, bad, store = tmp_path / "good.ttl", tmp_path / name, tmp_path / "store"
    good.write_text(TURTLE)
    bad.write_bytes(body)
    put(store, good)
    before = current_name(store)
    with pytest.raises(error, match=told):
        put(store, good, bad, graph="http://e/new")
    assert current_name(store) == before
    assert not [p for p in (store / "snapshots").iterdir() if p.name.startswith(".")]


# snapshots


def test_back_and_forth(tmp_path: Path) -> None:
    file, store = tmp_path / "a.ttl", tmp_path / "store"
    file.write_text(TURTLE)
    put(store, file)
    put(store, file, graph="http://e/g")
    newest = current_name(store)
    assert [one.current for one in listed(store)] == [True, False]
    first = rollback(store)
    assert set(graphs(store)) == {f"{BASE}/graph/a"}
    assert rollback(store, newest) == newest
    with pytest.raises(NotFoundError, match=first):
        rollback(store, "20000101T000000000000Z")
    reader = open_current(store)
    rollback(store, first)
    assert prune(store, keep=1) == []  # somebody reads it
    reader.close()
    assert prune(store, keep=1) == [newest]
    with pytest.raises(NotFoundError):
        rollback(store)


@pytest.mark.parametrize("name", ["copy", "copy.tar", "copy.tar.gz", "copy.tar.zst"])
def test_a_backup_is_put_back(tmp_path: Path, name: str) -> None:
    file, store, target = tmp_path / "a.ttl", tmp_path / "store", tmp_path / name
    file.write_text(TURTLE)
    put(store, file)
    lines = open_current(store).canonical_nquads()
    backup(store, target)
    with pytest.raises(UsageError, match="already"):
        backup(store, target)
    put(store, file, graph="http://e/g")
    restore(target, store)
    assert graphs(store) == {f"{BASE}/graph/a": 4}
    restore(target, tmp_path / "new")
    assert open_current(tmp_path / "new").canonical_nquads() == lines
    assert len(listed(store)) == 2


def test_a_damaged_backup_changes_nothing(tmp_path: Path) -> None:
    file, store, target = tmp_path / "a.ttl", tmp_path / "store", tmp_path / "b.tar.gz"
    file.write_text(TURTLE)
    put(store, file)
    backup(store, target)
    before = current_name(store)
    target.write_bytes(target.read_bytes()[:-2000])
    with pytest.raises(StoreError):
        restore(target, store)
    assert current_name(store) == before
    assert not [p for p in store.iterdir() if p.name.startswith(".restore")]
