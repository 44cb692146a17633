"""A file that is missing, torn, or of another snapshot must never be answered from; nor may a size, a number at the
edge of the engine's, or a hostile text bring another answer, or an end to the worker."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from benchmarks.endpoint.data import Shape, lines
from benchmarks.endpoint.questions import HEAVY, PREFIXES, QUESTIONS, Draw
from kg.columns.__main__ import main
from kg.columns.answer import Shortcut, answer
from kg.columns.background import start
from kg.columns.file import fingerprint, open_columns, place
from kg.columns.make import make
from kg.columns.recognise import recognise
from kg.config import ROOT
from kg.embedded import OxigraphStore
from kg.engine.execution import Collector, write_answer
from kg.engine.formats import RESULT_FORMATS
from kg.engine.request import QueryRequest
from kg.queries import load_catalogue
from kg.snapshots import new_snapshot, open_current
from tests.columns_cases import columns_of, iri, typed, written

COUNT = "SELECT ?o (COUNT(*) AS ?n) { ?s <http://ex.org/p> ?o } GROUP BY ?o"
SUM = "SELECT (SUM(?o) AS ?n) (AVG(?o) AS ?m) { ?s <http://ex.org/p> ?o }"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A snapshot with three triples, and its columns."""
    made = tmp_path / "20260101T000000000000Z"
    store = ox.Store(str(made))
    store.extend(ox.Quad(iri(f"s{n}"), iri("p"), typed(str(n % 2), "integer")) for n in range(3))
    store.flush()
    del store
    make(made)
    return made


def ask(folder: Path, text: str = COUNT) -> ox.QuerySolutions | None:
    return Shortcut(folder)(QueryRequest(text))


def same(store: ox.Store, text: str) -> bool:
    """Whether the columns answer at all; what they answer is right."""
    query = recognise(text)
    assert query is not None, text
    found = answer(columns_of(store), query, text)
    if found is not None:
        expected = store.query(text)
        assert isinstance(expected, ox.QuerySolutions)
        assert Counter(written(found)) == Counter(written(expected)), text
    return found is not None


# --- the file


def test_columns_answer(folder: Path) -> None:
    found = ask(folder)
    assert found is not None
    assert sorted(row["n"].value for row in found) == ["1", "2"]


def test_without_a_file_the_engine_answers(folder: Path) -> None:
    place(folder).unlink()
    assert ask(folder) is None


def test_a_file_that_comes_later_is_found(folder: Path) -> None:
    moved = place(folder).rename(folder.parent / "aside")
    shortcut = Shortcut(folder)
    assert shortcut(QueryRequest(COUNT)) is None
    moved.rename(place(folder))
    assert shortcut(QueryRequest(COUNT)) is not None


