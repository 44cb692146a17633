"""What the rules for priorities hand to each other: a statement that names themes, and the label of one theme."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Confidence
from loaders.context import Reading
from loaders.extractors.wording import first_sentence, headword, label, prevailing_case
from loaders.reading.text import MappedText

_TASK = re.compile(
    r"^(?:zorg(?:en|t|dragen)? voor|inzetten op|werken aan|we gaan|aandacht voor)\s+(?:een\s+|de\s+|het\s+)?", re.I
)


_CLAUSE = re.compile(r", (?:zodat|zowel|waarbij|waardoor|waarmee|opdat|omdat|met oog voor)\b")


@dataclass(frozen=True, slots=True)
class Named:
    """One theme a statement names: its rank (None when it has none), label, and the words that state it.

    setter: only where it differs from the statement's own.
    """

    rank: int | None
    theme: str
    where: MappedText
    setter: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Themes set as priorities in one place, by one party (or one each), at one level.

    strength: how plainly it is said, to choose between places that say the same. at: the block it stands at.
    """

    setter: str
    level: str
    themes: tuple[Named, ...]
    strength: int
    at: int
    confidence: Confidence = Confidence.HIGH


def theme_label(reading: Reading, words: MappedText) -> str:
    """The label of a priority: the document's words up to their explanation, without article and parenthesis."""
    text = _CLAUSE.split(headword(first_sentence(words.text)), maxsplit=1)[0]
    text = label(_TASK.sub("", text), parentheses=True)
    if text[1:] == text[1:].lower():
        return text
    return prevailing_case(text, "\n".join(block.text.text for block in reading.doc.body))
