"""aws_ssm_parameter, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class SsmParameterArguments(TypedDict, total=False):
    allowed_pattern: str | None
    arn: str | None
    data_type: str | None
    description: str | None
    insecure_value: str | None
    key_id: str | None
    name: Required[str]
    overwrite: bool | Reference | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    tier: str | None
    type: Required[str]
    value: str | None
    value_wo: str | None
    value_wo_version: int | float | Reference | None


class SsmParameter(Resource):
    """The resource ``aws_ssm_parameter``."""

    TYPE = "aws_ssm_parameter"
    ARGUMENTS = SsmParameterArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "data_type",
            "has_value_wo",
            "id",
            "insecure_value",
            "key_id",
            "tags_all",
            "tier",
            "value",
            "version",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[SsmParameterArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
