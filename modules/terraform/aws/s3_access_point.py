"""aws_s3_access_point, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class S3AccessPointPublicAccessBlockConfiguration(TypedDict, total=False):
    block_public_acls: bool | Reference
    block_public_policy: bool | Reference
    ignore_public_acls: bool | Reference
    restrict_public_buckets: bool | Reference


class S3AccessPointVpcConfiguration(TypedDict, total=False):
    vpc_id: Required[str]


class S3AccessPointArguments(TypedDict, total=False):
    account_id: str | None
    bucket: Required[str]
    bucket_account_id: str | None
    name: Required[str]
    policy: str | None
    public_access_block_configuration: S3AccessPointPublicAccessBlockConfiguration | None
    vpc_configuration: S3AccessPointVpcConfiguration | None


class S3AccessPoint(Resource):
    """The resource ``aws_s3_access_point``."""

    TYPE = "aws_s3_access_point"
    ARGUMENTS = S3AccessPointArguments
    ATTRIBUTES = frozenset(
        {
            "account_id",
            "alias",
            "arn",
            "bucket_account_id",
            "domain_name",
            "endpoints",
            "has_public_access_policy",
            "id",
            "network_origin",
            "policy",
        }
    )

    def __init__(
        self,
        part: Part,
        use: str = "",
        *,
        depends_on: Sequence[Block] = (),
        lifecycle: Lifecycle | None = None,
        **arguments: Unpack[S3AccessPointArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
