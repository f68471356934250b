"""Signals while Terraform applies: one graceful stop, no lock left, and the next run goes on."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from tiny_stacks import WriteStacks, local_exec

from futago.deploy.apply import apply_stacks
from futago.deploy.events import Event, ResourceStep, Step
from futago.deploy.observer import Silent
from futago.deploy.terraform_run import TerraformRunner


class SignalOn(Silent):
    """Sends this process a signal when a resource begins, and the others while Terraform stops."""

    def __init__(self, address: str, *signals: signal.Signals) -> None:
        self.address = address
        self.signals = signals
        self.stops = 0

    def happened(self, stack: str, event: Event) -> None:  # noqa: ARG002 - the protocol's
        if isinstance(event, ResourceStep) and (event.address, event.step) == (self.address, Step.BEGAN):
            os.kill(os.getpid(), self.signals[0])

    def stopping(self) -> None:
        self.stops += 1
        for each in self.signals[1:]:
            os.kill(os.getpid(), each)


@pytest.mark.parametrize(
    "signals",
    [(signal.SIGINT,), (signal.SIGTERM,), (signal.SIGINT, signal.SIGINT)],
    ids=["INT", "TERM", "twice"],
)
def test_signal_stops_gracefully_and_the_next_run_goes_on(
    runner: TerraformRunner,
    write_stacks: WriteStacks,
    tmp_path: Path,
    signals: tuple[signal.Signals, ...],
) -> None:
    """A signal, even given twice, ends Terraform in time with its state written and unlocked."""
    slow = {"a": {}, "b": local_exec("sleep 30", "terraform_data.a")}
    stacks = write_stacks({"keys": (slow, ()), "links": ({"c": {}}, ("keys",))})
    sender = SignalOn("terraform_data.b", *signals)
    began = time.monotonic()

    with pytest.raises(KeyboardInterrupt, match=r"keys: `terraform apply` stopped gracefully"):
        apply_stacks(stacks, runner, sender)

    assert time.monotonic() - began < 15
    assert sender.stops == 1
    assert not list(tmp_path.glob(".*.lock.info"))
    quick = {"a": {}, "b": local_exec("true", "terraform_data.a")}
    results = apply_stacks(write_stacks({"keys": (quick, ()), "links": ({"c": {}}, ("keys",))}), runner)
    # b was begun and is replaced; a was kept
    assert [(each.added, each.destroyed, each.resources) for each in results] == [(1, 1, 2), (1, 0, 1)]


def test_terraform_that_will_not_stop_is_killed(runner: TerraformRunner, write_stacks: WriteStacks) -> None:
    """After the time of grace Terraform is killed with all its children; the text says what may be left."""
    impatient = TerraformRunner(runner.terraform, runner._environment, grace_seconds=0.0)
    stacks = write_stacks({"keys": ({"a": local_exec("trap '' INT TERM; sleep 30")}, ())})
    began = time.monotonic()

    with pytest.raises(
        KeyboardInterrupt, match="keys: `terraform apply` did not stop in time and was killed"
    ):
        apply_stacks(stacks, impatient, SignalOn("terraform_data.a", signal.SIGINT))

    assert time.monotonic() - began < 15


def test_signal_handlers_are_put_back(runner: TerraformRunner, write_stacks: WriteStacks) -> None:
    """After the run a Ctrl-C means what it meant before."""
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)

    apply_stacks(write_stacks({"keys": ({"a": {}}, ())}), runner)

    assert before == (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM))


def test_error_of_the_observer_ends_terraform(runner: TerraformRunner, write_stacks: WriteStacks) -> None:
    """A fault in the one who watches is raised, and no Terraform goes on without being watched."""

    class Faulty(Silent):
        def happened(self, stack: str, event: Event) -> None:  # noqa: ARG002 - the protocol's
            raise ZeroDivisionError

    began = time.monotonic()

    with pytest.raises(ZeroDivisionError):
        apply_stacks(write_stacks({"keys": ({"a": local_exec("sleep 30")}, ())}), runner, Faulty())

    assert time.monotonic() - began < 15
    assert runner._running == {}
