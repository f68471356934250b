"""An alias that names another key, or none."""

from modules.losses import any_of, destroyed, replaced_by_another
from modules.review import Level, Rule

RULE = Rule(
    id="kms-alias-moved",
    level=Level.WARNING,
    title="An alias names another key",
    why=(
        "Whoever finds the key by its alias encrypts with another one from now on, or with none; ciphertext "
        "of the old key still needs the old key, in both Regions (KMS Developer Guide, 'Aliases')."
    ),
    remedy="Move the alias in both Regions in one change, and keep the old key.",
    types=frozenset({"aws_kms_alias"}),
    find=any_of(
        destroyed("the alias names no key any more"),
        replaced_by_another(("target_key_id",), "the alias names another key"),
        replaced_by_another(("name",), "the key is no longer found under this alias"),
    ),
)
