"""The alarms of an estate in both Regions beside its spec: two listings and a dashboard a Region."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from modules.alarm import Measure
from modules.alarms.dashboard import dashboard_body
from modules.alarms.estate_alarms import RESULT, NamedAlarm, alarms_of_pair, composites, named_alarms
from modules.alarms.inputs import AlarmsInputs, alarms_of
from modules.estate import Estate
from modules.operation import Observation
from modules.parity import Aspect, Call, Fact, Found, Look, Reader, Setting
from modules.tags import GET_RESOURCES, tagged_arns, tags_seen
from regions import Region

_ALARMS = "arn:aws:cloudwatch:{region}:{account}:alarm:*"
_DESCRIBE = ("cloudwatch", "describe_alarms", "cloudwatch:DescribeAlarms", _ALARMS)
DESCRIBE_METRIC_ALARMS = Call(*_DESCRIBE, items="MetricAlarms")
DESCRIBE_COMPOSITE_ALARMS = Call(*_DESCRIBE, items="CompositeAlarms")
GET_DASHBOARD = Call(
    "cloudwatch",
    "get_dashboard",
    "cloudwatch:GetDashboard",
    "arn:aws:cloudwatch::{account}:dashboard/*",
    nothing=("ResourceNotFound", "DashboardNotFoundError"),
)
CALLS = (DESCRIBE_METRIC_ALARMS, DESCRIBE_COMPOSITE_ALARMS, GET_DASHBOARD, GET_RESOURCES)

ALARMS = Setting(
    "alarms",
    tuple(
        f"aws_cloudwatch_metric_alarm.{argument}"
        for argument in (
            *("alarm_name", "alarm_description", "comparison_operator", "threshold", "evaluation_periods"),
            *("datapoints_to_alarm", "treat_missing_data", "alarm_actions", "ok_actions", "metric_query"),
            *("namespace", "metric_name", "dimensions", "statistic", "period"),
        )
    ),
)
ESTATE_ALARM = Setting(
    "composite alarm",
    tuple(
        f"aws_cloudwatch_composite_alarm.{argument}"
        for argument in ("alarm_name", "alarm_description", "alarm_rule", "alarm_actions", "ok_actions")
    ),
)
DASHBOARD = Setting(
    "dashboard", ("aws_cloudwatch_dashboard.dashboard_name", "aws_cloudwatch_dashboard.dashboard_body")
)

EXEMPT: Mapping[str, str] = {}


def observe(look: Look) -> Observation:
    """A setting is always there; which alarms are is compared.

    What is asked tells a dark Region from one without alarms.
    """
    tagged_arns(look.reader, look.estate, "cloudwatch")
    return Observation(look.region.code, exists=True)


def _see_alarms(look: Look) -> Iterator[Fact]:
    """The spec's alarms; others with the estate's tag are strays, and others by name are somebody's own."""
    if not alarms_of(look.estate).enabled:
        return
    named = named_alarms(look.estate, look.region)
    found = _found(look.reader, look.estate, DESCRIBE_METRIC_ALARMS, "MetricAlarm")
    told = alarms_of(look.estate).told_of_each(look.region)
    yield Fact(
        ALARMS,
        {each.name: _metric_alarm(look, found[each.name]) for each in named if each.name in found},
        {each.name: _wanted_alarm(look.estate, each, told) for each in named},
    )


def _see_composites(look: Look) -> Iterator[Fact]:
    estate, region = look.estate, look.region
    if not alarms_of(estate).enabled:
        return
    wanted = composites(estate, region, [each.name for each in named_alarms(estate, region)])
    found = _found(look.reader, estate, DESCRIBE_COMPOSITE_ALARMS, "CompositeAlarm")
    told = alarms_of(estate).told_of_estate(region)
    yield Fact(
        ESTATE_ALARM,
        {each.name: _composite(look, found[each.name]) for each in wanted if each.name in found},
        {
            each.name: {
                "rule": each.rule,
                "description": each.description,
                **_wanted_actions(estate, () if each.use else told),
            }
            for each in wanted
        },
    )


def _see_dashboard(look: Look) -> Iterator[Fact]:
    if not alarms_of(look.estate).enabled:
        return
    name = look.estate.names.dashboard(look.region.short_code)
    answer = look.reader.one(GET_DASHBOARD, DashboardName=name)
    seen = _widgets(json.loads(answer["DashboardBody"])) if answer else None
    yield Fact(DASHBOARD, seen, _widgets(dashboard_body(look.estate, alarms_of_pair(look.estate))))


ASPECTS = (
    Aspect((ALARMS,), _see_alarms),
    Aspect((ESTATE_ALARM,), _see_composites),
    Aspect((DASHBOARD,), _see_dashboard),
)


