"""Whether the estate's alarms in the Region being activated are green."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Final

from modules.alarms.inputs import alarms_of
from modules.operation import Permission, Promotion
from modules.proof import Clients
from modules.readiness import Answer, Question, State

_MOST_NAMES: Final = 5
_STATES: Final = {"ALARM": State.WARNING, "INSUFFICIENT_DATA": State.UNKNOWN}
"""What an alarm that is not OK means. One in ALARM is often why a promotion is wanted: it warns."""


def question(promotion: Promotion) -> Question:
    """Metric and composite alarms whose names begin with the estate's."""
    to, prefix = promotion.to, f"{promotion.estate.names.prefix}-"
    alarms = f"arn:aws:cloudwatch:{to.code}:{promotion.estate.account}:alarm:*"
    return Question(
        "estate//alarms",
        f"the alarms {prefix}* in {to.city} are green",
        to.code,
        partial(_see, promotion=promotion, prefix=prefix),
        (Permission(("cloudwatch:DescribeAlarms",), (alarms,), to.code),),
    )


def _see(clients: Clients, *, promotion: Promotion, prefix: str) -> Answer:
    region = promotion.to
    pages = clients.client("cloudwatch", region).get_paginator("describe_alarms")
    states = {
        alarm["AlarmName"]: alarm["StateValue"]
        for page in pages.paginate(AlarmNamePrefix=prefix, AlarmTypes=["MetricAlarm", "CompositeAlarm"])
        for alarm in (*page.get("MetricAlarms", ()), *page.get("CompositeAlarms", ()))
    }
    if not states:
        return Answer(State.WARNING, "there is none: nobody would be told", _how_to_have_some(promotion))
    wrong = {name: state for name, state in states.items() if state != "OK"}
    if not wrong:
        told = alarms_of(promotion.estate).told_of_estate(region)
        return Answer(
            State.OK, f"all {len(states)}" + ("" if told else "; the spec's alarms.notify is empty")
        )
    counts = ", ".join(f"{count} {state}" for state, count in Counter(wrong.values()).items())
    names = ", ".join(sorted(wrong)[:_MOST_NAMES]) + (" …" if len(wrong) > _MOST_NAMES else "")
    found = {_STATES.get(state, State.UNKNOWN) for state in wrong.values()}
    return Answer(
        State.UNKNOWN if State.UNKNOWN in found else State.WARNING,
        f"{counts} of {len(states)}: {names}",
        f"aws cloudwatch describe-alarms --region {region.code} --alarm-name-prefix {prefix}",
    )


def _how_to_have_some(promotion: Promotion) -> str:
    stack = promotion.estate.names.stack(promotion.to.short_code)
    if alarms_of(promotion.estate).enabled:
        return f"apply the stack {stack}"
    return (
        f"say alarms: {{enabled: true}} in the spec, and who is told (alarms.notify); apply the stack {stack}"
    )
