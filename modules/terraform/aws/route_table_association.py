"""aws_route_table_association, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.stack import Part


class RouteTableAssociationTimeouts(TypedDict, total=False):
    create: str
    delete: str
    update: str


class RouteTableAssociationArguments(TypedDict, total=False):
    gateway_id: str | None
    route_table_id: Required[str]
    subnet_id: str | None
    timeouts: RouteTableAssociationTimeouts | None


class RouteTableAssociation(Resource):
    """The resource ``aws_route_table_association``."""

    TYPE = "aws_route_table_association"
    ARGUMENTS = RouteTableAssociationArguments
    ATTRIBUTES = frozenset(
        {
            "id",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[RouteTableAssociationArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
