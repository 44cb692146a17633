"""Raw lines, and what a single line can be told to be by its own signs."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import islice, pairwise

from loaders.reading.text import SourceText
from loaders.structure.types import Line

BULLET = re.compile(r"^(?P<indent>\s*)(?P<marker>[-•￭*–▪■●○o‣·✓>]|\d{1,2}[.)]|[a-z][.)]|\((?:\d{1,2}|[a-z])\))(?P<gap>[\s\u00a0]+)(?=\S)")
SECTIONED = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÀ-Ý](?!.*[.;,:]\s*$)")  # "4.2 Aanpak": no list has such numbers
FOOTNOTE = re.compile(r"^\s*(?:(?P<sign>[¹²³⁰-⁹]+)|<sup>(?P<sup>\w+)</sup>|(?P<star>\*)(?=\s))\s*(?=\S)")
NUMBERED = re.compile(r"^\s*(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?(?:\.\d{1,2})*)\.?\s+(?=[A-ZÀ-Ý'‘\"(])")
CONTENTS = re.compile(r"^.{3,}?(?:\t+|\s*\.{4,}\s*|\s{3,})\d{1,3}\s*$")
LETTERED = re.compile(r"^\s*(?P<letter>[A-Z])[.)]?\s+(?=[A-ZÀ-Ý'‘\"(])")
PARTED = re.compile(
    r"^\s*(?P<word>hoofdstuk|deel|thema|paragraaf|prioriteit|speerpunt|pijler|(?:programma|actie|hoofd)?lijn|ambitie|"
    r"doel(?:stelling)?|opgave|opdracht|uitdaging|spoor|bouwsteen|aandachtsgebied|focuspunt|accent|route|koers)\s+"
    r"(?P<number>\d{1,2}|[IVX]{1,4}|[A-H])(?=[.:)]?\s|\s*[-–:])[.:)]?\s*(?:[-–]\s+)?(?=\S)",
    re.I,
)
_CHAPTER = re.compile(r"^(?P<number>\d{1,2})\.?\s+(?=[A-ZÀ-Ý'‘\"(])(?!.*[.;,:]\s*$)")
_FEW = 2  # chapters
ROMAN = re.compile(r"^(?P<indent>\s*)(?P<marker>[IVX]{1,5}[.)]?|[A-H]\)?)(?P<gap>\s+)(?=\S)")
_CAPITAL = re.compile(r"^\s*(?P<letter>[A-H])(?:\)\s|\s{2,})\s*(?=[A-ZÀ-Ý][^\s]*[a-zà-ÿ])(?!.*\S {3,}\S)")  # "A   Een veilige haven"
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
HASHES = re.compile(r"^\s*(#{1,6})\s+")
LEADERS = re.compile(r"^.{2,}?\s*(?:\.{4,}|(?:\.\s){4,}|…{2,})[\s.]*\d{1,3}\s*$")
PAGE_NUMBER = re.compile(
    r"^\s*(?:(?:pagina|blz\.?)\s+\d{1,3}(?:\s+van\s+\d{1,3})?|-?\s*\d{1,3}\s*-?|\d{1,3}\s*/\s*\d{2,3})\s*$", re.I
)
COLUMNS = re.compile(r"\S(?: {3,}|\t)\S")  # words set apart, as the cells of a table are
RULE = re.compile(r"^\s*(?:-{3,}|_{3,}|\*{3,}|={3,})\s*$")
NOTE_SIGNS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
TERMINAL = re.compile(r"[.!?;:]['\"’”)»]*\s*$")
_TITLE = 110  # code points
_LONG = 140  # code points; a column of a printed page is narrower
_SHORT = 25  # code points; a shorter line may be a title or a cell
_FEWEST = 2  # lines of words, to tell a width by
_FEW_LONG = 0.10  # of the text, in lines longer than _LONG
_MANY = 0.15  # of all lines
_NEARLY = 0.75  # of the width of a column
_MOST_FILLED = 0.3  # of the lines that fill the column


def item_number(marker: str) -> int | None:
    """The number of a list item by its marker: "3." and "(3)" are 3; None for a bullet or a letter."""
    digits = marker.strip("().")
    return int(digits) if digits.isdigit() else None


def split_lines(source: SourceText, start: int, end: int) -> list[Line]:
    """The lines of `source` that begin in [start, end). A form feed counts as a blank line."""
    lines = []
    for number, offset in enumerate(source.line_starts, 1):
        if not start <= offset < end:
            continue
        stop = source.text.find("\n", offset)
        stop = len(source.text) if stop < 0 else stop
        raw = source.text[offset:stop].rstrip("\r")
        lines.append(Line(number, offset, offset + len(raw), raw))
    return lines


def lettered_titles(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of lines that are titles lettered in order ("A. Waar staan we?", "B. …"): short, and alone.

    Letters that do not follow one another from A on are initials of names.
    """
    found: list[int] = []
    for at, line in enumerate(lines):
        match = LETTERED.match(line.raw)
        if match is None or LEADERS.match(line.raw) or len(line.raw) > _TITLE or not _alone(lines, at):
            continue
        if match.group("letter") == chr(ord("A") + len(found)) and not re.search(r"[.;,:]\s*$", line.raw):
            found.append(at)
    return frozenset(found) if len(found) > 1 else frozenset()


