"""What a lag means for a promotion."""

from __future__ import annotations

import pytest

from modules.lag import Lag
from modules.lag_answer import STALE_SECONDS, lag_answer
from modules.operation import Mode
from modules.promotion.inputs import PromotionInputs
from modules.readiness import State
from tests.estates import an_estate
from tests.steps_of_kinds import a_promotion


def judged(lag: Lag | None, mode: Mode = Mode.FAILOVER, rpo_seconds: int | None = 60) -> State:
    """The state of a lag's answer."""
    estate = an_estate(settings={"promotion": PromotionInputs(rpo_seconds=rpo_seconds)})
    return lag_answer(a_promotion(estate, mode), lag, "look").state


@pytest.mark.parametrize("lag", [None, Lag(0.1, STALE_SECONDS + 1)])
def test_without_a_fresh_value_it_is_unknown(lag: Lag | None) -> None:
    """No value, or an old one, says nothing of now, however small it is."""
    assert State.UNKNOWN is judged(lag)


def test_within_the_target() -> None:
    """As much as the spec allows is ok."""
    assert State.OK is judged(Lag(60.0, 60.0))


def test_beyond_the_target() -> None:
    """A failover would lose more than it may; a switchover has to wait, and loses nothing."""
    assert State.BLOCKS is judged(Lag(60.1, 60.0))
    assert State.WARNING is judged(Lag(60.1, 60.0), Mode.SWITCHOVER)


def test_without_a_target() -> None:
    """Nobody said how much is too much."""
    assert State.OK is judged(Lag(3600.0, 60.0), rpo_seconds=None)
