"""Of which area a statement holds: the region of a document, the whole country, or not said."""

from __future__ import annotations

import re

_NATIONAL = re.compile(r"\blandelijke?\b|\bin (?:heel )?Nederland\b", re.I)


def scope_of(words: str, region: str) -> str:
    """ "landelijk" where the words say so, `region` where they name it, else empty."""
    if region and re.search(rf"(?<![\w-]){re.escape(region)}(?!\w)", words):
        return region
    return "landelijk" if _NATIONAL.search(words) else ""
