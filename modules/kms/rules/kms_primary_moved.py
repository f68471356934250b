"""A replica key that follows another primary."""

from collections.abc import Iterator

from modules.losses import UNKNOWN, is_given
from modules.review import Change, Concern, Level, Plans, Rule, Special

PATH = ("primary_key_arn",)


def _moved(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.after is None or not is_given(change.was(*PATH)) or not change.changes(*PATH):
        return
    is_unknown = change.will_be(*PATH) is Special.UNKNOWN
    says = "the replica is made anew for another primary" + (UNKNOWN if is_unknown else "")
    yield Concern(PATH, says, unknown=is_unknown)


RULE = Rule(
    id="kms-primary-moved",
    level=Level.ERROR,
    title="A replica key follows another primary",
    why=(
        "After UpdatePrimaryRegion the key's primary is in the other Region, and Terraform wants to delete "
        "the replica and make it anew, which undoes the promotion and loses the key there (provider "
        "documentation of aws_kms_replica_key: primary_key_arn forces a new resource)."
    ),
    remedy=(
        "Don't apply. Replicas encrypt and decrypt on their own: leave the primary where it is made, or move "
        "the resources between the two addresses in the state."
    ),
    types=frozenset({"aws_kms_replica_key", "aws_kms_replica_external_key"}),
    find=_moved,
)
