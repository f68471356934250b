"""Service Quotas tells AWS's defaults, by Region."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
REQUESTS = {"ServiceCode": "kms", "QuotaCode": "L-6E3AF000"}
Aws = Callable[..., Any]


@pytest.mark.parametrize(("region", "value"), [(TOKYO, 20_000.0), (OSAKA, 10_000.0)])
def test_the_regions_differ(aws: Aws, region: str, value: float) -> None:
    """KMS takes half as many requests in Osaka as in Tokyo, raised or by default."""
    quotas = aws("service-quotas", region)
    assert value == quotas.get_service_quota(**REQUESTS)["Quota"]["Value"]
    assert value == quotas.get_aws_default_service_quota(**REQUESTS)["Quota"]["Value"]


def test_listed_page_by_page(aws: Aws) -> None:
    """A listing gives every quota of the service once."""
    pages = aws("service-quotas", OSAKA).get_paginator("list_service_quotas")
    found = list(pages.paginate(ServiceCode="rds", PaginationConfig={"PageSize": 1}))
    names = [quota["QuotaName"] for page in found for quota in page["Quotas"]]
    assert (2, ["DB clusters", "DB instances"]) == (len(found), sorted(names))


def test_what_it_does_not_know(aws: Aws) -> None:
    """A quota that is not there is refused, and no number made up."""
    with pytest.raises(ClientError, match="NoSuchResourceException"):
        aws("service-quotas", OSAKA).get_service_quota(ServiceCode="kms", QuotaCode="L-00000000")
