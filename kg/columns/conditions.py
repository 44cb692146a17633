"""Which terms meet a condition, told only where SPARQL's comparison of the two kinds is plain.

Numbers of terms stand in the order of the terms, kind by kind: what is less than a constant is a range of numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable

from kg.columns.file import Columns
from kg.columns.shape import Condition, Declined
from kg.columns.terms import SCALE, Key, Kind, key_of

_NUMBERS = frozenset((Kind.INTEGER, Kind.DECIMAL))
_ORDERED = frozenset((Kind.STRING, Kind.YEAR, Kind.DATE)) | _NUMBERS
_COMPARABLE = _ORDERED | {Kind.IRI}


def passing(columns: Columns, terms: Iterable[int], conditions: Iterable[Condition]) -> set[int]:
    """Those of `terms` that meet all conditions; a variable without a term (-1) meets none. Raises Declined."""
    left = sorted(number for number in set(terms) if number >= 0)
    for condition in conditions:
        left = _Test(columns, left, condition).passing()
    return set(left)


class _Test:
    """One condition on terms in order."""

    def __init__(self, columns: Columns, terms: list[int], condition: Condition) -> None:
        self._data, self._terms, self._condition = columns, terms, condition

    def passing(self) -> list[int]:
        operator = self._condition.operator
        if operator == "VALUES":
            return self._these(self._numbers())
        if self._of(Kind.OTHER):  # it may be equal to a term that is written otherwise, or have a language
            raise Declined
        if operator == "LANG":
            end = b'"@' + self._condition.constants[0]
            return [n for n in self._of(Kind.LANGUAGE) if self._data.term(n).endswith(end)]
        constants = [key_of(constant) for constant in self._condition.constants]
        if operator in ("=", "IN"):
            return self._these(self._equal(constants))
        family = _family(constants)
        if not family <= (_COMPARABLE if operator in ("!=", "NOT IN") else _ORDERED):
            raise Declined
        if any(self._of(kind) for kind in Kind if kind not in family):
            raise Declined  # an error, or not, as the engine has it
        if operator in ("!=", "NOT IN"):
            equal = self._equal(constants)
            return [n for n in self._terms if n not in equal]
        return [n for kind in sorted(family) for n in self._range(kind, constants[0], operator)]

    def _of(self, kind: Kind) -> list[int]:
        low, high = self._data.begins[kind], self._data.begins[kind + 1]
        return self._terms[bisect_left(self._terms, low) : bisect_left(self._terms, high)]

    def _these(self, wanted: Collection[int]) -> list[int]:
        return [n for n in self._terms if n in wanted]

    def _numbers(self) -> set[int]:
        return {n for one in self._condition.constants if (n := self._data.number(one)) is not None}

    def _equal(self, constants: Collection[Key]) -> set[int]:
        """The same terms, and numbers of the same value. What is neither is unequal or an error: dropped as well."""
        found = self._numbers()
        for key in constants:
            if key[0] in _NUMBERS:
                found.update(n for kind in _NUMBERS for n in range(*self._span(kind, key)))
        return found

    def _range(self, kind: Kind, constant: Key, operator: str) -> list[int]:
        begin, end = self._span(kind, constant)
        terms = self._of(kind)
        if operator == "<":
            return terms[: bisect_left(terms, begin)]
        if operator == "<=":
            return terms[: bisect_left(terms, end)]
        return terms[bisect_left(terms, begin if operator == ">=" else end) :]

    def _span(self, kind: Kind, constant: Key) -> tuple[int, int]:
        """Where terms of a kind that equal the constant stand: the first, and the first that is greater."""
        if kind not in _NUMBERS:
            begin = self._data.place(constant)
            known = self._data.number(self._condition.constants[0]) is not None
            return begin, begin + known
        begins, first = self._data.begins, self._data.begins[Kind.INTEGER]
        low, high = begins[kind] - first, begins[kind + 1] - first
        value, rest = _value(constant, kind)
        begin = bisect_left(self._data.values, value, low, high)
        if rest:  # no integer equals it; `value` is the next one
            return first + begin, first + begin
        return first + begin, first + bisect_right(self._data.values, value, low, high)


def _family(constants: Collection[Key]) -> frozenset[Kind]:
    """The kinds that can be compared with all of the constants."""
    kinds = frozenset(Kind(key[0]) for key in constants)
    if kinds <= _NUMBERS:
        return _NUMBERS
    if len(kinds) > 1:
        raise Declined
    return kinds


def _value(constant: Key, kind: Kind) -> tuple[int, bool]:
    """The value of a number as terms of `kind` have it, rounded up, and whether it had to be."""
    scaled = constant[1] * (10**SCALE if constant[0] == Kind.INTEGER else 1)
    if kind is Kind.DECIMAL:
        return scaled, False
    return -(-scaled // 10**SCALE), scaled % 10**SCALE != 0
