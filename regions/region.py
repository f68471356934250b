"""What an AWS Region is to this project: facts, each with its source and date in the Region's own file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network


@dataclass(frozen=True)
class Region:
    """One AWS Region.

    Attributes:
        code: AWS's code, such as ``ap-northeast-1``.
        short_code: the code inside names and addresses, such as ``apne1``.
        city: the city that AWS names the Region after.
        zones: the Availability Zones that a new account can use.
        default_cidr: the network that futago takes for a VPC of its own in this Region. No two
            Regions share addresses: inter-Region peering refuses overlapping ranges.
        missing_instance_families: EC2 and RDS families that the Region does not offer.
        missing_services: services that the Region does not offer, by AWS's short names.
        aurora_global_minimum: for an engine's major version, the lowest version that may join an
            Aurora global database in this Region.
    """

    code: str
    short_code: str
    city: str
    zones: tuple[str, ...]
    default_cidr: IPv4Network
    missing_instance_families: frozenset[str]
    missing_services: frozenset[str]
    aurora_global_minimum: Mapping[str, Mapping[str, tuple[int, ...]]]

    def __str__(self) -> str:
        return self.code
