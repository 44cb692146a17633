"""DCAT-AP-NL 3.0: a catalogue of one dataset, its downloads and the services over it.

What the profile makes mandatory is said of every resource (the rules stand as SHACL in the tests): title, description,
identifier, publisher, creator, contact point, language, theme, access rights, licence; of a service its endpoint and
what describes it. Values of controlled lists are those of the EU authority tables, with their class and label, since
a validator does not fetch them.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from kg.description.about import DOWNLOADS, About, Download
from kg.description.terms import EU, MEDIA_TYPES, Builder, term
from kg.description.void import dataset_triples, vocabulary_iri
from kg.vocab import RDF, RDFS, SKOS, XSD

_PUBLIC = NamedNode(EU + "access-right/PUBLIC")
_CONCEPT = SKOS.Concept
_PROFILE = NamedNode("https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/")
_PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
_AVAILABLE = NamedNode(EU + "planned-availability/AVAILABLE")
_COMPLETED = NamedNode(EU + "distribution-status/COMPLETED")
_FILE_TYPES = {
    "nq": "RDF_N_QUADS",
    "trig": "RDF_TRIG",
    "nt": "RDF_N_TRIPLES",
    "ttl": "RDF_TURTLE",
    "jsonld": "JSON_LD",
    "rdfxml": "RDF_XML",
}
_LANGUAGES = {"nl": "NLD", "en": "ENG", "de": "DEU", "fr": "FRA", "fy": "FRY"}
_KEYWORDS = {
    "nl": ("openbare veiligheid", "veiligheidsbeleid", "kennisgraaf", "linked data"),
    "en": ("public safety", "safety policy", "knowledge graph", "linked data"),
}


def catalogue_triples(about: About) -> list[Triple]:
    """The catalogue with everything it names."""
    out = Builder()
    catalogue, service = about.dcat("catalogue"), about.service()
    out.type(catalogue, "dcat:Catalog")
    _shared(out, about, catalogue)
    out.text(catalogue, "dct:title", {"nl": f"Catalogus van {about.title}", "en": f"Catalogue of {about.title}"})
    out.text(
        catalogue,
        "dct:description",
        {"nl": f"De gegevens en diensten van {about.title}.", "en": f"The data and services of {about.title}."},
    )
    out.add(catalogue, "dct:conformsTo", _PROFILE)
    out.add(catalogue, "foaf:homepage", about.at("/"))
    out.type(about.at("/"), "foaf:Document")
    out.add(catalogue, "dcat:themeTaxonomy", NamedNode(EU + "data-theme"))
    out.add(NamedNode(EU + "data-theme"), RDF.type, SKOS.ConceptScheme)
    out.add(NamedNode(EU + "data-theme"), "dct:title", Literal("EU data themes", language="en"))
    out.add(catalogue, "dcat:dataset", about.dataset)
    out.add(catalogue, "dcat:service", service)
    _coverage(out, about, catalogue)
    _dataset(out, about)
    for download in DOWNLOADS:
        _distribution(out, about, download)
    _service(out, about, service)
    _agents(out, about)
    _lists(out, about)
    return out.triples()


def _shared(out: Builder, about: About, resource: NamedNode) -> None:
    """What catalogue, dataset and service have in common."""
    identifier = resource.value
    out.add(resource, "dct:identifier", Literal(identifier, datatype=XSD.anyURI))
    out.add(resource, "dct:publisher", about.publisher)
    out.add(resource, "dct:creator", about.publisher)
    out.add(resource, "dcat:contactPoint", about.dcat("contact"))
    out.add(resource, "dct:language", *(NamedNode(iri) for iri in languages(about)))
    out.add(resource, "dcat:theme", NamedNode(about.theme))
    out.add(resource, "dct:accessRights", _PUBLIC)
    if about.licence_iri:
        out.add(resource, "dct:license", NamedNode(about.licence_iri))
    if about.issued:
        out.add(resource, "dct:modified", Literal(about.issued, datatype=XSD.date))


def languages(about: About) -> list[str]:
    """Languages of the literals, as the EU names them; without any tag both of the pages'."""
    tags = [tag.split("-")[0].lower() for tag in about.statistics.languages]
    known = [_LANGUAGES[tag] for tag in dict.fromkeys(tags) if tag in _LANGUAGES] or ["NLD", "ENG"]
    return [f"{EU}language/{code}" for code in known]


