"""Faults during writes: whatever ends one, what was acknowledged is there and nothing is there by half."""

from __future__ import annotations

import os
import random
import resource
import signal
import threading
import time
from pathlib import Path

import httpx
import pytest

from kg.errors import StoreError
from kg.snapshots import create_empty, current_name, open_current, read_manifest
from tests.http.client import server
from tests.http.writing import BASE, TOKEN, Api, writable

PAIR = "INSERT DATA {{ <http://e/{0}> <http://e/p> {0} . GRAPH <http://e/g> {{ <http://e/{0}> <http://e/q> {0} }} }}"


def numbers(store: Path) -> set[int]:
    """What stands in the store on disk. Fails when a write is there by half, or its manifest miscounts."""
    opened = open_current(store)
    try:
        default = {int(q.object.value) for q in opened.quads()}  # type: ignore[union-attr]
        named = {int(q.object.value) for q in opened.quads(graph=None) if q.predicate.value == "http://e/q"}  # type: ignore[union-attr]
        assert default == named
        manifest = opened.manifest()
        assert manifest.triples == len(default)
        assert manifest.graphs.get("http://e/g", 0) == len(named)
    finally:
        opened.close()
    return default


def writers_of(pid: int) -> list[int]:
    """The writer processes of a server."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children if b"write_worker" in Path(f"/proc/{child}/cmdline").read_bytes()]


def kill_the_server(store: Path, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: set[int] = set()
    sent = 0
    for _ in range(rounds):
        with server(store, WRITE_TOKEN=TOKEN) as (address, process):
            api = Api(address)
            api.update(PAIR.format(sent := sent + 1))  # the writer is up
            acknowledged.add(sent)
            timer = threading.Timer(chance.uniform(0.0, 0.6), process.kill)
            timer.start()
            try:
                while True:
                    sent += 1
                    if api.update(PAIR.format(sent)).status_code == 200:
                        acknowledged.add(sent)
            except httpx.HTTPError:
                timer.join()
        found = numbers(store)
        assert acknowledged <= found
        assert found <= set(range(1, sent + 1))


def kill_the_writer(store: Path, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged: set[int] = set()
    with server(store, WRITE_TOKEN=TOKEN) as (address, process):
        api = Api(address)
        assert api.update(PAIR.format(0)).status_code == 200
        acknowledged.add(0)
        for number in range(1, rounds + 1):
            victims = writers_of(process.pid)

            def kill(pids: list[int] = victims) -> None:
                for pid in pids:
                    os.kill(pid, signal.SIGKILL)

            timer = threading.Timer(chance.uniform(0.0, 0.4), kill)
            timer.start()
            answer = api.update(PAIR.format(number))
            timer.join()
            if answer.status_code == 200:
                acknowledged.add(number)
            else:
                assert answer.status_code == 500
                assert number not in numbers(store)  # what is refused is not done
            assert api.values("?s <http://e/p> ?x") == {str(n) for n in acknowledged}
    assert numbers(store) == acknowledged


def test_a_killed_server_loses_nothing_acknowledged(tmp_path: Path) -> None:
    create_empty(tmp_path / "store", BASE)
    kill_the_server(tmp_path / "store", 3, seed=1)


def test_a_killed_writer_loses_nothing_acknowledged(tmp_path: Path) -> None:
    create_empty(tmp_path / "store", BASE)
    kill_the_writer(tmp_path / "store", 8, seed=2)


@pytest.mark.slow
def test_a_hundred_kills(tmp_path: Path) -> None:
    for name, kill, rounds in (("server", kill_the_server, 40), ("writer", kill_the_writer, 60)):
        create_empty(tmp_path / name, BASE)
        kill(tmp_path / name, rounds, seed=3)


def test_a_full_disk_leaves_the_old_store(tmp_path: Path) -> None:
    """No file may grow past a size that the engine's smallest files keep and a large write does not."""
    store = tmp_path / "store"
    with writable(store) as api:
        assert api.update(PAIR.format(1)).status_code == 200
        before = current_name(store)
        writer = next(w for child in children(os.getpid()) for w in writers_of(child))
        resource.prlimit(writer, resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
        rows = "".join(f"<http://e/{i}> <http://e/x> '{random.Random(i).randbytes(40).hex()}' .\n" for i in range(20_000))
        answer = api("PUT", "/graphs?graph=http://e/big", content=rows, headers={"Content-Type": "text/turtle"})
        assert answer.status_code == 507, answer.text
        assert current_name(store) == before
        assert not [p for p in (store / "snapshots").iterdir() if p.name.startswith(".")]
        resource.prlimit(writer, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert api.update(PAIR.format(2)).status_code == 200
    assert numbers(store) == {1, 2}


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_write_that_outlasts_its_time_is_ended(tmp_path: Path) -> None:
    runaway = (
        "INSERT { ?a <http://e/p> ?n } WHERE { { SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } }"
        " BIND(<http://e/a> AS ?a) }"
    )
    store = tmp_path / "store"
    with writable(store, WRITE_TIMEOUT="2") as api:
        rows = "".join(f"<http://e/{i}> <http://e/p> {i} ." for i in range(2_000))
        assert api("PUT", "/graphs?default", content=rows, headers={"Content-Type": "text/turtle"}).status_code == 204
        before = current_name(store)
        start = time.monotonic()
        answer = api.update(runaway)
        assert answer.status_code == 503
        assert time.monotonic() - start < 12
        assert current_name(store) == before
        assert api.update("INSERT DATA { <http://e/after> <http://e/p> 1 }").status_code == 200


def test_a_reader_keeps_its_snapshot_while_many_are_written(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with writable(store, KEEP_SNAPSHOTS="1") as api:
        api.update(PAIR.format(0))
        held = open_current(store)
        for number in range(1, 5):
            assert api.update(PAIR.format(number)).status_code == 200
        assert len(list(held.quads())) == 1
        assert read_manifest(store, held.name).name == held.name
        name = held.name
        held.close()
        for number in range(5, 100):  # a worker of the server that is ended late may hold it a little longer
            assert api.update(PAIR.format(number)).status_code == 200
            if name not in {path.stem for path in (store / "snapshots").glob("*.json")}:
                break
        with pytest.raises(StoreError):
            read_manifest(store, name)
