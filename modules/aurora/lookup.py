"""How applications find a cluster in the stack of their Region."""

from __future__ import annotations

from futago.names import address
from modules.terraform.aws import RdsCluster
from modules.terraform.reference import Reference, expression
from modules.variable import Endpoint
from regions import Region


def cluster_resource_id(name: str, region: Region) -> Reference:
    """The id that IAM knows the cluster of the database ``name`` by, in that Region's stack."""
    return _attribute(name, region, "cluster_resource_id")


def cluster_endpoint(name: str, region: Region, endpoint: Endpoint) -> Reference:
    """The host of the cluster of the database ``name``, in that Region's stack."""
    return _attribute(name, region, {"writer": "endpoint", "reader": "reader_endpoint"}[endpoint])


def _attribute(name: str, region: Region, attribute: str) -> Reference:
    return expression(f"{RdsCluster.TYPE}.{address('database', name, '', region.short_code)}.{attribute}")
