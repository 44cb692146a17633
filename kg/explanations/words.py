"""An axiom of OWL in words, in Dutch and in English.

Each kind of axiom has one sentence in each language; names in it are the labels of the things. What has no sentence of
its own is shown in functional syntax, which is always true and readable to who knows OWL.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.explanations.functional import Expression, iri, parse, value
from kg.labels import short_name

LabelOf = Callable[[str, str], str]  # IRI, language -> what people call it

_NL, _EN = 0, 1
LANGUAGES = ("nl", "en")

# {0}, {1} … are the parts of the axiom, in their order.
SENTENCES: dict[str, tuple[str, str]] = {
    "SubClassOf": ("Elk(e) {0} is {1}.", "Every {0} is {1}."),
    "EquivalentClasses": ("{0} en {1} zijn hetzelfde.", "{0} and {1} are the same."),
    "DisjointClasses": ("Niets is zowel {0} als {1}.", "Nothing is both {0} and {1}."),
    "ClassAssertion": ("{1} is {0}.", "{1} is {0}."),
    "ObjectPropertyAssertion": ("{1} heeft als ‘{0}’: {2}.", "{1} has as ‘{0}’: {2}."),
    "DataPropertyAssertion": ("{1} heeft als ‘{0}’: {2}.", "{1} has as ‘{0}’: {2}."),
    "NegativeObjectPropertyAssertion": ("{1} heeft niet als ‘{0}’: {2}.", "{1} does not have as ‘{0}’: {2}."),
    "NegativeDataPropertyAssertion": ("{1} heeft niet als ‘{0}’: {2}.", "{1} does not have as ‘{0}’: {2}."),
    "SameIndividual": ("{0} en {1} zijn één ding.", "{0} and {1} are one thing."),
    "DifferentIndividuals": ("{0} en {1} zijn twee dingen.", "{0} and {1} are two things."),
    "ObjectPropertyDomain": ("Wat een ‘{0}’ heeft, is {1}.", "What has a ‘{0}’ is {1}."),
    "DataPropertyDomain": ("Wat een ‘{0}’ heeft, is {1}.", "What has a ‘{0}’ is {1}."),
    "ObjectPropertyRange": ("Wat iets als ‘{0}’ heeft, is {1}.", "What something has as ‘{0}’ is {1}."),
    "DataPropertyRange": ("Een waarde van ‘{0}’ is van het type {1}.", "A value of ‘{0}’ is of type {1}."),
    "FunctionalObjectProperty": ("Iets heeft ten hoogste één ‘{0}’.", "A thing has at most one ‘{0}’."),
    "FunctionalDataProperty": ("Iets heeft ten hoogste één ‘{0}’.", "A thing has at most one ‘{0}’."),
    "InverseFunctionalObjectProperty": (
        "Ten hoogste één ding heeft iets als ‘{0}’.", "At most one thing has a given thing as ‘{0}’."),
    "IrreflexiveObjectProperty": ("Niets heeft zichzelf als ‘{0}’.", "Nothing has itself as ‘{0}’."),
    "ReflexiveObjectProperty": ("Alles heeft zichzelf als ‘{0}’.", "Everything has itself as ‘{0}’."),
    "AsymmetricObjectProperty": (
        "‘{0}’ geldt nooit over en weer.", "‘{0}’ never holds both ways."),
    "SymmetricObjectProperty": ("‘{0}’ geldt altijd over en weer.", "‘{0}’ always holds both ways."),
    "TransitiveObjectProperty": (
        "‘{0}’ geldt ook via een tussenstap.", "‘{0}’ also holds by way of a step between."),
    "SubObjectPropertyOf": (
        "Wat iets als ‘{0}’ heeft, heeft het ook als ‘{1}’.", "What a thing has as ‘{0}’ it also has as ‘{1}’."),
    "SubDataPropertyOf": (
        "Wat iets als ‘{0}’ heeft, heeft het ook als ‘{1}’.", "What a thing has as ‘{0}’ it also has as ‘{1}’."),
    "EquivalentObjectProperties": ("‘{0}’ en ‘{1}’ zijn hetzelfde.", "‘{0}’ and ‘{1}’ are the same."),
    "InverseObjectProperties": (
        "‘{0}’ en ‘{1}’ zijn elkaars omgekeerde.", "‘{0}’ and ‘{1}’ are each other's inverse."),
    "DisjointObjectProperties": (
        "Twee dingen zijn nooit zowel door ‘{0}’ als door ‘{1}’ verbonden.",
        "Two things are never joined by both ‘{0}’ and ‘{1}’."),
}  # fmt: skip
_EXPRESSIONS: dict[str, tuple[str, str]] = {
    "ObjectSomeValuesFrom": ("iets met als ‘{0}’ een {1}", "something with as ‘{0}’ a {1}"),
    "ObjectAllValuesFrom": ("iets met als ‘{0}’ alleen {1}", "something with as ‘{0}’ only {1}"),
    "ObjectHasValue": ("iets met als ‘{0}’: {1}", "something with as ‘{0}’: {1}"),
    "DataSomeValuesFrom": ("iets met als ‘{0}’ een {1}", "something with as ‘{0}’ a {1}"),
    "DataAllValuesFrom": ("iets met als ‘{0}’ alleen {1}", "something with as ‘{0}’ only {1}"),
    "DataHasValue": ("iets met als ‘{0}’: {1}", "something with as ‘{0}’: {1}"),
    "ObjectComplementOf": ("iets dat geen {0} is", "something that is no {0}"),
    "ObjectHasSelf": ("iets met zichzelf als ‘{0}’", "something with itself as ‘{0}’"),
    "ObjectInverseOf": ("omgekeerde van {0}", "inverse of {0}"),
}
_COUNTS = {"Min": ("ten minste", "at least"), "Max": ("ten hoogste", "at most"), "Exact": ("precies", "exactly")}
_JOINED = {"ObjectIntersectionOf": ("en", "and"), "ObjectUnionOf": ("of", "or"), "ObjectOneOf": ("of", "or")}
_DATATYPES = {
    "decimal": ("getal", "number"),
    "string": ("tekst", "text"),
    "integer": ("geheel getal", "whole number"),
    "positiveInteger": ("geheel getal van 1 of meer", "whole number of 1 or more"),
    "nonNegativeInteger": ("geheel getal van 0 of meer", "whole number of 0 or more"),
    "dateTime": ("tijdstip", "moment"),
}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_THING = "http://www.w3.org/2002/07/owl#Thing"


def in_words(axiom: str, label_of: LabelOf) -> dict[str, str]:
    """The axiom, in functional syntax, as a sentence in each language."""
    return sentences(parse(axiom), label_of, axiom)


def sentences(axiom: tuple[Expression, ...], label_of: LabelOf, otherwise: str) -> dict[str, str]:
    """An axiom taken apart as a sentence in each language; `otherwise` where there is none."""
    return {name: _Teller(number, label_of).sentence(otherwise, axiom) for number, name in enumerate(LANGUAGES)}


class _Teller:
    """Words in one language."""

    def __init__(self, language: int, label_of: LabelOf) -> None:
        self._language, self._label_of = language, label_of

    def sentence(self, axiom: str, parsed: tuple[Expression, ...]) -> str:
        kind, *parts = parsed
        if kind == "HasKey":
            return self._key(parts)
        if kind == "SubObjectPropertyOf" and isinstance(parts[0], tuple):
            return self._chain(parts)
        known = SENTENCES.get(str(kind))
        if known is None:
            return axiom
        return known[self._language].format(*(self.words(part) for part in parts))

    def words(self, part: Expression) -> str:
        if isinstance(part, str):
            return self._leaf(part)
        kind, *parts = part
        if (both := _EXPRESSIONS.get(str(kind))) is not None:
            return both[self._language].format(*(self.words(one) for one in parts))
        if (joined := _JOINED.get(str(kind))) is not None:
            return f" {joined[self._language]} ".join(self.words(one) for one in parts)
        for name, both in _COUNTS.items():
            if f"{name}Cardinality" in str(kind):
                of = f" ({self.words(parts[2])})" if len(parts) > 2 and iri(parts[2]) != _THING else ""
                begin = ("iets met", "something with")[self._language]
                return f"{begin} {both[self._language]} {parts[0]} ‘{self.words(parts[1])}’{of}"
        return f"{kind}({' '.join(self.words(one) for one in parts)})"

    def _leaf(self, leaf: str) -> str:
        if (literal := value(leaf)) is not None:
            return f"“{literal.text}”"
        named = iri(leaf)
        if named.startswith(_XSD):
            both = _DATATYPES.get(named.removeprefix(_XSD))
            return both[self._language] if both else short_name(named)
        if named == _THING:
            return ("ding", "thing")[self._language]
        return self._label_of(named, LANGUAGES[self._language]) if named else leaf

    def _key(self, parts: list[Expression]) -> str:
        of = self.words(parts[0])
        listed = [one for part in parts[1:] if isinstance(part, tuple) for one in part[1:]]
        by = ", ".join(f"‘{self.words(one)}’" for one in listed)
        return (
            f"Twee keer {of} met dezelfde {by} is één en hetzelfde.",
            f"Two instances of {of} with the same {by} are one and the same.",
        )[self._language]

    def _chain(self, parts: list[Expression]) -> str:
        links = parts[0][1:] if isinstance(parts[0], tuple) else ()
        way = ", ".join(f"‘{self.words(one)}’" for one in links)
        return (
            f"Wie achtereenvolgens {way} volgt, komt bij ‘{self.words(parts[1])}’.",
            f"Following {way} in turn leads to ‘{self.words(parts[1])}’.",
        )[self._language]
