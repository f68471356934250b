"""A change of a secret's replicas, which asks the other Region."""

from collections.abc import Iterator

from modules.losses import UNKNOWN, is_given, is_left_to_aws
from modules.review import Change, Concern, Level, Plans, Rule, Special


def _asks(change: Change, _plans: Plans) -> Iterator[Concern]:
    after = change.will_be("replica")
    if after is Special.UNKNOWN and is_left_to_aws(change, "replica"):
        return
    if after is Special.UNKNOWN:
        yield Concern(("replica",), "Secrets Manager may ask the replica's Region" + UNKNOWN, unknown=True)
    elif _named(change.was("replica")) != _named(after):
        yield Concern(("replica",), "Secrets Manager asks the replica's Region")


def _named(replicas: object) -> set[tuple[str, str]]:
    """The replicas by Region and key: the rest (status, last access) is reported, not asked for."""
    if not isinstance(replicas, list):
        return set()
    return {
        (str(each.get("region")), str(each.get("kms_key_id") or "")) for each in replicas if is_given(each)
    }


RULE = Rule(
    id="secrets-needs-other-region",
    level=Level.NOTE,
    title="A change of a secret's replicas needs the other Region alive",
    why=(
        "The secret's own Region makes and removes replicas by asking theirs (Secrets Manager User Guide, "
        "'Replicate AWS Secrets Manager secrets across Regions'): it does not work while one of them is dark."
    ),
    remedy="Apply it while both Regions answer, and keep it out of a promotion.",
    types=frozenset({"aws_secretsmanager_secret"}),
    find=_asks,
)
