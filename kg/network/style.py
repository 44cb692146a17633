"""What a network looks like: colours, shapes and sizes, the same in every form that can hold them.

Nothing is said by colour alone: each kind has a shape of its own within its colour, and relations have their dashes. In
a difference shape, outline and the sign before the name say what came and what went; kinds are not shown in it. The
colours are those of Okabe and Ito (jfly.uni-koeln.de/color), told apart by people with any common colour blindness;
they also differ in lightness, for print.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.network.model import Edge, NetworkData, Node
from kg.network.time import CAME, STAYED, WENT

SHAPES = ("circle", "square", "diamond", "triangle", "hexagon", "pentagon", "triangle-down", "star")
BLACK, ORANGE, SKY, GREEN = "#333333", "#e69f00", "#56b4e9", "#009e73"
YELLOW, BLUE, RED, PINK, GREY = "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#b8b8b8"

CHANGES = (CAME, WENT, STAYED)
SIGNS = {CAME: "+ ", WENT: "\u2212 "}  # before a name
MIN_RADIUS, MAX_RADIUS = 4.5, 13.0
MIN_WIDTH, MAX_WIDTH = 0.9, 3.8
_MAX_RELATIONS = 6  # more dashes than this nobody tells apart; the rest is drawn as "other"

# Classes that belong together get one colour; within it each has its own shape, in this order.
_FAMILIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (SKY, ("Municipality", "Province", "Region", "WaterAuthority", "MunicipalParty")),
    (BLUE, ("PoliceUnit", "PoliceService", "PoliceDistrict", "PoliceTeam", "BasicPoliceTeam", "Police")),
    (RED, ("ProsecutionOffice", "Court", "ProbationService", "JusticeParty")),
    (PINK, ("Ministry", "GovernmentService", "InternationalOrganisation", "TaskForce", "Parliament")),
    (
        ORANGE,
        ("ConsultationBody", "SafetyRegion", "Partnership", "InformationExpertiseCentre", "SafetyHouse",
         "SupportBureau", "VeiligThuis"),
    ),
    (YELLOW, ("OtherOrganisation", "CareParty", "CivilSocietyOrganisation", "BusinessParty", "EducationParty",
              "Residents", "HousingParty")),
    (GREEN, ("Concept", "Theme", "Indicator", "Priority")),
    (BLACK, ("RegionalStrategy", "StrategyProposal", "NationalAgenda", "MultiYearPolicyPlan", "AllocationLetter",
             "LocalSafetyPlan", "PolicyDocument", "LegalResource")),
    (GREY, ("OfficeHolder", "PolicyPeriod", "Fund", "ChangeEvent")),
)  # fmt: skip
_COLOURS = tuple(colour for colour, _ in _FAMILIES)
# colour and dash of a relation, the most frequent first; dark enough for a thin line on white
_LINES: tuple[tuple[str, str], ...] = (
    ("#6b6b6b", ""),
    ("#0072b2", "7 3"),
    ("#b34700", "2 3"),
    ("#00734f", "9 3 2 3"),
    ("#9c4f80", "5 2"),
    ("#8f6400", "1 2.5"),
)
OTHER_LINE = ("#b0b0b0", "")


@dataclass(frozen=True, slots=True)
class NodeLook:
    """fill, stroke: #rrggbb. radius, stroke_width: pixels. dash: of the outline, as SVG writes it; "" is whole.
    sign: before the name."""

    shape: str
    fill: str
    radius: float
    stroke: str = "#222222"
    stroke_width: float = 0.8
    dash: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class EdgeLook:
    """stroke: #rrggbb. width: pixels. dash: as SVG writes it; "" is whole."""

    stroke: str
    width: float
    dash: str = ""


