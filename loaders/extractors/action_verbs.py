"""Verbs of doing, as policy texts use them: parts of patterns shared by the rules on actions."""

from __future__ import annotations

# What is done to something, as policy says it. A participle outside this list makes no action of a passive.
DONE = (
    r"(?:in|op|uit|aan|door|af|bij|voor|samen|terug|over|toe|vast|mee|vrij|weg|klaar|her|open)?(?:ge)?(?:gericht|richt|steld|werkt|"
    r"breid|zet|maakt|boden|bracht|legd|voerd|start|bouwd|nomen|pakt|deeld|zocht|vraagd|schreven|leverd|kozen|stemd|vuld|bundeld|"
    r"voegd|organiseerd|realiseerd|investeerd|intensiveerd|continueerd|faciliteerd|adresseerd|monitord|evalueerd|ëvalueerd|ïnvesteerd|"
    r"ïntensiveerd|ïdentificeerd|ïnformeerd|ïmplementeerd|scherpt|jaagd|geven|houden|trokken|splitst|haald|regeld|schoold|formeerd|heveld)|"
    r"ontwikkeld|doorontwikkeld|versterkt|verbeterd|vergroot|verhoogd|vernieuwd|verbonden|verkend|versneld|verduurzaamd|verdeeld|"
    r"verstoord|verstrekt|vertaald|verwerkt|voorbereid|betrokken|besproken|bezien|benut|bevorderd|begeleid|bestreden|"
    r"behandeld|beschermd|bewaakt|ondersteund|onderzocht|overgeheveld|opgeleid|afgesproken|gesproken|gevolgd|behouden|uitgebracht|gestimuleerd|geprioriteerd"
)
VERBS = (
    r"voert|voeren|regisseert|regisseren|stimuleert|stimuleren|realiseert|realiseren|vergroot|vergroten|verhoogt|verhogen|ontwikkelt|"
    r"ontwikkelen|ondersteunt|ondersteunen|biedt|bieden|promoot|promoten|focust|focussen|pakt|pakken|meet|meten|zoekt|zoeken|"
    r"zet|zetten|maakt|maken|organiseert|organiseren|investeert|investeren|versterkt|versterken|verbetert|verbeteren|draagt|dragen|"
    r"verricht|verrichten|rapporteert|rapporteren|levert|leveren|richt|richten|treft|treffen|werkt|werken|zorgt|zorgen|geeft|geven|"
    r"bespreekt|bespreken|ontmoet|ontmoeten|helpt|helpen|beschrijft|beschrijven|rondt|ronden|zal|zullen|gaat|gaan|faciliteert|"
    r"faciliteren|signaleert|signaleren|bepaalt|bepalen|continueert|continueren|brengt|brengen|houdt|houden|deelt|delen|neemt|nemen|"
    r"start|starten|bouwt|bouwen|breidt|breiden|legt|leggen|communiceert|communiceren|evalueert|evalueren|inventariseert|"
    r"bezoekt|controleert|controleren|handhaaft|handhaven|coördineert|coördineren|monitort|monitoren|plaatst|plaatsen|trekt|trekken|sluit|sluiten|blijft aangesloten|"
    r"vraagt op|bundelt|bundelen|schakelt|schakelen|prioriteert|prioriteren|onderneemt|ondernemen|duidt|duiden|weegt|wegen|initieert|initiëren|"
    r"verduurzaamt|verduurzamen|adviseert|adviseren|regelt|regelen|vertaalt|vertalen|zorgdragen|verstevigt|verstevigen|"
    r"(?:is|zijn) (?:primair |allereerst )?aan zet|beschermt|beschermen|bestrijdt|bestrijden|voorkomt|verstoort|verstoren|informeert|informeren|bewaakt|bewaken|"
    r"traint|trainen|oefent|oefenen|schoolt|scholen(?= )|koppelt|koppelen|screent|screenen|beoordeelt|beoordelen|betrekt|betrekken|ontwerpt|ontwerpen|"
    r"onderzoekt|onderzoeken|verkent|verkennen|analyseert|analyseren|registreert|registreren|begeleidt|begeleiden|waarschuwt|waarschuwen|"
    r"publiceert|publiceren|opent|openen|experimenteert|experimenteren|beproeft|beproeven|verlengt|verlengen|verzorgt|verzorgen|installeert|installeren|verspreidt|verspreiden|benoemt|benoemen|bemiddelt|bemiddelen|verwijdert|verwijderen|"
    r"stelt(?![^.;]*\bvast\b)(?=[^.;]*\b(?:aan|op|in|beschikbaar|samen)\b)|stellen(?![^.;]*\bvast\b)(?=[^.;]*\b(?:aan|op|in|beschikbaar|samen)\b)|"
    r"spreekt(?=[^.;]*\b(?:aan|af)\b)|spreken(?=[^.;]*\b(?:aan|af)\b)|(?:rijdt|rijden|kijkt|kijken|denkt|denken)(?= mee\b)|wijst(?=[^.;]*\baan\b)|wijzen(?=[^.;]*\baan\b)"
)
# Infinitives of doing.
DOING = (
    r"doen|faciliteren|onderzoeken|verkennen|organiseren|ontwikkelen|doorontwikkelen|opzetten|inrichten|versterken|verbeteren|verbinden|inzetten|"
    r"aanpakken|investeren|uitbreiden|uitvoeren|ondersteunen|stimuleren|houden|aanbieden|opstellen|invoeren|vergroten|verminderen|bestrijden"
)