def _dataset(out: Builder, about: About) -> None:
    dataset, counts = about.dataset, about.statistics
    out.type(dataset, "dcat:Dataset")
    dataset_triples(out, about)
    _shared(out, about, dataset)
    out.add(dataset, "dcat:version", about.version)
    out.add(dataset, "dcat:landingPage", about.at("/"))
    out.add(dataset, "foaf:page", about.at("/docs"))
    out.type(about.at("/docs"), "foaf:Document")
    for language, words in _KEYWORDS.items() if counts.documents else ():
        out.add(dataset, "dcat:keyword", *(Literal(word, language=language) for word in words))
    _coverage(out, about, dataset)
    out.add(dataset, "dct:conformsTo", *(NamedNode(vocabulary_iri(iri)) for iri in counts.vocabularies))
    for iri in counts.vocabularies:
        out.type(NamedNode(vocabulary_iri(iri)), "dct:Standard")
    _provenance(out, about)
    out.add(dataset, "dcat:distribution", *(_iri(about, download) for download in DOWNLOADS))
    if about.previous:
        out.add(dataset, "adms:versionNotes", Literal(f"Na {about.previous}; zie /releases.", language="nl"))
        out.add(dataset, "adms:versionNotes", Literal(f"After {about.previous}; see /releases.", language="en"))


def _coverage(out: Builder, about: About, resource: NamedNode) -> None:
    """The years and regions that the documents say they are about."""
    counts = about.statistics
    if counts.first_year:
        period = about.dcat("period")
        out.add(resource, "dct:temporal", period)
        out.type(period, "dct:PeriodOfTime")
        out.add(period, "dcat:startDate", Literal(counts.first_year, datatype=XSD.gYear))
        out.add(period, "dcat:endDate", Literal(counts.last_year or counts.first_year, datatype=XSD.gYear))
    if counts.dutch:
        country = NamedNode(EU + "country/NLD")
        out.add(resource, "dct:spatial", country)
        out.type(country, "dct:Location")
        out.text(country, SKOS.prefLabel, {"nl": "Nederland", "en": "Netherlands"})
    for iri, label in counts.places:
        place = NamedNode(iri)
        out.add(resource, "dct:spatial", place)
        out.type(place, "dct:Location")
        out.add(place, SKOS.prefLabel, Literal(label, language="nl"))


def _provenance(out: Builder, about: About) -> None:
    files = about.manifest.built_from
    if not files:
        return
    statement = about.dcat("provenance")
    out.add(about.dataset, "dct:provenance", statement)
    out.type(statement, "dct:ProvenanceStatement")
    names = "; ".join(f"{name} (SHA-256 {digest})" for name, digest in sorted(files.items()))
    out.add(statement, RDFS.label, Literal(f"Gelezen uit: {names}", language="nl"))
    out.add(statement, RDFS.label, Literal(f"Read from: {names}", language="en"))


def _iri(about: About, download: Download) -> NamedNode:
    return about.dcat(f"distribution-{download.format.name}")


def _distribution(out: Builder, about: About, download: Download) -> None:
    what, wanted = _iri(about, download), download.format
    out.type(what, "dcat:Distribution")
    part = ("alle named graphs", "all named graphs") if download.dataset else ("de standaardgraaf", "the default graph")
    out.text(what, "dct:title", {"nl": f"{about.title} als {wanted.name}", "en": f"{about.title} as {wanted.name}"})
    out.text(what, "dct:description", {"nl": f"Download: {part[0]}.", "en": f"Download: {part[1]}."})
    out.add(what, "dcat:accessURL", about.at("/dcat"))
    out.add(what, "dcat:downloadURL", about.at(download.path))
    out.add(what, "dcat:accessService", about.service())
    media, kind = NamedNode(MEDIA_TYPES + wanted.media_type), NamedNode(EU + f"file-type/{_FILE_TYPES[wanted.name]}")
    out.add(what, "dcat:mediaType", media)
    out.type(media, "dct:MediaType")
    out.add(what, "dct:format", kind)
    out.type(kind, "dct:MediaTypeOrExtent")
    out.add(what, "dcatap:availability", _AVAILABLE)
    out.add(what, "adms:status", _COMPLETED)
    if about.licence_iri:
        out.add(what, "dct:license", NamedNode(about.licence_iri))
    if about.issued:
        out.add(what, "dct:modified", Literal(about.issued, datatype=XSD.date))
    if wanted.name == "nq" and about.manifest.digest:
        _checksum(out, about, what)


