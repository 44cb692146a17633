"""A client that asks the application itself, without a socket, and a server on a free port of this machine."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from kg.config import ROOT

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


class Client:
    """Each request runs in an event loop of its own; faults of the application become answers, as in a server."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def __call__(self, method: str, url: str, **arguments: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
                return await client.request(method, url, **arguments)

        return asyncio.run(ask())

    def get(self, url: str, accept: str | None = None, **parameters: Any) -> httpx.Response:
        headers = {} if accept is None else {"Accept": accept}
        return self("GET", url, headers=headers, params=parameters or None)


@contextlib.contextmanager
def server(store: Path, **settings: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The real command on a free port; its address and its process. Killed at the end if it is still there."""
    environment = {**os.environ, **{f"VEILIGHEIDSGRAAF_{name}": value for name, value in settings.items()}}
    command = [sys.executable, "-c", "from cli.main import main; main()", "serve", "--store", str(store), "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        address = re.search(r"http://\S+", line)
        assert address, line + process.stderr.read()
        yield address[0], process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=10)
        assert process.stderr is not None
        process.stderr.close()
