"""Closed namespaces; use them through `kg.vocab`.

Generated from ontology/ by `python -m kg.vocab_build`; do not edit.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode


class VG:
    """Terms of <https://w3id.org/veiligheidsgraaf/def/>."""

    AbbreviationUse: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/AbbreviationUse")
    Actor: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Actor")
    ActorMention: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/ActorMention")
    Agreement: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Agreement")
    Allocation: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Allocation")
    AllocationLetter: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/AllocationLetter")
    Ambition: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Ambition")
    BasicPoliceTeam: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/BasicPoliceTeam")
    BusinessParty: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/BusinessParty")
    CareParty: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/CareParty")
    CivilSocietyOrganisation: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/CivilSocietyOrganisation")
    CollaborativeBody: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/CollaborativeBody")
    ConsultationBody: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/ConsultationBody")
    CrossReference: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/CrossReference")
    DocumentPart: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/DocumentPart")
    DocumentRelation: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/DocumentRelation")
    EducationParty: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/EducationParty")
    Enumeration: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Enumeration")
    EvidencedResource: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/EvidencedResource")
    ExternalLink: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/ExternalLink")
    Extractor: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Extractor")
    Finding: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Finding")
    FormationCell: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/FormationCell")
    Fund: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Fund")
    GovernanceRelation: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/GovernanceRelation")
    GovernmentService: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/GovernmentService")
    Inconsistency: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Inconsistency")
    Indicator: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Indicator")
    InformationExpertiseCentre: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/InformationExpertiseCentre")
    InternationalOrganisation: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/InternationalOrganisation")
    LegalReference: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/LegalReference")
    LocalSafetyPlan: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/LocalSafetyPlan")
    Measure: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Measure")
    Ministry: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Ministry")
    MultiYearPolicyPlan: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/MultiYearPolicyPlan")
    MunicipalParty: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/MunicipalParty")
    Municipality: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Municipality")
    NationalAgenda: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/NationalAgenda")
    Observation: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Observation")
    OfficeHolder: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/OfficeHolder")
    OfficeHolding: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/OfficeHolding")
    Organisation: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Organisation")
    OtherOrganisation: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/OtherOrganisation")
    OutcomeMeasure: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/OutcomeMeasure")
    Partnership: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Partnership")
    Party: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Party")
    Passage: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Passage")
    PoliceDistrict: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/PoliceDistrict")
    PoliceOrganisation: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/PoliceOrganisation")
    PoliceService: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/PoliceService")
    PoliceTeam: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/PoliceTeam")
    PoliceUnit: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/PoliceUnit")
    PolicyDocument: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/PolicyDocument")
    PolicyPeriod: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/PolicyPeriod")
    Principle: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Principle")
    Priority: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Priority")
    PriorityCount: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/PriorityCount")
    ProsecutionOffice: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/ProsecutionOffice")
    Province: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Province")
    Region: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Region")
    RegionalStrategy: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/RegionalStrategy")
    Register: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Register")
    Residents: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Residents")
    SafetyHouse: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/SafetyHouse")
    SafetyRegion: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/SafetyRegion")
    SocietalParty: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/SocietalParty")
    SourceFile: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/SourceFile")
    Spelling: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Spelling")
    Statement: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Statement")
    Statistic: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Statistic")
    StrategyProposal: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/StrategyProposal")
    SupportBureau: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/SupportBureau")
    TableTotal: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/TableTotal")
    Target: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Target")
    TaskForce: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/TaskForce")
    ThemeMention: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/ThemeMention")
    Trend: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/Trend")
    VeiligThuis: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/VeiligThuis")
    VersionDifference: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/VersionDifference")
    abbreviation: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/abbreviation")
    actor: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/actor")
    actorName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/actorName")
    adopts: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/adopts")
    advises: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/advises")
    amount: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/amount")
    article: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/article")
    baselineValue: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/baselineValue")
    baselineYear: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/baselineYear")
    broaderTheme: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/broaderTheme")
    broaderThemeName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/broaderThemeName")
    cbsCode: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/cbsCode")
    changePercentage: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/changePercentage")
    composedOf: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/composedOf")
    computed: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/computed")
    computedTotal: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/computedTotal")
    confidence: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/confidence")
    cooperatesWith: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/cooperatesWith")
    count: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/count")
    date: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/date")
    direction: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/direction")
    directs: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/directs")
    districtOf: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/districtOf")
    documentKind: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/documentKind")
    documentRelationKind: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/documentRelationKind")
    documentStatus: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/documentStatus")
    draft: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/draft")
    draftLine: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/draftLine")
    draftName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/draftName")
    draftOf: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/draftOf")
    endYear: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/endYear")
    establishes: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/establishes")
    evidence: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/evidence")
    expansion: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/expansion")
    extractor: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/extractor")
    facilitates: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/facilitates")
    fileName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/fileName")
    final: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/final")
    finalName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/finalName")
    formationCategory: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/formationCategory")
    fromYear: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/fromYear")
    furtherEvidence: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/furtherEvidence")
    hasAuthorityOver: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/hasAuthorityOver")
    holder: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/holder")
    identifierForm: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/identifierForm")
    inDocument: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/inDocument")
    inDraft: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/inDraft")
    inFinal: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/inFinal")
    inPoliceDistrict: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/inPoliceDistrict")
    inPoliceUnit: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/inPoliceUnit")
    inProvince: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/inProvince")
    inRegister: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/inRegister")
    indicator: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/indicator")
    indicatorGroup: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/indicatorGroup")
    indicatorName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/indicatorName")
    law: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/law")
    lawArticle: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/lawArticle")
    lawName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/lawName")
    level: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/level")
    line: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/line")
    linkCode: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/linkCode")
    linkConfidence: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/linkConfidence")
    linkSubject: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/linkSubject")
    linkTarget: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/linkTarget")
    listedCount: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/listedCount")
    measuredGroup: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/measuredGroup")
    memberOf: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/memberOf")
    monitoring: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/monitoring")
    nameKind: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/nameKind")
    object: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/object")
    objectName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/objectName")
    organisation: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation")
    organisationKind: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/organisationKind")
    organisationName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/organisationName")
    organisationalUnit: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/organisationalUnit")
    outcomeClass: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/outcomeClass")
    outcomeMeasure: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/outcomeMeasure")
    parentLabel: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/parentLabel")
    parentUnit: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/parentUnit")
    partKind: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/partKind")
    partNumber: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/partNumber")
    partOf: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/partOf")
    partTitle: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/partTitle")
    period: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/period")
    periodName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/periodName")
    personName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/personName")
    principleKind: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/principleKind")
    printedName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/printedName")
    publisherName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/publisherName")
    purpose: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/purpose")
    quote: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/quote")
    rank: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/rank")
    region: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/region")
    relationKind: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/relationKind")
    reportsTo: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/reportsTo")
    representedIn: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/representedIn")
    responsibleFor: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/responsibleFor")
    roleName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/roleName")
    sameMeasure: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/sameMeasure")
    scopeName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/scopeName")
    setBy: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/setBy")
    setByName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/setByName")
    sha256: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/sha256")
    sourceFile: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/sourceFile")
    sourceText: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/sourceText")
    startYear: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/startYear")
    stated: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/stated")
    statedCount: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/statedCount")
    statedIn: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/statedIn")
    statedTotal: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/statedTotal")
    subject: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/subject")
    subjectName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/subjectName")
    successorOf: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/successorOf")
    supports: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/supports")
    targetDocument: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/targetDocument")
    targetName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/targetName")
    targetValue: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/targetValue")
    targetYear: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/targetYear")
    text: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/text")
    theme: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/theme")
    themeName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/themeName")
    things: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/things")
    toYear: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/toYear")
    topic: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/topic")
    unitLabel: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/unitLabel")
    unitName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/unitName")
    usualName: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/usualName")
    validFrom: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/validFrom")
    validUntil: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/validUntil")
    value: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/value")
    what: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/what")
    year: Final = NamedNode("https://w3id.org/veiligheidsgraaf/def/year")


