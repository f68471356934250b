"""Breakers: what does not answer is not asked again, for a while or for good."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from futago.breaker import IMPATIENT, Breakers, Patience
from futago.errors import DarkServiceError

TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breakers(clock: Clock) -> Breakers:
    """Two failures open a breaker, for ten seconds; none is forgiven in Tokyo."""
    return Breakers({TOKYO: IMPATIENT, OSAKA: Patience(2, 10.0)}, clock)


def is_admitted(breakers: Breakers, service: str, region: str) -> bool:
    try:
        breakers.admit(service, region)
    except DarkServiceError:
        return False
    return True


def test_opens_after_failures_in_a_row(breakers: Breakers) -> None:
    """As many silences as patience bears open it, and fewer do not."""
    breakers.silent("rds", OSAKA, "time-out")
    assert "closed" == breakers.state("rds", OSAKA)
    breakers.silent("rds", OSAKA, "time-out")
    assert "open" == breakers.state("rds", OSAKA)
    assert not is_admitted(breakers, "rds", OSAKA)


def test_answer_in_between_counts_anew(breakers: Breakers) -> None:
    """Only silences in a row count."""
    for outcome in ("silent", "answered", "silent"):
        if outcome == "silent":
            breakers.silent("rds", OSAKA, "time-out")
        else:
            breakers.answered("rds", OSAKA)
    assert is_admitted(breakers, "rds", OSAKA)


def test_half_open_lets_one_through(breakers: Breakers, clock: Clock) -> None:
    """After its time an open breaker lets one request through, and others only when that was answered."""
    breakers.silent("rds", OSAKA, "time-out")
    breakers.silent("rds", OSAKA, "time-out")
    clock.now = 10.0
    assert "half-open" == breakers.state("rds", OSAKA)
    assert [True, False] == [is_admitted(breakers, "rds", OSAKA) for _ in range(2)]
    breakers.answered("rds", OSAKA)
    assert [True, True] == [is_admitted(breakers, "rds", OSAKA) for _ in range(2)]


def test_failed_trial_opens_again(breakers: Breakers, clock: Clock) -> None:
    """A trial without an answer opens the breaker for as long again, by itself."""
    breakers.silent("rds", OSAKA, "time-out")
    breakers.silent("rds", OSAKA, "time-out")
    clock.now = 10.0
    assert is_admitted(breakers, "rds", OSAKA)
    breakers.silent("rds", OSAKA, "time-out")
    clock.now = 19.9
    assert not is_admitted(breakers, "rds", OSAKA)


def test_dark_region_gets_no_trial(breakers: Breakers, clock: Clock) -> None:
    """In a Region that is left because it is dark one silence is enough, for good."""
    breakers.silent("rds", TOKYO, "time-out")
    clock.now = 1e9
    assert not is_admitted(breakers, "rds", TOKYO)


@pytest.mark.parametrize(("service", "region"), [("s3", TOKYO), ("rds", OSAKA)])
def test_others_stay_closed(breakers: Breakers, service: str, region: str) -> None:
    """A breaker is of one service in one Region."""
    breakers.silent("rds", TOKYO, "time-out")
    assert is_admitted(breakers, service, region)


def test_giving_a_region_up_opens_all_of_it(breakers: Breakers) -> None:
    """A Region that is given up is asked for nothing more, not even what was never asked."""
    breakers.give_up(TOKYO, "nothing answered")
    assert not is_admitted(breakers, "anything", TOKYO)
    assert is_admitted(breakers, "anything", OSAKA)


def test_error_says_why(breakers: Breakers) -> None:
    """Who is refused is told what happened."""
    breakers.silent("rds", TOKYO, "Read timeout on endpoint")
    with pytest.raises(DarkServiceError, match="rds in ap-northeast-1 is not asked again: Read timeout"):
        breakers.admit("rds", TOKYO)


def test_one_trial_among_many_threads(clock: Clock) -> None:
    """Of many threads that ask a half-open breaker at once one gets through."""
    breakers = Breakers({OSAKA: Patience(1, 1.0)}, clock)
    breakers.silent("rds", OSAKA, "time-out")
    clock.now = 2.0
    together, admitted = threading.Barrier(16), []

    def ask(*_: Any) -> None:
        together.wait()
        admitted.append(is_admitted(breakers, "rds", OSAKA))

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 == sum(admitted)
