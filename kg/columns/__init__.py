"""A second copy of the default graph, by column, for queries that count and add up: see docs/aggregates.md.

`make` writes it beside a snapshot, `recognise` tells which queries it can answer, `answer` answers them. It is never
needed: whatever it lacks or does not fully understand is left to the engine.
"""
