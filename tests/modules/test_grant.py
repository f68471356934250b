"""What a gate says in either state, and how a policy is read back."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from futago.errors import AwsError
from modules import proof
from modules.dynamodb.gate import put_gate, table_gate
from modules.dynamodb.inputs import TableInputs
from modules.grant import Gate, GateState, first_state
from modules.s3.gate import bucket_gate
from modules.s3.inputs import BucketInputs
from regions import PAIRS
from tests.estates import an_estate

TOKYO, OSAKA = PAIRS[0]
TABLE = TableInputs.model_validate({"consistency": "strong", "partition_key": "id"})
BUCKET = BucketInputs.model_validate({"consistency": "strong"})
ESTATE = an_estate({"tables": {"ledger": TABLE}, "buckets": {"receipts": BUCKET}})
GATES = (table_gate(ESTATE, "ledger", TABLE, TOKYO), bucket_gate(ESTATE, "receipts", BUCKET, OSAKA))
ROLES = "arn:aws:iam::123456789012:role/payments/applications/"
STATES: tuple[GateState, ...] = ("open", "closed")

each_gate = pytest.mark.parametrize("gate", GATES, ids=("table", "bucket"))
each_state = pytest.mark.parametrize("state", STATES)


def test_closed_denies_every_application() -> None:
    """Closed, a gate denies the roles of both Regions."""
    (statement,) = GATES[0].document("closed")["Statement"]
    assert ("Deny", {"ArnLike": {"aws:PrincipalArn": f"{ROLES}*"}}) == (
        statement["Effect"],
        statement["Condition"],
    )


def test_open_denies_the_other_region() -> None:
    """Open, Tokyo's gate denies the roles of Osaka."""
    (statement,) = GATES[0].document("open")["Statement"]
    assert {"ArnLike": {"aws:PrincipalArn": f"{ROLES}apne3/*"}} == statement["Condition"]


def test_a_gate_is_of_its_region() -> None:
    """What is denied is the Region's own replica, or its own access point's objects."""
    assert [
        "arn:aws:dynamodb:ap-northeast-1:123456789012:table/payments-ledger",
        "arn:aws:s3:ap-northeast-3:123456789012:accesspoint/payments-receipts/object/*",
    ] == [gate.resource for gate in GATES]


@each_gate
@each_state
def test_reads_back(gate: Gate, state: GateState) -> None:
    """A policy that was written is read as the state that it was written for."""
    assert state == gate.state_of(gate.text(state))


@each_gate
@each_state
def test_reads_what_a_service_writes_otherwise(gate: Gate, state: GateState) -> None:
    """Order, single values in lists, statement ids and the way to say everybody mean nothing."""
    document = gate.document(state)
    (statement,) = document["Statement"]
    written = {
        "Statement": {
            **{key: value for key, value in statement.items() if key != "Sid"},
            "Principal": {"AWS": ["*"]},
            "Action": statement["Action"][::-1],
            "Resource": [statement["Resource"]],
            "Condition": {
                "ArnLike": {"aws:PrincipalArn": [statement["Condition"]["ArnLike"]["aws:PrincipalArn"]]}
            },
        },
        "Version": document["Version"],
        "Id": "whatever",
    }
    assert state == gate.state_of(json.dumps(written, indent=2))


@pytest.mark.parametrize(
    "change",
    [
        {"Effect": "Allow"},
        {"Sid": "Mine", "Action": ["dynamodb:PutItem"]},
        {"Resource": "arn:aws:dynamodb:ap-northeast-3:123456789012:table/payments-ledger"},
        {"Principal": {"AWS": "arn:aws:iam::123456789012:root"}},
        {"Condition": {"ArnLike": {"aws:PrincipalArn": f"{ROLES}apne1/*"}}},
        {"Condition": {"ArnNotLike": {"aws:PrincipalArn": f"{ROLES}apne3/*"}}},
    ],
    ids=lambda change: [*change][-1],
)
def test_what_differs_is_foreign(change: dict[str, Any]) -> None:
    """A policy that means anything else is neither open nor closed."""
    document = GATES[0].document("open")
    document["Statement"][0] |= change
    assert "foreign" == GATES[0].state_of(json.dumps(document))


@each_gate
@each_state
def test_gate_of_another_version_is_a_gate(gate: Gate, state: GateState) -> None:
    """With other actions it is read as the state that it is in."""
    document = gate.document(state)
    document["Statement"][0]["Action"] = gate.actions[:1]
    assert state == gate.state_of(json.dumps(document))


def test_one_statement_more_is_foreign() -> None:
    """Somebody's own statement beside futago's is seen."""
    document = GATES[0].document("open")
    document["Statement"].append(
        {"Effect": "Allow", "Principal": "*", "Action": "dynamodb:*", "Resource": "*"}
    )
    assert "foreign" == GATES[0].state_of(json.dumps(document))


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "null", "{}"])
def test_no_policy_at_all_is_foreign(text: str) -> None:
    """What is no policy is read without stumbling."""
    assert "foreign" == GATES[0].state_of(text)


def test_first_state_is_open_at_home() -> None:
    """Terraform makes the gate open where home is, by the store or else the estate, and closed elsewhere."""
    moved = TABLE.model_copy(update={"home": OSAKA.code})
    assert ["open", "closed", "closed", "open"] == [
        first_state(ESTATE, inputs, region) for inputs in (TABLE, moved) for region in (TOKYO, OSAKA)
    ]


class RefusedError(Exception):
    """What an SDK raises where a service refuses."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.response = {"Error": {"Code": code}}


class ReluctantTable:
    """A table whose policy can't be put at the first try, as within 15 seconds of its last change."""

    def __init__(self, refusal: str) -> None:
        self.exceptions = SimpleNamespace(ClientError=RefusedError, PolicyNotFoundException=KeyError)
        self.policy = GATES[0].text("closed")
        self.refusals = [refusal]
        self.puts = 0

    def get_resource_policy(self, **_: Any) -> dict[str, str]:
        return {"Policy": self.policy, "RevisionId": "1"}

    def put_resource_policy(self, **request: Any) -> None:
        self.puts += 1
        if self.refusals:
            raise RefusedError(self.refusals.pop())
        self.policy = request["Policy"]

    def client(self, _service: str, _region: Any) -> Any:
        return self


@pytest.mark.parametrize(
    "refusal",
    ["LimitExceededException", "ResourceInUseException", "ThrottlingException", "PolicyNotFoundException"],
)
def test_gate_is_put_again_when_it_was_too_soon(refusal: str) -> None:
    """What DynamoDB does not take now it is asked to take again."""
    table = ReluctantTable(refusal)
    put_gate(table, ESTATE, "ledger", TABLE, TOKYO, "open")
    assert ("open", 2) == (GATES[0].state_of(table.policy), table.puts)


def test_refusal_for_good_is_raised() -> None:
    """Who may not put a policy is told so, and not made to wait."""
    with pytest.raises(RefusedError, match="AccessDeniedException"):
        put_gate(ReluctantTable("AccessDeniedException"), ESTATE, "ledger", TABLE, TOKYO, "open")


def test_what_does_not_read_back_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call's success is no proof: the gate has to be seen in its state."""
    table = ReluctantTable("ResourceInUseException")
    monkeypatch.setattr(proof, "ARRIVAL_TIMEOUT_SECONDS", 0.5)
    monkeypatch.setattr(table, "put_resource_policy", lambda **_: None)
    with pytest.raises(
        AwsError, match=r"^the gate of table 'ledger' in ap-northeast-1 is closed after it was put open$"
    ):
        put_gate(table, ESTATE, "ledger", TABLE, TOKYO, "open")