class CV:
    """Terms of <http://data.europa.eu/m8g/>."""

    PublicOrganisation: Final = NamedNode("http://data.europa.eu/m8g/PublicOrganisation")
    ReferenceFramework: Final = NamedNode("http://data.europa.eu/m8g/ReferenceFramework")


class DCAT:
    """Terms of <http://www.w3.org/ns/dcat#>."""

    DataService: Final = NamedNode("http://www.w3.org/ns/dcat#DataService")
    Dataset: Final = NamedNode("http://www.w3.org/ns/dcat#Dataset")
    Distribution: Final = NamedNode("http://www.w3.org/ns/dcat#Distribution")
    Resource: Final = NamedNode("http://www.w3.org/ns/dcat#Resource")
    accessURL: Final = NamedNode("http://www.w3.org/ns/dcat#accessURL")
    distribution: Final = NamedNode("http://www.w3.org/ns/dcat#distribution")
    downloadURL: Final = NamedNode("http://www.w3.org/ns/dcat#downloadURL")
    endpointURL: Final = NamedNode("http://www.w3.org/ns/dcat#endpointURL")
    keyword: Final = NamedNode("http://www.w3.org/ns/dcat#keyword")
    landingPage: Final = NamedNode("http://www.w3.org/ns/dcat#landingPage")
    mediaType: Final = NamedNode("http://www.w3.org/ns/dcat#mediaType")
    servesDataset: Final = NamedNode("http://www.w3.org/ns/dcat#servesDataset")
    theme: Final = NamedNode("http://www.w3.org/ns/dcat#theme")
    version: Final = NamedNode("http://www.w3.org/ns/dcat#version")


