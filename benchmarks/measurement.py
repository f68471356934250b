"""What a program costs: wall time, CPU and memory of it and of every process under it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile

import psutil

from futago.errors import FutagoError
from futago.toolchain.node import find_node

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".futago" / "benchmarks"
"""Where benchmarks keep what they make; git ignores it."""

_WEIGHING_INTERVAL_SECONDS = 0.05
_TAIL = 2000


@dataclass(frozen=True)
class Program:
    """A program to measure.

    Attributes:
        command: the program and its arguments.
        weighed: whether to measure its memory; takes about a tenth of a CPU while it runs.
    """

    command: tuple[str, ...]
    weighed: bool = False


@dataclass(frozen=True)
class Run:
    """One run of a program.

    Attributes:
        wall_seconds: from start to end.
        cpu_seconds: user and system time of all its processes.
        peak_bytes: the most memory that they held together at one moment; 0 where it was not weighed.
        output: what it printed.
    """

    wall_seconds: float
    cpu_seconds: float
    peak_bytes: int
    output: str


@dataclass(frozen=True)
class Runs:
    """The runs of one side of a comparison. The least time is the one that other load disturbed least."""

    runs: tuple[Run, ...]

    @property
    def wall_seconds(self) -> float:
        """The least wall time."""
        return min(run.wall_seconds for run in self.runs)

    @property
    def median_wall_seconds(self) -> float:
        """The median of the wall times."""
        return median(run.wall_seconds for run in self.runs)

    @property
    def cpu_seconds(self) -> float:
        """The least CPU time."""
        return min(run.cpu_seconds for run in self.runs)

    @property
    def peak_bytes(self) -> float:
        """The median of the peaks."""
        return median(run.peak_bytes for run in self.runs)

    @property
    def output(self) -> str:
        """What the last run printed."""
        return self.runs[-1].output


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for what programs read and write, gone afterwards."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=FOLDER) as folder:
        yield Path(folder)


def in_turns(sides: Mapping[str, Program], rounds: int, announce: Callable[[str], None]) -> dict[str, Runs]:
    """Run every side once in each round: A B A B, so that what disturbs the machine disturbs all.

    A round before these is not counted: it fills the disk's cache and writes bytecode.

    Args:
        sides: the programs by name.
        rounds: how many rounds to count.
        announce: told what runs now.
    """
    runs: dict[str, list[Run]] = {side: [] for side in sides}
    for number in range(rounds + 1):
        for side, program in sides.items():
            announce(f"{side}: {f'round {number} of {rounds}' if number else 'warming up'}")
            runs[side].append(run(program))
    return {side: Runs(tuple(its[1:])) for side, its in runs.items()}


def run(program: Program) -> Run:
    """Run a program to its end.

    CPU is what the kernel charges to it and to all descendants that were waited for (wait4(2), rusage);
    jsii waits for its Node at exit, and that for the Node under it. Their memory the kernel keeps for
    each process alone, so it is sampled: the sum of resident sizes over the tree of processes.

    Raises:
        FutagoError: it failed; the end of what it printed is in the message.
    """
    with TemporaryFile() as output, TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            program.command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            cwd=ROOT,
            env=_environment(),
        )
        scales = _Scales(process.pid) if program.weighed else None
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:  # an interruption: nothing is left running
            process.kill()
            raise
        wall_seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        peak_bytes = scales.stop() if scales else 0
        output.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            said = errors.read().decode(errors="replace")[-_TAIL:]
            raise FutagoError(f"{' '.join(program.command)} ended with {process.returncode}:\n{said}")
        return Run(wall_seconds, usage.ru_utime + usage.ru_stime, peak_bytes, output.read().decode())


def modules_loaded(command: Sequence[str]) -> frozenset[str]:
    """The top-level modules that a Python script imports, as ``python -X importtime`` tells.

    Args:
        command: the script and its arguments.
    """
    answer = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        cwd=ROOT,
        env=_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (line for line in answer.stderr.splitlines() if line.startswith("import time:"))
    return frozenset(line.rpartition("|")[2].strip().partition(".")[0] for line in lines)


def _environment() -> dict[str, str]:
    """This environment, with the Node that futago takes, and in which Python keeps its bytecode."""
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        **find_node().environment(),
    }


class _Scales(threading.Thread):
    """Weighs a process and its descendants again and again until stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root = psutil.Process(pid)
        self._ended = threading.Event()
        self._peak_bytes = 0
        self.start()

    def run(self) -> None:
        while not self._ended.wait(_WEIGHING_INTERVAL_SECONDS):
            self._peak_bytes = max(self._peak_bytes, self._weigh())

    def _weigh(self) -> int:
        total = 0
        try:
            for process in (self._root, *self._root.children(recursive=True)):
                total += process.memory_info().rss
        except psutil.NoSuchProcess:
            return 0  # one has just ended: this sample would be too light
        return total

    def stop(self) -> int:
        """Stop; returns the peak in bytes."""
        self._ended.set()
        self.join()
        return self._peak_bytes
