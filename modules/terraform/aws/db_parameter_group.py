"""aws_db_parameter_group, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class DbParameterGroupParameter(TypedDict, total=False):
    apply_method: str
    name: Required[str]
    value: Required[str]


class DbParameterGroupArguments(TypedDict, total=False):
    description: str | None
    family: Required[str]
    name: str | None
    name_prefix: str | None
    skip_destroy: bool | Reference | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    parameter: Sequence[DbParameterGroupParameter] | None


class DbParameterGroup(Resource):
    """The resource ``aws_db_parameter_group``."""

    TYPE = "aws_db_parameter_group"
    ARGUMENTS = DbParameterGroupArguments
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
        **arguments: Unpack[DbParameterGroupArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
