"""What can go wrong, as one tree. Domain errors know no HTTP; `api/problems.py` maps them to answers.

    GraphError
    ├── UsageError            wrong use: an unknown query, parameter, setting        exit code 2
    │   ├── NotFoundError       no such resource, term or named query
    │   │   ├── GoneError           a resource that an earlier release described
    │   │   └── UnknownThingError   an IRI, with what is called nearly so
    │   ├── ParameterError      a value that does not fit its parameter
    │   └── FormatError         no format that was asked for can hold the answer
    ├── InputError            unreadable or malformed input (file, place, next step) exit code 2
    │   ├── SourceError         a source text or its profile
    │   └── RdfSyntaxError      RDF data that does not parse
    ├── QueryError            a SPARQL query or update that cannot be run            exit code 2
    │   ├── QuerySyntaxError    it does not parse; says where
    │   ├── QueryRefusedError   it parses, but asks what is not allowed here (SERVICE, updates)
    │   ├── OutsideError        another server that a query names gives no usable answer
    │   │   └── ServiceError        a service that an import reads
    │   ├── QueryFileError      a named query whose file is out of order
    │   └── QueryTooComplexError  longer or deeper than the engine survives
    ├── LimitError            a limit of the server was met; nothing half is given   exit code 2
    │   ├── BodyTooLargeError   the request body
    │   ├── TargetTooLongError  the address that is asked for
    │   ├── HeadersTooLargeError  the headers of a request
    │   ├── SlowRequestError    the time a request may take to come in
    │   ├── QueryTimeoutError   the time one query may take
    │   ├── OverloadedError     the queries that may wait
    │   │   └── TooManyRequestsError  what one client may ask
    │   ├── ResultTooLargeError the size of an answer
    │   ├── QueryMemoryError    the memory one query may have
    │   └── QueryAbandonedError whoever asked has gone
    ├── QueryCrashedError     the engine failed on a query; it has been started again  exit code 2
    ├── AccessError           who asks may not do this                               exit code 2
    │   ├── NoTokenError        no token, or one that is not known
    │   └── NotAllowedError     a token without this right, or writing is off
    ├── PreconditionError     the store or graph has changed since the caller saw it   exit code 2
    ├── StoreError            the store is missing, locked or damaged                exit code 2
    │   ├── StoreBusyError      another writer is at work
    │   └── StoreFullError      the disk took no more; what was there before stays
    ├── ConformanceError      data breaks a shape of severity Violation              exit code 1
    ├── InconsistencyError    the ontology, or the data with it, is inconsistent     exit code 1
    └── ReasonerError         the reasoner gave no answer: out of time, or refused   exit code 4
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


class GoneError(NotFoundError):
    """A thing that an earlier release described and this one does not.

    iri: of the thing. last_release: the last that described it. label, kind: as they were. successor: IRI of what took
    its place; "" where nothing did.
    """

    def __init__(self, iri: str, last_release: str, *, label: str = "", kind: str = "", successor: str = "") -> None:
        self.iri, self.last_release, self.label, self.kind, self.successor = iri, last_release, label, kind, successor
        after = f"; <{successor[:300]}> took its place" if successor else ""
        super().__init__(f"<{iri[:300]}> is no longer described; release {last_release} was the last to do so{after}")


class UnknownThingError(NotFoundError):
    """An IRI that stands for nothing here. near: IRI and label of what is called nearly so."""

    def __init__(self, message: str, near: tuple[tuple[str, str], ...] = ()) -> None:
        self.near = near
        super().__init__(message)


class FormatError(UsageError):
    """No format that was asked for can hold the answer."""


class ParameterError(UsageError):
    """A value that does not fit its parameter. parameter: its name; reason: what would fit; allowed: the values that
    do, where they can be listed."""

    def __init__(self, parameter: str, reason: str, allowed: tuple[str, ...] = ()) -> None:
        self.parameter, self.reason, self.allowed = parameter, reason, allowed
        super().__init__(f"{parameter}: {reason}")


class InputError(GraphError):
    """Input that cannot be read. Says which file, where in it, and what to do next."""

    def __init__(
        self,
        what: str,
        *,
        file: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str = "",
    ) -> None:
        self.what, self.file, self.line, self.column, self.hint = what, file, line, column, hint
        place = f"{file}" if file is not None else ""
        place += f":{line}" if line is not None else ""
        place += f":{column}" if line is not None and column is not None else ""
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


class OutsideError(QueryError):
    """Another server that a query may ask (SERVICE, LOAD) gave no usable answer."""


class ServiceError(OutsideError):
    """A service that an import reads gives nothing, something else than it documents, or half of it."""


class QueryFileError(QueryError):
    """A named query whose file is out of order: no fault of whoever asks for it."""


class QueryTooComplexError(QueryError):
    """A query longer or deeper than the engine can be trusted to survive."""


class LimitError(GraphError):
    """A limit of the server was met. The answer is this error, never a part of what was asked."""


class BodyTooLargeError(LimitError):
    """More was sent than is taken in."""


class TargetTooLongError(LimitError):
    """The target of a request (path and parameters) is longer than is taken in."""


class HeadersTooLargeError(LimitError):
    """The headers of a request are larger than is taken in."""


class SlowRequestError(LimitError):
    """A request did not come in within its time."""


class QueryTimeoutError(LimitError):
    """The time one query may take is over."""


class OverloadedError(LimitError):
    """Every worker is taken and no more may wait. `retry_after`: seconds."""

    def __init__(self, message: str, *, retry_after: int = 1) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class TooManyRequestsError(OverloadedError):
    """One client asks more than its share; others are not touched by it."""


class ResultTooLargeError(LimitError):
    """The answer is larger than the server holds at once."""


class QueryMemoryError(LimitError):
    """The query needs more memory than one query may have."""


class QueryAbandonedError(LimitError):
    """Whoever asked has gone, and the query was ended. Nobody is told."""


class QueryCrashedError(GraphError):
    """The engine ended while it ran a query, and not by a limit. It has been started again."""


class AccessError(GraphError):
    """Who asks may not do this."""


class NoTokenError(AccessError):
    """No token was sent, or one that is not known."""


class NotAllowedError(AccessError):
    """The token does not have this right, or nobody has it."""


class PreconditionError(GraphError):
    """The store or the graph is not in the state the caller named (If-Match, If-None-Match)."""


class StoreError(GraphError):
    """The store is missing, locked or damaged."""


class StoreBusyError(StoreError):
    """Another writer is at work in the folder of the store."""


class StoreFullError(StoreError):
    """The disk took no more. The snapshot before stays."""


class ConformanceError(GraphError):
    """The data breaks a shape of severity Violation. `results`: what is wrong, where that is known."""

    exit_code = 1

    def __init__(self, message: str, results: tuple[dict[str, str], ...] = ()) -> None:
        self.results = results
        super().__init__(message)


class InconsistencyError(GraphError):
    """The ontology, or the data together with it, is inconsistent or has an unsatisfiable class."""

    exit_code = 1


class ReasonerError(GraphError):
    """The reasoner could not give an answer: it ran out of time or memory, or refuses an axiom (no inconsistency)."""

    exit_code = 4
