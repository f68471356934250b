"""RDS ``CreateDBInstance`` and ``ModifyDBInstance``: settings that MiniStack takes and forgets.

The certificate authority, the backup window, the key of Performance Insights and, when an instance is
modified, minor upgrades, Performance Insights and the promotion tier are dropped;
``aws_rds_cluster_instance`` then plans them again for ever.

AWS: RDS API Reference, CreateDBInstance, ModifyDBInstance (with the note on each parameter whether it is
applied at once) and the data type DBInstance.
"""

from __future__ import annotations

import re
from typing import Any

from ministack.services import rds

from futago.emulator.additions.around import OK, Response, Wrapper, around

PERFORMANCE_KEY = "PerformanceInsightsKMSKeyId"
RETENTION = re.compile(r"<PerformanceInsightsRetentionPeriod>\d*</PerformanceInsightsRetentionPeriod>")


@around(rds, "_create_db_instance")
def create_db_instance(create: Wrapper, request: dict[str, Any]) -> Response:
    """Keep the settings of a new instance."""
    response: Response = create(request)
    return _keep(response, request, "CreateDBInstance")


@around(rds, "_modify_db_instance")
def modify_db_instance(modify: Wrapper, request: dict[str, Any]) -> Response:
    """Keep the changed settings of an instance."""
    response: Response = modify(request)
    return _keep(response, request, "ModifyDBInstance")


@around(rds, "_instance_xml")
def instance_xml(render: Wrapper, instance: dict[str, Any]) -> str:
    """Report the key of Performance Insights, and its retention only where it is on."""
    xml = str(render(instance))
    if not instance.get("PerformanceInsightsEnabled"):
        return RETENTION.sub("", xml)
    key = instance.get(PERFORMANCE_KEY)
    return f"{xml}<{PERFORMANCE_KEY}>{rds._esc(key)}</{PERFORMANCE_KEY}>" if key else xml


def _keep(response: Response, request: dict[str, Any], action: str) -> Response:
    if response[0] != OK:
        return response
    instance = rds._resolve_instance(rds._p(request, "DBInstanceIdentifier"))
    authority = rds._p(request, "CACertificateIdentifier")
    if authority:
        instance["CACertificateIdentifier"] = authority
        instance["CertificateDetails"] = {**instance["CertificateDetails"], "CAIdentifier": authority}
    for name in ("PreferredBackupWindow", PERFORMANCE_KEY):
        instance[name] = rds._p(request, name) or instance[name]
    if rds._p(request, "EnablePerformanceInsights"):
        instance["PerformanceInsightsEnabled"] = rds._p(request, "EnablePerformanceInsights") == "true"
    if rds._p(request, "AutoMinorVersionUpgrade"):
        instance["AutoMinorVersionUpgrade"] = rds._p(request, "AutoMinorVersionUpgrade") == "true"
    for name in ("PerformanceInsightsRetentionPeriod", "PromotionTier"):
        instance[name] = int(rds._p(request, name) or instance[name])
    rendered: Response = rds._single_instance_response(f"{action}Response", f"{action}Result", instance)
    return rendered
