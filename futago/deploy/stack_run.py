"""The Terraform runs over one stack, each told to the observer, each failure an error with its causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from futago.deploy.events import DATA_PREFIX, Diagnostic
from futago.deploy.observer import Observer, Phase
from futago.deploy.stack_directory import StackDirectory
from futago.deploy.terraform_run import Finished, TerraformRunner
from futago.errors import DeployError

_LOCK_TIMEOUT = "-lock-timeout=60s"  # a colleague's run may hold the state for a moment


@dataclass
class StackRun:
    """The runs over one stack.

    Attributes:
        stack: the stack.
        runner: what runs Terraform.
        observer: told of every phase and event.
        seconds: how long each phase took, as they end.
    """

    stack: StackDirectory
    runner: TerraformRunner
    observer: Observer
    seconds: dict[Phase, float] = field(default_factory=dict)

    def init(self) -> None:
        """Run ``init``; about a second when it has nothing to do, so it is always run."""
        with self.runner.init_lock:
            self._run(Phase.INIT, "init")

    def change(
        self,
        phase: Phase,
        command: str,
        *options: str,
        exit_codes: Sequence[int] = (0,),
    ) -> Finished:
        """Run a command that works with the state.

        Args:
            phase: what it is for the observer.
            command: Terraform's command.
            options: the command's own options and arguments.
            exit_codes: the exit codes that are no failure.

        Raises:
            DeployError: it failed; the error names the stack, the resources and the causes.
            StoppedError: it was stopped.
        """
        return self._run(phase, command, _LOCK_TIMEOUT, *options, exit_codes=exit_codes)

    def count_resources(self) -> int:
        """How many resources the state holds; nothing but their addresses is read."""
        addresses = self.runner.lines(self.stack.path, "state", "list")
        return sum(not address.startswith(DATA_PREFIX) for address in addresses)

    def _run(
        self,
        phase: Phase,
        command: str,
        *options: str,
        exit_codes: Sequence[int] = (0,),
    ) -> Finished:
        name = self.stack.name
        self.observer.phase_began(name, phase)
        succeeded = False
        try:
            finished = self.runner.run(
                self.stack.path,
                *(command, "-json", "-input=false", *options),
                on_event=lambda event: self.observer.happened(name, event),
            )
            self.seconds[phase] = finished.seconds
            succeeded = finished.exit_code in exit_codes
        finally:
            seconds = self.seconds.get(phase, 0.0)
            self.observer.phase_ended(name, phase, seconds=seconds, succeeded=succeeded)
        if not succeeded:
            raise failure(self.stack, phase, finished)
        return finished


def failure(stack: StackDirectory, phase: Phase, finished: Finished) -> DeployError:
    """The error for a failed run: stack, phase, and every cause with the resource it is about."""
    # after a failure Terraform says "execution halted" beside the cause
    errors = [each for each in finished.diagnostics if each.is_error and (each.address or each.detail)]
    errors = errors or [each for each in finished.diagnostics if each.is_error]
    causes = [_cause(each) for each in dict.fromkeys(errors)]
    if not causes:
        causes = [finished.stderr or f"Terraform ended with exit code {finished.exit_code} and said nothing"]
    message = f"stack {stack.name}: {phase} failed"
    if phase in {Phase.APPLY, Phase.DESTROY}:
        message += "; what was done is in the state, so the same command goes on from here"
    return DeployError("\n".join([message, *causes]), next_command=_next_command(phase, errors))


def _next_command(phase: Phase, errors: Sequence[Diagnostic]) -> str | None:
    """What to run when futago knows it; what applies anew is known to the command line alone."""
    if phase is Phase.INIT or any("provider" in each.summary.lower() for each in errors):
        return "futago doctor"
    return None


def _cause(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.address}: " if diagnostic.address else ""
    detail = "".join(f"\n    {line}" for line in diagnostic.detail.strip().splitlines())
    return f"  {place}{diagnostic.summary}{detail}"
