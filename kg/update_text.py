"""The operations of a SPARQL 1.1 Update, cut out of its text.

The engine runs an update but tells nothing of what it changed. `kg.update_run` runs the operations one by one and
keeps count; for that it needs no more than where each operation's parts stand, which this module finds from the tokens
of the grammar (SPARQL 1.1 Query, 19.8). What is within a pattern or a template is left to the engine.

The engine checks the syntax of each operation that was cut out: its own grammar (0.5.13) takes no PREFIX after a `;`,
which the standard allows. A text that could be cut in two ways (`?a<?b#…`: an IRI, or two comparisons and a comment)
is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.embedded import syntax_error
from kg.errors import QuerySyntaxError, UsageError
from kg.update_tokens import Token, may_be_comparisons, tokens

VARIABLE = "urn:x-veiligheidsgraaf:variable:"  # stands for a variable where the engine reads a template as TriG
_FAILS = f"CLEAR GRAPH <{VARIABLE}none> ;\n"  # an operation that fails on an empty store


@dataclass(frozen=True, slots=True)
class Section:
    """Triples of a template as they were written. graph: an IRI or variable as written; "" for the default graph."""

    graph: str
    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. prologue: the PREFIX and BASE that hold for it, as they were written."""

    prologue: str


@dataclass(frozen=True, slots=True)
class Manage(Operation):
    """LOAD, CLEAR, DROP, CREATE, ADD, MOVE, COPY.

    source, target: an IRI as written, DEFAULT, NAMED or ALL; "" where there is none. LOAD reads `source` into `target`.
    """

    verb: str
    silent: bool
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Modify(Operation):
    """INSERT, DELETE and both, with data or a pattern.

    where: the pattern with its braces; "" for INSERT DATA and DELETE DATA. with_graph, using, using_named: IRIs as
    written.
    """

    delete: tuple[Section, ...] = ()
    insert: tuple[Section, ...] = ()
    where: str = ""
    with_graph: str = ""
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()

    @property
    def has_dataset(self) -> bool:
        return bool(self.with_graph or self.using or self.using_named)


def parse(text: str, base: str | None = None) -> list[Operation]:
    """The operations of an update in order. base: what its relative IRIs are resolved against.

    Nothing is run on a store of ours, no connection opened. Raises QuerySyntaxError with line and column.
    """
    return list(_Reader(text, base).operations())


def variables(template: str) -> list[str]:
    """The names of the variables in a piece of SPARQL, each once, in order."""
    return list(dict.fromkeys(t.text[1:] for t in tokens(template) if t.kind == "variable"))


def without_variables(template: str) -> str:
    """A template with IRIs in the place of its variables, which a parser of TriG can read."""
    parts, at = [], 0
    for token in tokens(template):
        if token.kind == "variable":
            parts += [template[at : token.start], f"<{VARIABLE}{token.text[1:]}>"]
            at = token.end
    return "".join([*parts, template[at:]])


