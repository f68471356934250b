"""There is no way around a gate, and no policy that allows more than it has to."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from futago.spec import load
from modules.applications.inputs import ApplicationInputs
from modules.dynamodb.gate import table_arn
from modules.dynamodb.inputs import TableInputs
from modules.s3.inputs import BucketInputs
from modules.s3.names import bucket_name
from tests.estates import an_estate
from tests.iam_findings import iam_findings
from tests.policies.authorization import Authorization, Role, statements

ROOT = Path(__file__).parents[2]
SPECS = (ROOT / "examples" / "payments.yaml", ROOT / "tests" / "synthesis" / "everything.yaml")
ADMINISTRATION = {
    "tables": ("dynamodb:PutResourcePolicy", "dynamodb:DeleteResourcePolicy", "dynamodb:DeleteTable"),
    "buckets": (
        *("s3:PutAccessPointPolicy", "s3:DeleteAccessPointPolicy", "s3:DeleteAccessPoint"),
        *("s3:PutBucketPolicy", "s3:BypassGovernanceRetention", "s3:DeleteObjectVersion"),
    ),
    "secrets": ("secretsmanager:PutResourcePolicy", "secretsmanager:DeleteSecret"),
    "keys": ("kms:PutKeyPolicy", "kms:CreateGrant", "kms:ScheduleKeyDeletion"),
}
"""What no application may do with anything."""
CARTS = TableInputs.model_validate({"consistency": "eventual", "partition_key": "id"})
ACCESS_POINT = re.compile(r"arn:aws:s3:[a-z0-9-]+:\d{12}:accesspoint/([a-z0-9-]+)(?:/object(?=/))?(?=[\"/])")


@pytest.fixture(scope="module", params=SPECS, ids=lambda path: path.stem)
def authorization(request: pytest.FixtureRequest) -> Authorization:
    """An estate's policies."""
    return Authorization(load(request.param).estate)


def strong_buckets(authorization: Authorization) -> list[tuple[str, BucketInputs]]:
    """The buckets that have a gate."""
    found = authorization.estate.sections["buckets"].items()
    return [
        (name, inputs)
        for name, inputs in found
        if isinstance(inputs, BucketInputs) and inputs.consistency == "strong"
    ]


@pytest.mark.parametrize("context", [{}, {"s3:DataAccessPointArn": "another"}], ids=["direct", "another"])
@pytest.mark.parametrize("action", ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"])
def test_strong_bucket_is_reached_through_its_access_point_only(
    authorization: Authorization, action: str, context: dict[str, str]
) -> None:
    """A request to the bucket itself, or through any other access point, is allowed to no application."""
    for name, inputs in strong_buckets(authorization):
        for region in authorization.estate.pair:
            bucket = f"arn:aws:s3:::{bucket_name(authorization.estate, name, inputs, region)}"
            resource = bucket if action == "s3:ListBucket" else f"{bucket}/some/key"
            policy = authorization.bucket_policy(name, region)
            assert [] == [
                role.arn
                for role in authorization.roles.values()
                if authorization.request(
                    role, action, resource, region, resource_policy=policy, context=context
                )
            ]


@pytest.mark.parametrize("section", ADMINISTRATION)
def test_applications_administer_nothing(authorization: Authorization, section: str) -> None:
    """No application may move a gate, or change or delete what it uses."""
    for name in authorization.estate.sections[section]:
        for region in authorization.estate.pair:
            arn = authorization.arn(section, name, region)
            assert [] == [
                (role.arn, action)
                for role in authorization.roles.values()
                for action in ADMINISTRATION[section]
                for resource in (arn, arn.removesuffix("/object/some/key"))
                if authorization.request(role, action, resource, region)
            ]


@pytest.mark.parametrize(("via", "allowed"), [("dynamodb", True), ("s3", False), (None, False)])
def test_key_of_a_table_is_used_through_dynamodb_only(via: str | None, *, allowed: bool) -> None:
    """Reading an item takes its table's key, in the same Region, and no other way to that key is given."""
    authorization = Authorization(load(SPECS[0]).estate)
    tokyo = authorization.estate.pair.first
    role = authorization.roles["payment-api", tokyo.code]
    context = {"kms:ViaService": f"{via}.{tokyo.code}.amazonaws.com"} if via else {}
    arn = authorization.arn("keys", "ledger", tokyo)  # it encrypts the idempotency keys
    assert allowed == authorization.request(role, "kms:Decrypt", arn, tokyo, context=context)


@pytest.mark.parametrize(
    ("access", "returned", "allowed"),
    [
        ("write", None, True),
        ("write", "UPDATED_NEW", True),
        ("write", "ALL_OLD", False),
        ("write", "ALL_NEW", False),
        ("read-write", "ALL_OLD", True),
    ],
)
def test_who_only_writes_gets_no_item_back(access: str, returned: str | None, *, allowed: bool) -> None:
    """An update that returns the item is a read: who may write and not read may not ask for it."""
    application = ApplicationInputs.model_validate({"runs_on": "ecs", "uses": {"tables": {"carts": access}}})
    authorization = Authorization(
        an_estate({"tables": {"carts": CARTS}, "applications": {"web": application}})
    )
    tokyo = authorization.estate.pair.first
    context = {"dynamodb:ReturnValues": returned} if returned else {}
    arn = table_arn(authorization.estate, "carts", CARTS, tokyo)
    role = authorization.roles["web", tokyo.code]
    for action in ("dynamodb:UpdateItem", "dynamodb:PutItem", "dynamodb:DeleteItem"):
        assert allowed is authorization.request(role, action, arn, tokyo, context=context)


def test_gates_deny_nobody_but_applications(authorization: Authorization) -> None:
    """Replication's service-linked role, and people, pass every gate in either state."""
    account = authorization.estate.account
    anything = {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    roles = (
        "aws-service-role/replication.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBReplication",
        "admin",
    )
    for name, _ in strong_buckets(authorization):
        for region in authorization.estate.pair:
            for role in roles:
                other = Role(f"arn:aws:iam::{account}:role/{role}", anything)
                gate = authorization.gate_policy("buckets", name, region, "now")
                arn = authorization.arn("buckets", name, region)
                assert authorization.request(other, "s3:PutObject", arn, region, resource_policy=gate)


def test_no_resource_is_a_star(authorization: Authorization) -> None:
    """Every statement of every role names what it is about."""
    for role in authorization.roles.values():
        for statement in statements(role.policy):
            assert [] == [arn for arn in statement["Resource"] if arn == "*" or arn.endswith(":*")]
            assert [] == [action for action in statement["Action"] if "*" in action]


def test_parliament_finds_nothing(authorization: Authorization) -> None:
    """Parliament knows every action, and that it can be had for the resources that are named.

    Its definitions know the objects of buckets, and not yet those of access points, which are shown as such.
    """
    assert [] == [
        finding
        for role in authorization.roles.values()
        if role.policy
        for finding in iam_findings(ACCESS_POINT.sub(r"arn:aws:s3:::\1", json.dumps(role.policy)))
    ]