def inventory(reader: Reader, estate: Estate, region: Region) -> Iterable[Found]:
    """Alarms with the estate's tag."""
    start = estate.names.alarm_arn("", region.code)
    for arn, is_own in tagged_arns(reader, estate, "cloudwatch").items():
        if is_own and arn.startswith(start):
            yield Found(arn.removeprefix(start), arn, tagged=True)


def known(estate: Estate, name: str, inputs: AlarmsInputs, region: Region) -> Iterable[str]:  # noqa: ARG001 # every kind's signature
    """The names of all alarms, composites among them."""
    names = [each.name for each in named_alarms(estate, region)]
    return [*names, *(each.name for each in composites(estate, region, names))]


def _found(reader: Reader, estate: Estate, call: Call, alarm_type: str) -> Mapping[str, Any]:
    """What there is of a type with the estate's name in front, a hundred a page."""
    parameters = {"AlarmNamePrefix": f"{estate.names.prefix}-", "AlarmTypes": [alarm_type], "MaxRecords": 100}
    return reader.index(call, "AlarmName", **parameters)


def _metric_alarm(look: Look, its: Mapping[str, Any]) -> dict[str, Any]:
    queries = its.get("Metrics") or ()
    named = [(f"{each['Id']}: ", each["MetricStat"]) for each in queries if "MetricStat" in each]
    return {
        "description": its.get("AlarmDescription"),
        "comparison_operator": its.get("ComparisonOperator"),
        "threshold": its.get("Threshold"),
        "evaluation_periods": its.get("EvaluationPeriods"),
        "datapoints_to_alarm": its.get("DatapointsToAlarm"),
        "treat_missing_data": its.get("TreatMissingData", "missing"),
        "expression": next((each["Expression"] for each in queries if each["Id"] == RESULT), ""),
        "metrics": [name + _told(each) for name, each in named or [("", _single(its))]],
        **_actions(look, its),
    }


def _single(its: Mapping[str, Any]) -> dict[str, Any]:
    """The metric of an alarm that has no expression, as one of an expression is described."""
    metric = {key: its.get(key) for key in ("Namespace", "MetricName", "Dimensions")}
    return {"Metric": metric, "Stat": its.get("Statistic"), "Period": its.get("Period")}


def _told(its: Mapping[str, Any]) -> str:
    metric = its["Metric"]
    dimensions = {each["Name"]: each["Value"] for each in metric.get("Dimensions") or ()}
    return _in_words(
        metric.get("Namespace"), metric.get("MetricName"), dimensions, its.get("Stat"), its.get("Period")
    )


def _in_words(
    namespace: object, name: object, dimensions: Mapping[str, str], statistic: object, period: object
) -> str:
    """A metric in a line, so that an alarm is no page: which, of what, and how it is looked at."""
    of = " ".join(f"{key}={value}" for key, value in sorted(dimensions.items()))
    return f"{namespace} {name} {of}, {statistic} of {period} s"


def _wanted_alarm(estate: Estate, named: NamedAlarm, told: Sequence[str]) -> dict[str, Any]:
    alarm = named.alarm
    return {
        "description": named.description,
        "comparison_operator": alarm.comparison,
        "threshold": alarm.threshold,
        "evaluation_periods": alarm.datapoints,
        "datapoints_to_alarm": alarm.datapoints,
        "treat_missing_data": alarm.missing,
        "expression": alarm.expression,
        "metrics": [
            (f"{name}: " if alarm.expression else "") + _wanted_metric(measure, alarm.period_seconds)
            for name, measure in alarm.measures.items()
        ],
        **_wanted_actions(estate, told),
    }


def _wanted_metric(measure: Measure, period_seconds: int) -> str:
    metric = measure.metric
    return _in_words(metric.namespace, metric.name, metric.dimensions, measure.statistic, period_seconds)


def _composite(look: Look, its: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "rule": its.get("AlarmRule"),
        "description": its.get("AlarmDescription"),
        **_actions(look, its),
    }


def _actions(look: Look, its: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "actions_enabled": its.get("ActionsEnabled", True),
        "alarm_actions": sorted(its.get("AlarmActions", ())),
        "ok_actions": sorted(its.get("OKActions", ())),
        "tags": dict(tags_seen(look, its["AlarmArn"])),
    }


def _wanted_actions(estate: Estate, told: Sequence[str]) -> dict[str, Any]:
    return {
        "actions_enabled": True,
        "alarm_actions": sorted(told),
        "ok_actions": sorted(told),
        "tags": dict(estate.default_tags),
    }


def _widgets(body: Mapping[str, Any]) -> dict[str, Any]:
    """The widgets by their titles, so that what differs is named by one."""
    return {
        **{key: value for key, value in body.items() if key != "widgets"},
        "widgets": {_title(widget): widget for widget in body.get("widgets", ())},
    }


def _title(widget: Mapping[str, Any]) -> str:
    return str(widget.get("properties", {}).get("title") or widget.get("type"))
