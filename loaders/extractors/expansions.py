"""What a document spells an abbreviation out as: the places that say so, and names in full elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.context import Reading
from loaders.initials import FUNCTION_WORDS, letters_of, spells, words_of
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind

_ABBR = r"(?P<abbr>[A-Za-z0-9][\w&]{1,7}(?:-[A-Z]{2,4})?)"
_PLURAL = r"(?:'s|'en|-en)?"
_CALLED = r"(?:(?:hierna(?: te noemen)?|afgekort(?: tot| als)?|kortweg|kort)[:,]?\s+)?(?:de |het )?"
# "Bestuurlijke Begeleidingsgroep (BBG)", "(hierna: BBG)", "(Algemene Verordening Gegevensbescherming, AVG)"
_AFTER = re.compile(
    rf"\({_CALLED}['\"]?{_ABBR}{_PLURAL}['\"]?(?=[);,])"
    rf"|(?<=\w),\s+(?:of |kortweg |afgekort )?(?P<listed>[A-Za-z0-9][\w&]{{1,7}}){_PLURAL}(?=\))"
)
# "BOB (bijzondere opsporingsbevoegdheden)", "ZSM-voorziening (zo selectief …)", "RCF Kenniscentrum (Regionaal …)"
_BEFORE = re.compile(
    r"(?<![\w-])(?P<abbr>(?=[\w&]*[A-Z][\w&]*[A-Z])[A-Z0-9][\w&]{1,7})(?:'s|-[a-z]\w+)?"
    r"(?P<between>(?:\s[A-Z][\w-]+){0,2})\s\((?P<words>[^()]{5,120})\)"
)
_ARTICLE = r":?\s+(?:de |het |een )?"
_STANDS_FOR = re.compile(
    rf"(?<![\w-]){_ABBR}{_PLURAL}\s+(?:staat|staan)\s+voor{_ARTICLE}(?P<words>[^.;()\n]+)"
    rf"|(?<![\w-])(?P<abbr2>[A-Z][\w&]{{1,7}})\s+is\s+(?:de|een)\s+afkorting\s+(?:van|voor){_ARTICLE}(?P<words2>[^.;()\n]+)"
)
_LISTED = re.compile(r"^(?P<abbr>[A-Za-z0-9][\w&-]{1,9})\s*(?:[:=–]|\s-)\s+(?P<words>[A-Za-zÀ-ÿ][^.;]{4,90})\.?$")
_NOT_AN_EXPANSION = re.compile(
    r"^(?:onder|zoals|met|in|bijvoorbeeld|bijv|waaronder|voor|o\.a|zie|inclusief|incl|via|en|of|niet|ook|voormalig)\b",
    re.I,
)
_WORD = re.compile(r"[\w-]*\w(?:-(?=\s))?|&")
_CAPITAL_COMPOUND = re.compile(r"(?P<before>\w+) (?P<word>[A-Z][a-zà-ÿ]{7,})\b")
_LAW_CODE = re.compile(r"W[a-z]{1,5}|Awb|Sr|Sv")  # the short name of an act: "Wams", "Wvggz"
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_CLAUSE_END = re.compile(r"[.;:()\"!?]")
_MOST_WORDS = 10
_LONGEST_NAME = 120  # code points
# Full names to look for in the document when it uses the abbreviation: nothing is taken over that does not stand there.
_LOOK_FOR = {
    "om": ("openbaar ministerie",), "le": ("landelijke eenheid",), "np": ("nationale politie",),
    "tk": ("tweede kamer",), "ek": ("eerste kamer",), "vr": ("veiligheidsregio",), "eu": ("europese unie",),
    "sr": ("wetboek van strafrecht",), "sv": ("wetboek van strafvordering",), "vo": ("voortgezet onderwijs",),
    "apv": ("algemene plaatselijke verordening",), "hic": ("high impact crimes", "high impact crime"),
    "omg": ("outlaw motorcycle gangs", "outlaw motorcycle gang", "outlaw motorcyclegangs"),
    "boa": ("buitengewoon opsporingsambtenaar", "buitengewone opsporingsambtenaren"),
    "ivp": ("integraal veiligheidsplan",), "pga": ("persoonsgerichte aanpak",),
    "avg": ("algemene verordening gegevensbescherming",),
    "csv": ("criminele samenwerkingsverbanden", "crimineel samenwerkingsverband"), "fte": ("fulltime-equivalent",),
    "hg": ("huiselijk geweld",), "kpi": ("kritieke prestatie-indicator", "kritische prestatie-indicator"),
}  # fmt: skip


@dataclass(frozen=True)
class Expansion:
    """A place that spells an abbreviation out: `where` holds both; `block` is the one the place begins or ends in."""

    abbreviation: str
    words: str
    where: MappedText
    block: Block


def defined(reading: Reading) -> Iterator[Expansion]:
    """The places that spell an abbreviation out, in reading order."""
    before: Block | None = None
    announced = False  # a list of abbreviations, by the line right above it or the heading
    for block in reading.doc.body:
        if block.kind is Kind.ROW:
            yield from _in_cells(block, announced or "afkorting" in reading.doc.section_of(block).title.lower())
        else:
            announced = "afkorting" in block.text.text.lower()
        found = [*_after_words(reading, block, before), *_before_words(block), *_stands_for(block), *_listed(reading, block)]
        yield from sorted(found, key=lambda expansion: expansion.where.starts[0])
        before = block


def _after_words(reading: Reading, block: Block, before: Block | None) -> Iterator[Expansion]:
    """ "Expansie (ABBR)". A name that the layout cut off from its first words is looked for in the block before too."""
    text = block.text
    for match in _AFTER.finditer(text.text):
        abbreviation = match.group("abbr") or match.group("listed")
        if not _may_abbreviate(abbreviation):
            continue
        end = match.end() + (text.text[match.end() : match.end() + 1] == ")")
        if _is_entry(text.text, match, abbreviation):
            words = text.text[: match.start()].strip(" ,")
            yield Expansion(abbreviation, words, text[: match.end() + 1].strip(), block)
            continue
        pieces = [(text, 0)]
        if before is not None and before.group == block.group and before.kind is not Kind.ROW:
            pieces.append((MappedText.joined([before.text, text]), len(before.text) + 1))
        for piece, shift in pieces:
            start = _start_of_expansion(piece.text, match.start() + shift, abbreviation)
            if start is None and (place := _place_before(reading, piece.text, match.start() + shift)) is not None:
                start = _start_of_expansion(piece.text, place, abbreviation)  # "Bureau Veiligheid Veldrijk (BV)"
            if start is not None:
                words = piece.text[start : match.start() + shift].strip(" ,")
                yield Expansion(abbreviation, words, piece[start : end + shift], block)
                break


def _place_before(reading: Reading, text: str, end: int) -> int | None:
    """Where the name of a place begins that ends right before `end`, or None."""
    words = list(re.finditer(r"(?<![\w-])[A-ZÀ-Ý][\w-]*", text[:end].rstrip()))
    for first in words[-4:]:
        if text[first.start() : end].strip().lower() in reading.gazetteer.places:
            return first.start() - 1
    return None


def _is_entry(text: str, match: re.Match[str], abbreviation: str) -> bool:
    """Whether a name in capitals and its abbreviation are all there is: then each letter need only come in turn."""
    words = text[: match.start()].strip()
    if len(words.split()) < 2 or len(words) > _LONGEST_NAME or text[match.end() :].strip(" ).,;") or not words[:1].isupper():
        return False
    content = [word for word in words.split() if word.lower() not in FUNCTION_WORDS]
    named = sum(word[:1].isupper() for word in content) * 2 > len(content)
    letters = letters_of(abbreviation)
    in_turn = re.search(".*?".join(map(re.escape, letters)), words.lower())
    return named and in_turn is not None and in_turn.start() == 0


def _may_abbreviate(token: str) -> bool:
    """Short enough and no common word: at most five letters in lower case, else two capitals or more."""
    if token.islower():
        return len(token) <= 5 and token not in FUNCTION_WORDS
    return sum(char.isupper() for char in token) >= 2 or bool(_LAW_CODE.fullmatch(token))


def _start_of_expansion(text: str, end: int, abbreviation: str) -> int | None:
    """Where the words before `end` that spell the abbreviation begin: the fewest, with as many letters as can be at
    the beginning of a word. Lower case says little by itself: "(csv)" must be spelled by known parts of compounds."""
    breaks = [match.end() for match in _CLAUSE_END.finditer(text, 0, end)]
    words = list(_WORD.finditer(text, breaks[-1] if breaks else 0, end))[-_MOST_WORDS:]
    found: list[tuple[int, int, int]] = []
    for count in range(1, len(words) + 1):
        start = words[-count].start()
        spelled = words_of(text[start:end])
        act = bool(_LAW_CODE.fullmatch(abbreviation)) and spelled[:1] == ["wet"]  # its short name may pass words over
        cost = spells(letters_of(abbreviation), spelled, strict=abbreviation.islower(), skip=act)
        if cost is None and "-" in text[start:end]:  # "Regiegroep Noord-Nederland (RN)": a compound has one letter
            cost = spells(letters_of(abbreviation), words_of(_INNER_HYPHEN.sub("", text[start:end])))
        if cost is not None:
            found.append((cost, count, start))
    return min(found)[2] if found else None


def _before_words(block: Block) -> Iterator[Expansion]:
    """ "ABBR (expansie)"."""
    for match in _BEFORE.finditer(block.text.text):
        abbreviation, words = match.group("abbr"), match.group("words").strip()
        if _NOT_AN_EXPANSION.match(words):
            continue
        letters = letters_of(abbreviation)
        loose = len(letters) > 2 and not match.group("between")
        if spells(letters, words_of(words), skip=loose) is not None:
            yield Expansion(abbreviation, words, block.text[match.start("abbr") : match.end()], block)


def _stands_for(block: Block) -> Iterator[Expansion]:
    for match in _STANDS_FOR.finditer(block.text.text):
        group = "words" if match.group("words") else "words2"
        abbreviation = match.group("abbr") or match.group("abbr2")
        if _may_abbreviate(abbreviation):
            words = _shortest(letters_of(abbreviation), match.group(group).strip(" ,"))
            yield Expansion(abbreviation, words, block.text[match.start() : match.start(group) + len(words)], block)


def _shortest(letters: str, words: str) -> str:
    """The first words that spell the letters; all of them when none do."""
    for match in _WORD.finditer(words):
        if spells(letters, words_of(words[: match.end()])) is not None:
            return words[: match.end()]
    return words


def _listed(reading: Reading, block: Block) -> Iterator[Expansion]:
    """A line of a list of abbreviations ("DVO: districtelijk veiligheidsoverleg")."""
    match = _LISTED.match(block.text.text)
    if match and _may_abbreviate(match.group("abbr")):
        words = match.group("words").strip()
        in_list = "afkorting" in reading.doc.section_of(block).title.lower()
        if in_list or spells(letters_of(match.group("abbr")), words_of(words)) is not None:
            yield Expansion(match.group("abbr"), words, block.text, block)


def _in_cells(block: Block, in_list: bool) -> Iterator[Expansion]:
    """A cell that gives the name in full of what the cell before it abbreviates ("District NHN", "DROC NH").

    in_list: the table is a list of abbreviations, where one may have no capitals ("boa").
    """
    form = r"[A-Z]{2,6}|[a-z]{2,5}" if in_list else r"[A-Z]{2,6}"
    for left, right in zip(block.cells, block.cells[1:], strict=False):
        short, full = left.text.split(), right.text.split()
        while short and full and short[0] == full[0]:
            short, full = short[1:], full[1:]
        if not short or not full or not re.fullmatch(form, short[0]):
            continue
        words = " ".join(full)
        if not _spelled_in_cell(short[0].lower(), words, in_list) or not any(char.islower() for char in words):
            continue
        start = block.text.text.find(left.text)
        end = block.text.text.find(right.text, start + len(left.text)) + len(right.text)
        yield Expansion(short[0], words, block.text[start:end], block)


def _spelled_in_cell(letters: str, words: str, in_list: bool) -> bool:
    if spells(letters, words_of(words)) is not None:
        return True
    name = re.sub(r"[^a-z]", "", words.lower())
    single = len(words.split()) == 1 or in_list
    return single and name[:1] == letters[0] and bool(re.search(".*".join(letters), name))


def elsewhere(reading: Reading, text: str, abbreviation: str, before: Sequence[str]) -> str:
    """The name in full that stands elsewhere in the document, in its words, or the empty string.

    text: what the document says, a line for each block.
    before: the words that stand before the abbreviation where it is used (in lower case).
    """
    if match := re.fullmatch(r"([A-Z])(?:&|en)([A-Z])", abbreviation):
        return _as_written(text, rf"(?-i:{match.group(1)})[a-zà-ÿ]+ (?:en|&) (?-i:{match.group(2)})[a-zà-ÿ]+")
    for wanted in (*_LOOK_FOR.get(abbreviation.lower(), ()), *_registered(reading, abbreviation)):
        words = _as_written(text, re.escape(wanted))
        if words:
            return words
    if not re.fullmatch(r"[A-Z]{2,6}", abbreviation):
        return ""
    return _proper_name(text, abbreviation) or _compound(text, abbreviation, before)


def _registered(reading: Reading, abbreviation: str) -> list[str]:
    """Names a register knows for the abbreviation: organisations, and police units by their initials (MNL, NH)."""
    names = []
    known = reading.gazetteer.organisations.get(abbreviation.lower())
    if known and abbreviation.lower() not in words_of(known):
        names.append(known)
    letters = abbreviation.lower()
    units = {row.police_unit for row in reading.gazetteer.municipalities.values()}
    for unit in sorted(unit for unit in units if "-" in unit):
        parts = words_of(unit)
        initials = "".join(part[0] for part in parts)
        if letters == initials or (letters[:-1] == initials and letters[-1] in parts[-1]):
            names.append(unit)
    return names


def _as_written(text: str, pattern: str) -> str:
    """How the document writes it: with capitals where it does so anywhere, the most frequent spelling first."""
    found = Counter(match.group() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.I))
    if not found:
        return ""
    return max(found, key=lambda words: (words[:1].isupper() and not words.isupper(), found[words], words))


def _proper_name(text: str, abbreviation: str) -> str:
    """A name with capitals whose words begin with the letters, when there is one such name only."""
    letters = letters_of(abbreviation)
    if len(letters) < 3:
        return ""
    found: Counter[str] = Counter()
    for first in re.finditer(rf"(?<![\w-]){letters[0].upper()}\w*", text):
        line = text[first.start() : first.start() + _LONGEST_NAME].split("\n", 1)[0]
        found.update(_names_from(line, list(_WORD.finditer(line))[: 2 * len(letters)], letters))
    if not found:
        return ""
    (best, count), *others = found.most_common(2)
    return best if not others or others[0][1] < count else ""


def _names_from(line: str, words: Sequence[re.Match[str]], letters: str) -> Iterator[str]:
    """The shortest name that begins with the first of `words` and spells the letters."""
    for last in words:
        name = line[words[0].start() : last.end()]
        if _CLAUSE_END.search(name):
            return
        content = [word for word in re.split(r"[\s/]+", name) if word.lower() not in FUNCTION_WORDS]
        capitals = all(word[:1].isupper() for word in content) and not name.isupper()
        if capitals and spells(letters, words_of(name), strict=True) is not None:
            yield name
            return


def _compound(text: str, abbreviation: str, before: Sequence[str]) -> str:
    """A compound with a capital ("Veiligheidsstrategie" for VS) that stands after the same word as the abbreviation."""
    wanted = set(before) - FUNCTION_WORDS
    found = Counter(
        match.group("word")
        for match in _CAPITAL_COMPOUND.finditer(text)
        if match.group("before").lower() in wanted
        and spells(letters_of(abbreviation), words_of(match.group("word")), strict=True) is not None
    )
    return next((word for word, count in found.most_common(1) if count > 1), "")
