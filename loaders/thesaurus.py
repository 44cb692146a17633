"""The thesaurus of safety themes, as a means of reading: which words name which theme.

Read from `ontology/vocabularies/themes.ttl`. A theme in no list is still read where a document presents it as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.config import ROOT

THEMES = ROOT / "ontology" / "vocabularies" / "themes.ttl"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SHOWN = {f"{_SKOS}{name}" for name in ("prefLabel", "altLabel")}
_LABELS = {*_SHOWN, f"{_SKOS}hiddenLabel"}
_LEAD = re.compile(
    r"^(?:het |de |een )?(?:(?:bestrijd(?:ing|en)|aanpak|aanpakken|tegengaan|versterken|versterking|verbeteren|verbetering|"
    r"voorkomen|terugdringen|verkenning|thema)(?: van(?: de| het)?| naar| aanpak| op)?\s+)+"
)
_WORD = re.compile(r"(?:\(\w+\)(?=\w))?[\w/]+(?:'[\w/]+)*")
_OPTIONAL = re.compile(r"^\(\w+\)")  # "(slachtoffer)groepen" are groups
_SENTENCE_END = re.compile(r"[.;:!?]\s")


@dataclass(frozen=True, slots=True)
class Theme:
    """A concept of the thesaurus: its IRI, Dutch preferred label and broader concepts' IRIs."""

    iri: str
    label: str
    broader: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that name a theme: the half-open range of characters, and the theme."""

    start: int
    end: int
    theme: Theme


class Thesaurus:
    """Themes by label, read once from SKOS in Turtle."""

    def __init__(self, path: Path = THEMES) -> None:
        self.path = path

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """By IRI."""
        labels: dict[str, str] = {}
        broader: dict[str, list[str]] = {}
        for subject, predicate, value in self._triples:
            if predicate == f"{_SKOS}prefLabel" and isinstance(value, Literal) and value.language == "nl":
                labels[subject] = value.value
            elif predicate == f"{_SKOS}broader" and isinstance(value, NamedNode):
                broader.setdefault(subject, []).append(value.value)
        return {iri: Theme(iri, label, tuple(sorted(broader.get(iri, [])))) for iri, label in sorted(labels.items())}

    @cached_property
    def _by_label(self) -> dict[str, Theme]:
        found: dict[str, Theme] = {}
        for subject, predicate, value in self._triples:
            if predicate in _LABELS and isinstance(value, Literal) and value.language in (None, "nl"):
                theme = self.themes.get(subject)
                if theme is not None:
                    found.setdefault(_key(value.value), theme)
        return found

    @cached_property
    def _shown(self) -> set[str]:
        """The labels by which a theme is named in passing as well: not the hidden ones."""
        return {_key(value.value) for _, name, value in self._triples if name in _SHOWN and isinstance(value, Literal)}

    @cached_property
    def _triples(self) -> list[tuple[str, str, object]]:
        if not self.path.is_file():
            return []
        return [
            (quad.subject.value, quad.predicate.value, quad.object)
            for quad in parse(path=self.path, format=RdfFormat.TURTLE)
            if isinstance(quad.subject, NamedNode)
        ]

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], Theme]]]:
        """Labels that are shown, as words, by their first word, the longest first."""
        index: dict[str, list[tuple[tuple[str, ...], Theme]]] = {}
        for key, theme in self._by_label.items():
            words = tuple(key.split())
            if words and key in self._shown:
                index.setdefault(words[0], []).append((words, theme))
        return {first: sorted(labels, key=lambda label: -len(label[0])) for first, labels in index.items()}

    def labels(self) -> Iterator[tuple[str, Theme]]:
        """Every Dutch label, in lower case without signs, with its theme."""
        yield from self._by_label.items()

    def match(self, words: str) -> Theme | None:
        """The theme that `words` name, by any of its labels; a lead such as "Aanpak van" is looked past."""
        key = _key(words)
        return self._by_label.get(key) or self._by_label.get(_LEAD.sub("", key))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Where `text` names themes, from left to right; of labels that overlap the longest counts.

        Hidden labels name a theme only where they are all a title or an item says (`match`).
        """
        found = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        words = [_OPTIONAL.sub("", text[start:end].lower().replace("'", "")) for start, end in found]
        at = 0
        while at < len(words):
            for label, theme in self._by_first_word.get(words[at], ()):
                last = at + len(label) - 1
                if tuple(words[at : last + 1]) == label and not _SENTENCE_END.search(
                    text, found[at][0], found[last][1]
                ):
                    yield Mention(found[at][0], found[last][1], theme)
                    at = last
                    break
            at += 1

    def falls_under(self, theme: Theme, other: Theme) -> bool:
        """Whether `other` is among the broader themes of `theme`, at any distance."""
        seen: set[str] = set()
        todo = list(theme.broader)
        while todo:
            iri = todo.pop()
            if iri == other.iri:
                return True
            if iri not in seen and iri in self.themes:
                seen.add(iri)
                todo += self.themes[iri].broader
        return False


def _key(label: str) -> str:
    return re.sub(r"[^\w/]+", " ", label.lower().replace("'", "")).strip()
