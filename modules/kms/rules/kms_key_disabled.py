"""A key switched off."""

from modules.losses import any_of, newly
from modules.review import MAKING, Level, Rule, Value


def _is_off(value: Value) -> bool:
    return value is False


RULE = Rule(
    id="kms-key-disabled",
    level=Level.ERROR,
    title="A key is disabled",
    why=(
        "Everything that it encrypts is refused from now on, in its Region; enabled and disabled is a state "
        "of each key of a multi-Region pair by itself (KMS Developer Guide, 'Enabling and disabling keys')."
    ),
    remedy="Keep it enabled; disable a key only to see whether anything still uses it.",
    types=frozenset(
        {"aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key"}
    ),
    find=any_of(
        newly(("is_enabled",), _is_off, "the key is disabled"),
        newly(("enabled",), _is_off, "the key is disabled"),
    ),
    actions=MAKING,
)
