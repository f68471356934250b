"""How steps are run, in virtual time: in order, side by side, and none of them twice."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from futago.operations.decide import Decision, decide
from futago.operations.events import StepEvent, StepState
from futago.operations.journal import Header, Journal
from futago.operations.run import Outcome, StopRequest, run
from modules.operation import Mode, Phase, Progress, Promotion
from regions import OSAKA
from tests.estates import an_estate
from tests.operations.virtual_time import NO_CALLS, Deed, VirtualWorkers, by_id
from tests.strategies import step_graphs

POLL_SECONDS = 2.0
PROMOTION = Promotion(an_estate(), Mode.SWITCHOVER, OSAKA, "test")
EMPTY = decide(PROMOTION, (), {})
_names = itertools.count()


@pytest.fixture
def workers() -> VirtualWorkers:
    return VirtualWorkers()


def decision_of(deeds: list[Deed], workers: VirtualWorkers) -> Decision:
    """A decision to do these, in an order in which needs come first."""
    return replace(EMPTY, steps=tuple(deed.step(workers, POLL_SECONDS) for deed in deeds))


def carried_out(
    decision: Decision,
    workers: VirtualWorkers,
    folder: Path,
    stop: StopRequest | None = None,
    told: Callable[[StepEvent], None] = lambda _event: None,
) -> Outcome:
    """Run a decision, with a journal."""

    class Observer:
        def happened(self, event: StepEvent) -> None:
            told(event)

        def noted(self, note: str) -> None:
            pass

    header = Header(str(next(_names)), "payments", "1", "0", "switchover", "ap-northeast-3", True, "a@b", "0")  # noqa: FBT003
    with Journal.begin(folder, header) as journal:
        return run(decision, NO_CALLS, journal, Observer(), stop=stop, workers=workers)


@given(graph=step_graphs)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_graph_in_order_and_side_by_side(
    tmp_path: Path, graph: list[tuple[float, list[int], Phase]]
) -> None:
    """Nothing begins before what it needs is done; all takes what the longest chain takes, polls included."""
    workers = VirtualWorkers()
    deeds = [
        Deed(f"s{number}", seconds, tuple(f"s{need}" for need in needs), phase)
        for number, (seconds, needs, phase) in enumerate(graph)
    ]
    decision = decision_of(deeds, workers)
    outcome = carried_out(decision, workers, tmp_path)
    assert outcome.is_done
    done_at = {deed.id: deed.done_at for deed in deeds}
    for deed in deeds:
        (acted_at,) = deed.acted_at
        for need in decision.needs[deed.id]:
            ended = done_at[need]
            assert ended is not None
            assert ended <= acted_at
    chain = sum(step.expected_seconds + POLL_SECONDS for step in decision.longest_chain)
    longest = max((len(chain_to(decision, deed.id)) for deed in deeds), default=0)
    assert workers.now() <= chain + POLL_SECONDS * longest


def chain_to(decision: Decision, id_: str) -> list[str]:
    """The chain of most steps that ends with one."""
    before = max((chain_to(decision, need) for need in decision.needs[id_]), key=len, default=[])
    return [*before, id_]


def test_failure_keeps_back_only_what_needs_it(tmp_path: Path, workers: VirtualWorkers) -> None:
    """Of two chains the one whose step fails ends there, and the other goes on."""
    deeds = [Deed("a", 1, fails=True), Deed("b", 1, ("a",)), Deed("c", 1), Deed("d", 1, ("c",))]
    outcome = carried_out(decision_of(deeds, workers), workers, tmp_path)
    assert [StepState.FAILED, StepState.WAITING, StepState.DONE, StepState.DONE] == [
        result.state for result in outcome.results
    ]
    assert not outcome.is_done
    assert [] == by_id(deeds)["b"].acted_at


def test_failed_fence_keeps_everything_back(tmp_path: Path, workers: VirtualWorkers) -> None:
    """While an old writer may still write, nothing else is begun."""
    deeds = [Deed("fence", 1, phase=Phase.FENCE, fails=True), Deed("promote", 1)]
    outcome = carried_out(decision_of(deeds, workers), workers, tmp_path)
    assert [StepState.FAILED, StepState.WAITING] == [result.state for result in outcome.results]


def test_done_already_is_left_alone(tmp_path: Path, workers: VirtualWorkers) -> None:
    """A step whose end is reached before it begins makes no call, and the result says so."""
    deed = Deed("a", 1, acted_at=[-10.0])
    (result,) = carried_out(decision_of([deed], workers), workers, tmp_path).results
    assert StepState.DONE is result.state
    assert not result.acted
    assert [-10.0] == deed.acted_at


def test_taken_call_is_never_repeated(tmp_path: Path, workers: VirtualWorkers) -> None:
    """A call that AWS took and of which nothing comes is not made again: the step's time runs out."""
    calls: list[float] = []
    step = replace(
        Deed("a", 1).step(workers, POLL_SECONDS),
        check=lambda _: Progress("todo", "as before"),
        act=lambda _: calls.append(workers.now()),
        timeout_seconds=60.0,
    )
    (result,) = carried_out(replace(EMPTY, steps=(step,)), workers, tmp_path).results
    assert StepState.FAILED is result.state
    assert "not done after 60 s: as before" == result.seen
    assert 1 == len(calls)


