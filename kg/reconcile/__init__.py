"""Which thing of the graph a name in a table means: names, candidates, scores, and following mergers in time."""
