"""Named queries: SPARQL files that carry their own description.

A file `queries/<name>.rq` opens with comment lines of the form `# key: value`:

    # title: Doelstellingen                         the name people see, Dutch; `title@en` in English
    # question: Welke doelstellingen …?             the question it answers; `question@en`
    # group: Doelen en afspraken                    what it is listed under; `group@en`
    # columns: doc, theme, confidence               exactly the variables of its SELECT, in order
    # param: doc string optional  -- one document   a parameter: variable, type, `optional`, `required` or a default

Other comment lines are free. A parameter is a variable of the SELECT clause and is bound by the engine's own
substitution (SPARQL-dev SEP-0007), never put into the text. It must be bound by the query on every row: a variable
that only an OPTIONAL or an inner SELECT binds is not restricted by a substitution, but overwritten.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg.embedded import OxigraphStore
from kg.engine.request import QueryRequest
from kg.errors import GraphError, NotFoundError, QueryFileError, UsageError
from kg.paging import Page, paged
from kg.store import Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_LINE = re.compile(r"#\s*([A-Za-z_]+)(?:@([A-Za-z]{2}))?\s*:\s*(.*)")
_PARAM = re.compile(r"\??(\w+)\s+([\w@-]+)\s+(optional|required|default\s+(.+?))\s*(?:--\s*(.*))?")
_KEYS = ("title", "question", "group", "columns", "param")
RESERVED = frozenset({"format", "lang", "limit", "offset"})  # mean something in the address of every query

# Type of a parameter: what its text must look like, the datatype of the literal.
_TYPES: dict[str, tuple[re.Pattern[str], str]] = {
    "string": (re.compile(r".*", re.DOTALL), "string"),
    "integer": (re.compile(r"[-+]?\d{1,18}", re.ASCII), "integer"),
    "decimal": (re.compile(r"[-+]?\d{1,18}(\.\d{1,18})?", re.ASCII), "decimal"),
    "boolean": (re.compile(r"true|false"), "boolean"),
    "year": (re.compile(r"\d{4}", re.ASCII), "gYear"),
    "date": (re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII), "date"),
    "nl": (re.compile(r".*", re.DOTALL), ""),
    "en": (re.compile(r".*", re.DOTALL), ""),
    "iri": (re.compile(r"\S+"), ""),
}
TYPE_NAMES = tuple(_TYPES)
WHOLE = Page()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a named query. `default` is None for an optional or a required one."""

    name: str
    type: str
    required: bool = False
    default: str | None = None
    description: str = ""

    def term(self, text: str) -> Term:
        """`text` as a term of the parameter's type. Raises UsageError naming parameter, value and what would fit."""
        pattern, datatype = _TYPES[self.type]
        if not pattern.fullmatch(text):
            raise UsageError(f"parameter {self.name}={text[:80]!r}: expected {self.type}")
        try:
            if self.type == "iri":
                return NamedNode(text)
            if self.type in ("nl", "en"):
                return Literal(text, language=self.type)
            return Literal(text, datatype=NamedNode(_XSD + datatype))
        except ValueError as error:
            raise UsageError(f"parameter {self.name}={text[:80]!r}: expected {self.type} ({error})") from error


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query file that is in order. titles, questions, groups: by language, "nl" and "en"."""

    name: str
    file: Path
    text: str
    titles: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)

    def title(self, language: str) -> str:
        return _in_language(self.titles, language) or self.name

    def question(self, language: str) -> str:
        return _in_language(self.questions, language)

    def group(self, language: str) -> str:
        """What it is listed under; "" when its file does not say."""
        return _in_language(self.groups, language)

    def bind(self, values: Mapping[str, str]) -> dict[str, Term]:
        """The terms for `values`; an empty value of an optional parameter means it is not given.

        Raises UsageError for an unknown parameter, a missing one, or a value of the wrong type.
        """
        known = {p.name: p for p in self.parameters}
        for name in values:
            if name not in known:
                offered = ", ".join(known) or "it has none"
                raise UsageError(f"query {self.name}: no parameter {name[:80]!r}; parameters: {offered}")
        bound: dict[str, Term] = {}
        for parameter in self.parameters:
            text = values.get(parameter.name) or parameter.default
            if text:
                bound[parameter.name] = parameter.term(text)
            elif parameter.required:
                raise UsageError(f"query {self.name}: parameter {parameter.name} ({parameter.type}) is required")
        return bound

    def request(self, values: Mapping[str, str], page: Page = WHOLE) -> QueryRequest:
        """The query with its parameters bound, and only the rows of `page`; formats are the caller's."""
        return QueryRequest(paged(self.text, page), bindings=self.bind(values))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The queries of a folder: those in order, and what is wrong with the others, by name."""

    queries: Mapping[str, NamedQuery]
    broken: Mapping[str, QueryFileError]

    def get(self, name: str) -> NamedQuery:
        """Raises NotFoundError with near matches, or the QueryFileError that says what is wrong with the file."""
        if name in self.queries:
            return self.queries[name]
        if name in self.broken:
            raise self.broken[name]
        near = difflib.get_close_matches(name, self.queries, n=3)
        hint = f"did you mean {', '.join(near)}?" if near else f"there are {', '.join(self.queries)}"
        raise NotFoundError(f"no query {name[:80]!r}; {hint}")

    def by_group(self, language: str) -> dict[str, list[NamedQuery]]:
        """The queries by what they are listed under, in the order of the files; those without a group last."""
        found: dict[str, list[NamedQuery]] = {}
        for query in sorted(self.queries.values(), key=lambda query: not query.group(language)):
            found.setdefault(query.group(language), []).append(query)
        return found


def load_catalogue(folder: Path) -> Catalogue:
    """Every `*.rq` in `folder` (not below it). One bad file never breaks the rest."""
    queries: dict[str, NamedQuery] = {}
    broken: dict[str, QueryFileError] = {}
    for file in sorted(folder.glob("*.rq")):
        try:
            queries[file.stem] = load_query(file)
        except QueryFileError as error:  # shown to others too, so without where this machine keeps it
            broken[file.stem] = QueryFileError(str(error).replace(str(file), f"{folder.name}/{file.name}"))
    return Catalogue(queries, broken)


def load_query(file: Path) -> NamedQuery:
    """Reads and checks one file: its header against the query itself. Raises QueryFileError naming file and line."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryFileError(f"{file}: cannot be read as UTF-8 text ({error})") from error
    query = _read_header(file, text)
    _check(query)
    return query


