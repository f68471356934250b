"""Running one Terraform command as a process that can be stopped gracefully.

Terraform stops on the first SIGINT: it lets go of what it is doing, writes the state and frees its lock; a
second one makes it exit at once and may lose what was just created (``terraform apply -help``, "Interrupt
received"). A terminal's Ctrl-C goes to every process of the foreground group, so Terraform is started in a
session of its own and gets exactly one interrupt, from here. Only when that has not ended it within the time
of grace, it gets the second one, upon which it still writes its state; if even that does not help, it is
killed. (An interrupt that comes just as Terraform goes from planning to applying can be lost in it.)
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from futago.deploy.events import ChangeSummary, Diagnostic, Event, PlannedChange, parse_event
from futago.errors import DeployError
from futago.toolchain.terraform import Terraform

GRACE_SECONDS: Final = 60.0
"""How long Terraform may take to stop; it gives up waiting for AWS at once and then writes its state."""

_LAST_WRITE_SECONDS: Final = 10.0  # Terraform gives itself 5 after the second interrupt
_STDERR_TAIL_BYTES: Final = 4_000


class StoppedError(DeployError):
    """Terraform was asked to stop, and did, or did not even begin."""


@dataclass
class Finished:
    """What a Terraform command said and how it ended.

    Attributes:
        exit_code: Terraform's.
        seconds: how long it ran.
        planned: the changes of its plan.
        diagnostics: its errors and warnings.
        summary: the last count of changes it gave.
        stderr: the end of what it wrote there.
    """

    exit_code: int = 0
    seconds: float = 0.0
    planned: list[PlannedChange] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    summary: ChangeSummary | None = None
    stderr: str = ""

    def take(self, event: Event) -> None:
        """Keep what the end needs of an event."""
        match event:
            case PlannedChange():
                self.planned.append(event)
            case Diagnostic():
                self.diagnostics.append(event)
            case ChangeSummary():
                self.summary = event
            case _:
                pass


def _ignore(_: Event) -> None:
    """Nobody is watching."""


class TerraformRunner:
    """Runs Terraform commands, several at a time if asked to, and can stop them all.

    Args:
        terraform: the Terraform to run.
        environment: the environment of every run, see ``terraform_environment``; credentials come with it.
        grace_seconds: how long Terraform may take to stop before it is killed.
    """

    def __init__(
        self,
        terraform: Terraform,
        environment: Mapping[str, str],
        *,
        grace_seconds: float = GRACE_SECONDS,
    ) -> None:
        self.terraform = terraform
        self.init_lock = threading.Lock()
        """Held during ``init``: Terraform's plugin cache does not bear two at a time (CLI Configuration)."""
        self._environment = dict(environment)
        self._grace_seconds = grace_seconds
        self._running: dict[int, _Process] = {}
        self._stop_requested = threading.Event()

    @property
    def stop_requested(self) -> bool:
        """Whether ``stop`` was called since the last ``allow``."""
        return self._stop_requested.is_set()

    def allow(self) -> None:
        """Let commands run again after a ``stop``."""
        self._stop_requested.clear()

    def stop(self) -> None:
        """Begin no more commands and interrupt those that run, each once; does not wait for them."""
        self._stop_requested.set()
        for process in tuple(self._running.values()):
            process.interrupt()

    def run(self, folder: Path, *arguments: str, on_event: Callable[[Event], None] = _ignore) -> Finished:
        """Run one command to its end.

        Args:
            folder: the folder to run it in.
            arguments: the command and its options, with ``-json`` among them.
            on_event: told of every event as it comes, in this thread.

        Returns:
            How it ended, whatever the exit code.

        Raises:
            StoppedError: ``stop`` was called before it began or before it succeeded.
            DeployError: Terraform could not be started.
        """
        finished = Finished()

        def take(line: str) -> None:
            event = parse_event(line)
            if event is not None:
                finished.take(event)
                on_event(event)

        began = time.monotonic()
        finished.exit_code, finished.stderr = self._run(folder, arguments, take)
        finished.seconds = time.monotonic() - began
        return finished

    def lines(self, folder: Path, *arguments: str) -> list[str]:
        """Run one command that answers with a plain list, such as ``state list``; empty if it failed.

        Args:
            folder: the folder to run it in.
            arguments: the command and its options.

        Raises:
            StoppedError: as ``run``.
            DeployError: as ``run``.
        """
        lines: list[str] = []
        exit_code, _ = self._run(folder, arguments, lambda line: lines.append(line.rstrip("\n")))
        return lines if exit_code == 0 else []

    def _run(self, folder: Path, arguments: tuple[str, ...], take: Callable[[str], None]) -> tuple[int, str]:
        if self.stop_requested:
            raise StoppedError(f"{folder.name}: `terraform {arguments[0]}` was not begun")
        with tempfile.TemporaryFile() as stderr:
            command = [*self.terraform.command, f"-chdir={folder}", *arguments]
            try:
                process = _Process(command, self._environment, stderr, self._grace_seconds)
            except OSError as error:
                raise DeployError(
                    f"{self.terraform.command[0]} could not be started: {error.strerror}",
                    next_command="futago doctor",
                ) from error
            self._running[process.pid] = process
            if self.stop_requested:  # asked for between the check above and the entry in _running
                process.interrupt()
            try:
                exit_code = process.read(take)
            finally:
                process.end()
                del self._running[process.pid]
            if exit_code != 0 and self.stop_requested:
                raise StoppedError(_stopped(folder, arguments[0], forced=process.forced))
            return exit_code, _tail(stderr)


