"""Facts of the family formation: each cell of a table of police strength, each strength stated in a sentence.

A table is one of strength when its columns are the categories of it (aspirant, wijkagent, operationeel …), or when its
headers or titles speak of formatie, sterkte or fte. A unit's parent is the group it stands in (the row that opens the
group, its code in the first column, or the district its team is listed under), else the unit the table is about. A
total bears the name of what it totals. A cell with a dash has no number; a cell with nothing in it states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import FormationFact
from loaders.context import Reading
from loaders.dates import find_date
from loaders.extractors.formation_sentences import stated_strengths
from loaders.extractors.strength import CATEGORY, STRENGTH, category_of
from loaders.extractors.table_align import TOTAL
from loaders.extractors.tables import Row, Table, figure, tables, usable, with_headers
from loaders.extractors.units import home_unit, police_unit, unit_name
from loaders.structure import Kind, Role
from loaders.structure.sentences import sentences

_EXTRACTOR = "formation"
_SPECIFIC = {"operationeel", "aspirant", "niet-operationeel", "wijkagent"}
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_INTRODUCES = re.compile(r"\btabel\b", re.I)
_TOTAL_OF = re.compile(r"^(?:eind|sub)?-?totaal\W*(?P<of>.*)$", re.I)
_TEAM = re.compile(r"basisteam|flexteam|districtsrecherche|wijkteam|^team\b", re.I)
_UNIT_ALONE = re.compile(r"^(?:de )?(?:(?:politie|regionale )?eenheid|regio)$", re.I)
_ROWS_ARE = re.compile(r"^(?:politie)?(?P<kind>district|basisteam)(?:s|en)?$", re.I)
_KIND_NAMED = re.compile(r"district|team|eenheid|dienst|staf|politie|recherche|overig", re.I)
_DISTRICT = re.compile(r"^(?:politie)?district\b", re.I)


def extract(reading: Reading) -> Iterator[FormationFact]:
    """Yield the strengths that the document states: of tables first, then of sentences."""
    headed = [_headed(table) for table in tables(reading)]
    found = [(table, categories) for table in headed if (categories := _categories(reading, table))]
    home = ""
    dates: list[str] = []
    for table, categories in found:
        if not usable(reading, table):
            continue
        whole = _whole(reading, table)
        home = home or whole
        day = _table_date(reading, table)
        dates.append(day)
        yield from _cells(reading, table, categories, whole, day)
    intro = _intro_date(reading, len(reading.doc.blocks))
    yield from stated_strengths(reading, home or _title_unit(reading), intro, next(iter(dates), ""))


def _headed(table: Table) -> Table:
    """A table whose header is broken over the blocks before it, with the categories found there in their order."""
    if any(_SPECIFIC & {category_of(text) for text in column.headers} for column in table.columns):
        return table
    words = " ".join(block.text.text for block in table.lead)
    found = [match.group() for match in CATEGORY.finditer(words)]
    count = len(table.columns)
    if len(found) < count or not TOTAL.match(found[-1]) or len({category_of(text) for text in found[-count:]}) < count:
        return table
    return with_headers(table, found[-count:])


def _categories(reading: Reading, table: Table) -> list[str]:
    """The category of each column ("" for a column of something else); empty when this is no table of strength."""
    categories = [_column_category(column.headers) for column in table.columns]
    if _SPECIFIC & set(categories):
        return categories
    title = " ".join([table.corner, *(block.text.text for block in table.lead[-2:])])
    about = bool(STRENGTH.search(title)) or Role.FORMATION in reading.doc.roles_of(table.block)
    units = sum(reading.gazetteer.kind(row.label).startswith("politie") for row in table.rows)
    if not about or units * 2 < len(table.rows):
        return []
    dated = ["totaal" if _YEAR.search(c.label) or STRENGTH.search(c.label) else "" for c in table.columns]
    return [category or other for category, other in zip(categories, dated, strict=True)] if any(dated) else []


def _column_category(headers: Sequence[str]) -> str:
    """The lowest header that names a category decides."""
    return next((found for text in reversed(headers) if (found := category_of(text))), "")


def _cells(reading: Reading, table: Table, categories: Sequence[str], whole: str, day: str) -> Iterator[FormationFact]:
    for row, unit, parent in _placed(reading, table, whole):
        for column, category, cell in zip(table.columns, categories, row.cells, strict=True):
            if not category or not cell:
                continue
            yield FormationFact(
                unit=unit,
                parent=parent,
                category=category,
                date=_date_in(column.label) or day,
                fte=figure(cell),
                evidence=reading.evidence(row.span, _EXTRACTOR),
            )


def _placed(reading: Reading, table: Table, whole: str) -> Iterator[tuple[Row, str, str]]:
    """Each row with the name of its unit and of the unit that is part of."""
    group = ""
    rows = table.rows
    teams_after = _districts_first(rows)
    for n, row in enumerate(rows):
        name = _in_full(unit_name(row.label, reading), row.label, table.corner, whole)
        if match := _TOTAL_OF.match(row.label):
            of = unit_name(match.group("of"), reading) if match.group("of") else ""
            name = of or group or whole or name
        parent = "" if name == whole else whole
        if _opens(row, rows[n + 1 :]):
            group = unit_name(row.labels[0].text, reading) if _has_figures(row) else name
            parent = parent if name == group else group
        elif _closes(row, name, group):
            group = ""
        elif group:
            parent = group
        elif _TEAM.search(name):
            parent = _district_of(reading, rows, n, teams_after) or parent
        yield row, name, parent


def _in_full(name: str, label: str, corner: str, whole: str) -> str:
    """A name with what the header says that the rows are ("District": "De Baronie"); "Eenheid" alone is the whole."""
    if _UNIT_ALONE.match(name) and whole:
        return whole
    kind = _ROWS_ARE.match(corner.strip())
    if kind is None or _KIND_NAMED.search(name) or TOTAL.match(name) or name == whole:
        return name
    printed = " ".join(label.split()).rstrip("*: ")  # with its article: "De Baronie" is a name
    return f"{kind.group('kind').capitalize()} {printed}"


def _has_figures(row: Row) -> bool:
    return any(figure(cell) is not None for cell in row.cells)


def _opens(row: Row, after: Sequence[Row]) -> bool:
    """Whether a row begins a group: it has a code in the first column and the next have none, or it has no figures."""
    if len(row.labels) > 1:
        return bool(row.labels[0] and row.labels[-1] and after and not after[0].labels[0] and after[0].labels[-1])
    return not row.stated and bool(after)


def _closes(row: Row, name: str, group: str) -> bool:
    """Whether a row is the total of its group, or stands outside any group."""
    return name == group or row.is_total or (len(row.labels) > 1 and bool(row.labels[0]))


def _districts_first(rows: Sequence[Row]) -> bool:
    """Whether a table of one label column lists a district above its teams (and not as the total below them)."""
    first = next((row for row in rows if _DISTRICT.match(row.label) or _TEAM.search(row.label)), None)
    return first is not None and bool(_DISTRICT.match(first.label))


def _district_of(reading: Reading, rows: Sequence[Row], at: int, above: bool) -> str:
    near = reversed(rows[:at]) if above else iter(rows[at + 1 :])
    return next((unit_name(row.label, reading) for row in near if _DISTRICT.match(row.label)), "")


def _whole(reading: Reading, table: Table) -> str:
    """The unit that a table is about: named in its corner, its last row, its titles or below it."""
    labels = [row.label for row in table.rows[::-1] if police_unit(row.label, reading)]
    titles = [block.text.text for block in reversed(table.lead) if len(block.text) < 120]
    return home_unit(reading, [table.corner, *labels, *titles, *(block.text.text for block in table.after[:2])])


def _title_unit(reading: Reading) -> str:
    """The unit of the police that a heading on strength names."""
    titles = [section.title for section in reading.doc.sections if section.role is Role.FORMATION]
    return home_unit(reading, titles)


def _date_in(text: str) -> str:
    """A date or else a year in `text`, in ISO form."""
    year = _YEAR.search(text)
    return find_date(text) or (year.group() if year else "")


def _table_date(reading: Reading, table: Table) -> str:
    """What a table's figures hold for: its source line, else its titles, else the sentence that introduces it."""
    for block in table.after[:3]:
        if re.match(r"(?:bron|peildatum|stand|per)\b", block.text.text, re.I) and (day := _date_in(block.text.text)):
            return day
    for text in (table.corner, *(b.text.text for b in reversed(table.lead) if len(b.text) < 120)):
        if STRENGTH.search(text) and (day := _date_in(text)):
            return day
    return _intro_date(reading, table.block.index)


def _intro_date(reading: Reading, before: int) -> str:
    """The date in the last sentence before a block that introduces a table of strength, else empty."""
    for block in reversed([b for b in reading.doc.body if b.index < before and b.kind in (Kind.PARAGRAPH, Kind.ITEM)]):
        for sentence in sentences(block.text):
            if _INTRODUCES.search(sentence.text) and STRENGTH.search(sentence.text):
                years = sorted({_date_in(sentence.text)} - {""})
                if years:
                    return years[0]
    return ""
