"""What each kind's alarms ring at, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from futago.spec import load
from modules.alarm import Alarm, lag_threshold_seconds, minutes
from modules.alarms.estate_alarms import LONGEST_DESCRIPTION, NamedAlarm, named_alarms
from modules.alarms.inputs import AlarmsInputs
from modules.aurora.promotion.database import Database
from modules.catalog import KINDS
from modules.dynamodb.promotion.table import Table
from modules.estate import Estate
from modules.promotion.inputs import PromotionInputs
from modules.s3.promotion.bucket import Bucket
from tests.estates import an_estate

PAYMENTS = load(Path(__file__).parents[3] / "examples" / "payments.yaml").estate
FIRST, SECOND = PAYMENTS.pair
WITHOUT = {
    "network": "an address range fails at nothing",
    "secrets": "Secrets Manager has no metric of a secret or its replica, but futago ready compares versions",
    "reports": "nothing lasts in it",
    "applications": "what they are made of is the team's own",
    "promotion": "nothing in AWS",
    "alarms": "nobody watches the watchers but futago parity",
}
"""Sections without alarms, and why."""
MOST_METRICS = 10
"""Metrics in an alarm's expression (CloudWatch User Guide, "CloudWatch service quotas")."""


def found(name: str, estate: Estate = PAYMENTS) -> Alarm:
    """The alarm with this name in the pair's second Region."""
    return next(each.alarm for each in named_alarms(estate, SECOND) if each.name == name)


def aiming_at(**targets: int) -> Estate:
    """An estate with these targets of a promotion."""
    return an_estate(settings={"promotion": PromotionInputs(**targets)})


@pytest.mark.parametrize(
    ("targets", "expected"),
    [({}, 60.0), ({"rpo_seconds": 5}, 5.0), ({"rpo_seconds": 300}, 300.0), ({"rpo_seconds": 0}, 1.0)],
)
def test_a_lag_rings_at_the_rpo(targets: dict[str, int], expected: float) -> None:
    """The spec's rpo_seconds is the threshold; none is a minute, and 0 is as little as there always is."""
    assert expected == lag_threshold_seconds(aiming_at(**targets))


@pytest.mark.parametrize(
    ("targets", "expected"),
    [({}, 5), ({"rto_seconds": 3600}, 5), ({"rto_seconds": 900}, 5), ({"rto_seconds": 600}, 3)],
)
def test_an_alarm_rings_within_a_third_of_the_rto(targets: dict[str, int], expected: int) -> None:
    """Five minutes are waited at most, and so long that two thirds of the RTO are left."""
    assert expected == minutes(aiming_at(**targets))


def test_no_alarm_rings_for_a_single_minute() -> None:
    """However short the RTO is, two minutes are what it takes to be sure."""
    assert 2 == minutes(aiming_at(rto_seconds=60))


@pytest.mark.parametrize(
    ("name", "threshold", "unit"),
    [
        ("payments-database-ledger-lag", 60_000.0, "ms"),
        ("payments-table-sessions-lag", 60_000.0, "ms"),
        ("payments-bucket-receipts-lag", 60.0, "s"),
    ],
)
def test_thresholds_are_in_the_metrics_unit(name: str, threshold: float, unit: str) -> None:
    """RDS and DynamoDB count milliseconds, S3 seconds; the example's RPO is a minute."""
    assert (threshold, unit) == (found(name).threshold, found(name).unit)


def test_a_bucket_without_a_target_has_what_s3_promises() -> None:
    """Replication Time Control is about 15 minutes."""
    estate = an_estate(PAYMENTS.sections, {"promotion": PromotionInputs()})
    assert 900.0 == found("payments-bucket-receipts-lag", estate).threshold


def test_readiness_and_alarms_look_at_the_same_lag() -> None:
    """Each metric of a lag is defined once, and so neither can look where the other does not."""
    ledger = Database(PAYMENTS, "ledger", PAYMENTS.sections["databases"]["ledger"])  # type: ignore[arg-type] # the section's own
    sessions = Table(PAYMENTS, "sessions", PAYMENTS.sections["tables"]["sessions"])  # type: ignore[arg-type] # likewise
    receipts = Bucket(PAYMENTS, "receipts", PAYMENTS.sections["buckets"]["receipts"])  # type: ignore[arg-type] # likewise
    looked_at = {
        name: [measure.metric for measure in found(name).measures.values()]
        for name in (
            "payments-database-ledger-lag",
            "payments-table-sessions-lag",
            "payments-bucket-receipts-lag",
        )
    }
    assert {
        "payments-database-ledger-lag": list(ledger.lag_metrics(SECOND)[:2]),
        "payments-table-sessions-lag": [sessions.lag_metric(SECOND)],
        "payments-bucket-receipts-lag": [receipts.lag_metric(SECOND)],
    } == looked_at


@pytest.mark.parametrize("named", named_alarms(PAYMENTS, FIRST), ids=lambda named: named.name)
def test_each_alarm_is_one_that_cloudwatch_takes(named: NamedAlarm) -> None:
    """An expression names its measures and no others, within CloudWatch's limits; so does a description."""
    alarm = named.alarm
    names = set(re.findall(r"\b[a-z_]+\b", alarm.expression)) or set(alarm.measures)
    assert set(alarm.measures) == names
    assert 1 <= len(alarm.measures) <= (MOST_METRICS if alarm.expression else 1)
    assert 0 < len(named.description) <= LONGEST_DESCRIPTION


def _by_what(estate: Estate, section: str) -> Mapping[str, Alarm]:
    return {
        named.alarm.what: named.alarm
        for named in named_alarms(estate, FIRST)
        if named.group[0] == section and named.label in {section, *list(estate.sections[section])[:1]}
    }


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("databases", {"lag", "stopped", "cpu"}),
        ("tables", {"lag", "stopped", "throttled"}),
        ("buckets", {"lag", "failed"}),
        ("keys", {"requests"}),
    ],
)
def test_each_kind_has_few(section: str, expected: set[str]) -> None:
    """What is late, what has failed, and what will: two or three of a resource."""
    assert expected == set(_by_what(PAYMENTS, section))


def test_what_only_one_role_has_breaches_nothing_where_it_is_missing() -> None:
    """A lag is the follower's, or the writer's: nobody is woken because a promotion moved it."""
    lags = [each.alarm.missing for each in named_alarms(PAYMENTS, FIRST) if each.alarm.what == "lag"]
    assert {"notBreaching"} == set(lags)


def test_a_kind_without_alarms_has_a_reason() -> None:
    """Each section of the catalog has alarms, or it is said why not."""
    assert set(WITHOUT) == {kind.section for kind in KINDS if kind.alarming() is None}


def test_an_estate_that_wants_none_has_none() -> None:
    """Staging may do without."""
    quiet = an_estate(PAYMENTS.sections, {"alarms": AlarmsInputs(enabled=False)})
    assert () == named_alarms(quiet, FIRST)
