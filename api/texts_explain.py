"""What the page of an explanation says, in Dutch and English."""

from __future__ import annotations

EXPLAIN_TEXTS: dict[str, tuple[str, str]] = {
    "explain_title": ("Waarom?", "Why?"),
    "explain_intro": (
        "Waarom de graaf iets zegt: waar het is gelezen, of uit welke gegevens en door welke regels het volgt.",
        "Why the graph says something: where it was read, or from which facts and by which rules it follows.",
    ),
    "explain_subject": ("Onderwerp (IRI)", "Subject (IRI)"),
    "explain_predicate": ("Eigenschap (IRI)", "Property (IRI)"),
    "explain_object": (
        "Waarde (IRI, of een literal zoals in N-Triples)",
        "Value (an IRI, or a literal as in N-Triples)",
    ),
    "explain_ask": ("Verklaar", "Explain"),
    "explain_stated": ("Dit staat in de graaf.", "The graph states this."),
    "explain_inferred": (
        "Dit staat in geen document. Het volgt uit wat er wel staat:",
        "No document says this. It follows from what they do say:",
    ),
    "explain_steps": ("Stap voor stap", "Step by step"),
    "explain_facts": ("De gegevens waar het op rust", "The facts it rests on"),
    "explain_axioms": ("Wat de ontologie vastlegt", "What the ontology lays down"),
    "explain_minimal": (
        "Geen van deze gegevens kan worden gemist: zonder dat gegeven volgt het niet langs deze weg.",
        "None of these can be missed: without it this does not follow in this way.",
    ),
    "explain_rule": ("regel", "rule"),
    "explain_from": ("want", "because"),
    "explain_graphs": ("Staat in", "Stated in"),
    "explain_no_passage": (
        "zonder bewijsplaats: uit een register of de ontologie",
        "no passage: from a register or the ontology",
    ),
    "explain_as_data": ("Als gegevens", "As data"),
}
