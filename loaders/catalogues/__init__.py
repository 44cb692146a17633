"""Catalogues of other publishers (DCAT): which of their data sets are about public safety."""