def _stopped(folder: Path, command: str, *, forced: bool) -> str:
    if not forced:
        return f"{folder.name}: `terraform {command}` stopped gracefully; its state is written and unlocked"
    return (
        f"{folder.name}: `terraform {command}` did not stop in time and was forced to; there may be "
        "resources that its state does not know, and the state may be locked (the next run says by whom)"
    )


def _tail(stderr: IO[bytes]) -> str:
    size = stderr.seek(0, os.SEEK_END)
    stderr.seek(max(0, size - _STDERR_TAIL_BYTES))
    return stderr.read().decode("utf-8", errors="replace").strip()


class _Process:
    """One Terraform process in a session of its own."""

    def __init__(
        self,
        command: list[str],
        environment: Mapping[str, str],
        stderr: IO[bytes],
        grace_seconds: float,
    ) -> None:
        self.forced = False
        self._first_interrupt = threading.Lock()  # taken for good by the first, from whatever thread
        self._popen = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=stderr,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        self.pid = self._popen.pid
        self._ended = threading.Event()
        self._grace_seconds = grace_seconds

    def read(self, take: Callable[[str], None]) -> int:
        """Hand on every line as it comes; returns the exit code."""
        for line in self._popen.stdout or ():
            take(line)
        return self._popen.wait()

    def interrupt(self) -> None:
        """Ask Terraform to stop; only the first call does."""
        if self._first_interrupt.acquire(blocking=False):
            self._popen.send_signal(signal.SIGINT)
            threading.Thread(target=self._insist, daemon=True).start()

    def end(self) -> None:
        """See to it that nothing is left, even if the reader failed."""
        if self._popen.poll() is None:
            self.interrupt()
            self._popen.wait()
        self._ended.set()
        if self._popen.stdout is not None:
            self._popen.stdout.close()

    def _insist(self) -> None:
        """Wait for the end, and see to it if it does not come."""
        if self._ended.wait(self._grace_seconds) or self._popen.poll() is not None:
            return
        self.forced = True
        self._popen.send_signal(signal.SIGINT)
        if not self._ended.wait(_LAST_WRITE_SECONDS) and self._popen.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)  # its provider processes, too
