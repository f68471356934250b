"""aws_vpc, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class VpcArguments(TypedDict, total=False):
    assign_generated_ipv6_cidr_block: bool | Reference | None
    cidr_block: str | None
    enable_dns_hostnames: bool | Reference | None
    enable_dns_support: bool | Reference | None
    enable_network_address_usage_metrics: bool | Reference | None
    instance_tenancy: str | None
    ipv4_ipam_pool_id: str | None
    ipv4_netmask_length: int | float | Reference | None
    ipv6_cidr_block: str | None
    ipv6_cidr_block_network_border_group: str | None
    ipv6_ipam_pool_id: str | None
    ipv6_netmask_length: int | float | Reference | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None


class Vpc(Resource):
    """The resource ``aws_vpc``."""

    TYPE = "aws_vpc"
    ARGUMENTS = VpcArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "cidr_block",
            "default_network_acl_id",
            "default_route_table_id",
            "default_security_group_id",
            "dhcp_options_id",
            "enable_dns_hostnames",
            "enable_network_address_usage_metrics",
            "id",
            "ipv6_association_id",
            "ipv6_cidr_block",
            "ipv6_cidr_block_network_border_group",
            "main_route_table_id",
            "owner_id",
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
        **arguments: Unpack[VpcArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
