"""What the quality page and the ontology page say, in Dutch and English."""

from __future__ import annotations

QUALITY_TEXTS: dict[str, tuple[str, str]] = {
    "quality_title": ("Kwaliteit van de gegevens", "Quality of the data"),
    "quality_lead": (
        "Wat de controles vonden, waar documenten zichzelf tegenspreken, wat niet is gelezen, en wat er sinds de "
        "vorige bouw veranderde.",
        "What the checks found, where documents contradict themselves, what was not read, and what changed since the "
        "build before.",
    ),
    "quality_shapes": ("Toets aan de vormen", "Checks against the shapes"),
    "quality_shapes_intro": (
        "Een overtreding houdt een document buiten de graaf, een waarschuwing wordt getoond, een bevinding gaat over "
        "de bron.",
        "A violation keeps a document out of the graph, a warning is shown, a finding is about the source.",
    ),
    "quality_report": ("Het hele rapport", "The whole report"),
    "quality_shape_list": ("de vormen zelf", "the shapes themselves"),
    "quality_nothing": ("De controles vonden niets.", "The checks found nothing."),
    "quality_contradictions": ("Tegenstrijdigheden in de bronnen", "Contradictions in the sources"),
    "quality_contradictions_intro": (
        "Waar een document zichzelf tegenspreekt: gevonden door regels, niet verbeterd.",
        "Where a document contradicts itself: found by rules, not mended.",
    ),
    "quality_what": ("Waar het over gaat", "What it is about"),
    "quality_found": ("Wat is gevonden", "What was found"),
    "quality_todo": ("Wat te doen", "What to do"),
    "quality_stated": ("Staat er", "Stated"),
    "quality_computed": ("Volgt elders uit", "Follows elsewhere"),
    "quality_consistency": ("Consistentie van de ontologie", "Consistency of the ontology"),
    "quality_consistency_intro": (
        "Of de ontologie waar kan zijn, en of elke klasse leden kan hebben: HermiT kijkt het na (enkele seconden).",
        "Whether the ontology can be true, and whether each class can have members: HermiT checks it (some seconds).",
    ),
    "quality_check": ("Kijk het na", "Check it"),
    "consistency_consistent": (
        "De ontologie is consistent en elke klasse kan leden hebben.",
        "The ontology is consistent and each class can have members.",
    ),
    "consistency_unsatisfiable": (
        "De ontologie is consistent, maar deze klassen kunnen geen leden hebben.",
        "The ontology is consistent, but these classes can have no members.",
    ),
    "consistency_inconsistent": ("De ontologie is inconsistent.", "The ontology is inconsistent."),
    "quality_read": ("Wat is gelezen, en wat niet", "What was read, and what was not"),
    "quality_read_intro": (
        "Welk deel van de letters in een bewijsplaats staat, hoe zeker de lezing is, en hoeveel namen niet als "
        "bekende zaak zijn herkend.",
        "Which share of the letters stands in a passage, how sure the reading is, and how many names were not "
        "recognised as a known thing.",
    ),
    "quality_left_out": ("Buiten de graaf gebleven", "Left out of the graph"),
    "quality_left_out_intro": (
        "Wat de laatste bouw niet kon lezen of niet toeliet. De reden staat er zoals de lezer of de toets haar gaf.",
        "What the last build could not read or did not let in. The reason stands as the loader or the check gave it.",
    ),
    "quality_files_read": ("bestanden aangeboden", "files offered"),
    "quality_files_all": (
        "Alles is gelezen en geladen, zonder een plaats over te slaan.",
        "All was read and loaded, with no place passed over.",
    ),
    "quality_unknown_left_out": (
        "Deze gegevens houden niet bij wat er buiten bleef: ze zijn niet door een bouw van documenten gemaakt, of door "
        "een oudere versie.",
        "This data does not record what was left out: it was not made by a build of documents, or by an older version.",
    ),
    "left_out_unreadable": ("Bestanden die niet te lezen zijn", "Files that cannot be read"),
    "left_out_unreadable_do": (
        "Herstel het bestand of het profiel ernaast bij de genoemde plaats, en bouw opnieuw.",
        "Mend the file or the profile beside it at the place named, and build again.",
    ),
    "left_out_refused": ("Documenten die zijn tegengehouden", "Documents that were refused"),
    "left_out_refused_do": (
        "Gegevens uit deze documenten zijn in strijd met een vorm van ernst overtreding; zie de toets aan de vormen.",
        "Facts of these documents break a shape of severity violation; see the checks against the shapes.",
    ),
    "left_out_partly": ("Plaatsen die niet te lezen zijn", "Places that cannot be read"),
    "left_out_partly_do": (
        "De rest van het document is geladen. Vaak een tabel waarvan een rij op geen of op meer dan een manier in de "
        "kolommen past.",
        "The rest of the document is loaded. Often a table of which a row fits the columns in no way, or in several.",
    ),
    "quality_share": ("Gelezen", "Read"),
    "quality_unlinked": ("Alleen in woorden", "In words only"),
    "quality_gaps": ("De langste stukken zonder gegeven", "The longest stretches without a fact"),
    "quality_gaps_intro": (
        "Dat is niet vanzelf een gemis (een verhaal, een colofon), maar hier valt te zoeken naar wat is overgeslagen.",
        "That is not always a loss (a story, a colophon), but here is where to look for what was missed.",
    ),
    "quality_characters": ("letters en tekens", "letters and signs"),
    "quality_changes": ("Sinds de vorige bouw", "Since the build before"),
    "quality_report_changes": ("In het rapport", "In the report"),
    "quality_see_changes": ("Bekijk ze", "See them"),
    "quality_no_before": ("Er is geen eerder rapport bewaard.", "No earlier report is kept."),
    # ontology
    "ontology_diagram": ("Wat een gegeven verbindt", "What a fact connects"),
    "ontology_diagram_intro": (
        "Links de soorten gegevens, rechts de zaken die ze noemen. Getekend uit de ontologie zelf.",
        "On the left the kinds of fact, on the right the things they name. Drawn from the ontology itself.",
    ),
    "ontology_classes": ("Klassen", "Classes"),
    "ontology_relations": ("Relaties", "Relations"),
    "ontology_attributes": ("Kenmerken", "Attributes"),
    "ontology_alignments": ("Aansluiting op andere vocabulaires", "Alignment with other vocabularies"),
    "ontology_alignments_intro": (
        "Eigen termen met de termen van anderen waaronder ze vallen of waarnaar ze verwijzen.",
        "Own terms with the terms of others they fall under or point to.",
    ),
    "ontology_questions": ("Vragen die zij moet kunnen beantwoorden", "Questions it must be able to answer"),
    "ontology_lists": ("Waardelijsten", "Code lists"),
    "ontology_term": ("Term", "Term"),
    "ontology_falls_under": ("Valt onder", "Falls under"),
    "ontology_of": ("Van", "Of"),
    "ontology_value": ("Waarde", "Value"),
    "ontology_other": ("Term van anderen", "Term of others"),
    "ontology_how": ("Verband", "Relation"),
}
