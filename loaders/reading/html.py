"""An HTML page as a text: titles, paragraphs, list items and tables in reading order.

The parser is html.parser of the standard library: it never recurses, knows no entities but those of HTML (nothing can
be made to grow), and repairs nothing, which reading in order does not ask for. lxml, selectolax and BeautifulSoup build
a tree that is not needed here, and the first two are binaries. Its known weakness is time, quadratic in markup that never
ends; therefore it runs apart (`loaders.reading.apart`) with a bound on that.
"""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from loaders.reading.apart import Limits, main, values_from
from loaders.reading.converted import Converted
from loaders.reading.text import SourceText

MOST_BYTES = 50_000_000
_SECONDS = 60
_PIECE = 1_000_000  # code points of a value the child writes
_LEFT_OUT = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "head", "nav", "button", "select",
     "form", "dialog", "audio", "video", "canvas"}
)  # fmt: skip
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "area", "base", "col", "embed", "source", "track"})
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "header", "footer", "aside", "address", "blockquote", "figure", "dl",
     "figcaption", "dt", "dd", "pre", "ul", "ol", "table", "caption", "details", "summary", "fieldset", "body", "hr"}
)  # fmt: skip
_CONTENT = frozenset({"main", "article"})
_TITLES = {f"h{level}": level for level in range(1, 7)}
_MOST_COLUMNS = 60
_SPACE = re.compile(r"\s+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)
_BLANKS = re.compile(r"\n{3,}")
_SUP = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_html(path: Path, limits: Limits | None = None) -> Converted:
    """The text of an HTML page; notes say what kinds of elements were left out.

    Raises SourceError for a page without text, in an unknown encoding, or that takes more than a document may.
    """
    text: list[str] = []
    notes: tuple[str, ...] = ()
    for value in values_from(__name__, path, limits or Limits(seconds=_SECONDS)):
        if "text" in value:
            text.append(value["text"])
        else:
            notes = tuple(value["notes"])
    whole = "".join(text)
    if not re.search(r"[^\W\d_]{2}", whole):
        hint = "A page that a script fills in: save it from the browser, or print it to PDF, and add that"
        raise SourceError("holds no text", file=path, hint=hint)
    return Converted(SourceText(f"{path.stem}.txt", whole), notes)


def html_text(markup: str) -> tuple[str, list[str]]:
    """The text of a page and the names of the elements left out, most frequent kinds first."""
    open_comment = markup.find("<!--", markup.rfind("-->") + 1)  # one that never ends runs to the end of the page
    reader = _Reader()
    reader.feed(markup if open_comment < 0 else markup[:open_comment])
    reader.close()
    return reader.text(), sorted(reader.left_out)


class _Reader(HTMLParser):
    """Collects lines; `skipping` is the element left out that is being read, and how deep it is nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.words: list[str] = []
        self.cells: list[str] | None = None  # of the table row that is open
        self.spans = 0  # columns of the cell that is open; 0 when none is
        self.left_out: set[str] = set()
        self.skipping = ""
        self.depth = 0
        self.prefix = ""
        self.lists: list[int | None] = []  # of each list that is open the number of its last item, None for bullets
        self.raised = 0
        self.titled = False
        self.contents = 0  # elements of _CONTENT that are open
        self.footers = 0  # of the site

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipping:
            self.depth += tag == self.skipping
        elif tag in _LEFT_OUT or self._is_of_site(tag, dict(attrs)):
            self.skipping, self.depth = tag, 1
            if tag not in ("head", "script", "style", "template", "noscript", "a"):
                self.left_out.add(tag)
        elif tag == "img":
            self.left_out.add("img")
        elif tag == "br":
            self.words.append(" " if self.cells is not None else "\n")
        elif tag == "sup":
            self.raised += 1
        else:
            self.contents += tag in _CONTENT
            self.footers += tag == "footer" and not self.contents
            self._open(tag)
            if tag in ("td", "th"):
                self._open_cell(dict(attrs).get("colspan"))

    def _is_of_site(self, tag: str, attrs: dict[str, str | None]) -> bool:
        """What belongs to the site and not to the page: a link in its footer, or one past the menu above the contents."""
        if tag != "a":
            return False
        past_menu = (attrs.get("href") or "").startswith("#") and not self.titled and not "".join(self.words).strip()
        return past_menu or self.footers > 0

    def _open_cell(self, columns: str | None) -> None:
        self.cells = [] if self.cells is None else self.cells
        self.spans = min(int(columns), _MOST_COLUMNS) if columns and re.fullmatch(r"[1-9]\d{0,3}", columns) else 1

    def _open(self, tag: str) -> None:
        if tag in _TITLES:
            self.titled = True
            self._end(blank=True)
            self.prefix = "#" * _TITLES[tag] + " "
        elif tag in ("ul", "ol"):
            self._end(blank=not self.lists)
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._end()
            self.prefix = self._marker()
        elif tag == "tr":
            self._end()
            self.cells = []
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in _BLOCKS and self.cells is None:
            self._end(blank=not self.prefix)

    def _marker(self) -> str:
        if not self.lists:
            return "- "
        indent, number = " " * (min(len(self.lists), 4) - 1), self.lists[-1]
        if number is None:
            return f"{indent}- "
        self.lists[-1] = number + 1
        return f"{indent}{number + 1}. "

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            self.depth -= tag == self.skipping
            self.skipping = self.skipping if self.depth else ""
        elif tag in _CONTENT or (tag == "footer" and self.footers):
            self.contents -= self.contents > 0 and tag in _CONTENT
            self.footers -= tag == "footer"
            self._end(blank=not self.lists)
        elif tag == "sup":
            self.raised = max(0, self.raised - 1)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag in _TITLES or tag == "li":
            self._end(blank=tag in _TITLES)
        elif tag in ("ul", "ol"):
            self._end()
            if self.lists:
                self.lists.pop()
            self._blank(unless=bool(self.lists))
        elif tag in _BLOCKS and self.cells is None:
            self._end(blank=not self.lists)

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            bare = data.strip()
            self.words.append(bare.translate(_SUP) if self.raised and bare.isdigit() else _SPACE.sub(" ", data))

    def _end(self, *, blank: bool = False) -> None:
        """End the line being read."""
        if self.cells is not None:
            self._end_row()
        lines = [" ".join(line.split()) for line in "".join(self.words).split("\n")]
        self.words = []
        full = [line for line in lines if line]
        if full and blank:
            self._blank()
        for at, line in enumerate(full):
            self.lines.append(self.prefix + line if at == 0 else line)
        if full:
            self.prefix = ""
        if blank:
            self._blank()

    def _blank(self, *, unless: bool = False) -> None:
        if not unless and self.lines and self.lines[-1]:
            self.lines.append("")

    def _end_cell(self) -> None:
        if self.cells is None or not self.spans:
            return
        self.cells += [" ".join("".join(self.words).split()), *[""] * (self.spans - 1)]
        self.words, self.spans = [], 0

    def _end_row(self) -> None:
        self._end_cell()
        cells, self.cells = self.cells or [], None
        if any(cells):
            self.lines.append("\t".join(cells))

    def text(self) -> str:
        self._end()
        return _BLANKS.sub("\n\n", "\n".join(self.lines)).strip("\n") + "\n"


def _decoded(data: bytes) -> str:
    """The page in the encoding of its byte order mark or meta element, else UTF-8, else that of Windows."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    stated = _CHARSET.search(data[:4096])
    names = [stated.group(1).decode("ascii")] if stated else []
    for name in (*names, "utf-8", "cp1252"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    return data.decode("latin-1")


def _values(path: Path) -> Iterator[dict[str, Any]]:
    """In the child: the text in pieces, then what was left out."""
    with path.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise SourceError(f"is larger than {MOST_BYTES // 1_000_000} MB", hint="Split it, or leave out what it embeds")
    text, left_out = html_text(_decoded(data).replace("\x00", " "))
    for start in range(0, len(text), _PIECE):
        yield {"text": text[start : start + _PIECE]}
    yield {"notes": [f"left out of the page: {', '.join(left_out)} elements"] if left_out else []}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], _values))
