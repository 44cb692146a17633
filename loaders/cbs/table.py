"""A table of CBS as it says of itself: its dimensions, codes and measures, and observations checked against them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from kg.errors import ServiceError
from loaders.cbs.service import Json, TableService
from loaders.web import Progress


class Kind(StrEnum):
    """What a dimension says: where, when, or of what."""

    REGION = "GeoDimension"
    PERIOD = "TimeDimension"
    OTHER = "Dimension"


@dataclass(frozen=True, slots=True)
class Code:
    """A value of a dimension, or a measure. unit: of a measure, as printed ("aantal", "%")."""

    code: str
    title: str
    description: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    name: str
    title: str
    kind: Kind
    codes: Mapping[str, Code]


@dataclass(frozen=True, slots=True)
class Table:
    """modified: as the service writes it. observations: how many it says there are; 0 where it does not."""

    identifier: str
    title: str
    summary: str
    licence: str
    modified: str
    observations: int
    dimensions: tuple[Dimension, ...]
    measures: Mapping[str, Code]

    def of_kind(self, kind: Kind) -> Dimension:
        """The one dimension of its kind. Raises ServiceError where there is none, or more."""
        found = [dimension for dimension in self.dimensions if dimension.kind is kind]
        if len(found) != 1:
            names = ", ".join(f"{d.name} ({d.kind})" for d in self.dimensions)
            raise ServiceError(f"{self.identifier}: {len(found)} dimensions of kind {kind}, one is needed; it has {names}")
        return found[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """One observation. codes: by dimension, in the order of the table's dimensions."""

    measure: str
    codes: tuple[str, ...]
    value: Decimal


@dataclass(slots=True)
class Tally:
    """What became of the rows: read, with a number, without one (not known, not possible, not published)."""

    read: int = 0
    kept: int = 0
    empty: int = 0


def read_table(service: TableService) -> Table:
    """What the service says of the table. Raises ServiceError for a form that is not the documented one."""
    said = service.properties()
    dimensions = tuple(_dimension(service, row) for row in service.rows("Dimensions"))
    if not dimensions:
        raise ServiceError(f"{service.table}: it has no dimensions; the service has another form now")
    return Table(
        identifier=str(said.get("Identifier") or service.table),
        title=str(said.get("Title") or service.table),
        summary=str(said.get("Summary") or said.get("Description") or ""),
        licence=str(said.get("License") or ""),
        modified=str(said.get("Modified") or ""),
        observations=_count(said.get("ObservationCount")),
        dimensions=dimensions,
        measures=_codes(service.rows("MeasureCodes"), f"measures of {service.table}"),
    )


def cells(service: TableService, table: Table, progress: Progress, tally: Tally) -> Iterator[Cell]:
    """The observations that have a value. Raises ServiceError for an unknown code, one twice, or half a table."""
    seen: set[tuple[str, ...]] = set()
    for row in service.observations(progress, 0 if service.where else table.observations):
        tally.read += 1
        measure = _known(row, "Measure", table.measures)
        codes = tuple(_known(row, dimension.name, dimension.codes) for dimension in table.dimensions)
        key = (measure, *codes)
        if key in seen:
            raise ServiceError(f"{table.identifier}: two observations for {' / '.join(key)}")
        seen.add(key)
        value = _number(row)
        if value is None:
            tally.empty += 1
            continue
        tally.kept += 1
        yield Cell(measure, codes, value)
    if not service.where and table.observations and tally.read != table.observations:
        raise ServiceError(
            f"{table.identifier}: {tally.read} observations came and the table says {table.observations}: "
            "it was changed meanwhile, or pages are missing. Run it again"
        )


def _dimension(service: TableService, row: Json) -> Dimension:
    name = str(row.get("Identifier") or "")
    kind = str(row.get("Kind") or "")
    known = {
        "GeoDimension": Kind.REGION,
        "GeoDetail": Kind.REGION,
        "TimeDimension": Kind.PERIOD,
        "Dimension": Kind.OTHER,
    }
    if not name.isalnum() or kind not in known:
        taken = ", ".join(known)
        raise ServiceError(f"{service.table}: a dimension {name!r} of kind {kind!r}; known are {taken}")
    codes = _codes(service.rows(f"{name}Codes"), f"codes of {name}")
    return Dimension(name, str(row.get("Title") or name), known[kind], codes)


def _codes(rows: Iterable[Json], what: str) -> dict[str, Code]:
    found = [
        Code(
            str(row.get("Identifier") or "").strip(),
            str(row.get("Title") or "").strip(),
            str(row.get("Description") or "").strip(),
            str(row.get("Unit") or "").strip(),
        )
        for row in rows
    ]
    if not found or not all(code.code and code.title for code in found):
        raise ServiceError(f"{what}: there are none, or some without Identifier or Title")
    twice = [code for code, number in Counter(code.code for code in found).items() if number > 1]
    if twice:
        raise ServiceError(f"{what}: {twice[0]!r} stands there twice")
    return {code.code: code for code in found}


def _known(row: Json, name: str, codes: Mapping[str, Code]) -> str:
    if name not in row:
        raise ServiceError(f"an observation (Id {row.get('Id')}) has no {name}; the service has another form now")
    code = str(row[name]).strip()
    if code not in codes:
        raise ServiceError(f"an observation (Id {row.get('Id')}) has {name} {code!r}, which its list of codes has not")
    return code


def _number(row: Json) -> Decimal | None:
    value = row.get("Value")
    if value is None:
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite():
        raise ServiceError(f"an observation (Id {row.get('Id')}) has the value {value!r}, which is no number")
    return number


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
