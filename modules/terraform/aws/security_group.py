"""aws_security_group, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class SecurityGroupTimeouts(TypedDict, total=False):
    create: str
    delete: str


class SecurityGroupArguments(TypedDict, total=False):
    description: str | None
    egress: Sequence[Mapping[str, object]] | Reference | None
    ingress: Sequence[Mapping[str, object]] | Reference | None
    name: str | None
    name_prefix: str | None
    revoke_rules_on_delete: bool | Reference | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    vpc_id: str | None
    timeouts: SecurityGroupTimeouts | None


class SecurityGroup(Resource):
    """The resource ``aws_security_group``."""

    TYPE = "aws_security_group"
    ARGUMENTS = SecurityGroupArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
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
        **arguments: Unpack[SecurityGroupArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
