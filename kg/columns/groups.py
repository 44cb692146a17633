"""Groups of rows and their figures, in whole numbers: nothing is rounded here, the one division is the engine's.

Declined where the engine's answer depends on the order of its rows, on how it rounds, or on terms of the kind OTHER.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import compress
from typing import Any

from kg.columns.file import Columns
from kg.columns.joins import UNBOUND, Rows
from kg.columns.shape import Aggregate, Declined, Query
from kg.columns.terms import LARGEST, SCALE, XSD, Kind, decimal_text

MOST = 20_000  # groups
UNDEF = "UNDEF"
_LARGEST_DECIMAL = 10 ** (20 + SCALE)  # in millionths; the engine holds 1.7e20
_COMPARED = (Kind.IRI, Kind.STRING, Kind.YEAR, Kind.DATE)


class Groups:
    """The rows of one query, in their groups. `table`: for each group its terms, as SPARQL writes them."""

    def __init__(self, columns: Columns, query: Query, rows: Rows) -> None:
        self._data, self._query, self._rows = columns, query, rows
        self._sizes: Counter[Any] = Counter()  # rows of each group
        self._keys: list[tuple[int, ...]] = []
        self._of: list[int] = []  # the group of each row

    def table(self) -> list[tuple[str, ...]]:
        """Group variables first, then the variables of the aggregates. Raises Declined."""
        if not self._rows.count:
            if not self._query.grouped:
                raise Declined  # figures of nothing
            return []
        self._number()
        parts = [[self._written(key[at]) for key in self._keys] for at in range(len(self._query.group))]
        for aggregate in self._query.aggregates:
            parts += self._figures(aggregate)
        return list(zip(*parts, strict=True))

    def _number(self) -> None:
        columns = [self._rows.columns[name] for name in self._query.group]
        if not columns:
            self._keys, self._sizes, self._of = [()], Counter({0: self._rows.count}), [0] * self._rows.count
            return
        rows: list[Any] = columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))
        self._sizes = Counter(rows)
        if len(self._sizes) > MOST:
            raise Declined
        self._keys = [key if isinstance(key, tuple) else (key,) for key in self._sizes]
        if any(one.variable is not None for one in self._query.aggregates):
            numbers = {key: at for at, key in enumerate(self._sizes)}
            self._of = list(map(numbers.__getitem__, rows))

    def _written(self, number: int) -> str:
        if number == UNBOUND:
            return UNDEF
        self._certain(number)
        return self._data.term(number).decode()

    def _certain(self, largest: int) -> None:
        if largest >= self._data.begins[Kind.OTHER]:
            raise Declined

    # --- figures

    def _figures(self, aggregate: Aggregate) -> list[list[str]]:
        """The columns of an aggregate: one, or two of which the quotient is wanted."""
        sizes = [str(size) for size in self._sizes.values()]
        if aggregate.variable is None:
            return [sizes]
        column = self._rows.columns[aggregate.variable]
        everywhere = UNBOUND not in column
        if not everywhere and aggregate.function != "COUNT":
            raise Declined
        if aggregate.function == "COUNT" and not aggregate.distinct:
            return [sizes if everywhere else self._counted(compress(self._of, [n != UNBOUND for n in column]))]
        pairs = list(zip(self._of, column, strict=True))
        counts = sizes
        if aggregate.distinct:
            self._certain(max(column))
            pairs = list(set(pairs))
            counts = self._counted(group for group, number in pairs if number != UNBOUND)
        if aggregate.function == "COUNT":
            return [counts]
        if aggregate.function in ("MIN", "MAX"):
            return [self._extremes(pairs, aggregate.function == "MIN")]
        return [self._sums(pairs)] if aggregate.function == "SUM" else [self._sums(pairs), counts]

    def _counted(self, groups: Iterable[int]) -> list[str]:
        counts = Counter(groups)
        return [str(counts[group]) for group in range(len(self._keys))]

    def _sums(self, pairs: list[tuple[int, int]]) -> list[str]:
        begins, values = self._data.begins, self._data.values
        numbers = [number for _, number in pairs]
        if min(numbers) < begins[Kind.INTEGER] or max(numbers) >= begins[Kind.DECIMAL + 1]:
            raise Declined  # not all of them integers or decimals
        first, decimals = begins[Kind.INTEGER], begins[Kind.DECIMAL]
        self._bounded(numbers)
        whole, millionths = [0] * len(self._keys), [0] * len(self._keys)
        fractional = set()
        if min(numbers) >= decimals:
            fractional = set(range(len(self._keys)))
            for group, number in pairs:
                millionths[group] += values[number - first]
        else:
            for group, number in pairs:
                if number >= decimals:
                    fractional.add(group)
                    millionths[group] += values[number - first]
                else:
                    whole[group] += values[number - first]
        return [
            _decimal(whole[group] * 10**SCALE + millionths[group]) if group in fractional else str(whole[group])
            for group in range(len(self._keys))
        ]

    def _bounded(self, numbers: list[int]) -> None:
        """Declines where a sum on the way could be larger than the engine's numbers are."""
        decimals = self._data.begins[Kind.DECIMAL]
        integer = self._largest([n for n in numbers if n < decimals])
        decimal = self._largest([n for n in numbers if n >= decimals])
        if integer > LARGEST or decimal + integer * 10**SCALE > _LARGEST_DECIMAL:
            raise Declined

    def _largest(self, numbers: list[int]) -> int:
        """What numbers of one kind cannot add up to more than; their terms stand in the order of their values."""
        if not numbers:
            return 0
        return max(abs(self._data.value(number)) for number in (min(numbers), max(numbers))) * len(numbers)

    def _extremes(self, pairs: list[tuple[int, int]], smallest: bool) -> list[str]:
        """The first or the last of each group: numbers of one kind stand in the order of their values."""
        numbers = {number for _, number in pairs}
        kind = self._data.kind(min(numbers))
        if self._data.kind(max(numbers)) is not kind or kind not in (*_COMPARED, Kind.INTEGER, Kind.DECIMAL):
            raise Declined  # of 1 and 1.0 the engine takes the one that comes first
        best = [self._data.begins[-1] if smallest else UNBOUND] * len(self._keys)
        for group, number in pairs:
            if number < best[group] if smallest else number > best[group]:
                best[group] = number
        return [self._written(number) for number in best]


def _decimal(millionths: int) -> str:
    return f'"{decimal_text(millionths)}"^^<{XSD}decimal>'
