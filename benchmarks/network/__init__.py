"""How quick questions about a network of a million edges are, over HTTP, beside plain networkx in the same run."""
