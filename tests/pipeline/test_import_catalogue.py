"""A DCAT catalogue in the form of CKAN portals, from a server on the loopback."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from cli.main import cli
from kg.errors import ServiceError
from kg.snapshots import current_name, open_current
from loaders.catalogues.importing import Imported, import_catalogue
from tests.loopback import Quiet, listening

PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
"""
SAFETY = "<http://standaarden.overheid.nl/owms/terms/Openbare_orde_en_veiligheid_(thema)>"
FIRST = PREFIXES + f"""
<> a hydra:PartialCollectionView ; hydra:next <?page=2> .
<https://data.example/set/a> a dcat:Dataset ; dct:title "Aangiften"@nl ; dcat:theme {SAFETY} ; dct:license <http://creativecommons.org/licenses/by/4.0/> ;
    dct:publisher <https://identifier.overheid.nl/tooi/id/gemeente/gm0344> .
<https://data.example/set/b> a dcat:Dataset ; dct:title "Bomen"@nl ; dcat:keyword "natuur" ; dct:description "criminaliteit onder bomen"@nl .
"""
SECOND = PREFIXES + """
<https://data.example/set/c> a dcat:Dataset ; dct:title "Cijfers"@nl ; dcat:keyword "Cybercrime"@nl , "cijfers" ;
    dct:publisher [ a foaf:Agent ; foaf:name "Gemeente Almere" ] ; dcat:contactPoint [ foaf:name "Jan Jansen" ] .
"""


@contextmanager
def serving(answer: Callable[[str], tuple[int, str, bytes]]) -> Iterator[tuple[str, list[str]]]:
    """The address of a server that gives what `answer` makes of a path: status, media type (or Location), body."""
    asked: list[str] = []

    class Handler(Quiet):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, kind, body = answer(self.path)
            self.answer(status, {"Location" if status == 302 else "Content-Type": kind}, body)

    with listening(Handler) as address:
        yield f"{address}/catalog.ttl", asked


def two_pages(path: str) -> tuple[int, str, bytes]:
    return 200, "text/turtle; charset=utf-8", (SECOND if "page=2" in path else FIRST).encode()


@pytest.fixture
def store(built_store: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    shutil.copytree(built_store, folder)
    return folder


def run(url: str, store: Path) -> Imported:
    return import_catalogue(url, store, lambda *_: None)


def said(store: Path, graph: str) -> set[tuple[str, str, str]]:
    opened = open_current(store)
    try:
        quads = list(opened.quads(graph=ox.NamedNode(graph)))
        assert all(next(opened.quads(q.subject, q.predicate, q.object), None) is not None for q in quads), "in the union too"
    finally:
        opened.close()
    return {(str(q.subject).strip("<>"), q.predicate.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1], getattr(q.object, "value", "")) for q in quads}


def test_data_sets_on_safety_are_kept_and_joined_with_the_graph(store: Path) -> None:
    with serving(two_pages) as (url, asked):
        found = run(url, store)
    assert [path.split("?")[-1] for path in asked] == ["/catalog.ttl", "page=2"]
    counts = found.counts
    assert (counts.read, counts.kept, counts.themed, counts.placed) == (3, 2, 1, 2)
    triples = said(store, found.graph)
    a, c = "https://data.example/set/a", "https://data.example/set/c"
    assert {subject for subject, _, _ in triples if subject.startswith("https://data.example")} == {a, c}
    places = {subject: value.rsplit("/", 1)[-1] for subject, predicate, value in triples if predicate == "spatial"}
    assert places == {a: "utrecht", c: "almere"}
    assert [subject for subject, predicate, _ in triples if predicate == "subject"] == [c]
    assert not any("Jansen" in value for _, _, value in triples), "contact details do not enter the graph"
    with serving(lambda _: (200, "text/turtle", b"")) as (url, _):
        again = run(url, store)
    assert again.counts.read == 0
    assert not {s for s, _, _ in said(store, again.graph) if s.startswith("https://data.example")}, "what stood there is gone"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda _: (200, "text/turtle", b"<a> <b"), "does not parse"),
        (lambda _: (200, "text/html", b"<html>"), "no RDF"),
        (lambda _: (404, "text/plain", b""), "status 404"),
        (lambda path: (200, "text/turtle", (PREFIXES + "<> hydra:next <?page=1> .").encode()), "circle"),
        (lambda _: (200, "text/turtle", (PREFIXES + "<> hydra:next <http://127.0.0.2:9/x> .").encode()), "another server"),
        (lambda _: (302, "http://127.0.0.2:9/x", b""), "another server"),
        (lambda _: (302, "/again", b""), "redirects"),
        (lambda _: (200, "application/ld+json", b'{"@context": "http://127.0.0.2:9/context", "@id": "x"}'), "does not parse"),
        (lambda _: (200, "text/turtle", (PREFIXES + "<> hydra:next <?a> , <?b> .").encode()), "2 next pages"),
    ],
    ids=["syntax", "html", "404", "circle", "elsewhere", "redirect elsewhere", "redirects", "remote context", "two nexts"],
)
def test_what_is_wrong_is_said_and_nothing_is_loaded(
    store: Path, answer: Callable[[str], tuple[int, str, bytes]], words: str
) -> None:
    name = current_name(store)
    with serving(answer) as (url, _), pytest.raises(ServiceError, match=words):
        run(url, store)
    assert current_name(store) == name


def test_the_command(store: Path) -> None:
    with serving(two_pages) as (url, _):
        done = CliRunner().invoke(cli, ["import", "catalogue", url, "--store", str(store)])
        assert done.exit_code == 0, done.output
        assert "3 data sets read, 2 on public safety kept" in done.output
        few = CliRunner().invoke(cli, ["import", "catalogue", url, "--store", str(store), "--pages", "1"])
    assert isinstance(few.exception, ServiceError)
