"""A secret of the other Region written over by a replica."""

from collections.abc import Iterator

from modules.blocks import blocks
from modules.losses import UNKNOWN, is_left_to_aws, is_on
from modules.review import Action, Change, Concern, Level, Path, Plans, Rule, Special

OVERWRITE = "force_overwrite_replica_secret"
REPLICA: Path = ("replica",)


def _overwritten(change: Change, _plans: Plans) -> Iterator[Concern]:
    overwrite = change.will_be(OVERWRITE)
    is_unknown = overwrite is Special.UNKNOWN
    if change.after is None or not (is_unknown or is_on(overwrite)):
        return
    says = "what stands under this name in the replica's Region is written over"
    if is_unknown:
        says += UNKNOWN
    for twin in blocks(change, REPLICA, "region"):
        if twin.after and (twin.before is None or change.action is Action.REPLACE):
            yield Concern(twin.after, says, unknown=is_unknown, region=twin.region)
    if change.will_be(*REPLICA) is Special.UNKNOWN and not is_left_to_aws(change, "replica"):
        yield Concern(REPLICA, "a secret of another Region is written over" + UNKNOWN, unknown=True)


RULE = Rule(
    id="secrets-replica-overwritten",
    level=Level.ERROR,
    title="A replica writes over a secret",
    why=(
        "Where the replica was promoted (StopReplicationToReplica), it is a secret of its own, and the "
        "applications there write and rotate it. A replica made with force_overwrite_replica_secret puts the "
        "old value in its place (Secrets Manager API Reference, ReplicateSecretToRegions)."
    ),
    remedy="Don't apply before you know whose value is the newer one; apply without the overwrite.",
    types=frozenset({"aws_secretsmanager_secret"}),
    find=_overwritten,
)
