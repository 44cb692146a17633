"""From source texts to quads. It writes into `kg` and never looks at `api` or `cli`.

    reading/      files to text: decoding, hyphenation, OCR; every character keeps its place in the file
    structure/    text to blocks in sections
    extractors/   blocks to facts: one module for each family, and its helpers beside it
    cbs/, catalogues/   what is read of other publishers, when a user asks for it

Here: the order of it all (`pipeline`, `extraction`, `families`, `to_rdf`), what extractors share about language
(`names`, `persons`, `numbers`, `figures`, `dates`, `clauses`, `governance_*`, `mention*`, `movement*`), and what is known
beforehand to read by (`gazetteer`, `thesaurus`, `profiles`, `reference*`). No fact of a document stands in any of them.
"""
