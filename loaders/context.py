"""What an extractor is given: one document, how to read it, and what is known of names and themes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kg.errors import SourceError
from kg.model import Confidence, DocumentFact, Evidence, Fact, Span
from loaders.gazetteer import Gazetteer
from loaders.profiles import DocumentProfile
from loaders.reading.text import MappedText
from loaders.structure import Block, DocumentText, Role
from loaders.structure.sentences import sentences
from loaders.thesaurus import Thesaurus


@dataclass
class Reading:
    """One document being read. Extractors run in the order of `loaders.pipeline`; what earlier ones found stands here.

    abbreviations: expansion by abbreviation, as this document spells them out.
    metadata: what the document says of itself, once read.
    facts: everything read so far, in order.
    others: the other documents of this run by id (for comparing a draft with its final version).
    problems: places that could not be read (file, line, what to do); the rest of the document stands.
    """

    doc: DocumentText
    profile: DocumentProfile
    gazetteer: Gazetteer
    thesaurus: Thesaurus
    abbreviations: dict[str, str] = field(default_factory=dict)
    metadata: DocumentFact | None = None
    facts: list[Fact] = field(default_factory=list)
    others: dict[str, Reading] = field(default_factory=dict)
    problems: list[SourceError] = field(default_factory=list)

    @property
    def region(self) -> str:
        """Region the document is about ("Midden-Nederland", "Nederland"), or the empty string."""
        return self.metadata.region if self.metadata else ""

    def evidence(
        self, where: MappedText | Block | Span, extractor: str, confidence: Confidence = Confidence.HIGH
    ) -> Evidence:
        """Evidence at a piece of text. A reading by general rules alone is never of high confidence."""
        span = where if isinstance(where, Span) else where.span() if isinstance(where, MappedText) else where.span
        if self.profile.generic and confidence is Confidence.HIGH:
            confidence = Confidence.MEDIUM
        return Evidence(span, extractor, confidence)

    def sentences(self, *roles: Role) -> Iterator[tuple[Block, MappedText]]:
        """Sentences of paragraphs, items and footnotes (under headings of these roles, when any are given)."""
        for block in self.doc.body:
            if block.kind in ("heading", "row") or (roles and not self.doc.roles_of(block) & set(roles)):
                continue
            for sentence in sentences(block.text):
                yield block, sentence

    def chapter_theme(self, block: Block) -> str:
        """The theme whose chapter `block` stands in: the nearest heading above it that names a theme, else empty.

        The label is the heading's own words without numbering.
        """
        for section in self.doc.section_of(block).ancestors():
            if section.heading is not None and self.thesaurus.match(section.title):
                return section.title
        return ""

    def expand(self, name: str) -> str:
        """`name` in full, as this document spells it out somewhere: "het OM" is "Openbaar Ministerie".

        An abbreviation the document never spells out stays as it is. A unit of the police becomes "Politie <region>",
        "RIEC-MN" becomes "RIEC <region>"; "politie" alone is not changed.
        """
        bare = re.sub(r"^(?:de|het|een)\s+", "", " ".join(name.split()), flags=re.I)
        if self.abbreviations.get(bare):
            return self.abbreviations[bare]
        known = self.gazetteer.full_name(bare, self.region)
        if known.lower() == bare.lower() or self.spells_out(known) or known.startswith(("Politie ", "RIEC ")):
            return known
        return bare

    def spells_out(self, name: str) -> bool:
        """Whether the document has `name` somewhere in its text, capitals apart."""
        return name.lower() in self._lower_text

    @cached_property
    def text(self) -> str:
        """The normalised text of all blocks that state something, one to a line."""
        return "\n".join(block.text.text for block in self.doc.body)

    @cached_property
    def _lower_text(self) -> str:
        return self.text.lower()

    def first_match(self, pattern: re.Pattern[str]) -> tuple[Block, re.Match[str]] | None:
        """The first block whose text matches, with the match."""
        for block in self.doc.body:
            match = pattern.search(block.text.text)
            if match:
                return block, match
        return None
