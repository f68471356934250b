"""The policy of an access point deleted, or the access point itself."""

from collections.abc import Iterator

from modules.losses import any_of, only
from modules.review import Action, Change, Concern, Level, Plans, Rule
from modules.s3.settings import deleted_alone


def _alone(change: Change, plans: Plans) -> Iterator[Concern]:
    """A policy that is deleted while its access point stays."""
    if change.action is Action.DELETE:
        access_point = str(change.was("access_point_arn"))
        if access_point not in plans.deleted("aws_s3_access_point", "arn"):
            yield Concern((), "what the access point's policy denied is denied no longer")


RULE = Rule(
    id="s3-gate-removed",
    level=Level.ERROR,
    title="A bucket loses an access point, or its policy",
    why=(
        "In a pair the policy may be the gate that lets the applications of one Region write and not the "
        "other's; and who reaches the bucket through the access point only reaches it no longer (Amazon S3 "
        "User Guide, 'Managing access to shared datasets with access points')."
    ),
    remedy="Keep both; to move the writers use futago promote, which moves the gate.",
    types=frozenset({"aws_s3control_access_point_policy", "aws_s3_access_point"}),
    find=any_of(
        only("aws_s3control_access_point_policy", _alone),
        only("aws_s3_access_point", deleted_alone("its users can't reach the bucket any more")),
    ),
)
