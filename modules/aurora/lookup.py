"""How applications find a cluster in the stack of their Region."""

from __future__ import annotations

from futago.names import address
from modules.terraform.aws import RdsCluster
from modules.terraform.reference import Reference, expression
from regions import Region


def cluster_resource_id(name: str, region: Region) -> Reference:
    """The id that IAM knows the cluster of the database ``name`` by, in that Region's stack."""
    return expression(
        f"{RdsCluster.TYPE}.{address('database', name, '', region.short_code)}.cluster_resource_id"
    )
