"""aws_eks_pod_identity_association, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.stack import Part


class EksPodIdentityAssociationArguments(TypedDict, total=False):
    cluster_name: Required[str]
    namespace: Required[str]
    role_arn: Required[str]
    service_account: Required[str]
    tags: Mapping[str, str] | None


class EksPodIdentityAssociation(Resource):
    """The resource ``aws_eks_pod_identity_association``."""

    TYPE = "aws_eks_pod_identity_association"
    ARGUMENTS = EksPodIdentityAssociationArguments
    ATTRIBUTES = frozenset(
        {
            "association_arn",
            "association_id",
            "id",
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
        **arguments: Unpack[EksPodIdentityAssociationArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
