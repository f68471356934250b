"""aws_rds_cluster_parameter_group, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.stack import Part


class RdsClusterParameterGroupParameter(TypedDict, total=False):
    apply_method: str
    name: Required[str]
    value: Required[str]


class RdsClusterParameterGroupArguments(TypedDict, total=False):
    description: str | None
    family: Required[str]
    name: str | None
    name_prefix: str | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    parameter: Sequence[RdsClusterParameterGroupParameter] | None


class RdsClusterParameterGroup(Resource):
    """The resource ``aws_rds_cluster_parameter_group``."""

    TYPE = "aws_rds_cluster_parameter_group"
    ARGUMENTS = RdsClusterParameterGroupArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "id",
            "name",
            "name_prefix",
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
        **arguments: Unpack[RdsClusterParameterGroupArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
