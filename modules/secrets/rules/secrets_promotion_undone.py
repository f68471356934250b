"""A replica put back that a promotion had made stand alone."""

from collections.abc import Iterator

from modules.blocks import blocks
from modules.losses import UNKNOWN
from modules.review import Action, Change, Concern, Level, Plans, Rule, Special


def _put_back(change: Change, plans: Plans) -> Iterator[Concern]:
    drift = plans.drift_of(change)
    if drift is None or change.action is not Action.UPDATE:
        return
    gone = {twin.key: twin for twin in blocks(drift, ("replica",), "region") if twin.after is None}
    back = {twin.key: twin for twin in blocks(change, ("replica",), "region") if twin.after}
    hidden = change.will_be("replica")
    for region, twin in gone.items():
        if region in back:
            path = back[region].after or ()
            yield Concern(path, "a replica that stands alone now is to follow again", region=twin.region)
        elif hidden is Special.UNKNOWN:
            says = "a replica that stands alone now may be made to follow again" + UNKNOWN
            yield Concern(("replica",), says, unknown=True, region=twin.region)


RULE = Rule(
    id="secrets-promotion-undone",
    level=Level.ERROR,
    title="The promotion of a secret is undone",
    why=(
        "Outside Terraform the replica was made a secret of its own (StopReplicationToReplica). The plan "
        "wants it back as a replica: it fails at the name that is taken, or writes the old Region's value "
        "over the promoted one (Secrets Manager API Reference, ReplicateSecretToRegions)."
    ),
    remedy=(
        "Don't apply. Ignore changes of replica, or move the secret's home to the Region that was promoted."
    ),
    types=frozenset({"aws_secretsmanager_secret"}),
    find=_put_back,
)
