"""What the kinds of error are called in Dutch, what happened, and what one can do; in English `api.problems` has it.

The detail of an error names values and places and is written in English, for people and programs alike: a Dutch page
says what kind of thing happened in words of its own, and quotes the detail.
"""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """title: what kind of error; advice: what to do; what: what happened, "" where the detail says that."""

    title: str
    advice: str
    what: str = ""


PROBLEM_TEXTS: dict[str, Words] = {
    "gone": Words(
        "Niet meer beschreven",
        "Zie de opvolger, of de laatste uitgave die het beschreef.",
        "Een eerdere uitgave beschreef dit; de huidige niet meer.",
    ),
    "not-found": Words(
        "Niet gevonden",
        "Zoek het op naam, of begin bij het begin.",
        "Op dit adres staat niets, of de graaf kent niet wat er wordt gevraagd. Misschien is het adres verkeerd "
        "overgenomen.",
    ),
    "not-acceptable": Words(
        "Die vorm is er niet",
        "Vraag om een van de vormen die worden genoemd, met ?format= of Accept.",
        "Wat u vraagt is er wel, maar niet in de vorm waarin u het wilt hebben.",
    ),
    "unsupported-media-type": Words(
        "Soort inhoud die niet wordt gelezen",
        "Stuur een Content-Type dat wordt genoemd.",
        "Wat werd gestuurd is van een soort die hier niet wordt gelezen.",
    ),
    "bad-request": Words(
        "Verzoek dat niet klopt",
        "De parameters staan bij de documentatie.",
        "In het verzoek ontbreekt iets, of er staat een waarde in die hier niet kan.",
    ),
    "parameter": Words(
        "Parameter die niet past",
        "De parameters staan bij de documentatie.",
        "Het adres heeft een of meer waarden die hier niet passen.",
    ),
    "rdf-syntax": Words(
        "RDF die niet te lezen is",
        "Herstel het op de genoemde plaats, of kijk het Content-Type na.",
        "Wat werd gestuurd houdt zich niet aan de vorm die het volgens zijn Content-Type heeft.",
    ),
    "unreadable": Words(
        "Onleesbare invoer", "Herstel het op de genoemde plaats.", "De server kan niet lezen wat werd gestuurd."
    ),
    "query-syntax": Words(
        "Vraag die niet te lezen is",
        "Herstel de vraag bij de genoemde regel en kolom.",
        "De vraag houdt zich niet aan de regels van SPARQL, en is niet uitgevoerd.",
    ),
    "query-refused": Words(
        "Vraag die niet mag",
        "Noem in SERVICE alleen toegestane servers; wijzig geen gegevens.",
        "De vraag is te lezen, maar vraagt iets dat hier niet mag. Zij is niet uitgevoerd.",
    ),
    "query-too-complex": Words(
        "Te ingewikkelde vraag",
        "Vraag het in delen; geef lijsten van waarden als VALUES.",
        "De vraag is langer of dieper genest dan deze server aankan, en is niet uitgevoerd.",
    ),
    "outside": Words(
        "Een andere server gaf geen antwoord",
        "Probeer het later; SERVICE SILENT gaat zonder haar verder.",
        "De vraag heeft een andere server nodig, en die gaf geen bruikbaar antwoord.",
    ),
    "query-file": Words(
        "Vaste vraag niet in orde",
        "Neem een andere vraag; het overzicht van vragen zegt meer.",
        "Het bestand van deze vaste vraag is niet te gebruiken.",
    ),
    "query": Words(
        "Vraag die niet kan worden uitgevoerd",
        "Zie de melding hieronder.",
        "De vraag is te lezen, maar er valt geen antwoord op te geven.",
    ),
    "too-large": Words(
        "Te veel ineens gestuurd", "Stuur minder tegelijk.", "Wat werd gestuurd is groter dan deze server aanneemt."
    ),
    "target-too-long": Words(
        "Te lang adres",
        "Stuur een lange vraag met POST (SPARQL 1.1 Protocol, 2.1.2).",
        "Het adres is langer dan deze server aanneemt.",
    ),
    "headers-too-large": Words(
        "Te grote kopregels",
        "Stuur er minder, of kortere.",
        "Het verzoek heeft meer of langere kopregels dan deze server aanneemt.",
    ),
    "slow-request": Words(
        "Het verzoek kwam te langzaam binnen",
        "Stuur het opnieuw, vlotter.",
        "Het verzoek was niet op tijd binnen; de server wacht niet langer.",
    ),
    "too-many": Words(
        "Te veel verzoeken",
        "Wacht zo lang als Retry-After zegt; vraag liever meer tegelijk.",
        "Van uw adres kwamen in korte tijd meer verzoeken dan een bezoeker mag doen.",
    ),
    "timeout": Words(
        "De vraag duurde te lang",
        "Vraag minder: stel voorwaarden, een LIMIT, of tel eerst.",
        "De vraag is gestopt: zij was niet klaar in de tijd die een vraag mag duren. Er is geen half antwoord.",
    ),
    "overloaded": Words(
        "Te druk",
        "Probeer het opnieuw na de tijd in Retry-After.",
        "Er wachten al zo veel vragen dat deze er niet bij kon. Zij is niet uitgevoerd.",
    ),
    "result-too-large": Words(
        "Te groot antwoord",
        "Vraag het in delen met LIMIT en OFFSET.",
        "De vraag is gestopt: het antwoord werd groter dan deze server geeft.",
    ),
    "memory": Words(
        "De vraag heeft te veel geheugen nodig",
        "Stel voorwaarden, of sorteer en groepeer minder rijen.",
        "De vraag is gestopt: zij had meer geheugen nodig dan een vraag mag hebben.",
    ),
    "limit": Words("Grens bereikt", "Vraag minder.", "Het verzoek stuitte op een grens van deze server."),
    "crashed": Words(
        "Deze vraag liep vast",
        "De server is herstart en werkt. Meld de vraag, alstublieft.",
        "Bij deze vraag viel het deel van de server uit dat haar beantwoordde.",
    ),
    "unauthorized": Words(
        "Toegangssleutel nodig",
        "Stuur een bekende sleutel: Authorization: Bearer SLEUTEL.",
        "Dit mag alleen met een toegangssleutel; er kwam er geen, of een die hier niet bekend is.",
    ),
    "forbidden": Words(
        "Dit mag niet",
        "Vraag het de beheerder van deze server.",
        "De sleutel geeft hier geen recht op, of deze server staat het voor niemand open.",
    ),
    "precondition": Words(
        "Intussen veranderd",
        "Lees het opnieuw en stuur de wijziging met de nieuwe ETag.",
        "Iemand anders wijzigde dit nadat u het las. Uw wijziging is niet uitgevoerd.",
    ),
    "disk-full": Words(
        "Geen ruimte op de schijf", "Er is niets gewijzigd. Probeer het later.", "De schijf van de server is vol."
    ),
    "store": Words(
        "De gegevens zijn niet bereikbaar",
        "De server heeft haar beheerder nodig.",
        "De server kan niet bij haar gegevens.",
    ),
    "conformance": Words(
        "Gegevens die niet voldoen",
        "Zie de bevindingen hieronder.",
        "De gegevens zijn in strijd met een vorm van ernst overtreding, en zijn niet opgenomen.",
    ),
    "inconsistency": Words(
        "Gegevens die elkaar tegenspreken",
        "Zie de uitleg hieronder.",
        "De gegevens kunnen niet tegelijk waar zijn met de ontologie.",
    ),
    "reasoner": Words(
        "Geen antwoord van de redeneerder",
        "Geef hem meer tijd.",
        "De redeneerder was niet klaar in de tijd die hij kreeg, of kon niet beginnen.",
    ),
    "error": Words("Fout", "Meld het.", "Er ging iets mis dat geen nadere naam heeft."),
    "method-not-allowed": Words(
        "Methode die hier niet kan",
        "Gebruik een methode die in Allow staat.",
        "Op dit adres kan niet wat het verzoek wil doen.",
    ),
    "internal": Words(
        "Onverwachte fout",
        "Meld het, met de tijd en het adres.",
        "De server stuitte op iets dat niet was voorzien. Het is vastgelegd; aan uw verzoek ligt het niet.",
    ),
}
# What the framework finds wrong with a parameter, by its name for that; {…} is filled in from what it says of it.
PARAMETER_TEXTS: dict[str, str] = {
    "missing": "ontbreekt",
    "int_parsing": "moet een geheel getal zijn",
    "int_from_float": "moet een geheel getal zijn",
    "float_parsing": "moet een getal zijn",
    "bool_parsing": "moet ja of nee zijn (true of false)",
    "greater_than_equal": "moet {ge} of meer zijn",
    "greater_than": "moet meer dan {gt} zijn",
    "less_than_equal": "mag hoogstens {le} zijn",
    "less_than": "moet minder dan {lt} zijn",
    "string_too_short": "moet {min_length} of meer tekens hebben",
    "string_too_long": "mag hoogstens {max_length} tekens hebben",
    "string_pattern_mismatch": "heeft niet de vorm die hier past",
    "enum": "moet een van deze zijn: {expected}",
    "literal_error": "moet een van deze zijn: {expected}",
    "too_long": "mag niet zo vaak voorkomen",
}


def words_for(slug: str, language: str, title: str, advice: str) -> Words:
    """What a page in `language` says of a kind of error. title, advice: in English; kinds that the framework alone
    knows (`http-418`) have no more."""
    return PROBLEM_TEXTS.get(slug, Words(title, advice)) if language == "nl" else Words(title, advice)


def parameter_words(kind: str, context: dict[str, object]) -> str:
    """What is wrong with a parameter, in Dutch; "" for a fault that has no words here."""
    try:
        return PARAMETER_TEXTS.get(kind, "").format(**context)
    except KeyError:  # another version of the framework, which says less of it
        return ""