class DCT:
    """Terms of <http://purl.org/dc/terms/>."""

    bibliographicCitation: Final = NamedNode("http://purl.org/dc/terms/bibliographicCitation")
    conformsTo: Final = NamedNode("http://purl.org/dc/terms/conformsTo")
    created: Final = NamedNode("http://purl.org/dc/terms/created")
    creator: Final = NamedNode("http://purl.org/dc/terms/creator")
    date: Final = NamedNode("http://purl.org/dc/terms/date")
    description: Final = NamedNode("http://purl.org/dc/terms/description")
    extent: Final = NamedNode("http://purl.org/dc/terms/extent")
    format: Final = NamedNode("http://purl.org/dc/terms/format")
    hasVersion: Final = NamedNode("http://purl.org/dc/terms/hasVersion")
    identifier: Final = NamedNode("http://purl.org/dc/terms/identifier")
    isPartOf: Final = NamedNode("http://purl.org/dc/terms/isPartOf")
    isVersionOf: Final = NamedNode("http://purl.org/dc/terms/isVersionOf")
    issued: Final = NamedNode("http://purl.org/dc/terms/issued")
    language: Final = NamedNode("http://purl.org/dc/terms/language")
    license: Final = NamedNode("http://purl.org/dc/terms/license")
    modified: Final = NamedNode("http://purl.org/dc/terms/modified")
    publisher: Final = NamedNode("http://purl.org/dc/terms/publisher")
    references: Final = NamedNode("http://purl.org/dc/terms/references")
    replaces: Final = NamedNode("http://purl.org/dc/terms/replaces")
    rights: Final = NamedNode("http://purl.org/dc/terms/rights")
    source: Final = NamedNode("http://purl.org/dc/terms/source")
    spatial: Final = NamedNode("http://purl.org/dc/terms/spatial")
    subject: Final = NamedNode("http://purl.org/dc/terms/subject")
    temporal: Final = NamedNode("http://purl.org/dc/terms/temporal")
    title: Final = NamedNode("http://purl.org/dc/terms/title")
    type: Final = NamedNode("http://purl.org/dc/terms/type")
    valid: Final = NamedNode("http://purl.org/dc/terms/valid")


class ELI:
    """Terms of <http://data.europa.eu/eli/ontology#>."""

    LegalResource: Final = NamedNode("http://data.europa.eu/eli/ontology#LegalResource")
    LegalResourceSubdivision: Final = NamedNode("http://data.europa.eu/eli/ontology#LegalResourceSubdivision")
    id_local: Final = NamedNode("http://data.europa.eu/eli/ontology#id_local")
    is_part_of: Final = NamedNode("http://data.europa.eu/eli/ontology#is_part_of")


class FOAF:
    """Terms of <http://xmlns.com/foaf/0.1/>."""

    Agent: Final = NamedNode("http://xmlns.com/foaf/0.1/Agent")
    Document: Final = NamedNode("http://xmlns.com/foaf/0.1/Document")
    Organization: Final = NamedNode("http://xmlns.com/foaf/0.1/Organization")
    Person: Final = NamedNode("http://xmlns.com/foaf/0.1/Person")
    homepage: Final = NamedNode("http://xmlns.com/foaf/0.1/homepage")
    name: Final = NamedNode("http://xmlns.com/foaf/0.1/name")
    page: Final = NamedNode("http://xmlns.com/foaf/0.1/page")
    primaryTopic: Final = NamedNode("http://xmlns.com/foaf/0.1/primaryTopic")


class OA:
    """Terms of <http://www.w3.org/ns/oa#>."""

    Selector: Final = NamedNode("http://www.w3.org/ns/oa#Selector")
    SpecificResource: Final = NamedNode("http://www.w3.org/ns/oa#SpecificResource")
    TextPositionSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextPositionSelector")
    TextQuoteSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextQuoteSelector")
    end: Final = NamedNode("http://www.w3.org/ns/oa#end")
    exact: Final = NamedNode("http://www.w3.org/ns/oa#exact")
    hasSelector: Final = NamedNode("http://www.w3.org/ns/oa#hasSelector")
    hasSource: Final = NamedNode("http://www.w3.org/ns/oa#hasSource")
    prefix: Final = NamedNode("http://www.w3.org/ns/oa#prefix")
    start: Final = NamedNode("http://www.w3.org/ns/oa#start")
    suffix: Final = NamedNode("http://www.w3.org/ns/oa#suffix")


class ORG:
    """Terms of <http://www.w3.org/ns/org#>."""

    ChangeEvent: Final = NamedNode("http://www.w3.org/ns/org#ChangeEvent")
    Membership: Final = NamedNode("http://www.w3.org/ns/org#Membership")
    Organization: Final = NamedNode("http://www.w3.org/ns/org#Organization")
    OrganizationalCollaboration: Final = NamedNode("http://www.w3.org/ns/org#OrganizationalCollaboration")
    OrganizationalUnit: Final = NamedNode("http://www.w3.org/ns/org#OrganizationalUnit")
    hasMember: Final = NamedNode("http://www.w3.org/ns/org#hasMember")
    linkedTo: Final = NamedNode("http://www.w3.org/ns/org#linkedTo")
    member: Final = NamedNode("http://www.w3.org/ns/org#member")
    memberOf: Final = NamedNode("http://www.w3.org/ns/org#memberOf")
    organization: Final = NamedNode("http://www.w3.org/ns/org#organization")
    originalOrganization: Final = NamedNode("http://www.w3.org/ns/org#originalOrganization")
    reportsTo: Final = NamedNode("http://www.w3.org/ns/org#reportsTo")
    resultingOrganization: Final = NamedNode("http://www.w3.org/ns/org#resultingOrganization")
    subOrganizationOf: Final = NamedNode("http://www.w3.org/ns/org#subOrganizationOf")
    unitOf: Final = NamedNode("http://www.w3.org/ns/org#unitOf")


