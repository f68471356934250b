"""The Region of a change, which the plan's entry does not hold: what does, from the surest to the vaguest.

1. The type: IAM, Route 53, CloudFront and the like have no Region.
2. The ``region`` argument, which provider 6 has on every resource.
3. The provider in the code, for what still is in the code.
4. ARNs and Availability Zones among the values.
5. What the provider's other resources tell, for a provider whose Region comes from the environment.
6. Region codes and cities in the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from futago.review.plan.configuration import mapping
from futago.review.plan.region_words import is_region, regions_in
from modules.review import GLOBAL_REGION

_GLOBAL_PREFIXES = (
    "aws_account_", "aws_billing_", "aws_budgets_", "aws_ce_", "aws_cloudfront", "aws_costoptimizationhub_",
    "aws_cur_", "aws_globalaccelerator_", "aws_iam_", "aws_networkmanager_", "aws_organizations_",
    "aws_route53_", "aws_route53domains_", "aws_s3_account_", "aws_s3control_multi_region_access_point",
    "aws_savingsplans_", "aws_shield_", "aws_waf_",
)  # fmt: skip
_REGIONAL_IN_SPITE = ("aws_route53_resolver_",)
"""AWS Fault Isolation Boundaries, "Global services"; the Resolver is a part of each VPC."""

_ARN = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]+:([a-z]{2}-[a-z-]+-\d):")
_ZONE = re.compile(r"([a-z]{2}-[a-z-]+-\d)[a-z]")
_ELSEWHERE = re.compile(
    r"primary|source|global|peer|replica|destination|target|accepter|remote|s3_key|certificate"
)
"""Attributes whose ARN may well be of another Region than the resource."""
_NAMES = ("name", "bucket", "identifier", "cluster_identifier", "identifier_prefix", "name_prefix", "alias")
_MAX_NAME = 512


@lru_cache(maxsize=4096)
def region_of_type(kind: str) -> str | None:
    """``GLOBAL_REGION`` for a type of a global service, else None."""
    if kind.startswith(_GLOBAL_PREFIXES) and not kind.startswith(_REGIONAL_IN_SPITE):
        return GLOBAL_REGION
    return None


def region_of_argument(values: Mapping[str, Any]) -> str | None:
    """The Region that the resource itself names."""
    if values.get("scope") == "CLOUDFRONT":  # a web ACL for CloudFront (WAF API Reference, CreateWebACL)
        return GLOBAL_REGION
    region = values.get("region")
    return region if is_region(region) else None


def region_in_values(values: Mapping[str, Any]) -> str | None:
    """The one Region that ARNs and zones among the values speak of; None where they disagree."""
    own = _first_region(values.get("arn")) or _first_region(values.get("id"))
    if own:
        return own
    found = set(_regions_of_attributes(values))
    return found.pop() if len(found) == 1 else None


def region_in_names(address: str, values: Mapping[str, Any]) -> str | None:
    """The one Region that the names speak of, the address before the values."""
    names = [values.get(attribute) for attribute in _NAMES] if values else []
    for name in (address, *names, mapping(values.get("tags")).get("Name")):
        found = regions_in(name[:_MAX_NAME]) if isinstance(name, str) else frozenset()
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def _regions_of_attributes(values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, str) and not _ELSEWHERE.search(name):
            region = _first_region(value)
            if region:
                yield region


def _first_region(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    match = _ARN.match(value) or _ZONE.fullmatch(value)
    return match[1] if match and is_region(match[1]) else None
