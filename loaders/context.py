"""What an extractor is given: one document, how to read it, and what is known of names and themes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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
    """

    doc: DocumentText
    profile: DocumentProfile
    gazetteer: Gazetteer
    thesaurus: Thesaurus
    abbreviations: dict[str, str] = field(default_factory=dict)
    metadata: DocumentFact | None = None
    facts: list[Fact] = field(default_factory=list)
    others: dict[str, Reading] = field(default_factory=dict)

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
        """`name` with an abbreviation this document spells out (or a register knows) written in full."""
        bare = name.strip()
        if bare in self.abbreviations and self.abbreviations[bare]:
            return self.abbreviations[bare]
        return self.gazetteer.organisations.get(bare.lower(), bare)

    def first_match(self, pattern: re.Pattern[str]) -> tuple[Block, re.Match[str]] | None:
        """The first block whose text matches, with the match."""
        for block in self.doc.body:
            match = pattern.search(block.text.text)
            if match:
                return block, match
        return None
