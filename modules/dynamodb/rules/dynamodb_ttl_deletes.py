"""Items that expire now, or by another attribute."""

from collections.abc import Iterator

from modules.losses import UNKNOWN, is_on
from modules.review import Action, Change, Concern, Level, Plans, Rule, Special

TTL = ("ttl", 0)


def _expires(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.action is not Action.UPDATE:
        return
    after = change.will_be(*TTL, "enabled")
    if after is Special.UNKNOWN:
        yield Concern((*TTL, "enabled"), "items may start to expire" + UNKNOWN, unknown=True)
    elif is_on(after) and not is_on(change.was(*TTL, "enabled")):
        yield Concern((*TTL, "enabled"), "items start to expire")
    elif is_on(after) and change.changes(*TTL, "attribute_name"):
        is_unknown = change.will_be(*TTL, "attribute_name") is Special.UNKNOWN
        says = "items expire by another attribute" + (UNKNOWN if is_unknown else "")
        yield Concern((*TTL, "attribute_name"), says, unknown=is_unknown)


RULE = Rule(
    id="dynamodb-ttl-deletes",
    level=Level.WARNING,
    title="Items of a table expire",
    why=(
        "Whatever holds a past time in the attribute is deleted within days, and the deletions are "
        "replicated to every Region (DynamoDB Developer Guide, 'Using time to live (TTL) in DynamoDB')."
    ),
    remedy="Have the owner of the data confirm the attribute; count the items with a past time in it first.",
    types=frozenset({"aws_dynamodb_table"}),
    find=_expires,
)
