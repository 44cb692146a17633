"""Complete answers, kept by snapshot, query, dataset and format, within a bounded number of bytes.

A snapshot never changes and the engine writes the same bytes for the same query, so an answer stays right for as long
as its snapshot is served. Least recently used goes first.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict

from kg.engine.request import Answer, QueryRequest
from kg.engine.tokens import may_be_comparisons

# What differs from one run to the next, and what comes from elsewhere. In a string it costs a cache entry, no more.
_VOLATILE = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\s*\(|\bSERVICE\b", re.IGNORECASE)
_VOLATILE_WORDS = ("RAND", "NOW", "UUID", "BNODE", "SERVICE")
_SPACE = re.compile(
    r"""(?P<kept> \"{3} (?: [^"\\] | \\. | \"{1,2}(?!\") )*+ \"{3} | '{3} (?: [^'\\] | \\. | '{1,2}(?!') )*+ '{3}
                | \" (?: [^"\\\n\r] | \\. )*+ \" | ' (?: [^'\\\n\r] | \\. )*+ '
                | (?P<iri> < [^<>"{}|^`\x00-\x20]*+ > ) | \\. )
      | (?P<folded> (?: \s | \# [^\n\r]*+ )++ )""",
    re.VERBOSE | re.DOTALL,
)
_SHARE = 8  # no answer takes more than this part of the cache
_OVERHEAD = 500  # bytes an entry costs beside its body


def canonical(text: str) -> str:
    """The query with comments and white space folded: what means the same and is written alike is the same.

    The query as it is where `<…>` could be two comparisons that hide the beginning of a string: what looks like white
    space could stand in a string then, where it counts.
    """
    parts = []
    at = 0
    for match in _SPACE.finditer(text):
        if match["iri"] and may_be_comparisons(match["iri"]):
            return text.strip()
        parts += [text[at : match.start()], match["kept"] or " "]
        at = match.end()
    return "".join([*parts, text[at:]]).strip()


def is_volatile(text: str) -> bool:
    """Whether the same query may have another answer next time."""
    upper = text.upper()  # to look for a word is far quicker than the pattern
    return any(word in upper for word in _VOLATILE_WORDS) and _VOLATILE.search(text) is not None


def key_of(request: QueryRequest, snapshot: str) -> str:
    """A name for the answer to `request` on `snapshot`: the same for the same answer, in any process."""
    bindings = sorted((name, str(term)) for name, term in (request.bindings or {}).items())
    formats = [wanted.name if wanted else None for wanted in (request.results, request.graph)]
    # the order in which graphs are named does not matter
    graphs = [sorted(set(g)) if g is not None else None for g in (request.default_graphs, request.named_graphs)]
    parts = [snapshot, canonical(request.text), repr(bindings), repr(formats), repr(graphs)]
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:32]


class AnswerCache:
    """At most `capacity` bytes of answers; 0 keeps none."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self.size = self.hits = self.misses = 0

    def __len__(self) -> int:
        return len(self._answers)

    @property
    def largest(self) -> int:
        """Bytes of the largest answer that is kept."""
        return self.capacity // _SHARE

    def get(self, key: str) -> Answer | None:
        answer = self._answers.get(key)
        if answer is None:
            self.misses += 1
            return None
        self.hits += 1
        self._answers.move_to_end(key)
        return answer

    def put(self, key: str, answer: Answer) -> None:
        """Keeps a complete answer, unless it is too large."""
        if len(answer.body) + _OVERHEAD > self.largest or key in self._answers:
            return
        self._answers[key] = answer
        self.size += len(answer.body) + _OVERHEAD
        while self.size > self.capacity:
            _, old = self._answers.popitem(last=False)
            self.size -= len(old.body) + _OVERHEAD

    def clear(self) -> None:
        """Forgets everything: another snapshot is served."""
        self._answers.clear()
        self.size = 0
