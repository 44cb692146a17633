"""Frames in which Dutch says who directs, decides, answers for …: a few verbs and nouns in each place a clause has for them.

Where `loaders.governance_patterns` has one sentence structure a line, here a lexicon is put into structures that it shares:
a verb of deciding stands after its subject, before it, or as a participle behind "door"; a noun such as "regie" or
"verantwoordelijkheid" is had, lies with somebody, or is in their hands. Groups are those of `governance_patterns`; besides,
`whose` (the subject is who the sentence before is about) and `body` (the object is the body of the sentence before).
"""

from __future__ import annotations

import re

from loaders.governance_words import ACTOR, ADV, DET, LIST, MORE, NEXT, O_LIST, ONE, PAREN, REST, S
from loaders.governance_words import CUES as WORDS

_BODY = rf"(?P<s>{DET}{ACTOR}){PAREN}"
_ON = r"(?:op|over|van|bij|voor|binnen|in)"
_PASSIVE = r"(?:wordt|worden|is|zijn|werd|werden)"
_FILL = rf"(?: (?!{ACTOR})[^\s.;:]+){{0,8}}?"  # some words without another actor
_AND = r"(?:, en |, | en )"
_KIND = r"(?:(?:bestuurlijke?|ambtelijke?|politieke?|dagelijkse?|inhoudelijke?|operationele?|lokale?|formele?|algemene?|volledige?|integrale?|centrale?|gezamenlijke?) )*"
_THING = r"(?:(?:[Oo]ok|[Tt]evens|[Dd]aarnaast) )?(?P<o>(?:[Dd]e|[Hh]et|[Ee]en|[Dd]it|[Dd]eze|[Zz]ijn|[Hh]aar|[Hh]un) [^.;:,]+?)"

# Who decides, leads or keeps: finite forms and participle.
_DECIDES = ("bekrachtigt|bekrachtigen|bekrachtigde", "accordeert|accorderen|accordeerde", "fiatteert|fiatteren")
_DECIDED = "bekrachtigd|geaccordeerd|gefiatteerd|goedgekeurd|vastgesteld|vastgelegd|bepaald"
_POLICY = (  # what is decided on, where the verb may say other things too ("bepaalt de sfeer")
    r"(?:de|het) (?:[\w-]+ )?[\w-]*(?:kaders?|prioriteit(?:en)?|doel(?:en|stellingen)?|koers|inzet|beleid|strategie|agenda|verdeling|normen|criteria|"
    r"ambities|hoofdlijnen|uitgangspunten|speerpunten|budget|begroting|plan(?:nen)?)\b"
)
_LED = "gecoördineerd|geregisseerd|aangestuurd|geleid|getrokken|voorgezeten"
_FOUNDED = "opgericht|ingesteld|in het leven geroepen|ingericht|geformeerd|geïnitieerd|gestart"
_RUN = "beheerd|gemonitord|bewaakt|uitgevoerd|georganiseerd|verzorgd"

# Nouns for what somebody has, and where it lies.
_LEADING = rf"{_KIND}(?:regie|regierol|coördinatie|coordinatie|procesregie|leiding|aansturing|sturing|trekkersrol|voorzitterschap)"
_DUTY = rf"{_KIND}(?:eind|hoofd)?verantwoordelijkheid"
_LIES = r"(?:is|ligt|berust|rust|wordt|blijft|komt)(?: (?!bij\b|in\b|door\b)[\w-]+){0,3}? (?:in handen van|in handen gelegd van|bij|belegd bij|ondergebracht bij|neergelegd bij|gevoerd door|verzorgd door|opgedragen aan|toebedeeld aan|te liggen bij)"
_LEADER = rf"{_KIND}(?:trekker|kartrekker|voorzitter|coördinator|opdrachtgever|regisseur|aanjager|projectleider|programmaleider)s?"
_DEFINITE = r"(?P<o>(?:de|het|deze|dit|alle) [^.;:]+)"  # not "toezicht op straat"
_ANSWERABLE = r"(?:(?:bestuurlijk|ambtelijk|politiek|formeel|uiteindelijk|volledig|samen|gezamenlijk|direct|als eerste) )*(?:eind|mede|hoofd)?verantwoordelijk"
_MATTER = r"(?:(?:het|de) (?:thema|onderwerp|programma|prioriteit|speerpunt|opgave|dossier) )?(?P<o>[^.;:,]+?)"

