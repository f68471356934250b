"""Single drifts of alarms, of what stands above them, and of the dashboards."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.end_to_end.drift import Drift, Undo, World, each_city

LAG: Final = "payments-table-sessions-lag"
STOPPED: Final = "payments-database-ledger-stopped"
ESTATE: Final = "payments-estate"
GRAPH: Final = "tables: lag (ms) in ap-northeast-1"
_OF_A_REQUEST: Final = (
    *("AlarmName", "AlarmDescription", "ActionsEnabled", "OKActions", "AlarmActions", "MetricName"),
    *("Namespace", "Statistic", "Dimensions", "Period", "EvaluationPeriods", "DatapointsToAlarm"),
    *("Threshold", "ComparisonOperator", "TreatMissingData", "Metrics"),
)
"""What DescribeAlarms answers that PutMetricAlarm takes."""
_OF_A_COMPOSITE: Final = ("AlarmName", "AlarmDescription", "AlarmRule", "AlarmActions", "OKActions")


def _described(world: World, name: str) -> dict[str, Any]:
    (found,) = world.client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"]
    return {key: found[key] for key in _OF_A_REQUEST if key in found}


def _put(name: str, **members: Any) -> Callable[[World], Undo]:
    """The alarm with these members put otherwise."""

    def make(world: World) -> Undo:
        old = _described(world, name)
        world.client("cloudwatch").put_metric_alarm(**{**old, **members})
        return lambda: world.client("cloudwatch").put_metric_alarm(**old)

    return make


def _silenced(world: World) -> Undo:
    cloudwatch = world.client("cloudwatch")
    cloudwatch.disable_alarm_actions(AlarmNames=[STOPPED])
    return lambda: cloudwatch.enable_alarm_actions(AlarmNames=[STOPPED])


def _deaf(world: World) -> Undo:
    """Its expression is always above what it rings below."""
    metrics = _described(world, STOPPED)["Metrics"]
    changed = [
        each | ({"Expression": f"1 + {each['Expression']}"} if "Expression" in each else {})
        for each in metrics
    ]
    return _put(STOPPED, Metrics=changed)(world)


def _deleted(world: World) -> Undo:
    cloudwatch, old = world.client("cloudwatch"), _composite(world)
    arn = world.estate.names.alarm_arn(ESTATE, world.region.code)
    tags = cloudwatch.list_tags_for_resource(ResourceARN=arn)["Tags"]
    cloudwatch.delete_alarms(AlarmNames=[ESTATE])
    return lambda: cloudwatch.put_composite_alarm(**old, Tags=tags)


def _composite(world: World) -> Mapping[str, Any]:
    listing = world.client("cloudwatch").describe_alarms(AlarmNames=[ESTATE], AlarmTypes=["CompositeAlarm"])
    (found,) = listing["CompositeAlarms"]
    return {key: found[key] for key in _OF_A_COMPOSITE}


def _narrowed(world: World) -> Undo:
    """The estate's alarm rings for one of its alarms only."""
    cloudwatch, old = world.client("cloudwatch"), _composite(world)
    cloudwatch.put_composite_alarm(**{**old, "AlarmRule": f'ALARM("{LAG}")'})
    return lambda: cloudwatch.put_composite_alarm(**old)


def _told_to_nobody(world: World) -> Undo:
    cloudwatch, old = world.client("cloudwatch"), _composite(world)
    cloudwatch.put_composite_alarm(**{**old, "AlarmActions": []})
    return lambda: cloudwatch.put_composite_alarm(**old)


def _tagged(world: World) -> Undo:
    cloudwatch, arn = world.client("cloudwatch"), world.estate.names.alarm_arn(LAG, world.region.code)
    cloudwatch.tag_resource(ResourceARN=arn, Tags=[{"Key": "owner", "Value": "nobody"}])
    return lambda: cloudwatch.untag_resource(ResourceARN=arn, TagKeys=["owner"])


def _dashboard_redrawn(world: World) -> Undo:
    """One graph of it is drawn otherwise."""
    cloudwatch, name = world.client("cloudwatch"), world.estate.names.dashboard(world.short)
    old = cloudwatch.get_dashboard(DashboardName=name)["DashboardBody"]
    body = json.loads(old)
    (graph,) = (each["properties"] for each in body["widgets"] if each["properties"].get("title") == GRAPH)
    graph["stacked"] = True
    cloudwatch.put_dashboard(DashboardName=name, DashboardBody=json.dumps(body))
    return lambda: cloudwatch.put_dashboard(DashboardName=name, DashboardBody=old)


_NOUN: Final = "alarms"
ALARMS: Final = (
    *each_city(_NOUN, "", f"alarms.{LAG}.threshold", _put(LAG, Threshold=3_600_000.0)),
    *each_city(_NOUN, "", f"alarms.{LAG}.evaluation_periods", _put(LAG, EvaluationPeriods=2)),
    *each_city(_NOUN, "", f"alarms.{STOPPED}.treat_missing_data", _put(STOPPED, TreatMissingData="ignore")),
    *each_city(_NOUN, "", f"alarms.{STOPPED}.actions_enabled", _silenced),
    *each_city(_NOUN, "", f"alarms.{STOPPED}.expression", _deaf),
    *each_city(_NOUN, "", f"alarms.{LAG}.tags.owner", _tagged),
    *each_city(_NOUN, "", f"composite alarm.{ESTATE}", _deleted),
    *each_city(_NOUN, "", f"composite alarm.{ESTATE}.rule", _narrowed),
    *each_city(_NOUN, "", f"composite alarm.{ESTATE}.alarm_actions", _told_to_nobody),
    Drift(
        *(_NOUN, "", f"dashboard.widgets.{GRAPH}.properties.stacked", "Osaka"),
        make=_dashboard_redrawn,
    ),
)
