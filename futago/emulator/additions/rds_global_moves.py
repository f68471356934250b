"""RDS ``SwitchoverGlobalCluster`` and ``FailoverGlobalCluster``: where, when, and in how many steps.

MiniStack moves the writer at once, whoever asks wherever, and never between clusters of Aurora MySQL without
Docker. So no one sees a move under way, a promotion that calls in the wrong Region passes, and a cluster
without an instance becomes a writer.

Here a move takes ``global_move_seconds``, is ``pending`` first and then ``switching-over`` or
``failing-over``, and another is refused meanwhile. After a failover the old writer is ``pending-resync`` for
``global_resync_seconds``. (Both are 0 unless set: see :mod:`futago.emulator.timings`.) Of one that is done
no FailoverState is left.

AWS: Aurora User Guide, "Using switchover or failover in Amazon Aurora Global Database": a switchover is
called in the Region of the primary cluster, a failover in that of the chosen secondary, both with clusters
of the same version; RDS API Reference, FailoverState, GlobalClusterMember. That AWS refuses a call from
elsewhere is not documented; here it is refused, so that a wrong Region shows.
"""

from __future__ import annotations

import time
from typing import Any

from ministack.services import rds

from futago.emulator.additions.around import Response, Wrapper, around
from futago.emulator.timings import seconds_for

_MOVE = "_futago_move"
_RESYNC_UNTIL = "_futago_resync_until"
_HTTP_BAD_REQUEST = 400


@around(rds, "_switchover_global_cluster")
def switchover_global_cluster(_move: Wrapper, request: dict[str, Any]) -> Response:
    """Begin a switchover, called where the writer is."""
    return _begin(request, "SwitchoverGlobalCluster", loses_data=False)


@around(rds, "_failover_global_cluster")
def failover_global_cluster(move: Wrapper, request: dict[str, Any]) -> Response:
    """Begin a failover, called where the new writer is to be; without AllowDataLoss it is a switchover."""
    if "AllowDataLoss" in request and "Switchover" in request:
        refused: Response = move(request)
        return refused
    loses_data = rds._p(request, "AllowDataLoss").lower() == "true"
    return _begin(request, "FailoverGlobalCluster", loses_data=loses_data)


@around(rds, "_describe_global_clusters")
def describe_global_clusters(describe: Wrapper, request: dict[str, Any]) -> Response:
    """Report every move as far as it is by now."""
    for cluster in rds._global_clusters.values():
        _go_on(cluster)
    response: Response = describe(request)
    return response


@around(rds, "_remove_from_global_cluster")
def remove_from_global_cluster(remove: Wrapper, request: dict[str, Any]) -> Response:
    """Remove a cluster, from a global cluster that is not being moved."""
    cluster = rds._resolve_global_cluster(rds._p(request, "GlobalClusterIdentifier"))
    if cluster is not None:
        _go_on(cluster)
        if _MOVE in cluster:
            return _refuse(f"Global cluster {cluster['GlobalClusterIdentifier']} is {cluster['Status']}.")
    response: Response = remove(request)
    return response


def _begin(request: dict[str, Any], action: str, *, loses_data: bool) -> Response:
    resolved, error = rds._resolve_global_writer_switch(request)
    cluster = rds._resolve_global_cluster(rds._p(request, "GlobalClusterIdentifier"))
    if cluster is not None:
        _go_on(cluster)
        if _MOVE in cluster:
            return _refuse(
                f"Global cluster {cluster['GlobalClusterIdentifier']} is {cluster['Status']} already."
            )
    if error:
        refused: Response = error
        return refused
    cluster, target, member, writer = resolved
    fault = _fault(target, member, writer, loses_data=loses_data)
    if fault:
        return _refuse(fault)
    cluster[_MOVE] = {
        "began": time.monotonic(),
        "seconds": seconds_for("global_move_seconds"),
        "to": member["DBClusterArn"],
        "from": writer["DBClusterArn"],
        "loses_data": loses_data,
    }
    _show(cluster, "pending")
    body = rds._global_cluster_xml(cluster)
    _go_on(cluster)
    answer: Response = rds._xml(
        200, f"{action}Response", f"<{action}Result><GlobalCluster>{body}</GlobalCluster></{action}Result>"
    )
    return answer


def _fault(
    target: dict[str, Any], member: dict[str, Any], writer: dict[str, Any], *, loses_data: bool
) -> str | None:
    """Why AWS would not begin."""
    source = rds._resolve_cluster(writer["DBClusterArn"])
    asked_in = _region(member if loses_data else writer)
    if rds.get_region() != asked_in:
        return f"Call this operation in {asked_in}, not in {rds.get_region()}."
    if not target.get("DBClusterMembers"):
        return f"DBCluster {member['DBClusterArn']} has no DB instance that could become the writer."
    if member.get("SynchronizationStatus") != "connected":
        return f"DBCluster {member['DBClusterArn']} is {member.get('SynchronizationStatus')}."
    versions = {cluster.get("EngineVersion") for cluster in (source, target) if cluster}
    if len(versions) > 1:
        return f"The clusters run different engine versions: {', '.join(sorted(map(str, versions)))}."
    return None


def _go_on(cluster: dict[str, Any]) -> None:
    """Bring a global cluster to where it is by now."""
    move = cluster.get(_MOVE)
    if move:
        elapsed = time.monotonic() - move["began"]
        if elapsed < move["seconds"]:
            under_way = "failing-over" if move["loses_data"] else "switching-over"
            _show(cluster, "pending" if elapsed < move["seconds"] / 2 else under_way)
        else:
            _end(cluster, move)
    for member in cluster.get("GlobalClusterMembers", []):
        if time.monotonic() >= member.get(_RESYNC_UNTIL, float("inf")):
            del member[_RESYNC_UNTIL]
            member["SynchronizationStatus"] = "connected"


def _show(cluster: dict[str, Any], status: str) -> None:
    move = cluster[_MOVE]
    cluster["Status"] = "failing-over" if move["loses_data"] else "switching-over"
    cluster["FailoverState"] = {
        "Status": status,
        "FromDbClusterArn": move["from"],
        "ToDbClusterArn": move["to"],
        "IsDataLossAllowed": move["loses_data"],
    }


def _end(cluster: dict[str, Any], move: dict[str, Any]) -> None:
    del cluster[_MOVE], cluster["FailoverState"]
    cluster["Status"] = "available"
    for member in cluster["GlobalClusterMembers"]:
        if member["DBClusterArn"] == move["to"]:
            rds._set_global_cluster_writer(cluster, member)
    if move["loses_data"]:
        for member in cluster["GlobalClusterMembers"]:
            if member["DBClusterArn"] == move["from"]:
                member["SynchronizationStatus"] = "pending-resync"
                member[_RESYNC_UNTIL] = time.monotonic() + seconds_for("global_resync_seconds")


def _region(member: dict[str, Any]) -> str:
    return str(member["DBClusterArn"].split(":")[3])


def _refuse(message: str) -> Response:
    refused: Response = rds._error("InvalidGlobalClusterStateFault", rds._esc(message), _HTTP_BAD_REQUEST)
    return refused
