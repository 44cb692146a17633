"""The endpoint beside its peers, on the same data in one run; see `python -m benchmarks endpoint --help`."""
