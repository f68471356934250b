"""A single-Region key where a pair is expected."""

from collections.abc import Iterator

from modules.losses import UNKNOWN, is_left_to_aws, is_on
from modules.review import Action, Change, Concern, Level, Plans, Rule, Special

PAIR = 2
"""AWS Regions in the plans from which on a key is expected to be one of a pair."""


def _single(change: Change, plans: Plans) -> Iterator[Concern]:
    if change.action not in (Action.CREATE, Action.REPLACE):
        return
    if plans.estate is None and len(plans.types_by_region) < PAIR:
        return
    value = change.will_be("multi_region")
    # Left out, it comes to false, though the provider shows it as known after apply.
    if value is Special.UNKNOWN and not is_left_to_aws(change, "multi_region"):
        says = "nothing says that the key is a multi-Region key" + UNKNOWN
        yield Concern(("multi_region",), says, unknown=True)
    elif not is_on(value):
        yield Concern(("multi_region",), "the key lives in one Region only, for ever")


RULE = Rule(
    id="kms-single-region-key",
    level=Level.WARNING,
    title="A single-Region key where a pair is expected",
    why=(
        "What it encrypts can't be decrypted in the other Region, and it can't be converted: everything has "
        "to be encrypted anew under another key (KMS Developer Guide, 'Multi-Region keys in AWS KMS')."
    ),
    remedy="Set multi_region = true and make an aws_kms_replica_key in the other Region, or waive it.",
    types=frozenset({"aws_kms_key", "aws_kms_external_key"}),
    find=_single,
)
