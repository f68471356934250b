"""The steps of a table's promotion besides those of its gates: an item of the operation's own proves it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from modules.aws_cli import aws_cli
from modules.dynamodb.promotion.observation import WORKING_STATES
from modules.dynamodb.promotion.table import NOUN, Table
from modules.operation import Command, Phase, Progress, Step
from modules.proof import Clients
from modules.waiting import nothing_to_call
from regions import Region

DRAIN_SETTLE_SECONDS = 15.0
"""How long after the gate was closed the last writes are given to arrive. AWS says that replication takes "a
second or less" as a rule (DynamoDB Developer Guide, "Global tables: how they work"); the item that is waited
for besides proves its own partition only, for nothing orders replication between partitions."""
VERIFY_SECONDS = 5.0
_WRITTEN_AT, _VERIFIED = "futago_written_at", "futago_verified"


class Proof:
    """The steps by which an operation proves a table.

    Args:
        table: the table.
        operation: the operation's id, which the item carries.
    """

    def __init__(self, table: Table, operation: str) -> None:
        self._table = table
        self._key = table.probe_key(operation)
        # No item of an application has such a key; should one have it all the same, it is left alone.
        ours = f"attribute_exists({_WRITTEN_AT}) OR attribute_exists({_VERIFIED})"
        self._is_free = f"attribute_not_exists(#key) OR {ours}"
        self._key_name = {"#key": next(iter(self._key))}

    def drain(self, source: Region, region: Region, needs: tuple[str, ...]) -> Step:
        """Wait until what ``source`` wrote has arrived in ``region``."""
        if not self._table.probed:
            return self._step(
                "drain",
                source,
                Phase.PROMOTE,
                title=f"Give the last writes of table {self._table.name} time to reach {region.city}",
                why="What was written just before the gate closed may still be on its way, and the table may "
                "not be probed (promotion.probes: false).",
                cost_if_skipped=_OVERWRITTEN,
                expected_seconds=DRAIN_SETTLE_SECONDS,
                needs=needs,
                commands=(self._show_latency(source, region),),
                permissions=(),
                check=_settling(),
            )
        return self._step(
            "drain",
            source,
            Phase.PROMOTE,
            title=f"See the last writes of table {self._table.name} arrive in {region.city}",
            why="What was written just before the gate closed may still be on its way: an item written after "
            "it has to arrive, and some time to pass.",
            cost_if_skipped=_OVERWRITTEN,
            expected_seconds=DRAIN_SETTLE_SECONDS,
            needs=needs,
            commands=(
                self._write_command(source, _WRITTEN_AT),
                self._read_command(region, "the item, and none before it has arrived"),
                self._show_latency(source, region),
            ),
            permissions=(
                *self._table.probing(source, "GetItem", "UpdateItem"),
                *self._table.probing(region, "GetItem"),
            ),
            check=lambda clients: self._drained(clients, source, region),
            act=lambda clients: self._write(clients, source, _WRITTEN_AT),
        )

    def verify(self, region: Region, needs: tuple[str, ...]) -> Step:
        """Write an item in ``region`` and read it there."""
        probed = self._table.probed
        return self._step(
            "verify",
            region,
            Phase.VERIFY,
            title=f"{'Write and read table' if probed else 'See that table'} {self._table.name} "
            f"{'in' if probed else 'is well in'} {region.city}",
            why="It shows that the table takes writes there. Whether applications get through, the gate's "
            "state shows: it holds back nobody else.",
            cost_if_skipped="nobody has seen that the table can be written",
            expected_seconds=VERIFY_SECONDS,
            needs=needs,
            commands=(
                (self._write_command(region, _VERIFIED), self._read_command(region, "the item"))
                if probed
                else (self._show_table(region),)
            ),
            permissions=(
                self._table.probing(region, "GetItem", "UpdateItem")
                if probed
                else (self._table.allow(region, "DescribeTable"),)
            ),
            check=lambda clients: self._verified(clients, region) if probed else self._works(clients, region),
            act=(lambda clients: self._write(clients, region, _VERIFIED)) if probed else nothing_to_call,
        )

    def tidy(self, region: Region, needs: tuple[str, ...]) -> Step:
        """Remove the item; its deletion is replicated as it was."""

        def check(clients: Clients) -> Progress:
            found = self._read(clients, region)
            return Progress("todo", "the item is there") if found else Progress("done", "the item is gone")

        return self._step(
            "tidy",
            region,
            Phase.VERIFY,
            title=f"Remove the promotion's item from table {self._table.name}",
            why="It is nobody's data.",
            cost_if_skipped="an item stays whose key begins with futago-promotion, or is a number below zero",
            expected_seconds=VERIFY_SECONDS,
            needs=needs,
            commands=(aws_cli(region, "dynamodb", "delete-item", *self._where(), expected="nothing"),),
            permissions=self._table.probing(region, "DeleteItem", "GetItem"),
            check=check,
            act=lambda clients: clients.client("dynamodb", region).delete_item(
                TableName=self._table.in_aws,
                Key=self._key,
                ConditionExpression=self._is_free,
                ExpressionAttributeNames=self._key_name,
            ),
            optional=True,
        )

    def _step(self, verb: str, region: Region, phase: Phase, **rest: Any) -> Step:
        """A step of this table; ``rest`` is what differs."""
        rest.setdefault("act", nothing_to_call)
        return Step(
            id=f"{NOUN}/{self._table.name}/{verb}",
            noun=NOUN,
            name=self._table.name,
            region=region.code,
            phase=phase,
            undo="nothing to undo: the item is removed in the end",
            poll_seconds=1.0,
            timeout_seconds=600.0,
            **rest,
        )

    def _drained(self, clients: Clients, source: Region, region: Region) -> Progress:
        arrived = self._read(clients, region).get(_WRITTEN_AT)
        written = arrived or self._read(clients, source).get(_WRITTEN_AT)
        if written is None:
            return Progress("todo", "the item is not written yet")
        seconds = time.time() - float(written["N"])
        if arrived is None:
            return Progress("running", f"written {seconds:.0f} s ago, and not arrived", max(seconds, 0.0))
        if seconds < DRAIN_SETTLE_SECONDS:
            return Progress(
                "running", f"arrived; waiting {DRAIN_SETTLE_SECONDS - seconds:.0f} s for stragglers"
            )
        return Progress("done", "arrived")

    def _verified(self, clients: Clients, region: Region) -> Progress:
        if _VERIFIED in self._read(clients, region):
            return Progress("done", "written and read")
        return Progress("todo", "not written yet")

    def _works(self, clients: Clients, region: Region) -> Progress:
        found = clients.client("dynamodb", region).describe_table(TableName=self._table.in_aws)["Table"]
        status = found["TableStatus"]
        return Progress("done" if status in WORKING_STATES else "running", f"it is {status}")

    def _read(self, clients: Clients, region: Region) -> dict[str, Any]:
        """The item as the last write left it there: a read that is consistent within the Region."""
        answer = clients.client("dynamodb", region).get_item(
            TableName=self._table.in_aws, Key=self._key, ConsistentRead=True
        )
        item: dict[str, Any] = answer.get("Item", {})
        return item

    def _write(self, clients: Clients, region: Region, attribute: str) -> None:
        clients.client("dynamodb", region).update_item(
            TableName=self._table.in_aws,
            Key=self._key,
            UpdateExpression="SET #mark = :now",
            ConditionExpression=self._is_free,
            ExpressionAttributeNames={"#mark": attribute, **self._key_name},
            ExpressionAttributeValues={":now": {"N": f"{time.time():.3f}"}},
        )

    def _where(self) -> tuple[str, ...]:
        return ("--table-name", self._table.in_aws, "--key", json.dumps(self._key, default=_base64))

    def _write_command(self, region: Region, attribute: str) -> Command:
        return aws_cli(
            region,
            "dynamodb",
            "update-item",
            *self._where(),
            *("--update-expression", "SET #mark = :now"),
            *("--condition-expression", self._is_free),
            *(
                "--expression-attribute-names",
                json.dumps({"#mark": attribute, **self._key_name}),
            ),
            *("--expression-attribute-values", '{":now": {"N": "SECONDS_SINCE_1970"}}'),
            expected="nothing",
        )

    def _read_command(self, region: Region, expected: str) -> Command:
        return aws_cli(region, "dynamodb", "get-item", *self._where(), "--consistent-read", expected=expected)

    def _show_table(self, region: Region) -> Command:
        options = ("--table-name", self._table.in_aws, "--query", "Table.TableStatus")
        return aws_cli(region, "dynamodb", "describe-table", *options, expected="ACTIVE")

    def _show_latency(self, source: Region, region: Region) -> Command:
        return aws_cli(
            source,
            "cloudwatch",
            "get-metric-statistics",
            *("--namespace", "AWS/DynamoDB", "--metric-name", "ReplicationLatency"),
            *("--dimensions", f"Name=TableName,Value={self._table.in_aws}"),
            *(f"Name=ReceivingRegion,Value={region.code}", "--statistics", "Maximum", "--period", "60"),
            *("--start-time", "FIVE_MINUTES_AGO", "--end-time", "NOW"),
            expected="milliseconds as on any other day",
        )


_OVERWRITTEN = "a late write of the old Region may overwrite a newer one of the new"


def _settling() -> Callable[[Clients], Progress]:
    """Waits from its first call on. After a crash it waits anew, which is too long rather than too short."""
    began: list[float] = []

    def check(_clients: Clients) -> Progress:
        if not began:
            began.append(time.monotonic())
        left = DRAIN_SETTLE_SECONDS - (time.monotonic() - began[0])
        return Progress("running", f"waiting {left:.0f} s") if left > 0 else Progress("done", "waited")

    return check


def _base64(value: bytes) -> str:
    from base64 import b64encode  # noqa: PLC0415 # for tables with a binary key only

    return b64encode(value).decode()
