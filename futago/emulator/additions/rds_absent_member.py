"""RDS ``RemoveFromGlobalCluster`` of a cluster that is no member: the error that AWS gives.

MiniStack answers DBClusterNotFoundFault, which Terraform takes for a failure: destroying a global cluster
whose clusters have gone before it stops there.

AWS: the message is not in the RDS API Reference. It is what the AWS provider, which is tried against AWS,
takes as "already done" when it destroys ``aws_rds_global_cluster`` (hashicorp/aws 5.100.0, code
InvalidParameterValue, "is not found in global cluster").
"""

from __future__ import annotations

from typing import Any

from ministack.services import rds

from futago.emulator.additions.around import Response, Wrapper, around

NOT_A_MEMBER = b"is not a member of global cluster"


@around(rds, "_remove_from_global_cluster")
def remove_from_global_cluster(remove: Wrapper, request: dict[str, Any]) -> Response:
    """Give AWS's error in place of MiniStack's."""
    response: Response = remove(request)
    if NOT_A_MEMBER not in response[2]:
        return response
    cluster = rds._p(request, "DbClusterIdentifier")
    database = rds._p(request, "GlobalClusterIdentifier")
    message = f"{cluster} is not found in global cluster {database}"
    error: Response = rds._error("InvalidParameterValue", rds._esc(message), 400)
    return error
