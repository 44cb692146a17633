"""Laws and articles a document refers to.

One row for each place: "artikel 18 van de Politiewet 2012", "Art. 138ab Sr: Computervredesbreuk", "politiewet art 20,
lid 1", "de wet BIBOB", "Vreemdelingenwet". A law of the register bears its full name; one that stands in no register
is read by its words. Parliamentary papers and "wetgeving" in general are no laws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Confidence, Fact, LegalFact
from loaders.context import Reading
from loaders.laws import LawRegister, law_register
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind
from loaders.structure.sentences import sentences

_NAME = "legal"
_NUMBER = r"\d+(?!\.\d)[a-zA-Z]*(?:[:.]\d+[a-z]?)?"
_PARAGRAPH = r"(?:,?\s+(?:(?:eerste|tweede|derde|vierde|vijfde|zesde)\s+lid|lid\s+\d+|onder\s+[a-z]\b))"
_ARTICLES = re.compile(
    rf"\b(?P<word>[Aa]rt(?:ikelen|ikel|t?\.|t)?)\s+(?P<numbers>{_NUMBER}{_PARAGRAPH}*"
    rf"(?:(?:,\s+|\s+(?:en|of|tot en met|t/m)\s+)(?=\d){_NUMBER}{_PARAGRAPH}*)*)"
)
_SPLIT = re.compile(r",\s+(?=\d)|\s+(?:en|of)\s+(?=\d)")
# What follows the articles of a law named after them: "van de Politiewet 2012", "Sr", "Sr lid 2"
_OF = re.compile(r"^,?\s+(?:van\s+(?:de|het)\s+)?$")
_CODE = re.compile(rf"\s+(?P<code>[A-Z][A-Za-z]{{1,4}})\b(?P<more>{_PARAGRAPH}?)")
# Laws in no register: "Wet gemeentelijke schuldhulpverlening (Wgs)", "Huisvestingswet 2014", "Wetboek van …"
_UNKNOWN = re.compile(
    r"(?<![\w-])(?:Wet(?= [a-z])(?: [a-zà-ÿ-]+){1,9}|Wetboek van [A-Z]\w+|"
    r"(?:[A-Z]\w+- en )?[A-Z][a-zà-ÿ-]{3,}wet(?: (?:19|20)\d{2})?(?![\w-]))"
)
_NOT_IN_A_NAME = re.compile(
    r" (?:is|zijn|was|wordt|worden|werd|kan|kunnen|moet|moeten|mag|zal|zullen|heeft|hebben|biedt|geeft|maakt|regelt|"
    r"bepaalt|stelt|treedt|trad|die|dat|waarin|waarmee|waardoor|om|als|per|sinds|zoals|door|in|te|uit|bij|voor|aan|"
    r"op basis|de|het|een)\b.*"
)
_CODE_IN_ARTICLE = re.compile(r"\b[Aa]rt(?:ikel|\.)?\s+\d+\w*\s+$")
_LABEL = re.compile(r"^\s*:\s*(?P<topic>\S.*)$")
_LEAD = re.compile(
    r"(?:(?:^|[\s,])(?:(?:als |zoals )?(?:bedoeld|genoemd|omschreven|neergelegd)|in het kader|in combinatie|op (?:basis|grond)|ingevolge|conform|krachtens|volgens|volgend uit|"
    r"zoals|met|bij|via|aan|in|uit|onder|van|op|bijvoorbeeld|kan|is|zijn|de|het|een|die|dat|door|stelt|bepaalt|zo))+\s*$",
    re.I,
)
_VERB = re.compile(
    r"^\s*(?:bepaalt|stelt|regelt|schrijft voor|verplicht|eist|geeft aan|aangegeven|is bepaald|is vastgelegd|"
    r"vastgelegd|is|zijn|wordt|worden|kan|biedt)\b\s*(?:dat\b|het een verplichting(?: om)?)?\s*"
)
# "stelt de Minister … de landelijke beleidsdoelstellingen vast": what is adopted, from its own article on
_ADOPTS = re.compile(r"\bstel(?:t|len)?\b(?P<between>.*?)\bvast\b")
_ARTICLE_WORD = re.compile(
    r"(?:^|(?P<before>\w+)\s+|[-–(]\s*)(?P<article>de|het|een|bijgaande|deze|dit)\s+(?=\w)", re.I
)
_PREPOSITIONS = frozenset(
    {"van", "voor", "in", "op", "uit", "door", "met", "aan", "tot", "bij", "over", "naar", "tegen"}
)
_TOPIC_LENGTH = 100
_LABEL_LENGTH = 250


@dataclass(frozen=True)
class _Reference:
    """A law named at characters [start, end) of a text, with the articles as printed (empty for the law itself)."""

    law: str
    articles: tuple[str, ...]
    start: int
    end: int
    known: bool


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield one fact for each law or article in each sentence that refers to it."""
    register = law_register(reading.gazetteer.folder)
    before: Block | None = None
    for block in reading.doc.body:
        pieces = [block.text] if block.kind in (Kind.ROW, Kind.ITEM) else list(sentences(block.text))
        runs_on = before is not None and before.group == block.group and not before.text.text.endswith((".", ":", ";"))
        for number, piece in enumerate(pieces):
            lead = before.text.text if before is not None and runs_on and number == 0 else ""
            yield from _facts(reading, register, piece, lead)
        before = block


