"""Why a graph is inconsistent, or nothing can be of a class: the axioms that clash, in words, with their passages.

A justification is a minimal set of axioms: leave out one, and what is left can be true. They are found by asking HermiT
(`search`), first among the facts around something that looks wrong (`clashes`), else among all of them.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.consistency_input import ReasonerInput, is_about, reasoner_input
from kg.embedded import OxigraphStore
from kg.evidence import Passage
from kg.explanations.clashes import Facts, suspects
from kg.explanations.derivation import Derivations
from kg.explanations.functional import iri, is_fact, parse, value
from kg.explanations.hermit import Hermit
from kg.explanations.knowledge import Knowledge
from kg.explanations.search import Budget, Found, search
from kg.explanations.sources import MOST, source_of
from kg.explanations.telling import Told, tell
from kg.explanations.words import in_words
from kg.labels import Labels

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_PROBE = "urn:x-veiligheidsgraaf:an-instance"
_STEPS = (0, 1, 2)  # how far around a suspect the facts are taken, the nearest first
_MOST_SUSPECTS = 200
_MOST_FACTS = 5000  # above this only the surroundings of what looks wrong are searched, if anything does


@dataclass(frozen=True, slots=True)
class Axiom:
    """One axiom of a justification.

    text: in functional syntax. words: by language. added: "" for what the graph says; "rule" for what a rule of the
    project makes of it; "unique names" for two IRIs that stand for two things; "instance" for the instance a class is
    tried with. graphs, passages: where a fact was read. because: of one made by a rule, from what it follows.
    """

    text: str
    words: dict[str, str]
    added: str = ""
    triple: Triple | None = None
    graphs: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    because: Told | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Why something cannot be.

    about: IRI of the class nothing can be of; "" for an inconsistency. justifications: minimal sets of axioms, the
    smallest first; none when there is no clash. complete: there are no others; false when the search stopped at its
    budget, or looked only around what seemed wrong in a large graph. asked: questions put to HermiT.
    """

    about: str
    justifications: tuple[tuple[Axiom, ...], ...]
    complete: bool
    asked: int
    seconds: float


