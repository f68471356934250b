"""A Region's stack works while the other Region is dark: it holds nothing that asks it anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given

from regions import Region
from tests.estates import loaded, synthesized
from tests.strategies import estates, synthesizing
from tests.synthesis.stack_json import resources, strings

MENTIONS = {
    ("locals",): "a key's ARN there, made from the one here by replacing the code",
    ("resource", "aws_iam_role", "description"): "says where to a role replicates",
    ("resource", "aws_iam_role_policy", "policy"): "allows replication to the bucket there, with its key",
    ("resource", "aws_s3control_access_point_policy", "policy"): "denies the applications there",
    ("resource", "aws_rds_cluster", "source_region"): "the request is signed for it and sent here",
    ("resource", "aws_rds_cluster", "lifecycle"): "names the argument source_region, no Region",
    ("resource", "aws_rds_cluster", "kms_key_id"): "a local's name",
    ("resource", "aws_secretsmanager_secret", "replica"): "an argument of a request here",
    ("resource", "aws_cloudwatch_metric_alarm", "alarm_description"): "says from where or where to",
    ("resource", "aws_cloudwatch_metric_alarm", "dimensions"): "a metric here of what goes there or comes",
    ("resource", "aws_cloudwatch_metric_alarm", "metric_query"): "likewise",
    ("resource", "aws_cloudwatch_dashboard", "dashboard_body"): "a browser asks both Regions, Terraform none",
}
"""Where a Region's stack may mention the other Region, and why that asks the other Region nothing."""


@synthesizing
@given(estates())
def test_asks_its_own_region_only(document: dict[str, Any]) -> None:
    """A Region's stack has one provider and one backend, and both are in that Region; it reads no state."""
    estate = loaded(document)
    stacks = synthesized(estate)
    for region in estate.pair:
        stack = stacks[region.short_code]
        (provider,) = stack["provider"]["aws"]
        assert (region.code, None) == (provider["region"], provider.get("alias"))
        assert {"s3"} == stack["terraform"]["backend"].keys()
        backend = stack["terraform"]["backend"]["s3"]
        assert (region.code, True) == (backend["region"], backend["bucket"].endswith(region.short_code))
        assert stack["data"].keys() <= {"aws_kms_alias"}
        assert [] == [address for address, its in resources(stack).items() if "provider" in its]


@synthesizing
@given(estates())
def test_mentions_the_other_where_it_must(document: dict[str, Any]) -> None:
    """The other Region's code stands in names and ARNs that are made from text, and nowhere else."""
    estate = loaded(document)
    stacks = synthesized(estate)
    for region in estate.pair:
        places = set(_mentions(stacks[region.short_code], estate.pair.other(region)))
        assert set() == places - MENTIONS.keys()


def _mentions(stack: Mapping[str, Any], other: Region) -> list[tuple[str, ...]]:
    """Where a stack mentions ``other``: section, type and argument; for locals the section alone."""
    return [
        place[:1] if place[0] == "locals" else (*place[:2], *place[3:4])
        for place, text in strings(dict(stack))
        if other.code in text or other.short_code in text
    ]
