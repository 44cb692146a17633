"""Facts of the family draft_vs_final: substantive differences between a draft and its adopted version.

Both texts are cut into sentences, titles and items (`version_units`). What stands in both, however broken over lines,
hyphenated, punctuated or moved, is no difference. Of the rest, a sentence that came back in other words is one
difference, unless only function words or single letters changed; what has no counterpart was added or dropped, one
difference per paragraph, or per section where its title is new as well. Loose words of a picture are taken together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Confidence, Span, VersionDifferenceFact
from loaders.context import Reading
from loaders.extractors.version_units import Unit, is_trifle, pairs, units, without_counterpart
from loaders.structure import Kind

_EXTRACTOR = "versions"
_TEXT_LIMIT = 600  # code points of the words of one version
_EVIDENCE_LIMIT = 300
_LOOSE = 8  # words; shorter paragraphs that follow one another are the pieces of one list or picture
_LEAST_WORDS = 3
_GIST_WORDS = 8
_THEME = re.compile(r"^(?:het |de )?thema ", re.I)


def extract(reading: Reading) -> Iterator[VersionDifferenceFact]:
    """Yield the differences of a draft with its final version, when this document is a draft and we hold that."""
    final = _final_of(reading)
    if final is None:
        return
    old, new = units(reading), units(final)
    dropped, added = without_counterpart(old, new), without_counterpart(new, old)
    reworded = pairs(dropped, added)
    titles = {new_title.at: old_title for old_title, new_title in reworded if new_title.title}
    for before, after in reworded:
        if not after.title and not is_trifle(before, after):
            yield _fact(reading, final, [before], [after])
    gone = {unit.at for pair in reworded for unit in pair[:1] if not unit.title}
    came = {unit.at for pair in reworded for unit in pair[1:] if not unit.title}
    old_runs = _runs(old, [unit for unit in dropped if unit.at not in gone])
    new_runs = _runs(new, [unit for unit in added if unit.at not in came])
    used: set[int] = set()
    for run in new_runs:
        counterpart = titles.get(run[0].at)
        partner = next((r for r in old_runs if counterpart is not None and r[0].at == counterpart.at), [])
        used |= {unit.at for unit in partner}
        if _says_something(run):
            yield _fact(reading, final, partner, run)
    for run in old_runs:
        if run[0].at not in used and _says_something(run):
            yield _fact(reading, final, run, [])


def _final_of(reading: Reading) -> Reading | None:
    """The adopted version of a draft: named in its profile, else the other document of the same title."""
    if reading.profile.draft_of:
        return reading.others.get(reading.profile.draft_of)
    own = reading.metadata
    if own is None or own.status != "concept" or not own.title:
        return None
    same = [
        other
        for other in reading.others.values()
        if other.metadata and other.metadata.status != "concept" and other.metadata.title.lower() == own.title.lower()
    ]
    return same[0] if len(same) == 1 else None


def _runs(every: Sequence[Unit], chosen: Sequence[Unit]) -> list[list[Unit]]:
    """Units without counterpart that belong together: of a new section, of one paragraph, or loose pieces in a row."""
    wanted = {unit.at for unit in chosen}
    runs: list[list[Unit]] = []
    seen: set[str] = set()
    unbroken = False
    for unit in every:
        if unit.at not in wanted:
            loose = bool(runs) and len(unit.words) < _LEAST_WORDS and len(runs[-1][-1].words) < _LOOSE
            unbroken = unbroken and (unit.empty or unit.key in seen or loose)
            continue
        if unit.title and unit.key in seen:
            continue  # a title that comes back on the next page
        seen.add(unit.key)
        if unbroken and runs and _belongs(runs[-1], unit):
            runs[-1].append(unit)
        else:
            runs.append([unit])
        unbroken = True
    return runs


def _belongs(run: Sequence[Unit], unit: Unit) -> bool:
    last = run[-1]
    if unit.title:
        return last.title and len(unit.words) < _LEAST_WORDS
    if last.block.kind is Kind.ROW:
        return unit.block.kind is Kind.ROW or len(unit.words) < _LOOSE
    loose = len(unit.words) < _LOOSE and len(last.words) < _LOOSE
    return run[0].title or unit.block.index == last.block.index or loose


def _says_something(run: Sequence[Unit]) -> bool:
    """Whether a run is more than a stray word: a section, some words, or a figure."""
    words = sum(len(unit.words) for unit in run)
    return words >= _LEAST_WORDS or any(char.isdigit() for unit in run for char in unit.key)


def _fact(draft: Reading, final: Reading, before: Sequence[Unit], after: Sequence[Unit]) -> VersionDifferenceFact:
    shown, where = (after, final) if after else (before, draft)
    pieces = not any(len(unit.words) >= _LOOSE for unit in shown)
    return VersionDifferenceFact(
        draft=draft.doc.id,
        final=final.doc.id,
        topic=_topic(draft, before, after),
        in_draft=_words(before),
        in_final=_words(after),
        draft_line=draft.doc.line_of(before[0].text.span().start) if before else None,
        evidence_document=where.doc.id,
        evidence=where.evidence(_span(shown), _EXTRACTOR, Confidence.LOW if pieces else Confidence.HIGH),
    )


def _words(run: Sequence[Unit]) -> str:
    """The words of a run in one line, cut after the limit."""
    text = " ".join(unit.text.text for unit in run)
    return text if len(text) <= _TEXT_LIMIT else text[: text.rfind(" ", 0, _TEXT_LIMIT)] + " …"


def _span(run: Sequence[Unit]) -> Span:
    """From the first unit of a run on, as many as fit in a quotation; the beginning of one that does not fit itself."""
    first = run[0].text
    if len(first) > _EVIDENCE_LIMIT:
        return first[: first.text.rfind(" ", 0, _EVIDENCE_LIMIT)].span()
    span, length = first.span(), len(first)
    for unit in run[1:]:
        length += len(unit.text) + 1
        if length > _EVIDENCE_LIMIT or unit.text.span().start < span.start:
            break
        span = span.cover(unit.text.span())
    return span


def _topic(reading: Reading, before: Sequence[Unit], after: Sequence[Unit]) -> str:
    """The section a difference stands in and what it is about: the themes its new or lost words name, else its first
    words."""
    shown = after or before
    section = shown[0].section
    if shown[0].title:
        return shown[0].text.text
    changed = _changed(before, after)
    themes = [] if shown[0].block.kind is Kind.ROW else _themes(reading, changed)
    gist = ", ".join(themes) if themes else " ".join(changed[:_GIST_WORDS])
    return f"{section}: {gist}" if section and gist else section or gist


def _changed(before: Sequence[Unit], after: Sequence[Unit]) -> list[str]:
    """The words of one version that the other lacks, in order."""
    shown, other = (after, before) if after else (before, after)
    lacking = {word.lower() for unit in other for word in unit.printed}
    words = [word for unit in shown for word in unit.printed]
    new = [word for word in words if word.lower() not in lacking]
    return new or words


def _themes(reading: Reading, words: Sequence[str]) -> list[str]:
    """The themes of the thesaurus that words name, by the longest names first, as they are printed."""
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in (4, 3, 2, 1):
            phrase = " ".join(words[at : at + length])
            if len(words) - at >= length and reading.thesaurus.match(phrase):
                found.append(_THEME.sub("", phrase))
                at += length - 1
                break
        at += 1
    return list(dict.fromkeys(found))
