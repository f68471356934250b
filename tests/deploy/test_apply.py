"""Applying, checking and destroying stacks with real Terraform."""

from __future__ import annotations

from pathlib import Path

import pytest

from futago.deploy.apply import PlanForReview, apply_stacks, check_settled, destroy_stacks, plan_stack
from futago.deploy.events import Action, Event, PlannedChange
from futago.deploy.observer import Phase, Silent
from futago.deploy.terraform_run import TerraformRunner
from futago.errors import DeployError
from tests.deploy.tiny_stacks import WriteStacks, local_exec


class Recorder(Silent):
    """Remembers which phase of which stack began and ended."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.events: list[Event] = []

    def phase_began(self, stack: str, phase: Phase) -> None:
        self.seen.append(f"{stack} {phase} began")

    def happened(self, stack: str, event: Event) -> None:  # noqa: ARG002 - the protocol's
        self.events.append(event)

    def phase_ended(
        self,
        stack: str,
        phase: Phase,
        *,
        seconds: float,  # noqa: ARG002 - the protocol's
        succeeded: bool,
    ) -> None:
        self.seen.append(f"{stack} {phase} {'ended' if succeeded else 'failed'}")


def test_stacks_are_applied_in_order_counted_and_settled(
    runner: TerraformRunner, write_stacks: WriteStacks
) -> None:
    """A stack is applied after the one it depends on; the counts are told and the second plans are empty."""
    stacks = write_stacks(
        {"links": ({"c": {}}, ("keys",)), "keys": ({"a": {"input": "x"}, "b": {"input": "y"}}, ())}
    )
    recorder = Recorder()

    results = apply_stacks(stacks, runner, recorder)

    assert [
        ("keys", 2, 0, 0, 2),
        ("links", 1, 0, 0, 1),
    ] == [(each.stack, each.added, each.changed, each.destroyed, each.resources) for each in results]
    assert recorder.seen.index("keys apply ended") < recorder.seen.index("links init began")
    assert {Phase.INIT, Phase.APPLY} == set(results[0].seconds)
    assert [
        ("keys", True, ()),
        ("links", True, ()),
    ] == [(each.stack, each.is_empty, each.changes) for each in check_settled(stacks, runner)]


def test_plan_that_would_change_something_is_not_empty(
    runner: TerraformRunner, write_stacks: WriteStacks
) -> None:
    """After a change of the configuration the plan is not empty, and says what it would change."""
    apply_stacks(write_stacks({"keys": ({"a": {"input": "x"}}, ())}), runner)
    (stack,) = write_stacks({"keys": ({"a": {"input": "changed"}}, ())})

    (found,) = check_settled([stack], runner)

    assert not plan_stack(stack, runner).is_empty
    assert (False, (PlannedChange("terraform_data.a", Action.UPDATE),)) == (found.is_empty, found.changes)


def test_failure_names_stack_resource_and_cause_and_can_be_resumed(
    runner: TerraformRunner, write_stacks: WriteStacks
) -> None:
    """A resource that fails is named with its cause, dependants are not begun, and a second run goes on."""
    recorder = Recorder()
    failing = {"a": {}, "b": local_exec("exit 3", "terraform_data.a")}

    with pytest.raises(DeployError) as raised:
        apply_stacks(write_stacks({"keys": (failing, ()), "links": ({"c": {}}, ("keys",))}), runner, recorder)

    assert raised.value.message.startswith(
        "stack keys: apply failed; what was done is in the state, so the same command goes on from here\n"
        "  terraform_data.b: local-exec provisioner error\n"
        "    Error running command 'exit 3': exit status 3."
    )
    assert "links init began" not in recorder.seen
    mended = {"a": {}, "b": local_exec("true", "terraform_data.a")}
    results = apply_stacks(
        write_stacks({"keys": (mended, ()), "links": ({"c": {}}, ("keys",))}), runner, recorder
    )
    assert [("keys", 1, 1), ("links", 1, 0)] == [(each.stack, each.added, each.destroyed) for each in results]


def test_failing_stack_lets_an_independent_one_finish(
    runner: TerraformRunner, write_stacks: WriteStacks
) -> None:
    """While one stack fails, the one beside it is applied to its end."""
    stacks = write_stacks(
        {"apne1": ({"a": local_exec("exit 1")}, ()), "apne3": ({"b": local_exec("sleep 1")}, ())}
    )
    recorder = Recorder()

    with pytest.raises(DeployError, match="stack apne1: apply failed"):
        apply_stacks(stacks, runner, recorder, jobs=2)

    assert "apne3 apply ended" in recorder.seen


def test_source_text_stays_out_of_errors(runner: TerraformRunner, write_stacks: WriteStacks) -> None:
    """An error shows Terraform's summary and detail, and not the snippet, which holds the text around it."""
    stacks = write_stacks({"keys": ({"a": {"input": ["planted-canary", "${local.missing}"]}}, ())})

    with pytest.raises(DeployError) as raised:
        apply_stacks(stacks, runner)

    assert "Reference to undeclared local value" in raised.value.message
    assert "planted-canary" not in raised.value.message


def test_reviewed_plan_is_what_is_applied_and_its_file_is_removed(
    runner: TerraformRunner, write_stacks: WriteStacks
) -> None:
    """The review sees the changes and the plan file; that file, which may hold secrets, is then removed."""
    stacks = write_stacks({"keys": ({"a": {}}, ())})
    seen: list[tuple[tuple[PlannedChange, ...], bool, Path]] = []

    def review(plan: PlanForReview) -> bool:
        seen.append((plan.changes, plan.file.exists(), plan.file))
        return True

    (result,) = apply_stacks(stacks, runner, review=review)

    ((changes, existed, file),) = seen
    assert ((PlannedChange("terraform_data.a", Action.CREATE),), True) == (changes, existed)
    assert (1, False) == (result.added, file.exists())


def test_empty_plan_needs_no_review_and_no_apply(runner: TerraformRunner, write_stacks: WriteStacks) -> None:
    """A stack without changes is neither reviewed nor applied."""
    stacks = write_stacks({"keys": ({"a": {}}, ())})
    apply_stacks(stacks, runner)

    (result,) = apply_stacks(stacks, runner, review=lambda _: pytest.fail("reviewed an empty plan"))

    assert {Phase.INIT, Phase.PLAN} == set(result.seconds)


def test_declined_plan_applies_nothing(runner: TerraformRunner, write_stacks: WriteStacks) -> None:
    """A declined plan is an error that says so, and leaves nothing behind."""
    stacks = write_stacks({"keys": ({"a": {}}, ())})

    with pytest.raises(DeployError, match="stack keys: the plan was declined; nothing of it was applied"):
        apply_stacks(stacks, runner, review=lambda _: False)

    (settlement,) = check_settled(stacks, runner)
    assert (PlannedChange("terraform_data.a", Action.CREATE),) == settlement.changes


def test_destroy_goes_backwards_and_leaves_nothing(
    runner: TerraformRunner, write_stacks: WriteStacks
) -> None:
    """A stack is destroyed before the one it depends on, and no resource is left."""
    stacks = write_stacks({"keys": ({"a": {}}, ()), "links": ({"c": {}}, ("keys",))})
    apply_stacks(stacks, runner)

    results = destroy_stacks(stacks, runner)

    assert [
        ("links", 1, 0),
        ("keys", 1, 0),
    ] == [(each.stack, each.destroyed, each.resources) for each in results]
