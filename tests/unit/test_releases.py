"""Releases. Wrong would be: a difference that names what did not change or leaves out what did, history that is lost
with a snapshot, an IRI that is said never to have been there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg import releases
from kg.difference import CAME, CHANGED, WENT, Difference, Thing, follow, turned
from kg.embedded import OxigraphStore
from kg.errors import NotFoundError, StoreError
from kg.releases import Register, Release
from kg.snapshots import current_name, make_current, new_snapshot, open_current, prune

BASE = "https://example.org/graaf"
A, B, INFERRED = (NamedNode(f"{BASE}/graph/{name}") for name in ("a", "b", "inferred"))
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
PLACE, TEAM = NamedNode("http://example.org/Place"), NamedNode("http://example.org/Team")


def thing(name: str) -> NamedNode:
    return NamedNode(f"{BASE}/id/thing/{name}")


def said(name: str, label: str, kind: NamedNode = PLACE, graph: NamedNode = A) -> list[Quad]:
    return [Quad(thing(name), TYPE, kind, graph), Quad(thing(name), LABEL, Literal(label, language="nl"), graph)]


def publish(directory: Path, quads: Iterable[Quad]) -> Release:
    with new_snapshot(directory, BASE) as draft:
        draft.store.load(quads)
    found = Register.read(directory).of_snapshot(current_name(directory))
    assert found is not None
    return found


def iris(difference: Difference, what: str) -> list[str]:
    return [t.iri.rsplit("/", 1)[1] for t in difference.things[what]]


def test_what_came_went_and_changed(tmp_path: Path) -> None:
    first = publish(tmp_path, [*said("utrecht", "Utrecht"), *said("zeist", "Zeist"), *said("soest", "Soest", TEAM)])
    second = publish(tmp_path, [*said("utrecht", "Utrecht"), *said("zeist", "Zeist!"), *said("baarn", "Baarn")])
    assert (first.previous, second.previous) == ("", first.version)
    assert second.compared
    assert not first.compared
    found = Register.read(tmp_path).difference(first.version, second.version)
    assert [iris(found, what) for what in (CAME, WENT, CHANGED)] == [["baarn"], ["soest"], ["zeist"]]
    assert (second.came, second.went) == (len(found.came), len(found.went)) == (3, 3)
    assert second.families == {
        PLACE.value: {CAME: 1, WENT: 0, CHANGED: 1},
        TEAM.value: {CAME: 0, WENT: 1, CHANGED: 0},
    }
    assert f'<{thing("zeist").value}> <{LABEL.value}> "Zeist!"@nl <{A.value}> .' in found.came


def test_a_version_is_a_day_and_the_digest(tmp_path: Path) -> None:
    release = publish(tmp_path, said("utrecht", "Utrecht"))
    manifest = open_current(tmp_path).manifest()
    assert release.version == f"{manifest.created[:10]}-{manifest.digest[:8]}"
    assert release.digest == manifest.digest


def test_the_same_content_is_the_same_release(tmp_path: Path) -> None:
    quads = said("utrecht", "Utrecht")
    first = publish(tmp_path, quads)
    second = publish(tmp_path, [*quads, *said("zeist", "Zeist")])
    again = publish(tmp_path, quads)
    assert again == first
    register = Register.read(tmp_path)
    assert [r.version for r in register.releases] == [first.version, second.version]
    assert [r.version for r in register.past(second.version)] == [second.version, first.version]


def test_what_only_follows_does_not_make_a_thing_changed(tmp_path: Path) -> None:
    quads = said("utrecht", "Utrecht")
    first = publish(tmp_path, quads)
    second = publish(tmp_path, [*quads, Quad(thing("utrecht"), TYPE, TEAM, INFERRED)])
    found = Register.read(tmp_path).difference(first.version, second.version)
    assert len(found.came) == 1
    assert not any(found.things.values())


def test_a_graph_that_comes_and_goes(tmp_path: Path) -> None:
    quads = said("utrecht", "Utrecht")
    first = publish(tmp_path, quads)
    second = publish(tmp_path, [*quads, *said("zeist", "Zeist", graph=B)])
    third = publish(tmp_path, said("zeist", "Zeist", graph=B))
    register = Register.read(tmp_path)
    assert iris(register.difference(first.version, second.version), CAME) == ["zeist"]
    assert iris(register.difference(second.version, third.version), WENT) == ["utrecht"]


def test_history_outlives_the_snapshots(tmp_path: Path) -> None:
    made = [publish(tmp_path, said(name, name.title())) for name in ("utrecht", "zeist", "soest", "baarn")]
    prune(tmp_path, 1)
    assert len(list((tmp_path / "snapshots").glob("*.json"))) == 1
    found = Register.read(tmp_path).difference(made[0].version, made[3].version)
    assert iris(found, CAME) == ["baarn"]
    assert iris(found, WENT) == ["utrecht"], "what came and went in between is neither"


def test_the_difference_the_other_way_round(tmp_path: Path) -> None:
    first = publish(tmp_path, said("utrecht", "Utrecht"))
    second = publish(tmp_path, said("zeist", "Zeist"))
    register = Register.read(tmp_path)
    forward = register.difference(first.version, second.version)
    backward = register.difference(second.version, first.version)
    assert (forward.came, forward.went) == (backward.went, backward.came)
    assert iris(backward, CAME) == ["utrecht"]


def test_going_back_leaves_a_branch(tmp_path: Path) -> None:
    """After a rollback the abandoned release is in nobody's past, and what only it described is gone, not unknown."""
    first = publish(tmp_path, said("utrecht", "Utrecht"))
    first_snapshot = current_name(tmp_path)
    second = publish(tmp_path, said("zeist", "Zeist"))
    make_current(tmp_path, first_snapshot)
    third = publish(tmp_path, [*said("utrecht", "Utrecht"), *said("soest", "Soest")])
    register = Register.read(tmp_path)
    assert [r.version for r in register.past(third.version)] == [third.version, first.version]
    found = register.difference(second.version, third.version)
    assert (iris(found, CAME), iris(found, WENT)) == (["soest", "utrecht"], ["zeist"])
    stone = register.tombstone(thing("zeist").value)
    assert stone is not None
    assert stone.last == second.version


