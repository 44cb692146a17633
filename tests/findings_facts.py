"""Facts in the shape the loaders give them, to try the rules on without the loaders."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.config import DEF
from kg.findings import run_rules
from kg.iris import Iris

BASE = "https://example.org/graaf"
OA = "http://www.w3.org/ns/oa#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


@dataclass
class Facts:
    """Quads of facts with their evidence, in the shape `loaders/to_rdf.py` gives them."""

    doc: str = "doc"
    quads: list[Quad] = field(default_factory=list)

    def add(
        self,
        family: str,
        line: int,
        quote: str = "",
        *,
        start: int | None = None,
        confidence: str = "hoog",
        **values: object,
    ) -> None:
        iris = Iris(BASE)
        place = line * 1000 + len(self.quads) if start is None else start
        fact = iris.resource(family.lower(), self.doc, f"{len(self.quads)}")
        passage = iris.passage(self.doc, place, place + 1)
        selector = iris.part(passage, "position")
        self._say(fact, RDF_TYPE.value, NamedNode(DEF + family))
        self._say(fact, DEF + "statedIn", iris.document(self.doc))
        self._say(fact, DEF + "evidence", passage)
        self._say(fact, DEF + "confidence", NamedNode(f"{DEF}confidence/{confidence}"))
        self._say(fact, DEF + "extractor", iris.resource("extractor", "tables"))
        self._say(passage, DEF + "line", Literal(line))
        self._say(passage, DEF + "quote", Literal(quote))
        self._say(passage, OA + "hasSource", iris.resource("source-file", self.doc))
        self._say(passage, OA + "hasSelector", selector)
        self._say(selector, OA + "start", Literal(str(place), datatype=NamedNode(XSD + "nonNegativeInteger")))
        for name, value in values.items():
            self._say(fact, DEF + name, _term(name, value))

    def _say(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        self.quads.append(Quad(subject, NamedNode(predicate), value, Iris(BASE).graph(self.doc)))

    def findings(self) -> list[Quad]:
        return run_rules(self.quads, BASE)

    def clashes(self) -> set[tuple[str, str, str]]:
        """(what, stated, computed) of each inconsistency."""
        return clashes(self.findings())


def _term(name: str, value: object) -> NamedNode | Literal:
    if name in ("formationCategory", "organisationKind"):
        lists = {"formationCategory": "formation-category", "organisationKind": "organisation-kind"}
        return NamedNode(f"{DEF}{lists[name]}/{value}")
    if isinstance(value, Decimal):
        return Literal(str(value), datatype=NamedNode(XSD + "decimal"))
    if name.endswith(("Year", "year")):
        return Literal(str(value), datatype=NamedNode(XSD + "gYear"))
    return Literal(value) if isinstance(value, int) else Literal(str(value))


def clashes(quads: list[Quad]) -> set[tuple[str, str, str]]:
    values: dict[str, dict[str, str]] = {}
    for quad in quads:
        values.setdefault(str(quad.subject), {})[quad.predicate.value.removeprefix(DEF)] = quad.object.value
    return {(row["what"], row["stated"], row["computed"]) for row in values.values() if "stated" in row}
