"""aws_iam_instance_profile, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.stack import Part


class IamInstanceProfileArguments(TypedDict, total=False):
    name: str | None
    name_prefix: str | None
    path: str | None
    role: str | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None


class IamInstanceProfile(Resource):
    """The resource ``aws_iam_instance_profile``."""

    TYPE = "aws_iam_instance_profile"
    ARGUMENTS = IamInstanceProfileArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "create_date",
            "id",
            "name",
            "name_prefix",
            "tags_all",
            "unique_id",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[IamInstanceProfileArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
