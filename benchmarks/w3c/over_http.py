"""Runs the cases against a server: ours, or another for comparison."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.common import free_port, serve_command
from benchmarks.w3c import cases_graphs, cases_query, cases_update
from benchmarks.w3c.cases import DATA, LOCATION, UPDATE, Case, Step
from kg.config import ROOT

TOKEN = "a-token-for-measuring-only"


@dataclass(frozen=True, slots=True)
class Server:
    """Where its operations are, by the names that `Step.where` begins with."""

    name: str
    address: str
    paths: dict[str, str]
    headers: dict[str, str]

    def url(self, step: Step, location: str) -> str:
        if step.where == LOCATION:
            return str(httpx.URL(self.address).join(location))
        operation, slash, rest = step.where.partition("/")
        query = f"?{step.text}" if step.text else ""
        return f"{self.address}{self.paths[operation]}{slash}{rest}{query}"


def all_cases() -> list[Case]:
    return [*cases_query.cases(), *cases_update.cases(), *cases_graphs.cases()]


def failures(server: Server, cases: Sequence[Case]) -> Iterator[tuple[Case, str]]:
    """The cases that go wrong, and what came instead."""
    reset(server)
    for case in cases:
        why = run(server, case)
        if why:
            yield case, why
        if case.writes:
            reset(server)


def run(server: Server, case: Case) -> str:
    """ "" when the case holds, else which step gave what. On connections of its own: a fault spoils no other case."""
    with httpx.Client(timeout=60, trust_env=False) as client:
        return _run(client, server, case)


def _run(client: httpx.Client, server: Server, case: Case) -> str:
    location = ""
    for number, step in enumerate(case.steps, 1):
        if step.where == LOCATION and not location:
            return f"step {number}: there was no Location"
        headers = [*server.headers.items(), *step.headers]
        request = client.build_request(step.method, server.url(step, location), headers=headers, content=step.body)
        for name in ("accept", "content-type"):  # what the library adds by itself
            if name in request.headers and name not in {given.lower() for given, _ in headers}:
                del request.headers[name]
        try:
            answer = client.send(request)
        except httpx.TransportError as error:
            return f"step {number}: no answer by the rules of HTTP: {error}"
        location = answer.headers.get("location", location)
        for place, check in enumerate(step.checks, 1):
            if not _holds(check, answer):
                kind = answer.headers.get("content-type", "no type")
                return f"step {number}, check {place}: {answer.status_code}, {kind}, {answer.text[:80]!r}"
    return ""


def _holds(check: object, answer: httpx.Response) -> bool:
    try:
        return bool(check(answer))  # type: ignore[operator]
    except (ValueError, SyntaxError, KeyError, TypeError):
        return False


def reset(server: Server) -> None:
    """Puts the data in place that every case begins with."""
    headers = {**server.headers, "Content-Type": UPDATE}
    url = server.address + server.paths["update"]
    httpx.post(url, content=DATA, headers=headers, timeout=60, trust_env=False).raise_for_status()


@contextlib.contextmanager
def ours() -> Iterator[Server]:
    """Our server over an empty store that may be written; nothing is checked by shapes."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"WRITE_TOKEN": TOKEN, "VALIDATE_WRITES": "off"}
        environment = {**os.environ, **{f"VEILIGHEIDSGRAAF_{name}": value for name, value in settings.items()}}
        command = serve_command(Path(folder) / "store", port=0)
        with _started(command, environment, r"http://\S+") as address:
            yield Server(
                "ours",
                address,
                {"query": "/sparql", "update": "/update", "graphs": "/graphs"},
                {"Authorization": f"Bearer {TOKEN}"},
            )


@contextlib.contextmanager
def peer() -> Iterator[Server]:
    """`oxigraph serve`, the engine's own server, from PyPI's `oxigraph`."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(sys.executable).parent / "oxigraph"
        command = [str(program), "serve", "--location", folder, "--bind", f"127.0.0.1:{free_port()}", "--cors"]
        with _started(command, dict(os.environ), r"http://\S+") as address:
            yield Server("oxigraph serve", address, {"query": "/query", "update": "/update", "graphs": "/store"}, {})


@contextlib.contextmanager
def _started(command: list[str], environment: dict[str, str], said: str) -> Iterator[str]:
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        lines = ""
        while (line := process.stderr.readline()) and not re.search(said, line):
            lines += line
        match = re.search(said, line)
        if match is None:
            raise RuntimeError(f"{command[0]} did not start: {lines}")
        address = match[0].rstrip("/.")
        for _ in range(100):
            with contextlib.suppress(httpx.TransportError):
                httpx.get(address, trust_env=False)
                break
            time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()
