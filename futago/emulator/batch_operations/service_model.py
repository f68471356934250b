"""S3 Control's requests and answers as botocore's service model describes them.

The model (``botocore/data/s3control/2018-08-20``) is the authority on shapes: a request is taken apart by it,
so that what it does not name, lacks or does not allow is refused as the service would, and answers are
written by it, so that every SDK reads them.

Protocol: Smithy's restXml ("AWS restXml protocol").
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import botocore.session
from botocore.model import ListShape, OperationModel, ServiceModel, Shape, StringShape, StructureShape
from botocore.utils import parse_timestamp
from botocore.validate import ParamValidator

from futago.emulator.batch_operations.refusal import RefusedError

Record: TypeAlias = dict[str, Any]

NAMESPACE = "https://awss3control.amazonaws.com/doc/2018-08-20/"
OPERATIONS = (
    "CreateJob",
    "DescribeJob",
    "ListJobs",
    "UpdateJobStatus",
    "UpdateJobPriority",
    "PutJobTagging",
    "GetJobTagging",
    "DeleteJobTagging",
)
"""The operations on jobs: all that the API has."""


@dataclass(frozen=True)
class Request:
    """One request.

    Attributes:
        operation: which operation it is for.
        parameters: its parameters, as an SDK takes them.
    """

    operation: str
    parameters: Record


@functools.cache
def operation_model(name: str) -> OperationModel:
    """The model of an operation."""
    return _service().operation_model(name)


@functools.cache
def _service() -> ServiceModel:
    return botocore.session.get_session().get_service_model("s3control")


def parse(
    method: str, path: str, headers: Mapping[str, str], query: Mapping[str, Any], body: bytes
) -> Request | None:
    """Take a request apart.

    Args:
        method: HTTP method.
        path: path without the query.
        headers: headers with names in lower case.
        query: values by name, each a text or a list of texts.
        body: the body.

    Returns:
        The request, or None if it is for no operation on jobs.

    Raises:
        RefusedError: the model does not allow it.
    """
    for name in OPERATIONS:
        model = operation_model(name)
        labels = _labels(model, path) if model.http["method"] == method else None
        if labels is not None:
            shape = _structure(model.input_shape)
            request = Request(name, _parameters(shape, labels, headers, query, body))
            _check(shape, request.parameters)
            return request
    return None


def render(operation: str, answer: Record) -> bytes:
    """Write an operation's answer as XML; nothing for an operation that answers nothing."""
    root = ET.Element(f"{operation}Result", xmlns=NAMESPACE)
    _write(root, _structure(operation_model(operation).output_shape), answer)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _structure(shape: StructureShape | None) -> StructureShape:
    assert shape is not None, "every operation on jobs takes and answers something"  # noqa: S101
    return shape


def _labels(model: OperationModel, path: str) -> dict[str, str] | None:
    """Return what stands in the path for the labels of the operation's URI."""
    uri = model.http["requestUri"].partition("?")[0]
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(uri))
    found = re.fullmatch(pattern, path)
    return {label: unquote(text) for label, text in found.groupdict().items()} if found else None


def _parameters(
    shape: StructureShape,
    labels: Mapping[str, str],
    headers: Mapping[str, str],
    query: Mapping[str, Any],
    body: bytes,
) -> Record:
    found: Record = {}
    for name, member in shape.members.items():
        location, wire_name = member.serialization.get("location"), _wire_name(name, member)
        if location == "header":
            texts = _texts(headers.get(wire_name.lower()))
        elif location == "uri":
            texts = _texts(labels.get(wire_name))
        elif location == "querystring":
            texts = _texts(query.get(wire_name))
        else:
            continue
        if isinstance(member, ListShape) and texts:
            found[name] = [_scalar(member.member, text) for text in texts]
        elif texts:
            found[name] = _scalar(member, texts[0])
    if body:
        found |= _read_structure(shape, _document(body))
    return found


