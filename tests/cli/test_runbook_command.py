"""``futago runbook`` as a person and CI use it."""

from __future__ import annotations

from pathlib import Path

from tests.command_line import EXAMPLES, futago

SPEC = EXAMPLES / "payments.yaml"


def test_rendered_folder_passes_the_check(tmp_path: Path) -> None:
    """What was written a moment ago is what CI wants."""
    assert 0 == futago("runbook", SPEC, "--out", tmp_path / "books").returncode
    done = futago("runbook", SPEC, "--out", tmp_path / "books", "--check")
    assert (0, "") == (done.returncode, done.stdout)


def test_check_fails_and_says_the_next_command(tmp_path: Path) -> None:
    """A folder without runbooks is outdated, and the command that mends it is named."""
    done = futago("runbook", SPEC, "--out", tmp_path, "--check")
    assert 1 == done.returncode
    assert f"{tmp_path / 'failover-to-osaka.md'}: missing" in done.stderr
    assert f"Next: futago runbook {SPEC} --out {tmp_path}" in done.stderr
    assert [] == list(tmp_path.iterdir())


def test_one_runbook_goes_to_stdout() -> None:
    """With --mode the document alone is printed, towards the Region that is not home."""
    done = futago("runbook", SPEC, "--mode", "failover")
    assert (0, "# Runbook: failover to Osaka") == (done.returncode, done.stdout.splitlines()[0])


def test_region_outside_of_the_pair_is_refused() -> None:
    """The error names what is allowed."""
    done = futago("runbook", SPEC, "--mode", "failover", "--to", "us-east-1")
    assert 2 == done.returncode
    assert "'us-east-1' is no Region of the pair; allowed are ap-northeast-1 (Tokyo) and" in done.stderr
