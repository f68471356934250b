"""From what was seen to a decision: order, obstacles, what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from futago.errors import DecisionError, SelectionError
from futago.operations.decide import Decision, decide
from futago.operations.observe import Resource
from futago.operations.selection import ALL, Selection
from modules.operation import (
    Loss,
    Mode,
    Observation,
    Obstacle,
    Phase,
    Promotion,
    Seen,
    Step,
    Unreachable,
)
from regions import OSAKA, TOKYO
from tests.estates import an_estate
from tests.operations.virtual_time import Deed, VirtualWorkers

WORKERS = VirtualWorkers()
WELL = {code: Observation(code, exists=True) for code in (TOKYO.code, OSAKA.code)}
DARK = Unreachable(TOKYO.code, "ssm", "Connect timeout", dark=True)
DENIED = Unreachable(OSAKA.code, "ssm", "AccessDenied", dark=False)


class Planning:
    """An operator whose plan a test gives."""

    def __init__(self, *found: Step | Obstacle | Loss) -> None:
        self._found = found

    def plan(self, *_: object) -> Iterator[Step | Obstacle | Loss]:
        return iter(self._found)


def a_step(id_: str, *needs: str, phase: Phase = Phase.PROMOTE, seconds: float = 1.0) -> Step:
    noun, name, _ = id_.split("/")
    step = Deed(id_, seconds, needs, phase).step(WORKERS, 1.0)
    return replace(step, noun=noun, name=name, cost_if_skipped=f"no {id_}")


def decided(
    *found: Step | Obstacle | Loss,
    mode: Mode = Mode.SWITCHOVER,
    seen: Seen | None = None,
    selection: Selection = ALL,
) -> Decision:
    """The decision for one resource, ``database/ledger``."""
    planning: Any = Planning(*found)
    resource = Resource("database", "ledger", None, planning)
    promotion = Promotion(an_estate(), mode, OSAKA, "test")
    return decide(promotion, [resource], {resource.key: seen or WELL}, selection)


def ids(steps: tuple[Step, ...]) -> list[str]:
    return [step.id for step in steps]


FENCE = a_step("table/carts/fence", phase=Phase.FENCE)
PROMOTE = a_step("database/ledger/promote", seconds=60)
VERIFY = a_step("database/ledger/verify", "database/ledger/promote", phase=Phase.VERIFY)


def test_needs_come_first() -> None:
    """However the kinds give them, steps come after what they need, and fences before all."""
    assert ["table/carts/fence", "database/ledger/promote", "database/ledger/verify"] == ids(
        decided(VERIFY, PROMOTE, FENCE).steps
    )


def test_what_rejoins_comes_before_any_fence() -> None:
    """A Region that comes back may take hours to follow: nobody is kept from writing meanwhile."""
    rejoin = a_step("database/ledger/rejoin", phase=Phase.REJOIN)
    decision = decided(PROMOTE, FENCE, rejoin)
    assert ["database/ledger/rejoin", "table/carts/fence", "database/ledger/promote"] == ids(decision.steps)
    assert frozenset() == decision.needs["database/ledger/rejoin"]
    assert {"database/ledger/rejoin"} == decision.needs["table/carts/fence"]


def test_every_fence_is_needed_by_all_else() -> None:
    """What is no fence waits for every fence, of whatever resource."""
    needs = decided(PROMOTE, FENCE, VERIFY).needs
    assert {"table/carts/fence"} == needs["database/ledger/promote"]
    assert frozenset() == needs["table/carts/fence"]


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([PROMOTE, PROMOTE], "two steps are called database/ledger/promote"),
        ([VERIFY], "needs database/ledger/promote, which is no step"),
        ([a_step("a/b/c", "a/b/d"), a_step("a/b/d", "a/b/c")], "steps wait for each other"),
        ([replace(FENCE, needs=("database/ledger/promote",)), PROMOTE], "steps wait for each other"),
    ],
)
def test_steps_that_do_not_fit(steps: list[Step], says: str) -> None:
    """What could never be run in order is found before anything is touched."""
    with pytest.raises(DecisionError, match=says):
        decided(*steps)


def test_longest_chain() -> None:
    """What is expected is the longest chain of dependent steps, and not their sum."""
    decision = decided(PROMOTE, VERIFY, FENCE, a_step("secret/salt/promote", seconds=5))
    assert ["table/carts/fence", "database/ledger/promote", "database/ledger/verify"] == ids(
        decision.longest_chain
    )
    assert 62.0 == decision.expected_seconds


def test_nothing_in_the_way() -> None:
    """With everything well a switchover is allowed, without a warning."""
    decision = decided(PROMOTE)
    assert decision.is_allowed
    assert () == decision.warnings


def test_obstacle_of_a_kind_refuses() -> None:
    """With one reason why not nothing is allowed."""
    obstacle = Obstacle("database", "ledger", OSAKA.code, "it has no instance", "add one")
    decision = decided(PROMOTE, obstacle)
    assert not decision.is_allowed
    assert (obstacle,) == decision.obstacles


@pytest.mark.parametrize("mode", [Mode.SWITCHOVER, Mode.FAILBACK])
def test_dark_source_refuses_what_is_planned(mode: Mode) -> None:
    """Where nothing may be lost the other Region must be seen; what to do instead is said."""
    (obstacle,) = decided(PROMOTE, mode=mode, seen={**WELL, TOKYO.code: DARK}).obstacles
    assert "Connect timeout" in obstacle.wrong
    assert "futago promote ap-northeast-3 --mode failover" in obstacle.remedy


def test_dark_source_is_what_a_failover_is_for() -> None:
    """In a failover the other Region may be dark."""
    assert decided(PROMOTE, mode=Mode.FAILOVER, seen={**WELL, TOKYO.code: DARK}).is_allowed


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("code", [TOKYO.code, OSAKA.code])
def test_missing_right_to_look_refuses(mode: Mode, code: str) -> None:
    """A Region that answers and refuses is not dark, in no mode."""
    (obstacle,) = decided(PROMOTE, mode=mode, seen={**WELL, code: replace(DENIED, region=code)}).obstacles
    assert "--print-policy" in obstacle.remedy


@pytest.mark.parametrize("mode", Mode)
def test_activated_region_must_be_seen(mode: Mode) -> None:
    """A Region that does not answer is never activated."""
    seen: dict[str, Any] = {**WELL, OSAKA.code: replace(DARK, region=OSAKA.code)}
    assert not decided(PROMOTE, mode=mode, seen=seen).is_allowed


def test_what_is_not_deployed_refuses() -> None:
    """A resource of the spec that is not there is told with its stack."""
    seen: dict[str, Any] = {**WELL, OSAKA.code: Observation(OSAKA.code, exists=False)}
    (obstacle,) = decided(seen=seen).obstacles
    assert ("database", "ledger", OSAKA.code) == (obstacle.noun, obstacle.name, obstacle.region)
    assert "payments-apne3" in obstacle.remedy


def test_kind_that_told_of_it_is_not_told_again() -> None:
    """Where a kind has said what is wrong with a resource in a Region nothing is added."""
    told = Obstacle("database", "ledger", OSAKA.code, "no rights", "get them")
    assert (told,) == decided(told, seen={**WELL, OSAKA.code: DENIED}).obstacles


def test_failover_from_a_region_that_answers_is_warned_of() -> None:
    """Whoever would lose data without need is told that a switchover loses none."""
    (warning,) = decided(PROMOTE, mode=Mode.FAILOVER).warnings
    assert "a switchover loses nothing" in warning


@pytest.mark.parametrize(
    ("selection", "taken"),
    [
        (Selection(only=("database",)), ["database/ledger/promote", "database/ledger/verify"]),
        (Selection(only=("carts",)), ["table/carts/fence"]),
        (Selection(only=("table/carts/fence",)), ["table/carts/fence"]),
        (Selection(skip=("database/ledger/verify",)), ["table/carts/fence", "database/ledger/promote"]),
        (Selection(only=("database",), skip=("database/ledger/verify",)), ["database/ledger/promote"]),
    ],
)
def test_selection(selection: Selection, taken: list[str]) -> None:
    """A word takes a kind, a resource or a step; what is left out is told, with its cost."""
    planning: Any = Planning(PROMOTE, VERIFY)
    fencing: Any = Planning(FENCE)
    resources = [Resource("database", "ledger", None, planning), Resource("table", "carts", None, fencing)]
    promotion = Promotion(an_estate(), Mode.SWITCHOVER, OSAKA, "test")
    decision = decide(promotion, resources, {each.key: WELL for each in resources}, selection)
    assert taken == ids(decision.steps)
    left = {"table/carts/fence", "database/ledger/promote", "database/ledger/verify"} - set(taken)
    assert left == set(ids(decision.skipped))


def test_order_holds_over_what_is_left_out() -> None:
    """What waited for a step that is left out waits for what that one waited for."""
    chain = [a_step("a/a/a"), a_step("a/b/b", "a/a/a"), a_step("a/c/c", "a/b/b")]
    decision = decided(*chain, selection=Selection(skip=("a/b/b",)))
    assert {"a/a/a"} == decision.needs["a/c/c"]


def test_obstacle_of_what_is_skipped_does_not_count() -> None:
    """A resource that is left out whole does not stand in the way of the others."""
    obstacle = Obstacle("database", "ledger", OSAKA.code, "it is broken", "mend it")
    assert decided(obstacle, selection=Selection(skip=("database/ledger",))).is_allowed


@pytest.mark.parametrize("word", ["databse", "table/carts", "ledger/promote"])
def test_word_that_means_nothing(word: str) -> None:
    """A word that is no kind, resource or step is refused, and what is allowed is said."""
    with pytest.raises(SelectionError, match=rf"--only {word}: .* allowed are database"):
        decided(PROMOTE, selection=Selection(only=(word,)))


def test_unknown_lag_is_no_bound() -> None:
    """With one lag that nobody knows the loss has no known bound; otherwise it is the greatest."""
    known = [Loss("database", "ledger", seconds, 1.0, "") for seconds in (0.5, 3.0)]
    assert 3.0 == decided(*known).lag_seconds
    assert decided(*known, Loss("database", "ledger", None, None, "")).lag_seconds is None