class OWL:
    """Terms of <http://www.w3.org/2002/07/owl#>."""

    AllDifferent: Final = NamedNode("http://www.w3.org/2002/07/owl#AllDifferent")
    AllDisjointClasses: Final = NamedNode("http://www.w3.org/2002/07/owl#AllDisjointClasses")
    AllDisjointProperties: Final = NamedNode("http://www.w3.org/2002/07/owl#AllDisjointProperties")
    AnnotationProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#AnnotationProperty")
    AsymmetricProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#AsymmetricProperty")
    Class: Final = NamedNode("http://www.w3.org/2002/07/owl#Class")
    DatatypeProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#DatatypeProperty")
    FunctionalProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#FunctionalProperty")
    InverseFunctionalProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#InverseFunctionalProperty")
    IrreflexiveProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#IrreflexiveProperty")
    NamedIndividual: Final = NamedNode("http://www.w3.org/2002/07/owl#NamedIndividual")
    Nothing: Final = NamedNode("http://www.w3.org/2002/07/owl#Nothing")
    ObjectProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty")
    Ontology: Final = NamedNode("http://www.w3.org/2002/07/owl#Ontology")
    Restriction: Final = NamedNode("http://www.w3.org/2002/07/owl#Restriction")
    SymmetricProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#SymmetricProperty")
    Thing: Final = NamedNode("http://www.w3.org/2002/07/owl#Thing")
    TransitiveProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#TransitiveProperty")
    allValuesFrom: Final = NamedNode("http://www.w3.org/2002/07/owl#allValuesFrom")
    cardinality: Final = NamedNode("http://www.w3.org/2002/07/owl#cardinality")
    differentFrom: Final = NamedNode("http://www.w3.org/2002/07/owl#differentFrom")
    disjointWith: Final = NamedNode("http://www.w3.org/2002/07/owl#disjointWith")
    distinctMembers: Final = NamedNode("http://www.w3.org/2002/07/owl#distinctMembers")
    equivalentClass: Final = NamedNode("http://www.w3.org/2002/07/owl#equivalentClass")
    equivalentProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#equivalentProperty")
    hasValue: Final = NamedNode("http://www.w3.org/2002/07/owl#hasValue")
    imports: Final = NamedNode("http://www.w3.org/2002/07/owl#imports")
    intersectionOf: Final = NamedNode("http://www.w3.org/2002/07/owl#intersectionOf")
    inverseOf: Final = NamedNode("http://www.w3.org/2002/07/owl#inverseOf")
    members: Final = NamedNode("http://www.w3.org/2002/07/owl#members")
    onProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#onProperty")
    oneOf: Final = NamedNode("http://www.w3.org/2002/07/owl#oneOf")
    propertyDisjointWith: Final = NamedNode("http://www.w3.org/2002/07/owl#propertyDisjointWith")
    sameAs: Final = NamedNode("http://www.w3.org/2002/07/owl#sameAs")
    someValuesFrom: Final = NamedNode("http://www.w3.org/2002/07/owl#someValuesFrom")
    unionOf: Final = NamedNode("http://www.w3.org/2002/07/owl#unionOf")
    versionIRI: Final = NamedNode("http://www.w3.org/2002/07/owl#versionIRI")
    versionInfo: Final = NamedNode("http://www.w3.org/2002/07/owl#versionInfo")


class PROV:
    """Terms of <http://www.w3.org/ns/prov#>."""

    Activity: Final = NamedNode("http://www.w3.org/ns/prov#Activity")
    Agent: Final = NamedNode("http://www.w3.org/ns/prov#Agent")
    Entity: Final = NamedNode("http://www.w3.org/ns/prov#Entity")
    SoftwareAgent: Final = NamedNode("http://www.w3.org/ns/prov#SoftwareAgent")
    endedAtTime: Final = NamedNode("http://www.w3.org/ns/prov#endedAtTime")
    generatedAtTime: Final = NamedNode("http://www.w3.org/ns/prov#generatedAtTime")
    hadPrimarySource: Final = NamedNode("http://www.w3.org/ns/prov#hadPrimarySource")
    startedAtTime: Final = NamedNode("http://www.w3.org/ns/prov#startedAtTime")
    used: Final = NamedNode("http://www.w3.org/ns/prov#used")
    value: Final = NamedNode("http://www.w3.org/ns/prov#value")
    wasAssociatedWith: Final = NamedNode("http://www.w3.org/ns/prov#wasAssociatedWith")
    wasAttributedTo: Final = NamedNode("http://www.w3.org/ns/prov#wasAttributedTo")
    wasDerivedFrom: Final = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
    wasGeneratedBy: Final = NamedNode("http://www.w3.org/ns/prov#wasGeneratedBy")
    wasQuotedFrom: Final = NamedNode("http://www.w3.org/ns/prov#wasQuotedFrom")


