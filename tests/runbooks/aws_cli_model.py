"""What the AWS CLI takes, by the very models that it is made from."""

from __future__ import annotations

from functools import cache
from typing import Any

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.session import get_session

from botocore import xform_name  # isort: skip # botocore/__init__.py

_SERVICES = {"s3api": "s3"}
_GLOBAL = {"region", "query", "output", "cli-connect-timeout", "cli-read-timeout"}
"""Options of every command (AWS CLI Command Reference, "Global options")."""


def wrong_in(argv: tuple[str, ...]) -> list[str]:
    """What the AWS CLI would not take of a command."""
    program, service, operation, *options = argv
    if program != "aws":
        return [f"{program} is not the AWS CLI"]
    operations = _operations(_SERVICES.get(service, service))
    if operation not in operations:
        return [f"{service} has no operation {operation}"]
    names = [option.removeprefix("--") for option in options if option.startswith("--")]
    known = operations[operation]
    unknown = [name for name in names if name not in known | _GLOBAL]
    missing = [name for name in _required(service, operation) if name not in names]
    return [f"unknown --{name}" for name in unknown] + [f"missing --{name}" for name in missing]


@cache
def _operations(service: str) -> dict[str, set[str]]:
    model = _model(service)
    return {_words(name): _options(model, name) for name in model.operation_names}


def _options(model: ServiceModel, operation: str) -> set[str]:
    shape = model.operation_model(operation).input_shape
    members: dict[str, Any] = dict(shape.members) if shape is not None else {}
    names = set()
    for member, its in members.items():
        names.add(_words(member))
        if its.type_name == "boolean":
            names.add(f"no-{_words(member)}")
    return names


def _required(service: str, operation: str) -> list[str]:
    model = _model(_SERVICES.get(service, service))
    name = next(each for each in model.operation_names if _words(each) == operation)
    shape = model.operation_model(name).input_shape
    return [_words(member) for member in shape.required_members] if shape is not None else []


@cache
def _model(service: str) -> ServiceModel:
    loader: Loader = get_session().get_component("data_loader")
    return ServiceModel(loader.load_service_model(service, "service-2"), service)


def _words(name: str) -> str:
    return str(xform_name(name, "-"))