def _facts(reading: Reading, register: LawRegister, piece: MappedText, lead: str) -> Iterator[LegalFact]:
    seen: set[tuple[str, str]] = set()
    for reference in _references(register, piece.text):
        topic = _topic(piece.text, reference, lead)
        for article in reference.articles or ("",):
            if (reference.law, article) not in seen:
                seen.add((reference.law, article))
                confidence = Confidence.HIGH if reference.known else Confidence.MEDIUM
                evidence = reading.evidence(_around(piece, reference), _NAME, confidence)
                yield LegalFact(law=reference.law, article=article, topic=topic, evidence=evidence)


def _references(register: LawRegister, text: str) -> list[_Reference]:
    """Laws in a sentence in order, each with the articles beside it."""
    found: list[_Reference] = []
    articles = list(_ARTICLES.finditer(text))
    taken: set[int] = set()
    for start, end, law, known in _laws(register, text):
        before = next((a for a in articles if a.end() <= start and _OF.match(text[a.end() : start])), None)
        after = next((a for a in articles if a.start() >= end and not text[end : a.start()].strip(" ,(")), None)
        beside = before or after
        if beside is not None:
            taken.add(beside.start())
            start, end = min(start, beside.start()), max(end, beside.end())
        found.append(_Reference(law, _numbers(beside), start, end, known))
    for match in articles:
        code = _CODE.match(text, match.end())
        name = register.full_name(code.group("code")) if code and match.start() not in taken else None
        if code and name:
            numbers = _numbers(match)
            last = f"{numbers[-1]} {code.group('more').strip(' ,')}".strip()
            found.append(_Reference(name, (*numbers[:-1], last), match.start(), code.end(), known=True))
    return sorted(_without_repeats(found), key=lambda reference: reference.start)


def _without_repeats(found: list[_Reference]) -> list[_Reference]:
    """A law named twice in a sentence ("Algemene verordening gegevensbescherming, AVG") is one, unless by articles."""
    with_articles = {reference.law for reference in found if reference.articles}
    kept: list[_Reference] = []
    for reference in found:
        bare = not reference.articles
        if bare and (reference.law in with_articles or any(reference.law == other.law for other in kept)):
            continue
        kept.append(reference)
    return kept


def _numbers(match: re.Match[str] | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in _SPLIT.split(match.group("numbers"))) if match else ()


