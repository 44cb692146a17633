"""Every IRI of an instance is minted here: stable, readable, built from what a thing is.

Form: `{base}/id/{kind}/{reference}` for a thing, `{base}/doc/…` for the page about it, `{base}/graph/{name}` for a
named graph (after the Dutch URI strategy). The terms of the ontology live in the fixed namespace `kg.config.DEF`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from pyoxigraph import NamedNode

_LIMIT = 80  # characters of a slug; a longer one is cut and told apart by a digest of the whole
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """`text` in lower case ASCII, words joined by hyphens; diacritics dropped.

    >>> slug("Coördinatie & 's-Hertogenbosch")
    'coordinatie-s-hertogenbosch'

    A text that leaves nothing (only signs) becomes a digest, so that two such texts stay two.
    """
    plain = unicodedata.normalize("NFKD", text.replace("ij", "ij")).encode("ascii", "ignore").decode()
    made = _NOT_SLUG.sub("-", plain.lower()).strip("-")
    if not made:
        return digest(text)
    return made if len(made) <= _LIMIT else f"{made[: _LIMIT - 9].rstrip('-')}-{digest(text)}"


def digest(text: str) -> str:
    """Eight hexadecimal digits that tell long texts apart."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


class Iris:
    """Mints the IRIs of one graph.

    base: without a slash at the end, as in `Settings.base`.
    """

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")

    def resource(self, kind: str, *parts: str) -> NamedNode:
        """`{base}/id/{kind}/{slug}/…`, one path segment for each part."""
        return NamedNode("/".join([self.base, "id", kind, *(slug(part) for part in parts)]))

    def graph(self, name: str) -> NamedNode:
        """The named graph `{base}/graph/{name}`: a document's id, or one of ontology, thesaurus, reference,
        findings, inferred, report."""
        return NamedNode(f"{self.base}/graph/{slug(name)}")

    def document(self, document_id: str) -> NamedNode:
        return self.resource("document", document_id)

    def passage(self, document_id: str, start: int, end: int) -> NamedNode:
        """A passage by its place: code points in the source file."""
        return NamedNode(f"{self.base}/id/passage/{slug(document_id)}/{start}-{end}")

    def part(self, whole: NamedNode, fragment: str) -> NamedNode:
        """Something that exists only as part of `whole`: a hash IRI."""
        return NamedNode(f"{whole.value}#{slug(fragment)}")
