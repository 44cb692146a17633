"""How to cite a release: CITATION.cff (1.2.0), BibTeX, and a sentence in Dutch and English."""

from __future__ import annotations

import json
import re
from datetime import date

from kg.description.about import About

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_TEX = {"\\": r"\textbackslash{}", **{sign: f"\\{sign}" for sign in "&%$#_{}"}, "~": r"\~{}", "^": r"\^{}"}


def cff(about: About) -> str:
    """The file CITATION.cff: YAML, with every text quoted as JSON (which YAML contains)."""
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"title: {_quoted(about.title)}",
        f"message: {_quoted('If you use this dataset, please cite it as below.')}",
        f"abstract: {_quoted(about.descriptions()['en'])}",
        "authors:",
        f"  - name: {_quoted(about.publisher_label)}",
        f"version: {_quoted(about.version)}",
        f"url: {_quoted(about.address + '/')}",
        "identifiers:",
        "  - type: url",
        f"    value: {_quoted(about.dataset.value)}",
        "    description: the dataset, in every release",
    ]
    if about.manifest.digest:  # none after a write: nobody counted it out
        lines += [
            "  - type: other",
            f"    value: {_quoted('sha256:' + about.manifest.digest)}",
            "    description: SHA-256 of the canonical N-Quads (RDFC-1.0) of this release",
        ]
    if about.issued:
        lines.append(f"date-released: {about.issued}")
    if about.licence_name:
        lines.append(f"license: {about.licence_name}")
    elif about.licence_iri:
        lines.append(f"license-url: {_quoted(about.licence_iri)}")
    return "\n".join(lines) + "\n"


def bibtex(about: About) -> str:
    """An entry of type @misc, which every style of BibTeX knows."""
    key = re.sub(r"[^a-z0-9]+", "", about.title.lower()) or "dataset"
    digest = about.manifest.digest
    fields = {
        "author": f"{{{_tex(about.publisher_label)}}}",
        "title": f"{{{_tex(about.title)}}}",
        "year": about.issued[:4],
        "version": _tex(about.version),
        "howpublished": f"\\url{{{about.address}/}}",
        "note": "Dataset" + (f", SHA-256 of the canonical N-Quads {digest}" if digest else ""),
    }
    inside = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{key}-{about.version},\n{inside}\n}}\n"


def sentence(about: About, language: str) -> str:
    """One line for a list of references; language: "nl" or "en"."""
    author = f"{about.publisher_label}. " if about.publisher_label != about.title else ""
    digest = f" SHA-256 {about.manifest.digest[:16]}…" if about.manifest.digest else ""
    version = "versie" if language == "nl" else "version"
    when = _day(about.issued, language)
    return f"{author}{about.title} ({version} {about.version}{when}) [dataset]. {about.address}/.{digest}"


def _day(issued: str, language: str) -> str:
    if not issued:
        return ""
    day = date.fromisoformat(issued)
    return f", {day.day} {_MONTHS[day.month - 1]} {day.year}" if language == "nl" else f", {day:%-d %B %Y}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)