class QB:
    """Terms of <http://purl.org/linked-data/cube#>."""

    ComponentSpecification: Final = NamedNode("http://purl.org/linked-data/cube#ComponentSpecification")
    DataSet: Final = NamedNode("http://purl.org/linked-data/cube#DataSet")
    DataStructureDefinition: Final = NamedNode("http://purl.org/linked-data/cube#DataStructureDefinition")
    Observation: Final = NamedNode("http://purl.org/linked-data/cube#Observation")
    attribute: Final = NamedNode("http://purl.org/linked-data/cube#attribute")
    component: Final = NamedNode("http://purl.org/linked-data/cube#component")
    dataSet: Final = NamedNode("http://purl.org/linked-data/cube#dataSet")
    dimension: Final = NamedNode("http://purl.org/linked-data/cube#dimension")
    measure: Final = NamedNode("http://purl.org/linked-data/cube#measure")
    structure: Final = NamedNode("http://purl.org/linked-data/cube#structure")


class RDF:
    """Terms of <http://www.w3.org/1999/02/22-rdf-syntax-ns#>."""

    List: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#List")
    Property: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#Property")
    Statement: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement")
    first: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#first")
    langString: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
    nil: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil")
    object: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#object")
    predicate: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate")
    rest: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#rest")
    subject: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject")
    type: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    value: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#value")


class RDFS:
    """Terms of <http://www.w3.org/2000/01/rdf-schema#>."""

    Class: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#Class")
    Datatype: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#Datatype")
    Literal: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#Literal")
    Resource: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#Resource")
    comment: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    domain: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#domain")
    isDefinedBy: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#isDefinedBy")
    label: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    member: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#member")
    range: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#range")
    seeAlso: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
    subClassOf: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    subPropertyOf: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subPropertyOf")


class SH:
    """Terms of <http://www.w3.org/ns/shacl#>."""

    Info: Final = NamedNode("http://www.w3.org/ns/shacl#Info")
    NodeShape: Final = NamedNode("http://www.w3.org/ns/shacl#NodeShape")
    PropertyShape: Final = NamedNode("http://www.w3.org/ns/shacl#PropertyShape")
    SPARQLConstraint: Final = NamedNode("http://www.w3.org/ns/shacl#SPARQLConstraint")
    ValidationReport: Final = NamedNode("http://www.w3.org/ns/shacl#ValidationReport")
    ValidationResult: Final = NamedNode("http://www.w3.org/ns/shacl#ValidationResult")
    Violation: Final = NamedNode("http://www.w3.org/ns/shacl#Violation")
    Warning: Final = NamedNode("http://www.w3.org/ns/shacl#Warning")
    conforms: Final = NamedNode("http://www.w3.org/ns/shacl#conforms")
    detail: Final = NamedNode("http://www.w3.org/ns/shacl#detail")
    focusNode: Final = NamedNode("http://www.w3.org/ns/shacl#focusNode")
    message: Final = NamedNode("http://www.w3.org/ns/shacl#message")
    name: Final = NamedNode("http://www.w3.org/ns/shacl#name")
    path: Final = NamedNode("http://www.w3.org/ns/shacl#path")
    property: Final = NamedNode("http://www.w3.org/ns/shacl#property")
    result: Final = NamedNode("http://www.w3.org/ns/shacl#result")
    resultMessage: Final = NamedNode("http://www.w3.org/ns/shacl#resultMessage")
    resultPath: Final = NamedNode("http://www.w3.org/ns/shacl#resultPath")
    resultSeverity: Final = NamedNode("http://www.w3.org/ns/shacl#resultSeverity")
    severity: Final = NamedNode("http://www.w3.org/ns/shacl#severity")
    shapesGraph: Final = NamedNode("http://www.w3.org/ns/shacl#shapesGraph")
    sourceConstraint: Final = NamedNode("http://www.w3.org/ns/shacl#sourceConstraint")
    sourceConstraintComponent: Final = NamedNode("http://www.w3.org/ns/shacl#sourceConstraintComponent")
    sourceShape: Final = NamedNode("http://www.w3.org/ns/shacl#sourceShape")
    sparql: Final = NamedNode("http://www.w3.org/ns/shacl#sparql")
    targetClass: Final = NamedNode("http://www.w3.org/ns/shacl#targetClass")
    value: Final = NamedNode("http://www.w3.org/ns/shacl#value")


