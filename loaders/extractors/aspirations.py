"""Sentences that say what is aimed at: "Doel is om …", "We streven naar …", "In 2030 is …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.reading.text import MappedText

_WE = r"(?:we|wij|de regio|de partners|de gemeenten?|de eenheid|de coalitie|de overheid)"
# Each has a group `a`: what is aimed at.
_AIMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:Het |Ons |De |Onze |Het uiteindelijke |Het centrale )?(?:[Dd]oel|[Dd]oelstelling|[Aa]mbitie|[Ii]nzet)(?: (?:van|voor|daarvan|hiervan|daarbij|hierbij)[^,.:]*?)? is(?: het| om| dat| te)? (?P<a>[^.:]{8,})",
        r"\b(?:[Mm]et|heeft|hebben) (?:als|tot) (?:gezamenlijk |uiteindelijk |gemeenschappelijk )?doel(?: om)?:? (?P<a>[^.;]{8,}?)(?=\.|;|$)",
        r"\b(?:[Ww]e|[Ww]ij) (?:streven|ambi[eë]ren) (?:er ?naar(?: om)?|naar|om|dat)?,? ?(?P<a>[^.:]{8,})",
        r"\b(?:[Hh]et doel|[Dd]e ambitie) is (?:om |dat )?(?P<a>[^.:]{8,})",
        r"\b(?:wordt|worden|zal|zullen|is)(?: \w+)? (?:steeds )?gestreefd (?:worden )?naar (?P<a>[^.:]{8,})",
        r"\bmet het streven (?:om )?(?P<a>[^.:]{8,})",
        r"\bambieert (?P<a>[^.:]{8,})",
        r"^(?:We|Wij) willen (?P<a>(?!wel|ook|niet weten)[^.:]{8,})",
        r"\b(?:[Dd]aarom |[Hh]iermee |[Tt]evens |[Oo]ok )?(?:wil de regio|willen (?:we|wij|de partners|alle betrokkenen))(?! zij)(?: daarom| ook| graag| verder)* (?P<a>(?:niet uitsluitend |de komende |extra |)?[^.:?]{8,})",
        r"\bis (?:in ieder geval )?(?:de bedoeling|het streven|de bedoeling) (?:om |dat )?(?P<a>[^.:]{8,})",
        r"\b(?:moet|moeten) (?:ertoe |er toe |uiteindelijk )?leiden tot (?P<a>[^.:]{8,})",
        r"\b(?:is|zijn|en) gericht op (?P<a>het (?:faciliteren|verminderen|terugdringen|vergroten|voorkomen|versterken|verbeteren|reduceren|realiseren|behouden|verhogen)\b[^.:,]*)",
        r"\b(?:[Ee]r is|bestaat er|is er) behoefte om (?P<a>[^.;:]{8,})",
        r"\bheeft daarvoor de volgende (?:beleids)?doelstelling(?:en)? vastgesteld: (?P<a>[^.]+)",
        r"\bzien als (?:onze |de )?(?:ambitie|doel)(?: om)? (?P<a>[^.:]{8,})",
        r"\bbeoog(?:t|en) (?:we |wij )?(?P<a>[^.:]{8,})",
        r"\bricht(?:en)? (?:we|wij) ons (?:vooral |primair )?op (?P<a>(?:maximaal|winst|het)\b[^.:]{8,})",
        r"\bzijn we vooral gericht op (?P<a>[^.:]{8,})",
        r"\bte bewerkstelligen dat (?P<a>[^.:]{8,})",
        r"^(?P<a>(?:Het|De) [^.:]*? (?:stijgt|daalt|zal [^.:]*?(?:stijgen|dalen)) [^.:]*?\bnaar [^.:]*?\bin 20\d\d)",
        r"^(?P<a>(?:Tevens |Er )?(?:worden er|zullen er|zullen) meer [\w ]+(?:opgepakt|aangepakt|afgehandeld)\b[^.,]*)",
        r"^(?P<a>[^.:]+|[^.:]+: [^.:]+) is de kern van (?:deze|onze|de) (?:doelstelling|ambitie)",
        r"\b(?:voor|is)(?: \w+ [\w ]*)? de (?:uitdaging|opgave) om (?P<a>[^.:]{8,})",
        r"\bvan belang dat (?P<a>[^.:]*\b(?:toeneemt|afneemt|verbetert|wordt omgezet)\b[^.:]*)",
        r"\bis erop gericht (?:om )?(?P<a>[^.:]{8,})",
        r"\bmoet(?:en)? (?:ertoe|eraan) bijdragen dat (?P<a>[^.:]{8,})",
        r"\bmet het doel (?:om )?(?P<a>[^.:]{8,})",
        r"\bmoet(?:en)? een (?:verdere |extra )?impuls geven aan (?P<a>[^.:]+?)(?= en heeft|\.|$)",
        r"\bHet is (?:nu )?tijd om (?P<a>[^.:]{8,})",
        r"\b(?:we|wij) willen bereiken dat (?P<a>[^.:]{8,})",
        r"^(?P<a>Iedereen (?:dient|moet) [^.;:]+)",
        r"^(?:Die|Deze|Zij) (?:dienen|moeten) (?P<a>te voorkomen dat [^.:]+)",
        r"\b(?:cruciaal|noodzaak|zaak) om (?P<a>[^.:]{8,})",
    )
)
_NEVER = re.compile(
    r"\b(?:was|waren|werd|werden|had|hadden) \b|\bDit lukt\b|^[^:]*\?$|\bzou(?:den)?\b|\bDeze afspraken\b|^Als\b|^Gebleken\b|^Willen\b|"
    r"\bniet weten\b|\bWie praat\b|\bweten wat\b|\been verkenning doen\b|\bonderzoek doen\b|\bof/wat\b",
    re.I,
)
_LIST_LEAD = re.compile(
    r"\b(?:willen|wil) (?:we|wij|de \w+)\b[^.:]*:$|\bde ambitie is om:$|\bdoel(?:en|stellingen)? (?:is|zijn)(?: om)?:$|\b(?:volgende|onze) "
    r"(?:ambities|doelen|doelstellingen)\b[^.:,]{0,30}:$|\bvolgende (?:beleids)?doelstelling\b[^:]*:$|\bontwikkelopgaven\b[^:]*:$|\b(?:streven|streeft)\b[^.:]*:$|\bvolgende wensen\b[^:]*:$|\binterventiegebieden:$",
    re.I,
)
_DOING = re.compile(r"\b(?:beter|elkaar) (?:verbinden|leren|kennen)\b.*:$")
# "te gaan en een waterbedeffect te voorkomen": two ends.
_AND_TO = re.compile(r"(?P<one>\bte \w+) en (?!te )(?=[^,.]*\bte \w+)")
_VISION = re.compile(r"^In (?P<year>20\d\d) (?:is|zijn|heeft|hebben|voelt|voelen|kent)\b")


def introduces_aspirations(sentence: str) -> bool:
    """Whether a sentence before a list says that what follows is wanted."""
    return bool(_LIST_LEAD.search(sentence)) and not _DOING.search(sentence)


def vision_year(paragraph: str) -> int | None:
    """The year a paragraph pictures: "In 2030 is de stad veiliger. Inwoners ervaren …"; None when it does not."""
    match = _VISION.match(paragraph)
    return int(match.group("year")) if match else None


def aspirations_in(sentence: MappedText) -> Iterator[MappedText]:
    """The ends a sentence states, each in its own words."""
    text = sentence.text
    if _NEVER.search(text) or (text.endswith(":") and introduces_aspirations(text)):
        return
    for pattern in _AIMS:
        match = pattern.search(text)
        if match is None:
            continue
        words = sentence[match.start("a") : match.end("a")].strip(" ,;:")
        start = 0
        for cut in _AND_TO.finditer(words.text):
            yield words[start : cut.end("one")]
            start = cut.end()
        yield words[start:]
        return
