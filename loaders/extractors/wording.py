"""Labels made of a document's own words: trimming, splitting of enumerations, and telling when two name the same.

Everything that cuts works on MappedText, so that a label still leads to its words in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.reading.text import MappedText

_ARTICLE = re.compile(r"^(?:de|het|een|'t)\s+", re.I)
_TAIL = re.compile(r"[\s.,;:!–-]+$|\s+(?:en|of)[\s,;]*$")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")
_DASH_PREFIX = re.compile(r"(?<=\s)[–—](?=\w)")
_LOOSE_HYPHEN = re.compile(r"(?<=\w)- (?!(?:en|of|als)\b)(?=\w)")  # "publiek- private", cut at a line's end
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:[-'/][^\W_]+)*")
_STOP = frozenset((
    "de", "het", "een", "van", "en", "of", "in", "op", "aan", "voor", "met", "te", "tot", "om", "door", "bij",
    "naar", "uit", "als", "die", "dat", "dit", "deze", "is", "zijn", "worden", "wordt", "onze", "ons", "we",
    "wij", "zij", "hun", "ook", "dus", "daarom", "daarnaast", "meer", "onder", "andere", "o", "a", "aanpak",
    "thema", "thema's", "bestrijding", "bestrijden", "tegengaan",
))  # fmt: skip
_AND = re.compile(r"\s+(?:en|alsmede|evenals)\s+(?![/])")
_OPENS_LAST = re.compile(r"^(?:en|maar ook|alsmede|evenals|en ook|ook)\s+", re.I)
_EXAMPLES = re.compile(r"\s+(?:zoals|als|waaronder|bijvoorbeeld|denk aan|met name|namelijk|te weten)\s+", re.I)
# Words of a picture printed twice, one on the other: "…aanpakkenMet als doel…".
_PRINTED_TWICE = re.compile(r"(?<=[a-zà-ÿ]{4})(?=[A-ZÀ-Ý][a-zà-ÿ]+ [a-zà-ÿ])")
_EXPLAINS = re.compile(
    r",? (?:zodat|waarbij|waardoor|omdat|waarmee|waarvan|opdat|al dan niet|inclusief|denk aan|bijvoorbeeld|zoals|waaronder|"
    r"onder (?:meer|andere)|al naar gelang|indien|tenzij|mits|vanwege|gelet op)\b|(?<!\.[a-z])\. (?=[A-ZÀ-Ý'\"])"
)
_SPLIT_VERB = re.compile(
    r"\b(aan|af|bij|door|heen|in|mee|na|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voort|weg|tegemoet) te (?!kunnen|moeten|mogen|hoeven|worden|hebben|laten)(\w+(?:en|aan|ien|oen))\b"
)
_TO = re.compile(r"(?:(?<=\s)|^)(?<!\bhet )(?<!\bde )(?<!\been )te (\w+(?:en|aan|ien|oen)|zijn)\b", re.I)
_SUBORDINATE = re.compile(r"\b(?:om|door|waardoor|waarbij|waarmee|zodat|die|dat)\b")
_NEXT_CLAUSE = re.compile(r"[;:] |, (?:en|maar|of|die|dat|om|met)\b")
_PURPOSE = re.compile(r",? (?:om (?!te\b)|ten behoeve van |ter )")
_UNFINISHED = re.compile(r"\b(?:naar|van|op|in|aan|met|voor|door|bij|tot|uit|over|de|het|een|en|of|te|om)$")
_WHOLE = 40  # code points that may well be a whole clause
_ASIDE = re.compile(r"^(?:als|waaronder|zoals|inclusief|al dan niet|bijvoorbeeld|met name)\s", re.I)


def trim(text: str) -> str:
    """`text` without white space, bullets and closing signs around it; inner white space folded, dashes plain."""
    folded = _LOOSE_HYPHEN.sub("-", _DASH_PREFIX.sub("-", _SPACE.sub(" ", text))).strip(" \t-–•￭")
    while (shorter := _TAIL.sub("", folded)) != folded:
        folded = shorter
    return folded


def capitalised(text: str) -> str:
    """The first letter as a capital ("(huiselijk) geweld" -> "(Huiselijk) geweld")."""
    for at, char in enumerate(text):
        if char.isalpha():
            return text[:at] + char.upper() + text[at + 1 :]
    return text


def label(text: str, *, articles: bool = True, parentheses: bool = False) -> str:
    """A label of a document's own words: trimmed, first letter a capital, no closing full stop.

    articles: whether a leading article is taken off. parentheses: whether a closing parenthesis is taken off.
    """
    words = trim(text)
    if parentheses:
        words = _PARENTHESIS.sub("", words) or words
    if articles:
        words = _ARTICLE.sub("", words)
    return capitalised(trim(words))


def tokens(text: str) -> frozenset[str]:
    """The words of a label that carry its meaning, in lower case."""
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(word for word in words if word not in _STOP)


def same_naming(left: str, right: str) -> bool:
    """Whether two labels name the same: their meaningful words are equal, or those of one are among the other's."""
    one, other = tokens(left), tokens(right)
    return bool(one) and bool(other) and (one <= other or other <= one)


def prevailing_case(words: str, text: str) -> str:
    """`words` as the document `text` mostly writes them: "Kwetsbare Personen" is written "Kwetsbare personen"."""
    first, _, rest = words.partition(" ")
    lower = f"{first} {rest.lower()}"
    if not rest or rest == rest.lower() or any(len(w) > 1 and w.isupper() for w in rest.split()):
        return words
    return lower if text.count(lower) + text.count(lower[0].lower() + lower[1:]) > text.count(words) else words