class SKOS:
    """Terms of <http://www.w3.org/2004/02/skos/core#>."""

    Concept: Final = NamedNode("http://www.w3.org/2004/02/skos/core#Concept")
    ConceptScheme: Final = NamedNode("http://www.w3.org/2004/02/skos/core#ConceptScheme")
    altLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    broadMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#broadMatch")
    broader: Final = NamedNode("http://www.w3.org/2004/02/skos/core#broader")
    broaderTransitive: Final = NamedNode("http://www.w3.org/2004/02/skos/core#broaderTransitive")
    changeNote: Final = NamedNode("http://www.w3.org/2004/02/skos/core#changeNote")
    closeMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#closeMatch")
    definition: Final = NamedNode("http://www.w3.org/2004/02/skos/core#definition")
    editorialNote: Final = NamedNode("http://www.w3.org/2004/02/skos/core#editorialNote")
    exactMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
    example: Final = NamedNode("http://www.w3.org/2004/02/skos/core#example")
    hasTopConcept: Final = NamedNode("http://www.w3.org/2004/02/skos/core#hasTopConcept")
    hiddenLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#hiddenLabel")
    historyNote: Final = NamedNode("http://www.w3.org/2004/02/skos/core#historyNote")
    inScheme: Final = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")
    member: Final = NamedNode("http://www.w3.org/2004/02/skos/core#member")
    narrowMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#narrowMatch")
    narrower: Final = NamedNode("http://www.w3.org/2004/02/skos/core#narrower")
    narrowerTransitive: Final = NamedNode("http://www.w3.org/2004/02/skos/core#narrowerTransitive")
    notation: Final = NamedNode("http://www.w3.org/2004/02/skos/core#notation")
    note: Final = NamedNode("http://www.w3.org/2004/02/skos/core#note")
    prefLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    related: Final = NamedNode("http://www.w3.org/2004/02/skos/core#related")
    relatedMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#relatedMatch")
    scopeNote: Final = NamedNode("http://www.w3.org/2004/02/skos/core#scopeNote")
    semanticRelation: Final = NamedNode("http://www.w3.org/2004/02/skos/core#semanticRelation")
    topConceptOf: Final = NamedNode("http://www.w3.org/2004/02/skos/core#topConceptOf")


class TIME:
    """Terms of <http://www.w3.org/2006/time#>."""

    Instant: Final = NamedNode("http://www.w3.org/2006/time#Instant")
    ProperInterval: Final = NamedNode("http://www.w3.org/2006/time#ProperInterval")
    hasBeginning: Final = NamedNode("http://www.w3.org/2006/time#hasBeginning")
    hasEnd: Final = NamedNode("http://www.w3.org/2006/time#hasEnd")


class TOOI:
    """Terms of <https://identifier.overheid.nl/tooi/def/ont/>."""

    Gemeente: Final = NamedNode("https://identifier.overheid.nl/tooi/def/ont/Gemeente")
    Ministerie: Final = NamedNode("https://identifier.overheid.nl/tooi/def/ont/Ministerie")
    Overheidsorganisatie: Final = NamedNode("https://identifier.overheid.nl/tooi/def/ont/Overheidsorganisatie")
    Samenwerkingsorganisatie: Final = NamedNode("https://identifier.overheid.nl/tooi/def/ont/Samenwerkingsorganisatie")
    begindatum: Final = NamedNode("https://identifier.overheid.nl/tooi/def/ont/begindatum")
    einddatum: Final = NamedNode("https://identifier.overheid.nl/tooi/def/ont/einddatum")


class VANN:
    """Terms of <http://purl.org/vocab/vann/>."""

    preferredNamespacePrefix: Final = NamedNode("http://purl.org/vocab/vann/preferredNamespacePrefix")
    preferredNamespaceUri: Final = NamedNode("http://purl.org/vocab/vann/preferredNamespaceUri")


class VOID:
    """Terms of <http://rdfs.org/ns/void#>."""

    Dataset: Final = NamedNode("http://rdfs.org/ns/void#Dataset")
    Linkset: Final = NamedNode("http://rdfs.org/ns/void#Linkset")
    classPartition: Final = NamedNode("http://rdfs.org/ns/void#classPartition")
    classes: Final = NamedNode("http://rdfs.org/ns/void#classes")
    dataDump: Final = NamedNode("http://rdfs.org/ns/void#dataDump")
    distinctObjects: Final = NamedNode("http://rdfs.org/ns/void#distinctObjects")
    distinctSubjects: Final = NamedNode("http://rdfs.org/ns/void#distinctSubjects")
    entities: Final = NamedNode("http://rdfs.org/ns/void#entities")
    exampleResource: Final = NamedNode("http://rdfs.org/ns/void#exampleResource")
    feature: Final = NamedNode("http://rdfs.org/ns/void#feature")
    linkPredicate: Final = NamedNode("http://rdfs.org/ns/void#linkPredicate")
    objectsTarget: Final = NamedNode("http://rdfs.org/ns/void#objectsTarget")
    properties: Final = NamedNode("http://rdfs.org/ns/void#properties")
    property: Final = NamedNode("http://rdfs.org/ns/void#property")
    propertyPartition: Final = NamedNode("http://rdfs.org/ns/void#propertyPartition")
    sparqlEndpoint: Final = NamedNode("http://rdfs.org/ns/void#sparqlEndpoint")
    subjectsTarget: Final = NamedNode("http://rdfs.org/ns/void#subjectsTarget")
    subset: Final = NamedNode("http://rdfs.org/ns/void#subset")
    target: Final = NamedNode("http://rdfs.org/ns/void#target")
    triples: Final = NamedNode("http://rdfs.org/ns/void#triples")
    uriSpace: Final = NamedNode("http://rdfs.org/ns/void#uriSpace")
    vocabulary: Final = NamedNode("http://rdfs.org/ns/void#vocabulary")


