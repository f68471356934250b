"""CloudWatch alarms' states, as AWS evaluates them: by all of their dimensions, periods and missing data.

MiniStack takes a metric of any dimensions for an alarm's own, and leaves an alarm without data where it was:
a fresh one has insufficient data for ever. Here the last periods are looked at whenever alarms are described;
a datapoint that is missing means what the alarm says; and expressions are worked out, with what is missing
taken for 0 unless all of it is. Beside what was put, an Aurora cluster with instances has its CPUUtilization,
and a lag that is set (:mod:`futago.emulator.additions.published`) is there in every period.

A state that was set stays until there is a datapoint after it.

AWS: CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data" and "Using math expressions
with CloudWatch metrics" (Basic arithmetic functions); Aurora User Guide, "Amazon CloudWatch metrics for
Amazon Aurora" and "Amazon CloudWatch dimensions for Aurora". Not modelled: M out of N, and the longer range
of datapoints that AWS looks at where some are missing.
"""

from __future__ import annotations

import ast
import operator
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from ministack.services import cloudwatch, rds

from futago.emulator.additions.around import Wrapper, around
from futago.emulator.additions.published import published

CPU_PERCENT: Final = 5.0
_STATES: Final = {"breaching": "ALARM", "notBreaching": "OK", "missing": "INSUFFICIENT_DATA"}
_COMPARED: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "GreaterThanThreshold": operator.gt,
    "GreaterThanOrEqualToThreshold": operator.ge,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}
_ARITHMETIC: Final[Mapping[type, Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@around(cloudwatch, "_describe_alarms")
def describe_alarms(describe: Wrapper, *request: Any, **more: Any) -> Any:
    """Evaluate every alarm of the Region, then describe them."""
    for alarm in list(cloudwatch._alarms.values()):
        cloudwatch._evaluate_alarm(alarm)
    return describe(*request, **more)


@around(cloudwatch, "_evaluate_alarm")
def evaluate_alarm(_evaluate: Wrapper, alarm: dict[str, Any]) -> None:
    """Bring an alarm into the state that its last periods put it in."""
    newest, state = _state(alarm)
    old = alarm["StateValue"]
    if state in {None, old} or (_was_set(alarm) and newest <= alarm["StateUpdatedTimestamp"]):
        return
    alarm["StateValue"], alarm["StateReason"] = (
        state,
        f"{alarm['EvaluationPeriods']} datapoints were evaluated",
    )
    alarm["StateUpdatedTimestamp"] = int(time.time())
    cloudwatch._record_history(alarm["AlarmName"], old, state, alarm["StateReason"])
    cloudwatch._dispatch_alarm_actions(alarm, old, state, alarm["StateReason"])
    cloudwatch._evaluate_parent_alarms(alarm)


def _was_set(alarm: Mapping[str, Any]) -> bool:
    """Whether SetAlarmState put it where it is, and neither its making nor an evaluation."""
    reason = str(alarm["StateReason"])
    return not reason.startswith(("Unchecked: ", f"{alarm['EvaluationPeriods']} datapoints "))


def _state(alarm: Mapping[str, Any]) -> tuple[float, str | None]:
    """When its newest datapoint was, and the state that its last periods make; None for the one it is in."""
    now, periods = time.time(), int(alarm["EvaluationPeriods"])
    found = [_datapoint(alarm, now, number) for number in range(periods)]
    newest = max(when for when, _value in found)
    values = [value for _when, value in found]
    missing = alarm.get("TreatMissingData") or "missing"
    compare = _COMPARED.get(alarm["ComparisonOperator"])
    if compare is None:
        return newest, None
    if all(value is None for value in values):
        return newest, _STATES.get(missing)
    breaching = [
        missing == "breaching" if value is None else compare(value, alarm["Threshold"]) for value in values
    ]
    return newest, "ALARM" if all(breaching) else "OK"


def _datapoint(alarm: Mapping[str, Any], now: float, number: int) -> tuple[float, float | None]:
    """When the ``number``-th period before now has a value, and which; None if it is missing."""
    queries = alarm.get("Metrics")
    if not queries:
        single = {"Metric": alarm, "Stat": alarm.get("Statistic"), "Period": alarm["Period"]}
        return _measured(single, now, number)
    measured = {
        each["Id"]: _measured(each["MetricStat"], now, number) for each in queries if "MetricStat" in each
    }
    there = {name: value for name, (_when, value) in measured.items() if value is not None}
    (expression,) = (
        each["Expression"] for each in queries if each.get("ReturnData") and "Expression" in each
    )
    when = max((when for when, _value in measured.values()), default=0.0)
    zeros = dict.fromkeys(measured, 0.0)
    return when, _worked_out(ast.parse(expression, mode="eval").body, {**zeros, **there}) if there else None


def _measured(stat: Mapping[str, Any], now: float, number: int) -> tuple[float, float | None]:
    metric = stat["Metric"]
    name = (metric["Namespace"], metric["MetricName"])
    dimensions = {each["Name"]: each["Value"] for each in metric.get("Dimensions") or ()}
    end = now - number * stat["Period"]
    stored = cloudwatch._metrics.get((*name, cloudwatch._dims_key(dimensions))) or []
    points = [each for each in stored if end - stat["Period"] < each["Timestamp"] <= end]
    if points:
        newest = max(each["Timestamp"] for each in points)
        return newest, cloudwatch._stat_value(cloudwatch._calc_stats(points), stat["Stat"], points)
    value = _cpu(*name, dimensions)
    if value is None:
        value = published(*name, dimensions)
    if value is None:
        return 0.0, None
    return end, 1.0 if stat["Stat"] == "SampleCount" else value


def _cpu(namespace: str, name: str, dimensions: Mapping[str, str]) -> float | None:
    """What an instance of a cluster would tell; with the role WRITER only of a cluster that writes."""
    if (namespace, name) != ("AWS/RDS", "CPUUtilization"):
        return None
    cluster = rds._resolve_cluster_in_request_region(dimensions.get("DBClusterIdentifier", ""))
    if cluster is None or not cluster.get("DBClusterMembers"):
        return None
    _database, member = rds._global_cluster_member_for_cluster(cluster)
    writes = member is None or bool(member.get("IsWriter"))
    return CPU_PERCENT if writes or dimensions.get("Role") != "WRITER" else None


def _worked_out(node: ast.expr, values: Mapping[str, float]) -> float | None:
    """An arithmetic expression's value; None where it has a function that is not known here."""
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.Name(id=name):
            return values[name]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            one, other = _worked_out(left, values), _worked_out(right, values)
            return None if one is None or other is None else _ARITHMETIC[type(op)](one, other)
        case ast.Call(func=ast.Name(id="ABS"), args=[argument]):
            inner = _worked_out(argument, values)
            return None if inner is None else abs(inner)
    return None
