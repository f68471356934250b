"""Rotation of a key switched off."""

from modules.losses import is_on, no_longer
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="kms-rotation-off",
    level=Level.WARNING,
    title="Rotation of a key is switched off",
    why=(
        "The key's material stays the same for ever, in both Regions: rotation is a shared property, set on "
        "the primary alone (KMS Developer Guide, 'Rotating multi-Region keys')."
    ),
    remedy="Keep enable_key_rotation = true on the primary.",
    types=frozenset({"aws_kms_key"}),
    find=no_longer(("enable_key_rotation",), is_on, "rotation does not stay on"),
    actions=CHANGING,
)
