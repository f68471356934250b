"""aws_vpc_security_group_egress_rule, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class VpcSecurityGroupEgressRuleArguments(TypedDict, total=False):
    cidr_ipv4: str | None
    cidr_ipv6: str | None
    description: str | None
    from_port: int | float | Reference | None
    ip_protocol: Required[str]
    prefix_list_id: str | None
    referenced_security_group_id: str | None
    security_group_id: Required[str]
    tags: Mapping[str, str] | None
    to_port: int | float | Reference | None


class VpcSecurityGroupEgressRule(Resource):
    """The resource ``aws_vpc_security_group_egress_rule``."""

    TYPE = "aws_vpc_security_group_egress_rule"
    ARGUMENTS = VpcSecurityGroupEgressRuleArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "id",
            "security_group_rule_id",
            "tags_all",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[VpcSecurityGroupEgressRuleArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
