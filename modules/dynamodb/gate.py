"""The gate of a table's writers in a Region: the resource policy of the replica there.

PutResourcePolicy is the Region's own, and no policy is copied between replicas (DynamoDB Developer Guide,
"Using resource-based policies for DynamoDB" and "How global tables work"). A policy that denied the
service-linked role of replication would break adding a replica ("Resource-based policy considerations"); a
gate denies application roles only.
"""

from __future__ import annotations

from typing import Any

from futago.errors import AwsError
from modules.dynamodb.inputs import TableInputs
from modules.estate import Estate
from modules.grant import Gate, GateState, ObservedGate, gate
from modules.proof import Clients, until
from regions import Region

WRITE_ACTIONS = (
    *("dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PartiQLDelete", "dynamodb:PartiQLInsert"),
    *("dynamodb:PartiQLUpdate", "dynamodb:PutItem", "dynamodb:UpdateItem"),
)
"""Whatever writes items; transactions are allowed and denied by these too (Developer Guide, "Using IAM with
DynamoDB transactions")."""
NO_POLICY = "NO_POLICY"
"""The revision that a table without a policy is expected to have (API Reference, PutResourcePolicy)."""
_FOR_NOW = ("LimitExceededException", "ResourceInUseException", "ThrottlingException")
"""For 15 seconds after an update DynamoDB takes no other of the same policy (Developer Guide,
"Resource-based policy considerations"); the guide does not say with which of these it refuses."""
_NOT_THAT_REVISION = "PolicyNotFoundException"


def table_gate(estate: Estate, name: str, inputs: TableInputs, region: Region) -> Gate:
    """The gate in ``region`` of the table ``name``."""
    return gate(estate, region, WRITE_ACTIONS, table_arn(estate, name, inputs, region))


def table_arn(estate: Estate, name: str, inputs: TableInputs, region: Region) -> str:
    """The ARN of the table's replica in ``region``."""
    names = estate.names
    return names.table_arn(names.table(names.label(name, inputs.name)), region.code)


def observe_gate(
    clients: Clients, estate: Estate, name: str, inputs: TableInputs, region: Region
) -> ObservedGate:
    """The state of the gate in ``region``; asks that Region only.

    Args:
        clients: SDK clients; used are dynamodb's GetResourcePolicy.
        estate: the estate.
        name: the table's name in the spec.
        inputs: its inputs.
        region: which of its gates.
    """
    return _observe(clients, estate, name, inputs, region)[0]


def put_gate(  # noqa: PLR0917 # what every gate is called with
    clients: Clients, estate: Estate, name: str, inputs: TableInputs, region: Region, state: GateState
) -> None:
    """Put the gate in ``region`` into ``state``, unless it is in it, and see that it reads back so.

    Args:
        clients: SDK clients; used are dynamodb's GetResourcePolicy and PutResourcePolicy.
        estate: the estate.
        name: the table's name in the spec.
        inputs: its inputs.
        region: which of its gates.
        state: open for the Region that is to write, closed for the other.

    Raises:
        AwsError: it does not read back so.
    """
    wanted = table_gate(estate, name, inputs, region)
    client = clients.client("dynamodb", region)
    is_put = False

    def put() -> ObservedGate:
        nonlocal is_put
        found, revision = _observe(clients, estate, name, inputs, region)
        if found != state and not is_put:
            try:
                client.put_resource_policy(
                    ResourceArn=wanted.resource, Policy=wanted.text(state), ExpectedRevisionId=revision
                )
                is_put = True
            except client.exceptions.ClientError as error:
                # Either not now, or somebody (this call's first try, maybe) was quicker: look again.
                if error.response["Error"]["Code"] not in (*_FOR_NOW, _NOT_THAT_REVISION):
                    raise
        return found

    found = until(put, lambda seen: seen == state)
    if found != state:
        raise AwsError(f"the gate of table '{name}' in {region.code} is {found} after it was put {state}")


def _observe(
    clients: Clients, estate: Estate, name: str, inputs: TableInputs, region: Region
) -> tuple[ObservedGate, str]:
    """The gate's state, and the revision of the policy."""
    wanted = table_gate(estate, name, inputs, region)
    client = clients.client("dynamodb", region)
    try:
        answer: dict[str, Any] = client.get_resource_policy(ResourceArn=wanted.resource)
    except client.exceptions.PolicyNotFoundException:
        return "missing", NO_POLICY
    return wanted.state_of(answer["Policy"]), answer["RevisionId"]
