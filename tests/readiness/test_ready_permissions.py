"""No call is made that the printed policy does not allow, and none that changes anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from futago.aws import Clients, Guard, Manners
from futago.operations.permissions import policies
from futago.readiness.operator_rights import IAM_REGION
from futago.readiness.readiness import permissions
from modules.operation import Mode, Promotion
from regions import OSAKA, TOKYO
from tests.iam_findings import iam_findings
from tests.readiness.ready_scene import ESTATE, Scene
from tests.steps_of_kinds import Recording, undeclared

_STREAMS_TOO = "dynamodb:GetResourcePolicy"
"""Allowed on a table or on a stream (Service Authorization Reference); Parliament wants both."""
HARMLESS = {"kms:Encrypt", "kms:Decrypt", "iam:SimulatePrincipalPolicy"}


class RecordingAws:
    """Clients of AWS that remember who was asked for what."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self.recording: Recording | None = None

    def mannered(self, manners_in: Callable[[str], Manners], guard: Guard | None = None) -> Any:
        """The clients that a look makes for itself."""
        self.recording = Recording(self._clients.mannered(manners_in, guard))
        return self.recording


@pytest.mark.parametrize("mode", Mode)
def test_every_call_is_declared(scene: Scene, mode: Mode) -> None:
    """Whatever a look calls, its policy for that Region allows."""
    to = TOKYO if mode is Mode.FAILBACK else OSAKA
    aws = RecordingAws(scene.clients)
    scene.assess(mode, to, aws)
    assert aws.recording is not None
    called = [
        (action, IAM_REGION if action.startswith("iam:") else code)
        for action, code in aws.recording.called
        if not action.startswith("sts:")  # GetCallerIdentity needs no right
    ]
    assert [] == undeclared(called, permissions(Promotion(ESTATE, mode, to, "ready")))
    assert {"kms:Encrypt", "kms:Decrypt"} <= {action for action, _ in aws.recording.writes()} <= HARMLESS


@pytest.mark.parametrize("mode", Mode)
def test_policies_are_sound(mode: Mode) -> None:
    """A tool that looks for faults in IAM policies finds none; IAM is asked in its own Region."""
    made = policies(permissions(Promotion(ESTATE, mode, OSAKA, "ready")))
    assert {TOKYO.code, OSAKA.code, IAM_REGION} == set(made)
    for policy in made.values():
        assert [] == [each for each in iam_findings(json.dumps(policy)) if _STREAMS_TOO not in each]
