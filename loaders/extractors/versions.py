"""Facts of the family draft_vs_final: substantive differences between a draft and its adopted version.

Both texts are cut into sentences, titles and items (`version_units`). What stands in both, however broken over lines,
hyphenated, punctuated or moved, is no difference. Of the rest, a sentence that came back in other words is one
difference, unless only function words or single letters changed; what has no counterpart was added or dropped, one
difference per paragraph, or per chapter where its title is new as well (`version_runs`): that is shown by its headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Confidence, Span, VersionDifferenceFact
from loaders.context import Reading
from loaders.extractors.version_runs import LOOSE, is_signing, runs, says_something
from loaders.extractors.version_units import Unit, is_trifle, pairs, units, without_counterpart
from loaders.pictures import labels_of, loose_runs
from loaders.structure import Kind, Role

_EXTRACTOR = "versions"
_TEXT_LIMIT = 300  # code points of the words of one version
_EVIDENCE_LIMIT = 300
_GIST_WORDS = 8
_OPENING = re.compile(r"^het is (?:van belang|belangrijk|noodzakelijk|nodig) (?:om |dat )?", re.I)
_SIGNING = "Ondertekenaars"
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
    old_runs = runs(old, [unit for unit in dropped if unit.at not in gone])
    new_runs = runs(new, [unit for unit in added if unit.at not in came])
    used: set[int] = set()
    for run in new_runs:
        counterpart = titles.get(run[0].at)
        partner = next((r for r in old_runs if counterpart is not None and r[0].at == counterpart.at), [])
        used |= {unit.at for unit in partner}
        if says_something(final, run):
            yield _fact(reading, final, partner, run)
    for run in old_runs:
        if run[0].at not in used and says_something(reading, run):
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


def _fact(draft: Reading, final: Reading, before: Sequence[Unit], after: Sequence[Unit]) -> VersionDifferenceFact:
    shown, where = (after, final) if after else (before, draft)
    pieces = not any(len(unit.words) >= LOOSE for unit in shown)
    return VersionDifferenceFact(
        draft=draft.doc.id,
        final=final.doc.id,
        topic=_topic(where, before, after),
        in_draft=_words(before),
        in_final=_words(after),
        draft_line=draft.doc.line_of(before[0].text.span().start) if before else None,
        evidence_document=where.doc.id,
        draft_evidence=draft.evidence(_span(before), _EXTRACTOR) if before and after else None,
        evidence=where.evidence(_span(shown), _EXTRACTOR, Confidence.LOW if pieces else Confidence.HIGH),
    )


def _words(run: Sequence[Unit]) -> str:
    """The words of a run in one line, cut after the limit; of a new chapter its title and its headings."""
    parts = [unit.text.text for unit in run]
    headings = list(dict.fromkeys(unit.text.text for unit in run if unit.title))
    if len(" ".join(parts)) > _TEXT_LIMIT and len(headings) > 1:
        parts = [f"{headings[0]}: {'; '.join(headings[1:])}"]
    text = " ".join(parts)
    return text if len(text) <= _TEXT_LIMIT else text[: text.rfind(" ", 0, _TEXT_LIMIT - 2)] + " …"


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


def _topic(shown_in: Reading, before: Sequence[Unit], after: Sequence[Unit]) -> str:
    """The chapter a difference stands in and what it is about: those who sign, the labels of figures, the themes its
    new or lost words name, else its first words."""
    shown = after or before
    if is_signing(shown_in, shown):
        return _SIGNING
    if shown[0].title:
        return shown[0].text.text
    section = _chapter(shown_in, shown[0])
    changed = _changed(before, after)
    gist = (
        _labels(shown_in, shown[0])
        or ", ".join([] if shown[0].block.kind is Kind.ROW else _themes(shown_in, changed))
        or _gist(shown, changed)
    )
    return f"{section}: {gist}" if section and gist and gist != section else section or gist


def _chapter(reading: Reading, unit: Unit) -> str:
    """The title a difference stands under; a title that many chapters have ("De opgave") says less than the chapter's own."""
    if unit.role in (Role.ANALYSIS, Role.APPROACH, Role.AMBITIONS):
        return reading.chapter_theme(unit.block) or unit.section
    return unit.section


def _labels(reading: Reading, unit: Unit) -> str:
    """What the figures of a picture are of."""
    for run in loose_runs(reading):
        if run.first.index == unit.block.index:
            return ", ".join(labels_of(reading, run))
    return ""


def _gist(shown: Sequence[Unit], changed: Sequence[str]) -> str:
    """The first changed words; a lone one with the word after it."""
    if len(changed) == 1:
        following = re.search(rf"\b{re.escape(changed[0])} ([a-zà-ÿ]+)", " ".join(unit.text.text for unit in shown))
        return f"{changed[0]} {following.group(1)}" if following else changed[0]
    words = _OPENING.sub("", " ".join(changed)).split()
    return " ".join(words[:_GIST_WORDS])


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
    names = list(dict.fromkeys(found))
    return [name for name in names if not any(name != other and name.lower() in other.lower() for other in names)]
