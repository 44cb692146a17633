"""Reading the files of the ontology into graphs.

Wrong would be: two class expressions of different files that become one node because a parser named both alike; a
store that differs from build to build; a slip in a file that is reported without its place.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from kg.errors import RdfSyntaxError
from kg.iris import Iris
from kg.ontology import WRITTEN_BASE, ontology_files, ontology_quads, thesaurus_quads, vocabulary_files

DEFAULT = Iris(WRITTEN_BASE)


def blank_nodes(quads: list[Quad]) -> set[str]:
    return {term.value for quad in quads for term in (quad.subject, quad.object) if isinstance(term, BlankNode)}


def test_each_graph_holds_all_triples_of_its_files() -> None:
    from kg.ontology import read_turtle

    for quads, files in ((ontology_quads(DEFAULT), ontology_files()), (thesaurus_quads(DEFAULT), vocabulary_files())):
        assert len(quads) == sum(1 for file in files for _ in read_turtle(file))


def test_two_readings_give_the_same_quads_in_the_same_order() -> None:
    assert ontology_quads(DEFAULT) == ontology_quads(DEFAULT)
    assert thesaurus_quads(DEFAULT) == thesaurus_quads(DEFAULT)


def test_blank_nodes_of_two_files_or_graphs_are_never_one() -> None:
    assert blank_nodes(ontology_quads(DEFAULT)) & blank_nodes(thesaurus_quads(DEFAULT)) == set()
    heads: dict[str, int] = defaultdict(int)
    for quad in [*ontology_quads(DEFAULT), *thesaurus_quads(DEFAULT)]:
        if quad.predicate.value.endswith("#first") and isinstance(quad.subject, BlankNode):
            heads[quad.subject.value] += 1
    assert set(heads.values()) == {1}


def test_instances_move_to_the_base_of_the_graph_and_terms_do_not() -> None:
    quads = thesaurus_quads(Iris("https://example.org/g"))
    iris = {term.value for q in quads for term in (q.subject, q.object, q.graph_name) if isinstance(term, NamedNode)}
    assert "https://example.org/g/id/theme/ondermijning" in iris
    assert "https://example.org/g/graph/thesaurus" in iris
    assert f"{WRITTEN_BASE}/def/direction/afname" in iris
    assert not any(iri.startswith(f"{WRITTEN_BASE}/id/") for iri in iris)


def test_a_slip_in_a_file_is_reported_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "vocabularies").mkdir()
    (tmp_path / "vocabularies" / "level.ttl").write_text("@prefix : <https://e.org/> .\n:a :b .\n", encoding="utf-8")
    with pytest.raises(RdfSyntaxError, match=r"level\.ttl:2"):
        thesaurus_quads(DEFAULT, tmp_path)
