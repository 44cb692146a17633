"""The tokens of a query, read one after the other."""

from __future__ import annotations

import re

from kg.columns import constants
from kg.columns.shape import Declined
from kg.columns.terms import XSD
from kg.engine.tokens import Token, tokens

# Functions of their arguments alone; none of them tells an unbound variable from an error.
FUNCTIONS = (
    "IN", "NOT", "IF", "COALESCE", "ABS", "ROUND", "CEIL", "FLOOR", "STR", "STRLEN", "UCASE", "LCASE", "CONCAT",
    "TRUE", "FALSE",
)  # fmt: skip
_SIGNS = frozenset("()+-*/<>=!&|,^")
_END = Token("end", "", 0, 0)
_STRING = re.compile(r"\"(?!\"\")[^\"\n\r]*\"|'(?!'')[^'\n\r]*'")
_VARIABLE = re.compile(r"[?$][A-Za-z0-9_]+")


class Reading:
    """A place in the tokens of a text; what is not as expected raises Declined."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(tokens(text))
        self._prefixes = constants.Prefixes()
        self.place = 0

    @property
    def token(self) -> Token:
        return self._tokens[self.place] if self.place < len(self._tokens) else _END

    @property
    def kind(self) -> str:
        return self.token.kind

    def next(self) -> Token:
        """The token, and one further. Raises Declined at the end."""
        token = self.token
        if token is _END:
            raise Declined
        self.place += 1
        return token

    def before(self) -> str:
        """The text before the token."""
        return self._text[: self.token.start]

    def at(self, sign: str) -> bool:
        return self.token.kind == "sign" and self.token.text == sign

    def is_word(self, *words: str) -> bool:
        return self.token.is_word(*words)

    def word(self, word: str) -> bool:
        """Whether it is this word; then one further."""
        found = self.token.is_word(word)
        self.place += found
        return found

    def expect_word(self, word: str) -> None:
        if not self.word(word):
            raise Declined

    def expect(self, sign: str) -> None:
        if not self.at(sign):
            raise Declined
        self.place += 1

    def expect_end(self) -> None:
        if self.token is not _END:
            raise Declined

    def touches(self, other: Token) -> bool:
        """Whether nothing stands between `other` and the token."""
        return self.token is not _END and other.end == self.token.start

    def declare(self) -> None:
        """A prefix and its IRI."""
        name, iri = self.next(), self.next()
        if name.kind != "name" or iri.kind != "iri":
            raise Declined
        self._prefixes.declare(name.text, iri.text)

    def variable(self) -> str:
        token = self.next()
        if token.kind != "variable" or not _VARIABLE.fullmatch(token.text):
            raise Declined
        return token.text[1:]

    def whole_number(self) -> int:
        token = self.next()
        if token.kind != "number" or not token.text.isascii() or not token.text.isdigit() or len(token.text) > 9:
            raise Declined
        self._number_ends(token)
        return int(token.text)

    def iri(self) -> bytes:
        token = self.next()
        if token.kind == "iri":
            return constants.absolute(token.text)
        if token.kind == "name":
            return self._prefixes.iri(token.text)
        raise Declined

    def constant(self) -> bytes:
        """An IRI or a literal, in the form the engine keeps."""
        if self.kind in ("iri", "name"):
            return self.iri()
        if self.at("-"):
            sign = self.next()
            if not self.touches(sign):
                raise Declined
            return constants.number(self._number(), negative=True)
        if self.kind == "number":
            return constants.number(self._number())
        return self._literal()

    def _literal(self) -> bytes:
        token = self.next()
        if token.kind != "string" or not _STRING.fullmatch(token.text) or '"' in token.text[1:-1]:
            raise Declined
        text = token.text[1:-1]
        if self.kind == "language":
            if not self.touches(token):
                raise Declined
            return constants.plain(text, self.next().text)
        if not self.at("^"):
            return constants.plain(text)
        self.expect("^")
        self.expect("^")
        return constants.canonical(text, self.iri()[1:-1].decode())

    def _number(self) -> str:
        token = self.next()
        if token.kind != "number":
            raise Declined
        self._number_ends(token)
        return token.text

    def _number_ends(self, token: Token) -> None:
        """No `1e5`, `1.`: what the engine may read as one number."""
        if self.touches(token) and (self.kind not in ("sign",) or self.at(".")):
            raise Declined

    def piece_of_expression(self, known: list[str]) -> str:
        """A token of an expression, as text, with the white space after it. known: the variables it may name."""
        token = self.token
        if token.kind == "variable":
            if self.variable() not in known:
                raise Declined
        elif token.kind == "number":
            self._number()
        elif token.kind in ("iri", "name"):
            iri = self.iri()
            if self.at("(") and not iri.startswith(f"<{XSD}".encode()):
                raise Declined  # a function of somebody's
        elif token.kind in ("string", "language") or token.is_word(*FUNCTIONS) or token.text in _SIGNS:
            self.next()
        else:
            raise Declined
        return self._text[token.start : token.end] + ("" if self.touches(token) else " ")
