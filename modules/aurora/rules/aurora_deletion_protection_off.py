"""Deletion protection of a cluster or of a global database switched off."""

from modules.losses import is_on, no_longer
from modules.review import CHANGING, Level, Rule

RULE = Rule(
    id="aurora-deletion-protection-off",
    level=Level.ERROR,
    title="Deletion protection of a database is switched off",
    why=(
        "The next plan may delete or replace it with its data; RDS refuses that only while the protection is "
        "on (Aurora User Guide, 'Deletion protection for Aurora DB clusters')."
    ),
    remedy="Keep it on; switch it off only in the change just before a wanted deletion.",
    types=frozenset({"aws_rds_cluster", "aws_rds_global_cluster"}),
    find=no_longer(("deletion_protection",), is_on, "deletion protection does not stay on"),
    actions=CHANGING,
)
