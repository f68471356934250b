"""CloudWatch ``PutMetricAlarm`` with ``Metrics``: an alarm on an expression over several metrics.

MiniStack drops them, and answers an alarm on no metric. Here they are kept, and the members of an alarm on a
single metric, which such an alarm has not, are left out.

AWS: CloudWatch API Reference, PutMetricAlarm ("For each PutMetricAlarm operation, you must specify either
MetricName or a Metrics array") and MetricAlarm.
"""

from __future__ import annotations

from typing import Any, Final

from ministack.services import cloudwatch

from futago.emulator.additions.around import OK, Wrapper, around

_OF_A_SINGLE_METRIC: Final = (
    *("MetricName", "Namespace", "Statistic", "ExtendedStatistic", "Period", "Dimensions", "Unit"),
)


@around(cloudwatch, "_put_metric_alarm")
def put_metric_alarm(put: Wrapper, params: Any, document: Any, *protocol: Any, **more: Any) -> Any:
    """Put the alarm, and keep its metrics with it."""
    answer = put(params, document, *protocol, **more)
    if answer[0] == OK and (document or {}).get("Metrics"):
        alarm = cloudwatch._alarms[document["AlarmName"]]
        for member in _OF_A_SINGLE_METRIC:
            alarm.pop(member, None)
        alarm["Metrics"] = [{"ReturnData": True, **each} for each in document["Metrics"]]
    return answer