@dataclass(frozen=True)
class Style:
    """The looks of one network."""

    kinds: Mapping[str, tuple[str, str]]
    relations: Mapping[str, tuple[str, str]]
    degrees: Mapping[str, int]
    max_degree: int
    max_weight: float
    changes: bool

    def node(self, node: Node) -> NodeLook:
        colour, shape = self.kinds[node.kind]
        share = math.sqrt(self.degrees.get(node.iri, 0) / self.max_degree) if self.max_degree else 0.0
        radius = round(MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * share, 1)
        if not self.changes:
            return NodeLook(shape, colour, radius)
        change = node.attributes.get("change")
        if change == CAME:
            return NodeLook("triangle", GREEN, radius, "#00523c", 2.2, "", SIGNS[CAME])
        if change == WENT:
            return NodeLook("triangle-down", "#ffffff", radius, RED, 1.8, "3 2", SIGNS[WENT])
        return NodeLook("circle", "#c8c8c8", radius, "#777777")

    def edge(self, edge: Edge) -> EdgeLook:
        width = self._width(edge.weight)
        if self.changes:
            change = edge.attributes.get("change")
            if change == CAME:
                return EdgeLook(GREEN, round(width + 0.8, 2))
            return EdgeLook(RED, round(width + 0.3, 2), "5 3") if change == WENT else EdgeLook("#b9b9b9", width)
        first = edge.relations[0].iri if edge.relations else ""
        stroke, dash = self.relations.get(first, OTHER_LINE)
        return EdgeLook(stroke, width, _scaled(dash, width))

    def _width(self, weight: float) -> float:
        if not math.isfinite(weight) or weight <= 1 or self.max_weight <= 1:
            return MIN_WIDTH
        share = math.log(weight) / math.log(self.max_weight)
        return round(MIN_WIDTH + (MAX_WIDTH - MIN_WIDTH) * min(share, 1.0) * min(1.0, self.max_weight / 6), 2)


def _scaled(dash: str, width: float) -> str:
    """A dash for a line of this width: on a thick line the gaps of a thin one cannot be seen."""
    return " ".join(f"{float(part) * max(1.0, width / 1.6):.3g}" for part in dash.split())


def style_of(data: NetworkData) -> Style:
    """The looks of `data`: the same kinds look the same in every network, as far as the ontology knows them."""
    degrees: Counter[str] = Counter()
    for edge in data.edges:
        degrees[edge.source] += 1
        degrees[edge.target] += 1
    weights = [edge.weight for edge in data.edges if math.isfinite(edge.weight)]
    firsts = Counter(edge.relations[0].iri for edge in data.edges if edge.relations)
    ranked = sorted(firsts, key=lambda iri: (-firsts[iri], iri))
    shown = ranked if len(ranked) <= _MAX_RELATIONS else ranked[: _MAX_RELATIONS - 1]
    attributes = [*(node.attributes for node in data.nodes), *(edge.attributes for edge in data.edges)]
    return Style(
        kinds=kind_looks({node.kind for node in data.nodes}),
        relations=dict(zip(shown, _LINES, strict=False)),
        degrees=degrees,
        max_degree=max(degrees.values(), default=0),
        max_weight=max(weights, default=1.0),
        changes=any(values.get("change") in CHANGES for values in attributes),
    )


def kind_looks(kinds: set[str]) -> dict[str, tuple[str, str]]:
    """Colour and shape of each kind. What the ontology does not know takes what is still free, in order of IRI."""
    known = _known_looks()
    looks = {kind: known[name] for kind in kinds if (name := _local(kind)) in known}
    free = [
        (colour, shape)
        for shape in SHAPES
        for colour in _COLOURS
        if (colour, shape) not in set(looks.values()) and (colour, shape) not in set(known.values())
    ]
    for number, kind in enumerate(sorted(kinds - looks.keys())):
        looks[kind] = free[number % len(free)] if kind else (GREY, "circle")
    return looks


def colour_parts(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=1)
def _known_looks() -> dict[str, tuple[str, str]]:
    return {
        name: (colour, SHAPES[number % len(SHAPES)]) for colour, names in _FAMILIES for number, name in enumerate(names)
    }


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
