"""What says who a private person is, and where to reach anybody: names and addresses as Dutch texts write them.

A document may quote residents and professionals ("A. Jansen, bewoner", "mevrouw Pietersen"), and hold e-mail addresses
and telephone numbers. They are no resources of the graph; the words around them may still be the evidence of a fact.
What counts as a name here is its form; a name whose every word stands in a label of the graph (a holder of an office,
an organisation, a place) is a public one.
"""

from __future__ import annotations

import re
from collections.abc import Container

from kg.search_terms import words

HIDDEN = "…"  # what stands in the place of a name

# E-mail addresses, telephone numbers, post-office boxes within a line. A number of a public service (0800, 0900) is how
# that service is called. Every repetition is bounded, and an address begins where a word does: no text takes long.
ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|(?<![\w.,-])(?:(?:\+31|0031)[ -]?(?:\(0\))?[ -]?\d(?:[ -]?\d){7,8}|06[ -]?\d(?:[ -]?\d){7}"
    r"|0[1-578]\d[ -]\d{3}[ -]?\d{2}[ -]?\d{2}|0[1-57]\d{2}[ -]\d{6}|0[1-578]\d-\d{7})(?![\w-])"
    # the box of an address within a line: "Gemeente Utrecht, Postbus 16200, 3500 CE Utrecht"
    r"|(?<=[\w.),] )[Pp]ostbus \d{1,6}(?:,? \d{4} ?[A-Z]{2} [A-Z][\w'-]{1,40}(?: [A-Z][\w'-]{1,40}){0,3})?"
)
_PARTICLES = r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Hh]et|['’]t|[Tt]er|[Tt]en|[Tt]e|[Ee]l|[Ll]a|[Oo]p|[Ii]n)\s+){0,3}"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’]{1,40}"
_SURNAME = rf"{_PARTICLES}{_CAPITAL}(?:-{_PARTICLES}{_CAPITAL})?"
_NAME = re.compile(
    # after a form of address: "mevrouw De Jong", "de familie Jansen"
    rf"\b(?:[Mm]evrouw|[Mm]eneer|[Dd]e\s+heer|[Ff]amilie|[Mm]evr\.|[Mm]w\.|[Dd]hr\.)\s+(?:[A-Z]\.\s?){{0,4}}(?P<addressed>{_SURNAME})"
    # with initials: "P.J. de Boer"
    rf"|(?<![\w.])(?P<initials>(?:[A-Z][a-z]?\.\s?){{1,4}}{_SURNAME})"
    # under a quotation, before what the person does: "Anna de Boer - bewoner", "Anna de Boer, wijkagent"
    rf"|^[^\w\n]*(?P<signed>{_CAPITAL}\s+{_SURNAME})(?=\s+[-–—]\s+\w|,\s+[a-z])",
    re.MULTILINE,
)


def without_private(text: str, public: Container[str]) -> str:
    """`text` with HIDDEN for each address, and for each name of a person of which some word is not public.

    public: words, normalised (`kg.search_terms.words`), of what the graph names itself.

    >>> without_private("Anna de Boer - manager RIEC", {"riec", "manager"})
    '… - manager RIEC'
    >>> without_private("drs. A. Voorbeeld", {"a", "voorbeeld"})
    'drs. A. Voorbeeld'
    """

    def shown(match: re.Match[str]) -> str:
        assert match.lastgroup is not None
        name = match[match.lastgroup]
        if all(word in public for word in words(name)):
            return match[0]
        start, end = match.start(match.lastgroup) - match.start(), match.end(match.lastgroup) - match.start()
        return match[0][:start] + HIDDEN + match[0][end:]

    return ADDRESS.sub(HIDDEN, _NAME.sub(shown, text))
