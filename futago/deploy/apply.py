"""Applying, checking and destroying the synthesized stacks.

Every function runs Terraform over stacks in order and can be run again after a failure or an interrupt:
Terraform keeps in its state what was done, and goes on from there.

A start of the AWS provider costs seconds of CPU, so nothing is run that is not needed: without a review
``apply`` plans and applies in one run; with one the plan goes to a file, and just that file is applied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from futago.deploy.events import ChangeSummary, PlannedChange
from futago.deploy.observer import Observer, OneAtATime, Phase, Silent
from futago.deploy.order import in_order
from futago.deploy.side_by_side import side_by_side
from futago.deploy.stack_directory import StackDirectory
from futago.deploy.stack_run import StackRun
from futago.deploy.stopping import stopping_on_signals
from futago.deploy.terraform_run import TerraformRunner
from futago.errors import DeployError

JOBS: Final = 2
"""How many stacks at a time: beyond that, providers of 600 MB each only wait for each other's CPU."""

_PLAN_FILE: Final = "futago.tfplan"
_CHANGES: Final = 2  # exit code of plan -detailed-exitcode when the plan holds changes


@dataclass(frozen=True)
class StackResult:
    """What was done with a stack.

    Attributes:
        stack: its name.
        seconds: how long each phase took.
        added: resources created.
        changed: resources updated in place.
        destroyed: resources deleted.
        resources: how many resources its state holds now.
    """

    stack: str
    seconds: Mapping[Phase, float]
    added: int
    changed: int
    destroyed: int
    resources: int


@dataclass(frozen=True)
class Settlement:
    """What a second plan of a stack found.

    Attributes:
        stack: its name.
        is_empty: whether the plan changes nothing, outputs included.
        changes: what it would change.
        seconds: how long the plan took.
    """

    stack: str
    is_empty: bool
    changes: tuple[PlannedChange, ...]
    seconds: float


@dataclass(frozen=True)
class PlanForReview:
    """A plan that waits for a decision.

    Attributes:
        stack: the stack it is for.
        changes: what it would change.
        file: Terraform's plan file, for ``terraform show -json``; it may hold sensitive values and is deleted
            after the decision was carried out.
    """

    stack: StackDirectory
    changes: tuple[PlannedChange, ...]
    file: Path


Review = Callable[[PlanForReview], bool]
"""Decides whether a plan may be applied; called from a stack's thread, one call at a time."""


def apply_stacks(
    stacks: Sequence[StackDirectory],
    runner: TerraformRunner,
    observer: Observer | None = None,
    *,
    review: Review | None = None,
    jobs: int = JOBS,
) -> tuple[StackResult, ...]:
    """Apply every stack after those it depends on.

    Args:
        stacks: the stacks, in any order.
        runner: what runs Terraform.
        observer: told what happens.
        review: decides on each plan that holds changes, stack by stack; without one all is applied.
        jobs: how many independent stacks at a time; with a review it is one.

    Returns:
        What was done, in the order of application.

    Raises:
        DeployError: a stack failed or its plan was declined; stacks that depend on it were not begun.
        KeyboardInterrupt: a signal stopped it, gracefully.
    """
    watched = OneAtATime(observer or Silent())

    def apply(stack: StackDirectory) -> StackResult:
        run = StackRun(stack, runner, watched)
        run.init()
        summary = _apply_directly(run) if review is None else _apply_reviewed(run, review)
        return _result(run, summary)

    ordered = in_order(stacks)
    after = {stack.name: stack.dependencies for stack in ordered}
    with stopping_on_signals(runner, watched):
        return side_by_side(ordered, apply, after=after, jobs=1 if review else jobs)


