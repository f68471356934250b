"""Whether a direction is to get another job, and which: pure, from what was observed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from futago.backfill.amount import Amount
from futago.backfill.job import COMPLETE, Job


class Verdict(StrEnum):
    """What to do about a direction."""

    CREATE = "create"
    RUNS = "runs"
    WAITS = "waits"
    NOTHING = "nothing to copy"
    UNKNOWN = "nothing known to copy"


@dataclass(frozen=True)
class Decision:
    """What is to be done, and why.

    Attributes:
        verdict: what.
        generation: the number of the job that is there or is to be made.
        why: the reason, in words.
    """

    verdict: Verdict
    generation: int
    why: str


def decide(latest: Job | None, amount: Amount, *, again: bool = False) -> Decision:
    """Whether a direction gets a new job.

    A job that has not ended is the direction's job, whoever made it: there is never a second one. After one
    that ended there is a new one only where something is left to copy, or by ``again``.

    Args:
        latest: the direction's latest job.
        amount: what is seen to be left.
        again: make a new one after a job that ended even though nothing is seen to be left.
    """
    done = latest.label.generation if latest and latest.label else 0
    if latest is not None and not latest.has_ended:
        verdict = Verdict.WAITS if latest.is_waiting else Verdict.RUNS
        return Decision(verdict, done, f"job {latest.job_id} is {latest.state}")
    if again:
        return Decision(Verdict.CREATE, done + 1, "asked for again")
    if amount.is_nothing:
        return Decision(Verdict.NOTHING, done, "nothing is left to copy")
    if latest is None:
        return Decision(Verdict.CREATE, 1, "there was none before")
    return _after(latest, done, amount)


def _after(latest: Job, done: int, amount: Amount) -> Decision:
    """What follows a job that has ended, where it is not known that nothing is left."""
    if latest.state != COMPLETE or latest.failed:
        left = f"{latest.failed:,} objects failed" if latest.failed else f"it is {latest.state}"
        return Decision(Verdict.CREATE, done + 1, f"of job {latest.job_id} {left}")
    if amount.is_something:
        return Decision(Verdict.CREATE, done + 1, f"objects have come since job {latest.job_id}")
    return Decision(
        Verdict.UNKNOWN, done, f"job {latest.job_id} copied everything; whether more has come: {amount}"
    )
