"""How the databases find the network in the stack of their Region."""

from __future__ import annotations

from modules.terraform.reference import Reference, expression
from regions import Region


def vpc_id(region: Region) -> Reference:
    """The id of the VPC in ``region``, in that Region's stack."""
    return expression(f"local.{vpc_local(region)}")


def subnet_ids(region: Region) -> Reference:
    """The list of subnet ids in ``region``, in that Region's stack."""
    return expression(f"local.{subnets_local(region)}")


def vpc_local(region: Region) -> str:
    """The name of the local that holds the VPC's id."""
    return f"network_vpc_{region.short_code}"


def subnets_local(region: Region) -> str:
    """The name of the local that holds the list of the subnets' ids."""
    return f"network_subnets_{region.short_code}"
