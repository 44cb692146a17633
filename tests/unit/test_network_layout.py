"""Where nodes stand. Wrong would be: another picture for the same network, names on top of each other, a picture that
takes minutes, or a form whose coordinates are not those of the picture."""

from __future__ import annotations

import io
import itertools
import json
import math
import random
import subprocess
import sys
import time
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import ROOT
from kg.errors import ParameterError
from kg.network.export import Origin, require, write
from kg.network.layout import EXACT, NAMED, NAMES_OF_MANY, arrange, placed
from kg.network.lettering import text_width, wrapped
from kg.network.model import Edge, NetworkData, Node, Predicate, Projection, Relation, Release
from kg.network.packing import Box, pack, separate
from tests.network_cases import DEF, networks, town_network

MEMBER = (Relation(f"{DEF}memberOf", (Predicate(f"{DEF}memberOf"),)),)


def grown(count: int, more: int, seed: int = 1) -> NetworkData:
    """A connected network with a few well connected nodes, and `more` edges besides."""
    draw = random.Random(seed)
    nodes = tuple(
        Node(f"https://example.org/{n:05}", f"{DEF}Municipality", {"nl": f"Gemeente met nummer {n}", "en": f"Town {n}"})
        for n in range(count)
    )
    pairs = {(draw.randrange(n), n) for n in range(1, count)}
    while len(pairs) < count - 1 + more:
        a, b = draw.randrange(count), int(draw.paretovariate(1)) % count
        if a != b:
            pairs.add((min(a, b), max(a, b)))
    edges = tuple(Edge(nodes[a].iri, nodes[b].iri, MEMBER) for a, b in sorted(pairs))
    return NetworkData(Projection("grown"), Release("v"), nodes, edges)


PROGRAM = """
from tests.unit.test_network_layout import grown
from kg.network.layout import arrange
import json
print(json.dumps(sorted(arrange(grown({count}, {more})).places.items())))
"""


