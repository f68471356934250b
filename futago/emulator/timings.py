"""How long the embedded AWS takes for what takes AWS a while; nothing by default.

Set through the control port, so that a test or a rehearsal can see a promotion under way. In the server's
process only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_UNHURRIED: Final = {
    "global_move_seconds": 0.0,
    "global_resync_seconds": 0.0,
    "primary_key_seconds": 0.0,
    "replication_lag_seconds": 0.0,
}
"""``global_move_seconds``: a switchover or failover of an Aurora global database. ``global_resync_seconds``:
after a failover, until the old writer follows again. ``primary_key_seconds``: a multi-Region key's change of
its primary. ``replication_lag_seconds``: how far behind CloudWatch says it is; at 0 it is silent."""

_now = dict(_UNHURRIED)


def seconds_for(name: str) -> float:
    """How long ``name`` takes now."""
    return _now[name]


def take(seconds: Mapping[str, object]) -> None:
    """Have things take longer, or less long, from now on.

    Args:
        seconds: by name.

    Raises:
        ValueError: a name is not known, or a value is no number of seconds; nothing is changed then.
    """
    for name, value in seconds.items():
        if name not in _UNHURRIED:
            raise ValueError(f"{name!r} takes no time here; allowed: {', '.join(_UNHURRIED)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 3600:  # noqa: PLR2004 # an hour
            raise ValueError(f"{name} of {value!r} is no number of seconds; allowed: 0 to 3600")
    _now.update({name: float(str(value)) for name, value in seconds.items()})


def hurry() -> None:
    """Have everything done at once again."""
    _now.update(_UNHURRIED)


def known() -> dict[str, float]:
    """What takes how long now."""
    return dict(_now)
