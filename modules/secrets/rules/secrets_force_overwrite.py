"""Leave given to write over a secret in the other Region."""

from modules.losses import is_on, newly
from modules.review import MAKING, Level, Rule

RULE = Rule(
    id="secrets-force-overwrite",
    level=Level.ERROR,
    title="A replica may write over a secret",
    why=(
        "After a promotion the other Region's secret stands alone and has newer versions; replicating with "
        "force_overwrite_replica_secret would put the old Region's value over it (Secrets Manager API "
        "Reference, ReplicateSecretToRegions, ForceOverwriteReplicaSecret)."
    ),
    remedy="Leave force_overwrite_replica_secret off; reconcile the two secrets by hand after a promotion.",
    types=frozenset({"aws_secretsmanager_secret"}),
    find=newly(("force_overwrite_replica_secret",), is_on, "force_overwrite_replica_secret is switched on"),
    actions=MAKING,
)
