"""aws_secretsmanager_random_password, a ephemeral resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from modules.terraform.block import Block, Ephemeral, Lifecycle
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class SecretsmanagerRandomPasswordEphemeralArguments(TypedDict, total=False):
    exclude_characters: str | None
    exclude_lowercase: bool | Reference | None
    exclude_numbers: bool | Reference | None
    exclude_punctuation: bool | Reference | None
    exclude_uppercase: bool | Reference | None
    include_space: bool | Reference | None
    password_length: int | float | Reference | None
    require_each_included_type: bool | Reference | None


class SecretsmanagerRandomPasswordEphemeral(Ephemeral):
    """The ephemeral resource ``aws_secretsmanager_random_password``."""

    TYPE = "aws_secretsmanager_random_password"
    ARGUMENTS = SecretsmanagerRandomPasswordEphemeralArguments
    ATTRIBUTES = frozenset(
        {
            "random_password",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[SecretsmanagerRandomPasswordEphemeralArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