def _read_header(file: Path, text: str) -> NamedQuery:
    texts: dict[str, dict[str, str]] = {"title": {}, "question": {}, "group": {}}
    columns: tuple[str, ...] = ()
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            break
        match = _LINE.fullmatch(line.strip())
        if match is None:
            continue
        key, language, value = match[1].lower(), (match[2] or "nl").lower(), match[3].strip()
        if key in texts:
            texts[key][language] = value
        elif key == "columns":
            columns = tuple(part.strip().lstrip("?") for part in value.split(",") if part.strip())
        elif key == "param":
            parameters.append(_parameter(value, f"{file}:{number}"))
        elif difflib.get_close_matches(key, _KEYS, n=1, cutoff=0.75):
            raise QueryFileError(f"{file}:{number}: unknown key {key!r}; keys are {', '.join(_KEYS)}")
    told = texts["title"], texts["question"]
    return NamedQuery(file.stem, file, text, *told, columns, tuple(parameters), texts["group"])


def _parameter(value: str, place: str) -> Parameter:
    match = _PARAM.fullmatch(value)
    if match is None:
        raise QueryFileError(f"{place}: 'param: {value}' is not 'name type optional|required|default VALUE -- text'")
    name, kind, need, default, description = match.groups()
    if name in RESERVED:
        raise QueryFileError(f"{place}: no parameter can be called {', '.join(sorted(RESERVED))}: those have a meaning")
    if kind not in _TYPES:
        raise QueryFileError(f"{place}: parameter {name} has type {kind!r}; types are {', '.join(_TYPES)}")
    parameter = Parameter(name, kind, need == "required", default, description or "")
    if default is not None:
        try:
            parameter.term(default)
        except UsageError as error:
            raise QueryFileError(f"{place}: the default does not fit: {error}") from error
    return parameter


def _check(query: NamedQuery) -> None:
    """The engine parses it, the columns are its variables, each parameter can be bound."""
    if not query.columns:
        raise QueryFileError(f"{query.file}: no line '# columns: …'")
    samples = {"iri": "http://example.org/", "integer": "1", "decimal": "1", "boolean": "true", "year": "2019"}
    bindings = {p.name: p.term(samples.get(p.type, "2019-01-01")) for p in query.parameters}
    missing = [name for name in bindings if name not in query.columns]
    if missing:
        raise QueryFileError(f"{query.file}: parameter {missing[0]} is not among the columns, so it cannot be bound")
    empty = OxigraphStore("http://example.org")
    try:
        results = empty.query(query.text, bindings=bindings)
        empty.query(paged(query.text, Page(1, 1)), bindings=bindings)
    except GraphError as error:
        raise QueryFileError(f"{query.file}: {error}") from error
    if not isinstance(results, ox.QuerySolutions):
        raise QueryFileError(f"{query.file}: a named query is a SELECT")
    variables = tuple(variable.value for variable in results.variables)
    if variables != query.columns:
        raise QueryFileError(
            f"{query.file}: columns say {', '.join(query.columns)}; SELECT gives {', '.join(variables)}"
        )


def _in_language(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("nl") or next(iter(texts.values()), "")
