"""How Dutch says who directs, adopts, supports … whom: patterns over a sentence in which each actor is one character.

A pattern has the groups `s` (the subject: one actor or a list of them), `o` (the object: actors, or words), and for a
relation among equals only `s`. Verbs stand where Dutch puts them: after the subject, before it (inversion), at the end
(with an auxiliary), or in the passive with "door".
"""

from __future__ import annotations

import re

ACTOR = "[\ue000-\uf8ff]"
_DET = (
    r"(?:(?:de|het|een|alle|al|onze|ons|hun|haar|zijn|deze|die|elke?|iedere?|andere|betrokken|relevante|\d+|enkele|beide|"
    r"onder meer|onder andere|bijvoorbeeld|vrijwel|verschillende|nieuwe|bevoegde?|de leden van|leden van|ook|zowel|de overige|"
    r"eventueel|met name|primair|gezamenlijk|desbetreffende|nationale|lokale|regionale|landelijke) )*"
)
_PAREN = r"(?: \([^)]{1,60}\))?"
_SEP = r"(?:, en | en met | en bij |, | en | of | en/of |/| als | dan wel |; | alsook | maar ook )"
_ONE = rf"{_DET}{ACTOR}(?: uit de (?:keten|regio's?))?{_PAREN}"
LIST = rf"{_ONE}(?:{_SEP}{_ONE})*"
S = rf"(?P<s>{LIST})"
O_LIST = rf"(?P<o>{LIST})"
_REST = r"(?P<o>[^.;:!?]+)"
_AUX = r"(?:zal|zullen|kan|kunnen|moet|moeten|gaat|gaan|wil|willen|dient te|dienen te|blijft|blijven|helpt|helpen)"
_ADV = (
    r"(?: (?:lokaal|regionaal|landelijk|dan ook|daarbij|hierbij|ook|tevens|verder|actief|gezamenlijk|jaarlijks|vooral|primair|zelf|"
    r"nauw|intensief|integraal|flexibel|ketenoverstijgend|samen|steeds|daarom|daartoe|verregaand|in eerste instantie|wel|"
    r"uiteraard|al|nog|weer|specifiek|eenheidsbreed|optimaal|mede|wettelijk|in belangrijke mate))*"
)

