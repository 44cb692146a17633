"""What is noted of one request while it is answered, for the log and the metrics. Never the words of the request,
but for the text of a query when the settings ask for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from starlette.types import Scope

KEY = "veiligheidsgraaf.record"
_SKIPPED = re.compile(r"\s+|#[^\n\r]*|<[^<>\"{}|^`\\\s]*>|BASE\b|PREFIX\s+[^\s:]*:", re.IGNORECASE)
_FORM = re.compile(r"(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


@dataclass(slots=True)
class Record:
    """request_id: told to the client. client: as the limits count it. problem: slug of the error that was answered.
    form: of the query that was asked, in capitals; "" when none was. query: its text. gone: the client left."""

    request_id: str = ""
    client: str = ""
    route: str = ""
    problem: str = ""
    form: str = ""
    query: str = ""
    status: int = 0
    size: int = 0
    complete: bool = False
    gone: bool = False

    @property
    def outcome(self) -> str:
        """"complete"; "incomplete" or "gone" for an answer that broke off; else what went wrong."""
        if self.problem and not self.gone:
            return self.problem
        if not self.complete:
            return "gone" if self.gone else "incomplete"
        return "complete" if self.status < 400 else f"status-{self.status}"


def record_of(scope: Scope | Any) -> Record | None:
    """The record of the request with this scope; None where nobody keeps one."""
    record = scope.get(KEY)
    return record if isinstance(record, Record) else None


def note_query(scope: Scope | Any, text: str) -> None:
    """Notes that the request asks this query."""
    record = record_of(scope)
    if record is not None:
        record.form, record.query = form_of(text), text


def form_of(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; OTHER for what does not begin as a query.

    >>> form_of("PREFIX select: <http://x/ask> # ask\\nconstruct where {}")
    'CONSTRUCT'
    """
    at = 0
    while (skipped := _SKIPPED.match(text, at)) is not None:
        at = skipped.end()
    found = _FORM.match(text, at)
    return found[1].upper() if found else "OTHER"
