"""``futago uses`` shows who may do what where, for people, scripts and documents."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.command_line import BIN, EXAMPLES, environment, futago, shown_on

BATCH = """\
estate: shop
account: "123456789012"
keys: {main: {}}
tables: {ledger: {consistency: strong, partition_key: id}}
applications:
  batch: {runs_on: ec2, runs_in: [ap-northeast-1], uses: {tables: {ledger: write}}}
"""
CONNECTS = """\
estate: shop
account: "123456789012"
keys: {main: {}}
databases:
  ledger:
    {engine: aurora-postgresql, engine_version: "17.7", consistency: strong, instance_class: db.r7g.large}
applications:
  settle: {runs_on: ec2, uses: {databases: {ledger: write}}}
"""

FORWARDING = """\
estate: shop
account: "123456789012"
keys: {main: {}}
databases:
  ledger:
    {consistency: strong, engine: aurora-postgresql, engine_version: "17.7", instance_class: db.r7g.large,
     write_forwarding: true}
applications: {batch: {runs_on: ecs, runs_in: [ap-northeast-1], uses: {databases: {ledger: read-write}}}}
"""


def test_text_has_a_line_for_each_use() -> None:
    """A strong table's writer writes at home, and after a promotion in the other Region."""
    done = futago("uses", EXAMPLES / "payments.yaml")
    (line,) = [line for line in done.stdout.splitlines() if "idempotency-keys" in line]
    assert (0, "") == (done.returncode, done.stderr)
    assert ["table idempotency-keys", "read* write", "read", "read", "read* write"] == [
        word.strip() for word in line.split("  ") if word.strip()
    ]


def test_narrow_terminal_loses_no_word() -> None:
    """Where a row does not fit, each Region has a line; nothing is cut or folded."""
    screen, terminal = pty.openpty()
    process = subprocess.Popen(
        [BIN / "futago", "uses", EXAMPLES / "payments.yaml"],
        env=environment(COLUMNS="40", TERM="dumb"),
        stdin=terminal,
        stdout=terminal,
    )
    os.close(terminal)
    lines = [line.rstrip() for line in shown_on(screen).splitlines()]
    assert 0 == process.wait()
    first = lines.index("  table idempotency-keys")
    cells = ["Tokyo now: read* write", "Osaka now: read", "Tokyo after: read", "Osaka after: read* write"]
    assert [f"    {cell}" for cell in cells] == lines[first + 1 : first + 5]


def test_database_can_be_connected_to_wherever_the_application_runs(tmp_path: Path) -> None:
    """A role may connect where the cluster only reads: that is said, and not called nothing."""
    (tmp_path / "estate.yaml").write_text(CONNECTS, encoding="utf-8")
    lines = futago("uses", tmp_path / "estate.yaml").stdout.splitlines()
    (line,) = [line for line in lines if "database ledger" in line]
    assert ["database", "ledger", "write", "connect", "connect", "write"] == line.split()
    assert any(line.startswith("database: IAM lets whoever uses one connect") for line in lines)


def test_json_is_for_scripts() -> None:
    """Each row says by Region code what may be done now and after."""
    found = json.loads(futago("uses", EXAMPLES / "payments.yaml", "--format", "json").stdout)
    (row,) = [
        row for row in found["rows"] if (row["application"], row["name"]) == ("payment-api", "receipts")
    ]
    writes = {
        when: {code: rights["writes"] for code, rights in row[when].items()} for when in ("now", "after")
    }
    assert {
        "now": {"ap-northeast-1": True, "ap-northeast-3": False},
        "after": {"ap-northeast-1": False, "ap-northeast-3": True},
    } == writes


def test_markdown_is_a_table() -> None:
    """Every line of the table has the six columns."""
    done = futago("uses", EXAMPLES / "payments.yaml", "--format", "markdown")
    assert {7} == {line.count("|") for line in done.stdout.splitlines() if line.startswith("|")}


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_says_what_nobody_would_write(tmp_path: Path, form: str) -> None:
    """A store whose only writer stays behind has no writer after the promotion."""
    (tmp_path / "estate.yaml").write_text(BATCH, encoding="utf-8")
    done = futago("uses", tmp_path / "estate.yaml", "--format", form)
    assert "After a promotion of Osaka nobody writes table ledger" in done.stdout


def test_says_what_would_only_be_forwarded(tmp_path: Path) -> None:
    """A database that its only writer then reaches by forwarding has one as long as that Region is lit."""
    (tmp_path / "estate.yaml").write_text(FORWARDING, encoding="utf-8")
    done = futago("uses", tmp_path / "estate.yaml", "--format", "markdown")
    assert "database ledger is written by forwarding alone, from Tokyo" in done.stdout
    assert "read forward" in done.stdout


def test_estate_without_applications() -> None:
    """What is not there is said, with what to do."""
    done = futago("uses", EXAMPLES / "peer.yaml")
    assert "no applications that use anything; add them under applications" in done.stdout


def test_wrong_spec_is_bad_input(tmp_path: Path) -> None:
    """A spec that is wrong is told as by validate."""
    (tmp_path / "estate.yaml").write_text(BATCH.replace("ledger: write", "ledgr: write"), encoding="utf-8")
    done = futago("uses", tmp_path / "estate.yaml")
    assert (2, "") == (done.returncode, done.stdout)
    assert "did you mean 'ledger'?" in done.stderr
