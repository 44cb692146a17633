"""What can go wrong, as one tree. Domain errors know no HTTP; `api/problems.py` maps them to answers.

    GraphError
    ├── UsageError            wrong use: an unknown query, parameter, setting        exit code 2
    ├── InputError            unreadable or malformed input (file, place, next step) exit code 2
    │   ├── SourceError         a source text or its profile
    │   └── RdfSyntaxError      RDF data that does not parse
    ├── QueryError            a SPARQL query or update that cannot be run            exit code 2
    ├── StoreError            the store is missing, locked or damaged                exit code 2
    ├── ConformanceError      data breaks a shape of severity Violation              exit code 1
    └── InconsistencyError    the ontology, or the data with it, is inconsistent     exit code 1
"""

from __future__ import annotations

from pathlib import Path


class GraphError(Exception):
    """The root. `exit_code` is what the command line ends with."""

    exit_code = 2


class UsageError(GraphError):
    """The caller asked for something that does not exist or does not fit."""


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


class StoreError(GraphError):
    """The store is missing, locked or damaged."""


class ConformanceError(GraphError):
    """The data breaks a shape of severity Violation."""

    exit_code = 1


class InconsistencyError(GraphError):
    """The ontology, or the data together with it, is inconsistent or has an unsatisfiable class."""

    exit_code = 1
