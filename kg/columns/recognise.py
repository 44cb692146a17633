"""Tells the queries that the columns can answer: only what is fully understood, token by token.

    SELECT [DISTINCT] (variables and expressions over aggregates) WHERE { triples with constant predicates,
    FILTER with comparisons of a variable and constants, VALUES of one variable, OPTIONAL with one triple }
    GROUP BY variables HAVING … ORDER BY … LIMIT …

Everything else is declined. Whether the text is a query at all is for the engine to say, see `answer`.
"""

from __future__ import annotations

import re

from kg.columns.body import Body
from kg.columns.reading import Reading
from kg.columns.shape import Aggregate, Declined, Pattern, Query
from kg.engine.guard import check_query
from kg.engine.tokens import AmbiguousText
from kg.errors import GraphError

LONGEST = 5_000  # characters of a query
OWN = "vgColumn"  # begins the names of our variables
_HINT = re.compile(r"\b(?:COUNT|SUM|AVG|MIN|MAX)\s*\(|GROUP\s+BY", re.IGNORECASE)


def recognise(text: str) -> Query | None:
    """The query in `text`; None when it is for the engine."""
    if len(text) > LONGEST or "\\" in text or OWN in text or not _HINT.search(text):
        return None
    try:
        check_query(text)  # too deep for the engine is too deep here
        return _Recogniser(text).read()
    except (Declined, AmbiguousText, GraphError):
        return None


class _Recogniser:
    def __init__(self, text: str) -> None:
        self._in = Reading(text)
        self._query = Query()

    def read(self) -> Query:
        query, source = self._query, self._in
        while source.word("PREFIX"):
            source.declare()
        query.prologue = source.before()
        source.expect_word("SELECT")
        query.distinct = source.word("DISTINCT")
        head = source.place
        self._skip_head()
        source.word("WHERE")
        body = Body(source)
        body.read()
        query.patterns, query.conditions = body.patterns, body.conditions
        self._group()
        end = source.place
        source.place = head  # now that it is known what the groups are
        self._head()
        source.place = end
        self._having()
        self._order()
        self._slice()
        source.expect_end()
        self._check()
        return query

    # --- clauses

    def _skip_head(self) -> None:
        while not self._in.at("{") and not self._in.is_word("WHERE"):
            self._in.next()

    def _head(self) -> None:
        while not self._in.at("{") and not self._in.is_word("WHERE"):
            if self._in.kind == "variable":
                name = self._in.variable()
                if name not in self._query.group:
                    raise Declined
                self._add(f"?{name}", name)
                continue
            self._in.expect("(")
            start = self._in.place
            expression = self._expression(self._query.group + self._query.names, ends_in_as=True)
            if self._in.place == start:
                raise Declined
            self._in.expect_word("AS")
            name = self._in.variable()
            self._in.expect(")")
            if name in self._query.group:
                raise Declined
            self._add(f"({expression} AS ?{name})", name)
        if not self._query.names:
            raise Declined

    def _add(self, item: str, name: str) -> None:
        if name in self._query.names:
            raise Declined
        self._query.head.append(item)
        self._query.names.append(name)

    def _group(self) -> None:
        if not self._in.word("GROUP"):
            return
        self._in.expect_word("BY")
        self._query.grouped = True
        while self._in.kind == "variable":
            name = self._in.variable()
            if name not in self._query.group:
                self._query.group.append(name)
        if not self._query.group:
            raise Declined

    def _having(self) -> None:
        if not self._in.word("HAVING"):
            return
        while self._in.at("("):
            self._query.having.append(self._bracketed(self._query.group))
        if not self._query.having:
            raise Declined

    def _order(self) -> None:
        if not self._in.word("ORDER"):
            return
        self._in.expect_word("BY")
        known = self._query.group + self._query.names
        while True:
            if self._in.kind == "variable":
                name = self._in.variable()
                if name not in known:
                    raise Declined
                self._query.order.append(("ASC", f"?{name}"))
            elif self._in.is_word("ASC", "DESC"):
                direction = self._in.next().text.upper()
                self._query.order.append((direction, self._bracketed(known)))
            elif self._in.at("("):
                self._query.order.append(("ASC", self._bracketed(known)))
            else:
                break
        if not self._query.order:
            raise Declined

    def _slice(self) -> None:
        while self._in.is_word("LIMIT", "OFFSET"):
            word = self._in.next().text.upper()
            number = self._in.whole_number()
            if word == "LIMIT" and self._query.limit is None:
                self._query.limit = number
            elif word == "OFFSET" and not self._query.offset:
                self._query.offset = number
            else:
                raise Declined

    # --- expressions over aggregates

    def _bracketed(self, known: list[str]) -> str:
        self._in.expect("(")
        text = self._expression(known)
        self._in.expect(")")
        return text

    def _expression(self, known: list[str], *, ends_in_as: bool = False) -> str:
        """The text up to the bracket that closes, or to AS, with variables in the place of aggregates."""
        parts: list[str] = []
        depth = 0
        while depth or not (self._in.at(")") or (ends_in_as and self._in.is_word("AS"))):
            if self._in.is_word("COUNT", "SUM", "AVG", "MIN", "MAX"):
                parts.append(self._aggregate().expression + " ")
                continue
            depth += self._in.at("(") - self._in.at(")")
            parts.append(self._in.piece_of_expression(known))
        return "".join(parts).strip()

    def _aggregate(self) -> Aggregate:
        function = self._in.next().text.upper()
        self._in.expect("(")
        distinct = self._in.word("DISTINCT")
        variable = None
        if self._in.at("*"):
            self._in.next()
            if function != "COUNT" or distinct:
                raise Declined
        else:
            variable = self._in.variable()
        self._in.expect(")")
        made = Aggregate(function, variable, distinct, f"{OWN}{len(self._query.aggregates)}")
        for one in self._query.aggregates:
            if (one.function, one.variable, one.distinct) == (function, variable, distinct):
                return one
        self._query.aggregates.append(made)
        return made

    # --- all of it

    def _check(self) -> None:
        query = self._query
        if not query.grouped and not query.aggregates:
            raise Declined  # no aggregate query
        bound = {name for pattern in query.patterns for name in pattern.variables}
        used = {*query.group, *(a.variable for a in query.aggregates if a.variable is not None)}
        if not used <= bound or bound & (set(query.names) - set(query.group)):
            raise Declined
        sliced = query.limit is not None or query.offset
        if sliced and (not query.order or query.distinct):
            raise Declined  # which rows come is the engine's choice
        _check_optionals(query.patterns)


def _check_optionals(patterns: list[Pattern]) -> None:
    """An OPTIONAL hangs on what was bound before it, and nothing else hangs on what it binds."""
    before: set[str] = set()
    places: dict[str, int] = {}
    for pattern in patterns:
        for name in pattern.variables:
            places[name] = places.get(name, 0) + 1
    for pattern in patterns:
        if pattern.optional:
            subject, value = pattern.variables
            if subject not in before or places[value] != 1:
                raise Declined
        else:
            before.update(pattern.variables)
