"""What a database's parameter groups are to hold: futago's wishes for the engine, and the spec's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from modules.aurora.inputs import DatabaseInputs
from modules.aurora.parameters import Parameter


def of_cluster(inputs: DatabaseInputs) -> dict[str, Parameter]:
    """The cluster's, by name; the spec's own win."""
    engine = inputs.the_engine
    own = _of_exported(inputs, engine.log_parameters)
    if inputs.write_forwarding and engine.forwarding_parameter is not None:
        own |= _at_once([engine.forwarding_parameter])
    return {**own, **_tls(inputs), **inputs.parameters}


def of_instances(inputs: DatabaseInputs) -> dict[str, Parameter]:
    """The instances', likewise."""
    return {**_of_exported(inputs, inputs.the_engine.instance_log_parameters), **inputs.instance_parameters}


def _tls(inputs: DatabaseInputs) -> dict[str, Parameter]:
    """What is the default already RDS keeps as pending-reboot, whatever is asked: a plan would never end.

    Terraform AWS provider, aws_db_parameter_group, "Problematic Plan Changes"; issue 23335.
    """
    engine = inputs.the_engine
    name, value = engine.tls_parameter
    first = engine.tls_by_default_from
    is_default = first is not None and engine.version(inputs.engine_version).numbers[0] >= first
    return {name: Parameter(value=value)} if is_default else _at_once([(name, value)])


def _of_exported(inputs: DatabaseInputs, by_log: Mapping[str, Mapping[str, str]]) -> dict[str, Parameter]:
    """What makes the engine write the logs that are exported: an export alone makes an empty group."""
    return _at_once(each for log in inputs.logs for each in by_log.get(log, {}).items())


def _at_once(values: Iterable[tuple[str, str]]) -> dict[str, Parameter]:
    """Dynamic parameters, which take effect without a reboot."""
    return {name: Parameter(value=value, apply_method="immediate") for name, value in values}
