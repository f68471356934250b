"""A policy of AWS that allows everything, attached."""

from collections.abc import Iterator

from modules.losses import UNKNOWN, is_left_to_aws
from modules.review import MAKING, Change, Concern, Level, Path, Plans, Rule, Special, Value

ENDINGS = ("FullAccess", "/AdministratorAccess", "/PowerUserAccess")
SAYS = "a policy that allows nearly everything is attached"


def _attached(change: Change, _plans: Plans) -> Iterator[Concern]:
    if change.after is None:
        return
    for attribute in ("policy_arn", "managed_policy_arns", "managed_policy_arn"):
        path = (attribute,)
        after = change.will_be(*path)
        if after is Special.UNKNOWN:
            # The ARN of a policy that is made in the same plan: that policy has findings of its own.
            if change.before is not None and not is_left_to_aws(change, attribute):
                yield Concern(path, SAYS + UNKNOWN, unknown=True)
        elif _wide(after) - _wide(change.was(*path)):
            yield Concern(_element(change, path), SAYS)


def _wide(value: Value) -> set[str]:
    return {arn for arn in _listed(value) if arn.endswith(ENDINGS)}


def _element(change: Change, path: Path) -> Path:
    after = change.will_be(*path)
    if not isinstance(after, list):
        return path
    new = _wide(after) - _wide(change.was(*path))
    return (*path, next(index for index, arn in enumerate(after) if arn in new))


def _listed(value: Value) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


RULE = Rule(
    id="administrator-attached",
    level=Level.ERROR,
    title="A policy that allows nearly everything is attached",
    why=(
        "IAM is one for all Regions: who may do everything may delete both sides of every pair (IAM User "
        "Guide, 'AWS managed policies'; 'Grant least privilege')."
    ),
    remedy="Write a policy of the actions and resources that are used.",
    types=frozenset(
        {
            *("aws_iam_group_policy_attachment", "aws_iam_policy_attachment", "aws_iam_role"),
            *("aws_iam_role_policy_attachment", "aws_iam_role_policy_attachments_exclusive"),
            *("aws_iam_user_policy_attachment", "aws_ssoadmin_managed_policy_attachment"),
        }
    ),
    find=_attached,
    actions=MAKING,
)
