"""A replica added to a secret that is already there."""

from collections.abc import Iterator

from modules.blocks import blocks
from modules.losses import UNKNOWN, is_given, is_left_to_aws
from modules.review import Action, Change, Concern, Level, Plans, Rule, Special


def _added(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.action is not Action.UPDATE:
        return
    says = "a secret that stands under this name in the replica's Region is in the way"
    for twin in blocks(change, ("replica",), "region"):
        if twin.before is None and twin.after:
            yield Concern(twin.after, says, region=twin.region)
    hidden = change.will_be("replica") is Special.UNKNOWN and not is_left_to_aws(change, "replica")
    if hidden and not is_given(change.was("replica")):
        yield Concern(("replica",), says + UNKNOWN, unknown=True)


RULE = Rule(
    id="secrets-replica-added",
    level=Level.WARNING,
    title="A replica is added to a secret",
    why=(
        "Where the replica was promoted before, its Region has a secret of this name with newer versions: "
        "replicating fails there, or writes over it (Secrets Manager API Reference, "
        "ReplicateSecretToRegions). A plan can't tell this from a first replica."
    ),
    remedy="Look in the replica's Region for a secret of this name before you apply.",
    types=frozenset({"aws_secretsmanager_secret"}),
    find=_added,
)