def _laws(register: LawRegister, text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, full name of each law named in the text, and whether the register knows it."""
    end = 0
    known = list(register.pattern.finditer(text))
    for match in known:
        name = register.full_name(match.group())
        if name is not None and not _CODE_IN_ARTICLE.search(text[: match.start()]):
            yield match.start(), match.end(), name, True
    for match in _UNKNOWN.finditer(text):
        if any(other.start() < match.end() and match.start() < other.end() for other in known):
            continue
        name = _NOT_IN_A_NAME.sub("", match.group())
        name = _cut_at_and(name, text[match.start() + len(name) :])
        end = match.start() + len(name)
        if name != "Wet":
            yield match.start(), end, name, False


def _cut_at_and(name: str, after: str) -> str:
    """ "en" goes on within a name when brackets show where the name ends, else the name ends before it."""
    return name if re.match(r"\s*\(", after) else re.split(r" en | of ", name)[0] if name.startswith("Wet ") else name


def _topic(text: str, reference: _Reference, lead: str) -> str:
    """What the law is referred to for, in the words of the sentence; `lead` is what the layout put before it."""
    after, before = text[reference.end :], text[: reference.start]
    if label := _LABEL.match(after):
        return _trimmed(label.group("topic"), at_most=_LABEL_LENGTH)
    if adopts := _ADOPTS.search(text):
        return f"vaststelling van {_trimmed(_phrase(adopts.group('between')))}"
    if verb := _VERB.match(after):
        return _trimmed(after[verb.end() :])
    if bracket := re.search(r"\(\s*$|\((?!.*\))[^)]*$", before):
        inside = before[bracket.start() + 1 :]
        words = _LEAD.sub("", inside) or _last_noun(before[: bracket.start()])
    else:
        words = _phrase(_LEAD.sub("", before if before.strip() else lead))
    words = re.sub(r"^(?:als|daarom|ook)\s+", "", _trimmed(words), flags=re.I)
    if re.fullmatch(r"[a-z]+e", words) and before.rstrip().endswith(words):
        return f"{words} {text[reference.start : reference.end]}"  # an adjective alone says nothing: "digitale BIBOB"
    return words if len(words) > 6 or not after.strip(" .,;") else _trimmed(re.sub(r"^\s*\([^)]*\)", "", after))


def _phrase(words: str) -> str:
    """The last clause of `words`, a long one from its last noun phrase on that no preposition governs."""
    clause = re.split(r"[.;:]\s+|(?<=\w), ", words.strip(" ,.-"))[-1]
    starts = [m for m in _ARTICLE_WORD.finditer(clause) if (m.group("before") or "").lower() not in _PREPOSITIONS]
    if starts and starts[-1].group("article").lower() in ("de", "het", "een"):
        return clause[starts[-1].end() :]
    return clause[starts[-1].start("article") :] if starts else clause


def _last_noun(words: str) -> str:
    """What stands after the last preposition."""
    parts = re.split(r"\b(?:" + "|".join(sorted(_PREPOSITIONS)) + r")\b(?: de| het| een)?", words)
    return parts[-1]


def _trimmed(words: str, at_most: int = _TOPIC_LENGTH) -> str:
    """At most so many characters, cut at a clause or a word; a pair of brackets around all of it dropped."""
    words = words.strip(" .,;:*")
    if words.startswith("(") and words.endswith(")") and words.count("(") == 1:
        words = words[1:-1]
    if len(words) > at_most:
        clause = re.match(rf"^.{{20,{at_most}}}(?=[,;.(]| en )", words)
        words = clause.group() if clause else words[:at_most].rsplit(" ", 1)[0]
    return words.strip(" .,;:(")


def _around(piece: MappedText, reference: _Reference) -> MappedText:
    """The sentence when it is short enough to quote, else the clause around the reference."""
    if len(piece) <= 280:
        return piece
    start = piece.text.rfind(", ", 0, reference.start) + 2 if reference.start > 140 else 0
    start = max(start, piece.text.rfind(" ", 0, max(0, reference.start - 140)) + 1)
    end = piece.text.find(" ", min(len(piece), reference.end + 120))
    return piece[start : end if end > 0 else len(piece)]
