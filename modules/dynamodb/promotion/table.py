"""A table as DynamoDB names it, its gates, and the item by which a promotion proves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from modules.aws_cli import aws_cli
from modules.dynamodb.gate import observe_gate, put_gate, table_arn, table_gate
from modules.dynamodb.inputs import TableInputs
from modules.dynamodb.schema import KeyAttribute
from modules.estate import Estate
from modules.gate_steps import Gates
from modules.grant import GateState
from modules.lag import Metric
from modules.operation import Command, Permission
from modules.promotion.inputs import promotion_of
from regions import Region

NOUN = "table"
_MILLISECOND_SECONDS = 0.001


@dataclass(frozen=True)
class Table:
    """A table of the spec.

    Attributes:
        estate: the estate.
        name: its name in the spec.
        inputs: its inputs.
    """

    estate: Estate
    name: str
    inputs: TableInputs

    @property
    def in_aws(self) -> str:
        """Its name in AWS, the same in both Regions."""
        return self.estate.names.table(self.estate.names.label(self.name, self.inputs.name))

    @property
    def is_strong(self) -> bool:
        """Whether one Region writes at a time."""
        return self.inputs.consistency == "strong"

    @property
    def probed(self) -> bool:
        """Whether a promotion may write an item of its own."""
        return promotion_of(self.estate).probes

    def arn(self, region: Region) -> str:
        """The ARN of its replica in ``region``."""
        return table_arn(self.estate, self.name, self.inputs, region)

    def lag_metric(self, region: Region) -> Metric:
        """What says in ``region`` how long what is written there takes to the other Region.

        DynamoDB publishes it for each pair of Regions, where the writes are (Developer Guide, "Monitoring
        global tables").
        """
        receiver = self.estate.pair.other(region).code
        dimensions = {"TableName": self.in_aws, "ReceivingRegion": receiver}
        return Metric("AWS/DynamoDB", "ReplicationLatency", dimensions, _MILLISECOND_SECONDS)

    def allow(self, region: Region, *operations: str) -> Permission:
        """Permission for these operations of DynamoDB on the replica in ``region``."""
        actions = tuple(f"dynamodb:{operation}" for operation in operations)
        return Permission(actions, (self.arn(region),), region.code)

    def probing(self, region: Region, *operations: str) -> tuple[Permission, ...]:
        """Permission to read and write items in ``region``, for which DynamoDB uses the key in our name.

        (DynamoDB Developer Guide, "DynamoDB encryption at rest: usage notes", customer managed keys.)
        """
        keys = self.estate.names.multi_region_keys_arn(region.code)
        return (self.allow(region, *operations), Permission(("kms:Decrypt",), (keys,), region.code))

    def gates(self) -> Gates:
        """Its gates, for the steps that move them."""
        estate, name, inputs = self.estate, self.name, self.inputs
        return Gates(
            noun=NOUN,
            name=name,
            observe=lambda clients, region: observe_gate(clients, estate, name, inputs, region),
            put=lambda clients, region, state: put_gate(clients, estate, name, inputs, region, state),
            commands=self._gate_commands,
            permissions=lambda region: (self.allow(region, "GetResourcePolicy", "PutResourcePolicy"),),
        )

    def probe_key(self, operation: str) -> dict[str, Any]:
        """The key of an operation's own item, as no real item has one."""
        keys = [self.inputs.partition_key, *filter(None, (self.inputs.sort_key,))]
        return {attribute.name: _value(attribute, operation) for attribute in keys}

    def _gate_commands(self, region: Region, state: GateState) -> tuple[Command, ...]:
        policy = table_gate(self.estate, self.name, self.inputs, region).text(state)
        arn = ("--resource-arn", self.arn(region))
        return (
            aws_cli(
                region, "dynamodb", "put-resource-policy", *arn, "--policy", policy, expected="a RevisionId"
            ),
            aws_cli(region, "dynamodb", "get-resource-policy", *arn, expected="the same policy"),
        )


def _value(attribute: KeyAttribute, operation: str) -> dict[str, Any]:
    """The operation's id as the attribute's type can hold it: a number is below zero and has 36 digits."""
    mark = f"futago-promotion-{operation}"
    values: dict[str, dict[str, Any]] = {
        "S": {"S": mark},
        "N": {"N": f"-{int.from_bytes(operation.encode()[-15:], 'big')}"},
        "B": {"B": mark.encode()},
    }
    return values[attribute.type]
