"""A replica that has become a secret of its own outside Terraform."""

from collections.abc import Iterator

from modules.blocks import blocks
from modules.review import Action, Change, Concern, Level, Plans, Rule


def _promoted(change: Change, _plans: Plans) -> Iterator[Concern]:
    for twin in blocks(change, ("replica",), "region"):
        if twin.before and twin.after is None:
            says = "the Region's copy follows no longer: it stands alone, or is gone"
            yield Concern(twin.before, says, region=twin.region)


RULE = Rule(
    id="secrets-stands-alone",
    level=Level.WARNING,
    title="A secret is no pair any more",
    why=(
        "Outside Terraform its replica was promoted (StopReplicationToReplica) or removed. A new value "
        "reaches one Region only from now on (Secrets Manager User Guide, 'Promote a replica secret to a "
        "standalone secret')."
    ),
    remedy=(
        "Change the value in both Regions until the pair is made again, and delete the promoted secret only "
        "when the one that replicates holds its value."
    ),
    types=frozenset({"aws_secretsmanager_secret"}),
    find=_promoted,
    actions=frozenset({Action.UPDATE}),
    sees_drift=True,
)
