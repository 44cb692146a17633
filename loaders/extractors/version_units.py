"""The sentences, titles and items of two versions of a text, and which of them stand in both."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from loaders.context import Reading
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind, Role
from loaders.structure.lines import TERMINAL
from loaders.structure.sentences import sentences

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*%?|[-+]?\d+(?:[.,]\d+)*%?")
_PART = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"www\.|https?:|\S@\S")
_FUNCTION_WORD = re.compile(
    r"de|het|een|deze|dit|die|dat|er|en|of|van|in|op|te|aan|bij|om|ook|zijn|haar|hun|ons|onze|we|wij|ze|zij|dan|als|is|"
    r"zal|zullen|wordt|worden|naar|voor|door|met|tot|uit|over|tevens|daarbij|hierbij|zowel"
)
_LONG_ENOUGH = 12  # letters of a piece that may stand inside a longer one of the other version
_SENTENCE = 6  # words; shorter pieces come back all over a text, so that their number means nothing
_ALIKE = 0.6
_SAME_ROLE = 0.4
_SHARED = 0.3  # of the words of both, before a closer look is worth its time


@dataclass(frozen=True)
class Unit:
    """A sentence, title or item: its place in the order of its text, its words, and the title of its section."""

    at: int
    block: Block
    text: MappedText
    section: str
    role: Role | None

    @property
    def title(self) -> bool:
        return self.block.kind is Kind.HEADING

    @cached_property
    def key(self) -> str:
        """Its letters and figures only; a phrase that a picture gives twice is taken once."""
        plain = unicodedata.normalize("NFKD", self.text.text.lower())
        key = "".join(char for char in plain if char.isalnum())
        half = len(key) // 2
        return key[:half] if len(key) > _LONG_ENOUGH and key[:half] == key[half:] else key

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_PART.findall(self.text.text.lower()))

    @cached_property
    def printed(self) -> tuple[str, ...]:
        """Its words as printed, a compound with hyphens and a percentage being one."""
        return tuple(_WORD.findall(self.text.text))

    @property
    def empty(self) -> bool:
        return not self.key or bool(_ADDRESS.search(self.text.text))


def units(reading: Reading) -> list[Unit]:
    """The units of a document in reading order; its colophon and table of contents are no policy."""
    found: list[Unit] = []
    for block in reading.doc.body:
        section = reading.doc.section_of(block)
        if Role.COLOPHON in reading.doc.roles_of(block) or section.role is Role.CONTENTS:
            continue
        whole = block.kind in (Kind.HEADING, Kind.ROW)
        for text in [block.text] if whole else sentences(block.text):
            found.append(Unit(len(found), block, text, section.title, section.role))
    return found


def without_counterpart(these: Sequence[Unit], others: Sequence[Unit]) -> list[Unit]:
    """The units that do not stand in the other version, neither alone nor inside another of its units.

    A sentence that stands there fewer times than here is without counterpart as often as it is missing.
    """
    keys = Counter(unit.key for unit in others)
    running = "".join(unit.key for unit in others)
    spaced = " " + " ".join(word for unit in others for word in unit.words) + " "
    missing: list[Unit] = []
    used: Counter[str] = Counter()
    for unit in these:
        if unit.empty:
            continue
        used[unit.key] += 1
        if unit.key in keys:
            if used[unit.key] > keys[unit.key] and len(unit.words) >= _SENTENCE and not unit.title:
                missing.append(unit)
        elif len(unit.key) >= _LONG_ENOUGH and unit.key in running:
            continue
        elif f" {' '.join(unit.words)} " not in spaced and not _in_pieces(unit, running):
            missing.append(unit)
    return missing


def _in_pieces(unit: Unit, running: str) -> bool:
    """Whether a title, table row or line of a picture is made of phrases that each stand in the other version.

    A sentence is not looked at this way: phrases of it that come back say nothing of what was taken out between them.
    """
    if unit.block.kind is Kind.ITEM or TERMINAL.search(unit.text.text) or len(unit.key) < _LONG_ENOUGH:
        return False
    rest = unit.key
    while rest:
        lengths = range(len(rest), min(_LONG_ENOUGH, len(rest)) - 1, -1)
        length = next((n for n in lengths if rest[:n] in running), 0)
        if not length:
            return False
        rest = rest[length:]
    return True


def pairs(before: Sequence[Unit], after: Sequence[Unit]) -> list[tuple[Unit, Unit]]:
    """Units of two versions that say the same in other words: the most alike first, each used once."""
    scored = []
    for old in before:
        for new in after:
            score = _likeness(old, new)
            if score:
                scored.append((-score, abs(old.at - new.at), old.at, new.at, old, new))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found = []
    for *_, old, new in sorted(scored, key=lambda item: item[:4]):
        if old.at not in taken_old and new.at not in taken_new:
            taken_old.add(old.at)
            taken_new.add(new.at)
            found.append((old, new))
    return sorted(found, key=lambda pair: pair[1].at)


def _likeness(old: Unit, new: Unit) -> float:
    """How much two units are alike, 0 when they are too different to be one in other words."""
    if old.title != new.title:
        return 0.0
    shared = len(set(old.words) & set(new.words))
    if shared < _SHARED * len(set(old.words) | set(new.words)):
        return 0.0
    score = SequenceMatcher(None, old.words, new.words, autojunk=False).ratio()
    same_role = old.title and old.role is not None and old.role is new.role
    return score if score >= (_SAME_ROLE if same_role else _ALIKE) else 0.0


def is_trifle(old: Unit, new: Unit) -> bool:
    """Whether two wordings differ in function words or in a letter of a word only. A figure is never a trifle."""
    matcher = SequenceMatcher(None, old.words, new.words, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        gone, come = old.words[i1:i2], new.words[j1:j2]
        if tag != "equal" and not (
            all(map(_FUNCTION_WORD.fullmatch, gone + come))
            or "".join(gone) == "".join(come)
            or (len(gone) == len(come) and all(map(_slip, gone, come)))
        ):
            return False
    return True


def _slip(old: str, new: str) -> bool:
    """Whether one letter changed in a long word, as a reader of scans makes or repairs it."""
    if old == new:
        return True
    if len(old) != len(new) or len(old) < 6 or any(char.isdigit() for char in old + new):
        return False
    return sum(a != b for a, b in zip(old, new, strict=True)) == 1
