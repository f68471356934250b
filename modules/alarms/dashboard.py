"""The dashboard of a pair: its first Region on the left, its second on the right, row by row.

Dashboards are the account's and no Region's (CloudWatch API Reference, PutDashboard). Each Region's stack
makes one of its own through its own Region's API, under a name of its own; what they show is the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from modules.alarms.estate_alarms import NamedAlarm, composites
from modules.estate import Estate

MOST_LINES: Final = 50
"""Resources in a graph: more can't be told apart, and with up to six metrics each all graphs stay below
CloudWatch's 500 metrics a graph and 2,500 a dashboard ("CloudWatch service quotas")."""
MOST_ALARMS: Final = 100
"""Alarms in a widget (Dashboard Body Structure and Syntax, Alarm Widget Properties)."""
_WORD: Final = re.compile(r"\w+")
_HALF_WIDTH: Final = 12
_HEAD_HEIGHT, _ALARMS_HEIGHT, _GRAPH_HEIGHT = 2, 6, 6

Widget = Mapping[str, Any]


def dashboard_body(estate: Estate, of_region: Mapping[str, Sequence[NamedAlarm]]) -> dict[str, Any]:
    """The body of the dashboard (CloudWatch API Reference, "Dashboard Body Structure and Syntax").

    Args:
        estate: the estate.
        of_region: its ``alarms_of_pair``.
    """
    rows = [_alarms_row(estate, of_region), *_graph_rows(estate, of_region)]
    widgets = [_head(estate)]
    top = _HEAD_HEIGHT
    for height, pair in rows:
        for column, widget in enumerate(pair):
            place = {"x": column * _HALF_WIDTH, "y": top, "width": _HALF_WIDTH, "height": height}
            widgets.append({**place, **widget})
        top += height
    return {"start": "-PT3H", "widgets": widgets}


def _head(estate: Estate) -> dict[str, Any]:
    first, second = estate.pair
    text = (
        f"# {estate.names.prefix}: {first.city} left, {second.city} right\n"
        "Made by futago from the estate's spec; the next apply undoes what is changed here."
    )
    place = {"x": 0, "y": 0, "width": 2 * _HALF_WIDTH, "height": _HEAD_HEIGHT}
    return {**place, "type": "text", "properties": {"markdown": text}}


def _alarms_row(
    estate: Estate, of_region: Mapping[str, Sequence[NamedAlarm]]
) -> tuple[int, Sequence[Widget]]:
    return _ALARMS_HEIGHT, [_alarms(estate, code, its) for code, its in of_region.items()]


def _alarms(estate: Estate, region_code: str, its: Sequence[NamedAlarm]) -> Widget:
    """The state of every alarm in a Region; of the composites alone where they are too many."""
    names = [each.name for each in its]
    above = [each.name for each in reversed(composites(estate, estate.pair[region_code], names))]
    shown = [*above, *names] if len(above) + len(names) <= MOST_ALARMS else above[:MOST_ALARMS]
    arns = [estate.names.alarm_arn(name, region_code) for name in shown]
    return {"type": "alarm", "properties": {"title": f"alarms in {region_code}", "alarms": arns}}


def _graph_rows(
    estate: Estate, of_region: Mapping[str, Sequence[NamedAlarm]]
) -> Iterator[tuple[int, Sequence[Widget]]]:
    grouped = {code: _grouped(its) for code, its in of_region.items()}
    for group in grouped[estate.pair.first.code]:
        yield _GRAPH_HEIGHT, [_graph(code, group, its[group]) for code, its in grouped.items()]


def _grouped(its: Sequence[NamedAlarm]) -> Mapping[tuple[str, str], list[NamedAlarm]]:
    groups: dict[tuple[str, str], list[NamedAlarm]] = {}
    for named in its:
        groups.setdefault(named.group, []).append(named)
    return groups


def _graph(region_code: str, group: tuple[str, str], its: Sequence[NamedAlarm]) -> Widget:
    """What all alarms of one sort in a Region look at, with the line that they ring at."""
    section, what = group
    lines = [line for number, named in enumerate(its[:MOST_LINES]) for line in _lines(number, named)]
    left_out = f", {MOST_LINES} of {len(its)}" if len(its) > MOST_LINES else ""
    alarm = its[0].alarm
    return {
        "type": "metric",
        "properties": {
            "title": f"{section}: {what} ({alarm.unit}{left_out}) in {region_code}",
            "region": region_code,
            "view": "timeSeries",
            "stacked": False,
            "period": alarm.period_seconds,
            "metrics": lines,
            "annotations": {"horizontal": [{"label": "rings", "value": alarm.threshold}]},
            "yAxis": {"left": {"min": 0}},
        },
    }


def _lines(number: int, named: NamedAlarm) -> Iterator[list[Any]]:
    """The line of one alarm: its metric, or its expression above its metrics, which are hidden.

    Ids are the graph's: each alarm's have its number behind them.
    """
    alarm = named.alarm
    if alarm.expression:
        expression = _in_graph(alarm.expression, alarm.measures, number)
        yield [{"expression": expression, "label": named.label, "id": f"line{number}"}]
    for its, measure in alarm.measures.items():
        metric = measure.metric
        dimensions = [text for pair in metric.dimensions.items() for text in pair]
        options: dict[str, Any] = {"id": f"{its}{number}", "stat": measure.statistic}
        options |= {"visible": False} if alarm.expression else {"label": named.label}
        yield [metric.namespace, metric.name, *dimensions, options]


def _in_graph(expression: str, measures: Collection[str], number: int) -> str:
    """The expression with the graph's ids in place of the alarm's own."""
    return _WORD.sub(lambda word: f"{word[0]}{number}" if word[0] in measures else word[0], expression)
