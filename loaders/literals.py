"""Values of facts as typed literals."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal

from kg.vocab import XSD
from loaders.families import How
from loaders.numbers import format_decimal


def literal(how: How, value: object) -> Literal:
    """A value of a column as RDF: counts, decimals, years and dates typed, all else a plain string."""
    match how, value:
        case How.COUNT, int():
            return Literal(value)
        case How.DECIMAL, Decimal():
            return Literal(format_decimal(value), datatype=XSD.decimal)
        case How.YEAR, int():
            return year_literal(value)
        case How.DATE, str():
            return date_literal(value)
    return Literal(str(value))


def year_literal(year: int) -> Literal:
    return Literal(f"{year:04}", datatype=XSD.gYear)


def date_literal(text: str) -> Literal:
    datatypes = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
    return Literal(text, datatype=datatypes[len(text)])
