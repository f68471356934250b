"""RDS ``CreateDBCluster`` and ``ModifyDBCluster``: settings that MiniStack takes and forgets.

Log exports, write forwarding, storage type, Enhanced Monitoring, Performance Insights and Database Insights
of a cluster are dropped; ``aws_rds_cluster`` then plans them again for ever.

AWS: RDS API Reference, CreateDBCluster, ModifyDBCluster (CloudwatchLogsExportConfiguration) and the data
type DBCluster, whose elements carry the names used here.
"""

from __future__ import annotations

from typing import Any

from ministack.services import rds

from futago.emulator.additions.around import OK, Response, Wrapper, around

KEPT_AS = "_futago_settings"

ELEMENTS = {
    "AutoMinorVersionUpgrade": "AutoMinorVersionUpgrade",
    "EnableGlobalWriteForwarding": "GlobalWriteForwardingRequested",
    "DatabaseInsightsMode": "DatabaseInsightsMode",
    "EnablePerformanceInsights": "PerformanceInsightsEnabled",
    "MonitoringInterval": "MonitoringInterval",
    "MonitoringRoleArn": "MonitoringRoleArn",
    "PerformanceInsightsKMSKeyId": "PerformanceInsightsKMSKeyId",
    "PerformanceInsightsRetentionPeriod": "PerformanceInsightsRetentionPeriod",
    "StorageType": "StorageType",
}
"""Element of DBCluster by the request's parameter."""


@around(rds, "_create_db_cluster_impl")
def create_db_cluster(create: Wrapper, request: dict[str, Any]) -> Response:
    """Keep the settings of a new cluster."""
    response: Response = create(request)
    return _keep(response, request, "CreateDBCluster")


@around(rds, "_modify_db_cluster_impl")
def modify_db_cluster(modify: Wrapper, request: dict[str, Any]) -> Response:
    """Keep the changed settings of a cluster."""
    response: Response = modify(request)
    return _keep(response, request, "ModifyDBCluster")


@around(rds, "_cluster_xml")
def cluster_xml(render: Wrapper, cluster: dict[str, Any]) -> str:
    """Report the settings with the cluster."""
    settings: dict[str, str] = cluster.get(KEPT_AS, {})
    elements = [f"<{name}>{rds._esc(value)}</{name}>" for name, value in settings.items()]
    logs = cluster.get("EnabledCloudwatchLogsExports", [])
    exports = "".join(f"<member>{rds._esc(name)}</member>" for name in logs)
    elements.append(f"<EnabledCloudwatchLogsExports>{exports}</EnabledCloudwatchLogsExports>")
    return str(render(cluster)) + "".join(elements)


def _keep(response: Response, request: dict[str, Any], action: str) -> Response:
    if response[0] != OK:
        return response
    cluster = rds._resolve_cluster_in_request_region(rds._p(request, "DBClusterIdentifier"))
    settings = cluster.setdefault(KEPT_AS, {})
    settings.update(
        {element: rds._p(request, name) for name, element in ELEMENTS.items() if rds._p(request, name)}
    )
    cluster["EnabledCloudwatchLogsExports"] = _log_exports(cluster, request)
    body = f"<{action}Result><DBCluster>{rds._cluster_xml(cluster)}</DBCluster></{action}Result>"
    rendered: Response = rds._xml(OK, f"{action}Response", body)
    return rendered


def _log_exports(cluster: dict[str, Any], request: dict[str, Any]) -> list[str]:
    change = "CloudwatchLogsExportConfiguration"
    enabled = {
        *cluster.get("EnabledCloudwatchLogsExports", []),
        *rds._parse_member_list(request, "EnableCloudwatchLogsExports"),
        *rds._parse_member_list(request, f"{change}.EnableLogTypes"),
    }
    return sorted(enabled - set(rds._parse_member_list(request, f"{change}.DisableLogTypes")))
