"""A Markdown file as a text: what the structure reads itself (titles, lists, tables, bold) stays as it is.

Taken out are front matter, comments, pictures, the targets of links and the fences of code; underlined titles get their
sign, and paragraphs broken at the width of an editor become one line. A file with none of these is kept unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.reading.converted import Converted
from loaders.reading.text import SourceText

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*\n")
_COMMENT = re.compile(r"<!--(?:(?!-->).){0,20000}-->", re.S)
_PICTURE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"(?<!!)\[([^\]\n]{1,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_BARE_LINK = re.compile(r"<(https?://[^>\s]{1,2000})>")
_TARGET = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:\s+\S+.*$")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,20})\](:?)")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})\s*$")
_STARTS = re.compile(r"^\s*(?:#{1,6}\s|[-*+•]\s|\d{1,3}[.)]\s|\||>|\[\^|-{3,}\s*$|\*{3,}\s*$|_{3,}\s*$|<sup>)")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_EDITOR = 120  # code points; a longer line was not broken by an editor
_FULL = 50  # code points; a line that an editor broke is not shorter
_STAR = re.compile(r"^(\s*)[*+](\s+)(?=\S)")
_QUOTED = re.compile(r"^\s*(?:>\s?)+")


def markdown_text(source: SourceText) -> Converted:
    """The text of a Markdown file; `same` when nothing had to be changed."""
    text = source.text.replace("\r\n", "\n")
    text = _COMMENT.sub("", _FRONT_MATTER.sub("", text))
    lines = [_plain(line) for line in text.split("\n") if not _FENCE.match(line) and not _TARGET.match(line)]
    lines = list(_titled(lines))
    if _is_broken(lines):
        lines = list(_unbroken(lines))
    made = "\n".join(lines)
    return Converted(SourceText(source.name, made), same=made == source.text)


def _plain(line: str) -> str:
    line = _LINK.sub(r"\1", _PICTURE.sub(r"\1", line))
    line = _FOOTNOTE.sub(lambda match: f"<sup>{match.group(1)}</sup>" + (" " if match.group(2) else ""), line)
    line = _STAR.sub(r"\1-\2", _QUOTED.sub("", _BARE_LINK.sub(r"\1", line)))
    return _ESCAPED.sub(r"\1", line)


def _titled(lines: Sequence[str]) -> Iterator[str]:
    """Underlined titles with their sign; the line under them goes."""
    skip = False
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        underline = _UNDERLINE.match(after)
        if skip:
            skip = False
        elif underline and line.strip() and not _STARTS.match(line) and len(line) < _EDITOR:
            yield f"{'#' if '=' in underline.group(1) else '##'} {line.strip()}"
            skip = True
        else:
            yield line


def _is_broken(lines: Sequence[str]) -> bool:
    """Whether paragraphs are broken at the width of an editor."""
    text = [line for line in lines if line.strip()]
    if not text or sum(len(line) > _EDITOR for line in text) > 0.05 * len(text):
        return False
    run_on = sum(_continues(line, after) for line, after in zip(lines, [*lines[1:], ""], strict=True))
    return run_on > 0.15 * len(text)


def _continues(line: str, after: str) -> bool:
    """Whether `after` goes on with the paragraph or item that `line` is of."""
    if not after.strip() or _STARTS.match(after) or _HARD_BREAK.search(line) or re.match(r"\s*(?:#|\|)", line):
        return False
    in_item = bool(re.match(r"\s*(?:[-*+•]|\d{1,3}[.)])\s", line)) and bool(re.match(r" {2,}\S", after))
    return in_item or len(line.strip()) >= _FULL


def _unbroken(lines: Sequence[str]) -> Iterator[str]:
    """Lines of one paragraph or item joined."""
    run: list[str] = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        run.append(line.strip() if run else line.rstrip())
        if not _continues(line, after):
            yield " ".join(run)
            run = []
