"""The group in braces: triples, FILTER, VALUES and OPTIONAL."""

from __future__ import annotations

from kg.columns.reading import Reading
from kg.columns.shape import Condition, Declined, Node, Pattern, Variable

TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
MOST_PATTERNS, MOST_CONSTANTS = 16, 1_000
_TURNED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


class Body:
    """Reads one group; raises Declined for what it does not know."""

    def __init__(self, source: Reading) -> None:
        self._in = source
        self.patterns: list[Pattern] = []
        self.conditions: list[Condition] = []

    def read(self) -> None:
        self._in.expect("{")
        fresh = True  # whether a triple may begin here
        while not self._in.at("}"):
            if self._in.word("FILTER"):
                self._filter()
                self._dot()
                fresh = True
            elif self._in.word("VALUES"):
                self._values()
                self._dot()
                fresh = True
            elif self._in.word("OPTIONAL"):
                self._optional()
                self._dot()
                fresh = True
            elif fresh:
                self._triples(optional=False)
                fresh = self._dot()
            else:
                raise Declined
        self._in.expect("}")
        self._check()

    def _check(self) -> None:
        required = {name for p in self.patterns if not p.optional for name in p.variables}
        bound = {name for p in self.patterns for name in p.variables}
        for condition in self.conditions:
            if condition.variable not in (required if condition.operator == "VALUES" else bound):
                raise Declined
        if not 0 < len(self.patterns) <= MOST_PATTERNS or self.patterns[0].optional:
            raise Declined
        if sum(len(condition.constants) for condition in self.conditions) > MOST_CONSTANTS:
            raise Declined

    def _dot(self) -> bool:
        found = self._in.at(".")
        self._in.place += found
        return found

    # --- triples

    def _triples(self, *, optional: bool) -> None:
        subject = self._node()
        if isinstance(subject, bytes) and not subject.startswith(b"<"):
            raise Declined
        while True:
            predicate = TYPE if self._a() else self._in.iri()
            while True:
                self._add(Pattern(subject, predicate, self._node(), optional))
                if not self._in.at(","):
                    break
                self._in.next()
            if not self._in.at(";"):
                return
            while self._in.at(";"):
                self._in.next()
            if self._in.at(".") or self._in.at("}"):
                return

    def _a(self) -> bool:
        found = self._in.kind == "word" and self._in.token.text == "a"
        self._in.place += found
        return found

    def _add(self, pattern: Pattern) -> None:
        if len(set(pattern.variables)) != len(pattern.variables) or not pattern.variables:
            raise Declined
        self.patterns.append(pattern)

    def _node(self) -> Node:
        return Variable(self._in.variable()) if self._in.kind == "variable" else self._in.constant()

    def _optional(self) -> None:
        self._in.expect("{")
        known = len(self.patterns)
        self._triples(optional=True)
        self._dot()
        self._in.expect("}")
        added = self.patterns[known:]
        if len(added) != 1 or len(added[0].variables) != 2:
            raise Declined

    # --- conditions

    def _values(self) -> None:
        bracket = self._in.at("(")
        self._in.place += bracket
        variable = self._in.variable()
        if bracket:
            self._in.expect(")")
        self._in.expect("{")
        constants = []
        while not self._in.at("}"):
            if bracket:
                self._in.expect("(")
            constants.append(self._in.constant())
            if bracket:
                self._in.expect(")")
        self._in.expect("}")
        if len(set(constants)) != len(constants):
            raise Declined  # a value that stands there twice doubles the rows
        self.conditions.append(Condition(variable, "VALUES", tuple(constants)))

    def _filter(self) -> None:
        self._in.expect("(")
        while True:
            self._comparison()
            if not self._in.at("&"):
                break
            self._in.next()
            self._in.expect("&")
        self._in.expect(")")

    def _comparison(self) -> None:
        if self._in.at("("):
            self._filter()
        elif self._in.word("LANG"):
            self._language()
        elif self._in.kind == "variable":
            variable = self._in.variable()
            operator = self._operator()
            constants = self._list() if operator in ("IN", "NOT IN") else (self._in.constant(),)
            self.conditions.append(Condition(variable, operator, constants))
        else:
            constant = self._in.constant()
            operator = self._operator()
            if operator not in _TURNED:
                raise Declined
            self.conditions.append(Condition(self._in.variable(), _TURNED[operator], (constant,)))

    def _language(self) -> None:
        self._in.expect("(")
        variable = self._in.variable()
        self._in.expect(")")
        self._in.expect("=")
        tag = self._in.constant()
        if not tag.startswith(b'"') or not tag.endswith(b'"') or not tag[1:-1].isalpha() or not tag.islower():
            raise Declined
        self.conditions.append(Condition(variable, "LANG", (tag[1:-1],)))

    def _operator(self) -> str:
        if self._in.word("IN"):
            return "IN"
        if self._in.word("NOT"):
            self._in.expect_word("IN")
            return "NOT IN"
        first = self._in.next()
        if first.text not in ("=", "!", "<", ">"):
            raise Declined
        if first.text == "=" or not self._in.at("="):
            if first.text == "!":
                raise Declined
            return first.text
        if not self._in.touches(first):
            raise Declined
        self._in.next()
        return first.text + "="

    def _list(self) -> tuple[bytes, ...]:
        self._in.expect("(")
        constants = [self._in.constant()]
        while self._in.at(","):
            self._in.next()
            constants.append(self._in.constant())
        self._in.expect(")")
        return tuple(constants)