def test_a_torn_file_is_ignored(folder: Path) -> None:
    whole = place(folder).read_bytes()
    for length in (0, 1, 7, 8, 100, len(whole) // 2, len(whole) - 1):
        place(folder).write_bytes(whole[:length])
        assert open_columns(folder) is None, length
    place(folder).write_bytes(whole + b"\0")
    assert open_columns(folder) is None
    place(folder).write_bytes(b"\xff" * len(whole))
    assert open_columns(folder) is None


def test_a_file_of_another_version_or_machine_is_ignored(folder: Path) -> None:
    whole = place(folder).read_bytes()
    for old, new in ((b'"version": 1', b'"version": 0'), (b'"order": "little"', b'"order": "xittle"')):
        if old in whole:
            place(folder).write_bytes(whole.replace(old, new))
            assert open_columns(folder) is None


def test_a_file_of_another_snapshot_is_ignored(folder: Path) -> None:
    other = folder.with_name("20260101T000000000001Z")
    shutil.copytree(folder, other)
    assert open_columns(other) is None


def test_a_store_that_was_written_to_is_not_answered_from_old_columns(folder: Path) -> None:
    before = fingerprint(folder)
    store = ox.Store(str(folder))
    store.add(ox.Quad(iri("new"), iri("p"), iri("x")))
    store.flush()
    del store
    assert fingerprint(folder) != before
    assert open_columns(folder) is None


def test_a_copy_of_a_store_has_no_columns(folder: Path) -> None:
    """A new snapshot begins as a copy of the one before; the old figures must not come along."""
    copy = folder.with_name("copy")
    ox.Store.read_only(str(folder)).backup(str(copy))
    assert not place(copy).exists()


def test_what_cannot_be_made_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(folder).unlink()
    monkeypatch.setattr("kg.columns.make.MOST", 1)
    with pytest.raises(ValueError, match="at most 1"):
        make(folder)
    assert not list(folder.glob("*.part"))
    assert not place(folder).exists()


def test_columns_are_made_in_the_background(tmp_path: Path) -> None:
    with new_snapshot(tmp_path, "https://example.org") as draft:
        draft.store.load([ox.Quad(iri("s"), iri("p"), iri("o"), iri("g"))])
    assert start(tmp_path).wait(60) == 0
    folder = open_current(tmp_path).folder
    assert folder is not None
    assert ask(folder) is not None


def test_where_there_is_no_store_nothing_is_made(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 1
    assert not list(tmp_path.iterdir())


# --- the request


def test_a_request_with_a_dataset_or_bindings_is_for_the_engine(folder: Path) -> None:
    shortcut = Shortcut(folder)
    assert shortcut(QueryRequest(COUNT, default_graphs=("http://ex.org/g",))) is None
    assert shortcut(QueryRequest(COUNT, named_graphs=())) is None
    assert shortcut(QueryRequest(COUNT, bindings={"o": typed("1", "integer")})) is None


def test_a_text_that_is_wrong_is_for_the_engine(folder: Path) -> None:
    for text in (COUNT.replace("?n)", "?o)"), COUNT + " HAVING(COUNT(*) >)", COUNT.replace("GROUP BY ?o", "")):
        assert ask(folder, text) is None, text


def test_named_graphs_are_not_counted(tmp_path: Path) -> None:
    store = ox.Store()
    store.add(ox.Quad(iri("s"), iri("p"), iri("o"), iri("g")))
    store.add(ox.Quad(iri("s"), iri("p"), iri("o")))
    assert same(store, COUNT)


# --- numbers at the edge


@pytest.mark.parametrize(
    "values",
    [
        [("9223372036854775807", "integer"), ("1", "integer")],
        [("9223372036854775807", "integer"), ("-1", "integer"), ("1", "integer")],
        [("-9223372036854775807", "integer"), ("-9223372036854775807", "integer"), ("0.5", "decimal")],
        [("99999999999999999999", "integer"), ("1", "integer")],
        [("0.0000001", "decimal"), ("1", "integer")],
        [("1", "double"), ("1", "integer")],
        [("x", "integer"), ("1", "integer")],
    ],
)
def test_what_could_overflow_or_be_rounded_is_for_the_engine(values: list[tuple[str, str]]) -> None:
    store = ox.Store()
    store.extend(ox.Quad(iri(f"s{at}"), iri("p"), typed(*value)) for at, value in enumerate(values))
    assert not same(store, SUM)


@pytest.mark.parametrize(
    "values",
    [
        [("9223372036854775807", "integer")],
        [("4611686018427387903", "integer"), ("4611686018427387902", "integer")],
        [("999999999999.999999", "decimal"), ("-999999999999.999999", "decimal"), ("7", "integer")],
        [("0", "integer"), ("-5", "integer"), ("2", "integer")],
        [("1", "integer"), ("1.0", "decimal"), ("1", "integer")],
        [("-0.1", "decimal"), ("0.000001", "decimal"), ("0.2", "decimal")],
    ],
)
def test_large_and_small_numbers_add_up_as_in_the_engine(values: list[tuple[str, str]]) -> None:
    store = ox.Store()
    store.extend(ox.Quad(iri(f"s{at}"), iri("p"), typed(*value)) for at, value in enumerate(values))
    assert same(store, SUM)


def test_of_two_equal_numbers_of_different_types_the_engine_chooses() -> None:
    store = ox.Store()
    store.extend(ox.Quad(iri("s"), iri("p"), typed("1", kind)) for kind in ("integer", "decimal"))
    assert not same(store, "SELECT (MIN(?o) AS ?n) { ?s <http://ex.org/p> ?o }")


def test_rows_that_a_limit_cuts_apart_must_differ() -> None:
    """Which of two groups of the same size comes first is not for the columns to say."""
    store = ox.Store()
    for group, size in (("a", 3), ("b", 2), ("c", 2), ("d", 1)):
        store.extend(ox.Quad(iri(f"{group}{n}"), iri("p"), ox.Literal(group, language="nl")) for n in range(size))
    ordered = COUNT + " ORDER BY DESC(?n)"
    assert [same(store, f"{ordered} LIMIT {n}") for n in (0, 1, 2, 3, 4, 9)] == [True, True, False, True, True, True]
    assert same(store, f"{ordered} ?o LIMIT 2")
    assert not same(store, f"{ordered} LIMIT 1 OFFSET 2")


def test_an_order_of_terms_of_several_kinds_is_for_the_engine() -> None:
    """Its sort ends the process at some of them, in some sequences only; another sequence must not bring that about."""
    store = ox.Store()
    store.add(ox.Quad(iri("s"), iri("p"), ox.Literal("a")))
    store.add(ox.Quad(iri("s"), iri("p"), typed("2020", "gYear")))
    assert same(store, COUNT)
    assert not same(store, COUNT + " ORDER BY ?o")
    assert same(store, COUNT + " ORDER BY ?n")


# --- sizes


def test_a_join_that_explodes_is_for_the_engine() -> None:
    store = ox.Store()
    store.extend(ox.Quad(iri(f"s{n}"), iri("p"), iri("same")) for n in range(2_000))
    text = "SELECT (COUNT(*) AS ?n) { ?a <http://ex.org/p> ?o . ?b <http://ex.org/p> ?o }"
    query = recognise(text)
    assert query is not None
    assert answer(columns_of(store), query, text) is None


def test_a_product_is_for_the_engine() -> None:
    store = ox.Store()
    store.extend(ox.Quad(iri(f"s{n}"), iri("p"), iri("same")) for n in range(3))
    assert not same(store, "SELECT (COUNT(*) AS ?n) { ?a <http://ex.org/p> ?o . ?b <http://ex.org/p> ?c }")


def test_many_groups_are_answered_and_too_many_left() -> None:
    store = ox.Store()
    store.extend(ox.Quad(iri(f"s{n}"), iri("p"), ox.Literal(str(n))) for n in range(20_000))
    assert same(store, COUNT)
    store.add(ox.Quad(iri("one"), iri("p"), ox.Literal("more")))
    assert not same(store, COUNT)


# --- whole questions


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    """The data of the benchmark, 10,000 quads, as a snapshot with columns."""
    folder = tmp_path_factory.mktemp("store") / "20260101T000000000000Z"
    store = OxigraphStore.create(folder, "https://w3id.org/veiligheidsgraaf")
    store.load(ox.parse("".join(lines(Shape(10_000))).encode(), ox.RdfFormat.N_QUADS))
    store.flush()
    store.close()
    make(folder)
    opened = OxigraphStore(store.base, ox.Store.read_only(str(folder)))
    opened.folder = folder
    return opened


def answers(store: OxigraphStore, text: str, wanted: int, *, with_columns: bool) -> bytes:
    assert store.folder is not None
    sink = Collector(10**8)
    request = QueryRequest(text, results=RESULT_FORMATS[wanted], graph=None)
    write_answer(store, request, sink, shortcut=Shortcut(store.folder) if with_columns else None)
    return sink.value()


def rows(body: bytes) -> Counter[str]:
    return Counter(json.dumps(row, sort_keys=True) for row in json.loads(body)["results"]["bindings"])


def test_the_questions_of_the_benchmark_have_the_same_answers_in_every_format(generated: OxigraphStore) -> None:
    assert generated.folder is not None
    draw, answered = Draw(Shape(10_000)), set()
    texts = {question.name: question.text(draw) for question in QUESTIONS}
    texts |= {text: PREFIXES + text for text in HEAVY}
    for name, text in texts.items():
        if name in ("CONSTRUCT", "DESCRIBE"):
            assert Shortcut(generated.folder)(QueryRequest(text)) is None
            continue
        if Shortcut(generated.folder)(QueryRequest(text)) is not None:
            answered.add(name)
        for wanted in range(len(RESULT_FORMATS)):
            with_, without = (answers(generated, text, wanted, with_columns=on) for on in (True, False))
            if name == "group by" or name in HEAVY:  # kinds of the same number may change places
                assert sorted(with_) == sorted(without), name
            else:
                assert with_ == without, name
            if wanted == 0:
                assert rows(with_) == rows(without), name
    assert {"group by", "figures by year", "all observations", "top places in a year", *HEAVY[:2]} <= answered


def test_the_named_queries_have_the_same_answers(built_store: Path) -> None:
    store = open_current(built_store)
    assert store.folder is not None
    assert main([str(built_store)]) == 0
    assert open_columns(store.folder) is not None
    for query in load_catalogue(ROOT / "queries").queries.values():
        with_, without = (answers(store, query.text, 0, with_columns=on) for on in (True, False))
        assert with_ == without, query.name