_PATTERNS: tuple[tuple[str, str], ...] = (
    # regisseert
    ("regisseert", rf"{S}{_ADV} (?:voert|voeren|heeft|hebben|houdt|houden|neemt|nemen){_ADV} (?:de |een )?regie{_ADV} (?:op|over|bij|van|in) {_REST}"),
    ("regisseert", rf"\b(?:voert|voeren|heeft|hebben){_ADV} {S}{_ADV} de regie (?:op|over|bij|van) {_REST}"),
    ("regisseert", rf"{S}{_ADV} (?:is|zijn){_ADV} (?:de )?(?:maatschappelijk )?regisseur(?:s)? (?:van|in|bij) {_REST}"),
    ("regisseert", rf"{S}(?: (?:bepaalt|bepalen))? als regisseur (?:van|in) {_REST}"),
    ("regisseert", rf"{S}{_ADV} (?:regisseert|regisseren|coördineert|coördineren) {_REST}"),
    ("regisseert", rf"^Onder (?:de )?(?:gezamenlijke )?(?:regie|coördinatie|aansturing) van {S},? \w+(?:en|t)(?: en \w+en)?(?: {_DET}{ACTOR})? (?P<o>(?:de|het|een) [^.;:]+)"),
    ("regisseert", rf"(?P<o>(?:een|de|het) (?:(?!een |de |het )[\w-]+ ){{0,4}}[\w-]+) onder (?:de )?(?:gezamenlijke )?(?:regie|coördinatie|aansturing) van {S}"),
    ("regisseert", rf"\b(?:wordt|worden) onder (?:de )?(?:regie|coördinatie|leiding) van {S} (?P<o>[\w ]+?) (?:in kaart gebracht|opgesteld|ontwikkeld|georganiseerd|uitgevoerd)"),
    ("regisseert", rf"\b[Ss]turing op (?P<o>[^.;:]+?) (?:vindt plaats|gebeurt) door {S}"),
    ("regisseert", rf"{S} [^.;:]*?\bom te sturen op {_REST}"),
    ("regisseert", rf"{S} (?:is|zijn) leidend (?:bij|in|voor) {_REST}"),
    ("regisseert", rf"\b(?:is|zijn) {S} leidend (?:bij|in|voor) {_REST}"),
    # stelt-vast
    ("stelt-vast", rf"{S}{_ADV} (?:stelt|stellen) (?P<o>[^.;:]+?) vast\b"),
    ("stelt-vast", rf"\b(?:stelt|stellen) {S}(?:, [^,]*,)?{_ADV}(?: ten minste [^,]*? (?:vier|\d+) jaar)? (?P<o>(?:de|het|een|bijgaande) [^.;:]+?)(?: voor de [\w-]+)? vast\b"),
    ("stelt-vast", rf"\b(?:heeft|hebben) {S}(?P<x>[^.;:]*?) (?P<o>(?:een|de|het) (?:landelijke |regionale |nieuwe )?[\w-]*(?:agenda|strategie|plan|verdeelsleutel|ontwikkelagenda)) (?:opgesteld|vastgesteld)"),
    ("stelt-vast", rf"{S} (?:heeft|hebben) (?P<o>(?:een|de|het) [^.;:,]+?) (?:opgesteld|vastgesteld)\b"),
    ("stelt-vast", rf"\b(?:is|wordt) door {S} (?P<o>(?:een|de|het) [^.;:,]+?)(?: is)? (?:opgesteld|vastgesteld)\b"),
    ("stelt-vast", rf"(?:^|, )(?P<o>(?:[Dd]e|[Hh]et|[Ee]en) [^.;:,]*?) (?:is|zijn|wordt|worden)[^.;:]*? (?:bekrachtigd|vastgesteld)(?: (?:in|door)) {S}"),
    ("stelt-vast", rf"\b(?P<o>een [\w-]*(?:plan|agenda|strategie)) en vastgesteld door {S}"),
    ("stelt-vast", rf"(?P<o>[\w-]+(?: [\w-]+)?), die [^.;:]*?ter vaststelling worden aangeboden aan {S}"),
    ("stelt-vast", rf"\b(?P<o>[Vv]oorstellen|[Pp]lannen|[Ii]ndicatoren) zullen [^.;:]*?(?:voor besluitvorming|ter vaststelling) aan {S} worden (?:voorgelegd|aangeboden)"),
    ("stelt-vast", rf"\b(?P<o>beleidsdoelstellingen|doelstellingen|agenda|strategie|plan) (?:die|dat) {S}[^.;:]*? (?:heeft|hebben) vastgesteld"),
    ("stelt-vast", rf"\bkie(?:st|zen) {S}(?: voor de periode [\d-]+)? voor (?P<o>(?:de volgende |\w+ )?gezamenlijke prioriteiten|[^.;:]*prioriteiten)"),
    ("stelt-vast", rf"{S}{_ADV} (?:maakt|maken){_ADV} (?P<o>(?:duidelijke |heldere )?keuzes)"),
    ("stelt-vast", rf"\b(?:maakt|maken) {S}{_ADV} (?P<o>duidelijke keuzes|heldere keuzes)"),
    ("stelt-vast", rf"\bvastgesteld (?:door|in) {S}"),
    ("stelt-vast", rf"{S} (?:bepaalt|bepalen)(?: als [^.;:]+?)? (?:samen met [^.;:]+? )?(?P<o>de [\w-]+ (?:prioriteiten|doelstellingen|koers))"),
    ("stelt-vast", rf"(?<!gehoord )(?:[Mm]et de|[Dd]e formele) vaststelling(?: volgt)? in {S}(?:, vormen (?P<o>deze [a-z]+ [a-z]+))?"),
    ("stelt-vast", rf"{S} (?:besluit|besluiten|zullen [^.;:]*? besluiten) over (?P<o>[^.;:]+)"),
    ("stelt-vast", rf"{S}[^.;:]*? (?:zijn|is) [^.;:]*?overeengekomen dat (?P<o>[^.;:]+?) (?:als volgt )?wordt\b"),
    ("stelt-vast", rf"{S} (?:maken|maakt|maakten|hebben) [^.;:]*?afspraken(?: gemaakt)? over (?P<o>de [^.;:]+)"),
    ("stelt-vast", rf"\b[Ii]n {S}(?: van \d[\w ]*?)? is(?: in gezamenlijkheid)? (?P<o>(?:de|het) [^.;:]+?) vastgesteld"),
    ("stelt-vast", rf"\bstel {S}(?: [–-] [^–]*? [–-])? (?P<o>(?:de|het|bijgaande) [^.;:]+?) vast\b"),
    ("stelt-vast", rf"\bdoor {S} vastgestelde (?P<o>[^.;:,]+)"),
    ("stelt-vast", rf"\bwaar {S} (?P<o>concrete [\w-]+) op heb geformuleerd"),
    # stelt-in
    ("stelt-in", rf"\b(?:wordt|worden) door {S}(?: [^.;:]*?)? (?P<o>een {ACTOR}|{ACTOR}|een [\w-]+)(?: nieuwe stijl)? (?:ingericht|ingesteld|opgericht|geformeerd|gevormd)"),
    ("stelt-in", rf"\b[Vv]anuit {S} zal er een? {_DET}(?P<o>{ACTOR}) worden (?:geformeerd|ingesteld|ingericht|opgericht)"),
    ("stelt-in", rf"{S} (?:richt|richten|stelt|stellen) (?P<o>{_DET}{ACTOR})[^.;:]*? (?:in|op)\b"),
    ("stelt-in", rf"{S} (?:gaat|gaan) (?:daarom )?door met {O_LIST}"),
    ("stelt-in", rf"{S}(?:, [^,]*,)? (?:zal|zullen) (?P<o>{_DET}{ACTOR}) continueren"),
    # ondersteunt
    ("ondersteunt", rf"{S}{_ADV} (?:ondersteunt|ondersteunen|helpt|helpen|versterkt){_ADV} (?!(?:bij|in|met|op|tegen|door|en|aan|voor|u|hen|elkaar|hierbij|daarbij|hiermee)\b){_REST}"),
    ("ondersteunt", rf"{S} \w+en en ondersteunen (?!(?:die|hen)\b){_REST}"),
    ("ondersteunt", rf"(?P<s>{ACTOR}) vertrouwen op de kracht van {O_LIST}[^.;:]*?,? ondersteunen die"),
    ("ondersteunt", rf"\b[Mm]et (?:steun|hulp) (?:vanuit|van) {S} organiseren {ACTOR} (?P<o>[^.;:]+)"),
    ("ondersteunt", rf"{S} {_AUX} (?P<o>(?:(?! en | op zoek)[^.;:,]){{3,60}}?) (?:als \w+ )?(?:ambtelijk )?(?:te )?ondersteunen\b"),
    ("ondersteunt", rf"\b(?:ondersteunt|verleent) {S} (?!u\b){_REST}"),
    ("ondersteunt", rf"{O_LIST}[^.;:]*?(?:wordt|worden|,? hierbij|daarbij) (?:[\w ]+ )?ondersteund(?: en versterkt)? (?:door|vanuit) {S}"),
    ("ondersteunt", rf"\b(?:biedt|bieden) {S}(?: tevens| ook)? ondersteuning(?: aan)?(?: (?:aan|bij) (?P<o>[^.;:]+))?"),
    ("ondersteunt", rf"{S} (?:biedt|bieden|geeft|geven)[^.;:]*? ondersteuning (?:aan|bij) {_REST}"),
    ("ondersteunt", rf"\b[Vv]anuit {S} (?:wordt|worden) (?P<o>[^.;:]+?) (?:desgewenst )?ondersteund\b"),
    # adviseert
    ("adviseert", rf"{S}{_ADV} (?:adviseert|adviseren) {_REST}"),
    ("adviseert", rf"\b(?:stelt|stellen) (?P<o>{_DET}{ACTOR}), gehoord {S}"),
    ("adviseert", rf"{O_LIST}, gehoord {S}"),
    ("adviseert", rf"\bnadat {S} over (?P<o>[^.;:,]+?) (?:zijn|is) gehoord"),
    ("adviseert", rf"\bdoor een besluit van (?P<o>{_DET}{ACTOR}),? na (?:raadpleging|consultatie) van {S}"),
    ("adviseert", rf"\b[Nn]a consultatie van {S}"),
    ("adviseert", rf"\bzal {S}[^.;:]*? aan (?P<o>{LIST}) een [^.;:]*?voorstel doen"),
    ("adviseert", rf"{S} (?:doet|doen|heeft|hebben) (?:aan (?P<o>{LIST}) )?een voorstel"),
    ("adviseert", rf"\b(?:stelt|stellen) {S} (?P<you>u )?(?:een aantal |de volgende )(?P<o>thema's)[^.;:]*? voor\b"),
    ("adviseert", rf"\b(?:voorgestelde|voorgelegde) [^.;:]*? door {S} aan (?P<o>{LIST})"),
    ("adviseert", rf"\b(?:heeft|hebben) {S} een voorstel gedaan (?:voor|over) {_REST}"),
    ("adviseert", rf"\bconsultatie (?:heeft )?plaatsgevonden door (?P<o>{LIST}) bij {S}"),
    # werkt-samen-met
    ("werkt-samen-met", rf"{S}{_ADV} (?:werkt|werken|werk|trekken|trekt){_ADV} (?:[^.;:,]*? )?(?:samen|op) met {O_LIST}"),
    ("werkt-samen-met", rf"\b(?:werken|werkt|werk){_ADV} {S}{_ADV} (?:[^.;:,]*? )?samen met {O_LIST}"),
    ("werkt-samen-met", rf"\b(?:werken|werkt){_ADV} {S}[^.;:]*? samen\b"),
    ("werkt-samen-met", rf"{S}[^.;:]{{0,60}}? (?:werken|werkt|trekken){_ADV}(?: [^.;:,]{{0,60}}?)? samen\b"),
    ("werkt-samen-met", rf"\b(?:bundelen|bundelt) {S}(?: in {ACTOR}| in [A-Z][\w-]+)? hun krachten(?: met {O_LIST})?"),
    ("werkt-samen-met", rf"{S}(?: in [A-Z][\w-]+)? (?:hun )?krachten bundelen(?: met {O_LIST})?"),
    ("werkt-samen-met", rf"{S}(?:,? \w+){{0,2}} samen met {O_LIST}"),
    ("werkt-samen-met", rf"\bsamenwerking tussen {S}"),
    ("werkt-samen-met", rf"{S}[^.;:]*? in (?:nauwe? )?(?:samenwerking|overleg|samenspraak|afstemming) met {O_LIST}"),
    ("werkt-samen-met", rf"{S} (?:stemmen|stemt) [^.;:]*? af met {O_LIST}"),
    ("werkt-samen-met", rf"{S} (?:verhogen|vergroten|communiceren) samen met {O_LIST}"),
    ("werkt-samen-met", rf"\bSamen met {O_LIST} (?:zal|zullen|werkt|werken|gaat|gaan) {S}"),
    ("werkt-samen-met", rf"{S}[^.;:]*? ze samen met {O_LIST}"),
    ("werkt-samen-met", rf"{S}[^.;:]*? ze [^.;:]*?samen ?werken"),
    ("werkt-samen-met", rf"{S}[^.;:]*? gezag van en samen met {O_LIST}"),
    ("werkt-samen-met", rf"\b(?:werkt|werken) {S} met (?:een )?{O_LIST}"),
    ("werkt-samen-met", rf"\b(?:maakt|maken) {S}{_ADV} afspraken met {O_LIST}"),
    ("werkt-samen-met", rf"\b(?:samenwerking|afstemming|informatie-uitwisseling|afspraken|gemaakt)(?: [^.;:]*?)? tussen {S}"),
    ("werkt-samen-met", rf"\bbij {S} om de handen ineen te slaan"),
    ("werkt-samen-met", rf"\bversterken {S} de (?:coalitie|samenwerking) met {O_LIST}"),
    ("werkt-samen-met", rf"\b(?:[Vv]ersterking van de|versterkte|[Ii]ntensivering van de|in nauwe) samenwerking met (?:[a-z]+, zoals )?{O_LIST}"),
    # faciliteert
    ("faciliteert", rf"{S}{_ADV} (?:faciliteert|faciliteren)(?: en ondersteunen)? {_REST}"),
    ("faciliteert", rf"\b(?:faciliteert|faciliteren) {S} (?P<o>(?:onze |de |het |{ACTOR})[^.;:]*)"),
    ("faciliteert", rf"{S}[^.;:]*? om {O_LIST} te faciliteren"),
    ("faciliteert", rf"{S} (?:schept|scheppen|biedt|bieden) (?:hiertoe )?(?P<o>(?:de )?(?:gunstige )?randvoorwaarden|een podium|ruimte[^.;:]*|handelingsperspectief[^.;:]*)"),
    ("faciliteert", rf"\b(?:biedt|bieden) {S} (?P<o>een podium[^.;:,]*|handelingsperspectief[^.;:]*)"),
    ("faciliteert", rf"(?P<o>een innovatief project|[\w-]+ project(?:en)?)[^.;:]*? waarbij {S} zal faciliteren"),
    ("faciliteert", rf"{S}[^.;:]*? (?P<o>om [^.;:]*?) te faciliteren"),
    # verantwoordelijk-voor
    ("verantwoordelijk-voor", rf"{S}(?: \w+)?{_ADV} (?:is|zijn|die){_ADV} verantwoordelijk voor {_REST}"),
    ("verantwoordelijk-voor", rf"\b(?:is|zijn) {S}{_ADV} verantwoordelijk voor {_REST}"),
    ("verantwoordelijk-voor", rf"{S} (?:die )?verantwoordelijk (?:is|zijn) voor {_REST}"),
    ("verantwoordelijk-voor", rf"{S}{_ADV} (?:is|zijn)(?: in eerste instantie)? verantwoordelijk om {_REST}"),
    ("verantwoordelijk-voor", rf"\b[Dd]e verantwoordelijkheid voor (?P<o>[^.;:]+?) (?:ligt|rust) bij {S}"),
    ("verantwoordelijk-voor", rf"\b[Dd]e verantwoordelijkheid voor (?P<o>[^.;:]+?) is een gedeelde verantwoordelijkheid van {S}"),
    ("verantwoordelijk-voor", rf"(?P<o>(?:het|de) [\w ]+?) (?:primair )?een verantwoordelijkheid is van {S}"),
    ("verantwoordelijk-voor", rf"{S} (?:hebben|heeft|dragen|draagt|nemen)[^.;:]*? (?:eigen |gezamenlijke )?verantwoordelijkheid (?:met [^.;:]*? )?(?:in|voor|om) {_REST}"),
    ("verantwoordelijk-voor", rf"{S}{_ADV} (?:draagt|dragen)[^.;:]*? zorg voor {_REST}"),
    ("verantwoordelijk-voor", rf"\b(?:draagt|dragen) {S}[^.;:]*? zorg voor {_REST}"),
    ("verantwoordelijk-voor", rf"{S} (?:is|zijn)[^.;:]{{0,40}}? belast met {_REST}"),
    ("verantwoordelijk-voor", rf"{S}{_ADV} (?:is|zijn){_ADV} aan zet(?: om (?P<o>[^.;:]+))?"),
    ("verantwoordelijk-voor", rf"\b(?:zijn|is)(?: in dit domein| hier)* {S}{_ADV} aan zet(?: om (?P<o>[^.;:]+))?"),
    ("verantwoordelijk-voor", rf"(?P<o>(?:[Dd]e|[Hh]et) uitvoering van [^.;:]+?|[Dd]e [\w-]+) is belegd bij {S}"),
    ("verantwoordelijk-voor", rf"{S} (?:voert|voeren)(?: daarnaast)? (?P<o>(?:een verkenning|[\w-]+controles?|[^.;:]{{3,60}}?)) uit\b"),
    ("verantwoordelijk-voor", rf"\b(?:voert|voeren) {S}[^.;:]*? (?P<o>een [\w-]+|[\w-]+(?: en [–-]\w+)?) uit\b"),
    ("verantwoordelijk-voor", rf"{S} zorg(?:t|en) (?:ook )?voor {_REST}"),
    ("verantwoordelijk-voor", rf"{S} (?:maakt|maken|stelt|stellen)[^.;:]{{0,60}}? (?P<o>een (?:Integraal Veiligheidsplan|uitvoeringsplan|jaarplan|[\w ]*plan)[^.;:(]*)"),
    ("verantwoordelijk-voor", rf"\bmaakt {S} (?:jaarlijks )?(?P<o>een [\w ]*plan)"),
    ("verantwoordelijk-voor", rf"{S} [^.;:]*? en maakt [^.;:]*?(?P<o>een [\w ]*[Pp]lan)\b"),
    ("verantwoordelijk-voor", rf"(?P<o>[Hh]et [^.;:,]+?) zal [^.;:]*?gebeuren door (?:een besluit van )?{S}"),
    ("verantwoordelijk-voor", rf"{S} (?:rondt|ronden) (?P<o>[^.;:]+?) (?:in \d{{4}} )?af\b"),
    ("verantwoordelijk-voor", rf"\b[Oo]ntwikkel(?:t|en) {S} (?P<o>een [^.;:]+)"),
    ("verantwoordelijk-voor", rf"{S}[^.;:]*? (?:treft|treffen) [^.;:]*?(?P<o>voorbereidingen voor [^.;:]+)"),
    ("verantwoordelijk-voor", rf"{S}(?: treffen| treft) [^.;:]*?(?P<o>voorbereidingen voor [^.;:]+)"),
    ("verantwoordelijk-voor", rf"{S} (?:geeft|geven) (?P<o>[^.;:]+?) vorm\b"),
    ("verantwoordelijk-voor", rf"{S} om hun verantwoordelijkheid te nemen voor {_REST}"),
    # rapporteert-aan
    ("rapporteert-aan", rf"{S} (?:rapporteert|rapporteren)[^.;:]*? aan {O_LIST}"),
    ("rapporteert-aan", rf"{S} (?:legt|leggen)[^.;:]*? verantwoording af aan {O_LIST}"),
    ("rapporteert-aan", rf"\bdoor {S} ter vaststelling worden aangeboden aan {O_LIST}"),
    ("adviseert", rf"\bdat {S}(?:, [^,]*,)?[^.;:]*? aan {O_LIST} zal voorleggen"),
    # gezag-over
    ("gezag-over", rf"{O_LIST}[^.;:]*? onder (?:het )?gezag van (?:en samen met )?{S}"),
    ("gezag-over", rf"{S} heeft het gezag over {O_LIST}"),
    ("gezag-over", rf"\b[Hh]et gezag (?:op|over|bij) (?P<o>[^.;:]+?) (?:ligt )?bij {S}"),
    # vertegenwoordigd-in
    ("vertegenwoordigd-in", rf"{O_LIST}[^.;:]*? waarin {S} zijn vertegenwoordigd"),
    ("vertegenwoordigd-in", rf"{S} (?:zijn|is) vertegenwoordigd in {O_LIST}"),
    ("vertegenwoordigd-in", rf"\bdat {S} zijn vertegenwoordigd"),
    # samengesteld-uit
    ("samengesteld-uit", rf"{S} (?:bestaat|bestaan) uit {O_LIST}"),
    ("samengesteld-uit", rf"\b[Ii]n (?P<s>{_DET}{ACTOR}) werken{_ADV} {O_LIST}[^.;:]*? samen"),
    ("samengesteld-uit", rf"(?P<s>{ACTOR})(?:-?\s?samenwerkingsverband|-structuur)? \((?P<o>{ACTOR}(?:, {ACTOR})+ en {ACTOR})\)"),
    ("samengesteld-uit", rf"(?P<s>{ACTOR})(?: \(\w+\))? (?:\w+ )?uitbreiden met {O_LIST}"),
    ("samengesteld-uit", rf"{S}[^.;:]*? aangevuld worden met {O_LIST}"),
    # deel-van, lid-van
    ("deel-van", rf"(?P<s>{ACTOR}){_PAREN}, (?:een )?onderdeel van (?P<o>{_DET}{ACTOR})"),
    ("deel-van", rf"\b[Bb]innen (?P<o>{_DET}{ACTOR}) zijn {S} ingericht"),
    ("deel-van", rf"{S} (?:is|zijn|vormt|maakt) (?:een )?onderdeel (?:uit )?van {O_LIST}"),
    ("deel-van", rf"{S}[^.;:]*? ondergebracht (?:worden )?bij {O_LIST}"),
    ("lid-van", rf"{S} (?:is|zijn) (?:een )?(?:lid|leden|partner|deelnemer|deelnemers)(?: in| van) (?P<o>[^.;:(]+)"),
    ("lid-van", rf"{S} (?:neemt|nemen) deel aan {O_LIST}"),
    # opvolger-van
    ("opvolger-van", rf"(?P<s>{ACTOR}), ontstaan door (?:het samenvoegen|samenvoeging|de fusie) van {O_LIST}"),
    ("opvolger-van", rf"{S} is (?:de )?opvolger van {O_LIST}"),
)  # fmt: skip
# A sentence without the cue of a relation cannot state it: looking for the cue first keeps reading fast.
CUES: dict[str, re.Pattern[str]] = {
    relation: re.compile(cue)
    for relation, cue in {
        "regisseert": r"regi[se]|coördin|aansturing|turing|leidend|sturen",
        "stelt-vast": r"vast|bekrachtigd|opgesteld|keuzes|prioriteiten|beslui|overeengekomen|afspraken|bepa|bode|voorgelegd",
        "stelt-in": r"ingericht|ingesteld|opgericht|geformeerd|gevormd|richt|stelt|stellen|door met|continueren",
        "ondersteunt": r"ondersteun|help|versterkt|verleent",
        "adviseert": r"advise|voorleggen|gehoord|raadpleging|consultatie|voorstel|voorge|stelt|stellen",
        "werkt-samen-met": r"samen|krachten|tussen|overleg|afstemming|afspraken met|coalitie met|werk|stem|handen ineen|op met",
        "faciliteert": r"facilit|schep|bied",
        "verantwoordelijk-voor": r"verantwoord|zorg|belast|aan zet|belegd|uit\b|plan|gebeuren|af\b|ntwikkel|voorbereiding",
        "rapporteert-aan": r"rapport|verantwoording af|aangeboden|voorleggen",
        "gezag-over": r"gezag",
        "vertegenwoordigd-in": r"vertegenwoordigd",
        "samengesteld-uit": r"besta|werken|\(|uitbreiden|aangevuld",
        "deel-van": r"onderdeel|ingericht|ondergebracht",
        "lid-van": r"\blid|leden|partner|deelnemer|neemt|nemen",
        "opvolger-van": r"ontstaan|opvolger",
    }.items()
}
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(pattern)) for relation, pattern in _PATTERNS
)
# Who acts without being an organisation of the actors family.
OFFICES = re.compile(
    r"(?<![\w-])(?P<name>(?:hoofd)?officier(?:en)? van [Jj]ustitie|hoofdofficier|sectorhoofd van (?:de )?politie|"
    r"teamchef van de politie|politiechef|(?:alle |operationele )?(?:partners|partijen)|burgemeester|projectleiders?|veiligheidsprofessionals|professionals|"
    r"gemeente(?!raad)|overheid|domein zorg|(?<=[Dd]e )regio|samenleving|veiligheidsnetwerk|portefeuillehouders|"
    r"bestuurders(?: van het \w+domein)?|zij|organisaties|slachtoffers|wijkagenten|[Mm]inister)(?![\w-])"
)
AUTHOR = re.compile(r"(?<![\w-])[Ii]k(?![\w-])")
WE = re.compile(r"(?<![\w-])(?:[Ww]e|[Ww]ij)(?![\w-])")
# Where the words of an object end.
OBJECT_END = re.compile(
    r",? (?:die|dat|waar\w*|zodat|omdat|hierbij|daarbij|mede|maar|terwijl|waarbij|als|indien|zoals|denk aan|gericht|vanuit|"
    r"in het bijzonder|inclusief|om te|door(?! middel)|samen met|en (?:daar|zijn|is|worden|wordt|maakt|hebben|heeft|verhogen|vergroten|leveren|sluiten|"
    r"komt|voert|vormen|bouwen|ontwikkelen|ook))\b|,(?! \w+e \w|\d)|\s[–-]\s| \((?![a-z]+\) [a-z])| en (?:(?:de|het|onze|hun) )?[-](?=, | \w+(?:en|t)\b)"
)
