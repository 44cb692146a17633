"""SERVICE, done by us: the engine would open the connections itself, and its workers have no network.

Before the engine gets a text, each `SERVICE <endpoint> { pattern }` is asked as a query of its own,
`SELECT * { pattern }` with the declarations that hold there, and replaced by what came back as a block of VALUES: both
are joined with the group they stand in, so the answer is the same. An update calls no SERVICE (`kg.update_run`).

- Whom may be asked is `kg.outside_rules`; a refusal ends the query, SILENT or not. All calls are judged before the
  first is made.
- SILENT makes a failure of an allowed endpoint one empty solution, as the standard says. An answer that is too large
  is no failure of theirs: it is an error all the same, since going on without it would hide what is missing.
- VALUES that stand before the call in its group, without UNDEF, are sent along (each row once): they would take the
  other rows away afterwards.
- Blank nodes have no name in VALUES: each becomes an IRI `urn:uuid:…`, the same for the same node of one answer.
- The whole pattern is asked, not once for each row of ours: one that says too little meets the limit of rows.
"""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Iterable, Sequence
from functools import cache

import pyoxigraph as ox

from kg.embedded import syntax_error
from kg.engine.calls import Service, find_calls
from kg.engine.guard import check_length, check_size, service_calls
from kg.engine.lanes import Lane
from kg.errors import OutsideError, QueryRefusedError, QueryTooComplexError, ResultTooLargeError
from kg.outside import Fetched, Outside
from kg.store import Term

MAX_CALLS = 8  # of one query
MAX_ROWS = 100_000  # of one call; the engine takes 0.4 s to read so many as VALUES
_SAFE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")


async def expand(
    text: str,
    outside: Outside,
    deadline: float,
    *,
    max_length: int | None = None,
    max_rows: int = MAX_ROWS,
) -> str:
    """`text` with every SERVICE replaced by what the other server gave; as it was when there is none.

    deadline: on the clock of `time.monotonic`. max_length: characters of `text` itself; what comes back may be longer.
    The result still goes through `check_query`, without `max_length`.
    Raises QueryRefusedError (403) for what is not allowed, whatever SILENT says, OutsideError (502) for an endpoint
    that fails, ResultTooLargeError (507) for one that gives too much, QueryTimeoutError, OverloadedError,
    QuerySyntaxError, QueryTooComplexError.
    """
    check_length(text, max_length)
    if "service" not in text.lower():
        return text
    check_size(text)
    calls = find_calls(text)
    if not calls:
        return text
    if len(calls) > MAX_CALLS:
        raise QueryTooComplexError(f"the query asks {len(calls)} other servers; at most {MAX_CALLS} at once")
    for call in calls:
        outside.rules.service(call.endpoint)
    await _parser().run(lambda _: check_syntax(text), None)
    tasks = [asyncio.ensure_future(_replacement(call, outside, deadline, max_rows)) for call in calls]
    try:
        return _replaced(text, calls, await asyncio.gather(*tasks))
    finally:
        for task in tasks:  # the first that fails ends the others
            task.cancel()


def check_syntax(text: str) -> None:
    """Raises QuerySyntaxError where the engine would, without running anything.

    The engine parses first and then looks at its arguments: two that exclude each other end it in between.
    """
    try:
        ox.Store().query(text, use_default_graph_as_union=True, default_graph=ox.DefaultGraph())
    except (SyntaxError, UnicodeEncodeError) as error:
        raise syntax_error(error) from error
    except ValueError:
        return


def rows_as_values(variables: Sequence[str], rows: Iterable[Iterable[Term | None]]) -> str:
    """A group that holds `rows` as VALUES. Raises OutsideError for a term that no query can hold."""
    answer = uuid.uuid4()
    lines = (" ".join("UNDEF" if term is None else _written(term, answer) for term in row) for row in rows)
    head = " ".join(f"?{name}" for name in variables)
    return f"{{ VALUES ({head}) {{\n" + "".join(f"({line})\n" for line in lines) + "} }"


async def _replacement(call: Service, outside: Outside, deadline: float, max_rows: int) -> str:
    try:
        return _as_values(await outside.ask(call.endpoint, _asked(call), deadline=deadline), max_rows)
    except OutsideError:
        if not call.silent:
            raise
        return "{}"


def _asked(call: Service) -> str:
    """The query that is sent. The VALUES stand beside the pattern: so an OPTIONAL at its start keeps its sense."""
    known = "".join(
        f"{{ SELECT DISTINCT {' '.join(f'?{name}' for name in variables)} {{ {block} }} }}\n"
        for variables, block in call.values
    )
    group = f"{known}{{{call.pattern}\n}}" if known else f"{call.pattern}\n"  # a comment at its end stays one
    return f"{call.prologue}\nSELECT * {{ {group} }}"


def _as_values(fetched: Fetched, max_rows: int) -> str:
    try:
        results = ox.parse_query_results(fetched.body, ox.QueryResultsFormat.JSON)
        if not isinstance(results, ox.QuerySolutions):
            raise OutsideError(f"{fetched.url} gave no rows")
        names = [variable.value for variable in results.variables]
        rows: list[list[Term | None]] = []
        for solution in results:
            if len(rows) == max_rows:
                raise ResultTooLargeError(f"{fetched.url} gave more than {max_rows} rows. Ask it for less")
            rows.append([solution[name] for name in names])
    except (SyntaxError, ValueError, OSError) as error:
        raise OutsideError(f"{fetched.url} gave results that do not parse ({error})") from error
    return rows_as_values(names, rows)


def _written(term: Term, answer: uuid.UUID) -> str:
    """A term as a query holds it; what another server gives is not taken for well-formed."""
    if isinstance(term, ox.BlankNode):
        return f"<urn:uuid:{uuid.uuid5(answer, term.value)}>"
    if isinstance(term, ox.Triple):
        parts = " ".join(_written(part, answer) for part in (term.subject, term.predicate, term.object))
        return f"<<( {parts} )>>"
    iri = term.value if isinstance(term, ox.NamedNode) else term.datatype.value
    if not _SAFE_IRI.fullmatch(iri):
        raise OutsideError(f"another server gave {iri!r}, which is no IRI")
    return str(term)


def _replaced(text: str, calls: Sequence[Service], replacements: Sequence[str]) -> str:
    parts, place = [], 0
    for call, replacement in zip(calls, replacements, strict=True):
        parts += [text[place : call.start], replacement]
        place = call.end
    expanded = "".join([*parts, text[place:]])
    if service_calls(expanded):
        raise QueryRefusedError("this query still calls SERVICE after its calls were made; write it more simply")
    return expanded


@cache
def _parser() -> Lane:
    """Where texts are parsed: the engine's parser needs a deeper stack than the event loop has."""
    return Lane("parser", 1, 64)
