"""What the engine gets wrong and can be put right in front of it.

Measured on pyoxigraph 0.5.13; `docs/standards.md` says what else differs from the standards and stays.

- A path of length zero from a term that the data does not hold: `:none :p* ?x` gives ?x = :none by the standard
  (SPARQL 1.1 Query, 18.4), the engine gives nothing. Since such a path has no other solution, the pattern is replaced
  by that one. Only outside GRAPH, without FROM, and where the path is the whole predicate; elsewhere the engine
  is left alone.
- `GRAPH ?g { … SELECT … }` loses ?g, and an aggregate counts all graphs as one (18.6 evaluates the group once for each
  graph). It is written out as one group for each graph.

A text is only looked at token by token when it could hold such a thing; nothing changes for any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from kg.engine.tokens import AmbiguousText, Token, tokens
from kg.errors import QueryTooComplexError

MAX_GRAPHS = 200  # that a group is written out for
MAX_TEXT = 2_000_000  # characters of what comes of it
LONGEST = 50_000  # characters of a query past which it is left as it is: no person writes such paths
MAX_PATH = 500  # tokens of a path in brackets
MAX_TERMS = 20  # patterns of one query that are looked at closely

_NO_PATH = re.compile(r"\b(?:SELECT|DISTINCT|REDUCED|DESCRIBE)\s*\*|\bCOUNT\s*\(\s*(?:DISTINCT\s*)?\*", re.IGNORECASE)
_PATH = re.compile(r"[\w>):.-]\s*[*?](?!\w)")
_GRAPH = re.compile(r"\bGRAPH\s*[?$]\w+\s*\{", re.IGNORECASE)
_SELECT = re.compile(r"\bSELECT\b", re.IGNORECASE)
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
_NOWHERE = "urn:x-veiligheidsgraaf:path"
_AFTER = ("FILTER", "OPTIONAL", "BIND", "VALUES", "MINUS", "GRAPH")


Constant: TypeAlias = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Dataset:
    """What the mends ask of the data.

    holds: whether a term is a subject or an object in the default graph of the query. graphs: the IRIs of its named
    graphs.
    """

    holds: Callable[[Constant], bool]
    graphs: Callable[[], Sequence[str]]


def mended(text: str, dataset: Dataset) -> str:
    """`text`, or a query that the engine answers as `text` should be.

    Raises QueryTooComplexError for a group in GRAPH that would have to be written out for too many graphs.
    """
    if len(text) > LONGEST:
        return text
    path = _PATH.search(text) and _PATH.search(_NO_PATH.sub("", text))
    graph = _GRAPH.search(text) if "GRAPH" in text.upper() else None
    if graph and not _SELECT.search(text, graph.end()):
        graph = None
    if not (path or graph) or _FROM.search(text):  # which graphs FROM leaves is for the engine to say
        return text
    try:
        found = list(tokens(text))
    except AmbiguousText:
        return text
    edits = list(_paths(text, found, dataset)) if path else []
    if graph:
        edits += _graphs(text, found, dataset)
    return _edited(text, edits)


# --- paths of length zero

_Edit = tuple[int, int, str]


def _paths(text: str, found: list[Token], dataset: Dataset) -> Iterator[_Edit]:
    inside = _within_graph(found)
    prologue = _prologue(found)
    looked_at = 0
    for at, token in enumerate(found):
        if token.text not in ("*", "?") or token.kind != "sign" or inside[at]:
            continue
        first = _primary(found, at)
        if first is None or first < 2 or at + 2 >= len(found):
            continue
        subject, value, before = found[first - 1], found[at + 1], found[first - 2]
        end = _term_end(found, at + 1)
        after = found[end] if end < len(found) else None
        if after is None or not (after.text in (".", "}") or after.is_word(*_AFTER)):
            continue
        if before.text not in ("{", "}", ".", ")"):
            continue
        looked_at += 1
        if looked_at > MAX_TERMS:
            return
        edit = _zero_length(subject, text[value.start : found[end - 1].end], prologue, dataset)
        if edit is not None:
            yield subject.start, found[end - 1].end, edit


def _primary(found: list[Token], at: int) -> int | None:
    """Where the path that a modifier stands after begins, when it is one name, IRI or group; None for all else."""
    place = at - 1
    if found[place].text == ")":
        depth = 0
        for place in range(at - 1, max(at - MAX_PATH, 0), -1):
            depth += (found[place].text == ")") - (found[place].text == "(")
            if found[place].kind == "variable":
                return None  # an expression
            if depth == 0:
                break
        else:
            return None
    elif found[place].kind not in ("iri", "name") and found[place].text != "a":
        return None
    while place > 0 and found[place - 1].text in ("^", "!"):
        place -= 1
    return place if place > 0 else None


def _term_end(found: list[Token], at: int) -> int:
    """The place after a term: a string may have a language or a type."""
    end = at + 1
    if found[at].kind != "string" or end >= len(found):
        return end
    if found[end].kind == "language":
        return end + 1
    if [t.text for t in found[end : end + 2]] == ["^", "^"]:
        return end + 3
    return end


def _zero_length(subject: Token, value: str, prologue: str, dataset: Dataset) -> str | None:
    """What stands for `subject path* value` when one of them is no variable and not in the data."""
    if value[0] in "?$":
        variable, constant = value, subject.text
    elif subject.kind == "variable":
        variable, constant = subject.text, value
    else:
        left, right = _term(prologue, subject.text), _term(prologue, value)
        same = left is not None and left == right and not dataset.holds(left)
        return "VALUES () { () }" if same else None
    term = _term(prologue, constant)
    if term is None or dataset.holds(term):
        return None
    return f"VALUES {variable} {{ {term} }}"


def _term(prologue: str, written: str) -> Constant | None:
    """The term that a piece of the text means; None where that cannot be told."""
    try:
        quads = list(ox.parse(f"{prologue}\n<{_NOWHERE}> <{_NOWHERE}> {written} .", ox.RdfFormat.TURTLE))
    except (SyntaxError, ValueError):
        return None
    term = quads[0].object if len(quads) == 1 else None
    return term if isinstance(term, Constant) else None


def _prologue(found: list[Token]) -> str:
    """The declarations at the beginning, which Turtle writes as SPARQL does."""
    parts: list[str] = []
    at = 0
    while at < len(found) and found[at].is_word("PREFIX", "BASE"):
        length = 3 if found[at].is_word("PREFIX") else 2
        parts.append(" ".join(token.text for token in found[at : at + length]))
        at += length
    return "\n".join(parts)


def _within_graph(found: list[Token]) -> list[bool]:
    """For each token whether it stands in a group of GRAPH."""
    groups: list[bool] = []
    inside = []
    for at, token in enumerate(found):
        inside.append(any(groups))
        if token.text == "{":
            groups.append(at >= 2 and found[at - 2].is_word("GRAPH"))
        elif token.text == "}" and groups:
            groups.pop()
    return inside


# --- GRAPH ?g with a SELECT in it


def _graphs(text: str, found: list[Token], dataset: Dataset) -> Iterator[_Edit]:
    at = 0
    while at + 2 < len(found):
        variable, brace = found[at + 1], found[at + 2]
        if not (found[at].is_word("GRAPH") and variable.kind == "variable" and brace.text == "{"):
            at += 1
            continue
        closing = _closing(found, at + 2)
        if closing is None:
            return
        if _hides(found[at + 3 : closing], variable.text[1:]):
            group = text[brace.start : found[closing].end]
            yield found[at].start, found[closing].end, _written_out(group, variable.text, dataset.graphs())
            at = closing
        at += 1


def _closing(found: list[Token], opening: int) -> int | None:
    depth = 0
    for at in range(opening, len(found)):
        depth += (found[at].text == "{") - (found[at].text == "}")
        if depth == 0:
            return at
    return None


def _hides(group: list[Token], name: str) -> bool:
    """Whether a SELECT in the group, in no other GRAPH, leaves out the variable."""
    inside = _within_graph(group)
    for at, token in enumerate(group):
        if not token.is_word("SELECT") or inside[at]:
            continue
        for chosen in group[at + 1 :]:
            if chosen.text == "{" or chosen.is_word("WHERE"):
                return True
            if chosen.kind == "variable" and chosen.text[1:] == name:
                return False
    return False


def _written_out(group: str, variable: str, graphs: Sequence[str]) -> str:
    if len(graphs) > MAX_GRAPHS or len(graphs) * len(group) > MAX_TEXT:
        raise QueryTooComplexError(
            f"GRAPH {variable} with a SELECT in it asks {len(graphs)} graphs one by one; at most {MAX_GRAPHS} are "
            f"taken. Choose {variable} in the inner SELECT and group by it"
        )
    parts = [f"{{ GRAPH <{graph}> {group} VALUES {variable} {{ <{graph}> }} }}" for graph in graphs]
    return "{ " + (" UNION ".join(parts) or "FILTER(false)") + " }"


def _edited(text: str, edits: list[_Edit]) -> str:
    """Edits that lie within another are left out."""
    parts, place = [], 0
    for start, end, new in sorted(edits):
        if start >= place:
            parts += [text[place:start], new]
            place = end
    return "".join([*parts, text[place:]])
