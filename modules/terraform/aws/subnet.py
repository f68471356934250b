"""aws_subnet, a resource of hashicorp/aws 5.100.0; by modules.terraform.generate."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from modules.terraform.block import Block, Lifecycle, Resource
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


class SubnetTimeouts(TypedDict, total=False):
    create: str
    delete: str


class SubnetArguments(TypedDict, total=False):
    assign_ipv6_address_on_creation: bool | Reference | None
    availability_zone: str | None
    availability_zone_id: str | None
    cidr_block: str | None
    customer_owned_ipv4_pool: str | None
    enable_dns64: bool | Reference | None
    enable_lni_at_device_index: int | float | Reference | None
    enable_resource_name_dns_a_record_on_launch: bool | Reference | None
    enable_resource_name_dns_aaaa_record_on_launch: bool | Reference | None
    ipv6_cidr_block: str | None
    ipv6_native: bool | Reference | None
    map_customer_owned_ip_on_launch: bool | Reference | None
    map_public_ip_on_launch: bool | Reference | None
    outpost_arn: str | None
    private_dns_hostname_type_on_launch: str | None
    tags: Mapping[str, str] | None
    tags_all: Mapping[str, str] | None
    vpc_id: Required[str]
    timeouts: SubnetTimeouts | None


class Subnet(Resource):
    """The resource ``aws_subnet``."""

    TYPE = "aws_subnet"
    ARGUMENTS = SubnetArguments
    ATTRIBUTES = frozenset(
        {
            "arn",
            "availability_zone",
            "availability_zone_id",
            "id",
            "ipv6_cidr_block_association_id",
            "owner_id",
            "private_dns_hostname_type_on_launch",
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
        **arguments: Unpack[SubnetArguments],
    ) -> None:
        super().__init__(part, use, arguments, depends_on, lifecycle)
