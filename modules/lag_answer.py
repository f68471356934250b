"""What the lag of a replication means for a promotion."""

from __future__ import annotations

from typing import Final

from modules.lag import Lag
from modules.operation import Mode, Promotion
from modules.promotion.inputs import promotion_of
from modules.readiness import Answer, State

STALE_SECONDS: Final = 300.0
"""A lag that is older says nothing of now: the metrics of replication come every minute (the pages named at
``modules.lag``'s callers), and CloudWatch may take some to show one."""


def lag_answer(promotion: Promotion, lag: Lag | None, remedy: str) -> Answer:
    """What a replication's lag means: measured against the spec's RPO, and unknown where it is not fresh.

    Args:
        promotion: what is asked for; in a failover what is not replicated is lost.
        lag: what CloudWatch said last; None if it has nothing.
        remedy: how to see whether replication stands still.
    """
    if lag is None:
        return Answer(State.UNKNOWN, "CloudWatch has no value of the last 3 hours", remedy)
    if lag.measured_seconds_ago > STALE_SECONDS:
        return Answer(State.UNKNOWN, f"{lag}: too old to go by", remedy)
    rpo_seconds = promotion_of(promotion.estate).rpo_seconds
    if rpo_seconds is not None and lag.seconds > rpo_seconds:
        state = State.BLOCKS if promotion.mode is Mode.FAILOVER else State.WARNING
        return Answer(state, f"{lag}; the spec's rpo_seconds is {rpo_seconds}", remedy)
    return Answer(State.OK, str(lag))
