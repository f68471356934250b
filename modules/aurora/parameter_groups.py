"""The parameter groups of a cluster and of its instances."""

from __future__ import annotations

from modules.aurora.inputs import DatabaseInputs
from modules.aurora.wanted_parameters import of_cluster, of_instances
from modules.estate import Estate
from modules.terraform.aws import DbParameterGroup, RdsClusterParameterGroup
from modules.terraform.block import Lifecycle
from modules.terraform.reference import Reference
from modules.terraform.stack import Part

_NEW_FIRST: Lifecycle = {"create_before_destroy": True}
"""A group can't go while a cluster has it, and a new major version needs one of another family."""


def cluster_parameter_group(part: Part, estate: Estate, cluster: str, inputs: DatabaseInputs) -> Reference:
    """The cluster's group; returns its name."""
    family = inputs.the_engine.family(inputs.engine_version)
    return RdsClusterParameterGroup(
        part,
        name=estate.names.parameter_group(cluster, family),
        family=family,
        description=f"Cluster {cluster}",
        parameter=[
            {"name": name, "value": each.value, "apply_method": each.apply_method}
            for name, each in sorted(of_cluster(inputs).items())
        ],
        tags=inputs.tags or None,
        lifecycle=_NEW_FIRST,
    ).name


def instance_parameter_group(part: Part, estate: Estate, cluster: str, inputs: DatabaseInputs) -> Reference:
    """The instances' group; returns its name."""
    family = inputs.the_engine.family(inputs.engine_version)
    return DbParameterGroup(
        part,
        name=estate.names.parameter_group(cluster, family),
        family=family,
        description=f"Instances of {cluster}",
        parameter=[
            {"name": name, "value": each.value, "apply_method": each.apply_method}
            for name, each in sorted(of_instances(inputs).items())
        ],
        tags=inputs.tags or None,
        lifecycle=_NEW_FIRST,
    ).name
