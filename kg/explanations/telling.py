"""A derivation for people: each triple as a sentence, each rule as one, each stated fact with its passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.explanations import owl
from kg.explanations.derivation import Step
from kg.explanations.functional import Expression
from kg.explanations.knowledge import Knowledge
from kg.explanations.sources import Source, source_of
from kg.explanations.words import LANGUAGES, LabelOf, sentences
from kg.store import Term
from kg.vocab import RDF

# What each rule says, in words (OWL 2 Profiles, tables 4 to 9).
RULES: dict[str, tuple[str, str]] = {
    "cax-sco": ("Wat van een klasse is, is ook van elke klasse waar die onder valt.",
                "What is of a class is of every class above it."),
    "cax-eqc1": ("Klassen die hetzelfde zijn, hebben dezelfde leden.", "Equivalent classes have the same members."),
    "cax-eqc2": ("Klassen die hetzelfde zijn, hebben dezelfde leden.", "Equivalent classes have the same members."),
    "prp-dom": ("Wat een eigenschap heeft, is van de klasse waarvoor die eigenschap bedoeld is.",
                "What has a property is of the class that is its domain."),
    "prp-rng": ("Waar een eigenschap naar wijst, is van de klasse die daarvoor is vastgelegd.",
                "What a property leads to is of the class that is its range."),
    "prp-spo1": ("Een eigenschap geldt waar een eigenschap die eronder valt geldt.",
                 "A property holds wherever one below it holds."),
    "prp-spo2": ("Een keten van eigenschappen geeft een eigenschap.", "A chain of properties gives a property."),
    "prp-eqp1": ("Eigenschappen die hetzelfde zijn, gelden samen.", "Equivalent properties hold together."),
    "prp-eqp2": ("Eigenschappen die hetzelfde zijn, gelden samen.", "Equivalent properties hold together."),
    "prp-inv1": ("De omgekeerde eigenschap geldt de andere kant op.", "An inverse property holds the other way round."),
    "prp-inv2": ("De omgekeerde eigenschap geldt de andere kant op.", "An inverse property holds the other way round."),
    "prp-symp": ("Deze eigenschap geldt altijd over en weer.", "This property always holds both ways."),
    "prp-trp": ("Deze eigenschap geldt ook via een tussenstap.", "This property also holds by way of a step between."),
    "cls-hv1": ("Alles van deze klasse heeft deze waarde.", "Everything of this class has this value."),
    "cls-hv2": ("Wat deze waarde heeft, is van deze klasse.", "What has this value is of this class."),
    "cls-svf1": ("Wat met zo iets verbonden is, is van deze klasse.",
                 "What is linked with such a thing is of this class."),
    "cls-svf2": ("Wat deze eigenschap heeft, is van deze klasse.", "What has this property is of this class."),
    "cls-avf": ("Alles van deze klasse wijst met deze eigenschap alleen naar zulke dingen.",
                "Everything of this class has only such things as this property."),
    "cls-int1": ("Wat van alle delen van een doorsnede is, is van de doorsnede.",
                 "What is of all parts of an intersection is of the intersection."),
    "cls-int2": ("Wat van een doorsnede is, is van elk deel ervan.", "What is of an intersection is of each part."),
    "cls-uni": ("Wat van een deel van een vereniging is, is van de vereniging.",
                "What is of a part of a union is of the union."),
    "cls-oo": ("De leden van deze klasse zijn opgesomd.", "The members of this class are listed."),
    "scm-sco": ("Wat onder iets valt dat onder iets anders valt, valt daar ook onder.",
                "What is below something below another is below that too."),
    "scm-spo": ("Een eigenschap onder een eigenschap onder een derde valt ook onder die derde.",
                "A property below one below a third is below the third too."),
}  # fmt: skip
# What the rules of the project say, by the file in queries/rules; a test keeps this complete.
OF_PROJECT: dict[str, tuple[str, str]] = {
    "inferred-parts-of-the-police.rq": (
        "Een sterktetabel zet een team of dienst onder de eenheid waar die onderdeel van is.",
        "A strength table puts a team or service under the unit it is part of."),
    "inferred-districts.rq": (
        "Een politiedistrict dat deel is van een eenheid, is een district van die eenheid.",
        "A police district that is part of a unit is a district of that unit."),
    "inferred-document-links.rq": (
        "Een vermelde relatie tussen twee documenten van de graaf is ook een gewone verwijzing tussen die twee.",
        "A stated relation between two documents of the graph is a plain link between the two as well."),
    "inferred-drafts.rq": (
        "Een document dat zegt dat het een concept van een ander is, is dat.",
        "A document that says it is a draft of another is one."),
    "inferred-law-articles.rq": (
        "Een artikel van een wet met een bekend nummer heeft een eigen adres.",
        "An article of a law whose number is known has an address of its own."),
}  # fmt: skip
_OTHER_RULE = ("Een regel van dit project.", "A rule of this project.")
_OF_SCHEMA = ("Regel van OWL 2 RL over klassen en eigenschappen.", "Rule of OWL 2 RL about classes and properties.")
_STRUCTURE = frozenset([owl.ON_PROPERTY, owl.HAS_VALUE, owl.SOME_VALUES, owl.ALL_VALUES, RDF.first, RDF.rest,
                        owl.INTERSECTION, owl.UNION, owl.ONE_OF, owl.CHAIN])  # fmt: skip
_SENTENCE = {
    owl.SUB_CLASS: "SubClassOf",
    owl.SUB_PROPERTY: "SubObjectPropertyOf",
    owl.DOMAIN: "ObjectPropertyDomain",
    owl.RANGE: "ObjectPropertyRange",
    owl.INVERSE_OF: "InverseObjectProperties",
    owl.EQUIVALENT_CLASS: "EquivalentClasses",
    owl.EQUIVALENT_PROPERTY: "EquivalentObjectProperties",
}
_KINDS = {owl.SYMMETRIC: "SymmetricObjectProperty", owl.TRANSITIVE: "TransitiveObjectProperty"}


@dataclass(frozen=True, slots=True)
class Told:
    """A step in words. rule: "" for what is stated; rule_words: what the rule says. structure: a triple that only says
    how a class expression is put together, which the sentences around it say better. source: of what is stated."""

    triple: Triple
    words: dict[str, str]
    rule: str
    rule_words: dict[str, str]
    premises: tuple[Told, ...]
    structure: bool
    source: Source

    def facts(self) -> Iterator[Told]:
        """The stated facts it rests on, each once."""
        seen: set[Triple] = set()
        for told in self._leaves():
            if told.triple not in seen:
                seen.add(told.triple)
                yield told

    def _leaves(self) -> Iterator[Told]:
        if not self.rule:
            yield self
        for premise in self.premises:
            yield from premise._leaves()


def tell(step: Step, known: Knowledge, label_of: LabelOf) -> Told:
    """The derivation in words."""
    stated = not step.rule
    source = source_of(known.store, step.triple, known.inferred) if stated else Source()
    structure = step.triple.predicate in _STRUCTURE and stated
    premises = tuple(tell(premise, known, label_of) for premise in step.premises)
    words = sentence_of(step.triple, known, label_of)
    return Told(step.triple, words, step.rule, rule_words(step.rule), premises, structure, source)


def rule_words(rule: str) -> dict[str, str]:
    """What a rule says, by language; nothing for ""."""
    if not rule:
        return {}
    both = OF_PROJECT.get(rule, _OTHER_RULE) if rule.endswith(".rq") else RULES.get(rule, _OF_SCHEMA)
    return dict(zip(LANGUAGES, both, strict=True))


def sentence_of(triple: Triple, known: Knowledge, label_of: LabelOf) -> dict[str, str]:
    """A triple as a sentence in each language."""
    subject, value = _expression(triple.subject, known), _expression(triple.object, known)
    predicate = f"<{triple.predicate.value}>"
    parsed: tuple[Expression, ...]
    if triple.predicate == RDF.type and triple.object in _KINDS:
        parsed = (_KINDS[triple.object], subject)  # type: ignore[index]
    elif triple.predicate == RDF.type:
        parsed = ("ClassAssertion", value, subject)
    elif triple.predicate in _SENTENCE:
        parsed = (_SENTENCE[triple.predicate], subject, value)
    else:
        parsed = ("ObjectPropertyAssertion", predicate, subject, value)
    return sentences(parsed, label_of, str(triple))


def _expression(term: Term, known: Knowledge, depth: int = 0) -> Expression:
    """A term as a part of an axiom: a name, a literal, or the class expression a blank node stands for."""
    if isinstance(term, NamedNode):
        return f"<{term.value}>"
    if isinstance(term, Literal):
        return str(term)
    parts = known.schema.restriction.get(term, {})
    if isinstance(term, BlankNode) and "onProperty" in parts and depth < 5:
        on = _expression(parts["onProperty"], known)
        for name, kind in (("hasValue", "ObjectHasValue"), ("someValuesFrom", "ObjectSomeValuesFrom"),
                           ("allValuesFrom", "ObjectAllValuesFrom")):  # fmt: skip
            if name in parts:
                return (kind, on, _expression(parts[name], known, depth + 1))
    for name, kind in (("intersectionOf", "ObjectIntersectionOf"), ("unionOf", "ObjectUnionOf"),
                       ("oneOf", "ObjectOneOf")):  # fmt: skip
        for _, *members in known.schema.lists.get((name, term), ()):
            if depth < 5:
                return (kind, *(_expression(member, known, depth + 1) for member in members))
    return str(term)
