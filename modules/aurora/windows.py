"""Backup and maintenance windows, in UTC, as minutes of the week."""

from __future__ import annotations

import re

from modules.inputs import RefusedError

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = r"([01][0-9]|2[0-3]):([0-5][0-9])"
_BACKUP = re.compile(f"{_CLOCK}-{_CLOCK}")
_MAINTENANCE = re.compile(f"({'|'.join(_DAYS)}):{_CLOCK}-({'|'.join(_DAYS)}):{_CLOCK}")
_DAY_MINUTES = 24 * 60
_WEEK_MINUTES = 7 * _DAY_MINUTES
_SHORTEST_MINUTES = 30


def backup_window(value: str) -> str:
    """``value``, or RefusedError unless it is a daily window of 30 minutes or more (RDS CreateDBCluster)."""
    match = _BACKUP.fullmatch(value)
    if match is None:
        raise RefusedError(
            f"'{value}' is no daily window", "allowed is hh:mm-hh:mm in UTC, such as 17:00-17:30"
        )
    start, end = _backup_minutes(value)
    _long_enough(value, (end - start) % _DAY_MINUTES)
    return value


def maintenance_window(value: str) -> str:
    """``value`` in lower case, or RefusedError unless it is a weekly window of 30 minutes or more."""
    lower = value.lower()
    if not _MAINTENANCE.fullmatch(lower):
        raise RefusedError(
            f"'{value}' is no weekly window",
            "allowed is ddd:hh:mm-ddd:hh:mm in UTC, such as sat:18:00-sat:19:00",
        )
    start, end = _maintenance_minutes(lower)
    minutes = (end - start) % _WEEK_MINUTES
    _long_enough(value, minutes)
    if minutes >= _DAY_MINUTES:
        raise RefusedError(f"'{value}' lasts a day or longer", "allowed are windows shorter than 24 hours")
    return lower


def overlap(backup: str, maintenance: str) -> bool:
    """Whether the daily and the weekly window share a minute, which RDS refuses."""
    daily_start, daily_end = _backup_minutes(backup)
    start, end = _maintenance_minutes(maintenance)
    daily_length, length = (daily_end - daily_start) % _DAY_MINUTES, (end - start) % _WEEK_MINUTES
    return any(
        (day * _DAY_MINUTES + daily_start - start) % _WEEK_MINUTES < length
        or (start - day * _DAY_MINUTES - daily_start) % _WEEK_MINUTES < daily_length
        for day in range(7)
    )


def _long_enough(value: str, minutes: int) -> None:
    if minutes < _SHORTEST_MINUTES:
        raise RefusedError(f"'{value}' lasts {minutes} minutes", f"at least {_SHORTEST_MINUTES} are needed")


def _backup_minutes(window: str) -> tuple[int, int]:
    start, end = (
        int(hour) * 60 + int(minute) for hour, minute in (clock.split(":") for clock in window.split("-"))
    )
    return start, end


def _maintenance_minutes(window: str) -> tuple[int, int]:
    start, end = (
        _DAYS.index(day) * _DAY_MINUTES + int(hour) * 60 + int(minute)
        for day, hour, minute in (moment.split(":") for moment in window.split("-"))
    )
    return start, end
