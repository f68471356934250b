"""What an application needs to read or write a table's replica in its Region."""

from __future__ import annotations

from collections.abc import Iterator

from modules.dynamodb.gate import WRITE_ACTIONS, table_arn
from modules.dynamodb.inputs import TableInputs
from modules.entitlement import Entitlement, Surroundings, use_of_key

READ_ACTIONS = (
    *("dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:DescribeTable", "dynamodb:GetItem"),
    *("dynamodb:PartiQLSelect", "dynamodb:Query", "dynamodb:Scan"),
)
INDEX_ACTIONS = ("dynamodb:PartiQLSelect", "dynamodb:Query", "dynamodb:Scan")
"""What can be asked of an index (Service Authorization Reference, "Amazon DynamoDB")."""

_RETURNS_NO_ITEM = ("dynamodb:BatchWriteItem", "dynamodb:PartiQLInsert")
_NO_ITEM_BACK = {"StringEqualsIfExists": {"dynamodb:ReturnValues": ["NONE", "UPDATED_NEW"]}}
"""Who may not read may have an update return what it has just set, and no more of the item (Service
Authorization Reference, "Amazon DynamoDB", which has no key for ``ReturnValuesOnConditionCheckFailure``)."""


def entitlements(
    around: Surroundings, name: str, inputs: TableInputs, *, reads: bool, writes: bool
) -> Iterator[Entitlement]:
    """What reading and writing the table takes.

    DynamoDB asks KMS for the table's key in the name of who asks DynamoDB (Developer Guide, "DynamoDB
    encryption at rest", authorizing use of your customer managed key); items are encrypted with keys that
    it keeps itself, so that to decrypt that one is all there is to it.
    """
    arn = table_arn(around.estate, name, inputs, around.region)
    if reads:
        yield Entitlement("ReadTables", READ_ACTIONS, (arn,))
        if inputs.global_secondary_indexes or inputs.local_secondary_indexes:
            yield Entitlement("ReadIndexes", INDEX_ACTIONS, (f"{arn}/index/*",))
    if writes:
        yield from _writing(arn, reads=reads)
    yield use_of_key(around.key_arn(inputs.key), ("kms:Decrypt",), "dynamodb", around.region)


def _writing(arn: str, *, reads: bool) -> Iterator[Entitlement]:
    if reads:
        yield Entitlement("WriteTables", WRITE_ACTIONS, (arn,))
        return
    yield Entitlement("WriteTables", _RETURNS_NO_ITEM, (arn,))
    blind = tuple(action for action in WRITE_ACTIONS if action not in _RETURNS_NO_ITEM)
    yield Entitlement("WriteTablesBlindly", blind, (arn,), _NO_ITEM_BACK)
