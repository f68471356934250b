"""Makes the alarms of a Region, the composite alarm above them, and a dashboard of the pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from modules.alarm import Measure
from modules.alarms.dashboard import dashboard_body
from modules.alarms.estate_alarms import RESULT, Composite, NamedAlarm, alarms_of_pair, composites
from modules.alarms.inputs import AlarmsInputs
from modules.estate import Estate
from modules.terraform.aws import CloudwatchCompositeAlarm, CloudwatchDashboard, CloudwatchMetricAlarm
from modules.terraform.aws.cloudwatch_metric_alarm import (
    CloudwatchMetricAlarmArguments,
    CloudwatchMetricAlarmMetricQuery,
)
from modules.terraform.block import Block
from modules.terraform.reference import json_text
from modules.terraform.stack import Part, Stack
from regions import Region


class AlarmsInRegion(Part):
    """All alarms of an estate in one Region.

    Each is there in both Regions and says nothing of roles: what changes in a promotion is which of their
    metrics come.
    """

    def __init__(self, stack: Stack, estate: Estate, inputs: AlarmsInputs, region: Region) -> None:
        super().__init__(stack, "alarms", "", region)
        of_region = alarms_of_pair(estate)
        named = of_region[region.code]
        if not named:
            return
        below: dict[str, Block] = {each.name: self._metric_alarm(each, inputs) for each in named}
        for composite in composites(estate, region, list(below)):
            told = inputs.told_of_estate(region) if composite.use == "" else ()
            children = [below[name] for name in composite.children]
            below[composite.name] = self._composite(composite, told, children)
        CloudwatchDashboard(
            self,
            dashboard_name=estate.names.dashboard(region.short_code),
            dashboard_body=json_text(dashboard_body(estate, of_region)),
        )

    def _metric_alarm(self, named: NamedAlarm, inputs: AlarmsInputs) -> CloudwatchMetricAlarm:
        return CloudwatchMetricAlarm(
            self,
            named.use,
            **_arguments(named, inputs.told_of_each(self.region)),
            depends_on=[self.stack.at(address) for address in named.alarm.after],
        )

    def _composite(
        self, composite: Composite, told: Sequence[str], children: Sequence[Block]
    ) -> CloudwatchCompositeAlarm:
        return CloudwatchCompositeAlarm(
            self,
            composite.use,
            alarm_name=composite.name,
            alarm_description=composite.description,
            alarm_rule=composite.rule,
            alarm_actions=list(told) or None,
            ok_actions=list(told) or None,
            depends_on=children,
        )


def _arguments(named: NamedAlarm, told: Sequence[str]) -> CloudwatchMetricAlarmArguments:
    alarm = named.alarm
    arguments: CloudwatchMetricAlarmArguments = {
        "alarm_name": named.name,
        "alarm_description": named.description,
        "comparison_operator": alarm.comparison,
        "threshold": alarm.threshold,
        "evaluation_periods": alarm.datapoints,
        "datapoints_to_alarm": alarm.datapoints,
        "treat_missing_data": alarm.missing,
        "alarm_actions": list(told) or None,
        "ok_actions": list(told) or None,
    }
    if alarm.expression:
        return {**arguments, "metric_query": list(_queries(named))}
    (measure,) = alarm.measures.values()
    return {
        **arguments,
        "namespace": measure.metric.namespace,
        "metric_name": measure.metric.name,
        "dimensions": measure.metric.dimensions,
        "statistic": measure.statistic,
        "period": alarm.period_seconds,
    }


def _queries(named: NamedAlarm) -> Iterator[CloudwatchMetricAlarmMetricQuery]:
    alarm = named.alarm
    yield {"id": RESULT, "expression": alarm.expression, "label": alarm.what, "return_data": True}
    for name, measure in alarm.measures.items():
        yield _query(name, measure, alarm.period_seconds)


def _query(name: str, measure: Measure, period_seconds: int) -> CloudwatchMetricAlarmMetricQuery:
    metric = measure.metric
    return {
        "id": name,
        "return_data": False,
        "metric": {
            "namespace": metric.namespace,
            "metric_name": metric.name,
            "dimensions": metric.dimensions,
            "period": period_seconds,
            "stat": measure.statistic,
        },
    }


def in_keys(stack: Stack, estate: Estate, name: str, inputs: AlarmsInputs) -> None:
    """Nothing."""


def in_region(stack: Stack, estate: Estate, name: str, inputs: AlarmsInputs, region: Region) -> None:  # noqa: ARG001 # a kind's signature
    """The Region's alarms."""
    AlarmsInRegion(stack, estate, inputs, region)


def in_links(stack: Stack, estate: Estate, name: str, inputs: AlarmsInputs) -> None:
    """Nothing: an alarm looks at its own Region's metrics."""
