"""aws_cloudwatch_dashboard, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.stack import Part


class CloudwatchDashboardArguments(TypedDict, total=False):
    dashboard_body: Required[str]
    dashboard_name: Required[str]


class CloudwatchDashboard(Resource):
    """The resource ``aws_cloudwatch_dashboard``."""

    TYPE = "aws_cloudwatch_dashboard"
    ARGUMENTS = CloudwatchDashboardArguments
    ATTRIBUTES = frozenset(
        {
            "dashboard_arn",
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
        **arguments: Unpack[CloudwatchDashboardArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
