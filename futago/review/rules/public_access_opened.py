"""Something opened to the internet."""

from modules.losses import Find, any_of, equals, is_on, newly, no_longer, only
from modules.review import MAKING, Level, Rule

OPENED: dict[str, tuple[Find, ...]] = {
    "aws_ami_launch_permission": (newly(("group",), equals("all"), "everybody may launch it"),),
    "aws_eks_cluster": (
        newly(("vpc_config", 0, "endpoint_public_access"), is_on, "its endpoint is on the internet"),
    ),
    "aws_lambda_function_url": (
        newly(("authorization_type",), equals("NONE"), "everybody may call the function"),
    ),
    "aws_lambda_permission": (newly(("principal",), equals("*"), "everybody may call the function"),),
    "aws_alb": (no_longer(("internal",), is_on, "it is on the internet"),),
    "aws_lb": (no_longer(("internal",), is_on, "it is on the internet"),),
}

RULE = Rule(
    id="public-access-opened",
    level=Level.ERROR,
    title="Something is opened to the internet",
    why=(
        "Only its own security groups and policies are left between it and everybody (AWS Well-Architected, "
        "Security Pillar, 'SEC05-BP02 Control traffic flow within your network layers')."
    ),
    remedy="Keep it private; publish through a load balancer or CloudFront that is made for it.",
    types=frozenset(OPENED)
    | {"aws_db_instance", "aws_dms_replication_instance", "aws_redshift_cluster", "aws_mq_broker"},
    find=any_of(
        newly(("publicly_accessible",), is_on, "it gets a public address"),
        *(only(type_, find) for type_, finds in OPENED.items() for find in finds),
    ),
    actions=MAKING,
)
