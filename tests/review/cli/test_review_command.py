"""``futago review``: what it writes where, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command_line import futago
from tests.review.cli.small_plans import KEY, TABLE, plan

FORMATS = {
    "text": ("review.txt", "Review: "),
    "markdown": ("review.md", "Tokyo"),
    "html": ("review.html", "<!doctype html>"),
    "json": ("review.json", '"fingerprint": "sha256:'),
    "sarif": ("review.sarif", '"version": "2.1.0"'),
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A plan with an error in it."""
    return plan(tmp_path / "table.json", TABLE)


@pytest.mark.parametrize(
    ("fail_on", "code"), [("never", 0), ("error", 0), ("warning", 1), ("note", 1), (None, 0)]
)
def test_fail_on(tmp_path: Path, fail_on: str | None, code: int) -> None:
    """The exit code is 1 from the level on that is named; error, where none is."""
    options = ["--fail-on", fail_on] if fail_on else []
    done = futago("review", plan(tmp_path / "key.json", KEY), *options)
    assert code == done.returncode
    assert ("at --fail-on" in done.stderr) == bool(code)


def test_error_fails(table: Path) -> None:
    """An error is 1 without being asked for, and counted for people."""
    done = futago("review", table)
    assert 1 == done.returncode
    assert done.stdout.startswith("Review: ")
    assert "at --fail-on error or above.\n" in done.stderr


def test_nothing_to_do(tmp_path: Path) -> None:
    """A plan without changes is clean at any level."""
    done = futago("review", plan(tmp_path / "empty.json"), "--fail-on", "note")
    assert (0, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("never", 0)])
def test_errored_plan_is_not_clean(tmp_path: Path, fail_on: str, code: int) -> None:
    """Unknown is not ok: a plan that failed half-way may hide anything."""
    done = futago("review", plan(tmp_path / "half.json", errored=True), "--fail-on", fail_on)
    assert (code, bool(code)) == (done.returncode, "half.json: planning failed half-way" in done.stderr)


@pytest.mark.parametrize(("name", "start"), FORMATS.items(), ids=list(FORMATS))
def test_format_on_stdout(table: Path, name: str, start: tuple[str, str]) -> None:
    """--format decides what comes on stdout, and nothing else comes there."""
    done = futago("review", table, "--format", name)
    assert start[1].lower() in done.stdout.lower()
    if name in ("json", "sarif"):
        assert isinstance(json.loads(done.stdout), dict)


def test_many_files_in_one_run(table: Path, tmp_path: Path) -> None:
    """Each --out has the format of its ending; - is stdout."""
    files = [tmp_path / name for name, _ in FORMATS.values()]
    done = futago("review", table, "--out", "-", *(word for file in files for word in ("--out", file)))
    assert 1 == done.returncode
    for file, (_, words) in zip(files, FORMATS.values(), strict=True):
        assert words.lower() in file.read_text(encoding="utf-8").lower()
    assert (tmp_path / "review.txt").read_text(encoding="utf-8") == done.stdout


def test_out_leaves_stdout_alone(table: Path, tmp_path: Path) -> None:
    """With a file alone nothing comes on stdout."""
    assert "" == futago("review", table, "--out", tmp_path / "review.html").stdout


def test_format_goes_before_the_ending(table: Path, tmp_path: Path) -> None:
    """--format may name what no ending tells."""
    futago("review", table, "--format", "json", "--out", tmp_path / "artifact")
    assert "fingerprint" in json.loads((tmp_path / "artifact").read_text(encoding="utf-8"))


def test_policy_is_heeded(table: Path, tmp_path: Path) -> None:
    """futago-review.yaml of the folder, or the file that is named, sets levels."""
    rules = json.loads(futago("review", table, "--format", "sarif").stdout)["runs"][0]["results"]
    levels = "".join(f"  {rule}: note\n" for rule in sorted({each["ruleId"] for each in rules}))
    (tmp_path / "futago-review.yaml").write_text(f"levels:\n{levels}")
    assert 0 == futago("review", table, folder=tmp_path).returncode
    assert 0 == futago("review", table, "--policy", tmp_path / "futago-review.yaml").returncode
    assert 1 == futago("review", table).returncode


def test_estate_is_named(table: Path) -> None:
    """With the spec the review says of which estate it is."""
    done = futago("review", table, "--estate", "examples/payments.yaml", "--format", "json")
    assert "payments" == json.loads(done.stdout)["estate"]


BAD = {
    "no plan": ([], "Missing argument 'PLAN.json …'"),
    "no file": (["none.json"], "none.json"),
    "empty file": (["empty"], "empty"),
    "folder": (["."], "."),
    "broken": (["broken.json"], "broken.json"),
    "no spec": (["table.json", "--estate", "none.yaml"], "there is no spec none.yaml"),
    "no policy": (["table.json", "--policy", "none.yaml"], "none.yaml"),
    "no level": (["table.json", "--fail-on", "fatal"], "'fatal' is not one of"),
    "no ending": (["table.json", "--out", "review"], "review: its ending tells no format"),
    "other ending": (["table.json", "--out", "review.pdf"], "name it …"),
    "no folder": (["table.json", "--out", "none/review.html"], "none/review.html: No such file"),
    "no rule": (["--explain", "s3-force-destory"], "s3-force-destroy"),
    "no place": (["table.json", "--post", "gitlab"], "'gitlab' is not 'github'"),
    "no token": (["table.json", "--post", "github"], "GITHUB_TOKEN is not set"),
    "no number": (["table.json", "--pull-request", "0"], "--pull-request"),
    "fresh and post": (["table.json", "--check-fresh", "--post", "github"], "--check-fresh reviews nothing"),
    "reviewed alone": (["table.json", "--reviewed", "review.json"], "--reviewed is for --check-fresh"),
}


@pytest.mark.parametrize(("arguments", "words"), BAD.values(), ids=BAD)
def test_bad_input(tmp_path: Path, table: Path, arguments: list[str], words: str) -> None:
    """Bad input is told in words on stderr, never by a traceback, and the exit code is 2."""
    assert table.exists()
    (tmp_path / "empty").write_text("")
    (tmp_path / "broken.json").write_text('{"format_version": "1.2", "resource_changes": [')
    done = futago("review", *arguments, folder=tmp_path)
    assert 2 == done.returncode
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_explain_needs_no_plan() -> None:
    """A rule is explained on stdout."""
    done = futago("review", "--explain", "s3-force-destroy")
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("s3-force-destroy (")


def test_explain_all_lists_every_rule() -> None:
    """Each rule has one line."""
    from futago.review.catalog import rules  # noqa: PLC0415 # only here

    listed = [line.split()[0] for line in futago("review", "--explain", "all").stdout.splitlines()]
    assert [rule.id for rule in rules()] == listed


def test_terminal_gets_no_escape_sequence_in_a_pipe(table: Path) -> None:
    """What is no terminal gets plain text."""
    assert "\x1b" not in futago("review", table).stdout
