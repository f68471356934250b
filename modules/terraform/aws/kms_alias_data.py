"""aws_kms_alias, a data source of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, DataSource, Lifecycle
from modules.terraform.stack import Part


class KmsAliasDataArguments(TypedDict, total=False):
    name: Required[str]


class KmsAliasData(DataSource):
    """The data source ``aws_kms_alias``."""

    TYPE = "aws_kms_alias"
    ARGUMENTS = KmsAliasDataArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "id",
            "target_key_arn",
            "target_key_id",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[KmsAliasDataArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
