"""aws_secretsmanager_secret, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class SecretsmanagerSecretReplica(TypedDict, total=False):
    kms_key_id: str
    region: Required[str]


class SecretsmanagerSecretArguments(TypedDict, total=False):
    description: str | None
    force_overwrite_replica_secret: bool | Reference | None
    kms_key_id: str | None
    name: str | None
    name_prefix: str | None
    policy: str | None
    recovery_window_in_days: int | float | Reference | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    replica: Sequence[SecretsmanagerSecretReplica] | None


class SecretsmanagerSecret(Resource):
    """The resource ``aws_secretsmanager_secret``."""

    TYPE = "aws_secretsmanager_secret"
    ARGUMENTS = SecretsmanagerSecretArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "id",
            "name",
            "name_prefix",
            "policy",
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
        **arguments: Unpack[SecretsmanagerSecretArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