def _checksum(out: Builder, about: About, what: NamedNode) -> None:
    """Of the canonical N-Quads, which is what that download gives."""
    checksum = about.dcat("checksum")
    out.add(what, "spdx:checksum", checksum)
    out.type(checksum, "spdx:Checksum")
    out.add(checksum, "spdx:algorithm", term("spdx:checksumAlgorithm_sha256"))
    hex_binary = NamedNode("http://www.w3.org/2001/XMLSchema#hexBinary")
    out.add(checksum, "spdx:checksumValue", Literal(about.manifest.digest, datatype=hex_binary))


def _service(out: Builder, about: About, service: NamedNode) -> None:
    out.type(service, "dcat:DataService", "sd:Service")
    _shared(out, about, service)
    out.text(service, "dct:title", about.service_titles())
    out.text(
        service,
        "dct:description",
        {
            "nl": f"Vragen in SPARQL aan {about.title}, en vaste vragen als REST.",
            "en": f"Queries in SPARQL to {about.title}, and set queries as REST.",
        },
    )
    out.add(service, "dcat:endpointURL", about.at("/sparql"))
    out.add(service, "sd:endpoint", about.at("/sparql"))
    out.add(service, "dcat:endpointDescription", about.at("/sparql"))
    out.add(service, "foaf:page", about.at("/docs"))
    out.add(service, "dcat:landingPage", about.at("/"))
    out.add(service, "dcat:servesDataset", about.dataset)
    out.add(service, "dct:conformsTo", _PROTOCOL)
    out.type(_PROTOCOL, "dct:Standard")
    out.add(service, "dcat:keyword", Literal("SPARQL", language="en"), Literal("SPARQL", language="nl"))


def _agents(out: Builder, about: About) -> None:
    out.type(about.publisher, "foaf:Agent")
    out.add(about.publisher, "foaf:name", about.publisher_label)
    contact = about.dcat("contact")
    out.type(contact, "vcard:Kind", "vcard:Organization")
    out.add(contact, "vcard:fn", about.publisher_label)
    if "@" in about.contact and "://" not in about.contact:
        out.add(contact, "vcard:hasEmail", NamedNode("mailto:" + about.contact.removeprefix("mailto:")))
    else:
        out.add(contact, "vcard:hasURL", NamedNode(about.contact) if about.contact else about.at("/"))


def _lists(out: Builder, about: About) -> None:
    """Class and label of the values of controlled lists."""
    out.type(_PUBLIC, "dct:RightsStatement")
    out.type(_PROFILE, "dct:Standard")
    out.add(_PROFILE, RDFS.label, "DCAT-AP-NL 3.0")
    out.add(NamedNode(about.theme), RDF.type, _CONCEPT)
    out.add(NamedNode(about.theme), SKOS.inScheme, NamedNode(EU + "data-theme"))
    label = about.theme.rsplit("/", 1)[-1]
    out.add(NamedNode(about.theme), SKOS.prefLabel, Literal(label, language="en"))
    for iri in languages(about):
        out.type(NamedNode(iri), "dct:LinguisticSystem")
    for concept in (_AVAILABLE, _COMPLETED):
        out.add(concept, RDF.type, _CONCEPT)
        out.add(concept, SKOS.prefLabel, Literal(concept.value.rsplit("/", 1)[-1].lower(), language="en"))
    if about.licence_iri:
        out.type(NamedNode(about.licence_iri), "dct:LicenseDocument")


