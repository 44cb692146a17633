"""How Dutch says who directs, adopts, supports … whom: patterns over a sentence in which each actor is one character.

A pattern has the groups `s` (the subject: one actor or a list of them), `o` (the object: actors, or words), and for a
relation among equals only `s`. Without `s` the subject is who speaks, or who the list is about that the item stands in.
Verbs stand where Dutch puts them: after the subject, before it (inversion), at the end (with an auxiliary), or in the
passive with "door". A plus before the relation: it is read beside what another pattern reads of the same subject.

Groups that point back: `that` (the subject is the body of the sentence before), `topic` (the object is what the sentences
before are about), `plan`, `plans` (… the plan, the plans they name), `title` (… this document or chapter), `label` (… what the row
of the table is called). `rel`: words after the verb that belong to the object.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.governance_words import (
    ACTOR,
    ADV,
    AUX,
    DET,
    LIST,
    MORE,
    NEXT,
    O_LIST,
    OF,
    PAREN,
    REST,
    S,
)

_TABLE: tuple[tuple[str, str], ...] = (
    # regisseert
    ("regisseert", rf"{S}{ADV} (?:voert|voeren|heeft|hebben|houdt|houden|neemt|nemen){ADV} (?:de |een )?regie{ADV} (?:op|over|bij|van|in) {REST}"),
    ("regisseert", rf"\b(?:voert|voeren|heeft|hebben){ADV} {S}{ADV} de regie (?:op|over|bij|van) {REST}"),
    ("regisseert", rf"{S}{ADV} (?:is|zijn){ADV} (?:de )?(?:maatschappelijk )?regisseur(?:s)? (?:van|in|bij) {REST}"),
    ("regisseert", rf"{S}(?: (?:bepaalt|bepalen))? als regisseur (?:van|in) {REST}"),
    ("regisseert", rf"{S}{ADV} (?:regisseert|regisseren|coördineert|coördineren) {REST}"),
    ("regisseert", rf"^Onder (?:de )?(?:gezamenlijke )?(?:regie|coördinatie|aansturing) van {S},? \w+(?:en|t)(?: en \w+en)?(?: {DET}{ACTOR})? (?P<o>(?:de|het|een) [^.;:]+)"),
    ("regisseert", rf"(?P<o>(?:een|de|het) (?:(?!een |de |het )[\w-]+ ){{0,4}}[\w-]+) onder (?:de )?(?:gezamenlijke )?(?:regie|coördinatie|aansturing) van {S}"),
    ("regisseert", rf"\b(?:wordt|worden) onder (?:de )?(?:regie|coördinatie|leiding) van {S} (?P<o>[\w ]+?) (?:in kaart gebracht|opgesteld|ontwikkeld|georganiseerd|uitgevoerd)(?P<rel> die [^.;:,]+)?"),
    ("regisseert", rf"\b[Ss]turing (?:(?P<plan>hierop)|op (?P<o>[^.;:]+?)) (?:vindt plaats|gebeurt) door {S}"),
    ("regisseert", rf"(?P<s>{DET}{ACTOR}){NEXT}\bom te sturen op {REST}"),
    ("regisseert", rf"^[^{ACTOR[1:-1]}.;:]*(?P<s>{DET}{ACTOR})[^.;:]* en voer(?:t|en)(?: de)? regie (?:over|op) {REST}"),
    ("+regisseert", rf"^Onder (?:de )?(?:gezamenlijke )?(?:regie|coördinatie) van {S},? [^.;:]* en \w+en {ACTOR} (?P<o>(?:de|het|een) [^.;:]+)"),
    ("regisseert", rf"\b(?:regie|coördinatie) op (?P<o>[\w ]+?) (?:binnen|door) {S}"),
    ("regisseert", rf"(?P<o>{DET}{ACTOR}) (?:wordt|worden|staat|staan) (?:onder (?:leiding|voorzitterschap|aansturing) van|voorgezeten door|aangestuurd door|geleid door) {S}"),
    ("regisseert", rf"^(?P<o>(?:De|Het|Dit|Deze) [^.;:,]+?) (?:is|zijn|wordt|worden|komt|komen) [^.;:]*?onder (?:de )?(?:regie|leiding|coördinatie) van {S}"),
    ("regisseert", rf"(?<!{ACTOR} )\b(?:regisseert|coördineert) (?P<s>{DET}{ACTOR}) (?P<o>(?:de|het) [^.;:]+)"),
    ("regisseert", rf"{S}{ADV} (?:is|zijn) (?:de )?(?:trekker|coördinator|voorzitter|opdrachtgever|kartrekker)s? (?:van|voor) {REST}"),
    ("regisseert", rf"^(?P<o>(?:De|Het|Deze|Dit) [^.;:,]+?) (?:wordt|worden) (?:\w+ ){{0,2}}?(?:gecoördineerd|geregisseerd|aangestuurd|geleid) (?:door|vanuit) {S}"),
    ("regisseert", rf"(?P<o>{DET}{ACTOR}),? (?:die |dat )?onder (?:\w+ )?(?:leiding|voorzitterschap) van {S}"),
    ("regisseert", rf"{S} (?:is|zijn) leidend (?:bij|in|voor) {REST}"),
    ("regisseert", rf"\b(?:is|zijn) {S} leidend (?:bij|in|voor) {REST}"),
    # stelt-vast
    ("stelt-vast", rf"{S}{ADV} (?:stelt|stellen) (?P<o>[^.;:]+?) vast\b"),
    ("stelt-vast", rf"\b(?:stelt|stellen) {S}(?:, [^,]*,)?{ADV}(?: ten minste [^,]*? (?:vier|\d+) jaar)? (?P<o>(?:de|het|een|bijgaande) [^.;:]+?)(?: voor de [\w-]+)? vast\b"),
    ("stelt-vast", rf"\b(?:heeft|hebben) {S}(?P<x>[^.;:]*?) (?P<o>(?:een|de|het) (?:landelijke |regionale |nieuwe )?[\w-]*(?:agenda|strategie|plan|verdeelsleutel|ontwikkelagenda)) (?:opgesteld|vastgesteld)"),
    ("stelt-vast", rf"\b(?:heeft|hebben) {DET}{ACTOR} samen met {S} (?P<o>(?:een|de|het) (?:landelijke |regionale |nieuwe )?[\w-]*(?:agenda|strategie|plan)) (?:opgesteld|vastgesteld)"),
    ("stelt-vast", rf"{S} (?:heeft|hebben) (?P<o>(?:een|de|het) [^.;:,]+?) (?:opgesteld|vastgesteld)\b"),
    ("stelt-vast", rf"\b(?:is|wordt) door {S} (?P<o>(?:een|de|het) [^.;:,]+?)(?: is)? (?:opgesteld|vastgesteld)\b"),
    ("stelt-vast", rf"(?:^|, )(?P<o>(?:[Dd]e|[Hh]et|[Ee]en) [^.;:,]*?) (?:is|zijn|wordt|worden)[^.;:]*? (?:bekrachtigd|vastgesteld)(?: (?:in|door)) {S}"),
    ("stelt-vast", rf"\b(?P<o>een [\w-]*(?:plan|agenda|strategie)) en vastgesteld door {S}"),
    ("stelt-vast", rf"(?P<o>[\w-]+(?: [\w-]+)?), die [^.;:]*?ter vaststelling worden aangeboden aan {S}"),
    ("stelt-vast", rf"\b(?P<o>[Vv]oorstellen|[Pp]lannen|[Ii]ndicatoren) zullen [^.;:]*?(?:voor besluitvorming|ter vaststelling) aan {S} worden (?:voorgelegd|aangeboden)"),
    ("stelt-vast", rf"\b(?P<o>beleidsdoelstellingen|doelstellingen|agenda|strategie|plan) (?:die|dat) {S}[^.;:]*? (?:heeft|hebben) vastgesteld"),
    ("stelt-vast", rf"\bkie(?:st|zen) {S}(?: voor de periode [\d-]+)? voor (?P<o>(?:de volgende |\w+ )?gezamenlijke prioriteiten|[^.;:]*prioriteiten)"),
    ("stelt-vast", rf"{S}{ADV} (?:maakt|maken){ADV} (?P<o>(?:duidelijke |heldere )?keuzes(?: op welke [^.;:,]+)?)"),
    ("stelt-vast", rf"\b(?:maakt|maken) {S}{ADV} (?P<o>(?:duidelijke|heldere) keuzes(?: op welke [^.;:,]+)?)"),
    ("stelt-vast", rf"{S} (?:bepaalt|bepalen)(?: als [^.;:]+?)? (?:samen met [^.;:]+? )?(?P<o>de [\w-]+ (?:prioriteiten|doelstellingen|koers))"),
    ("stelt-vast", rf"(?<!gehoord )(?:[Mm]et de|[Dd]e formele) vaststelling in {S}, vormen (?P<o>deze [a-z]+ [a-z]+)"),
    ("stelt-vast", rf"{S} (?:besluit|besluiten|zullen [^.;:]*? besluiten) over (?P<o>[^.;:]+)"),
    ("stelt-vast", rf"{S}{OF} (?:zijn|is) [^.;:]*?overeengekomen dat (?P<o>[^.;:]+?) (?:als volgt )?wordt\b"),
    ("stelt-vast", rf"{S} (?:maken|maakt|maakten|hebben) [^.;:]*?afspraken(?: gemaakt)? over (?P<o>de [^.;:]+)"),
    ("stelt-vast", rf"\b[Ii]n {S}(?: van \d[\w ]*?)? is(?: in gezamenlijkheid)? (?P<o>(?:de|het) [^.;:]+?) vastgesteld"),
    ("stelt-vast", rf"\bstel {S}(?: [–-] [^–]*? [–-])? (?P<o>(?:de|het|bijgaande) [^.;:]+?) vast\b"),
    ("stelt-vast", rf"\bdoor {S} vastgestelde (?P<o>[^.;:,]+)"),
    ("stelt-vast", rf"\b[Dd]e (?:formele )?(?P<plans>vaststelling) (?:volgt|gebeurt|vindt plaats) (?:in|door) {S}"),
    ("stelt-vast", rf"^(?P<plan>Deze|Dit plan|Het plan|De strategie) (?:zal|zullen|wordt|worden) [^.;:]*?aan {S}(?: worden)? (?:voorgelegd|aangeboden)\b"),
    ("stelt-vast", rf"{S}(?:, [^,]*,)? (?:leggen|legt) (?:dit|deze \w+) vast in (?P<o>een [\w-]*plan[^.;:]*)"),
    ("stelt-vast", rf"{S} (?:kan|kunnen|mag|mogen|zal|zullen) [^.;:]*?besluiten tot (?P<o>[^.;:,]+)"),
    ("stelt-vast", rf"\bdat {S} (?P<o>(?:de|het|een|dit) [^.;:,]+?) vaststel(?:t|len)\b"),
    ("stelt-vast", rf"\bheb {S} (?:[^.;:]*? )?afspraken gemaakt (?:ten aanzien van|over) {REST}"),
    ("stelt-vast", rf"\b(?:heeft|hebben) {S}(?: op basis van [^.;:,]*?)? (?P<o>(?:een aantal|\d+|de volgende|deze) [\w -]*?(?:ambities|doelen|doelstellingen|prioriteiten|opgaven)(?: voor {DET}{ACTOR})?) (?:benoemd|geformuleerd|gedefinieerd|gekozen)\b"),
    ("stelt-vast", rf"\b(?P<title>akkoord bevonden|goedgekeurd|vastgesteld) (?:in|door) {S}(?= (?:van |op |d\.d\. )?\d)"),
    ("stelt-vast", rf"{S}-besluit\W{{0,2}} over (?P<o>[^.;:(]+)"),
    # stelt-in
    ("stelt-in", rf"\b(?:wordt|worden) door {S}(?: [^.;:]*?)? (?P<o>een {ACTOR}|{ACTOR}|een [\w-]+)(?: nieuwe stijl)? (?:ingericht|ingesteld|opgericht|geformeerd|gevormd)"),
    ("stelt-in", rf"\b[Vv]anuit {S} zal er een? {DET}(?P<o>{ACTOR}) worden (?:geformeerd|ingesteld|ingericht|opgericht)"),
    ("stelt-in", rf"{S} (?:richt|richten|stelt|stellen) (?P<o>{DET}{ACTOR})[^.;:]*? (?:in|op)\b"),
    ("stelt-in", rf"{S} (?:gaat|gaan) (?:daarom )?door met {O_LIST}"),
    # ondersteunt
    ("ondersteunt", rf"{S}{ADV} (?:ondersteunt|ondersteunen|helpt|helpen|versterkt){ADV} (?!(?:bij|in|met|op|tegen|door|en|aan|voor|u|hen|elkaar|hierbij|daarbij|hiermee)\b){REST}"),
    ("ondersteunt", rf"{S} \w+en en ondersteunen (?!(?:die|hen)\b){REST}"),
    ("ondersteunt", rf"(?P<s>{ACTOR}) vertrouwen op de kracht van {O_LIST}[^.;:]*?,? ondersteunen die"),
    ("ondersteunt", rf"\b[Mm]et (?:steun|hulp) (?:vanuit|van) {S} organiseren {ACTOR} (?P<o>[^.;:]+)"),
    ("ondersteunt", rf"{S} {AUX} (?P<o>(?:(?! en | op zoek)[^.;:,]){{3,60}}?) (?:als \w+ )?(?:ambtelijk )?(?:te )?ondersteunen\b"),
    ("ondersteunt", rf"(?<!{ACTOR} )\bondersteun(?:t|en) {S} (?!(?:u|bij|in|met|op)\b){REST}"),
    ("ondersteunt", rf"{O_LIST}[^.;:]*?(?:wordt|worden|,? hierbij|daarbij) (?:[\w ]+ )?ondersteund(?: en versterkt)? (?:door|vanuit) {S}"),
    ("ondersteunt", rf"\b(?:biedt|bieden) {S}(?: tevens| ook)? ondersteuning (?:aan|bij) {REST}"),
    ("ondersteunt", rf"{S} (?:biedt|bieden|geeft|geven)[^.;:]*? ondersteuning (?:aan|bij) {REST}"),
    ("ondersteunt", rf"\b[Vv]anuit {S} (?:wordt|worden) (?P<o>[^.;:]+?) (?:desgewenst )?ondersteund\b"),
    ("ondersteunt", rf"{S}[^.;:]{{0,40}}? ondersteunend zijn aan {REST}"),
    ("+ondersteunt", rf"{S} ondersteun(?:t|en) [^.;:]*? en specifiek {O_LIST}"),
    ("ondersteunt", rf"{S} ondersteun(?:t|en) (?P<topic>hierbij|daarbij)\b"),
    ("ondersteunt", rf"{S} {O_LIST} (?:kan|kunnen) (?:ondersteunen|helpen)\b"),
    ("ondersteunt", rf"(?:\b[Kk](?:an|unnen) (?P<o>[\w -]+?)|^(?P<o2>[\w -]+?) (?:kan|kunnen)) rekenen op (?:de )?(?:ondersteuning|steun|hulp) (?:vanuit|van) {S}"),
    ("ondersteunt", rf"{O_LIST}{NEXT}\b(?:hulp|steun|ondersteuning) (?:vanuit|van) {S} (?:verwachten|krijgen|ontvangen)"),
    ("ondersteunt", rf"\bverleen(?:t|en) {S} (?:hulp|steun|bijstand)\b[^.;:,]*? (?:voor|aan) {O_LIST}"),
    # adviseert
    ("adviseert", rf"{S}{ADV} (?:adviseert|adviseren) {REST}"),
    ("adviseert", rf"\b(?:stelt|stellen) (?P<o>{DET}{ACTOR}), gehoord {S}"),
    ("adviseert", rf"{O_LIST}, gehoord {S}"),
    ("adviseert", rf"\bnadat {S} over (?P<o>[^.;:,]+?) (?:zijn|is) gehoord"),
    ("adviseert", rf"{S} (?:zijn|is|worden|wordt) (?:\w+ )?(?:gehoord|geraadpleegd|geconsulteerd) over {REST}"),
    ("adviseert", rf"(?P<o>{DET}{ACTOR}) (?:heeft|hebben|stelt|stellen) [^.;:]*? na overleg met {S}"),
    ("adviseert", rf"\bdoor een besluit van (?P<o>{DET}{ACTOR}),? na (?:raadpleging|consultatie) van {S}"),
    ("adviseert", rf"\b[Nn]a (?:consultatie|raadpleging) van {S}[^.;:]*? (?P<topic>ze|het|deze|dit)\b[^.;:]*? vastgesteld"),
    ("adviseert", rf"(?:^|, )(?P<o>(?:[Dd]e|[Hh]et) [^.;:,]*?) is in (?:nauw )?overleg met {S}[^.;:]*? tot stand gekomen"),
    ("adviseert", rf"{S}[^.;:]*? (?:beveelt|bevelen) (?P<o>[^.;:,]+?) aan\b"),
    ("adviseert", rf"\bna voorbereiding (?:in|door) {S},? (?:in|door|aan) (?P<o>{DET}{ACTOR})"),
    ("adviseert", rf"\baangeboden aan [^.;:]*?(?P<s>{DET}{ACTOR});[^.;:]*?(?P<o>(?:de|het) [\w-]+(?: van {DET}{ACTOR})?) ter consultatie"),
    ("adviseert", rf"^(?P<that>Dat|Dit) leidt tot een (?:[\w-]+ )?advies aan {O_LIST}"),
    ("adviseert", rf"\b[Oo]p (?:voorstel|advies|voordracht) van {S},? (?:stelt|besluit|kiest|benoemt|wijst) (?P<o>{DET}{ACTOR})"),
    ("adviseert", rf"\bzal {S}[^.;:]*? aan (?P<o>{LIST}) een [^.;:]*?voorstel doen"),
    ("adviseert", rf"{S} (?:doet|doen|heeft|hebben) (?:aan (?P<o>{LIST}) )?een voorstel"),
    ("adviseert", rf"\b(?:stelt|stellen) {S} (?P<you>u )(?:een aantal |de volgende )(?P<o>thema's)[^.;:]*? voor\b"),
    ("adviseert", rf"\b(?:voorgestelde|voorgelegde) [^.;:]*? door {S} aan (?P<o>{LIST})"),
    ("adviseert", rf"\b(?:heeft|hebben) {S} een voorstel gedaan (?:voor|over) {REST}"),
    ("adviseert", rf"\bconsultatie (?:heeft )?plaatsgevonden door (?P<o>{LIST}) bij {S}"),
    # werkt-samen-met
    ("werkt-samen-met", rf"{S}{ADV} (?:werkt|werken|werk|trekken|trekt){ADV} (?:[^.;:,]*? )?(?:samen|op) met {O_LIST}"),
    ("werkt-samen-met", rf"\b(?:werken|werkt|werk){ADV} {S}{ADV} (?:[^.;:,]*? )?samen met {O_LIST}"),
    ("werkt-samen-met", rf"\b(?:werken|werkt){ADV} {S}[^.;:]*? samen\b"),
    ("werkt-samen-met", rf"{S}[^.;:]{{0,60}}? (?:werken|werkt|trekken){ADV}(?: [^.;:,]{{0,60}}?)? samen\b"),
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
    ("werkt-samen-met", rf"\b(?:maakt|maken) {S}{ADV} afspraken met {O_LIST}"),
    ("werkt-samen-met", rf"\b(?:samenwerking|afstemming|informatie-uitwisseling|afspraken|gemaakt)(?: [^.;:]*?)? tussen {S}"),
    ("werkt-samen-met", rf"\bbij {S} om de handen ineen te slaan"),
    ("werkt-samen-met", rf"\bversterken {S} de (?:coalitie|samenwerking) met {O_LIST}"),
    ("werkt-samen-met", rf"\b(?:[Vv]ersterking van de|versterkte|[Ii]ntensivering van de|in nauwe) samenwerking met (?:[a-z]+, zoals )?{O_LIST}"),
    ("werkt-samen-met", rf"{S} met {O_LIST}(?:[^.;:]|etc\.)*? samen (?:op)?(?:optrekken|trekken|werken)\b"),
    ("werkt-samen-met", rf"{S} en hun partners,? (?:als|zoals) {O_LIST}"),
    ("werkt-samen-met", rf"(?P<s>{MORE}) elkaar [^.;:,]{{0,30}}?\bontmoeten\b"),
    ("werkt-samen-met", rf"(?P<s>{MORE}) bespreken (?:op|periodiek|regelmatig|structureel|samen)\b"),
    ("werkt-samen-met", rf"(?P<s>{MORE}) (?:wisselen|delen)(?: \w+)? (?:informatie|kennis|gegevens)\b"),
    ("werkt-samen-met", rf"(?P<s>{MORE}) (?:sluiten|tekenen|ondertekenen|sloten|tekenden) [^.;:]*?(?:convenant|overeenkomst)"),
    ("werkt-samen-met", rf"(?P<s>{MORE})[^.;:]*? hoe {ACTOR} [^.;:]*?samen ?werken"),
    ("werkt-samen-met", rf"{S}{ADV} (?:voert|voeren|heeft|hebben)(?: \w+)? overleg met {O_LIST}"),
    ("werkt-samen-met", rf"\bkiezen (?P<s>{MORE}) (?:de volgende|een|voor een) gezamenlijke aanpak"),
    ("werkt-samen-met", rf"\bis afgestemd met {O_LIST}"),
    ("werkt-samen-met", rf"^(?:[Hh]et delen van )?[\w ]*?informatie (?:te )?delen met {O_LIST}"),
    ("werkt-samen-met", rf"{S}[^.;:]*? in verbinding met {O_LIST}"),
    ("werkt-samen-met", rf"^Met {O_LIST} (?:zet|zetten|gaan|gaat|maken|ontwikkelen) {S} "),
    ("werkt-samen-met", rf"\bsamen met {O_LIST} (?:vormgeven|ontwikkelen|uitwerken|optrekken|aanpakken)\b"),
    ("werkt-samen-met", rf"{S}[^.;:]*? de verbinding (?:te )?(?:leggen|zoeken) met {O_LIST}"),
    ("+werkt-samen-met", rf"(?P<s>{DET}{ACTOR}) onder [^.;:]*? samen met [^.;:]*?(?:partijen|partners|organisaties), zoals {O_LIST}"),
    # faciliteert
    ("faciliteert", rf"{S}{ADV} (?:faciliteert|faciliteren)(?: en ondersteunen)? {REST}"),
    ("faciliteert", rf"\b(?:faciliteert|faciliteren) {S} (?P<o>(?:onze |de |het |{ACTOR})[^.;:]*)"),
    ("faciliteert", rf"{S}[^.;:]*? om {O_LIST} te faciliteren"),
    ("faciliteert", rf"{S} (?:schept|scheppen|biedt|bieden) (?:hiertoe )?(?P<o>(?:de )?(?:gunstige )?randvoorwaarden|ruimte[^.;:]*|handelingsperspectief[^.;:]*)"),
    ("faciliteert", rf"\b(?:biedt|bieden) {S} (?P<o>handelingsperspectief[^.;:]*)"),
    ("faciliteert", rf"(?P<o>een innovatief project|[\w-]+ project(?:en)?)[^.;:]*? waarbij {S} zal faciliteren"),
    ("faciliteert", rf"\b(?P<topic>hierbij|daarbij) en (?:ook )?{S} faciliteer(?:t|en)\b"),
    ("faciliteert", rf"^Voor (?P<o>[^.;:,]+), (?:biedt|bieden) {S} (?:een podium|ruimte|ondersteuning)"),
    ("faciliteert", rf"{S}[^.;:]*? (?P<o>om [^.;:]*?) te faciliteren"),
    # verantwoordelijk-voor
    ("verantwoordelijk-voor", rf"{S}(?: \w+)?{ADV} (?:is|zijn|die){ADV} verantwoordelijk voor {REST}"),
    ("verantwoordelijk-voor", rf"\b(?:is|zijn) {S}{ADV} verantwoordelijk voor {REST}"),
    ("verantwoordelijk-voor", rf"{S} (?:die )?verantwoordelijk (?:is|zijn) voor {REST}"),
    ("verantwoordelijk-voor", rf"{S}{ADV} (?:is|zijn)(?: in eerste instantie)? verantwoordelijk om {REST}"),
    ("verantwoordelijk-voor", rf"\b[Dd]e verantwoordelijkheid voor (?P<o>[^.;:]+?) (?:ligt|rust) bij {S}"),
    ("verantwoordelijk-voor", rf"\b[Dd]e verantwoordelijkheid voor (?P<o>[^.;:]+?) is een gedeelde verantwoordelijkheid van {S}"),
    ("verantwoordelijk-voor", rf"(?P<o>(?:het|de) [\w ]+?) (?:primair )?een verantwoordelijkheid is van {S}"),
    ("verantwoordelijk-voor", rf"{S} (?:hebben|heeft|dragen|draagt|nemen)[^.;:]*? (?:eigen |gezamenlijke )?verantwoordelijkheid (?:met [^.;:]*? )?(?:in|voor|om) {REST}"),
    ("verantwoordelijk-voor", rf"{S}{ADV} (?:draagt|dragen)[^.;:]*? zorg voor {REST}"),
    ("verantwoordelijk-voor", rf"\b(?:draagt|dragen) {S}[^.;:]*? zorg voor {REST}"),
    ("verantwoordelijk-voor", rf"{S} (?:is|zijn)[^.;:]{{0,40}}? belast met {REST}"),
    ("verantwoordelijk-voor", rf"{S}{ADV} (?:is|zijn){ADV} aan zet om {REST}"),
    ("verantwoordelijk-voor", rf"\b(?:zijn|is)(?: in dit domein| hier)* {S}{ADV} aan zet om {REST}"),
    ("verantwoordelijk-voor", rf"(?P<o>(?:[Dd]e|[Hh]et) uitvoering van [^.;:]+?|[Dd]e [\w-]+) is belegd bij {S}"),
    ("verantwoordelijk-voor", rf"{S} (?:voert|voeren)(?: daarnaast)? (?P<o>(?:een verkenning|[\w-]+controles?|[^.;:]{{3,60}}?)) uit\b(?P<rel> naar [^.;:,]+)?"),
    ("verantwoordelijk-voor", rf"\b(?:voert|voeren) {S}[^.;:]*? (?P<o>een [\w-]+|[\w-]+(?: en [–-]\w+)?) uit\b(?P<rel> naar [^.;:,]+)?"),
    ("verantwoordelijk-voor", rf"{S} zorg(?:t|en) (?:ook )?voor {REST}"),
    ("verantwoordelijk-voor", rf"{S} (?:maakt|maken|stelt|stellen)[^.;:]{{0,60}}? (?P<o>een (?:Integraal Veiligheidsplan|uitvoeringsplan|jaarplan|[\w ]*plan)[^.;:(]*)"),
    ("verantwoordelijk-voor", rf"\bmaakt {S} (?:jaarlijks )?(?P<o>een [\w ]*plan)"),
    ("verantwoordelijk-voor", rf"{S} [^.;:]*? en maakt [^.;:]*?(?P<o>een [\w ]*[Pp]lan)\b"),
    ("verantwoordelijk-voor", rf"(?P<o>[Hh]et [^.;:,]+?) zal [^.;:]*?gebeuren door (?:een besluit van )?{S}"),
    ("verantwoordelijk-voor", rf"{S} (?:rondt|ronden) (?P<o>[^.;:]+?) (?:in \d{{4}} )?af\b"),
    ("verantwoordelijk-voor", rf"\b[Oo]ntwikkel(?:t|en) {S} (?P<o>een [^.;:]+)"),
    ("verantwoordelijk-voor", rf"{S}[^.;:]*? (?:treft|treffen) [^.;:]*?(?P<o>voorbereidingen voor [^.;:]+)"),
    ("verantwoordelijk-voor", rf"{S}(?: treffen| treft) [^.;:]*?(?P<o>voorbereidingen voor [^.;:]+)"),
    ("verantwoordelijk-voor", rf"{S} (?:geeft|geven) (?P<o>[^.;:]+?) vorm\b"),
    ("verantwoordelijk-voor", rf"{S} om hun verantwoordelijkheid te nemen voor {REST}"),
    ("verantwoordelijk-voor", rf"\b(?:zijn|is) (?P<topic>hier) {S}{ADV} aan zet(?! om)"),
    ("verantwoordelijk-voor", rf"(?:^|[;:] )(?P<o>[^.;:]{{3,90}}?) (?:is|zijn) (?:de |een |één van de |belangrijke |hun )*(?:kern|hoofd)?(?:taak|taken|activiteiten) van {S}"),
    ("verantwoordelijk-voor", rf"^{NEXT}{S}[^.;:]*?\b(?:heeft|hebben|speelt|spelen)[^.;:]{{0,30}}? een (?:belangrijke|cruciale|centrale|eigen) rol (?:in|bij) (?P<o>(?:het|de) [^.;:]+)"),
    ("verantwoordelijk-voor", rf"\bAls partner in (?P<o>[^.;:]+?) (?:heeft|hebben) {S}[^.;:]*? verantwoordelijkheid"),
    ("verantwoordelijk-voor", rf"\b[Hh]et is aan {S} om (?:aan (?P<o2>[^.;:]+?) (?:invulling|uitvoering) te geven|{REST})"),
    ("verantwoordelijk-voor", rf"(?P<s>{LIST}(?:, waaronder {LIST},)?) (?:zal|zullen) (?P<o>{DET}{ACTOR}) continueren"),
    ("verantwoordelijk-voor", rf"\b[Gg]aa(?:t|n) {S} (?P<o>(?:de|het|een) [^.;:,]+? (?:verstoren|aanpakken|ontwikkelen|bestrijden|uitvoeren|opstellen|uitwerken|verminderen))\b"),
    ("verantwoordelijk-voor", rf"\b[Ii]n {S} (?:wordt|worden) [^.;:]*?(?P<o>een (?:[\w-]+ )*plan(?: van aanpak)?) (?:uitgevoerd|gemaakt|opgesteld)"),
    ("verantwoordelijk-voor", rf"{S}{ADV} (?:realiseert|realiseren) {REST}"),
    ("verantwoordelijk-voor", rf"\b[Dd]oor (?:en met )?{S} wordt [^.;:]*? ingezet op {REST}"),
    ("verantwoordelijk-voor", rf"{S} (?P<o>een [\w ]+?) moet(?:en)? (?:ontwikkelen|maken|opstellen)\b"),
    ("verantwoordelijk-voor", rf"\bhet (?P<o>programma [^.;:]+?) van (?:de ministeries van )?(?P<s>{MORE})"),
    ("verantwoordelijk-voor", rf"(?P<o>[Dd]e (?:uitvoering|coördinatie|financiering)(?: van [^.;:]+?)?) ligt bij {S}"),
    ("verantwoordelijk-voor", rf"^(?P<o>(?:De|Het|Deze|Dit) [^.;:,]+?) (?:wordt|worden) (?:\w+ ){{0,2}}?(?:bewaakt|gemonitord|uitgevoerd|georganiseerd|uitgewerkt|opgesteld|verzorgd|ontwikkeld) (?:door|vanuit) {S}"),
    ("verantwoordelijk-voor", rf"^(?P<o>(?:De|Het|Deze|Dit) [^.;:,]+?) (?:wordt|worden) door {S} (?:\w+ ){{0,2}}?(?:bewaakt|gemonitord|uitgevoerd|georganiseerd|uitgewerkt|verzorgd|ontwikkeld)\b"),
    ("verantwoordelijk-voor", rf"{S}{ADV} (?:is|zijn) (?:de )?(?:eigenaar|penvoerder|portefeuillehouder)s? (?:van|voor) {REST}"),
    ("verantwoordelijk-voor", rf"\b(?P<label>[Uu]itgevoerd|[Uu]itvoering) door {S}"),
    # rapporteert-aan
    ("rapporteert-aan", rf"{S} (?:rapporteert|rapporteren)[^.;:]*? aan {O_LIST}"),
    ("rapporteert-aan", rf"{S} (?:legt|leggen)[^.;:]*? verantwoording af aan {O_LIST}"),
    ("rapporteert-aan", rf"\bdoor {S} ter vaststelling worden aangeboden aan {O_LIST}"),
    ("rapporteert-aan", rf"\bgemelde [\w ]+ door {S} bij {O_LIST}"),
    ("adviseert", rf"\bdat {S}(?:, [^,]*,)?[^.;:]*? aan {O_LIST} zal voorleggen"),
    # gezag-over
    ("gezag-over", rf"{O_LIST}[^.;:]*? onder (?:het )?gezag van (?:en samen met )?{S}"),
    ("gezag-over", rf"{S} heeft het gezag over {O_LIST}"),
    ("gezag-over", rf"\b[Hh]et gezag (?:op|over|bij) (?P<o>[^.;:]+?) (?:ligt )?bij {S}"),
    # vertegenwoordigd-in
    ("vertegenwoordigd-in", rf"{O_LIST}[^.;:]*? waarin {S} zijn vertegenwoordigd"),
    ("vertegenwoordigd-in", rf"{S} (?:zijn|is) vertegenwoordigd in {O_LIST}"),
    ("vertegenwoordigd-in", rf"{S} (?:heeft|hebben) zitting in {O_LIST}"),
    ("vertegenwoordigd-in", rf"\b[Ii]n (?P<o>{DET}{ACTOR}) werken{ADV} {S}[^.;:]*? samen"),
    ("vertegenwoordigd-in", rf"\b[Ii]n (?P<o>{DET}{ACTOR}) (?:maakt|maken) (?P<s>{LIST}{ADV} afspraken met {LIST})"),
    ("vertegenwoordigd-in", rf"{S} maakten? {NEXT}\b(?:in|tijdens) (?P<o>{DET}{ACTOR}){PAREN}[^.;:]*? afspraken\b"),
    ("vertegenwoordigd-in", rf"{S}{OF} (?:zijn|is) (?:in|tijdens) (?P<o>{DET}{ACTOR}){PAREN}[^.;:]*? overeengekomen"),
    ("vertegenwoordigd-in", rf"(?P<o>{LIST}) waar {S} samenkomen"),
    ("vertegenwoordigd-in", rf"\baangevuld worden met [^.;:]*?, zoals {S} bij (?P<o>{DET}{ACTOR})"),
    ("vertegenwoordigd-in", rf"\bdat {S} zijn vertegenwoordigd"),
    # samengesteld-uit
    ("samengesteld-uit", rf"{S} (?:bestaat|bestaan) uit {O_LIST}"),
    ("samengesteld-uit", rf"(?P<s>{ACTOR})(?:-?\s?samenwerkingsverband|-structuur)? \((?P<o>{ACTOR}(?:, {ACTOR})+ en {ACTOR})\)"),
    ("samengesteld-uit", rf"(?P<s>{ACTOR})(?: \(\w+\))? (?:\w+ )?uitbreiden met {O_LIST}"),
    ("samengesteld-uit", rf"{S}[^.;:]*? aangevuld worden met {O_LIST}"),
    ("samengesteld-uit", rf"^(?P<that>Dit|Het) is een (?:[\w-]+ )?(?:overleg\w*|samenwerking\w*|netwerk|team|structuur) van {O_LIST}"),
    ("samengesteld-uit", rf"{S} is een [\w-]+ van(?:, voor en door)? [^.;:]*?: {O_LIST}"),
    # deel-van, lid-van
    ("deel-van", rf"(?P<s>{ACTOR}){PAREN}, (?:een )?onderdeel van (?P<o>{DET}{ACTOR})"),
    ("deel-van", rf"\b[Bb]innen (?P<o>{DET}{ACTOR}) zijn {S} ingericht"),
    ("deel-van", rf"{S} (?:is|zijn|vormt|maakt) (?:een )?onderdeel (?:uit )?van {O_LIST}"),
    ("deel-van", rf"(?P<s>{DET}{ACTOR}){NEXT}\bondergebracht (?:worden )?bij {O_LIST}"),
    ("deel-van", rf"{S} (?:valt|vallen|ressorteert|ressorteren) onder {O_LIST}"),
    ("deel-van", rf"{S} (?:maakt|maken) deel uit van {O_LIST}"),
    ("lid-van", rf"{S} (?:is|zijn) (?:een )?(?:lid|leden|partner|deelnemer|deelnemers)(?: in| van) (?P<o>[^.;:(]+)"),
    ("lid-van", rf"{S} (?:neemt|nemen) deel aan {O_LIST}"),
    ("lid-van", rf"\b(?P<o>programma '[^']+') \((?P<s>{ACTOR}(?:/{ACTOR})+)\)"),
    # opvolger-van
    ("opvolger-van", rf"(?P<s>{ACTOR}), ontstaan door (?:het samenvoegen|samenvoeging|de fusie) van {O_LIST}"),
    ("opvolger-van", rf"{S} is (?:de )?opvolger van {O_LIST}"),
)  # fmt: skip


_ESCAPED = re.compile(r"\\.|\[\^?[^\]]*\]")  # one character of some kind
_GROUP = re.compile(r"\([^()]*\)")


def literal(pattern: str) -> str:
    """The longest words that any match of a pattern holds, as they stand; empty when none can be told.

    Words in groups may be left out or stand for others, so they do not count.
    """
    plain = _ESCAPED.sub(".", pattern)
    while (inner := _GROUP.sub(".", plain)) != plain:
        plain = inner
    if "|" in plain:
        return ""
    return max(re.split(r"\w?(?:[?*]|\{[^}]*\})|[^\w ]", plain), key=len).strip()


@dataclass(frozen=True, slots=True)
class Pattern:
    """beside: it is read beside what another pattern reads of the same subject. needs: words every match holds."""

    relation: str
    beside: bool
    regex: re.Pattern[str]
    needs: str


# In the order in which they are tried.
PATTERNS: tuple[Pattern, ...] = tuple(
    Pattern(relation.removeprefix("+"), relation.startswith("+"), re.compile(pattern), literal(pattern))
    for relation, pattern in _TABLE
)
