"""aws_kms_grant, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class KmsGrantConstraints(TypedDict, total=False):
    encryption_context_equals: Mapping[str, str]
    encryption_context_subset: Mapping[str, str]


class KmsGrantArguments(TypedDict, total=False):
    grant_creation_tokens: Sequence[str] | Reference | None
    grantee_principal: Required[str]
    key_id: Required[str]
    name: str | None
    operations: Required[Sequence[str] | Reference]
    retire_on_delete: bool | Reference | None
    retiring_principal: str | None
    constraints: Sequence[KmsGrantConstraints] | None


class KmsGrant(Resource):
    """The resource ``aws_kms_grant``."""

    TYPE = "aws_kms_grant"
    ARGUMENTS = KmsGrantArguments
    ATTRIBUTES = frozenset(
        {
            "grant_id",
            "grant_token",
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
        **arguments: Unpack[KmsGrantArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
