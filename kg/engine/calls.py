"""SERVICE in a query: where its calls stand, whom they name, what they ask. Reads only; asks nobody."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.engine.guard import service_calls
from kg.engine.tokens import AmbiguousText, Token, tokens
from kg.errors import QueryRefusedError, QuerySyntaxError

_NOWHERE = "urn:x-none:p"  # stands around a term whose meaning is asked


@dataclass(frozen=True, slots=True)
class Service:
    """`SERVICE [SILENT] <endpoint> { pattern }`, at start to end of the text.

    prologue: the declarations that hold there. values: blocks of VALUES before it in the same group, each with its
    variables, that may restrict what is asked.
    """

    start: int
    end: int
    endpoint: str
    silent: bool
    pattern: str
    prologue: str
    values: tuple[tuple[tuple[str, ...], str], ...] = ()


@dataclass(slots=True)
class _Group:
    """A brace that is open: the VALUES read in it so far."""

    values: list[tuple[tuple[str, ...], str]] = field(default_factory=list)


def find_calls(text: str) -> list[Service]:
    """The calls of `text` in order.

    Raises QueryRefusedError for a call that is never made (to a variable, inside another, hard to tell),
    QuerySyntaxError for one that has no end.
    """
    expected = service_calls(text)
    try:
        found = _Finder(text).find() if expected else []
    except AmbiguousText as error:
        raise QueryRefusedError(f"{error} could be two comparisons: put spaces around '<' and '>'") from error
    if len(found) != expected:
        raise QueryRefusedError(
            "this query may call SERVICE in a way that is not read here: write SERVICE as a word of its own, "
            "with white space after it, and prefix names without 'service' in them"
        )
    return found


class _Finder:
    """One pass over the tokens of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(tokens(text))
        self._declared: dict[str, str] = {}  # prefix, or "" with BASE in front, to its declaration; in order

    def find(self) -> list[Service]:
        found: list[Service] = []
        groups: list[_Group] = []
        place = 0
        while place < len(self._tokens):
            token = self._tokens[place]
            if token.is_word("PREFIX", "BASE") and not groups:
                place = self._declaration(place)
            elif token.is_word("SERVICE"):
                call, place = self._service(place, groups)
                found.append(call)
            elif token.is_word("VALUES") and groups:
                place = self._values(place, groups[-1])
            else:
                if token.text == "{":
                    groups.append(_Group())
                elif token.text == "}" and groups:
                    groups.pop()
                place += 1
        return found

    def _declaration(self, place: int) -> int:
        """Keeps the last declaration of each prefix, and every BASE, in their order."""
        length = 3 if self._tokens[place].is_word("PREFIX") else 2
        parts = self._tokens[place : place + length]
        if len(parts) == length and parts[-1].kind == "iri":
            key = parts[1].text if length == 3 else f"BASE {place}"
            self._declared.pop(key, None)
            self._declared[key] = " ".join(part.text for part in parts)
            return place + length
        return place + 1

    def _service(self, place: int, groups: list[_Group]) -> tuple[Service, int]:
        start = self._tokens[place]
        place += 1
        silent = self._at(place).is_word("SILENT")
        place += silent
        term = self._at(place)
        if term.kind == "variable":
            raise QueryRefusedError(
                f"SERVICE {term.text} is not allowed here: which server is asked must stand in the query. "
                "Name the endpoint, once for each in a UNION"
            )
        if term.kind not in ("iri", "name") or self._at(place + 1).text != "{":
            raise self._wrong(start, "SERVICE is followed by an endpoint and a group in braces")
        first = place + 2
        last = self._closing(place + 1)
        inner = self._tokens[first:last]
        if any(token.is_word("SERVICE") for token in inner):
            raise QueryRefusedError("SERVICE inside SERVICE is not allowed here: ask both from your own query")
        pattern = self._text[self._tokens[place + 1].end : self._tokens[last].start]
        named = {token.text[1:] for token in inner if token.kind == "variable"}
        values = []
        for variables, block in groups[-1].values if groups else ():
            shared = tuple(v for v in variables if v in named)
            if shared:
                values.append((shared, block))
        call = Service(
            start.start,
            self._tokens[last].end,
            self._meaning(term),
            silent,
            pattern,
            "\n".join(self._declared.values()),
            tuple(values),
        )
        return call, last + 1

    def _values(self, place: int, group: _Group) -> int:
        """Notes a block of VALUES in `group`; one with UNDEF restricts nothing for sure and is left out."""
        opening = place + 1
        while self._at(opening).text != "{" and self._at(opening).kind in ("variable", "sign"):
            opening += 1
        if self._at(opening).text != "{":
            return place + 1
        closing = self._closing(opening)
        variables = tuple(t.text[1:] for t in self._tokens[place:opening] if t.kind == "variable")
        if not any(token.is_word("UNDEF") for token in self._tokens[opening:closing]):
            group.values.append((variables, self._text[self._tokens[place].start : self._tokens[closing].end]))
        return closing + 1

    def _closing(self, opening: int) -> int:
        depth = 0
        for place in range(opening, len(self._tokens)):
            text = self._tokens[place].text
            depth += (text == "{") - (text == "}")
            if depth == 0:
                return place
        raise self._wrong(self._tokens[opening], "this brace is not closed")

    def _meaning(self, term: Token) -> str:
        """The IRI a term stands for, by the declarations before it. Turtle writes terms as SPARQL does."""
        prologue = "\n".join(self._declared.values())
        try:
            quad = next(iter(ox.parse(f"{prologue}\n[] <{_NOWHERE}> {term.text} .".encode(), ox.RdfFormat.TURTLE)))
        except (SyntaxError, StopIteration) as error:
            raise self._wrong(term, f"{term.text} is no IRI here ({error})") from error
        assert isinstance(quad.object, ox.NamedNode)
        return quad.object.value

    def _at(self, place: int) -> Token:
        return self._tokens[place] if place < len(self._tokens) else Token("end", "", len(self._text), len(self._text))

    def _wrong(self, token: Token, what: str) -> QuerySyntaxError:
        before = self._text[: token.start]
        line, column = before.count("\n") + 1, token.start - before.rfind("\n")
        return QuerySyntaxError(f"line {line}, column {column}: {what}", line=line, column=column)
