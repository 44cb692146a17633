"""A passage as the JSON answers give it: the same in every one of them."""

from __future__ import annotations

from typing import Any

from api.state import State
from kg.evidence import Passage


def passage_json(state: State, passage: Passage) -> dict[str, Any]:
    """The words, where they stand (line from 1), and `href`, the address that shows them in their text."""
    return {
        "quote": passage.quote,
        "document": passage.document,
        "document_iri": passage.document_iri,
        "file": passage.file,
        "line": passage.line,
        "passage": passage.iri,
        "href": state.pages.words(passage),
    }
