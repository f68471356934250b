"""Signals while Terraform applies: one graceful stop, no lock left, and the next run goes on."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from futago.deploy import terraform_run
from futago.deploy.apply import apply_stacks
from futago.deploy.events import Event
from futago.deploy.observer import Phase, Silent
from futago.deploy.terraform_run import TerraformRunner
from futago.toolchain.terraform import OLDEST_TERRAFORM, Terraform
from tests.deploy.tiny_stacks import WriteStacks, local_exec


class Insisting(Silent):
    """Counts how often it is told of a stop, and sends this process more signals while Terraform stops."""

    def __init__(self, *signals: signal.Signals) -> None:
        self.signals = signals
        self.stops = 0

    def stopping(self) -> None:
        self.stops += 1
        for each in self.signals:
            os.kill(os.getpid(), each)


def signalling(name: str) -> str:
    """A shell command that sends this process a signal while Terraform waits for the command."""
    return f"kill -{name} {os.getpid()}; sleep 30"


@pytest.mark.parametrize(
    ("first", "more"), [("INT", ()), ("TERM", ()), ("INT", (signal.SIGINT,))], ids=["INT", "TERM", "twice"]
)
def test_signal_stops_gracefully_and_the_next_run_goes_on(
    runner: TerraformRunner,
    write_stacks: WriteStacks,
    tmp_path: Path,
    first: str,
    more: tuple[signal.Signals, ...],
) -> None:
    """A signal, even given twice, ends Terraform in time with its state written and unlocked."""
    slow = {"a": {}, "b": local_exec(signalling(first), "terraform_data.a")}
    stacks = write_stacks({"keys": (slow, ()), "links": ({"c": {}}, ("keys",))})
    observer = Insisting(*more)
    began = time.monotonic()

    with pytest.raises(KeyboardInterrupt, match=r"keys: `terraform apply` stopped gracefully"):
        apply_stacks(stacks, runner, observer)

    assert time.monotonic() - began < 15
    assert 1 == observer.stops
    assert not list(tmp_path.glob(".*.lock.info"))
    quick = {"a": {}, "b": local_exec("true", "terraform_data.a")}
    results = apply_stacks(write_stacks({"keys": (quick, ()), "links": ({"c": {}}, ("keys",))}), runner)
    # b was begun and is replaced; a was kept
    assert [(1, 1, 2), (1, 0, 1)] == [(each.added, each.destroyed, each.resources) for each in results]


def test_signal_that_another_thread_gets_stops_as_soon(
    runner: TerraformRunner, write_stacks: WriteStacks
) -> None:
    """A signal that does not wake the waiting thread is heeded all the same, and not when Terraform ends."""

    class Elsewhere(Silent):
        def phase_began(self, stack: str, phase: Phase) -> None:  # noqa: ARG002 - the protocol's
            if phase is Phase.APPLY:  # by then the main thread has long been waiting
                signal.pthread_kill(threading.get_ident(), signal.SIGINT)

    began = time.monotonic()

    with pytest.raises(KeyboardInterrupt, match=r"keys: `terraform apply`"):
        apply_stacks(write_stacks({"keys": ({"a": local_exec("sleep 30")}, ())}), runner, Elsewhere())

    assert time.monotonic() - began < 15


def test_terraform_that_will_not_stop_is_forced_to(
    write_stacks: WriteStacks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Terraform that heeds no interrupt is killed, and the text says what may be left."""
    monkeypatch.setattr(terraform_run, "_LAST_WRITE_SECONDS", 0.2)
    program = tmp_path / "terraform"
    program.write_text(f"#!/bin/sh\ntrap '' INT\n{signalling('INT')}\n", encoding="utf-8")
    program.chmod(0o755)
    deaf = TerraformRunner(
        Terraform((str(program),), OLDEST_TERRAFORM, "test"), os.environ, grace_seconds=0.2
    )
    began = time.monotonic()

    with pytest.raises(KeyboardInterrupt, match="`terraform init` did not stop in time and was forced to"):
        apply_stacks(write_stacks({"keys": ({"a": {}}, ())}), deaf)

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
    assert {} == runner._running