def first_sentence(text: str) -> str:
    """The first sentence of a label, up to a full stop or question mark followed by a capital."""
    return re.split(r"(?<=[a-zà-ÿ)\d'\"])[.?!]\s+(?=[A-ZÀ-Ý'\"])", text, maxsplit=1)[0]


def clause(text: str, limit: int = 150) -> str:
    """`text` no longer than a clause: what only explains it is left off when it passes `limit` code points.

    Never longer than one and three quarters times the limit: then cut before the last clause that explains, or else
    between words.
    """
    if match := _PRINTED_TWICE.search(text):
        text = text[: match.start()]
    for pattern in (_EXPLAINS, _NEXT_CLAUSE):
        if len(text) > limit and (match := _end_of_clause(pattern, text, limit * 3 // 5)):
            text = text[: match.start()]
    most = limit * 7 // 4
    if len(text) > most:
        explained = [match.start() for match in _EXPLAINS.finditer(text, _WHOLE, most)]
        explained = explained or [match.start() for match in _PURPOSE.finditer(text, _WHOLE, most)]
        cut = explained[-1] if explained else text.rfind(", ", _WHOLE, most)
        text = text[: cut if cut > 0 else text.rfind(" ", 0, most)]
    return text[: text.rfind("(")].rstrip() if text.count("(") > text.count(")") else text


def _end_of_clause(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """The first match from `start` on before which a clause can end: not after "naar" in "naar bijvoorbeeld x"."""
    return next((m for m in pattern.finditer(text, start) if not _UNFINISHED.search(text[: m.start()])), None)


def plain_infinitives(text: str) -> str:
    """ "criminaliteit tegen te gaan" as "criminaliteit tegengaan", "schade te voorkomen" as "schade voorkomen".

    After "om" and the like the words stay as they are ("… om zicht te behouden").
    """
    match = _SUBORDINATE.search(text, 1)  # "die lokale basis te versterken": what opens the words depends on nothing
    head, rest = (text[: match.start()], text[match.start() :]) if match else (text, "")
    return _TO.sub(r"\1", _SPLIT_VERB.sub(r"\1\2", head)) + rest


def printed_lines(source: str, text: MappedText) -> Iterator[MappedText]:
    """The pieces of a block that stand on lines of their own: in a picture each line is a label, unless it begins
    with a small letter. `source` is the text of the file."""
    start = 0
    for at in range(1, len(text)):
        before = at - 2 if text.text[at - 1] == " " and at > 1 else at - 1
        if "\n" in source[text.ends[before] : text.starts[at]] and text.text[at].isupper():
            yield text[start:at].strip()
            start = at
    yield text[start:].strip()


def headword(text: str) -> str:
    """The part of an item before its explanation: "Cyber: alles wat digitaal is en niet fysiek blijft" is about Cyber.

    A short addition after the colon belongs to the label ("crimineel gewin afpakken: geld en luxe goederen").
    """
    before, colon, after = text.partition(": ")
    if colon and len(before.split()) <= 9 and len(after.split()) > 6:
        return before
    return text


def enumeration(text: MappedText, *, examples: bool = False) -> Iterator[MappedText]:
    """The members of "a, b, c en d", each with its place. What is between parentheses or quotation marks is not cut.

    examples: whether "a zoals b en c" gives a, b and c; otherwise it stays one member.
    """
    parts = [part for part in _cut(text, re.compile(r"[,;]\s")) if part]
    for at, part in enumerate(parts):
        last = at == len(parts) - 1
        opened = last and bool(_OPENS_LAST.match(part.text)) and not part.text.lower().startswith(("maar", "ook"))
        part = _without(part, _OPENS_LAST)
        if _ASIDE.match(part.text) and at:
            continue
        head_examples = list(_cut(part, _EXAMPLES, limit=1)) if examples else []
        if len(head_examples) == 2:
            yield head_examples[0]
            yield from _cut(head_examples[1], _AND)
        elif last and not opened and not parts[at - 1].text.endswith((" en", " of")):
            yield from _cut(part, _AND, keep_last=len(parts) > 1)
        else:
            yield _end_trimmed(part)


def _cut(text: MappedText, pattern: re.Pattern[str], limit: int = 0, keep_last: bool = False) -> Iterator[MappedText]:
    """Pieces of `text` between matches of `pattern` that stand outside parentheses and quotation marks.

    keep_last: cut at the last match only ("terrorisme en extremisme en migratie" ends in "migratie").
    """
    outside = _outside(text.text)
    matches = [match for match in pattern.finditer(text.text) if outside[match.start()]]
    if keep_last:
        matches = matches[-1:]
    elif limit:
        matches = matches[:limit]
    last = 0
    for match in matches:
        yield _end_trimmed(text[last : match.start()])
        last = match.end()
    yield _end_trimmed(text[last:])


def _outside(text: str) -> list[bool]:
    """For each character whether it stands outside parentheses and double quotation marks."""
    depth, quoted, found = 0, False, []
    for char in text:
        depth += char == "("
        found.append(depth == 0 and not quoted)
        depth = max(0, depth - (char == ")"))
        quoted ^= char == '"'
    return found


def _without(text: MappedText, pattern: re.Pattern[str]) -> MappedText:
    match = pattern.match(text.text)
    return text[match.end() :] if match else text


def _end_trimmed(text: MappedText) -> MappedText:
    return text.strip(" .,;:")
