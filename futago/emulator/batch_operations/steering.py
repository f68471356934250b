"""How fast jobs run, how many at once, and what is to go wrong: set through the control port.

AWS tells neither the pace nor how many jobs run at a time; both are the emulator's own settings, as are the
injected failures, which stand for what AWS does for reasons of its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Text = Annotated[str, Field(min_length=1)]


class SteeringError(Exception):
    """Settings that the emulator does not understand."""


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TaskFault(_Settings):
    """Tasks that fail with a given error, as if AWS had refused them.

    Attributes:
        bucket: the source bucket.
        key_pattern: which keys, with ``*``, ``?`` and ``[…]``.
        error_code: the code in the completion report, such as ``DstKmsKeyInvalidState``.
        http_status: the status in the completion report.
        message: the message there.
        count: how many tasks fail before the fault is over; without it all.
    """

    bucket: Text
    key_pattern: Text = "*"
    error_code: Text = "InternalError"
    http_status: Annotated[int, Field(ge=300, le=599)] = 500
    message: str = "We encountered an internal error. Please try again."
    count: Annotated[int, Field(ge=1)] | None = None


class JobFault(_Settings):
    """Jobs that fail while they are prepared, at 0 %.

    Attributes:
        bucket: the source bucket.
        failure_code: the code that DescribeJob tells; without code and reason it tells none, as users have
            seen it (github.com/aws/aws-cli/issues/7830).
        failure_reason: the reason that DescribeJob tells.
        count: how many jobs fail before the fault is over; without it all.
    """

    bucket: Text
    failure_code: Text | None = None
    failure_reason: Text | None = None
    count: Annotated[int, Field(ge=1)] | None = None


class Steering(_Settings):
    """All settings; what is not given is as at the start.

    Attributes:
        objects_per_second: how many tasks a job runs; without it as many as the machine can.
        state_seconds: how long a job stays in each state that it passes by itself.
        jobs_at_once: how many jobs of a Region are Active; more wait in Ready, and one of higher priority
            makes one of lower pause.
        task_faults: tasks that fail.
        job_faults: jobs that fail.
    """

    objects_per_second: Annotated[float, Field(gt=0)] | None = None
    state_seconds: Annotated[float, Field(ge=0)] = 0.0
    jobs_at_once: Annotated[int, Field(ge=1)] = 10
    task_faults: list[TaskFault] = []
    job_faults: list[JobFault] = []


@dataclass
class _InForce:
    """The settings in force, and how often each fault has struck."""

    settings: Steering = field(default_factory=Steering)
    struck: dict[int, int] = field(default_factory=dict)


_in_force = _InForce()


def settings() -> Steering:
    """The settings in force."""
    return _in_force.settings


def steer(wanted: Mapping[str, Any]) -> Steering:
    """Put settings in force, in place of all that were.

    Args:
        wanted: the attributes of :class:`Steering`; none brings back those of the start.

    Raises:
        SteeringError: an unknown name or a value that is not allowed.
    """
    try:
        new = Steering.model_validate(wanted)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}, got {fault['input']!r}"
            for fault in error.errors()
        )
        raise SteeringError(f"{faults}; known are {', '.join(Steering.model_fields)}") from error
    _in_force.settings, _in_force.struck = new, {}
    return new


def task_fault(bucket: str, key: str) -> TaskFault | None:
    """Return the fault that strikes a task now, if one does."""
    for fault in _in_force.settings.task_faults:
        if bucket == fault.bucket and fnmatchcase(key, fault.key_pattern) and _strikes(fault):
            return fault
    return None


def job_fault(bucket: str) -> JobFault | None:
    """Return the fault that strikes a job of a bucket now, if one does."""
    for fault in _in_force.settings.job_faults:
        if bucket == fault.bucket and _strikes(fault):
            return fault
    return None


def _strikes(fault: TaskFault | JobFault) -> bool:
    struck = _in_force.struck.get(id(fault), 0)
    _in_force.struck[id(fault)] = struck + 1
    return struck < (math.inf if fault.count is None else fault.count)
