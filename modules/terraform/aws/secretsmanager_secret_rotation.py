"""aws_secretsmanager_secret_rotation, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class SecretsmanagerSecretRotationRotationRules(TypedDict, total=False):
    automatically_after_days: int | float | Reference
    duration: str
    schedule_expression: str


class SecretsmanagerSecretRotationArguments(TypedDict, total=False):
    rotate_immediately: bool | Reference | None
    rotation_lambda_arn: str | None
    secret_id: Required[str]
    rotation_rules: Required[SecretsmanagerSecretRotationRotationRules]


class SecretsmanagerSecretRotation(Resource):
    """The resource ``aws_secretsmanager_secret_rotation``."""

    TYPE = "aws_secretsmanager_secret_rotation"
    ARGUMENTS = SecretsmanagerSecretRotationArguments
    ATTRIBUTES = frozenset(
        {
            "id",
            "rotation_enabled",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[SecretsmanagerSecretRotationArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
