"""HTML pages: templates that escape everything, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.assets import Assets
from api.negotiation import parse_accept
from api.texts import LANGUAGES, TEXTS
from kg.config import DEF
from kg.evidence import Passage
from kg.labels import short_name

FOLDER = Path(__file__).parent
_VARY = {"Vary": "Accept, Accept-Language"}


class Pages:
    """Renders the templates of one application. base: of the store, as in `Settings.base`."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._assets = Assets()
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.filters["first_upper"] = first_upper

    def render(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        """The page `template` in the language of the request."""
        language = language_of(request)
        root = request.scope.get("root_path", "")
        live = request.scope.get("veiligheidsgraaf.state")  # not there on a page of an error in middleware
        page = self._templates.get_template(template).render(
            lang=language,
            t=lambda key: TEXTS[key][LANGUAGES.index(language)],
            root=root,
            asset=self._assets.path,
            link=lambda iri: self.link(iri, root),
            section=request.url.path.removeprefix(root).strip("/").partition("/")[0],
            tongue=lambda iri: live.labels.other_language(iri, language) if live is not None else "",
            external=lambda iri: not self.is_local(iri),
            words=lambda passage: self.words(passage, root, language),
            place=lambda document, line: (
                f"{root}/documents/{quote(document, safe='')}?line={line}&lang={language}#line-{line}"
            ),
            number=lambda value: number(value, language),
            short=short_name,
            other_language=_other_language(request, language),
            **values,
        )
        return HTMLResponse(page, status, dict(_VARY))

    def link(self, iri: str, root: str = "") -> str:
        """Where a page about `iri` is: here for our own IRIs, itself on the web, nowhere ("") for anything else.

        Only http and https become links: an IRI from data may be `javascript:`.
        """
        if iri.startswith(f"{self.base}/id/"):
            return root + "/doc/" + quote(iri[len(self.base) + 4 :], safe="/:@!$&'()*+,;=~-._%#")
        if iri.startswith(DEF):
            return root + "/def/" + quote(iri.removeprefix(DEF), safe="/:@!$&'()*+,;=~-._%#")
        return iri if iri.startswith(("http://", "https://")) else ""

    def words(self, passage: Passage, root: str = "", language: str = "") -> str:
        """Where the words of a passage stand in the text of their document; "" for one that is in no document.

        The address says which page of a long text they are on, the fragment where on it.
        """
        documents = f"{self.base}/id/document/"
        if not passage.document_iri.startswith(documents):
            return ""
        start = passage.place.partition("-")[0]
        values = urlencode(
            [*([("at", start)] if start.isdecimal() else []), *([("lang", language)] if language else [])]
        )
        query = f"?{values}" if values else ""
        return f"{root}/documents/{passage.document_iri.removeprefix(documents)}{query}#passage-{passage.place}"

    def is_local(self, iri: str) -> bool:
        return iri.startswith((f"{self.base}/id/", DEF))


def ask(query: str, language: str) -> str:
    """The address, below the root, of the SPARQL page with `query` in it."""
    return "/sparql?" + urlencode({"query": query, "lang": language})


def first_upper(text: str) -> str:
    """With a capital at its beginning; the rest stays as it is ("onderdeel van het OM").

    >>> first_upper("een OM")
    'Een OM'
    """
    return text[:1].upper() + text[1:]


def number(value: int, language: str) -> str:
    """A whole number with its thousands apart.

    >>> number(12345, "nl")
    '12.345'
    """
    return f"{value:,}".replace(",", "." if language == "nl" else ",")


def language_of(request: Request) -> str:
    """`?lang=`, else what the browser prefers, else Dutch."""
    asked = request.query_params.get("lang", "").lower()
    if asked in LANGUAGES:
        return asked
    header = request.headers.get("accept-language", "")
    wanted = [part.split(";")[0].split("-")[0].strip() for part in header.split(",")]
    weights = [r.quality for r in parse_accept(",".join(f"x/{part.strip()}" for part in header.split(",")))]
    ranked = sorted(zip(weights, wanted, strict=False), key=lambda pair: -pair[0])
    return next((language.lower() for weight, language in ranked if weight > 0 and language.lower() in LANGUAGES), "nl")


def _other_language(request: Request, language: str) -> Mapping[str, str]:
    """Name and address of this page in the other language."""
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    parameters = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return {"language": other, "href": "?" + urlencode([*parameters, ("lang", other)])}
