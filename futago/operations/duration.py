"""Seconds for a person."""

from __future__ import annotations

from typing import Final

_TENTHS_BELOW_SECONDS: Final = 10


def duration(seconds: float | None) -> str:
    """Such as ``4.2 s``, ``48 s``, ``4 min 10 s``, ``1 h 05 min``; ``unknown`` for None."""
    if seconds is None:
        return "unknown"
    if seconds < _TENTHS_BELOW_SECONDS:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
