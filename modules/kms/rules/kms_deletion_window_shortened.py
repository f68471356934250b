"""Less time to take the deletion of a key back."""

from modules.losses import lower
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="kms-deletion-window-shortened",
    level=Level.WARNING,
    title="The waiting period of a key's deletion is shortened",
    why=(
        "The waiting period is the only time in which a deletion can be taken back (KMS Developer Guide, "
        "'Deleting AWS KMS keys'): shortened before the key is destroyed, nobody may notice in time."
    ),
    remedy="Keep 30 days for keys of data.",
    types=frozenset(
        {"aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key"}
    ),
    find=lower(("deletion_window_in_days",), "a deletion can be taken back for fewer days"),
    actions=CHANGING,
)
