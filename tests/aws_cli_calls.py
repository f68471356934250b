"""What the AWS CLI makes of a command, so that a runbook's commands can be carried out without it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from botocore import xform_name
from botocore.loaders import Loader
from botocore.model import ServiceModel, Shape
from botocore.session import get_session

from modules.estate import Estate
from modules.proof import Clients

_SERVICES = {"s3api": "s3"}
_GLOBAL = {"region", "query", "output", "cli-connect-timeout", "cli-read-timeout"}
"""Options of every command (AWS CLI Command Reference, "Global options")."""


def wrong_in(argv: tuple[str, ...]) -> list[str]:
    """What the AWS CLI would not take of a command."""
    program, service, operation, *_ = argv
    if program != "aws":
        return [f"{program} is not the AWS CLI"]
    if operation not in _operations(service):
        return [f"{service} has no operation {operation}"]
    given = [word.removeprefix("--") for word in argv if word.startswith("--")]
    members, required = _members(service, operation), _required(service, operation)
    known = {
        *members,
        *(f"no-{name}" for name, its in members.items() if its.shape.type_name == "boolean"),
        *_GLOBAL,
    }
    unknown = [f"unknown --{name}" for name in given if name not in known]
    return unknown + [f"missing --{name}" for name in required if name not in given]


def carry_out(clients: Clients, estate: Estate, argv: tuple[str, ...]) -> Any:
    """Make the call that the AWS CLI would make, in the Region that the command names."""
    _program, service, operation, *_ = argv
    options = _options(argv)
    members = _members(service, operation)
    arguments = {}
    for option, values in options.items():
        if option not in _GLOBAL:
            is_negated = option not in members
            member = members[option.removeprefix("no-") if is_negated else option]
            arguments[member.name] = False if is_negated else _value(member.shape, values)
    client = clients.client(_SERVICES.get(service, service), estate.pair[options["region"][0]])
    return getattr(client, xform_name(_operations(service)[operation]))(**arguments)


def _options(argv: tuple[str, ...]) -> dict[str, list[str]]:
    options: dict[str, list[str]] = {}
    name = ""
    for word in argv[3:]:
        if word.startswith("--"):
            name = word.removeprefix("--")
            options[name] = []
        else:
            options[name].append(word)
    return options


def _value(shape: Shape, values: list[str]) -> Any:
    if shape.type_name == "boolean":
        return True
    if shape.type_name == "list":
        return values
    if shape.type_name in {"structure", "map"}:
        return json.loads(values[0])
    return int(values[0]) if shape.type_name in {"integer", "long"} else values[0]


@cache
def _operations(service: str) -> dict[str, str]:
    return {_words(name): name for name in _model(service).operation_names}


@dataclass(frozen=True)
class _Member:
    name: str
    shape: Shape


@cache
def _members(service: str, operation: str) -> dict[str, _Member]:
    shape = _model(service).operation_model(_operations(service)[operation]).input_shape
    if shape is None:
        return {}
    return {_words(name): _Member(name, its) for name, its in shape.members.items()}


def _required(service: str, operation: str) -> list[str]:
    shape = _model(service).operation_model(_operations(service)[operation]).input_shape
    return [_words(member) for member in shape.required_members] if shape is not None else []


@cache
def _model(service: str) -> ServiceModel:
    loader: Loader = get_session().get_component("data_loader")
    name = _SERVICES.get(service, service)
    return ServiceModel(loader.load_service_model(name, "service-2"), name)


def _words(name: str) -> str:
    return str(xform_name(name, "-"))
