"""What the pages that compare say, in Dutch and English."""

from __future__ import annotations

COMPARE_TEXTS: dict[str, tuple[str, str]] = {
    "compare_lead": (
        "Regio's, perioden en niveaus naast elkaar. Elk figuur heeft zijn tabel, CSV, SVG en de vraag waaruit het is "
        "gemaakt.",
        "Regions, periods and levels side by side. Every figure has its table, CSV, SVG and the query it is made from.",
    ),
    "figure_themes": ("Thema's per regio en periode", "Themes by region and period"),
    "intro_themes": (
        "Het getal is hoe vaak een document het thema als prioriteit stelt: door gemeenten, Openbaar Ministerie, "
        "politie of regio. Kies een thema voor wie het stelt, wie verantwoordelijk is, hoe het wordt gemeten en de "
        "woorden waar dat staat.",
        "The number is how often a document makes the theme a priority: by municipalities, prosecution, police or "
        "region. Choose a theme for who sets it, who is responsible, how it is measured and the words where that "
        "stands.",
    ),
    "figure_national": ("Landelijke doelen in de regio", "National objectives in the regions"),
    "intro_national": (
        "Welke landelijke doelstelling een tegenhanger heeft in welke regionale strategie: hetzelfde thema, of een "
        "dat eronder valt, als prioriteit gesteld.",
        "Which national objective has its counterpart in which regional strategy: the same theme, or one under it, "
        "set as a priority.",
    ),
    "figure_indicator": ("Een indicator door jaren en niveaus", "An indicator through years and levels"),
    "intro_indicator": (
        "Uitgangswaarde, doel, aandeel van een eenheid en wat is waargenomen, zoals de documenten het noemen. Een "
        "stippellijn verbindt een uitgangswaarde met zijn doel.",
        "Baseline, target, share of a unit and what was observed, as the documents give them. A dashed line joins a "
        "baseline with its target.",
    ),
    "figure_ambitions": ("Ambities met en zonder getal", "Ambitions with and without a figure"),
    "intro_ambitions": (
        "Een ambitie heeft een getal als hetzelfde document een doel met een getal noemt bij hetzelfde thema of in "
        "dezelfde regel.",
        "An ambition has a figure when the same document gives a target with a figure on the same theme or in the "
        "same line.",
    ),
    "figure_strength": ("Politiesterkte", "Police strength"),
    "intro_strength": (
        "Volledige banen (fte) per onderdeel en categorie, zoals de tabellen en zinnen ze noemen.",
        "Full-time equivalents (fte) by unit and category, as the tables and sentences give them.",
    ),
    "figure_versions": ("Concept en vastgestelde versie", "Draft and adopted version"),
    "intro_versions": (
        "Wat er inhoudelijk veranderde, en de teksten naast elkaar.",
        "What changed in substance, and the texts side by side.",
    ),
    "compare_show": ("Thema's", "Themes"),
    "compare_show_priorities": ("die ergens prioriteit zijn", "that are a priority somewhere"),
    "compare_show_all": ("alle genoemde thema's", "all themes named"),
    "compare_drafts": ("Concepten", "Drafts"),
    "compare_without_drafts": ("niet tonen", "leave out"),
    "compare_with_drafts": ("ook tonen", "show too"),
    "compare_indicator": ("Indicator", "Indicator"),
    "compare_document": ("Document", "Document"),
    "compare_date": ("Peildatum", "Date"),
    "compare_no_date": ("geen datum", "no date"),
    "compare_apply": ("Toon", "Show"),
    "compare_percent": ("procenten", "per cent"),
    "compare_number": ("aantallen", "numbers"),
    "compare_shares": ("aandelen van de eenheden in", "shares of the units in"),
    "compare_with_number": ("met getal", "with a figure"),
    "compare_without_number": ("zonder getal", "without a figure"),
    "compare_total": ("Totaal", "Total"),
    "compare_theme": ("Thema", "Theme"),
    "compare_regions": ("regio's", "regions"),
    "compare_answered": ("komt terug als prioriteit", "returns as a priority"),
    "compare_not_answered": ("geen tegenhanger", "no counterpart"),
    "compare_not_there": ("niet genoemd", "not named"),
    "compare_alone": ("Zonder tegenhanger in een regio", "Without a counterpart in any region"),
    "compare_queries": ("Gemaakt uit", "Made from"),
    "compare_nothing": ("Hierover zegt de graaf niets.", "The graph says nothing about this."),
    "compare_table": ("De tabel bij dit figuur", "The table of this figure"),
    "compare_all_rows": ("Alle rijen als CSV", "All rows as CSV"),
    "legend_none": ("niet genoemd", "not named"),
    "legend_named": ("genoemd", "named"),
    "legend_aims": ("met ambitie, doel of maatregel", "with an ambition, target or measure"),
    "legend_one": ("1 keer prioriteit", "1 time a priority"),
    "legend_two": ("2 keer", "2 times"),
    "legend_more": ("3 keer of meer", "3 times or more"),
    "n_priorities": ("keer prioriteit", "times a priority"),
    "one_priorities": ("keer prioriteit", "time a priority"),
    "n_mentions": ("keer genoemd", "times named"),
    "one_mentions": ("keer genoemd", "time named"),
    "n_ambitions": ("ambities", "ambitions"),
    "one_ambitions": ("ambitie", "ambition"),
    "n_targets": ("doelen", "targets"),
    "one_targets": ("doel", "target"),
    "n_measures": ("maatregelen", "measures"),
    "one_measures": ("maatregel", "measure"),
    "role_baseline": ("uitgangswaarde", "baseline"),
    "role_target": ("doel", "target"),
    "role_share": ("aandeel", "share"),
    "role_observed": ("waargenomen", "observed"),
    "role": ("Wat", "What"),
    "scope": ("Waar", "Where"),
    "year": ("Jaar", "Year"),
    "value": ("Waarde", "Value"),
    "unit": ("Eenheid", "Unit"),
    "unit_part": ("Onderdeel", "Unit"),
    "part_of": ("Deel van", "Part of"),
    "ambition": ("Ambitie", "Ambition"),
    "has_number": ("Getal", "Figure"),
    # draft against adopted
    "versions_of": ("Wat veranderde tussen concept en vaststelling", "What changed between draft and adoption"),
    "versions_intro": (
        "Weggevallen woorden zijn doorgestreept, nieuwe onderstreept. Regels en opmaak tellen niet mee.",
        "Words that went are struck through, new ones underlined. Lines and layout do not count.",
    ),
    "versions_none": (
        "De graaf bevat geen concept met zijn vastgestelde versie.",
        "The graph holds no draft with its adopted version.",
    ),
    "versions_policy": ("Verschillen in beleid", "Differences in policy"),
    "versions_texts": ("De teksten naast elkaar", "The texts side by side"),
    "versions_only_changes": ("Alleen wat verschilt", "Only what differs"),
    "versions_everything": ("De hele tekst", "The whole text"),
    "in_draft": ("Concept", "Draft"),
    "in_final": ("Vastgesteld", "Adopted"),
    "not_in_draft": ("stond er nog niet", "was not there yet"),
    "not_in_final": ("staat er niet meer", "is no longer there"),
    "versions_same": ("gelijke zinnen", "sentences that are the same"),
}