def _texts(value: str | Sequence[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def _document(body: bytes) -> ET.Element:
    try:
        return ET.fromstring(body)  # noqa: S314 - from a client on the loopback interface
    except ET.ParseError as error:
        raise RefusedError("MalformedXML", f"The XML you provided was not well-formed: {error}") from error


def _read(shape: Shape, element: ET.Element) -> Any:
    if isinstance(shape, StructureShape):
        return _read_structure(shape, element)
    if isinstance(shape, ListShape):
        return [_read(shape.member, child) for child in element]
    return _scalar(shape, element.text or "")


def _read_structure(shape: StructureShape, element: ET.Element) -> Record:
    members = {_wire_name(name, member): name for name, member in shape.members.items() if _in_body(member)}
    found: Record = {}
    for child in element:
        tag = child.tag.rpartition("}")[2]
        if tag not in members:
            raise RefusedError(
                "MalformedXML", f"{element.tag.rpartition('}')[2]} has no member {tag}; {_known(members)}"
            )
        name = members[tag]
        found[name] = _read(shape.members[name], child)
    return found


def _known(names: Mapping[str, str]) -> str:
    return f"known: {', '.join(names)}" if names else "it has none"


def _in_body(shape: Shape) -> bool:
    return "location" not in shape.serialization


def _wire_name(name: str, shape: Shape) -> str:
    return str(shape.serialization.get("name", name))


def _scalar(shape: Shape, text: str) -> Any:
    try:
        match shape.type_name:
            case "integer" | "long":
                return int(text)
            case "boolean":
                return {"true": True, "false": False}[text]
            case "timestamp":
                return parse_timestamp(text).astimezone(dt.UTC)
            case _:
                return text
    except (ValueError, KeyError) as error:
        raise RefusedError("MalformedXML", f"{text!r} is no {shape.type_name} ({shape.name})") from error


def _check(shape: StructureShape, parameters: Record) -> None:
    report = ParamValidator().validate(parameters, shape)
    if report.has_errors():
        raise RefusedError("BadRequestException", f"Request invalid: {report.generate_report()}")
    _check_limits(shape, parameters, "")


def _check_limits(shape: Shape, value: Any, place: str) -> None:
    """Check what an SDK leaves to the service: enumerations, greatest lengths and values, patterns."""
    if isinstance(shape, StructureShape):
        for name, member in value.items():
            _check_limits(shape.members[name], member, f"{place}.{name}")
    elif isinstance(shape, ListShape):
        for member in value:
            _check_limits(shape.member, member, f"{place}[]")
    objection = _objection(shape, value)
    if objection:
        raise RefusedError("BadRequestException", f"Request invalid: {place[1:]} {value!r} {objection}")


def _objection(shape: Shape, value: Any) -> str | None:
    greatest = shape.metadata.get("max")
    if isinstance(shape, StringShape) and shape.enum and value not in shape.enum:
        return f"is none of {', '.join(shape.enum)}"
    if greatest is not None and (value if isinstance(value, int) else len(value)) > greatest:
        return f"exceeds {greatest}"
    pattern = shape.metadata.get("pattern")
    # Python's re knows no \p{…}; those patterns, of tags only, are left unchecked.
    if pattern and r"\p" not in pattern and not re.fullmatch(pattern, value):
        return f"does not match {pattern}"
    return None


def _write(element: ET.Element, shape: Shape, value: Any) -> None:
    if isinstance(shape, StructureShape):
        for name, member in shape.members.items():
            if value.get(name) is not None:
                _write(ET.SubElement(element, _wire_name(name, member)), member, value[name])
    elif isinstance(shape, ListShape):
        for each in value:
            _write(ET.SubElement(element, _wire_name("member", shape.member)), shape.member, each)
    elif shape.type_name == "boolean":
        element.text = str(value).lower()
    elif shape.type_name == "timestamp":
        element.text = value.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    else:
        element.text = str(value)
