"""What the pages say, in Dutch and English."""

from __future__ import annotations

from api.texts_browser import BROWSER_TEXTS
from api.texts_compare import COMPARE_TEXTS
from api.texts_description import DESCRIPTION_TEXTS
from api.texts_explain import EXPLAIN_TEXTS
from api.texts_pages import PAGE_TEXTS
from api.texts_quality import QUALITY_TEXTS
from api.texts_validate import VALIDATE_TEXTS

LANGUAGES = ("nl", "en")

TEXTS: dict[str, tuple[str, str]] = {
    "name": ("Veiligheidsgraaf", "Veiligheidsgraaf"),
    "tagline": (
        "Wat Nederlandse beleidsdocumenten over openbare veiligheid zeggen, als kennisgraaf: wie wat wil, met wie, "
        "over welk thema, hoe gemeten, en waar dat in de tekst staat.",
        "What Dutch policy documents on public safety say, as a knowledge graph: who wants what, with whom, on which "
        "theme, how it is measured, and where in the text this stands.",
    ),
    "skip": ("Naar de inhoud", "To the content"),
    "home": ("Begin", "Home"),
    "search": ("Zoeken", "Search"),
    "search_hint": ("Naam, afkorting of woorden", "Name, abbreviation or words"),
    "queries": ("Vragen", "Questions"),
    "docs": ("Documentatie", "Documentation"),
    "language_name": ("English", "Nederlands"),
    "contents": ("Wat is hierin", "What is in here"),
    "documents": ("Documenten", "Documents"),
    "documents_intro": (
        "De teksten die zijn gelezen, elk met de gegevens bij de woorden waar ze staan.",
        "The texts that were read, each with the facts beside the words they stand in.",
    ),
    "facts": ("Soorten gegevens", "Kinds of data"),
    "facts_read": ("gegevens gelezen", "facts read"),
    "all_facts": ("Alles", "All"),
    "read_here": ("Hier gelezen", "Read here"),
    "read_text": ("Lees de tekst met de gegevens ernaast", "Read the text with the facts beside it"),
    "about_document": ("Wat de graaf van dit document zegt", "What the graph says of this document"),
    "in_text": ("lees in de tekst", "read in the text"),
    "reader_hint": (
        "Gekleurde woorden zijn bewijsplaatsen. Kies ze om te zien wat er is gelezen; het regelnummer daar licht de "
        "woorden op.",
        "Coloured words are evidence. Choose them to see what was read there; the line number there lights up the "
        "words.",
    ),
    "also_here": ("Deze woorden vallen ook onder", "These words are also part of"),
    "confidence": ("zekerheid", "confidence"),
    "further": ("ook hier", "here too"),
    "more": ("meer", "more"),
    "examples": ("Voorbeeldvragen", "Example questions"),
    "all_queries": ("Alle vaste vragen", "All set questions"),
    "kind": ("Soort", "Kind"),
    "number": ("Aantal", "Number"),
    "triples": ("triples", "triples"),
    "graphs": ("graven", "graphs"),
    "built": ("Gebouwd", "Built"),
    "digest": ("Controlegetal", "Checksum"),
    "ways_in": ("Ingangen", "Ways in"),
    "way_documents": ("De teksten met de gegevens ernaast", "The texts with the facts beside them"),
    "way_queries": ("Vaste vragen met hun antwoorden, ook als CSV", "Set questions with their answers, as CSV too"),
    "way_sparql": ("Eigen vragen stellen in SPARQL", "Ask your own questions in SPARQL"),
    "way_search": ("Zoeken op naam of afkorting", "Search by name or abbreviation"),
    "way_ontology": ("De ontologie: klassen en eigenschappen", "The ontology: classes and properties"),
    "way_network": ("Buren en kortste paden, met bewijsplaatsen", "Neighbours and shortest paths, with evidence"),
    "way_docs": ("Alle adressen en hun parameters", "All addresses and their parameters"),
    "way_validate": ("Eigen RDF toetsen aan de SHACL-vormen", "Check your own RDF against the SHACL shapes"),
    "question": ("Vraag", "Question"),
    "answer_as": ("Antwoord als", "Answer as"),
    "run": ("Uitvoeren", "Run"),
    "rows": ("rijen", "rows"),
    "no_rows": ("Geen rijen.", "No rows."),
    "rows_shown": ("Getoond zijn de eerste", "Shown are the first"),
    "rows_of": ("van", "of"),
    "all_rows": ("Alle rijen staan in de CSV.", "All rows are in the CSV."),
    "yes": ("Ja", "Yes"),
    "no": ("Nee", "No"),
    "parameters": ("Parameters", "Parameters"),
    "optional": ("mag leeg blijven", "may stay empty"),
    "required": ("verplicht", "required"),
    "query_text": ("De SPARQL-vraag", "The SPARQL query"),
    "broken": ("Vragen die niet in orde zijn", "Questions that are out of order"),
    "query_label": ("SPARQL-vraag", "SPARQL query"),
    "sparql_intro": (
        "SELECT, ASK, CONSTRUCT en DESCRIBE. De standaardgraaf bevat alles behalve het rapport; GRAPH ?g kiest een "
        "document.",
        "SELECT, ASK, CONSTRUCT and DESCRIBE. The default graph holds everything but the report; GRAPH ?g picks a "
        "document.",
    ),
    "error": ("Fout", "Error"),
    "properties": ("Eigenschappen", "Properties"),
    "also_kind": ("Ook", "Also"),
    "inferred_kind": ("Volgt hieruit", "Follows from this"),
    "inferred": ("Afgeleid", "Inferred"),
    "inferred_intro": (
        "Geen bron zegt dit zo; het volgt uit wat de bronnen zeggen en uit de ontologie.",
        "No source says this; it follows from what the sources say and from the ontology.",
    ),
    "evidence": ("Bewijsplaatsen", "Evidence"),
    "line": ("regel", "line"),
    "referred": ("Wat hiernaar verwijst", "What refers here"),
    "shown_of": ("getoond van", "shown of"),
    "show_more": ("Meer tonen", "Show more"),
    "characters_more": ("tekens meer in de Turtle", "characters more in the Turtle"),
    "said_in": ("Staat in graaf", "Stands in graph"),
    "as_data": ("Als gegevens", "As data"),
    "iri": ("IRI", "IRI"),
    "found": ("gevonden", "found"),
    "nothing_found": ("Niets gevonden.", "Nothing found."),
    "next_page": ("Volgende", "Next"),
    "previous_page": ("Vorige", "Previous"),
    "ontology": ("Ontologie", "Ontology"),
    "classes": ("Klassen", "Classes"),
    "definition": ("Omschrijving", "Definition"),
    "address": ("Adres", "Address"),
    "methods": ("Methoden", "Methods"),
    "meaning": ("Betekenis", "Meaning"),
    "status": ("Status", "Status"),
    "problems": ("Foutmeldingen", "Error messages"),
    "problems_intro": (
        "Elke fout heeft dezelfde vorm (application/problem+json, RFC 9457). Een antwoord is heel of het is een fout.",
        "Every error has one shape (application/problem+json, RFC 9457). An answer is whole or it is an error.",
    ),
    "machine_readable": ("Voor programma's:", "For programs:"),
    "network": ("Netwerk", "Network"),
    "about_server": ("Over deze server", "About this server"),
    "about_server_intro": (
        "Wat openstaat, wat niet, en wat er wordt bewaard; gemaakt uit de instellingen waarmee deze server draait.",
        "What is open, what is not, and what is kept; made from the settings this server runs with.",
    ),
    "state_open": ("open", "open"),
    "state_limited": ("beperkt", "limited"),
    "state_closed": ("dicht", "closed"),
    **BROWSER_TEXTS,
    "resolve_title": ("Welk ding is bedoeld?", "Which thing is meant?"),
    "resolve_many": ("Dit kan meer dan één ding zijn:", "This can be more than one thing:"),
    "resolve_became": ("Is nu", "Is now"),
    **DESCRIPTION_TEXTS,
    **EXPLAIN_TEXTS,
    **PAGE_TEXTS,
    **COMPARE_TEXTS,
    **QUALITY_TEXTS,
    **VALIDATE_TEXTS,
}
