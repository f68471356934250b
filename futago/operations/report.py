"""What a promotion did, how long it took, what it may have lost, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from futago.operations.decide import Decision
from futago.operations.events import StepState
from futago.operations.journal import Past
from futago.operations.run import Outcome, StepResult
from modules.operation import Mode, Phase
from modules.promotion.inputs import promotion_of


@dataclass(frozen=True)
class Measure:
    """A measured time against its target.

    Attributes:
        seconds: what was measured; None where it can't be known.
        target_seconds: what the spec wants; None where it wants nothing.
    """

    seconds: float | None
    target_seconds: float | None

    @property
    def verdict(self) -> Literal["met", "missed", "unknown", "no target"]:
        """How it stands; what is not known is never met."""
        if self.target_seconds is None:
            return "no target"
        if self.seconds is None:
            return "unknown"
        return "met" if self.seconds <= self.target_seconds else "missed"


@dataclass(frozen=True)
class Left:
    """Something that is left to do.

    Attributes:
        step: the step's id.
        title: what was to be done.
        why: why it is not done, or what it means that it is not.
        command: what does it.
    """

    step: str
    title: str
    why: str
    command: str


@dataclass(frozen=True)
class Report:
    """The end of a promotion.

    Attributes:
        decision: what was to be done.
        outcome: what was done.
        confirmed_at: when the operator first said yes, UTC.
        outage_since: when the outage began, as the operator said it; None where nothing was said.
        verified_at: when the new home was verified; None if it was not.
        rto: from ``outage_since``, else from ``confirmed_at``, until ``verified_at``.
        rpo: the greatest lag at the moment of the promotion; 0 where nothing can be lost.
        left: what is left to do.
    """

    decision: Decision
    outcome: Outcome
    confirmed_at: datetime
    outage_since: datetime | None
    verified_at: datetime | None
    rto: Measure
    rpo: Measure
    left: tuple[Left, ...]

    @property
    def is_done(self) -> bool:
        """Whether the Region is promoted; fences of a dark Region may be left."""
        return self.outcome.is_done


def report(decision: Decision, outcome: Outcome, past: Past) -> Report:
    """Sum up a promotion.

    Args:
        decision: what was to be done.
        outcome: what was done.
        past: the journal, read again at the end.
    """
    targets = promotion_of(decision.promotion.estate)
    confirmed = next(entry.at for entry in past.entries if entry.event == "confirmed")
    since = past.header.outage_since
    outage_since = datetime.fromisoformat(since) if since else None
    verified_at = _verified_at(outcome)
    rto_seconds = (verified_at - (outage_since or confirmed)).total_seconds() if verified_at else None
    return Report(
        decision,
        outcome,
        confirmed,
        outage_since,
        verified_at,
        Measure(rto_seconds, targets.rto_seconds),
        Measure(_lost_seconds(decision, outcome), targets.rpo_seconds),
        tuple(_left(decision, outcome)),
    )


def _verified_at(outcome: Outcome) -> datetime | None:
    if not outcome.is_done:
        return None
    needed = [
        each for each in outcome.results if not each.step.optional and each.step.phase is not Phase.FENCE
    ]
    return max((result.ended_at for result in needed if result.ended_at is not None), default=None)


def _lost_seconds(decision: Decision, outcome: Outcome) -> float | None:
    """The greatest lag: that just before each call where it was seen, else the last known."""
    if decision.promotion.mode is not Mode.FAILOVER:
        return 0.0 if outcome.is_done else None
    seen = {
        (result.step.noun, result.step.name): result.lag_seconds
        for result in outcome.results
        if result.step.phase is Phase.PROMOTE and result.lag_seconds is not None
    }
    lags = [seen.get((loss.noun, loss.name), loss.lag_seconds) for loss in decision.losses]
    known = [lag for lag in lags if lag is not None]
    return None if len(known) < len(lags) else max(known, default=0.0)


def _left(decision: Decision, outcome: Outcome) -> Iterator[Left]:
    promotion = decision.promotion
    resume = "futago promote --resume"
    for result in outcome.results:
        step = result.step
        if result.state is StepState.LEFT:
            city = promotion.estate.pair[step.region].city
            yield Left(step.id, step.title, f"{city} did not answer: do it as soon as it does", resume)
        elif result.state is not StepState.DONE:
            yield Left(step.id, step.title, _why_not(result, decision, outcome), resume)
    for step in decision.skipped:
        yield Left(step.id, step.title, step.cost_if_skipped, f"{_again(decision)} --only {step.id}")


def _why_not(result: StepResult, decision: Decision, outcome: Outcome) -> str:
    if result.state is StepState.WAITING:
        states = {each.step.id: each.state for each in outcome.results}
        before = [
            need for need in sorted(decision.needs[result.step.id]) if states[need] is not StepState.DONE
        ]
        return f"it waits for {', '.join(before[:3])}" if before else "it was not begun"
    return result.seen or "it was interrupted"


def _again(decision: Decision) -> str:
    return f"futago promote {decision.promotion.to.code} --mode {decision.promotion.mode.value}"


def as_json(summed: Report) -> Mapping[str, Any]:
    """The report as plain data."""
    promotion = summed.decision.promotion
    return {
        "operation": promotion.operation,
        "estate": promotion.estate.names.prefix,
        "account": promotion.estate.account,
        "mode": promotion.mode.value,
        "to": promotion.to.code,
        "from": promotion.source.code,
        "done": summed.is_done,
        "interrupted": summed.outcome.interrupted,
        "confirmed_at": summed.confirmed_at.isoformat(),
        "outage_since": summed.outage_since.isoformat() if summed.outage_since else None,
        "verified_at": summed.verified_at.isoformat() if summed.verified_at else None,
        "rto": _measure_as_json(summed.rto),
        "rpo": _measure_as_json(summed.rpo),
        "expected_seconds": summed.decision.expected_seconds,
        "steps": [_result_as_json(result) for result in summed.outcome.results],
        "losses": [
            {
                "noun": loss.noun,
                "name": loss.name,
                "lag_seconds": loss.lag_seconds,
                "statement": loss.statement,
            }
            for loss in summed.decision.losses
        ],
        "left": [
            {"step": left.step, "title": left.title, "why": left.why, "command": left.command}
            for left in summed.left
        ],
    }


def _measure_as_json(measure: Measure) -> Mapping[str, Any]:
    return {
        "seconds": measure.seconds,
        "target_seconds": measure.target_seconds,
        "verdict": measure.verdict,
    }


def _result_as_json(result: StepResult) -> Mapping[str, Any]:
    return {
        "id": result.step.id,
        "noun": result.step.noun,
        "name": result.step.name,
        "region": result.step.region,
        "phase": result.step.phase.value,
        "title": result.step.title,
        "state": result.state.value,
        "acted": result.acted,
        "began_at": result.began_at.isoformat() if result.began_at else None,
        "ended_at": result.ended_at.isoformat() if result.ended_at else None,
        "seconds": result.seconds,
        "expected_seconds": result.step.expected_seconds,
        "lag_seconds": result.lag_seconds,
        "seen": result.seen,
    }