@dataclass(slots=True)
class _Reader:
    text: str
    base: str | None = None
    tokens: list[Token] = field(default_factory=list)
    at: int = 0
    prologue: str = ""
    blanks: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.tokens = list(tokens(self.text))
        for token in self.tokens:
            if token.kind == "iri" and may_be_comparisons(token.text):
                raise UsageError(f"{token.text[:60]!r} can be read in two ways; put spaces around < and >")

    def operations(self) -> Iterator[Operation]:
        while True:
            self._read_prologue()
            if self._peek() is None:
                return
            start = self.at
            operation = self._operation()
            if not (isinstance(operation, Manage) and operation.verb == "LOAD"):
                self._check(start)
            yield operation
            if self._peek() is not None:
                self._expect(";")

    def _check(self, start: int) -> None:
        """The engine parses an operation after one that fails: it never comes to run it."""
        line, column = self._place(self.tokens[start].start)
        indent = " " * (column - 1)  # so that the engine's columns are those of the text
        try:
            ox.Store().update(f"{self.prologue}{_FAILS}{indent}{self._between(start)}", base_iri=self.base)
        except (SyntaxError, UnicodeEncodeError) as error:
            raise syntax_error(error, lines_before=self.prologue.count("\n") + 2 - line) from error
        except RuntimeError:
            return

    def _read_prologue(self) -> None:
        while (token := self._peek()) is not None and token.word in ("PREFIX", "BASE", "VERSION"):
            self._next()
            last = self._next()
            if token.word == "PREFIX":
                last = self._next()
            if token.word != "VERSION":  # TriG knows none
                self.prologue += self.text[token.start : last.end] + "\n"

    def _operation(self) -> Operation:
        token = self._next()
        match token.word:
            case "LOAD" | "CLEAR" | "DROP" | "CREATE" | "ADD" | "MOVE" | "COPY":
                return self._manage(token.word)
            case "INSERT" | "DELETE" if self._is("DATA"):
                self._next()
                start = self.at
                quads = self._quads()
                self._own_blanks(start)
                return Modify(self.prologue, **{token.word.lower(): quads})  # type: ignore[arg-type]
            case "DELETE" if self._is("WHERE"):
                self._next()
                start = self.at
                quads = self._quads()
                return Modify(self.prologue, delete=quads, where=self._between(start))
            case "WITH" | "INSERT" | "DELETE":
                self.at -= 1
                return self._modify()
        raise self._error(token)

    def _own_blanks(self, start: int) -> None:
        """A label of a blank node stands in one INSERT DATA only (SPARQL 1.1 Query, 19.6)."""
        new = [token for token in self.tokens[start : self.at] if token.kind == "blank"]
        for token in new:
            if token.text in self.blanks:
                raise self._error(token)
        self.blanks |= {token.text for token in new}

    def _manage(self, verb: str) -> Manage:
        silent = self._skip("SILENT")
        if verb == "LOAD":
            address = self._next()
            if address.kind not in ("iri", "name"):
                raise self._error(address)
            source = address.text
            target = self._graph() if self._skip("INTO") else "DEFAULT"
        elif verb in ("CLEAR", "DROP", "CREATE"):
            source, target = "", self._graph()
        else:
            source = self._graph()
            if not self._skip("TO"):
                raise self._error(self._peek())
            target = self._graph()
        return Manage(self.prologue, verb, silent, source, target)

    def _modify(self) -> Modify:
        with_graph = self._next().text if self._skip("WITH") else ""
        delete = self._quads() if self._skip("DELETE") else ()
        insert = self._quads() if self._skip("INSERT") else ()
        using: list[str] = []
        named: list[str] = []
        while self._skip("USING"):
            chosen = named if self._skip("NAMED") else using
            chosen.append(self._next().text)
        if not self._skip("WHERE"):
            raise self._error(self._peek())
        start = self.at
        self._skip_group()
        where = self._between(start)
        return Modify(self.prologue, delete, insert, where, with_graph, tuple(using), tuple(named))

    def _graph(self) -> str:
        """A graph as it is named: `GRAPH <…>`, `<…>`, DEFAULT, NAMED or ALL."""
        self._skip("GRAPH")
        token = self._next()
        return token.word or token.text

    def _quads(self) -> tuple[Section, ...]:
        """`{ … GRAPH ?g { … } … }` by graph."""
        self._expect("{")
        sections: list[Section] = []
        start = self.at
        while not self._is_sign("}"):
            if not self._is("GRAPH"):
                self._next()
                continue
            sections.append(Section("", self._between(start)))
            self._next()
            graph = self._next().text
            inner = self.at
            self._skip_group()
            sections.append(Section(graph, self._between(inner)))
            if self._is_sign("."):
                self._next()
            start = self.at
        sections.append(Section("", self._between(start)))
        self._expect("}")
        return tuple(
            Section(s.graph, s.text if s.graph else f"{{ {s.text}\n}}") for s in sections if s.graph or s.text.strip()
        )

    def _skip_group(self) -> None:
        self._expect("{")
        depth = 1
        while depth:
            text = self._next()
            if text.kind == "sign":
                depth += {"{": 1, "}": -1}.get(text.text, 0)

    def _between(self, start: int) -> str:
        """The text of the tokens from `start` up to where the reader stands."""
        return self.text[self.tokens[start].start : self.tokens[self.at - 1].end] if start < self.at else ""

    def _peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _next(self) -> Token:
        token = self._peek()
        if token is None:
            raise self._error(None)
        self.at += 1
        return token

    def _is(self, word: str) -> bool:
        token = self._peek()
        return token is not None and token.word == word

    def _is_sign(self, sign: str) -> bool:
        token = self._peek()
        if token is None:
            raise self._error(None)
        return token.kind == "sign" and token.text == sign

    def _skip(self, word: str) -> bool:
        found = self._is(word)
        self.at += found
        return found

    def _expect(self, sign: str) -> None:
        token = self._next()
        if token.text != sign:
            raise self._error(token)

    def _error(self, token: Token | None) -> QuerySyntaxError:
        line, column = self._place(token.start if token is not None else len(self.text))
        what = f"{token.text[:40]!r}" if token is not None else "the end"
        is_query = token is not None and token.word in ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")
        hint = "this is a query: send it to /sparql" if is_query else "put spaces between words"
        text = f"line {line}, column {column}: {what} was not expected; {hint}"
        return QuerySyntaxError(text, line=line, column=column)

    def _place(self, at: int) -> tuple[int, int]:
        return self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)
