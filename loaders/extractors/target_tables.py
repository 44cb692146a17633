"""Targets that stand in tables: one row per indicator and year, or one row with its baseline, target and change.

A table holds targets when what introduces it says so ("De doelstellingen zijn als volgt", "Streefcijfers aantal …") or
when its own headers do ("Nulmeting 2018", "Doel 2022"). "ntb" is a target without a number yet: a fact without a
value; a cell with nothing in it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import PriorityFact, TargetFact
from loaders.context import Reading
from loaders.extractors.allocations import as_common_words
from loaders.extractors.strength import STRENGTH, category_of
from loaders.extractors.tables import Row, Table, figure, tables, usable
from loaders.extractors.theme_chapters import theme_chapters
from loaders.numbers import years_in
from loaders.structure import Block, Kind, Role
from loaders.structure.sentences import sentences

_EXTRACTOR = "target_tables"
_TARGET = re.compile(
    r"streefcijfer|streefwaarde|streefgetal|doelstelling|\bdoel(?:en|waarden?)?\b|ambities?\b|\bnorm(?:en)?\b|taakstelling|"
    r"resultaatafspra|\btargets?\b|\bbeoogd|\bgewenst|\bstreven\b",
    re.I,
)
_BASELINE = re.compile(r"nulmeting|(?:start|begin|uitgangs|nul|peil)(?:waarde|punt|situatie|meting|stand)|uitgangs|referentie|\bbasis|realisatie|\bstand\b|\bhuidig|\bwas\b|0-meting", re.I)
_CHANGE = re.compile(r"verandering|verschil|ontwikkeling|daling|stijging|afname|toename|%|procent", re.I)
_UNIT = re.compile(r"^(?:eenheid|maat)$", re.I)
_COUNTED = re.compile(r"\s*\((?!procenten|aantallen)(?P<unit>[a-zà-ÿ]{4,}(?:en|s))\)$")  # "Jeugdoverlast (meldingen)"
_INDICATOR_LEAD = re.compile(
    r"^(?:streefcijfers?|streefwaarden?|doelstellingen?|doelen|targets?|ambities?|normen?)\s+"
    r"(?:voor |van |op )?(?:het |de )?(?P<what>.+)$",
    re.I,
)
_LETTERED = re.compile(r"^(?:[A-Z]|\d{1,2})[:.)]\s+")
_UNIT_IN_NAME = re.compile(r"\s*\((?:in\s+)?(?:%|procent(?:en)?|aantal(?:len)?|absoluut)\)$", re.I)
_TOTAL = re.compile(r"^(?:eind|sub)?-?totaal$", re.I)
_SUB = re.compile(r"^(?:waarvan|w\.v\.|daarvan)\b", re.I)
_AGREED = re.compile(r"^(?:resultaat)?afspraken\s+(?:over |rond |inzake |op het gebied van )?(?:de |het )?", re.I)
_LEAST_UNITS = 3


@dataclass(frozen=True)
class Meaning:
    """What a column holds: a target or a baseline of a year, or a change."""

    kind: str  # target, baseline, change or empty
    year: int | None


def extract(reading: Reading) -> Iterator[TargetFact]:
    """Yield the targets of each table of targets."""
    for table in tables(reading):
        meanings = column_meanings(reading, table)
        if not any(meaning.kind == "target" for meaning in meanings) or is_other(reading, table):
            continue
        if usable(reading, table):
            yield from _targets(reading, table, meanings)


def column_meanings(reading: Reading, table: Table) -> list[Meaning]:
    """What each column holds, by its header; years alone are target years where targets are announced, and what was
    counted where another column says that it holds the targets."""
    named = any(_TARGET.search(column.label) for column in table.columns)
    announced = not named and _announced(reading, table)
    start = reading.metadata.start_year if reading.metadata else None
    aimed = reading.doc.section_of(table.block).role is Role.AMBITIONS or any(
        _BASELINE.search(column.label) and years_in(column.label) for column in table.columns
    )
    wanted = [y for column in table.columns if _TARGET.search(column.label) for y in years_in(column.label)[-1:]]
    found = []
    for column in table.columns:
        years = years_in(column.label)
        year = years[-1] if years else None
        words = re.sub(r"\d+", "", column.label).strip()
        if _BASELINE.search(words):
            found.append(Meaning("baseline", year))
        elif _TARGET.search(words):
            found.append(Meaning("target", year))
        elif _CHANGE.search(words):
            found.append(Meaning("change", None))
        elif year and not words:
            found.append(Meaning("target" if announced else "baseline" if named else "", year))
        elif aimed and start is not None and len(years) == 1 and years[0] > start:
            found.append(Meaning("target", year))  # "Tussenstand 2026" beside "Stand 2023"
        elif wanted and len(years) == 1 and years[0] < min(wanted) and column.label.strip().endswith(str(year)):
            found.append(Meaning("baseline", year))  # "Waarde 2021" beside "Ambitie 2026"
        else:
            found.append(Meaning("", year))
    return found


def _announced(reading: Reading, table: Table) -> bool:
    """Whether the last sentence before a table, or the heading it stands under, speaks of targets."""
    lead = _lead(table)
    if lead is not None and lead.kind is not Kind.HEADING:
        last = list(sentences(lead.text))[-1].text
        return bool(_TARGET.search(last)) and (last.endswith(":") or len(last) < 160)
    titles = " ".join((table.corner, lead.text.text if lead else ""))
    return bool(_TARGET.search(titles)) or reading.doc.section_of(table.block).role is Role.AMBITIONS


def _lead(table: Table) -> Block | None:
    return table.lead[-1] if table.lead else None


def is_other(reading: Reading, table: Table) -> bool:
    """Whether a table divides a target over units, or is one of strength: other extractors read those."""
    units = sum(reading.gazetteer.police_region(row.label) is not None for row in table.rows)
    strength = any(category_of(column.label) not in ("", "totaal") for column in table.columns)
    return units >= _LEAST_UNITS or strength or bool(STRENGTH.search(table.corner))


def _targets(reading: Reading, table: Table, meanings: Sequence[Meaning]) -> Iterator[TargetFact]:
    theme = theme_of(reading, table.block)
    above = ""
    for row in table.rows:
        name = _indicator(reading, table, row, theme)
        if _SUB.match(row.label):
            name = f"{above}, {name[:1].lower()}{name[1:]}" if above else name
        elif not row.is_total:
            above = name
        blank = TargetFact(
            theme=theme,
            indicator=name,
            scope=scope_of(reading),
            direction=_direction(row, meanings),
            unit=unit_of(row),
            evidence=reading.evidence(row.span, _EXTRACTOR),
        )
        yield from _of_row(blank, row, meanings)


def _of_row(blank: TargetFact, row: Row, meanings: Sequence[Meaning]) -> Iterator[TargetFact]:
    """A fact for each target cell of a row that has something printed in it, with the baseline and change beside it."""
    for meaning, cell in zip(meanings, row.cells, strict=True):
        if meaning.kind == "baseline":
            blank = replace(blank, baseline_value=figure(cell), baseline_year=meaning.year)
        elif meaning.kind == "change" and figure(cell) is not None:
            blank = replace(blank, change_pct=figure(cell))
    for meaning, cell in zip(meanings, row.cells, strict=True):
        if meaning.kind == "target" and cell:
            yield replace(blank, target_value=figure(cell), target_year=meaning.year)


def _direction(row: Row, meanings: Sequence[Meaning]) -> str:
    """Whether the figures of a row rise or fall from its last baseline, or else its first target, to its last target."""
    dated = [
        (meaning.year, meaning.kind, value)
        for meaning, cell in zip(meanings, row.cells, strict=True)
        if meaning.kind in ("baseline", "target") and meaning.year and (value := figure(cell)) is not None
    ]
    baselines = sorted((year, value) for year, kind, value in dated if kind == "baseline")
    targets = sorted((year, value) for year, kind, value in dated if kind == "target")
    values = [value for _, value in (*baselines[-1:], *targets)] if targets else []
    steps = {after > before for before, after in pairwise(values) if after != before}
    if len(values) < 2 or len(steps) != 1 or len(set(values)) != len(values):
        return ""
    return "toename" if steps.pop() else "afname"


def unit_of(row: Row) -> str:
    """What a row counts in: "%" or a noun ("meldingen") when its cells or its name say so, else "aantal"."""
    if counted := _COUNTED.search(row.label):
        return counted.group("unit")
    stated = _UNIT_IN_NAME.search(row.label)
    percent = any(cell.text.endswith("%") for cell in row.cells) or (stated and "aantal" not in stated.group().lower())
    return "%" if percent else "aantal"


def scope_of(reading: Reading) -> str:
    """Where a target holds: "landelijk" in a national document, else the document's region."""
    national = reading.region == "Nederland" or reading.profile.kind.startswith("landelijke")
    return "landelijk" if national else reading.region


