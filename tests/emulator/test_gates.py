"""The gates of a table and a bucket are put and observed through AWS's APIs, each Region's by itself."""

from __future__ import annotations

import json
from functools import partial
from types import ModuleType
from typing import Any

import pytest

from futago.aws import Clients
from futago.emulator.process import Emulator
from futago.emulator.provider import client_endpoint
from modules.consistency import DataStoreInputs
from modules.dynamodb import gate as table_gates
from modules.dynamodb.inputs import TableInputs
from modules.gate_proof import prove_gates
from modules.grant import GateState
from modules.s3 import gate as bucket_gates
from modules.s3.inputs import BucketInputs
from modules.s3.names import bucket_name
from regions import PAIRS
from tests.emulator.conftest import ACCOUNT_ID, OSAKA, TOKYO, Aws
from tests.estates import an_estate

FIRST, SECOND = PAIRS[0]
TABLE = TableInputs.model_validate({"consistency": "strong", "partition_key": "id"})
BUCKET = BucketInputs.model_validate({"consistency": "strong"})
STORES: dict[str, tuple[ModuleType, str, DataStoreInputs]] = {
    "table": (table_gates, "ledger", TABLE),
    "bucket": (bucket_gates, "receipts", BUCKET),
}
ESTATE = an_estate({"tables": {"ledger": TABLE}, "buckets": {"receipts": BUCKET}}, account=ACCOUNT_ID)

each_store = pytest.mark.parametrize("store", STORES)


@pytest.fixture
def clients(emulator: Emulator, aws: Aws) -> Clients:
    """Clients of an AWS that has the table with its replica, and both buckets with their access points."""
    aws("dynamodb", TOKYO).create_table(
        TableName="payments-ledger",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
    aws("dynamodb", TOKYO).update_table(
        TableName="payments-ledger", ReplicaUpdates=[{"Create": {"RegionName": OSAKA}}]
    )
    for region in PAIRS[0]:
        bucket = bucket_name(ESTATE, "receipts", BUCKET, region)
        aws("s3", region.code).create_bucket(
            Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region.code}
        )
        aws("s3control", region.code).create_access_point(
            AccountId=ACCOUNT_ID, Name="payments-receipts", Bucket=bucket
        )
    endpoints = emulator.endpoints
    return Clients(partial(client_endpoint, endpoints), endpoints.account_id)


def written_policy(clients: Clients, store: str, region: Any) -> str:
    """The policy as it lies there."""
    if store == "table":
        arn = f"arn:aws:dynamodb:{region.code}:{ACCOUNT_ID}:table/payments-ledger"
        answer = clients.client("dynamodb", region).get_resource_policy(ResourceArn=arn)
    else:
        answer = clients.client("s3control", region).get_access_point_policy(
            AccountId=ACCOUNT_ID, Name="payments-receipts"
        )
    return str(answer["Policy"])


@each_store
def test_missing_before_it_is_put(store: str, clients: Clients) -> None:
    """A store whose gate nobody made has none."""
    module, name, inputs = STORES[store]
    assert "missing" == module.observe_gate(clients, ESTATE, name, inputs, FIRST)


@each_store
def test_put_in_one_region_is_seen_there(store: str, clients: Clients) -> None:
    """Each Region's gate is its own."""
    module, name, inputs = STORES[store]
    module.put_gate(clients, ESTATE, name, inputs, FIRST, "closed")
    module.put_gate(clients, ESTATE, name, inputs, SECOND, "open")
    assert ["closed", "open"] == [
        module.observe_gate(clients, ESTATE, name, inputs, region) for region in (FIRST, SECOND)
    ]


@each_store
def test_moves_and_says_whom_it_denies(store: str, clients: Clients) -> None:
    """A gate that was closed and is opened denies the other Region's applications only."""
    module, name, inputs = STORES[store]
    module.put_gate(clients, ESTATE, name, inputs, SECOND, "closed")
    module.put_gate(clients, ESTATE, name, inputs, SECOND, "open")
    (statement,) = json.loads(written_policy(clients, store, SECOND))["Statement"]
    denied = f"arn:aws:iam::{ACCOUNT_ID}:role/payments/applications/apne1/*"
    assert {"ArnLike": {"aws:PrincipalArn": denied}} == statement["Condition"]


@each_store
def test_put_again_writes_nothing(store: str, clients: Clients) -> None:
    """A gate that is in the state already is only read."""
    module, name, inputs = STORES[store]
    module.put_gate(clients, ESTATE, name, inputs, FIRST, "open")
    called: list[str] = []
    for service in ("dynamodb", "s3control"):
        clients.client(service, FIRST).meta.events.register(
            "before-call", lambda model, **_: called.append(model.name)
        )
    module.put_gate(clients, ESTATE, name, inputs, FIRST, "open")
    assert ["Get"] == [operation[:3] for operation in called]


@each_store
def test_somebody_elses_policy_is_foreign(store: str, clients: Clients) -> None:
    """A policy of another meaning is told from a gate, and a put replaces it."""
    module, name, inputs = STORES[store]
    module.put_gate(clients, ESTATE, name, inputs, FIRST, "open")
    theirs = written_policy(clients, store, FIRST).replace("payments/applications", "somebody")
    if store == "table":
        arn = f"arn:aws:dynamodb:{TOKYO}:{ACCOUNT_ID}:table/payments-ledger"
        clients.client("dynamodb", FIRST).put_resource_policy(ResourceArn=arn, Policy=theirs)
    else:
        clients.client("s3control", FIRST).put_access_point_policy(
            AccountId=ACCOUNT_ID, Name="payments-receipts", Policy=theirs
        )
    seen = module.observe_gate(clients, ESTATE, name, inputs, FIRST)
    module.put_gate(clients, ESTATE, name, inputs, FIRST, "closed")
    assert ("foreign", "closed") == (seen, module.observe_gate(clients, ESTATE, name, inputs, FIRST))


@each_store
def test_moves_while_the_other_region_is_dark(store: str, clients: Clients, emulator: Emulator) -> None:
    """Opening Osaka's gate asks Osaka only."""
    module, name, inputs = STORES[store]
    emulator.dark(TOKYO, "closed")
    module.put_gate(clients, ESTATE, name, inputs, SECOND, "open")
    assert "open" == module.observe_gate(clients, ESTATE, name, inputs, SECOND)


@pytest.mark.parametrize(
    ("states", "holds"),
    [(("open", "closed"), True), (("closed", "closed"), False), (("open", "open"), False)],
)
@each_store
def test_proof_wants_one_writer(
    store: str, states: tuple[GateState, GateState], clients: Clients, *, holds: bool
) -> None:
    """Two Regions that write are no proof of a strong store, and none is neither."""
    module, name, inputs = STORES[store]
    for region, state in zip(PAIRS[0], states, strict=True):
        module.put_gate(clients, ESTATE, name, inputs, region, state)
    observe = partial(module.observe_gate, clients, ESTATE, name, inputs)
    (evidence,) = prove_gates(ESTATE, store, name, observe)
    assert (holds, f"the gate in Tokyo is {states[0]}, the gate in Osaka is {states[1]}") == (
        evidence.holds,
        evidence.seen,
    )
