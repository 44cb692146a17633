"""The core, which knows neither documents nor HTTP: `loaders` writes into it, `api` and `cli` ask it.

    store, embedded, remote   the port to an engine, and the two behind it; snapshots: how a store lies on disk
    model, terms, iris        facts as records, the terms of the ontology (generated), how things are named
    describe, reader, search  what pages show: a thing, a document with its words, what is found by name
    validation, consistency,  what must hold: shapes, the ontology, the rules of queries/rules
    reasoning, findings
    writer, writes, renewal   changing a store: one writer, a new snapshot for each write
    releases, difference      what a version is, and what changed between two
    errors, config            what can go wrong, and what can be set

Packages: `engine` runs queries, `columns` adds up, `shacl` validates, `explanations` says why, `network`, `reconcile`,
`description` and `takeaway` are what their names say. What is here needs no source text and no request.
"""
