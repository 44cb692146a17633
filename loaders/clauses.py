"""Clauses of a Dutch sentence: where they part, what they are about, which way things go in them.

No parser: a Dutch main clause has its finite verb in second place, so what stands before it (or, after an opening
adverbial, behind it) is its subject, and a noun phrase ends at a verb, a preposition with a figure or a place, or a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.figures import AMOUNT, YEAR

UP = (
    r"toename|toenemen\w*|toeneemt|toegenomen|neemt\b[^.;]*\btoe\b|nemen\b[^.;]*\btoe\b|nam(?:en)?\b[^.;]*\btoe\b|stijg\w*|steeg|stegen|gestegen|"
    r"groei(?:t|en|de|ende)?|gegroeid|uitgroei\w*|hoger|meer|verbeter\w*|verhog\w*|verhoogd?|vergro\w+|verdubbel\w*|verdrievoudig\w*|verviervoudig\w*|omhoog|in de lift|oplopend\w*|opgelopen|"
    r"(?:loopt|lopen|liep|liepen)\b(?: (?!gelijk|vooruit|samen|tegen)[a-zà-ÿ]+){0,3} op\b(?= (?:tot|naar|van|met)\b|\s*[.,;]|$)"
)
DOWN = (
    r"afname|afnemen\w*|afneemt|afgenomen|neemt\b[^.;]*\baf\b|nemen\b[^.;]*\baf\b|nam(?:en)?\b[^.;]*\baf\b|daal\w*|dalen\w*|daling|gedaald|"
    r"verminder\w*|vermindering|minder|lager|verlag\w*|verlaagd?|omlaag|teruggedrongen|teruggebracht|terugbrengen|terugdringen|teruggelopen|(?:liep|liepen|loopt|lopen)\b[^.;]*\bterug\b|zak(?:t|ken|te|ten)|gezakt|kelderden?|terugloop|halver\w*|halveer\w*|gehalveerd|reductie|krimp\w*|gekrompen"
)
SAME = r"gelijk(?:gebleven)?|stabiel|gestabiliseerd|stabiliseer\w*|stabilisatie|constant|ongewijzigd"
CHANGE_NOUN = r"toename|stijging|groei|verhoging|verbetering|uitbreiding|verdubbeling|verdrievoudiging|verviervoudiging|afname|daling|vermindering|verlaging|reductie|halvering|krimp|terugdringing|terugloop"
_UP, _DOWN, _SAME = (re.compile(rf"\b(?:{words})\b", re.I) for words in (UP, DOWN, SAME))
_MORE_THAN = re.compile(r"\b(?:meer|minder) dan (?=\d|de helft|een (?:derde|kwart|vijfde)|twee derde)", re.I)  # of a figure
_UP_NOUN = re.compile(r"^(?:toename|stijging|groei|verhoging|verbetering|uitbreiding|verdubbeling|verdrievoudiging|verviervoudiging)$", re.I)

FINITE = (
    r"is|zijn|was|waren|wordt|worden|werd|werden|daalt|dalen|daalde|daalden|stijgt|stijgen|steeg|stegen|neemt|nemen|nam|namen|groeit|groeien|"
    r"groeide|groeiden|blijft|blijven|bleef|bleven|heeft|hebben|had|hadden|zal|zullen|gaat|gaan|moet|moeten|kan|kunnen|verbetert|vermindert|"
    r"verdubbelt|halveert|laat|laten|bedraagt|bedroeg|ligt|lag|liggen|kent|telt|telde|voelt|voelde|komt|komen|kwam|geldt|pakken|pakt|realiseren|realiseert|"
    r"willen|wil|streven|streeft|houden|houdt|voorzien|krijgt|krijgen|vindt|verschuift|verandert|leidt|zien|ziet|maakt|maken|staat|staan|start|starten|"
    r"stabiliseert|stabiliseren|halveerde|halveerden|verdubbelde|verdubbelden|verminderde|verminderden|verbeterde|verslechterde|kelderden?|liep|liepen|loopt|lopen|zit|zitten|zat|zaten|zakt|zakken|zakte|zakten|ging|gingen|verdrievoudigt?|verdrievoudigden?"
)
_FINITE = re.compile(rf"(?<![\w-])(?:{FINITE})(?![\w-])", re.I)
_VERB_AHEAD = rf"(?:{FINITE})"
_CLAUSE_END = re.compile(
    r";\s*"
    rf"|:\s+(?=(?:de|het|een)\s[^:;]*?\s(?:{_VERB_AHEAD})\s[^:;]*\d)"
    r"|,\s+(?=(?:terwijl|waarna|waardoor|waarmee|waaronder|maar)\b)"
    rf"|,\s+(?=(?:en\s+)?(?:{AMOUNT})\s*(?:minder|meer)\b)"
    rf"|\s+en\s+(?=(?:{AMOUNT})\s*(?:minder|meer)\b)"
    r"|,\s+(?:en\s+)?(?=(?:voor|onder|bij)\s[^,;]*\bvan\s+\d)|\s+en\s+(?=(?:voor|onder|bij)\s[^,;]*\bvan\s+\d)"
    rf"|,\s+(?=(?:de|het|een)\s+[^,;]*?\s(?:{_VERB_AHEAD})\s[^,;]*\b(?:{UP}|{DOWN}|{SAME})\b)"
    r"|\s+en\s+(?=(?:de|het)\s+(?:totaal\s+)?aantal\s)",
    re.I,
)
_PREPOSITION = re.compile(
    r"^(?:in|op|naast|behalve|ondanks|voor|bij|binnen|sinds|vanaf|van|naar|onder|ten|per|tot|over|tussen|met|landelijk|regionaal|lokaal|tevens|ook|daarnaast|daarbij|"
    r"verder|gemeten|jaarlijks|hierbij|zo|er|eind|begin|medio|specifiek|inmiddels|momenteel|nu|dit|dat|deze|die|we|wij)\b",
    re.I,
)
_LEAD = re.compile(
    r"^(?:\W|(?:ook|tevens|daarnaast|verder|terwijl|maar|en|waaronder|waarna|dat|echter|wel|bovendien|de ambitie is dat|het streven is dat|"
    r"afspraak:|doel is dat)\b\s*)+",
    re.I,
)
_DETERMINER = re.compile(r"^(?:de|het|een|dit|deze|onze|ons|al|alle)\s+", re.I)
_PHRASE_END = re.compile(
    rf"[;:]|\((?!\w+\)\s?\w)|,\s|\s(?:en\s+)?(?:{FINITE})(?![\w-])|\b(?:dat|die|waarvan|waarbij|waarmee|zodat|geldt)\b"
    rf"|\b(?:in|over|sinds|vanaf|tot|tussen|van|voor)\s+(?:(?:de|het|eind|begin|heel|dezelfde|afgelopen|komende|jaar|periode)\s+)*(?:{YEAR}|\d|jaren?\b)"
    rf"|\bper\s+(?:\d{{1,2}}\s+[a-z]+\s+)?{YEAR}"
    rf"|\s(?:{AMOUNT})\s*(?:lager|hoger)\b"
    rf"|\b(?:met|naar|tot|van|door)\s+(?:{AMOUNT})|\bten opzichte\b|\bt\.o\.v\.|\b(?:relatief|landelijk|jaarlijks|eveneens|inmiddels|meer|minder)\b"
    rf"|\bin\s+(?:de\s+(?:regio|eenheid)\s+)?[A-ZÀ-Ý][\w-]+(?:\s[A-ZÀ-Ý][\w-]+)*(?=[\s,.;]|$)|[.]\s*$|\bmet oog voor\b"
    r"|\s(?:sterk |fors |licht |flink )?(?:gedaald|gestegen|toegenomen|afgenomen|gegroeid|verbeterd|verminderd)\b|\s(?:de|het) (?:laatste|afgelopen)\b",
)
_COUNT_OF = re.compile(r"\b(?:(?P<kind>totaal|totale|gemiddelde|jaarlijkse?)\s+)?aantal(?:len)?\s+(?=[(\wà-ÿ])", re.I)
_SHARE_OF = re.compile(
    r"\b(?P<head>[a-zà-ÿ]*(?:percentage|aandeel|cijfer|graad|score|index))\s+(?:voor|van|onder)\s+(?=[\wà-ÿ])", re.I
)


# "We willen het aandeel inwoners dat slachtoffer wordt van fraude terugbrengen van …"
_SHARE_WHO = re.compile(
    r"^\W*(?:we|wij) willen (?:dat )?(?:het )?(?P<label>(?:aandeel|percentage) [a-zà-ÿ-]+ (?:dat|die) [^.;,]+?) "
    r"(?:[a-zà-ÿ]+en|daalt|stijgt) (?:van|naar|tot|met) ",
    re.I,
)
_PARTICLE = r"aan|achter|af|bij|binnen|dicht|door|in|los|mede|mee|na|neer|om|op|over|samen|tegen|terug|toe|uit|vast|voor|vrij|weg|weer"
_RELATIVE = re.compile(r"\b(?:dat|die)\b")


def clauses(sentence: str) -> list[tuple[int, int]]:
    """Offsets of the clauses of a sentence, in order. A verb said twice ("pakken … aan en pakken … af") parts two."""
    cuts = [(match.start(), match.end()) for match in _CLAUSE_END.finditer(sentence)]
    for match in re.finditer(r"\s+en\s+(?=(\w{4,})\b)", sentence):
        verb = match.group(1)
        if (
            verb == verb.lower()
            and verb.endswith("en")
            and re.search(rf"\b{re.escape(verb)}\b", sentence[: match.start()])
        ):
            cuts.append((match.start(), match.end()))
    found, start = [], 0
    for left, right in sorted(cuts):
        if left > start and not _inside_brackets(sentence, left):
            found.append((start, left))
            start = right
    found.append((start, len(sentence)))
    return found


def _inside_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def direction(words: str) -> str:
    """Which way `words` say things go: toename, afname, stabiel, "gelijk of afname" or empty when they do not tell."""
    words = _MORE_THAN.sub(" ", words)
    same, down, up = bool(_SAME.search(words)), bool(_DOWN.search(words)), bool(_UP.search(words))
    if same:
        return "gelijk of afname" if down else "" if up else "stabiel"
    if up and down:
        first_up, first_down = _UP.search(words), _DOWN.search(words)
        return "toename" if first_up and first_down and first_up.start() < first_down.start() else "afname"
    return "toename" if up else "afname" if down else ""


def noun_direction(noun: str) -> str:
    """The direction of a noun of change ("daling")."""
    return "toename" if _UP_NOUN.match(noun) else "afname"


def phrase(text: str) -> str:
    """The noun phrase `text` begins with, determiner left out, up to what no longer belongs to it."""
    bare = text.lstrip()
    end = _PHRASE_END.search(bare)
    return tidy(bare[: end.start()] if end else bare)


def tidy(words: str) -> str:
    """A label of a noun phrase: no determiner in front, no loose words or signs at the ends, white space folded."""
    label = _DETERMINER.sub("", " ".join(words.split()).strip(" ,.;:-–'\""))
    label = re.sub(
        r"\s+(?:en|of|in|van|voor|door|met|de|het|een|er|zich|nog|weer|ook|fors|sterk|licht|flink|hierbinnen|daarbinnen)$",
        "",
        label,
    )
    if label.count("(") != label.count(")"):
        label = label.split("(")[0].strip() if "(" in label else label.replace(")", "")
    return label.strip(" ,.;:")


def capital(label: str) -> str:
    """`label` with its first letter a capital."""
    at = next((n for n, char in enumerate(label) if char.isalpha()), 0)
    return label[:at] + label[at : at + 1].upper() + label[at + 1 :]


def subject(clause: str) -> str:
    """What a clause is about, as a label without determiner; empty when it names nothing ("dat", "deze ontwikkeling")."""
    if (aimed := _SHARE_WHO.match(clause)) is not None:
        return tidy(aimed.group("label"))
    counted = _COUNT_OF.search(clause)
    verb = _FINITE.search(clause) if _PREPOSITION.match(_LEAD.sub("", clause)) else None
    if counted and verb and counted.start() < verb.start():  # "Naast een afname van het aantal … is het aantal …"
        counted = _COUNT_OF.search(clause, verb.end()) or counted
    if counted:
        inner = phrase(clause[counted.end() :])
        kind = (counted.group("kind") or "").lower()
        head = f"{kind} aantal" if kind in ("totaal", "totale", "gemiddelde") else "aantal"
        return f"{head} {inner}" if inner and not _FINITE.match(inner) else ""
    share = _SHARE_OF.search(clause)
    if share and not re.match(r"\s*een\b", clause[: share.start()][-4:]):
        inner = phrase(clause[share.end() :])
        return (
            f"{share.group('head').lower()} {clause[share.end('head') : share.end()].strip()} {inner}" if inner else ""
        )
    return _verb_second(clause)


def share_head(clause: str) -> tuple[str, str]:
    """Of "het ophelderingspercentage voor woninginbraken": ("ophelderingspercentage voor", "woninginbraken"); else ("", "")."""
    share = _SHARE_OF.search(clause)
    if not share:
        return "", ""
    return f"{share.group('head').lower()} {clause[share.end('head') : share.end()].strip()}", phrase(
        clause[share.end() :]
    )


def _verb_second(clause: str) -> str:
    bare = _LEAD.sub("", clause)
    verb = _main_verb(bare)
    if not verb:
        return ""
    counted = re.match(rf"(?:er\s+)?(?:{AMOUNT})\s+(?P<way>(?:lager|hoger|minder|meer)\b)?(?=[a-zà-ÿ ])", bare[verb.end() :].lstrip(), re.I)
    if counted and not counted.group("way"):
        return f"aantal {phrase(bare[verb.end() :].lstrip()[counted.end() :])}"
    before = bare[: verb.start()].strip()
    if before and not _PREPOSITION.match(before):
        return "" if _is_pronoun(before) else _plain(before)
    if counted:
        return ""
    after = re.sub(r"^\s*(?:er|zich|dan|ook|sprake van)\b", "", bare[verb.end() :])
    found = phrase(after)
    return "" if _is_pronoun(found) else found


def _main_verb(clause: str) -> re.Match[str] | None:
    """The finite verb of the main clause: each relative clause before it ("inwoners dat slachtoffer wordt van …") has
    one of its own."""
    first = None
    for at, verb in enumerate(_FINITE.finditer(clause)):
        first = first or verb
        if at >= len(_RELATIVE.findall(clause[: verb.start()])):
            return verb
    return first


def _plain(words: str) -> str:
    """A subject without the place or year that stands inside it: those are scope and time."""
    end = re.search(
        rf"\s(?:in|over|van)\s+(?:heel\s+)?(?:{YEAR})|\bin\s+(?:de\s+(?:regio|eenheid)\s+)?[A-ZÀ-Ý][\w-]+(?:\s[A-ZÀ-Ý][\w-]+)*$",
        words,
    )
    label = tidy(words[: end.start()] if end else words)
    return "" if "," in label and len(label) > 200 else label


def _is_pronoun(words: str) -> bool:
    return bool(
        re.match(
            r"^(?:(?:het|dat|dit|deze|die|ze|zij|er|men|hiermee|daarmee|alle)$|(?:we|wij|ik|u|je|hij|iedereen)\b"
            rf"|(?:(?:deze|die|dit|de|een|het)\s+)?(?:[\w-]+e\s+)*(?:{CHANGE_NOUN}|ontwikkeling|trend|cijfers?|resultaat|doel|ambitie|verwachting|sprake)\b)",
            words.strip(),
            re.I,
        )
    )


def coordinated(label: str) -> list[str]:
    """The parts of "overvallen en straatroven"; a label with more structure than that stays whole.

    A head that counts goes to each: "aantal overvallen en straatroven" is "aantal overvallen" and "aantal straatroven".
    """
    match = re.fullmatch(
        r"(?P<head>(?:totaal )?aantal )?(?P<first>[\w()'-]+)(?:, (?P<mid>[\w()'-]+))? en (?P<last>[\w()'-]+)", label
    )
    if not match:
        return [label]
    head = match.group("head") or ""
    return [f"{head}{part}" for part in (match.group("first"), match.group("mid"), match.group("last")) if part]


def participle(word: str) -> bool:
    """Whether a word has the form of a past participle ("afgehandeld", "opgelegd", "uitgevoerd")."""
    return bool(
        re.fullmatch(rf"(?:{_PARTICLE})?(?:ge\w{{2,}}(?:d|t|en)|(?:be|ver|ont|her|er)\w{{2,}}(?:d|t))", word)
    ) and not word.endswith("heid")


def attributive(word: str) -> str:
    """The participle as it stands before a plural noun: "afgehandelde", "opgenomen"."""
    return word if word.endswith("en") else f"{word}e"


def past_participle(verb: str, particle: str) -> str:
    """The participle of a separable verb: ("pakken", "aan") is "aangepakt"; strong verbs of this field are listed."""
    strong = {
        "brengen": "bracht",
        "nemen": "nomen",
        "sluiten": "sloten",
        "vangen": "vangen",
        "houden": "houden",
        "doen": "daan",
        "geven": "geven",
    }
    if verb in strong:
        return f"{particle}ge{strong[verb]}"
    stem = verb[:-2] if verb.endswith("en") else verb
    if len(stem) > 2 and stem[-1] == stem[-2]:
        stem = stem[:-1]
    elif re.search(r"[^aeiou][aeou][^aeiouw]$", stem) and not re.search(r"[aeiou].*(?:el|er|em|en)$", stem):
        stem = stem[:-1] + stem[-2] + stem[-1]
    stem = stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
    voiceless = verb[:-2][-1:] in "tkfschpx"
    ending = "" if stem[-1] in "td" else "t" if voiceless else "d"
    return f"{particle}ge{stem}{ending}"


def words_of(label: str) -> Iterator[str]:
    """The content words of a label in lower case, to compare two labels by."""
    for word in re.findall(r"[a-zà-ÿ0-9]{3,}", label.lower()):
        if word not in (
            "van",
            "het",
            "een",
            "met",
            "aantal",
            "totaal",
            "dat",
            "zich",
            "voor",
            "door",
            "aandeel",
            "naar",
        ):
            yield word