@pytest.mark.parametrize(("count", "more"), [(60, 40), (EXACT + 50, 200)])
def test_another_process_gives_the_same_places(count: int, more: int) -> None:
    """A hash seed or the state of a generator that somebody used before must have no say."""
    random.seed(4)
    random.random()
    here = sorted(arrange(grown(count, more)).places.items())
    there = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(count=count, more=more)],
        capture_output=True, text=True, check=True, cwd=ROOT, env={"PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert [[iri, list(place)] for iri, place in here] == json.loads(there.stdout)


def test_another_process_writes_the_same_bytes() -> None:
    """The order of a set of text differs from process to process, and would make another file of the same network."""
    program = (
        "import hashlib; from tests.network_cases import town_network; from kg.network.export import *\n"
        "print([hashlib.sha256(write(town_network(), f, Origin())).hexdigest() for f in FORMATS if f.name != 'png'])"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(made) == 1


def test_the_layout_leaves_the_generator_of_others_alone() -> None:
    import igraph

    random.seed(9)
    expected = random.random()
    random.seed(9)
    arrange(grown(EXACT + 20, 3, seed=5))
    assert random.random() == expected
    first = igraph.Graph.Erdos_Renyi(20, 0.3).get_edgelist()
    assert first != igraph.Graph.Erdos_Renyi(20, 0.3).get_edgelist()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(networks())
def test_every_network_fits_its_page_and_no_two_nodes_overlap(data: NetworkData) -> None:
    layout = arrange(data)
    assert set(layout.places) == {node.iri for node in data.nodes}
    for x, y in layout.places.values():
        assert 0 <= x <= layout.width
        assert 0 <= y <= layout.height
    assert_apart(data)


def assert_apart(data: NetworkData) -> None:
    """No node lies on another or on a name, and no two names overlap, by more than a rounding."""
    from kg.network.layout import _box
    from kg.network.style import style_of

    layout, style = arrange(data), style_of(data)
    rooms = []
    for node in data.nodes:
        box, (x, y) = _box(node, style, node.iri in layout.named), layout.places[node.iri]
        rooms.append((x - box.half, x + box.half, y - box.up, y + box.down))
    rooms.sort()
    for place, (left, right, top, bottom) in enumerate(rooms):
        for other in rooms[place + 1 :]:
            if other[0] >= right - 0.3:
                break
            assert min(right, other[1]) - max(left, other[0]) < 0.3 or min(bottom, other[3]) - max(top, other[2]) < 0.3


@pytest.mark.parametrize(("count", "more"), [(2, 0), (3, 0), (40, 30), (NAMED, 200), (NAMED + 1, 200), (900, 900)])
def test_grown_networks_have_room_for_their_names(count: int, more: int) -> None:
    assert_apart(grown(count, more))


def test_a_large_network_names_its_best_connected_nodes() -> None:
    data = grown(NAMED + 1, 50)
    named = arrange(data).named
    assert 0 < len(named) <= NAMES_OF_MANY
    degrees = {node.iri: sum(node.iri in (e.source, e.target) for e in data.edges) for node in data.nodes}
    assert min(degrees[iri] for iri in named) > max(degrees[n.iri] for n in data.nodes if n.iri not in named)
    assert len(arrange(grown(NAMED, 50)).named) == NAMED


def test_two_thousand_nodes_are_laid_out_while_one_waits() -> None:
    data = grown(2_000, 1_500)
    start = time.process_time()
    arrange(data)
    assert time.process_time() - start < 12, "about a second on a quiet machine"


def test_what_is_too_large_to_draw_is_told_and_still_exported(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network of a million edges must come out as GEXF, and not end in a time limit over its coordinates."""
    monkeypatch.setattr("kg.network.layout.MOST", 3)
    assert b"viz:position" not in write(town_network(), require("gexf"), Origin())
    assert "x" not in json.loads(write(town_network(), require("json"), Origin()))["nodes"][0]
    with pytest.raises(ParameterError, match="4 nodes are too many to draw: at most 3"):
        write(town_network(), require("svg"), Origin())


def test_both_languages_get_the_same_places() -> None:
    """Else the Dutch page and the English figure would not agree."""
    made = {
        language: json.loads(write(town_network(), require("json"), Origin(language=language)))["nodes"]
        for language in ("nl", "en")
    }
    assert [(n["x"], n["y"]) for n in made["nl"]] == [(n["x"], n["y"]) for n in made["en"]]


def test_all_forms_and_the_picture_have_the_same_places() -> None:
    data, origin = town_network(), Origin()
    places = arrange(data).places
    node_link = json.loads(write(data, require("json"), origin))
    assert {n["id"]: (n["x"], n["y"]) for n in node_link["nodes"]} == places
    cytoscape = json.loads(write(data, require("cyjs"), origin))["elements"]["nodes"]
    assert {n["data"]["id"]: (n["position"]["x"], n["position"]["y"]) for n in cytoscape} == places
    gexf = nx.read_gexf(io.BytesIO(write(data, require("gexf"), origin)))
    found = {iri: gexf.nodes[iri]["viz"]["position"] for iri in gexf}
    assert {iri: (at["x"], -at["y"]) for iri, at in found.items()} == places
    graphml = nx.read_graphml(io.BytesIO(write(data, require("graphml"), origin)))
    assert {n["iri"]: (n["x"], n["y"]) for _, n in graphml.nodes(data=True)} == places


def test_coordinates_that_are_there_are_kept() -> None:
    town = town_network()
    nodes = tuple(replace(node, attributes={"x": 1.0, "y": float(n)}) for n, node in enumerate(town.nodes))
    assert placed(replace(town, nodes=nodes)).nodes == nodes


def test_what_is_far_apart_in_the_network_is_so_on_paper() -> None:
    """A chain is no knot: its ends are further apart than any two neighbours."""
    nodes = grown(12, 0).nodes
    chain = NetworkData(
        Projection("chain"), Release("v"), nodes,
        tuple(Edge(a.iri, b.iri, MEMBER) for a, b in itertools.pairwise(nodes)),
    )  # fmt: skip
    places = arrange(chain).places
    steps = [math.dist(places[a.iri], places[b.iri]) for a, b in itertools.pairwise(nodes)]
    assert math.dist(places[nodes[0].iri], places[nodes[-1].iri]) > 2 * max(steps)
    xs, ys = zip(*places.values(), strict=True)
    assert max(xs) - min(xs) > max(ys) - min(ys), "a page is wider than high"


boxes = st.builds(Box, st.floats(1, 80), st.floats(1, 20), st.floats(1, 40))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), boxes), min_size=1, max_size=40))
def test_boxes_anywhere_are_moved_apart(given_boxes: list[tuple[tuple[float, float], Box]]) -> None:
    points, sizes = [p for p, _ in given_boxes], [b for _, b in given_boxes]
    moved = separate(points, sizes)
    for i, (x, y) in enumerate(moved):
        for j in range(i):
            across = sizes[i].half + sizes[j].half - abs(moved[j][0] - x)
            upper, lower = (i, j) if y < moved[j][1] else (j, i)
            along = sizes[upper].down + sizes[lower].up - abs(moved[j][1] - y)
            assert across <= 0.02 or along <= 0.02


def test_boxes_on_one_spot_are_moved_apart() -> None:
    moved = separate([(0.0, 0.0)] * 30, [Box(20, 5, 15)] * 30)
    assert len(set(moved)) == 30


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.floats(1, 900), st.floats(1, 900)), max_size=30))
def test_parts_are_packed_without_overlap(sizes: list[tuple[float, float]]) -> None:
    corners, width, height = pack(sizes)
    for i, ((x, y), (w, h)) in enumerate(zip(corners, sizes, strict=True)):
        assert x >= 0 <= y
        assert x + w <= width + 0.01
        assert y + h <= height + 0.01
        for (a, b), (v, g) in zip(corners[:i], sizes[:i], strict=True):
            assert x + w <= a + 0.01 or a + v <= x + 0.01 or y + h <= b + 0.01 or b + g <= y + 0.01


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Almere", ("Almere",)),
        ("Ministerie van Justitie en Veiligheid", ("Ministerie van", "Justitie en", "Veiligheid")),
        ("Vroegsignaleringsoverleg", ("Vroegsignaleringsoverleg",)),
        ("Gemeente- en provinciebestuurders-samenwerkingsverbandenoverleg", ("Gemeente- en", "provinciebestuurders-", "samenwerkingsverban…")),
        ("", ()),
        ("a" * 70, ("a" * 19 + "-", "a" * 19 + "-", "a" * 19 + "…")),
        ("een " * 40, ("een een een een een", "een een een een een", "een een een een een…")),
        ("\u202eomgekeerd\u202c\nregel", ("omgekeerd regel",)),
    ],
)  # fmt: skip
def test_a_name_is_cut_where_a_reader_would(name: str, lines: tuple[str, ...]) -> None:
    assert wrapped(name) == lines


def test_letters_have_the_width_they_are_drawn_with() -> None:
    assert text_width("iii", 10) < text_width("mmm", 10) / 2
    assert text_width("é", 10) == text_width("e", 10) == text_width("e\u0301", 10)
    assert text_width("警", 10) > text_width("m", 10)
    assert text_width("", 10) == 0
