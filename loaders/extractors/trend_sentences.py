"""Trends told in a sentence, by its nouns, adjectives and verbs of change.

Landelijk is een toename te zien van drugsgebruik en de daarbij behorende problematiek.
Steeds meer mensen worden het slachtoffer van cybercrime.
De aandacht verschuift dus van uitreizigers naar terugkeerders.
Zo ontstaan er nieuwe vormen van criminaliteit, als hacken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.clauses import CHANGE_NOUN, clauses, direction, phrase, subject, tidy
from loaders.extractors.trend_comparatives import compared
from loaders.extractors.trend_patterns import Told, developments

_NOUN = re.compile(
    r"\b(?P<noun>toename|afname|daling|groei|stijging|verschuiving|opkomst|verjonging|verharding|verruwing|vermenging|ontwrichting|golf|(?<=het )ontstaan)"
    r"(?: te zien| waar te nemen| op)? (?:van|aan|in) (?P<what>.+)",
    re.I,
)
_OFTEN = re.compile(r"^\W*(?P<what>steeds vaker [a-zà-ÿ]+ (?!we\b|wij\b)[^.;,]+)", re.I)
_SHIFT = re.compile(r"\bverschuiving van (?P<what>[a-zà-ÿ-]+ naar [a-zà-ÿ-]+(?: [a-zà-ÿ-]+)?)", re.I)
_ADJECTIVE = re.compile(
    r"\b(?P<word>toenemende?|groeiende?|afnemende?|stijgende|dalende|oplopende|voortgaande|opkomende|aanhoudende?|veranderende?) (?P<what>[a-zà-ÿ(][^.;:]*)",
    re.I,
)
_EVER = re.compile(r"\bsteeds (?P<way>meer|minder|vaker) (?P<what>[a-zà-ÿ][^.;:,]*)", re.I)
_EVER_SO = re.compile(
    r"(?P<who>[\wà-ÿ' ()/-]+?) (?:worden|wordt|raken|raakt|is|zijn|krijgt|krijgen) (?P<what>(?:in de praktijk )?steeds (?:meer )?[a-zà-ÿ]+(?:er)?(?:(?! en er\b)(?! en is\b) [a-zà-ÿ]+){0,5})",
    re.I,
)
_VERB = re.compile(
    r"\b(?:groeit|groeien|gegroeid|toeneemt|toenemen|toegenomen|(?:neemt|nemen|nam|namen)\b[^.;,]*?\btoe|afneemt|afgenomen|(?:neemt|nemen|nam|namen)\b[^.;,]*?\baf|"
    r"(?:loopt|lopen|liep|liepen)\b[^.;,]*?\bterug|(?:loopt|lopen|liep|liepen)(?: (?!gelijk|vooruit|samen|tegen)[a-zà-ÿ]+){0,3} op(?= (?:tot|naar|van|met)\b|\s*[.,;]|$)|"
    r"zak(?:t|ken|te|ten)|gezakt|kelderden?|gestegen|steeg|stegen|daalde|daalden|groeide|"
    r"stijgen|stijgt|gedaald|daalt|dalen|verschuift|verandert|verbetert|verslechtert|transformeert|digitaliseert|verhardt|verjongt|halveerden?|verdubbelden?|gehalveerd|verdubbeld|omgebogen|lager dan|hoger dan)\b",
    re.I,
)
_TRUST = re.compile(r"\b(?P<way>meer|minder) (?P<what>(?:vertrouwen|draagvlak) in [a-zà-ÿ][^,.;]*)", re.I)
_STRONGER = re.compile(
    r"\b(?P<what>steeds [a-zà-ÿ]+ere,? (?:[a-zà-ÿ]+e,? (?:en )?)*[a-zà-ÿ-]+)(?= (?:zijn|is|worden|wordt)\b)", re.I
)
_NEW = re.compile(r"\b(?:ontstaan|ontstaat|opereren) (?:er )?(?P<what>nieuwe [a-zà-ÿ]+(?: van [a-zà-ÿ]+)?)", re.I)
_ARISEN = re.compile(
    r"\b(?:er (?:is|zijn)|(?:is|zijn) er) (?:een )?(?P<what>[a-zà-ÿ][\wà-ÿ -]*?) (?:ontstaan|in opkomst)(?P<rest> (?:rondom|rond|in|bij) [a-zà-ÿ-]+)?",
    re.I,
)
_RISING = re.compile(r"\ber (?:is|zijn) (?:een )?(?P<what>[a-zà-ÿ][\wà-ÿ -]*?) in opkomst", re.I)
_FLOW = re.compile(
    r"\b(?P<what>doorstroom van [^,.;]+? naar [a-zà-ÿ-]+(?: [a-zà-ÿ-]+)?)(?= (?:geadresseerd|worden|te)|[,.;]|$)", re.I
)
_TOWARDS = re.compile(r"\b(?P<what>(?:snelle )?ontwikkeling(?:en)? naar een [a-zà-ÿ-]+)", re.I)
_HOLDS = re.compile(r"\b(?:we|wij|moet(?:en)?|willen|wil|zodat|opdat|om te|kan|kunnen|zal|zullen)\b", re.I)
_NOT_A_THING = re.compile(
    r"^(?:we|wij|dan|te|dat|die|dit|deze|er|mate|als|scherp\w*|(?:enige )?zorgen|ambities?)\b|formatie|^(?:de |het )?(?:totale )?(?:sterkte|capaciteit|bezetting|inzetba)",
    re.I,
)
_CUT = re.compile(
    r",(?! [a-zà-ÿ]+ en [a-zà-ÿ]+)| en (?:dynamische|technologische|snelle) ontwikkelingen| waar(?:an|in|op|over|door|bij|uit|van)\b|[.;:]| en (?:er|is|het|wordt)\b"
    r"| (?:hetgeen|waardoor|omdat|zodat|worden|wordt|is|zijn|zal|kan|spelen|speelt|ontstaan|ontstaat|vragen|vraagt|hangen|hangt|met zowel|met de|niet)\b"
    r"| (?:in )?(?:de|het) (?:afgelopen|laatste|komende)\b",
    re.I,
)
_RELATIVE = re.compile(r" (?:die|dat) ")
_SECOND = re.compile(r"^[a-zà-ÿ-]+(?: \([^)]*\))? en (?P<what>[a-zà-ÿ-]+)(?= \(|,|\.)", re.I)
_SOCIETY = re.compile(r"^(?:samenleving|maatschappij|wereld|criminaliteit|digitalisering)\b", re.I)


def told(sentence: str, *, doing: bool = False) -> Iterator[Told]:
    """The trends a sentence tells. doing: the sentence stands in an approach, where only a thing said to grow is one."""
    taken: list[tuple[int, int]] = []
    readers = (_adjectives,) if doing else (_nouns, _adjectives, _ever, _new, _verbs, developments, compared)
    for reader in readers:
        for one in reader(sentence):
            if any(one.start < end and start < one.end for start, end in taken):
                continue
            taken.append((one.start, one.end))
            yield one


def _what(text: str) -> str:
    """The words a trend is about: up to a verb or a sign, a short relative clause included, brackets closed."""
    cut = _CUT.search(text)
    words = text[: cut.start()] if cut else text
    relative = _RELATIVE.search(words)
    if relative and (len(words[relative.end() :].split()) > 6 or " en " in words[: relative.start()]):
        words = words[: relative.start()]
        words = words.rsplit(" en ", 1)[0]
    if ")" in words and "(" not in words.split(")")[0]:
        words = words.split(")")[0]
    if len(words.split()) > 10:
        words = re.split(r"\s\(", words)[0]
    if len(words.split()) > 8 and " en " in words:
        words = words.rsplit(" en ", 1)[0]
    return " ".join(tidy(f"x {words}").split()[1:])


def _nouns(sentence: str) -> Iterator[Told]:
    for match in _SHIFT.finditer(sentence):
        yield Told(f"verschuiving van {tidy(match.group('what'))}", "", match.start(), match.end())
    for match in _TOWARDS.finditer(sentence):
        yield Told(tidy(match.group("what")), "", match.start(), match.end())
    for match in _FLOW.finditer(sentence):
        yield Told(tidy(match.group("what")), "", match.start(), match.end())
    yield from _change_nouns(sentence)


def _change_nouns(sentence: str) -> Iterator[Told]:
    at = 0
    while match := _NOUN.search(sentence, at):
        at = match.start("what")
        noun, what = match.group("noun").lower(), _what(match.group("what"))
        if noun in ("toename", "groei") and re.search(r"\b(?:mogelijk dat|zal gestreefd)\b", sentence, re.I):
            continue
        if noun == "verschuiving" or _NOT_A_THING.search(what) or not what or re.match(r"[\d-]", what):
            continue
        if re.search(
            r"\b(?:streven|gestreefd|ambitie|afspraak|kan|zou|leidt tot|resulteert in|gaat gepaard)\b",
            sentence[: match.start()],
            re.I,
        ):
            continue
        glue = "aan" if noun == "golf" else "in" if noun == "groei" and " in " in match.group()[:12] else "van"
        way = direction(noun) or ("toename" if noun in ("golf", "opkomst", "ontstaan") else "")
        at_what = match.group("what").find(what)
        end = match.start("what") + at_what + len(what) if at_what >= 0 else match.end()
        yield Told(f"{noun} {glue} {what}", way, match.start(), min(end, match.end()))


def _adjectives(sentence: str) -> Iterator[Told]:
    for match in _ADJECTIVE.finditer(sentence):
        if sentence[match.start() - 3 : match.start()].lower() == "in " and match.group("what").lower().startswith(
            "mate"
        ):
            continue
        what = _what(match.group("what"))
        if (
            not what
            or _NOT_A_THING.search(what)
            or what.startswith("aantal")
            or re.search(r"\bdeze (?:voortdurend )?$", sentence[: match.start()])
        ):
            continue
        word = match.group("word").lower()
        noun = re.match(r"dalende trend\b", match.group(), re.I)
        if noun:
            about = subject(sentence)
            if about:
                yield Told(f"dalende trend {about}", "afname", match.start(), match.start() + len(noun.group()))
            continue
        way = (
            ""
            if word.startswith(("verander", "aanhoudend"))
            else "toename"
            if word.startswith(("toe", "groei", "stijg", "oplop", "voort", "opkom"))
            else "afname"
        )
        second = _SECOND.match(match.group("what")) if word.startswith("verander") else None
        what = re.split(r" \(| en ", what)[0] if second else what
        yield Told(f"{word} {what}", way, match.start(), match.start("what") + len(what))
        if second:
            at = match.start("what") + second.start("what")
            yield Told(f"{word} {second.group('what')}", way, at, at + len(second.group("what")))


def _ever(sentence: str) -> Iterator[Told]:
    for match in _EVER_SO.finditer(sentence) if "steeds" in sentence else ():
        who = re.sub(
            r"^(?:ook|in noord-holland|daarnaast|maar|en)\s+", "", tidy(match.group("who").split(",")[-1]), flags=re.I
        )
        words = match.group("what")
        if (
            who
            and not _NOT_A_THING.search(who)
            and not re.search(r"\b(?:we|wij)\b", who)
            and len(who.split()) <= 12
            and not re.match(r"steeds (?:dat|de|het)\b", words)
        ):
            way = "afname" if re.search(r"minder|lastiger|zwakker", words) and "minder" in words else "toename"
            label = f"{who} {words.removeprefix('in de praktijk ')}"
            yield Told(label, way, match.start("who"), match.end())
    for match in _STRONGER.finditer(sentence):
        yield Told(tidy(match.group("what")), "toename", match.start(), match.end())
    for match in _TRUST.finditer(sentence):
        what = re.split(r"\s(?:hebben|heeft|dan)\b", match.group("what"))[0]
        way = match.group("way").lower()
        end = match.start("what") + len(what)
        yield Told(f"{way} {tidy(what)}", "toename" if way == "meer" else "afname", match.start(), end)
    often = _OFTEN.match(sentence)
    if often and len(often.group("what").split()) <= 16:
        yield Told(tidy(often.group("what")), "toename", often.start("what"), often.end())
    for match in _EVER.finditer(sentence):
        what = re.sub(r" \([^)]*\)$", "", tidy(match.group("what")))
        if match.group("way").lower() == "vaker" or _NOT_A_THING.search(what):
            continue
        yield Told(
            f"steeds {match.group('way').lower()} {what}",
            "afname" if match.group("way").lower() == "minder" else "toename",
            match.start(),
            match.end(),
        )


def _new(sentence: str) -> Iterator[Told]:
    for match in _NEW.finditer(sentence):
        if not _HOLDS.search(sentence):
            yield Told(tidy(match.group("what")), "toename", match.start(), match.end())
    for pattern in (_RISING, _ARISEN):
        for match in pattern.finditer(sentence):
            rest = match.groupdict().get("rest") or ""
            what = tidy(match.group("what"))
            if what and not _NOT_A_THING.search(what) and len(what.split()) <= 5:
                yield Told(
                    f"{what}{' in opkomst' if pattern is _RISING else rest}", "toename", match.start(), match.end()
                )


def _verbs(sentence: str) -> Iterator[Told]:
    parts = [
        (left + start, left + end) for left, right in _halves(sentence) for start, end in clauses(sentence[left:right])
    ]
    for start, end in parts:
        clause = sentence[start:end]
        match = _VERB.search(clause)
        if not match or re.search(
            r"\b(?:we|wij|willen|moet|moeten|laten|zodat|opdat|om te|dienen|van belang|noodzakelijk|cruciaal)\b",
            sentence[: start + match.start()],
            re.I,
        ):
            continue
        about = _about(clause, match)
        if match.group().lower().startswith(("verander", "transform")) and not _SOCIETY.search(f"{about} {clause}"):
            continue
        if not about or _NOT_A_THING.search(about) or len(about.split()) > 16:
            continue
        verb = re.sub(r"\s+", " ", match.group()).removesuffix(" dan")
        predicate = re.sub(r"^(neemt|nemen|nam|namen|loopt|lopen|liep|liepen)\b.*\b(toe|af|terug|op)$", r"\1 \2", verb, flags=re.I)
        tail = ""
        if predicate.startswith(("verschui", "verander")):
            moved = re.match(r"(?: dus| ook)?(?P<tail> van (?:(?! door\b| die\b)[^,.;])+)", clause[match.end() :])
            tail = moved.group("tail") if moved else ""
        elif predicate.startswith("transform"):
            whole = re.match(r" (?:de|het|onze) [a-zà-ÿ]+", clause[match.end() :])
            tail = whole.group() if whole else ""
        elif "omgebogen" in predicate:
            turned = re.match(rf" naar een (?:{CHANGE_NOUN})", clause[match.end() :])
            tail = turned.group() if turned else ""
        way = (
            ""
            if predicate.startswith(("verschui", "verander", "digitalis"))
            else direction(tail)
            if "omgebogen" in predicate
            else direction(predicate)
        )
        at = min(max(0, clause.lower().find(about.lower())), match.start())
        article = re.search(r"\b(?:de|het|een) $", clause[:at], re.I)
        at = article.start() if article else at
        more = re.match(r" in (?P<way>toe|af)nemende mate\b", clause[match.end() :])
        if more:
            tail, way = more.group(), f"{more.group('way')}name"
        if re.match(r" en\b|,", clause[match.end() :]) and at < match.start():
            end = start + match.end()
        yield Told(f"{about} {predicate}{tail}".strip(), way, start + at, end)


def _halves(sentence: str) -> list[tuple[int, int]]:
    """A sentence parted at a colon that a statement follows ("…: het veiligheidsgevoel verbetert")."""
    colon = re.search(r": (?=(?:de|het|een) [a-z])", sentence)
    return [(0, colon.start()), (colon.end(), len(sentence))] if colon else [(0, len(sentence))]


def _about(clause: str, verb: re.Match[str]) -> str:
    """The subject of a verb of change: before it in a subordinate clause ("dat de invloed van … toeneemt"), else as found."""
    that = re.search(r"\b(?:dat|omdat|waardoor|terwijl) (?P<who>(?:de|het|een) [^,;]+?)\s*$", clause[: verb.start()])
    if that:
        return tidy(re.sub(r"\s(?:is|zijn|zal|naar verwachting)\b.*$", "", that.group("who")))
    first = re.match(r"^\W*(?:groeit|stijgt|daalt|verandert|verschuift)\b", clause[verb.start() :])
    inverted = (
        phrase(clause[verb.end() :])
        if first and not re.match(r"\s*(?:van|met|naar|dus|ook|mee|in|,|\.|$)", clause[verb.end() :])
        else ""
    )
    before = subject(clause)
    leading = clause[: verb.start()].strip().split(", ")[-1]
    if (
        not before
        and leading
        and len(leading.split()) <= 6
        and not re.match(r"(?:zij|hij|dit|dat|in|op)\b", leading, re.I)
    ):
        before = tidy(leading)
    if inverted and (not before or before.startswith("haar ") or re.search(r"\ben haar\b", before)):
        return inverted
    return before or inverted


__all__ = ["Told", "told"]
