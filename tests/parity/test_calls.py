"""What parity calls is declared, is there in AWS's API, and only reads."""

from __future__ import annotations

import re

import boto3
import pytest

from futago.operations.permissions import policies
from futago.parity.parity import permissions
from futago.parity.sight import resources_of
from modules.catalog import KINDS
from modules.parity import Call
from tests.parity.compared import small_estate

CALLS = sorted(
    {call for kind in KINDS if (comparer := kind.comparer()) is not None for call in comparer.CALLS},
    key=lambda call: (call.service, call.operation),
)
READING = re.compile(r"[a-z0-9-]+:(Get|List|Describe)[A-Za-z]+")
VALUES = frozenset({"secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue", "s3:GetObject"})


def _named(call: Call) -> str:
    return f"{call.service}-{call.operation}"


@pytest.mark.parametrize("call", CALLS, ids=_named)
def test_a_call_is_one_of_the_api(call: Call) -> None:
    """The operation exists, and a listing's items are a list in its answer (botocore's service models)."""
    client = boto3.client(
        call.service, region_name="ap-northeast-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    operation = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[call.operation])
    answer = operation.output_shape
    assert answer is not None
    assert not call.items or "list" == answer.members[call.items].type_name


@pytest.mark.parametrize("call", CALLS, ids=_named)
def test_a_call_only_reads(call: Call) -> None:
    """Nothing that changes anything, and nothing that shows what is stored."""
    assert READING.fullmatch(call.action)
    assert call.action not in VALUES


def test_the_printed_policy_allows_every_call_and_no_more() -> None:
    """The policy is made of the calls that the estate's kinds declare, for both Regions."""
    estate = small_estate()
    resources = resources_of(estate, KINDS)
    printed = policies(permissions(estate, resources))
    declared = {call.action for each in resources for call in each.comparer.CALLS}
    for region in estate.pair:
        statements = printed[region.code]["Statement"]
        assert declared == {action for each in statements for action in each["Action"]}
