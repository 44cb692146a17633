"""The clauses of a sentence on an action: what the sentence itself does, apart from what depends on it."""

from __future__ import annotations

import re

from loaders.extractors.action_verbs import DONE, VERBS

PASSIVE = re.compile(rf"\b(?:wordt|worden)\b[^;]*?\b(?:{DONE})\b|\b(?:{DONE}) (?:wordt|worden)\b")
WE = re.compile(r"\b(?:[Ww]e|[Ww]ij)\b")
# Said in passing: "Partners, waaronder de politie, zullen …", "(die …)".
_ASIDE = re.compile(
    rf" ?\([^()]*\)|, (?:waaronder|zoals|inclusief|onderdeel van|al dan niet|namelijk|te weten|bijvoorbeeld)\b[^,;:]*,(?= (?:{VERBS}|wordt|worden|is|zijn|hebben|heeft)\b)"
)
# A clause in a clause: what is said there is not what the sentence does.
_SUBORDINATE = re.compile(
    r",? (?:die|dat|wat|hoe|welke|waar\w*|zodat|omdat|indien|wanneer|terwijl|hoewel|zoals|om|in hoeverre)\b| of (?=(?:de|het|een|er|we|wij|deze|dit|hoe)\b[^,.]*\b(?:kan|kunnen|moet|moeten|is|zijn|wordt|worden|nodig)\b)|, als\b| als (?:we|wij|er|u)\b|^(?:Als|Wanneer|Indien|Hoewel|Terwijl|Willen|Nu|Om|Omdat) "
)
# "Om niet te verzanden in de breedte maakt …": the verb after the clause opens the rest.
_TO_CLAUSE = re.compile(rf"^Om .*?\bte \w+.*? (?<!te )(?=(?:{VERBS}|wordt|worden)\b)")

# The verb of a sentence that opens with its ground or end: "Op basis van x, waaronder y, worden …".
_LATE_VERB = re.compile(
    r"^(?:Op basis van|Om|Gelet op|Gezien|Naar aanleiding van|Met)\b.*?, (?=(?:wordt|worden|zal|zullen) )"
)


def main_clause(text: str) -> str:
    """The words before the first clause that depends on another; the whole where one opens the sentence."""
    text = _ASIDE.sub("", text)
    text = late_verb(text)
    match = _SUBORDINATE.search(text)
    if match is None:
        return text
    if match.start() == 0:
        rest = text.partition(", ")[2] or _TO_CLAUSE.sub("", text)
        return main_clause(rest) if rest != text else text
    return text[: match.start()]


def verb_of_we(main: str) -> str:
    """The verb that goes with the first "we": after it at the start of a clause, before it elsewhere."""
    match = WE.search(main)
    if match is None:
        return ""
    before, after = main[: match.start()].split(), main[match.end() :].split()
    starts = not before or before[-1].endswith((",", ":", ";")) or before[-1] in ("en", "maar", "want", "of")
    return (after[0] if after else "") if starts else before[-1]


def late_verb(text: str) -> str:
    """A sentence from its verb on, where it opens with its ground or end and the verb comes after a comma."""
    return _LATE_VERB.sub("", text)
