"""Makes a table in the pair's first Region, its replica, their scaling and gates: all in ``links``.

The provider's refresh of ``aws_dynamodb_table`` asks every Region that has a replica for its backups and
tags, with calls of its own to that Region (seen with hashicorp/aws 5.100.0: with Osaka dark, a plan of a
table in Tokyo does not end). A table therefore belongs to the stack that needs both Regions.
"""

from __future__ import annotations

from collections.abc import Sequence

from modules.dynamodb.gate import table_gate
from modules.dynamodb.indexes import ceiling, global_index, local_index
from modules.dynamodb.inputs import TableInputs, TimeoutsInputs, attribute_types
from modules.dynamodb.scaling import scale
from modules.estate import Estate
from modules.grant import first_state
from modules.kms.alias import key_arn
from modules.terraform.aws import DynamodbResourcePolicy, DynamodbTable, DynamodbTableReplica
from modules.terraform.aws.dynamodb_table import DynamodbTableTimeouts
from modules.terraform.block import Block, Lifecycle
from modules.terraform.reference import json_text
from modules.terraform.stack import Part, Stack
from regions import Region


class Table(Part):
    """The table in the pair's first Region."""

    def __init__(self, stack: Stack, estate: Estate, name: str, inputs: TableInputs) -> None:
        super().__init__(stack, "table", name, estate.pair.first)
        here = inputs.in_region(self.region)
        table_name = estate.names.table(estate.names.label(name, inputs.name))
        ttl = here.ttl
        table = DynamodbTable(
            self,
            name=table_name,
            billing_mode=here.billing_mode,
            table_class=here.table_class,
            hash_key=here.partition_key.name,
            range_key=here.sort_key.name if here.sort_key else None,
            attribute=[{"name": key, "type": its} for key, its in sorted(attribute_types(here).items())],
            global_secondary_index=[
                global_index(index, its, here) for index, its in here.global_secondary_indexes.items()
            ]
            or None,
            local_secondary_index=[
                local_index(index, its) for index, its in here.local_secondary_indexes.items()
            ]
            or None,
            read_capacity=here.read_capacity.min if here.read_capacity else None,
            write_capacity=here.write_capacity.min if here.write_capacity else None,
            on_demand_throughput=ceiling(here.on_demand_throughput) if here.on_demand_throughput else None,
            ttl={"attribute_name": ttl.attribute_name, "enabled": ttl.enabled} if ttl else None,
            # Replication reads both images (DynamoDB Developer Guide, "Global tables: how it works").
            stream_enabled=True,
            stream_view_type="NEW_AND_OLD_IMAGES",
            server_side_encryption={"enabled": True, "kms_key_arn": key_arn(estate, here.key, self.region)},
            point_in_time_recovery={"enabled": here.point_in_time_recovery},
            deletion_protection_enabled=here.deletion_protection,
            timeouts=_timeouts(here.timeouts),
            tags=here.tags or None,
            lifecycle=_lifecycle(here),
        )
        # A provisioned table has to scale its writes before it may get a replica (DynamoDB Developer
        # Guide, "Best practices and requirements for managing global tables").
        self.settled = [table, *scale(self, estate, table, table_name, here)]


class Replica(Part):
    """The replica in the pair's second Region.

    Of its own it has what DynamoDB never copies: point-in-time recovery, deletion protection, tags; and
    the key. Keys, indexes, capacity, TTL and streams follow the table.
    """

    def __init__(
        self, stack: Stack, estate: Estate, name: str, inputs: TableInputs, after: Sequence[Block]
    ) -> None:
        first, second = estate.pair
        super().__init__(stack, "table", name, second)
        here, there = inputs.in_region(second), inputs.in_region(first)
        table_name = estate.names.table(estate.names.label(name, inputs.name))
        replica = DynamodbTableReplica(
            self,
            global_table_arn=estate.names.table_arn(table_name, first.code),
            kms_key_arn=key_arn(estate, here.key, second),
            point_in_time_recovery=here.point_in_time_recovery,
            deletion_protection_enabled=here.deletion_protection,
            # Only where it differs: the provider makes the replica anew when this argument comes or goes.
            table_class_override=here.table_class if here.table_class != there.table_class else None,
            timeouts=_timeouts(here.timeouts),
            tags=here.tags or None,
            depends_on=after,
        )
        self.settled = [replica, *scale(self, estate, replica, table_name, here)]


class TableGate(Part):
    """The gate of a strong table's writers in one Region.

    Its policy is made once: after that it is a promotion's to change, and Terraform ignores it. One that is
    gone is made again, for a store without a gate has lost it.
    """

    def __init__(
        self,
        stack: Stack,
        estate: Estate,
        name: str,
        inputs: TableInputs,
        region: Region,
        *,
        after: Sequence[Block],
    ) -> None:
        super().__init__(stack, "table", name, region, "gate")
        gate = table_gate(estate, name, inputs, region)
        DynamodbResourcePolicy(
            self,
            resource_arn=gate.resource,
            policy=json_text(gate.document(first_state(estate, inputs, region))),
            lifecycle={"ignore_changes": ["policy"]},
            # Not while the table gets its replica or is changed: DynamoDB makes one change at a time.
            depends_on=after,
        )


def _timeouts(timeouts: TimeoutsInputs) -> DynamodbTableTimeouts | None:
    given: DynamodbTableTimeouts = {}
    if timeouts.create is not None:
        given["create"] = timeouts.create
    if timeouts.update is not None:
        given["update"] = timeouts.update
    if timeouts.delete is not None:
        given["delete"] = timeouts.delete
    return given or None


def _lifecycle(inputs: TableInputs) -> Lifecycle:
    """What belongs to others: the replica to a resource of its own, capacity to scaling.

    Without the first, a plan of the table deletes the replica (terraform-provider-aws #38968).
    An index's capacity can't be ignored apart from the index (#671).
    """
    ignored = ["replica"]
    if inputs.billing_mode == "PROVISIONED":
        ignored += ["read_capacity", "write_capacity"]
        if inputs.global_secondary_indexes:
            ignored.append("global_secondary_index")
    return {"ignore_changes": ignored}


def in_keys(stack: Stack, estate: Estate, name: str, inputs: TableInputs) -> None:
    """Nothing."""


def in_region(stack: Stack, estate: Estate, name: str, inputs: TableInputs, region: Region) -> None:
    """Nothing: a table's refresh needs both Regions."""


def in_links(stack: Stack, estate: Estate, name: str, inputs: TableInputs) -> None:
    """The table, its replica, their scaling, and the gates of its writers."""
    table = Table(stack, estate, name, inputs)
    replica = Replica(stack, estate, name, inputs, after=table.settled)
    if inputs.consistency == "strong":
        for region in estate.pair:
            TableGate(stack, estate, name, inputs, region, after=replica.settled)
