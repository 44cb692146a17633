"""What the counts cannot say: who publishes, where it is served, which version it is, what the server can do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.description.statistics import Statistics
from kg.engine.formats import GRAPH_FORMATS, Format
from kg.iris import digest
from kg.store import OWN, Manifest

JUSTICE = "http://publications.europa.eu/resource/authority/data-theme/JUST"  # justice, legal system, public safety
_PLAIN = re.compile(r"[a-z0-9-]+")
_SPDX_LICENCES = {  # what citations call a licence, by a part of its IRI
    "eupl-12": "EUPL-1.2",
    "EUPL_1_2": "EUPL-1.2",
    "publicdomain/zero/1.0": "CC0-1.0",
    "CC0": "CC0-1.0",
    "licenses/by/4.0": "CC-BY-4.0",
    "CC_BY_4_0": "CC-BY-4.0",
    "licenses/by-sa/4.0": "CC-BY-SA-4.0",
}


@dataclass(frozen=True, slots=True)
class Download:
    """One way to get the whole: its path on the server and its format. dataset: with the named graphs."""

    path: str
    format: Format
    dataset: bool


DOWNLOADS: tuple[Download, ...] = tuple(
    Download(f"/dump.{f.extension}", f, f.name in ("nq", "trig"))
    for name in ("nq", "trig", "nt", "ttl", "jsonld", "rdfxml")
    for f in GRAPH_FORMATS
    if f.name == name
)


@dataclass(frozen=True, slots=True)
class About:
    """A store as it is published.

    base: of its IRIs. address: of the server, without a slash at the end. version: of the release; empty in memory.
    contact: an e-mail address or a page. licence: IRI; empty when nobody said. update, services: what the endpoint
    allows beside queries: SPARQL Update, and the endpoints SERVICE may ask.
    """

    base: str
    address: str
    manifest: Manifest
    statistics: Statistics
    title: str
    version: str
    publisher_iri: str = ""
    publisher_name: str = ""
    contact: str = ""
    licence: str = ""
    theme: str = JUSTICE
    update: bool = False
    services: tuple[str, ...] = ()
    previous: str = ""

    @property
    def dataset(self) -> NamedNode:
        """The dataset as VoID and DCAT name it."""
        return self.void("dataset")

    def void(self, fragment: str) -> NamedNode:
        return NamedNode(f"{self.base}/.well-known/void#{fragment}")

    def dcat(self, fragment: str) -> NamedNode:
        return NamedNode(f"{self.base}/dcat#{fragment}")

    def service(self, fragment: str = "service") -> NamedNode:
        return NamedNode(f"{self.base}/sparql#{fragment}")

    def at(self, path: str) -> NamedNode:
        """A place on this server."""
        return NamedNode(self.address + path)

    def graph_key(self, name: str) -> str:
        """What tells the graph `name` apart in an identifier: its own name where it is ours, else a digest of it."""
        own = f"{self.base}/graph/"
        short = name.removeprefix(own)
        return short if name.startswith(own) and _PLAIN.fullmatch(short) else f"x{digest(name)}"

    @property
    def publisher(self) -> NamedNode:
        return NamedNode(self.publisher_iri) if self.publisher_iri else self.dcat("publisher")

    @property
    def publisher_label(self) -> str:
        return self.publisher_name or self.title

    @property
    def licence_iri(self) -> str:
        """What the keeper of the server set, else what the graph says of itself; empty when neither does."""
        return self.licence or self.statistics.licence

    @property
    def licence_name(self) -> str:
        """The SPDX name of the licence; empty for one we do not know by that name."""
        return next((name for part, name in _SPDX_LICENCES.items() if part in self.licence_iri), "")

    @property
    def issued(self) -> str:
        """The day of the release, as xsd:date; empty in memory."""
        return self.manifest.created[:10]

    @property
    def report_graph(self) -> str:
        return f"{self.base}/graph/report"

    @property
    def inferred_graph(self) -> str:
        return f"{self.base}/graph/inferred"

    def descriptions(self) -> Mapping[str, str]:
        """What it is, in Dutch and English: what the graph says of itself, and its size."""
        size = self.statistics
        english = f"{size.triples:,} triples about {size.entities:,} things, in {len(size.graphs)} named graphs."
        things, graphs = _dotted(size.entities), len(size.graphs)
        dutch = f"{_dotted(size.triples)} triples over {things} zaken, in {graphs} named graphs."
        said = size.said
        return {"nl": f"{said.get('nl', '')} {dutch}".strip(), "en": f"{said.get('en', '')} {english}".strip()}

    def service_titles(self) -> Mapping[str, str]:
        return {"nl": f"SPARQL-endpoint van {self.title}", "en": f"SPARQL endpoint of {self.title}"}

    def default_graph(self) -> Mapping[str, str]:
        """How the default graph comes about, in words: no term of a vocabulary says it exactly."""
        if self.manifest.default_graph == OWN:
            return {
                "nl": "Een graaf op zichzelf: de named graphs horen er niet bij.",
                "en": "A graph of its own: the named graphs are no part of it.",
            }
        names = {graph.name for graph in self.statistics.graphs}
        dutch, english = "De vereniging van alle named graphs", "The union of all named graphs"
        if self.report_graph in names:
            dutch += f" behalve <{self.report_graph}>"
            english += f" except <{self.report_graph}>"
        dutch, english = f"{dutch}, elke triple een keer.", f"{english}, each triple once."
        if self.inferred_graph in names:
            dutch += f" Afgeleide triples staan in <{self.inferred_graph}> en dus ook hierin."
            english += f" Inferred triples stand in <{self.inferred_graph}> and therefore in here too."
        return {"nl": dutch, "en": english}

    @property
    def is_whole_union(self) -> bool:
        """Whether the default graph is the union of all named graphs, as sd:UnionDefaultGraph has it."""
        union = self.manifest.default_graph != OWN
        return union and all(graph.name != self.report_graph for graph in self.statistics.graphs)


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def format_iri(wanted: Format) -> NamedNode:
    """The IRI of a format as W3C lists them ("Unique URIs for File Formats")."""
    names = {
        "json": "SPARQL_Results_JSON",
        "xml": "SPARQL_Results_XML",
        "csv": "SPARQL_Results_CSV",
        "tsv": "SPARQL_Results_TSV",
        "ttl": "Turtle",
        "jsonld": "JSON-LD",
        "nt": "N-Triples",
        "rdfxml": "RDF_XML",
        "trig": "TriG",
        "nq": "N-Quads",
        "n3": "N3",
    }
    return NamedNode(f"http://www.w3.org/ns/formats/{names[wanted.name]}")