@dataclass(slots=True)
class Explainer:
    """A graph, loaded once into HermiT, of which questions are asked.

    quads: all graphs that are to be true together, the ontology among them. base: as in `Settings.base`.
    passages: also reason about passages and what was read where. hermit: one that runs already; it stays the caller's.
    """

    quads: Iterable[Quad]
    base: str
    passages: bool = False
    timeout: float = 120.0
    hermit: Hermit = None  # type: ignore[assignment]  # there after __post_init__
    _input: ReasonerInput = field(init=False)
    _store: OxigraphStore = field(init=False)
    _facts: list[int] = field(init=False)
    _triples: dict[tuple[str, ...], Triple] = field(init=False)
    _labels: Labels = field(init=False)
    _own_hermit: bool = field(init=False)

    def __post_init__(self) -> None:
        given = list(self.quads)
        self._input = reasoner_input(given, passages=self.passages, base=self.base)
        self._store = OxigraphStore(self.base)
        self._store.load(given)
        self._labels = Labels(self._store)
        self._triples = {_key(triple): triple for triple in self._input.triples() if is_about(triple)}
        made = self._input.made
        self._store.load(Quad(t.subject, t.predicate, t.object, self._store.inferred_graph) for t in made)
        self._own_hermit = self.hermit is None
        if self._own_hermit:
            self.hermit = Hermit(self.timeout)
        try:
            axioms = self.hermit.load(serialize(self._input.triples(), format=RdfFormat.N_TRIPLES) or b"")
        except BaseException:  # whatever ends it, the process must not stay behind
            self.close()
            raise
        self._facts = [number for number, text in enumerate(axioms) if is_fact(text)]

    def close(self) -> None:
        """Ends HermiT, when it is not another's."""
        if self._own_hermit:
            self.hermit.close()

    def inconsistency(self, budget: Budget = Budget()) -> Clash:  # noqa: B008  # frozen
        """Why the graph is inconsistent; no justifications when it is consistent.

        Raises ReasonerError when HermiT refuses an axiom or gives no answer.
        """
        start = time.monotonic()
        near = self._near_suspects(budget)
        left = Budget(budget.seconds - near.seconds, budget.number)
        if near.sets and len(self._facts) > _MOST_FACTS:  # whether there are others would take HermiT minutes to say
            return self._clash("", replace(near, complete=False), start)
        found = self._among(self._facts, left, near.sets)
        return self._clash("", replace(found, asked=found.asked + near.asked), start)

    def unsatisfiable(self, name: str, budget: Budget = Budget()) -> Clash:  # noqa: B008
        """Why nothing can be of the class `name` (an IRI), by the ontology alone; no justifications when it can."""
        start = time.monotonic()
        instance = self.hermit.instance(name, _PROBE)
        facts = {*self._facts, instance}
        module = [number for number in self.hermit.module([instance]) if number not in facts]
        found = search(module, self._clashes, budget, frozenset({instance}))
        with_instance = replace(found, sets=tuple(one | {instance} for one in found.sets))
        return self._clash(name, with_instance, start)

    def consistent(self) -> bool:
        """Whether all of it together can be true."""
        return self.hermit.consistent(range(len(self.hermit.axioms)))

    # --- where to look

    def _near_suspects(self, budget: Budget) -> Found:
        """Justifications among the facts around what looks wrong."""
        facts = Facts.of(self.hermit.axioms, self._facts)
        sets: list[frozenset[int]] = []
        asked, start = 0, time.monotonic()
        for group in suspects(self.hermit.axioms)[:_MOST_SUSPECTS]:
            for steps in _STEPS:
                left = budget.seconds - (time.monotonic() - start)
                if left <= 0 or len(sets) >= budget.number:
                    break
                found = self._among(facts.around(group, steps), Budget(left, budget.number - len(sets)))
                asked += found.asked
                if found.sets:
                    sets += [one for one in found.sets if one not in sets]
                    break
        return Found(tuple(sets), False, asked, time.monotonic() - start)

    def _among(self, facts: Collection[int], budget: Budget, known: tuple[frozenset[int], ...] = ()) -> Found:
        """Justifications among these facts and the axioms that can matter to them."""
        others = set(self._facts) - set(facts)
        module = set(self.hermit.module(facts)) if facts else set(range(len(self.hermit.axioms)))
        return search(sorted((module | set(facts)) - others), self._clashes, budget, known=known)

    def _clashes(self, axioms: frozenset[int]) -> bool:
        return not self.hermit.consistent(axioms)

    # --- what was found, in words

    def _clash(self, about: str, found: Found, start: float) -> Clash:
        sets = sorted(found.sets, key=lambda one: (len(one), sorted(one)))
        told = (sorted((self._axiom(self.hermit.axioms[n]) for n in one), key=_order) for one in sets)
        return Clash(about, tuple(map(tuple, told)), found.complete, found.asked, time.monotonic() - start)

    def _axiom(self, text: str) -> Axiom:
        words = in_words(text, self._labels)
        triple = self._triples.get(_key_of(text))
        if triple is None:
            return Axiom(text, words, "instance" if _PROBE in text else "")
        if triple in self._input.different:
            return Axiom(text, words, "unique names", triple)
        if triple in self._input.made:
            known = Knowledge(self._store)
            because = tell(Derivations(known).why(triple), known, self._labels)
            read = {p.iri: p for fact in because.facts() for p in fact.source.passages}
            return Axiom(text, words, "rule", triple, (), tuple(read.values())[:MOST], because)
        stands_for = self._input.stands_for.get(triple, [])
        if not is_fact(text) or not stands_for:
            return Axiom(text, words, "", triple)
        source = source_of(self._store, stands_for[0].triple, f"{self.base}/graph/inferred")
        return Axiom(text, words, "", stands_for[0].triple, source.graphs, source.passages)


def _order(axiom: Axiom) -> tuple[bool, str]:
    """The axioms of the ontology first, then the facts."""
    return is_fact(axiom.text), axiom.text


def _key(triple: Triple) -> tuple[str, ...]:
    """What a triple and the axiom made of it have in common."""
    return (_written(triple.subject), triple.predicate.value, *_ends(triple.object))


def _written(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _ends(term: NamedNode | BlankNode | Literal | Triple) -> tuple[str, ...]:
    if isinstance(term, Literal):
        return (term.value, term.datatype.value, term.language or "")
    return (_written(term),)


def _key_of(axiom: str) -> tuple[str, ...]:
    kind, *parts = parse(axiom)
    if kind == "ClassAssertion":
        return (iri(parts[1]), _TYPE, iri(parts[0]))
    if kind == "ObjectPropertyAssertion":
        return (iri(parts[1]), iri(parts[0]), iri(parts[2]))
    if kind == "DataPropertyAssertion" and (literal := value(parts[2])) is not None:
        return (iri(parts[1]), iri(parts[0]), literal.text, literal.datatype, literal.language)
    if kind == "DifferentIndividuals":
        one, other = sorted(iri(part) for part in parts)
        return (one, "http://www.w3.org/2002/07/owl#differentFrom", other)
    return ()
