"""What the query page and the network page say, in Dutch and English. What their scripts say stands in `web/src`."""

from __future__ import annotations

BROWSER_TEXTS: dict[str, tuple[str, str]] = {
    "parts_missing": (
        "Deze server draait zonder de onderdelen voor de browser ({part}); alles werkt, in eenvoudiger vorm. De "
        "beheerder bouwt ze met `make web`.",
        "This server runs without the parts for the browser ({part}); everything works, in a plainer form. Its keeper "
        "builds them with `make web`.",
    ),
    "part_editor": ("de editor met aanvulling", "the editor with completion"),
    "part_network": ("de tekening van het netwerk", "the drawing of the network"),
    "query_help": (
        "Stel een vraag in SPARQL 1.1, of begin met een voorbeeld. Elk antwoord zegt of het volledig is.",
        "Ask in SPARQL 1.1, or begin with an example. Every answer says whether it is complete.",
    ),
    "query_examples": ("Voorbeelden per onderwerp", "Examples by theme"),
    "query_answer": ("Antwoord", "Answer"),
    "answer_complete": ("Volledig", "Complete"),
    "answer_none": ("Geen antwoord", "No answer"),
    "network_lead": (
        "Wie is met wie en waarmee verbonden, en met welke woorden. Kies een projectie; de tekening en de "
        "tabellen tonen hetzelfde netwerk.",
        "Who is connected with whom and what, and by which words. Choose a projection; the drawing and the "
        "tables show the "
        "same network.",
    ),
    "net_projection": ("Projectie", "Projection"),
    "net_document": ("Document", "Document"),
    "net_all_documents": ("alle documenten", "all documents"),
    "net_year": ("Jaar of periode", "Year or period"),
    "net_min_weight": ("Gewicht ten minste", "Weight at least"),
    "net_size": ("Grootte naar", "Size by"),
    "net_kinds": ("Alleen deze soorten", "Only these kinds"),
    "net_show": ("Toon", "Show"),
    "net_complete": ("Volledig", "Complete"),
    "net_incomplete": ("Niet volledig", "Not complete"),
    "net_release": ("uitgave", "release"),
    "net_drawing": ("Tekening", "Drawing"),
    "net_drawing_label": (
        "Tekening van het netwerk. Pijltjes schuiven, + en - zoomen, 0 toont alles. De tabellen hieronder tonen "
        "hetzelfde; met de knop bij een rij wordt die hier getoond.",
        "Drawing of the network. Arrows move, + and - zoom, 0 shows all. The tables below show the same; the "
        "button at a row shows it here.",
    ),
    "net_hint": (
        "Kies een knoop of een lijn in de tekening of met ◎ in een tabel; hier staat dan waarmee hij is "
        "verbonden en in welke woorden.",
        "Choose a node or an edge in the drawing, or with ◎ in a table; here it says what it is connected with and in "
        "which words.",
    ),
    "net_chosen": ("Gekozen", "Chosen"),
    "net_path": ("Een pad tussen twee", "A path between two"),
    "net_from": ("Van", "From"),
    "net_to": ("Naar", "To"),
    "net_find_path": ("Zoek het pad", "Find the path"),
    "net_no_path": (
        "Er is in dit netwerk geen pad tussen deze twee.",
        "There is no path between these two in this network.",
    ),
    "net_same": ("Dat is dezelfde.", "That is the same one."),
    "net_steps": ("stappen", "steps"),
    "net_step": ("stap", "step"),
    "net_nodes": ("Knopen", "Nodes"),
    "net_edges": ("Lijnen", "Edges"),
    "net_name": ("Naam", "Name"),
    "net_kind": ("Soort", "Kind"),
    "net_degree": ("Lijnen", "Edges"),
    "net_weight": ("Gewicht", "Weight"),
    "net_relation": ("Verband", "Relation"),
    "net_documents": ("Documenten", "Documents"),
    "net_years": ("Jaren", "Years"),
    "net_words": ("Woorden", "Words"),
    "net_more_words": ("meer", "more"),
    "net_export": ("Dit netwerk als", "This network as"),
    "net_as_path": ("Dit pad als JSON", "This path as JSON"),
    "net_empty": (
        "Geen lijnen bij deze keuze. Kies een ander jaar of document, of laat een beperking weg.",
        "No edges with this choice. Choose another year or document, or leave out a restriction.",
    ),
    "net_m_degree": ("aantal lijnen", "number of edges"),
    "net_m_weight": ("gewicht van de lijnen", "weight of the edges"),
    "net_m_betweenness": ("tussenpositie (betweenness)", "betweenness"),
    "net_m_closeness": ("nabijheid (closeness)", "closeness"),
    "net_m_eigenvector": ("eigenvector", "eigenvector"),
    "net_m_pagerank": ("PageRank", "PageRank"),
    "net_m_constraint": ("brugpositie (Burts constraint)", "bridging (Burt's constraint)"),
    "net_m_core": ("k-kern", "k-core"),
    "at_line": ("regel {line}, kolom {column}", "line {line}, column {column}"),
}