def check_settled(
    stacks: Sequence[StackDirectory],
    runner: TerraformRunner,
    observer: Observer | None = None,
    *,
    jobs: int = JOBS,
) -> tuple[Settlement, ...]:
    """Plan every applied stack once more; each plan should be empty.

    Run it when all stacks are applied: a later stack may unsettle an earlier one.

    Args:
        stacks: stacks that were initialized by ``apply_stacks``.
        runner: what runs Terraform.
        observer: told what happens.
        jobs: how many stacks at a time.

    Returns:
        What was found, in the order of application.

    Raises:
        DeployError: a plan failed.
        KeyboardInterrupt: a signal stopped it.
    """
    watched = OneAtATime(observer or Silent())
    with stopping_on_signals(runner, watched):
        return side_by_side(
            in_order(stacks), lambda stack: _second_plan(stack, runner, watched), after={}, jobs=jobs
        )


def plan_stack(
    stack: StackDirectory, runner: TerraformRunner, observer: Observer | None = None
) -> Settlement:
    """Plan one stack alone, whatever the others are at; initializes it first.

    Raises:
        DeployError: the plan failed.
        KeyboardInterrupt: a signal stopped it.
    """
    watched = OneAtATime(observer or Silent())
    with stopping_on_signals(runner, watched):
        StackRun(stack, runner, watched).init()
        return _second_plan(stack, runner, watched)


def _second_plan(stack: StackDirectory, runner: TerraformRunner, observer: Observer) -> Settlement:
    run = StackRun(stack, runner, observer)
    finished = run.change(Phase.SECOND_PLAN, "plan", "-detailed-exitcode", exit_codes=(0, _CHANGES))
    is_empty = finished.exit_code != _CHANGES
    return Settlement(stack.name, is_empty, tuple(finished.planned), finished.seconds)


def destroy_stacks(
    stacks: Sequence[StackDirectory],
    runner: TerraformRunner,
    observer: Observer | None = None,
    *,
    jobs: int = JOBS,
) -> tuple[StackResult, ...]:
    """Destroy every stack before those it depends on.

    Args:
        stacks: the stacks, in any order.
        runner: what runs Terraform.
        observer: told what happens.
        jobs: how many independent stacks at a time.

    Returns:
        What was done, in the order of destruction.

    Raises:
        DeployError: a stack failed, such as by deletion protection; those it depends on are left.
        KeyboardInterrupt: a signal stopped it, gracefully.
    """
    watched = OneAtATime(observer or Silent())

    def destroy(stack: StackDirectory) -> StackResult:
        run = StackRun(stack, runner, watched)
        run.init()
        return _result(run, run.change(Phase.DESTROY, "destroy", "-auto-approve").summary)

    ordered = in_order(stacks)[::-1]
    after = {
        stack.name: frozenset(other.name for other in ordered if stack.name in other.dependencies)
        for stack in ordered
    }
    with stopping_on_signals(runner, watched):
        return side_by_side(ordered, destroy, after=after, jobs=jobs)


def _apply_directly(run: StackRun) -> ChangeSummary | None:
    return run.change(Phase.APPLY, "apply", "-auto-approve").summary


def _apply_reviewed(run: StackRun, review: Review) -> ChangeSummary | None:
    """Plan to a file, have it reviewed, apply just that file."""
    plan_file = run.stack.path / _PLAN_FILE
    try:
        options = ("-detailed-exitcode", f"-out={_PLAN_FILE}")
        planned = run.change(Phase.PLAN, "plan", *options, exit_codes=(0, _CHANGES))
        if planned.exit_code != _CHANGES:
            return None
        if not review(PlanForReview(run.stack, tuple(planned.planned), plan_file)):
            raise DeployError(f"stack {run.stack.name}: the plan was declined; nothing of it was applied")
        return run.change(Phase.APPLY, "apply", _PLAN_FILE).summary
    finally:
        plan_file.unlink(missing_ok=True)


def _result(run: StackRun, summary: ChangeSummary | None) -> StackResult:
    counts = summary or ChangeSummary("apply", 0, 0, 0)
    return StackResult(
        run.stack.name,
        dict(run.seconds),
        counts.added,
        counts.changed,
        counts.destroyed,
        run.count_resources(),
    )
