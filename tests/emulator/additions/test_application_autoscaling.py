"""Scalable targets and policies are kept, per Region."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
READS = {
    "ServiceNamespace": "dynamodb",
    "ResourceId": "table/ledger",
    "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
}
TRACKING = {
    "TargetValue": 70.0,
    "PredefinedMetricSpecification": {"PredefinedMetricType": "DynamoDBReadCapacityUtilization"},
}
Aws = Callable[..., Any]


@pytest.fixture
def scaling(aws: Aws) -> Any:
    """Tokyo's client, with a target on the reads of a table of Tokyo."""
    aws("dynamodb", TOKYO).create_table(
        TableName="ledger",
        BillingMode="PROVISIONED",
        ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    )
    client = aws("application-autoscaling", TOKYO)
    client.register_scalable_target(**READS, MinCapacity=5, MaxCapacity=100, Tags={"city": "tokyo"})
    return client


def target(scaling: Any) -> dict[str, Any]:
    """Return the one target that is described."""
    [described] = scaling.describe_scalable_targets(ServiceNamespace="dynamodb")["ScalableTargets"]
    return dict(described)


def test_a_target_reads_back_and_changes(scaling: Any) -> None:
    """A target has its limits and tags; registering it again changes what is named and no more."""
    scaling.register_scalable_target(**READS, MaxCapacity=200)
    described = target(scaling)
    assert (5, 200) == (described["MinCapacity"], described["MaxCapacity"])
    tags = scaling.list_tags_for_resource(ResourceARN=described["ScalableTargetARN"])["Tags"]
    assert {"city": "tokyo"} == tags


def test_a_policy_reads_back(scaling: Any) -> None:
    """A policy is described as it was put."""
    scaling.put_scaling_policy(
        PolicyName="reads",
        PolicyType="TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration=TRACKING,
        **READS,
    )
    [policy] = scaling.describe_scaling_policies(ServiceNamespace="dynamodb")["ScalingPolicies"]
    assert ("reads", TRACKING) == (policy["PolicyName"], policy["TargetTrackingScalingPolicyConfiguration"])


def test_a_deregistered_target_takes_its_policies_along(scaling: Any) -> None:
    """Without the target there is no policy."""
    scaling.put_scaling_policy(
        PolicyName="reads",
        PolicyType="TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration=TRACKING,
        **READS,
    )
    scaling.deregister_scalable_target(**READS)
    assert [] == scaling.describe_scalable_targets(ServiceNamespace="dynamodb")["ScalableTargets"]
    assert [] == scaling.describe_scaling_policies(ServiceNamespace="dynamodb")["ScalingPolicies"]


@pytest.mark.usefixtures("scaling")
def test_a_table_of_the_other_region_is_no_target(aws: Aws) -> None:
    """Osaka has no such table, and so no such target."""
    osaka = aws("application-autoscaling", OSAKA)
    with pytest.raises(ClientError, match="DynamoDB table does not exist: table/ledger"):
        osaka.register_scalable_target(**READS, MinCapacity=5, MaxCapacity=100)
    assert [] == osaka.describe_scalable_targets(ServiceNamespace="dynamodb")["ScalableTargets"]


def test_a_policy_needs_its_target(scaling: Any) -> None:
    """A policy without a scalable target is refused."""
    scaling.deregister_scalable_target(**READS)
    with pytest.raises(ClientError, match="ObjectNotFoundException"):
        scaling.put_scaling_policy(
            PolicyName="reads",
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration=TRACKING,
            **READS,
        )


def test_tags_change(scaling: Any) -> None:
    """Tags of a target are added and taken away."""
    arn = target(scaling)["ScalableTargetARN"]
    scaling.tag_resource(ResourceARN=arn, Tags={"team": "ledger"})
    scaling.untag_resource(ResourceARN=arn, TagKeys=["city"])
    assert {"team": "ledger"} == scaling.list_tags_for_resource(ResourceARN=arn)["Tags"]
