"""A result as a person is told of it: what the thing is called, where the words stand, what to do.

    for finding in findings:                    # `kg.validation.tell`, or `kg.shacl.stored.findings` of a store
        finding.result.severity, finding.result.shape, finding.result.message_in("nl")
        finding.focus_label, finding.value_label, finding.hint_in("nl")
        finding.place.document, finding.place.line, finding.place.quote     # place may be None
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import rdflib
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SH, SKOS

from kg.config import DEF
from kg.labels import short_name
from kg.shacl.report import Result, Severity, text_in
from kg.shacl.shapes import hints_of

_VG = rdflib.Namespace(DEF)
_OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
_LABELS = (SKOS.prefLabel, RDFS.label, DCTERMS.title, FOAF.name)
_RANK = {"nl": 0, "": 1, "en": 2}
_SPARQL = str(SH.SPARQLConstraintComponent)
_QUOTE = 80  # characters of a passage's words that stand for it
_MENTIONS = 500  # facts that are looked at for one that shows where a thing is mentioned


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source text. document: its id; title: its title; line: 1-based, 0 when not given; passage: IRI.

    mention: the thing is mentioned there, in a fact about it; the words are not the thing itself.
    """

    document: str
    title: str
    line: int
    quote: str
    passage: str
    mention: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A result with what a person needs to act on it.

    focus_label, value_label: what the nodes are called; "" for a value that is no node. place: None where the data does
    not say. hints: what to change, by language; none for the shapes of others. change: beside another report, "new",
    "still" or "gone"; "" for one alone.
    """

    result: Result
    focus_label: str
    value_label: str = ""
    place: Place | None = None
    hints: tuple[tuple[str, str], ...] = ()
    change: str = ""

    @property
    def severity(self) -> Severity:
        return self.result.severity

    def message_in(self, language: str) -> str:
        """The message of the shape, with what the value is called in the place of its IRI."""
        message, value = self.result.message_in(language), self.result.value
        return message.replace(value, f"“{self.value_label.strip('“”')}”") if self.value_label and value else message

    def hint_in(self, language: str) -> str:
        """What to change; in another language where there is no hint in this one, "" where there is none."""
        return text_in(self.hints, language)


def tell(results: Iterable[Result], data: rdflib.Graph, shapes: rdflib.Graph) -> list[Finding]:
    """The results as people are told of them, in their order. data: what was validated."""
    teller = _Teller(data, shapes)
    return [teller.finding(result) for result in results]


class _Teller:
    def __init__(self, data: rdflib.Graph, shapes: rdflib.Graph) -> None:
        self.data, self.shapes = data, shapes

    def finding(self, result: Result) -> Finding:
        focus = _node(result.focus_node)
        term = result.term
        value = term if isinstance(term, rdflib.URIRef | rdflib.BNode) else None
        # the SPARQL constraints have the document as focus node; the node at fault is the value
        faulty = [value, focus] if result.component == _SPARQL else [focus, value]
        nodes = [node for node in faulty if isinstance(node, rdflib.URIRef | rdflib.BNode)]
        return Finding(
            result,
            focus_label=self.label(focus) if focus is not None else result.focus_node,
            value_label=self.label(value) if value is not None else "",
            place=self.place(nodes),
            hints=hints_of(self.shapes, rdflib.URIRef(result.shape)) if not result.shape.startswith("_:") else (),
        )

    def label(self, node: rdflib.term.Node) -> str:
        """What a node is called: its label, the words of a passage, else the last part of its IRI."""
        for predicate in _LABELS:
            texts = [t for t in self.data.objects(node, predicate) if isinstance(t, rdflib.Literal)]
            if texts:
                return str(min(texts, key=lambda t: (_RANK.get((t.language or "").lower(), 3), str(t))))
        quote = self.text(node, _VG.quote)
        if quote:
            return f"“{quote[:_QUOTE].rstrip()}…”" if len(quote) > _QUOTE else f"“{quote}”"
        if isinstance(node, rdflib.BNode):
            return f"_:{node}"
        return str(node) if isinstance(node, rdflib.Literal) else short_name(str(node))

    def place(self, nodes: list[rdflib.URIRef | rdflib.BNode]) -> Place | None:
        """The passage of the first node that has one; else one in which the first that is mentioned is."""
        for node in nodes:
            passage = next(self._passages(node), None)
            if passage is not None:
                return self._place(passage)
        for node in nodes:
            found = [p for fact in self._facts(node) for p in self._passages(fact)]
            if found:
                return self._place(min(found, key=self._order), mention=True)
        return None

    def _passages(self, node: rdflib.term.Node) -> Iterator[rdflib.term.Node]:
        if (node, RDF.type, _VG.Passage) in self.data:
            yield node
        yield from sorted(self.data.subjects(_OA.hasSelector, node), key=str)  # a selector: of the passage it selects
        for predicate in (_VG.evidence, _VG.furtherEvidence):
            yield from sorted(p for p in self.data.objects(node, predicate) if isinstance(p, rdflib.URIRef))

    def _facts(self, node: rdflib.term.Node) -> list[rdflib.term.Node]:
        """Facts that say something of a thing; a document is said of by all of its own, which shows nothing."""
        found = []
        for number, (fact, predicate) in enumerate(self.data.subject_predicates(node)):
            if number >= _MENTIONS:
                break
            if predicate not in (_VG.statedIn, _VG.inDocument, _VG.extractor, _OA.hasSource):
                found.append(fact)
        return found

    def _place(self, passage: rdflib.term.Node, *, mention: bool = False) -> Place:
        document = self.data.value(passage, _VG.inDocument)
        line = self.text(passage, _VG.line)
        return Place(
            document=self.text(document, DCTERMS.identifier) or (str(document) if document is not None else ""),
            title=self.label(document) if document is not None else "",
            line=int(line) if line.isdecimal() else 0,
            quote=self.text(passage, _VG.quote),
            passage=str(passage),
            mention=mention,
        )

    def _order(self, passage: rdflib.term.Node) -> tuple[str, int, str]:
        line = self.text(passage, _VG.line)
        return str(self.data.value(passage, _VG.inDocument)), int(line) if line.isdecimal() else 0, str(passage)

    def text(self, node: rdflib.term.Node | None, predicate: rdflib.URIRef) -> str:
        """The first literal of a property, by its words; "" for none."""
        if node is None:
            return ""
        return min((str(t) for t in self.data.objects(node, predicate) if isinstance(t, rdflib.Literal)), default="")


def _node(name: str) -> rdflib.URIRef | rdflib.BNode | None:
    """A node by the name a result has for it. A focus node may be a literal: that has no properties."""
    if name.startswith("_:"):
        return rdflib.BNode(name[2:])
    return rdflib.URIRef(name) if ":" in name else None
