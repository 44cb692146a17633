"""What can go wrong, as one tree. Domain errors know no HTTP; `api/problems.py` maps them to answers.

    GraphError
    ├── UsageError            wrong use: an unknown query, parameter, setting        exit code 2
    │   ├── NotFoundError       no such resource, term or named query
    │   └── FormatError         no format that was asked for can hold the answer
    ├── InputError            unreadable or malformed input (file, place, next step) exit code 2
    │   ├── SourceError         a source text or its profile
    │   └── RdfSyntaxError      RDF data that does not parse
    ├── QueryError            a SPARQL query or update that cannot be run            exit code 2
    │   ├── QuerySyntaxError    it does not parse; says where
    │   ├── QueryRefusedError   it parses, but asks what is not allowed here (SERVICE, updates)
    │   ├── QueryFileError      a named query whose file is out of order
    │   └── QueryTooComplexError  longer or deeper than the engine survives
    ├── LimitError            a limit of the server was met; nothing half is given   exit code 2
    │   ├── BodyTooLargeError   the request body
    │   ├── QueryTimeoutError   the time one query may take
    │   ├── OverloadedError     the queries that may wait
    │   └── ResultTooLargeError the size of an answer
    ├── StoreError            the store is missing, locked or damaged                exit code 2
    ├── ConformanceError      data breaks a shape of severity Violation              exit code 1
    ├── InconsistencyError    the ontology, or the data with it, is inconsistent     exit code 1
    └── ReasonerError         the reasoner gave no answer: out of time, or refused   exit code 2
"""

from __future__ import annotations

from pathlib import Path


class GraphError(Exception):
    """The root. `exit_code` is what the command line ends with."""

    exit_code = 2


class UsageError(GraphError):
    """The caller asked for something that does not exist or does not fit."""


class NotFoundError(UsageError):
    """A name or IRI that this graph does not know."""


class FormatError(UsageError):
    """No format that was asked for can hold the answer."""


class InputError(GraphError):
    """Input that cannot be read. Says which file, where in it, and what to do next."""

    def __init__(self, what: str, *, file: Path | str | None = None, line: int | None = None, hint: str = "") -> None:
        self.what, self.file, self.line, self.hint = what, file, line, hint
        place = f"{file}" if file is not None else ""
        place += f":{line}" if line is not None else ""
        super().__init__(": ".join(part for part in (place, what) if part) + (f". {hint}" if hint else ""))


class SourceError(InputError):
    """A source text or the profile beside it cannot be used."""


class RdfSyntaxError(InputError):
    """RDF data that does not parse."""


class QueryError(GraphError):
    """A SPARQL query or update that the engine refuses."""


class QuerySyntaxError(QueryError):
    """A query that does not parse. `line` and `column` count from 1; None where the engine does not say."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        self.line, self.column = line, column
        super().__init__(message)


class QueryRefusedError(QueryError):
    """A query that asks what is not allowed here: reaching another server, or changing data."""


class QueryFileError(QueryError):
    """A named query whose file is out of order: no fault of whoever asks for it."""


class QueryTooComplexError(QueryError):
    """A query longer or deeper than the engine can be trusted to survive."""


class LimitError(GraphError):
    """A limit of the server was met. The answer is this error, never a part of what was asked."""


class BodyTooLargeError(LimitError):
    """More was sent than is taken in."""


class QueryTimeoutError(LimitError):
    """The time one query may take is over."""


class OverloadedError(LimitError):
    """Every worker is taken and no more may wait. `retry_after`: seconds."""

    def __init__(self, message: str, *, retry_after: int = 1) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class ResultTooLargeError(LimitError):
    """The answer is larger than the server holds at once."""


class StoreError(GraphError):
    """The store is missing, locked or damaged."""


class ConformanceError(GraphError):
    """The data breaks a shape of severity Violation."""

    exit_code = 1


class InconsistencyError(GraphError):
    """The ontology, or the data together with it, is inconsistent or has an unsatisfiable class."""

    exit_code = 1


class ReasonerError(GraphError):
    """The reasoner could not give an answer: it ran out of time or memory, or refuses an axiom (no inconsistency)."""
