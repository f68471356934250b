"""How commands end: 0 done, 1 failed, 2 bad input, 130 interrupted; data to stdout, the rest to stderr."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.command_line import BIN, EXAMPLES, ROOT, environment, futago

MINIMAL = EXAMPLES / "minimal.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files that are no spec, and a file where a folder is needed."""
    (tmp_path / "binary.yaml").write_bytes(bytes(range(256)))
    (tmp_path / "empty.yaml").write_text("")
    (tmp_path / "wrong.yaml").write_text("estate: shop\naccount: 1\ncolour: red\n")
    (tmp_path / "nested.yaml").write_text("[" * 5000)
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    return tmp_path


BAD_INPUT = {
    "no command": ([], 2, "Usage: futago"),
    "unknown command": (["shine"], 2, "No such command 'shine'"),
    "unknown option": (["validate", "--shine"], 2, "No such option '--shine'"),
    "one argument too many": (["validate", "a", "b"], 2, "unexpected extra argument"),
    "missing file": (["validate", "none.yaml"], 2, "there is no spec none.yaml"),
    "folder": (["validate", "folder"], 2, "folder is a folder; a spec is one YAML file"),
    "binary file": (["validate", "binary.yaml"], 2, "binary.yaml:"),
    "empty file": (["validate", "empty.yaml"], 2, "the file is empty"),
    "wrong spec": (["validate", "wrong.yaml"], 2, "wrong.yaml:2:10: account: a number"),
    "deep spec": (["validate", "nested.yaml"], 2, "nested.yaml:1:"),
    "nul in a name": (["synth", "a\nb.yaml"], 2, "there is no spec"),
    "no spec": (["synth"], 2, "no spec was given"),
    "unknown environment": (["synth", str(MINIMAL), "-e", "moon"], 2, "moon"),
    "environment not said": (["synth", str(MINIMAL)], 2, "allowed are production and staging"),
    "out is a file": (["synth", str(MINIMAL), "-e", "staging", "--out", "file"], 2, "'file' is a file"),
    "out below a file": (
        ["synth", str(MINIMAL), "-e", "staging", "--out", "file/out"],
        1,
        "--out file/out: Not a directory",
    ),
    "out in no file system": (
        ["synth", str(MINIMAL), "-e", "staging", "--out", "/proc/out"],
        1,
        "--out /proc/out: ",
    ),
    "no emulator": (["synth", str(MINIMAL), "-e", "staging", "--emulator", "folder"], 1, "emulator"),
    "no emulator to stop": (["emulator", "stop", "--dir", "folder"], 1, "emulator"),
    "demo of a wrong spec": (["demo", "wrong.yaml"], 2, "wrong.yaml:2:10: account"),
    "bootstrap of a wrong spec": (["bootstrap", "wrong.yaml"], 2, "wrong.yaml:2:10: account"),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input(folder: Path, case: str) -> None:
    """What can't be done is said on stderr, without a traceback, with nothing on stdout."""
    arguments, code, says = BAD_INPUT[case]
    done = futago(*arguments, folder=folder)
    assert (code, "") == (done.returncode, done.stdout)
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_no_credentials(folder: Path) -> None:
    """Without credentials bootstrap says so, and what to run."""
    nowhere = str(folder / "none")
    done = futago(
        *("bootstrap", MINIMAL, "-e", "staging", "--yes"),
        folder=folder,
        AWS_CONFIG_FILE=nowhere,
        AWS_SHARED_CREDENTIALS_FILE=nowhere,
    )
    assert (1, "") == (done.returncode, done.stdout)
    assert "credentials" in done.stderr
    assert "aws sts get-caller-identity" in done.stderr
    assert "Traceback" not in done.stderr


def test_valid_spec() -> None:
    """A valid spec is 0, and what is said of it is for people."""
    done = futago("validate", MINIMAL)
    assert (0, "", f"{MINIMAL} is valid.\n") == (done.returncode, done.stdout, done.stderr)


def test_json_is_data(folder: Path) -> None:
    """With --json the findings are data, on stdout alone, and the exit code stays."""
    done = futago("validate", "wrong.yaml", "--json", folder=folder)
    found = json.loads(done.stdout)
    assert (2, "") == (done.returncode, done.stderr)
    assert ["account"] == [each["path"] for each in found["errors"]]
    assert ["colour"] == [each["path"] for each in found["warnings"]]


def test_strict_takes_warnings_as_errors(folder: Path) -> None:
    """An unknown key passes with a warning, and fails with --strict."""
    (folder / "odd.yaml").write_text('estate: shop\naccount: "123456789012"\ncolour: red\n')
    lenient, strict = (
        futago("validate", "odd.yaml", *options, folder=folder) for options in ([], ["--strict"])
    )
    assert (0, 2) == (lenient.returncode, strict.returncode)
    assert lenient.stderr.startswith("warning: odd.yaml:3:1: colour")
    assert strict.stderr.startswith("error: odd.yaml:3:1: colour")


def test_synth_prints_the_files(tmp_path: Path) -> None:
    """What was written is data: one path a line, in the order in which the stacks are applied."""
    done = futago("synth", MINIMAL, "-e", "staging", "--out", tmp_path / "out")
    stacks = [f"shop-staging-{part}" for part in ("keys", "apne1", "apne3", "links")]
    paths = [tmp_path / "out" / "stacks" / stack / "cdk.tf.json" for stack in stacks]
    assert (0, list(map(str, paths)), "") == (done.returncode, done.stdout.splitlines(), done.stderr)
    assert all(path.is_file() for path in paths)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_interrupted(tmp_path: Path, stop: signal.Signals) -> None:
    """An interrupt ends a command with 130 and a word, however far it is."""
    pipe = tmp_path / "estate.yaml"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [BIN / "futago", "validate", pipe], cwd=ROOT, env=environment(), stderr=subprocess.PIPE, text=True
    )
    with pipe.open("w"):  # opens once the command reads: it waits for text now
        process.send_signal(stop)
        _, said = process.communicate(timeout=60)
    assert (130, "Interrupted.") == (process.returncode, said.strip())


def test_full_disk_is_told() -> None:
    """What can't be written is one error, and no traceback."""
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(
            [BIN / "futago", "schema"],
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    said = "error: the output can't be written: No space left on device\n"
    assert (1, said) == (process.returncode, process.stderr)


def test_reader_that_goes() -> None:
    """``futago schema | head -1`` ends without a traceback."""
    process = subprocess.Popen(
        [BIN / "futago", "schema"],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    _, said = process.communicate(timeout=60)
    assert (1, b"") == (process.returncode, said)


def test_no_colours_in_a_pipe(folder: Path) -> None:
    """Colours are for terminals."""
    assert "\x1b" not in futago("validate", "wrong.yaml", folder=folder).stderr