def test_a_tombstone_names_the_last_release_and_the_successor(tmp_path: Path) -> None:
    quads = [*said("oud", "Regioburgemeester Utrecht"), *said("ander", "Iets anders")]
    first = publish(tmp_path, quads)
    publish(tmp_path, [*said("nieuw", "Regioburgemeester Utrecht"), *said("ander", "Iets anders")])
    publish(tmp_path, said("nieuwst", "Regioburgemeester Utrecht"))
    register = Register.read(tmp_path)
    stone = register.tombstone(thing("oud").value)
    assert stone is not None
    assert (stone.last, stone.label, stone.kind) == (first.version, "Regioburgemeester Utrecht", PLACE.value)
    assert stone.successor == thing("nieuwst").value, "a successor that went in its turn is followed on"
    other = register.tombstone(thing("ander").value)
    assert other is not None
    assert other.successor == ""
    assert register.tombstone(thing("nooit").value) is None


@pytest.mark.parametrize(
    ("predicate", "forward"),
    [
        ("http://www.w3.org/2002/07/owl#sameAs", True),
        ("http://purl.org/dc/terms/isReplacedBy", True),
        ("http://www.w3.org/2004/02/skos/core#exactMatch", True),
        ("http://www.w3.org/2002/07/owl#sameAs", False),
        ("http://purl.org/dc/terms/replaces", False),
    ],
)
def test_the_data_may_say_what_took_its_place(tmp_path: Path, predicate: str, forward: bool) -> None:
    old, new, link = thing("oud"), thing("nieuw"), NamedNode(predicate)
    publish(tmp_path, [*said("oud", "Oud"), *([Quad(old, link, new, A)] if forward else [])])
    publish(tmp_path, [*said("nieuw", "Heel anders", TEAM), *([] if forward else [Quad(new, link, old, A)])])
    stone = Register.read(tmp_path).tombstone(old.value)
    assert stone is not None
    assert stone.successor == new.value


def test_two_things_with_the_name_are_no_successor(tmp_path: Path) -> None:
    publish(tmp_path, said("oud", "Basisteam"))
    publish(tmp_path, [*said("een", "Basisteam"), *said("twee", "Basisteam")])
    stone = Register.read(tmp_path).tombstone(thing("oud").value)
    assert stone is not None
    assert stone.successor == ""


