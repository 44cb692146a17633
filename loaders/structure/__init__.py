"""A source text as a tree: blocks (headings, paragraphs, list items, table rows, footnotes) in sections.

    lines.py     raw lines; which of the two layouts a text has
    flowed.py    one paragraph on one line (Markdown and what converters make of a PDF)
    wrapped.py   lines broken at the column's width (text copied out of a PDF)
    furniture.py slogans, page headers, titles that come back on every page
    sections.py  headings to sections: their levels, and where footnotes belong
    tree.py      a document as a whole, and the ways to walk it
    sentences.py sentences of a block
"""

from loaders.structure.sections import Section
from loaders.structure.tree import DocumentText, build_document
from loaders.structure.types import Block, Kind, Line, Role

__all__ = ["Block", "DocumentText", "Kind", "Line", "Role", "Section", "build_document"]
