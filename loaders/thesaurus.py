"""The thesaurus of safety themes: which concept a document's words for a theme stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.config import ROOT

THEMES = ROOT / "ontology" / "vocabularies" / "themes.ttl"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = {f"{_SKOS}{name}" for name in ("prefLabel", "altLabel", "hiddenLabel")}
_LEAD = re.compile(
    r"^(?:het |de |een )?(?:(?:bestrijd(?:ing|en)|aanpak|aanpakken|tegengaan|versterken|versterking|verbeteren|verbetering|"
    r"voorkomen|terugdringen|verkenning|thema)(?: van(?: de| het)?| naar| aanpak| op)?\s+)+"
)


@dataclass(frozen=True, slots=True)
class Theme:
    """A concept of the thesaurus: its IRI, Dutch preferred label and broader concepts' IRIs."""

    iri: str
    label: str
    broader: tuple[str, ...]


class Thesaurus:
    """Themes by label, read once from SKOS in Turtle."""

    def __init__(self, path: Path = THEMES) -> None:
        self.path = path

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """By IRI."""
        labels: dict[str, str] = {}
        broader: dict[str, list[str]] = {}
        for triple in self._triples():
            subject, predicate, value = triple
            if predicate == f"{_SKOS}prefLabel" and isinstance(value, Literal) and value.language == "nl":
                labels[subject] = value.value
            elif predicate == f"{_SKOS}broader" and isinstance(value, NamedNode):
                broader.setdefault(subject, []).append(value.value)
        return {iri: Theme(iri, label, tuple(sorted(broader.get(iri, [])))) for iri, label in sorted(labels.items())}

    @cached_property
    def _by_label(self) -> dict[str, Theme]:
        found: dict[str, Theme] = {}
        for subject, predicate, value in self._triples():
            if predicate in _LABELS and isinstance(value, Literal) and value.language in (None, "nl"):
                theme = self.themes.get(subject)
                if theme is not None:
                    found.setdefault(_key(value.value), theme)
        return found

    def _triples(self) -> list[tuple[str, str, object]]:
        if not self.path.is_file():
            return []
        return [
            (quad.subject.value, quad.predicate.value, quad.object)
            for quad in parse(path=self.path, format=RdfFormat.TURTLE)
            if isinstance(quad.subject, NamedNode)
        ]

    def match(self, words: str) -> Theme | None:
        """The theme that `words` name, by any of its labels; a lead such as "Aanpak van" is looked past."""
        key = _key(words)
        return self._by_label.get(key) or self._by_label.get(_LEAD.sub("", key))


def _key(label: str) -> str:
    return re.sub(r"[^\w/]+", " ", label.lower().replace("'", "")).strip()
