"""A global database as RDS names it."""

from __future__ import annotations

from dataclasses import dataclass

from modules.aurora.inputs import DatabaseInputs
from modules.estate import Estate
from modules.lag import Metric
from modules.operation import Permission
from regions import Region

NOUN = "database"
_MILLISECOND_SECONDS = 0.001
_LAGS = ("AuroraGlobalDBRPOLag", "AuroraGlobalDBReplicationLag")
"""What AWS advises to look at before a switchover or failover: the first, and for old versions of Aurora
MySQL the second (Aurora User Guide, "Using switchover or failover in Amazon Aurora Global Database").
CloudWatch has them in the Region that follows only."""


@dataclass(frozen=True)
class Database:
    """A database of the spec and its names in AWS.

    Attributes:
        estate: the estate.
        name: its name in the spec.
        inputs: its inputs.
    """

    estate: Estate
    name: str
    inputs: DatabaseInputs

    @property
    def global_cluster(self) -> str:
        """The identifier of the global database."""
        return self.estate.names.global_cluster(self._label)

    @property
    def global_cluster_arn(self) -> str:
        """The ARN of the global database."""
        return self.estate.names.global_cluster_arn(self.global_cluster)

    def cluster(self, region: Region) -> str:
        """The identifier of the cluster in ``region``."""
        return self.estate.names.cluster(self._label, region.short_code)

    def cluster_arn(self, region: Region) -> str:
        """The ARN of the cluster in ``region``."""
        return self.estate.names.cluster_arn(self.cluster(region), region.code)

    def instances(self, region: Region) -> tuple[str, ...]:
        """The identifiers of the instances that the spec wants in ``region``."""
        numbers = range(1, self.inputs.in_region(region).instances + 1)
        return tuple(self.estate.names.instance(self.cluster(region), number) for number in numbers)

    def lag_metrics(self, region: Region) -> tuple[Metric, ...]:
        """What says in ``region`` how far its cluster is behind, what is to be believed first in front.

        With and without the dimension SourceRegion: AWS's pages show both.
        """
        cluster = {"DBClusterIdentifier": self.cluster(region)}
        source = {"SourceRegion": self.estate.pair.other(region).code}
        return tuple(
            Metric("AWS/RDS", name, dimensions, _MILLISECOND_SECONDS)
            for name in _LAGS
            for dimensions in ({**cluster, **source}, cluster)
        )

    def looking(self, region: Region) -> tuple[Permission, ...]:
        """What it takes to look at the database in ``region``.

        Instances are asked for by a filter, which IAM takes as asking for any (Service Authorization
        Reference, "Amazon RDS", resource type db).
        """
        any_instance = self.estate.names.instance_arn("*", region.code)
        return (
            Permission(("rds:DescribeGlobalClusters",), (self.global_cluster_arn,), region.code),
            Permission(("rds:DescribeDBClusters",), (self.cluster_arn(region),), region.code),
            Permission(("rds:DescribeDBInstances",), (any_instance,), region.code),
        )

    @property
    def _label(self) -> str:
        return self.estate.names.label(self.name, self.inputs.name)