_REGISSEERT = (
    rf"{S}{ADV} (?:voert|voeren|heeft|hebben|houdt|houden|neemt|nemen|krijgt|krijgen|verzorgt|verzorgen){ADV}(?: daarbij| hierbij)? (?:de |het |een ){_LEADING} {_ON} {REST}",
    rf"\b(?:voert|voeren|heeft|hebben|houdt|houden|neemt|nemen|krijgt|krijgen){ADV} {S}{ADV} (?:de |het |een ){_LEADING} {_ON} {REST}",
    rf"\b(?:[Dd]e|[Hh]et|[Dd]eze) {_LEADING} {_ON} (?P<o>[^.;:]+?) {_LIES} {S}",
    rf"{S}{ADV} (?:geeft|geven){ADV} (?:leiding|sturing) aan {REST}",
    rf"{S}{ADV} (?:stuurt|sturen){ADV} op (?P<o>(?:de|het) (?:uitvoering|voortgang|inzet|aanpak|samenhang|planning|capaciteit|realisatie|kwaliteit)\b[^.;:]*)",
    rf"\b(?:geeft|geven) {S}{ADV} (?:leiding|sturing) aan {REST}",
    rf"{S}{ADV} (?:zit|zitten) {O_LIST}{ADV} voor\b",
    rf"{S}{ADV} (?:stuurt|sturen) (?P<o>(?:de|het|een) [^.;:,]+?) aan\b(?! (?:op|de|het|een|\w+s)\b)",
    rf"\b(?:regisseren|coördineren) {S} (?P<o>(?:de|het) [^.;:]+)",
    rf"(?:^|; |, ){_THING} {_PASSIVE}{_FILL} (?:{_LED}) (?:door|vanuit) {S}",
    rf"(?:^|; |, ){_THING} {_PASSIVE}{_FILL} door {S}{_FILL} (?:{_LED})\b",
    rf"\b[Vv]oor {_MATTER} (?:is|zijn|fungeert|treedt) {S}(?: op)?(?: als)? (?:de )?{_LEADER}(?: op)?(?=[.;,]|$)",
    rf"\b(?:trekker|voorzitter|coördinator|opdrachtgever|kartrekker)\b[^.]*?[;,] (?:en )?voor {_MATTER} (?:vervult|vervullen|heeft|is|doet) {S}(?: (?:die|deze|dezelfde|dat)(?: rol)?)?(?=[.;,]|$)",
    rf"{S}{ADV} (?:is|zijn|fungeert|fungeren|treedt|treden){ADV}(?: met {LIST})?(?: op)?(?: als)? (?:de |een )?{_LEADER} (?:van|voor) {REST}",
    rf"\b(?:[Aa]ls {_LEADER}|[Dd]e {_LEADER}) (?:van|voor) (?P<o>[^.;:,]+?) (?:is|fungeert|treedt) {S}",
    rf"(?P<o>{DET}{ACTOR})[^.:]*[;,] (?:en )?{S} is (?:de |daarvan |ervan )?voorzitter(?=[.;,]|$)",
    rf"(?:^|; )(?P<o>(?!(?:Dit|Dat|Deze|Hier|Er|We|Wij)\b)[A-Z][\w-]+(?: (?!{ACTOR})[\w-]+){{0,4}}?) (?:gebeurt|gebeuren|vindt plaats|vinden plaats|staat|staan) onder (?:de )?(?:{_LEADING}) van {S}",
    rf"{S}{ADV} (?:vervult|vervullen|heeft|hebben|bekleedt|bekleden) (?:de |een )?(?:rol|functie) van {_LEADER} (?:van|voor|bij|in) {REST}",
)
_STELT_VAST = (
    *(rf"{S}{ADV} (?:{verb}){ADV} {REST}" for verb in _DECIDES),
    *(rf"\b(?:{verb}) {S}{ADV} {REST}" for verb in _DECIDES),
    rf"{S}{ADV} (?:bepaalt|bepalen){ADV} (?P<o>{_POLICY}[^.;:]*)",
    rf"\bbepa(?:alt|len) {S}{ADV} (?P<o>{_POLICY}[^.;:]*)",
    rf"{S}{ADV} (?:keurt|keuren) (?P<o>[^.;:]+?) goed\b",
    rf"\b(?:keurt|keuren) {S}{ADV} (?P<o>[^.;:]+?) goed\b",
    rf"\b(?:stelt|stellen) {S}{_FILL} (?P<o>(?:de|het|een|zijn|haar|hun) [^.;:]+?) vast\b",
    rf"(?:^|; |, ){_THING} {_PASSIVE}{_FILL} door {S}{_FILL} (?:{_DECIDED})\b",
    rf"(?:^|; |, ){_THING} {_PASSIVE}{_FILL} (?:{_DECIDED}) door {S}",
    rf"{S}{ADV} (?:hakt|hakken) (?:de )?knopen door over {REST}",
    rf"{S}{ADV} (?:beslist|beslissen){ADV} over {REST}",
    rf"\b(?:beslist|beslissen|besluit|besluiten) {S}{ADV} over {REST}",
    rf"\bdat {S}(?: (?:ten minste|minimaal|minstens|ten minste eens|eens)[^.;:,]*? (?:jaar|jaren))?{ADV} (?P<o>[^.;:,]+?) (?:vastlegt|vastleggen|bekrachtigt|bekrachtigen)\b",
)
_STELT_IN = (
    rf"{S}{ADV} (?:heeft|hebben)(?: in \d{{4}}| samen| daarom| hiervoor| daarvoor| inmiddels)* {O_LIST}(?: in \d{{4}})? (?:opgericht|ingesteld|in het leven geroepen|geformeerd)\b",
    rf"(?P<o>{DET}{ACTOR}){PAREN} {_PASSIVE}{_FILL} (?:{_FOUNDED}) door {S}",
    rf"(?P<o>{DET}{ACTOR}){PAREN} {_PASSIVE}{_FILL} door {S}{_FILL} (?:{_FOUNDED})\b",
    rf"{S}{ADV} (?:roept|roepen|riep|riepen) {O_LIST}{_FILL} in het leven",
)
_ONDERSTEUNT = (
    rf"{S}{ADV} (?:staat|staan) {O_LIST}[^.;:]*? (?:bij|terzijde)\b",
    rf"\b(?:staat|staan) {S}{ADV} {O_LIST}[^.;:]*? (?:bij|terzijde)\b",
    rf"(?P<s>{DET}{ACTOR}){PAREN}, (?:die|dat|welke) {O_LIST}(?: [\w-]+){{0,3}} (?:ondersteunt|ondersteunen|bijstaat|bijstaan|helpt|helpen)\b",
    rf"{S}{ADV} (?:zet|zetten)[^.;:]*? in ten (?:dienste|behoeve) van {O_LIST}",
    rf"(?P<o>{DET}{ACTOR}){PAREN} {_PASSIVE} [^.;:]*?,? met (?:financiële )?(?:steun|hulp|ondersteuning) van {S}",
    rf"{S}{ADV} (?:verleent|verlenen|biedt|bieden|geeft|geven){_FILL} (?:steun|hulp|bijstand|ondersteuning|assistentie) (?:aan|bij) {REST}",
    rf"{S}{ADV} (?:assisteert|assisteren|ontzorgt|ontzorgen) {REST}",
    rf"\b[Hh]et (?:\w+ )?secretariaat (?:van|voor) (?P<o>{DET}{ACTOR}) {_LIES} {S}",
    rf"^Het (?:\w+ )?(?P<body>secretariaat) {_LIES} {S}",
    rf"{S}{ADV} (?:voert|voeren|verzorgt|verzorgen) het (?:\w+ )?secretariaat (?:van|voor) {O_LIST}",
    rf"{S}{ADV} (?:bereidt|bereiden){_FILL} (?:de )?(?:vergadering(?:en)?|overleg(?:gen)?|bijeenkomsten|agenda|besluitvorming|besluiten|stukken) (?:van|voor|in) {O_LIST} voor\b",
    rf"(?P<s>{DET}{ACTOR}), (?:samengesteld|bestaande) uit [^.;:]*?, (?:bereidt|bereiden) (?:de )?(?:vergadering(?:en)?|overleg(?:gen)?|bijeenkomsten|agenda|besluitvorming|besluiten|stukken) (?:van|voor|in) {O_LIST} voor\b",
)
_ADVISEERT = (
    rf"{S}{ADV} (?:geeft|geven|brengt|brengen){_FILL} advies (?:uit )?aan {O_LIST}",
    rf"\b(?:geeft|geven|brengt|brengen) {S}{_FILL} advies (?:uit )?aan {O_LIST}",
    rf"(?P<s>{DET}{ACTOR}){NEXT}; (?:die|deze|dit|dat) (?:geeft|brengt){_FILL} advies (?:uit )?aan {O_LIST}",
    rf"{S}{ADV} (?:geeft|geven|voorziet|voorzien|dient|dienen) {O_LIST}{_FILL}(?: van)? (?:advies|adviezen|raad)\b(?! en daad)",
    rf"{S}{ADV} (?:heeft|hebben|vervult|vervullen) een adviserende (?:rol|taak|functie|stem) (?:richting|naar|voor|aan|bij|in) {REST}",
    rf"{S}[^.;:]*? (?:zijn|haar|hun|een) zienswijzen? (?:op|over) (?P<o>(?:de|het|dit) [^.;:,]+?)(?: (?:te )?(?:geven|indienen|dienen|uitbrengen|uit te brengen|kenbaar|naar voren)\b|[.;,]|$)",
)
_WERKT_SAMEN = (
    rf"^Met {O_LIST}(?: (?:werken|werkt|trekken|trekt)){ADV} {S}(?: (?!{ACTOR})[^.;:,]*?)?\b(?:samen|op)\b",
)
_VERANTWOORDELIJK = (
    rf"{S}{ADV} (?:is|zijn|blijft|blijven){ADV} {_ANSWERABLE} voor {REST}",
    rf"\b(?:is|zijn|blijft|blijven) {S}{ADV} {_ANSWERABLE} voor {REST}",
    rf"\b[Vv]oor (?P<o>[^.;:,]+?) (?:is|zijn|blijft|blijven) {S}{ADV} {_ANSWERABLE}(?=[.;,]|$)",
    rf"{S}{ADV} (?:is|zijn) (?:bestuurlijk |ambtelijk |de )?portefeuillehouders? (?!van\b|voor\b|die\b|en\b|in\b){REST}",
    rf"\b[Vv]oor {_MATTER} (?:is|zijn) {S} (?:bestuurlijk |ambtelijk |de )?portefeuillehouders?(?=[.;,]|$)",
    rf"\b[Dd]e {_DUTY} (?:voor|over|van) (?P<o>[^.;:]+?) {_LIES} {S}",
    rf"{_THING} (?:valt|vallen|gebeurt|gebeuren) onder (?:de )?{_DUTY} van {S}",
    rf"{S}{ADV} (?:neemt|nemen|nam|namen) (?P<o>[^.;:]+?) voor (?:zijn|haar|hun) rekening",
    rf"{S}{ADV} (?:heeft|hebben){ADV} (?:tot|als) taak (?:om )?{REST}",
    rf"{S}{ADV} (?:beheert|beheren) {REST}",
    rf"\b(?:beheert|beheren) {S}{ADV} {REST}",
    rf"{S}(?:, [^.;:]*?,)? (?:houdt|houden){ADV} toezicht op {_DEFINITE}",
    rf"\b(?:houdt|houden) {S}{ADV} toezicht op {_DEFINITE}",
    rf"{S}{ADV} (?:ziet|zien){ADV} (?:er )?(?:op )?toe op {_DEFINITE}",
    rf"\b(?:ziet|zien) {S}{ADV} toe op {_DEFINITE}",
    rf"\b[Hh]et toezicht op (?P<o>[^.;:]+?) {_LIES} {S}",
    rf"{S}{ADV} (?:voert|voeren|heeft|hebben) (?P<o>het (?:penvoerderschap|budgethouderschap|financieel beheer)(?: (?:van|over|voor) [^.;:,]+)?)",
    rf"\b(?P<o>(?:een|de) (?!{ACTOR})[\w-]+); (?:daarvoor|hiervoor) (?:is|zijn) {S} (?:de )?(?:opdrachtgever|{_ANSWERABLE}|aan zet)",
    rf"{_THING} {_PASSIVE}{_FILL} (?:{_RUN}) (?:door|vanuit) {S}",
    rf"{_THING} {_PASSIVE} door {S}{_FILL} (?:{_RUN})\b",
)
_REPORT = r"(?:[\w-]*rapportages?|[\w-]*verslag(?:en)?|[\w-]*planning|bevindingen|resultaten|voortgang|jaarplan(?:nen)?|evaluaties?|cijfers)"
_ACCOUNT = r"(?:verantwoording|rekenschap)"
_TOLD = r"(?:geïnformeerd|bijgepraat|op de hoogte (?:gehouden|gebracht|gesteld)|ingelicht)"
_RAPPORTEERT = (
    rf"\b(?:legt|leggen) {S}{_FILL} {_ACCOUNT} af (?:aan|in|bij|tegenover) {O_LIST}",
    rf"{S} (?:legt|leggen)[^.;:]*? (?:aan|in|tegenover) {O_LIST}{_FILL} {_ACCOUNT} af\b",
    rf"\b(?:legt|leggen) {S}{_FILL} (?:aan|in|tegenover) {O_LIST}{_FILL} {_ACCOUNT} af\b",
    rf"{S} (?:legt|leggen){_FILL} {_ACCOUNT} af (?:aan|in|bij|tegenover) {O_LIST}",
    rf"{S} (?:legt|leggen){_FILL} {_REPORT}{_FILL} (?:voor aan|neer bij) {O_LIST}",
    rf"\b(?:informeert|informeren) {S}{ADV} {O_LIST}",
    rf"{S}{ADV} (?:informeert|informeren) {O_LIST} (?:jaarlijks|halfjaarlijks|periodiek|tussentijds|elk (?:half)?jaar|ieder (?:half)?jaar|via)\b",
    rf"{S}{ADV} (?:houdt|houden|brengt|brengen) {O_LIST}{_FILL} (?:op de hoogte|geïnformeerd)",
    rf"\b(?:houdt|houden|brengt|brengen) {S}{ADV} {O_LIST}{_FILL} (?:op de hoogte|geïnformeerd)",
    rf"{S}{ADV} (?:praat|praten) {O_LIST}{_FILL} bij\b",
    rf"\b(?:wordt|worden) {O_LIST}{_FILL} door {S}{_FILL} {_TOLD}",
    rf"{O_LIST}{ADV} (?:wordt|worden){_FILL} door {S}{_FILL} {_TOLD}",
    rf"\b(?:brengt|brengen|doet|doen) {S}{_FILL} verslag (?:uit )?aan {O_LIST}",
    rf"\b(?:rapporteert|rapporteren) {S}{_FILL} aan {O_LIST}",
    rf"{S}{ADV} (?:maakt|maken|levert|leveren|stelt|stellen){_FILL} {_REPORT}{_FILL} (?:ten behoeve van|voor|aan) {O_LIST}",
    rf"(?:ontvangt|ontvangen|krijgt|krijgen) {O_LIST}{_FILL} {_REPORT}{_FILL} van {S}",
    rf"{O_LIST}{ADV} (?:ontvangt|ontvangen|krijgt|krijgen){_FILL} {_REPORT}{_FILL} van {S}",
    rf"{S}{ADV} (?:stuurt|sturen|zendt|zenden){_FILL} {_REPORT}{_FILL} (?:naar|aan) {O_LIST}",
)
_COMMAND = r"(?:gezag|opperbevel|bevel)"
_GEZAG = (
    rf"{S}{ADV} (?:heeft|hebben) het {_COMMAND} (?:bij|op|ten aanzien van) {REST}",
    rf"\b[Bb]ij (?P<o>(?:een |de |het )?(?!{ACTOR})[^.;:,]+?) (?:voert|heeft) {S} het {_COMMAND}\b",
    rf"\b(?:voert|heeft|oefent) {S}{ADV} het {_COMMAND} (?:uit )?over {REST}",
    rf"\b(?:staat|staan|valt|vallen) (?P<o>{DET}{ACTOR})(?: [\w-]+)? onder (?:het )?{_COMMAND} van {S}",
    rf"\b(?:staat|staan|valt|vallen) (?P<o>{DET}{ACTOR})(?: [\w-]+)? onder (?P<whose>haar|zijn|hun) {_COMMAND}\b",
    rf"(?P<o>{DET}{ACTOR}) (?:staat|staan|valt|vallen)(?: [\w-]+)? onder (?P<whose>haar|zijn|hun) {_COMMAND}\b",
)
_MEET = r"(?:elkaar (?:treffen|ontmoeten|spreken)|zitting (?:hebben|nemen)|zitten|deelnemen|samenkomen|bijeenkomen|samenwerken|overleggen|afstemmen|vertegenwoordigd zijn|zijn vertegenwoordigd)"
_SAMEN = (
    rf"(?P<o>{MORE}) vormen(?: samen| gezamenlijk| met elkaar| tezamen)* {_BODY}",
    rf"\b[Ss]amen vormen (?P<o>{MORE}) {_BODY}",
    rf"{_BODY}(?: van {DET}{ACTOR})?, (?:bestaande|samengesteld) uit {O_LIST}",
    rf"{_BODY},? waarin {O_LIST} {_MEET}\b",
    rf"^(?P<that>(?:De )?(?:[Ll]eden|[Dd]eelnemers)) (?:hiervan |daarvan |ervan )?zijn {O_LIST}",
    rf"\b(?:[Dd]e )?(?:[Ll]eden|[Dd]eelnemers) (?:van|aan|in) {_BODY} zijn {O_LIST}",
    rf"{_BODY} (?:telt|heeft|kent)(?: [\w-]+){{0,3}} als (?:leden|deelnemers) {O_LIST}",
)
_JOINS = r"(?:participeert|participeren|zit|zitten|neemt deel|nemen deel|hebben zitting|heeft zitting)"
_LID = (
    rf"{S}{ADV} (?:participeert|participeren|zit|zitten) (?:in|binnen) {O_LIST}",
    rf"\b(?:[Bb]innen|[Ii]n|[Aa]an) (?P<o>{DET}{ACTOR}){PAREN}(?: daarvan| hiervan| ervan)? (?:participeren|participeert|zit|zitten)(?: namens (?:de |het )?[\w-]+)? (?P<s>{ONE}(?:{_AND}{ONE})*)",
    rf"{S}{ADV} (?:schuift|schuiven)[^.;:]{{0,60}}? aan (?:bij|in) {O_LIST}",
    rf"{S}{ADV} (?:vertegenwoordigt|vertegenwoordigen)[^.;:]{{0,60}}? in {O_LIST}",
    rf"{S}{ADV} (?:is|zijn){_FILL} (?:aangesloten bij|toegetreden tot) {O_LIST}",
)
_DEEL = (
    rf"{S} (?:valt|vallen|ressorteert|ressorteren)(?: (?:bestuurlijk|ambtelijk|organisatorisch|formeel|juridisch|beheersmatig|hiërarchisch))* onder (?:de gemeenschappelijke regeling |het dagelijks bestuur van |het bestuur van )?{O_LIST}",
)

