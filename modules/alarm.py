"""An alarm of a resource, as each kind says its own; kinds bring them in their ``alarms`` modules.

Every alarm is there in both Regions with the same settings, whoever writes: roles move, alarms stay. Many
metrics come only in the Region that has one role now. Where that is so, a metric that is missing breaches
nothing; and a replication that has *stopped* is told by an alarm of its own, on an expression that either
role satisfies. ``modules/alarms`` makes them, with the composite alarm of an estate and its dashboard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol, TypeAlias

from modules.estate import Estate
from modules.lag import Metric
from modules.promotion.inputs import promotion_of
from regions import Region

Statistic: TypeAlias = Literal["Maximum", "SampleCount", "Sum"]
Comparison: TypeAlias = Literal["GreaterThanThreshold", "LessThanThreshold"]
Missing: TypeAlias = Literal["breaching", "notBreaching"]

MINUTE_SECONDS: Final = 60
FIVE_MINUTES_SECONDS: Final = 300
LAG_WITHOUT_TARGET_SECONDS: Final = 60.0
"""From which lag on an alarm rings where the spec has no ``rpo_seconds``."""
_LEAST_LAG_SECONDS: Final = 1.0
"""From which lag on it rings where ``rpo_seconds`` is 0: asynchronous replication is always late, as a rule
by less than a second (Aurora User Guide, "Using Amazon Aurora Global Database")."""
_DETECTION_PART: Final = 3
"""A third of the RTO at most may pass until an alarm rings; the rest is for deciding and promoting."""
_FEWEST, _MOST = 2, 5
"""Minutes: one alone would ring for every hiccup, and five are what AWS's recommended alarms mostly wait
(CloudWatch User Guide, "Recommended alarms")."""


@dataclass(frozen=True)
class Measure:
    """A metric with the statistic by which an alarm looks at it.

    Attributes:
        metric: the metric, with all of its dimensions.
        statistic: over each period.
    """

    metric: Metric
    statistic: Statistic


@dataclass(frozen=True)
class Alarm:
    """An alarm of a resource in one Region.

    Attributes:
        what: what it is about, the last part of its name, such as ``lag``.
        measures: what it looks at, by the names that ``expression`` knows them by.
        expression: metric math over ``measures``; empty where it is a single one. Arithmetic takes what is
            missing for 0, and the result is missing where nothing is there (CloudWatch User Guide, "Using
            math expressions with CloudWatch metrics", Basic arithmetic functions).
        period_seconds: the length of a datapoint.
        datapoints: how many in a row have to breach.
        comparison: how a datapoint breaches.
        threshold: in the unit of the metric or the expression.
        missing: what a datapoint that is missing means.
        unit: the threshold's unit, for people.
        means: what has happened when it rings, in a sentence.
        remedy: what to do about it: the next command.
        after: Terraform addresses in the Region's own stack of what must be there first, lest it rings before
            its resource is made.
    """

    what: str
    measures: Mapping[str, Measure]
    period_seconds: int
    datapoints: int
    threshold: float
    missing: Missing
    unit: str
    means: str
    remedy: str
    comparison: Comparison = "GreaterThanThreshold"
    expression: str = ""
    after: tuple[str, ...] = ()

    @property
    def rings_after_seconds(self) -> int:
        """How long it has to breach; CloudWatch shows a datapoint a little after its period's end."""
        return self.period_seconds * self.datapoints


class Alarming(Protocol):
    """A kind's ``alarms`` module."""

    def alarms(self, estate: Estate, name: str, inputs: Any, region: Region) -> Iterator[Alarm]:
        """The alarms of a resource in ``region``. Reads no home: whoever writes, they are the same."""

    def alarms_of_all(self, estate: Estate, resources: Mapping[str, Any], region: Region) -> Iterator[Alarm]:
        """The alarms in ``region`` that are there once for all resources of the kind."""


def lag_threshold_seconds(estate: Estate, without_target: float = LAG_WITHOUT_TARGET_SECONDS) -> float:
    """How late a replication may be before an alarm rings: the spec's ``rpo_seconds``."""
    rpo_seconds = promotion_of(estate).rpo_seconds
    return without_target if rpo_seconds is None else max(float(rpo_seconds), _LEAST_LAG_SECONDS)


def minutes(estate: Estate, at_most: int = _MOST) -> int:
    """How many minutes in a row have to breach: few enough for the spec's ``rto_seconds``.

    Two at least: below an RTO of six minutes CloudWatch takes more than a third of it.
    """
    rto_seconds = promotion_of(estate).rto_seconds
    if rto_seconds is None:
        return at_most
    return max(_FEWEST, min(at_most, rto_seconds // _DETECTION_PART // MINUTE_SECONDS))
