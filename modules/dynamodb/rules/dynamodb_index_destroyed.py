"""A global secondary index deleted, or deleted and made again."""

from collections.abc import Iterator

from modules.blocks import Twin, blocks
from modules.losses import UNKNOWN
from modules.review import Action, Change, Concern, Level, Plans, Rule, Special

SHAPE = ("hash_key", "range_key", "key_schema", "projection_type", "non_key_attributes")
"""What can't be changed in an index (DynamoDB API Reference, UpdateGlobalSecondaryIndexAction)."""


def _indexes(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.action is not Action.UPDATE:
        return
    for twin in blocks(change, ("global_secondary_index",), "name"):
        if twin.before is None:
            continue
        if twin.after is None:
            says = "an index is deleted" + (UNKNOWN if twin.unknown else "")
            yield Concern(twin.before, says, unknown=twin.unknown)
        else:
            yield from _made_again(change, twin)


def _made_again(change: Change, twin: Twin) -> Iterator[Concern]:
    for attribute in SHAPE:
        now, then = (*(twin.before or ()), attribute), (*(twin.after or ()), attribute)
        before, after = change.was(*now), change.will_be(*then)
        is_unknown = after is Special.UNKNOWN
        if is_unknown or _unordered(before) != _unordered(after):
            says = "an index is deleted and made again" + (UNKNOWN if is_unknown else "")
            yield Concern(then, says, unknown=is_unknown, path_before=now)


def _unordered(value: object) -> object:
    """A list of names without its order (a set); nothing, null and empty are the same."""
    if isinstance(value, list):
        return sorted(map(str, value)) or None
    return None if value in (Special.ABSENT, "") else value


RULE = Rule(
    id="dynamodb-index-destroyed",
    level=Level.WARNING,
    title="An index of a table is deleted or made again",
    why=(
        "Queries on it fail in every Region at once until the new one is filled, for indexes are "
        "synchronized, and filling it is paid for in every Region (DynamoDB Developer Guide, 'Managing "
        "global secondary indexes'; 'Global tables: how settings are synchronized')."
    ),
    remedy="Add the new index under another name, move the readers, then delete the old one.",
    types=frozenset({"aws_dynamodb_table"}),
    find=_indexes,
)
