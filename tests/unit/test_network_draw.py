"""The picture. Wrong would be: no XML, a label that breaks out of it, something told by colour alone, a figure that does
not say what it shows, or a PNG without letters."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from lxml import etree

from kg.errors import FormatError
from kg.network import draw_png, style
from kg.network.draw import to_svg
from kg.network.export import Origin, require, write
from kg.network.export.text import drawn
from kg.network.model import NetworkData, Node, Stopped
from kg.terms import VG
from tests.network_cases import networks, town_network
from tests.unit.test_network_layout import grown

SVG = "{http://www.w3.org/2000/svg}"
ORIGIN = Origin(
    "https://example.org/network/graph.svg?projection=actors-governance", "https://example.org/licence", "nl"
)


def picture(data: NetworkData, origin: Origin = ORIGIN) -> etree._Element:
    return etree.fromstring(to_svg(data, origin))


def words(svg: etree._Element) -> list[str]:
    return [" ".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


@settings(max_examples=50, deadline=None, derandomize=True)
@given(networks())
def test_any_network_is_a_picture_and_nothing_else(data: NetworkData) -> None:
    svg = picture(data)
    assert svg.tag == f"{SVG}svg"
    assert {element.tag.removeprefix(SVG) for element in svg.iter(etree.Element)} <= {
        *("svg", "title", "desc", "metadata", "rect", "g", "text", "tspan", "path", "a", "circle"),
    }
    for element in svg.iter(etree.Element):
        assert not any(name.lower().startswith("on") for name in element.attrib)
        assert element.get("href", "https://").startswith(("http://", "https://")), "an IRI may be of any scheme"
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", "".join(words(svg)))


def test_it_says_what_it_shows() -> None:
    svg = picture(town_network())
    said = "\n".join(words(svg))
    for part in (
        "Wie met wie",
        "actors-governance",
        "2026-11-22-1234",
        "volledig",
        ORIGIN.licence,
        "municipality (2)",
        "lid van",
    ):
        assert part in said, part
    assert svg.get("role") == "img"
    ids = svg.get("aria-labelledby").split()
    assert [svg.find(f".//*[@id='{i}']").tag.removeprefix(SVG) for i in ids] == ["title", "desc"]
    assert "Verhoudingen" in svg.find(f"{SVG}desc").text
    english = "\n".join(words(picture(town_network(), replace(ORIGIN, language="en"))))
    assert "Who with whom" in english
    assert "complete" in english


def test_a_part_does_not_pass_for_the_whole() -> None:
    why = Stopped("nodes", 4, {"nl": "er zijn meer dan 4 knopen", "en": "there are more than 4 nodes"})
    said = "\n".join(words(picture(replace(town_network(), complete=False, stopped=why))))
    assert "NIET volledig\ner zijn meer dan 4 knopen" in said


def test_every_node_and_edge_says_what_it_is() -> None:
    svg = picture(town_network())
    titles = [title.text for title in svg.iter(f"{SVG}title")][1:]
    assert any("plan-a:12 “De gemeente ]]> neemt deel”" in title for title in titles)
    assert any(title.startswith("Gemeente Súdwest-Fryslân (municipality)") for title in titles)
    assert len(titles) == len(town_network().nodes) + len(town_network().edges) - 1, "two edges are one line"


def test_each_kind_of_the_ontology_has_a_sign_of_its_own() -> None:
    """Two kinds with the same colour and shape could not be told apart in any figure."""
    known = style._known_looks()
    assert len(set(known.values())) == len(known)
    kinds = {f"https://example.org/def/Kind{n}" for n in range(20)} | {VG.Municipality.value, VG.PoliceTeam.value}
    looks = style.kind_looks(kinds)
    assert len(set(looks.values())) == len(kinds)
    assert looks[VG.Municipality.value] == style.kind_looks({VG.Municipality.value})[VG.Municipality.value]


def _lightness(colour: str) -> float:
    linear = [
        (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
        for c in (v / 255 for v in style.colour_parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_lightness(one), _lightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# Viénot, Brettel and Mollon (1999): what somebody without one kind of cones sees, on linear RGB
_SEEN = {
    "protan": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deutan": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


def _seen(colour: str, eyes: str) -> tuple[float, ...]:
    linear = [(v / 255) ** 2.2 for v in style.colour_parts(colour)]
    return tuple(max(sum(w * v for w, v in zip(row, linear, strict=True)), 0.0) ** (1 / 2.2) for row in _SEEN[eyes])


@pytest.mark.parametrize("eyes", sorted(_SEEN))
def test_colours_of_families_are_told_apart_without_one_kind_of_cones(eyes: str) -> None:
    colours = [colour for colour, _ in style._FAMILIES]
    near = {
        tuple(sorted(pair))
        for pair in combinations(colours, 2)
        if sum((a - b) ** 2 for a, b in zip(_seen(pair[0], eyes), _seen(pair[1], eyes), strict=True)) ** 0.5 < 0.1
    }
    assert not near


def test_lines_and_letters_are_dark_enough_on_white() -> None:
    """WCAG 2.2: 3 to 1 for what is drawn (1.4.11), 4.5 to 1 for small letters (1.4.3)."""
    for stroke, _ in style._LINES:
        assert _contrast(stroke, "#ffffff") >= 3
    for ink in ("#111111", "#555555", "#444444", "#a33c00"):
        assert _contrast(ink, "#ffffff") >= 4.5
    assert len({dash for _, dash in style._LINES}) == len(style._LINES), "no relation by colour alone"


def difference() -> NetworkData:
    town = town_network()
    changes = ("came", "went", "stayed", "stayed")
    nodes = tuple(replace(n, attributes={"change": c}) for n, c in zip(town.nodes, changes, strict=True))
    edges = tuple(replace(e, attributes={"change": c}) for e, c in zip(town.edges, changes, strict=True))
    projection = replace(town.projection, parameters={"before": "2015", "after": "2019"})
    return replace(town, nodes=nodes, edges=edges, projection=projection)


def test_what_came_and_what_went_differ_in_more_than_colour() -> None:
    data = difference()
    looks = [style.style_of(data).node(node) for node in data.nodes[:3]]
    assert [look.sign for look in looks] == ["+ ", "− ", ""]
    assert [bool(look.dash) for look in looks] == [False, True, False]
    assert len({look.fill for look in looks}) == 3
    assert len({look.shape for look in looks}) == 3
    lines = [style.style_of(data).edge(edge) for edge in data.edges[:3]]
    assert [bool(line.dash) for line in lines] == [False, True, False]
    said = "\n".join(words(picture(data)))
    for part in (
        "2015 → 2019",
        "+ Gemeente",
        "− Coördinatieoverleg",
        "gekomen",
        "verdwenen",
        "gebleven",
        "1 knopen, 1 verbindingen",
    ):
        assert part in said, part


def test_a_difference_lays_out_what_both_networks_have() -> None:
    """Nodes that went have their place too, so that the picture shows both."""
    assert len(picture(difference()).findall(f".//{SVG}a")) == len(town_network().nodes)


def lines_of(data: NetworkData) -> list[str]:
    """The lines of edges and arrowheads, without the signs of the legend."""
    found = picture(data).iterfind(f".//{SVG}g[{SVG}title]/{SVG}path")
    return [path.get("d") for path in found]


def test_edges_both_ways_that_say_another_thing_are_two_curves() -> None:
    town = town_network()
    edges = tuple(replace(e, weight=1.0) if n == 1 else e for n, e in enumerate(town.edges))
    curves = [d for d in lines_of(replace(town, edges=edges)) if "Q" in d]
    assert len(set(curves)) == 2


def test_edges_both_ways_that_say_the_same_are_one_line_without_arrowheads() -> None:
    """Who cooperates with whom is no direction, and two lines for it would weigh twice."""
    assert len(lines_of(town_network())) == 1 + 2 * 2
    said = "\n".join(words(picture(town_network())))
    assert "zonder pijlpunt: in beide richtingen" in said
    assert "zonder pijlpunt" not in "\n".join(words(picture(town_network(directed=False))))


def test_a_loop_is_drawn() -> None:
    town = town_network()
    loop = replace(town.edges[0], target=town.edges[0].source)
    assert len(picture(replace(town, edges=(loop,))).findall(f".//{SVG}circle")) == 1


def test_a_picture_of_three_hundred_nodes_is_small_enough_to_mail() -> None:
    assert len(to_svg(grown(300, 300), ORIGIN)) < 400_000


# --- PNG


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the raw rows of an RGBA picture."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert depth == 8
    data, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += 12 + length
    assert colour in (2, 6)
    return width, height, zlib.decompress(data)


def test_a_png_is_the_svg_twice_as_large() -> None:
    svg = picture(town_network())
    width, height, _ = pixels(write(town_network(), require("png"), ORIGIN))
    assert (width, height) == (2 * int(svg.get("width")), 2 * int(svg.get("height")))


def test_letters_are_drawn_with_their_diacritics() -> None:
    """Without a font names are left out silently, and a font without ú leaves a gap."""

    def rows(name: str) -> bytes:
        node = Node("https://example.org/1", "", {"nl": name, "en": name})
        return pixels(write(replace(town_network(), nodes=(node,), edges=()), require("png"), ORIGIN))[2]

    made = {name: rows(name) for name in ("Sudwest", "Súdwest", "Sùdwest", "Südwest", "Sdwest")}
    assert len(set(made.values())) == len(made)


def test_a_large_picture_keeps_within_its_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw_png, "MAX_PIXELS", 100_000)
    width, height, _ = pixels(write(town_network(), require("png"), ORIGIN))
    assert width * height <= 103_000


def test_without_a_font_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw_png, "has_fonts", lambda: False)
    with pytest.raises(FormatError, match="fonts-liberation"):
        write(town_network(), require("png"), ORIGIN)


def test_hostile_names_are_letters_in_the_picture() -> None:
    node = Node("https://example.org/1", "", {"nl": "<script>\x00\u202e]]></script>", "en": "x"})
    svg = picture(replace(town_network(), nodes=(node,), edges=()))
    assert any("<script>" in text.replace(" ", "") for text in words(svg))
    assert drawn("\x00") == "\ufffd"
