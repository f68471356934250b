"""Service Quotas tells what holds in a Region: AWS's default, or what it was raised to."""

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


def test_a_raise_holds_in_its_region(aws: Aws) -> None:
    """What was granted holds from then on; the default is what it was, and the other Region has its own."""
    osaka = aws("service-quotas", OSAKA)
    osaka.request_service_quota_increase(**REQUESTS, DesiredValue=30_000)
    (applied,) = osaka.list_service_quotas(ServiceCode="kms")["Quotas"]
    (default,) = osaka.list_aws_default_service_quotas(ServiceCode="kms")["Quotas"]
    tokyo = aws("service-quotas", TOKYO).get_service_quota(**REQUESTS)["Quota"]
    assert (30_000.0, 10_000.0, 20_000.0) == (applied["Value"], default["Value"], tokyo["Value"])


def test_a_raise_to_less_is_refused(aws: Aws) -> None:
    """A quota is only ever raised."""
    with pytest.raises(ClientError, match="IllegalArgumentException"):
        aws("service-quotas", TOKYO).request_service_quota_increase(**REQUESTS, DesiredValue=1_000)


def test_what_it_does_not_know(aws: Aws) -> None:
    """A quota that is not there is refused, and no number made up."""
    with pytest.raises(ClientError, match="NoSuchResourceException"):
        aws("service-quotas", OSAKA).get_service_quota(ServiceCode="kms", QuotaCode="L-00000000")
