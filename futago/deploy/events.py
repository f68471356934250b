"""What Terraform says while it runs, as typed events.

Terraform with ``-json`` prints one JSON object a line ("Machine-readable UI Output Reference",
https://developer.hashicorp.com/terraform/internals/machine-readable-ui). Its major version 1 allows unknown
types and properties to be ignored. The text meant for people (``@message``) is never read, and neither are
``snippet`` and ``outputs``, which can hold values of variables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

DATA_PREFIX: Final = "data."


class Action(StrEnum):
    """What Terraform does with a resource."""

    CREATE = "create"
    READ = "read"
    UPDATE = "update"
    REPLACE = "replace"
    DELETE = "delete"
    REFRESH = "refresh"
    OPEN = "open"
    OTHER = "other"


class Step(StrEnum):
    """How far Terraform is with a resource."""

    BEGAN = "began"
    GOES_ON = "goes on"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class ResourceStep:
    """A step of the work on one resource.

    Attributes:
        address: the resource's address in the stack.
        action: what is done with it.
        step: how far that is.
        elapsed_seconds: how long it has taken, where Terraform tells.
    """

    address: str
    action: Action
    step: Step
    elapsed_seconds: float = 0.0


@dataclass(frozen=True)
class PlannedChange:
    """A change that the plan holds.

    Attributes:
        address: the resource's address in the stack.
        action: what would be done with it.
    """

    address: str
    action: Action


@dataclass(frozen=True)
class Diagnostic:
    """An error or a warning.

    Attributes:
        severity: ``error`` or ``warning``.
        summary: what is wrong, in a line.
        detail: more about it; may be empty.
        address: the resource it is about; None if it is about none.
    """

    severity: str
    summary: str
    detail: str
    address: str | None

    @property
    def is_error(self) -> bool:
        """Whether it made the command fail."""
        return self.severity == "error"


@dataclass(frozen=True)
class ChangeSummary:
    """How many resources a plan would change, or an apply or destroy has changed.

    Attributes:
        operation: ``plan``, ``apply`` or ``destroy``.
        added: resources created.
        changed: resources updated in place.
        destroyed: resources deleted; one that is replaced counts here and in ``added``.
    """

    operation: str
    added: int
    changed: int
    destroyed: int

    @property
    def total(self) -> int:
        """How many steps that makes."""
        return self.added + self.changed + self.destroyed


Event = ResourceStep | PlannedChange | Diagnostic | ChangeSummary

_STEPS: Final = {
    "apply_start": Step.BEGAN,
    "apply_progress": Step.GOES_ON,
    "apply_complete": Step.DONE,
    "apply_errored": Step.FAILED,
    "ephemeral_op_start": Step.BEGAN,
    "ephemeral_op_progress": Step.GOES_ON,
    "ephemeral_op_complete": Step.DONE,
    "ephemeral_op_errored": Step.FAILED,
    "refresh_start": Step.BEGAN,
    "refresh_complete": Step.DONE,
}


def parse_event(line: str) -> Event | None:
    """Read one line of Terraform's output.

    Args:
        line: the line, with or without its end.

    Returns:
        The event, or None if the line is one that nobody here needs, or is no JSON object.
    """
    try:
        message = json.loads(line)
    except ValueError:
        return None
    if not isinstance(message, dict):
        return None
    try:
        return _event(message)
    except (KeyError, TypeError, ValueError):  # a form of a newer Terraform; the exit code still tells all
        return None


def _event(message: Mapping[str, Any]) -> Event | None:
    kind = message.get("type")
    if kind in _STEPS:
        hook = message["hook"]
        action = Action.REFRESH if str(kind).startswith("refresh") else _action(hook.get("action"))
        elapsed_seconds = float(hook.get("elapsed_seconds", 0))
        return ResourceStep(hook["resource"]["addr"], action, _STEPS[str(kind)], elapsed_seconds)
    if kind == "planned_change":
        change = message["change"]
        return PlannedChange(change["resource"]["addr"], _action(change["action"]))
    if kind == "diagnostic":
        told = message["diagnostic"]
        return Diagnostic(told["severity"], told["summary"], told.get("detail", ""), told.get("address"))
    if kind == "change_summary":
        changes = message["changes"]
        return ChangeSummary(changes["operation"], changes["add"], changes["change"], changes["remove"])
    return None


def _action(name: Any) -> Action:
    return Action(name) if name in set(Action) else Action.OTHER
