"""Folding a two-sided network onto one side: two nodes are joined by the nodes of the other side they share.

With N(u) the neighbours of u on the other side, S = N(u) ∩ N(v), and k(w) the number of neighbours of w:

    simple      |S|                          how many they share
    newman      Σ 1 / (k(w) - 1), w in S     a meeting of many says less (Newman 2001)
    hyperbolic  Σ 1 / k(w), w in S           as newman, and a node divides itself over all its neighbours
    jaccard     |S| / |N(u) ∪ N(v)|
    overlap     |S| / min(|N(u)|, |N(v)|)
    cosine      |S| / √(|N(u)| · |N(v)|)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.network.budget import Budget

WEIGHTINGS = ("simple", "newman", "hyperbolic", "jaccard", "overlap", "cosine")
MOST_PAIRS = 4_000_000  # that are formed; each takes some 50 bytes while it is counted

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Folded:
    """Pairs of kept nodes (first < second) with their weight and the number of nodes they share. complete: False when
    the nodes with the most neighbours were left out because there were too many pairs."""

    first: Ints
    second: Ints
    weight: Floats
    shared: Ints
    complete: bool


def fold(kept: Ints, other: Ints, weighting: str, budget: Budget) -> Folded:
    """kept, other: the two ends of each edge, as whole numbers; doubles count once. weighting: one of `WEIGHTINGS`.

    Raises what `budget.alive` raises.
    """
    pairs = np.unique(np.stack([other, kept], axis=1), axis=0)
    _, starts, sizes = np.unique(pairs[:, 0], return_index=True, return_counts=True)
    firsts, seconds, terms, formed, complete = [], [], [], 0, True
    for which in np.argsort(sizes, kind="stable"):
        size = int(sizes[which])
        if size < 2:
            continue
        formed += size * (size - 1) // 2
        if formed > MOST_PAIRS:
            complete = False
            break
        budget.alive()
        members = pairs[starts[which] : starts[which] + size, 1]
        left, right = np.triu_indices(size, 1)
        firsts.append(members[left])
        seconds.append(members[right])
        terms.append(np.full(len(left), _term(weighting, size)))
    if not firsts:
        none = np.empty(0, np.int64)
        return Folded(none, none, np.empty(0), none, complete)
    both = np.stack([np.concatenate(firsts), np.concatenate(seconds)], axis=1)
    joined, place = np.unique(both, axis=0, return_inverse=True)
    place = place.reshape(-1)
    shared = np.bincount(place, minlength=len(joined))
    sums = np.bincount(place, np.concatenate(terms), minlength=len(joined)).astype(np.float64)
    degree = np.bincount(pairs[:, 1])
    weight = _ratio(weighting, sums, shared.astype(np.int64), degree[joined[:, 0]], degree[joined[:, 1]])
    return Folded(joined[:, 0], joined[:, 1], weight, shared.astype(np.int64), complete)


def _term(weighting: str, size: int) -> float:
    """What sharing a node with `size` neighbours counts for."""
    if weighting == "newman":
        return 1 / (size - 1)
    return 1 / size if weighting == "hyperbolic" else 1.0


def _ratio(weighting: str, sums: Floats, shared: Ints, first: Ints, second: Ints) -> Floats:
    if weighting == "jaccard":
        return np.asarray(shared / (first + second - shared), np.float64)
    if weighting == "overlap":
        return np.asarray(shared / np.minimum(first, second), np.float64)
    if weighting == "cosine":
        return np.asarray(shared / np.sqrt(first * second), np.float64)
    return sums
