"""The words by which Dutch says who directs, adopts, supports … whom: the pieces the patterns are made of.

In a sentence to be read each actor is one private character (`ACTOR`); `loaders.governance_patterns` says how such
sentences are built.
"""

from __future__ import annotations

import re

NUMBER = (
    r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig|dertig|"
    r"veertig|vijftig)"
)
ACTOR = "[\ue000-\uf8ff]"
DET = (
    r"(?:(?:de|het|een|alle|al|onze|ons|eigen|hun|haar|zijn|deze|die|elke?|iedere?|andere|betrokken|relevante|\d+|enkele|beide|"
    rf"{NUMBER}|onder meer|onder andere|bijvoorbeeld|vrijwel|verschillende|nieuwe|bevoegde?|de leden van|leden van|vertegenwoordigers van|"
    r"een vertegenwoordiger van|ook|zowel|"
    r"de overige|eventueel|met name|primair|gezamenlijk|desbetreffende|samenwerkingsverband|nationale|lokale|regionale|landelijke) )*"
)
PAREN = r"(?: \([^)]{1,60}\))?"
SEP = r"(?:, en | en met | en bij |, | en | of | en/of |/| als | dan wel |; | alsook | maar ook )"
_IN_PLACES = r"(?: in [A-ZÀ-Ý][\w-]+(?:, [A-ZÀ-Ý][\w-]+)+ en [A-ZÀ-Ý][\w-]+)?"
ONE = rf"{DET}{ACTOR}(?: zelf| uit de (?:keten|regio's?))?{_IN_PLACES}{PAREN}"
LIST = rf"{ONE}(?:{SEP}{ONE})*"
MORE = rf"{ONE}(?:{SEP}{ONE})+"  # two or more
S = rf"(?P<s>{LIST})"
NEXT = rf"(?:(?!{ACTOR})[^.;:])*?"  # words without another actor
OF = rf"(?: van {DET}{ACTOR})?"
O_LIST = rf"(?P<o>{LIST})"
REST = r"(?P<o>[^.;:!?]+)"
AUX = r"(?:zal|zullen|kan|kunnen|moet|moeten|gaat|gaan|wil|willen|dient te|dienen te|blijft|blijven|helpt|helpen)"
ADV = (
    r"(?: (?:lokaal|regionaal|landelijk|dan ook|daarbij|hierbij|ook|tevens|verder|actief|gezamenlijk|jaarlijks|vooral|primair|zelf|"
    r"nauw|intensief|integraal|flexibel|ketenoverstijgend|samen|steeds|daarom|daartoe|verregaand|in eerste instantie|wel|"
    r"(?:elk|ieder) (?:half ?)?(?:jaar|kwartaal)|(?:eens|\w+ keer|\w+ maal) per (?:half ?)?jaar|per (?:half ?jaar|kwartaal)|"
    r"in (?:het (?:voor|na)jaar|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)|"
    r"uiteraard|al|nog|weer|specifiek|eenheidsbreed|optimaal|mede|wettelijk|in belangrijke mate))*"
)
# By which a sentence shows that a pattern of the relation may fit.
CUES: dict[str, str] = {
    "regisseert": r"leidt|leiden|[Tt]rekker|[Ee]igenaar|regi[se]|coördin|aansturing|turing|leidend|sturen|leiding|voorzit|trek|opdrachtgever|geleid",
    "stelt-vast": r"vast|bekrachtigd|opgesteld|keuzes|prioriteiten|beslui|overeengekomen|afspraken|bepa|bode|voorgelegd|benoemd|formuleerd|"
    r"definieerd|bevonden",
    "stelt-in": r"ingericht|ingesteld|opgericht|geformeerd|gevormd|richt|stelt|stellen|door met",
    "ondersteunt": r"steun|help|hulp|versterkt|verleent|staa[tn]\b.* bij\b",
    "adviseert": r"advi[es]|voorleggen|gehoord|raadple|consult|voorstel|voorge|stelt|stellen|overleg met|beveelt|bevelen|voorbereid",
    "werkt-samen-met": r"samen|krachten|tussen|overleg|afstemming|afspraken met|coalitie met|werk|stem|handen ineen|op met|bespreken|delen met|"
    r"verbinding|ontmoet|partners als|Met |delen|wissel|convenant|overeenkomst|zamen|oefen|spreken",
    "faciliteert": r"facilit|schep|bied",
    "verantwoordelijk-voor": r"verantwoord|bijdrage van|zorg|belast|aan zet|belegd|uit\b|plan|gebeuren|af\b|ntwikkel|voorbereiding|taa?k|activiteiten|\brol\b|"
    r"Het is aan|continueren|gaa[tn]|realise|ingezet|programma|uitvoering|uitgevoerd|evaluatie|bewaakt|monitord|georganiseerd|uitgewerkt|"
    r"opgesteld|verzorgd|eigenaar|penvoerder|portefeuille",
    "rapporteert-aan": r"verslag|voortgang|rapport|verantwoording af|aangeboden|voorleggen|gemelde",
    "gezag-over": r"gezag",
    "vertegenwoordigd-in": r"vertegenwoordigd|komt|komen|vergader|stemt|overlegt|werken|stemmen|bespreken|overleggen|afspraken|waar|aangevuld|zitting|overeengekomen",
    "samengesteld-uit": r"leden:|zit|gevormd|samengesteld|besta|\(|uitbreiden|aangevuld|structuur|van, voor|overleg",
    "deel-van": r"onderdeel|deel uit|van de|van het|bij het|ingericht|ondergebracht|valt onder|vallen onder|ressort",
    "lid-van": r"\blid|leden|partner|deelnemer|neemt|nemen|programma",
    "opvolger-van": r"ontstaan|opvolger",
}
# Who acts without being an organisation of the actors family.
_PLACES = r"[A-ZÀ-Ý][\w-]+(?:, [A-ZÀ-Ý][\w-]+)*(?: en [A-ZÀ-Ý][\w-]+)?"
_OF_UNIT = r"(?: van (?:de politie|(?:het )?(?:basisteam|district) [A-ZÀ-Ý][\w-]+(?: en [A-ZÀ-Ý][\w-]+)?))?"
_OF_BODY = r" van (?:de |het )(?:politie|parket|gemeenten?|OM|[Oo]penbaar [Mm]inisterie)"
OFFICES = re.compile(
    r"(?<![\w-])(?P<name>(?:hoofd)?officier(?:en)? van [Jj]ustitie|(?:[a-z]{3,})?officier(?:en)?(?: van [Jj]ustitie)?|hoofdofficier|"
    rf"sectorhoofd van (?:de )?politie|(?:team|district)s?chefs?{_OF_UNIT}|politiechef|stadsmarinier|wethouder (?:[A-ZÀ-Ý]\w+(?: en [A-ZÀ-Ý]\w+)?|[a-zà-ÿ]+(?= (?:is|heeft|draagt|voert|bewaakt|neemt)\b))|"
    rf"(?:burgemeesters|portefeuillehouders|wethouders|gemeentesecretarissen|gemeenteraden) van {_PLACES}|"
    r"(?:opgave|thema|project|proces)?eigena(?:ar|ren)|opgavetrekkers?|(?:keten|proces)regisseurs?(?: zorg en veiligheid)?|burgemeester van (?=[A-Z])[A-Z][\w-]+|"
    r"burgemeesters van (?:de|alle) (?:\d+ )?gemeenten|(?:alle |operationele )?(?:[Pp]artners|[Pp]artijen)|(?:regio)?burgemeester|projectleiders?(?: (?:ondermijning|jeugd|cyber\w*))?|"
    r"programmamanager(?: [A-ZÀ-Ý][\w-]+)?|wethouder|(?:lokale )?veiligheidsprofessionals|"
    rf"hoofden veiligheid(?: van (?:de )?gemeenten)?|(?:strategisch |juridisch )?(?:beleids)?adviseurs?{_OF_BODY}|[Dd]irecteur(?:en)? van [A-ZÀ-Ý][\w-]+|"
    r"(?:algemeen|dagelijks) bestuur|[a-z]+ambtena(?:ar|ren)|[a-z]{3,}co[oö]rdinator(?:en)?|teamleiders?(?: [A-ZÀ-Ý][\w-]+)?|(?:(?<=[Dd]e )|(?<=eigen )|(?<=onze ))raad(?! (?:van|voor|en)\b)|"
    r"professionals|gemeente(?!raad)|overheid|domein zorg|(?<=[Dd]e )regio(?!')|samenleving|veiligheidsnetwerk|(?<!is )(?<!is de )(?<!zijn )(?<!als )portefeuillehouders?(?! (?:van|voor)\b)|"
    r"bestuurders(?: van het \w+domein)?|[Zz]ij|(?:\d+ )?organisaties|slachtoffers|wijkagent(?:en)?|[Mm]inister|"
    r"parket(?! (?:van )?[A-ZÀ-Ý])|(?:lokale |bevoegde? )?gezag(?= om )|gezagen)(?![\w-])"
)
AUTHOR = re.compile(r"(?<![\w-])[Ii]k(?![\w-])")
WE = re.compile(r"(?<![\w-])(?:[Ww]e|[Ww]ij)(?![\w-])")
# Names too wide to tell who is meant: they stand for nobody by themselves.
TOO_WIDE = frozenset({"zij", "partners", "partijen", "organisaties"})
# Where the words of an object end.
_PART = rf"(?:de |het )?(?:[\w-]+|{ACTOR})(?: [\w-]+)?"  # of a list that ends the object
OBJECT_END = re.compile(
    r",? (?:die|dat|waar\w*|zodat|omdat|hierbij|daarbij|mede|maar|terwijl|waarbij|als|indien|zoals|denk aan|gericht|vanuit|"
    r"in het bijzonder|inclusief|om te|door(?! middel)|samen met|en (?:daar|zijn|is|worden|wordt|maakt|hebben|heeft|verhogen|vergroten|leveren|sluiten|"
    r"komt|voert|vormen|bouwen|ontwikkelen|ook|specifiek))\b|"
    rf",(?! \w+e \w|\d|(?: {_PART},)* {_PART} en {_PART}$)|\s[–-]\s| (?:op|per|in) \d| \((?![a-zà-ÿ]+\) [a-z])|"
    rf" en (?:\w+eert|beslist|besluit|bepaalt|brengt|geeft|legt|ziet|neemt|staat) | en \w+(?:en|t) {ACTOR}| en (?:(?:de|het|onze|hun) )?{ACTOR}(?=, | \w+(?:en|t)\b)"
)
