"""What a law is referred to for, in the words of the sentence that names it."""

from __future__ import annotations

import re

_LABEL = re.compile(r"^\s*:\s*(?P<topic>\S.*)$")
_LEAD = re.compile(
    r"(?:(?:^|[\s,])(?:(?:als |zoals )?(?:bedoeld|genoemd|omschreven|neergelegd)|in het kader|in combinatie|op (?:basis|grond)|ingevolge|conform|krachtens|volgens|volgend uit|"
    r"zoals|met|bij|via|aan|in|uit|onder|van|op|bijvoorbeeld|kan|is|zijn|de|het|een|die|dat|door|stelt|bepaalt|zo))+\s*$",
    re.I,
)
_VERB = re.compile(
    r"^\s*(?:\([A-Z]\w+\)\s*)?(?:verplicht(?:en)? tot|vraagt om|gaa[nt] over|ziet op|zien op|geldt voor|heeft betrekking op|"
    r"(?:is|zijn) van toepassing op|biedt (?:de |een )?(?:mogelijkheid|ruimte|grondslag)(?: (?:om|voor))?|begrenst|bepaalt|stelt|regelt|schrijft voor|verplicht|eist|geeft aan|aangegeven|is bepaald|is vastgelegd|"
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
# Words that say that a law is used, not what for.
_GENERIC = re.compile(
    r"(?:(?:de|het|een|van|in|door|met|bij|wordt|worden|kan|kunnen|is|zijn|te|we|wij|goede|nieuwe|bestaande|consequente|"
    r"toepassing|toepassen|toegepast|toe|inzet|inzetten|ingezet|gebruik|gebruiken|gebruikt|uitvoering|invoering|ingevoerd|komst|"
    r"mogelijkheden|bevoegdheden|instrument(?:en)?|instrumentarium|denkbaar|mogelijk|ingetrokken|aangepast|gewijzigd|onder meer|"
    r"passen|zetten|benutten|hanteren|kader|sinds|dankzij)\b\s*)*",
    re.I,
)
_PURPOSE = re.compile(r"\b(?:ter|om|voor|tegen|ten behoeve van|gericht op)\s+(?P<purpose>(?:(?:de|het|een)\s+)?[^.,;()]{4,100})")
# "Wij letten op de toepassing": a clause that ends in such a noun says no more than the noun
_USE = re.compile(r"^.*\b(?:op|aan|tot|met|bij|in|door|via)\s+(?:de|het)?\s*(?:toepassing|inzet|gebruik|uitvoering|invoering)$", re.I)
_CONDITION = re.compile(r"^(?P<condition>(?:Als|Indien|Wanneer|Bij)\s[^,]{8,100}),\s")
_OPENING = re.compile(r"^(?:bij|in geval van|tegen|voor|tot|om)\s+", re.I)
_CLOSING = re.compile(r"\s+(?:passen|zetten|gebruiken|benutten|hanteren)\s+(?:we|wij)$", re.I)
_TOPIC_LENGTH = 100
_LABEL_LENGTH = 250


def topic_of(text: str, start: int, end: int, lead: str) -> str:
    """What the law named at characters [start, end) of a sentence is referred to for; empty when the sentence does not say.

    lead: the words that the layout put before the sentence.
    """
    words = _topic(text, start, end, lead)
    tidied = _CLOSING.sub("", _OPENING.sub("", words)) if not _LABEL.match(text[end:]) else words
    tidied = "" if _USE.match(tidied) else tidied
    purpose = _PURPOSE.search(text[end:])
    generic = re.match(rf"{_GENERIC.pattern}(?=ter |om |voor |tegen |ten behoeve|gericht|$)", tidied, re.I)
    if not (generic and (generic.end() == len(tidied) or purpose)):
        return tidied
    if purpose is None:
        return ""
    wanted = _trimmed(purpose.group("purpose"))
    condition = _CONDITION.match(text) if " " not in wanted else None
    return f"{wanted} {condition.group('condition')[0].lower()}{condition.group('condition')[1:]}" if condition else wanted


def _topic(text: str, start: int, end: int, lead: str) -> str:
    """What the law is referred to for, in the words of the sentence; `lead` is what the layout put before it."""
    after, before = text[end:], text[:start]
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
        return f"{words} {text[start:end]}"  # an adjective alone says nothing: "digitale BIBOB"
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
