"""Every alarm of an estate in a Region, by name, and the composite alarms above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from modules.alarm import Alarm
from modules.alarms.inputs import alarms_of
from modules.catalog import KINDS
from modules.estate import Estate
from regions import Region

MOST_CHILDREN: Final = 100
"""Alarms in the rule of a composite alarm (CloudWatch API Reference, PutCompositeAlarm)."""
LONGEST_RULE: Final = 10_240
"""Characters of it (same page, AlarmRule)."""
LONGEST_DESCRIPTION: Final = 1_024
"""Characters of an alarm's description (PutMetricAlarm and PutCompositeAlarm)."""
RESULT: Final = "alarm"
"""The id of an alarm's expression among the metrics that it is about."""
_OR: Final = " OR "


@dataclass(frozen=True)
class NamedAlarm:
    """An alarm with its name in CloudWatch, which is the same in both Regions.

    Attributes:
        name: its name.
        use: the part of its Terraform address that tells it from the estate's other alarms.
        group: what the dashboard shows it under: the section of the spec and what it is about.
        label: what it is called in a graph: its resource, or its section.
        alarm: the alarm.
    """

    name: str
    use: str
    group: tuple[str, str]
    label: str
    alarm: Alarm

    @property
    def description(self) -> str:
        """What it means and what to do, as the one who is told reads it."""
        return f"{self.alarm.means} Next: {self.alarm.remedy}"


@dataclass(frozen=True)
class Composite:
    """A composite alarm: it rings when any of its children does.

    Attributes:
        name: its name.
        use: the part of its Terraform address that tells it from others; empty for the estate's own.
        children: the names of its children, metric alarms or other composites.
        description: what it means and what to do.
    """

    name: str
    use: str
    children: tuple[str, ...]
    description: str

    @property
    def rule(self) -> str:
        """When it rings (CloudWatch API Reference, PutCompositeAlarm, AlarmRule)."""
        return _OR.join(map(_term, self.children))


def named_alarms(estate: Estate, region: Region) -> tuple[NamedAlarm, ...]:
    """The estate's alarms in ``region``, in the catalog's order; none where the spec wants none."""
    return tuple(_named(estate, region)) if alarms_of(estate).enabled else ()


def alarms_of_pair(estate: Estate) -> Mapping[str, tuple[NamedAlarm, ...]]:
    """``named_alarms`` of both Regions, by the Region's code."""
    return {region.code: named_alarms(estate, region) for region in estate.pair}


def composites(estate: Estate, region: Region, names: Sequence[str]) -> tuple[Composite, ...]:
    """The composite alarms above the alarms with these names, the estate's own last; none above none.

    A tree where one rule can't hold all: its leaves hold the alarms in their order.
    """
    if not names:
        return ()
    ring = (
        f"aws cloudwatch describe-alarms --region {region.code} --state-value ALARM "
        f"--alarm-name-prefix {estate.names.prefix}-"
    )
    made: list[Composite] = []
    while len(groups := _groups(names)) > 1:
        parts = []
        for number, group in enumerate(groups, start=len(made) + 1):
            description = f"An alarm of {estate.names.prefix}, part {number}, rings. Next: {ring}"
            name = estate.names.estate_alarm(number)
            parts.append(Composite(name, f"part_{number}", tuple(group), description))
        made += parts
        names = [each.name for each in parts]
    description = f"An alarm of {estate.names.prefix} rings. Next: {ring}"
    return (*made, Composite(estate.names.estate_alarm(), "", tuple(names), description))


def _named(estate: Estate, region: Region) -> Iterator[NamedAlarm]:
    for kind in KINDS:
        alarming = kind.alarming()
        if alarming is None:
            continue
        resources = estate.sections.get(kind.section, {})
        for name, inputs in resources.items():
            for alarm in alarming.alarms(estate, name, inputs, region):
                its = estate.names.alarm(kind.noun, name, alarm.what)
                use = f"{kind.noun}_{name}_{alarm.what}"
                yield NamedAlarm(its, use, (kind.section, alarm.what), name, alarm)
        for alarm in alarming.alarms_of_all(estate, resources, region):
            its = estate.names.alarm_of_all(kind.section, alarm.what)
            use = f"{kind.section}_{alarm.what}"
            yield NamedAlarm(its, use, (kind.section, alarm.what), kind.section, alarm)


def _groups(names: Sequence[str]) -> list[list[str]]:
    """The names in their order, as few to a rule as it can hold."""
    groups: list[list[str]] = [[]]
    length = 0
    for name in names:
        more = len(_term(name)) + len(_OR)
        if len(groups[-1]) == MOST_CHILDREN or length + more > LONGEST_RULE:
            groups.append([])
            length = 0
        groups[-1].append(name)
        length += more
    return groups


def _term(name: str) -> str:
    return f'ALARM("{name}")'
