"""A global database has one writer endpoint."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"


def test_both_regions_report_the_same_endpoint(aws: Callable[..., Any]) -> None:
    """The endpoint has the form that AWS documents and does not depend on the Region that is asked."""
    aws("rds", TOKYO).create_global_cluster(GlobalClusterIdentifier="ledger", Engine="aurora-postgresql")
    tokyo, osaka = (
        aws("rds", region).describe_global_clusters()["GlobalClusters"][0]["Endpoint"]
        for region in (TOKYO, OSAKA)
    )
    assert tokyo == osaka
    assert re.fullmatch(r"ledger\.global-[a-z0-9]{12}\.global\.rds\.amazonaws\.com", tokyo)
