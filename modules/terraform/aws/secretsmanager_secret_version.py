"""aws_secretsmanager_secret_version, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class SecretsmanagerSecretVersionArguments(TypedDict, total=False):
    secret_binary: str | None
    secret_id: Required[str]
    secret_string: str | None
    secret_string_wo: str | None
    secret_string_wo_version: int | float | Reference | None
    version_stages: Sequence[str] | Reference | None


class SecretsmanagerSecretVersion(Resource):
    """The resource ``aws_secretsmanager_secret_version``."""

    TYPE = "aws_secretsmanager_secret_version"
    ARGUMENTS = SecretsmanagerSecretVersionArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "has_secret_string_wo",
            "id",
            "version_id",
            "version_stages",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[SecretsmanagerSecretVersionArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
