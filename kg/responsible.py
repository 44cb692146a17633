"""Who is responsible for a theme, by what the documents say: a statement that somebody is responsible for something, or
directs it, where what that is names the theme.

The graph ties such statements to the actor, not to a theme: "verantwoordelijk voor het voorkomen van cybercrime" is
read as it stands. Here the theme is found in those words by its own names, whole words only.
"""

from __future__ import annotations

import re
from itertools import islice

from pyoxigraph import Literal, NamedNode

from kg.evidence import text
from kg.store import GraphStore
from kg.vocab import SKOS, VG, concept

KINDS = (concept("relation-kind", "verantwoordelijk-voor"), concept("relation-kind", "regisseert"))
LOOKED_AT = 2_000  # statements of each kind
SHORTEST = 3  # letters of a name that is looked for


def responsible_for(store: GraphStore, theme: NamedNode) -> list[NamedNode]:
    """The statements, sorted. Empty for a theme without names, and where no document says so."""
    names = {
        quad.object.value
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for quad in store.quads(theme, predicate)
        if isinstance(quad.object, Literal) and quad.object.language != "en" and len(quad.object.value) >= SHORTEST
    }
    if not names:
        return []
    longest = sorted(names, key=lambda name: (-len(name), name))
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
    quads = (quad for kind in KINDS for quad in islice(store.quads(None, VG.relationKind, kind), LOOKED_AT))
    statements = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
    found = [statement for statement in statements if named.search(text(store, statement, VG.objectName))]
    return sorted(found, key=lambda statement: statement.value)
