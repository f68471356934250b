"""Backup and maintenance windows."""

from __future__ import annotations

import pytest

from modules.aurora.windows import backup_window, maintenance_window, overlap
from modules.inputs import RefusedError

DAILY = "allowed is hh:mm-hh:mm in UTC, such as 17:00-17:30"
WEEKLY = "allowed is ddd:hh:mm-ddd:hh:mm in UTC, such as sat:18:00-sat:19:00"


@pytest.mark.parametrize(
    ("window", "message"),
    [
        ("17:00", f"'17:00' is no daily window; {DAILY}"),
        ("24:00-24:30", f"'24:00-24:30' is no daily window; {DAILY}"),
        ("17:00-17:29", "'17:00-17:29' lasts 29 minutes; at least 30 are needed"),
        ("17:00-17:00", "'17:00-17:00' lasts 0 minutes; at least 30 are needed"),
    ],
)
def test_a_backup_window_that_rds_would_refuse_is_refused(window: str, message: str) -> None:
    """Malformed or shorter than half an hour."""
    with pytest.raises(RefusedError) as caught:
        backup_window(window)
    assert message == str(caught.value)


@pytest.mark.parametrize("window", ["17:00-17:30", "23:45-00:15"])
def test_a_backup_window_may_cross_midnight(window: str) -> None:
    """Half an hour is enough on either side of midnight."""
    assert window == backup_window(window)


@pytest.mark.parametrize(
    ("window", "message"),
    [
        ("18:00-19:00", f"'18:00-19:00' is no weekly window; {WEEKLY}"),
        ("sat:18:00-sat:18:10", "'sat:18:00-sat:18:10' lasts 10 minutes; at least 30 are needed"),
        (
            "sat:18:00-sun:18:00",
            "'sat:18:00-sun:18:00' lasts a day or longer; allowed are windows shorter than 24 hours",
        ),
    ],
)
def test_a_maintenance_window_that_rds_would_refuse_is_refused(window: str, message: str) -> None:
    """Malformed, too short or too long."""
    with pytest.raises(RefusedError) as caught:
        maintenance_window(window)
    assert message == str(caught.value)


def test_a_maintenance_window_is_written_in_lower_case() -> None:
    """RDS reports it so, and a difference would be planned for ever."""
    assert "sun:23:45-mon:00:15" == maintenance_window("Sun:23:45-Mon:00:15")


@pytest.mark.parametrize(
    ("backup", "maintenance", "expected"),
    [
        ("17:00-17:30", "sat:17:30-sat:18:00", False),
        ("17:00-17:31", "sat:17:30-sat:18:00", True),
        ("18:30-19:00", "sat:18:00-sat:20:00", True),
        ("17:00-21:00", "sat:18:00-sat:18:30", True),
        ("23:45-00:15", "sun:23:00-mon:00:00", True),
        ("00:00-00:30", "sun:23:45-mon:00:15", True),
        ("00:15-00:45", "sun:23:45-mon:00:15", False),
    ],
)
def test_windows_overlap_where_they_share_a_minute(backup: str, maintenance: str, expected: bool) -> None:  # noqa: FBT001 # a parameter of the test
    """On any day of the week, over midnight and over the week's end."""
    assert expected == overlap(backup, maintenance)
