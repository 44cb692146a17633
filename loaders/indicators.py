"""Which group an indicator belongs to: one measure under the names that documents give it.

The groups are SKOS in `ontology/vocabularies/indicators.ttl`; an indicator belongs to the group of which a label's
words all stand in its name.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from kg.ontology import FOLDER
from loaders.thesaurus import Thesaurus

INDICATORS = FOLDER / "vocabularies" / "indicators.ttl"
_NO_MEANING = frozenset({"van", "de", "het", "door", "in", "bij", "en", "per"})


class IndicatorGroups:
    """Groups by the words of their labels, read once."""

    def __init__(self, path: Path = INDICATORS) -> None:
        self.thesaurus = Thesaurus(path)

    @cached_property
    def _labels(self) -> list[tuple[frozenset[str], str]]:
        """Words of each label with the group's IRI, most words first."""
        found = [(_words(label), theme.iri) for label, theme in self.thesaurus.labels()]
        return sorted(((words, iri) for words, iri in found if words), key=lambda pair: (-len(pair[0]), pair[1]))

    def group(self, indicator: str) -> str | None:
        """The last segment of the group's IRI, or None for an indicator of no group."""
        words = _words(indicator)
        iri = next((iri for label, iri in self._labels if label <= words), None)
        return iri.rsplit("/", 1)[1] if iri else None


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-zà-ÿ]+", text.lower().replace("'", ""))) - _NO_MEANING
