"""``futago lint`` as people and scripts run it."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from futago.cli import run
from tests.command_line import BIN, EXAMPLES, ROOT, environment, futago

CODE = 'client = connect("s3", region_name="ap-northeast-1")\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one finding and a clean file."""
    (tmp_path / "bad.py").write_text(CODE)
    (tmp_path / "good.py").write_text('client = connect("s3", region_name=REGION)\n')
    return tmp_path


def test_findings(folder: Path) -> None:
    """Findings are data on stdout, the sum is for people, and the exit code is 1."""
    done = futago("lint", ".", folder=folder)
    assert 1 == done.returncode
    assert "bad.py:1:37: region ap-northeast-1 → FUTAGO_REGION\n" == done.stdout
    assert "1 finding in 2 files.\n" == done.stderr


def test_nothing_found(folder: Path) -> None:
    """Without findings the exit code is 0."""
    done = futago("lint", "good.py", folder=folder)
    assert (0, "", "0 findings in 1 file.\n") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("named", ["json", "sarif"])
def test_formats(folder: Path, named: str) -> None:
    """What scripts read is whole JSON, with the same exit code."""
    done = futago("lint", ".", "--format", named, folder=folder)
    document = json.loads(done.stdout)
    results = document if named == "json" else document["runs"][0]["results"]
    assert (1, 1) == (done.returncode, len(results))


def test_estate(folder: Path) -> None:
    """With the estate its names count, and each has its variable."""
    (folder / "names.py").write_text('table = "payments-sessions"\n')
    done = futago("lint", "names.py", "--estate", EXAMPLES / "payments.yaml", folder=folder)
    assert "names.py:1:10: estate-name payments-sessions → FUTAGO_TABLE_SESSIONS_NAME\n" == done.stdout
    assert 0 == futago("lint", "names.py", folder=folder).returncode


def test_baseline(folder: Path) -> None:
    """What was written to a baseline passes, what is new does not."""
    written = futago("lint", ".", "--write-baseline", "known.json", folder=folder)
    assert (0, "") == (written.returncode, written.stdout)
    (folder / "bad.py").write_text("\n\n" + CODE)
    known = futago("lint", ".", "--baseline", "known.json", folder=folder)
    assert (0, "", "0 findings in 3 files (1 in the baseline).\n") == (
        known.returncode,
        known.stdout,
        known.stderr,
    )
    (folder / "new.py").write_text(CODE)
    assert 1 == futago("lint", ".", "--baseline", "known.json", folder=folder).returncode


def test_waived(folder: Path) -> None:
    """A waived finding is counted and does not fail."""
    (folder / "bad.py").write_text(f"{CODE.strip()}  # futago: allow the drill\n")
    done = futago("lint", ".", folder=folder)
    assert (0, "", "0 findings in 2 files (1 waived).\n") == (done.returncode, done.stdout, done.stderr)


BAD_INPUT = {
    "no path": (["lint"], "Missing argument"),
    "missing path": (["lint", "none"], "none: No such file or directory"),
    "missing baseline": (["lint", ".", "--baseline", "none.json"], "baseline none.json: No such file"),
    "broken baseline": (["lint", ".", "--baseline", "bad.py"], "baseline bad.py: not JSON"),
    "baseline below a file": (["lint", ".", "--write-baseline", "bad.py/x"], "baseline bad.py/x: Not a dir"),
    "both baselines": (["lint", ".", "--baseline", "a", "--write-baseline", "b"], "without --baseline"),
    "missing spec": (["lint", ".", "--estate", "none.yaml"], "there is no spec none.yaml"),
    "unknown rule": (["lint", "--explain", "none"], "there is no rule none; allowed are all, arn"),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input(folder: Path, case: str) -> None:
    """What can't be done is said, without a traceback, with exit code 2."""
    arguments, says = BAD_INPUT[case]
    done = futago(*arguments, folder=folder)
    assert (2, "") == (done.returncode, done.stdout)
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_explain() -> None:
    """A rule is explained without a path."""
    done = futago("lint", "--explain", "hardcoded-default")
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("hardcoded-default: ")


def test_interrupted(tmp_path: Path) -> None:
    """An interrupt in a large tree ends with 130, a word, and no process left."""
    tree = tmp_path / "tree"
    tree.mkdir()
    for number in range(2000):
        (tree / f"{number}.py").write_text(CODE * 20)
    process = subprocess.Popen(
        [BIN / "futago", "lint", tree],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()  # its processes are at work
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (130, "Interrupted.") == (process.returncode, said.strip())
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_reader_that_goes(folder: Path) -> None:
    """``futago lint . | head -1`` ends without a traceback."""
    (folder / "bad.py").write_text(CODE * 20_000)
    process = subprocess.Popen(
        [BIN / "futago", "lint", folder], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    _, said = process.communicate(timeout=60)
    assert b"Traceback" not in said


def test_colours_on_a_terminal(folder: Path) -> None:
    """A terminal gets colours, a pipe none."""
    master, slave = pty.openpty()
    process = subprocess.Popen([BIN / "futago", "lint", "."], cwd=folder, env=environment(), stdout=slave)
    os.close(slave)
    process.wait(timeout=60)
    shown = os.read(master, 4096)
    os.close(master)
    assert b"\x1b[" in shown
    assert "\x1b" not in futago("lint", ".", folder=folder).stdout


def test_progress_on_a_terminal(folder: Path) -> None:
    """A run that takes long says how far it is, on a terminal's stderr alone, and takes it away again."""
    master, slave = pty.openpty()
    program = "import futago.cli.lint as lint; lint._QUIET_SECONDS = 0; lint.command(['.'])"
    command = [sys.executable, "-c", program]
    subprocess.run(command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=slave, check=False)
    os.close(slave)
    shown = os.read(master, 4096).decode()
    os.close(master)
    assert "2 files, 1 finding …\r\x1b[K" in shown
    assert shown.endswith("1 finding in 2 files.\r\n")


def test_what_is_not_read_is_no_pass(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that can't be read is told, and the exit code is 1."""
    monkeypatch.chdir(folder)

    def refuse(path: str, _flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("futago.lint.file_lint.os.open", refuse)
    assert 1 == run(["lint", "good.py"])
    assert (
        "warning: good.py: Permission denied: not examined\n0 findings in 0 files.\n"
        == capsys.readouterr().err
    )


def test_hook_runs_the_command(folder: Path) -> None:
    """The hook for pre-commit is a command line that works on files of its choice."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (folder / "vendor").mkdir()
    (folder / "vendor" / "bad.py").write_text(CODE)
    program, *arguments = hook["entry"].split()
    assert "futago" == program
    assert 0 == futago(*arguments, "good.py", "vendor/bad.py", folder=folder).returncode
    assert 1 == futago(*arguments, "good.py", "bad.py", folder=folder).returncode
