"""aws_default_security_group, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class DefaultSecurityGroupArguments(TypedDict, total=False):
    egress: Sequence[Mapping[str, object]] | Reference | None
    ingress: Sequence[Mapping[str, object]] | Reference | None
    revoke_rules_on_delete: bool | Reference | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    vpc_id: str | None


class DefaultSecurityGroup(Resource):
    """The resource ``aws_default_security_group``."""

    TYPE = "aws_default_security_group"
    ARGUMENTS = DefaultSecurityGroupArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "description",
            "egress",
            "id",
            "ingress",
            "name",
            "name_prefix",
            "owner_id",
            "tags_all",
            "vpc_id",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[DefaultSecurityGroupArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
