"""What watches a cluster: its log groups and the role of Enhanced Monitoring."""

from __future__ import annotations

from typing import NamedTuple

from modules.aurora.inputs import DatabaseInputs
from modules.aurora.role_of_monitoring import role_of_monitoring
from modules.estate import Estate
from modules.terraform.aws import CloudwatchLogGroup, IamRole, IamRolePolicyAttachment
from modules.terraform.policy import policy
from modules.terraform.reference import Reference
from modules.terraform.stack import Part


def log_groups(
    part: Part, estate: Estate, cluster: str, inputs: DatabaseInputs, key_arn: Reference
) -> list[CloudwatchLogGroup]:
    """The groups of the exported logs, to be there before the cluster is.

    RDS makes missing ones by itself, without the estate's key and for ever (Aurora User Guide,
    "Publishing Aurora logs to Amazon CloudWatch Logs").
    """
    return [
        CloudwatchLogGroup(
            part,
            log,
            name=estate.names.log_group(cluster, log),
            retention_in_days=inputs.log_retention_in_days,
            kms_key_id=key_arn,
            tags=inputs.tags or None,
        )
        for log in inputs.logs
    ]


class MonitoringRole(NamedTuple):
    """The role by which instances send operating-system metrics.

    Attributes:
        arn: its ARN.
        attachment: what makes it able to; instances need it there.
    """

    arn: Reference
    attachment: IamRolePolicyAttachment


def monitoring_role(part: Part, estate: Estate, label: str, inputs: DatabaseInputs) -> MonitoringRole | None:
    """The role for Enhanced Monitoring in the part's Region; None where it is off."""
    its = role_of_monitoring(estate, label, inputs, part.region)
    if its is None:
        return None
    role = IamRole(
        part,
        "monitoring",
        name=its.name,
        description=f"Enhanced Monitoring of {label} in {part.region}",
        assume_role_policy=policy(its.trusts),
        tags=inputs.tags or None,
    )
    (attached,) = its.attached
    attachment = IamRolePolicyAttachment(part, "monitoring", role=role.name, policy_arn=attached)
    return MonitoringRole(role.arn, attachment)
