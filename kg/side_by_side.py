"""Two texts beside one another: which sentences are the same, which changed and in which words, which came and went.

Lines, hyphens at their ends and layout do not count: a sentence is compared by its words. The two texts are taken as
they stand; what a difference means for policy is what the facts of class VersionDifference say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

ALIKE = 0.55  # of the words of two sentences, from where one counts as the other changed
LARGEST = 60  # sentences in a stretch that are compared pair by pair; in a longer one none is paired
_BREAK = re.compile(r"(?<=[.!?:])\s+(?=[A-Z0-9À-Ý“‘\"'•-])|\n\s*\n|\n(?=\s*[•●▪–*]\s)")
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])-\s*\n\s*(?=[a-zà-ÿ])")
_WORD = re.compile(r"\w+|[^\w\s]")
Piece = tuple[str, str]  # ("same" | "went" | "came", words)


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of each text, or of one. kind: same, changed, went or came. old, new: its words in pieces."""

    kind: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@lru_cache(maxsize=4)
def beside(old: str, new: str) -> tuple[Pair, ...]:
    """The sentences of both texts in order, aligned. The last few answers are kept: long texts take a moment."""
    left, right = sentences(old), sentences(new)
    matcher = SequenceMatcher(None, [_key(s) for s in left], [_key(s) for s in right], autojunk=False)
    pairs: list[Pair] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            both = zip(left[i1:i2], right[j1:j2], strict=True)
            pairs += [Pair("same", (("same", a),), (("same", b),)) for a, b in both]
        else:
            pairs += _changed(left[i1:i2], right[j1:j2])
    return tuple(pairs)


def sentences(text: str) -> list[str]:
    """The sentences of a text, white space folded; stretches without a letter or digit are left out."""
    joined = _HYPHEN.sub("", text)
    found = (" ".join(part.split()) for part in _BREAK.split(joined))
    return [part for part in found if any(c.isalnum() for c in part)]


def marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The words of two versions of one sentence in pieces."""
    left, right = _tokens(old), _tokens(new)
    plain = [[token.lower().strip() for token in side] for side in (left, right)]
    matcher = SequenceMatcher(None, plain[0], plain[1], autojunk=False)
    went: list[Piece] = []
    came: list[Piece] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if i2 > i1:
            went.append(_piece("went", left[i1:i2], kind == "equal"))
        if j2 > j1:
            came.append(_piece("came", right[j1:j2], kind == "equal"))
    return tuple(went), tuple(came)


def _piece(kind: str, tokens: Sequence[str], same: bool) -> Piece:
    """Signs alone (another quotation mark, another dash) are no difference."""
    words = "".join(tokens)
    return ("same" if same or not any(c.isalnum() for c in words) else kind, words)


def _changed(left: Sequence[str], right: Sequence[str]) -> Iterator[Pair]:
    """A stretch where the texts differ: sentences that are much alike are one that changed."""
    at = 0
    for sentence in left:
        match = _alike(sentence, right, at) if len(left) * len(right) <= LARGEST * LARGEST else None
        if match is None:
            yield Pair("went", (("went", sentence),), ())
            continue
        yield from (Pair("came", (), (("came", new),)) for new in right[at:match])
        yield Pair("changed", *marked(sentence, right[match]))
        at = match + 1
    yield from (Pair("came", (), (("came", new),)) for new in right[at:])


def _alike(sentence: str, candidates: Sequence[str], start: int) -> int | None:
    words = _WORD.findall(sentence.lower())
    best, found = ALIKE, None
    for at in range(start, len(candidates)):
        matcher = SequenceMatcher(None, words, _WORD.findall(candidates[at].lower()), autojunk=False)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, found = ratio, at
    return found


def _tokens(sentence: str) -> list[str]:
    """Words and signs, each with the space after it."""
    return re.findall(r"(?:\w+|[^\w\s])\s*", sentence)


def _key(sentence: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", sentence.lower()))