def test_what_a_thing_replaced_is_not_its_successor(tmp_path: Path) -> None:
    replaces = NamedNode("http://purl.org/dc/terms/replaces")
    publish(tmp_path, [*said("oud", "Oud"), *said("ouder", "Ouder"), Quad(thing("oud"), replaces, thing("ouder"), A)])
    publish(tmp_path, said("ouder", "Ouder"))
    stone = Register.read(tmp_path).tombstone(thing("oud").value)
    assert stone is not None
    assert stone.successor == ""


def test_a_half_written_line_is_passed_over(tmp_path: Path) -> None:
    first = publish(tmp_path, said("utrecht", "Utrecht"))
    file = tmp_path / "releases" / "register.jsonl"
    file.write_text(file.read_text() + '{"version": "2026-01-01-dead', encoding="utf-8")
    second = publish(tmp_path, said("zeist", "Zeist"))
    assert [r.version for r in Register.read(tmp_path).releases] == [first.version, second.version]


def test_a_release_that_was_registered_and_never_published(tmp_path: Path) -> None:
    """The writer was killed after the register and before CURRENT: the next release goes on from what is current."""
    first = publish(tmp_path, said("utrecht", "Utrecht"))
    lost = OxigraphStore(BASE)
    lost.load(said("verloren", "Verloren"))
    before = open_current(tmp_path)
    releases.record(tmp_path, lost, lost.take_stock(name="20990101T000000000000Z", created="2099-01-01"), before)
    before.close()
    third = publish(tmp_path, said("zeist", "Zeist"))
    assert third.previous == first.version


def test_a_store_from_before_there_were_releases(tmp_path: Path) -> None:
    publish(tmp_path, said("utrecht", "Utrecht"))
    for file in (tmp_path / "releases").iterdir():
        file.unlink()
    second = publish(tmp_path, said("zeist", "Zeist"))
    register = Register.read(tmp_path)
    assert len(register.releases) == 2
    assert iris(register.difference(second.previous, second.version), WENT) == ["utrecht"]


def test_a_damaged_detail_costs_time_and_no_release(tmp_path: Path) -> None:
    first = publish(tmp_path, said("utrecht", "Utrecht"))
    (tmp_path / "releases" / f"{first.version}.json").write_text("{", encoding="utf-8")
    second = publish(tmp_path, [*said("utrecht", "Utrecht"), *said("zeist", "Zeist")])
    assert iris(Register.read(tmp_path).difference(first.version, second.version), CAME) == ["zeist"]


def test_a_difference_that_is_gone_is_an_error(tmp_path: Path) -> None:
    first = publish(tmp_path, said("utrecht", "Utrecht"))
    second = publish(tmp_path, said("zeist", "Zeist"))
    (tmp_path / "releases" / f"{second.version}.patch.gz").write_bytes(b"no gzip")
    with pytest.raises(StoreError, match="cannot be read"):
        Register.read(tmp_path).difference(first.version, second.version)
    with pytest.raises(NotFoundError, match="no release 'x'"):
        Register.read(tmp_path).difference("x", second.version)


def test_a_store_too_large_to_compare_is_registered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releases, "COMPARE_LIMIT", 3)
    first = publish(tmp_path, said("utrecht", "Utrecht"))
    second = publish(tmp_path, [*said("utrecht", "Utrecht"), *said("zeist", "Zeist")])
    assert (first.compared, second.compared, second.quads) == (False, False, 4)
    with pytest.raises(NotFoundError, match="not kept"):
        Register.read(tmp_path).difference(first.version, second.version)


def test_blank_nodes_have_names_of_their_own_in_each_graph(tmp_path: Path) -> None:
    def quads(extra: str) -> list[Quad]:
        return [
            Quad(BlankNode(), LABEL, Literal("x"), A),
            Quad(BlankNode(), LABEL, Literal("y"), B),
            *said("utrecht", extra, graph=NamedNode(f"{BASE}/graph/c")),
        ]

    first = publish(tmp_path, quads("Utrecht"))
    second = publish(tmp_path, quads("Utrecht!"))
    found = Register.read(tmp_path).difference(first.version, second.version)
    assert (len(found.came), len(found.went)) == (1, 1)


