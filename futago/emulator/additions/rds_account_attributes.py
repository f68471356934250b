"""RDS ``DescribeAccountAttributes``: how much of the quotas of clusters and instances is used in a Region.

MiniStack has no such operation. Here are the two quotas that a promotion's Region may run into, with what
there is of each.

AWS: RDS API Reference, DescribeAccountAttributes and AccountQuota; the defaults are those of the Aurora User
Guide, "Quotas and constraints for Amazon Aurora".
"""

from __future__ import annotations

from typing import Any

from ministack.services import rds

from futago.emulator.additions.around import Response

_MOST = 40


def describe_account_attributes(_params: Any) -> Response:
    """Count what there is in the request's account and Region."""
    used = {
        "DBClusters": len(list(rds._clusters.values())),
        "DBInstances": len(list(rds._instances.values())),
    }
    quotas = "".join(
        f"<AccountQuota><AccountQuotaName>{name}</AccountQuotaName><Used>{count}</Used><Max>{_MOST}</Max>"
        "</AccountQuota>"
        for name, count in used.items()
    )
    answer: Response = rds._xml(
        200,
        "DescribeAccountAttributesResponse",
        f"<DescribeAccountAttributesResult><AccountQuotas>{quotas}</AccountQuotas>"
        "</DescribeAccountAttributesResult>",
    )
    return answer


rds._ACTION_MAP["DescribeAccountAttributes"] = describe_account_attributes
