"""A secret deleted or replaced."""

from modules.losses import any_of, destroyed, replaced
from modules.review import Level, Rule

RULE = Rule(
    id="secrets-secret-destroyed",
    level=Level.ERROR,
    title="A secret is deleted or replaced",
    why=(
        "Its replicas go with it, in both Regions at once, and its name stays taken during the recovery "
        "window, so that making it again fails; with a window of 0 nothing can be taken back (Secrets "
        "Manager User Guide, 'Delete an AWS Secrets Manager secret')."
    ),
    remedy="Keep the secret; where only its address changed, use a moved block.",
    types=frozenset({"aws_secretsmanager_secret"}),
    find=any_of(
        destroyed("the secret and its replicas are deleted"),
        replaced("the secret is deleted and made again, without its value"),
    ),
)
