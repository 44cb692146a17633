"""Networks to break the exports with: any text as a label, several edges between two nodes, loops, no edges at all."""

from __future__ import annotations

from hypothesis import strategies as st

from kg.evidence import Passage
from kg.network.model import (
    Attribute,
    Edge,
    NetworkData,
    Node,
    Period,
    Predicate,
    Projection,
    Relation,
    Release,
    Stopped,
)

DEF = "https://w3id.org/veiligheidsgraaf/def/"
HOSTILE = (
    "]]>",
    "<script>alert(1)</script>",
    '" onload="x',
    "a & b; &amp; &#0;",
    "=1+1",
    "'=1+1",
    "+31",
    "@SUM(A1)",
    "\ttab",
    "line\nline\r\nline\rend",
    "\x00\x01\x08\x0b\x1f\x7f\x85",
    "\ud800half",
    "\ufffe\uffff",
    "\u202eturned\u202c \u05d0\u05d1\u05d2 \u0627\u0644\u0623\u0645\u0646",
    "back\\slash\\",
    'quote"s \\" and \\N',
    "-->",
    "--",
    "een, twee; drie",
    "Coördinatie ’s-Hertogenbosch, Súdwest-Fryslân, IJsselstein, ĳ",
    "警察 🚓",
    "",
    " ",
    "{" * 3 + "}" * 3,
)
text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
# what pyoxigraph takes for an IRI has no spaces, quotes, angle brackets, backslashes or control characters
iri = st.from_regex(r"(https?://example\.org|urn:x|javascript:alert)[/:#][A-Za-z0-9é%&'()*+,.~_-]{1,12}", fullmatch=True)
number = st.one_of(
    st.integers(-(2**70), 2**70), st.floats(), st.floats(0, 10).map(lambda value: round(value, 3)), st.integers(0, 50)
)
name = st.one_of(st.sampled_from(["degree", "pagerank", "change", "weight", "label", "id", "x_", "key"]), st.text(min_size=1, max_size=8))
attributes: st.SearchStrategy[dict[str, Attribute]] = st.dictionaries(
    name.filter(lambda n: n not in ("x", "y")), st.one_of(number, text), max_size=3
)
labels = st.fixed_dictionaries({"nl": text, "en": text})
year = st.one_of(st.none(), st.integers(1990, 2035))
periods = st.tuples(year, year).map(
    lambda ends: Period(*sorted(ends)) if None not in ends else Period(*ends)  # type: ignore[type-var]
)


@st.composite
def networks(draw: st.DrawFn, *, parallel: bool = True) -> NetworkData:
    """Any network the model can hold. parallel: also several edges between the same two nodes."""
    directed = draw(st.booleans())
    iris = sorted(draw(st.sets(iri, min_size=0, max_size=7)))
    kinds = draw(st.lists(st.sampled_from([f"{DEF}Municipality", f"{DEF}Theme", "http://example.org/Kind", ""]), min_size=1, max_size=3))
    nodes = tuple(Node(i, draw(st.sampled_from(kinds)), draw(labels), attributes=draw(attributes)) for i in iris)
    ends = draw(st.lists(st.tuples(st.sampled_from(iris), st.sampled_from(iris)), max_size=9)) if iris else []
    if not directed:
        ends = [(min(pair), max(pair)) for pair in ends]
    if not parallel:
        ends = sorted(set(ends))
    edges = tuple(draw(_edge(source, target, directed)) for source, target in ends)
    stopped = draw(st.one_of(st.none(), st.builds(Stopped, st.just("nodes"), st.just(10.0), labels)))
    terms = {f"{DEF}memberOf": draw(labels), **{kind: draw(labels) for kind in kinds if kind}}
    return NetworkData(
        Projection("any", {"projection": "any", "documents": ("a", "b"), "note": draw(text)}, draw(labels), draw(labels), directed),
        Release("2026-11-22-1234", "ab" * 32, "s1", "2026-11-22T10:00:00Z"),
        nodes, edges, directed, stopped is None, stopped, terms, draw(attributes),
    )  # fmt: skip


@st.composite
def _edge(draw: st.DrawFn, source: str, target: str, directed: bool) -> Edge:
    predicates = tuple(Predicate(i, inverse) for i, inverse in draw(st.lists(st.tuples(iri, st.booleans()), min_size=1, max_size=2)))
    relations = (Relation(f"{DEF}memberOf", predicates, draw(st.integers(1, 5))),)
    passages = tuple(
        Passage(draw(text), draw(st.integers(0, 900)), draw(text), draw(iri), file="plan.txt")
        for _ in range(draw(st.integers(0, 2)))
    )
    return Edge(
        source, target, relations, draw(st.floats(0, 1e6)), directed, tuple(draw(st.lists(text, max_size=2))),
        draw(periods), passages, len(passages) + 3, tuple(draw(st.lists(iri, max_size=2))), draw(attributes),
    )  # fmt: skip


_YEARS = Period(2019, 2022)


def town_network(*, directed: bool = True) -> NetworkData:
    """A small network by hand, with diacritics, two kinds and edges both ways."""
    names = ("Gemeente Súdwest-Fryslân", "Coördinatieoverleg ’s-Hertogenbosch", "Politie-eenheid Noord-Holland", "Één & \"ander\" <x>")
    kinds = ("Municipality", "ConsultationBody", "PoliceUnit", "Municipality")
    nodes = tuple(
        Node(f"https://example.org/id/n/{n}", f"{DEF}{kind}", {"nl": text_, "en": f"{text_} (en)"})
        for n, (text_, kind) in enumerate(zip(names, kinds, strict=True))
    )
    member = Relation(f"{DEF}memberOf", (Predicate(f"{DEF}memberOf"),), 2)
    quote = Passage("plan-a", 12, "De gemeente ]]> neemt deel", "https://example.org/id/passage/1", file="plan-a.txt")

    def edge(a: int, b: int, period: Period = _YEARS) -> Edge:
        return Edge(nodes[a].iri, nodes[b].iri, (member,), 2.0, directed, ("plan-a",), period, (quote,), 1, ("https://example.org/id/fact/1",))

    edges = [edge(0, 1), edge(1, 2), edge(2, 3)]
    if directed:
        edges.insert(1, edge(1, 0, Period(2015, 2018)))
    terms = {f"{DEF}{kind}": {"nl": kind.lower(), "en": kind} for kind in set(kinds)}
    terms[f"{DEF}memberOf"] = {"nl": "lid van", "en": "member of"}
    return NetworkData(
        Projection("actors-governance", {"projection": "actors-governance"}, {"nl": "Wie met wie", "en": "Who with whom"}, {"nl": "Verhoudingen", "en": "Relations"}, directed),
        Release("2026-11-22-1234", "ab" * 32, "s1", "2026-11-22T10:00:00Z"),
        nodes, tuple(edges), directed, terms=terms,
    )  # fmt: skip
