"""A database instance that the internet can reach."""

from modules.losses import is_on, newly
from modules.review import MAKING, Level, Rule

RULE = Rule(
    id="aurora-instance-public",
    level=Level.ERROR,
    title="A database instance gets a public address",
    why=(
        "Its name resolves to a public address, and only security groups keep the internet out (Aurora User "
        "Guide, 'Hiding a DB cluster in a VPC from the internet')."
    ),
    remedy="Keep publicly_accessible = false; reach it through the VPC.",
    types=frozenset({"aws_rds_cluster_instance"}),
    find=newly(("publicly_accessible",), is_on, "the instance gets a public address"),
    actions=MAKING,
)
