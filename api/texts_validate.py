"""What the pages of validation and of the shapes say, in Dutch and English."""

from __future__ import annotations

VALIDATE_TEXTS: dict[str, tuple[str, str]] = {
    "validate_title": ("Gegevens toetsen", "Check data"),
    "validate_intro": (
        "Stuur RDF en lees wat ermee is, waar, en wat eraan te doen. Getoetst wordt aan de SHACL-vormen van deze "
        "graaf, of aan vormen die u meestuurt. Wat u stuurt wordt niet bewaard.",
        "Send RDF and read what is the matter with it, where, and what to do about it. It is checked against the SHACL "
        "shapes of this graph, or against shapes you send along. What you send is not kept.",
    ),
    "validate_data": ("Gegevens (RDF)", "Data (RDF)"),
    "validate_file": ("of een bestand", "or a file"),
    "validate_type": ("Geschreven als", "Written as"),
    "validate_shapes": ("Eigen vormen (SHACL)", "Your own shapes (SHACL)"),
    "validate_shapes_hint": ("Leeg: de vormen van deze graaf.", "Empty: the shapes of this graph."),
    "validate_advanced": (
        "Ook SHACL-AF: doelen, regels en functies in SPARQL", "SHACL-AF too: targets, rules and functions in SPARQL",
    ),
    "validate_graph": ("Een graaf van deze verzameling", "A graph of this collection"),
    "validate_graph_hint": ("IRI van een named graph, of: default", "IRI of a named graph, or: default"),
    "validate_update": ("Een SPARQL-update, zonder haar uit te voeren", "A SPARQL update, without carrying it out"),
    "validate_update_hint": (
        "Getoetst wordt wat zij raakt, zoals het daarna zou zijn. Er verandert niets.",
        "What it touches is checked as it would be afterwards. Nothing is changed.",
    ),
    "validate_run": ("Toetsen", "Check"),
    "validate_form": ("Zelf toetsen", "Check something"),
    "report_title": ("Toetsrapport", "Validation report"),
    "report_build": ("Wat de laatste bouw vond", "What the last build found"),
    "report_changes": ("Verschil met een eerder rapport", "Difference with an earlier report"),
    "report_fine": ("Alles voldoet: er zijn geen resultaten.", "All conforms: there are no results."),
    "report_accepted": (
        "Geen overtredingen; wel iets om naar te kijken.", "No violations; there is something to look at.",
    ),
    "report_refused": ("Er zijn overtredingen.", "There are violations."),
    "report_update_fine": (
        "De update zou worden aangenomen: zij veroorzaakt geen overtreding.",
        "The update would be accepted: it causes no violation.",
    ),
    "report_update_refused": (
        "De update zou worden geweigerd: zij veroorzaakt overtredingen.",
        "The update would be refused: it causes violations.",
    ),
    "severity_Violation": ("Overtreding", "Violation"),
    "severity_Warning": ("Waarschuwing", "Warning"),
    "severity_Info": ("Bevinding", "Finding"),
    "change_new": ("nieuw", "new"),
    "change_gone": ("weg", "gone"),
    "change_still": ("was er al", "was there"),
    "result_what": ("Wat", "What"),
    "result_path": ("Eigenschap", "Property"),
    "result_value": ("Waarde", "Value"),
    "result_place": ("Waar", "Where"),
    "result_mention": ("genoemd in", "mentioned in"),
    "result_hint": ("Doen", "Do"),
    "result_shape": ("Vorm", "Shape"),
    "report_before": ("Eerder", "Earlier"),
    "report_no_before": (
        "Er is nog geen eerdere bouw om deze mee te vergelijken.",
        "There is no earlier build yet to compare this one with.",
    ),
    "report_no_before_why": (
        "De veranderingen staan hier na de volgende bouw. Van elke bouw blijft het rapport zo lang bewaard als de "
        "momentopname waar het in staat.",
        "What changed will stand here after the next build. The report of each build is kept for as long as the "
        "snapshot it stands in.",
    ),
    "report_as": ("Als", "As"),
    "shapes_title": ("SHACL-vormen", "SHACL shapes"),
    "shapes_intro": (
        "Waaraan gegevens moeten voldoen om in deze graaf te passen. Een regio die haar plan zelf als linked data "
        "levert, kan het hiermee toetsen.",
        "What data has to keep to fit into this graph. A region that delivers its plan as linked data can check it "
        "with these.",
    ),
    "shapes_whole": ("Alle vormen", "All shapes"),
    "shapes_module": ("Module", "Module"),
    "shapes_profiles": ("Profielen van anderen", "Profiles of others"),
    "shapes_profiles_intro": (
        "Regels van anderen waaraan onze eigen catalogus en thesaurus worden getoetst, geschreven naar hun "
        "specificatie.",
        "Rules of others that our own catalogue and thesaurus are checked against, written after their specification.",
    ),
    "shape_target": ("Gaat over", "Is about"),
    "shape_severity": ("Ernst", "Severity"),
    "shape_message": ("Melding", "Message"),
    "way_shapes": ("De SHACL-vormen, om zelf mee te toetsen", "The SHACL shapes, to check with yourself"),
}
