"""How names of organisations look in running Dutch text, as patterns; `loaders.mentions` puts them to use."""

from __future__ import annotations

import re

from loaders.actor_words import BODIES, GROUPS, PARTNERS

_UPPER = r"[A-ZÀ-Ý][\w'&À-ÿ-]*"
_LINKS = r"(?:(?:van|voor|en|&|de|der|het|bij|in de|tegen|naar|met) ){0,2}"
_HEAD = "|".join(BODIES)
_LATER = rf"(?: \([a-z]+\))?(?: (?:{_LINKS}){_UPPER}(?:/{_UPPER})?){{0,6}}"
# "Regionaal Veiligheidscollege", "Bestuurlijke Begeleidingsgroep", "Landelijk Overleg Veiligheid en Politie",
# "Raad voor de Kinderbescherming", "Team High Tech Crime": the head has a capital, or a capital beside it.
NAMED = re.compile(
    rf"(?<![\w-])(?:(?:{_UPPER}) (?:en |& )?){{0,3}}(?:\([a-z][^)]{{3,40}}\) )?"
    rf"(?:(?=[A-ZÀ-Ý])[\w'-]*?(?i:{_HEAD})(?![\w-]){_LATER}"
    rf"|(?=[a-z])[\w-]*?(?i:{_HEAD})(?![\w-])(?: (?:{_LINKS}){_UPPER}){{1,6}}(?: gedrag)?)"
)
TEAM = re.compile(rf"(?<![\w-])[Tt]eam {_UPPER}(?:, {_UPPER})+ en {_UPPER}")
_ADJECTIVE = (
    r"(?:(?:[Ss]ub)?[Rr]egiona(?:le|al)|[Dd]istrictelijke?|[Ll]okale?|[Ll]okaal|[Ll]andelijke?|[Bb]estuurlijke?|[Aa]mbtelijke?|"
    r"[Ii]ntegra(?:le|al)|[Tt]ijdelijke?|[Ii]nterbestuurlijke?|[Tt]hematische|[Ss]ociale?|[Tt]actische?)"
)
# "regionale bestuurlijke werkgroep radicalisering", "landelijke tafel mensenhandel", "lokale driehoek"
LOWER = re.compile(
    rf"(?<![\w-])(?:{_ADJECTIVE} )+(?:[\w-]*?(?:{_HEAD}))(?![\w-])(?: (?:ondermijning|mensenhandel|radicalisering|politie"
    r"|verkeer|cybercrime|jeugd|drugs)(?![\w-]))?"
)
COMPOUND = re.compile(
    r"(?<![\w-])(?:basisteamdriehoek|vroegsignaleringsoverleg|informatieoverleg|interventie ?overleg|casus?overleg(?:gen)?|"
    r"aanjaagteams?|schakelteams?|auditteam|verkeersteam|veiligheidsnetwerk(?:en)?|veiligheidscoalitie|(?:gezags|jeugd|wijk)?driehoek|stuurgroep|regiegroep|kerngroep|klankbordgroep|weegploeg|programmabureau|informatieplein|"
    r"ondermijningsteam|meldkamer|beslaghuis|informatie-?organisatie|rekenkamer(?:commissie)?|projectteam|kernteam|(?-i:Intake ?(?:&|en) ?Service))(?![\w-])",
    re.I,
)
_STOP = (
    r"(?:de|het|een|die|dat|in|bij|op|per|voor|om|van|als|nieuwe|met|en|of|te|aan|uit|door|jaarlijks|ook|niet|nog|"
    r"helpt|helpen|bestaat|bestaan|hun|werkt|werken|wordt|worden|zal|zullen|is|zijn|heeft|hebben|doet|maakt|kan|kunnen|"
    r"voert|voeren|zorgt|zorgen|continueren|beschrijven|krijgt|krijgen|ondersteunt|ondersteunen|adviseert|coördineert|richt|biedt|levert|"
    r"bewaakt|brengt|brengen|houdt|maken|zet|zetten|leidt|leiden|traint|sluit|stimuleert|faciliteert|verbindt|ontwikkelt|organiseert|komt|gaat|neemt|geeft|stelt)"
)
TASKFORCE = re.compile(
    rf"(?<![\w-])(?:[Rr]egionale )?[Tt]askforces?(?:-RIEC)?(?: {_UPPER}(?: (?:en )?(?!{_STOP}\b)[\w-]+){{0,3}}"
    rf"| (?!{_STOP}\b)[a-z-]+(?: (?!{_STOP}\b)[a-z-]+)?(?= (?:wordt|zal|is|heeft|gaat)\b))?"
)
_POLICE_UNIT = r"(?:[Dd]istrict|[Bb]asisteam|[Ff]lexteam|[Dd]istrictsrecherche)"
POLICE_PART = re.compile(rf"(?<![\w-]){_POLICE_UNIT} (?!van )(?:{_UPPER})(?:(?:-| en |- en | ){_UPPER})*")
MUNICIPALITY = re.compile(
    rf"(?<![\w-])[Gg]emeente(?:n|s)? (?P<places>(?:'s-)?{_UPPER}(?:(?: (?:aan den|bij|en|op|aan) | ){_UPPER})*"
    rf"(?:, {_UPPER}(?: {_UPPER})*)*(?: en {_UPPER})?)"
)
MINISTER = re.compile(
    r"(?<![\w-])(?:[Mm]inister(?:ie)?|[Ss]taatssecretaris) (?:van |(?=[A-Z](?:&|en)[A-Z]\b))"
    r"(?:[A-Z][\w&]*(?: [Ee]n [A-Z][\w&]*)?(?:(?:, [A-Z]\w+)+ en [A-Z]\w+)?)"
)
POLICE = re.compile(
    r"(?<![\w-])(?:[Nn]ationale [Pp]olitie|[Pp]olitie Nederland(?![\w-])"
    r"|(?:[Pp]olitie(?! (?:Keurmerk|Prestatie))(?: eenheid)?|(?:regionale )?(?:politie-?)?[Ee]enheid)(?: (?:in |van )?(?P<region>(?:[A-Z][\w]+)(?:[- ][A-Z]\w+)*))?"
    r"|[Ll]andelijke [Ee]enheid)(?![\w-]|'|\s(?:Keurmerk|Prestatie|en Veiligheidsregio))"
)
OM = re.compile(r"(?<![\w-])(?:[Oo]penbaar [Mm]inisterie|OM)(?![\w-])")
# "de eenheden Rotterdam en Midden-Nederland": two units of the police.
UNITS = re.compile(rf"(?<![\w-])[Ee]enheden (?P<places>{_UPPER}(?:, {_UPPER})* en {_UPPER})(?![\w-])")
# "Schakelpunt voor personen met verward gedrag Midden-Nederland": a desk named after those it is for.
DESK = re.compile(
    rf"(?<![\w-])(?:[A-Z]\w+ )?(?:Schakel|Meld|Steun|Expertise|Advies|Informatie)(?:punt|centrum|loket) voor "
    rf"(?:(?!(?:wordt|worden|is|zijn|heeft|hebben|die|dat|om|waar)\b)[a-zà-ÿ-]+ ?){{1,8}}(?:{_UPPER})?(?=[;.,:)]|$)"
)
# "Jeugd- en Jongerenwerk Veldrijk"
SOCIAL_WORK = re.compile(rf"(?<![\w-])(?:[A-Z][a-z]+- en )?(?:Jongeren|Welzijns|Opbouw)werk(?: {_UPPER}){{1,3}}")
GGD = re.compile(rf"(?<![\w-])GG[DZ] (?:[Rr]egio )?{_UPPER}(?:(?: (?:voor|en|van) | |-){_UPPER})*")
# A water authority or a province, by the name of its area.
AUTHORITY = re.compile(rf"(?<![\w-])(?:[Ww]aterschap|[Hh]oogheemraadschap|[Pp]rovincie) {_UPPER}(?:(?: en | van | ){_UPPER})*")
RIEC = re.compile(
    r"(?<![\w-])RIEC(?:'?s)?(?:-[A-Z]{2,4})?(?![A-Za-z])(?: [A-Z][\w]+(?:-[A-Z]\w+)+| (?:Noord|Oost|Zuid|Limburg|Rotterdam|Amsterdam|Den Haag)(?![\w-]))?|(?<![\w-])LIEC(?![\w-])"
)
PROVINCES = frozenset((
    "Groningen", "Fryslân", "Friesland", "Drenthe", "Overijssel", "Flevoland", "Gelderland", "Utrecht", "Noord-Holland",
    "Zuid-Holland", "Zeeland", "Noord-Brabant", "Brabant", "Limburg",
))  # fmt: skip
VEILIG_THUIS = re.compile(r"(?<![\w-])Veilig +Thuis(?![\w-])")
ZSM = re.compile(r"(?<![\w-])ZSM(?:-voorziening)?(?![\w-])")
PLACED = re.compile(
    r"(?<![\w-])(?P<head>(?:Zorg- en )?[Vv]eiligheidshuis|Veiligheidsregio|VR|Brandweer|Arrondissementsparket|Rechtbank) (?:[Rr]egio )?(?P<place>[A-Z][\w-]*(?: van [A-Z][\w-]+)?"
    r"(?:(?: en | & |-en-|- en | )[A-Z][\w-]*)*)"
)
GROUP = re.compile(rf"(?<![\w-])(?:{'|'.join(GROUPS)})(?![\w-])", re.I)
PARTNER = re.compile(
    rf"(?<![\w-])(?:{PARTNERS})(?![\w-])(?: uit (?:de|het) [a-z-]+(?: [a-z-]*(?:veld|keten|domein))?)?"
    r"|(?<![\w-])partners uit (?:onder meer )?(?:de|het) [a-z-]+(?: (?:middenveld|domein|keten))?",
    re.I,
)
STOP_FIRST = re.compile(
    r"^(?:De|Het|Een|In|Met|Op|Voor|Van|Bij|Dit|Deze|Onze|Ook|Zo|Als|Aan|Naast|Vanuit|Per|Door|Via|Om|Uit|Over|Daarnaast|"
    r"Teamleider|Manager|Directeur|Hoofd|Lector|Officier|Kolonel|Redactie|Wethouder|Burgemeester|Voorzitter|Samen|Toepassing|Versterken|Lokaal|Onder|Tevens|Momenteel|Conform|Vastgesteld|Ter|Er|Tot|Volgens|Alle|Elk|Iedere|Beide|"
    r"Wij|We|Binnen|Tijdens|Sinds|Na|Zie|Bron|Redactie|Naar|Hulp|Ten|Wij)\s+"
)
BARE_HEAD = re.compile(rf"(?:{_HEAD})", re.I)
WITH_HEAD = re.compile(rf"\w(?:{_HEAD})$", re.I)
# "Afdeling Arrestantentaken en de Dienst …" and "Regionaal Service Centrum en Intake" are two.
TWO_BODIES = re.compile(rf"(?P<en> en (?:de|het) )|(?<=\w )(?i:{_HEAD})(?P<and> en (?=[A-Z]))")
CRIMINAL = re.compile(r"\bcrimine|motorcycle|bende|\bbendes\b|jeugdgroep", re.I)
NOT_BODIES = re.compile(
    r"^(?:sociaal |maatschappelijk )?(?:raad|raden|kamer|teams?|bureau|centrum|centra|diensten?|afdeling|netwerk(?:en)?|platform|"
    r"colleges?|overleg(?:gen)?|commissie|loket|coalitie|vereniging|tafels?|beraad|directie|meldpunten)$|netwerksamenleving|"
    r"^(?:[\w-]+ )*samenwerkingsverband(?:en)?(?: [A-Z]+)?$|^colleges en |bestuurstafel|dienstverlening|criminele|gemeenschap(?!pelijk)|overlegcultuur|"
    r"^(?:financiële|juridische|politieke|publieke) |^team Midden|samenwerkingsverbanden$",
    re.I,
)
DOCUMENT = re.compile(
    r"strategie|agenda\b|\bplan\b|beleidsplan|\bwet\b|kader\b|programma van|beeld\b|brief|verdrag|handreiking|monitor\b|keurmerk",
    re.I,
)
# "Regionaal Informatie- en Expertisecentrum Limburg": one of several, each named after its place
OF_A_PLACE = re.compile(r"(?:expertisecentrum|veiligheidshuis|omgevingsdienst|arrondissementsparket)$", re.I)
IN_LAW = re.compile(r"\bWet (?:[a-zà-ÿ'-]*[^t ] ){0,2}$")  # "Wet veiligheidsregio's"
# "Services Campus en Zuyd Hogeschool" names two, of which the second ends in what it is
LAST_INSTITUTE = re.compile(r"^(?:(?!hogeschool|universiteit)[\w' -])+ en (?P<name>[A-ZÀ-Ý][\w' -]* (?:Hogeschool|Universiteit|University))$")


def in_a_title(match: re.Match[str]) -> bool:
    """Whether a group's word has its capital from a name it stands in ("Vreedzame Wijken en Scholen")."""
    before = match.string[: match.start()]
    own = re.match(r"(?:Zorg- en )?(?:Veiligheid|Gemeente|District|Burgemeester|Regio)|[a-z]", match.group())
    return not own and bool(re.search(r"[A-ZÀ-Ý][a-zà-ÿ]+ (?:en|&|of) $", before))


def only_describes(match: re.Match[str]) -> bool:
    """Whether a common noun says what the body is that is named right behind it ("een bestuurlijke tafel, de Driehoek Veldrijk")."""
    return bool(re.search(r"\been (?:eigen )?$", match.string[: match.start()]) and re.match(r",? (?:de|het) [A-ZÀ-Ý]", match.string[match.end() :]))
