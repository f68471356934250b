"""aws_db_subnet_group, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class DbSubnetGroupArguments(TypedDict, total=False):
    description: str | None
    name: str | None
    name_prefix: str | None
    subnet_ids: Required[Sequence[str] | Reference]
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None


class DbSubnetGroup(Resource):
    """The resource ``aws_db_subnet_group``."""

    TYPE = "aws_db_subnet_group"
    ARGUMENTS = DbSubnetGroupArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "id",
            "name",
            "name_prefix",
            "supported_network_types",
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
        **arguments: Unpack[DbSubnetGroupArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
