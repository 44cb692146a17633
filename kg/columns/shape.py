"""A query as the columns understand it: patterns that hang together, what is kept of them, groups, and figures."""

from __future__ import annotations

from dataclasses import dataclass, field


class Declined(Exception):
    """This query, or this query on these data, is for the engine."""


@dataclass(frozen=True, slots=True)
class Variable:
    name: str


Node = Variable | bytes  # a constant stands in canonical N-Triples


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern with a constant predicate. optional: rows without a match are kept, `object` unbound."""

    subject: Node
    predicate: bytes
    object: Node
    optional: bool = False

    @property
    def variables(self) -> list[str]:
        return [node.name for node in (self.subject, self.object) if isinstance(node, Variable)]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row must meet. operator: `=`, `!=`, `<`, `<=`, `>`, `>=`, `IN` and `NOT IN` by value, `VALUES` by term,
    `LANG` for the tag of its language."""

    variable: str
    operator: str
    constants: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """function: COUNT, SUM, AVG, MIN, MAX. variable: None for COUNT(*). name: of the variable that takes its place;
    AVG needs a second one, see `columns`."""

    function: str
    variable: str | None
    distinct: bool
    name: str

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.name, f"{self.name}n") if self.function == "AVG" else (self.name,)

    @property
    def expression(self) -> str:
        """What takes its place in an expression."""
        return f"(?{self.name} / ?{self.name}n)" if self.function == "AVG" else f"?{self.name}"


@dataclass(slots=True)
class Query:
    """What to find, and the text of what is left to do with it, in which each aggregate is a variable.

    head: the items of SELECT. names: the variables of the answer. having: conditions. order: each with its direction
    and expression.
    """

    prologue: str = ""
    distinct: bool = False
    head: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    group: list[str] = field(default_factory=list)
    grouped: bool = False
    aggregates: list[Aggregate] = field(default_factory=list)
    having: list[str] = field(default_factory=list)
    order: list[tuple[str, str]] = field(default_factory=list)
    limit: int | None = None
    offset: int = 0
