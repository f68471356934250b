"""What the kinds ask of quotas, classes, addresses and backlogs, and what each answer means."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from modules.aurora import ready as aurora
from modules.aurora.inputs import DatabaseInputs
from modules.dynamodb import ready as dynamodb
from modules.dynamodb.inputs import TableInputs
from modules.kms import ready as kms
from modules.operation import Mode, Unreachable
from modules.quota import quota_value
from modules.readiness import Answer, Question, State
from modules.s3 import ready as s3
from modules.s3.inputs import BucketInputs
from regions import OSAKA, TOKYO
from tests.canned_aws import CannedAws
from tests.estates import an_estate
from tests.steps_of_kinds import a_promotion, dark

DATABASE = DatabaseInputs.model_validate(
    {
        "engine": "aurora-postgresql",
        "engine_version": "17.7",
        "consistency": "strong",
        "instance_class": "db.r7g.large",
        "instances": 3,
    }
)
TABLE = TableInputs.model_validate(
    {
        "consistency": "strong",
        "partition_key": "id",
        "billing_mode": "PROVISIONED",
        "read_capacity": {"min": 5, "max": 3000},
        "write_capacity": {"min": 5, "max": 500},
    }
)
BUCKET = BucketInputs.model_validate({"consistency": "eventual"})
SECTIONS: dict[str, dict[str, Any]] = {
    "databases": {"ledger": DATABASE},
    "tables": {"t": TABLE},
    "buckets": {"b": BUCKET},
}
PROMOTION = a_promotion(an_estate(SECTIONS), Mode.FAILOVER)
DARK: dict[str, Any] = {region.code: dark(region) for region in (TOKYO, OSAKA)}


def asked(questions: Any, what: str, aws: CannedAws) -> Answer:
    """The answer to one of the questions."""
    found: Question
    (found,) = [each for each in questions if each.id.endswith(f"/{what}")]
    return found.answer(aws)


def limits(table: int, account: int = 80_000) -> dict[str, int]:
    return {name: table if name.startswith("Table") else account for name in dynamodb.LIMITS}


def test_the_default_holds_where_no_quota_was_applied() -> None:
    """GetServiceQuota has nothing there: the default is asked for."""
    aws = CannedAws()
    aws.refuse("service-quotas", OSAKA, "get_service_quota", "NoSuchResourceException")
    aws.answer("service-quotas", OSAKA, "get_aws_default_service_quota", {"Quota": {"Value": 10_000.0}})
    assert 10_000.0 == quota_value(aws, OSAKA, kms.REQUEST_RATE)


def use(calls_a_minute: float | None) -> dict[str, Any]:
    """GetMetricData's answer."""
    values = {"Timestamps": [], "Values": [] if calls_a_minute is None else [calls_a_minute]}
    return {"MetricDataResults": [{"Id": "calls", **values}]}


@pytest.mark.parametrize(
    ("quota", "calls_a_minute", "state"),
    [(20_000.0, None, State.OK), (10_000.0, None, State.UNKNOWN), (10_000.0, 60_000.0, State.OK)],
)
def test_kms_in_a_region_that_takes_fewer_requests(
    quota: float, calls_a_minute: float | None, state: State
) -> None:
    """The same quota is enough; a lower one is unknown until it is known what Tokyo asks."""
    aws = CannedAws()
    for region, value in ((OSAKA, quota), (TOKYO, 20_000.0)):
        aws.answer("service-quotas", region, "get_service_quota", {"Quota": {"Value": value}})
        aws.answer("cloudwatch", region, "get_metric_data", use(calls_a_minute))
    assert state is asked(kms.questions_of_all(PROMOTION, {"main": None}), "request-rate-of-both", aws).state


@pytest.mark.parametrize(("table", "account", "state"), [(3000, 3000, State.OK), (2999, 3000, State.WARNING)])
def test_tables_that_may_outgrow_a_quota(table: int, account: int, state: State) -> None:
    """The greatest capacity in the spec against the quota of a table and of the account."""
    aws = CannedAws()
    aws.answer("dynamodb", OSAKA, "describe_limits", limits(table, account))
    assert state is asked(dynamodb.questions_of_all(PROMOTION, {"t": TABLE}), "capacity", aws).state


@pytest.mark.parametrize(("osaka", "state"), [(40_000, State.OK), (10_000, State.WARNING)])
def test_lower_quotas_of_the_target(osaka: int, state: State) -> None:
    """A quota that was raised in one Region only is found."""
    aws = CannedAws()
    aws.answer("dynamodb", OSAKA, "describe_limits", limits(osaka))
    aws.answer("dynamodb", TOKYO, "describe_limits", limits(40_000))
    assert state is asked(dynamodb.questions_of_all(PROMOTION, {"t": TABLE}), "quotas", aws).state


