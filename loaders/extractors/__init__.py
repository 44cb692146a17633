"""Blocks to facts (`kg.model`): `extract(reading)` of each module yields those of one family, with their evidence.

`loaders.extraction` lists them in their order. Modules without `extract` are helpers of the family they are named after.
An extractor never sees RDF, and holds patterns and headings only: what a row says comes from the text.
"""
