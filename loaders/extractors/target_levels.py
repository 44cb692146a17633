"""Levels that are set: at least so many, a norm, a target figure, a share, a sum, a deadline for everyone.

We pakken jaarlijks minstens 40 criminele samenwerkingsverbanden aan
In 2025 worden minstens 12.000 zaken door de politie afgehandeld (11.000 in 2022).
de door de minister vastgestelde norm van 90% bezetting
het landelijke streefcijfer voor 2025 is 1250 zaken
een percentage van 30% van de aangeleverde dossiers positief wordt afgedaan
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Confidence
from loaders.clauses import attributive, clauses, participle, past_participle, phrase, subject, tidy
from loaders.extractors.shares import shares, subordinate
from loaders.figures import AMOUNT, AT_LEAST, AT_MOST, Quantity, Years, quantities, years
from loaders.scopes import scope_of

_TIME = re.compile(r"^(?:jaar|jaren|maand|maanden|week|weken|dag|dagen|uur|keer|maal|minuten|fte|procent)\b", re.I)
_BOUND = re.compile(rf"^(?:{AT_LEAST}|{AT_MOST}|doorlopend)$", re.I)
_SET = re.compile(
    r"\b(?P<adjectives>(?:[a-zà-ÿ-]+e )*)(?P<noun>norm|streefcijfer|streefwaarde|streefgetal|streefpercentage|ambitie|doelstelling|taakstelling|"
    r"werkvoorraad|minimum|maximum)"
    r"(?:\s+voor (?P<year>(?:19|20)\d{2}))?\s+(?:is|bedraagt|van|wordt)\s+(?P<bound>gemiddeld\s+|minimaal\s+|maximaal\s+)?(?=[-−–]?\d|€)",
    re.I,
)
_RATIO = re.compile(r"(?P<one>\d+) (?P<thing>[a-zà-ÿ-]+) (?:op|per) (?P<many>[\d.]+) (?P<whom>[a-zà-ÿ-]+)")
_SHARE = re.compile(rf"\bpercentage van (?P<share>{AMOUNT}) van (?:de |het |alle )?(?P<rest>.+?)(?=[,.;]|$)", re.I)
_GRADED = re.compile(r"^(?:rapport)?cijfer\b.*|^[a-z]*score\b.*", re.I)
_EXISTS = re.compile(
    r"\b(?:er zijn|zijn er|er is)\s+(?=(?:doorlopend|minimaal|minstens|ten minste|maximaal|hooguit|hoogstens|niet meer dan))",
    re.I,
)
_PER = re.compile(r"\bper (?P<unit>(?:eenheid|district|gemeente|basisteam|politie-eenheid|regio))\b", re.I)
_COMMITS = re.compile(
    r"\b(?:wordt|worden|pakken|pakt|realiseren|realiseert|behandelen|brengt|brengen|houdt|houden|levert|leveren|doet|doen|controleert|controleren|traint|trainen|voeren|voert|zijn er|er zijn|leggen|nemen|zullen|zal|voelt|heeft|hebben)\b",
    re.I,
)
# "Het aantal meldingen ligt niet hoger dan 1.000"
_HELD = re.compile(
    r"^\W*(?:het )?(?P<what>aantal [^.;,()\d]+?) (?:ligt|is|blijft|bedraagt|komt) (?:uit op )?(?=(?:niet|hooguit|hoogstens|maximaal|minimaal|minstens|ten)\b)",
    re.I,
)
# "De recidive komt onder de 30% te liggen (nu 38%)"
_UNDER = re.compile(
    rf"^\W*(?:de |het )?(?P<what>[a-zà-ÿ][^.;,()\d]*?) (?:komt|ligt|blijft|daalt|zakt|is|stijgt) (?P<way>onder|boven) (?:de )?(?P<value>{AMOUNT})"
    rf"(?P<rest>[^.;()]*)(?:\((?:nu|thans|in (?P<year>(?:19|20)\d\d)|was)(?: nog)?:? (?P<base>{AMOUNT})\))?",
    re.I,
)
_QUOTED_COUNT = re.compile(r"\baantal (?:[^\";,.]*?)(?=[\";,.]|\sen\s)", re.I)

_NO_YEARS = Years()


@dataclass(frozen=True, slots=True)
class Level:
    """A level that is set. start, end: offsets of its words in the sentence. named: the indicator is a bare counted noun.

    recalled: an ambition of before that the sentence looks back on; its years stand in the sentences above.
    """

    start: int
    end: int
    indicator: str
    value: Decimal | None
    unit: str
    years: Years = _NO_YEARS
    scope: str = ""
    direction: str = ""
    base: Decimal | None = None
    change: Decimal | None = None
    named: bool = False
    recalled: bool = False
    confidence: Confidence = Confidence.HIGH


def levels(sentence: str, context: str = "", *, intended: bool = False) -> Iterator[Level]:
    """The levels a sentence sets, in order.

    context: the words of the block, where a counted noun may be named in full. intended: the place of the sentence
    says that it states an ambition, so that its verb need not.
    """
    taken: list[tuple[int, int]] = []
    for level in [*_shares(sentence), *_set(sentence, context), *(_under(sentence) if intended else ())]:
        taken.append((level.start, level.end))
        yield level
    if taken:
        return
    carried = Years()
    for start, end in clauses(sentence):
        clause = sentence[start:end]
        for quantity in quantities(clause):
            bounded = _bounded(clause, quantity, sentence, intended)
            if bounded is not None:
                spoken = years(clause)
                base, base_year = stood_at(clause, quantity)
                yield Level(
                    start + bounded.start, start + bounded.end, bounded.indicator, bounded.value, bounded.unit,
                    Years(spoken.about, base_year).filled(carried), scope_of(clause, "") if not bounded.scope else bounded.scope,
                    compared(base, bounded.value), base,
                )  # fmt: skip
        carried = years(clause).filled(carried)


def _under(sentence: str) -> Iterator[Level]:
    """ "De recidive onder jongeren komt onder de 30% te liggen (nu 38%)": a bound, and where things stand."""
    match = _UNDER.match(sentence)
    if match is None:
        return
    value = next(quantities(match.group("value")))
    base = next(quantities(match.group("base"))).value if match.group("base") else None
    spoken = Years(years(sentence[: match.end("rest")]).about, int(match.group("year")) if match.group("year") else None)
    way = compared(base, value.value) or ("afname" if match.group("way") == "onder" else "toename")
    unit = value.unit or value.noun or "aantal"
    yield Level(0, match.end(), tidy(match.group("what")), value.value, unit, spoken, scope_of(sentence, ""), way, base)


def compared(base: Decimal | None, value: Decimal | None) -> str:
    """The direction from where things stood to where they are to be; empty where one of them is not said."""
    if base is None or value is None:
        return ""
    return "toename" if value > base else "afname" if value < base else "stabiel"


def stood_at(clause: str, quantity: Quantity) -> tuple[Decimal | None, int | None]:
    """Where things stood: "minstens 12.000 zaken afgehandeld (11.000 in 2022)"."""
    match = re.search(r"\((?P<value>[^()]*?) in (?P<year>(?:19|20)\d{2})\)", clause[quantity.end :]) or re.search(
        r"\((?:in )?(?P<year>(?:19|20)\d{2}):? (?P<value>[^()]*?)\)", clause[quantity.end :]
    )
    found = list(quantities(match.group("value"))) if match else []
    if match and len(found) == 1 and found[0].unit == quantity.unit:
        return found[0].value, int(match.group("year"))
    return None, None


def _bounded(clause: str, quantity: Quantity, sentence: str, intended: bool) -> Level | None:
    if not _BOUND.match(quantity.bound) or _TIME.match(quantity.noun or clause[quantity.end :].lstrip()):
        return None
    if (
        not intended
        and not _COMMITS.search(sentence)
        and not re.match(r"\W*(?:minstens|minimaal|maximaal|ten minste|tenminste)", sentence, re.I)
    ):
        return None
    if re.search(r"\b(?:van|naar|tot)\s*$", clause[: quantity.start]):
        return None
    if not quantity.noun and not quantity.unit and (grade := _GRADED.match(subject(clause))):
        return Level(0, len(clause), grade.group(), quantity.value, "cijfer")
    if not quantity.noun and not quantity.unit and (held := _HELD.match(clause)):
        return Level(0, len(clause), tidy(held.group("what")), quantity.value, "aantal")
    if not quantity.noun:
        return _sum(clause, quantity) if quantity.unit != "%" else _share_of(clause, quantity)
    return _counted(clause, quantity)


def _sum(clause: str, quantity: Quantity) -> Level | None:
    """ "ten minste 55 miljoen aan crimineel vermogen", "55 miljoen opgelegd aan waardebeslag bij criminelen": a sum of money."""
    match = re.match(r"\s*(?:(?P<done>\w+) )?aan (?P<what>[^,.;]+)", clause[quantity.end :])
    if not match:
        return None
    what, particle = _without_particle(tidy(match.group("what")))
    done = match.group("done") if match.group("done") and participle(match.group("done")) else ""
    verb = re.search(r"\b([a-z]{4,}en)\b", clause[: quantity.start])
    if not done and particle and verb:
        done = past_participle(verb.group(1), particle)
    label = f"{done} {what}" if done else what  # no ending before a neuter noun: "opgelegd waardebeslag"
    return Level(0, len(clause), label, quantity.value, "euro")


def _without_particle(what: str) -> tuple[str, str]:
    match = re.fullmatch(r"(?P<what>.+?) (?P<particle>aan|af|op|uit|in|weg)", what)
    return (match.group("what"), match.group("particle")) if match else (what, "")


def _share_of(clause: str, quantity: Quantity) -> Level | None:
    share = next((each for each in shares(clause) if each.value == quantity.value), None)
    if share is not None:
        return Level(0, len(clause), share.label, quantity.value, "%")
    match = re.match(r"\s*van (?:de |het |alle )?(?P<rest>[^,.;]+)", clause[quantity.end :])
    if not match:
        return None
    return Level(0, len(clause), f"aandeel {subordinate(tidy(match.group('rest')))}", quantity.value, "%")


def _counted(clause: str, quantity: Quantity) -> Level | None:
    tail = clause[quantity.noun_end :]
    what = quantity.noun
    joined = re.match(r" en ([a-zà-ÿ-]+)\b(?! en)", tail)
    if joined and not participle(joined.group(1)):
        what, tail = f"{what} en {joined.group(1)}", tail[joined.end() :]
    start, unit = quantity.start, what if what == quantity.noun else "aantal"
    if re.search(r"\bvoor\s*$", clause[:start]):
        plan = re.match(r"\s*(een (?P<plan>[a-zà-ÿ][\w ]*?)) (?P<done>\w+)\W*$", tail)
        if plan and participle(plan.group("done")):
            return Level(0, len(clause), f"{what} met een {plan.group('plan')}", quantity.value, unit)
    done = next((word for word in reversed(re.findall(r"\w+", tail.split("(")[0])) if participle(word)), "")
    if _EXISTS.search(clause):
        rest = re.split(r"\b(?:waar\w*|die|dat)\b|[,.;]", tail)[0]
        return Level(0, len(clause), f"{what} {tidy(rest)}".strip(), quantity.value, unit)
    if done:
        return Level(0, len(clause), f"aantal {attributive(done)} {what}", quantity.value, unit)
    particle = re.match(r"\s+(aan|af|op|uit)\W*$", tail)
    verb = re.search(r"\b([a-z]{4,}en)\b", clause[:start])
    if particle and verb:
        return Level(
            0,
            len(clause),
            f"aantal {attributive(past_participle(verb.group(1), particle.group(1)))} {what}",
            quantity.value,
            unit,
        )
    return Level(0, len(clause), f"aantal {what}", quantity.value, unit)


def _shares(sentence: str) -> Iterator[Level]:
    match = _SHARE.search(sentence)
    if match:
        found = next(quantities(match.group("share")))
        rest = tidy(match.group("rest"))
        verb = re.fullmatch(r"(?P<what>(?:[a-zà-ÿ]+e )*[a-zà-ÿ-]+) (?P<rest>.+)", rest)
        label = f"aandeel {verb.group('what')} dat {verb.group('rest')}" if verb else f"aandeel {rest}"
        yield Level(match.start(), match.end(), label, found.value, "%", years(sentence), scope_of(sentence, ""))


def _set(sentence: str, context: str) -> Iterator[Level]:
    for match in _SET.finditer(sentence):
        noun = match.group("noun").lower()
        found = next((each for each in quantities(sentence[match.end() :]) if each.start == 0), None)
        if found is None:
            continue
        tail = sentence[match.end() :]
        ratio = _RATIO.match(tail)
        about = (
            Years(int(match.group("year")))
            if match.group("year")
            else years(sentence)
            if noun.startswith("streef")
            else Years()
        )
        scope = scope_of(sentence, "")
        end = match.end() + (ratio.end() if ratio else found.noun_end)
        if ratio:
            label = (
                f"{ratio.group('thing')}{_plural(ratio.group('thing'))} per {ratio.group('many')} {ratio.group('whom')}"
            )
            yield Level(0, len(sentence), label, found.value, ratio.group("thing"), about, scope)
        elif found.unit == "%" and found.value < 0:
            yield Level(0, len(sentence), _aim_of(sentence, context), None, "%", about, "", "afname", change=found.value,
                        confidence=Confidence.MEDIUM, recalled=True)  # fmt: skip
        elif noun == "norm":
            head = found.noun or phrase(tail[found.end :])
            about_it = subject(sentence)
            label = (
                re.sub(r"^(?:actuele|huidige|feitelijke) ", "", about_it)
                if head and head.lower() in about_it.lower()
                else head
            )
            yield Level(0, len(sentence), label, found.value, found.unit or found.noun, about, scope)
        elif noun == "werkvoorraad":
            per = _PER.search(tail)
            label = f"{match.group('adjectives')}{noun} {found.noun}".strip()
            yield Level(match.start(), match.end() + (per.end() if per else found.noun_end), label, found.value, found.noun,
                        about, f"per {per.group('unit')}" if per else scope)  # fmt: skip
        elif found.noun:
            label = _counted_in_full(found.noun, context)
            yield Level(
                max(0, sentence.rfind(".", 0, match.start()) + 1),
                end,
                label,
                found.value,
                found.noun,
                about,
                scope,
                named=label == found.noun,
            )


def _plural(noun: str) -> str:
    return "en" if noun.endswith(("t", "d", "n")) else "s"


def _aim_of(sentence: str, context: str) -> str:
    """What a recalled ambition is about: the nearest thing counted before it in the block ("totaal aantal geweldsmisdrijven")."""
    before = context[: context.find(sentence)] if sentence in context else context
    found = [subject(before[start:end]) for start, end in clauses(before)]
    counted = re.findall(r"\b(?:totaal )?aantal (?:[a-zà-ÿ]+e )*[a-zà-ÿ-]+", before)
    return counted[-1] if counted else next((label for label in reversed(found) if label), "")


def _counted_in_full(noun: str, context: str) -> str:
    """ "het aantal via strafrechtelijke weg aangepakte csv's" for "csv's", where the block says so."""
    bare = noun.split()[-1].lower()
    for found in _QUOTED_COUNT.finditer(context):
        if found.group().lower().rstrip().endswith(bare):
            return found.group().strip()
    return noun
