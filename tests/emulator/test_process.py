"""An emulator starts, is found again, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from futago.emulator.endpoints import Endpoints
from futago.emulator.liveness import is_running
from futago.emulator.process import Emulator
from futago.errors import EmulatorError

TOKYO = "ap-northeast-1"
OSAKA = "ap-northeast-3"
ACCOUNT_ID = "111122223333"
GONE_TIMEOUT_SECONDS = 10.0

START_AND_WAIT = """
import sys, time
from pathlib import Path
from futago.emulator.process import Emulator
detached = sys.argv[2] == "yes"
emulator = Emulator.start(Path(sys.argv[1]), ["ap-northeast-1"], "111122223333", detached=detached)
print(emulator.endpoints.pid, flush=True)
time.sleep(600)
"""


def wait_until_gone(pid: int) -> bool:
    """Return whether a process ended in time."""
    deadline = time.monotonic() + GONE_TIMEOUT_SECONDS
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_running(pid)


def start_in_a_parent(directory: Path, *, detached: bool) -> tuple[subprocess.Popen[str], int]:
    """Start a process that starts an emulator; return it and the emulator's process id."""
    command = [sys.executable, "-c", START_AND_WAIT, str(directory), "yes" if detached else "no"]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout:
        return parent, int(parent.stdout.readline())


def test_it_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    """An emulator that is not detached does not outlive its parent, not even a SIGKILL of it."""
    parent, pid = start_in_a_parent(tmp_path, detached=False)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert wait_until_gone(pid)


def test_a_detached_one_outlives_its_parent(tmp_path: Path) -> None:
    """A detached emulator is found again after its parent is gone, and can be stopped."""
    parent, pid = start_in_a_parent(tmp_path, detached=True)
    parent.kill()
    parent.wait()
    found = Emulator.attach(tmp_path)
    assert pid == found.endpoints.pid
    found.stop()
    assert wait_until_gone(pid)


def test_stop_waits_and_can_be_repeated(tmp_path: Path) -> None:
    """After stop the process is gone and so is its record; stopping again is of no effect."""
    emulator = Emulator.start(tmp_path, [TOKYO], ACCOUNT_ID, detached=True)
    emulator.stop()
    assert not is_running(emulator.endpoints.pid)
    assert not (tmp_path / "emulator.json").exists()
    emulator.stop()


def test_a_second_one_in_the_same_directory_is_refused(emulator: Emulator) -> None:
    """Two emulators can't share a record; the error says which process runs and how to stop it."""
    directory = emulator.endpoints.log_path.parent
    with pytest.raises(EmulatorError) as raised:
        Emulator.start(directory, [TOKYO], ACCOUNT_ID, detached=False)
    assert f"an emulator runs here already (process {emulator.endpoints.pid})" in str(raised.value)
    assert "futago emulator stop" == raised.value.next_command


def test_a_killed_one_is_no_hindrance(tmp_path: Path) -> None:
    """An emulator starts where another was killed, and stopping the killed one leaves it alone."""
    killed = Emulator.start(tmp_path, [TOKYO], ACCOUNT_ID, detached=True)
    os.kill(killed.endpoints.pid, signal.SIGKILL)
    assert wait_until_gone(killed.endpoints.pid)
    with pytest.raises(EmulatorError, match="is gone, and its state with it"):
        Emulator.attach(tmp_path)
    with Emulator.start(tmp_path, [TOKYO], ACCOUNT_ID, detached=False) as emulator:
        killed.stop()
        assert emulator.endpoints == Emulator.attach(tmp_path).endpoints


def test_a_failed_start_shows_the_log(tmp_path: Path) -> None:
    """When the server can't start, the error holds the end of its log and names the file."""
    with pytest.raises(EmulatorError, match="no such addition: bogus") as raised:
        Emulator.start(tmp_path, [TOKYO], ACCOUNT_ID, detached=False, without=["bogus"])
    assert f"cat {tmp_path / 'emulator.log'}" == raised.value.next_command


def test_a_record_that_names_another_program_is_not_attached_to(tmp_path: Path, emulator: Emulator) -> None:
    """A process id can be another program's by now: it must answer as the emulator of the record."""
    values = json.loads((emulator.endpoints.log_path.parent / "emulator.json").read_text())
    (tmp_path / "emulator.json").write_text(json.dumps({**values, "pid": os.getpid()}))
    with pytest.raises(EmulatorError, match="does not answer as an emulator"):
        Emulator.attach(tmp_path)


def test_it_listens_on_loopback_only(emulator: Emulator) -> None:
    """Every port of the emulator is bound to 127.0.0.1."""
    inodes = {
        link.readlink().name
        for link in Path(f"/proc/{emulator.endpoints.pid}/fd").iterdir()
        if link.readlink().name.startswith("socket:")
    }
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = [row for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in inodes]
    assert 4 == len(listening)
    assert {"0100007F"} == {row[1].partition(":")[0] for row in listening}


def test_a_reset_forgets_everything(emulator: Emulator, aws: Callable[..., Any]) -> None:
    """After a reset no Region holds anything."""
    aws("kms", OSAKA).create_key()
    emulator.reset()
    assert [] == aws("kms", OSAKA).list_keys()["Keys"]


def test_the_record_survives_a_round_trip(tmp_path: Path) -> None:
    """What is written is read back."""
    record = Endpoints.of_this_process(
        account_id=ACCOUNT_ID,
        regions={TOKYO: "http://127.0.0.1:1"},
        global_url="http://127.0.0.1:2",
        control_url="http://127.0.0.1:3",
        log_path=tmp_path / "emulator.log",
    )
    record.write(tmp_path / "emulator.json")
    assert record == Endpoints.read(tmp_path / "emulator.json")
    assert ["emulator.json"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pid": 1}'])
def test_a_damaged_record_is_named(tmp_path: Path, text: str) -> None:
    """A record that can't be read is an error that names the file and the next command."""
    path = tmp_path / "emulator.json"
    path.write_text(text)
    with pytest.raises(EmulatorError, match=r"emulator\.json: not the record of an emulator") as raised:
        Endpoints.read(path)
    assert "futago emulator start" == raised.value.next_command


def test_a_missing_record_is_named(tmp_path: Path) -> None:
    """Where no emulator was started, the error says so."""
    with pytest.raises(EmulatorError, match="no emulator was started here"):
        Emulator.attach(tmp_path)
