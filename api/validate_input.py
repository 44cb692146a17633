"""What a request to `/validate` asks, from a body of RDF, an update, a form, or a form with files.

    text/turtle, application/ld+json, …    data, against our shapes
    multipart/form-data                    fields `data` and `shapes`, as often as need be, or `update`
    application/sparql-update              an update that is not carried out
    application/x-www-form-urlencoded      the same fields as text
    ?graph=IRI, ?graph=default             a graph of the store; `shapes` may go with it

Fields beside these: `data-type` and `shapes-type` say what a field is that says nothing of itself; `advanced`, `plain`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import Request
from pyoxigraph import NamedNode
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from api.problems import UnsupportedMediaTypeError
from api.protocol import FORM, UPDATE, operation_of, read_operation, read_pairs
from api.writing import body_of
from kg.engine.formats import Format, by_name
from kg.errors import UsageError
from kg.rdf_input import INPUT_FORMATS, MEDIA_TYPES, format_of
from kg.update_run import Update

MULTIPART = "multipart/form-data"
ACCEPTED = (*MEDIA_TYPES, MULTIPART, UPDATE.media_type, FORM)
_MAX_PARTS = 100
_SAYS_NOTHING = ("", "text/plain", "application/octet-stream")  # what clients put on a part they know nothing of
Part = tuple[Format, bytes]


@dataclass(slots=True)
class Asked:
    """What is to be validated: data, a graph ("" for the default graph), or an update; shapes: None for ours."""

    data: list[Part] = field(default_factory=list)
    shapes: list[Part] | None = None
    graph: str | None = None
    update: Update | None = None
    advanced: bool = False
    plain: bool | None = None
    fields: dict[str, str] = field(default_factory=dict)  # all others, the URL's before the body's


@dataclass(frozen=True, slots=True)
class _Field:
    """One field as it was sent. media_type, filename: "" where it has none."""

    name: str
    body: bytes
    media_type: str = ""
    filename: str = ""


class _Parts(MultiPartParser):
    """Keeps the Content-Type of a part without a filename: the framework takes such a part for plain text."""

    def on_headers_finished(self) -> None:
        part = self._current_part
        names = {name for name, _ in part.item_headers}
        if b"content-type" in names and b"filename" not in (part.content_disposition or b""):
            part.content_disposition = (part.content_disposition or b"") + b'; filename=""'
        super().on_headers_finished()


async def read(request: Request, limit: int) -> Asked:
    """What a request asks. limit: bytes of its body, unpacked.

    Raises UsageError, UnsupportedMediaTypeError; UsageError too where nothing is asked, or more than one thing.
    """
    in_url = read_pairs(request.scope.get("query_string", b""))
    asked = Asked(fields=dict(reversed(in_url)))
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if request.method == "POST":
        if media_type == MULTIPART:
            _take(asked, await _multipart(request, limit))
        elif media_type == UPDATE.media_type:
            operation = await read_operation(request, UPDATE)
            asked.update = _update(request, operation.text or "", operation.default_graphs, operation.named_graphs)
        elif media_type == FORM:
            pairs = read_pairs(await body_of(request, limit))
            _take(asked, [_Field(name, value.encode()) for name, value in pairs])
        elif media_type or request.headers.get("content-length", "0") != "0":
            asked.data.append((_body_format(request), await body_of(request, limit)))
    _complete(request, asked, in_url)
    return asked


def _take(asked: Asked, sent: list[_Field]) -> None:
    """Sorts the fields of a form."""
    plain = {one.name: _text(one) for one in reversed(sent) if one.name not in ("data", "shapes")}
    asked.fields = {**plain, **asked.fields}
    for one in sent:
        if one.name in ("data", "shapes") and one.body.strip():
            given = (_format(one, plain.get(f"{one.name}-type", "")), one.body)
            if one.name == "data":
                asked.data.append(given)
            else:
                asked.shapes = [*(asked.shapes or []), given]


def _complete(request: Request, asked: Asked, in_url: list[tuple[str, str]]) -> None:
    fields = asked.fields
    if asked.update is None and fields.get("update", "").strip():
        graphs = [pair for pair in in_url if pair[0] in (UPDATE.default_graphs, UPDATE.named_graphs)]
        operation = operation_of([*graphs, (UPDATE.parameter, fields["update"])], UPDATE)
        asked.update = _update(request, fields["update"], operation.default_graphs, operation.named_graphs)
    if fields.get("graph"):
        asked.graph = _graph(fields["graph"])
    asked.advanced = is_on(fields, "advanced") or False
    asked.plain = is_on(fields, "plain")
    told = [bool(asked.data), asked.graph is not None, asked.update is not None]
    if sum(told) > 1:
        raise UsageError("send one of data, graph and update: each is validated by itself")
    if asked.update is not None and asked.shapes is not None:
        raise UsageError("an update is validated against the shapes of this graph; send no others with it")
    if not any(told):
        raise UsageError(
            "there is nothing to validate: send RDF as the body or in a field 'data', or name a graph with ?graph=IRI, "
            "or send a SPARQL update in a field 'update'"
        )


def is_on(fields: dict[str, str], name: str) -> bool | None:
    """A switch; `?plain` alone turns it on. None where it is not there."""
    value = fields.get(name)
    return None if value is None else value.strip().lower() not in ("0", "false", "no", "off")


def _graph(name: str) -> str:
    if name == "default":
        return ""
    try:
        return NamedNode(name).value
    except ValueError as error:
        raise UsageError(f"graph={name[:200]!r} is no absolute IRI ({error})") from error


def _update(
    request: Request, text: str, using: tuple[str, ...] | None, using_named: tuple[str, ...] | None
) -> Update:
    return Update(text, using, using_named, base=str(request.url.replace(path="/update", query="")))


def _body_format(request: Request) -> Format:
    content_type = request.headers.get("content-type", "")
    found = format_of(content_type)
    if found is None:
        what = f"Content-Type {content_type[:100]!r} is not taken" if content_type else "there is no Content-Type"
        raise UnsupportedMediaTypeError(f"{what}; send one of {', '.join(ACCEPTED)}", ACCEPTED)
    return found


def _format(one: _Field, said: str) -> Format:
    """What a field is, by the first of these that says: its Content-Type, its filename, `data-type`; else Turtle."""
    if one.media_type.split(";")[0].strip().lower() not in _SAYS_NOTHING:
        found = format_of(one.media_type)
        if found is None:
            raise UnsupportedMediaTypeError(
                f"field '{one.name}': {one.media_type[:100]!r} is not taken; send one of {', '.join(MEDIA_TYPES)}",
                MEDIA_TYPES,
            )
        return found
    found = by_name(one.filename.rpartition(".")[2], INPUT_FORMATS) if "." in one.filename else None
    if found is None and said:
        found = by_name(said, INPUT_FORMATS)
        if found is None:
            raise UsageError(f"{one.name}-type={said[:60]!r}: expected one of {', '.join(MEDIA_TYPES)}")
    if found is None and one.media_type.startswith("text/plain"):
        found = format_of("application/n-triples") if not said else None
    return found or INPUT_FORMATS[0]


async def _multipart(request: Request, limit: int) -> list[_Field]:
    parser = _Parts(
        request.headers, request.stream(), max_files=_MAX_PARTS, max_fields=_MAX_PARTS, max_part_size=limit
    )  # fmt: skip
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise UsageError(f"the form cannot be read: {error.message}") from error
    except KeyError as error:
        raise UsageError("the form cannot be read: its Content-Type names no boundary") from error
    except HTTPException as error:
        raise UsageError(f"the form cannot be read: {error.detail}") from error
    try:
        found = []
        for name, part in form.multi_items():
            if isinstance(part, UploadFile):
                found.append(_Field(name, await part.read(), part.content_type or "", part.filename or ""))
            else:
                found.append(_Field(name, part.encode()))
        return found
    finally:
        await form.close()


def _text(one: _Field) -> str:
    try:
        return one.body.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"field '{one.name[:60]}' is not UTF-8 (byte {error.start})") from error