class XSD:
    """Terms of <http://www.w3.org/2001/XMLSchema#>."""

    anyURI: Final = NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
    boolean: Final = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
    date: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")
    dateTime: Final = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
    decimal: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    double: Final = NamedNode("http://www.w3.org/2001/XMLSchema#double")
    gYear: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
    gYearMonth: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")
    integer: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    nonNegativeInteger: Final = NamedNode("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")
    positiveInteger: Final = NamedNode("http://www.w3.org/2001/XMLSchema#positiveInteger")
    string: Final = NamedNode("http://www.w3.org/2001/XMLSchema#string")


CONCEPTS: Final[dict[str, dict[str, NamedNode]]] = {
    "confidence": {
        "hoog": NamedNode("https://w3id.org/veiligheidsgraaf/def/confidence/hoog"),
        "middel": NamedNode("https://w3id.org/veiligheidsgraaf/def/confidence/middel"),
        "laag": NamedNode("https://w3id.org/veiligheidsgraaf/def/confidence/laag"),
    },
    "direction": {
        "toename": NamedNode("https://w3id.org/veiligheidsgraaf/def/direction/toename"),
        "afname": NamedNode("https://w3id.org/veiligheidsgraaf/def/direction/afname"),
        "stabiel": NamedNode("https://w3id.org/veiligheidsgraaf/def/direction/stabiel"),
        "gelijk of afname": NamedNode("https://w3id.org/veiligheidsgraaf/def/direction/gelijk-of-afname"),
    },
    "document-kind": {
        "regionale veiligheidsstrategie": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-kind/regionale-veiligheidsstrategie"),
        "voorstel": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-kind/voorstel"),
        "integraal meerjarenbeleidsplan": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-kind/integraal-meerjarenbeleidsplan"),
        "landelijke veiligheidsagenda": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-kind/landelijke-veiligheidsagenda"),
        "brief met bijlage": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-kind/brief-met-bijlage"),
        "integraal veiligheidsplan": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-kind/integraal-veiligheidsplan"),
    },
    "document-relation": {
        "concept-van": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-relation/concept-van"),
        "bijlage-van": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-relation/bijlage-van"),
        "vervangt": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-relation/vervangt"),
        "complementair-aan": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-relation/complementair-aan"),
        "voert-uit": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-relation/voert-uit"),
        "gebaseerd-op": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-relation/gebaseerd-op"),
        "verwijst-naar": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-relation/verwijst-naar"),
    },
    "document-status": {
        "voorstel": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-status/voorstel"),
        "concept": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-status/concept"),
        "vastgesteld": NamedNode("https://w3id.org/veiligheidsgraaf/def/document-status/vastgesteld"),
    },
    "formation-category": {
        "operationeel": NamedNode("https://w3id.org/veiligheidsgraaf/def/formation-category/operationeel"),
        "aspirant": NamedNode("https://w3id.org/veiligheidsgraaf/def/formation-category/aspirant"),
        "niet-operationeel": NamedNode("https://w3id.org/veiligheidsgraaf/def/formation-category/niet-operationeel"),
        "wijkagent": NamedNode("https://w3id.org/veiligheidsgraaf/def/formation-category/wijkagent"),
        "overig": NamedNode("https://w3id.org/veiligheidsgraaf/def/formation-category/overig"),
        "totaal": NamedNode("https://w3id.org/veiligheidsgraaf/def/formation-category/totaal"),
    },
    "level": {
        "lokaal": NamedNode("https://w3id.org/veiligheidsgraaf/def/level/lokaal"),
        "districtelijk": NamedNode("https://w3id.org/veiligheidsgraaf/def/level/districtelijk"),
        "regionaal": NamedNode("https://w3id.org/veiligheidsgraaf/def/level/regionaal"),
        "landelijk": NamedNode("https://w3id.org/veiligheidsgraaf/def/level/landelijk"),
    },
    "monitoring": {
        "kwalitatief": NamedNode("https://w3id.org/veiligheidsgraaf/def/monitoring/kwalitatief"),
        "kwantitatief": NamedNode("https://w3id.org/veiligheidsgraaf/def/monitoring/kwantitatief"),
    },
    "organisation-kind": {
        "gemeente": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/gemeente"),
        "politie-eenheid": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/politie-eenheid"),
        "politie-district": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/politie-district"),
        "politie-basisteam": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/politie-basisteam"),
        "politie-dienst": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/politie-dienst"),
        "politie-team": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/politie-team"),
        "openbaar-ministerie": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/openbaar-ministerie"),
        "riec-liec": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/riec-liec"),
        "veiligheidshuis": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/veiligheidshuis"),
        "veilig-thuis": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/veilig-thuis"),
        "taskforce": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/taskforce"),
        "overleg": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/overleg"),
        "samenwerkingsverband": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/samenwerkingsverband"),
        "bureau": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/bureau"),
        "ministerie": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/ministerie"),
        "rijksdienst": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/rijksdienst"),
        "veiligheidsregio": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/veiligheidsregio"),
        "zorgpartner": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/zorgpartner"),
        "onderwijs": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/onderwijs"),
        "maatschappelijke-organisatie": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/maatschappelijke-organisatie"),
        "bedrijfsleven": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/bedrijfsleven"),
        "inwoners": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/inwoners"),
        "internationaal": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/internationaal"),
        "overig": NamedNode("https://w3id.org/veiligheidsgraaf/def/organisation-kind/overig"),
    },
    "principle-kind": {
        "uitgangspunt": NamedNode("https://w3id.org/veiligheidsgraaf/def/principle-kind/uitgangspunt"),
        "keuze": NamedNode("https://w3id.org/veiligheidsgraaf/def/principle-kind/keuze"),
        "criterium": NamedNode("https://w3id.org/veiligheidsgraaf/def/principle-kind/criterium"),
        "kenmerk": NamedNode("https://w3id.org/veiligheidsgraaf/def/principle-kind/kenmerk"),
        "spelregel": NamedNode("https://w3id.org/veiligheidsgraaf/def/principle-kind/spelregel"),
    },
    "relation-kind": {
        "lid-van": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/lid-van"),
        "deel-van": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/deel-van"),
        "samengesteld-uit": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/samengesteld-uit"),
        "stelt-vast": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/stelt-vast"),
        "stelt-in": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/stelt-in"),
        "regisseert": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/regisseert"),
        "ondersteunt": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/ondersteunt"),
        "adviseert": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/adviseert"),
        "werkt-samen-met": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/werkt-samen-met"),
        "faciliteert": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/faciliteert"),
        "verantwoordelijk-voor": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/verantwoordelijk-voor"),
        "rapporteert-aan": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/rapporteert-aan"),
        "gezag-over": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/gezag-over"),
        "vertegenwoordigd-in": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/vertegenwoordigd-in"),
        "opvolger-van": NamedNode("https://w3id.org/veiligheidsgraaf/def/relation-kind/opvolger-van"),
    },
}


