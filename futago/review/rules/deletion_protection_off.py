"""Deletion protection switched off."""

from modules.losses import any_of, equals, is_on, no_longer
from modules.review import CHANGING, Level, Rule

SAYS = "deletion protection does not stay on"

RULE = Rule(
    id="deletion-protection-off",
    level=Level.ERROR,
    title="Deletion protection is switched off",
    why=(
        "The next plan may delete or replace it; the service refuses that only while the protection is on "
        "(such as Amazon RDS User Guide, 'Deleting a DB instance'). Often it comes just before an accident."
    ),
    remedy="Keep it on; switch it off only in the change just before a wanted deletion.",
    types=frozenset(
        {
            *("aws_alb", "aws_cloudformation_stack", "aws_cognito_user_pool", "aws_db_instance"),
            *("aws_docdb_cluster", "aws_docdb_global_cluster", "aws_lb", "aws_neptune_cluster"),
            *("aws_neptune_global_cluster", "aws_networkfirewall_firewall", "aws_qldb_ledger"),
            *("aws_eks_cluster", "aws_dsql_cluster", "aws_instance"),
        }
    ),
    find=any_of(
        no_longer(("deletion_protection",), equals("ACTIVE"), SAYS),
        *(
            no_longer((attribute,), is_on, SAYS)
            for attribute in (
                "deletion_protection",
                "deletion_protection_enabled",
                "enable_deletion_protection",
                "delete_protection",
                "disable_api_termination",
            )
        ),
    ),
    actions=CHANGING,
)
