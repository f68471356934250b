"""aws_route_table, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class RouteTableTimeouts(TypedDict, total=False):
    create: str
    delete: str
    update: str


class RouteTableArguments(TypedDict, total=False):
    propagating_vgws: Sequence[str] | Reference | None
    route: Sequence[Mapping[str, object]] | Reference | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    vpc_id: Required[str]
    timeouts: RouteTableTimeouts | None


class RouteTable(Resource):
    """The resource ``aws_route_table``."""

    TYPE = "aws_route_table"
    ARGUMENTS = RouteTableArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "id",
            "owner_id",
            "propagating_vgws",
            "route",
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
        **arguments: Unpack[RouteTableArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
