"""The W3C's own test suites, run through our engine and against our server; see `benchmarks.w3c.__main__`."""
