"""Reading Terraform's machine-readable output."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from futago.deploy.events import (
    Action,
    ChangeSummary,
    Diagnostic,
    Event,
    PlannedChange,
    ResourceStep,
    Step,
    parse_event,
)

RESOURCE = {"addr": "aws_kms_key.ledger", "resource_type": "aws_kms_key"}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            {"type": "apply_start", "hook": {"resource": RESOURCE, "action": "create"}},
            ResourceStep("aws_kms_key.ledger", Action.CREATE, Step.BEGAN),
        ),
        (
            {
                "type": "apply_progress",
                "hook": {"resource": RESOURCE, "action": "create", "elapsed_seconds": 10},
            },
            ResourceStep("aws_kms_key.ledger", Action.CREATE, Step.GOES_ON, 10.0),
        ),
        (
            {
                "type": "apply_errored",
                "hook": {"resource": RESOURCE, "action": "delete", "elapsed_seconds": 1},
            },
            ResourceStep("aws_kms_key.ledger", Action.DELETE, Step.FAILED, 1.0),
        ),
        (
            {"type": "refresh_complete", "hook": {"resource": RESOURCE, "id_key": "id", "id_value": "1"}},
            ResourceStep("aws_kms_key.ledger", Action.REFRESH, Step.DONE),
        ),
        (
            {"type": "ephemeral_op_start", "hook": {"resource": RESOURCE, "action": "open"}},
            ResourceStep("aws_kms_key.ledger", Action.OPEN, Step.BEGAN),
        ),
        (
            {"type": "planned_change", "change": {"resource": RESOURCE, "action": "action of tomorrow"}},
            PlannedChange("aws_kms_key.ledger", Action.OTHER),
        ),
        (
            {"type": "change_summary", "changes": {"add": 1, "change": 2, "remove": 3, "operation": "apply"}},
            ChangeSummary("apply", 1, 2, 3),
        ),
        (
            {
                "type": "diagnostic",
                "diagnostic": {"severity": "error", "summary": "no", "snippet": {"code": "s"}},
            },
            Diagnostic("error", "no", "", None),
        ),
        ({"type": "outputs", "outputs": {"password": {"value": "planted-canary"}}}, None),
        ({"type": "apply_start"}, None),
    ],
)
def test_message_becomes_its_event(message: dict[str, Any], expected: Event | None) -> None:
    """Each message that somebody needs becomes an event; others, and outputs above all, become none."""
    assert expected == parse_event(json.dumps(message))


@given(st.text())
def test_line_that_is_no_json_is_no_event(line: str) -> None:
    """Whatever a plugin writes in between, it is no event and no fault."""
    assert parse_event(line) is None
