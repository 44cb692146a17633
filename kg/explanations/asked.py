"""A triple as somebody asks for it: three texts, read strictly."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import UsageError

MOST = 5_000  # characters of one term


def triple_of(subject: str, predicate: str, value: str) -> Triple:
    """The triple of three terms. An IRI stands as it is or between < and >; a literal as in N-Triples ("drie"@nl,
    "19.00"^^<http://www.w3.org/2001/XMLSchema#decimal>, "text").

    Raises UsageError, naming the term, for what is no such term; a blank node cannot be asked for.
    """
    about, link = _iri("s", subject), _iri("p", predicate)
    text = value.strip()
    end = _literal(text) if text.startswith('"') else _iri("o", text)
    return Triple(about, link, end)


def _iri(name: str, text: str) -> NamedNode:
    _short_enough(name, text)
    plain = text.strip()
    if plain.startswith("<") and plain.endswith(">"):
        plain = plain[1:-1]
    hint = 'an IRI such as https://example.org/id/x, or for o a literal as in N-Triples: "drie"@nl'
    if not plain:
        raise UsageError(f"{name}: nothing is given; {hint}")
    if ":" not in plain or plain.startswith("_:"):
        raise UsageError(f"{name}={plain[:80]!r} is no absolute IRI; give {hint}")
    try:
        return NamedNode(plain)
    except ValueError as error:
        raise UsageError(f"{name}={plain[:80]!r} is no IRI ({error}); give {hint}") from error


def _literal(text: str) -> Literal:
    _short_enough("o", text)
    line = f"<urn:x:s> <urn:x:p> {text} .".encode()
    try:
        found = [quad.object for quad in parse(line, format=RdfFormat.N_TRIPLES)]
    except (SyntaxError, ValueError) as error:
        raise UsageError(f"o={text[:80]!r} is no literal as in N-Triples ({error})") from error
    if len(found) != 1 or not isinstance(found[0], Literal):
        raise UsageError(f"o={text[:80]!r} is more than one literal")
    return found[0]


def _short_enough(name: str, text: str) -> None:
    if len(text) > MOST:
        raise UsageError(f"{name}: {len(text)} characters; at most {MOST} are taken")
