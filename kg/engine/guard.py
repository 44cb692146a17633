"""What a query may not do, found before the engine sees it.

Measured on pyoxigraph 0.5.13: `Store.query` has no switch for SERVICE and opens the connection itself; a few
thousand nested brackets or chained operators overflow the stack and end the whole process. The engine gives no
access to its parse tree, so both are told from the text, in a way that errs on the side of refusing:

- Strings, IRIs, comments, variables and local names are blanked by the rules of the SPARQL grammar
  (`kg.engine.tokens`). The engine's grammar has no word boundaries: it reads `service:x {…}`, even `1service:x {…}`,
  as a call. So any `service` that is left counts as one when what a call needs comes after it: one IRI, name or
  variable, and then a brace. A prefix `service:` in a triple is no call.
- Where `<…>` could be two comparisons instead of an IRI, blanking could hide code: then no `service` may stand
  anywhere in the text.
- Escapes (`\\u0053`) are not resolved outside strings and IRIs by the engine, so they cannot spell a keyword. Other
  engines may resolve them first: `kg.remote` sends none that spell ASCII.
"""

from __future__ import annotations

import re

from kg.engine.tokens import AmbiguousText, code
from kg.errors import QueryRefusedError, QueryTooComplexError

MAX_DEPTH = 200  # nested brackets; the engine overflows 8 MB of stack at about 1,000
MAX_STEPS = 3_000  # chained operators and patterns; 5,000 pass in the 128 MB that a thread of ours gets

# After `service`: white space (comments are blanked to it), then IRI, variable or name; then the brace. A run may hold
# any character that is no sign of the grammar: the engine's names know more letters than `\w`.
_RUN = re.compile(r"""[^\s<>?$(){}\[\]"';,]++""")
_CALLED = re.compile(r"""\s*+(?:silent\s*+)?+(?:<>|\?v|[^\s<>?$(){}\[\]"';,]*+(?<=:))\s*+\{""", re.IGNORECASE)
_BRACE = re.compile(r"\s*+\{")
_STEP = re.compile(
    r"\|\||&&|[-+*/!|^.;]|\b(?:OPTIONAL|FILTER|BIND|UNION|MINUS|GRAPH|EXISTS|SELECT|VALUES|LATERAL)\b", re.IGNORECASE
)
_PROLOGUE = r"\s*+(?:(?:PREFIX\s*+[^\s:<]*+\s*+:?+\s*+<>|BASE\s*+<>)\s*+)*+"
_UPDATE = re.compile(rf"^{_PROLOGUE}(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_REFUSED = ("SERVICE", "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")


def check_query(text: str, *, max_length: int | None = None) -> None:
    """Passes `text` or says why the engine may not have it.

    max_length: in characters; None for no limit.
    Raises QueryRefusedError for SERVICE and for an update, QueryTooComplexError for a text that is too long or deep.
    """
    check_length(text, max_length)
    if _is_plain(text):
        return
    blanked = _without_service(text)
    update = _UPDATE.match(blanked)
    if update:
        raise QueryRefusedError(f"{update[1].upper()} changes data; only queries are answered here")
    _check_size(blanked)


def check_length(text: str, max_length: int | None) -> None:
    """Raises QueryTooComplexError for a text of more than `max_length` characters."""
    if max_length is not None and len(text) > max_length:
        raise QueryTooComplexError(
            f"the query has {len(text)} characters; at most {max_length} are taken. Ask in parts"
        )


def check_size(text: str) -> None:
    """Raises QueryTooComplexError for a text that is nested or chained deeper than the engine survives."""
    _check_size(_blanked(text))


def service_calls(text: str) -> int:
    """How many calls of SERVICE the engine may find in `text`; never fewer than it does.

    Raises QueryRefusedError when that cannot be told and there could be one.
    """
    try:
        blanked = code(text)
    except AmbiguousText as error:
        if "service" not in text.lower():
            return 0
        raise QueryRefusedError(
            f"whether this query calls SERVICE cannot be told: {error} could be two comparisons. "
            "Put spaces around '<' and '>', or write the IRI in full"
        ) from error
    return _calls(blanked)


def _calls(blanked: str) -> int:
    """Looks at each run of characters once, however often it says `service`: only its end tells whether it calls."""
    found = at = 0
    for run in _RUN.finditer(blanked):
        word = run[0].lower()
        if run.start() < at or "service" not in word:
            continue
        if word.endswith((":", "service", "servicesilent")):
            call = (_BRACE if word.endswith(":") else _CALLED).match(blanked, run.end())
            if call is not None:
                found, at = found + 1, call.end()
    return found


def _is_plain(text: str) -> bool:
    """Whether `text` holds nothing that could be refused, told without reading it token by token: so with most."""
    if len(text) > MAX_STEPS or not text.isascii() or sum(map(text.count, "({[<")) > MAX_DEPTH:
        return False
    upper = text.upper()
    return not any(word in upper for word in _REFUSED)


def _without_service(text: str) -> str:
    """The code of `text`. Raises QueryRefusedError when it may hold a call."""
    if service_calls(text):
        raise QueryRefusedError("SERVICE is not allowed here: no query reaches another server")
    return _blanked(text)


def _blanked(text: str) -> str:
    """The code of `text`; `text` itself where blanking could hide code."""
    try:
        return code(text)
    except AmbiguousText:
        return text


def _check_size(blanked: str) -> None:
    depth = deepest = 0
    for sign in re.findall(r"[({\[]|[)}\]]", blanked):
        depth += 1 if sign in "({[" else -1
        deepest = max(deepest, depth)
    deepest = max(deepest, blanked.count("<<"))
    if deepest > MAX_DEPTH:
        raise QueryTooComplexError(f"the query nests {deepest} deep; at most {MAX_DEPTH} is taken")
    steps = sum(1 for _ in _STEP.finditer(blanked))
    if steps > MAX_STEPS:
        raise QueryTooComplexError(
            f"the query chains {steps} operators and patterns; at most {MAX_STEPS} are taken. "
            "Give long lists of values as VALUES"
        )
