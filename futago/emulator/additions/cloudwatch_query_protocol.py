"""CloudWatch over AWS's query protocol, which Terraform's provider speaks: whole requests and whole answers.

MiniStack reads and writes a part of each alarm so (no period, no dimensions, no actions), and puts a
dashboard's body into XML as it is. By JSON it knows all of them. Here a request of the query protocol is
taken apart as botocore's service model describes it, handed on as JSON, and the answer written as the model's
XML.

AWS: Smithy, "AWS query protocol"; CloudWatch API Reference.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl
from xml.etree import ElementTree as ET

import botocore.session
from botocore.model import ListShape, OperationModel, ServiceModel, Shape, StructureShape
from ministack.services import cloudwatch

from futago.emulator.additions.around import OK, Response, Wrapper, around

_FORM: Final = "application/x-www-form-urlencoded"
_NAMESPACE: Final = "http://monitoring.amazonaws.com/doc/2010-08-01/"
_NUMBERS: Final[Mapping[str, type[int | float]]] = {
    "integer": int,
    "long": int,
    "float": float,
    "double": float,
}


@around(cloudwatch, "handle_request")
async def handle_request(handle: Wrapper, method: str, path: str, *request: Any) -> Response:
    """Answer a request, whatever protocol it came by."""
    headers, body, query = request
    form = dict(parse_qsl((body or b"").decode(), keep_blank_values=True))
    action = form.get("Action", "")
    if not headers.get("content-type", "").startswith(_FORM) or action not in _service().operation_names:
        answer: Response = await handle(method, path, headers, body, query)
        return answer
    model = _service().operation_model(action)
    parameters = _read(model.input_shape, form, "") if model.input_shape else {}
    as_json = {
        **headers,
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": f"{_service().metadata['targetPrefix']}.{action}",
    }
    status, _headers, text = await handle(method, path, as_json, json.dumps(parameters).encode(), {})
    document = json.loads(text or b"{}")
    if status != OK:
        refused: Response = cloudwatch._error(
            document.get("__type", "InternalFailure"), document.get("message", ""), status
        )
        return refused
    return OK, {"Content-Type": "text/xml"}, _rendered(model, document)


@functools.cache
def _service() -> ServiceModel:
    return botocore.session.get_session().get_service_model("cloudwatch")


def _read(shape: Shape, form: Mapping[str, str], place: str) -> Any:
    """The value at ``place``: members are put behind a dot, items of a list as ``member.1`` and on."""
    if isinstance(shape, StructureShape):
        return {
            name: _read(member, form, f"{place}{name}.")
            for name, member in shape.members.items()
            if _is_given(form, f"{place}{name}")
        }
    if isinstance(shape, ListShape):
        items: list[Any] = []
        while _is_given(form, item := f"{place}member.{len(items) + 1}"):
            items.append(_read(shape.member, form, f"{item}."))
        return items
    text = form[place.removesuffix(".")]
    if shape.type_name == "boolean":
        return text == "true"
    return _NUMBERS.get(shape.type_name, str)(text)


def _is_given(form: Mapping[str, str], place: str) -> bool:
    return place in form or any(key.startswith(f"{place}.") for key in form)


def _rendered(model: OperationModel, document: Mapping[str, Any]) -> bytes:
    root = ET.Element(f"{model.name}Response", xmlns=_NAMESPACE)
    if model.output_shape is not None:
        _write(ET.SubElement(root, f"{model.name}Result"), model.output_shape, document)
    ET.SubElement(ET.SubElement(root, "ResponseMetadata"), "RequestId").text = "0"
    text: bytes = ET.tostring(root, encoding="utf-8")
    return text


def _write(element: ET.Element, shape: Shape, value: Any) -> None:
    if isinstance(shape, StructureShape):
        for name, member in shape.members.items():
            if value.get(name) is not None:
                _write(ET.SubElement(element, name), member, value[name])
    elif isinstance(shape, ListShape):
        for each in value:
            _write(ET.SubElement(element, "member"), shape.member, each)
    elif shape.type_name == "timestamp" and isinstance(value, int | float):
        element.text = cloudwatch._ts_iso(value)
    else:
        element.text = str(value).lower() if isinstance(value, bool) else str(value)
