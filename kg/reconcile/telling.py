"""What is said of a candidate in words, Dutch and English: its description, and why it was proposed."""

from __future__ import annotations

from kg.reconcile.entities import Entity, Things

REASONS: dict[str, tuple[str, str]] = {
    "identifier": ("heeft deze identificatie", "has this identifier"),
    "same-name": ("heet zo", "has this name"),
    "other-name": ("heet ook zo, of wordt zo afgekort of geschreven", "is also called, abbreviated or written so"),
    "like-name": ("heet bijna zo", "has a name like this"),
    "kind": ("is van de soort die de naam noemt", "is of the kind the name says"),
    "other-kind": ("is van een andere soort dan de naam noemt", "is of another kind than the name says"),
    "other-province": ("ligt in een andere provincie", "lies in another province"),
    "other-year": ("bestond toen niet", "did not exist then"),
    "ended": ("bestaat niet meer", "no longer exists"),
    "successor": ("is de opvolger van wat zo heette", "took the place of what was called so"),
    "predecessor": ("is later opgegaan in wat zo heet", "later went into what is called so"),
    "by-property": ("heeft de gevraagde eigenschappen", "has the properties asked for"),
}


def reason(code: str, language: str) -> str:
    """A reason of `Candidate.reasons` in words."""
    if code in REASONS:
        return REASONS[code][language == "en"]
    name = code.removeprefix("other-")
    return f"has another {name}" if language == "en" else f"heeft een andere {name}"


def name_of(entity: Entity, language: str) -> str:
    """The English name where that is asked for and there is one."""
    return (entity.english if language == "en" else "") or entity.name


def describe(entity: Entity, things: Things, language: str) -> str:
    """One line that tells namesakes apart: kind, province, the years it existed, what it became."""
    english = language == "en"
    kind = things.types.get(entity.types[0]) if entity.types else None
    parts = [kind.names[english] if kind is not None else entity.kind]
    province = entity.values.get("province", ("",))[0]
    if province in things.entities:
        parts.append("in " + things.entities[province].name)
    parts.extend(entity.values.get("cbs", ()))
    if entity.begins is not None:
        parts.append(("from " if english else "vanaf ") + entity.begins.isoformat())
    if entity.ends is not None:
        parts.append(("until " if english else "tot en met ") + entity.ends.isoformat())
    for change in entity.changes:
        into = ", ".join(things.entities[iri].name for iri in change.into)
        parts.append(("went into " if english else "opgegaan in ") + into)
    return ", ".join(parts)
