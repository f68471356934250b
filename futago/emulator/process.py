"""Starting, steering and stopping an emulator."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from futago.emulator.darkness import DARK_MODES, Light
from futago.emulator.endpoints import Endpoints
from futago.emulator.liveness import is_running
from futago.emulator.ministack_environment import ministack_environment
from futago.errors import EmulatorError

START_TIMEOUT_SECONDS = 60.0
STOP_TIMEOUT_SECONDS = 10.0
CONTROL_TIMEOUT_SECONDS = 30.0
POLL_SECONDS = 0.05
LOG_TAIL_LINES = 15


class Emulator:
    """An embedded AWS for a pair of Regions, in a process of its own.

    Made by :meth:`start` or :meth:`attach`. As a context manager it is stopped at the end.
    """

    def __init__(self, directory: Path, endpoints: Endpoints, child: subprocess.Popen[bytes] | None) -> None:
        self._directory = directory
        self._child = child
        self.endpoints = endpoints

    @classmethod
    def start(
        cls,
        directory: Path,
        regions: Sequence[str],
        account_id: str,
        *,
        detached: bool,
        without: Sequence[str] = (),
    ) -> Self:
        """Start an emulator and wait until it answers.

        Args:
            directory: where ``emulator.json``, ``emulator.log`` and all else that it writes go.
            regions: codes of the Regions to serve, one port each.
            account_id: the 12-digit AWS account.
            detached: whether it outlives this process; if not, it ends with it, however that ends.
            without: names of additions to leave out (see :mod:`futago.emulator.additions`).

        Raises:
            EmulatorError: one runs in that directory already, or it did not answer in time.
        """
        directory = directory.resolve()
        _refuse_second(directory)
        (directory / "tmp").mkdir(parents=True, exist_ok=True)
        child = _spawn(directory, regions, account_id, detached=detached, without=without)
        try:
            endpoints = _wait_until_written(directory, child)
        except BaseException:
            _end(child)
            raise
        return cls(directory, endpoints, child)

    @classmethod
    def attach(cls, directory: Path) -> Self:
        """Return the emulator that runs in a directory, started by whomever.

        Raises:
            EmulatorError: none runs there.
        """
        path = directory.resolve() / "emulator.json"
        emulator = cls(path.parent, Endpoints.read(path), None)
        if not emulator._answers():
            raise EmulatorError(
                f"{path}: process {emulator.endpoints.pid} does not answer as an emulator at "
                f"{emulator.endpoints.control_url}; remove the file if it is another program's process",
                next_command=f"tail {emulator.endpoints.log_path}",
            )
        return emulator

    def dark(self, region: str, mode: str) -> None:
        """Make a Region dark.

        Args:
            region: its code.
            mode: ``closed`` refuses connections, ``silent`` accepts them and never answers.

        Raises:
            EmulatorError: the Region is not served, the mode is unknown, or the emulator is gone.
        """
        if mode not in DARK_MODES:
            raise EmulatorError(f"mode {mode!r} is no way to be dark; allowed: {', '.join(DARK_MODES)}")
        self._post(f"/regions/{region}/dark", {"mode": mode})

    def lit(self, region: str) -> None:
        """Make a Region answer again, on the port that it had and with the state that it had.

        Raises:
            EmulatorError: the Region is not served, or the emulator is gone.
        """
        self._post(f"/regions/{region}/lit")

    def lights(self) -> dict[str, Light]:
        """Return how each Region's port behaves now, by Region code.

        Raises:
            EmulatorError: the emulator is gone.
        """
        return {code: Light(light) for code, light in self._call("GET", "/health")["regions"].items()}

    def take(self, **seconds: float) -> None:
        """Have what takes AWS time take it here too, such as ``global_move_seconds``, until the next reset.

        Args:
            seconds: how long, by the names in :mod:`futago.emulator.timings`.

        Raises:
            EmulatorError: a name or a number is not known there, or the emulator is gone.
        """
        self._post("/timings", seconds)

    def steer_jobs(self, **wanted: object) -> None:
        """Set the pace and the failures of S3's Batch Operations, in place of all that were, until a reset.

        Args:
            wanted: the attributes of :class:`futago.emulator.batch_operations.steering.Steering`; none for
                those of the start.

        Raises:
            EmulatorError: a name or a value is not known there, or the emulator is gone.
        """
        self._post("/batch-operations", wanted)

    def reset(self) -> None:
        """Forget all AWS state, timings and settings of jobs; ports and darkness stay.

        Raises:
            EmulatorError: the emulator is gone.
        """
        self._post("/reset")

    def stop(self) -> None:
        """End the emulator and wait until it is gone; of no effect when it is gone already.

        Raises:
            EmulatorError: the process could not be ended in time.
        """
        is_ours = self._answers()
        if is_ours:
            with contextlib.suppress(EmulatorError):  # it may be gone before its answer is out
                self._post("/stop")
        if self._child is not None:
            _end(self._child)
        elif is_ours:
            self._wait_until_gone()
        self._remove_record()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _answers(self) -> bool:
        """Return whether the process of the record is the emulator: a process id can be another's by now."""
        try:
            health: dict[str, Any] = self._request("GET", "/health").json()
        except (httpx.HTTPError, ValueError):
            return False
        return health.get("pid") == self.endpoints.pid

    def _wait_until_gone(self) -> None:
        deadline = time.monotonic() + STOP_TIMEOUT_SECONDS
        while is_running(self.endpoints.pid):
            if time.monotonic() > deadline:
                raise EmulatorError(
                    f"the emulator (process {self.endpoints.pid}) is still there",
                    next_command=f"kill -9 {self.endpoints.pid}",
                )
            time.sleep(POLL_SECONDS)

    def _remove_record(self) -> None:
        """Remove the record, unless another emulator has been started here since."""
        path = self._directory / "emulator.json"
        try:
            running = Endpoints.read(path)
        except EmulatorError:
            running = None
        if running is None or running.pid == self.endpoints.pid:
            path.unlink(missing_ok=True)

    def _post(self, path: str, body: Mapping[str, object] | None = None) -> None:
        self._call("POST", path, body)

    def _call(self, method: str, path: str, body: Mapping[str, object] | None = None) -> dict[str, Any]:
        try:
            response = self._request(method, path, body)
            answer: dict[str, Any] = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise EmulatorError(
                f"the emulator at {self.endpoints.control_url} does not answer: {error}",
                next_command=f"tail {self.endpoints.log_path}",
            ) from error
        if response.is_error:
            raise EmulatorError(f"the emulator refused {method} {path}: {answer['error']}")
        return answer

    def _request(self, method: str, path: str, body: Mapping[str, object] | None = None) -> httpx.Response:
        # Proxies of the environment are for the outside world, not for the loopback interface.
        url = self.endpoints.control_url + path
        return httpx.request(method, url, json=body, timeout=CONTROL_TIMEOUT_SECONDS, trust_env=False)


