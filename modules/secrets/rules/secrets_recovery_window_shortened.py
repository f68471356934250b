"""Less time to take the deletion of a secret back."""

from modules.losses import lower
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="secrets-recovery-window-shortened",
    level=Level.WARNING,
    title="The recovery window of a secret is shortened",
    why=(
        "The window is the only time in which a deletion can be taken back, for the secret and all its "
        "replicas; 0 deletes at once (Secrets Manager API Reference, DeleteSecret)."
    ),
    remedy="Keep 30 days, the default.",
    types=frozenset({"aws_secretsmanager_secret"}),
    find=lower(("recovery_window_in_days",), "a deletion can be taken back for fewer days"),
    actions=CHANGING,
)
