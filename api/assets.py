"""The browser parts that `make web` builds into `api/static/built`: which there are, and under which names.

The names hold a hash of the content, so that a browser may keep a file for ever; `manifest.json` beside them says which
is which. Without it (no Node.js, no npm registry) the pages work without these parts and say which one is missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

BUILT = Path(__file__).parent / "static" / "built"
FOR_EVER = "public, max-age=31536000, immutable"
_HASHED = re.compile(r"(?:^|/)built/[\w.]+-[A-Z0-9]{8}\.(?:js|css)$")


class Assets:
    """Names of the built files. folder: where they are, BUILT unless told; one without a manifest counts as empty.

    The manifest is read again when it has changed, so that `make web` needs no restart of the server.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or BUILT
        self._read_at = -1
        self._names: Mapping[str, str] = {}

    def path(self, name: str) -> str:
        """Where `name` ("site.js", "sparql.css") is below the root of the server; "" when it was not built."""
        built = self._manifest().get(name, "")
        return f"/static/built/{built}" if built else ""

    def _manifest(self) -> Mapping[str, str]:
        file = self._folder / "manifest.json"
        try:
            changed = file.stat().st_mtime_ns
            if changed != self._read_at:
                names = json.loads(file.read_bytes())
                self._names = {str(name): str(built) for name, built in names.items()}
                self._read_at = changed
        except (OSError, ValueError, AttributeError):  # none, or one that is no manifest: nothing was built
            self._names, self._read_at = {}, -1
        return self._names


class StaticParts(StaticFiles):
    """The static files; those whose name changes with their content are kept by browsers for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code in (200, 304) and _HASHED.search(path):
            response.headers["Cache-Control"] = FOR_EVER
        return response
