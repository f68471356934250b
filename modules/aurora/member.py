"""A global database's member in one Region: the cluster, its instances and what is around them."""

from __future__ import annotations

from typing import Any

from futago.names import address
from modules.aurora.access import security_group, subnet_group
from modules.aurora.inputs import DatabaseInputs
from modules.aurora.master_password import MasterPassword
from modules.aurora.monitoring import log_groups, monitoring_role
from modules.aurora.parameter_groups import cluster_parameter_group, instance_parameter_group
from modules.estate import Estate
from modules.kms.alias import key_arn
from modules.terraform.aws import RdsCluster, RdsClusterInstance, RdsGlobalCluster
from modules.terraform.aws.rds_cluster import RdsClusterArguments
from modules.terraform.block import Block, Lifecycle
from modules.terraform.output import output
from modules.terraform.stack import Part, Stack
from regions import Region

MEMBER_LIFECYCLE: Lifecycle = {
    "ignore_changes": [
        # RemoveFromGlobalCluster, a promotion's last resort, empties it; Terraform would then want to put
        # it back and can't ("existing RDS Clusters cannot be added to an existing RDS Global Cluster").
        "global_cluster_identifier",
        # RDS sets it on whoever reads now, and promotions move it; changing it can't switch over (#42919).
        "replication_source_identifier",
        # Upgrades go through the global cluster, which moves its members (#30358, #36107).
        "engine_version",
        # Given where the cluster is first made and reported by whoever writes now: after a failover has
        # rebuilt the old writer as a reader, a difference would replace the cluster.
        "database_name",
        "master_username",
        # Only of use when a member is made; which Region it names has to say nothing later.
        "source_region",
    ],
}
"""Equal for both members: each may write or read tomorrow. Issues are hashicorp/terraform-provider-aws's."""