def _refuse_second(directory: Path) -> None:
    path = directory / "emulator.json"
    try:
        running = Emulator.attach(directory)
    except EmulatorError:
        path.unlink(missing_ok=True)  # left behind by one that was killed
        return
    raise EmulatorError(
        f"{path}: an emulator runs here already (process {running.endpoints.pid})",
        next_command="futago emulator stop",
    )


def _spawn(
    directory: Path, regions: Sequence[str], account_id: str, *, detached: bool, without: Sequence[str]
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "futago.emulator", "--directory", str(directory)]
    command += ["--account-id", account_id]
    command += [word for region in regions for word in ("--region", region)]
    command += [word for name in without for word in ("--without", name)]
    if not detached:
        command.append("--end-with-stdin")
    with (directory / "emulator.log").open("wb") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL if detached else subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=ministack_environment(directory, account_id),
            start_new_session=True,  # Ctrl-C in the terminal is for the parent, which then stops this one
        )


def _wait_until_written(directory: Path, child: subprocess.Popen[bytes]) -> Endpoints:
    """Wait for the record: the server writes it when every port answers."""
    path = directory / "emulator.json"
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while not path.exists():
        ended = child.poll()
        if ended is not None or time.monotonic() > deadline:
            late = f"not ready after {START_TIMEOUT_SECONDS:.0f} s"
            what = late if ended is None else f"ended with {ended}"
            log_path = directory / "emulator.log"
            raise EmulatorError(
                f"the emulator did not start ({what}); the end of {log_path}:\n{_tail(log_path)}",
                next_command=f"cat {log_path}",
            )
        time.sleep(POLL_SECONDS)
    return Endpoints.read(path)


def _tail(log_path: Path) -> str:
    lines = log_path.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-LOG_TAIL_LINES:])


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a child that was perhaps told to stop: by asking, by SIGTERM, and in the end by SIGKILL."""
    if child.stdin is not None:
        child.stdin.close()
    for number in (signal.SIGTERM, signal.SIGKILL):
        if child.poll() is None:
            os.kill(child.pid, number)
        try:
            child.wait(STOP_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return
