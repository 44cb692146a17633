"""LOAD in an update: only from where the keeper of the server allows it, all or nothing, and SILENT hides no refusal."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.http.writing import Api, writable
from tests.loopback import Quiet, listening

TURTLE = {"Content-Type": "text/turtle"}
ENTITIES = b'<!DOCTYPE r [<!ENTITY a "aaaa">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """A server with documents below /data/, and the paths it was asked for."""
    asked: list[str] = []

    class Handler(Quiet):
        def do_GET(self) -> None:
            asked.append(self.path)
            match self.path.removeprefix("/data/"):
                case "doc":
                    self.answer(200, TURTLE, b"<#me> <http://e/p> _:b , 'x' .")
                case "inside":
                    self.answer(302, {"Location": "/data/doc"}, b"")
                case "away":
                    self.answer(302, {"Location": "/secret"}, b"")
                case "page":
                    self.answer(200, {"Content-Type": "text/html"}, b"<p>")
                case "broken":
                    self.answer(200, TURTLE, b"<#me> <http://e/p> ")
                case "entities":
                    self.answer(200, {"Content-Type": "application/rdf+xml"}, ENTITIES)
                case _:
                    self.answer(500, TURTLE, b"")

    with listening(Handler) as address:
        yield address, asked


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory, elsewhere: tuple[str, list[str]]) -> Iterator[Api]:
    with writable(tmp_path_factory.mktemp("load") / "store", LOAD_FROM=f"{elsewhere[0]}/data/") as made:
        yield made


def test_a_document_comes_in_with_its_own_address_as_base(api: Api, elsewhere: tuple[str, list[str]]) -> None:
    url = f"{elsewhere[0]}/data/doc"
    answer = api.update(f"LOAD <{url}> INTO GRAPH <http://e/g> ; LOAD <{elsewhere[0]}/data/inside> INTO GRAPH <http://e/h>")
    assert answer.status_code == 200, answer.text
    assert api.ask(f"GRAPH <http://e/g> {{ <{url}#me> <http://e/p> 'x' . FILTER NOT EXISTS {{ <urn:x> ?p ?o }} }}")
    assert api.ask(f"GRAPH <http://e/h> {{ <{url}#me> <http://e/p> 'x' }}")


@pytest.mark.parametrize(
    ("name", "status"), [("broken", 400), ("entities", 400), ("page", 502), ("none", 502), ("away", 403), ("../secret", 403)]
)
def test_an_update_that_cannot_load_changes_nothing(api: Api, elsewhere: tuple[str, list[str]], name: str, status: int) -> None:
    text = f"INSERT DATA {{ <http://e/before> <http://e/{status}> 1 }} ; LOAD <{elsewhere[0]}/data/{name}> INTO GRAPH <http://e/new>"
    answer = api.update(text)
    assert answer.status_code == status, answer.text
    assert not api.ask(f"<http://e/before> <http://e/{status}> 1")
    assert "/secret" not in [urlsplit(path).path for path in elsewhere[1]]


@pytest.mark.parametrize("name", ["broken", "entities", "page", "none"])
def test_silent_goes_on_without_what_fails(api: Api, elsewhere: tuple[str, list[str]], name: str) -> None:
    url = f"{elsewhere[0]}/data/{name}"
    answer = api.update(f"LOAD SILENT <{url}> INTO GRAPH <http://e/none> ; INSERT DATA {{ <http://e/s> <http://e/after> '{name}' }}")
    assert answer.status_code == 200, answer.text
    assert api.ask(f"<http://e/s> <http://e/after> '{name}'")
    assert not api.ask("GRAPH <http://e/none> { ?s ?p ?o }")


@pytest.mark.parametrize("name", ["away", "../secret", "%2e%2e/secret"])
def test_silent_hides_no_refusal(api: Api, elsewhere: tuple[str, list[str]], name: str) -> None:
    assert api.update(f"LOAD SILENT <{elsewhere[0]}/data/{name}>").status_code == 403
    assert "/secret" not in [urlsplit(path).path for path in elsewhere[1]]


def test_what_is_loaded_silently_once_and_plainly_once_must_be_there(api: Api, elsewhere: tuple[str, list[str]]) -> None:
    url = f"{elsewhere[0]}/data/none"
    assert api.update(f"LOAD SILENT <{url}> ; LOAD <{url}>").status_code == 502


def test_an_update_loads_from_only_so_many_addresses(api: Api, elsewhere: tuple[str, list[str]]) -> None:
    before = len(elsewhere[1])
    text = " ; ".join(f"LOAD <{elsewhere[0]}/data/{number}>" for number in range(9))
    assert api.update(text).status_code == 400
    assert len(elsewhere[1]) == before
