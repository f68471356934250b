"""aws_cloudwatch_log_group, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class CloudwatchLogGroupArguments(TypedDict, total=False):
    kms_key_id: str | None
    log_group_class: str | None
    name: str | None
    name_prefix: str | None
    retention_in_days: int | float | Reference | None
    skip_destroy: bool | Reference | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None


class CloudwatchLogGroup(Resource):
    """The resource ``aws_cloudwatch_log_group``."""

    TYPE = "aws_cloudwatch_log_group"
    ARGUMENTS = CloudwatchLogGroupArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "id",
            "log_group_class",
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
        **arguments: Unpack[CloudwatchLogGroupArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
