"""A network written down: every form in which one can be taken along.

`formats` is the table (name, media type, suffix, writer); `write` makes the bytes. What stands in which place of a form
is said in `docs/networks.md`.
"""

from kg.network.export.about import Origin
from kg.network.export.formats import FORMATS, NetworkFormat, by_name, require, write

__all__ = ["FORMATS", "NetworkFormat", "Origin", "by_name", "require", "write"]
