"""What a store says about itself: SPARQL service description, VoID, DCAT-AP-NL, citation.

    statistics   the counts, by SPARQL, once for each snapshot and kept beside it
    about        who publishes, at which address, under which version: what the counts cannot say
    service      SPARQL 1.1 Service Description
    void         VoID: partitions by class and property, subsets by graph, linksets
    catalogue    DCAT-AP-NL 3.0
    citation     CITATION.cff, BibTeX, plain text

Identifiers begin with the base of the store, so that they stay the same whatever host serves it; places to go to
(endpoint, downloads) begin with the address of the server. Nothing here knows HTTP.
"""
