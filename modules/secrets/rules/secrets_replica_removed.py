"""A replica of a secret taken away."""

from collections.abc import Iterator

from modules.blocks import blocks
from modules.losses import UNKNOWN
from modules.review import Change, Concern, Level, Plans, Rule


def _removed(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.after is None:
        return
    for twin in blocks(change, ("replica",), "region"):
        if twin.before and twin.after is None:
            says = "the Region loses its copy of the secret"
            if twin.unknown:
                says += UNKNOWN
            yield Concern(twin.before, says, unknown=twin.unknown, region=twin.region)


RULE = Rule(
    id="secrets-replica-removed",
    level=Level.ERROR,
    title="A replica of a secret is removed",
    why=(
        "Applications in its Region find no secret after a promotion, and can't reach the other Region's "
        "(Secrets Manager User Guide, 'Replicate AWS Secrets Manager secrets across Regions')."
    ),
    remedy="Keep the replica block; to make the replica stand alone, promote it.",
    types=frozenset({"aws_secretsmanager_secret"}),
    find=_removed,
)
