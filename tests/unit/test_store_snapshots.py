"""Snapshots: whatever ends a build, the store that was there still answers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.config import ROOT
from kg.errors import StoreError
from kg.snapshots import KEEP, current_name, new_snapshot, open_current, prune

BASE = "https://example.org/graaf"


def quads(value: str, name: str = "one", number: int = 50) -> list[Quad]:
    graph = NamedNode(f"{BASE}/graph/{name}")
    predicate = NamedNode(f"{BASE}/id/p")
    return [Quad(NamedNode(f"{BASE}/id/{i}"), predicate, Literal(value), graph) for i in range(number)]


def write(directory: Path, value: str) -> None:
    with new_snapshot(directory, BASE) as draft:
        draft.store.load(quads(value))
        draft.built_from["text.txt"] = "abc"


def said(directory: Path) -> set[str]:
    store = open_current(directory)
    try:
        return {q.object.value for q in store.quads() if isinstance(q.object, Literal)}
    finally:
        store.close()


def test_a_snapshot_is_written_and_opened(tmp_path: Path) -> None:
    write(tmp_path / "store", "first")
    manifest = open_current(tmp_path / "store").manifest()
    assert (manifest.base, manifest.triples, manifest.quads) == (BASE, 50, 50)
    assert manifest.built_from == {"text.txt": "abc"}
    assert manifest.name == current_name(tmp_path / "store")


def test_the_same_quads_give_the_same_digest(tmp_path: Path) -> None:
    write(tmp_path / "a", "x")
    with new_snapshot(tmp_path / "b", BASE) as draft:
        draft.store.load(reversed(quads("x")))
    digests = {open_current(tmp_path / name).manifest().digest for name in "ab"}
    assert len(digests) == 1


def test_a_store_opened_for_serving_cannot_be_written(tmp_path: Path) -> None:
    write(tmp_path, "first")
    with pytest.raises(RuntimeError):
        open_current(tmp_path).engine.add(quads("x")[0])


def test_an_error_in_the_block_leaves_the_old_store(tmp_path: Path) -> None:
    write(tmp_path, "first")

    def broken() -> Iterator[Quad]:
        yield from quads("second")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), new_snapshot(tmp_path, BASE) as draft:
        draft.store.load(broken())
    assert said(tmp_path) == {"first"}
    assert [p.name for p in (tmp_path / "snapshots").iterdir() if p.name.startswith(".")] == []


CHILD = """
import os, signal, sys
from pathlib import Path
from kg import durable, snapshots
from tests.unit.test_store_snapshots import BASE, quads

countdown = int(sys.argv[2])
def die(*_):
    global countdown
    countdown -= 1
    if countdown == 0:
        os.kill(os.getpid(), signal.SIGKILL)

class Mortal:  # every step that touches the disk may be the last
    def __getattr__(self, name):
        value = getattr(os, name)
        if name not in ("replace", "open"):
            return value
        def step(*arguments):
            die()
            result = value(*arguments)
            die()
            return result
        return step

snapshots.os = durable.os = Mortal()
with snapshots.new_snapshot(Path(sys.argv[1]), BASE) as draft:
    draft.store.load(quads("second"))
    die()
sys.exit(9 if countdown > 0 else 0)
"""


@pytest.mark.slow
def test_a_kill_at_any_step_leaves_one_whole_store(tmp_path: Path) -> None:
    """A half-built store was served after a build was killed."""
    outcomes = set()
    for countdown in [1, 2, 5, *range(20, 70, 3)]:
        directory = tmp_path / str(countdown)
        write(directory, "first")
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(CHILD), str(directory), str(countdown)],
            cwd=ROOT, check=False, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode == 9:  # it had fewer steps than that: it finished
            outcomes.add("finished")
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        found = said(directory)
        assert found in ({"first"}, {"second"})
        outcomes.update(found)
        write(directory, "third")
        assert said(directory) == {"third"}
        names = sorted(p.name for p in (directory / "snapshots").iterdir())
        assert not [name for name in names if name.startswith(".")]
        assert len(names) == 2 * KEEP
    assert outcomes >= {"first", "finished"}


def test_two_writers_do_not_write_at_once(tmp_path: Path) -> None:
    with new_snapshot(tmp_path, BASE) as draft:
        draft.store.load(quads("x"))
        with pytest.raises(StoreError, match="another build"), new_snapshot(tmp_path, BASE):
            pass
    assert said(tmp_path) == {"x"}


def test_old_snapshots_go_and_the_one_before_stays(tmp_path: Path) -> None:
    for value in "abcd":
        write(tmp_path, value)
    folders = [p for p in (tmp_path / "snapshots").iterdir() if p.is_dir()]
    assert len(folders) == KEEP
    assert said(tmp_path) == {"d"}
    assert len(prune(tmp_path, keep=1)) == 1
    assert said(tmp_path) == {"d"}


def test_a_reader_keeps_its_snapshot_while_new_ones_are_built(tmp_path: Path) -> None:
    write(tmp_path, "first")
    reader = open_current(tmp_path)
    for value in "abc":
        write(tmp_path, value)
    assert {q.object.value for q in reader.quads() if isinstance(q.object, Literal)} == {"first"}


def test_one_graph_of_many_is_replaced(tmp_path: Path) -> None:
    with new_snapshot(tmp_path, BASE) as draft:
        draft.store.load([*quads("one"), *quads("two", "two")])
    with new_snapshot(tmp_path, BASE, start_from_current=True) as draft:
        draft.store.clear_named(NamedNode(f"{BASE}/graph/one"), union=True)
        draft.store.load(quads("new"))
    assert said(tmp_path) == {"new", "two"}
    assert open_current(tmp_path).manifest().quads == 100


@pytest.mark.parametrize("content", [None, "", "../../etc\n", "20200101T000000000000Z\n", "\udcff", "x" * 1000])
def test_no_store_or_a_damaged_one_says_how_to_build(tmp_path: Path, content: str | None) -> None:
    directory = tmp_path / "store"
    if content is not None:
        directory.mkdir()
        (directory / "CURRENT").write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(StoreError, match=r"veiligheidsgraaf build --out .*store"):
        open_current(directory)


def test_a_damaged_snapshot_is_told(tmp_path: Path) -> None:
    write(tmp_path, "first")
    name = current_name(tmp_path)
    manifest = tmp_path / "snapshots" / f"{name}.json"
    whole = manifest.read_text()
    for broken in ("", "{}", "[1]", json.dumps({"base": "x", "more": 1})):
        manifest.write_text(broken)
        with pytest.raises(StoreError, match="manifest"):
            open_current(tmp_path)
    manifest.write_text(whole)
    (tmp_path / "snapshots" / name / "CURRENT").unlink()
    with pytest.raises(StoreError, match="Build it again"):
        open_current(tmp_path)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(StoreError, match="Choose another folder"), new_snapshot(file, BASE):
        pass


def test_nothing_but_our_own_is_removed(tmp_path: Path) -> None:
    """A build into a folder with other things in it must not clean them up."""
    (tmp_path / "letter.txt").write_text("keep")
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / "notes").mkdir()
    for value in "abc":
        write(tmp_path, value)
    assert (tmp_path / "letter.txt").exists()
    assert (tmp_path / "snapshots" / "notes").exists()


def test_a_full_disk_is_told_and_the_old_store_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "first")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StoreError, match="the old one stays"):
        write(tmp_path, "second")
    monkeypatch.undo()
    assert said(tmp_path) == {"first"}
    write(tmp_path, "third")
    assert said(tmp_path) == {"third"}
    shutil.rmtree(tmp_path)