class Member(Part):
    """The member of a database in one Region.

    Args:
        stack: that Region's stack.
        estate: the estate.
        name: the database's name in the spec.
        inputs: its inputs in that Region.
        region: the Region.
    """

    def __init__(
        self, stack: Stack, estate: Estate, name: str, inputs: DatabaseInputs, region: Region
    ) -> None:
        super().__init__(stack, "database", name, region)
        self._estate = estate
        self._inputs = inputs
        self._label = estate.names.label(name, inputs.name)
        self._cluster_name = estate.names.cluster(self._label, region.short_code)
        self._key_arn = key_arn(estate, inputs.key, region)
        # Any: each type has its own TypedDict for the same three fields.
        self._timeouts: Any = inputs.timeouts.model_dump(exclude_none=True) or None

    def make_first(self) -> None:
        """Make the global cluster here, and its first member, which writes until a promotion."""
        global_cluster = self._global_cluster()
        password = MasterPassword(self, self._estate, self.name, self._inputs)
        cluster = self._cluster(
            {
                "engine": self._inputs.engine,
                "database_name": self._inputs.first_database(self.name),
                "master_username": self._inputs.master_username,
                "master_password_wo": password.value,
                "master_password_wo_version": password.version,
            },
            after=[global_cluster, password.secret],
        )
        password.keep(cluster)
        output(
            self.stack,
            address("database", self.name, "writer_endpoint", ""),
            global_cluster.endpoint,
            f"Database {self.name}: whoever writes now, in either Region",
        )

    def make_second(self) -> None:
        """Make the second member, which follows the first until a promotion.

        It names the global cluster by its identifier alone, for that cluster is the other stack's. Adding a
        Region to an encrypted global database takes a request signed for the first member's Region, which
        the provider signs by itself from ``source_region`` (hashicorp/terraform-provider-aws #13715).
        """
        self._cluster(
            {"engine": self._inputs.engine, "source_region": self._estate.pair.first.code}, after=[]
        )

    def _global_cluster(self) -> RdsGlobalCluster:
        inputs = self._inputs
        return RdsGlobalCluster(
            self,
            global_cluster_identifier=self._estate.names.global_cluster(self._label),
            engine=inputs.engine,
            engine_version=inputs.engine_version,
            database_name=inputs.first_database(self.name),
            storage_encrypted=inputs.storage_encrypted,
            deletion_protection=inputs.deletion_protection,
            # After a promotion the last member to go is the other Region's, which this stack doesn't know:
            # where nothing is protected, destroying it lets go of whoever is still a member, the writer last.
            force_destroy=not inputs.deletion_protection,
            # Reported as null after a promotion or a restore; a difference would replace it (#28187, #39368).
            lifecycle={"ignore_changes": ["database_name"]},
        )

    def _cluster(self, first_or_second: RdsClusterArguments, after: list[Block]) -> RdsCluster:
        """The cluster with its instances, after all that has to be there before it."""
        logs = log_groups(self, self._estate, self._cluster_name, self._inputs, self._key_arn)
        arguments: RdsClusterArguments = {**self._settings(), **self._surroundings(), **first_or_second}
        cluster = RdsCluster(self, **arguments, depends_on=[*after, *logs], lifecycle=MEMBER_LIFECYCLE)
        self._instances(cluster)
        self._outputs(cluster)
        return cluster

    def _settings(self) -> RdsClusterArguments:
        """What the spec says of the cluster, equal in both Regions unless declared otherwise."""
        inputs = self._inputs
        capacity = inputs.serverless_v2
        return {
            "engine": inputs.engine,
            "engine_version": inputs.engine_version,
            "port": inputs.listening_port,
            "storage_type": inputs.storage_type,
            "storage_encrypted": inputs.storage_encrypted,
            "serverlessv2_scaling_configuration": (
                {"min_capacity": capacity.min_capacity, "max_capacity": capacity.max_capacity}
                if capacity
                else None
            ),
            "iam_database_authentication_enabled": inputs.iam_database_authentication_enabled,
            # On both members: on the one that writes it waits for its demotion (RDS API, CreateDBCluster).
            "enable_global_write_forwarding": inputs.write_forwarding,
            "enabled_cloudwatch_logs_exports": list(inputs.logs),
            "backup_retention_period": inputs.backup_retention_period,
            "preferred_backup_window": inputs.preferred_backup_window,
            "preferred_maintenance_window": inputs.preferred_maintenance_window,
            "deletion_protection": inputs.deletion_protection,
            "skip_final_snapshot": inputs.skip_final_snapshot,
            "copy_tags_to_snapshot": inputs.copy_tags_to_snapshot,
            "apply_immediately": inputs.apply_immediately,
            "tags": inputs.tags or None,
            "timeouts": self._timeouts,
        }

    def _surroundings(self) -> RdsClusterArguments:
        """The cluster's names and what it needs in its Region, made here."""
        estate, inputs, cluster = self._estate, self._inputs, self._cluster_name
        return {
            "engine": inputs.engine,
            "cluster_identifier": cluster,
            "global_cluster_identifier": estate.names.global_cluster(self._label),
            "final_snapshot_identifier": (
                None if inputs.skip_final_snapshot else estate.names.final_snapshot(cluster)
            ),
            "kms_key_id": self._key_arn,
            "db_subnet_group_name": subnet_group(self, cluster, inputs),
            "vpc_security_group_ids": [security_group(self, estate, cluster, inputs)],
            "db_cluster_parameter_group_name": cluster_parameter_group(self, estate, cluster, inputs),
        }

    def _instances(self, cluster: RdsCluster) -> None:
        inputs = self._inputs
        role = monitoring_role(self, self._estate, self._label, inputs)
        parameter_group = instance_parameter_group(self, self._estate, self._cluster_name, inputs)
        for number in range(1, inputs.instances + 1):
            RdsClusterInstance(
                self,
                str(number),
                identifier=self._estate.names.instance(self._cluster_name, number),
                cluster_identifier=cluster.id,
                engine=inputs.engine,
                instance_class=inputs.instance_class or "db.serverless",
                db_parameter_group_name=parameter_group,
                publicly_accessible=False,
                ca_cert_identifier=inputs.ca_certificate_identifier,
                auto_minor_version_upgrade=inputs.auto_minor_version_upgrade,
                preferred_maintenance_window=inputs.preferred_maintenance_window,
                copy_tags_to_snapshot=inputs.copy_tags_to_snapshot,
                monitoring_interval=inputs.monitoring_interval,
                monitoring_role_arn=role.arn if role else None,
                performance_insights_enabled=inputs.performance_insights_enabled,
                performance_insights_kms_key_id=(
                    self._key_arn if inputs.performance_insights_enabled else None
                ),
                performance_insights_retention_period=(
                    inputs.performance_insights_retention_period
                    if inputs.performance_insights_enabled
                    else None
                ),
                apply_immediately=inputs.apply_immediately,
                tags=inputs.tags or None,
                timeouts=self._timeouts,
                depends_on=[role.attachment] if role else [],
            )

    def _outputs(self, cluster: RdsCluster) -> None:
        for use, value, what in (
            ("cluster_endpoint", cluster.endpoint, "the cluster's writer, where this Region writes"),
            ("reader_endpoint", cluster.reader_endpoint, "the cluster's readers"),
        ):
            output(
                self.stack,
                address("database", self.name, use, self.region.short_code),
                value,
                f"Database {self.name} in {self.region.city}: {what}",
            )