def numbered_titles(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of lines that are chapter titles numbered as list items are ("1. Waarom dit plan?", "2. …") or
    without a full stop ("1 Waarom dit plan").

    Such a line stands alone and has no full stop; the numbers follow one another from 1 on, with text between them.
    """
    found: list[int] = []
    for at, line in enumerate(lines):
        match = _CHAPTER.match(line.raw)
        if match is None or len(line.raw) > _TITLE or not _alone(lines, at) or COLUMNS.search(line.raw.strip()):
            continue
        if int(match.group("number")) == len(found) + 1 and not (found and _next_words(lines, found[-1]) == at):
            found.append(at)
    between = all(_next_words(lines, this) != after for this, after in pairwise(found))
    return frozenset(found) if len(found) > _FEW and between else frozenset()


def _next_words(lines: Sequence[Line], at: int) -> int:
    """The index of the next line that is not blank."""
    return next((n for n in range(at + 1, len(lines)) if not lines[n].blank), len(lines))


def roman_items(lines: Sequence[Line]) -> dict[int, int]:
    """The number of each line that is an item of a list with Roman numerals, by its index.

    The items follow one another from I on without a blank line between them; a single one is no list.
    """
    found: dict[int, int] = {}
    run: list[int] = []
    for at, line in enumerate(lines):
        match = ROMAN.match(line.raw)
        number = _NUMERALS.index(name) + 1 if match and (name := match.group("marker").rstrip(".)")) in _NUMERALS else 0
        follows = bool(run) and at == run[-1] + 1 and number == len(run) + 1
        if not follows:
            if len(run) > 1:
                found |= {one: rank for rank, one in enumerate(run, 1)}
            run = [at] if number == 1 else []
        else:
            run.append(at)
    return found | ({one: rank for rank, one in enumerate(run, 1)} if len(run) > 1 else {})


def lettered_items(lines: Sequence[Line]) -> dict[int, int]:
    """The number of each line that is an item of a list with capitals ("A   Een veilige haven"), by its index.

    The letters follow one another from A on, on lines right below each other.
    """
    found: dict[int, int] = {}
    run: list[int] = []
    for at, line in enumerate(lines):
        match = _CAPITAL.match(line.raw)
        letter = match.group("letter") if match else ""
        if letter and run and at == run[-1] + 1 and letter == chr(ord("A") + len(run)):
            run.append(at)
        else:
            run = [at] if letter == "A" else []
        if len(run) > 1:
            found |= {one: rank for rank, one in enumerate(run, 1)}
    return found


def _alone(lines: Sequence[Line], at: int) -> bool:
    before = at == 0 or lines[at - 1].blank
    return before and (at + 1 == len(lines) or lines[at + 1].blank)


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether paragraphs are broken at the width of a column: many lines run on into the next.

    Where hardly any line is long, many of all lines; in a wide column, many of those that are nearly as long as it is
    wide (whole paragraphs on a line of their own never run on, however long they are).
    """
    full = [line for line in lines if not line.blank and not COLUMNS.search(line.raw)]
    words = [line for line in full if len(line.raw.strip()) > _SHORT]
    if len(words) < _FEWEST:
        return False
    run_on = [this for this, after in pairwise(full) if _runs_on(this, after)]
    long_share = sum(len(line.raw) for line in full if len(line.raw) > _LONG) / sum(len(line.raw) for line in full)
    if long_share <= _FEW_LONG:
        return len(run_on) / len(full) > _MANY
    width = statistics.quantiles((len(line.raw) for line in words), n=20, method="inclusive")[-1]
    filled = [line for line in words if len(line.raw) >= _NEARLY * width]
    return sum(len(line.raw) >= _NEARLY * width for line in run_on) / len(filled) > _MOST_FILLED


def _runs_on(this: Line, after: Line) -> bool:
    """Whether a sentence goes on from one line to the one right after it."""
    adjacent = after.number == this.number + 1 and len(this.raw.strip()) > _SHORT
    return adjacent and not TERMINAL.search(this.raw) and after.raw.lstrip()[:1].islower()


def column_width(lines: Sequence[Line], index: int, reach: int = 16) -> int:
    """How many code points fit on a line around `lines[index]`: the upper end of its neighbours' lengths.

    reach: lines with text on either side that count as neighbours; blank lines do not count, however many there are,
    and the rows of a table have a width of their own.
    """
    before = (line for line in reversed(lines[:index]) if _is_running(line))
    after = (line for line in lines[index:] if _is_running(line))
    near = [len(line.raw.strip()) for line in (*islice(before, reach), *islice(after, reach + 1))]
    return int(statistics.quantiles(near, n=12)[-1]) if len(near) > 2 else 60


def _is_running(line: Line) -> bool:
    return not line.blank and not COLUMNS.search(line.raw.strip())


def heading_depth(number: str) -> int:
    """Depth of a numbered heading: "2" is 1, "2a" and "5.1" are 2, "2c.1" and "5.1.1" are 3."""
    parts = re.findall(r"\d+|[a-z]", number)
    return len(parts)