def named_indicator(reading: Reading, table: Table, row: Row) -> str:
    """What a row of a table counts, in the document's words."""
    return _indicator(reading, table, row, theme_of(reading, table.block))


def _indicator(reading: Reading, table: Table, row: Row, theme: str) -> str:
    """What is counted: the row's own words, or for a row without any what introduces the table."""
    labels = [_COUNTED.sub("", _UNIT_IN_NAME.sub("", _LETTERED.sub("", label.text))) for label in row.labels if label]
    if not labels:
        return _introduced(table)
    if _TOTAL.match(labels[0]):
        return "Totaal"
    if len(labels) == 1:
        return as_common_words(labels[0], reading)
    return _joined(reading, table, labels, theme)


def _introduced(table: Table) -> str:
    """The indicator that the line above a table names: "Streefcijfers aantal OM-verdachten:"."""
    lead = _lead(table)
    if lead is None:
        return table.corner
    last = list(sentences(lead.text))[-1].text.rstrip(": ")
    match = _INDICATOR_LEAD.match(last)
    words = match.group("what") if match else last
    return words[:1].upper() + words[1:]


def _joined(reading: Reading, table: Table, labels: Sequence[str], theme: str) -> str:
    """One name of two label cells ("Regulier", "Onderzoeken"), as the text around writes them together.

    "reguliere onderzoeken", "fenomeenonderzoeken" or "onderzoeken uitgevoerd door THTC"; with the theme, where the
    second cell ends the name, since such names are those of a part ("reguliere onderzoeken cybercrime").
    """
    first, second = labels[0], " ".join(labels[1:])
    own = {row.block.index for row in table.rows}
    others = [block for block in reading.doc.body if block.index not in own]
    text = "\n".join(part.text for block in others for part in (block.cells or (block.text,)))
    together = re.search(rf"\b{re.escape(first)}(?P<rest>(?:e|en|s)?[ -]?{re.escape(second)})\b", text, re.I)
    turned = re.search(rf"\b{re.escape(second)} (?:\w+ ){{1,3}}{re.escape(first)}\b", text)
    if together:
        return f"{first}{together.group('rest').lower()} {_small(theme)}".strip()
    return turned.group() if turned else f"{first} {second[:1].lower()}{second[1:]}"


def _small(theme: str) -> str:
    return theme if theme[1:2].isupper() else theme[:1].lower() + theme[1:]


def theme_of(reading: Reading, block: Block) -> str:
    """The theme of the chapter a block stands in: the nearest heading that names one, without numbering and without
    what it says of the text under it ("Afspraken cybercrime"); else the nearest numbered heading; else empty."""
    numbered = ""
    for section in reading.doc.section_of(block).ancestors():
        if section.heading is None:
            continue
        title = _AGREED.sub("", section.title)
        title = title[:1].upper() + title[1:]
        chosen = [fact.theme for fact in reading.facts if isinstance(fact, PriorityFact)]
        if named := next((theme for theme in chosen if theme.lower() == title.lower()), ""):
            return named
        if title and reading.thesaurus.match(title):
            return title
        other = reading.profile.generic and section.heading.index not in theme_chapters(reading.doc)
        asks = other or title.endswith("?") or section.role in (Role.AMBITIONS, Role.ANALYSIS, Role.APPROACH)
        if not numbered and section.title != section.heading.text.text and not asks:
            numbered = title
    return numbered