CLASSES: Final[dict[str, dict[str, NamedNode]]] = {
    "document-kind": {
        "regionale veiligheidsstrategie": VG.RegionalStrategy,
        "voorstel": VG.StrategyProposal,
        "integraal meerjarenbeleidsplan": VG.MultiYearPolicyPlan,
        "landelijke veiligheidsagenda": VG.NationalAgenda,
        "brief met bijlage": VG.AllocationLetter,
        "integraal veiligheidsplan": VG.LocalSafetyPlan,
    },
    "organisation-kind": {
        "gemeente": VG.MunicipalParty,
        "politie-eenheid": VG.PoliceUnit,
        "politie-district": VG.PoliceDistrict,
        "politie-team": VG.PoliceTeam,
        "politie-basisteam": VG.BasicPoliceTeam,
        "politie-dienst": VG.PoliceService,
        "openbaar-ministerie": VG.ProsecutionOffice,
        "ministerie": VG.Ministry,
        "rijksdienst": VG.GovernmentService,
        "veiligheidsregio": VG.SafetyRegion,
        "veilig-thuis": VG.VeiligThuis,
        "internationaal": VG.InternationalOrganisation,
        "riec-liec": VG.InformationExpertiseCentre,
        "veiligheidshuis": VG.SafetyHouse,
        "taskforce": VG.TaskForce,
        "overleg": VG.ConsultationBody,
        "samenwerkingsverband": VG.Partnership,
        "bureau": VG.SupportBureau,
        "zorgpartner": VG.CareParty,
        "onderwijs": VG.EducationParty,
        "maatschappelijke-organisatie": VG.CivilSocietyOrganisation,
        "bedrijfsleven": VG.BusinessParty,
        "inwoners": VG.Residents,
        "overig": VG.OtherOrganisation,
    },
}


RELATIONS: Final[dict[str, NamedNode]] = {
    "lid-van": VG.memberOf,
    "deel-van": VG.partOf,
    "samengesteld-uit": VG.composedOf,
    "stelt-vast": VG.adopts,
    "stelt-in": VG.establishes,
    "regisseert": VG.directs,
    "ondersteunt": VG.supports,
    "adviseert": VG.advises,
    "werkt-samen-met": VG.cooperatesWith,
    "faciliteert": VG.facilitates,
    "verantwoordelijk-voor": VG.responsibleFor,
    "rapporteert-aan": VG.reportsTo,
    "gezag-over": VG.hasAuthorityOver,
    "vertegenwoordigd-in": VG.representedIn,
    "opvolger-van": VG.successorOf,
}
