"""aws_appautoscaling_target, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class AppautoscalingTargetSuspendedState(TypedDict, total=False):
    dynamic_scaling_in_suspended: bool | Reference
    dynamic_scaling_out_suspended: bool | Reference
    scheduled_scaling_suspended: bool | Reference


class AppautoscalingTargetArguments(TypedDict, total=False):
    max_capacity: Required[int | float | Reference]
    min_capacity: Required[int | float | Reference]
    resource_id: Required[str]
    role_arn: str | None
    scalable_dimension: Required[str]
    service_namespace: Required[str]
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    suspended_state: AppautoscalingTargetSuspendedState | None


class AppautoscalingTarget(Resource):
    """The resource ``aws_appautoscaling_target``."""

    TYPE = "aws_appautoscaling_target"
    ARGUMENTS = AppautoscalingTargetArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "id",
            "role_arn",
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
        **arguments: Unpack[AppautoscalingTargetArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