def test_no_capacity_is_asked_for_on_demand_tables() -> None:
    """They have none that could be too great."""
    on_demand = TableInputs.model_validate({"consistency": "strong", "partition_key": "id"})
    ids = [each.id for each in dynamodb.questions_of_all(PROMOTION, {"t": on_demand})]
    assert ["table//quotas"] == ids


@pytest.mark.parametrize(("used", "state"), [(31, State.OK), (32, State.WARNING)])
def test_rds_quotas_nearly_used_up(used: int, state: State) -> None:
    """From four fifths on it is worth a warning."""
    aws = CannedAws()
    quotas = [{"AccountQuotaName": "DBClusters", "Used": 1, "Max": 40}]
    quotas.append({"AccountQuotaName": "DBInstances", "Used": used, "Max": 40})
    aws.answer("rds", OSAKA, "describe_account_attributes", {"AccountQuotas": quotas})
    assert state is asked(aurora.questions_of_all(PROMOTION, {"ledger": DATABASE}), "quotas", aws).state


def test_a_quota_that_rds_does_not_tell_is_unknown() -> None:
    """Nothing is made up."""
    aws = CannedAws()
    aws.answer("rds", OSAKA, "describe_account_attributes", {"AccountQuotas": []})
    answer = asked(aurora.questions_of_all(PROMOTION, {"ledger": DATABASE}), "quotas", aws)
    assert State.UNKNOWN is answer.state


def of_ledger() -> Any:
    return aurora.questions(PROMOTION, "ledger", DATABASE, DARK)


@pytest.mark.parametrize(("free", "state"), [(3, State.OK), (2, State.WARNING)])
def test_free_addresses(free: int, state: State) -> None:
    """The fullest subnet decides: each instance may have to be replaced there."""
    aws = CannedAws()
    subnets = [{"SubnetIdentifier": each} for each in ("subnet-a", "subnet-b")]
    aws.answer("rds", OSAKA, "describe_db_clusters", {"DBClusters": [{"DBSubnetGroup": "databases"}]})
    aws.answer("rds", OSAKA, "describe_db_subnet_groups", {"DBSubnetGroups": [{"Subnets": subnets}]})
    counted = [("subnet-a", 250), ("subnet-b", free)]
    listed = [{"SubnetId": name, "AvailableIpAddressCount": count} for name, count in counted]
    aws.answer("ec2", OSAKA, "describe_subnets", {"Subnets": listed})
    answer = asked(of_ledger(), "addresses", aws)
    assert (state, f"{250 + free} in 2 subnets, at least {free} in each") == (
        answer.state,
        answer.seen.partition(" (")[0],
    )


@pytest.mark.parametrize(("zones", "state"), [([{"Name": "ap-northeast-3a"}], State.OK), ([], State.WARNING)])
def test_classes_that_cannot_be_ordered(zones: list[dict[str, str]], state: State) -> None:
    """The instances that are there run on; none could be replaced."""
    aws = CannedAws()
    options = [{"DBInstanceClass": "db.r7g.large", "AvailabilityZones": zones}]
    answer = {"OrderableDBInstanceOptions": options if zones else []}
    aws.answer("rds", OSAKA, "describe_orderable_db_instance_options", answer)
    assert state is asked(of_ledger(), "class", aws).state


def measured(value: float, seconds_ago: float) -> dict[str, Any]:
    """GetMetricData's answer with one value."""
    at = datetime.now(UTC) - timedelta(seconds=seconds_ago)
    return {"MetricDataResults": [{"Id": "m0", "Timestamps": [at], "Values": [value]}]}


@pytest.mark.parametrize(
    ("value", "seconds_ago", "state"),
    [(0, 60, State.OK), (9, 60, State.WARNING), (0, 3600, State.UNKNOWN)],
)
def test_a_backlog(value: float, seconds_ago: float, state: State) -> None:
    """None pending is ok if it was counted just now."""
    aws = CannedAws()
    aws.answer("cloudwatch", OSAKA, "get_metric_data", measured(value, seconds_ago))
    assert state is asked(s3.questions(PROMOTION, "b", BUCKET, DARK), "backlog", aws).state


@pytest.mark.parametrize(("value", "state"), [(0, State.OK), (3, State.WARNING)])
def test_failed_replications(value: float, state: State) -> None:
    """They are asked for in the Region that is left, which has them."""
    aws = CannedAws()
    aws.answer("cloudwatch", TOKYO, "get_metric_data", measured(value, 60))
    answer = asked(s3.questions(PROMOTION, "b", BUCKET, DARK), "failed", aws)
    assert (state, bool(value)) == (answer.state, bool(answer.remedy))


def test_the_lag_of_a_table_is_known_where_it_is_written() -> None:
    """With Tokyo dark it is unknown, and Osaka is not asked in its place."""
    unseen: Unreachable = dark(TOKYO)
    answer = asked(
        dynamodb.questions(PROMOTION, "t", TABLE, {**DARK, TOKYO.code: unseen}), "lag", CannedAws()
    )
    assert (State.UNKNOWN, "ap-northeast-1 does not answer") == (answer.state, answer.seen)
