"""A lifecycle rule that deletes objects sooner than before."""

from collections.abc import Iterator

from modules.blocks import blocks
from modules.losses import UNKNOWN
from modules.review import Action, Change, Concern, Level, Path, Plans, Rule, Special, Value

EXPIRIES: tuple[tuple[Path, str], ...] = (
    (("expiration", 0, "days"), "objects expire, or sooner than before"),
    (("expiration", 0, "date"), "objects expire on a date, or on another one"),
    (
        ("noncurrent_version_expiration", 0, "noncurrent_days"),
        "noncurrent versions expire, or sooner than before",
    ),
)


def _sooner(before: Value, after: Value) -> bool:
    if after in (Special.ABSENT, 0, ""):
        return False
    if isinstance(before, int | float) and isinstance(after, int | float) and before > 0:
        return after < before
    return bool(after != before)


def _is_of_new_bucket(change: Change, plans: Plans) -> bool:
    """Whether the plans make the bucket, too, so that there is nothing in it that anybody could miss."""
    if change.action is not Action.CREATE:
        return False
    bucket = change.will_be("bucket")
    if bucket is Special.UNKNOWN:
        return True
    made = (each for each in plans.of_type("aws_s3_bucket") if each.action is Action.CREATE)
    return any(each.will_be("bucket") == bucket for each in made)


def _expiries(change: Change, plans: Plans) -> Iterator[Concern]:
    if _is_of_new_bucket(change, plans):
        return
    for twin in blocks(change, ("rule",), "id"):
        if twin.after is None or change.will_be(*twin.after, "status") == "Disabled":
            continue
        was_on = twin.before and change.was(*twin.before, "status") == "Enabled"
        for path, says in EXPIRIES:
            now = (*twin.before, *path) if twin.before else None
            before = change.was(*now) if now and was_on else Special.ABSENT
            after = change.will_be(*twin.after, *path)
            is_unknown = after is Special.UNKNOWN
            if is_unknown or _sooner(before, after):
                says_all = says + (UNKNOWN if is_unknown else "")
                yield Concern((*twin.after, *path), says_all, unknown=is_unknown, path_before=now)


RULE = Rule(
    id="s3-lifecycle-deletes",
    level=Level.WARNING,
    title="A lifecycle rule deletes objects sooner",
    why=(
        "What expires is gone for good, and S3 does not replicate what lifecycle does: each Region deletes "
        "on its own, so that a rule in one of them lets the copies drift apart (Amazon S3 User Guide, 'What "
        "does Amazon S3 replicate?')."
    ),
    remedy="Have the owner of the data confirm the days, and set the same rule in both Regions.",
    types=frozenset({"aws_s3_bucket_lifecycle_configuration"}),
    find=_expiries,
)
