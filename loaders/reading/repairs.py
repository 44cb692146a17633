"""The table of OCR repairs: slips that are wrong in any text, so repairing them changes no meaning.

Each row is a pattern of letters that Dutch does not have and what it stands for. Names are not repaired here:
`loaders.linking` finds a municipality one letter off in the register.
"""

from __future__ import annotations

import re

from loaders.reading.text import MappedText

# (pattern, replacement, why it is a slip)
_TABLE: tuple[tuple[str, str, str], ...] = (
    (r"([Oo])ndernijn", r"\1ndermijn", "n for m: no Dutch word has ondernijn"),
    (r"([Oo])ndernijend", r"\1ndermijnend", "the same, an n lost as well"),
    (r"\b([Oo])ndermijnd(?=e? (?:effect|karakter|werking|criminaliteit))", r"\1ndermijnend", "participle cut short"),
    (r"\b([Oo])ndernemingsbeeld", r"\1ndermijningsbeeld", "an enterprise has no beeld in these plans; ondermijning has"),
    (r"\b([Pp])olarisation\b", r"\1olarisatie", "English spelling"),
    (r"\bwitrassen\b", "witwassen", "r for w"),
    (r"\b([Rr])ijkser (?=kiezen)", r"\1ijker ", "one letter too many"),
    (r"\b([Vv])ersteving\b", r"\1ersteviging", "syllable lost"),
    (r"(?<=strafrecht)sskete", "skete", "s doubled"),
    (r"\b([Vv])erkeeroverlast\b", r"\1erkeersoverlast", "linking s lost"),
    (r"(?<=drugs)gelateerde\b", "gerelateerde", "syllable lost"),
    (r"\b([Ff])rustreeren\b", r"\1rustreren", "e doubled"),
    (r"\bcasuoverleg", "casusoverleg", "s lost"),
    (r"(?<=heids)bemoeyenis", "bemoeienis", "y for i"),
    (r"\b([Ee]enheids)verstijgende\b", r"\1overstijgende", "syllable lost"),
    (r"\bCIIB\b", "CJIB", "I for J: the Centraal Justitieel Incassobureau"),
    (r"\bStulpnd\b", "Sluipend", "letters lost: no Dutch word"),
    (r"\bmonitorsgeorganiseerde\b", "monitors georganiseerde", "two words run together"),
    (r"\bmiljoenen?en\b", "miljoenen", "ending doubled"),
)
_COMPILED = tuple((re.compile(pattern), replacement) for pattern, replacement, _ in _TABLE)


def repair(text: MappedText) -> MappedText:
    """`text` with the slips of the table repaired; each repaired word still covers its raw word."""
    for pattern, replacement in _COMPILED:
        if pattern.search(text.text):
            text = text.sub(pattern, lambda match, new=replacement: match.expand(new))  # type: ignore[misc]
    return text


def repaired(text: str) -> str:
    """The same for a plain string."""
    for pattern, replacement in _COMPILED:
        text = pattern.sub(replacement, text)
    return text