FRAMES: tuple[tuple[str, str], ...] = tuple(
    (relation, pattern)
    for relation, patterns in (
        ("regisseert", _REGISSEERT),
        ("stelt-vast", _STELT_VAST),
        ("stelt-in", _STELT_IN),
        ("ondersteunt", _ONDERSTEUNT),
        ("adviseert", _ADVISEERT),
        ("werkt-samen-met", _WERKT_SAMEN),
        ("verantwoordelijk-voor", _VERANTWOORDELIJK),
        ("rapporteert-aan", _RAPPORTEERT),
        ("gezag-over", _GEZAG),
        ("samengesteld-uit", _SAMEN),
        ("lid-van", _LID),
        ("deel-van", _DEEL),
    )
    for pattern in patterns
)
# By which a sentence shows that a frame of the relation may fit.
_CUES: dict[str, str] = {
    "regisseert": r"regie|coordinatie|voorz|\bzit|opdracht|stuur|stur|leiding|trokken|trekker|coördin",
    "stelt-vast": r"krachtig|accord|fiatte|bepa|keur|vast|knopen|beslis|beslui",
    "stelt-in": r"opgericht|ingesteld|leven|ingericht|geformeerd|geïnitieerd|gestart",
    "ondersteunt": r"terzijde|staa[tn]|bijsta|steun|ten (?:dienste|behoeve)|hulp|bijstand|assiste|ontzorg|secretariaat|bereid",
    "adviseert": r"advi|zienswijze|raad",
    "werkt-samen-met": r"^Met |^Samen ",
    "verantwoordelijk-voor": r"verantwoordelijk|rekening|taak|beheer|toezicht|toe op|penvoerder|budgethouder|opdrachtgever|aan zet|gemonitord|bewaakt|"
    r"uitgevoerd|georganiseerd|verzorgd|portefeuille",
    "rapporteert-aan": r"verantwoording|rekenschap|rapport|verslag|planning|bevindingen|resultaten|voortgang|jaarplan|evaluatie|cijfers|informe|hoogte|praat|praten|inge?licht",
    "gezag-over": r"gezag|bevel",
    "samengesteld-uit": r"vormen|bestaande|samengesteld|waarin|leden|Leden|eelnemers",
    "lid-van": r"participe|zit|vertegenwoordigt|vertegenwoordigen|schui|aangesloten|toegetreden",
    "deel-van": r"valt|vallen|ressort",
}
# A sentence without the cue of a relation cannot state it: looking for the cue first keeps reading fast.
CUES: dict[str, re.Pattern[str]] = {
    relation: re.compile("|".join(filter(None, (words, _CUES.get(relation))))) for relation, words in WORDS.items()
}