def test_a_write_looks_only_at_the_graphs_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A manifest says which graphs a snapshot shares with the one it was made from: those are not read again."""
    first = publish(tmp_path, [*said("utrecht", "Utrecht"), *said("zeist", "Zeist", graph=B)])
    looked: list[str] = []
    original = OxigraphStore.canonical_nquads
    with new_snapshot(tmp_path, BASE, start_from_current=True) as draft:
        assert draft.previous is not None
        draft.store.clear_named(B, union=True)
        draft.store.load(said("soest", "Soest", graph=B))
        parent = draft.previous
        draft.manifest = replace(
            parent, digest="", parent=parent.name, first=parent.version_of(""), versions={B.value: draft.name}
        )

        def seen(self: OxigraphStore, graphs: Iterable[str] | None = None) -> list[bytes]:
            looked.extend(graphs if graphs is not None else ["all"])
            return original(self, graphs)

        monkeypatch.setattr(OxigraphStore, "canonical_nquads", seen)
    assert set(looked) == {B.value}
    second = Register.read(tmp_path).of_snapshot(current_name(tmp_path))
    assert second is not None
    assert second.previous == first.version
    assert second.families[PLACE.value] == {CAME: 1, WENT: 1, CHANGED: 0}


LINES = st.sets(st.integers(0, 6), max_size=7)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=3, max_size=6))
def test_steps_add_up_to_the_whole(states: list[set[int]]) -> None:
    """Whatever the steps, together they are the difference between the first and the last; and back again."""

    def step(old: set[int], new: set[int]) -> Difference:
        def some(numbers: set[int]) -> tuple[Thing, ...]:
            return tuple(Thing(f"x:{n}", "k") for n in sorted(numbers))

        def lines(numbers: set[int]) -> tuple[str, ...]:
            return tuple(sorted(f"<x:{n}>" for n in numbers))

        return Difference(lines(new - old), lines(old - new), {CAME: some(new - old), WENT: some(old - new), CHANGED: ()})

    total = Difference()
    for old, new in pairwise(states):
        total = follow(total, step(old, new))
    whole = step(states[0], states[-1])
    assert (total.came, total.went) == (whole.came, whole.went)
    assert {t.iri for t in total.things[CAME]} == {t.iri for t in whole.things[CAME]}
    assert {t.iri for t in total.things[WENT]} == {t.iri for t in whole.things[WENT]}
    back = follow(total, turned(total))
    assert back.is_empty


def test_a_write_is_a_release_and_nothing_is_read_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The quads that came and went are known to the writer: no graph is looked at."""
    first = publish(tmp_path, [*said("utrecht", "Utrecht"), *said("zeist", "Zeist", graph=B)])

    def never(_: OxigraphStore, __: Iterable[str] | None = None) -> list[bytes]:
        raise AssertionError("read through")

    monkeypatch.setattr(OxigraphStore, "canonical_nquads", never)
    made = []
    for old, new in (("zeist", "soest"), ("soest", "baarn")):
        removed, added = said(old, old.title(), graph=B), said(new, new.title(), graph=B)
        with new_snapshot(tmp_path, BASE, start_from_current=True) as draft:
            assert draft.previous is not None
            draft.store.clear_named(B, union=True)
            draft.store.load(added)
            draft.manifest = replace(draft.previous, digest="", parent=draft.previous.name)
            draft.account = (added, removed)
        made.append(Register.read(tmp_path).of_snapshot(current_name(tmp_path)))
    second, third = made
    assert second is not None
    assert third is not None
    assert (second.previous, third.previous) == (first.version, second.version)
    assert second.families[PLACE.value] == {CAME: 1, WENT: 1, CHANGED: 0}
    register = Register.read(tmp_path)
    found = register.difference(first.version, third.version)
    assert (iris(found, CAME), iris(found, WENT)) == (["baarn"], ["zeist"])
    assert register.tombstone(thing("soest").value) is not None
    monkeypatch.undo()
    fourth = publish(tmp_path, said("utrecht", "Utrecht"))
    found = Register.read(tmp_path).difference(third.version, fourth.version)
    assert iris(found, WENT) == ["baarn"], "a build after writes is compared whole"


def test_a_large_load_is_registered_by_its_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releases, "READ_LIMIT", 1)
    with new_snapshot(tmp_path, BASE) as draft:
        draft.store.load(said("utrecht", "Utrecht"))
        draft.manifest = replace(draft.store.take_stock(), digest="")
    (release,) = Register.read(tmp_path).releases
    assert (release.compared, release.triples, release.digest) == (False, 2, "")
    assert Register.read(tmp_path).of_snapshot(current_name(tmp_path)) == release


def test_the_register_is_plain_json(tmp_path: Path) -> None:
    release = publish(tmp_path, said("utrecht", "Utrecht"))
    (line,) = (tmp_path / "releases" / "register.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["version"] == release.version