def test_blocked_fails_at_once(tmp_path: Path, workers: VirtualWorkers) -> None:
    """What can't be reached from here is not waited for, and nothing is called."""
    step = replace(
        Deed("a", 1).step(workers, POLL_SECONDS), check=lambda _: Progress("blocked", "it is gone")
    )
    (result,) = carried_out(replace(EMPTY, steps=(step,)), workers, tmp_path).results
    assert (StepState.FAILED, "it is gone", False) == (result.state, result.seen, result.acted)
    assert 0.0 == workers.now()


def test_fault_of_a_kind_fails_its_step_only(tmp_path: Path, workers: VirtualWorkers) -> None:
    """An error that no SDK raises is the step's own, told with its name."""
    broken = replace(Deed("a", 1).step(workers, POLL_SECONDS), check=_broken)
    decision = replace(EMPTY, steps=(broken, Deed("b", 1).step(workers, POLL_SECONDS)))
    first, second = carried_out(decision, workers, tmp_path).results
    assert (StepState.FAILED, "KeyError: 'DBClusters'") == (first.state, first.seen)
    assert StepState.DONE is second.state


def _broken(_clients: object) -> Progress:
    raise KeyError("DBClusters")


def test_stop_begins_nothing_more(tmp_path: Path, workers: VirtualWorkers) -> None:
    """After a request to stop what AWS is at is left to it, and what was not begun stays so."""
    stop = StopRequest()
    deeds = [Deed("a", 100), Deed("b", 1, ("a",))]

    def told(event: StepEvent) -> None:
        if event.state is StepState.RUNNING:
            stop.make()

    outcome = carried_out(decision_of(deeds, workers), workers, tmp_path, stop, told)
    assert outcome.interrupted
    assert [StepState.STOPPED, StepState.WAITING] == [result.state for result in outcome.results]
    assert workers.now() < 100


def test_stop_when_all_is_done_is_no_interruption(tmp_path: Path, workers: VirtualWorkers) -> None:
    """A request that comes with the last step's end changes nothing."""
    stop = StopRequest()

    def told(event: StepEvent) -> None:
        if event.state is StepState.DONE:
            stop.make()

    outcome = carried_out(decision_of([Deed("a", 1)], workers), workers, tmp_path, stop, told)
    assert (True, False) == (outcome.is_done, outcome.interrupted)


def test_lag_is_that_before_the_call(tmp_path: Path, workers: VirtualWorkers) -> None:
    """The lag in the result is what was seen just before the call, not what was seen later."""
    deed = Deed("a", 10)
    step = deed.step(workers, POLL_SECONDS)
    look = step.check

    def check(clients: object) -> Progress:
        return replace(look(clients), lag_seconds=99.0 if deed.acted_at else 0.4)  # type: ignore[arg-type]

    (result,) = carried_out(replace(EMPTY, steps=(replace(step, check=check),)), workers, tmp_path).results
    assert 0.4 == result.lag_seconds


def test_many_steps_take_as_long_as_one(tmp_path: Path, workers: VirtualWorkers) -> None:
    """450 resources side by side take no longer than the slowest of them."""
    deeds = [Deed(f"s{number}", 60) for number in range(450)]
    outcome = carried_out(decision_of(deeds, workers), workers, tmp_path)
    assert outcome.is_done
    assert workers.now() <= 60 + POLL_SECONDS
