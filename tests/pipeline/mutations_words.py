"""Changes of what the words say: another figure, another year, another name."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from itertools import islice

from kg.model import DocumentFact, Fact, Span
from loaders.numbers import FIGURE, parse_figure
from tests.pipeline.mutations import Change, original, row_of
from tests.pipeline.mutations_model import Case, Of, Place, overlap, telling, texts
from tests.pipeline.mutations_text import invented, replaced_at


def numbers(place: Place) -> Iterator[Case]:
    """Another figure: the value of a figure column, or digits inside a text column (an article, a dossier)."""
    for fact in place.facts:
        raw = place.raw(fact.evidence.span)
        rng = place.rng(str(row_of("", fact)))
        for m in re.finditer(rf"(?<![\w.,]){FIGURE}(?![\w]|[.,]\d)", raw):
            value = parse_figure(m.group())
            held = [f.name for f in fields(fact) if isinstance(getattr(fact, f.name), Decimal)]
            if value and any(abs(getattr(fact, name)) == value for name in held):
                if sum(parse_figure(n.group()) == value for n in re.finditer(FIGURE, raw)) != 1:
                    continue
                new = _other_digits(m.group(), rng, original(place.stem))
                change = replaced_at(place.stem, fact.evidence.span.start + m.start(), m.group(), new)
                yield place.case(Of.NUMBER, fact, change, str(parse_figure(new)))
                break
        else:
            yield from islice(_digits_in_texts(place, fact, raw, rng), 1)


def _digits_in_texts(place: Place, fact: Fact, raw: str, rng: random.Random) -> Iterator[Case]:
    for _, value in texts(fact):
        for digits in re.findall(r"(?<![\d-])\d{1,6}(?![\dA-Z-])", value):
            if re.fullmatch(r"(?:19|20)\d\d", digits):
                continue
            found = [m.start() for m in re.finditer(rf"(?<!\d){digits}(?!\d)", raw)]
            if len(found) == 1 and not re.match(r"\s+[a-z]+\s+\d{4}", raw[found[0] + len(digits) :]):  # no day of a date
                new = _other_digits(digits, rng, original(place.stem))
                change = replaced_at(place.stem, fact.evidence.span.start + found[0], digits, new)
                yield place.case(Of.NUMBER, fact, change, new)


def _other_digits(figure: str, rng: random.Random, text: str) -> str:
    """A figure of the same form that stands nowhere in the text, or at least not the same."""
    tries = ["".join(rng.choice("123456789") if c.isdigit() else c for c in figure) for _ in range(100)]
    other = [new for new in tries if new != figure]
    return next((new for new in other if new not in text), other[0])


def years(place: Place) -> Iterator[Case]:
    """Another year of a year column, a date, or one inside a text column."""
    title = place.reading.metadata
    for fact in place.facts:
        if title is not None and fact is not title and overlap(fact.evidence.span, title.evidence.span):
            continue  # the years of the title are those of the document
        raw, rng = place.raw(fact.evidence.span), place.rng(str(row_of("", fact)))
        values = {str(getattr(fact, f.name)) for f in fields(fact) if f.name.endswith("year") and getattr(fact, f.name)}
        if isinstance(fact, DocumentFact):
            values = {str(fact.end_year)}  # the first year tells what was from what is aimed at
        for _, value in texts(fact) if not isinstance(fact, DocumentFact) else ():
            values |= set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", value))
        for year in sorted(values):
            found = [m.start() for m in re.finditer(rf"(?<!\d){year}(?!\d)", raw)]
            if len(found) == 1:
                at = fact.evidence.span.start + found[0]
                later = rng.randint(1, 3) if _opens_period(original(place.stem), at) else -rng.randint(1, 3)
                new = str(int(year) - later)
                if new not in values:
                    yield place.case(Of.YEAR, fact, replaced_at(place.stem, at, year, new), new)
                    break


def _opens_period(text: str, at: int) -> bool:
    return bool(re.match(r"\s*(?:-|–|/|t/m|tot)", text[at + 4 : at + 8]))


def names(place: Place) -> Iterator[Case]:
    """Another word in a text column: where it stands once in the file first, else everywhere in the document."""
    drawn = [(fact, words) for fact in place.facts if (words := _once_in_evidence(place, fact))]
    later: list[tuple[Fact, str]] = []
    for nth in range(max((len(words) for _, words in drawn), default=0)):
        for fact, words in (pair for pair in drawn if nth < len(pair[1])):
            printed = words[nth]
            if len(re.findall(re.escape(printed), original(place.stem), re.I)) > 1:
                later.append((fact, printed))
                continue
            at = fact.evidence.span.start + place.raw(fact.evidence.span).index(printed)
            change = replaced_at(place.stem, at, printed, invented(printed))
            yield place.case(Of.NAME, fact, change, invented(printed), gone=printed)
    for fact, word in later:
        yield place.case(Of.NAME, fact, _everywhere(place, word), invented(word), gone=word)


def _once_in_evidence(place: Place, fact: Fact) -> list[str]:
    """Words of the text columns as printed, which stand once in the words of the fact."""
    raw = place.raw(fact.evidence.span)
    found = [re.findall(rf"(?<![\w-]){word}(?![\w-])", raw, re.I) for word in telling(fact)]
    return [words[0] for words in found if len(words) == 1 and raw.count(words[0]) == 1]


def _everywhere(place: Place, word: str) -> Change:
    doc, text = place.reading.doc, original(place.stem)
    pattern = re.compile(rf"(?<![\w-]){word}(?![\w-])", re.I)
    spans = tuple(Span(m.start(), m.end()) for m in pattern.finditer(text, doc.start, doc.end))
    inner = pattern.sub(lambda m: invented(m.group()), text[doc.start : doc.end])
    return Change(f"every {word} -> {invented(word)}", text[: doc.start] + inner + text[doc.end :], spans)
