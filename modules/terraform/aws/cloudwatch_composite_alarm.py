"""aws_cloudwatch_composite_alarm, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class CloudwatchCompositeAlarmActionsSuppressor(TypedDict, total=False):
    alarm: Required[str]
    extension_period: Required[int | float | Reference]
    wait_period: Required[int | float | Reference]


class CloudwatchCompositeAlarmArguments(TypedDict, total=False):
    actions_enabled: bool | Reference | None
    alarm_actions: Sequence[str] | Reference | None
    alarm_description: str | None
    alarm_name: Required[str]
    alarm_rule: Required[str]
    insufficient_data_actions: Sequence[str] | Reference | None
    ok_actions: Sequence[str] | Reference | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    actions_suppressor: CloudwatchCompositeAlarmActionsSuppressor | None


class CloudwatchCompositeAlarm(Resource):
    """The resource ``aws_cloudwatch_composite_alarm``."""

    TYPE = "aws_cloudwatch_composite_alarm"
    ARGUMENTS = CloudwatchCompositeAlarmArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "id",
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
        **arguments: Unpack[CloudwatchCompositeAlarmArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
