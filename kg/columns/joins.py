"""The rows that a query's patterns and conditions leave, as lists of numbers of terms.

Rows are a bag: a subject with two values stands in two of them, as SPARQL has it. Each step joins one predicate's
column to what there is; the smallest comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, compress, repeat

from kg.columns.conditions import passing
from kg.columns.file import Column, Columns, span
from kg.columns.shape import Condition, Declined, Pattern, Variable

MOST = 3_000_000  # rows; the engine, which keeps none of them, is asked for more
UNBOUND = -1
_SEEK = 16  # looking one key up costs about as much as reading so many pairs


@dataclass(slots=True)
class Rows:
    """count: of rows. columns: by variable the number of its term in each row, or UNBOUND."""

    count: int = 0
    columns: dict[str, list[int]] = field(default_factory=dict)

    def keep(self, chosen: Sequence[bool], wanted: Collection[str]) -> None:
        """The rows that are chosen only; of variables that are still wanted."""
        self.count = sum(chosen)
        self.columns = {name: list(compress(one, chosen)) for name, one in self.columns.items() if name in wanted}

    def spread(self, times: Sequence[int], wanted: Collection[str]) -> None:
        """Each row so many times, also none; of variables that are still wanted."""
        self.count = sum(times)
        self.columns = {
            name: list(chain.from_iterable(map(repeat, one, times)))
            for name, one in self.columns.items()
            if name in wanted
        }


class Joiner:
    """Solves patterns and conditions over one file of columns."""

    def __init__(self, columns: Columns, conditions: Sequence[Condition]) -> None:
        self._data = columns
        self._conditions: dict[str, list[Condition]] = {}
        for condition in conditions:
            self._conditions.setdefault(condition.variable, []).append(condition)
        self._rows = Rows()
        self._left: list[Pattern] = []
        self._wanted: set[str] = set()

    def solve(self, patterns: Sequence[Pattern], wanted: Collection[str]) -> Rows:
        """The rows, with the variables in `wanted`. Raises Declined where there are too many, or a comparison
        is not certain."""
        self._left, self._wanted = list(patterns), set(wanted)
        columns = {pattern: self._data.column(pattern.predicate) for pattern in patterns}
        if any(column is None and not pattern.optional for pattern, column in columns.items()):
            return Rows()
        first = min((p for p in patterns if not p.optional), key=self._size)
        self._begin(first)
        while self._left and self._rows.count:
            pattern = self._next()
            self._left.remove(pattern)
            self._join(pattern)
        return self._rows if not self._left else Rows()

    # --- the order

    def _size(self, pattern: Pattern) -> float:
        column = self._column(pattern)
        for node, found in ((pattern.object, column.count_of), (pattern.subject, lambda _: 1)):
            if isinstance(node, bytes):
                number = self._data.number(node)
                return 0 if number is None else found(number)
        return len(column) * (0.1 if any(name in self._conditions for name in pattern.variables) else 1.0)

    def _next(self) -> Pattern:
        """The pattern that adds the fewest rows, of those that hang on what there is."""
        bound = self._rows.columns
        required = [p for p in self._left if not p.optional]
        near = [p for p in required or self._left if any(name in bound for name in p.variables)]
        if not near:
            raise Declined  # a product of two things that have nothing to do with one another
        return min(near, key=lambda p: (sum(name not in bound for name in p.variables), self._size_of_step(p)))

    def _size_of_step(self, pattern: Pattern) -> float:
        column = self._data.column(pattern.predicate)
        if column is None:
            return 0.0
        by_subject = isinstance(pattern.subject, Variable) and pattern.subject.name in self._rows.columns
        return 0.0 if by_subject and column.single else float(len(column))

    def _column(self, pattern: Pattern) -> Column:
        column = self._data.column(pattern.predicate)
        assert column is not None
        return column

    # --- the steps

    def _begin(self, pattern: Pattern) -> None:
        self._left.remove(pattern)
        column, (subject, value) = self._column(pattern), (pattern.subject, pattern.object)
        if isinstance(subject, Variable) and isinstance(value, Variable):
            self._limit(len(column))
            live, both = self._live(), ((subject.name, column.subjects), (value.name, column.objects))
            self._rows = Rows(len(column), {name: list(numbers) for name, numbers in both if name in live})
        else:
            variable = pattern.variables[0]
            found = sorted(self._constant_matches(pattern, column))
            self._rows = Rows(len(found), {variable: found})
        for name in pattern.variables:
            self._restrict(name)

    def _constant_matches(self, pattern: Pattern, column: Column) -> list[int]:
        """What the variable of a pattern with one constant can be."""
        constant = pattern.object if isinstance(pattern.object, bytes) else pattern.subject
        assert isinstance(constant, bytes)
        number = self._data.number(constant)
        if number is None:
            return []
        return column.subjects_of(number) if constant is pattern.object else column.objects_of(number)

    def _join(self, pattern: Pattern) -> None:
        if pattern.optional:
            self._extend_if_any(pattern)
            return
        column, (subject, value) = self._column(pattern), (pattern.subject, pattern.object)
        if isinstance(subject, bytes) or isinstance(value, bytes):
            matches = set(self._constant_matches(pattern, column))
            self._filter(pattern.variables[0], matches)
            return
        have_subject, have_value = (node.name in self._rows.columns for node in (subject, value))
        if have_subject and have_value:
            self._both(column, subject.name, value.name)
            return
        known, new = (subject.name, value.name) if have_subject else (value.name, subject.name)
        keys = self._rows.columns[known]
        if have_subject and column.single:
            self._extend_single(column, keys, new)
        else:
            pairs = (column.subjects, column.objects) if have_subject else (column.by_object, column.their_subjects)
            self._extend(*pairs, keys, new)
        self._restrict(new)

    def _extend_single(self, column: Column, keys: list[int], new: str) -> None:
        """At most one row for each row."""
        if len(keys) == len(column) and keys == list(column.subjects):  # the cells of a cube all have the same
            self._rows.columns[new] = list(column.objects)
            return
        if len(set(keys)) * _SEEK < len(column):
            found = {key: values[0] for key in set(keys) if (values := column.objects_of(key))}
        else:
            found = dict(zip(column.subjects, column.objects, strict=True))
        values = [found.get(key, UNBOUND) for key in keys]
        if UNBOUND in values:
            self._rows.keep([one != UNBOUND for one in values], self._live())
        self._rows.columns[new] = [one for one in values if one != UNBOUND]

    def _extend(self, first: Sequence[int], second: Sequence[int], keys: list[int], new: str) -> None:
        """A row for each pair of a row and a match."""
        found = _matches(first, second, set(keys))
        empty: list[int] = []
        self._spread([found.get(key, empty) for key in keys], new)

    def _spread(self, matches: list[list[int]], new: str) -> None:
        times = list(map(len, matches))
        self._limit(sum(times))
        self._rows.spread(times, self._live())
        self._rows.columns[new] = list(chain.from_iterable(matches))

    def _extend_if_any(self, pattern: Pattern) -> None:
        subject, new = pattern.variables
        keys, column = self._rows.columns[subject], self._data.column(pattern.predicate)
        if column is not None and column.single:
            one = dict(zip(column.subjects, column.objects, strict=True))
            self._rows.columns[new] = [one.get(key, UNBOUND) for key in keys]
            self._restrict(new)
            return
        found = _matches(column.subjects, column.objects, set(keys)) if column is not None else {}
        nothing = [UNBOUND]
        self._spread([found.get(key, nothing) for key in keys], new)
        self._restrict(new)

    def _both(self, column: Column, subject: str, value: str) -> None:
        keys, values = self._rows.columns[subject], self._rows.columns[value]
        found = {key: set(some) for key, some in _matches(column.subjects, column.objects, set(keys)).items()}
        empty: set[int] = set()
        chosen = [one in found.get(key, empty) for key, one in zip(keys, values, strict=True)]
        self._rows.keep(chosen, self._live())

    def _restrict(self, name: str) -> None:
        """The rows in which a variable meets its conditions."""
        conditions = self._conditions.pop(name, None)
        if conditions is not None:
            self._filter(name, passing(self._data, self._rows.columns[name], conditions))

    def _filter(self, name: str, allowed: set[int]) -> None:
        self._rows.keep([one in allowed for one in self._rows.columns[name]], self._live())

    def _live(self) -> set[str]:
        """What is asked for, and what a pattern or a condition that is left hangs on."""
        return self._wanted.union(self._conditions, *(pattern.variables for pattern in self._left))

    def _limit(self, count: int) -> None:
        if count > MOST:
            raise Declined


def _matches(first: Sequence[int], second: Sequence[int], keys: set[int]) -> dict[int, list[int]]:
    """For each key of `first`, which is sorted, what stands beside it in `second`."""
    found: dict[int, list[int]] = {}
    if len(keys) * _SEEK < len(first):
        for key in keys:
            low, high = span(first, key)
            if low < high:
                found[key] = list(second[low:high])
        return found
    counts, values = Counter(first), list(second)  # in the order of `first`: the runs stand one after the other
    for key, end in zip(counts, accumulate(counts.values()), strict=True):
        if key in keys:
            found[key] = values[end - counts[key] : end]
    return found
