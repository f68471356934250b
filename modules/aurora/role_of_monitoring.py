"""The role by which a database's instances send operating-system metrics."""

from __future__ import annotations

from modules.aurora.inputs import DatabaseInputs
from modules.estate import Estate
from modules.role import Role
from modules.terraform.policy import trust
from regions import Region

_MONITORING_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
"""AWS's own policy: it writes to the log groups ``RDS*`` and to nothing else (Aurora User Guide, "Setting
up and enabling Enhanced Monitoring")."""


def role_of_monitoring(estate: Estate, label: str, inputs: DatabaseInputs, region: Region) -> Role | None:
    """The role for Enhanced Monitoring in a Region; None where it is off.

    Its trust names this account's instances in this Region (same page, "confused deputy").
    """
    if inputs.monitoring_interval == 0:
        return None
    instances = f"arn:aws:rds:{region}:{estate.account}:db:{label}-*"
    return Role(
        estate.names.role(label, "monitoring", region.short_code),
        trusts=trust("monitoring.rds.amazonaws.com", estate.account, instances),
        attached=(_MONITORING_POLICY,),
    )
