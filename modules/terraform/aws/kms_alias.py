"""aws_kms_alias, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.stack import Part


class KmsAliasArguments(TypedDict, total=False):
    name: str | None
    name_prefix: str | None
    target_key_id: Required[str]


class KmsAlias(Resource):
    """The resource ``aws_kms_alias``."""

    TYPE = "aws_kms_alias"
    ARGUMENTS = KmsAliasArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "id",
            "name",
            "name_prefix",
            "target_key_arn",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[KmsAliasArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
