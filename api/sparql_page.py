"""The query page: a form that works by itself, with the answer or the fault below it. `web/src/sparql.ts` makes an
editor of its text field."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request, Response

from api.pages import language_of
from api.problems import Problem, problem_for
from api.results import JSON, PAGE_ROWS, Table
from api.state import state_of
from api.texts_problems import PROBLEM_TEXTS, words_for
from kg.config import DEF
from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS
from kg.engine.request import Answer
from kg.errors import GraphError

EXAMPLE = """PREFIX vg: <https://w3id.org/veiligheidsgraaf/def/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?kind (COUNT(*) AS ?number)
WHERE { ?fact vg:statedIn ?document ; a ?kind }
GROUP BY ?kind
ORDER BY DESC(?number)
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no answer. line, column: from 1, where the query is wrong; source: that line as it was sent."""

    problem: Problem
    message: str
    line: int | None = None
    column: int | None = None
    source: str = ""

    @property
    def mark(self) -> str:
        """What to put below `source` so that a sign points at the column; tabs stay as wide as they are."""
        before = self.source[: max((self.column or 1) - 1, 0)]
        return "".join("\t" if sign == "\t" else " " for sign in before) + "^"


def fault_of(query: str, error: GraphError) -> Fault:
    """What to tell of an error, with the line of the query it is in when the engine names one."""
    line, column = getattr(error, "line", None), getattr(error, "column", None)
    lines = query.rstrip().splitlines()
    if not isinstance(line, int) or line < 1 or not lines:
        return Fault(problem_for(error), str(error))
    if line > len(lines):  # something is missing at the end: behind the last line
        line, column = len(lines), len(lines[-1]) + 1
    return Fault(problem_for(error), str(error), line, column, lines[line - 1])


def empty_page(request: Request, example: str) -> Response:
    """The form with a query in it: the named query `example`, or the one to begin with.

    Raises NotFoundError for a name that no query has.
    """
    return _page(request, state_of(request).catalogue.get(example).text if example else EXAMPLE)


def error_page(request: Request, query: str, error: GraphError) -> Response:
    """The form with `query` and why it has no answer, under the status of the error."""
    return _page(request, query, fault=fault_of(query, error))


def answer_page(request: Request, query: str, shown: Table, answer: Answer) -> Response:
    """The form with `query` and its whole answer, of which so many rows are shown as fit a page."""
    formats = RESULT_FORMATS if answer.format.kind is JSON.kind else GRAPH_FORMATS
    return _page(request, query, table=shown, formats=tuple(f.name for f in formats))


def _page(
    request: Request,
    query: str,
    *,
    table: Table | None = None,
    formats: tuple[str, ...] = (),
    fault: Fault | None = None,
) -> Response:
    state, language = state_of(request), language_of(request)
    problem = fault.problem if fault else None
    return state.pages.render(
        request,
        "sparql.html",
        status=fault.problem.status if fault else 200,
        query=query,
        table=table,
        fault=fault,
        said=words_for(problem.slug, language, problem.title, problem.advice) if problem else None,
        problems=PROBLEM_TEXTS if language == "nl" else {},  # for the script, which gets problems in English
        formats=formats,
        page_rows=PAGE_ROWS,
        groups=state.catalogue.by_group(language),
        base=state.base,
        definitions=DEF,
    )
